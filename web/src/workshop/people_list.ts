// A list of people as it comes: pasted, or a file that a spreadsheet wrote.
//
// Each line has a name and a territory. Separators are a comma, a semicolon or a tab, whichever the
// first lines use; a line that has none of these may use another, as lists are put together from
// several. A first line of titles says where the columns are. The marks of a
// list are left out. Nothing is corrected: what cannot be used is said with its line, and left out.
import { LIMITS } from "../protocol/messages.ts";
import { withoutBullet } from "./bullets.ts";

export const MOST_LINES = LIMITS.EXPECTED_AT_ONCE;
/** Code points of a name. */
export const NAME_LENGTH = 60;

export interface Listed {
  readonly line: number;
  readonly name: string;
  /** As typed; empty when the list has no territories. */
  readonly territory: string;
}

export type TroubleKind = "no_name" | "no_territory" | "long_name" | "twice" | "too_many" | "quote";

export interface Trouble {
  readonly line: number;
  readonly kind: TroubleKind;
  /** What the line says, to find it again. */
  readonly text: string;
}

export interface PeopleList {
  readonly people: readonly Listed[];
  readonly troubles: readonly Trouble[];
}

const NAMES = [
  "nom",
  "nom complet",
  "name",
  "full name",
  "participant",
  "participante",
  "personne",
];
const FIRST_NAMES = ["prenom", "first name", "firstname", "given name"];
const TERRITORIES = ["territoire", "territory", "groupe", "group", "lieu", "place"];

/** Two names that are the same to a reader: case, accents, hyphens and blanks apart. */
export function alike(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[’'`-]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** The one of these names that another was most likely meant for: a letter or two apart, by its length.
 * None where two of them are as near. */
export function likely<T extends { readonly name: string }>(
  typed: string,
  known: readonly T[],
): T | undefined {
  const text = alike(typed);
  const most = Math.min(2, Math.floor(text.length / 4));
  const near = known
    .map((each) => ({ each, far: apart(text, alike(each.name)) }))
    .filter(({ far }) => far <= most)
    .toSorted((a, b) => a.far - b.far);
  return near[0]?.far === near[1]?.far ? undefined : near[0]?.each;
}

/** How many letters have to be added, left out or changed to make one text of the other. */
function apart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [above, letter] of [...one].entries()) {
    const next = [above + 1];
    for (let at = 0; at < other.length; at += 1) {
      const changed = (row[at] ?? 0) + (other[at] === letter ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Read a list. `needed`: whether a line without a territory is of no use. */
export function readPeople(text: string, needed = true): PeopleList {
  const { rows, troubles } = cut(text.replace(/^\uFEFF/, ""));
  const columns = columnsOf(rows[0]?.cells ?? []);
  const people: Listed[] = [];
  const met = new Set<string>();
  for (const { line, cells } of columns.titled ? rows.slice(1) : rows) {
    const at = (place: number) => (cells[place] ?? "").replace(/\s+/g, " ").trim();
    const name = withoutBullet(columns.names.map(at).filter(Boolean).join(" "));
    const territory = at(columns.territory);
    const said = cells.join(" ; ").trim();
    const say = (kind: TroubleKind) => troubles.push({ line, kind, text: said.slice(0, 80) });
    const key = `${alike(name)}\n${alike(territory)}`;
    if (name === "") say("no_name");
    else if ([...name].length > NAME_LENGTH) say("long_name");
    else if (territory === "" && needed) say("no_territory");
    else if (met.has(key)) say("twice");
    else if (people.length >= MOST_LINES) {
      say("too_many");
      break;
    } else {
      met.add(key);
      people.push({ line, name, territory });
    }
  }
  return { people, troubles: troubles.toSorted((a, b) => a.line - b.line) };
}

/** A file's text: UTF-8 or UTF-16 with its mark, else what older spreadsheets write. */
export function decodeList(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

interface Columns {
  titled: boolean;
  names: number[];
  territory: number;
}

function columnsOf(first: readonly string[]): Columns {
  const titles = first.map(alike);
  const among = (known: string[]) => titles.findIndex((title) => known.includes(title));
  const [name, given, territory] = [among(NAMES), among(FIRST_NAMES), among(TERRITORIES)];
  if (name < 0 && given < 0) return { titled: false, names: [0], territory: 1 };
  const names = [given, name].filter((place) => place >= 0);
  const after = titles.findIndex((_, place) => !names.includes(place));
  return { titled: true, names, territory: territory < 0 ? after : territory };
}

interface Row {
  line: number;
  cells: string[];
}

/** Cut a text in rows and cells; a quoted cell may hold separators, breaks and doubled quotes. */
function cut(text: string): { rows: Row[]; troubles: Trouble[] } {
  const usual = separatorOf(text);
  let separator = separatorAt(text, 0, usual);
  const rows: Row[] = [];
  const troubles: Trouble[] = [];
  let cells: string[] = [];
  let cell = "";
  let line = 1;
  let began = 1;
  let quoted = 0;
  const endCell = () => {
    cells.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (cells.some((each) => each.trim() !== "")) rows.push({ line: began, cells });
    cells = [];
  };
  for (let place = 0; place < text.length; place++) {
    const letter = text[place] ?? "";
    if (letter === "\r" && text[place + 1] === "\n") continue;
    const broken = letter === "\n" || letter === "\r";
    if (broken) line += 1;
    if (quoted > 0 && letter === '"' && text[place + 1] === '"') {
      cell += letter;
      place += 1;
    } else if (quoted > 0 && letter === '"') quoted = 0;
    else if (quoted > 0) cell += letter;
    else if (letter === '"' && cell.trim() === "") {
      cell = "";
      quoted = line;
    } else if (letter === separator) endCell();
    else if (broken) {
      endRow();
      began = line;
      separator = separatorAt(text, place + 1, usual);
    } else cell += letter;
  }
  if (quoted > 0) troubles.push({ line: quoted, kind: "quote", text: cell.slice(0, 80) });
  else endRow();
  return { rows, troubles };
}

/** The separator that most of the first lines have, the tab first: a name may hold a comma. */
function separatorOf(text: string): string {
  const lines = text.split(/\r\n?|\n/, 20).filter((each) => each.trim() !== "");
  const counts = ["\t", ";", ","].map((each) => ({
    each,
    lines: lines.filter((line) => line.includes(each)).length,
  }));
  return counts.reduce((best, next) => (next.lines > best.lines ? next : best)).each;
}

const ROW = /(?:"(?:[^"]|"")*(?:"|$)|[^"\r\n])*/y;
const QUOTED = /"(?:[^"]|"")*(?:"|$)/g;

/** The separator of the row that begins there: the list's own where it stands outside quotes, else
 * whichever does. */
function separatorAt(text: string, from: number, usual: string): string {
  ROW.lastIndex = from;
  const bare = (ROW.exec(text)?.[0] ?? "").replace(QUOTED, "");
  return [usual, "\t", ";", ","].find((each) => bare.includes(each)) ?? usual;
}

/** Somebody who has a seat, or for whom one is kept. */
export interface Seated {
  readonly name: string;
  readonly board: string;
}

export interface Sorted {
  /** Who is in the room nowhere. */
  readonly fresh: readonly Listed[];
  /** Who has a seat on the board that the list gives them. */
  readonly already: readonly Listed[];
  /** Who has the name of somebody who sits on another board: the same person, or a namesake. */
  readonly elsewhere: readonly { readonly listed: Listed; readonly board: string }[];
}

/** Those of a list who are in the room already; nobody there stands for two lines of it. */
export function sortedOut(
  people: readonly Listed[],
  seated: readonly Seated[],
  boardOf: (person: Listed) => string,
): Sorted {
  const left = seated.filter((each) => alike(each.name) !== "");
  const take = (found: (each: Seated) => boolean) => {
    const at = left.findIndex(found);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const named = (person: Listed, each: Seated) => alike(each.name) === alike(person.name);
  const already = people.filter(
    (person) => take((each) => named(person, each) && each.board === boardOf(person)) !== undefined,
  );
  const fresh: Listed[] = [];
  const elsewhere: { listed: Listed; board: string }[] = [];
  for (const listed of people) {
    if (already.includes(listed)) continue;
    const found = take((each) => named(listed, each));
    if (found) elsewhere.push({ listed, board: found.board });
    else fresh.push(listed);
  }
  return { fresh, already, elsewhere };
}

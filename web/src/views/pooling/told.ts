// A decision of the pooling, and what taking it back would change, in words.
import type { Decision, Room } from "../../protocol/messages";
import { type Key, many, phrase, t } from "../../text/catalogue";
import type { Called } from "../../workshop/called_before";
import type { Change, Consequences, GroupSplit, Piece } from "../../workshop/consequences";

/** A sentence with people's words in it, as `Quoted` says it. */
export interface Told {
  readonly sentence: Key;
  readonly said: Record<string, string>;
}

/** `then` is what the actors of a decision were called when it was taken, by the beneficiaries that
 * stand for them in it: what has been united or named since changes no sentence. */
export function told(
  room: Room,
  { choice }: Decision,
  then: ReadonlyMap<string, Called> | undefined,
): Told {
  const called = (id: string): Called => then?.get(id) ?? { label: label(room, id), boards: [] };
  const name = (id: string) => inOneLine(called(id));
  switch (choice.type) {
    case "Same": {
      const labels = joined(choice.beneficiaries.map(called)).map(inOneLine).join(" + ");
      return { sentence: "pooling.decided_same", said: { labels } };
    }
    case "Renamed": {
      const said = { label: choice.label, was: name(choice.beneficiary) };
      return { sentence: "pooling.decided_name", said };
    }
    case "PartOf": {
      const said = { child: name(choice.child), parent: name(choice.parent) };
      return { sentence: "pooling.decided_part_of", said };
    }
    case "Different":
    case "Later": {
      const said = { one: name(choice.one), other: name(choice.other) };
      const later = choice.type === "Later";
      return { sentence: later ? "pooling.decided_later" : "pooling.decided_different", said };
    }
    case "Grouped": {
      const notes = texts(room, choice.notes);
      const { titled_by } = choice;
      const title = choice.title ?? (titled_by === null ? null : texts(room, [titled_by]));
      if (title === null) return { sentence: "pooling.decided_group", said: { notes } };
      return { sentence: "pooling.decided_group_as", said: { notes, title } };
    }
    case "Apart":
      return { sentence: "pooling.decided_apart", said: { note: texts(room, [choice.note]) } };
    case "Titled": {
      const said = { note: texts(room, [choice.note]), title: choice.title };
      return { sentence: "pooling.decided_title", said };
    }
    case "Categorised": {
      const said = { label: name(choice.beneficiary), category: choice.category };
      const none = choice.category === "";
      return { sentence: none ? "pooling.decided_no_category" : "pooling.decided_category", said };
    }
    case "InRegister": {
      const said = { register: register(room, choice.register), notes: texts(room, choice.notes) };
      return { sentence: "pooling.decided_register", said };
    }
  }
}

function inOneLine({ label: words, boards }: Called): string {
  return boards.length > 0 ? `${words} (${boards.join(", ")})` : words;
}

/** The same words once, with all their territories. */
function joined(all: readonly Called[]): Called[] {
  const found = new Map<string, Set<string>>();
  for (const { label: words, boards } of all) {
    found.set(words, new Set([...(found.get(words) ?? []), ...boards]));
  }
  return [...found].map(([words, boards]) => ({ label: words, boards: [...boards] }));
}

/** What taking a decision back would change, a sentence each. */
export function foretold(room: Room, would: Consequences): string[] {
  return [
    ...would.actors.flatMap(({ id, label: was, into }) =>
      into
        .toSorted((one, other) => Number(one.id === id) - Number(other.id === id))
        .map((piece) => notesOf(piece, piece.id === id && piece.label === was)),
    ),
    ...would.names.map(({ to }) => t("pooling.name_back", { label: to })),
    ...would.categories.map(({ label, to }) =>
      to === ""
        ? t("pooling.no_category_back", { label })
        : t("pooling.category_back", { label, category: to }),
    ),
    ...would.parents.map(parentBack),
    ...would.groups.map(groupBack),
    ...would.titles.map(({ from, to }) => t("pooling.title_back", { from, to })),
    ...would.regrouped.map(({ label, notes }) => many("pooling.regrouped", notes, { label })),
    ...would.registers.map(({ register: id, lost, gained }) =>
      t("pooling.register_back", { register: register(room, id), lost, gained }),
    ),
  ];
}

/** What uniting would carry along, a sentence each, once. */
export function carriedAlong(changes: Consequences["parents"]): string[] {
  return [...new Set(changes.map(parentBack))];
}

/** Every side of what comes apart is named: the one that keeps the actor's name, too. */
function notesOf({ label, notes }: Piece, stays: boolean): string {
  return many(stays ? "pooling.notes_stay" : "pooling.notes_back", notes, { label });
}

/** Two notes of a group that stay together are still a group. */
function groupBack({ label, notes, into }: GroupSplit): string {
  const left = into.filter((size) => size > 1);
  if (left.length === 0) return many("pooling.group_back", notes, { label });
  const some = left.join(" + ");
  return many("pooling.group_back_part", left.length, { label, some, notes });
}

function parentBack({ label, from, to }: Change<string | null>): string {
  if (to !== null) return t("pooling.part_back", { label, parent: to });
  return t("pooling.no_part_back", { label, parent: from ?? "" });
}

function label(room: Room, beneficiary: string): string {
  for (const board of Object.values(room.boards)) {
    const found = board.beneficiaries[beneficiary];
    if (found) return found.label;
  }
  return t("pooling.gone");
}

function texts(room: Room, notes: readonly string[]): string {
  const boards = Object.values(room.boards);
  return notes
    .map((id) => boards.flatMap((board) => board.notes[id]?.text ?? [])[0] ?? t("pooling.gone"))
    .join(" + ");
}

function register(room: Room, id: string): string {
  for (const { registers } of room.template.registers) {
    const found = registers.find((each) => each.id === id);
    if (found) return phrase(found.label);
  }
  return id;
}

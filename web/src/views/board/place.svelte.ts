// What the parts of one board share: which board, whether it may be written on, which dialog is open.
import { getContext, setContext, untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { Outcome, Refusal, RoomSession } from "../../live/room_session.svelte";
import type {
  Board,
  Change,
  Command,
  Language,
  Note,
  Room,
  SomeoneWriting,
} from "../../protocol/messages";
import { language } from "../../text/catalogue";
import { isOnBoard } from "../../workshop/predict";
import { fetched } from "../later";
import type { Look } from "../look";
import { inOwnWords, pairHue, pairMark, pairNames } from "../naming";
import type { Item } from "../parts/Menu.svelte";
import { wasAt } from "../where";
import { Arranged } from "./arranged.svelte";
import { pointsOn } from "./contents";
import { type Drafts, draftsHere } from "./drafts.svelte";
import { Filter } from "./filter.svelte";
import { Flights } from "./flights";
import { type Act, History } from "./history.svelte";
import { unsentNotes } from "./unsent";

export type Sheet =
  | { kind: "add-beneficiary" }
  | { kind: "beneficiary"; id: string }
  | { kind: "delete-beneficiary"; id: string }
  | { kind: "move"; note: string }
  | { kind: "split"; note: string }
  | { kind: "via"; note: string }
  | { kind: "points"; target: "note" | "beneficiary" | "board"; id: string }
  | { kind: "versions"; point: string }
  | { kind: "interested"; id: string | null }
  | { kind: "shortcuts" }
  | { kind: "about" };

const HINT_MS = 8_000;

/** Before there is a seat; nothing of it is shown. */
const NOWHERE = {
  id: "",
  order: [],
  beneficiaries: {},
  notes: {},
  points: {},
  removed_notes: {},
  known_as: {},
} as unknown as Board;
const NONE: ReadonlySet<string> = new Set();
const NO_LABELS = {} as Room["template"]["labels"];

/** Fetched once the board is drawn, long before anybody is offline and needs it. */
export const undoing = () => fetched(() => import("./undoing"));
export const noteParts = () => fetched(() => import("./note_parts"));

export class Place {
  readonly session: RoomSession;
  readonly drafts: Drafts;
  readonly history = new History();
  readonly filter = new Filter();
  readonly flights = new Flights();
  #board: () => string;

  sheet = $state.raw<Sheet | null>(null);
  /** How to look at another phase's page, where the board stands among them. */
  look = $state.raw<Look>();
  /** The note whose text is being rewritten here. */
  editing = $state<string | null>(null);
  /** The note whose kind was just changed: what that means is said under it, for a while. */
  hinted = $state<string | null>(null);
  /** Paper holds every card, seen or not. */
  printing = $state(false);
  /** The column shown on a phone. */
  shown = $state<string | null>(wasAt("shown"));

  readonly room: Room = $derived.by(() => inOwnWords(this.session.room as Room));
  // What every card reads stands apart from the room, which is a new value at each change, and is set
  // only when it differs: fifty changes a second then reach the cards that they are about.
  board = $state.raw<Board>(NOWHERE);
  readonly contents = new Arranged();
  labels = $state.raw(NO_LABELS);
  categories = $state.raw<Room["template"]["categories"]>([]);
  /** The language that people write in here. */
  writtenIn = $state<Language>("fr");
  /** Whether the facilitator has closed this board. */
  closed = $state(false);
  /** Whether this person may write here now; the server decides, this only spares a refusal. */
  open = $state(false);
  names = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** What stands for each pair of this territory on its cards. */
  marks = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** The colour of each pair of this territory. */
  hues = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** The other pairs of this territory, when there are any: then a note says whose it is. */
  shared = $state(false);
  /** Others who write now, by the note or the beneficiary that they write in. */
  readonly writers = new SvelteMap<string, SomeoneWriting>();
  /** The notes that are shown as only this device has them, while the line is away. */
  unsent = $state.raw<ReadonlySet<string>>(NONE);
  #named: readonly unknown[] = [];
  #heard: ReadonlyMap<string, SomeoneWriting> | null = null;

  /** The writing box that takes the focus as soon as it appears. */
  focusNext: string | null = null;

  /** What to send when the end comes: the writing boxes that hold text. */
  readonly boxes = new Set<{ send(): void }>();

  constructor(session: RoomSession, board: () => string) {
    this.session = session;
    this.drafts = draftsHere();
    const person = session.you?.participant;
    if (person) this.drafts.belongTo(person);
    this.#board = board;
    $effect(() =>
      session.follow((news) => {
        this.#liftMoved(news);
        this.#take();
      }),
    );
    $effect.pre(() => {
      board();
      language();
      untrack(() => this.#take());
    });
    this.#take();
  }

  /** Take over what has changed of the room. */
  #take(): void {
    const { people, writing } = this.session;
    if (!this.session.room) return;
    const room = inOwnWords(this.session.room);
    const board = room.boards[this.#board()];
    if (!board) return;
    if (board !== this.board) {
      this.board = board;
      this.contents.take(board);
      this.closed = board.closed;
    }
    this.writtenIn = room.language;
    this.labels = room.template.labels;
    this.categories = room.template.categories;
    this.open = this.#isOpen(room, board);
    const named = [room.participants, room.pairs, people, board.id, language()];
    if (named.some((each, at) => each !== this.#named[at])) {
      this.#named = named;
      this.names = pairNames(room, people);
      const pairs = Object.values(room.pairs).filter((pair) => pair.board === board.id);
      this.shared = pairs.length > 1;
      this.marks = new Map(pairs.map(({ id }) => [id, pairMark(room, people, id)]));
      this.hues = new Map(pairs.map(({ id }) => [id, pairHue(room, id)]));
    }
    const unsent = this.session.light === "saving" ? NONE : unsentNotes(this.session.waiting);
    if (unsent.size + this.unsent.size > 0) this.unsent = unsent;
    if (writing !== this.#heard) this.#hearWriters(writing, board.id);
  }

  /** Cards that somebody else moves fly, with a word of who it is; one's own have flown already. */
  #liftMoved(news: readonly Change[]): void {
    for (const { event, pair } of news) {
      if (event.type !== "NoteMoved" || this.editing === event.note) continue;
      if (this.board.notes[event.note]?.beneficiary === event.beneficiary) continue;
      this.flights.lift(event.note, pair === null ? "" : (this.names.get(pair) ?? ""));
    }
  }

  #hearWriters(writing: ReadonlyMap<string, SomeoneWriting>, board: string): void {
    this.#heard = writing;
    const own = this.session.you?.participant ?? null;
    const now = new Map<string, SomeoneWriting>();
    for (const each of writing.values()) {
      const where = each.note ?? each.beneficiary;
      if (each.board === board && each.participant !== own && where) now.set(where, each);
    }
    for (const where of this.writers.keys()) if (!now.has(where)) this.writers.delete(where);
    for (const [where, each] of now) this.writers.set(where, each);
  }

  /** On the facilitator's page: what hides a note from the others, or shows it again. */
  hide: ((note: Note) => Item) | null = null;

  /** What this page has just done something to: it need not be told of that. */
  readonly own = new Set<string>();
  /** The notes that this page has posted: their author is who reads it. */
  readonly posted = new Set<string>();

  /** Do something that « Annuler » may take back. */
  async do(command: Command): Promise<Outcome> {
    if (command.type === "AddNote") this.#made(command.note);
    if (command.type === "SplitNote") for (const part of command.parts) this.#made(part.note);
    if (command.type === "MoveNote") this.flights.lift(command.note);
    this.mine(command);
    const act = isOnBoard(command) ? { before: this.board, command } : null;
    if (act) this.history.add(act);
    const outcome = await this.session.do(command);
    if (act && outcome.type === "Rejected") this.history.drop(act);
    return outcome;
  }

  #made(note: string): void {
    this.own.add(note);
    this.posted.add(note);
    if (this.filter.on) this.filter.kept.add(note);
  }

  /** Those of a column's notes that are looked for: all of them, unless somebody looks. */
  sought(notes: Note[]): Note[] {
    return this.filter.of(notes, (note) =>
      pointsOn(this.contents, note).some((point) => !point.closed),
    );
  }

  /** Say under a note what its kind means; the next one, or time, takes the words away. */
  hint(note: string): void {
    this.hinted = note;
    clearTimeout(this.#hintEnds);
    this.#hintEnds = setTimeout(() => {
      this.hinted = null;
    }, HINT_MS);
  }
  #hintEnds: ReturnType<typeof setTimeout> | undefined;

  /** Back to the button that the looking began with. */
  focusTool(): void {
    for (const tool of document.querySelectorAll<HTMLElement>("[data-tool]")) {
      if (tool.offsetParent) tool.focus();
    }
  }

  /** What this command changes need not be told to who asks for it. */
  mine(command: Command): void {
    const about = command as { note?: string; point?: string; beneficiary?: string | null };
    const id = about.note ?? about.point ?? about.beneficiary;
    if (id && command.type !== "ClassifyNote" && command.type !== "RankBeneficiary") {
      this.own.add(id);
    }
  }

  /** Take back an act of one's own, the last one unless told. */
  async undo(act?: Act): Promise<void> {
    (await undoing()).undo(this, act);
  }

  /** Do again what was taken back last. */
  async redo(): Promise<void> {
    (await undoing()).redo(this);
  }

  /** Whether a refusal is a rewriting that clashed with the text of a note of this board. */
  clashes(refusal: Refusal): boolean {
    const { code, command } = refusal;
    return code === "conflict" && command.type === "EditNote" && command.note in this.board.notes;
  }

  /** After a rewriting the focus is back on its card, unless it went elsewhere. */
  back(note: string): void {
    requestAnimationFrame(() => {
      if (document.activeElement && document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>(`[data-note="${note}"] [aria-haspopup]`)?.focus();
    });
  }

  /** Bring the writing box of a column into sight and into focus, now or when it appears. */
  write(beneficiary: string): void {
    this.shown = beneficiary;
    const box = document.querySelector<HTMLElement>(`[data-composer="${beneficiary}"]`);
    if (!box) {
      this.focusNext = beneficiary;
      return;
    }
    this.focusNext = null;
    // On a phone the column is shown first, and only then can be focused.
    requestAnimationFrame(() => {
      box.focus();
      box.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }

  #isOpen(room: Room, board: Board): boolean {
    const { phase } = room;
    if (this.session.you?.role === "facilitator") {
      return phase === "travail" || phase === "mise-en-commun";
    }
    const seat = this.session.you?.participant;
    const mine = seat ? room.participants[seat]?.board === board.id : false;
    return mine && phase === "travail" && !board.closed;
  }
}

const KEY = Symbol("place");

export function providePlace(place: Place): void {
  setContext(KEY, place);
}

export function usePlace(): Place {
  return getContext<Place>(KEY);
}

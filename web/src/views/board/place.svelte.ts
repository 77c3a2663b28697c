// What the parts of one board share: which board, whether it may be written on, which dialog is open.
import { getContext, setContext } from "svelte";
import type { Outcome, Refusal, RoomSession } from "../../live/room_session.svelte";
import type { Board, Command, Room } from "../../protocol/messages";
import { isOnBoard } from "../../workshop/predict";
import { fetched } from "../later";
import type { Look } from "../look";
import { hue, pairNames } from "../naming";
import { type Contents, contents } from "./contents";
import { Drafts } from "./drafts.svelte";
import { type Act, History } from "./history.svelte";

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

/** Fetched once the board is drawn, long before anybody is offline and needs it. */
export const undoing = () => fetched(() => import("./undoing"));

export class Place {
  readonly session: RoomSession;
  readonly drafts: Drafts;
  readonly history = new History();
  #board: () => string;

  sheet = $state.raw<Sheet | null>(null);
  /** How to look at another phase's page, where the board stands among them. */
  look = $state.raw<Look>();
  /** The note whose text is being rewritten here. */
  editing = $state<string | null>(null);
  /** The column shown on a phone. */
  shown = $state<string | null>(null);

  readonly room: Room = $derived.by(() => this.session.room as Room);
  readonly board: Board = $derived.by(() => this.room.boards[this.#board()] as Board);
  readonly contents: Contents = $derived.by(() => {
    this.#arranged = contents(this.board, this.#arranged);
    return this.#arranged;
  });
  #arranged: Contents | null = null;
  // What every card reads stands apart from the room, which is a new value at each change.
  readonly labels = $derived.by(() => this.room.template.labels);
  readonly hue = $derived.by(() => hue(this.room, this.board.id));
  readonly #participants = $derived.by(() => this.room.participants);
  readonly #pairs = $derived.by(() => this.room.pairs);
  readonly names = $derived.by(() =>
    pairNames({ participants: this.#participants, pairs: this.#pairs }, this.session.people),
  );
  readonly open: boolean = $derived.by(() => this.#isOpen());
  /** The other pairs of this territory, when there are any: then a note says whose it is. */
  readonly shared: boolean = $derived.by(
    () => Object.values(this.room.pairs).filter((pair) => pair.board === this.board.id).length > 1,
  );

  /** The writing box that takes the focus as soon as it appears. */
  focusNext: string | null = null;

  /** What to send when the end comes: the writing boxes that hold text. */
  readonly boxes = new Set<{ send(): void }>();

  constructor(session: RoomSession, room: string, board: () => string) {
    this.session = session;
    this.drafts = new Drafts(room);
    this.#board = board;
  }

  /** The notes posted from this page, which need not be announced to it. */
  readonly own = new Set<string>();

  /** Do something that « Annuler » may take back. */
  async do(command: Command): Promise<Outcome> {
    if (command.type === "AddNote") this.own.add(command.note);
    const act = isOnBoard(command) ? { before: this.board, command } : null;
    if (act) this.history.add(act);
    const outcome = await this.session.do(command);
    if (act && outcome.type === "Rejected") this.history.drop(act);
    return outcome;
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

  /** Whether this person may write here now; the server decides, this only spares a refusal. */
  #isOpen(): boolean {
    const phase = this.room.phase;
    if (this.session.you?.role === "facilitator") {
      return phase === "travail" || phase === "mise-en-commun";
    }
    const seat = this.session.you?.participant;
    const mine = seat ? this.room.participants[seat]?.board === this.board.id : false;
    return mine && phase === "travail" && !this.board.closed;
  }
}

const KEY = Symbol("place");

export function providePlace(place: Place): void {
  setContext(KEY, place);
}

export function usePlace(): Place {
  return getContext<Place>(KEY);
}

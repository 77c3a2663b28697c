// The pooling as the page reads it: actors, their notes with provenance, and what may be done.
import { getContext, setContext } from "svelte";
import type { RoomSession } from "../../live/room_session.svelte";
import type {
  Decision,
  DiscussionPoint,
  Note,
  PoolingCommand,
  Room,
} from "../../protocol/messages";
import { many, t } from "../../text/catalogue";
import { consequences } from "../../workshop/consequences";
import { newId } from "../../workshop/ids";
import { type Actor, pooled } from "../../workshop/pooling";
import { learnPooling } from "../../workshop/predict";
import { predictPooling } from "../../workshop/predict_pooling";
import { toasts } from "../toasts.svelte";
import { sums } from "./sums";
import { foretold } from "./told";

learnPooling(predictPooling);

/** A note with where it comes from: its territory and the words of its own board. */
export interface Sourced {
  note: Note;
  board: string;
  label: string;
  discussed: boolean;
}

export interface Shown {
  kinds: "all" | "visé" | "externalité";
  discussed: boolean;
  /** Territories left out of the view, never out of the pooling. */
  without: ReadonlySet<string>;
}

type Without<Command> = Command extends unknown ? Omit<Command, "decision"> : never;
/** A decision that has no id yet. */
export type Undecided = Without<Exclude<PoolingCommand, { type: "RetractDecision" }>>;

export class Pool {
  readonly session: RoomSession;
  readonly lead: boolean;
  #room: () => Room;

  shown = $state.raw<Shown>({ kinds: "all", discussed: false, without: new Set() });
  merging = $state.raw<{ actor: string; into: string | null } | null>(null);
  renaming = $state<string | null>(null);
  retracting = $state<string | null>(null);

  readonly room: Room = $derived.by(() => this.#room());
  readonly actors: readonly Actor[] = $derived.by(() => pooled(this.room));
  readonly byId = $derived.by(() => new Map(this.actors.map((actor) => [actor.id, actor])));
  readonly sourced = $derived.by(() => sourced(this.room));
  readonly total = $derived.by(() => this.sourced.size);
  readonly sums = $derived.by(() => sums(this.room, this.actors));

  /** The board whose notes this person may say are misrendered. */
  readonly own = $derived.by(() => {
    const { you } = this.session;
    const seat = you?.role === "participant" && this.room.participants[you.participant ?? ""];
    return seat && this.room.pooling_shown ? seat.board : null;
  });

  // What every note asks stands apart from the room, which is a new value at each change.
  readonly #presented = $derived.by(() => this.room.guidance.shown);

  constructor(session: RoomSession, room: () => Room, lead: boolean) {
    this.session = session;
    this.#room = room;
    this.lead = lead;
  }

  /** What an actor is called. */
  name(actor: Actor): string {
    return actor.label;
  }

  /** The notes of an actor that the filters let through. */
  notes(actor: Actor): Sourced[] {
    return actor.notes.flatMap((id) => {
      const found = this.sourced.get(id);
      return found && this.#passes(found) ? [found] : [];
    });
  }

  /** Two actors become one; the toast leads back at once, the list of decisions at any time. */
  unite(one: Actor, other: Actor, label: string | null): void {
    const decision = newId();
    this.session.do({
      type: "SameActor",
      decision,
      beneficiaries: [...one.members, ...other.members].map((member) => member.beneficiary),
      label,
    });
    toasts.show(t("pooling.united", { one: this.name(one), other: this.name(other) }), {
      label: t("common.undo"),
      act: () => this.session.do({ type: "RetractDecision", decision }),
    });
  }

  /** Decide something else of the pooling; the toast says it, and leads back at once. */
  decide(command: Undecided, said: string): void {
    const decision = newId();
    this.session.do({ ...command, decision });
    toasts.show(said, {
      label: t("common.undo"),
      act: () => this.session.do({ type: "RetractDecision", decision }),
    });
  }

  /** The actors of each group become one, all in one act and with one way back. */
  uniteAll(groups: readonly (readonly Actor[])[]): void {
    const decisions = groups.map((group) => {
      const decision = newId();
      const beneficiaries = group.flatMap((actor) => actor.members.map((each) => each.beneficiary));
      this.session.do({ type: "SameActor", decision, beneficiaries, label: null });
      return decision;
    });
    const undo = () => {
      for (const decision of decisions) this.session.do({ type: "RetractDecision", decision });
    };
    toasts.show(many("propose.names_united", groups.length), {
      label: t("common.undo"),
      act: undo,
    });
  }

  /** Whether everybody is shown this one in particular. */
  isShown(kind: "actor" | "note", id: string): boolean {
    const shown = this.#presented;
    if (shown.kind !== kind) return false;
    if (kind === "note") return shown.target === id;
    const actor = this.byId.get(id);
    return actor?.members.some((one) => one.beneficiary === shown.target) ?? false;
  }

  /** Show one actor or note on all screens, or take it off again. */
  present(kind: "actor" | "note", id: string): void {
    const off = this.isShown(kind, id);
    const target = kind === "note" ? id : (this.byId.get(id)?.members[0]?.beneficiary ?? "");
    this.session.do(
      off ? { type: "Present", kind: "phase", target: "" } : { type: "Present", kind, target },
    );
  }

  rename(actor: Actor, label: string): void {
    const beneficiary = actor.members[0]?.beneficiary;
    if (!beneficiary) return;
    this.session.do({ type: "RenameActor", decision: newId(), beneficiary, label });
  }

  /** What would happen without this decision, a sentence each. */
  consequence(decision: Decision): string[] {
    return foretold(this.room, consequences(this.room, decision.id));
  }

  #passes({ note, board, discussed }: Sourced): boolean {
    const { kinds, without } = this.shown;
    if (kinds !== "all" && note.kind !== kinds) return false;
    return !without.has(board) && (discussed || !this.shown.discussed);
  }
}

function sourced(room: Room): Map<string, Sourced> {
  const all = new Map<string, Sourced>();
  for (const board of Object.values(room.boards)) {
    const open = Object.values(board.points).filter((point: DiscussionPoint) => !point.closed);
    const discussed = new Set(open.map((point) => point.target));
    for (const note of Object.values(board.notes)) {
      const label = board.beneficiaries[note.beneficiary]?.label ?? "";
      all.set(note.id, { note, board: board.id, label, discussed: discussed.has(note.id) });
    }
  }
  return all;
}

const KEY = Symbol("pool");

export function providePool(pool: Pool): void {
  setContext(KEY, pool);
}

export function usePool(): Pool {
  return getContext<Pool>(KEY);
}

// What the parts of the presentation share: what is shown to all, the remarks, and who may do what.
import { getContext, setContext } from "svelte";
import type { RoomSession } from "../../live/room_session.svelte";
import type { ExamplePart, Remark, Room, Shown, ShownKind } from "../../protocol/messages";
import { newId } from "../../workshop/ids";
import { same } from "../guide/following";
import { sayHere } from "../said_here";

/** What the remarks of one dialog are about: the example, or a beneficiary with its notes. */
export type About = { beneficiary: string | null };

/** The dialog in which the remarks on a part of the example are read. */
export function aboutOf(room: Room, part: ExamplePart, target: string): About {
  if (part !== "note") return { beneficiary: part === "beneficiary" ? target : null };
  const all = room.template.worked_example?.beneficiaries ?? [];
  const owner = all.find((each) => each.notes.some((note) => note.id === target));
  return { beneficiary: owner?.id ?? null };
}

export class Reading {
  readonly session: RoomSession;
  /** The facilitator's own page: it can show each part to all. */
  readonly lead: boolean;
  /** The projector: nothing on it can be pressed. */
  readonly bare: boolean;
  readonly #room: () => Room;
  readonly #at: () => Shown | null;

  about = $state.raw<About | null>(null);

  readonly room: Room = $derived.by(() => this.#room());
  readonly #byTarget = $derived.by(() => byTarget(Object.values(this.room.remarks)));
  /** Whether this person may leave a remark now; the server decides. */
  readonly open: boolean = $derived.by(() => this.#isOpen());

  constructor(
    session: RoomSession,
    room: () => Room,
    at: () => Shown | null,
    as: { lead: boolean; bare: boolean },
  ) {
    this.session = session;
    this.#room = room;
    this.#at = at;
    this.lead = as.lead;
    this.bare = as.bare;
  }

  /** Whether this is what everybody is shown: on the facilitator's page, what they show. */
  isShown(kind: ShownKind, target: string): boolean {
    const at = this.lead ? this.room.guidance.shown : this.#at();
    return at !== null && same(at, { kind, target });
  }

  present(kind: ShownKind, target: string): void {
    this.session.do({ type: "Present", kind, target });
  }

  /** Remarks on one thing, oldest first, closed ones too. */
  remarksOn(part: ExamplePart, target: string): readonly Remark[] {
    return this.#byTarget.get(`${part} ${target}`) ?? [];
  }

  leave(part: ExamplePart, target: string, text: string): void {
    const remark = newId();
    sayHere(remark);
    this.session.do({ type: "LeaveRemark", remark, part, target, text });
  }

  #isOpen(): boolean {
    const you = this.session.you;
    if (this.bare || !you) return false;
    if (you.role === "facilitator") return true;
    const seat = you.participant ? this.room.participants[you.participant] : undefined;
    return this.room.phase === "presentation" && Boolean(seat?.pair);
  }
}

function byTarget(remarks: Remark[]): Map<string, Remark[]> {
  const all = new Map<string, Remark[]>();
  for (const remark of remarks) {
    const key = `${remark.part} ${remark.target}`;
    all.set(key, [...(all.get(key) ?? []), remark]);
  }
  return all;
}

const KEY = Symbol("reading");

export function provideReading(reading: Reading): void {
  setContext(KEY, reading);
}

export function useReading(): Reading {
  return getContext<Reading>(KEY);
}

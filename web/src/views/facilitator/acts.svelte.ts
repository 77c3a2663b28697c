// The facilitator's own acts on this page: each with its words, its hour and its way back.
//
// They are remembered for the tab, so that a reload loses no « Annuler ». What everybody did is in
// the journal; this is the list of what one may take back.
import type { RoomSession } from "../../live/room_session.svelte";
import type { Command, PhaseKind } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { newId } from "../../workshop/ids";
import { toasts } from "../toasts.svelte";
import { inverse } from "./inverse";
import { leaving } from "./leaving";

/** Acts that are listed. */
const LISTED = 8;
const KEY = "tablee.acts.";

export interface Act {
  readonly id: string;
  readonly at_ms: number;
  readonly words: string;
  /** What undoes it; none when nothing does. */
  readonly undo: readonly Command[];
  readonly undone: boolean;
}

export class Acts {
  all = $state.raw<readonly Act[]>([]);
  /** The act whose undoing opens a phase and takes more with it, and that phase. */
  asked = $state.raw<{ readonly act: Act; readonly to: PhaseKind } | null>(null);
  #session: RoomSession;
  #key: string;

  constructor(session: RoomSession, room: string) {
    this.#session = session;
    this.#key = KEY + room;
    try {
      this.all = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]") as Act[];
    } catch {
      // Nothing was kept, or not by us.
    }
  }

  /** Do something, say that it is done, and offer the way back. False when it was refused. */
  async give(command: Command, words: string): Promise<boolean> {
    const before = this.#session.room;
    if (before === null) return false;
    const at_ms = Math.round(this.#session.clock.now());
    const undo = inverse(before, command, at_ms);
    const outcome = await this.#session.do(command);
    if (outcome.type !== "Done") return false;
    if (outcome.to_seq < outcome.from_seq) return true;
    const act: Act = { id: newId(), at_ms, words, undo, undone: false };
    this.#keep([...this.all, act].slice(-LISTED));
    const back = { label: t("common.undo"), act: () => void this.undo(act.id) };
    toasts.show(words, undo.length > 0 ? back : undefined);
    return true;
  }

  /** Undo an act of the list, once. Where that leaves the work, what goes with it is asked first. */
  async undo(id: string): Promise<void> {
    const act = this.all.find((each) => each.id === id);
    if (!act || act.undone || act.undo.length === 0) return;
    const to = act.undo.find((each) => each.type === "OpenPhase")?.phase;
    const room = this.#session.room;
    if (to && room && to !== room.phase && leaving(room, to).asks) this.asked = { act, to };
    else await this.#takeBack(act);
  }

  /** What was asked is answered. */
  async answer(yes: boolean): Promise<void> {
    const act = this.asked?.act;
    this.asked = null;
    if (yes && act) await this.#takeBack(act);
  }

  async #takeBack({ id, undo, words }: Act): Promise<void> {
    this.#mark(id, true);
    for (const command of undo) {
      const outcome = await this.#session.do(command);
      if (outcome.type === "Rejected") {
        // Why is said by the refusal itself; the act stays on the list as it was.
        this.#mark(id, false);
        return;
      }
    }
    toasts.show(t("acts.undone", { words }));
  }

  #mark(id: string, undone: boolean): void {
    this.#keep(this.all.map((each) => (each.id === id ? { ...each, undone } : each)));
  }

  #keep(all: readonly Act[]): void {
    this.all = all;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(all));
    } catch {
      // Kept for this page only.
    }
  }
}

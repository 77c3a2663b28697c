// When « Changer de clavier » is said: once, in the middle of the planned time, to a pair that writes
// here on one device (experience.md, R27).
import type { Room } from "../../protocol/messages";
import { Middle, stillHalfway } from "../marks";
import { devicesOf } from "../naming";

export interface Seated {
  readonly room: Room;
  readonly pair: string | null;
  /** Whether the board may be written on. */
  readonly open: boolean;
  readonly devices: Record<string, number>;
  /** Ms that are left, null without a timer. */
  readonly left: number | null;
}

export class Swap {
  readonly #middle = new Middle();

  /** `say` when the middle has just passed for a pair that shares a keyboard, `unsay` once that is no
   * longer about now, else null. Every reading of the clock is given, also those that say nothing. */
  read({ room, pair, open, devices, left }: Seated): "say" | "unsay" | null {
    const passed = this.#middle.pass(room.timer, left);
    // Left to stand, it would come back with a board that is opened again.
    if (!stillHalfway(room.timer, left)) return "unsay";
    const writes = room.phase === "travail" && pair !== null && open;
    return passed && writes && devicesOf(room, devices, pair) === 1 ? "say" : null;
  }
}

// What is shown of a room: the confirmed one with the own pending commands laid over it.
import type { Room, You } from "../protocol/messages.ts";
import { withPending } from "../workshop/predict.ts";
import type { Entry } from "./outbox.ts";

export type Link = "connecting" | "online" | "offline" | "stopped";
/** saved: all acknowledged. saving: sent. device: kept here. memory: only in this tab.
 * stopped: nothing waits, and nothing more would leave. */
export type Light = "saved" | "stopped" | "saving" | "device" | "memory" | "trouble";

export class Picture {
  #last: { confirmed: Room; pending: readonly Entry[]; you: You; room: Room } | null = null;

  /** The room to show; the same value until something of it changes. */
  of(confirmed: Room | null, pending: readonly Entry[], you: You | null): Room | null {
    if (confirmed === null || you === null) return null;
    const last = this.#last;
    if (last?.confirmed === confirmed && last.you === you && same(last.pending, pending)) {
      return last.room;
    }
    const room = withPending(confirmed, pending, you);
    this.#last = { confirmed, pending: [...pending], you, room };
    return room;
  }
}

/** The save light never says more than is true: only an acknowledgement is « saved ». */
export function light(link: Link, pending: readonly Entry[], durable: boolean): Light {
  if (pending.length === 0) return link === "stopped" ? "stopped" : "saved";
  if (link === "stopped") return "trouble";
  if (link === "online" || (durable && pending.some((each) => each.n === null))) return "saving";
  return durable ? "device" : "memory";
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, place) => each === other[place]);
}

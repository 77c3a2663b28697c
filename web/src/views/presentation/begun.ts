// Remarks on the example that were begun and not sent, wherever each of them is kept.
import type { Room } from "../../protocol/messages.ts";
import { typed } from "../typed.svelte.ts";
import { begunAt } from "./half_typed.svelte.ts";
import { type About, aboutOf } from "./reading.svelte.ts";

export interface Begun {
  readonly place: string;
  readonly text: string;
  readonly about: About;
}

/** Followed as one types. A remark that is gone leaves nothing to go back to. */
export function begunRemarks(room: Room): Begun[] {
  return [...typed.held].flatMap((place): Begun[] => {
    const text = typed.read(place);
    const at = begunAt(place);
    if (at === null || text.trim() === "") return [];
    if ("beneficiary" in at) return [{ place, text, about: at }];
    const remark = room.remarks[at.remark];
    return remark ? [{ place, text, about: aboutOf(room, remark.part, remark.target) }] : [];
  });
}

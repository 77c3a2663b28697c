// Two people rewrote one note: merged where they do not touch, kept side by side where they do.
//
// A rewriting that the room refuses as a conflict stays on the device until it was dealt with here,
// so that closing the page at any moment loses nothing: the next one finds it again. What cannot be
// merged is on the board before anybody is asked to choose, and stays there if nobody does.
import type { Refusal } from "../../live/room_session.svelte";
import type { EditNote } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { merge } from "../../workshop/merge";
import { sayHere } from "../said_here";
import { toasts } from "../toasts.svelte";
import { bothKept } from "./both_kept";
import type { Place } from "./place.svelte";
import { otherOf } from "./versions";

/** Deal with every rewriting that clashed on this board, now and from now on. */
export function settleClashes(place: Place): void {
  const begun = new Set<number>();
  $effect(() => {
    for (const refusal of place.session.refusals) {
      if (begun.has(refusal.n) || !place.clashes(refusal)) continue;
      begun.add(refusal.n);
      void settle(place, refusal, refusal.command as EditNote);
    }
  });
}

async function settle(place: Place, refusal: Refusal, mine: EditNote): Promise<void> {
  const { note, text } = mine;
  const theirs = String(refusal.params.current);
  const merged = mine.was == null ? null : merge(mine.was, text, theirs);
  const point = named(JSON.stringify([note, mine.was, text, theirs]));
  if (merged === null) sayHere(otherOf(point));
  // What follows is kept before what it replaces is let go of.
  const asking = place.session.do(
    merged === null
      ? bothKept(point, mine, place.room.language)
      : { type: "EditNote", note, base: Number(refusal.params.rev), was: theirs, text: merged },
  );
  place.session.dismiss(refusal.n);
  if (merged === null) offer(place, point);
  const outcome = await asking;
  if (outcome.type === "Done" && merged !== null) toasts.show(t("versions.merged"));
  // A page that was closed in between had asked for it already.
  if (outcome.type === "Rejected" && outcome.code === "id_taken") place.session.dismiss(outcome.n);
}

/** Show the choice at once, unless somebody is in the middle of something else. */
function offer(place: Place, point: string): void {
  const busy = place.sheet || place.editing || document.activeElement?.matches("input, textarea");
  const show = () => {
    place.sheet = { kind: "versions", point };
  };
  if (!busy) show();
  toasts.show(t("versions.kept"), busy ? { label: t("versions.choose"), act: show } : undefined);
}

/** An id that is the same each time that the same versions clash (FNV-1a, twice). */
function named(versions: string): string {
  return `v${[0x811c9dc5, 0x01000193].map((seed) => hash(versions, seed)).join("")}`;
}

function hash(text: string, seed: number): string {
  let mixed = seed;
  for (let at = 0; at < text.length; at += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  }
  return (mixed >>> 0).toString(16).padStart(8, "0");
}

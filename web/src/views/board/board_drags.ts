// What a drag does on a board: a note goes to another beneficiary, a column to another rank.
import type { DragPlan } from "../drag";
import { moveNote } from "./acts";
import type { Place } from "./place.svelte";

export function boardDrags(place: Place): DragPlan[] {
  const notes: DragPlan = {
    item: "[data-note]",
    handle: "[data-note]",
    target: "[data-column]",
    allowed: (item, target) => item.closest("[data-column]") !== target,
    held: (item, on) => place.session.say(null, on ? (item.dataset.note ?? null) : null, on),
    drop: (item, target) => {
      const note = place.board.notes[item.dataset.note ?? ""];
      if (note) moveNote(place, note, target.dataset.column ?? "");
    },
  };
  const columns: DragPlan = {
    item: "[data-column]",
    handle: "[data-handle]",
    target: "[data-column]",
    allowed: (item, target) => item !== target,
    drop: (item, target, at) => {
      const moved = item.dataset.column ?? "";
      const over = target.dataset.column ?? "";
      const order = place.board.order.filter((each) => each !== moved);
      const box = target.getBoundingClientRect();
      const rank = order.indexOf(over) + (at.x > box.left + box.width / 2 ? 1 : 0);
      const to = order.includes(over) ? rank : order.length;
      place.do({ type: "RankBeneficiary", beneficiary: moved, after: order[to - 1] ?? null });
    },
  };
  return [notes, columns];
}

// Dragging an actor onto another asks to unite them; the dialog says the consequence first (R37).
import type { DragPlan } from "../drag";
import type { Pool } from "./pooled.svelte";

export function uniting(pool: Pool): DragPlan {
  return {
    item: "[data-actor]",
    handle: "[data-actor]",
    target: "[data-actor]",
    allowed: (item, target) => item.dataset.actor !== target.dataset.actor,
    drop: (item, target) => {
      pool.merging = { actor: item.dataset.actor ?? "", into: target.dataset.actor ?? null };
    },
  };
}

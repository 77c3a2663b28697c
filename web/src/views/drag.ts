// Dragging by pointer, delegated to one container: no listener per note.
// It is never the only way: every drag has a menu beside it (WCAG 2.5.7).

export interface DragPlan {
  /** What can be picked up, and by which part of it (`handle` inside `item`). */
  item: string;
  handle: string;
  /** Where it can be put down. */
  target: string;
  allowed(item: HTMLElement, target: HTMLElement): boolean;
  /** Picked up, and put down again wherever that was. */
  held?(item: HTMLElement, on: boolean): void;
  drop(item: HTMLElement, target: HTMLElement, at: { x: number; y: number }): void;
}

/** A mouse drags after 2 px; a finger after 200 ms held within 5 px, so that it can still scroll. */
const MOUSE_PX = 2;
const HOLD_MS = 200;
const HOLD_PX = 5;
const EDGE_PX = 60;
const STEP_PX = 12;

/** An attachment that makes a container draggable by these plans, while `enabled()` is true. */
export function drags(plans: DragPlan[], enabled: () => boolean) {
  return (container: HTMLElement) => {
    let stop: (() => void) | null = null;

    function onpointerdown(event: PointerEvent) {
      if (!enabled() || event.button !== 0 || !(event.target instanceof Element)) return;
      if (event.target.closest("button, input, textarea, select, a, [popover]")) return;
      for (const plan of plans) {
        const item = event.target.closest(plan.handle)?.closest<HTMLElement>(plan.item);
        if (item && container.contains(item)) {
          stop?.();
          stop = wait(event, item, plan);
          return;
        }
      }
    }

    function wait(down: PointerEvent, item: HTMLElement, plan: DragPlan): () => void {
      const touch = down.pointerType !== "mouse";
      const timer = touch ? setTimeout(() => begin(down), HOLD_MS) : undefined;
      const ending = new AbortController();
      const { signal } = ending;
      let ghost: HTMLElement | null = null;
      let over: HTMLElement | null = null;
      let at = { x: down.clientX, y: down.clientY };

      function begin(event: PointerEvent) {
        ghost = lift(item);
        item.classList.add("lifted");
        plan.held?.(item, true);
        getSelection()?.removeAllRanges();
        follow(event.clientX, event.clientY);
        come();
      }

      function follow(x: number, y: number) {
        at = { x, y };
        if (!ghost) return;
        ghost.style.transform = `translate(${x - down.clientX}px, ${y - down.clientY}px) rotate(1deg)`;
        const found = document.elementFromPoint(x, y)?.closest<HTMLElement>(plan.target) ?? null;
        const next = found && plan.allowed(item, found) ? found : null;
        if (next !== over) {
          over?.classList.remove("over");
          next?.classList.add("over");
          over = next;
        }
      }

      /** While something is held near an edge, what scrolls comes along. */
      function come() {
        if (!ghost) return;
        if (nudge(container, at)) follow(at.x, at.y);
        requestAnimationFrame(come);
      }

      function finish(drop: boolean) {
        const moved = ghost !== null;
        clearTimeout(timer);
        ending.abort();
        ghost?.remove();
        ghost = null;
        item.classList.remove("lifted");
        over?.classList.remove("over");
        stop = null;
        if (moved) {
          swallowClick();
          plan.held?.(item, false);
        }
        if (drop && moved && over) plan.drop(item, over, at);
      }

      document.addEventListener(
        "pointermove",
        (event) => {
          if (event.pointerId !== down.pointerId) return;
          const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
          if (!ghost && touch && far > HOLD_PX) return finish(false);
          if (!ghost && !touch && far > MOUSE_PX) begin(event);
          follow(event.clientX, event.clientY);
        },
        { signal },
      );
      document.addEventListener("pointerup", () => finish(true), { signal });
      document.addEventListener("pointercancel", () => finish(false), { signal });
      document.addEventListener("contextmenu", (event) => touch && event.preventDefault(), {
        signal,
      });
      // Once picked up, the finger no longer scrolls the page.
      document.addEventListener("touchmove", (event) => ghost && event.preventDefault(), {
        signal,
        passive: false,
      });
      document.addEventListener(
        "keydown",
        (event) => {
          if (event.key === "Escape") finish(false);
        },
        { signal, capture: true },
      );
      return () => finish(false);
    }

    container.addEventListener("pointerdown", onpointerdown);
    return () => {
      stop?.();
      container.removeEventListener("pointerdown", onpointerdown);
    };
  };
}

function lift(item: HTMLElement): HTMLElement {
  const at = item.getBoundingClientRect();
  const ghost = item.cloneNode(true) as HTMLElement;
  ghost.classList.add("carried");
  ghost.setAttribute("aria-hidden", "true");
  ghost.style.left = `${at.left}px`;
  ghost.style.top = `${at.top}px`;
  ghost.style.width = `${at.width}px`;
  ghost.style.height = `${Math.min(at.height, 320)}px`;
  document.body.append(ghost);
  return ghost;
}

/** Scroll towards the edge that the pointer is near; whether anything was near enough. */
function nudge(container: HTMLElement, at: { x: number; y: number }): boolean {
  const box = container.getBoundingClientRect();
  const left = at.x < box.left + EDGE_PX ? -1 : at.x > box.right - EDGE_PX ? 1 : 0;
  const top = at.y < EDGE_PX ? -1 : at.y > innerHeight - EDGE_PX ? 1 : 0;
  if (left) container.scrollBy({ left: left * STEP_PX });
  if (top) scrollBy({ top: top * STEP_PX });
  return left !== 0 || top !== 0;
}

/** The click that ends a drag is not a click. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation();
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
}

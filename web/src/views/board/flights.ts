// Cards that fly to their place: from where they were, or from the box they were written in.
//
// What flies is a copy above the page, so that no scroller cuts it and nothing that somebody reads or
// types in moves. With reduced motion nothing flies.
const FLIGHT_MS = 380;
/** More at once is a swarm that nobody follows. */
const MOST = 4;

interface Start {
  readonly from: DOMRect;
  readonly who: string;
}

export class Flights {
  readonly #starts = new Map<string, Start>();

  /** A card is about to be drawn elsewhere: remember where it is. `who` moves it, when another. */
  lift(note: string, who = ""): void {
    const card = document.querySelector(`[data-note="${note}"]`);
    if (card) this.from(note, card, who);
  }

  /** A card is about to come out of an element. */
  from(note: string, element: Element, who = ""): void {
    if (this.#starts.size >= MOST || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.#starts.set(note, { from: element.getBoundingClientRect(), who });
    // What is not drawn soon is out of sight: there is nowhere to fly to.
    setTimeout(() => this.#starts.delete(note), 500);
  }

  /** The card is in its new place: let a copy fly there, if it comes from somewhere. */
  land(note: string, card: HTMLElement): boolean {
    const start = this.#starts.get(note);
    this.#starts.delete(note);
    if (!start || start.from.width === 0) return false;
    card.style.opacity = "0";
    // Two frames: what scrolls the new card into sight has done so by then.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (card.isConnected) fly(card, start);
      }),
    );
    return true;
  }
}

function fly(card: HTMLElement, { from, who }: Start): void {
  const to = card.getBoundingClientRect();
  const copy = card.cloneNode(true) as HTMLElement;
  copy.style.opacity = "";
  copy.classList.add("carried");
  copy.setAttribute("aria-hidden", "true");
  copy.removeAttribute("data-note");
  Object.assign(copy.style, {
    left: `${to.left}px`,
    top: `${to.top}px`,
    width: `${to.width}px`,
    height: `${Math.min(to.height, 320)}px`,
  });
  if (who) copy.dataset.who = who;
  document.body.append(copy);
  const flight = copy.animate(
    [
      { transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)`, opacity: 0.85 },
      { transform: "none", opacity: 1 },
    ],
    { duration: FLIGHT_MS, easing: "cubic-bezier(0.2, 0.8, 0.3, 1)" },
  );
  const arrived = () => {
    copy.remove();
    card.style.opacity = "";
  };
  flight.onfinish = arrived;
  flight.oncancel = arrived;
}

// One piece of drawing in each frame that has time for it, in the order in which they were asked for.
//
// Six columns that come into view at once would hold up the page for as long as all their cards
// take; one after the other, it goes on following the hand.
type Act = () => void;

/** A frame that is already so late, milliseconds, draws none; the next one does. */
const LATE_MS = 10;

const waiting: Act[] = [];
let waited = false;

/** Do this in a frame in which nothing else has its turn; the answer gives the turn up. */
export function inTurn(act: Act): () => void {
  waiting.push(act);
  if (waiting.length === 1) requestAnimationFrame(next);
  return () => {
    const at = waiting.indexOf(act);
    // The first one is what the frame was asked for.
    if (at === 0) waiting[0] = () => {};
    else if (at > 0) waiting.splice(at, 1);
  };
}

function next(since: number): void {
  waited = !waited && performance.now() - since > LATE_MS;
  if (!waited) {
    waiting[0]?.();
    waiting.shift();
  }
  if (waiting.length > 0) requestAnimationFrame(next);
}

// One piece of drawing in each frame, in the order in which they were asked for.
//
// Six columns that come into view at once would hold up the page for as long as all their cards
// take; one after the other, it goes on following the hand.
type Act = () => void;

const waiting: Act[] = [];

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

function next(): void {
  const act = waiting[0];
  act?.();
  waiting.shift();
  if (waiting.length > 0) requestAnimationFrame(next);
}

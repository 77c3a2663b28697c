// Drawing in pieces: in each frame as many as leave it time, in the order in which they were asked for.
//
// A large card that comes near the sight would hold up the page for as long as all of it takes; in
// pieces, the page goes on following the hand. What is left behind is taken away when nothing else
// is to be done.

type Act = () => void;

/** What the pieces of one frame may take before no more are begun, milliseconds. */
const SPARE_MS = 4;
/** A frame that is already so late, milliseconds, draws none; the next one does. */
const LATE_MS = 10;

const waiting = new Set<Act>();
let asked = false;
let waited = false;

/** Do this as soon as a frame has time for it; the answer gives it up. It draws before it returns
 * (`flushSync`), so that what it takes is known. */
export function inPieces(act: Act): () => void {
  const own = () => act();
  waiting.add(own);
  ask();
  return () => waiting.delete(own);
}

function ask(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  requestAnimationFrame(frame);
}

function frame(since: number): void {
  const began = performance.now();
  waited = !waited && began - since > LATE_MS;
  try {
    for (const act of waited ? [] : waiting) {
      waiting.delete(act);
      act();
      if (performance.now() - began > SPARE_MS) break;
    }
  } finally {
    asked = false;
    ask();
  }
}

/** Do this when there is nothing else to do; the answer gives it up. */
export function atLeisure(act: Act): () => void {
  // Safari has no idle time to ask for.
  if (!("requestIdleCallback" in globalThis)) {
    const later = setTimeout(act, 1000);
    return () => clearTimeout(later);
  }
  const idle = requestIdleCallback(act);
  return () => cancelIdleCallback(idle);
}

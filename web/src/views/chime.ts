// A gentle bell for the last minutes, made of sines: no file is fetched for it.
//
// A browser lets a page sound only after somebody has touched it: a choice that was remembered takes
// effect at the first touch, and until then the page is silent.
import type { Mark } from "./marks";

/** Hertz, one after the other: the fewer minutes, the more notes; the end goes down. */
const NOTES: Record<Mark, number[]> = {
  10: [523.25],
  5: [523.25, 659.25],
  1: [523.25, 659.25, 783.99],
  0: [783.99, 659.25, 523.25, 392],
};
const EVERY_S = 0.28;
const LASTS_S = 1.4;
/** A tenth of what the device can do: heard at a table, not in the next room. */
const LOUDNESS = 0.1;

let context: AudioContext | null = null;

/** Make ready to sound; to be called from a touch or a key, again and again if need be. Settles once
 * it can: a context that was just made is not running yet. */
export async function awaken(): Promise<void> {
  context ??= new AudioContext();
  await context.resume();
}

export function chime(mark: Mark): void {
  if (context?.state !== "running") return;
  for (const [at, hertz] of NOTES[mark].entries()) ring(context, hertz, at * EVERY_S);
}

function ring(audio: AudioContext, hertz: number, after: number): void {
  const [tone, gain] = [audio.createOscillator(), audio.createGain()];
  const start = audio.currentTime + after;
  tone.frequency.value = hertz;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(LOUDNESS, start + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + LASTS_S);
  tone.connect(gain).connect(audio.destination);
  tone.start(start);
  tone.stop(start + LASTS_S);
}

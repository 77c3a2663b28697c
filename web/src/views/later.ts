// Parts of a page that are fetched after its first sight, on a line that may be away just then.
import { beginsWithLess, language, speak } from "../text/catalogue";

const FIRST_MS = 500;
const LONGEST_MS = 8_000;

let words: Promise<void> | null = null;

/** A part that is fetched, and all the words that it may say. */
export async function fetched<T>(part: () => Promise<T>): Promise<T> {
  if (beginsWithLess()) words ??= persist(() => speak(language()));
  const [found] = await Promise.all([persist(part), words]);
  return found;
}

/** Try again until it is there: a page that was opened once never needs a reload. */
export async function persist<T>(part: () => Promise<T>): Promise<T> {
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      return await part();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

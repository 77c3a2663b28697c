// Parts of a page that are fetched after its first sight, on a line that may be away just then.

const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** Fetch a part, and try again until it is there: a page that was opened once never needs a reload. */
export async function fetched<T>(part: () => Promise<T>): Promise<T> {
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      return await part();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

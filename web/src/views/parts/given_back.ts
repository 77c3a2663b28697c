// A seat that was freed may be given back: the device that held it asks, and opens its page again then.
import { post } from "../api";

const ASKED_EVERY_MS = 4_000;

/** For as long as the page is there. Returns how to stop. */
export function opensOnceGivenBack(page: string): () => void {
  const room = page.split("/")[2] ?? "";
  const timer = setInterval(async () => {
    if (document.hidden) return;
    const answer = await post<{ yours: boolean }>(`/api/rooms/${room}/place`);
    if (answer.ok && answer.value.yours) location.reload();
  }, ASKED_EVERY_MS);
  return () => clearInterval(timer);
}

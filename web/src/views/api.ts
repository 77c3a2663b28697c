// The few requests that are not the websocket. An answer is a value; a failure is a sentence.
import { t } from "../text/catalogue";

/** `away`: nothing was answered, so that the same may be asked again. */
export type Answer<T> = { ok: true; value: T } | { ok: false; message: string; away: boolean };

/** A line that is half open answers nothing for ever: nobody waits longer than this. */
const PATIENCE_MS = 20_000;

export function post<T>(path: string, body: unknown = {}): Promise<Answer<T>> {
  return postText(path, JSON.stringify(body), AbortSignal.timeout(PATIENCE_MS));
}

/** The same with a body that is JSON already: an archive goes as it stands, and takes its time. */
export async function postText<T>(
  path: string,
  body: string,
  signal: AbortSignal | null = null,
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      credentials: "same-origin",
      signal,
    });
    // Who answers without JSON is not the server: a hotel's portal says yes to everything.
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    const message = (answer as { message?: unknown }).message;
    const words = typeof message === "string" ? message : t("api.failed");
    return { ok: false, message: words, away: false };
  } catch {
    return { ok: false, message: t("api.unreachable"), away: true };
  }
}

/** What a page of the server would be told now; null where it is not told. */
export async function get<T>(address: string): Promise<T | null> {
  try {
    const response = await fetch(address, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}

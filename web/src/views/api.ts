// The few requests that are not the websocket. An answer is a value; a failure is a sentence.
import { t } from "../text/catalogue";

export type Answer<T> = { ok: true; value: T } | { ok: false; message: string };

export function post<T>(path: string, body: unknown = {}): Promise<Answer<T>> {
  return postText(path, JSON.stringify(body));
}

/** The same with a body that is JSON already: an archive goes as it stands. */
export async function postText<T>(path: string, body: string): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      credentials: "same-origin",
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (response.ok) return { ok: true, value: answer as T };
    const message = (answer as { message?: unknown }).message;
    return { ok: false, message: typeof message === "string" ? message : t("api.failed") };
  } catch {
    return { ok: false, message: t("api.unreachable") };
  }
}

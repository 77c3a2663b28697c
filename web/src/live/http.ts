// What the live core asks by HTTP: an outbox of one's own (SPEC K1), and a line where websockets do
// not pass (SPEC W12).
import type { Role } from "../protocol/messages.ts";
import type { Post } from "./polled.ts";

/** The server's answer, when it is one that waiting will not change. */
export class Denied extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the server answered ${status}`);
    this.status = status;
  }
}

const PATIENCE_MS = 8_000;
/** A line's request may carry a whole frame up a thin line, or a whole room down. */
const LINE_PATIENCE_MS = 60_000;

/** Ask for an outbox. Throws `Denied` for good, anything else for now. */
export async function mintOutbox(room: string, role: Role): Promise<string> {
  const answer = await fetch(`/api/rooms/${room}/${role}/outboxes`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if ([401, 403, 404].includes(answer.status)) throw new Denied(answer.status);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const { outbox } = (await answer.json()) as { outbox: string };
  return outbox;
}

/** A line's request; its end is the line's end. */
export const postToLine: Post = async (path, body, signal) => {
  const giveUp = new AbortController();
  const abort = () => giveUp.abort();
  signal.addEventListener("abort", abort);
  const timer = setTimeout(abort, LINE_PATIENCE_MS);
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body,
      cache: "no-store",
      signal: giveUp.signal,
    });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return await answer.text();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
};

/** Where the websockets of a room and role are. */
export function socketsAt(room: string, role: Role): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/ws/${room}/${role}`;
}

/** Where its lines over HTTP are. */
export function linesAt(room: string, role: Role): string {
  return `/api/rooms/${room}/${role}/lines`;
}

// The one request that the live core makes by HTTP: an outbox of one's own (SPEC K1).
import type { Role } from "../protocol/messages.ts";

/** The server's answer, when it is one that waiting will not change. */
export class Denied extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the server answered ${status}`);
    this.status = status;
  }
}

const PATIENCE_MS = 8_000;

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

/** Where the websocket of an outbox is. */
export function lineUrl(room: string, role: Role, outbox: string): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/ws/${room}/${role}?outbox=${encodeURIComponent(outbox)}`;
}

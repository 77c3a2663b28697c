// What may go into a frame: text that is whole, and not more than a frame holds (SPEC W1, W3).
import { type Command, LIMITS, MAX_FRAME } from "../protocol/messages.ts";

/** A copy without what no frame may hold: half an emoji makes a frame unreadable. */
export function sendable(command: Command): Command {
  return JSON.parse(JSON.stringify(command), (_key, value) =>
    typeof value === "string" ? value.replace(/[\ud800-\udfff]/gu, "") : value,
  );
}

/** The refusal of a command that no frame can carry, or null. */
export function oversize(command: Command) {
  const frame = JSON.stringify({ type: "Do", n: 1e9, command, written_ms: 1e14 });
  const length = new TextEncoder().encode(frame).length;
  if (length <= MAX_FRAME) return null;
  const params = { limit: LIMITS.TEXT, length };
  return { type: "Rejected", n: 0, code: "text_too_long", params, message: "" } as const;
}

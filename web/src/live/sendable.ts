// What may go into a frame: text that is whole, and not more than a frame holds (SPEC W1, W3).
import { type Command, LIMITS, MAX_FRAME } from "../protocol/messages.ts";
import { codePoints } from "../workshop/text.ts";

/** A copy without what no frame may hold: half an emoji makes a frame unreadable. */
export function sendable(command: Command): Command {
  return JSON.parse(JSON.stringify(command), (_key, value) =>
    typeof value === "string" ? value.replace(/[\ud800-\udfff]/gu, "") : value,
  );
}

/** The refusal of a command that no frame can carry, or null; it has no number of its own. */
export function oversize(command: Command) {
  const frame = JSON.stringify({ type: "Do", n: 1e9, command, written_ms: 1e14 });
  if (new TextEncoder().encode(frame).length <= MAX_FRAME) return null;
  const params = { limit: LIMITS.TEXT, length: longest(command) };
  return { type: "Rejected", n: 0, code: "text_too_long", params, message: "" } as const;
}

/** Code points of the longest text of a command. */
function longest(command: Command): number {
  let length = 0;
  JSON.stringify(command, (_key, value) => {
    if (typeof value === "string") length = Math.max(length, codePoints(value));
    return value;
  });
  return length;
}

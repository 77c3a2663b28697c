// What a command holds of somebody's words: when it is refused, they are kept.
import type { Command } from "../protocol/messages.ts";

/** Fields that people type. The rest are ids, choices and figures, asked for again by one gesture. */
const TYPED = new Set(
  "text parts label aliases title name words reason reservations via method programme axe intention guiding_question for_whom intro fr en".split(
    " ",
  ),
);

/** What the text stood on when it was written, and what is looked for: nobody's contribution. */
const BESIDE = new Set(["base", "sift"]);

/** Everything typed in it, in one line; « » when nothing is. */
export function textOf(command: Command): string {
  return [...typed(command, "")].join(" · ");
}

function* typed(value: unknown, field: string): Generator<string> {
  if (typeof value === "string") {
    if (TYPED.has(field) && value.trim() !== "") yield value;
  } else if (Array.isArray(value)) {
    for (const each of value) yield* typed(each, field);
  } else if (value !== null && typeof value === "object") {
    for (const [name, each] of Object.entries(value)) {
      if (!BESIDE.has(name)) yield* typed(each, name);
    }
  }
}

/** What somebody typed, out of any kind of draft. */
export function textOfDraft(kept: string): string {
  try {
    const draft = JSON.parse(kept);
    if (typeof draft === "object" && draft !== null) return textOf(draft.now ?? draft);
  } catch {
    // It is the text itself.
  }
  return kept;
}

// What a viewer is shown of the decisions once a note is hidden from them: the mirror of
// `all_seen` in `server/tablee/workshop/seen_decisions.py` (SPEC V6).
import type { Decision } from "../protocol/messages.ts";

/** The decision without a note, the same when it is not about it, undefined when nothing is left. */
export function withoutNote(decision: Decision, note: string): Decision | undefined {
  const { choice } = decision;
  switch (choice.type) {
    case "Apart":
    case "Titled":
      return choice.note === note ? undefined : decision;
    case "Grouped":
    case "InRegister": {
      if (!choice.notes.includes(note)) return decision;
      const notes = choice.notes.filter((each) => each !== note);
      const least = choice.type === "Grouped" ? 2 : 1;
      return notes.length < least ? undefined : { ...decision, choice: { ...choice, notes } };
    }
    default:
      return decision;
  }
}

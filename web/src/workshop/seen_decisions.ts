// What a viewer is shown of the decisions once a note is hidden from them: the mirror of
// `all_seen` in `server/tablee/workshop/seen_decisions.py` (SPEC V6).
import type { Decision, PoolingChoice } from "../protocol/messages.ts";

/** The decision without a note, the same when it is not about it, undefined when nothing is left. */
export function withoutNote(decision: Decision, note: string): Decision | undefined {
  const { choice } = decision;
  const left = without(choice, note);
  if (left === choice) return decision;
  return left && { ...decision, choice: left };
}

function without(choice: PoolingChoice, note: string): PoolingChoice | undefined {
  const named = notesOf(choice);
  if (!named.includes(note)) return choice;
  const notes = named.filter((each) => each !== note);
  const [first, ...others] = notes;
  if (first === undefined) return;
  if (choice.type === "InRegister") return { ...choice, notes };
  if (choice.type === "Grouped" && others.length > 0) {
    return { ...choice, notes, titled_by: choice.titled_by === note ? null : choice.titled_by };
  }
  // A title that was given stays with those that are left.
  const title = "title" in choice ? choice.title : null;
  return title === null ? undefined : { type: "Titled", note: first, title, others };
}

/** The notes that a decision is about. */
function notesOf(choice: PoolingChoice): readonly string[] {
  if ("notes" in choice) return choice.notes;
  if ("note" in choice) return [choice.note, ...("others" in choice ? choice.others : [])];
  return [];
}

// The notes that commands which wait are about: what they show is on this device alone.
import type { Command } from "../../protocol/messages";

export function unsentNotes(waiting: readonly Command[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const each of waiting) {
    if ("note" in each && each.note) found.add(each.note);
    if (each.type === "SplitNote") for (const part of each.parts) found.add(part.note);
  }
  return found;
}

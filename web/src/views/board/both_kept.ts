// Two versions of one text that cannot be merged, as they are kept (SPEC D6).
import type { EditNote, KeepBothVersions, Language } from "../../protocol/messages";
import { saidIn } from "../../text/said_in";

/** The point with both versions; what it asks is read by the whole room, and in its documents. */
export function bothKept(
  point: string,
  { note, text }: EditNote,
  language: Language,
): KeepBothVersions {
  const question = saidIn(language, "versions.question");
  return { type: "KeepBothVersions", point, note, text, question };
}

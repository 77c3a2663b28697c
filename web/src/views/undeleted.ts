// Deletions that were refused because somebody had rewritten the note meanwhile (SPEC N14): whoever
// asked is shown what it says now, and decides again. Where the line was away, that is long after.
import type { Refusal } from "../live/room_session.svelte.ts";
import type { DeleteNote } from "../protocol/messages.ts";

type Undeleted = Refusal & { readonly command: DeleteNote };

export function isUndeleted(refusal: Refusal): refusal is Undeleted {
  return refusal.code === "conflict" && refusal.command.type === "DeleteNote";
}

// The open points of a board that are about one of its notes or beneficiaries.
import type { Beneficiary, DiscussionPoint } from "../../protocol/messages";
import { type Contents, notesFor, pointsOn } from "./contents";

export interface About {
  readonly point: DiscussionPoint;
  readonly kind: "note" | "beneficiary";
  readonly id: string;
  /** The words of what it is about; `theirs`: written by people. */
  readonly words: string;
  readonly theirs: boolean;
}

/** Column by column: those about the beneficiary, then those about each of its notes. */
export function pointsElsewhere(beneficiaries: readonly Beneficiary[], all: Contents): About[] {
  const open = (about: Omit<About, "point">): About[] =>
    pointsOn(all, about.id).flatMap((point) => (point.closed ? [] : [{ point, ...about }]));
  return beneficiaries.flatMap(({ id, label, builtin }) => [
    ...open({ kind: "beneficiary", id, words: label, theirs: !builtin }),
    ...notesFor(all, id).flatMap((note) =>
      open({ kind: "note", id: note.id, words: note.text, theirs: true }),
    ),
  ]);
}

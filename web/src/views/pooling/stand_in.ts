// Who speaks for an actor in a decision about it.
import type { Actor } from "../../workshop/pooling";

/** [G4] One of its members: the one that it is called after, else the first. A decision names one of
 * each actor, so that it says what somebody decided then, and nothing that was decided before: taking
 * that back takes it apart, whatever came after. */
export function standIn({ label, members }: Pick<Actor, "label" | "members">): string {
  const named = members.find((member) => member.label === label) ?? members[0];
  return named?.beneficiary ?? "";
}

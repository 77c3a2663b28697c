// Two versions of one note's text, side by side in a point of discussion (SPEC D6).
import type { DiscussionPoint } from "../../protocol/messages";
import { OTHER, STANDING } from "../../workshop/predict_board";

/** By what a version that was put beside a text is known among what was said (`said_here.ts`): its
 * position has the same id in every such point. */
export const otherOf = (point: string) => `${point}.${OTHER}`;

/** The two positions of a point that keeps two versions, or null for any other point. */
export function versionsOf(point: DiscussionPoint) {
  const [standing, other] = [STANDING, OTHER].map((id) =>
    point.positions.find((each) => each.id === id),
  );
  return standing && other ? { standing, other } : null;
}

// What is said of a board that is closed: what is on it, what is kept apart, and what is still in a box.
import { t } from "../../text/catalogue.ts";

export interface Ending {
  /** Other boards go on. */
  readonly alone: boolean;
  /** Something of this person's came after the end and was not added, was refused, or has not left. */
  readonly aside: boolean;
  /** Something is half written. */
  readonly begun: boolean;
}

export function endedWords({ alone, aside, begun }: Ending): string {
  const sentences = [
    t(alone ? "board.closed_alone" : "board.closed"),
    t(aside ? "board.closed_aside" : begun ? "board.closed_posted" : "board.closed_all"),
    ...(begun ? [t("board.closed_begun")] : []),
  ];
  return sentences.join(" ");
}

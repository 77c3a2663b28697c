import type { ConclusionKind } from "../../protocol/messages";
import type { Key } from "../../text/catalogue";

/** What each kind of conclusion is called, in the order in which they are offered. */
export const CONCLUSION_KINDS = {
  accord: "conclusions.accord",
  orientation: "conclusions.orientation",
  question: "conclusions.question",
} as const satisfies Record<ConclusionKind, Key>;

/** What is said of an effect that a conclusion is about. */
export const LINKED = {
  accord: "conclusions.linked.accord",
  orientation: "conclusions.linked.orientation",
  question: "conclusions.linked.question",
} as const satisfies Record<ConclusionKind, Key>;

// A conclusion that is being written, or written again: what stands in its form, and what it began from.
import type { Conclusion, ConclusionKind } from "../../protocol/messages";
import { CONCLUSION_KINDS } from "./conclusion_kinds";

/** What a form of a conclusion holds; `notes` are those of the effects that it is linked to. */
export interface Words {
  readonly kind: ConclusionKind;
  readonly text: string;
  readonly reservations: string;
  readonly notes: readonly string[];
}

export interface ConclusionDraft {
  /** What its author had before their eyes when they began. */
  readonly was: Words;
  readonly now: Words;
}

/** Where drafts are kept: the page's `typed`. */
export interface Keeping {
  read(place: string): string;
  write(place: string, text: string): void;
}

const EMPTY: Words = { kind: "accord", text: "", reservations: "", notes: [] };

/** Where a new conclusion is typed, or one that stands is written again. */
export const conclusionPlace = (conclusion: string | null) => `conclusion.${conclusion ?? ""}`;

/** What a conclusion says; an empty form for one that is to be written. */
export function wordsOf(conclusion: Conclusion | undefined): Words {
  if (!conclusion) return EMPTY;
  const { kind, text, reservations, notes } = conclusion;
  return { kind, text, reservations, notes };
}

/** What was begun on this device, or a new beginning from the conclusion as it stands. */
export function begunOr(keeping: Keeping, conclusion: Conclusion | undefined): ConclusionDraft {
  const stands = wordsOf(conclusion);
  const place = conclusionPlace(conclusion?.id ?? null);
  return readDraft(keeping.read(place)) ?? { was: stands, now: stands };
}

/** Keep it; one that says what it began from is no draft. */
export function keep(keeping: Keeping, conclusion: string | null, draft: ConclusionDraft): void {
  const kept = same(draft.was, draft.now) ? "" : JSON.stringify(draft);
  keeping.write(conclusionPlace(conclusion), kept);
}

export function drop(keeping: Keeping, conclusion: string | null): void {
  keeping.write(conclusionPlace(conclusion), "");
}

export function same(one: Words, other: Words): boolean {
  const flat = ({ kind, text, reservations, notes }: Words) => [kind, text, reservations, ...notes];
  return JSON.stringify(flat(one)) === JSON.stringify(flat(other));
}

function readDraft(kept: string): ConclusionDraft | null {
  try {
    const { was, now } = JSON.parse(kept) as Partial<ConclusionDraft>;
    return areWords(was) && areWords(now) ? { was, now } : null;
  } catch {
    return null;
  }
}

/** What an earlier version of the pages kept may look otherwise. */
function areWords(found: Partial<Words> | undefined): found is Words {
  return (
    typeof found?.text === "string" &&
    typeof found.reservations === "string" &&
    Array.isArray(found.notes) &&
    found.kind !== undefined &&
    found.kind in CONCLUSION_KINDS
  );
}

// A sentence that is kept and said again later, in the language of whoever reads it then: its key and
// what fills it, never the words it was first said in. People's own text stays verbatim.
import type { PhaseKind, Room } from "../protocol/messages.ts";
import { type Key, many, type PluralKey, t } from "../text/catalogue.ts";
import { phaseName } from "./plan.ts";

type Filling = string | number | { readonly phase: PhaseKind } | Sentence;

export type Sentence =
  | { readonly key: Key; readonly with?: Readonly<Record<string, Filling>> }
  | { readonly plural: PluralKey; readonly count: number };

/** In the language of now; phases by what this room calls them. */
export function say(sentence: Sentence, room: Pick<Room, "template">): string {
  if ("plural" in sentence) return many(sentence.plural, sentence.count);
  const filled = Object.entries(sentence.with ?? {}).map(
    ([name, each]): [string, string | number] => {
      if (typeof each !== "object") return [name, each];
      return [name, "phase" in each ? phaseName(room, each.phase) : say(each, room)];
    },
  );
  return t(sentence.key, Object.fromEntries(filled));
}

// Why two are proposed, in the words of the page: mot commun « épiceries » ; 4 effets proches.
import type { Reason } from "../../protocol/messages";
import { type Key, many, t } from "../../text/catalogue";

/** Why effects may say the same: where no word of theirs does alone, all of them together. */
export function alikeInWords(reasons: readonly Reason[]): string {
  return inWords(reasons, () => "") || t("propose.close_words");
}

/** The reasons in one line, the strongest first. `label` names a beneficiary. */
export function inWords(
  reasons: readonly Reason[],
  label: (beneficiary: string) => string,
): string {
  const words = reasons.flatMap(({ kind, params }) =>
    kind === "word" ? [quoted(params.word)] : [],
  );
  const said: string[] = [];
  for (const reason of reasons) {
    if (reason.kind !== "word") said.push(other(reason, label));
    else if (words.length > 0) {
      said.push(many("propose.words", words.length, { words: words.splice(0).join(", ") }));
    }
  }
  return said.join(t("propose.and_reason"));
}

function other({ kind, params }: Reason, label: (beneficiary: string) => string): string {
  switch (kind) {
    case "concept":
      return params.one === params.other
        ? many("propose.words", 1, { words: quoted(params.one) })
        : t("propose.concept", { one: quoted(params.one), other: quoted(params.other) });
    case "acronym":
      return t("propose.acronym", {
        acronym: quoted(params.acronym),
        expansion: quoted(params.expansion),
      });
    case "close_effects":
      return many("propose.close_effects", Number(params.count));
    case "learned":
      return params.beneficiary === undefined
        ? t("propose.learned_words", { one: quoted(params.one), other: quoted(params.other) })
        : t("propose.learned", {
            one: quoted(label(String(params.one))),
            other: quoted(label(String(params.beneficiary))),
          });
    case "third":
      return t("propose.third", { label: quoted(label(String(params.beneficiary))) });
    case "category":
      return t("propose.category", { category: quoted(params.category) });
    default:
      return t("propose.same_name" satisfies Key);
  }
}

function quoted(text: string | number | undefined): string {
  return t("common.quoted", { text: text ?? "" });
}

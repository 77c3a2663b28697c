// Two rewritings of one text made into one, where they do not touch each other.
//
// Word by word: a word and the blanks after it move together, so that two changes are apart only
// when an unchanged word stands between them: letter by letter, « le projet » that becomes « la
// mission » and « le chantier » would become « la chantier ». A word is unchanged whatever blanks
// follow it now, or who adds a word at the end would seem to change the last one; so a note of one
// word takes one more before it from somebody and one after it from somebody else. What both did
// alike is done once. It never chooses: where the two touch, the answer is null and people decide.

/** Both rewritings of `base` in one text, or null where they clash. */
export function merge(base: string, mine: string, theirs: string): string | null {
  const from = words(base);
  const one = words(mine);
  const other = words(theirs);
  const inOne = kept(bare(from), bare(one));
  const inOther = kept(bare(from), bare(other));
  const merged: string[] = [];
  let [at, atOne, atOther] = [0, 0, 0];
  for (let next = 0; next <= from.length; next += 1) {
    const last = next === from.length;
    const stableOne = last ? one.length : inOne[next];
    const stableOther = last ? other.length : inOther[next];
    if (stableOne === undefined || stableOther === undefined) continue;
    const chunk = agreed(
      from.slice(at, next),
      one.slice(atOne, stableOne),
      other.slice(atOther, stableOther),
    );
    if (chunk === null) return null;
    merged.push(...chunk);
    if (!last) {
      const stays = spaced(from[next], one[stableOne], other[stableOther]);
      if (stays === null) return null;
      merged.push(stays);
    }
    [at, atOne, atOther] = [next + 1, stableOne + 1, stableOther + 1];
  }
  return merged.join("");
}

function words(text: string): string[] {
  return text.match(/\S+\s*|\s+/gu) ?? [];
}

/** What a stretch between two unchanged words becomes, or null when both changed it differently. */
function agreed(base: string[], one: string[], other: string[]): string[] | null {
  if (same(one, base)) return other;
  if (same(other, base) || same(one, other)) return one;
  return null;
}

/** A word that both kept, with the blanks that one of them changed, or null when both did. */
function spaced(base = "", one = "", other = ""): string | null {
  if (one === base || one === other) return other;
  return other === base ? one : null;
}

function bare(tokens: readonly string[]): string[] {
  return tokens.map((each) => each.trimEnd());
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, at) => word === other[at]);
}

/** Where each word of `from` that was kept stands in `to`: a longest common subsequence.
 * A note has a thousand words at the most, so the plain table is a few milliseconds. */
function kept(from: readonly string[], to: readonly string[]): (number | undefined)[] {
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        from[i] === to[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
    }
  }
  const places: (number | undefined)[] = new Array(from.length).fill(undefined);
  let [i, j] = [0, 0];
  while (i < from.length && j < to.length) {
    if (from[i] === to[j]) {
      places[i] = j;
      i += 1;
      j += 1;
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return places;
}

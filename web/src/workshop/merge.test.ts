import { describe, expect, test } from "vitest";
import { merge } from "./merge.ts";

/** Numbers of chance that are the same at every run (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const RUNS = 2_000;
const BLANKS = [" ", " ", " ", "\n", "\n\n", "  "];
type Next = (below: number) => number;

function text(next: Next, most: number): string {
  let made = next(8) === 0 ? " " : "";
  for (let left = next(most + 1); left > 0; left -= 1) {
    made += `${"abcd"[next(4)]}${BLANKS[next(BLANKS.length)]}`;
  }
  return made;
}

/** A text with some words dropped, replaced or added. */
function rewritten(next: Next, before: string): string {
  return before
    .split(/(?<=\s)/u)
    .flatMap((word) => {
      const what = next(9);
      if (what === 0) return [];
      if (what === 1) return [`x${next(3)} `];
      return what === 2 ? [word, `y${next(3)} `] : [word];
    })
    .join("");
}

function count(of: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const word of of.split(/\s+/u)) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

describe("two rewritings of one text", () => {
  test("[N7] of different lines, or of different words of a line, become one", () => {
    const base = "Créer du lien\nManger mieux, chaque jour";
    const mine = "Créer du lien durable\nManger mieux, chaque jour";
    const theirs = "Créer du lien\nManger mieux, et moins cher, chaque jour";
    expect(merge(base, mine, theirs)).toBe(
      "Créer du lien durable\nManger mieux, et moins cher, chaque jour",
    );
    expect(merge("un deux trois", "Un deux trois", "un deux trois !")).toBe("Un deux trois !");
  });

  test("[N7] of one or two words become one where a word stands between the two", () => {
    expect(merge("Emploi", "Nouvel Emploi", "Emploi local")).toBe("Nouvel Emploi local");
    expect(merge("Emploi local", "Emplois local", "Emploi local durable")).toBe(
      "Emplois local durable",
    );
    expect(merge("lien", "lien fort", "lien\n")).toBeNull();
    expect(merge("Emploi", "Emplois", "Emploi local")).toBeNull();
    expect(merge("Emploi local", "Emplois local", "Emploi locaux")).toBeNull();
  });

  test("[N7] of the same words, of neighbours or at the same place clash", () => {
    expect(merge("un deux trois", "un 2 trois", "un zwei trois")).toBeNull();
    expect(merge("un deux trois", "un 2 trois", "un deux 3")).toBeNull();
    expect(merge("un deux", "un deux trois", "un deux quatre")).toBeNull();
    expect(merge("un deux", "un", "un deux quatre")).toBeNull();
    expect(merge("", "un", "deux")).toBeNull();
  });

  test("one that changed nothing gives way, and what both did alike is done once", () => {
    for (let seed = 0; seed < RUNS; seed += 1) {
      const next = chance(seed);
      const base = text(next, 12);
      const mine = next(2) ? rewritten(next, base) : text(next, 12);
      expect(merge(base, mine, base)).toBe(mine);
      expect(merge(base, base, mine)).toBe(mine);
      expect(merge(base, mine, mine)).toBe(mine);
    }
  });

  test("nobody's changes win: the two may be told in either order", () => {
    let [merged, clashed] = [0, 0];
    for (let seed = 0; seed < RUNS; seed += 1) {
      const next = chance(seed);
      const base = text(next, 14);
      const [mine, theirs] = [rewritten(next, base), rewritten(next, base)];
      const one = merge(base, mine, theirs);
      expect(merge(base, theirs, mine)).toBe(one);
      if (one === null) clashed += 1;
      else merged += 1;
    }
    expect(Math.min(merged, clashed)).toBeGreaterThan(RUNS / 10);
  });

  test("no word that somebody added is lost, and none appears from nowhere", () => {
    for (let seed = 0; seed < RUNS; seed += 1) {
      const next = chance(seed);
      const base = text(next, 14);
      const [mine, theirs] = [rewritten(next, base), rewritten(next, base)];
      const one = merge(base, mine, theirs);
      if (one === null) continue;
      const [was, first, second, now] = [base, mine, theirs, one].map(count);
      for (const word of new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])) {
        const [b, m, t, n] = [was, first, second, now].map((each) => each?.get(word) ?? 0) as [
          number,
          number,
          number,
          number,
        ];
        if (b === 0) expect(n, word).toBeGreaterThanOrEqual(Math.max(m, t));
        expect(n, word).toBeLessThanOrEqual(m + t);
      }
    }
  });

  test("changes with an unchanged word between them always become one, exactly", () => {
    for (let seed = 0; seed < RUNS; seed += 1) {
      const next = chance(seed);
      const [base, mine, theirs, both]: string[][] = [[], [], [], []];
      for (let stretch = 0; stretch < 1 + next(6); stretch += 1) {
        const old = Array.from({ length: next(3) }, (_, at) => `old${stretch}.${at} `);
        const made = Array.from({ length: next(3) }, (_, at) => `new${stretch}.${at} `);
        const who = next(3);
        base?.push(...old, `stays${stretch} `);
        mine?.push(...(who === 0 ? made : old), `stays${stretch} `);
        theirs?.push(...(who === 1 ? made : old), `stays${stretch} `);
        both?.push(...(who === 2 ? old : made), `stays${stretch} `);
      }
      const joined = [base, mine, theirs].map((each) => each?.join("") ?? "");
      expect(merge(...(joined as [string, string, string]))).toBe(both?.join(""));
    }
  });

  test("the longest notes are merged at once", () => {
    const long = Array.from({ length: 1_000 }, (_, at) => "abcdefg"[at % 7]).join(" ");
    expect(merge(long, `Avant ${long}`, `${long} après`)).toBe(`Avant ${long} après`);
  });
});

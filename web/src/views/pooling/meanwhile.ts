// What became of an actor or an effect while its sheet was open: what the sheet is about by now, and
// what others decided meanwhile, a sentence each. Whoever saves has read it then.
import type { Actor } from "../../workshop/pooling.ts";
import { givenTitle } from "./effect_choices.ts";
import type { Effect } from "./effects.ts";
import type { Told } from "./told.ts";

/** An actor's name and its category. */
export interface Described {
  readonly label: string;
  readonly category: string;
}

type Joined = Pick<Actor, "label" | "category" | "members">;
type Handled = Pick<Effect, "given" | "title" | "register" | "wordings">;

/** One thing through all that becomes of it: found again by any of its parts, and as it was last seen
 * once none is left. */
export class Followed<T> {
  readonly #find: (part: string) => T | undefined;
  readonly #parts: (one: T) => readonly string[];
  #asked: string | null = null;
  #last: T | undefined;

  constructor(find: (part: string) => T | undefined, parts: (one: T) => readonly string[]) {
    this.#find = find;
    this.#parts = parts;
  }

  /** The thing that was asked for by one of its parts; null while nothing is, or was ever found. */
  now(asked: string | null): { readonly one: T; readonly gone: boolean } | null {
    if (asked !== this.#asked) this.#last = undefined;
    this.#asked = asked;
    if (asked === null) return null;
    let found = this.#find(asked);
    for (const part of this.#last ? this.#parts(this.#last) : []) found ??= this.#find(part);
    this.#last = found ?? this.#last;
    return this.#last === undefined ? null : { one: this.#last, gone: found === undefined };
  }
}

/** `began`: what its writer had read of it; `was`: whom it held then. */
export function actorMeanwhile(began: Described, was: Joined, now: Joined): Told[] {
  const found: Told[] = [];
  const came = apart(now, was);
  const left = apart(was, now);
  if (came) found.push({ sentence: "meanwhile.joined", said: { names: came } });
  if (left) found.push({ sentence: "meanwhile.parted", said: { names: left } });
  if (now.label !== began.label) {
    found.push({ sentence: "meanwhile.renamed", said: { label: now.label } });
  }
  if (now.category !== began.category) {
    const { category } = now;
    found.push({
      sentence: category ? "meanwhile.category" : "meanwhile.no_category",
      said: category ? { category } : {},
    });
  }
  return found;
}

/** `began`: its title and its register as its writer had read them; `chosen`: what was chosen to say the
 * same and cannot be any more; `isThere`: whether a note is on its board. */
export function effectMeanwhile(
  began: { readonly title: string; readonly register: string },
  was: Handled,
  now: Handled,
  isThere: (note: string) => boolean,
  registerName: (id: string) => string,
): Told[] {
  const found: Told[] = [];
  const say = (sentence: Told["sentence"], of: Handled["wordings"]) => {
    if (of.length > 0) found.push({ sentence, said: { notes: of.map(textOf).join(" + ") } });
  };
  const without = (one: Handled, other: Handled) =>
    one.wordings.filter(({ id }) => other.wordings.every((each) => each.id !== id));
  const left = without(was, now);
  say(
    "meanwhile.deleted",
    left.filter(({ id }) => !isThere(id)),
  );
  say(
    "meanwhile.taken_out",
    left.filter(({ id }) => isThere(id)),
  );
  say("meanwhile.grouped", without(now, was));
  const title = givenTitle(now);
  if (title && title !== began.title) {
    found.push({ sentence: "meanwhile.titled", said: { title } });
  }
  if ((now.register ?? "") !== began.register) {
    found.push(
      now.register
        ? { sentence: "meanwhile.filed", said: { register: registerName(now.register) } }
        : { sentence: "meanwhile.unfiled", said: {} },
    );
  }
  return found;
}

const textOf = ({ note }: Handled["wordings"][number]) => note.text;

/** The names of those of one that are not of the other. */
function apart(one: Joined, other: Joined): string {
  const theirs = new Set(other.members.map(({ beneficiary }) => beneficiary));
  const own = one.members.filter(({ beneficiary }) => !theirs.has(beneficiary));
  return [...new Set(own.map(({ label }) => label))].join(" + ");
}

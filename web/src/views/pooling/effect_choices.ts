// What the facilitator decides of an effect by hand, as the decisions that say it: which wordings are
// of it, what it is called, and its register (SPEC G8–G11).
import type { Decision } from "../../protocol/messages.ts";
import type { Effect } from "./effects.ts";
import type { Undecided } from "./pooled.svelte.ts";

export interface EffectForm {
  /** Notes of it that say something else after all. */
  readonly out: readonly string[];
  /** Notes of other effects of the same actor that say the same. */
  readonly joined: readonly string[];
  /** What it is called; blank for what it is called now. */
  readonly title: string;
  /** The id of a register of the template; null for none, or for what it has now. */
  readonly register: string | null;
}

type Handled = Pick<Effect, "grouped" | "title" | "given" | "voice" | "register" | "wordings">;

/** The decisions of a form, in the order in which they are to be taken; none where it changes nothing. */
export function decisionsOf(effect: Handled, form: EffectForm): Undecided[] {
  const own = effect.wordings.map(({ id }) => id);
  const kept = own.filter((id) => !form.out.includes(id));
  const title = form.title.trim();
  const notes = [...kept, ...form.joined];
  const found: Undecided[] = [];
  if (effect.grouped) {
    // With the last but one taken out, the last one is alone.
    const out = own.filter((id) => form.out.includes(id)).slice(0, own.length - 1);
    for (const note of out) found.push({ type: "TakeOutOfGroup", note });
  }
  const [first] = kept;
  if (form.joined.length > 0 && notes.length > 1) {
    const chosen = title || givenTitle(effect) || null;
    const titled_by = !chosen && effect.voice && notes.includes(effect.voice) ? effect.voice : null;
    found.push({ type: "GroupEffects", notes, title: chosen, titled_by });
  } else if (effect.grouped && first && kept.length > 1 && title && title !== effect.title) {
    found.push({ type: "TitleGroup", note: first, title });
  }
  if (form.register && form.register !== effect.register && notes.length > 0) {
    found.push({ type: "PutInRegister", notes, register: form.register });
  }
  return found;
}

/** The title that somebody gave a group, « » where it is called by one of its notes [G10]: those words
 * are that note's alone, and leave the screens with it when it is hidden. */
export function givenTitle({ given, title }: Pick<Effect, "given" | "title">): string {
  return given ? title : "";
}

/** The decisions that put an effect into a register, when it can be taken out of it by undoing them:
 * none of them is about another effect as well. Empty where it cannot, or is in none. */
export function holdingIn(effect: Handled, decisions: readonly Decision[]): string[] {
  const own = new Set(effect.wordings.map(({ id }) => id));
  const about = decisions.filter(
    ({ choice }) => choice.type === "InRegister" && choice.notes.some((note) => own.has(note)),
  );
  const alone = about.every(
    ({ choice }) => choice.type === "InRegister" && choice.notes.every((note) => own.has(note)),
  );
  return alone ? about.map(({ id }) => id) : [];
}

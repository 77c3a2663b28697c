// The notes and the effects of the pooling, worked out again only where something changed: what is as
// it was stays the same value, and is not drawn again.
import type { Note, Room } from "../../protocol/messages.ts";
import { sources } from "../../workshop/distributions.ts";
import type { Actor } from "../../workshop/pooling.ts";
import { type Effect, effectsOf, inSight, type Sourced } from "./effects.ts";
import { steady } from "./steady.ts";

const known = new WeakMap<Note, Sourced>();

/** Every live note, by id; one that did not change is the same value as before. */
export function sourced(boards: Room["boards"]): Map<string, Sourced> {
  const all = new Map<string, Sourced>();
  for (const [id, source] of sources(boards)) {
    const { note, board, discussed } = source;
    const label = boards[board]?.beneficiaries[note.beneficiary]?.label ?? "";
    const was = known.get(note);
    const same = was?.board === board && was.label === label && was.discussed === discussed;
    const each = same ? was : { id, label, ...source };
    if (!same) known.set(note, each);
    all.set(id, each);
  }
  return all;
}

type Registers = ReadonlyMap<string, string>;
type AllSourced = ReadonlyMap<string, Sourced>;

/** The effects of an actor, and what they were made of. */
interface Made {
  readonly sourced: AllSourced;
  readonly registers: Registers;
  readonly effects: readonly Effect[];
}

export class WorkedOut {
  #last: ReadonlyMap<string, readonly Effect[]> = new Map();
  readonly #made = new WeakMap<Actor, Made>();

  /** The effects in sight, by actor; a list that did not change stays the same list. */
  of(
    actors: readonly Actor[],
    sourced: AllSourced,
    registers: Registers,
    sight: ReadonlySet<string> | null,
  ): ReadonlyMap<string, readonly Effect[]> {
    const was = this.#last;
    this.#last = new Map(
      actors.map((actor) => {
        const now = inSight(this.#effects(actor, sourced, registers), sight);
        return [actor.id, steady(was.get(actor.id), now)] as const;
      }),
    );
    return this.#last;
  }

  #effects(actor: Actor, sourced: AllSourced, registers: Registers): readonly Effect[] {
    const was = this.#made.get(actor);
    if (was?.sourced === sourced && was.registers === registers) return was.effects;
    const effects = effectsOf(actor, sourced, registers);
    this.#made.set(actor, { sourced, registers, effects });
    return effects;
  }
}

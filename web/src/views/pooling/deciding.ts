// What can be decided about a proposal, each with its letter.
import { t } from "../../text/catalogue";
import type { Pool } from "./pooled.svelte";
import type { Alike, Pair } from "./proposed";
import type { Told } from "./told";

/** How an answer goes on: asked of the room, done on this page alone, or a sheet asks first. */
export type Course = "asked" | "here" | "sheet";

export interface Verb {
  readonly label: string;
  /** Instead of the label alone, a sentence with somebody's words in it. */
  readonly told?: Told;
  /** The letter that does it while the card has the focus. */
  readonly key: string;
  readonly act: () => Course;
}

/** The answers to « le même acteur ? »; `child` is the side that may be part of the other one. */
export function verbsOf(pool: Pool, pair: Pair, child: 0 | 1): Verb[] {
  const { one: here, other: there, ones } = pair;
  const [one, other] = ones;
  const [part, whole] = child === 0 ? [here, there] : [there, here];
  const names = { one: pool.name(here), other: pool.name(there) };
  const same: Verb = {
    label: t("propose.same"),
    key: t("propose.same_key"),
    act: () => (pool.unite(here, there, null, ones) ? "asked" : "sheet"),
  };
  const partOf: Verb = {
    label: t("propose.part_of"),
    told: { sentence: "propose.part_of_this", said: { label: pool.name(whole) } },
    key: t("propose.part_of_key"),
    act: () =>
      pool.decide(
        { type: "PartOfActor", child: ones[child], parent: ones[child === 0 ? 1 : 0] },
        t("pooling.decided_part_of", { child: pool.name(part), parent: pool.name(whole) }),
      ),
  };
  const different: Verb = {
    label: t("propose.different"),
    key: t("propose.different_key"),
    act: () =>
      pool.decide({ type: "DifferentActors", one, other }, t("pooling.decided_different", names)),
  };
  const later: Verb = {
    label: t("propose.put_off"),
    key: t("propose.put_off_key"),
    act: () => pool.decide({ type: "DecideLater", one, other }, t("pooling.decided_later", names)),
  };
  return pair.later ? [same, partOf, different] : [same, partOf, different, later];
}

/** The answers to « ces effets disent-ils la même chose ? ». `title` is what the group will be called,
 * its first effect where it is empty; the words of its central note stay that note's own (G10).
 * Nothing is remembered of « pas maintenant » but on this page. */
export function groupingOf(pool: Pool, alike: Alike, title: string): Verb[] {
  const { key, actor, notes, titled_by } = alike;
  const called = title.trim();
  const quoted = called !== "" && called === pool.sourced.get(titled_by)?.note.text;
  const group: Verb = {
    label: t("propose.group"),
    key: t("propose.group_key"),
    act: () =>
      pool.decide(
        quoted
          ? { type: "GroupEffects", notes, titled_by }
          : { type: "GroupEffects", notes, title: called || null },
        called
          ? t("propose.grouped", { title: called })
          : t("propose.grouped_untitled", { label: pool.name(actor) }),
      ),
  };
  const notNow: Verb = {
    label: t("propose.not_now"),
    key: t("propose.not_now_key"),
    act: () => {
      pool.aside.add(key);
      return "here";
    },
  };
  return [group, notNow];
}

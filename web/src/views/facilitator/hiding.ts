// Hiding a note from everybody but who leads, and showing it again: told among one's acts, with a way
// back.
import type { Note } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import type { Item } from "../parts/Menu.svelte";
import { shortened } from "../shortened";
import type { Acts } from "./acts.svelte";

/** Characters by which a note is told. */
const TOLD = 40;

export function turnHidden(acts: Acts, { id, text, hidden }: Note): void {
  void acts.give(
    { type: hidden ? "ShowNote" : "HideNote", note: id },
    { key: hidden ? "acts.shown" : "acts.hidden", with: { text: shortened(text, TOLD) } },
  );
}

/** In a note's menu. */
export function hiding(acts: Acts, note: Note): Item {
  const act = () => turnHidden(acts, note);
  if (note.hidden) return { label: t("note.show"), act };
  return { label: t("note.hide"), hint: t("note.hide_hint"), act };
}

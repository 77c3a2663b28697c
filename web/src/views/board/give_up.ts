// A text that was begun and that its author gives up, with a way back.
import { t } from "../../text/catalogue";
import { toasts } from "../toasts.svelte";
import type { Drafts } from "./drafts.svelte";

export function giveUp(drafts: Drafts, place: string): void {
  const kept = drafts.read(place);
  drafts.write(place, "");
  const act = () => drafts.write(place, kept);
  toasts.show(t("kept.dropped"), { label: t("common.undo"), act });
}

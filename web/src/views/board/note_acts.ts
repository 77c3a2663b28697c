// The menu of a note: everything that can be done to it, without dragging and without a mouse.
import type { DiscussionPoint, Note } from "../../protocol/messages";
import { phrase, t } from "../../text/catalogue";
import type { Item } from "../parts/Menu.svelte";
import { deleteNote, openPoint } from "./acts";
import { toldOf } from "./contents";
import type { Place } from "./place.svelte";

export function noteActs(place: Place, note: Note, points: readonly DiscussionPoint[]): Item[] {
  const { kinds, directness } = place.room.template.labels;
  const open = points.filter((point) => !point.closed);
  const ext = note.kind === "externalité";
  const indirect = note.directness === "indirect";
  const items: Item[] = [
    {
      label: t("note.edit"),
      act: () => {
        place.editing = note.id;
      },
    },
    { label: t("note.move"), act: () => openSheet(place, { kind: "move", note: note.id }) },
    {
      label: phrase(kinds.externalite.label),
      hint: phrase(kinds.externalite.hint),
      on: ext,
      act: () =>
        place.do({ type: "ClassifyNote", note: note.id, kind: ext ? "visé" : "externalité" }),
    },
    {
      label: phrase(directness.indirect),
      // Both axes are free (domain.md §0.3); the hint reminds, nothing refuses (R25).
      hint: !ext && indirect ? t("note.vise_indirect_hint") : "",
      on: indirect,
      act: () =>
        place.do({
          type: "ClassifyNote",
          note: note.id,
          directness: indirect ? "direct" : "indirect",
        }),
    },
    {
      label: t("note.unforeseen"),
      on: note.unforeseen,
      act: () => place.do({ type: "ClassifyNote", note: note.id, unforeseen: !note.unforeseen }),
    },
    { label: t("note.via_action"), act: () => openSheet(place, { kind: "via", note: note.id }) },
    {
      label: t("points.action"),
      act: () => {
        if (open.length === 0) openPoint(place, "note", note.id);
        openSheet(place, { kind: "points", target: "note", id: note.id });
      },
    },
    ...(open.length === 0 && toldOf(points).length > 0
      ? [
          {
            label: t("points.past"),
            act: () => openSheet(place, { kind: "points", target: "note", id: note.id }),
          },
        ]
      : []),
    { label: t("note.split"), act: () => openSheet(place, { kind: "split", note: note.id }) },
  ];
  if (place.hide) items.push(place.hide(note));
  items.push({ label: t("common.delete"), danger: true, act: () => deleteNote(place, note) });
  return items;
}

function openSheet(place: Place, sheet: NonNullable<Place["sheet"]>): void {
  place.sheet = sheet;
}

// What a filter of the pooling asks for, in words.
import type { Room, Sift } from "../../protocol/messages";
import { phrase, t } from "../../text/catalogue";

/** A word or a few for each thing that is asked for; people's own stand between quotes. */
export function siftWords(room: Pick<Room, "template" | "boards">, sift: Sift): string[] {
  const { kinds, directness } = room.template.labels;
  const registers = room.template.registers.flatMap((group) => group.registers);
  const register = registers.find((each) => each.id === sift.register);
  const text = sift.text.trim();
  return [
    ...(text ? [t("common.quoted", { text })] : []),
    ...(sift.kind ? [phrase((sift.kind === "visé" ? kinds.vise : kinds.externalite).label)] : []),
    ...(sift.directness ? [phrase(directness[sift.directness])] : []),
    ...(sift.discussed ? [t("points.flagged")] : []),
    ...(register ? [phrase(register.label)] : []),
    ...(sift.register === "" ? [t("pooling.filter_register_none")] : []),
    ...sift.boards.flatMap((board) => room.boards[board]?.name ?? []),
  ];
}

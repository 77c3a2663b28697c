// What a late command says: the words in it, or else what it does and to what.
import type { LateCommand, Room } from "../../protocol/messages.ts";
import { type Key, t } from "../../text/catalogue.ts";
import { resolve } from "../../workshop/lookup.ts";

export interface LateSaid {
  /** « effet pour « Les habitants » », « effet supprimé ». */
  readonly what: string;
  readonly text: string;
  /** Whether somebody wrote that text: not, where nothing of what it is about is known. */
  readonly written: boolean;
  /** What to call it by in one line. */
  readonly name: string;
}

export function lateSaid(room: Room, late: LateCommand): LateSaid {
  const what = doing(room, late);
  const own = ownWords(late.command);
  if (own !== "") return { what, text: own, written: true, name: own };
  const about = aboutWords(room, late);
  if (about === "") return { what, text: t("late.wordless"), written: false, name: what };
  return { what, text: about, written: true, name: t("late.act", { act: what, text: about }) };
}

/** The words in a command; « » when it has none. */
function ownWords(command: LateCommand["command"]): string {
  if ("text" in command && command.text) return command.text;
  if ("label" in command && command.label) return command.label;
  if (command.type === "SplitNote") return command.parts.map((each) => each.text).join(" · ");
  return "";
}

function doing({ boards }: Room, { board, command }: LateCommand): string {
  const label = (id: string) => (boards[board] && resolve(boards[board], id)?.label) ?? "?";
  switch (command.type) {
    case "AddNote":
      return t("late.note_for", { label: label(command.beneficiary ?? "") });
    case "MoveNote":
      return t("late.moved", { label: label(command.beneficiary) });
    case "EditNote":
      return t("late.edit");
    case "AddBeneficiary":
      return t("late.beneficiary");
    case "KeepBothVersions":
      return t("late.change");
    default:
      return t(`act.${command.type}` satisfies Key);
  }
}

/** The words of the note, the beneficiary or whatever else a command is about, which may be in the
 * tray itself; « » when they are not known. */
function aboutWords(room: Room, { board, command }: LateCommand): string {
  const id = named(command);
  for (const each of [...Object.values(room.late), ...Object.values(room.aside)]) {
    const made = each.command;
    if (made.type === "AddNote" && made.note === id) return made.text;
    if (made.type === "AddBeneficiary" && made.beneficiary === id) return made.label;
    if (made.type === "AddInterestedActor" && made.interested === id) return made.label;
    if (made.type === "OpenPoint" && made.point === id) return made.text ?? "";
    const part = made.type === "SplitNote" && made.parts.find(({ note }) => note === id);
    if (part) return part.text;
  }
  const on = room.boards[board];
  if (!on) return "";
  const note = on.notes[id] ?? on.removed_notes[id];
  const whom = resolve(on, id) ?? on.removed_beneficiaries[id];
  return note?.text ?? whom?.label ?? on.points[id]?.text ?? on.interested[id]?.label ?? "";
}

function named(command: LateCommand["command"]): string {
  if ("note" in command) return command.note;
  if ("point" in command && command.type !== "OpenPoint") return command.point;
  if ("interested" in command) return command.interested;
  if ("beneficiary" in command) return command.beneficiary ?? "";
  return "target" in command ? command.target : "";
}

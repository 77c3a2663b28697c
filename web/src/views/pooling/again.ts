// « Rétablir »: what was taken back, decided anew.
import type { PoolingChoice, Room } from "../../protocol/messages";
import type { Key } from "../../text/catalogue";
import { actorsOf } from "../../workshop/called_before";
import { closure, rootOf } from "../../workshop/closure";
import { newId } from "../../workshop/ids";
import { boardWithBeneficiary, boardWithNote } from "../../workshop/lookup";
import { predictPooling } from "../../workshop/predict_pooling";
import type { Undecided } from "./pooled.svelte";

/** The command that chooses this once more: a decision of its own, after all that stand by now. */
export function again(choice: PoolingChoice): Undecided {
  switch (choice.type) {
    case "Same":
      return { ...choice, type: "SameActor" };
    case "PartOf":
      return { ...choice, type: "PartOfActor" };
    case "Different":
      return { ...choice, type: "DifferentActors" };
    case "Later":
      return { ...choice, type: "DecideLater" };
    case "Renamed":
      return { ...choice, type: "RenameActor" };
    case "Categorised":
      return { ...choice, type: "CategoriseActor" };
    case "Grouped":
      return { ...choice, type: "GroupEffects" };
    case "Apart":
      return { ...choice, type: "TakeOutOfGroup" };
    case "Titled":
      return { type: "TitleGroup", note: choice.note, title: choice.title };
    case "InRegister":
      return { ...choice, type: "PutInRegister" };
  }
}

/** Why this cannot be decided once more beside what stands by now; null where it can. What stands in its
 * way may be taken back in its turn. */
export function whyNotAgain(room: Room, choice: PoolingChoice): Key | null {
  const command = { ...again(choice), decision: newId() };
  if (predictPooling(room, command, 0).length > 0) return null;
  const gone =
    notesOf(choice).some((id) => !boardWithNote(room, id)) ||
    actorsOf(choice).some((id) => !boardWithBeneficiary(room, id));
  if (gone) return "pooling.again_not.gone";
  switch (choice.type) {
    case "Same":
      return "pooling.again_not.apart";
    case "Different":
    case "Later":
      return "pooling.again_not.united";
    case "PartOf": {
      const roots = closure(room);
      const one = rootOf(roots, choice.child) === rootOf(roots, choice.parent);
      return one ? "pooling.again_not.united" : "pooling.again_not.circle";
    }
    case "Grouped":
      return "pooling.again_not.actors";
    case "Apart":
    case "Titled":
      return "pooling.again_not.ungrouped";
    default:
      return "pooling.again_not";
  }
}

function notesOf(choice: PoolingChoice): readonly string[] {
  if ("notes" in choice) return choice.notes;
  return "note" in choice ? [choice.note] : [];
}

// « Rétablir »: what was taken back, decided anew.
import type { PoolingChoice } from "../../protocol/messages";
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

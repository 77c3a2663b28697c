// What a participant may look at in each phase; the first is where the phase takes everyone.
import type { Room } from "../../protocol/messages";

export type View = "welcome" | "presentation" | "board" | "pooling" | "next";

export function shows(room: Room): View[] {
  const example: View[] = room.template.worked_example ? ["presentation"] : [];
  const pooled: View[] = room.pooling_shown ? ["pooling"] : [];
  switch (room.phase) {
    case "accueil":
      return ["welcome", ...example];
    case "presentation":
      return [...example, "welcome"];
    case "travail":
      return ["board", ...example, ...pooled];
    case "mise-en-commun":
      return ["pooling", "board", ...example];
    case "prochaine-session":
      return ["next", ...pooled, "board"];
  }
}

// What a facilitator does about somebody's place: asked of the server itself, which also keeps the
// devices and the names that no command knows.
import type {
  Command,
  DropExpected,
  ExpectPeople,
  FreeSeat,
  GiveSeatBack,
} from "../../protocol/messages.ts";
import { t } from "../../text/catalogue.ts";
import { post } from "../api.ts";
import { toasts } from "../toasts.svelte.ts";

export type PlaceCommand = FreeSeat | GiveSeatBack | DropExpected | ExpectPeople;

export function isOfPlace(command: Command): command is PlaceCommand {
  return ["FreeSeat", "GiveSeatBack", "DropExpected", "ExpectPeople"].includes(command.type);
}

/** `name`: whose place it is. What refuses it is said. */
export async function askOfPlace(
  room: string,
  command: PlaceCommand,
  name: string,
): Promise<boolean> {
  const answer = await asked(`/api/rooms/${room}/people`, command, name);
  if (!answer.ok) toasts.show(answer.message);
  else if (answer.value.devices === 0) toasts.show(t("place.nobody_came_back"));
  return answer.ok;
}

function asked(path: string, command: PlaceCommand, name: string) {
  switch (command.type) {
    case "FreeSeat":
      return post<{ devices?: number }>(`${path}/${command.participant}/free`);
    case "GiveSeatBack":
      return post<{ devices?: number }>(`${path}/${command.participant}/giveback`);
    case "DropExpected":
      return post<{ devices?: number }>(`${path}/${command.participant}/drop`);
    case "ExpectPeople": {
      const [person] = command.people;
      return post<{ devices?: number }>(`${path}/${person?.participant}/await`, {
        name,
        board: person?.board,
        pair: person?.pair,
      });
    }
  }
}

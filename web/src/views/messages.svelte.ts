// What the facilitators have to say, and what this device has read of it.
import type { RoomSession } from "../live/room_session.svelte";
import type { Message } from "../protocol/messages";
import { announcer } from "./announcer.svelte";
import { useSession } from "./context";
import { remember, remembered } from "./device";

const KEY = "tablee.read.";
/** More than may stand at once. */
const KEPT = 50;

/** What stands for this person: to all, then to their pair alone, each in the order it was sent. */
export function standing(session: RoomSession): Message[] {
  const toAll = Object.values(session.room?.messages ?? {}).filter((each) => each.pair === null);
  return [...toAll, ...session.pairMessages];
}

/** The messages that were put away on this device. */
export class Read {
  #key: string;
  #all = $state.raw<readonly string[]>([]);

  constructor(room: string) {
    this.#key = KEY + room;
    this.#all = (remembered(this.#key) ?? "").split(" ");
  }

  has(message: Message): boolean {
    return this.#all.includes(message.id);
  }

  putAway(message: Message): void {
    this.#all = [...this.#all, message.id].slice(-KEPT);
    remember(this.#key, this.#all.join(" "));
  }
}

/** Say a message aloud when it comes, not those that stood already when the page opened. */
export function announceMessages(): void {
  const session = useSession();
  let known: ReadonlySet<string> | null = null;
  $effect(() => {
    if (!session.room) return;
    const now = standing(session);
    const before = known;
    // One to the pair may come again after each welcome: what was known once stays known.
    known = new Set([...(before ?? []), ...now.map((each) => each.id)]);
    if (before === null) return;
    for (const each of now) if (!before.has(each.id)) announcer.say(each.text);
  });
}

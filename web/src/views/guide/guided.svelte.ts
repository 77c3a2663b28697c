// One page's following as state: it hears the room's guidance and the hands on the page.
import { untrack } from "svelte";
import type { RoomSession } from "../../live/room_session.svelte";
import type { Shown } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { announcer } from "../announcer.svelte";
import { begin, comeBack, type Following, hear, ITS_PAGE, leave, same } from "./following";
import { titleOf } from "./subject";

export class Guided {
  readonly #session: RoomSession;
  #following = $state.raw<Following | null>(null);
  #phase: string | null = null;

  /** What this page shows of what the facilitator shows; its phase's own page otherwise. */
  readonly at: Shown = $derived.by(() => this.#following?.at ?? ITS_PAGE);
  readonly follows: boolean = $derived.by(() => this.#following?.follows ?? false);
  readonly held: boolean = $derived.by(() => this.#following?.held ?? false);

  /** To be made while a component is set up: it listens as long as that one lives. */
  constructor(session: RoomSession) {
    this.#session = session;
    // Of what changes fifty times a second, only what is said here is heard.
    const guidance = $derived(session.room?.guidance);
    const phase = $derived(session.room?.phase);
    $effect.pre(() => {
      if (guidance && phase) untrack(() => this.#hear(phase));
    });
  }

  leave(): void {
    if (this.#following) this.#following = leave(this.#following);
  }

  comeBack(): void {
    const room = this.#session.room;
    if (this.#following && room) this.#following = comeBack(this.#following, room.guidance);
  }

  #hear(phase: string): void {
    const room = this.#session.room;
    if (!room) return;
    const before = this.#following;
    // A new phase has a page of its own, and takes everybody there in any case.
    const busy = phase === this.#phase && isBusy();
    this.#phase = phase;
    const now = before ? hear(before, room.guidance, busy) : begin(room.guidance);
    this.#following = now;
    if (!before) return;
    if (now.held && !before.held) announcer.sayNow(t("guide.held"));
    else if (
      now.follows &&
      now.at.kind !== "phase" &&
      !(before.follows && same(before.at, now.at))
    ) {
      announcer.sayNow(t("guide.shows", { what: titleOf(room, now.at) }));
    }
  }
}

/** Whether somebody is writing here, or has a dialog open: then nothing moves by itself. */
function isBusy(): boolean {
  if (document.querySelector("dialog[open]")) return true;
  return isWriting();
}

/** Whether a text is under the hands of whoever is here. */
export function isWriting(): boolean {
  const field = document.activeElement;
  const writes = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  return writes && !field.readOnly && field.type !== "search" && field.value.trim() !== "";
}

// That the boards are open again: said once to whoever may write again, wherever they look by then.
import type { RoomSession } from "../live/room_session.svelte.ts";
import type { Room, You } from "../protocol/messages.ts";
import { many, t } from "../text/catalogue.ts";
import { remaining } from "../workshop/timer.ts";
import { clock } from "./time.ts";
import { toasts } from "./toasts.svelte.ts";

const MINUTE_MS = 60_000;
/** What a reopening may have lost of its minutes on its way here. */
const SLACK_MS = 5_000;

/** The sentence for a participant whose board was closed and is open now, in the same work; else null. */
export function reopenedWords(before: Room, now: Room, you: You, now_ms: number): string | null {
  const board = now.participants[you.participant ?? ""]?.board ?? "";
  if (before.phase !== "travail" || now.phase !== "travail") return null;
  if (!before.boards[board]?.closed || now.boards[board]?.closed !== false) return null;
  const left = remaining(now.timer, now_ms);
  if (!left) return t("board.reopened");
  return t("board.reopened_for", { time: length(left) });
}

/** Now and from now on; the answer ends it. */
export function tellReopened(session: RoomSession): () => void {
  let before = session.room;
  let shown = 0;
  return session.follow(() => {
    const { room, you } = session;
    const words =
      before && room && you ? reopenedWords(before, room, you, session.clock.now()) : null;
    before = room;
    const own = room?.boards[room.participants[you?.participant ?? ""]?.board ?? ""];
    if (own?.closed) toasts.close(shown);
    if (words === null) return;
    toasts.close(shown);
    shown = toasts.show(words);
  });
}

function length(ms: number): string {
  const minutes = Math.round((ms + SLACK_MS / 2) / MINUTE_MS);
  return Math.abs(ms - minutes * MINUTE_MS) <= SLACK_MS
    ? many("common.minutes", minutes)
    : clock(ms);
}

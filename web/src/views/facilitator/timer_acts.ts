// An order to the timer. Two people may give the same one, or one person twice: the second changes
// nothing, and is told how the timer stands instead of what it could not do.
import type { Outcome } from "../../live/room_session.svelte.ts";
import type { Command, Room, Timer } from "../../protocol/messages.ts";
import { t } from "../../text/catalogue.ts";
import { remaining } from "../../workshop/timer.ts";
import { clock } from "../time.ts";
import { toasts } from "../toasts.svelte.ts";

const OVERTAKEN = new Set(["timer_running", "timer_not_running", "timer_not_paused"]);

/** The least that the rules leave when time is taken away (SPEC T3). */
const LEAST_MS = 1_000;

/** Whether so much may be taken away of what is left, in ms. */
export function mayShorten(left: number, by_ms: number): boolean {
  return left - by_ms >= LEAST_MS;
}

/** What an order needs of the session. */
export interface Led {
  readonly room: Room | null;
  readonly clock: { now(): number };
  do(command: Command): Promise<Outcome>;
  dismiss(n: number): void;
  follow(follower: () => void): () => void;
}

/** Give the order; where somebody was faster, say so for a moment, and keep no refusal. */
export async function turnTimer(session: Led, command: Command): Promise<void> {
  const outcome = await session.do(command);
  if (outcome.type !== "Rejected" || !OVERTAKEN.has(outcome.code)) return;
  session.dismiss(outcome.n);
  // The next picture is the first to show what was faster.
  await new Promise<void>((seen) => {
    const end = session.follow(() => {
      end();
      seen();
    });
  });
  if (session.room) toasts.show(asItStands(session.room.timer, session.clock.now()));
}

function asItStands(timer: Timer, now: number): string {
  return t(`timer.already.${timer.state}`, { left: clock(remaining(timer, now) ?? 0) });
}

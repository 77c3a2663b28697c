// The room as the server has confirmed it, and where that stands in the room's order (SPEC W4, W5).
//
// Changes are gathered and folded when the room is asked for, once per picture. It never holds
// anything of one's own that is not confirmed, and one change that cannot be folded stops nothing.
import type { Change, Changes, Room, SeenEvent, Welcome } from "../protocol/messages.ts";
import { adopt } from "../workshop/draft.ts";
import { evolve } from "../workshop/evolve.ts";

/** `missed`: something is lacking, the replica must say hello again. */
export type Heard = "taken" | "known" | "missed";
export type Report = (what: string, error: unknown) => void;

/** What happened in a longer absence is seen on the board, not told one by one. */
const MOST_NEWS = 200;

export class Replica {
  #room: Room | null = null;
  #waiting: SeenEvent[] = [];
  #news: Change[] = [];
  #seq = 0;
  #epoch: string | null = null;
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  get seq(): number {
    return this.#seq;
  }

  get epoch(): string | null {
    return this.#epoch;
  }

  /** The confirmed room; the same value until something changes. */
  get room(): Room | null {
    if (this.#room !== null && this.#waiting.length > 0) {
      const events = this.#waiting;
      this.#waiting = [];
      this.#room = evolve(this.#room, events, (event, error) =>
        this.#report(`change ${event?.type}`, error),
      );
    }
    return this.#room;
  }

  /** [W4] A snapshot replaces everything; without one the replica stays and its tail follows. */
  welcome(welcome: Welcome): Heard {
    if (welcome.room === null) {
      return this.#room !== null && this.#epoch === welcome.epoch ? "known" : "missed";
    }
    this.#room = adopt(welcome.room);
    this.#waiting = [];
    this.#seq = welcome.seq;
    this.#epoch = welcome.epoch;
    return "taken";
  }

  /** [W5] Take what is new of a frame; drop what is known; say when something is missing. */
  changes(frame: Changes): Heard {
    if (this.#room === null || frame.from_seq > this.#seq) return "missed";
    if (frame.to_seq <= this.#seq) return "known";
    for (const change of frame.changes) {
      if (change.seq <= this.#seq) continue;
      this.#waiting.push(change.event);
      this.#news.push(change);
    }
    this.#news = this.#news.slice(-MOST_NEWS);
    this.#seq = frame.to_seq;
    return "taken";
  }

  /** What has happened since this was asked last, with who did it; a snapshot tells nothing. */
  takeNews(): readonly Change[] {
    const news = this.#news;
    if (news.length > 0) this.#news = [];
    return news;
  }

  /** [W7] Where the server says that this replica should stand. */
  beat(seq: number): Heard {
    return this.#room === null || seq > this.#seq ? "missed" : "known";
  }

  /** Ask for a snapshot next time: the tail did not help. */
  distrust(): void {
    this.#epoch = null;
    this.#seq = 0;
  }
}

// Who else is in the room: their first names, their devices, where they write, and what the
// facilitators tell this person's pair alone. Never kept.
import type {
  Message,
  OwnVotes,
  PairMessages,
  People,
  Presence,
  SomeoneWriting,
} from "../protocol/messages.ts";
import { table } from "../workshop/draft.ts";
import type { Scheduler } from "./scheduler.ts";
import { Writers } from "./writing.ts";

type Names = Readonly<Record<string, string>>;

export class Company {
  /** First names by participant. */
  people: Names = table();
  /** Connected devices by participant; those with none are left out. */
  devices: Readonly<Record<string, number>> = table();
  facilitators = 0;
  /** What stands for this person's pair and for no other (H4). */
  messages: readonly Message[] = [];
  /** One's own ballots in the rounds of votes that are open (O3). */
  votes: OwnVotes["ballots"] = {};
  readonly #writers: Writers;

  constructor(scheduler: Scheduler, changed: () => void) {
    this.#writers = new Writers(scheduler, changed);
  }

  /** Who writes now, by board and participant. */
  get writing(): ReadonlyMap<string, SomeoneWriting> {
    return this.#writers.now;
  }

  /** All the names there are, at a welcome; what stands for the pair alone comes after it. */
  welcomed(people: Names): void {
    this.people = table(people);
    this.messages = [];
    this.votes = {};
  }

  hear(message: People | Presence | SomeoneWriting | PairMessages | OwnVotes): void {
    switch (message.type) {
      case "People":
        this.people = table({ ...this.people, ...message.names });
        break;
      case "Presence":
        this.devices = table(message.devices);
        this.facilitators = message.facilitators;
        break;
      case "PairMessages":
        this.messages = message.messages;
        break;
      case "OwnVotes":
        this.votes = message.ballots;
        break;
      case "SomeoneWriting":
        this.#writers.hear(message);
    }
  }
}

// What is told beside the room itself: the others' first names and devices, where they write, what
// the facilitators tell this person's pair alone, what the pooling may join. Never kept.
import type {
  Found,
  Message,
  OwnLate,
  OwnLates,
  OwnVotes,
  PairMessages,
  People,
  Presence,
  Proposals,
  SomeoneWriting,
} from "../protocol/messages.ts";
import { table } from "../workshop/draft.ts";
import type { Scheduler } from "./scheduler.ts";
import { Writers } from "./writing.ts";

export interface Proposed {
  readonly found: Found | null;
  readonly failed: boolean;
}

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
  /** Own texts that came after the end and were not admitted; null while it is not known (T9). */
  lates: readonly OwnLate[] | null = null;
  /** What was found last, and whether the last try failed; for facilitators alone (W14). */
  proposed: Proposed | null = null;
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
    this.lates = null;
  }

  /** What has not been told since the welcome stands no more. */
  beat(): void {
    this.lates ??= [];
  }

  hear(
    message: People | Presence | SomeoneWriting | PairMessages | OwnVotes | OwnLates | Proposals,
  ): void {
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
      case "OwnLates":
        this.lates = message.lates;
        break;
      case "Proposals":
        // What could not be made again takes nothing away.
        this.proposed = {
          found: message.found ?? this.proposed?.found ?? null,
          failed: message.found === null,
        };
        break;
      case "SomeoneWriting":
        this.#writers.hear(message);
    }
  }
}

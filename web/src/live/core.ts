// A room as one tab lives it: the line, the confirmed replica, the outbox, and what is shown of them.
//
// Framework-free and without a browser: sockets, time, chance and storage are given. What is shown
// is the confirmed room with the own pending commands laid over it; the server decides everything.
import {
  type Change,
  CLOSE,
  type Command,
  type Language,
  PROTOCOL,
  type Room,
  type ServerMessage,
  type Welcome,
  type You,
} from "../protocol/messages.ts";
import { Company } from "./company.ts";
import { Connection, type Stop } from "./connection.ts";
import { type Entry, Outbox, type Outcome } from "./outbox.ts";
import { OwnBox } from "./own_box.ts";
import { type Light, type Link, light, Picture } from "./picture.ts";
import { Refusals, type ShownRefusal } from "./refusals.ts";
import { type Heard, Replica } from "./replica.ts";
import { ServerClock } from "./server_clock.ts";
import type { Setting } from "./setting.ts";
import { Saying } from "./writing.ts";

export class Core {
  readonly clock: ServerClock;
  readonly company: Company;
  you: You | null = null;
  link: Link = "connecting";
  why: Stop | null = null;
  /** The epoch that this replica has left behind: the server was restored meanwhile. */
  restored = false;
  /** What went wrong without stopping anything, for whoever looks into it. */
  readonly reports: { what: string; error: unknown }[] = [];
  readonly #setting: Setting;
  readonly #replica: Replica;
  readonly #outbox: Outbox;
  readonly #connection: Connection;
  readonly #saying: Saying;
  readonly #refusals: Refusals;
  readonly #box: OwnBox;
  readonly #picture = new Picture();
  /** Lines that were lost. */
  #lines = 0;
  /** Welcomes heard on this line; the first one lets the outbox go. */
  #welcomes = 0;
  #misses = 0;
  /** The language that this line's server speaks to this person. */
  #spoken: Language | null = null;

  constructor(setting: Setting) {
    const { scheduler, store, changed, openLine, mint } = setting;
    const report = (what: string, error: unknown) => this.report(what, error);
    this.#setting = setting;
    this.clock = new ServerClock(() => scheduler.now());
    this.#replica = new Replica(report);
    this.#box = new OwnBox(store, mint);
    this.#refusals = new Refusals(store, changed);
    this.company = new Company(scheduler, changed);
    this.#saying = new Saying(scheduler, (message) => {
      if (this.link === "online") this.#connection.send(message);
    });
    this.#connection = new Connection({
      scheduler,
      openLine,
      report,
      address: () => this.#box.outbox(),
      opened: () => this.#hello(),
      heard: (message) => this.#hear(message),
      lost: (code) => this.#lost(code),
      stopped: (why) => this.#stopped(why),
    });
    this.#outbox = new Outbox({
      scheduler,
      store,
      report,
      changed,
      send: (message) => this.#connection.send(message),
      refused: (refusal, handle) => this.#refusals.add(refusal, handle),
      again: () => this.#connection.again(),
    });
  }

  /** Take up what waits in this box of the store, then call the server; again after a stop. */
  async start(key: string): Promise<void> {
    const { room, role, changed } = this.#setting;
    try {
      const opened = await this.#box.open(key, room, role);
      if (opened !== null) this.#outbox.load(opened.box, opened.waiting);
      await this.recall();
    } catch (error) {
      this.report("open the store", error);
    }
    this.link = "connecting";
    this.why = null;
    this.#connection.start();
    changed();
  }

  stop(): void {
    this.#connection.stop();
    this.#stopped(null);
  }

  /** The page is seen again, or the network is back, perhaps another one. */
  wake(elsewhere?: boolean): void {
    this.clock.forget();
    this.#connection.wake(elsewhere);
  }

  /** Never rejects. `kept` is called once the store has the command. */
  do(command: Command, kept?: () => void): Promise<Outcome> {
    const written_ms = this.clock.known ? Math.round(this.clock.now()) : null;
    return this.#outbox.do(command, written_ms, kept);
  }

  say(beneficiary: string | null, note: string | null, moving?: boolean): void {
    this.#saying.say(beneficiary, note, moving);
  }

  /** The person may have switched: the server is told once it listens, and not twice. */
  speak(): void {
    const language = this.#setting.language();
    if (this.link !== "online" || language === this.#spoken) return;
    if (this.#connection.send({ type: "Speak", language })) this.#spoken = language;
  }

  dismiss(n: number): void {
    this.#refusals.dismiss(n).catch((error) => this.report("dismiss", error));
  }

  /** Bring back the refused texts that other pages of this browser have left. */
  recall(): Promise<void> {
    return this.#refusals.recall(this.#setting.room, this.#setting.role);
  }

  get refusals(): readonly ShownRefusal[] {
    return this.#refusals.all;
  }

  /** The room to show; the same value until something of it changes. */
  get room(): Room | null {
    return this.#picture.of(this.#replica.room, this.#outbox.pending, this.you);
  }

  /** The room as the server has confirmed it, and where that stands. */
  get confirmed(): { room: Room | null; seq: number; epoch: string | null } {
    return { room: this.#replica.room, seq: this.#replica.seq, epoch: this.#replica.epoch };
  }

  /** What others and oneself have done since this was asked last. */
  takeNews(): readonly Change[] {
    return this.#replica.takeNews();
  }

  get pending(): readonly Entry[] {
    return this.#outbox.pending;
  }

  get lates(): number {
    return this.#outbox.lates;
  }

  get light(): Light {
    return light(this.link, this.#outbox.pending, this.#setting.store.durable);
  }

  report(what: string, error: unknown): void {
    this.reports.push({ what, error });
    if (this.reports.length > 50) this.reports.shift();
    console.error("tablee:", what, error instanceof Error ? error.message : "");
  }

  #hello(): void {
    const language = this.#setting.language();
    this.#spoken = language;
    this.#connection.send({
      type: "Hello",
      protocol: PROTOCOL,
      epoch: this.#replica.epoch,
      seq: this.#replica.seq,
      pending_to: this.#outbox.pendingTo,
      language,
    });
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case "Welcome":
        this.#welcome(message);
        break;
      case "Changes":
        this.#follow(this.#replica.changes(message));
        break;
      case "Beat":
        this.clock.hear(message.now_ms);
        this.company.beat();
        this.#follow(this.#replica.beat(message.seq));
        break;
      case "Done":
      case "Rejected":
      case "ReceivedLate":
        this.#outbox.settled(message);
        break;
      case "Refused":
        this.#outbox.refused(message);
        break;
      case "Presence":
      case "People":
      case "SomeoneWriting":
      case "PairMessages":
      case "OwnVotes":
      case "OwnLates":
      case "Proposals":
        this.company.hear(message);
        break;
      case "GoAway":
        this.#connection.away(message.retry_ms);
        break;
      default:
        this.report("a message of an unknown kind", message);
    }
    this.#setting.changed();
  }

  #welcome(welcome: Welcome): void {
    const left = this.#replica.epoch;
    this.clock.hear(welcome.now_ms);
    const heard = this.#replica.welcome(welcome);
    if (heard === "missed") {
      this.#follow(heard);
      return;
    }
    if (left !== null && left !== welcome.epoch) this.restored = true;
    this.you = welcome.you;
    this.company.welcomed(welcome.people);
    this.link = "online";
    this.#connection.welcomed();
    this.speak();
    this.#welcomes += 1;
    if (this.#welcomes > 1) return;
    void this.#letGo(welcome.you.participant, welcome.done_to);
  }

  /** Let what waits leave, but nothing that somebody else wrote on this device. */
  async #letGo(participant: string | null, doneTo: number): Promise<void> {
    const line = this.#lines;
    try {
      if (await this.#box.isNow(participant)) this.#outbox.giveUp("other_person");
    } catch (error) {
      this.report("bind the box", error);
    }
    if (line === this.#lines) await this.#outbox.welcomed(doneTo);
  }

  /** Come back for what was missed: its tail first, a snapshot when that did not help. */
  #follow(heard: Heard): void {
    if (heard === "taken") this.#misses = 0;
    if (heard !== "missed") return;
    this.#misses += 1;
    if (this.#misses > 1) this.#replica.distrust();
    this.#connection.again();
  }

  #lost(code: number): void {
    this.#welcomes = 0;
    this.#lines += 1;
    this.#outbox.cut();
    this.link = "offline";
    this.#setting.changed();
    if (code !== CLOSE.NOT_FOUND) return;
    // The server does not know this outbox: what waits is offered again under another one.
    this.#box.lose();
    if (this.#setting.mayReplace) return;
    this.#connection.stop();
    this.#stopped("gone");
  }

  #stopped(why: Stop | null): void {
    this.link = "stopped";
    this.why = why;
    this.#setting.changed();
  }
}

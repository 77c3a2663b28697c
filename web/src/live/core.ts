// A room as one tab lives it: the line, the confirmed replica, the outbox, and what is shown of them.
//
// Framework-free and without a browser: sockets, time, chance and storage are given. What is shown
// is the confirmed room with the own pending commands laid over it; the server decides everything.
import {
  CLOSE,
  type Command,
  type Language,
  PROTOCOL,
  type Role,
  type Room,
  type ServerMessage,
  type Welcome,
  type You,
} from "../protocol/messages.ts";
import { Company } from "./company.ts";
import { Connection, type Stop } from "./connection.ts";
import type { OpenLine } from "./line.ts";
import { type Entry, Outbox, type Outcome } from "./outbox.ts";
import { type Light, type Link, light, Picture } from "./picture.ts";
import { Refusals, type ShownRefusal } from "./refusals.ts";
import { type Heard, Replica } from "./replica.ts";
import type { Scheduler } from "./scheduler.ts";
import { ServerClock } from "./server_clock.ts";
import type { BoxStore } from "./store.ts";
import { Saying } from "./writing.ts";

export interface Setting {
  readonly room: string;
  readonly role: Role;
  readonly language: Language;
  /** Asks the server for an outbox; throws `Denied` when it will never give one. */
  readonly mint: () => Promise<string>;
  readonly url: (outbox: string) => string;
  readonly store: BoxStore;
  readonly scheduler: Scheduler;
  readonly openLine: OpenLine;
  /** Something that is shown has changed; told at once and often. */
  readonly changed: () => void;
  /** Whether an outbox that the server does not know may be replaced by another one. */
  readonly mayReplace: boolean;
}

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
  readonly #picture = new Picture();
  #key = "";
  #serverBox: string | null = null;
  #participant: string | null = null;
  /** Welcomes heard on this line; the first one lets the outbox go. */
  #welcomes = 0;
  #misses = 0;

  constructor(setting: Setting) {
    const { scheduler, store, changed, openLine } = setting;
    const report = (what: string, error: unknown) => this.report(what, error);
    this.#setting = setting;
    this.clock = new ServerClock(() => scheduler.now());
    this.#replica = new Replica(report);
    this.#refusals = new Refusals(store, changed);
    this.company = new Company(scheduler, changed);
    this.#saying = new Saying(scheduler, (message) => {
      if (this.link === "online") this.#connection.send(message);
    });
    this.#connection = new Connection({
      scheduler,
      openLine,
      report,
      address: () => this.#address(),
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
    });
  }

  /** Take up what waits in this box of the store, then call the server; again after a stop. */
  async start(key: string): Promise<void> {
    const { store, room, role, changed } = this.#setting;
    try {
      if (this.#key !== key) {
        const { box, waiting } = await store.open(key, room, role);
        this.#key = key;
        this.#outbox.load(box, waiting);
        this.#serverBox = box.outbox;
        this.#participant = box.participant;
      }
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

  /** The page is seen again or the network is back. */
  wake(): void {
    this.clock.forget();
    this.#connection.wake();
  }

  do(command: Command): Promise<Outcome> {
    return this.#outbox.do(command, this.clock.known ? Math.round(this.clock.now()) : null);
  }

  say(beneficiary: string | null, note: string | null): void {
    this.#saying.say(beneficiary, note);
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

  async #address(): Promise<string> {
    if (this.#serverBox === null) {
      const { mint, store } = this.#setting;
      this.#serverBox = await mint();
      await store.bind(this.#key, this.#serverBox, this.#participant);
    }
    return this.#setting.url(this.#serverBox);
  }

  #hello(): void {
    this.#connection.send({
      type: "Hello",
      protocol: PROTOCOL,
      epoch: this.#replica.epoch,
      seq: this.#replica.seq,
      pending_to: this.#outbox.pendingTo,
      language: this.#setting.language,
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
    this.company.named(welcome.people);
    this.link = "online";
    this.#connection.welcomed();
    this.#welcomes += 1;
    if (this.#welcomes > 1) return;
    this.#knowPerson(welcome.you.participant);
    void this.#outbox.welcomed(welcome.done_to);
  }

  /** What somebody else wrote on this device is not sent in the name of who is here now. */
  #knowPerson(participant: string | null): void {
    const before = this.#participant;
    if (before === participant) return;
    const { store } = this.#setting;
    this.#participant = participant;
    store
      .bind(this.#key, this.#serverBox, participant)
      .catch((error) => this.report("bind the box", error));
    if (before !== null) this.#outbox.giveUp("other_person");
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
    this.#outbox.cut();
    this.link = "offline";
    if (code === CLOSE.NOT_FOUND) this.#outboxUnknown();
    this.#setting.changed();
  }

  /** The server does not know this outbox: ask for another, and offer what waits again. */
  #outboxUnknown(): void {
    this.#serverBox = null;
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

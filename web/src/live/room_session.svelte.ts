// A room for the views: what the core knows, as state that a page follows, once per picture.
import type {
  Change,
  Command,
  Language,
  Message,
  OwnLate,
  OwnVotes,
  Role,
  Room,
  SomeoneWriting,
  You,
} from "../protocol/messages.ts";
import { Asked } from "./asked.ts";
import { Carriers, tabMemory } from "./carriers.ts";
import type { Proposed } from "./company.ts";
import type { Stop } from "./connection.ts";
import { Core } from "./core.ts";
import { linesAt, mintOutbox, postToLine, socketsAt } from "./http.ts";
import { IndexedStore } from "./idb_store.ts";
import { empty } from "./leftovers.ts";
import { fetchedLine, webSocket } from "./line.ts";
import type { Outcome } from "./outbox.ts";
import { Pace } from "./pace.ts";
import type { Light, Link } from "./picture.ts";
import type { ShownRefusal } from "./refusals.ts";
import { SafeStore } from "./safe_store.ts";
import { browser } from "./scheduler.ts";
import type { ServerClock } from "./server_clock.ts";
import type { Setting } from "./setting.ts";
import { Tabs } from "./tabs.ts";

export type { Light, Link, Outcome, ShownRefusal as Refusal, Stop };

/** When other tabs have had time to say that they are there. */
const LEFTOVERS_AFTER_MS = 2_000;

export interface Place {
  readonly room: string;
  readonly role: Exclude<Role, "system">;
  readonly language: () => Language;
  /** The epoch that the page was made for. */
  readonly epoch: string;
}

/** Called at each picture, with what has happened since the last one. */
export type Follower = (news: readonly Change[]) => void;

export class RoomSession {
  /** The confirmed room with the own pending commands laid over it. */
  room = $state.raw<Room | null>(null);
  you = $state.raw<You | null>(null);
  /** First names by participant. */
  people = $state.raw<Readonly<Record<string, string>>>({});
  /** Connected devices by participant. */
  devices = $state.raw<Readonly<Record<string, number>>>({});
  facilitators = $state(0);
  /** What the facilitators tell this person's pair alone. */
  pairMessages = $state.raw<readonly Message[]>([]);
  /** One's own ballots in the rounds of votes that are open. */
  votes = $state.raw<OwnVotes["ballots"]>({});
  /** What the pooling may join; facilitators alone are told. */
  proposed = $state.raw<Proposed | null>(null);
  /** Who writes now, by board and participant. */
  writing = $state.raw<ReadonlyMap<string, SomeoneWriting>>(new Map());
  link = $state<Link>("connecting");
  /** Why the link is stopped. */
  why = $state<Stop | null>(null);
  light = $state<Light>("saved");
  /** Own commands without an outcome. */
  pending = $state(0);
  /** What they are: their text is shown wherever the room has no place for it. */
  waiting = $state.raw<readonly Command[]>([]);
  /** Kept until they are let go of, across reloads. */
  refusals = $state.raw<readonly ShownRefusal[]>([]);
  /** Own commands that wait in « reçues après la fin ». */
  lates = $state(0);
  /** Those of them that were not admitted; null while it is not known. */
  ownLates = $state.raw<readonly OwnLate[] | null>(null);
  /** The server came back from a backup since this page was made. */
  restored = $state(false);
  readonly clock: ServerClock;

  readonly #place: Place;
  readonly #core: Core;
  readonly #tabs: Tabs;
  readonly #asked: Asked;
  readonly #carriers: Carriers;
  readonly #setting: Omit<Setting, "changed" | "mayReplace">;
  #started: Promise<void> | null = null;
  readonly #pace = new Pace(browser, () => this.#draw());
  readonly #followers = new Set<Follower>();
  #cleanUp: (() => void)[] = [];

  constructor(place: Place) {
    const { room, role, language } = place;
    this.#place = place;
    this.#tabs = new Tabs(room, role);
    this.#asked = new Asked(room, role, slots());
    this.#carriers = new Carriers(
      webSocket(socketsAt(room, role)),
      fetchedLine(async () => {
        const { polled } = await import("./polled.ts");
        return polled(linesAt(room, role), postToLine, browser);
      }),
      tabMemory,
      browser,
    );
    this.#setting = {
      room,
      role,
      language,
      scheduler: browser,
      openLine: this.#carriers.open,
      store: new SafeStore(new IndexedStore(), (error) => this.#distrust(error)),
      mint: () => mintOutbox(room, role),
    };
    this.#core = new Core({
      ...this.#setting,
      mayReplace: true,
      changed: () => this.#pace.ask(),
    });
    this.clock = this.#core.clock;
  }

  /** Call the server, and go on calling; may be called again after a stop. */
  start(): void {
    const wake = (event: Event) => {
      if (document.visibilityState === "visible") this.#core.wake(event.type === "online");
    };
    this.#listen(document, "visibilitychange", wake);
    this.#listen(window, "online", (event) => {
      this.#carriers.networkChanged();
      wake(event);
    });
    this.#listen(window, "pageshow", wake);
    this.#listen(document, "scroll", () => this.#pace.moved(), { capture: true, passive: true });
    // The browser's own question, and only where closing would lose what nobody else has.
    this.#listen(window, "beforeunload", (event) => {
      if (this.#core.light === "memory") event.preventDefault();
    });
    const again = this.#started !== null;
    this.#started = this.#tabs.box().then((box) => this.#core.start(box));
    if (!again) void this.#askAgain();
    this.#cleanUp.push(browser.after(LEFTOVERS_AFTER_MS, () => void this.#emptyLeftovers()));
  }

  stop(): void {
    for (const undo of this.#cleanUp) undo();
    this.#cleanUp = [];
    this.#core.stop();
  }

  /** Ask for something: shown at once where it can be foreseen. Never rejects; the answer may take
   * as long as the line is away. */
  async do(command: Command): Promise<Outcome> {
    const letGo = this.#asked.hold(command);
    await this.#started;
    const outcome = this.#do(command, letGo);
    this.#pace.ask(true);
    return outcome;
  }

  /** Be told at each picture, before it is drawn; the answer ends that. What hundreds of cards read
   * is set here only when it changes, instead of each asking the room, which is new every time. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** To be called where the page has drawn something of its own in this frame. */
  drew(): void {
    this.#pace.drew();
  }

  /** « écrit… »: for a beneficiary, in a note, or nowhere any more (both null). */
  say(beneficiary: string | null, note: string | null, moving = false): void {
    this.#core.say(beneficiary, note, moving);
  }

  /** To be called when the person has switched: the server answers in their language at once. */
  speak(): void {
    this.#core.speak();
  }

  /** Let go of what was refused under this number. */
  dismiss(n: number): void {
    this.#core.dismiss(n);
  }

  async #do(command: Command, letGo: () => void): Promise<Outcome> {
    const outcome = await this.#core.do(command, () => {
      if (this.#setting.store.durable) letGo();
    });
    letGo();
    return outcome;
  }

  /** Ask again for what an earlier page held and no store has; it may have arrived all the same. */
  async #askAgain(): Promise<void> {
    await this.#started;
    for (const { command, letGo } of this.#asked.left) {
      const asked = this.#do(command, letGo);
      void asked.then((outcome) => {
        if (outcome.type === "Rejected" && outcome.code === "id_taken") this.dismiss(outcome.n);
      });
    }
  }

  #listen(
    target: EventTarget,
    name: string,
    act: (event: Event) => void,
    how: AddEventListenerOptions = {},
  ): void {
    target.addEventListener(name, act, how);
    this.#cleanUp.push(() => target.removeEventListener(name, act, how));
  }

  #distrust(error: unknown): void {
    this.#tabs.forget();
    this.#core.report("the store", error);
    this.#pace.ask();
  }

  async #emptyLeftovers(): Promise<void> {
    const { room, role } = this.#place;
    try {
      const living = await this.#tabs.others();
      for (const box of await this.#setting.store.waitingBoxes(room, role)) {
        if (box.key === this.#tabs.own || living.has(box.key)) continue;
        await empty(box, this.#setting);
        await this.#core.recall();
      }
    } catch (error) {
      this.#core.report("leftovers", error);
    }
  }

  #draw(): void {
    const core = this.#core;
    this.room = core.room;
    this.you = core.you;
    this.people = core.company.people;
    this.devices = core.company.devices;
    this.facilitators = core.company.facilitators;
    this.pairMessages = core.company.messages;
    this.votes = core.company.votes;
    this.proposed = core.company.proposed;
    this.writing = core.company.writing;
    this.link = core.link;
    this.why = core.why;
    this.light = core.light;
    this.pending = core.pending.length;
    if (this.waiting.length + core.pending.length > 0) {
      this.waiting = core.pending.map((entry) => entry.command);
    }
    this.refusals = core.refusals;
    this.lates = core.lates;
    this.ownLates = core.company.lates;
    const { epoch } = core.confirmed;
    this.restored = core.restored || (epoch !== null && epoch !== this.#place.epoch);
    const news = core.takeNews();
    for (const follow of this.#followers) follow(news);
  }
}

function slots(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

// A server for the tests of the live core: the outbox rules of SPEC K and W, and lines that can be
// held, cut and resumed by hand. What it decides is a prediction: the rules are tested in Python.
import type {
  Changes,
  ClientMessage,
  Do,
  Done,
  Hello,
  ReceivedLate,
  Rejected,
  Room,
  SeenEvent,
  ServerMessage,
} from "../protocol/messages.ts";
import { evolve } from "../workshop/evolve.ts";
import { predict } from "../workshop/predict.ts";
import { BROKEN, type Line, type Listener } from "./line.ts";

interface Sent {
  readonly payload: string;
  readonly outcome: Done | ReceivedLate | Rejected;
}

export class FakeServer {
  epoch = "first";
  now_ms = 1_700_000_000_000;
  seq = 0;
  room: Room;
  participant: string | null = "anne";
  /** The time is over: what a hello announced is kept, the rest is refused (SPEC T9). */
  locked = false;
  /** Outcomes by outbox and number. */
  readonly outboxes = new Map<string, Sent[]>();
  readonly lines: FakeLine[] = [];
  readonly dos: Do[] = [];
  /** What each line was told of its person's language, in order. */
  readonly spoken: string[] = [];
  /** What a command is answered instead of being decided. */
  instead: (message: Do) => ServerMessage | null = () => null;
  #events: { seq: number; event: SeenEvent }[] = [];

  constructor(room: Room) {
    this.room = room;
  }

  open(url: string, listener: Listener): Line {
    const line = new FakeLine(this, url, listener);
    this.lines.push(line);
    return line;
  }

  get line(): FakeLine {
    return this.lines.at(-1) as FakeLine;
  }

  /** An event that somebody else gave. */
  happen(...events: SeenEvent[]): void {
    const from_seq = this.seq;
    for (const event of events) {
      this.seq += 1;
      this.#events.push({ seq: this.seq, event });
      this.room = evolve(this.room, [event]);
    }
    for (const line of this.lines) line.say(this.#changesAfter(from_seq));
  }

  beat(): void {
    for (const line of this.lines) {
      line.say({ type: "Beat", seq: this.seq, now_ms: this.now_ms });
    }
  }

  hear(line: FakeLine, message: ClientMessage): void {
    if (message.type === "Hello") this.#welcome(line, message);
    if (message.type === "Do") this.#do(line, message);
    if (message.type === "Speak") this.spoken.push(`then ${message.language}`);
  }

  #welcome(line: FakeLine, hello: Hello): void {
    const keeps = hello.epoch === this.epoch && hello.seq > 0;
    const sent = this.#sent(line);
    line.welcomed = true;
    line.announcedTo = hello.pending_to;
    this.spoken.push(hello.language);
    line.say({
      type: "Welcome",
      epoch: this.epoch,
      seq: this.seq,
      now_ms: this.now_ms,
      you: { role: "participant", participant: this.participant, outbox: line.outbox },
      done_to: sent.length,
      room: keeps ? null : this.room,
      people: { anne: "Anne" },
    });
    if (keeps && hello.seq < this.seq) line.say(this.#changesAfter(hello.seq));
  }

  #do(line: FakeLine, message: Do): void {
    this.dos.push(message);
    const instead = this.instead(message);
    if (instead) {
      line.say(instead);
      return;
    }
    const sent = this.#sent(line);
    const payload = JSON.stringify(message.command);
    const known = sent[message.n - 1];
    if (known) {
      const conflict = rejected(message.n, "key_conflict");
      line.say(known.payload === payload ? known.outcome : conflict);
    } else if (message.n > sent.length + 1) {
      const [n, expected] = [message.n, sent.length + 1];
      line.say({ type: "Refused", code: "gap", n, expected, retry_ms: null, message: "" });
    } else {
      const outcome = this.#decide(message, line.announcedTo);
      sent.push({ payload, outcome });
      line.say(outcome);
    }
  }

  #decide({ n, command }: Do, announcedTo: number): Done | ReceivedLate | Rejected {
    if (this.locked) return n <= announcedTo ? keptLate(n) : rejected(n, "board_closed");
    const me = { role: "participant", participant: this.participant } as const;
    const events = predict(this.room, { command, at_ms: this.now_ms }, me);
    if (events.length === 0) return rejected(n, "not_allowed");
    const from_seq = this.seq + 1;
    this.happen(...events);
    return { type: "Done", n, from_seq, to_seq: this.seq };
  }

  #changesAfter(from_seq: number): Changes {
    const changes = this.#events
      .filter(({ seq }) => seq > from_seq)
      .map(({ seq, event }) => {
        return { seq, at_ms: this.now_ms, role: "participant", pair: null, event } as const;
      });
    return { type: "Changes", from_seq, to_seq: this.seq, changes };
  }

  #sent(line: FakeLine): Sent[] {
    const sent = this.outboxes.get(line.outbox) ?? [];
    this.outboxes.set(line.outbox, sent);
    return sent;
  }
}

export class FakeLine implements Line {
  readonly outbox: string;
  readonly #server: FakeServer;
  readonly #listener: Listener;
  welcomed = false;
  announcedTo = 0;
  alive = true;
  /** Frames are kept on their way while it holds them. */
  holding = false;
  #toClient: string[] = [];
  #toServer: ClientMessage[] = [];

  constructor(server: FakeServer, url: string, listener: Listener) {
    this.#server = server;
    this.outbox = url;
    this.#listener = listener;
  }

  open(): void {
    this.#listener.opened();
  }

  send(text: string): void {
    this.#toServer.push(JSON.parse(text) as ClientMessage);
    if (!this.holding) this.arrive();
  }

  /** What is on its way to the server arrives there. */
  arrive(): void {
    const frames = this.#toServer;
    this.#toServer = [];
    if (this.alive) for (const message of frames) this.#server.hear(this, message);
  }

  say(message: ServerMessage): void {
    if (!this.alive || (!this.welcomed && message.type !== "Welcome")) return;
    this.sayRaw(JSON.stringify(message));
  }

  sayRaw(text: string): void {
    this.#toClient.push(text);
    if (!this.holding) this.deliver();
  }

  /** What is on its way to the client arrives there, even when the line has been cut since. */
  deliver(atMost = Number.POSITIVE_INFINITY): void {
    const frames = this.#toClient.splice(0, atMost);
    for (const text of frames) this.#listener.heard(text);
  }

  /** Break the line; what was on its way is lost. */
  cut(code = BROKEN): void {
    this.alive = false;
    this.#toServer = [];
    this.#toClient = [];
    this.#listener.lost(code);
  }

  /** An event that the browser brings after the client has moved on. */
  lateLoss(): void {
    this.#listener.lost(BROKEN);
  }

  close(): void {
    this.alive = false;
  }
}

function keptLate(n: number): ReceivedLate {
  return { type: "ReceivedLate", n, message: "Après la fin." };
}

export function rejected(n: number, code: Rejected["code"]): Rejected {
  return { type: "Rejected", n, code, params: {}, message: "Non." };
}

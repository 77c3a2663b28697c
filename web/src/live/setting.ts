// What a room's core is given: where it is, and the world outside.
import type { Language, Role } from "../protocol/messages.ts";
import type { OpenLine } from "./line.ts";
import type { Scheduler } from "./scheduler.ts";
import type { BoxStore } from "./store.ts";

export interface Setting {
  readonly room: string;
  readonly role: Role;
  /** Asked at each call: the person may switch. */
  readonly language: () => Language;
  /** Asks the server for an outbox; throws `Denied` when it will never give one. */
  readonly mint: () => Promise<string>;
  readonly store: BoxStore;
  readonly scheduler: Scheduler;
  readonly openLine: OpenLine;
  /** Something that is shown has changed; told at once and often. */
  readonly changed: () => void;
  /** Whether an outbox that the server does not know may be replaced by another one. */
  readonly mayReplace: boolean;
}

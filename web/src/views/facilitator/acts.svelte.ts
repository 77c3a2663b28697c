// The facilitator's own acts on this page: each with its words, its hour and its way back.
//
// They are remembered for the tab, so that a reload loses no « Annuler ». What everybody did is in
// the journal; this is the list of what one may take back, the last of its kind first.
import type { RoomSession } from "../../live/room_session.svelte";
import type { Command, PhaseKind } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { newId } from "../../workshop/ids";
import { type Sentence, say } from "../sentence";
import { toasts } from "../toasts.svelte";
import { inverse } from "./inverse";
import { leaving } from "./leaving";
import { inTheWay, stands } from "./overtaken";
import { askOfPlace, isOfPlace } from "./places";

/** Acts that are listed. */
const LISTED = 8;
const KEY = "tablee.acts.";

export interface Act {
  readonly id: string;
  readonly at_ms: number;
  readonly said: Sentence;
  /** What was done, in order. */
  readonly done: readonly Command[];
  /** What undoes it; none when nothing does. */
  readonly undo: readonly Command[];
  readonly undone: boolean;
  /** Whose place it was about: their name may be erased by now. */
  readonly name: string;
}

export class Acts {
  all = $state.raw<readonly Act[]>([]);
  /** The act whose undoing opens a phase and takes more with it, and that phase. */
  asked = $state.raw<{ readonly act: Act; readonly to: PhaseKind } | null>(null);
  #session: RoomSession;
  #room: string;
  #key: string;
  /** What was given and is not answered yet. */
  #going = new Set<string>();

  constructor(session: RoomSession, room: string) {
    this.#session = session;
    this.#room = room;
    this.#key = KEY + room;
    try {
      this.all = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]") as Act[];
    } catch {
      // Nothing was kept, or not by us.
    }
  }

  /** Do something, say that it is done, and offer the way back. False when it was refused. */
  async give(command: Command, said: Sentence): Promise<boolean> {
    return this.giveAll([command], () => said);
  }

  /** Do several things that are one to whoever asks for them: one notice, one way back. What is
   * refused is left out of it, and told by the refusal itself. `said` says how many were done. The
   * same asked once more while it is on its way, by a double click, is that act and no other. */
  async giveAll(asked: readonly Command[], said: (count: number) => Sentence): Promise<boolean> {
    const commands = asked.filter((command) => !this.#going.has(JSON.stringify(command)));
    const going = commands.map((command) => JSON.stringify(command));
    for (const each of going) this.#going.add(each);
    try {
      return await this.#giveAll(commands, said);
    } finally {
      for (const each of going) this.#going.delete(each);
    }
  }

  async #giveAll(
    commands: readonly Command[],
    said: (count: number) => Sentence,
  ): Promise<boolean> {
    const at_ms = Math.round(this.#session.clock.now());
    const done: Command[] = [];
    let name = "";
    let undo: Command[] = [];
    let refused = false;
    for (const command of commands) {
      const before = this.#session.room;
      if (before === null) return false;
      const back = inverse(before, command, Math.round(this.#session.clock.now()));
      if ("participant" in command) name = this.#session.people[command.participant] ?? "";
      const outcome = await this.#do(command, name);
      if (outcome === "refused") refused = true;
      else if (outcome === "done") {
        done.push(command);
        undo = [...back, ...undo];
      }
    }
    if (done.length > 0) this.#list({ at_ms, said: said(done.length), done, undo, name });
    return !refused;
  }

  /** `idle`: nothing had to be done. Why it is refused has been said. */
  async #do(command: Command, name: string): Promise<"done" | "idle" | "refused"> {
    if (isOfPlace(command))
      return (await askOfPlace(this.#room, command, name)) ? "done" : "refused";
    const outcome = await this.#session.do(command);
    if (outcome.type !== "Done") return "refused";
    return outcome.to_seq >= outcome.from_seq ? "done" : "idle";
  }

  /** What an act was, in the language of now. */
  words({ said }: Act): string {
    const { room } = this.#session;
    return room ? say(said, room) : "";
  }

  /** Whether something that was done since stands in the way: it is taken back first. */
  overtaken(act: Act): boolean {
    const { room } = this.#session;
    const later = this.all.slice(this.all.findIndex((each) => each.id === act.id) + 1);
    return (
      later.some((each) => !each.undone && inTheWay(act.done, each.done)) ||
      (room !== null && !act.done.every((command) => stands(room, command)))
    );
  }

  #mayUndo(id: string): boolean {
    const act = this.all.find((each) => each.id === id);
    return act !== undefined && !act.undone && !this.overtaken(act);
  }

  /** Undo an act of the list, once. Where that leaves the work, or leads everybody back, it is asked
   * first; where the room has gone on since, nothing is done. */
  async undo(id: string): Promise<void> {
    const act = this.all.find((each) => each.id === id);
    if (!act || act.undone || act.undo.length === 0) return;
    if (this.overtaken(act)) {
      toasts.show(t("acts.overtaken_told", { words: this.words(act) }));
      return;
    }
    const to = act.undo.find((each) => each.type === "OpenPhase")?.phase;
    const room = this.#session.room;
    if (to && room && to !== room.phase && leaving(room, to).asks) this.asked = { act, to };
    else await this.#takeBack(act);
  }

  /** What was asked is answered. */
  async answer(yes: boolean): Promise<void> {
    const act = this.asked?.act;
    this.asked = null;
    // Somebody may have gone on while it was asked.
    if (yes && act) await (this.overtaken(act) ? this.undo(act.id) : this.#takeBack(act));
  }

  #list(done: Omit<Act, "id" | "undone">): void {
    const act: Act = { ...done, id: newId(), undone: false };
    this.#keep([...this.all, act].slice(-LISTED));
    const back = {
      label: t("common.undo"),
      act: () => void this.undo(act.id),
      open: () => this.#mayUndo(act.id),
    };
    toasts.show(this.words(act), act.undo.length > 0 ? back : undefined);
  }

  async #takeBack(act: Act): Promise<void> {
    const { id, undo, name } = act;
    this.#mark(id, true);
    for (const command of undo) {
      if ((await this.#do(command, name)) === "refused") {
        // Why is said by the refusal itself; the act stays on the list as it was.
        this.#mark(id, false);
        return;
      }
    }
    toasts.show(t("acts.undone", { words: this.words(act) }));
  }

  #mark(id: string, undone: boolean): void {
    this.#keep(this.all.map((each) => (each.id === id ? { ...each, undone } : each)));
  }

  #keep(all: readonly Act[]): void {
    this.all = all;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(all));
    } catch {
      // Kept for this page only.
    }
  }
}

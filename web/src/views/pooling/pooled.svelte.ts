// The pooling as the page reads it: actors, their notes with provenance, and what may be done.
import { getContext, setContext, untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Outcome, RoomSession } from "../../live/room_session.svelte";
import type {
  Board,
  CloseVoting,
  ConclusionKind,
  Decision,
  Language,
  OpenVoting,
  PoolingCommand,
  Room,
} from "../../protocol/messages";
import { type Key, many, phrase, t, tongue } from "../../text/catalogue";
import { actorsOf, type Called, calledBefore } from "../../workshop/called_before";
import { closure, keptApart } from "../../workshop/closure";
import { consequences, heldToo, nameOfUnited, parentsOfUnited } from "../../workshop/consequences";
import { registers } from "../../workshop/effect_groups";
import { newId } from "../../workshop/ids";
import { type Actor, mayPool, pooled } from "../../workshop/pooling";
import { learnPooling } from "../../workshop/predict";
import { predictInPooling } from "../../workshop/predict_pooling";
import { TELLING_ORDERS, type TellingOrder, type Turn } from "../../workshop/telling";
import { textOf } from "../kept_text";
import { withinSentence } from "../naming";
import { refusedWords } from "../refused";
import { toasts } from "../toasts.svelte";
import { wasAt } from "../where";
import { again, whyNotAgain } from "./again";
import { countNotes, type Effect, effectsOf, type Sourced } from "./effects";
import { Facts } from "./facts.svelte";
import { type Family, families } from "./families";
import type { Described } from "./meanwhile";
import { byMember } from "./proposed";
import { ALL, asked, type Criteria, criteriaOf, sifted } from "./sift";
import { standIn } from "./stand_in";
import { steadyItems, steadyMap } from "./steady";
import { sums } from "./sums";
import { carriedAlong, foretold, type Told, told } from "./told";
import { sourced, WorkedOut } from "./worked_out";

learnPooling(predictInPooling);

const NONE: readonly never[] = [];
/** Actors that a projector draws in one go. */
export const AT_ONCE = 24;
const FEW_ACTORS = 8;
/** What was taken back and can be decided again from here, the latest first. */
const TAKEN_BACK = 12;

type Without<Command> = Command extends unknown ? Omit<Command, "decision"> : never;
/** A decision that has no id yet. */
export type Undecided = Without<Exclude<PoolingCommand, { type: "RetractDecision" }>>;

export class Pool {
  readonly session: RoomSession;
  readonly lead: boolean;
  /** Only to be looked at, from afar: nothing in it can be pressed. */
  readonly bare: boolean;
  #room: () => Room;

  #criteria = $state.raw<Criteria>(ALL);
  /** Paper holds all there is, seen or not. */
  printing = $state(false);
  /** Whoever pressed « Voter » is led to the votes to give as soon as these are drawn. */
  goesToVote = false;
  /** In which order the facilitator has the boards told. */
  telling = $state<TellingOrder>(
    TELLING_ORDERS.find((each) => each === wasAt("telling")) ?? "actor",
  );
  /** The beneficiaries whose actors are brought together. */
  merging = $state.raw<{ actor: string; into: string | null } | null>(null);
  /** The beneficiary whose actor is named. */
  renaming = $state<string | null>(null);
  /** The note whose effect is handled: what says the same, its title, its register. */
  handling = $state<string | null>(null);
  retracting = $state<string | null>(null);
  /** What was taken back since the page was opened, by whomever; the latest first. */
  takenBack = $state.raw<readonly Decision[]>([]);
  /** Proposals about effects that are not for now, by their keys: until the page is opened again. */
  readonly aside = new SvelteSet<string>();
  /** Whether the proposals that little speaks for are open: until the page is opened again. */
  weaker = $state(false);

  readonly room: Room = $derived.by(() => this.#room());
  readonly facts = new Facts();
  readonly #onScreen = $derived.by(() => criteriaOf(this.facts.sift));
  readonly actors: readonly Actor[] = $derived.by(() => {
    // Who is there and what is shown change the room as well, and nothing of this.
    void this.facts.boards;
    void this.facts.decisions;
    return this.#steadyActors(pooled(untrack(() => this.room)));
  });
  readonly byId = $derived.by(() => new Map(this.actors.map((actor) => [actor.id, actor])));
  readonly #byMember = $derived.by(() => byMember(this.actors));
  readonly sourced = $derived.by(() => sourced(this.facts.boards));
  readonly boards: readonly Board[] = $derived.by(() => Object.values(this.facts.boards));
  /** How many notes everybody reads. */
  readonly total = $derived.by(() => countNotes(this.sourced.values()));
  readonly registers = $derived.by(() => {
    void this.facts.boards;
    void this.facts.decisions;
    this.#lastRegisters = steadyMap(this.#lastRegisters, registers(untrack(() => this.room)));
    return this.#lastRegisters;
  });
  readonly sifting = $derived.by(() => asked(this.criteria));
  /** The notes that are looked for; null when that is all of them. */
  readonly sight = $derived.by(() =>
    sifted(this.actors, this.sourced, this.registers, this.criteria),
  );
  /** How many of them everybody reads. */
  readonly found = $derived.by(() => {
    const found = [...(this.sight ?? [])].flatMap((id) => this.sourced.get(id) ?? []);
    return this.sight ? countNotes(found) : this.total;
  });
  readonly #effects = $derived.by(() =>
    this.#workedOut.of(this.actors, this.sourced, this.registers, this.sight),
  );
  /** How many actors the projector has come to: all of them at once would hold it up. */
  reached = $state(AT_ONCE);
  /** Everybody, or whoever has an effect in sight when something is looked for. */
  readonly shownActors: readonly Actor[] = $derived.by(() => {
    const all = this.sifting
      ? this.actors.filter((each) => this.effects(each).length > 0)
      : this.actors;
    return this.bare ? all.slice(0, this.reached) : all;
  });
  /** Every effect by each of its notes, whatever is in sight. */
  readonly #byNote: ReadonlyMap<string, Effect> = $derived.by(() => {
    const all = this.actors.flatMap((each) => effectsOf(each, this.sourced, this.registers));
    return new Map(all.flatMap((effect) => effect.wordings.map(({ id }) => [id, effect] as const)));
  });
  /** What was concluded about notes, by note: each kind once. */
  readonly #concluded = $derived.by(() => {
    const found = new Map<string, Set<ConclusionKind>>();
    for (const { kind, notes } of Object.values(this.facts.conclusions)) {
      for (const note of notes) {
        const kinds = found.get(note);
        if (kinds) kinds.add(kind);
        else found.set(note, new Set([kind]));
      }
    }
    return found;
  });
  /** Of each actor that is part of another one, or has parts: how these are called. */
  readonly #families = $derived.by(() => {
    this.#lastFamilies = steadyMap(this.#lastFamilies, families(this.actors));
    return this.#lastFamilies;
  });
  /** Every effect in sight, from the most direct actor to the most indirect. */
  readonly allEffects: readonly Effect[] = $derived.by(() =>
    this.actors.flatMap((each) => this.effects(each)),
  );
  /** The territories that are looked at. */
  readonly shownBoards: readonly Board[] = $derived.by(() => {
    const only = this.criteria.boards;
    return only.size > 0 ? this.boards.filter((each) => only.has(each.id)) : this.boards;
  });
  readonly sums = $derived.by(() => sums(this.room, this.actors));

  /** Whether this person has votes to give, now. */
  readonly votes: boolean = $derived.by(() => {
    const { you } = this.session;
    const open = Object.values(this.room.votings).some(({ state }) => state === "open");
    return (
      open && mayPool(this.room.phase) && you?.role === "participant" && you.participant !== null
    );
  });

  /** The board whose notes this person may say are misrendered. */
  readonly own = $derived.by(() => {
    const { you } = this.session;
    const seat = you?.role === "participant" && this.room.participants[you.participant ?? ""];
    return seat && this.facts.open ? seat.board : null;
  });

  /** The message of the latest decision. */
  #said = -1;
  #lastActors: readonly Actor[] = [];
  #lastRegisters: ReadonlyMap<string, string> = new Map();
  #lastFamilies: ReadonlyMap<string, Family> = new Map();
  readonly #workedOut = new WorkedOut();
  /** Of what was taken back, too. */
  readonly #thenBack = new Map<string, ReadonlyMap<string, Called>>();

  constructor(session: RoomSession, room: () => Room, lead: boolean, bare = false) {
    this.session = session;
    this.#room = room;
    this.lead = lead;
    this.bare = bare;
    $effect.pre(() => {
      const now = room();
      untrack(() => this.take(now));
    });
  }

  /** The room is another one now. */
  take(now: Room): void {
    if (this.lead) this.#noteTakenBack(this.facts.decisions, now);
    this.facts.take(now);
  }

  /** What is looked for: on the screen, what the facilitator has sifted out for it. */
  get criteria(): Criteria {
    return this.bare ? this.#onScreen : this.#criteria;
  }

  set criteria(criteria: Criteria) {
    this.#criteria = criteria;
  }

  /** All of a look is drawn, whatever is in sight. */
  get whole(): boolean {
    return this.bare || this.printing;
  }

  /** How many more of a list a projector draws than it shows at least: where few actors share its
   * pages there may be room for many. */
  get spare(): number {
    return this.shownActors.length > FEW_ACTORS ? 2 : 6;
  }

  /** What an actor is called. */
  name(actor: Actor): string {
    return actor.label;
  }

  /** What a territory is called. */
  board(id: string): string {
    return this.facts.territories.get(id)?.name ?? "";
  }

  /** The colour class of a territory. */
  hue(id: string): string {
    return this.facts.territories.get(id)?.hue ?? "";
  }

  /** The language of what people wrote, where it is another one than the page's: for `lang`. */
  get lang(): Language | undefined {
    return tongue(this.facts.written);
  }

  /** « Pour … », as a line beside what is said for somebody. */
  forWhom(actor: string): string {
    const { label = "", builtin } = this.byId.get(actor) ?? {};
    const whom = withinSentence(label, builtin ? undefined : this.lang);
    return `${phrase(this.facts.labels.heading_for)} ${whom}`;
  }

  /** What a turn of telling the boards is about: « Pour … », of its territory if they go by
   * territory, or the words of an effect. */
  turnName({ kind, target, actor, board }: Turn): string {
    const whom = this.forWhom(actor);
    if (kind !== "note") return board === null ? whom : `${this.board(board)} · ${whom}`;
    const group = this.byId.get(actor)?.groups.find(({ notes }) => notes.includes(target));
    return group?.title ?? this.sourced.get(target)?.note.text ?? "";
  }

  /** The actor that holds a beneficiary of a board; none once that is gone. */
  actorOf(beneficiary: string): Actor | undefined {
    return this.#byMember.get(beneficiary);
  }

  /** The effect that a note stands for; none once the note is gone. */
  effectOf(note: string): Effect | undefined {
    return this.#byNote.get(note);
  }

  /** Every effect once, whatever is in sight. */
  get everyEffect(): readonly Effect[] {
    return [...new Set(this.#byNote.values())];
  }

  /** The kinds of what was concluded about any of these notes. */
  concluded(notes: readonly string[]): readonly ConclusionKind[] {
    return [...new Set(notes.flatMap((note) => [...(this.#concluded.get(note) ?? [])]))];
  }

  /** What the actors of each decision were called when it was taken. */
  readonly #then = $derived.by(() => calledBefore(this.facts));

  /** What an actor is part of, and what is part of it. */
  family(actor: string): Family | undefined {
    return this.#families.get(actor);
  }

  /** The effects of an actor that are in sight. */
  effects(actor: Pick<Actor, "id">): readonly Effect[] {
    return this.#effects.get(actor.id) ?? NONE;
  }

  /** The notes of an actor that are in sight. */
  notes(actor: Pick<Actor, "id">): Sourced[] {
    return this.effects(actor).flatMap((each) => each.wordings);
  }

  /** [G6] The decision that keeps two actors apart, if there is one. */
  keptApart(one: Actor, other: Actor): Decision | undefined {
    return keptApart(this.room, closure(this.room, beneficiaries(one, other)));
  }

  /** Two actors become one; the toast leads back at once, the list of decisions at any time. Where a
   * decision keeps them apart nothing is asked, and false is returned: the sheet says which one, and
   * takes it back. `ones` are those of either that were compared, if any were. */
  unite(
    one: Actor,
    other: Actor,
    label: string | null,
    ones: readonly [string, string] = [standIn(one), standIn(other)],
  ): boolean {
    if (this.keptApart(one, other)) {
      this.merging = { actor: one.id, into: other.id };
      return false;
    }
    const names = { one: this.name(one), other: this.name(other) };
    this.decide({ type: "SameActor", beneficiaries: ones, label }, t("pooling.united", names));
    return true;
  }

  /** Decide something of the pooling; the toast says it, and leads back at once. */
  decide(command: Undecided, said: string): "asked" {
    this.#tell([{ ...command, decision: newId() }], said);
    return "asked";
  }

  /** Decide several things of one effect in one act, with one way back. */
  decideAll(commands: readonly Undecided[], said: string): void {
    this.#tell(
      commands.map((command) => ({ ...command, decision: newId() })),
      said,
    );
  }

  /** The actors of each group become one, all in one act and with one way back. */
  uniteAll(groups: readonly (readonly Actor[])[]): void {
    const commands = groups.map(
      (group) =>
        ({
          type: "SameActor",
          decision: newId(),
          beneficiaries: group.map(standIn),
          label: null,
        }) as const,
    );
    this.#tell(commands, many("propose.names_united", groups.length));
  }

  /** Ask for decisions, and say what they are with the one way back. One message at a time: who
   * decides quickly looks at the actors, and every decision is in the list. What is refused after
   * all, for somebody else was faster, is said in its place; the answer is whether nothing was. */
  async #tell(commands: readonly PoolingCommand[], said: string): Promise<boolean> {
    const own = this.#say(said, t("common.undo"), () => {
      for (const { decision } of commands) this.session.do({ type: "RetractDecision", decision });
    });
    const outcomes = await Promise.all(
      commands.map(async (command) => {
        const outcome = await this.session.do(command);
        // Told once, here: there is nothing in it to keep.
        if (isRefused(outcome) && !textOf(command)) this.session.dismiss(outcome.n);
        return outcome;
      }),
    );
    const refused = outcomes.find(isRefused);
    if (!refused) return true;
    toasts.close(own);
    this.#said = toasts.show(refusedWords(refused));
    return false;
  }

  /** In place of the message before; its id. */
  #say(said: string, label: string, act: () => void): number {
    toasts.close(this.#said);
    this.#said = toasts.show(said, { label, act });
    return this.#said;
  }

  /** Take decisions back; the toast leads to them again at once, the list of decisions later. */
  takeBack(decisions: readonly Decision[]): void {
    for (const { id } of decisions) this.session.do({ type: "RetractDecision", decision: id });
    this.#say(many("pooling.taken_back", decisions.length), t("pooling.again"), () => {
      for (const decision of decisions.toReversed()) this.again(decision);
    });
  }

  /** Decide once more what was taken back. */
  again(decision: Decision): void {
    const others = () => this.takenBack.filter(({ id }) => id !== decision.id);
    this.takenBack = others();
    const { sentence, said } = this.told(decision);
    const command = { ...again(decision.choice), decision: newId() };
    void this.#tell([command], t(sentence, said)).then((done) => {
      if (!done) this.takenBack = [decision, ...others()];
    });
  }

  /** Why what was taken back cannot be decided once more for now; null where it can. */
  whyNotAgain({ choice }: Decision): Key | null {
    void this.facts.boards;
    void this.facts.decisions;
    return whyNotAgain(
      untrack(() => this.room),
      choice,
    );
  }

  /** [G2] Whether the two actors that a decision tells apart, or puts one in the other, are one now:
   * then it says nothing any more. */
  isOver({ choice }: Decision): boolean {
    if (!["PartOf", "Different", "Later"].includes(choice.type)) return false;
    const [one, other] = actorsOf(choice).map((each) => this.actorOf(each));
    return one !== undefined && one === other;
  }

  /** A decision in words, with what actors were called when it was taken. */
  told(decision: Decision): Told {
    const { id } = decision;
    return told(this.room, decision, this.#then.get(id) ?? this.#thenBack.get(id));
  }

  #noteTakenBack(before: Room["decisions"], { decisions: now, retracted }: Room): void {
    if (now === before) return;
    // What the server refused to take back stands again.
    const still = this.takenBack.filter(({ id }) => !now[id]);
    const gone = Object.values(before).filter(({ id }) => !now[id] && retracted.includes(id));
    if (gone.length === 0 && still.length === this.takenBack.length) return;
    for (const { id } of gone) {
      const then = this.#then.get(id);
      if (then) this.#thenBack.set(id, then);
    }
    this.takenBack = [...gone.toReversed(), ...still].slice(0, TAKEN_BACK);
  }

  /** Whether everybody is shown this one in particular. */
  isShown(kind: "actor" | "note", id: string): boolean {
    const { shown } = this.facts;
    if (shown.kind !== kind) return false;
    if (kind === "note") return shown.target === id;
    const actor = this.byId.get(id);
    return actor?.members.some((one) => one.beneficiary === shown.target) ?? false;
  }

  /** Show one actor or note on all screens, or take it off again. */
  present(kind: "actor" | "note", id: string): void {
    const off = this.isShown(kind, id);
    const target = kind === "note" ? id : (this.byId.get(id)?.members[0]?.beneficiary ?? "");
    this.session.do(
      off ? { type: "Present", kind: "phase", target: "" } : { type: "Present", kind, target },
    );
  }

  /** Open or close a vote, and show it, from the screen's first page: on the screen, and to whoever was
   * shown something else. */
  async vote(command: OpenVoting | CloseVoting): Promise<void> {
    if (isRefused(await this.session.do(command))) return;
    if (this.facts.shown.kind !== "phase") {
      this.session.do({ type: "Present", kind: "phase", target: "" });
    }
    this.session.do({ type: "SetScreen", look: "votes", page: 0 });
  }

  /** What an actor is called and its category, as far as its writer changed them from what they `was`
   * when that began: what others decided meanwhile of the rest stands. */
  describe(actor: Actor, was: Described, now: Described): void {
    const beneficiary = actor.members[0]?.beneficiary;
    if (!beneficiary) return;
    const [label, category] = [now.label.trim(), now.category.trim()];
    const commands: Undecided[] = [];
    if (label !== was.label && label !== actor.label) {
      commands.push({ type: "RenameActor", beneficiary, label });
    }
    if (category !== was.category && category !== actor.category) {
      commands.push({ type: "CategoriseActor", beneficiary, category });
    }
    const called = commands.some(({ type }) => type === "RenameActor") ? label : actor.label;
    if (commands.length > 0) this.decideAll(commands, t("pooling.described", { label: called }));
  }

  /** What would happen without these decisions, a sentence each. */
  consequence(...decisions: readonly Decision[]): string[] {
    return foretold(this.room, consequences(this.room, ...decisions.map(({ id }) => id)));
  }

  /** [G7] What uniting these actors would make part of something else, or of nothing, a sentence each:
   * told before they are. */
  carriedAlong(...united: readonly Actor[]): string[] {
    void this.actors;
    return carriedAlong(
      parentsOfUnited(
        untrack(() => this.room),
        ...united,
      ),
    );
  }

  /** [G3] What they would be called by being united, as long as nobody types another name. */
  nameOfUnited(...united: readonly Actor[]): string {
    void this.actors;
    return nameOfUnited(
      untrack(() => this.room),
      ...united,
    );
  }

  /** The other decisions that join what this one joins. */
  heldToo(decision: Decision): readonly Decision[] {
    return heldToo(this.room, decision);
  }

  #steadyActors(now: readonly Actor[]): readonly Actor[] {
    this.#lastActors = steadyItems(this.#lastActors, now, (each) => each.id);
    return this.#lastActors;
  }
}

function beneficiaries(...actors: readonly Actor[]): string[] {
  return actors.flatMap((actor) => actor.members.map((member) => member.beneficiary));
}

function isRefused(outcome: Outcome) {
  return outcome.type === "Rejected";
}

const KEY = Symbol("pool");

export function providePool(pool: Pool): void {
  setContext(KEY, pool);
}

export function usePool(): Pool {
  return getContext<Pool>(KEY);
}

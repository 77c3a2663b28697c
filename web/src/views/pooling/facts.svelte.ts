// What every note and every name in the pooling asks of its room.
//
// A room is a new value at each change, of whatever it is. What hundreds of parts read of it stands
// here, and is set only when it differs: a decision then reaches the actors that it is about.
import type { Language, Room } from "../../protocol/messages";
import { mayPool } from "../../workshop/pooling";
import { hue } from "../naming";

/** How a territory is called, and its colour. */
export interface Territory {
  readonly name: string;
  readonly hue: string;
}

type Guidance = Room["guidance"];

export class Facts {
  boards = $state.raw<Room["boards"]>({});
  decisions = $state.raw<Room["decisions"]>({});
  territories = $state.raw<ReadonlyMap<string, Territory>>(new Map());
  labels = $state.raw({} as Room["template"]["labels"]);
  misrendered = $state.raw<Room["misrendered"]>({});
  conclusions = $state.raw<Room["conclusions"]>({});
  /** The language that people write in. */
  written = $state<Language>("fr");
  /** Whether everybody sees the pooling. */
  open = $state(false);
  /** Whether what says the same is decided now. */
  decides = $state(false);
  /** What everybody is shown in particular. */
  shown = $state.raw({} as Guidance["shown"]);
  /** What the facilitator has sifted out for the screen. */
  sift = $state.raw<Guidance["sift"]>(null);

  take(room: Room): void {
    if (room.boards !== this.boards) {
      this.boards = room.boards;
      const now = territories(room);
      if (!same(now, this.territories)) this.territories = now;
    }
    this.decisions = room.decisions;
    this.labels = room.template.labels;
    this.misrendered = room.misrendered;
    this.conclusions = room.conclusions;
    this.written = room.language;
    this.open = room.pooling_shown;
    this.decides = mayPool(room.phase);
    this.shown = room.guidance.shown;
    this.sift = room.guidance.sift;
  }
}

type Territories = ReadonlyMap<string, Territory>;

function territories(room: Room): Territories {
  const boards = Object.values(room.boards);
  return new Map(boards.map(({ id, name }) => [id, { name, hue: hue(room, id) }] as const));
}

function same(one: Territories, other: Territories): boolean {
  const alike = (id: string) => one.get(id)?.name === other.get(id)?.name;
  return one.size === other.size && [...one.keys()].every(alike);
}

// What the notes of a group or of an actor are, territory by territory: the mirror of
// `server/tablee/workshop/distributions.py` (SPEC G12). « Visé à Lyon, externalité à Toulouse »:
// never one value that was forced on several notes.
import type { Directness, Note, NoteKind, Room, Status } from "../protocol/messages.ts";

/** A live note with the board it is on; `discussed`: an open point hangs on it. */
export interface Source {
  readonly note: Note;
  readonly board: string;
  readonly discussed: boolean;
}

type Places<T extends string> = Readonly<Partial<Record<T, readonly string[]>>>;

/** Ids of boards, each once, in the order of the notes. `territories` are all those that the notes
 * are from, `shared` says that there are two or more; `wordings` are each one's texts, each once. */
export interface Distribution {
  readonly territories: readonly string[];
  readonly shared: boolean;
  readonly kinds: Places<NoteKind>;
  readonly directness: Places<Directness>;
  readonly status: Places<Status>;
  readonly unforeseen: readonly string[];
  readonly discussed: readonly string[];
  readonly wordings: Readonly<Record<string, readonly string[]>>;
}

/** Every live note by its id, to be asked about many times. */
export function sources(boards: Room["boards"]): ReadonlyMap<string, Source> {
  const found = new Map<string, Source>();
  for (const board of Object.values(boards)) {
    const open = Object.values(board.points).filter((point) => !point.closed);
    const discussed = new Set(open.map((point) => point.target));
    for (const note of Object.values(board.notes)) {
      found.set(note.id, { note, board: board.id, discussed: discussed.has(note.id) });
    }
  }
  return found;
}

/** [G12] Of these live notes. */
export function distribution(live: readonly Source[]): Distribution {
  const wordings = spread(
    live,
    ({ board }) => board,
    ({ note }) => note.text,
  );
  const territories = Object.keys(wordings);
  return {
    territories,
    shared: territories.length > 1,
    kinds: spread(live, ({ note }) => note.kind),
    directness: spread(live, ({ note }) => note.directness),
    status: spread(live, ({ note }) => note.status),
    unforeseen: boardsOf(live.filter(({ note }) => note.unforeseen)),
    discussed: boardsOf(live.filter((each) => each.discussed)),
    wordings,
  };
}

function boardsOf(live: readonly Source[]): string[] {
  return [...new Set(live.map(({ board }) => board))];
}

/** What is told of each key, each once, in the order of the notes. */
function spread<K extends string>(
  live: readonly Source[],
  key: (each: Source) => K,
  told: (each: Source) => string = ({ board }) => board,
): Record<K, string[]> {
  const found = new Map<K, Set<string>>();
  for (const each of live) {
    const own = found.get(key(each));
    if (own) own.add(told(each));
    else found.set(key(each), new Set([told(each)]));
  }
  return Object.fromEntries([...found].map(([id, set]) => [id, [...set]])) as Record<K, string[]>;
}

// Folding an event into one board: the mirror of `server/tablee/workshop/evolve_board.py`.
// An event about a thing that is not there changes nothing.
import type {
  Board,
  DiscussionPoint,
  Note,
  NoteClassified,
  NoteSplit,
  NoteWithdrawn,
  Position,
  SeenEvent,
} from "../protocol/messages.ts";
import { type Draft, type Table, table } from "./draft.ts";
import { taken } from "./evolve_remarks.ts";

/** Change the draft's `board`; an event of an unknown kind throws before anything is changed. */
export function evolveBoard(draft: Draft, board: Board, event: SeenEvent): void {
  const id = board.id;
  switch (event.type) {
    case "StartingPointSet":
      draft.board(id).starting_point = event.text;
      break;
    case "BeneficiaryAdded": {
      const added = event.beneficiary;
      draft.tableOf(id, "beneficiaries")[added.id] = added;
      draft.board(id).order = [...board.order, added.id];
      break;
    }
    case "BeneficiaryFound":
      draft.tableOf(id, "known_as")[event.known_as] = event.beneficiary;
      break;
    case "BeneficiaryEdited":
      draft.tableOf(id, "beneficiaries")[event.beneficiary.id] = event.beneficiary;
      break;
    case "BeneficiaryRanked":
      draft.board(id).order = ranked(board.order, event.beneficiary, event.after);
      break;
    case "BeneficiaryDeleted":
      beneficiaryDeleted(draft, board, event.beneficiary);
      break;
    case "BeneficiaryRestored":
      beneficiaryRestored(draft, board, event.beneficiary);
      break;
    case "NoteAdded":
      draft.tableOf(id, "notes")[event.note.id] = event.note;
      break;
    case "NoteEdited":
      changeNote(draft, board, event.note, { text: event.text, rev: event.rev });
      break;
    case "NoteClassified":
      changeNote(draft, board, event.note, classified(event));
      break;
    case "NoteMoved":
      changeNote(draft, board, event.note, { beneficiary: event.beneficiary });
      break;
    case "NoteHidden":
      changeNote(draft, board, event.note, { hidden: true });
      break;
    case "NoteShown":
      changeNote(draft, board, event.note, { hidden: false });
      break;
    case "NoteSplit":
      noteSplit(draft, board, event);
      break;
    case "NoteDeleted":
      noteDeleted(draft, board, event.note);
      break;
    case "NoteRestored": {
      const note = board.removed_notes[event.note];
      if (note === undefined) return;
      draft.tableOf(id, "notes")[note.id] = note;
      delete draft.tableOf(id, "removed_notes")[note.id];
      break;
    }
    case "PointOpened":
      draft.tableOf(id, "points")[event.point.id] = event.point;
      break;
    case "PointEdited":
      changePoint(draft, board, event.point, { text: event.text });
      break;
    case "PositionTaken":
      positionTaken(draft, board, event.point, event.position);
      break;
    case "PointClosed":
      changePoint(draft, board, event.point, { closed: true });
      break;
    case "PointReopened":
      changePoint(draft, board, event.point, { closed: false });
      break;
    case "InterestedActorAdded":
    case "InterestedActorEdited":
      draft.tableOf(id, "interested")[event.interested.id] = event.interested;
      break;
    case "ChitPlaced":
      draft.tableOf(id, "chits")[event.chit] = event.kind;
      break;
    case "ChitTaken":
      delete draft.tableOf(id, "chits")[event.chit];
      break;
    case "NoteWithdrawn":
      noteWithdrawn(draft, board, event);
      break;
    case "NoteReturned": {
      draft.board(id).notes = putAfter(board.notes, event.note, event.after);
      const points = draft.tableOf(id, "points");
      for (const point of event.points) points[point.id] = point;
      draft.board(id).hidden = event.hidden;
      break;
    }
    case "HiddenCounted":
      draft.board(id).hidden = event.hidden;
      break;
    default:
      throw new TypeError(`an event of an unknown kind: ${(event as { type: string }).type}`);
  }
}

function changeNote(draft: Draft, board: Board, id: string, change: Partial<Note>): void {
  const note = board.notes[id];
  if (note) draft.tableOf(board.id, "notes")[id] = { ...note, ...change };
}

function changePoint(
  draft: Draft,
  board: Board,
  id: string,
  change: Partial<DiscussionPoint>,
): void {
  const point = board.points[id];
  if (point) draft.tableOf(board.id, "points")[id] = { ...point, ...change };
}

function classified(event: NoteClassified): Partial<Note> {
  const { kind, directness, unforeseen, via, via_note } = event;
  return { kind, directness, unforeseen, via, via_note };
}

function beneficiaryDeleted(draft: Draft, board: Board, id: string): void {
  const gone = board.beneficiaries[id];
  if (gone === undefined) return;
  delete draft.tableOf(board.id, "beneficiaries")[id];
  draft.board(board.id).order = board.order.filter((each) => each !== id);
  draft.tableOf(board.id, "removed_beneficiaries")[id] = gone;
}

function beneficiaryRestored(draft: Draft, board: Board, id: string): void {
  const back = board.removed_beneficiaries[id];
  if (back === undefined) return;
  const parent = back.parent !== null && board.beneficiaries[back.parent] ? back.parent : null;
  draft.tableOf(board.id, "beneficiaries")[id] = { ...back, parent };
  draft.board(board.id).order = [...board.order, id];
  delete draft.tableOf(board.id, "removed_beneficiaries")[id];
}

function noteDeleted(draft: Draft, board: Board, id: string): void {
  const note = board.notes[id];
  if (note === undefined) return;
  delete draft.tableOf(board.id, "notes")[id];
  draft.tableOf(board.id, "removed_notes")[id] = note;
}

function noteSplit(draft: Draft, board: Board, event: NoteSplit): void {
  if (board.notes[event.note] === undefined) return;
  noteDeleted(draft, board, event.note);
  const notes = draft.tableOf(board.id, "notes");
  for (const part of event.parts) notes[part.id] = part;
}

function noteWithdrawn(draft: Draft, board: Board, event: NoteWithdrawn): void {
  delete draft.tableOf(board.id, "notes")[event.note];
  const points = draft.tableOf(board.id, "points");
  for (const point of Object.values(board.points)) {
    if (point.target === event.note) delete points[point.id];
  }
  draft.board(board.id).hidden = event.hidden;
}

function positionTaken(draft: Draft, board: Board, id: string, position: Position): void {
  const point = board.points[id];
  if (point === undefined) return;
  const positions = taken(point.positions, position);
  draft.tableOf(board.id, "points")[id] = { ...point, positions };
}

function ranked(order: readonly string[], moved: string, after: string | null): readonly string[] {
  const others = order.filter((each) => each !== moved);
  if (!order.includes(moved) || (after !== null && !others.includes(after))) return order;
  const place = after === null ? 0 : others.indexOf(after) + 1;
  return [...others.slice(0, place), moved, ...others.slice(place)];
}

/** A copy with a new note just after another one, or first; last when that one is not there. */
function putAfter(notes: Table<Note>, note: Note, after: string | null): Record<string, Note> {
  const placed = table<Note>();
  if (after === null) placed[note.id] = note;
  for (const id in notes) {
    placed[id] = notes[id] as Note;
    if (id === after) placed[note.id] = note;
  }
  placed[note.id] ??= note;
  return placed;
}

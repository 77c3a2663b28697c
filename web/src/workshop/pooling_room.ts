// A small room in the pooling, for the tests: two boards, and decisions by hand.
import type { Beneficiary, Note, PoolingChoice, Room, SeenEvent } from "../protocol/messages.ts";
import { evolve } from "./evolve.ts";
import { roomAtWork } from "./room_at_work.ts";

const PLAIN = { aliases: [], category: "", parent: null, builtin: false, rev: 0 } as const;

function beneficiary(board: string, id: string): SeenEvent {
  const added: Beneficiary = { ...PLAIN, id, label: id.toUpperCase() };
  return { type: "BeneficiaryAdded", board, beneficiary: added };
}

export function noted(board: string, id: string, owner: string): SeenEvent {
  const note: Note = {
    id,
    beneficiary: owner,
    text: `Effet ${id}`,
    kind: "visé",
    directness: "direct",
    unforeseen: false,
    via: "",
    via_note: null,
    status: "hypothèse",
    pair: null,
    at_ms: 0,
    rev: 0,
    split_from: null,
    hidden: false,
  };
  return { type: "NoteAdded", board, note };
}

/** Nord: a1 (x1, x2), a2 (x3). Est: b1 (y1, y2), b2 (y3). */
export function roomInPooling(): Room {
  const builtin = { ...PLAIN, id: "t2", label: "Le territoire", builtin: true };
  return evolve(roomAtWork(), [
    { type: "TerritoryAdded", board: "est", name: "Est", builtin },
    beneficiary("nord", "a1"),
    beneficiary("nord", "a2"),
    beneficiary("est", "b1"),
    beneficiary("est", "b2"),
    noted("nord", "x1", "a1"),
    noted("nord", "x2", "a1"),
    noted("nord", "x3", "a2"),
    noted("est", "y1", "b1"),
    noted("est", "y2", "b1"),
    noted("est", "y3", "b2"),
    { type: "PhaseOpened", phase: "mise-en-commun", at_ms: 0 },
  ]);
}

/** The room with decisions under the ids d0, d1… */
export function decided(room: Room, ...choices: PoolingChoice[]): Room {
  return evolve(
    room,
    choices.map((choice, at) => {
      return { type: "DecisionTaken", decision: { id: `d${at}`, at_ms: at, choice } };
    }),
  );
}

export function same(...beneficiaries: string[]): PoolingChoice {
  return { type: "Same", beneficiaries, label: null };
}

export function group(...notes: string[]): PoolingChoice {
  return { type: "Grouped", notes, title: null, titled_by: null };
}

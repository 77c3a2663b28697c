// One's own last acts on a board, the newest last: what « Annuler » takes back, and what it took
// back. Only what is remembered is here; the ways back are worked out in `undoing.ts`, when wanted.
import type { Board, BoardCommand } from "../../protocol/messages";

export interface Act {
  /** The board as its author saw it just before. */
  readonly before: Board;
  readonly command: BoardCommand;
}

/** Older acts are history: taking them back would surprise more than it helps. */
const MOST = 50;

export class History {
  done = $state.raw<readonly Act[]>([]);
  undone = $state.raw<readonly Act[]>([]);

  /** A new act; what had been taken back is behind it for good. */
  add(act: Act): void {
    this.done = [...this.done, act].slice(-MOST);
    this.undone = [];
  }

  /** An act that was refused never was. */
  drop(act: Act): void {
    this.done = this.done.filter((each) => each !== act);
    this.undone = this.undone.filter((each) => each !== act);
  }

  /** On another board nothing of this one is taken back. */
  forget(): void {
    this.done = [];
    this.undone = [];
  }

  tookBack(act: Act): void {
    this.done = this.done.filter((each) => each !== act);
    this.undone = [...this.undone, act];
  }

  didAgain(act: Act): void {
    this.undone = this.undone.filter((each) => each !== act);
    this.done = [...this.done, act];
  }
}

// Short messages that pass, some with a way back (« Annuler »); read out politely.

export interface Toast {
  id: number;
  text: string;
  action?: Action | undefined;
}

interface Action {
  readonly label: string;
  readonly act: () => void;
  /** Whether it would still do what it says; asked again whenever what it reads changes. */
  readonly open?: () => boolean;
}

const STAYS_MS = 9000;

class Toasts {
  all = $state.raw<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Those whose way back has not been gone meanwhile, nor closed by what came upon it. */
  get standing(): readonly Toast[] {
    return this.all.filter(({ action }) => action?.open?.() ?? true);
  }

  /** What is told from now on has this id or a greater one. */
  get next(): number {
    return this.#next;
  }

  /** Its id, to close it by when it is no longer true. */
  show(text: string, action?: Toast["action"]): number {
    const id = this.#next++;
    // Three at most: a fourth would hide the board, and the oldest has been read.
    this.all = [...this.all.slice(-2), { id, text, action }];
    this.resume(id);
    return id;
  }

  /** While somebody points at it or reads it, a message does not go away. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
  }

  resume(id: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.close(id), STAYS_MS),
    );
  }

  close(id: number): void {
    this.hold(id);
    this.#timers.delete(id);
    this.all = this.all.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();

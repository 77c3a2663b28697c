// What is half typed, kept on the device under the room and the place where it is typed.
// A draft leaves only when its text is sent or its author empties it.

const PREFIX = "tablee.draft.";

export class Drafts {
  #room: string;
  /** Used where the browser keeps nothing (private mode, storage refused). */
  #memory = new Map<string, string>();

  constructor(room: string) {
    this.#room = room;
  }

  read(place: string): string {
    const key = this.#key(place);
    try {
      return localStorage.getItem(key) ?? this.#memory.get(key) ?? "";
    } catch {
      return this.#memory.get(key) ?? "";
    }
  }

  write(place: string, text: string): void {
    const key = this.#key(place);
    this.#memory.set(key, text);
    try {
      if (text === "") localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      // The page itself still holds it; the save light tells about the device.
    }
  }

  #key(place: string): string {
    return `${PREFIX}${this.#room}.${place}`;
  }
}

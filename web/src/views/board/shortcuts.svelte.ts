// The keyboard's way round a board; single letters can be switched off (WCAG 2.1.4).

const KEY = "tablee.shortcuts";

class Shortcuts {
  on = $state(read());

  turn(): void {
    this.on = !this.on;
    try {
      localStorage.setItem(KEY, this.on ? "on" : "off");
    } catch {
      // Kept for this page only.
    }
  }
}

export const shortcuts = new Shortcuts();

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

export type Wish = "beneficiary" | "help" | "search" | "undo" | "redo" | number;

/** What a key asks for, when it is not being typed into something. */
export function asked(event: KeyboardEvent): Wish | null {
  if (event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-9]$/.test(event.code)) {
    return Number(event.code.slice(5));
  }
  const target = event.target as Element | null;
  // Where a text was taken from under somebody's hands, they may be typing still (`typist`).
  const typing = target?.closest("input, textarea, select, dialog, [data-landed]");
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    // A writing box that is empty has nothing of its own to take back: the note just posted is meant.
    const blank = target instanceof HTMLTextAreaElement && target.value === "";
    const key = event.key.toLowerCase();
    if (typing && !blank) return null;
    if (key === "z") return event.shiftKey ? "redo" : "undo";
    return key === "y" ? "redo" : null;
  }
  if (!shortcuts.on || event.altKey || event.ctrlKey || event.metaKey || typing) return null;
  if (event.key === "b" || event.key === "B") return "beneficiary";
  if (event.key === "/") return "search";
  return event.key === "?" ? "help" : null;
}

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

/** What a key asks for, when it is not being typed into something. */
export function asked(event: KeyboardEvent): "beneficiary" | "help" | number | null {
  if (event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-9]$/.test(event.code)) {
    return Number(event.code.slice(5));
  }
  if (!shortcuts.on || event.altKey || event.ctrlKey || event.metaKey) return null;
  const typing = (event.target as Element | null)?.closest("input, textarea, select, dialog");
  if (typing) return null;
  if (event.key === "b" || event.key === "B") return "beneficiary";
  return event.key === "?" ? "help" : null;
}

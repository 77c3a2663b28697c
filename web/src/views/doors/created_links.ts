// The links of the workshop that was just made, until its facilitator has come in: they are shown this
// once, and a reload or the way back must not lose the only one that leads the session.
//
// Kept in the memory of the tab alone: no other tab, no address and no storage of the device has them.
import { read, write } from "../../live/tab_memory.ts";

export interface Links {
  id: string;
  facilitator: string;
  join: string;
  screen: string;
  code: string;
  qr: { facilitator: string; join: string; screen: string };
  /** The facilitator's link was copied or opened: closing the tab loses it no more. */
  kept?: boolean;
}

const KEY = "tablee.created";

export function keepLinks(links: Links): void {
  write(KEY, JSON.stringify(links));
}

/** The links that were kept; null when there are none, or not of this shape. */
export function keptLinks(): Links | null {
  try {
    const links = JSON.parse(read(KEY) ?? "null") as Links | null;
    return typeof links?.facilitator === "string" && typeof links.qr?.facilitator === "string"
      ? links
      : null;
  } catch {
    return null;
  }
}

/** The facilitator has come in, or wants none of it. */
export function forgetLinks(): void {
  write(KEY, null);
}

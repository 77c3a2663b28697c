// What the server wrote into the page for the page: read once, never trusted for rights.
import type { PhaseKind } from "../protocol/messages";
import type { Language } from "../text/catalogue";

interface Page {
  language: Language;
}

export interface HomeBoot extends Page {
  templates: { id: string; title: Bilingual; intention: Bilingual }[];
  key_needed: boolean;
}

export interface JoinBoot extends Page {
  secret: string;
  seated: string | null;
  invitation: Invitation;
}

export interface Invitation {
  title: string;
  held_on: string;
  phase: PhaseKind;
  remaining_ms: number | null;
  now_ms: number;
  delete_after_ms: number;
  programme: Bilingual | null;
  boards: { id: string; name: string }[];
  pairs: {
    id: string;
    board: string;
    number: number;
    members: string[];
    proposed_here: boolean;
  }[];
  proposed: { board: string | null; pair: string | null };
}

export interface EnterBoot extends Page {
  role: "facilitator" | "screen";
}

export interface RoomBoot extends Page {
  room: string;
  epoch: string;
}

export interface FacilitatorBoot extends RoomBoot {
  /** Null when the links were rotated since this person came in. */
  links: { join: string; screen: string; code: string; qr_svg: string } | null;
}

export interface ScreenBoot extends RoomBoot {
  links: { join: string; code: string; qr_svg: string } | null;
}

interface Bilingual {
  fr: string;
  en: string;
}

export function readBoot<T extends Page>(): T {
  const holder = document.getElementById("boot");
  return JSON.parse(holder?.textContent ?? "{}") as T;
}

// What the server wrote into the page for the page: read once, never trusted for rights.
import type { PhaseKind } from "../protocol/messages";
import type { Language } from "../text/catalogue";

interface Page {
  language: Language;
}

export interface HomeBoot extends Page {
  templates: {
    id: string;
    name: Bilingual;
    title: Bilingual;
    intention: Bilingual;
    plans: { kind: PhaseKind; label: Bilingual; duration_s: number }[];
  }[];
  key_needed: boolean;
  /** Whether there is an example session to look at. */
  example: boolean;
  /** Whether the links of this page lead to the server from its own machine only. */
  only_here: boolean;
  /** An address of the server for the others, where it listens for them. */
  shared: string | null;
  /** The sessions that this browser has a participant's place in. */
  places: { url: string; title: string; language: Language; board: string }[];
}

export interface JoinBoot extends Page {
  secret: string;
  seated: string | null;
  invitation: Invitation;
  refused: null;
}

/** Behind a link or a code that lets nobody in now. */
export interface ClosedBoot extends Page {
  refused: "no_such_link" | "doors_closed" | "displaced";
}

export interface Invitation {
  title: string;
  /** What its people write in. */
  language: Language;
  /** The first name of whoever has a place already. */
  name: string;
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
  /** Empty once nobody is awaited any more. */
  awaited: { id: string; name: string; board: string; taken: boolean; with: string[] }[];
  proposed: { board: string | null; pair: string | null };
}

export interface EnterBoot extends Page {
  /** A participant goes on with another device. */
  role: "facilitator" | "screen" | "participant";
}

export interface RoomBoot extends Page {
  room: string;
  epoch: string;
  /** A rehearsal or an example, and the pages of it that this browser may open. */
  sandbox?: { until_ms: number; views: ("animer" | "plateau" | "ecran")[] };
}

export interface FacilitatorBoot extends RoomBoot {
  links: FacilitatorLinks | null;
}

export interface ScreenBoot extends RoomBoot {
  links: ScreenLinks | null;
}

export interface ScreenLinks {
  /** How often the room's links had changed by then. */
  at: number;
  join: string;
  code: string;
  qr_svg: string;
}

export interface FacilitatorLinks extends ScreenLinks {
  screen: string | null;
  screen_qr_svg: string | null;
  /** Other facilitators' links, never the links themselves. */
  facilitators: { id: string; own: boolean; created_ms: number; devices: number }[];
}

interface Bilingual {
  fr: string;
  en: string;
}

export function readBoot<T extends Page>(): T {
  const holder = document.getElementById("boot");
  return JSON.parse(holder?.textContent ?? "{}") as T;
}

// What every component of a room's page may reach without being handed it at each level.
import { getContext, setContext } from "svelte";
import type { RoomSession } from "../live/room_session.svelte";
import type { Acts } from "./facilitator/acts.svelte";
import type { Ticker } from "./ticker.svelte";

const SESSION = Symbol("session");
const TICKER = Symbol("ticker");
const ACTS = Symbol("acts");

export function provide(session: RoomSession, ticker: Ticker): void {
  setContext(SESSION, session);
  setContext(TICKER, ticker);
}

/** The page's one connection to its room. */
export function useSession(): RoomSession {
  return getContext<RoomSession>(SESSION);
}

/** The server's time, ticking. */
export function useTicker(): Ticker {
  return getContext<Ticker>(TICKER);
}

export function provideActs(acts: Acts): void {
  setContext(ACTS, acts);
}

/** On the facilitator's page: what is done there with a way back. */
export function useActs(): Acts {
  return getContext<Acts>(ACTS);
}

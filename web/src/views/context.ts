// What every component of a room's page may reach without being handed it at each level.
import { getContext, setContext } from "svelte";
import type { RoomSession } from "../live/room_session.svelte";
import type { Ticker } from "./ticker.svelte";

const SESSION = Symbol("session");
const TICKER = Symbol("ticker");

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

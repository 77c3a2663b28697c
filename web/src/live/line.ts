// One line to the server, reduced to what the connection needs; tests put a hand-pumped one in its
// place. Which websocket, or what carries the same frames instead, is not the connection's matter.

export interface Listener {
  opened(): void;
  heard(text: string): void;
  /** Told once, when the line is gone for whatever reason. */
  lost(code: number): void;
}

export interface Line {
  send(text: string): void;
  close(): void;
}

/** Call the server under an outbox. */
export type OpenLine = (outbox: string, listener: Listener) => Line;

/** What browsers report when a line breaks without a word. */
export const BROKEN = 1006;

/** A way to call that is fetched only when it is needed; a line that cannot be had is a broken one. */
export function fetchedLine(fetched: () => Promise<OpenLine>): OpenLine {
  return (outbox, listener) => {
    let line: Line | null = null;
    let over = false;
    fetched().then(
      (open) => {
        if (!over) line = open(outbox, listener);
      },
      () => {
        if (!over) listener.lost(BROKEN);
      },
    );
    return {
      send: (text) => line?.send(text),
      close: () => {
        over = true;
        line?.close();
      },
    };
  };
}

/** Websockets at `base`: `ws://…/ws/{room}/{role}`. */
export function webSocket(base: string): OpenLine {
  return (outbox, listener) => {
    const socket = new WebSocket(`${base}?outbox=${encodeURIComponent(outbox)}`);
    socket.onopen = () => listener.opened();
    socket.onmessage = (event) => listener.heard(String(event.data));
    socket.onclose = (event) => listener.lost(event.code);
    return {
      send: (text) => socket.send(text),
      close: () => socket.close(1000),
    };
  };
}

// One websocket, reduced to what the connection needs; tests put a hand-pumped one in its place.

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

export type OpenLine = (url: string, listener: Listener) => Line;

/** What browsers report when a line breaks without a word. */
export const BROKEN = 1006;

export const webSocket: OpenLine = (url, listener) => {
  const socket = new WebSocket(url);
  socket.onopen = () => listener.opened();
  socket.onmessage = (event) => listener.heard(String(event.data));
  socket.onclose = (event) => listener.lost(event.code);
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(1000),
  };
};

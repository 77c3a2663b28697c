"""The websocket under uvicorn: frames reach the room as they arrive, and leave as they are.

Three things that uvicorn's own class does not do (reliability.md F1, F2; measured in
`tests/bench/fanout.py`): a whole frame, encoded once for everybody, is written in one call; a frame
is read as soon as the bytes are there, so that its instant is the instant it arrived; and a peer
that never reads is dropped instead of being held.
"""

from collections.abc import Callable
from typing import Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

FAREWELL_S: Final = 1.0
"""How long a peer may take to read that the server stops."""

Sink = Callable[[bytes, bool], None]
"""Takes the bytes of a message and whether it was text; called from the transport, never waits."""


class Wire(WebSocketsSansIOProtocol):
    """uvicorn's protocol, with a door for the room; it stands in the scope's extensions."""

    sink: Sink | None = None

    def write(self, frame: bytes) -> None:
        """Write a whole frame as it is."""
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(frame)

    def waiting(self) -> int:
        return self.transport.get_write_buffer_size()

    def close(self, code: int, reason: str) -> None:
        """Say farewell; the line is dropped when the peer does not answer."""
        if self.close_sent or self.transport.is_closing():
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def abort(self) -> None:
        self.transport.abort()

    async def run_asgi(self) -> None:
        self.scope["extensions"] = {**(self.scope["extensions"] or {}), "tablee.wire": self}  # type: ignore[dict-item]
        await super().run_asgi()

    def send_receive_event_to_app(self) -> None:
        if self.sink is None or self.close_sent:
            super().send_receive_event_to_app()
            return
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        self.sink(bytes(data), self.curr_msg_data_type == "text")

    def shutdown(self) -> None:
        """The server stops: say so, and wait a moment at most for who does not read."""
        super().shutdown()
        self.loop.call_later(FAREWELL_S, self.transport.abort)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()

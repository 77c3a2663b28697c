"""A line over HTTP as a test holds it, with the face of a websocket of `websockets` (SPEC W12)."""

from collections import deque
from collections.abc import Generator, Sequence
from typing import Self

import httpx
import msgspec
from websockets.exceptions import ConnectionClosedError
from websockets.frames import Close


class _Head(msgspec.Struct):
    line: str
    first: int
    close: int | None


class PolledClient:
    """`recv` asks for more when nothing is at hand; what is sent goes at once.

    Raises `ConnectionClosedError` with the code that the server closes with. Await it, or enter
    it, like what `websockets.connect` gives.
    """

    def __init__(
        self, http: httpx.AsyncClient, path: str, outbox: str, headers: Sequence[tuple[str, str]]
    ) -> None:
        self._http = http
        self._path = path
        self._outbox = outbox
        self._headers = [("host", http.base_url.netloc.decode()), *headers]
        self._frames: deque[bytes] = deque()
        self._close: int | None = None
        self.id = ""
        self.heard = 0

    def __await__(self) -> Generator[None, None, Self]:
        yield from ()
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def send(self, frame: str | bytes, text: bool | None = None) -> None:  # noqa: ARG002
        data = frame.encode() if isinstance(frame, str) else frame
        if self.id:
            await self._post(f"/{self.id}/frames", data)
        else:
            await self._post(f"?outbox={self._outbox}", data)

    async def recv(self) -> bytes:
        while not self._frames:
            if self._close is not None:
                raise self._closed(self._close)
            await self.poll()
        return self._frames.popleft()

    async def poll(self, after: int | None = None) -> None:
        """Ask for what comes after the frames that are here, or after another one."""
        await self._post(f"/{self.id}/next?after={self.heard if after is None else after}", b"")

    async def close(self) -> None:
        """A client that asks no more is gone."""

    async def _post(self, path: str, body: bytes) -> None:
        request = httpx.Request(
            "POST",
            self._http.base_url.join(self._path + path),
            content=body,
            headers=self._headers,
        )
        answer = await self._http.send(request)
        assert answer.status_code == 200, answer.text
        line, *frames = answer.content.split(b"\n")
        head = msgspec.json.decode(line, type=_Head)
        self.id = self.id or head.line
        self._close = self._close if head.close is None else head.close
        for place, frame in enumerate(frames, start=head.first):
            if place > self.heard:
                assert place == self.heard + 1, "a frame was lost"
                self.heard = place
                self._frames.append(frame)

    def _closed(self, code: int) -> ConnectionClosedError:
        return ConnectionClosedError(Close(code, ""), None)

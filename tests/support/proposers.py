"""Workers for the proposals that a test holds in its hand, and small ones in a process."""

import asyncio
import sys
from collections.abc import Sequence
from typing import Final

import msgspec

from tablee.live.proposal_process import NotProposed
from tablee.live.proposal_wants import Want
from tablee.protocol.messages import Found

NOTHING: Final = Found(actors=(), effects=(), doubles=(), coverage=1.0, unknown_words=())
_wants: Final = msgspec.msgpack.Decoder(Want)


class Ready:
    """Answers at once: the coverage says how many wants it has had."""

    def __init__(self) -> None:
        self.wants: list[Want] = []
        self.ended = 0

    async def ask(self, want: bytes) -> bytes:
        self.wants.append(_wants.decode(want))
        await asyncio.sleep(0)
        return msgspec.json.encode(msgspec.structs.replace(NOTHING, coverage=len(self.wants)))

    async def end(self) -> None:
        self.ended += 1


class Held(Ready):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self._gate = asyncio.Semaphore(0)

    async def ask(self, want: bytes) -> bytes:
        answer = await super().ask(want)
        await self._gate.acquire()
        return answer

    def let(self) -> None:
        self._gate.release()


class Failing(Ready):
    """Raises what it is told to, in turn, then answers."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__()
        self.reasons = list(reasons)

    async def ask(self, want: bytes) -> bytes:
        answer = await super().ask(want)
        if self.reasons:
            raise NotProposed(self.reasons.pop(0))
        return answer


_ECHO = """
import sys
while head := sys.stdin.buffer.read(4):
    sys.stdin.buffer.read(int.from_bytes(head, "big"))
    said = {said!r}
    sys.stdout.buffer.write(len(said).to_bytes(4, "big") + said)
    sys.stdout.buffer.flush()
"""
_STUCK = "import time\nwhile True: time.sleep(60)"


def echo(said: bytes) -> tuple[str, ...]:
    """The command of a worker that says this to every want."""
    return (sys.executable, "-c", _ECHO.format(said=said))


def stuck() -> tuple[str, ...]:
    """The command of a worker that never reads and never answers."""
    return (sys.executable, "-c", _STUCK)

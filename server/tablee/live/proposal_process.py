"""The worker of the proposals as a process of the operating system: one for the whole server.

Started at the first want; ended with the server, or when no room wants it any more. One that is
stuck is killed and one that died is started again, at the next want. Not a `ProcessPoolExecutor`:
that cannot end a call that hangs, and imports the server's own entry once more.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from .proposal_wants import FOUND, LENGTH

TIMEOUT_S: Final = 30.0
"""For one want, the start of the process with it: 2,000 notes take 5 s on one core (R45)."""
COMMAND: Final = (sys.executable, "-P", "-m", "tablee.live.proposal_worker")


class NotProposed(Exception):
    """No answer to this want; says why in a word."""


class ProposalProcess:
    """One want at a time: the caller sees to that."""

    def __init__(self, command: Sequence[str] = COMMAND, timeout_s: float = TIMEOUT_S) -> None:
        self._command = command
        self._timeout_s = timeout_s
        self._process: Process | None = None

    @property
    def pid(self) -> int | None:
        """The process that lives now."""
        return None if self._process is None else self._process.pid

    async def ask(self, want: bytes) -> bytes:
        """The JSON of a `Found`. Raises `NotProposed` when the worker hung, died or failed."""
        try:
            async with asyncio.timeout(self._timeout_s):
                said = await self._say(await self._started(), want)
        except TimeoutError:
            await self.end()
            raise NotProposed("hung") from None
        except (EOFError, OSError):
            await self.end()
            raise NotProposed("died") from None
        if not said.startswith(FOUND):
            raise NotProposed(said[1:].decode("ascii", "replace"))
        return said[1:]

    async def end(self) -> None:
        """Kill it, in the midst of a want too; the next want starts another one."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()

    async def _started(self) -> Process:
        if self._process is None:
            # One core is the share of the proposals (numpy takes them all), and Ctrl-C is for us.
            alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                env={**os.environ, **alone},
                start_new_session=True,
            )
        return self._process

    async def _say(self, process: Process, want: bytes) -> bytes:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(len(want).to_bytes(LENGTH, "big") + want)
        await process.stdin.drain()
        length = int.from_bytes(await process.stdout.readexactly(LENGTH), "big")
        return await process.stdout.readexactly(length)

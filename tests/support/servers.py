"""A real server in a process of its own, and people who reach it over HTTP and websockets.

The pages' built files are made up here (`pages`): what is looked at is the server. Everything else
is `tablee.main.serve`, as the command line calls it.

    python -m support.servers DATA PORT [creation key]
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import httpx
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tablee import main
from tablee.protocol.messages import PROTOCOL, Do, Hello, ServerMessage
from tablee.settings import Settings
from tablee.workshop.commands import Command

ENTRIES = ("home", "join", "enter", "board", "facilitator", "screen")
PATIENCE_S = 60
_server: msgspec.json.Decoder[ServerMessage] = msgspec.json.Decoder(ServerMessage)


class Server:
    """`folder` holds the data, the made-up pages and what the process wrote."""

    def __init__(self, folder: Path, *, key: str = "", port: int | None = None) -> None:
        self.data = folder / "data"
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self._key = key
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start, and wait until it answers."""
        self.spawn()
        deadline = time.monotonic() + PATIENCE_S
        while True:
            assert self._process is not None
            assert self._process.poll() is None, self.errors
            assert time.monotonic() < deadline, self.errors
            try:
                if httpx.get(f"{self.origin}/health", timeout=5).status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.02)

    def spawn(self) -> None:
        """Start, without waiting."""
        command = [sys.executable, "-m", "support.servers", str(self.data), str(self.port)]
        with (self.folder / "stdout").open("ab") as out, (self.folder / "stderr").open("ab") as err:
            self._process = subprocess.Popen(
                [*command, self._key],
                stdout=out,
                stderr=err,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self, within_s: float = 30) -> int:
        """SIGTERM; returns the exit code. Raises TimeoutExpired."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self.wait(within_s)

    def wait(self, within_s: float = 30) -> int:
        """The exit code, once it has ended by itself."""
        assert self._process is not None
        code = self._process.wait(within_s)
        self._process = None
        return code

    @property
    def errors(self) -> str:
        """All that the process wrote on its error stream, logs included."""
        return (self.folder / "stderr").read_text(encoding="utf-8", errors="replace")

    @property
    def said(self) -> str:
        """All that it wrote on its standard output."""
        return (self.folder / "stdout").read_text(encoding="utf-8", errors="replace")


class Workshop(msgspec.Struct, frozen=True):
    """What creating answers."""

    id: str
    facilitator: str
    join: str
    screen: str
    code: str

    @property
    def secrets(self) -> dict[str, str]:
        """The secret part of each link, by role."""
        return {
            "facilitator": self.facilitator.partition("#")[2],
            "screen": self.screen.partition("#")[2],
            "participant": self.join.rpartition("/")[2],
        }


class Visitor:
    """A browser: its own cookies, and the origin of the pages it came from."""

    def __init__(self, server: Server) -> None:
        self.origin = server.origin
        self.http = httpx.AsyncClient(
            base_url=server.origin, headers={"origin": server.origin}, timeout=30
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def create(self, *territories: str, title: str = "", key: str = "") -> Workshop:
        asked = {
            "template": "effets-utiles",
            "title": title,
            "territories": list(territories or ("Lyon", "Toulouse")),
            "language": "fr",
            "key": key,
        }
        made = await self.http.post("/api/workshops", json=asked)
        assert made.status_code == 201, made.text
        return msgspec.json.decode(made.content, type=Workshop)

    async def boards(self, workshop: Workshop) -> list[str]:
        """The ids of the boards, as the join page tells them."""
        page = await self.http.get(f"/j/{workshop.secrets['participant']}")
        assert page.status_code == 200, page.text
        invitation = boot_of(page.text)["invitation"]
        assert isinstance(invitation, dict)
        return [each["id"] for each in invitation["boards"]]

    async def join(self, workshop: Workshop, name: str = "Zoé", board: int = 0) -> None:
        boards = await self.boards(workshop)
        asked = {
            "secret": workshop.secrets["participant"],
            "name": name,
            "board": boards[board],
            "pair": None,
            "language": "fr",
        }
        joined = await self.http.post("/api/join", json=asked)
        assert joined.status_code == 200, joined.text

    async def enter(self, workshop: Workshop, role: str = "facilitator") -> None:
        asked = {"token": workshop.secrets[role], "role": role}
        entered = await self.http.post("/api/session", json=asked)
        assert entered.status_code == 200, entered.text

    async def order(self, workshop: Workshop, command: Command) -> httpx.Response:
        """A facilitator's command over HTTP."""
        body = b'{"command":' + msgspec.json.encode(command) + b"}"
        return await self.http.post(f"/api/rooms/{workshop.id}/commands", content=body)

    async def outbox(self, workshop: Workshop, role: str = "participant") -> str:
        minted = await self.http.post(f"/api/rooms/{workshop.id}/{role}/outboxes")
        assert minted.status_code == 201, minted.text
        return str(minted.json()["outbox"])

    def line(
        self,
        room: str,
        role: str,
        outbox: str,
        *,
        origins: Sequence[str] | None = None,
        cookie: str | None = None,
    ) -> connect:
        """A websocket to be opened with `async with`."""
        kept = "; ".join(f"{each.name}={each.value}" for each in self.http.cookies.jar)
        return connect(
            f"ws{self.origin.removeprefix('http')}/ws/{room}/{role}?outbox={outbox}",
            origin=None,
            additional_headers=[
                *(("Origin", each) for each in ((self.origin,) if origins is None else origins)),
                ("Cookie", kept if cookie is None else cookie),
            ],
            proxy=None,
            compression=None,
            max_size=1 << 26,
        )

    async def seated(self, workshop: Workshop, name: str = "Zoé", board: int = 0) -> connect:
        """Join as a participant; the line of a new outbox."""
        await self.join(workshop, name, board)
        return self.line(workshop.id, "participant", await self.outbox(workshop))


async def say_hello(line: ClientConnection, pending_to: int = 0) -> None:
    hello = Hello(protocol=PROTOCOL, epoch=None, seq=0, pending_to=pending_to, language="fr")
    await line.send(msgspec.json.encode(hello).decode())


async def do(line: ClientConnection, n: int, command: Command) -> None:
    await line.send(msgspec.json.encode(Do(n=n, command=command)).decode())


async def hear(line: ClientConnection, *kinds: type) -> ServerMessage:
    """The next message of one of these kinds; any when none is named."""
    while True:
        message = _server.decode(await line.recv())
        if not kinds or isinstance(message, kinds):
            return message


async def closed_with(line: ClientConnection) -> int:
    """The code with which the server closes, 0 without one; what it says before is passed over."""
    try:
        while True:
            await line.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0


async def drop(line: ClientConnection) -> None:
    """Lose the line without a word."""
    line.transport.abort()
    await line.wait_closed()


def boot_of(page: str) -> dict[str, object]:
    """What a page's script is given to start with."""
    found = re.search(
        r'<script type="application/json" id="boot"[^>]*>(.*?)</script>', page, re.DOTALL
    )
    assert found is not None, page
    boot: dict[str, object] = msgspec.json.decode(found[1])
    return boot


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def pages(folder: Path) -> Path:
    """Built files as vite leaves them, with nothing in them."""
    (folder / ".vite").mkdir(parents=True, exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets" / "page.js").write_text("export {};\n")
    manifest = {f"src/entries/{entry}.ts": {"file": "assets/page.js"} for entry in ENTRIES}
    (folder / ".vite" / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    return folder


def _serve(data: Path, port: int, key: str) -> int:
    vars(main)["client_dir"] = lambda: pages(data.parent / "pages")
    return main.serve(Settings(port=port, data=data, creation_key=key or None))


if __name__ == "__main__":
    sys.exit(_serve(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))

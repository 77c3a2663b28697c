"""People who reach a real server over HTTP and websockets, without a browser."""

import re
from collections.abc import Sequence
from typing import Literal, Self

import httpx
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from support.polled_client import PolledClient
from support.running_server import RunningServer
from tablee.protocol.messages import PROTOCOL, Do, Hello, ServerMessage
from tablee.workshop.commands import Command

Carrier = Literal["websocket", "http"]
"""What a line goes over."""
AnyLine = ClientConnection | PolledClient
_server: msgspec.json.Decoder[ServerMessage] = msgspec.json.Decoder(ServerMessage)


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

    def __init__(self, server: RunningServer, carrier: Carrier = "websocket") -> None:
        self.origin = server.address
        self.carrier = carrier
        self.http = httpx.AsyncClient(
            base_url=self.origin, headers={"origin": self.origin}, timeout=30
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

    def call(
        self, room: str, role: str, outbox: str, *, cookie: str | None = None
    ) -> "connect | PolledClient":
        """A line over whatever carries this visitor's, to be opened with `async with`."""
        if self.carrier == "websocket":
            return self.line(room, role, outbox, cookie=cookie)
        shown = [("origin", self.origin), ("cookie", self.cookies if cookie is None else cookie)]
        return PolledClient(self.http, f"/api/rooms/{room}/{role}/lines", outbox, shown)

    @property
    def cookies(self) -> str:
        return "; ".join(f"{each.name}={each.value}" for each in self.http.cookies.jar)

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
        return connect(
            f"ws{self.origin.removeprefix('http')}/ws/{room}/{role}?outbox={outbox}",
            origin=None,
            additional_headers=[
                *(("Origin", each) for each in ((self.origin,) if origins is None else origins)),
                ("Cookie", self.cookies if cookie is None else cookie),
            ],
            proxy=None,
            compression=None,
            close_timeout=1,  # who is killed answers no goodbye, and what is unread hides that
            max_size=1 << 26,
        )

    async def seated(self, workshop: Workshop, name: str = "Zoé", board: int = 0) -> connect:
        """Join as a participant; the line of a new outbox."""
        await self.join(workshop, name, board)
        return self.line(workshop.id, "participant", await self.outbox(workshop))


async def say_hello(line: AnyLine, pending_to: int = 0) -> None:
    hello = Hello(protocol=PROTOCOL, epoch=None, seq=0, pending_to=pending_to, language="fr")
    await line.send(msgspec.json.encode(hello).decode())


async def do(line: AnyLine, n: int, command: Command) -> None:
    await line.send(msgspec.json.encode(Do(n=n, command=command)).decode())


async def hear(line: AnyLine, *kinds: type) -> ServerMessage:
    """The next message of one of these kinds; any when none is named."""
    while True:
        message = _server.decode(await line.recv())
        if not kinds or isinstance(message, kinds):
            return message


async def closed_with(line: AnyLine) -> int:
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

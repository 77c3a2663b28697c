"""The shipped client core, many pages of it in one Node, driven by hand against a real room.

    Page (TypeScript) ──up──▶ Session / LiveRoom ──HandSocket──▶ Page

`web/src/live/pipe.ts` runs the very files that the browser runs; the sockets, the clock, chance and
storage are the test's. Frames wait on their line until the test lets them through, also on lines
that have been given up since.
"""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

import client_build
from support.houses import House
from support.sockets import HandSocket, in_words
from tablee.live.session import Session
from tablee.protocol import codec
from tablee.protocol.messages import Do, Hello, Writing
from tablee.workshop.commands import Command
from tablee.workshop.room import Room, Who

PIPE = Path(__file__).resolve().parents[2] / "web" / "src" / "live" / "pipe.ts"
LINE_LIMIT = 1 << 24
_rooms = msgspec.json.Decoder(Room)


@dataclass
class Link:
    """One websocket of a page, as the network sees it. `gone` tells that the page was told so."""

    outbox: str
    up: deque[str] = field(default_factory=deque)
    socket: HandSocket = field(default_factory=HandSocket)
    session: Session | None = None
    opened: bool = False
    hung_up: bool = False
    gone: bool = False

    @property
    def dead(self) -> bool:
        return self.hung_up or self.gone


class Page:
    """One tab: what it was asked, in order, and what it answered."""

    def __init__(self, name: str, who: Who) -> None:
        self.name = name
        self.who = who
        self.links: list[Link] = []
        self.asked: list[Command] = []
        self.outcomes: dict[int, dict[str, Any]] = {}
        self.shown: dict[str, Any] = {}

    @property
    def link(self) -> Link | None:
        """The line that the page counts on, if it has one."""
        return self.links[-1] if self.links and not self.links[-1].dead else None

    def room(self) -> Room | None:
        """What the page shows, by the last `Browsers.look`."""
        shown = self.shown["room"]
        return None if shown is None else _rooms.decode(json.dumps(shown))


class Browsers:
    """The pages and the process that they run in; to be closed."""

    def __init__(self, process: asyncio.subprocess.Process, house: House) -> None:
        self.house = house
        self.pages: dict[str, Page] = {}
        self._process = process

    @classmethod
    async def open(cls, house: House, seed: int) -> "Browsers":
        process = await asyncio.create_subprocess_exec(
            client_build.node(),
            str(PIPE),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=None,
            limit=LINE_LIMIT,
        )
        browsers = cls(process, house)
        await browsers.tell({"seed": seed})
        return browsers

    async def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()

    async def page(self, name: str, who: Who) -> Page:
        """A new page, which asks for a line at once."""
        page = self.pages[name] = Page(name, who)
        await self.tell({"make": name, "room": "room", "role": who.role, "outbox": f"box-{name}"})
        return page

    async def tell(self, value: dict[str, Any]) -> None:
        """Give the process one value and take all that it says to it."""
        reading, writing = self._process.stdout, self._process.stdin
        assert reading is not None
        assert writing is not None
        writing.write(json.dumps(value).encode() + b"\n")
        while True:
            line = await reading.readline()
            assert line, "the client core has died"
            news = json.loads(line)
            if "idle" in news:
                return
            self._take(self.pages[news["page"]], news)

    def _take(self, page: Page, news: dict[str, Any]) -> None:
        if "outbox" in news:
            page.links.append(Link(outbox=news["outbox"]))
            assert len(page.links) == news["line"] + 1
        elif "send" in news:
            page.links[news["line"]].up.append(news["send"])
        elif "hangup" in news:
            page.links[news["line"]].hung_up = True
        elif "done" in news:
            page.outcomes[news["done"]] = news["outcome"]
        elif "state" in news:
            page.shown = news["state"]

    async def ask(self, page: Page, command: Command) -> None:
        page.asked.append(command)
        value = json.loads(msgspec.json.encode(command))
        await self.tell({"page": page.name, "do": len(page.asked), "command": value})

    async def look(self, page: Page) -> dict[str, Any]:
        """What the page shows now."""
        await self.tell({"page": page.name, "state": True})
        return page.shown

    async def tick(self, ms: int) -> None:
        """Time passes for the pages and for the server."""
        await self.tell({"tick": ms})
        await self.house.clock.advance(ms)

    # --- the network ----------------------------------------------------------------------------

    async def up(self, page: Page, at_most: int = 1_000) -> int:
        """Let frames of the page through to the server; returns how many."""
        link = page.link
        if link is None:
            return 0
        if not link.opened:
            link.opened = True
            await self.tell({"page": page.name, "line": len(page.links) - 1, "opened": True})
        passed = 0
        while link.up and passed < at_most:
            await self._arrive(page, link, link.up.popleft())
            passed += 1
        return passed

    async def _arrive(self, page: Page, link: Link, text: str) -> None:
        message = codec.read(text.encode())
        live = self.house.live
        if isinstance(message, Hello):
            link.session = Session(link.socket, page.who, f"box-{page.name}", in_words)
            await live.join(link.session, message)
        elif link.session is not None and not link.session.gone:
            if isinstance(message, Do):
                live.ask_from(link.session, message)
            else:
                assert isinstance(message, Writing)
                live.writing(link.session, message)

    async def down(self, page: Page, at_most: int = 1_000, *, number: int = -1) -> int:
        """Let frames of the server through to a line of the page, even one that it gave up."""
        if not page.links:
            return 0
        number %= len(page.links)
        link = page.links[number]
        passed = 0
        while link.socket.frames and passed < at_most:
            text = codec.payload_of(link.socket.frames.popleft()).decode()
            await self.tell({"page": page.name, "line": number, "heard": text})
            passed += 1
        if link.socket.closed is not None and not link.socket.frames:
            await self.lose(page, number=number, code=link.socket.closed[0])
        return passed

    async def lose(self, page: Page, *, number: int = -1, code: int = 1006) -> None:
        """The line is gone with what was on its way to the server; what was on its way to the
        page may still come. The server hears of it too."""
        number %= max(len(page.links), 1)
        if not page.links or page.links[number].gone:
            return
        link = page.links[number]
        link.gone = True
        link.up.clear()
        if link.session is not None:
            self.house.live.leave(link.session)
        await self.tell({"page": page.name, "line": number, "lost": code})

    async def reload(self, page: Page) -> None:
        """The person loads the page again: what it was told is forgotten, what it keeps is not."""
        for link in page.links:
            link.up.clear()
        await self.tell({"page": page.name, "reload": True})

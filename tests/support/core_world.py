"""The shipped browser core in the simulation: the same room and faults, pages of TypeScript.

One Node process holds any number of pages (`web/src/live/pipe.ts`), each with its core, its store
and a clock that only moves when told to. Python holds the server and every line between them:

    page ──send──▶ `Cable.up` ──▶ LiveRoom ──HandSocket──▶ page

A page comes back, numbers its commands and reads its outbox again by itself: nothing here helps it.
"""

import subprocess
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec

import client_build
from support.clocks import settle
from support.houses import ROOM
from support.sockets import HandSocket, TwinClient, in_words
from support.tables import FACILITATOR, MARC, ZOE
from support.world import LUC, Step, World
from tablee.live import outcome as outcomes
from tablee.live.outcome import Declined
from tablee.live.session import Session
from tablee.protocol import codec
from tablee.protocol.messages import Do, Hello, Writing
from tablee.workshop.commands import AddNote, Command
from tablee.workshop.events import CommandReceivedLate, NoteAdded
from tablee.workshop.room import Room, Who
from tablee.workshop.visibility import project_room, sight_of

PIPE = Path(__file__).resolve().parents[2] / "web" / "src" / "live" / "pipe.ts"
PEOPLE = (ZOE, LUC, MARC, FACILITATOR)
BROKEN = 1006
BEAT_MS = 3_000
ROUNDS = 80


class Pipe:
    """The Node process; `say` gives it one value and returns what it answers."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [client_build.node(), str(PIPE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def say(self, **value: object) -> list[dict[str, Any]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(value) + b"\n")
        self._process.stdin.flush()
        news: list[dict[str, Any]] = []
        while True:
            line = self._process.stdout.readline()
            assert line, "the pages have died"
            told = msgspec.json.decode(line)
            if "idle" in told:
                return news
            news.append(told)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._process.communicate()


class Cable(NamedTuple):
    """One line of one page: what is on its way up, and the socket that brings down."""

    number: int
    up: deque[str]
    socket: HandSocket


class Page:
    """A page of somebody; what it asked for and how each was answered."""

    def __init__(self, name: str, who: Who, outbox: str) -> None:
        self.name = name
        self.who = who
        self.outbox = outbox
        self.cable: Cable | None = None
        self.session: Session | None = None
        self.asked: list[Command] = []
        self.told: dict[int, dict[str, Any]] = {}


class CoreWorld:
    """One run of pages against a live room."""

    def __init__(self, world: World, pipe: Pipe, seed: int) -> None:
        self.world = world
        self.pipe = pipe
        self.pages = {
            f"{seed}-{index}": Page(f"{seed}-{index}", who, f"o-{index}")
            for index, who in enumerate(PEOPLE)
        }
        self.work: Counter[str] = Counter()
        self._since_beat_ms = 0

    @classmethod
    async def open(cls, seed: int, pipe: Pipe) -> "CoreWorld":
        world = await World.open(seed)
        for client in world.clients:
            client.cut(world.house.live)
        pipe.say(seed=seed)
        made = cls(world, pipe, seed)
        for page in made.pages.values():
            await made._hear(
                pipe.say(make=page.name, room=ROOM, role=page.who.role, outbox=page.outbox)
            )
        return made

    async def play(self, steps: Sequence[Step]) -> None:
        verbs: Mapping[str, Callable[[Page, Step], Awaitable[None]]] = {
            "write": self._write,
            "lead": self._lead,
            "send": self._send,
            "receive": self._receive,
            "cut": self._cut,
            "supersede": self._reload,
            "crash": self._crash,
            "fail_disk": self._fail_disk,
            "tick": self._tick,
        }
        pages = list(self.pages.values())
        for step in steps:
            await self.world._reopen()
            if step.verb in verbs:
                await verbs[step.verb](pages[step.a % len(pages)], step)
            else:
                await settle(step.b % 20)

    # --- steps ----------------------------------------------------------------------------------

    async def _write(self, page: Page, step: Step) -> None:
        await self._ask(page, self.world._command(TwinClient(page.who, page.outbox), step))

    async def _lead(self, _: Page, step: Step) -> None:
        self.world.clients[3].room = None
        await self._ask(list(self.pages.values())[3], self.world._order(step))

    async def _ask(self, page: Page, command: Command) -> None:
        page.asked.append(command)
        await self._hear(self.pipe.say(page=page.name, do=len(page.asked) - 1, command=command))

    async def _send(self, page: Page, step: Step) -> None:
        for _ in range(1 + step.b % 5):
            await self._up(page)
        await settle(step.c % 5)

    async def _receive(self, page: Page, step: Step) -> None:
        for _ in range(1 + step.b % 8):
            await self._down(page)

    async def _cut(self, page: Page, step: Step) -> None:
        """Lost; the page hears of it at once or by the silence, the server now or never."""
        cable, session = page.cable, page.session
        if cable is None:
            return
        cable.socket.lose()
        cable.up.clear()
        if session is not None and step.b % 2:
            self.world.house.live.leave(session)
        page.session = None
        self.work["cut"] += 1
        if step.c % 2:
            await self._lost(page, BROKEN)

    async def _reload(self, page: Page, _: Step) -> None:
        """The page is loaded again: its store is all that it keeps."""
        await self._hear(self.pipe.say(page=page.name, reload=True))
        self.work["reload"] += 1

    async def _crash(self, _: Page, step: Step) -> None:
        for page in self.pages.values():
            if page.cable is not None:
                page.cable.socket.lose()
                page.cable.up.clear()
            page.session = None
        self.world.house.crash()
        self.world.house.rooms = self.world.house.new_rooms()
        await self.world._reopen()
        for page in self.pages.values():
            if (step.b >> len(page.name)) % 2:
                await self._lost(page, BROKEN)
        self.work["crash"] += 1

    async def _fail_disk(self, _: Page, step: Step) -> None:
        await self.world._fail_disk(step)

    async def _tick(self, _: Page, step: Step) -> None:
        await self._pass(step.b % 2_500)

    async def _pass(self, by_ms: int) -> None:
        """Time passes for the server and for every page; a beat every three seconds."""
        await self.world.house.clock.advance(by_ms)
        self._since_beat_ms += by_ms
        if self._since_beat_ms >= BEAT_MS:
            self._since_beat_ms = 0
            self.world.house.live.beat()
        await self._hear(self.pipe.say(tick=by_ms))

    # --- lines ----------------------------------------------------------------------------------

    async def _hear(self, news: list[dict[str, Any]]) -> None:
        """What pages ask of their lines, and what they were answered."""
        for each in news:
            page = self.pages.get(each["page"])
            if page is None:
                continue
            if "outbox" in each:
                assert each["outbox"] == page.outbox
                page.cable = Cable(each["line"], deque(), HandSocket())
                page.session = None
                await self._hear(self.pipe.say(page=page.name, line=each["line"], opened=True))
            elif "send" in each and page.cable is not None and each["line"] == page.cable.number:
                page.cable.up.append(each["send"])
            elif "hangup" in each and page.cable is not None:
                if each["line"] == page.cable.number:
                    if page.session is not None:
                        self.world.house.live.leave(page.session)
                    page.cable.socket.lose()
                    page.cable, page.session = None, None
            elif "done" in each:
                assert each["done"] not in page.told, "answered twice"
                page.told[each["done"]] = each["outcome"]

    async def _up(self, page: Page) -> None:
        """One frame reaches the server, read as the server reads it."""
        cable = page.cable
        if cable is None or not cable.up or cable.socket.lost:
            return
        live = self.world.house.live
        message = codec.read(cable.up.popleft().encode())
        if isinstance(message, Hello):
            page.session = Session(cable.socket, page.who, page.outbox, in_words)
            self.work["hello"] += 1
            try:
                await live.join(page.session, message)
            except Exception:  # noqa: BLE001 - as the edge does: the line is lost
                await self._lost(page, BROKEN)
        elif page.session is None or page.session.gone:
            return
        elif isinstance(message, Do):
            live.ask_from(page.session, message)
        else:
            assert isinstance(message, Writing)
            live.writing(page.session, message)

    async def _down(self, page: Page) -> bool:
        """One frame reaches the page, or the news that the server has closed."""
        cable = page.cable
        if cable is None:
            return False
        if cable.socket.frames:
            text = codec.payload_of(cable.socket.frames.popleft()).decode()
            await self._hear(self.pipe.say(page=page.name, line=cable.number, heard=text))
            return True
        if cable.socket.closed is not None:
            await self._lost(page, cable.socket.closed[0])
            return True
        return False

    async def _lost(self, page: Page, code: int) -> None:
        cable = page.cable
        if cable is not None:
            cable.socket.lose()
            page.cable, page.session = None, None
            await self._hear(self.pipe.say(page=page.name, line=cable.number, lost=code))

    # --- the end --------------------------------------------------------------------------------

    async def drain(self) -> None:
        """Let time pass and everything arrive, until nothing waits anywhere."""
        for _ in range(ROUNDS):
            await self.world._reopen()
            busy = self.world._lock_waits()
            for page in self.pages.values():
                while page.cable is not None and page.cable.up and not page.cable.socket.lost:
                    await self._up(page)
                    busy = True
            await settle()
            await self._pass(1_000)
            for page in self.pages.values():
                while await self._down(page):
                    pass
                busy = busy or page.cable is None or page.cable.socket.lost
                busy = busy or page.session is None or page.session.gone
            if not busy and all(not each["pending"] for each in self._states().values()):
                return
        raise AssertionError(f"does not come to rest: {self._pending()}")

    def _states(self) -> dict[str, dict[str, Any]]:
        return {name: self.pipe.say(page=name, state=True)[0]["state"] for name in self.pages}

    def _pending(self) -> list[object]:
        states = self._states()
        return [(name, each["link"], each["pending"]) for name, each in states.items()]

    async def check(self) -> None:
        """Every page shows the server's room, and each of its commands had one outcome."""
        for _ in range(10):
            await self.world.house.journal.ready()
        live = self.world.house.live
        states = self._states()
        happened = await self.world.house.happened()
        added = Counter(
            each.event.note.id for each in happened if isinstance(each.event, NoteAdded)
        )
        late = {
            each.event.late.command.note
            for each in happened
            if isinstance(each.event, CommandReceivedLate)
            and isinstance(each.event.late.command, AddNote)
        }
        for name, page in self.pages.items():
            expected = project_room(live.room, sight_of(live.room, page.who))
            shown = states[name]
            assert shown["reports"] == [], shown["reports"]
            assert shown["link"] == "online"
            for room in (shown["confirmed"]["room"], shown["room"]):
                assert msgspec.convert(room, Room) == expected, name
            self._check_numbers(page)
            for asked, outcome in page.told.items():
                command = page.asked[asked]
                self.work[outcome["type"]] += 1
                if isinstance(command, AddNote):
                    done = outcome["type"] == "Done"
                    kept = outcome["type"] == "ReceivedLate"
                    assert added[command.note] == 1 if done else added[command.note] <= kept
                    assert (command.note in late) == kept
        assert max(added.values(), default=0) <= 1

    def _check_numbers(self, page: Page) -> None:
        """Each command once and none lost; once more what the lock had refused unheard (T9)."""
        records = [
            record
            for (outbox, _), record in sorted(self.world.house.records.items())
            if outbox == page.outbox
        ]
        assert [record.n for record in records] == list(range(1, len(records) + 1)), page.name
        given = Counter(record.payload_hash for record in records)
        refused = Counter(
            record.payload_hash
            for record in records
            if isinstance(outcomes.decode(record.outcome), Declined)
        )
        asked = Counter(
            codec.payload_hash(Do(n=1, command=command, written_ms=None)) for command in page.asked
        )
        anew = given - asked
        assert not asked - given, f"{page.name} has lost commands"
        assert not anew - refused, f"{page.name} has asked anew what was done"
        self.work["anew"] += anew.total()


async def run_pages(pipe: Pipe, seed: int, steps: Sequence[Step]) -> Counter[str]:
    """Play, drain and check; returns what was done. Raises AssertionError."""
    world = await CoreWorld.open(seed, pipe)
    try:
        await world.play(steps)
        await world.drain()
        await world.check()
    finally:
        world.world.house.crash()
        await settle(2)
    return world.work

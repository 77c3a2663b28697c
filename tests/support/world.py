"""A whole workshop in one thread, played from a list of steps: server, lines, clients, faults.

A seed gives the steps, a step is a verb and three numbers, and playing the same steps always gives
the same run; so a failure is reported as a seed and the shortest list that still fails. The room,
its batches, its projections and its outcomes are the shipped ones; the journal is in memory and
loses what was not committed; the clients are twins that follow SPEC W.

At the end every line is healed and everything drained; `World.check` then holds the room, its
journal and every client to one another.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from support.clocks import settle
from support.houses import ROOM, House
from support.proposers import Ready
from support.sockets import TwinClient
from support.tables import FACILITATOR, MARC, SCREEN, ZOE, Table, at_work
from tablee.journal.errors import NotWritten
from tablee.protocol import codec
from tablee.protocol.messages import Done, ReceivedLate
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    AdmitLate,
    ClassifyNote,
    CloseBoard,
    ClosePoint,
    Command,
    DeleteBeneficiary,
    DeleteNote,
    EditNote,
    EndTimer,
    HideNote,
    KeepBothVersions,
    MoveDeadline,
    MoveNote,
    OpenPhase,
    OpenPoint,
    Part,
    PauseTimer,
    RankBeneficiary,
    ReopenBoards,
    RestoreNote,
    ResumeTimer,
    SameActor,
    SetAsideLate,
    ShowNote,
    Sit,
    SplitNote,
    StartTimer,
    TakePosition,
)
from tablee.workshop.events import LateAdmitted, WorkshopCreated
from tablee.workshop.evolve import create_room, evolve
from tablee.workshop.happened import replay
from tablee.workshop.phases import lock_at_ms
from tablee.workshop.room import Board, Room, Who
from tablee.workshop.visibility import project_room, sight_of
from tablee.workshop.vocabulary import PhaseKind

_PHASES: tuple[PhaseKind, ...] = ("travail", "travail", "travail", "mise-en-commun", "accueil")
LUC = Who(role="participant", participant="luc")
PEOPLE = (ZOE, LUC, MARC, FACILITATOR, SCREEN)
ROUNDS = 60
TRIES = 300
"""Shorter lists that are tried to shrink a failure."""


class Step(NamedTuple):
    """A verb, and numbers that it understands in its own way."""

    verb: str
    a: int
    b: int
    c: int

    def __str__(self) -> str:
        return f"{self.verb}({self.a}, {self.b}, {self.c})"


WEIGHTS: Mapping[str, int] = {
    "write": 40,
    "lead": 12,
    "send": 45,
    "receive": 45,
    "turns": 25,
    "cut": 5,
    "heal": 12,
    "supersede": 2,
    "crash": 2,
    "evict": 1,
    "fail_disk": 2,
    "tick": 8,
    "beat": 3,
}


def steps_of(seed: int, count: int = 400) -> list[Step]:
    """The steps that a seed gives."""
    chance = random.Random(seed)
    verbs = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count)
    return [Step(verb, *(chance.randrange(1 << 16) for _ in range(3))) for verb in verbs]


@cache
def _table() -> Table:
    table = at_work()
    table.do(Sit(participant="luc", board="lyon", pair="pair-z"), LUC)
    return table


class World:
    """One run. `work` counts what happened, so that a run that does nothing is seen."""

    def __init__(self, house: House, chance: random.Random) -> None:
        self.house = house
        self.chance = chance
        self.clients = [TwinClient(who, f"o-{index}") for index, who in enumerate(PEOPLE)]
        self.work: Counter[str] = Counter()
        self.made = 0

    @classmethod
    async def open(cls, seed: int) -> "World":
        chance = random.Random(seed)
        house = await House.open(_table(), worker=Ready())

        async def delay() -> None:
            for _ in range(chance.choice((0, 1, 1, 2, 5, 20))):
                await asyncio.sleep(0)

        house.journal.delay = delay
        world = cls(house, chance)
        for client in world.clients:
            await world._connect(client)
        return world

    async def play(self, steps: Sequence[Step]) -> None:
        verbs: Mapping[str, Callable[[Step], Awaitable[None]]] = {
            "write": self._write,
            "lead": self._lead,
            "send": self._send,
            "receive": self._receive,
            "turns": self._turns,
            "cut": self._cut,
            "heal": self._heal,
            "supersede": self._supersede,
            "crash": self._crash,
            "evict": self._evict,
            "fail_disk": self._fail_disk,
            "tick": self._tick,
            "beat": self._beat,
        }
        for step in steps:
            await self._reopen()
            await verbs[step.verb](step)

    # --- steps ----------------------------------------------------------------------------------

    def _client(self, step: Step) -> TwinClient:
        return self.clients[step.a % len(self.clients)]

    async def _write(self, step: Step) -> None:
        client = self.clients[step.a % 4]
        client.do(self._command(client, step), self.house.clock.now_ms() + step.c * 1_000)

    async def _lead(self, step: Step) -> None:
        self.clients[3].do(self._order(step))

    async def _send(self, step: Step) -> None:
        client = self._client(step)
        for _ in range(1 + step.b % 4):
            client.send_one(self.house.live, again=step.c % 8 == 0)
        await settle(step.c % 3)

    async def _receive(self, step: Step) -> None:
        client = self._client(step)
        client.receive(1 + step.b % 6)
        self._check_sight(client)

    async def _turns(self, step: Step) -> None:
        await settle(step.b % 40)

    async def _cut(self, step: Step) -> None:
        """The line is lost; half of the time the server does not know yet."""
        self._client(step).cut(self.house.live if step.b % 2 else None)
        self.work["cut"] += 1

    async def _heal(self, step: Step) -> None:
        client = self._client(step)
        if not client.connected or client.must_return:
            await self._connect(client)

    async def _supersede(self, step: Step) -> None:
        """The same outbox comes back while its old line still seems to live."""
        client = self._client(step)
        client.socket = None
        await self._connect(client)

    async def _crash(self, step: Step) -> None:
        for client in self.clients:
            client.cut()
        self.house.crash()
        self.house.clock.jump(step.b % 5_000)
        self.house.rooms = self.house.new_rooms()
        await self._reopen()
        self.work["crash"] += 1

    async def _evict(self, _: Step) -> None:
        """Everybody leaves and the room is closed; it opens again from its journal."""
        for client in self.clients:
            client.cut(self.house.live)
        await self.house.rooms.stop()
        await self._reopen()

    async def _fail_disk(self, step: Step) -> None:
        for call in range(1, 2 + step.b % 3):
            self.house.journal.fail_call(call)
        self.work["fail_disk"] += 1

    async def _tick(self, step: Step) -> None:
        await self.house.clock.advance(step.b % 4_000)

    async def _beat(self, _: Step) -> None:
        self.house.live.beat()

    async def _connect(self, client: TwinClient) -> None:
        """A new line, which is lost at once when the disk refuses."""
        try:
            await client.connect(self.house.live)
        except NotWritten:
            client.cut()

    async def _reopen(self) -> None:
        """The room as it is now: opened again when it failed or was closed."""
        for _ in range(10):
            with suppress(NotWritten):
                self.house.live = await self.house.rooms.get(ROOM)
                return
        raise AssertionError("the room does not open any more")

    # --- what people write ----------------------------------------------------------------------

    def _new(self, kind: str) -> str:
        self.made += 1
        return f"{kind}-{self.made}"

    def _command(self, client: TwinClient, step: Step) -> Command:
        """Something that this person might write, mostly sensible, sometimes out of date."""
        room = client.room or self.house.live.room
        board = self._own_board(room, client, step)
        beneficiary = _pick([*board.beneficiaries, "nobody"], step.b)
        noted = _pick([*board.notes, *board.removed_notes, "n1"], step.c)
        old = board.notes.get(noted)
        base = (old.rev if old else 0) + (step.b % 5 == 0)
        point = _pick([*board.points, "none"], step.b)
        choices: tuple[Callable[[], Command], ...] = (
            lambda: AddNote(note=self._new("n"), beneficiary=beneficiary, text=self._text(board)),
            lambda: AddNote(note=self._new("n"), beneficiary=beneficiary, text=self._text(board)),
            lambda: AddNote(note=self._new("n"), beneficiary=beneficiary, text=self._text(board)),
            lambda: AddBeneficiary(
                board=board.id, beneficiary=self._new("b"), label=f"Acteur {step.c % 9}"
            ),
            lambda: EditNote(
                note=noted,
                base=base,
                text=self._text(board),
                was=old.text if old and step.b % 2 else None,
            ),
            lambda: KeepBothVersions(
                point=self._new("p"), note=noted, text=self._text(board), question="Deux versions"
            ),
            lambda: ClassifyNote(note=noted, unforeseen=step.b % 2 == 0),
            lambda: MoveNote(note=noted, beneficiary=beneficiary),
            lambda: DeleteNote(note=noted, was=old.text if old and step.c % 2 else None),
            lambda: RestoreNote(note=noted),
            lambda: SplitNote(
                note=noted,
                base=base,
                parts=tuple(Part(note=self._new("n"), text=self._text(board)) for _ in range(2)),
            ),
            lambda: RankBeneficiary(beneficiary=beneficiary, after=None),
            lambda: DeleteBeneficiary(beneficiary=beneficiary),
            lambda: OpenPoint(point=self._new("p"), target_kind="note", target=noted),
            lambda: TakePosition(point=point, position=self._new("q"), text=self._text(board)),
            lambda: ClosePoint(point=point),
            lambda: AddNote(note=self._new("n"), text="Sans bénéficiaire"),
            lambda: EndTimer(),
            lambda: self._sit(room, client, board, step),
        )
        return choices[step.b % len(choices)]()

    def _own_board(self, room: Room, client: TwinClient, step: Step) -> Board:
        seat = room.participants.get(client.who.participant or "")
        boards = list(room.boards.values())
        if seat is not None and seat.board is not None and step.c % 12:
            return room.boards[seat.board]
        return boards[step.c % len(boards)]

    def _sit(self, room: Room, client: TwinClient, board: Board, step: Step) -> Command:
        pairs = [pair.id for pair in room.pairs.values() if pair.board == board.id]
        return Sit(
            participant=client.who.participant or "zoe",
            board=board.id,
            pair=_pick([*pairs, self._new("pair")], step.a),
        )

    def _text(self, board: Board) -> str:
        """The board's own name, so that a text that is read elsewhere is recognised."""
        return f"{board.id} écrit {self._new('t')}"

    def _order(self, step: Step) -> Command:
        room = self.clients[3].room or self.house.live.room
        boards = list(room.boards.values())
        board = boards[step.a % len(boards)]
        noted = _pick([*board.notes, "n1"], step.c)
        late = _pick([*room.late, "none"], step.c)
        pooled = tuple(_pick([*each.beneficiaries], step.c) for each in boards)
        orders: tuple[Callable[[], Command], ...] = (
            lambda: StartTimer(duration_ms=1_000 + step.c % 9_000),
            lambda: StartTimer(duration_ms=1_000 + step.c % 9_000),
            lambda: ReopenBoards(for_ms=1_000 + step.c % 9_000),
            lambda: ReopenBoards(),
            lambda: EndTimer(),
            lambda: PauseTimer(),
            lambda: ResumeTimer(),
            lambda: MoveDeadline(by_ms=step.c % 8_000 - 3_000),
            lambda: CloseBoard(board=board.id),
            lambda: AdmitLate(late=late),
            lambda: AdmitLate(late=late),
            lambda: SetAsideLate(late=late),
            lambda: HideNote(note=noted),
            lambda: ShowNote(note=noted),
            lambda: SameActor(decision=self._new("d"), beneficiaries=pooled),
            lambda: OpenPhase(phase="travail", start_timer=step.c % 2 == 0),
            lambda: OpenPhase(phase="travail"),
            lambda: OpenPhase(phase=_PHASES[step.c % len(_PHASES)]),
        )
        return orders[step.b % len(orders)]()

    # --- the end --------------------------------------------------------------------------------

    async def drain(self) -> None:
        """Heal every line and let everything arrive."""
        for _ in range(ROUNDS):
            await self._reopen()
            busy = False
            for client in self.clients:
                if not client.connected or client.must_return or client.stopped:
                    client.stopped = False
                    await self._connect(client)
                    busy = True
                while client.send_one(self.house.live):
                    busy = True
            await self.house.clock.advance(1_000)
            self.house.live.beat()
            for client in self.clients:
                busy = client.receive() > 1 or busy
                self._check_sight(client)
                busy = busy or bool(client.pending) or client.must_return
            if not busy and not self._lock_waits():
                return
        raise AssertionError(f"does not come to rest: {[c.pending for c in self.clients]}")

    def _lock_waits(self) -> bool:
        at_ms = lock_at_ms(self.house.live.room)
        return at_ms is not None and at_ms <= self.house.clock.now_ms()

    def _check_sight(self, client: TwinClient) -> None:
        """[V2] whatever has arrived, nobody holds a text of a board that they may not read."""
        room = client.room
        if room is None or room.pooling_shown or client.who.role == "facilitator":
            return
        seat = room.participants.get(client.who.participant or "")
        own = seat.board if seat is not None else None
        for board in room.boards.values():
            if board.id != own:
                assert not board.notes, f"{client.outbox} reads {board.id}"
                assert not board.removed_notes
                assert not board.points
        assert not room.late

    async def check(self) -> None:
        """Room, journal and clients agree; every promise about commands is kept."""
        for _ in range(10):
            await self.house.journal.ready()  # uses up the failures that nothing met
        live = self.house.live
        happened = await self.house.happened()
        assert replay(happened) == live.room, "the journal does not give the room"
        for client in self.clients:
            expected = project_room(live.room, sight_of(live.room, client.who))
            assert client.room == expected, f"{client.outbox} has diverged"
            self.work["Proposals"] += client.proposals
        self._check_outcomes()
        await self._check_order()

    def _check_outcomes(self) -> None:
        """Every command has one outcome, which is the journal's; every event has one command."""
        records = self.house.records
        told = {}
        for client in self.clients:
            before = 0
            for n in range(1, client.last + 1):
                outcome = client.outcomes[n]
                record = records.get((client.outbox, n))
                assert record is not None, f"{client.outbox} {n} was told {outcome} and is lost"
                assert record.payload_hash == codec.payload_hash(client.kept[n])
                events = range(record.from_seq, record.to_seq + 1)
                assert record.from_seq > before, f"{client.outbox} {n} is out of order"
                before = record.to_seq if events else before
                if isinstance(outcome, Done):
                    assert (outcome.from_seq, outcome.to_seq) == (record.from_seq, record.to_seq)
                else:
                    assert len(events) == isinstance(outcome, ReceivedLate)
                for seq in events:
                    assert seq not in told, f"event {seq} belongs to two commands"
                    told[seq] = client
                self.work[type(outcome).__name__] += 1
        self.by_seq = told

    async def _check_order(self) -> None:
        """What stands in the journal was allowed there: after a lock, nothing by participants."""
        room: Room | None = None
        admitting = False
        for each in await self.house.happened():
            if room is None:
                assert isinstance(each.event, WorkshopCreated)
                room = create_room(each.event)
                continue
            client = self.by_seq.get(each.seq)
            if each.seq > len(_table().journal):
                assert (client is None) == (each.who.role == "system"), f"event {each.seq}"
                assert client is None or client.who.participant == each.who.participant
            at_ms = lock_at_ms(room)
            admitting = isinstance(each.event, LateAdmitted) or admitting
            board = getattr(each.event, "board", None)
            writes = type(each.event).__name__ not in ("ParticipantSeated", "CommandReceivedLate")
            if each.who.role == "participant" and writes:
                assert board is not None
                assert room.phase == "travail", f"event {each.seq} outside the work"
                assert not room.boards[board].closed, f"event {each.seq} on a locked board"
                assert at_ms is None or each.at_ms < at_ms, f"event {each.seq} after the end"
            room = evolve(room, each.event)
        kinds = Counter(type(each.event).__name__ for each in await self.house.happened())
        self.work.update(kinds)


def _pick(among: Sequence[str], number: int) -> str:
    return among[number % len(among)]


async def run(seed: int, steps: Sequence[Step]) -> Counter[str]:
    """Play, drain and check; returns what was done. Raises AssertionError."""
    world = await World.open(seed)
    try:
        await world.play(steps)
        await world.drain()
        await world.check()
    finally:
        world.house.crash()
        await settle(2)
    return world.work


class Found(NamedTuple):
    """A failing run: the seed, the shortest list of steps that was found, what it says."""

    seed: int
    steps: list[Step]
    says: str

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.says}\n" + "\n".join(f"  {step}" for step in self.steps)


async def failure(seed: int, steps: Sequence[Step]) -> str | None:
    """What goes wrong when these steps are played, or None."""
    try:
        await run(seed, steps)
    except Exception as error:  # noqa: BLE001 - whatever a run raises is its failure
        return f"{type(error).__name__}: {error}"
    return None


async def shrink(seed: int, steps: list[Step], says: str) -> Found:
    """A shorter list of steps that still fails, found by leaving out stretches."""
    tries = TRIES
    size = len(steps) // 2
    while size and tries:
        start = 0
        while start < len(steps) and tries:
            tries -= 1
            shorter = steps[:start] + steps[start + size :]
            said = await failure(seed, shorter)
            if said is None:
                start += size
            else:
                steps, says = shorter, said
        size //= 2
    return Found(seed, steps, says)


async def search(seeds: Sequence[int]) -> tuple[Found | None, Counter[str]]:
    """The first failing seed, shrunk, and what all the runs did."""
    work: Counter[str] = Counter()
    for seed in seeds:
        steps = steps_of(seed)
        try:
            work += await run(seed, steps)
        except Exception as error:  # noqa: BLE001 - whatever a run raises is its failure
            says = f"{type(error).__name__}: {error}"
            return await shrink(seed, steps, says), work
    return None, work

"""A rehearsal: simulated participants join by the link, wait for the work and post a file's notes.

Everything goes over real HTTP and websockets, like anyone's; the server cannot tell them from
people. A server that is killed and started again midway is only a reason to come back. The same
function serves `tablee rehearse` and « Répéter » on the facilitator's page.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import AsyncExitStack
from typing import Final, Literal

import msgspec

from ..workshop.vocabulary import Language
from .http import Session
from .links import join_link as read_join_link
from .notes_file import NoteToPost
from .participant import Count, SimulatedParticipant
from .plan import TIMEOUT_S, Stint, plan
from .words import say

_JOINING_AT_ONCE: Final = 16
_PROGRESS_S: Final = 0.5


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How it ended. `notes` is how many the file holds, `why` the last reason for a refusal."""

    notes: int
    posted: int
    acknowledged: int
    refused: int
    late: int
    reconnections: int
    seconds: float
    why: str

    @property
    def complete(self) -> bool:
        """Whether every note of the file was acknowledged."""
        return self.acknowledged == self.notes


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """Where the rehearsal stands, twice a second."""

    stage: Literal["seating", "waiting", "posting"]
    participants: int
    seated: int
    notes: int
    acknowledged: int


async def rehearse(
    join_link: str,
    participants: int,
    notes: Sequence[NoteToPost],
    pace: float,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    lang: Language,
    timeout_s: float = TIMEOUT_S,
) -> Tally:
    """Run it to its end, or until `timeout_s` has passed, and say what became of the notes.

    `pace` is notes per second over all participants, 0 for as fast as they are acknowledged.
    Raises Trouble for a link, a file or a server that does not fit; `join_link` must be reachable
    at the start, and may be lost at any moment after.
    """
    rehearsal = _Rehearsal(join_link, participants, notes, pace, lang)
    watching = asyncio.create_task(rehearsal.watch(on_progress)) if on_progress else None
    limit = asyncio.timeout(timeout_s)
    try:
        async with limit:
            return await rehearsal.run()
    except TimeoutError:
        if not limit.expired():
            raise
        return rehearsal.tally()
    finally:
        if watching is not None:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)


class _Pacer:
    """Gives out the instants at which notes may be posted, evenly, to whoever asks."""

    def __init__(self, pace: float) -> None:
        self._interval_s = 1 / pace if pace > 0 else 0.0
        self._next = 0.0

    async def turn(self) -> None:
        if self._interval_s == 0:
            return
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + self._interval_s
        await asyncio.sleep(mine - now)


class _Rehearsal:
    def __init__(
        self, link: str, participants: int, notes: Sequence[NoteToPost], pace: float, lang: Language
    ) -> None:
        self._link = read_join_link(link)
        self._participants = participants
        self._notes = notes
        self._pacer = _Pacer(pace)
        self._lang: Language = lang
        self._started = time.monotonic()
        self._stage: Literal["seating", "waiting", "posting"] = "seating"
        self._crowd: list[SimulatedParticipant] = []

    async def run(self) -> Tally:
        async with Session(self._link.server, self._lang) as session:
            page = await session.boot(f"/j/{self._link.secret}", _JoinPage)
        boards = {board.id: board.name for board in page.invitation.boards}
        work = plan(boards, self._notes, self._participants)
        async with AsyncExitStack() as stack:
            for number in range(1, self._participants + 1):
                name = say(self._lang, "participant_name", number=number)
                participant = SimulatedParticipant(self._link, name, self._lang, stack)
                self._crowd.append(participant)
            await self._seat_all(work)
            self._stage = "waiting"
            await _together(map(self._work, self._crowd, work))
            return self.tally()

    async def _seat_all(self, work: Sequence[Sequence[Stint]]) -> None:
        """First one of each pair, in the order of the pairs of a board, then the others."""
        firsts: dict[str, dict[int, SimulatedParticipant]] = {}
        mates: list[tuple[SimulatedParticipant, Stint]] = []
        for participant, stints in zip(self._crowd, work, strict=True):
            pairs = firsts.setdefault(stints[0].board, {})
            if pairs.setdefault(stints[0].pair, participant) is not participant:
                mates.append((participant, stints[0]))
        pair_ids: dict[tuple[str, int], str] = {}
        door = asyncio.Semaphore(_JOINING_AT_ONCE)

        async def open_pairs(board: str, pairs: dict[int, SimulatedParticipant]) -> None:
            for pair, participant in sorted(pairs.items(), key=lambda each: each[0]):
                pair_ids[board, pair] = await participant.join(board, None)

        async def follow(mate: SimulatedParticipant, stint: Stint) -> None:
            async with door:
                await mate.join(stint.board, pair_ids[stint.board, stint.pair])

        await _together(open_pairs(board, pairs) for board, pairs in firsts.items())
        await _together(follow(mate, stint) for mate, stint in mates)

    async def _work(self, participant: SimulatedParticipant, stints: Sequence[Stint]) -> None:
        await participant.line.until(lambda room: room.phase == "travail")
        self._stage = "posting"
        for place, stint in enumerate(stints):
            if place > 0:
                await participant.move(stint.board)
            for note in stint.notes:
                await participant.line.space()
                await self._pacer.turn()
                participant.post(stint.board, note)
        await participant.settled()

    def tally(self) -> Tally:
        counts = [participant.count() for participant in self._crowd]
        return Tally(
            notes=len(self._notes),
            posted=_sum(counts, "posted"),
            acknowledged=_sum(counts, "acknowledged"),
            refused=_sum(counts, "refused"),
            late=_sum(counts, "late"),
            reconnections=sum(participant.reconnections for participant in self._crowd),
            seconds=round(time.monotonic() - self._started, 3),
            why=next((count.why for count in counts if count.why), ""),
        )

    async def watch(self, on_progress: Callable[[Progress], None]) -> None:
        while True:
            await asyncio.sleep(_PROGRESS_S)
            on_progress(
                Progress(
                    stage=self._stage,
                    participants=self._participants,
                    seated=sum(participant.seated for participant in self._crowd),
                    notes=len(self._notes),
                    acknowledged=self.tally().acknowledged,
                )
            )


def _sum(counts: Iterable[Count], of: str) -> int:
    return sum(int(getattr(count, of)) for count in counts)


async def _together(work: Iterable[Coroutine[object, object, None]]) -> None:
    """All of them, to their end; the first trouble stops the others and is raised as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            for each in work:
                group.create_task(each)
    except ExceptionGroup as troubles:
        raise troubles.exceptions[0] from None


class _NamedBoard(msgspec.Struct, frozen=True):
    id: str
    name: str


class _Invitation(msgspec.Struct, frozen=True):
    boards: tuple[_NamedBoard, ...]


class _JoinPage(msgspec.Struct, frozen=True):
    invitation: _Invitation

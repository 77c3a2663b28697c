"""The simulation finds the bugs that matter: each is planted, and must be found."""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from support.core_world import Pipe, run_pages
from support.memory_journal import MemoryJournal
from support.world import Found, search, steps_of
from tablee.journal.base import Batch
from tablee.live import audience
from tablee.live.audience import Step
from tablee.live.batch import Answered, Asked, Deciding
from tablee.live.live_room import LiveRoom
from tablee.live.proposing import RoomProposals
from tablee.live.session import Session
from tablee.workshop.phases import lock_at_ms
from tablee.workshop.room import Board, Room, Who
from tablee.workshop.visibility import Sight, project

pytestmark = pytest.mark.usefixtures("quiet")

SEEDS = range(40)
Plant = Callable[[pytest.MonkeyPatch], None]


def acknowledge_before_the_journal(patch: pytest.MonkeyPatch) -> None:
    """[J1] the write goes on in the background, and may be lost with the process."""
    append = MemoryJournal.append
    under_way: set[asyncio.Task[int]] = set()

    async def eager(self: MemoryJournal, room_id: str, expected_seq: int, batch: Batch) -> int:
        task = asyncio.create_task(append(self, room_id, expected_seq, batch))
        under_way.add(task)
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.sleep(0)
        return expected_seq + len(batch.entries)

    patch.setattr(MemoryJournal, "append", eager)


def ignore_the_idempotency_key(patch: pytest.MonkeyPatch) -> None:
    """[K3] every frame is a new command, and the storage does not mind."""

    def anew(_: LiveRoom, deciding: Deciding, asked: Asked, __: Session | None) -> Answered:
        return deciding.ask(asked)

    patch.setattr(LiveRoom, "_answer", anew)
    patch.setattr("support.memory_journal.refuse_recorded", lambda *_: None)


def skip_a_change_for_one_sight(patch: pytest.MonkeyPatch) -> None:
    """[V4] people of one board are not shown one event in nine."""
    encoded = audience._encoded

    def forgetful(steps: Sequence[Step], sight: Sight, whole: dict[int, bytes]) -> list[bytes]:
        if sight.kind == "board":
            steps = [step for step in steps if step[1].seq % 9]
        return encoded(steps, sight, whole)

    patch.setattr(audience, "_encoded", forgetful)


def accept_after_the_lock(patch: pytest.MonkeyPatch) -> None:
    """[T5] a closed board takes what comes."""

    def anything(_: Room, __: Board, ___: Who) -> None:
        return None

    patch.setattr("tablee.workshop.decide.may_write", anything)


def lock_when_there_is_time_for_it(patch: pytest.MonkeyPatch) -> None:
    """[T5] the lock comes when there is time for it, not at its own instant."""

    def later(room: Room) -> int | None:
        at_ms = lock_at_ms(room)
        return None if at_ms is None else at_ms + 700

    patch.setattr("tablee.live.batch.lock_at_ms", later)
    patch.setattr("tablee.live.live_room.lock_at_ms", later)


def forget_the_first_of_the_tail(patch: pytest.MonkeyPatch) -> None:
    """[W4] who comes back misses one change."""
    encoded = audience.encoded_tail
    patch.setattr(
        "tablee.live.live_room.encoded_tail",
        lambda room, recent, sight: encoded(room, recent[1:], sight),
    )


def show_everything_to_everybody(patch: pytest.MonkeyPatch) -> None:
    """[V2] the veil is forgotten in live frames."""
    patch.setattr(
        audience,
        "project",
        lambda before, event, sight: (event,) if sight.board else project(before, event, sight),
    )


def show_before_the_journal(patch: pytest.MonkeyPatch) -> None:
    """[J1] the room becomes what was decided even when the disk refused it."""

    def kept(self: LiveRoom, _: object, __: object) -> None:
        for asked, session, _future in self._taken:
            if session is not None:
                session.refuse_for_now(asked.n, 1)

    sound = Deciding.to_write

    def to_write(self: Deciding) -> Batch:
        LIVE[0].room = self.room
        return sound(self)

    LIVE: list[LiveRoom] = []  # noqa: N806
    start = LiveRoom.start

    def started(self: LiveRoom) -> None:
        LIVE[:] = [self]
        start(self)

    patch.setattr(LiveRoom, "start", started)
    patch.setattr(Deciding, "to_write", to_write)
    patch.setattr(LiveRoom, "_not_written", kept)


def take_a_number_that_skips_one(patch: pytest.MonkeyPatch) -> None:
    """[K4] a number that skips one is taken."""

    def taken(
        self: LiveRoom, deciding: Deciding, asked: Asked, session: Session | None
    ) -> Answered | None:
        last = deciding.last_n.get(asked.outbox, self._last_n.get(asked.outbox, 0))
        return deciding.ask(asked) if session is None or asked.n > last else None

    patch.setattr(LiveRoom, "_answer", taken)


def tell_everybody_what_is_proposed(patch: pytest.MonkeyPatch) -> None:
    """[W14] proposals go to whoever is there."""
    patch.setattr(RoomProposals, "_facilitators", lambda self: list(self._audience.sessions))


PLANTS: tuple[Plant, ...] = (
    acknowledge_before_the_journal,
    ignore_the_idempotency_key,
    skip_a_change_for_one_sight,
    accept_after_the_lock,
    lock_when_there_is_time_for_it,
    forget_the_first_of_the_tail,
    show_everything_to_everybody,
    show_before_the_journal,
    take_a_number_that_skips_one,
    tell_everybody_what_is_proposed,
)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
async def test_the_simulation_finds_a_planted_bug(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[J1, K3, K4, T5, V2, V4, W4, W14] in forty seeds, and shortens it."""
    monkeypatch.setattr("support.world.TRIES", 25)
    plant(monkeypatch)
    found, _ = await search(SEEDS)
    assert isinstance(found, Found), "the simulation did not notice"
    print(f"{plant.__name__}: {found}")


@pytest.mark.parametrize(
    "plant",
    [skip_a_change_for_one_sight, forget_the_first_of_the_tail, acknowledge_before_the_journal],
    ids=lambda plant: plant.__name__,
)
async def test_the_simulation_of_pages_finds_a_planted_bug(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[J1, V4, W4] in twenty seeds, with the shipped core on the other side."""
    plant(monkeypatch)
    with Pipe() as pipe:
        for seed in range(20):
            try:
                await run_pages(pipe, seed, steps_of(seed, 150))
            except AssertionError as error:
                print(f"{plant.__name__}: seed {seed}: {error}")
                return
    raise AssertionError("the simulation did not notice")

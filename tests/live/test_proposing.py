"""Proposals reach the facilitators, and nobody waits for them (SPEC W14)."""

import asyncio
import os
import signal
from collections.abc import Callable
from functools import partial

import msgspec
import pytest

from support.clocks import settle
from support.houses import House
from support.proposers import NOTHING, Failing, Held, Ready, echo, stuck
from support.sockets import Connection
from support.tables import FACILITATOR, MARC, SCREEN, ZOE, at_work
from tablee.live.proposal_process import NotProposed, ProposalProcess
from tablee.live.proposal_wants import FAILED, FOUND
from tablee.live.proposing import GATHER_MS, LONGEST_MS, Proposing, Worker
from tablee.protocol.messages import Proposals
from tablee.workshop.commands import (
    AddConcept,
    AddNote,
    HideNote,
    OpenPhase,
    RaiseHand,
    RemoveConcept,
    SameActor,
)

POOL = OpenPhase(phase="mise-en-commun")
SAID = msgspec.json.encode(NOTHING)


async def pooling(worker: Worker) -> House:
    """The room of `at_work` in its pooling; nobody has come yet."""
    table = at_work()
    table.do(POOL)
    return await House.open(table, worker=worker)


async def more(house: House, note: str) -> None:
    await house.live.ask(AddNote(note=note, beneficiary="hab", text=note), FACILITATOR)


async def until(true: Callable[[], bool]) -> None:
    """Real time passes for a process of its own."""
    async with asyncio.timeout(60):
        for _ in iter(true, True):
            await asyncio.sleep(0.02)


def pid_of(process: ProposalProcess) -> int:
    assert process.pid is not None
    return process.pid


def told(connection: Connection) -> list[Proposals]:
    return connection.all(Proposals)


async def test_only_facilitators_are_told_when_they_come_and_when_the_room_changes() -> None:
    """[W14] with the place of the room that they were made from."""
    house = await pooling(Ready())
    others = [await house.join(who, f"o-{at}") for at, who in enumerate((ZOE, MARC, SCREEN))]
    await house.clock.advance(GATHER_MS)
    lead = await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    assert [each.seq for each in told(lead)] == [house.live.seq]
    await more(house, "n2")
    await house.clock.advance(GATHER_MS)
    assert [each.seq for each in told(lead)] == [house.live.seq]
    second = await house.join(FACILITATOR, "o-g")
    assert [each.seq for each in told(second)] == [house.live.seq]
    assert [each for other in others for each in told(other)] == []


async def test_a_room_that_changes_again_and_again_is_looked_at_once() -> None:
    """[W14] when it has been quiet for a moment, and not later than the longest wait."""
    worker = Ready()
    house = await pooling(worker)
    await house.join(FACILITATOR, "o-f")
    for number in range(3):
        await more(house, f"a{number}")
        await house.clock.advance(GATHER_MS - 50)
    assert worker.wants == []
    await house.clock.advance(GATHER_MS)
    assert len(worker.wants) == 1
    for number in range(LONGEST_MS // 100):
        await more(house, f"b{number}")
        await house.clock.advance(100)
    assert len(worker.wants) == 2


async def test_what_does_not_matter_makes_no_work() -> None:
    """[W14] a hand, or a room that nobody leads."""
    worker = Ready()
    house = await pooling(worker)
    await more(house, "n2")
    await house.clock.advance(LONGEST_MS)
    assert worker.wants == []
    await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    await house.live.ask(RaiseHand(), ZOE)
    await house.clock.advance(LONGEST_MS)
    assert len(worker.wants) == 1


async def test_the_worker_is_made_ready_while_people_write_and_tells_nothing() -> None:
    """[W14] once, and with no text of theirs."""
    worker = Ready()
    house = await House.open(at_work(), worker=worker)
    lead = await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    await more(house, "n2")
    await house.clock.advance(LONGEST_MS)
    assert [each.board and each.board.notes for each in worker.wants] == [()]
    assert told(lead) == []
    await house.live.ask(POOL, FACILITATOR)
    await house.clock.advance(GATHER_MS)
    assert len(told(lead)) == 1
    assert worker.wants[-1].board is not None
    assert {note.id for note in worker.wants[-1].board.notes} == {"n1", "n2"}


async def test_the_newest_wins() -> None:
    """[W14] while the worker is at one want, those that follow are one, the last."""
    worker = Held()
    house = await pooling(worker)
    lead = await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    for note in ("n2", "n3", "n4"):
        await more(house, note)
        await house.clock.advance(GATHER_MS)
    first, last = house.live.seq - 3, house.live.seq
    assert len(worker.wants) == 1
    for _ in range(4):
        worker.let()
        await settle()
    assert len(worker.wants) == 2
    assert worker.wants[-1].board is not None
    assert {note.id for note in worker.wants[-1].board.notes} == {"n1", "n2", "n3", "n4"}
    assert [each.seq for each in told(lead)] == [first, last]


async def test_rooms_take_turns() -> None:
    """[W14] one that changes all the time keeps its place in the queue, not a better one."""
    worker = Held()
    proposing = Proposing(worker)
    heard: list[str] = []

    def heard_of(room: str, _: bytes | None) -> None:
        heard.append(room)

    want = msgspec.msgpack.encode({"room": "-"})
    for room in ("a", "b", "c", "b", "a"):
        proposing.ask(room, want, partial(heard_of, room))
        await settle(5)
    for _ in range(5):
        worker.let()
        await settle(5)
    assert heard == ["a", "b", "c", "a"]
    await proposing.stop()


async def test_a_stuck_worker_holds_nobody_up(caplog: pytest.LogCaptureFixture) -> None:
    """[W14] the room goes on meanwhile; the page is told, the log says why, the process is gone."""
    process = ProposalProcess(stuck(), timeout_s=1.5)
    house = await pooling(process)
    lead = await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    await until(lambda: process.pid is not None)
    pid, loop = pid_of(process), asyncio.get_running_loop()
    slowest = 0.0
    for number in range(50):
        began = loop.time()
        await more(house, f"n{number + 2}")
        slowest = max(slowest, loop.time() - began)
    assert told(lead) == []
    assert slowest < 1
    failed: list[Proposals] = []

    def some() -> bool:
        failed.extend(told(lead))
        return bool(failed)

    await until(some)
    assert [each.found for each in failed] == [None]
    assert [(each.message, vars(each)["reason"]) for each in caplog.records] == [
        ("not proposed", "hung")
    ]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    await house.rooms.stop()
    assert house.proposing is not None
    await house.proposing.stop()


async def test_a_worker_that_dies_comes_back() -> None:
    """[W14] the want that it died of is given once more, and the page notices nothing."""
    process = ProposalProcess(echo(FOUND + SAID))
    proposing = Proposing(process)
    found: asyncio.Queue[bytes | None] = asyncio.Queue()
    proposing.ask("room", b"1", found.put_nowait)
    assert await found.get() == SAID
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    proposing.ask("room", b"2", found.put_nowait)
    assert await found.get() == SAID
    await proposing.stop()
    assert process.pid is None


@pytest.mark.parametrize(
    ("reasons", "wants"), [(["died"], 2), (["died", "died"], 2), (["hung"], 1), (["KeyError"], 1)]
)
async def test_what_fails_is_tried_again_only_where_it_may_help(
    reasons: list[str], wants: int, caplog: pytest.LogCaptureFixture
) -> None:
    """[W14] what could not be made is said; the next change asks again."""
    worker = Failing(reasons)
    house = await pooling(worker)
    lead = await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    assert len(worker.wants) == wants
    assert [each.found is None for each in told(lead)] == [len(reasons) == wants]
    assert len(caplog.records) == len(reasons)
    await house.join(FACILITATOR, "o-g")
    await house.clock.advance(GATHER_MS)
    assert [each.found is None for each in told(lead)] == [False] * (len(reasons) == wants)


async def test_a_failure_of_ours_is_an_answer_like_another() -> None:
    """[W14] the process lives on."""
    process = ProposalProcess(echo(FAILED + b"KeyError"))
    with pytest.raises(NotProposed, match="KeyError"):
        await process.ask(b"1")
    assert process.pid is not None
    await process.end()


async def test_a_room_that_closes_is_forgotten_and_the_last_one_ends_the_worker() -> None:
    """[W14] nothing of what was read stays."""
    worker = Ready()
    house = await pooling(worker)
    await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    assert worker.ended == 0
    await house.rooms.stop()
    await settle()
    assert worker.ended == 1
    proposing = Proposing(worker)
    want = msgspec.msgpack.encode({"room": "a"})
    for room in ("a", "b"):
        proposing.ask(room, want, lambda _: None)
    await settle()
    proposing.forget("a")
    await settle()
    assert (worker.wants[-1].room, worker.wants[-1].board) == ("a", None)
    assert worker.ended == 1
    await proposing.stop()


async def test_a_server_that_stops_does_not_wait_for_the_worker() -> None:
    """[W9, W14] its process is ended in the midst of a want."""
    process = ProposalProcess(stuck())
    proposing = Proposing(process)
    proposing.ask("room", b"1", lambda _: None)
    await until(lambda: process.pid is not None)
    pid = pid_of(process)
    await proposing.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_words_of_the_room_are_read_along() -> None:
    """[W14, Z1] a concept that is added or removed is a change that matters."""
    worker = Ready()
    house = await pooling(worker)
    await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    own = [each.id for each in worker.wants[-1].concepts]
    add = AddConcept(concept="c1", words=("flups", "zorgs"))
    for command, more_words in ((add, ["c1"]), (RemoveConcept(concept="c1"), [])):
        await house.live.ask(command, FACILITATOR)
        await house.clock.advance(GATHER_MS)
        assert [each.id for each in worker.wants[-1].concepts] == own + more_words
    assert len(worker.wants) == 3


async def test_what_is_hidden_or_united_is_wanted_so() -> None:
    """[W14, V6] a hidden note is proposed nowhere; what was decided goes along."""
    worker = Ready()
    house = await pooling(worker)
    await house.join(FACILITATOR, "o-f")
    await more(house, "n2")
    await house.live.ask(HideNote(note="n1"), FACILITATOR)
    board = house.live.room.boards["toulouse"]
    builtin = next(each.id for each in board.beneficiaries.values() if each.builtin)
    united = SameActor(decision="d", beneficiaries=("hab", builtin))
    await house.live.ask(united, FACILITATOR)
    await house.clock.advance(GATHER_MS)
    wanted = worker.wants[-1].board
    assert wanted is not None
    assert [note.id for note in wanted.notes] == ["n2"]
    assert ("hab", builtin) in wanted.decisions.same
    territory = {
        each.id
        for one in house.live.room.boards.values()
        for each in one.beneficiaries.values()
        if each.builtin
    }
    assert territory in [set(each) for each in wanted.decisions.same]
    assert [each.order for each in wanted.beneficiaries] == list(range(len(wanted.beneficiaries)))

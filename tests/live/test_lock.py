"""The lock's place in the order, late commands, and restarts (SPEC T5, T9, T11)."""

from pathlib import Path
from unittest import mock

import pytest

from support.clocks import settle
from support.houses import Gate, House
from support.sockets import Connection
from support.tables import FACILITATOR, T0, ZOE
from tablee.live.clock import SystemClock
from tablee.protocol.messages import Changes, Done, ReceivedLate, Refused, Rejected, Welcome
from tablee.workshop.commands import AddNote, AdmitLate, ReopenBoards, SetGrace, StartTimer

LENGTH_MS = 60_000
HOUR_MS = 3_600_000


def note(n: int) -> AddNote:
    return AddNote(note=f"late-{n}", beneficiary="hab", text=f"La note {n}")


async def start_timer(house: House) -> Connection:
    lead = await house.join(FACILITATOR, "o-f")
    lead.do(1, StartTimer(duration_ms=LENGTH_MS))
    await settle()
    lead.messages()
    return lead


def outcomes(connection: Connection) -> list[tuple[str, int]]:
    told = connection.messages()
    kinds = Done | Rejected | ReceivedLate
    return [(type(each).__name__, each.n) for each in told if isinstance(each, kinds)]


async def test_the_boards_lock_at_the_end_without_anybody_asking(house: House) -> None:
    """[T5] once, as an event like any other, by the system."""
    lead = await start_timer(house)
    await house.clock.advance(LENGTH_MS - 1)
    assert lead.all(Changes) == []
    await house.clock.advance(2)
    (frame,) = lead.all(Changes)
    assert [(type(c.event).__name__, c.role) for c in frame.changes] == [("BoardsLocked", "system")]
    assert all(board.closed for board in house.live.room.boards.values())
    await house.clock.advance(HOUR_MS)
    assert (await house.kinds()).count("BoardsLocked") == 1


async def test_what_the_disk_refused_before_the_end_is_in_once_it_is_back(house: House) -> None:
    """[J5, T5] `unavailable` is no reason to be late: in, in order, before the lock, and once."""
    await start_timer(house)
    zoe, head = await house.join(ZOE, "o-1"), house.live.seq
    await house.clock.advance(LENGTH_MS - 500)
    for call in range(1, 4):
        house.journal.fail_call(call)
    for n in (1, 2, 1):
        zoe.do(n, note(n))
    await settle()
    refused = [each for each in zoe.messages() if isinstance(each, Refused)]
    assert [(each.code, each.n) for each in refused] == [
        ("unavailable", 1),
        ("unavailable", 2),
        ("unavailable", 1),
    ]
    await house.clock.advance(700)
    zoe.do(3, note(3))
    await settle()
    await house.clock.advance(3_000)
    assert await house.kinds(head) == ["NoteAdded", "NoteAdded", "BoardsLocked"]
    assert outcomes(zoe) == []
    for n in (1, 2, 3):
        zoe.do(n, note(n))
    await settle()
    assert outcomes(zoe) == [("Done", 1), ("Done", 2), ("Rejected", 3)]
    assert await house.kinds(head) == ["NoteAdded", "NoteAdded", "BoardsLocked"]


async def test_what_arrived_before_the_end_is_in_however_slow_the_disk_is(
    house: House, gate: Gate
) -> None:
    """[T5] received before, decided after: in. Received at the end: out."""
    await start_timer(house)
    zoe = await house.join(ZOE, "o-1")
    head = house.live.seq
    gate.shut = True
    zoe.do(1, note(1))
    await settle()
    house.clock.jump(LENGTH_MS - 1)
    zoe.do(2, note(2))
    house.clock.jump(1)
    zoe.do(3, note(3))
    house.clock.jump(30_000)
    await gate.open()
    await house.clock.advance(1)
    assert outcomes(zoe) == [("Done", 1), ("Done", 2), ("Rejected", 3)]
    assert await house.kinds(head) == ["NoteAdded", "NoteAdded", "BoardsLocked"]


async def test_the_grace_is_part_of_the_time(house: House) -> None:
    """[T5] the lock is at the end plus the grace."""
    lead = await start_timer(house)
    lead.do(2, SetGrace(grace_ms=5_000))
    zoe = await house.join(ZOE, "o-1")
    await house.clock.advance(LENGTH_MS + 4_999)
    zoe.do(1, note(1))
    await settle()
    await house.clock.advance(1)
    zoe.do(2, note(2))
    await settle()
    assert outcomes(zoe) == [("Done", 1), ("Rejected", 2)]


@pytest.mark.parametrize("wrong_ms", [0, HOUR_MS, -HOUR_MS])
async def test_a_clock_that_is_an_hour_wrong_changes_nothing(house: House, wrong_ms: int) -> None:
    """[T5] what a client says of its clock is never asked."""
    await start_timer(house)
    zoe = await house.join(ZOE, "o-1")
    (welcome,) = zoe.all(Welcome)
    assert welcome.now_ms == T0
    await house.clock.advance(LENGTH_MS - 1)
    zoe.do(1, note(1), written_ms=T0 + LENGTH_MS - 1 + wrong_ms)
    await settle()
    await house.clock.advance(1)
    zoe.do(2, note(2), written_ms=T0 + LENGTH_MS + wrong_ms)
    await settle()
    assert outcomes(zoe) == [("Done", 1), ("Rejected", 2)]
    assert house.live.room.boards["lyon"].notes["late-1"].at_ms == T0 + LENGTH_MS - 1


def test_the_servers_own_clock_does_not_jump_with_the_machines() -> None:
    """[T5] the wall is read once, then the monotonic clock carries it."""
    with mock.patch("time.time", return_value=1_000.0), mock.patch("time.monotonic") as monotonic:
        monotonic.return_value = 50.0
        clock = SystemClock()
        with mock.patch("time.time", return_value=1_000.0 + 3_600):
            monotonic.return_value = 51.5
            assert clock.now_ms() == 1_001_500


def test_only_one_place_reads_the_machines_clock() -> None:
    """[T5] no rule and no room asks the wall what time it is."""
    server = Path(__file__).resolve().parents[2] / "server" / "tablee"
    readers = {
        path.relative_to(server).as_posix()
        for layer in ("live", "workshop", "protocol")
        for path in (server / layer).rglob("*.py")
        if "time.time(" in path.read_text() or "datetime.now" in path.read_text()
    }
    assert readers == {"live/clock.py"}


async def test_what_a_reconnecting_outbox_announced_waits_in_the_tray(house: House) -> None:
    """[T9] announced and refused by the lock alone: kept; not announced: refused."""
    lead = await start_timer(house)
    await house.clock.advance(LENGTH_MS + 1)
    zoe = await house.join(ZOE, "o-1", pending_to=2)
    for n in (1, 2, 3):
        zoe.do(n, note(n), written_ms=T0 + n)
    await settle()
    assert outcomes(zoe) == [("ReceivedLate", 1), ("ReceivedLate", 2), ("Rejected", 3)]
    assert list(house.live.room.late) == ["o-1-1", "o-1-2"]
    assert [each.written_ms for each in house.live.room.late.values()] == [T0 + 1, T0 + 2]
    lead.do(2, AdmitLate(late="o-1-2"))
    await settle()
    assert list(house.live.room.late) == ["o-1-1"]
    assert house.live.room.boards["lyon"].notes["late-2"].pair == "pair-z"


async def test_what_the_rules_refuse_anyway_is_not_kept_as_late(house: House) -> None:
    """[T9] only the lock's refusals wait."""
    await start_timer(house)
    await house.clock.advance(LENGTH_MS + 1)
    zoe = await house.join(ZOE, "o-1", pending_to=1)
    zoe.do(1, AddNote(note="late-1", text="Sans bénéficiaire"))
    await settle()
    assert outcomes(zoe) == [("Rejected", 1)]
    assert house.live.room.late == {}


async def test_a_late_command_sent_again_is_late_once(house: House) -> None:
    """[T9] and keeps its answer when the boards have been reopened since."""
    lead = await start_timer(house)
    await house.clock.advance(LENGTH_MS + 1)
    zoe = await house.join(ZOE, "o-1", pending_to=1)
    zoe.do(1, note(1))
    zoe.do(1, note(1))
    lead.do(2, ReopenBoards())
    await settle()
    zoe.do(1, note(1))
    await settle()
    assert outcomes(zoe) == [("ReceivedLate", 1)] * 3
    assert (await house.kinds()).count("CommandReceivedLate") == 1


async def test_what_was_done_in_time_and_is_offered_again_is_done(house: House) -> None:
    """[T9] the acknowledgement was lost with the line, not the note."""
    await start_timer(house)
    zoe = await house.join(ZOE, "o-1")
    zoe.do(1, note(1))
    await settle()
    zoe.socket.lose()
    await house.clock.advance(LENGTH_MS + 1)
    zoe = await house.join(ZOE, "o-1", pending_to=1)
    zoe.do(1, note(1))
    await settle()
    assert outcomes(zoe) == [("Done", 1)]
    assert house.live.room.late == {}


async def test_the_tray_has_a_bound(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[T9] what would pass it is refused."""
    monkeypatch.setattr("tablee.workshop.decide.LATE_PER_ROOM", 2)
    await start_timer(house)
    await house.clock.advance(LENGTH_MS + 1)
    zoe = await house.join(ZOE, "o-1", pending_to=9)
    for n in (1, 2, 3):
        zoe.do(n, note(n))
    await settle()
    assert [kind for kind, _ in outcomes(zoe)] == ["ReceivedLate", "ReceivedLate", "Rejected"]


async def test_a_restart_keeps_the_end(house: House) -> None:
    """[T11] the same instant, whoever opens the room."""
    await start_timer(house)
    end_ms = house.live.room.timer.deadline_ms
    await house.clock.advance(20_000)
    await house.restart(wait_ms=10_000)
    assert house.live.room.timer.deadline_ms == end_ms == T0 + LENGTH_MS
    await house.clock.advance(LENGTH_MS - 30_001)
    assert house.timer_state() == "running"
    await house.clock.advance(2)
    assert house.timer_state() == "ended"


async def test_an_end_that_passed_while_the_server_was_away_locks_at_start_up(
    house: House,
) -> None:
    """[T11] before anything that comes in, and once."""
    await start_timer(house)
    await house.restart(wait_ms=LENGTH_MS)
    zoe = await house.join(ZOE, "o-1")
    zoe.do(1, note(1))
    await settle()
    assert outcomes(zoe) == [("Rejected", 1)]
    await house.clock.advance(10)
    await house.restart(wait_ms=HOUR_MS)
    await house.clock.advance(10)
    assert (await house.kinds()).count("BoardsLocked") == 1


async def test_starting_the_rooms_locks_without_anybody_coming(house: House) -> None:
    """[T11] at start-up, not at the first visit."""
    await start_timer(house)
    await house.restart(wait_ms=LENGTH_MS)
    house.crash()
    rooms = house.rooms = house.new_rooms()
    await rooms.start()
    await house.clock.advance(5)
    assert (await house.kinds()).count("BoardsLocked") == 1
    await rooms.stop()


async def test_a_crash_while_the_lock_is_written_leaves_one_lock(house: House, gate: Gate) -> None:
    """[T11] durable or not when the process dies, it is there once."""
    await start_timer(house)
    for passes in (0, 1):
        gate.shut = True
        await house.clock.advance(LENGTH_MS + 1)
        if passes:
            await gate.let_one()
        house.crash()
        await gate.open()
        await house.restart()
        await house.clock.advance(10)
        assert house.timer_state() == "ended"
        assert (await house.kinds()).count("BoardsLocked") == 1 + passes
        lead = await house.join(FACILITATOR, f"again-{passes}")
        lead.do(1, StartTimer(duration_ms=LENGTH_MS))
        await settle()


async def test_a_hello_cannot_announce_its_way_around_the_lock(house: House) -> None:
    """[T9] beyond what one hello may announce, a command sent after the lock is refused."""
    await start_timer(house)
    await house.clock.advance(LENGTH_MS + 1)
    with mock.patch("tablee.live.live_room.ANNOUNCED", 2):
        zoe = await house.join(ZOE, "o-1", pending_to=10**12)
    for n in (1, 2, 3):
        zoe.do(n, note(n))
    await settle()
    assert outcomes(zoe) == [("ReceivedLate", 1), ("ReceivedLate", 2), ("Rejected", 3)]

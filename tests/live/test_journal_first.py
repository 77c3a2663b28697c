"""Nothing is said before the disk has it (SPEC J)."""

import asyncio

import msgspec
import pytest
from msgspec.structs import replace

from support.clocks import settle
from support.houses import ROOM, Gate, House
from support.tables import FACILITATOR, MARC, ZOE, at_work
from tablee.journal.base import Entry
from tablee.journal.errors import NotWritten
from tablee.live.live_room import RETRY_MS
from tablee.live.rooms import CHECKPOINT_SCHEMA, RoomUnreadable
from tablee.protocol.messages import Changes, Done, Refused
from tablee.workshop.commands import AddNote, EditWorkshop, StartTimer
from tablee.workshop.happened import replay

NOTE = AddNote(note="n2", beneficiary="hab", text="Après le disque")


async def test_nothing_is_shown_or_acknowledged_before_the_journal_has_it(
    house: House, gate: Gate
) -> None:
    """[J1] neither before the commit, nor before its acknowledgement."""
    zoe, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    lead = await house.join(FACILITATOR, "o-f")
    gate.shut = True
    zoe.do(1, NOTE)
    await settle()
    assert "n2" not in house.live.room.boards["lyon"].notes
    await gate.let_one()
    assert ("o-1", 1) in house.records
    told = [*zoe.messages(), *marc.messages(), *lead.messages()]
    assert not [each for each in told if isinstance(each, Changes | Done)]
    await gate.let_one()
    assert [type(each).__name__ for each in zoe.messages()] == ["Changes", "Done"]
    assert len(marc.all(Changes)) == len(lead.all(Changes)) == 1


async def test_a_newcomer_during_a_write_hears_of_it_once(house: House, gate: Gate) -> None:
    """[J1] the snapshot is from before, the change comes after."""
    zoe = await house.join(ZOE, "o-1")
    gate.shut = True
    zoe.do(1, NOTE)
    await settle()
    lead = await house.join(FACILITATOR, "o-f")
    await gate.open()
    changes = lead.all(Changes)
    assert [(each.from_seq, each.to_seq) for each in changes] == [
        (house.live.seq - 1, house.live.seq)
    ]


async def test_the_order_of_the_journal_is_the_order_of_the_room(house: House) -> None:
    """[J2] without a hole, whoever asks."""
    zoe, lead = await house.join(ZOE, "o-1"), await house.join(FACILITATOR, "o-f")
    for n in range(1, 31):
        zoe.do(n, AddNote(note=f"z{n}", beneficiary="hab", text=f"{n}"))
        lead.do(n, AddNote(note=f"f{n}", beneficiary="hab", text=f"{n}"))
    await settle()
    happened = await house.happened()
    assert [each.seq for each in happened] == list(range(1, house.live.seq + 1))
    shown = [change.seq for frame in lead.all(Changes) for change in frame.changes]
    assert shown == list(range(house.live.seq - 59, house.live.seq + 1))


async def test_replaying_the_journal_gives_the_room_with_or_without_a_checkpoint(
    house: House,
) -> None:
    """[J3] a checkpoint is a cache: sound, spoiled or absent, the room is the same."""
    zoe = await house.join(ZOE, "o-1")
    for n in range(1, 61):
        zoe.do(n, AddNote(note=f"z{n}", beneficiary="hab", text=f"{n}"))
    await settle()
    before = house.live.room
    assert replay(await house.happened()) == before
    zoe.socket.lose()
    house.live.leave(zoe.session)
    await house.rooms.stop()
    (kept,) = house.journal.committed[ROOM].checkpoints
    await house.restart()
    assert house.live.room == before
    house.journal.spoil_checkpoint(ROOM, CHECKPOINT_SCHEMA, kept[1])
    await house.restart()
    assert house.live.room == before
    house.journal.committed[ROOM].checkpoints.clear()
    await house.restart()
    assert house.live.room == before


async def test_opening_a_room_writes_nothing(house: House) -> None:
    """[J4] opening is not creating."""
    kept = house.journal.committed[ROOM]
    entries, commands = list(kept.entries), dict(kept.commands)
    await house.restart()
    await settle()
    assert (kept.entries, kept.commands, kept.checkpoints) == (entries, commands, {})


@pytest.mark.parametrize("body", [b"", b"{", b'{"type":"NoteAdded"}', b'{"type":"Unheard"}'])
async def test_a_journal_that_cannot_be_read_is_an_error_and_never_an_empty_room(
    house: House, body: bytes
) -> None:
    """[J4] wherever it is damaged; nothing is written over it."""
    kept = house.journal.committed[ROOM].entries
    for place in (0, 3, len(kept) - 1):
        sound = kept[place]
        kept[place] = Entry(type=sound.type, body=body, at_ms=sound.at_ms, by=sound.by)
        before = list(kept)
        with pytest.raises(RoomUnreadable):
            await house.restart()
        assert kept == before
        kept[place] = sound
    await house.restart()
    assert house.live.seq == len(kept)


async def test_a_journal_that_stops_before_its_head_is_not_opened(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[J4] a room that has lost its last events must not go on from there."""
    whole = house.journal.read

    def cut_short(room_id: str, after_seq: int) -> object:
        return whole(room_id, after_seq, house.live.seq - 2 - after_seq)

    monkeypatch.setattr(house.journal, "read", cut_short)
    with pytest.raises(RoomUnreadable):
        await house.restart()


async def test_while_the_disk_refuses_nothing_is_shown_and_afterwards_the_room_goes_on(
    house: House,
) -> None:
    """[J5] `unavailable`, then the same again is done once."""
    zoe, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    before, head = house.live.room, house.live.seq
    house.journal.fail_call(1)
    zoe.do(1, NOTE)
    zoe.do(2, AddNote(note="n3", beneficiary="hab", text="Derrière"))
    await settle()
    refused = zoe.all(Refused)
    assert [(each.code, each.n, each.retry_ms) for each in refused] == [
        ("unavailable", 1, RETRY_MS),
        ("unavailable", 2, RETRY_MS),
    ]
    assert (house.live.room, house.live.seq, house.records) == (before, head, {})
    zoe.do(1, NOTE)
    zoe.do(2, AddNote(note="n3", beneficiary="hab", text="Derrière"))
    await settle()
    assert [each.n for each in zoe.all(Done)] == [1, 2]
    assert [(each.from_seq, each.to_seq) for each in marc.all(Changes)] == [(head, head + 2)]


async def test_an_outcome_that_cannot_be_read_again_is_unavailable(house: House) -> None:
    """[J5] a repeated command meets a journal that is away; the room lives."""
    zoe = await house.join(ZOE, "o-1")
    zoe.do(1, NOTE)
    await settle()
    zoe.messages()
    house.journal.fail_call(1)
    zoe.do(1, NOTE)
    await settle()
    assert [each.code for each in zoe.all(Refused)] == ["unavailable"]
    zoe.do(1, NOTE)
    await settle()
    assert len(zoe.all(Done)) == 1
    assert not house.live.failed


async def test_who_asks_over_http_hears_that_the_disk_refused(house: House) -> None:
    """[J5] and may ask again."""
    house.journal.fail_call(1)
    with pytest.raises(NotWritten):
        await house.live.ask(EditWorkshop(title="Demain"), FACILITATOR)
    answered = await house.live.ask(EditWorkshop(title="Demain"), FACILITATOR)
    assert answered.to_seq == house.live.seq


async def test_a_lock_that_the_disk_refuses_is_tried_again_and_not_without_a_pause(
    house: House,
) -> None:
    """[J5] one try a second, and the lock once the disk is back."""
    lead = await house.join(FACILITATOR, "o-f")
    lead.do(1, StartTimer(duration_ms=5_000))
    await settle()
    lead.messages()
    for call in range(1, 4):
        house.journal.fail_call(call)
    calls = house.journal.calls
    await house.clock.advance(5_500)
    assert house.journal.calls == calls + 1
    assert house.timer_state() == "running"
    await house.clock.advance(4_000)
    assert house.timer_state() == "ended"
    assert house.journal.calls == calls + 4
    assert (await house.kinds()).count("BoardsLocked") == 1


async def test_a_room_that_cannot_write_can_still_be_closed() -> None:
    """[J5] a lock that cannot be written keeps nobody from stopping."""
    house = await House.open(at_work())
    await house.live.ask(StartTimer(duration_ms=5_000), FACILITATOR)
    for call in range(1, 100):
        house.journal.fail_call(call)
    await house.clock.advance(5_500)
    async with asyncio.timeout(5):
        await house.live.stop()
    assert house.journal.calls < 100


async def test_a_clock_that_is_set_back_dates_nothing_before_what_was(house: House) -> None:
    """[J6] between two starts of the server, from the whole journal and from a checkpoint."""
    zoe = await house.join(ZOE, "o-1")
    zoe.do(1, NOTE)
    await settle()
    await house.restart(wait_ms=-3_600_000)
    zoe = await house.join(ZOE, "o-1")
    zoe.do(2, replace(NOTE, note="n3"))
    await settle()
    body = msgspec.json.encode(house.live.room)
    await house.journal.checkpoint(ROOM, house.live.seq, CHECKPOINT_SCHEMA, body)
    await house.restart(wait_ms=-3_600_000)
    zoe = await house.join(ZOE, "o-1")
    zoe.do(3, replace(NOTE, note="n4"))
    await settle()
    times = [each.at_ms for each in await house.happened()]
    assert times == sorted(times)
    assert {"n2", "n3", "n4"} <= set(house.live.room.boards["lyon"].notes)

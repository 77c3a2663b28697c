"""What a connection is sent, from its hello to its end (SPEC W4–W10, V3)."""

from unittest import mock

import pytest
from msgspec.structs import replace

from support.clocks import settle
from support.houses import ROOM, Gate, House
from support.sockets import Connection, TwinClient
from support.tables import FACILITATOR, MARC, SCREEN, ZOE
from tablee.journal.errors import NotWritten
from tablee.live import live_room
from tablee.live.live_room import INBOX
from tablee.live.rooms import BEAT_MS
from tablee.live.session import BURST, MAX_WAITING, RATE, STALLED_MS
from tablee.protocol import close_codes
from tablee.protocol.messages import (
    PROTOCOL,
    Beat,
    Changes,
    Done,
    Hello,
    Refused,
    Rejected,
    Welcome,
    You,
)
from tablee.workshop.commands import AddNote, DeleteNote, HideNote, OpenPhase, Sit
from tablee.workshop.events import SeenEvent
from tablee.workshop.evolve import evolve
from tablee.workshop.room import Room, Who
from tablee.workshop.visibility import READER, Sight, project_room, sight_of


def note(name: str, text: str = "Un effet") -> AddNote:
    return AddNote(note=name, beneficiary="hab", text=text)


async def fill(house: House, *names: str) -> None:
    for name in names:
        await house.live.ask(note(name), FACILITATOR)


async def test_a_new_replica_is_given_a_snapshot(house: House) -> None:
    """[W4] what its sight is shown, and who it is taken for."""
    zoe = await house.join(ZOE, "o-1")
    (welcome,) = zoe.all(Welcome)
    assert welcome.room == project_room(house.live.room, Sight("board", "lyon"))
    assert (welcome.epoch, welcome.seq, welcome.done_to) == ("epoch", house.live.seq, 0)
    assert welcome.you == You(role="participant", participant="zoe", outbox="o-1")
    assert welcome.people == {"zoe": "Zoé"}


@pytest.mark.parametrize("who", [ZOE, MARC, FACILITATOR, SCREEN])
async def test_a_replica_that_only_misses_the_tail_is_given_the_tail(
    house: House, who: Who
) -> None:
    """[W4] up to the head, even when it is shown nothing of it; it then misses nothing more."""
    client = TwinClient(who, "o-1")
    await client.connect(house.live)
    client.receive()
    client.cut(house.live)
    await fill(house, "a", "b", "c")
    await client.connect(house.live)
    assert client.socket is not None
    assert [type(each).__name__ for each in _kept(client)][:2] == ["Welcome", "Changes"]
    client.receive()
    assert client.seq == house.live.seq
    await fill(house, "d")
    house.live.beat()
    client.receive()
    assert not client.is_behind()
    assert client.room == project_room(house.live.room, sight_of(house.live.room, who))


def _kept(client: TwinClient) -> list[object]:
    """What waits for the client, left where it is."""
    assert client.socket is not None
    frames = list(client.socket.frames)
    messages: list[object] = list(client.socket.messages())
    client.socket.frames.extend(frames)
    return messages


async def test_another_epoch_or_an_impossible_place_is_given_a_snapshot(house: House) -> None:
    """[W4] so is a replica whose tail is no longer at hand, as after a restart."""
    await fill(house, "a", "b")
    head = house.live.seq
    for epoch, seq in (("other", head), ("epoch", head + 1), ("epoch", 0), ("epoch", -1)):
        (welcome,) = (await house.join(ZOE, "o-1", epoch=epoch, seq=seq)).all(Welcome)
        assert welcome.room is not None
    (welcome,) = (await house.join(ZOE, "o-1", epoch="epoch", seq=head - 1)).all(Welcome)
    assert welcome.room is None
    await house.restart()
    (welcome,) = (await house.join(ZOE, "o-1", epoch="epoch", seq=head - 1)).all(Welcome)
    assert welcome.room is not None


async def test_a_tail_in_which_something_was_hidden_is_a_snapshot(house: House) -> None:
    """[W4] what was hidden in between is not told to those who may not see it."""
    head = house.live.seq
    await fill(house, "a")
    await house.live.ask(HideNote(note="a"), FACILITATOR)
    await house.live.ask(DeleteNote(note="a"), FACILITATOR)
    (welcome,) = (await house.join(ZOE, "o-1", epoch="epoch", seq=head)).all(Welcome)
    assert welcome.room == project_room(house.live.room, Sight("board", "lyon"))


async def test_the_frames_of_a_connection_follow_one_another(house: House) -> None:
    """[W5] each begins at or before the end of the last, for every sight."""
    people = {"z": ZOE, "m": MARC, "f": FACILITATOR, "s": SCREEN}
    there = {name: await house.join(who, name) for name, who in people.items()}
    for number in range(12):
        await fill(house, f"n{number}a", f"n{number}b")
        if number == 6:
            there["late"] = await house.join(ZOE, "late")
    for connection in there.values():
        told = connection.messages()
        at = next(each.seq for each in told if isinstance(each, Welcome))
        for frame in (each for each in told if isinstance(each, Changes)):
            assert frame.from_seq <= at < frame.to_seq
            at = frame.to_seq
        assert at == house.live.seq


async def test_a_frame_that_comes_twice_or_too_soon_is_recognised(house: House) -> None:
    """[W5] twice is dropped; too soon makes the client come back for what it missed."""
    client = TwinClient(MARC, "o-1")
    await client.connect(house.live)
    client.receive()
    await fill(house, "a")
    assert client.socket is not None
    frames = client.socket.frames
    frames.append(frames[-1])
    client.receive()
    assert not client.is_behind()
    await fill(house, "b")
    frames.clear()
    await fill(house, "c")
    client.receive()
    assert client.is_behind()
    await client.connect(house.live)
    client.receive()
    assert client.room == project_room(house.live.room, Sight("board", "toulouse"))


async def test_a_command_is_answered_after_what_it_changed_was_shown(house: House) -> None:
    """[W6] the asker's replica holds the change when the answer comes."""
    zoe = await house.join(ZOE, "o-1")
    zoe.messages()
    zoe.do(1, note("a"))
    zoe.do(2, AddNote(note="b", text="Sans bénéficiaire"))
    await settle()
    changes, done, rejected = (
        each for each in zoe.messages() if isinstance(each, Changes | Done | Rejected)
    )
    assert isinstance(changes, Changes)
    assert done == Done(n=1, from_seq=house.live.seq, to_seq=house.live.seq)
    assert isinstance(rejected, Rejected)
    assert (rejected.n, rejected.code) == (2, "beneficiary_missing")
    assert rejected.message.startswith("rejection.beneficiary_missing")


async def test_a_beat_comes_every_three_seconds_with_the_servers_clock(house: House) -> None:
    """[W7] and says where this viewer's replica should stand."""
    await house.rooms.start()
    house.live = await house.rooms.get(ROOM)
    zoe, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    start_ms, head = house.clock.now_ms(), house.live.seq
    await house.live.ask(DeleteNote(note="n1"), ZOE)
    await house.clock.advance(3 * BEAT_MS)
    beats = zoe.all(Beat)
    assert [each.now_ms for each in beats] == [start_ms + BEAT_MS * each for each in (1, 2, 3)]
    assert {each.seq for each in beats} == {head + 1}
    client = TwinClient(MARC, "o-2")
    for message in marc.messages():
        client.take(message)
    await house.rooms.stop()
    assert zoe.socket.closed == (close_codes.GOING_AWAY, "restarting")


async def test_who_does_not_read_is_cut_and_disturbs_nobody(house: House) -> None:
    """[W8] 1 MiB that waits; the others hear all, the cut one may resume."""
    slow, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    slow.socket.reading = False
    text = "é" * 1_900
    sent = 0
    while slow.socket.closed is None:
        sent += 1
        assert sent < 700
        await house.live.ask(note(f"n{sent}-x", text), FACILITATOR)
    assert slow.socket.closed == (close_codes.TOO_SLOW, "too slow")
    assert slow.socket.aborted
    assert MAX_WAITING < slow.socket.stuck < MAX_WAITING + 10_000
    assert len(marc.all(Changes)) == sent
    assert len(house.live.audience) == 1


async def test_bytes_that_wait_ten_seconds_cut_the_line(house: House) -> None:
    """[W8] whatever their number, when none leaves; a line that is only thin is not cut."""
    frozen, thin = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    for connection in (frozen, thin):
        connection.socket.reading = False
        connection.socket.stuck = 5_000
    for _ in range(STALLED_MS // BEAT_MS + 1):
        house.live.beat()
        assert not frozen.socket.aborted
        await house.clock.advance(BEAT_MS)
        thin.socket.stuck -= 1
    house.live.beat()
    assert frozen.socket.aborted
    assert not thin.socket.aborted
    assert list(house.live.audience.sessions) == [thin.session]


async def test_a_snapshot_that_leaves_slowly_is_not_cut(house: House) -> None:
    """[W8] it is more than what may wait; what comes on top of that is counted."""
    await fill_with(house, 700)
    thin = Connection(house.live, ZOE, "o-1")
    thin.socket.reading = False
    hello = Hello(protocol=PROTOCOL, epoch=None, seq=0, pending_to=0, language="fr")
    await house.live.join(thin.session, hello)
    snapshot = thin.socket.stuck
    assert snapshot > MAX_WAITING
    house.live.beat()
    assert thin.socket.closed is None
    thin.socket.stuck = snapshot + MAX_WAITING + 1
    house.live.beat()
    assert thin.socket.closed == (close_codes.TOO_SLOW, "too slow")


async def fill_with(house: House, notes: int) -> None:
    """Notes of 2,000 code points."""
    for number in range(notes):
        await house.live.ask(note(f"f{number}-x", "é" * 2_000), FACILITATOR)


async def test_a_flood_is_answered_busy_and_the_others_are_served(house: House) -> None:
    """[W8] the burst of an outbox passes; what is refused passes a second later."""
    flood, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    for n in range(1, int(BURST) + 51):
        flood.do(n, note(f"n{n}-x"))
    marc.do(1, AddNote(note="m", beneficiary="toulouse-territory", text="x"))
    await settle(400)
    told = flood.messages()
    assert len([each for each in told if isinstance(each, Done)]) == BURST
    busy = [each for each in told if isinstance(each, Refused)]
    assert {(each.code, each.retry_ms) for each in busy} == {("busy", 1_000)}
    assert len(busy) == 50
    assert len([each for each in marc.messages() if isinstance(each, Rejected)]) == 1
    await house.clock.advance(1_000)
    for n in range(int(BURST) + 1, int(BURST) + 51):
        flood.do(n, note(f"n{n}-x"))
    await settle(400)
    assert len(flood.all(Done)) == RATE


async def test_a_sandbox_that_has_written_all_that_it_may_is_closed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[C6] [L1] anybody may have one, so none fills the disk; a workshop has no such bound."""
    monkeypatch.setattr(live_room, "SANDBOX_BYTES", 2_000)
    zoe = await house.join(ZOE, "o-1")
    await fill(house, *(f"n{k}" for k in range(20)))
    zoe.do(1, note("kept"))
    await settle()
    assert len(zoe.all(Done)) == 1
    room = house.live.room
    house.live.room = replace(room, delete_after_ms=room.created_ms + 3_600_000)
    zoe.do(2, note("refused"))
    await settle()
    assert zoe.socket.closed == (close_codes.NOT_FOUND, "the sandbox is full")
    with pytest.raises(NotWritten):
        await house.live.ask(note("refused"), FACILITATOR)


async def test_a_full_inbox_is_busy(house: House, gate: Gate) -> None:
    """[W6] a thousand wait at the most; nothing is lost and nothing is twice."""
    crowd = [await house.join(ZOE, f"o-{number}") for number in range(3)]
    gate.shut = True
    crowd[0].do(1, note("first"))
    await settle()
    for connection in crowd:
        for n in range(2, 401):
            connection.do(n, note("x"))
    refused = [len([e for e in c.messages() if isinstance(e, Refused)]) for c in crowd]
    assert refused == [0, 0, 3 * 399 - INBOX]
    await gate.open()
    assert "first" in house.live.room.boards["lyon"].notes


async def test_the_same_outbox_again_supersedes_the_old_connection(house: House) -> None:
    """[W10] the old one is closed with 4409 and hears no more; the new one goes on."""
    old = await house.join(ZOE, "o-1")
    old.do(1, note("a"))
    await settle()
    old.messages()
    new = await house.join(ZOE, "o-1", epoch="epoch", seq=house.live.seq)
    assert old.socket.closed == (close_codes.SUPERSEDED, "superseded")
    (welcome,) = new.all(Welcome)
    assert welcome.done_to == 1
    new.do(2, note("b"))
    await settle()
    assert len(new.all(Done)) == 1
    assert old.messages() == []
    house.live.leave(old.session)
    assert list(house.live.audience.sessions) == [new.session]


async def test_when_the_pooling_opens_everybody_is_given_the_whole_room(house: House) -> None:
    """[V3] a snapshot for those whose sight widens, the change for those who saw all."""
    people = {"z": ZOE, "m": MARC, "s": SCREEN, "f": FACILITATOR}
    there = {name: await house.join(who, name) for name, who in people.items()}
    for connection in there.values():
        connection.messages()
    await house.live.ask(OpenPhase(phase="mise-en-commun"), FACILITATOR)
    for name in "zms":
        told = there[name].messages()
        assert [type(each) for each in told] == [Welcome]
        assert isinstance(told[0], Welcome)
        assert told[0].room == project_room(house.live.room, READER)
        assert told[0].seq == house.live.seq
    assert [type(each) for each in there["f"].messages()] == [Changes]
    await house.live.ask(OpenPhase(phase="travail"), FACILITATOR)
    assert [type(each) for each in there["m"].messages()] == [Changes]


async def test_changing_places_gives_the_mover_alone_another_snapshot(house: House) -> None:
    """[V2] what was read before is not in it."""
    zoe, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    zoe.messages()
    marc.messages()
    zoe.do(1, Sit(participant="zoe", board="toulouse", pair="pair-m"))
    await settle()
    welcome, done = zoe.messages()
    assert isinstance(done, Done)
    assert isinstance(welcome, Welcome)
    assert welcome.room is not None
    assert welcome.room.boards["lyon"].notes == {}
    assert welcome.room.boards["lyon"].chits == {"hab": "beneficiary", "n1": "note"}
    assert [type(each) for each in marc.messages()] == [Changes]


async def test_a_bug_in_a_rule_refuses_one_command_and_the_room_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[W6] `internal`, nothing half done, nothing of it told to others."""

    def poisoned(room: Room, event: SeenEvent) -> Room:
        if "poison" in repr(event):
            raise ZeroDivisionError
        return evolve(room, event)

    monkeypatch.setattr("tablee.live.batch.evolve", poisoned)
    zoe, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    before = house.live.room
    zoe.do(1, note("p", "poison"))
    await settle()
    assert [each.code for each in zoe.all(Rejected)] == ["internal"]
    assert house.live.room == before
    zoe.do(2, note("a"))
    await settle()
    assert len(zoe.all(Done)) == 1
    assert len(marc.all(Changes)) == 1


async def test_a_room_that_fails_is_opened_again_from_its_journal(house: House) -> None:
    """[W9] 1011 to everybody, an answer to whoever waits; what was written is there."""
    zoe = await house.join(ZOE, "o-1")
    failed = house.live
    with mock.patch.object(failed.audience, "publish", side_effect=ZeroDivisionError):
        zoe.do(1, note("a"))
        with pytest.raises(Exception, match="opened again"):
            await failed.ask(note("b"), FACILITATOR)
    assert zoe.socket.closed == (close_codes.INTERNAL, "internal")
    house.live = await house.rooms.get(ROOM)
    assert house.live is not failed
    assert {"a", "b"} <= set(house.live.room.boards["lyon"].notes)
    again = await house.join(ZOE, "o-1", pending_to=1)
    again.do(1, note("a"))
    await settle()
    assert len(again.all(Done)) == 1
    late = Connection(failed, MARC, "o-2")
    hello = Hello(protocol=PROTOCOL, epoch=None, seq=0, pending_to=0, language="fr")
    await failed.join(late.session, hello)
    assert late.socket.closed is not None


async def test_a_room_somebody_else_wrote_in_is_opened_again(house: House) -> None:
    """[W9] the journal's order is the room's: nothing is shown of what did not get its place."""
    zoe = await house.join(ZOE, "o-1")
    zoe.messages()
    house.live.seq -= 1
    zoe.do(1, note("a"))
    await settle()
    assert zoe.socket.closed == (close_codes.INTERNAL, "internal")
    assert zoe.messages() == []
    house.live = await house.rooms.get(ROOM)
    assert "a" not in house.live.room.boards["lyon"].notes


def test_every_reason_to_close_has_its_own_code() -> None:
    """[W9] in the ranges that a server may use."""
    codes = [value for name, value in vars(close_codes).items() if name.isupper()]
    assert len(codes) == len(set(codes)) == 12
    assert all(code in (1009, 1011, 1012) or 4400 <= code < 4500 for code in codes)

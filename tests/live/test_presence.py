"""Who is there and who writes: told, never kept (SPEC R)."""

from support.clocks import settle
from support.houses import ROOM, House
from support.sockets import Connection
from support.tables import FACILITATOR, MARC, SCREEN, ZOE
from tablee.live.presence import GATHER_MS, WRITING_EVERY_MS
from tablee.protocol.messages import People, Presence, SomeoneWriting
from tablee.workshop.commands import OpenPhase, Sit
from tablee.workshop.room import Who

LUC = Who(role="participant", participant="luc")


async def everyone(house: House) -> dict[str, Connection]:
    """Zoé and Luc at Lyon, Marc at Toulouse, a facilitator and a screen."""
    await house.live.ask(Sit(participant="luc", board="lyon", pair="pair-z"), LUC)
    there = {
        "zoe": await house.join(ZOE, "o-z"),
        "luc": await house.join(LUC, "o-l"),
        "marc": await house.join(MARC, "o-m"),
        "lead": await house.join(FACILITATOR, "o-f"),
        "screen": await house.join(SCREEN, "o-s"),
    }
    await house.clock.advance(GATHER_MS)
    for connection in there.values():
        connection.messages()
    return there


async def test_who_comes_and_goes_is_told_and_not_kept(house: House) -> None:
    """[R1] devices are counted, the journal does not grow."""
    entries = list(house.journal.committed[ROOM].entries)
    lead = await house.join(FACILITATOR, "o-f")
    one, two = await house.join(ZOE, "o-1"), await house.join(ZOE, "o-2")
    await house.clock.advance(GATHER_MS)
    assert lead.all(Presence)[-1] == Presence(devices={"zoe": 2}, facilitators=1)
    house.live.leave(one.session)
    await house.clock.advance(GATHER_MS)
    assert lead.all(Presence) == [Presence(devices={"zoe": 1}, facilitators=1)]
    house.live.leave(two.session)
    await house.clock.advance(GATHER_MS)
    assert lead.all(Presence) == [Presence(devices={}, facilitators=1)]
    assert house.journal.committed[ROOM].entries == entries


async def test_a_crowd_that_comes_at_once_is_told_once(house: House) -> None:
    """[R1] presence is gathered for a moment."""
    lead = await house.join(FACILITATOR, "o-f")
    await house.clock.advance(GATHER_MS)
    lead.messages()
    for number in range(20):
        await house.join(ZOE, f"o-{number}")
    await house.clock.advance(GATHER_MS)
    assert lead.all(Presence) == [Presence(devices={"zoe": 20}, facilitators=1)]


async def test_who_writes_is_told_by_name_to_those_who_may_read_the_board(house: House) -> None:
    """[R2] the others learn that somebody writes there, not who nor for whom."""
    there = await everyone(house)
    there["zoe"].writing("hab")
    named = SomeoneWriting(
        board="lyon", participant="zoe", beneficiary="hab", note=None, moving=False, stopped=False
    )
    blank = SomeoneWriting(
        board="lyon", participant=None, beneficiary=None, note=None, moving=False, stopped=False
    )
    assert there["luc"].all(SomeoneWriting) == there["lead"].all(SomeoneWriting) == [named]
    assert there["marc"].all(SomeoneWriting) == there["screen"].all(SomeoneWriting) == [blank]
    assert there["zoe"].all(SomeoneWriting) == []
    await house.live.ask(OpenPhase(phase="mise-en-commun"), FACILITATOR)
    there["marc"].messages()
    await house.clock.advance(WRITING_EVERY_MS)
    there["zoe"].writing(None, "n1")
    assert [each.participant for each in there["marc"].all(SomeoneWriting)] == ["zoe"]


async def test_who_holds_a_note_to_move_it_is_told_as_such(house: House) -> None:
    """[R2] moving is not writing; those who may not read the board learn neither."""
    there = await everyone(house)
    there["zoe"].writing(None, "n1", moving=True)
    told = there["luc"].all(SomeoneWriting) + there["marc"].all(SomeoneWriting)
    assert [(each.note, each.moving) for each in told] == [("n1", True), (None, False)]


async def test_writing_is_told_twice_a_second_at_the_most_and_a_stop_once(house: House) -> None:
    """[R2] a keyboard held down, or a hostile client, does not flood the room."""
    there = await everyone(house)
    for _ in range(50):
        there["zoe"].writing("hab")
        there["zoe"].writing(None)
    assert [each.stopped for each in there["luc"].all(SomeoneWriting)] == [False, True]
    await house.clock.advance(WRITING_EVERY_MS)
    there["zoe"].writing("hab")
    assert [each.stopped for each in there["luc"].all(SomeoneWriting)] == [False]


async def test_writing_passes_on_nothing_but_ids_of_the_writers_board(house: House) -> None:
    """[R2] no text, no foreign id; people without a seat and screens write nowhere."""
    there = await everyone(house)
    for beneficiary, note in (("<b>", None), ("hab", "x" * 60_000), ("x", "n1"), (None, "lyon")):
        there["zoe"].writing(beneficiary, note)
    there["marc"].writing("hab")
    there["screen"].writing("hab")
    there["lead"].writing("hab")
    assert not any(each.all(SomeoneWriting) for each in there.values())


async def test_a_first_name_is_told_apart_from_events(house: House) -> None:
    """[R1] names travel on their own and stand in no event."""
    there = await everyone(house)
    house.live.name("luc", "Luc-Olivier")
    assert there["marc"].all(People) == [People(names={"luc": "Luc-Olivier"})]
    await settle()
    assert b"Luc-Olivier" not in b"".join(
        each.body for each in house.journal.committed[ROOM].entries
    )

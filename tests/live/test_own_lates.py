"""Whoever wrote after the end is told what became of it, and nobody else is (SPEC T9, T10, V5)."""

from msgspec.structs import replace

from support.houses import House
from support.sockets import Connection
from support.tables import FACILITATOR, MARC, SCREEN, T0, ZOE, Table, at_work
from tablee.live.own_lates import lates_of
from tablee.protocol.messages import OwnLates
from tablee.workshop.commands import (
    AddNote,
    AdmitLate,
    BoardCommand,
    BringBackLate,
    ClassifyNote,
    DeleteBeneficiary,
    DeleteNote,
    EndTimer,
    HideNote,
    MoveNote,
    OpenPoint,
    Part,
    RestoreNote,
    SetAsideLate,
    SplitNote,
)
from tablee.workshop.events import CommandReceivedLate
from tablee.workshop.room import LateCommand, Who


def come_late(table: Table, late: str, command: BoardCommand, who: Who = ZOE) -> None:
    """A command is kept in the tray under this id."""
    pair = {ZOE: "pair-z", MARC: "pair-m"}[who]
    kept = LateCommand(
        id=late,
        command=command,
        by=replace(who, pair=pair),
        board="lyon",
        received_ms=T0,
        written_ms=None,
    )
    table.take((CommandReceivedLate(late=kept),), who)


async def late_house() -> House:
    """The work has ended; two texts of Zoé's wait in the tray."""
    table = at_work()
    table.do(EndTimer())
    for number in (1, 2):
        command = AddNote(note=f"n-{number}", beneficiary="hab", text=f"Tard {number}")
        come_late(table, f"o-{number}", command)
    return await House.open(table)


def told(connection: Connection) -> list[list[tuple[str, bool]]]:
    """Each list that has come: the texts, and whether they were left out."""
    return [[(each.text, each.aside) for each in now.lates] for now in connection.all(OwnLates)]


async def test_what_becomes_of_a_late_text_is_told_to_its_author_alone() -> None:
    """[T9] [T10] left out, brought back, admitted; on all their devices, and after a welcome."""
    house = await late_house()
    one, two = await house.join(ZOE, "o-1"), await house.join(ZOE, "o-2")
    others = [await house.join(who, f"x-{n}") for n, who in enumerate((MARC, SCREEN, FACILITATOR))]
    for command in (SetAsideLate(late="o-1"), BringBackLate(late="o-1"), AdmitLate(late="o-1")):
        await house.live.ask(command, FACILITATOR)
    await house.live.ask(AdmitLate(late="o-2"), FACILITATOR)
    both = [("Tard 1", False), ("Tard 2", False)]
    heard = [[sorted(each) for each in told(device)] for device in (one, two)]
    assert heard[0] == heard[1]
    assert heard[0] == [
        both,
        [("Tard 1", True), ("Tard 2", False)],
        both,
        [("Tard 2", False)],
        [],
    ]
    assert [told(other) for other in others] == [[], [], []]
    assert told(await house.join(ZOE, "o-3")) == []


def withdrawn(table: Table, who: Who = ZOE) -> dict[str, bool]:
    return {each.id: each.withdrawn for each in lates_of(table.room, who.participant)}


def test_a_note_that_its_author_took_back_is_told_as_such() -> None:
    """[T12] with all that was asked about it; not once it was restored, nor by somebody else."""
    table = at_work()
    table.do(EndTimer())
    come_late(table, "o-1", AddNote(note="n-1", beneficiary="hab", text="Tard"))
    come_late(table, "o-2", ClassifyNote(note="n-1", kind="externalité"))
    come_late(table, "m-1", DeleteNote(note="n-1"), MARC)
    come_late(table, "o-3", DeleteNote(note="n1"))
    nothing = {"o-1": False, "o-2": False, "o-3": False}
    assert withdrawn(table) == nothing
    come_late(table, "o-4", DeleteNote(note="n-1"))
    gone = {"o-1": True, "o-2": True, "o-3": False, "o-4": True}
    assert withdrawn(table) == gone
    assert withdrawn(table, MARC) == {"m-1": False}
    table.do(SetAsideLate(late="o-4"), FACILITATOR)
    assert withdrawn(table) == {**nothing, "o-4": False}
    table.do(BringBackLate(late="o-4"), FACILITATOR)
    assert withdrawn(table) == gone
    come_late(table, "o-5", RestoreNote(note="n-1"))
    assert not any(withdrawn(table).values())


def test_what_has_no_words_is_told_by_what_it_does_and_to_what() -> None:
    """[T12] in words that its author may read: not those of a note that was hidden."""
    table = at_work()
    table.do(HideNote(note="n1"), FACILITATOR)
    table.do(EndTimer())
    come_late(table, "o-1", AddNote(note="n-1", beneficiary="hab", text="Tard"))
    parts = (Part(note="n-2", text="Un"), Part(note="n-3", text="Deux"))
    commands: tuple[BoardCommand, ...] = (
        MoveNote(note="n-1", beneficiary="hab"),
        DeleteNote(note="n1"),
        DeleteBeneficiary(beneficiary="hab"),
        OpenPoint(point="p-1", target_kind="note", target="n-1"),
        SplitNote(note="n-1", base=0, parts=parts),
        DeleteNote(note="nobody"),
    )
    for number, command in enumerate(commands, start=2):
        come_late(table, f"o-{number}", command)
    assert [(each.act, each.text) for each in lates_of(table.room, ZOE.participant)] == [
        ("", "Tard"),
        ("MoveNote", "Tard"),
        ("DeleteNote", ""),
        ("DeleteBeneficiary", "Habitants"),
        ("OpenPoint", "Tard"),
        ("", "Un · Deux"),
        ("DeleteNote", ""),
    ]

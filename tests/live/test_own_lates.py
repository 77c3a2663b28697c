"""Whoever wrote after the end is told what became of it, and nobody else is (SPEC T9, T10, V5)."""

from msgspec.structs import replace

from support.houses import House
from support.sockets import Connection
from support.tables import FACILITATOR, MARC, SCREEN, T0, ZOE, at_work
from tablee.protocol.messages import OwnLates
from tablee.workshop.commands import AddNote, AdmitLate, BringBackLate, EndTimer, SetAsideLate
from tablee.workshop.events import CommandReceivedLate
from tablee.workshop.room import LateCommand


async def late_house() -> House:
    """The work has ended; two texts of Zoé's wait in the tray."""
    table = at_work()
    table.do(EndTimer())
    for number in (1, 2):
        command = AddNote(note=f"n-{number}", beneficiary="hab", text=f"Tard {number}")
        late = LateCommand(
            id=f"o-{number}",
            command=command,
            by=replace(ZOE, pair="pair-z"),
            board="lyon",
            received_ms=T0,
            written_ms=None,
        )
        table.take((CommandReceivedLate(late=late),), ZOE)
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

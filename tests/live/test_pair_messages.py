"""What the facilitators tell one pair reaches its devices, and no other (SPEC H4)."""

from support.houses import House
from support.sockets import Connection
from support.tables import FACILITATOR, MARC, SCREEN, ZOE
from tablee.protocol.messages import PairMessages, Welcome
from tablee.workshop.commands import (
    Command,
    OpenPhase,
    SendMessage,
    Sit,
    WithdrawMessage,
)
from tablee.workshop.room import Who

SECRET = "Le canari vous attend"
LUC = Who(role="participant", participant="luc")


def texts(connection: Connection) -> list[list[str]]:
    """The texts of each `PairMessages` that has come."""
    return [[each.text for each in told.messages] for told in connection.all(PairMessages)]


async def lead(house: House, *commands: Command) -> None:
    for command in commands:
        await house.live.ask(command, FACILITATOR)


def raw(connection: Connection) -> bytes:
    return b"".join(connection.socket.frames)


async def test_a_message_to_a_pair_is_told_to_its_devices_alone(house: House) -> None:
    """[H4] Luc shares Zoé's board, hence all that the board is sent, but not her pair."""
    await house.live.ask(Sit(participant="luc", board="lyon", pair="pair-l"), LUC)
    one, two = await house.join(ZOE, "o-1"), await house.join(ZOE, "o-2")
    others = [
        await house.join(who, f"o-{who.role}-{who.participant}") for who in (LUC, MARC, SCREEN)
    ]
    lines = (one, two, *others)
    for line in lines:
        line.messages()
    await lead(house, SendMessage(message="m1", text=SECRET, pair="pair-z"))
    for line in others:
        assert SECRET.encode() not in raw(line)
        assert b"m1" not in raw(line)
    assert texts(one) == texts(two) == [[SECRET]]
    await lead(house, WithdrawMessage(message="m1"))
    assert texts(one) == [[]]
    assert not any(texts(line) for line in others)


async def test_what_stands_is_told_again_after_each_welcome(house: House) -> None:
    """[H4] with a snapshot or with the tail, after a restart, and when the pooling is opened."""
    await lead(
        house,
        SendMessage(message="m1", text=SECRET, pair="pair-z"),
        SendMessage(message="m2", text="Encore", pair="pair-z"),
        WithdrawMessage(message="m2"),
    )
    head = house.live.seq
    assert texts(await house.join(ZOE, "o-1")) == [[SECRET]]
    kept = await house.join(ZOE, "o-1", epoch="epoch", seq=head)
    (welcome,) = [each for each in kept.messages() if isinstance(each, Welcome)]
    assert welcome.room is None
    await house.restart()
    line = await house.join(ZOE, "o-1")
    assert texts(line) == [[SECRET]]
    await lead(house, OpenPhase(phase="mise-en-commun"))
    assert texts(line) == [[SECRET]]
    assert texts(await house.join(MARC, "o-2")) == []


async def test_it_follows_the_seats(house: House) -> None:
    """[H4] whoever comes to sit in the pair reads it, whoever leaves it does not any more."""
    await lead(house, SendMessage(message="m1", text=SECRET, pair="pair-z"))
    zoe, marc = await house.join(ZOE, "o-1"), await house.join(MARC, "o-2")
    zoe.messages()
    await lead(
        house,
        Sit(participant="zoe", board="lyon", pair="pair-other"),
        Sit(participant="marc", board="lyon", pair="pair-z"),
    )
    assert texts(zoe) == [[]]
    assert texts(marc)[-1] == [SECRET]

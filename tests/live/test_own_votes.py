"""A ballot reaches its voter's own devices, and nobody else learns of it but a number (SPEC O3)."""

from support.houses import House
from support.sockets import Connection
from support.tables import FACILITATOR, MARC, SCREEN, ZOE, at_work
from tablee.protocol.messages import Changes, OwnVotes, Welcome
from tablee.workshop.commands import AddNote, CastVotes, CloseVoting, OpenPhase, OpenVoting, Sit
from tablee.workshop.events import VotersCounted
from tablee.workshop.room import Who
from tablee.workshop.vocabulary import Mark

LUC = Who(role="participant", participant="luc")
ANA = Who(role="participant", participant="ana")


async def voting_house() -> House:
    """In the pooling, a vote open, with Luc in Zoé's own pair and Ana in Marc's."""
    table = at_work()
    table.do(Sit(participant="luc", board="lyon", pair="pair-z"), LUC)
    table.do(Sit(participant="ana", board="toulouse", pair="pair-m"), ANA)
    table.do(AddNote(note="n2", beneficiary="hab", text="Manger mieux"), ZOE)
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(OpenVoting(mark="compte"))
    return await House.open(table)


def told(connection: Connection) -> list[dict[Mark, tuple[str, ...]]]:
    """The ballots of each `OwnVotes` that has come."""
    return [dict(each.ballots) for each in connection.all(OwnVotes)]


def raw(connection: Connection) -> bytes:
    return b"".join(connection.socket.frames)


async def vote(house: House, who: Who, *notes: str) -> None:
    await house.live.ask(CastVotes(mark="compte", notes=notes), who)


async def everybody(house: House, when: str) -> list[Connection]:
    """All but the voters: one of each's own pair, the screen, two facilitators."""
    others = (LUC, MARC, SCREEN, FACILITATOR, FACILITATOR)
    return [await house.join(who, f"{when}-{place}") for place, who in enumerate(others)]


async def test_a_ballot_is_told_to_all_devices_of_its_voter_alone() -> None:
    """[O3] when it changes, when it is taken back, and that it is gone when the vote is closed."""
    house = await voting_house()
    one, two = await house.join(ZOE, "o-1"), await house.join(ZOE, "o-2")
    others = await everybody(house, "early")
    await vote(house, ZOE, "n1", "n1")
    await vote(house, ZOE, "n1")
    await vote(house, ZOE)
    await vote(house, ZOE, "n1")
    await house.live.ask(CloseVoting(mark="compte"), FACILITATOR)
    ballots = [{"compte": ("n1", "n1")}, {"compte": ("n1",)}, {}, {"compte": ("n1",)}, {}]
    assert told(one) == told(two) == ballots
    for other in others:
        assert told(other) == []
        assert b"VotesCast" not in raw(other)


async def test_it_is_told_again_after_each_welcome() -> None:
    """[O3] [J1] with a snapshot or with the tail, and after a restart."""
    house = await voting_house()
    await vote(house, ZOE, "n1")
    assert told(await house.join(ZOE, "o-1")) == [{"compte": ("n1",)}]
    kept = await house.join(ZOE, "o-1", epoch="epoch", seq=house.live.seq)
    (welcome,) = [each for each in kept.messages() if isinstance(each, Welcome)]
    assert welcome.room is None
    await house.restart()
    assert told(await house.join(ZOE, "o-1")) == [{"compte": ("n1",)}]
    assert told(await house.join(MARC, "o-2")) == []


async def test_the_frames_of_all_others_are_the_same_whatever_is_voted() -> None:
    """[O3] byte for byte, early and late; neither the voter nor their pair is told."""
    worlds: list[list[bytes]] = []
    for note in ("n1", "n2"):
        house = await voting_house()
        early = await everybody(house, "early")
        turns = ((ZOE, (note,)), (ANA, ("n1", note)), (ZOE, ("n1", "n1", note)))
        for voter, ballot in turns:
            await vote(house, voter, *ballot)
        late = await everybody(house, "late")
        worlds.append([raw(each) for each in (*early, *late)])
        for line in early:
            changes = [each for frame in line.all(Changes) for each in frame.changes]
            told = [(each.event, each.role, each.pair) for each in changes]
            assert told == [
                (VotersCounted(mark="compte", voters=voters), "participant", None)
                for voters in (1, 2)
            ]
    assert all(worlds[0])
    assert worlds[0] == worlds[1]

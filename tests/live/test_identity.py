"""Who asks, under which number, and what the same number again gives (SPEC K)."""

import msgspec
import pytest

from support.clocks import settle
from support.houses import ROOM, House
from support.sockets import Connection
from support.tables import FACILITATOR, MARC, ZOE
from tablee.protocol import codec
from tablee.protocol.messages import Changes, Do, Done, Refused, Rejected
from tablee.workshop.commands import AddNote, Command, OpenPhase, StartTimer

WEEK_MS = 7 * 86_400_000


def note(number: int, text: str = "Créer du lien") -> AddNote:
    return AddNote(note=f"new-{number}", beneficiary="hab", text=text)


async def answer(connection: Connection, n: int, command: Command) -> object:
    """What the asker is told, and nobody else."""
    connection.do(n, command)
    await settle()
    told = connection.messages()
    answers = [each for each in told if isinstance(each, Done | Rejected | Refused)]
    assert len(answers) == 1
    return answers[0]


async def test_two_tabs_of_one_person_count_on_their_own(house: House) -> None:
    """[K1] each outbox has its own numbers."""
    one = await house.join(ZOE, "o-1")
    other = await house.join(ZOE, "o-2")
    assert isinstance(await answer(one, 1, note(1)), Done)
    assert isinstance(await answer(other, 1, note(2)), Done)
    assert set(house.records) == {("o-1", 1), ("o-2", 1)}


@pytest.mark.parametrize("field", ["outbox", "who", "role", "room", "participant"])
def test_a_frame_that_says_who_it_is_from_cannot_be_read(field: str) -> None:
    """[K1] identity comes from the server's session only."""
    frame = msgspec.json.encode(Do(n=1, command=note(1)))
    assert isinstance(codec.read(frame), Do)
    with pytest.raises(codec.Unreadable):
        codec.read(frame[:-1] + f',"{field}":"x"}}'.encode())


async def test_what_a_command_did_is_kept_with_its_number(house: House) -> None:
    """[K2] events and outcome are one write."""
    zoe = await house.join(ZOE, "o-1")
    done = await answer(zoe, 1, note(1))
    assert isinstance(done, Done)
    record = house.records["o-1", 1]
    assert (record.from_seq, record.to_seq) == (done.from_seq, done.to_seq)
    assert await house.kinds(done.from_seq - 1) == ["NoteAdded"]


async def test_numbers_begin_at_one(house: House) -> None:
    """[K2] without a hole, from 1."""
    zoe = await house.join(ZOE, "o-1")
    gap = await answer(zoe, 2, note(2))
    assert isinstance(gap, Refused)
    assert (gap.code, gap.n, gap.expected) == ("gap", 2, 1)
    assert house.records == {}


async def test_the_same_command_again_gets_its_outcome_and_changes_nothing(house: House) -> None:
    """[K3] at once, on another connection, and after a restart."""
    zoe = await house.join(ZOE, "o-1")
    first = await answer(zoe, 1, note(1))
    head = house.live.seq
    assert await answer(zoe, 1, note(1)) == first
    again = await house.join(ZOE, "o-1", epoch="epoch", seq=head)
    assert await answer(again, 1, note(1)) == first
    await house.restart()
    later = await house.join(ZOE, "o-1", epoch="epoch", seq=head)
    assert await answer(later, 1, note(1)) == first
    assert house.live.seq == head


async def test_twice_in_one_batch_is_once(house: House) -> None:
    """[K3] a frame that the network doubles."""
    zoe = await house.join(ZOE, "o-1")
    marc = await house.join(MARC, "o-2")
    before = house.live.seq
    zoe.do(1, note(1))
    zoe.do(1, note(1))
    await settle()
    answers = zoe.all(Done)
    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert house.live.seq == before + 1
    assert len(marc.all(Changes)) == 1


async def test_another_command_under_a_used_number_is_a_conflict(house: House) -> None:
    """[K3] and changes nothing, in the same batch or later."""
    zoe = await house.join(ZOE, "o-1")
    zoe.do(1, note(1, "la mienne"))
    zoe.do(1, note(1, "une autre"))
    await settle()
    done, refused = (each for each in zoe.messages() if isinstance(each, Done | Rejected))
    assert isinstance(done, Done)
    assert isinstance(refused, Rejected)
    assert refused.code == "key_conflict"
    later = await answer(zoe, 1, note(1, "une troisième"))
    assert isinstance(later, Rejected)
    assert later.code == "key_conflict"
    assert house.live.room.boards["lyon"].notes["new-1"].text == "la mienne"


async def test_a_number_that_skips_one_is_told_which_is_expected(house: House) -> None:
    """[K4] and those that were on their way behind it as well."""
    zoe = await house.join(ZOE, "o-1")
    zoe.do(1, note(1))
    zoe.do(3, note(3))
    zoe.do(4, note(4))
    await settle()
    gaps = zoe.all(Refused)
    assert [(each.code, each.n, each.expected) for each in gaps] == [("gap", 3, 2), ("gap", 4, 2)]
    assert isinstance(await answer(zoe, 2, note(2)), Done)


@pytest.mark.parametrize("n", [0, -1, 2**63, 2**63 - 1, -(2**70), 10**40])
async def test_no_number_is_too_strange_for_an_answer(house: House, n: int) -> None:
    """[K4] and the room goes on."""
    zoe = await house.join(ZOE, "o-1")
    gap = await answer(zoe, n, note(1))
    assert isinstance(gap, Refused)
    assert (gap.code, gap.expected) == ("gap", 1)
    assert isinstance(await answer(zoe, 1, note(1)), Done)
    assert not house.live.failed


async def test_a_refusal_stays_what_it_was(house: House) -> None:
    """[K5] the same number again is refused again, a new number is decided anew."""
    lead = await house.join(FACILITATOR, "o-f")
    first = await answer(lead, 1, StartTimer(duration_ms=1))
    assert isinstance(first, Rejected)
    zoe = await house.join(ZOE, "o-1")
    early = await answer(zoe, 1, OpenPhase(phase="mise-en-commun"))
    assert isinstance(early, Rejected)
    assert early.code == "not_allowed"
    await house.restart()
    lead = await house.join(FACILITATOR, "o-f")
    assert await answer(lead, 1, StartTimer(duration_ms=1)) == first
    assert isinstance(await answer(lead, 2, StartTimer(duration_ms=60_000)), Done)


async def test_a_refusal_is_forgotten_after_a_week_and_its_number_is_not_free(house: House) -> None:
    """[K5] a forgotten number is a gap, never decided anew."""
    zoe = await house.join(ZOE, "o-1")
    for n in (1, 2):
        assert isinstance(await answer(zoe, n, note(n, " ")), Rejected)
    house.clock.jump(WEEK_MS + 1)
    assert await house.journal.forget_refusals(house.clock.now_ms() - WEEK_MS) == 1
    assert sorted(house.records) == [("o-1", 2)]
    head = house.live.seq
    await house.restart()
    zoe = await house.join(ZOE, "o-1")
    gap = await answer(zoe, 1, note(1))
    assert isinstance(gap, Refused)
    assert (gap.code, gap.expected) == ("gap", 3)
    assert len(house.journal.committed[ROOM].entries) == head

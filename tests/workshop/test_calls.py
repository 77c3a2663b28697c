"""Readiness, hands and messages (SPEC H)."""

import msgspec
import pytest

from support.tables import FACILITATOR, MARC, SCREEN, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.calls import messages_to
from tablee.workshop.commands import (
    AddNote,
    LowerHand,
    OpenPhase,
    RaiseHand,
    SayReady,
    SendMessage,
    Sit,
    WithdrawMessage,
)
from tablee.workshop.events import MessageSent, MessageWithdrawn
from tablee.workshop.room import Who
from tablee.workshop.visibility import FACILITATOR as SEES_ALL
from tablee.workshop.visibility import OUTSIDE, READER, Sight, project, project_room

NOBODY = Who(role="participant", participant="nobody")
SECRET = "Le canari vous attend"


def told(table: Table, sight: Sight) -> str:
    return msgspec.json.encode(project_room(table.room, sight)).decode()


def test_a_pair_says_that_it_has_finished_and_may_take_it_back() -> None:
    """[H1] for the pair where the person sits; the same again changes nothing."""
    table = at_work()
    table.do(SayReady(ready=True), ZOE)
    table.now_ms += 60_000
    assert table.do(SayReady(ready=True), ZOE) == ()
    assert table.room.ready == {"pair-z": table.now_ms - 60_000}
    table.do(Sit(participant="marc", board="lyon", pair="pair-z"), MARC)
    table.do(SayReady(ready=False), MARC)
    assert table.room.ready == {}
    assert table.do(SayReady(ready=False), MARC) == ()
    assert table.refused(SayReady(ready=True), NOBODY) == "not_seated"


def test_opening_a_phase_clears_what_was_ready() -> None:
    """[H1] coming back to the work is another work."""
    table = at_work()
    table.do(SayReady(ready=True), ZOE)
    table.do(OpenPhase(phase="travail"))
    assert list(table.room.ready) == ["pair-z"]
    table.do(OpenPhase(phase="presentation"))
    assert table.room.ready == {}
    assert table.refused(SayReady(ready=True), ZOE) == "wrong_phase"


def test_a_hand_keeps_the_instant_at_which_it_went_up() -> None:
    """[H2] raised twice, in any phase, over a change of phase and of seat."""
    table = at_work()
    since_ms = table.now_ms
    table.do(RaiseHand(), ZOE)
    table.now_ms += 1_000
    assert table.do(RaiseHand(), ZOE) == ()
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(Sit(participant="zoe", board="toulouse", pair="pair-m"), ZOE)
    table.do(RaiseHand(), MARC)
    assert table.room.hands == {"zoe": since_ms, "marc": table.now_ms}
    assert table.refused(RaiseHand(), NOBODY) == "not_seated"


def test_a_hand_is_lowered_by_its_person_or_a_facilitator() -> None:
    """[H2] and by nobody else."""
    table = at_work()
    table.do(RaiseHand(), ZOE)
    assert table.refused(LowerHand(participant="zoe"), MARC) == "not_allowed"
    assert table.refused(LowerHand(participant="zoe"), SCREEN) == "not_allowed"
    table.do(LowerHand(participant="zoe"))
    assert table.room.hands == {}
    assert table.do(LowerHand(participant="zoe"), ZOE) == ()
    assert table.refused(LowerHand(participant="ghost")) == "unknown_participant"


def test_a_message_stands_until_it_is_withdrawn() -> None:
    """[H3] verbatim, on several lines."""
    table = at_work()
    table.do(SendMessage(message="m1", text=" Plus que\n10 minutes "))
    (message,) = table.room.messages.values()
    assert (message.text, message.pair, message.at_ms) == (
        " Plus que\n10 minutes ",
        None,
        table.now_ms,
    )
    table.do(WithdrawMessage(message="m1"))
    assert table.room.messages == {}
    assert table.refused(WithdrawMessage(message="m1")) == "unknown_message"


def test_a_message_and_their_number_are_bounded() -> None:
    """[H3] 500 code points, 20 at once; withdrawing one makes room."""
    table = at_work()
    assert table.refused(SendMessage(message="m", text="x" * 501)) == "text_too_long"
    assert table.refused(SendMessage(message="m", text=" \n")) == "text_empty"
    assert table.refused(SendMessage(message="m", text="x", pair="ghost")) == "unknown_pair"
    assert table.refused(SendMessage(message="n1", text="x")) == "id_taken"
    for number in range(20):
        table.do(SendMessage(message=f"m{number}", text="é" * 500))
    assert table.refused(SendMessage(message="m", text="x")) == "too_many"
    table.do(WithdrawMessage(message="m7"))
    table.do(SendMessage(message="m", text="x"))


def test_the_id_of_a_withdrawn_message_is_not_given_again() -> None:
    """[N3] to no message and to nothing else: whoever put it aside put aside the one that was."""
    table = at_work()
    table.do(SendMessage(message="m1", text="Plus que 10 minutes"))
    table.do(SendMessage(message="m2", text=SECRET, pair="pair-z"))
    for message in ("m1", "m2"):
        table.do(WithdrawMessage(message=message))
        assert table.refused(SendMessage(message=message, text="Autre chose")) == "id_taken"
    territory = next(iter(table.room.boards["lyon"].beneficiaries))
    note = AddNote(note="m1", beneficiary=territory, text="Un lieu")
    assert table.refused(note, ZOE) == "id_taken"


def test_a_room_takes_so_many_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """[H3] those that were withdrawn are counted: their ids are kept."""
    monkeypatch.setattr(limits, "MESSAGES_KEPT", 3)
    table = at_work()
    for message in ("m1", "m2", "m3"):
        table.do(SendMessage(message=message, text="Plus que 10 minutes"))
        table.do(WithdrawMessage(message=message))
    assert table.refused(SendMessage(message="m4", text="x")) == "too_many"


def test_a_message_to_one_pair_is_in_nobody_else_s_room_nor_events() -> None:
    """[H4] whatever the sight, the pair's own board included, which other pairs share."""
    table = at_work()
    table.do(SendMessage(message="all", text="Pour tous"))
    for command, kind in (
        (SendMessage(message="one", text=SECRET, pair="pair-z"), MessageSent),
        (WithdrawMessage(message="one"), MessageWithdrawn),
    ):
        before = table.room
        (event,) = table.do(command)
        assert isinstance(event, kind)
        assert project(before, event, SEES_ALL) == (event,)
        for sight in (Sight("board", "lyon"), Sight("board", "toulouse"), READER, OUTSIDE):
            assert project(before, event, sight) == ()
            assert SECRET not in told(table, sight)
            assert "Pour tous" in told(table, sight)
    table.do(SendMessage(message="two", text=SECRET, pair="pair-z"))
    assert SECRET in told(table, SEES_ALL)


@pytest.mark.parametrize("who", ["marc", "nobody", None])
def test_only_who_sits_in_the_pair_is_told_its_messages(who: str | None) -> None:
    """[H4] and whoever comes to sit there."""
    table = at_work()
    table.do(SendMessage(message="one", text=SECRET, pair="pair-z"))
    assert [each.text for each in messages_to(table.room, "zoe")] == [SECRET]
    assert messages_to(table.room, who) == ()
    table.do(Sit(participant="marc", board="lyon", pair="pair-z"), FACILITATOR)
    assert len(messages_to(table.room, "marc")) == 1

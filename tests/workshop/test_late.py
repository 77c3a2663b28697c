"""What was written in time and arrived after the lock (SPEC T9, T10)."""

import pytest
from msgspec.structs import replace

from support.tables import FACILITATOR, MARC, SCREEN, T0, ZOE, Table, at_work
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    AdmitLate,
    BringBackLate,
    Command,
    DeleteBeneficiary,
    EndTimer,
    OpenPhase,
    PauseTimer,
    ReopenBoards,
    SetAsideLate,
    Sit,
)
from tablee.workshop.decide import decide_late
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import LateCommand, Who
from tablee.workshop.vocabulary import PhaseKind

NOTE = AddNote(note="n2", beneficiary="hab", text="Écrite dans le train")


@pytest.fixture
def table() -> Table:
    """The work at Lyon has ended."""
    table = at_work()
    table.do(EndTimer())
    return table


def arrives(table: Table, command: Command, who: Who = ZOE, late: str = "o-1") -> str | None:
    """None when the command is taken (done, or kept), else why it is not."""
    answer = decide_late(table.room, command, who, table.now_ms, late, T0 - 1)
    if isinstance(answer, Rejection):
        return answer.code
    table.take(answer, who)
    return None


def test_a_command_that_only_the_lock_refuses_is_kept_with_all_it_said(table: Table) -> None:
    """[T9] and changes nothing of the board."""
    before = table.room.boards
    assert arrives(table, NOTE) is None
    assert table.room.boards == before
    assert table.room.late["o-1"] == LateCommand(
        id="o-1",
        command=NOTE,
        by=replace(ZOE, pair="pair-z"),
        board="lyon",
        received_ms=table.now_ms,
        written_ms=T0 - 1,
    )


@pytest.mark.parametrize("phase", ["mise-en-commun", "prochaine-session"])
def test_it_is_kept_in_the_phases_after_the_work_too(table: Table, phase: PhaseKind) -> None:
    """[T9] leaving the work is a lock."""
    table.do(OpenPhase(phase=phase))
    assert arrives(table, NOTE) is None
    assert list(table.room.late) == ["o-1"]


def test_a_command_that_is_in_time_is_done(table: Table) -> None:
    """[T9] announced or not."""
    table.do(ReopenBoards())
    assert arrives(table, NOTE) is None
    assert not table.room.late
    assert "n2" in table.room.boards["lyon"].notes


def test_what_the_lock_is_not_the_reason_for_is_refused(table: Table) -> None:
    """[T9] another board, no seat, no beneficiary, another role, before the work."""
    assert arrives(table, NOTE, MARC) == "other_board"
    assert arrives(table, NOTE, Who(role="participant", participant="ghost")) == "not_seated"
    assert arrives(table, AddNote(note="n3", text="x")) == "beneficiary_missing"
    assert arrives(table, replace(NOTE, beneficiary="ghost")) == "unknown_beneficiary"
    assert arrives(table, NOTE, SCREEN) == "not_allowed"
    assert arrives(table, PauseTimer()) == "not_allowed"
    assert arrives(table, PauseTimer(), FACILITATOR) == "timer_not_running"
    table.do(OpenPhase(phase="presentation"))
    assert arrives(table, NOTE) == "wrong_phase"
    assert not table.room.late


def test_a_live_command_after_the_lock_is_refused_and_not_kept(table: Table) -> None:
    """[T9] what a live connection sends."""
    assert table.refused(NOTE, ZOE) == "board_closed"
    assert not table.room.late


def test_a_late_note_for_a_late_beneficiary_is_kept_with_it(table: Table) -> None:
    """[T9] an outbox holds both in a row; a note for somebody else's is refused."""
    who = AddBeneficiary(board="lyon", beneficiary="new", label="Navetteurs")
    note = AddNote(note="n2", beneficiary="new", text="Gagner du temps")
    assert arrives(table, note) == "unknown_beneficiary"
    assert arrives(table, who, late="o-1") is None
    assert arrives(table, note, late="o-2") is None
    assert arrives(table, note, MARC, late="m-1") == "unknown_beneficiary"
    assert table.refused(AdmitLate(late="o-2")) == "unknown_beneficiary"
    table.do(AdmitLate(late="o-1"))
    table.do(AdmitLate(late="o-2"))
    assert table.room.boards["lyon"].notes["n2"].beneficiary == "new"


def test_the_tray_holds_a_thousand(table: Table) -> None:
    """[T9] and refuses more."""
    assert arrives(table, NOTE) is None
    kept = table.room.late["o-1"]
    full = {f"o-{n}": replace(kept, id=f"o-{n}") for n in range(1_000)}
    table.room = replace(table.room, late=full)
    assert arrives(table, NOTE, late="more") == "too_many"


def test_admitting_does_what_it_would_have_done_in_time(table: Table) -> None:
    """[T10] at the instant it was received, from the pair it was written in."""
    received_ms = table.now_ms
    assert arrives(table, NOTE) is None
    table.now_ms += 60_000
    table.do(Sit(participant="zoe", board="lyon", pair="pair-new"), ZOE)
    table.do(AdmitLate(late="o-1"))
    note = table.room.boards["lyon"].notes["n2"]
    assert (note.text, note.at_ms, note.pair) == (NOTE.text, received_ms, "pair-z")
    assert not table.room.late
    assert table.refused(AdmitLate(late="o-1")) == "unknown_late"


def test_what_is_set_aside_is_kept_and_can_be_brought_back(table: Table) -> None:
    """[T10] as it was; nothing is done by it."""
    assert arrives(table, NOTE) is None
    kept = dict(table.room.late)
    table.do(SetAsideLate(late="o-1"))
    assert not table.room.late
    assert table.room.aside == kept
    assert "n2" not in table.room.boards["lyon"].notes
    assert table.refused(SetAsideLate(late="o-1")) == "unknown_late"
    table.do(BringBackLate(late="o-1"))
    assert (table.room.late, table.room.aside) == (kept, {})
    assert table.refused(BringBackLate(late="o-1")) == "unknown_late"


def test_what_was_set_aside_can_be_admitted_all_the_same(table: Table) -> None:
    """[T10] without being brought back first."""
    assert arrives(table, NOTE) is None
    table.do(SetAsideLate(late="o-1"))
    table.do(AdmitLate(late="o-1"))
    assert table.room.boards["lyon"].notes["n2"].text == NOTE.text
    assert (table.room.late, table.room.aside) == ({}, {})


def test_what_was_set_aside_is_counted_with_the_tray(table: Table) -> None:
    """[T10] a thousand of both."""
    assert arrives(table, NOTE) is None
    kept = table.room.late["o-1"]
    full = {f"o-{n}": replace(kept, id=f"o-{n}") for n in range(1_000)}
    table.room = replace(table.room, late={}, aside=full)
    assert arrives(table, NOTE, late="more") == "too_many"


def test_what_cannot_be_done_any_more_is_refused_and_stays(table: Table) -> None:
    """[T10] the facilitator sees why, and can do something about it."""
    assert arrives(table, NOTE) is None
    table.do(DeleteBeneficiary(beneficiary="hab", reassign_to="lyon-territoire"))
    assert table.refused(AdmitLate(late="o-1")) == "unknown_beneficiary"
    assert "o-1" in table.room.late

"""Phases, the timer and the lock (SPEC P1, P5 and T)."""

import pytest
from msgspec.structs import replace

from support.tables import FACILITATOR, SYSTEM, T0, ZOE, Table, at_work
from tablee.workshop.commands import (
    AddNote,
    AddTerritory,
    CloseBoard,
    Command,
    EditPhase,
    EndTimer,
    LockBoards,
    MoveDeadline,
    OpenPhase,
    PauseTimer,
    ReopenBoards,
    ResumeTimer,
    SetGrace,
    StartTimer,
)
from tablee.workshop.events import BoardsLocked, BoardsReopened, PhaseOpened, TimerStarted
from tablee.workshop.happened import replay
from tablee.workshop.phases import lock_at_ms
from tablee.workshop.rejection import Rejection
from tablee.workshop.vocabulary import PHASES, PhaseKind

MINUTE = 60_000


@pytest.fixture
def table() -> Table:
    """At work, with 45 minutes that started now."""
    table = at_work()
    table.do(StartTimer())
    return table


def closed(table: Table) -> dict[str, bool]:
    return {board.name: board.closed for board in table.room.boards.values()}


def writes(table: Table, note: str) -> str | None:
    """None when Zoé can post a note now, or why not."""
    answer = table.ask(AddNote(note=note, beneficiary="hab", text="x"), ZOE)
    return answer.code if isinstance(answer, Rejection) else None


def test_a_facilitator_moves_the_room_to_any_phase_from_any_other() -> None:
    """[P1] and nobody else does."""
    assert PHASES == ("accueil", "presentation", "travail", "mise-en-commun", "prochaine-session")
    for start in PHASES:
        for end in PHASES:
            table = Table()
            table.do(OpenPhase(phase=start))
            for who in (ZOE, SYSTEM):
                assert table.refused(OpenPhase(phase=end), who) == "not_allowed"
            table.do(OpenPhase(phase=end))
            assert table.room.phase == end


def test_the_room_remembers_when_each_phase_was_opened() -> None:
    """[P1] a phase opened again is told again, one that is open already is not."""
    table = Table()
    phases: tuple[PhaseKind, ...] = ("travail", "travail", "mise-en-commun", "travail")
    for phase in phases:
        table.now_ms += MINUTE
        table.do(OpenPhase(phase=phase))
    opened = [(each.phase, (each.at_ms - T0) // MINUTE) for each in table.room.phases]
    assert opened == [("accueil", 0), ("travail", 1), ("mise-en-commun", 3), ("travail", 4)]


def test_leaving_the_work_locks_the_boards_and_coming_back_opens_them(table: Table) -> None:
    """[P5] and restarts no timer."""
    assert [type(each) for each in table.do(OpenPhase(phase="mise-en-commun"))] == [
        BoardsLocked,
        PhaseOpened,
    ]
    assert all(closed(table).values())
    assert table.room.timer.state == "ended"
    table.do(OpenPhase(phase="travail"))
    assert not any(closed(table).values())
    assert (table.room.timer.state, lock_at_ms(table.room)) == ("ended", None)
    assert writes(table, "n2") is None


def test_leaving_the_work_ends_no_timer_that_was_never_started() -> None:
    """[P5] it waits as before, follows the plan (P7), and opening the work may still start it."""
    table = at_work()
    table.do(OpenPhase(phase="presentation"))
    assert all(closed(table).values())
    assert table.room.timer.state == "idle"
    table.do(AddTerritory(board="sud", name="Sud"))
    assert closed(table)["Sud"], "a territory that comes then is locked like the others"
    table.do(EditPhase(phase="travail", duration_s=1_800))
    table.do(OpenPhase(phase="travail"))
    assert not any(closed(table).values())
    assert (table.room.timer.state, table.room.timer.duration_ms) == ("idle", 1_800_000)
    table.do(OpenPhase(phase="presentation"))
    table.do(OpenPhase(phase="travail", start_timer=True))
    assert lock_at_ms(table.room) == table.now_ms + 1_800_000


def test_the_timer_starts_with_the_duration_of_the_phase_or_the_one_that_is_given() -> None:
    """[T1] 2,700 s in « Effets utiles »; 1 s to 8 h."""
    for duration_ms, expected in ((None, 2_700_000), (1_000, 1_000), (28_800_000, 28_800_000)):
        table = at_work()
        table.do(StartTimer(duration_ms=duration_ms))
        assert table.room.timer.deadline_ms == table.now_ms + expected
        assert table.room.timer.duration_ms == expected
    for wrong in (999, 0, -1, 28_800_001, 10**30):
        assert at_work().refused(StartTimer(duration_ms=wrong)) == "duration_out_of_range"


def test_a_timer_may_start_with_some_of_it_over() -> None:
    """[T1] so that what was ended goes on where it was: at least a second must be left."""
    table = at_work()
    table.do(EndTimer())
    table.do(StartTimer(duration_ms=2_700_000, passed_ms=1_000_000))
    timer = table.room.timer
    assert (timer.duration_ms, timer.deadline_ms) == (2_700_000, table.now_ms + 1_700_000)
    for passed_ms in (-1, 2_699_001, 2_700_000):
        table = at_work()
        command = StartTimer(duration_ms=2_700_000, passed_ms=passed_ms)
        assert table.refused(command) == "duration_out_of_range"


def test_a_timer_may_keep_the_steps_of_the_length_that_it_had_at_first() -> None:
    """[T1] [T3] an end that was moved is given back with the steps of the timer's start."""
    table = at_work()
    table.do(StartTimer(duration_ms=4 * MINUTE))
    table.do(MoveDeadline(by_ms=6 * MINUTE))
    timer = table.room.timer
    assert (timer.duration_ms, timer.steps_ms) == (10 * MINUTE, 4 * MINUTE)
    table.do(EndTimer())
    table.do(StartTimer(duration_ms=10 * MINUTE, passed_ms=MINUTE, steps_ms=4 * MINUTE))
    timer = table.room.timer
    assert (timer.duration_ms, timer.steps_ms) == (10 * MINUTE, 4 * MINUTE)
    table.do(EndTimer())
    table.do(StartTimer())
    assert table.room.timer.steps_ms == 2_700_000
    for wrong in (999, 0, -1, 28_800_001):
        assert at_work().refused(StartTimer(steps_ms=wrong)) == "duration_out_of_range"


def test_opening_the_work_may_start_the_timer() -> None:
    """[T1] in one command."""
    table = Table()
    events = table.do(OpenPhase(phase="travail", start_timer=True))
    assert [type(each) for each in events] == [PhaseOpened, TimerStarted]
    assert table.room.timer.deadline_ms == T0 + 2_700_000


def test_starting_the_timer_opens_every_board() -> None:
    """[T1] also those that were closed one by one; a timer that runs is not started again."""
    table = at_work()
    table.do(CloseBoard(board="lyon"))
    table.do(StartTimer())
    assert not any(closed(table).values())
    assert table.refused(StartTimer()) == "timer_running"


def test_the_steps_of_the_timer_are_no_walls(table: Table) -> None:
    """[T1] notes during the cartography, beneficiaries to the end."""
    assert writes(table, "early") is None
    table.now_ms += 44 * MINUTE
    assert writes(table, "late") is None


def test_pausing_keeps_what_is_left_and_leaves_the_boards_open(table: Table) -> None:
    """[T2] resuming sets a new end."""
    table.now_ms += 5 * MINUTE
    table.do(PauseTimer())
    assert (table.room.timer.state, table.room.timer.remaining_ms) == ("paused", 40 * MINUTE)
    assert lock_at_ms(table.room) is None
    assert writes(table, "n2") is None
    assert table.refused(PauseTimer()) == "timer_not_running"
    table.now_ms += 60 * MINUTE
    table.do(ResumeTimer())
    assert table.room.timer.deadline_ms == table.now_ms + 40 * MINUTE
    assert table.refused(ResumeTimer()) == "timer_not_paused"


def test_the_end_is_moved_both_ways_running_or_paused(table: Table) -> None:
    """[T3] but not to the past nor beyond eight hours."""
    table.do(MoveDeadline(by_ms=5 * MINUTE))
    assert table.room.timer.deadline_ms == table.now_ms + 50 * MINUTE
    table.do(MoveDeadline(by_ms=-20 * MINUTE))
    assert table.room.timer.deadline_ms == table.now_ms + 30 * MINUTE
    for wrong in (-30 * MINUTE, 8 * 60 * MINUTE):
        assert table.refused(MoveDeadline(by_ms=wrong)) == "duration_out_of_range"
    table.do(PauseTimer())
    table.do(MoveDeadline(by_ms=-10 * MINUTE))
    assert table.room.timer.remaining_ms == 20 * MINUTE
    table.do(EndTimer())
    assert table.refused(MoveDeadline(by_ms=MINUTE)) == "timer_not_running"


def test_ending_now_locks_the_boards_at_once(table: Table) -> None:
    """[T4] and a second time changes nothing."""
    table.do(EndTimer())
    assert all(closed(table).values())
    assert writes(table, "n2") == "board_closed"
    assert table.do(EndTimer()) == ()


def test_a_board_that_is_added_after_the_end_is_locked_like_the_others(table: Table) -> None:
    """[T4] until the facilitator reopens it."""
    table.do(EndTimer())
    table.do(AddTerritory(board="nantes", name="Nantes"))
    assert closed(table)["Nantes"]
    table.do(ReopenBoards(board="nantes"))
    table.do(AddTerritory(board="lille", name="Lille"))
    assert not closed(table)["Lille"]


def test_the_lock_is_an_event_at_its_instant_and_its_place_decides(table: Table) -> None:
    """[T5] not a millisecond before; what came before it in the journal is in."""
    deadline_ms = table.room.timer.deadline_ms
    assert deadline_ms is not None
    assert lock_at_ms(table.room) == deadline_ms
    table.now_ms = deadline_ms - 1
    assert table.do(LockBoards(deadline_ms=deadline_ms), SYSTEM) == ()
    table.now_ms = deadline_ms + MINUTE
    assert writes(table, "before-the-lock") is None
    assert table.do(LockBoards(deadline_ms=deadline_ms), SYSTEM) == (
        BoardsLocked(reason="deadline"),
    )
    assert writes(table, "after-the-lock") == "board_closed"


def test_a_lock_for_an_end_that_was_moved_does_nothing(table: Table) -> None:
    """[T5] only the end that stands locks, and only the server says so."""
    old = table.room.timer.deadline_ms
    assert old is not None
    table.do(MoveDeadline(by_ms=MINUTE))
    table.now_ms = old
    assert table.do(LockBoards(deadline_ms=old), SYSTEM) == ()
    for who in (FACILITATOR, ZOE):
        assert table.refused(LockBoards(deadline_ms=old), who) == "not_allowed"


def test_the_grace_is_nothing_unless_it_is_set_and_a_minute_at_most(table: Table) -> None:
    """[T6] it delays the lock, not the end that is shown."""
    deadline_ms = table.room.timer.deadline_ms
    assert deadline_ms is not None
    assert table.room.timer.grace_ms == 0
    table.do(SetGrace(grace_ms=60_000))
    assert lock_at_ms(table.room) == deadline_ms + 60_000
    assert table.room.timer.deadline_ms == deadline_ms
    table.now_ms = deadline_ms + 59_999
    assert table.do(LockBoards(deadline_ms=deadline_ms), SYSTEM) == ()
    for wrong in (-1, 60_001):
        assert table.refused(SetGrace(grace_ms=wrong)) == "duration_out_of_range"


def test_one_board_is_closed_early_and_the_timer_goes_on_for_the_others(table: Table) -> None:
    """[T7] closing it twice changes nothing."""
    before = table.room.timer
    table.do(CloseBoard(board="lyon"))
    assert closed(table) == {"Lyon": True, "Toulouse": False}
    assert table.room.timer == before
    assert table.do(CloseBoard(board="lyon")) == ()
    assert table.refused(CloseBoard(board="ghost")) == "unknown_board"


def test_reopening_lifts_the_lock_of_one_board_or_of_all_until_told(table: Table) -> None:
    """[T8] no timer: it stays open until the facilitator closes."""
    table.do(EndTimer())
    table.do(ReopenBoards(board="lyon"))
    assert closed(table) == {"Lyon": False, "Toulouse": True}
    assert lock_at_ms(table.room) is None
    assert table.do(ReopenBoards()) == (
        BoardsReopened(boards=("toulouse",), duration_ms=0, deadline_ms=None),
    )
    assert table.refused(ReopenBoards()) == "nothing_to_reopen"
    assert table.refused(ReopenBoards(board="ghost")) == "unknown_board"


def test_reopening_for_a_time_restarts_the_timer(table: Table) -> None:
    """[T8] which locks again at its end."""
    table.do(EndTimer())
    for wrong in (999, 10**12):
        assert table.refused(ReopenBoards(for_ms=wrong)) == "duration_out_of_range"
    table.do(ReopenBoards(board="lyon", for_ms=5 * MINUTE))
    assert table.room.timer.state == "running"
    assert lock_at_ms(table.room) == table.now_ms + 5 * MINUTE
    assert table.room.timer.reopened, "these minutes are none of the plan's steps"
    assert table.refused(ReopenBoards(for_ms=MINUTE)) == "timer_running"
    table.do(EndTimer())
    for passed in (-1, 5 * MINUTE):
        refused = table.refused(ReopenBoards(for_ms=5 * MINUTE, passed_ms=passed))
        assert refused == "duration_out_of_range"
    table.do(ReopenBoards(for_ms=5 * MINUTE, passed_ms=3 * MINUTE))
    assert table.room.timer.duration_ms == 5 * MINUTE
    assert lock_at_ms(table.room) == table.now_ms + 2 * MINUTE, "three of the five are over"
    table.do(EndTimer())
    table.do(StartTimer())
    assert not table.room.timer.reopened


def test_a_replayed_journal_keeps_the_end(table: Table) -> None:
    """[T11] the end is in the journal, wherever the clock is by then."""
    again = replay(table.journal)
    assert lock_at_ms(again) == lock_at_ms(table.room)
    assert again == table.room


def test_nothing_but_the_timer_needs_the_work_to_be_open(table: Table) -> None:
    """[P2] out of « travail » the timer is refused with the phase, to a facilitator too."""
    table.do(OpenPhase(phase="mise-en-commun"))
    commands: tuple[Command, ...] = (StartTimer(), PauseTimer(), EndTimer(), ReopenBoards())
    for command in commands:
        assert table.refused(command) == "wrong_phase"


def test_a_template_without_a_duration_has_forty_five_minutes() -> None:
    """[T1] the deck's own, when the phase says nothing."""
    table = at_work()
    plans = tuple(replace(plan, duration_s=None) for plan in table.room.template.phases)
    template = replace(table.room.template, phases=plans)
    table.room = replace(table.room, template=template)
    table.do(StartTimer())
    assert table.room.timer.duration_ms == 2_700_000

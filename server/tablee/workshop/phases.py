"""Phases, the timer and the lock: moved only by the facilitator, ended by an instant (SPEC T, P).

The timer is data: an absolute deadline in the journal. Nobody here reads a clock; the live layer
sleeps until `lock_at_ms` and then gives `LockBoards` like any other command, so that its place in
the order decides who was in time.
"""

from typing import Final

from . import limits
from .commands import (
    CloseBoard,
    LockBoards,
    MoveDeadline,
    OpenPhase,
    ReopenBoards,
    SetGrace,
    StartTimer,
)
from .events import (
    BoardClosed,
    BoardsLocked,
    BoardsReopened,
    DeadlineMoved,
    DoorsClosed,
    Event,
    GraceSet,
    PhaseOpened,
    TimerPaused,
    TimerResumed,
    TimerStarted,
)
from .evolve import planned_ms
from .planning import taken_up
from .rejection import Rejection
from .room import Room

Answer = tuple[Event, ...] | Rejection

_OUT_OF_RANGE: Final = Rejection(code="duration_out_of_range")


def lock_at_ms(room: Room) -> int | None:
    """The instant at which the boards lock by themselves, or None."""
    timer = room.timer
    if timer.state != "running" or timer.deadline_ms is None:
        return None
    return timer.deadline_ms + timer.grace_ms


def open_phase(room: Room, command: OpenPhase, now_ms: int) -> Answer:
    """[P5] any phase from any other; leaving the work locks the boards, coming back lifts that.

    [A9] « Prochaine session » closes the doors.
    """
    events: list[Event] = []
    if command.phase != room.phase:
        if room.phase == "travail" and not _all_locked(room):
            events.append(BoardsLocked(reason="phase"))
        events.extend(taken_up(room, command.phase))
        events.append(PhaseOpened(phase=command.phase, at_ms=now_ms))
        if command.phase == "travail":
            closed = tuple(board.id for board in room.boards.values() if board.closed)
            if closed:
                events.append(BoardsReopened(boards=closed, duration_ms=0, deadline_ms=None))
        if command.phase == "prochaine-session" and room.doors_open:
            events.append(DoorsClosed())
    if command.start_timer and command.phase == "travail" and room.timer.state == "idle":
        events.extend(_started(planned_ms(room.template), now_ms))
    return tuple(events)


def start(room: Room, command: StartTimer, now_ms: int) -> Answer:
    """[T1] from idle or after an end; opens every board."""
    if room.timer.state in ("running", "paused"):
        return Rejection(code="timer_running")
    duration_ms = planned_ms(room.template) if command.duration_ms is None else command.duration_ms
    left_ms = duration_ms - command.passed_ms
    steps_ms = None if command.steps_ms == duration_ms else command.steps_ms
    lengths = (duration_ms, left_ms, duration_ms if steps_ms is None else steps_ms)
    if command.passed_ms < 0 or not all(_in_range(each) for each in lengths):
        return _OUT_OF_RANGE
    deadline_ms = now_ms + left_ms
    return (TimerStarted(duration_ms=duration_ms, deadline_ms=deadline_ms, steps_ms=steps_ms),)


def pause(room: Room, now_ms: int) -> Answer:
    """[T2] keeps what is left; the boards stay open meanwhile."""
    deadline_ms = room.timer.deadline_ms
    if room.timer.state != "running" or deadline_ms is None:
        return Rejection(code="timer_not_running")
    return (TimerPaused(remaining_ms=max(0, deadline_ms - now_ms)),)


def resume(room: Room, now_ms: int) -> Answer:
    remaining_ms = room.timer.remaining_ms
    if room.timer.state != "paused" or remaining_ms is None:
        return Rejection(code="timer_not_paused")
    return (TimerResumed(deadline_ms=now_ms + remaining_ms),)


def move_deadline(room: Room, command: MoveDeadline, now_ms: int) -> Answer:
    """[T3] extend or shorten, running or paused; to end at once is `EndTimer`."""
    timer = room.timer
    if timer.state == "running" and timer.deadline_ms is not None:
        left_ms = timer.deadline_ms + command.by_ms - now_ms
        deadline_ms, remaining_ms = timer.deadline_ms + command.by_ms, None
    elif timer.state == "paused" and timer.remaining_ms is not None:
        left_ms = timer.remaining_ms + command.by_ms
        deadline_ms, remaining_ms = None, left_ms
    else:
        return Rejection(code="timer_not_running")
    if not _in_range(left_ms):
        return _OUT_OF_RANGE
    return (
        DeadlineMoved(
            duration_ms=max(0, timer.duration_ms + command.by_ms),
            deadline_ms=deadline_ms,
            remaining_ms=remaining_ms,
        ),
    )


def end(room: Room) -> Answer:
    """[T4] the lock, now, by the facilitator."""
    return () if _all_locked(room) else (BoardsLocked(reason="facilitator"),)


def lock(room: Room, command: LockBoards, now_ms: int) -> Answer:
    """[T5] only for the deadline that stands, and only once it has passed with its grace."""
    at_ms = lock_at_ms(room)
    if at_ms is None or room.timer.deadline_ms != command.deadline_ms or now_ms < at_ms:
        return ()
    return (BoardsLocked(reason="deadline"),)


def set_grace(room: Room, command: SetGrace) -> Answer:
    """[T6] 0 by default, 60 s at most."""
    if not 0 <= command.grace_ms <= limits.GRACE_MS:
        return _OUT_OF_RANGE
    return () if command.grace_ms == room.timer.grace_ms else (GraceSet(grace_ms=command.grace_ms),)


def close_board(room: Room, command: CloseBoard) -> Answer:
    """[T7] one board early; the timer goes on for the others."""
    board = room.boards.get(command.board)
    if board is None:
        return Rejection(code="unknown_board")
    return () if board.closed else (BoardClosed(board=board.id),)


def reopen(room: Room, command: ReopenBoards, now_ms: int) -> Answer:
    """[T8] for a time, which restarts the timer, or until the facilitator closes."""
    if command.board is not None and command.board not in room.boards:
        return Rejection(code="unknown_board")
    boards = tuple(
        board.id
        for board in room.boards.values()
        if board.closed and command.board in (None, board.id)
    )
    if not boards:
        return Rejection(code="nothing_to_reopen")
    if command.for_ms is None:
        return (BoardsReopened(boards=boards, duration_ms=0, deadline_ms=None),)
    left_ms = command.for_ms - command.passed_ms
    if command.passed_ms < 0 or not _in_range(command.for_ms) or not _in_range(left_ms):
        return _OUT_OF_RANGE
    if room.timer.state in ("running", "paused"):
        return Rejection(code="timer_running")
    return (
        BoardsReopened(boards=boards, duration_ms=command.for_ms, deadline_ms=now_ms + left_ms),
    )


def _started(duration_ms: int, now_ms: int) -> tuple[Event]:
    return (TimerStarted(duration_ms=duration_ms, deadline_ms=now_ms + duration_ms),)


def _in_range(duration_ms: int) -> bool:
    least, most = limits.DURATION_MS
    return least <= duration_ms <= most


def _all_locked(room: Room) -> bool:
    ended = room.timer.state in ("idle", "ended")
    return ended and all(board.closed for board in room.boards.values())

"""Deciding: a command asked of a room gives events, or a refusal, and changes nothing by itself.

It stands between the wire and the journal; what it returns is remembered before anybody sees it.
It only asks the rights, finds the board and dispatches; each topic decides in a module of its own.
Time, ids and the asker are arguments (`who` comes from the server's session).
"""

from typing import assert_never

from msgspec import UNSET
from msgspec.structs import replace

from . import (
    beneficiaries,
    calls,
    concepts,
    conclusions,
    doors,
    guiding,
    leading,
    misrendered,
    notes,
    pairs,
    phases,
    planning,
    points,
    pooling_choices,
    remarks,
    voting,
)
from .commands import (
    AddBeneficiary,
    AddConcept,
    AddInterestedActor,
    AddNote,
    AddTerritory,
    AdmitLate,
    BoardCommand,
    BringBackLate,
    CallCommand,
    CastVotes,
    ClassifyNote,
    CloseBoard,
    CloseConclusion,
    CloseDoors,
    ClosePoint,
    CloseVoting,
    Command,
    DeleteBeneficiary,
    DeleteInterestedActor,
    DeleteNote,
    EditBeneficiary,
    EditConclusion,
    EditInterestedActor,
    EditNote,
    EditPhase,
    EditPoint,
    EditWorkshop,
    EndTimer,
    ExpectPeople,
    Guide,
    HideNote,
    KeepBothVersions,
    LeadCommand,
    LockBoards,
    MarkLinks,
    MoveDeadline,
    MoveNote,
    OpenDoors,
    OpenPhase,
    OpenPoint,
    OpenVoting,
    PauseTimer,
    PoolingCommand,
    Present,
    RankBeneficiary,
    Release,
    RemarkCommand,
    RemoveConcept,
    RemoveConclusion,
    RemoveTerritory,
    RenameTerritory,
    ReopenBoards,
    ReopenConclusion,
    ReopenPoint,
    RestoreBeneficiary,
    RestoreInterestedActor,
    RestoreNote,
    ResumeTimer,
    SeatCommand,
    SendMessage,
    SetAsideLate,
    SetGrace,
    SetNextSession,
    SetScreen,
    SetStartingPoint,
    SettleMisrendered,
    ShowNote,
    SplitNote,
    StartTimer,
    Summon,
    TakePosition,
    TakingPartCommand,
    WithdrawMessage,
    WriteConclusion,
)
from .events import (
    CommandReceivedLate,
    Event,
    LateAdmitted,
    LateBroughtBack,
    LateSetAside,
    StartingPointSet,
)
from .limits import LABEL, LATE_PER_ROOM
from .lookup import board_of, builds_on_late, hides_point, is_hidden
from .rejection import Rejection
from .rights import may, may_write
from .room import Board, LateCommand, Room, Who
from .vocabulary import PHASES
from .wording import optional_label

Answer = tuple[Event, ...] | Rejection


def decide(room: Room, command: Command, who: Who, now_ms: int) -> Answer:
    """What a command gives, asked by `who` at `now_ms` (the server's clock, when it arrived).

    An empty tuple means that it is accepted and that nothing had to change.
    """
    refused = may(room, command, who)
    if refused is not None:
        return refused
    if isinstance(command, SeatCommand):
        return pairs.seat(room, command, who)
    if isinstance(command, RemarkCommand):
        return remarks.decide(room, command, who)
    if isinstance(command, CallCommand):
        return calls.call(room, command, who, now_ms)
    if isinstance(command, TakingPartCommand):
        return _take_part(room, command, who, now_ms)
    if isinstance(command, PoolingCommand):
        return pooling_choices.choose(room, command, now_ms)
    if not isinstance(command, BoardCommand):
        return _lead(room, command, now_ms)
    board = board_of(room, command)
    if isinstance(board, Rejection):
        return board
    refused = may_write(room, board, who) or _unseen(board, command, who)
    return refused or _write(room, board, command, notes.pair_of(room, who), now_ms)


def decide_late(
    room: Room,
    command: Command,
    who: Who,
    now_ms: int,
    late: str,
    written_ms: int | None,
) -> Answer:
    """As `decide`, for a command that a reconnecting outbox had announced as pending (T9).

    Where the lock alone refuses it, it is kept under the id `late` for the facilitator.
    """
    answer = decide(room, command, who, now_ms)
    if not isinstance(answer, Rejection) or not isinstance(command, BoardCommand):
        return answer
    seat = room.participants.get(who.participant or "")
    if who.role != "participant" or seat is None or seat.board is None:
        return answer
    locked = room.boards[seat.board].closed if room.phase == "travail" else _work_is_over(room)
    only_the_lock = answer.code in ("board_closed", "wrong_phase")
    if not locked or not (only_the_lock or builds_on_late(room, command, seat.id, answer.code)):
        return answer
    if len(room.late) + len(room.aside) >= LATE_PER_ROOM:
        return Rejection(code="too_many", params={"limit": LATE_PER_ROOM})
    kept = LateCommand(
        id=late,
        command=command,
        by=replace(who, pair=seat.pair),
        board=seat.board,
        received_ms=now_ms,
        written_ms=written_ms,
    )
    return (CommandReceivedLate(late=kept),)


def _work_is_over(room: Room) -> bool:
    return PHASES.index(room.phase) > PHASES.index("travail")


def _unseen(board: Board, command: BoardCommand, who: Who) -> Rejection | None:
    """[V6] to all but a facilitator, a hidden note and its points are as if they were not there."""
    if who.role == "facilitator":
        return None
    if isinstance(command, EditPoint | TakePosition | ClosePoint | ReopenPoint):
        return Rejection(code="unknown_point") if hides_point(board, command.point) else None
    named = command.target if isinstance(command, OpenPoint) else getattr(command, "note", "")
    seen = isinstance(command, AddNote) or not is_hidden(board, named)
    return None if seen else Rejection(code="unknown_note")


def _write(
    room: Room, board: Board, command: BoardCommand, pair: str | None, now_ms: int
) -> Answer:
    match command:
        case SetStartingPoint():
            text = optional_label(command.text, LABEL)
            if isinstance(text, Rejection):
                return text
            if text == board.starting_point:
                return ()
            if command.base is not UNSET and command.base != board.starting_point:
                return Rejection(code="changed", params={"current": board.starting_point})
            return (StartingPointSet(board=board.id, text=text),)
        case AddBeneficiary():
            return beneficiaries.add(room, board, command)
        case EditBeneficiary():
            return beneficiaries.edit(board, command)
        case RankBeneficiary():
            return beneficiaries.rank(board, command)
        case DeleteBeneficiary():
            return beneficiaries.delete(board, command)
        case RestoreBeneficiary():
            return beneficiaries.restore(board, command)
        case AddNote():
            return notes.add(room, board, command, pair, now_ms)
        case EditNote():
            return notes.edit(board, command)
        case ClassifyNote():
            return notes.classify(board, command)
        case MoveNote():
            return notes.move(board, command)
        case SplitNote():
            return notes.split(room, board, command, now_ms)
        case DeleteNote():
            return notes.delete(board, command)
        case RestoreNote():
            return notes.restore(room, board, command)
        case OpenPoint():
            return points.open_point(room, board, command, pair)
        case EditPoint():
            return points.edit_point(board, command)
        case TakePosition():
            return points.take_position(board, command, pair)
        case KeepBothVersions():
            return points.keep_both_versions(room, board, command, pair)
        case ClosePoint() | ReopenPoint():
            return points.close_point(board, command)
        case AddInterestedActor():
            return points.add_interested(room, board, command)
        case EditInterestedActor():
            return points.edit_interested(board, command)
        case DeleteInterestedActor() | RestoreInterestedActor():
            return points.delete_interested(board, command)
        case _:
            assert_never(command)


def _lead(room: Room, command: LeadCommand, now_ms: int) -> Answer:
    match command:
        case HideNote() | ShowNote():
            return guiding.after_hiding(room, command, notes.hide(room, command))
        case EditWorkshop():
            return leading.edit_workshop(room, command, now_ms)
        case AddTerritory():
            return leading.add_territory(room, command)
        case RenameTerritory():
            return leading.rename_territory(room, command)
        case RemoveTerritory():
            return leading.remove_territory(room, command)
        case OpenPhase():
            return phases.open_phase(room, command, now_ms)
        case StartTimer():
            return phases.start(room, command, now_ms)
        case PauseTimer():
            return phases.pause(room, now_ms)
        case ResumeTimer():
            return phases.resume(room, now_ms)
        case MoveDeadline():
            return phases.move_deadline(room, command, now_ms)
        case EndTimer():
            return phases.end(room)
        case SetGrace():
            return phases.set_grace(room, command)
        case CloseBoard():
            return phases.close_board(room, command)
        case ReopenBoards():
            return phases.reopen(room, command, now_ms)
        case LockBoards():
            return phases.lock(room, command, now_ms)
        case AdmitLate():
            return _admit(room, command)
        case SetAsideLate():
            if command.late not in room.late:
                return Rejection(code="unknown_late")
            return (LateSetAside(late=command.late),)
        case BringBackLate():
            if command.late not in room.aside:
                return Rejection(code="unknown_late")
            return (LateBroughtBack(late=command.late),)
        case SendMessage():
            return calls.send(room, command, now_ms)
        case WithdrawMessage():
            return calls.withdraw(room, command)
        case SetNextSession():
            return leading.set_next_session(room, command)
        case OpenDoors() | CloseDoors():
            return doors.move(room, command)
        case MarkLinks():
            return doors.mark(command)
        case Guide() | Release() | Summon():
            return guiding.guide(room, command)
        case Present():
            return guiding.present(room, command, now_ms)
        case SetScreen():
            return guiding.set_screen(room, command)
        case EditPhase():
            return planning.edit_phase(room, command)
        case ExpectPeople():
            return pairs.expect(room, command)
        case OpenVoting():
            return voting.open_voting(room, command)
        case CloseVoting():
            return voting.close_voting(room, command)
        case WriteConclusion():
            return conclusions.write(room, command)
        case EditConclusion():
            return conclusions.edit(room, command)
        case RemoveConclusion():
            return conclusions.remove(room, command)
        case CloseConclusion() | ReopenConclusion():
            return conclusions.close(room, command)
        case SettleMisrendered():
            return misrendered.settle(room, command)
        case AddConcept():
            return concepts.add(room, command)
        case RemoveConcept():
            return concepts.remove(room, command)
        case _:
            assert_never(command)


def _take_part(room: Room, command: TakingPartCommand, who: Who, now_ms: int) -> Answer:
    if isinstance(command, CastVotes):
        return voting.cast(room, command, who)
    return misrendered.decide(room, command, who, now_ms)


def _admit(room: Room, command: AdmitLate) -> Answer:
    """[T10] as if it had come in time: same asker, same board, and the instant it was received.

    What was set aside is admitted like what waits.
    """
    late = room.late.get(command.late) or room.aside.get(command.late)
    if late is None:
        return Rejection(code="unknown_late")
    board = board_of(room, late.command)
    if isinstance(board, Rejection):
        return board
    if board.id != late.board:
        return Rejection(code="other_board")
    written = _write(room, board, late.command, late.by.pair, late.received_ms)
    if isinstance(written, Rejection):
        return written
    return (LateAdmitted(late=late.id), *written)

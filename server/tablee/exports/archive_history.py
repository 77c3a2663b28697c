"""What each event of an archive must find: the room as it stood just before.

A room that is sound at its end may have gone through states that no command gives: a note on a
beneficiary that came later, a text rewritten twice from one revision, a timer paused twice. Each
event is held to what it needs of the room before it, in the time of a look-up; what the room is
worth in the end is `archive_rules`.
"""

from tablee.workshop.events import (
    BeneficiaryAdded,
    BeneficiaryDeleted,
    BeneficiaryEdited,
    BeneficiaryFound,
    BeneficiaryRanked,
    BeneficiaryRestored,
    CommandReceivedLate,
    DecisionRetracted,
    DecisionTaken,
    Event,
    InterestedActorAdded,
    InterestedActorEdited,
    LateAdmitted,
    LateBroughtBack,
    LateSetAside,
    NoteAdded,
    NoteClassified,
    NoteDeleted,
    NoteEdited,
    NoteHidden,
    NoteMoved,
    NoteRestored,
    NoteShown,
    NoteSplit,
    ParticipantSeated,
    PointClosed,
    PointEdited,
    PointOpened,
    PointReopened,
    PositionTaken,
    TerritoryAdded,
    TerritoryRemoved,
    TimerPaused,
    TimerResumed,
    TimerStarted,
)
from tablee.workshop.evolve_concluding import ConcludingEvent
from tablee.workshop.happened import Happened
from tablee.workshop.pooling_choices import contradicted, misplaced
from tablee.workshop.room import Board, Different, Note, Room
from tablee.workshop.wording import same_label

from .archive_concluding import concluded_out_of_step
from .archive_mistake import ArchiveMistake, out_of_place

_WRITTEN = (
    *(BeneficiaryAdded, BeneficiaryFound, BeneficiaryEdited, BeneficiaryRanked),
    *(BeneficiaryDeleted, BeneficiaryRestored, NoteAdded, NoteEdited, NoteClassified, NoteMoved),
    *(NoteSplit, NoteDeleted, NoteRestored, PointOpened, PointEdited, PositionTaken, PointClosed),
    *(PointReopened, InterestedActorAdded, InterestedActorEdited),
)


def out_of_step(before: Room, happened: Happened) -> ArchiveMistake | None:
    """Why this event cannot have happened to the room as it stood, or None."""
    event = happened.event
    board = before.boards.get(getattr(event, "board", None) or "")
    if isinstance(event, _WRITTEN):
        if board is None:
            return out_of_place(happened, "territories")
        return _not_allowed(before, board, happened) or _on_board(before, board, happened)
    return _in_room(before, happened)


def _not_allowed(room: Room, board: Board, happened: Happened) -> ArchiveMistake | None:
    """[P3] a participant writes on the board they sit at, in « travail », while it is open."""
    who = happened.who
    if who.role == "facilitator":
        return None
    seat = room.participants.get(who.participant or "")
    seated = seat is not None and seat.board == board.id
    if who.role != "participant" or not seated or room.phase != "travail" or board.closed:
        return out_of_place(happened, "rights")
    return None


def _in_room(room: Room, happened: Happened) -> ArchiveMistake | None:
    event, state = happened.event, room.timer.state
    right = True
    place = "timer"
    match event:
        case TerritoryAdded():
            if any(same_label(each.name, event.name) for each in room.boards.values()):
                return ArchiveMistake("label_twice")
            right, place = event.board not in room.boards, "territories"
        case TerritoryRemoved():
            gone = room.boards.get(event.board)
            right = gone is not None and not (gone.notes or gone.order or gone.points)
            place = "territories"
        case ParticipantSeated():
            pair = room.pairs.get(event.pair.id, event.pair)
            right = event.board in room.boards and pair.board == event.pair.board == event.board
            place = "participants"
        case TimerStarted():
            right = state in ("idle", "ended")
        case TimerPaused():
            right = state == "running"
        case TimerResumed():
            right = state == "paused"
        case NoteHidden() | NoteShown():
            board = room.boards.get(event.board)
            right, place = board is not None and event.note in board.notes, "notes"
        case CommandReceivedLate():
            right, place = event.late.id not in room.late, "late"
        case LateAdmitted():
            right, place = event.late in room.late or event.late in room.aside, "late"
        case LateSetAside():
            right, place = event.late in room.late, "late"
        case LateBroughtBack():
            right, place = event.late in room.aside, "late"
        case DecisionTaken():
            return _decision(room, happened, event)
        case DecisionRetracted():
            if happened.who.role != "facilitator":
                return out_of_place(happened, "rights")
            right, place = event.decision in room.decisions, "decisions"
        case _ if isinstance(event, ConcludingEvent):
            return concluded_out_of_step(room, happened)
        case _:
            pass
    return None if right else out_of_place(happened, place)


def _decision(room: Room, happened: Happened, event: DecisionTaken) -> ArchiveMistake | None:
    """[G6] [G7] [G8] a decision stands beside those that stood when it was taken."""
    if happened.who.role != "facilitator":
        return out_of_place(happened, "rights")
    if event.decision.id in room.decisions:
        return out_of_place(happened, "decisions")
    choice = event.decision.choice
    refused = misplaced(room, choice) or contradicted(room, choice)
    if refused is None:
        return None
    match refused.code:
        case "kept_apart":
            return ArchiveMistake("kept_apart", {"seq": happened.seq})
        case "same_actor" if isinstance(choice, Different):
            return ArchiveMistake("kept_apart", {"seq": happened.seq})
        case "circle":
            return ArchiveMistake("circle", {"seq": happened.seq})
        case "other_actor":
            return ArchiveMistake("other_actor", {"seq": happened.seq})
        case _:
            return out_of_place(happened, "decisions")


def _on_board(room: Room, board: Board, happened: Happened) -> ArchiveMistake | None:
    event = happened.event
    if isinstance(event, NoteAdded | NoteEdited | NoteClassified | NoteMoved | NoteSplit):
        return _note(room, board, happened)
    if isinstance(event, NoteDeleted | NoteRestored):
        return _note(room, board, happened)
    right, place = _other(board, event)
    return None if right else out_of_place(happened, place)


def _note(room: Room, board: Board, happened: Happened) -> ArchiveMistake | None:
    event = happened.event
    right = True
    match event:
        case NoteAdded():
            return _new_notes(room, board, (event.note,), happened)
        case NoteSplit():
            if event.note not in board.notes:
                return out_of_place(happened, "notes")
            return _new_notes(room, board, event.parts, happened)
        case NoteEdited():
            note = board.notes.get(event.note)
            right = note is not None and event.rev == note.rev + 1
        case NoteMoved():
            if event.beneficiary not in board.beneficiaries:
                return ArchiveMistake("note_without_beneficiary", {"note": event.note})
            right = event.note in board.notes
        case NoteRestored():
            removed = board.removed_notes.get(event.note)
            if removed is not None and removed.beneficiary not in board.beneficiaries:
                return ArchiveMistake("note_without_beneficiary", {"note": event.note})
            right = removed is not None
        case NoteClassified() | NoteDeleted():
            right = event.note in board.notes
    return None if right else out_of_place(happened, "notes")


def _new_notes(
    room: Room, board: Board, notes: tuple[Note, ...], happened: Happened
) -> ArchiveMistake | None:
    for note in notes:
        if note.beneficiary not in board.beneficiaries:
            return ArchiveMistake("note_without_beneficiary", {"note": note.id})
        if any(note.id in each.notes or note.id in each.removed_notes for each in _all(room)):
            return ArchiveMistake("id_twice")
        if note.pair is not None and note.pair not in room.pairs:
            return out_of_place(happened, "pairs")
    return None


def _all(room: Room) -> tuple[Board, ...]:
    return tuple(room.boards.values())


def _other(board: Board, event: Event) -> tuple[bool, str]:
    """Whether what the event names is on the board, and what it is called where it is not."""
    live, removed = board.beneficiaries, board.removed_beneficiaries
    match event:
        case BeneficiaryAdded():
            new = event.beneficiary
            return new.id not in live and new.id not in removed, "beneficiaries"
        case BeneficiaryFound():
            return event.beneficiary in live, "beneficiaries"
        case BeneficiaryEdited():
            known = live.get(event.beneficiary.id)
            right = known is not None and known.builtin == event.beneficiary.builtin
            return right, "beneficiaries"
        case BeneficiaryRanked():
            near = event.after is None or event.after in board.order
            return event.beneficiary in board.order and near, "beneficiaries"
        case BeneficiaryDeleted():
            bare = all(note.beneficiary != event.beneficiary for note in board.notes.values())
            return event.beneficiary in board.order and bare, "beneficiaries"
        case BeneficiaryRestored():
            return event.beneficiary in removed, "beneficiaries"
        case PointOpened():
            return event.point.id not in board.points, "points"
        case PointEdited() | PositionTaken() | PointClosed() | PointReopened():
            return event.point in board.points, "points"
        case InterestedActorAdded():
            return event.interested.id not in board.interested, "interested"
        case InterestedActorEdited():
            return event.interested.id in board.interested, "interested"
        case _:
            return True, ""

"""Folding an event into a room: what happened is never refused, never asked again.

`evolve` is total: it never raises on a known event and returns a new room. It also folds what a
projection gives instead of an event (chits), so that a viewer's room is the fold of what the viewer
was sent. The browser mirrors this module (`web/src/workshop/evolve.ts`); the traces of
`tests/traces/` hold both to the same results.
"""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec.structs import replace

from . import evolve_board, evolve_concluding, evolve_remarks
from .events import (
    BoardClosed,
    BoardsLocked,
    BoardsReopened,
    CommandReceivedLate,
    DeadlineMoved,
    DecisionRetracted,
    DecisionTaken,
    DeletionMoved,
    DoorsClosed,
    DoorsOpened,
    ExpectedDropped,
    GraceSet,
    GuidanceSet,
    HandLowered,
    HandRaised,
    IntentionEdited,
    LanguageChanged,
    LateAdmitted,
    LateBroughtBack,
    LateSetAside,
    LinksMarked,
    MessageSent,
    MessageWithdrawn,
    NextSessionSet,
    NoteReturned,
    NoteWithdrawn,
    PairNotReady,
    PairReady,
    ParticipantArrived,
    ParticipantSeated,
    PeopleExpected,
    PhaseEdited,
    PhaseOpened,
    ProgrammeEdited,
    QuestionEdited,
    RemarkAnswered,
    RemarkClosed,
    RemarkEdited,
    RemarkLeft,
    RemarkReopened,
    SeatFreed,
    SeenEvent,
    TerritoryAdded,
    TerritoryRemoved,
    TerritoryRenamed,
    TimerPaused,
    TimerResumed,
    TimerStarted,
    WorkshopCreated,
    WorkshopEdited,
)
from .evolve_board import put, without
from .evolve_concluding import ConcludingEvent
from .guiding import AT_FIRST, at_the_opening
from .room import Board, NextSession, Participant, PhaseOpening, Room, Timer
from .seen_decisions import all_seen
from .template import PhasePlan, Template
from .vocabulary import TimerState

DEFAULT_DURATION_MS: Final = 2_700_000
"""45 minutes (deck line 156, « Travail en sous-groupe, par territoire (45') »)."""

_Tray = Literal["late", "aside"]


def create_room(event: WorkshopCreated) -> Room:
    """The room as its first event makes it: in « accueil », with no board yet."""
    return Room(
        title=event.title,
        held_on="",
        language=event.language,
        template=event.template,
        created_ms=event.at_ms,
        delete_after_ms=event.delete_after_ms,
        phase="accueil",
        phases=(PhaseOpening(phase="accueil", at_ms=event.at_ms),),
        pooling_shown=False,
        timer=Timer(
            state="idle",
            duration_ms=planned_ms(event.template),
            steps_ms=planned_ms(event.template),
            deadline_ms=None,
            remaining_ms=None,
            grace_ms=0,
        ),
        boards={},
        participants={},
        pairs={},
        late={},
        decisions={},
        next_session=NextSession(date="", method=""),
        remarks={},
        guidance=AT_FIRST,
        doors_open=True,
        links=0,
        ready={},
        hands={},
        messages={},
        aside={},
        retracted=(),
        withdrawn={},
        votings={},
        conclusions={},
        misrendered={},
        told={},
        lexicon={},
        unwritten=(),
        unmeant=(),
    )


def planned_ms(template: Template) -> int:
    """How long the work is planned to last."""
    plan = template.phase("travail")
    seconds = plan.duration_s if plan else None
    return DEFAULT_DURATION_MS if seconds is None else seconds * 1_000


def evolve(room: Room, event: SeenEvent) -> Room:
    """The room after the event."""
    if isinstance(event, ConcludingEvent):
        return evolve_concluding.evolve(room, event)
    match event:
        case WorkshopCreated():
            return create_room(event)
        case WorkshopEdited():
            return replace(room, title=event.title, held_on=event.held_on)
        case TerritoryAdded():
            return replace(room, boards=put(room.boards, event.board, _new_board(event)))
        case TerritoryRenamed():
            board = room.boards.get(event.board)
            if board is None:
                return room
            return _with_board(room, replace(board, name=event.name))
        case TerritoryRemoved():
            return replace(room, boards=without(room.boards, event.board))
        case ParticipantSeated():
            known = room.participants.get(event.participant)
            seat = Participant(
                id=event.participant,
                board=event.board,
                pair=event.pair.id,
                expected=known is not None and known.expected,
            )
            return replace(
                room,
                participants=put(room.participants, event.participant, seat),
                pairs=put(room.pairs, event.pair.id, event.pair),
            )
        case PhaseOpened():
            return replace(
                room,
                phase=event.phase,
                phases=(*room.phases, PhaseOpening(phase=event.phase, at_ms=event.at_ms)),
                pooling_shown=room.pooling_shown or event.phase == "mise-en-commun",
                guidance=at_the_opening(room.guidance, event.phase),
                ready={},
            )
        case TimerStarted():
            timer = replace(
                room.timer,
                state="running",
                duration_ms=event.duration_ms,
                steps_ms=event.duration_ms if event.steps_ms is None else event.steps_ms,
                deadline_ms=event.deadline_ms,
                remaining_ms=None,
                reopened=False,
            )
            return replace(room, timer=timer, boards=_closed(room.boards, False))
        case TimerPaused():
            timer = replace(
                room.timer, state="paused", deadline_ms=None, remaining_ms=event.remaining_ms
            )
            return replace(room, timer=timer)
        case TimerResumed():
            timer = replace(
                room.timer, state="running", deadline_ms=event.deadline_ms, remaining_ms=None
            )
            return replace(room, timer=timer)
        case DeadlineMoved():
            timer = replace(
                room.timer,
                duration_ms=event.duration_ms,
                deadline_ms=event.deadline_ms,
                remaining_ms=event.remaining_ms,
            )
            return replace(room, timer=timer)
        case GraceSet():
            return replace(room, timer=replace(room.timer, grace_ms=event.grace_ms))
        case BoardsLocked():
            # [P5] Leaving the work ends no timer that was never started.
            left = event.reason == "phase" and room.timer.state == "idle"
            state: TimerState = "idle" if left else "ended"
            timer = replace(room.timer, state=state, deadline_ms=None, remaining_ms=None)
            return replace(room, timer=timer, boards=_closed(room.boards, True))
        case BoardClosed():
            board = room.boards.get(event.board)
            return room if board is None else _with_board(room, replace(board, closed=True))
        case BoardsReopened():
            return _reopened(room, event)
        case CommandReceivedLate():
            return replace(room, late=put(room.late, event.late.id, event.late))
        case LateAdmitted():
            late, aside = without(room.late, event.late), without(room.aside, event.late)
            return replace(room, late=late, aside=aside)
        case LateSetAside():
            return _moved(room, event.late, "late", "aside")
        case LateBroughtBack():
            return _moved(room, event.late, "aside", "late")
        case DecisionTaken():
            decisions = put(room.decisions, event.decision.id, event.decision)
            return replace(room, decisions=decisions)
        case DecisionRetracted():
            retracted = (*room.retracted, event.decision)
            decisions = without(room.decisions, event.decision)
            return replace(room, decisions=decisions, retracted=retracted)
        case NextSessionSet():
            return replace(room, next_session=event.next_session)
        case GuidanceSet():
            return replace(room, guidance=event.guidance)
        case RemarkLeft() | RemarkEdited() | RemarkAnswered() | RemarkClosed() | RemarkReopened():
            return replace(room, remarks=evolve_remarks.evolve(room.remarks, event))
        case DoorsOpened() | DoorsClosed():
            return replace(room, doors_open=isinstance(event, DoorsOpened))
        case LinksMarked():
            return replace(room, links=room.links + 1)
        case PairReady():
            return replace(room, ready=put(room.ready, event.pair, event.at_ms))
        case PairNotReady():
            return replace(room, ready=without(room.ready, event.pair))
        case HandRaised():
            return replace(room, hands=put(room.hands, event.participant, event.at_ms))
        case HandLowered():
            return replace(room, hands=without(room.hands, event.participant))
        case MessageSent():
            return replace(room, messages=put(room.messages, event.message.id, event.message))
        case MessageWithdrawn():
            withdrawn = put(room.withdrawn, event.message, event.pair)
            messages = without(room.messages, event.message)
            return replace(room, messages=messages, withdrawn=withdrawn)
        case ProgrammeEdited():
            template = replace(room.template, programme=event.programme, axe=event.axe)
            return replace(room, template=template)
        case IntentionEdited():
            return replace(room, template=replace(room.template, intention=event.intention))
        case QuestionEdited():
            template = replace(
                room.template, guiding_question=event.guiding_question, for_whom=event.for_whom
            )
            return replace(room, template=template)
        case LanguageChanged():
            return replace(room, language=event.language)
        case DeletionMoved():
            return replace(room, delete_after_ms=event.delete_after_ms)
        case PhaseEdited():
            return _replanned(room, event.plan)
        case PeopleExpected():
            return replace(
                room,
                participants={**room.participants, **{each.id: each for each in event.people}},
                pairs={**room.pairs, **{pair.id: pair for pair in event.pairs}},
            )
        case ParticipantArrived() | SeatFreed():
            person = room.participants.get(event.participant)
            if person is None:
                return room
            awaited = replace(person, expected=isinstance(event, SeatFreed))
            return replace(room, participants=put(room.participants, person.id, awaited))
        case ExpectedDropped():
            return replace(room, participants=without(room.participants, event.participant))
        case _:
            board = room.boards.get(event.board)
            if board is None:
                return room
            room = _with_board(room, evolve_board.evolve(board, event))
            return _with_what_is_seen(room, event)


def _with_what_is_seen(room: Room, event: SeenEvent) -> Room:
    """A note that is hidden from a viewer leaves the decisions that they see, and comes back."""
    match event:
        case NoteWithdrawn():
            seen = all_seen(room.decisions, lambda note: note == event.note)
        case NoteReturned() if event.decisions:
            seen = {decision.id: decision for decision in event.decisions}
        case _:
            return room
    return replace(room, decisions=seen)


def _moved(room: Room, late: str, origin: _Tray, to: _Tray) -> Room:
    trays = {"late": room.late, "aside": room.aside}
    found = trays[origin].get(late)
    if found is None:
        return room
    trays[origin] = without(trays[origin], late)
    trays[to] = put(trays[to], late, found)
    return replace(room, **trays)


def _replanned(room: Room, plan: PhasePlan) -> Room:
    """A timer that has not been started yet shows what is planned."""
    phases = tuple(plan if each.kind == plan.kind else each for each in room.template.phases)
    template = replace(room.template, phases=phases)
    timer = room.timer
    if timer.state == "idle":
        length_ms = planned_ms(template)
        timer = replace(timer, duration_ms=length_ms, steps_ms=length_ms)
    return replace(room, template=template, timer=timer)


def _with_board(room: Room, board: Board) -> Room:
    return replace(room, boards=put(room.boards, board.id, board))


def _closed(boards: Mapping[str, Board], closed: bool) -> Mapping[str, Board]:
    return {key: replace(board, closed=closed) for key, board in boards.items()}


def _reopened(room: Room, event: BoardsReopened) -> Room:
    boards = {
        key: replace(board, closed=False) if key in event.boards else board
        for key, board in room.boards.items()
    }
    if event.deadline_ms is None:
        return replace(room, boards=boards)
    timer = replace(
        room.timer,
        state="running",
        duration_ms=event.duration_ms,
        deadline_ms=event.deadline_ms,
        remaining_ms=None,
        reopened=True,
    )
    return replace(room, boards=boards, timer=timer)


def _new_board(event: TerritoryAdded) -> Board:
    return Board(
        id=event.board,
        name=event.name,
        closed=False,
        starting_point="",
        order=(),
        beneficiaries={event.builtin.id: event.builtin},
        notes={},
        points={},
        interested={},
        removed_beneficiaries={},
        removed_notes={},
        known_as={},
        chits={},
        hidden=0,
    )

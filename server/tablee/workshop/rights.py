"""Who may do what, in which phase: one table, default deny (SPEC P1–P4).

A command type that has no row, a role that has no column and a phase that is not listed are
refused. Whether a board is the asker's own, and open, is the second half of the question.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from .commands import (
    AddBeneficiary,
    AddConcept,
    AddInterestedActor,
    AddNote,
    AddTerritory,
    AdmitLate,
    AnswerRemark,
    Arrive,
    BringBackLate,
    CastVotes,
    CategoriseActor,
    ClassifyNote,
    CloseBoard,
    CloseConclusion,
    CloseDoors,
    ClosePoint,
    CloseRemark,
    CloseVoting,
    Command,
    DecideLater,
    DeleteBeneficiary,
    DeleteInterestedActor,
    DeleteNote,
    DifferentActors,
    DropExpected,
    EditBeneficiary,
    EditConclusion,
    EditInterestedActor,
    EditNote,
    EditPhase,
    EditPoint,
    EditWorkshop,
    EndTimer,
    ExpectPeople,
    FreeSeat,
    GiveSeatBack,
    GroupEffects,
    Guide,
    HideNote,
    KeepBothVersions,
    LeaveRemark,
    LockBoards,
    LowerHand,
    MarkLinks,
    MoveDeadline,
    MoveNote,
    OpenDoors,
    OpenPhase,
    OpenPoint,
    OpenVoting,
    PartOfActor,
    PauseTimer,
    Present,
    PutInRegister,
    RaiseHand,
    RankBeneficiary,
    Release,
    RemoveConcept,
    RemoveConclusion,
    RemoveTerritory,
    RenameActor,
    RenameTerritory,
    ReopenBoards,
    ReopenConclusion,
    ReopenPoint,
    ReopenRemark,
    RestoreBeneficiary,
    RestoreInterestedActor,
    RestoreNote,
    ResumeTimer,
    RetractDecision,
    SameActor,
    SayMisrendered,
    SayReady,
    SendMessage,
    SetAsideLate,
    SetGrace,
    SetNextSession,
    SetScreen,
    SetStartingPoint,
    SettleMisrendered,
    ShowNote,
    Sit,
    SplitNote,
    StartTimer,
    Summon,
    TakeOutOfGroup,
    TakePosition,
    TitleGroup,
    WithdrawMessage,
    WithdrawMisrendered,
    WriteConclusion,
)
from .rejection import Rejection
from .room import Board, Room, Who
from .vocabulary import PHASES, POOLING, PhaseKind, Role

_Phases = frozenset[PhaseKind]
_NEVER: Final[_Phases] = frozenset()
_ALWAYS: Final[_Phases] = frozenset(PHASES)
_WORK: Final[_Phases] = frozenset({"travail"})
_BOARDS: Final[_Phases] = frozenset({"travail", "mise-en-commun"})


class Right(msgspec.Struct, frozen=True):
    """The phases in which each role may; nobody who is not named here may at all."""

    participant: _Phases = _NEVER
    facilitator: _Phases = _NEVER
    system: _Phases = _NEVER

    def phases(self, role: Role) -> _Phases:
        match role:
            case "participant":
                return self.participant
            case "facilitator":
                return self.facilitator
            case "system":
                return self.system
            case "screen":
                return _NEVER


_ON_A_BOARD: Final = Right(participant=_WORK, facilitator=_BOARDS)
_ON_THE_EXAMPLE: Final = Right(participant=frozenset({"presentation"}), facilitator=_ALWAYS)
_LEADING: Final = Right(facilitator=_ALWAYS)

RIGHTS: Final[Mapping[type[Command], Right]] = {
    Sit: Right(participant=_ALWAYS, facilitator=_ALWAYS),
    SetStartingPoint: _ON_A_BOARD,
    AddBeneficiary: _ON_A_BOARD,
    EditBeneficiary: _ON_A_BOARD,
    RankBeneficiary: _ON_A_BOARD,
    DeleteBeneficiary: _ON_A_BOARD,
    RestoreBeneficiary: _ON_A_BOARD,
    AddNote: _ON_A_BOARD,
    EditNote: _ON_A_BOARD,
    ClassifyNote: _ON_A_BOARD,
    MoveNote: _ON_A_BOARD,
    SplitNote: _ON_A_BOARD,
    DeleteNote: _ON_A_BOARD,
    RestoreNote: _ON_A_BOARD,
    OpenPoint: _ON_A_BOARD,
    EditPoint: _ON_A_BOARD,
    TakePosition: _ON_A_BOARD,
    KeepBothVersions: _ON_A_BOARD,
    ClosePoint: _ON_A_BOARD,
    ReopenPoint: _ON_A_BOARD,
    AddInterestedActor: _ON_A_BOARD,
    EditInterestedActor: _ON_A_BOARD,
    DeleteInterestedActor: _ON_A_BOARD,
    RestoreInterestedActor: _ON_A_BOARD,
    HideNote: _LEADING,
    ShowNote: _LEADING,
    EditWorkshop: _LEADING,
    AddTerritory: _LEADING,
    RenameTerritory: _LEADING,
    RemoveTerritory: _LEADING,
    OpenPhase: _LEADING,
    StartTimer: Right(facilitator=_WORK),
    PauseTimer: Right(facilitator=_WORK),
    ResumeTimer: Right(facilitator=_WORK),
    MoveDeadline: Right(facilitator=_WORK),
    EndTimer: Right(facilitator=_WORK),
    SetGrace: _LEADING,
    CloseBoard: Right(facilitator=_WORK),
    ReopenBoards: Right(facilitator=_WORK),
    LockBoards: Right(system=_WORK),
    AdmitLate: _LEADING,
    SetAsideLate: _LEADING,
    SetNextSession: _LEADING,
    OpenDoors: _LEADING,
    CloseDoors: _LEADING,
    MarkLinks: Right(system=_ALWAYS),
    SameActor: Right(facilitator=POOLING),
    RenameActor: Right(facilitator=POOLING),
    RetractDecision: Right(facilitator=POOLING),
    PartOfActor: Right(facilitator=POOLING),
    DifferentActors: Right(facilitator=POOLING),
    DecideLater: Right(facilitator=POOLING),
    GroupEffects: Right(facilitator=POOLING),
    TakeOutOfGroup: Right(facilitator=POOLING),
    TitleGroup: Right(facilitator=POOLING),
    CategoriseActor: Right(facilitator=POOLING),
    PutInRegister: Right(facilitator=POOLING),
    LeaveRemark: _ON_THE_EXAMPLE,
    AnswerRemark: _ON_THE_EXAMPLE,
    CloseRemark: _ON_THE_EXAMPLE,
    ReopenRemark: _ON_THE_EXAMPLE,
    Guide: _LEADING,
    Release: _LEADING,
    Summon: _LEADING,
    Present: _LEADING,
    SetScreen: _LEADING,
    SayReady: Right(participant=_WORK),
    RaiseHand: Right(participant=_ALWAYS),
    LowerHand: Right(participant=_ALWAYS, facilitator=_ALWAYS),
    BringBackLate: _LEADING,
    SendMessage: _LEADING,
    WithdrawMessage: _LEADING,
    EditPhase: _LEADING,
    ExpectPeople: _LEADING,
    Arrive: Right(participant=_ALWAYS),
    FreeSeat: Right(system=_ALWAYS),
    GiveSeatBack: Right(system=_ALWAYS),
    DropExpected: Right(system=_ALWAYS),
    OpenVoting: Right(facilitator=POOLING),
    CloseVoting: Right(facilitator=POOLING),
    CastVotes: Right(participant=POOLING),
    WriteConclusion: Right(facilitator=POOLING),
    EditConclusion: Right(facilitator=POOLING),
    RemoveConclusion: Right(facilitator=POOLING),
    CloseConclusion: Right(facilitator=POOLING),
    ReopenConclusion: Right(facilitator=POOLING),
    SayMisrendered: Right(participant=POOLING),
    WithdrawMisrendered: Right(participant=POOLING),
    SettleMisrendered: Right(facilitator=POOLING),
    AddConcept: _LEADING,
    RemoveConcept: _LEADING,
}


def may(room: Room, command: Command, who: Who) -> Rejection | None:
    """None when this role may give this command in the room's phase."""
    right = RIGHTS.get(type(command))
    phases = right.phases(who.role) if right else _NEVER
    if room.phase in phases:
        return None
    return Rejection(code="wrong_phase" if phases else "not_allowed", params={"phase": room.phase})


def may_write(room: Room, board: Board, who: Who) -> Rejection | None:
    """None when this asker may write on this board now: a facilitator, or its own people while
    it is open (P3, P4)."""
    if who.role == "facilitator":
        return None
    seat = room.participants.get(who.participant) if who.participant else None
    if seat is None or seat.board is None:
        return Rejection(code="not_seated")
    if seat.board != board.id:
        return Rejection(code="other_board")
    return Rejection(code="board_closed") if board.closed else None

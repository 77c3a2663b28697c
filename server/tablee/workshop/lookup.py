"""Finding things in a room by their id: the thing and its board, or why not.

Every id is looked up within the room that the command is for, so an id of another room is unknown.
"""

from .commands import (
    AddBeneficiary,
    AddInterestedActor,
    AddNote,
    BoardCommand,
    ClassifyNote,
    ClosePoint,
    DeleteBeneficiary,
    DeleteInterestedActor,
    DeleteNote,
    EditBeneficiary,
    EditInterestedActor,
    EditNote,
    EditPoint,
    KeepBothVersions,
    MoveNote,
    OpenPoint,
    RankBeneficiary,
    ReopenPoint,
    RestoreBeneficiary,
    RestoreInterestedActor,
    RestoreNote,
    SetStartingPoint,
    SplitNote,
    TakePosition,
)
from .rejection import Rejection, RejectionCode
from .room import (
    Board,
    Categorised,
    Different,
    DiscussionPoint,
    Later,
    PartOf,
    Renamed,
    Room,
    Same,
)
from .wording import is_id


def board_of(room: Room, command: BoardCommand) -> Board | Rejection:
    """The board that a command writes on."""
    match command:
        case SetStartingPoint() | AddBeneficiary() | AddInterestedActor():
            return room.boards.get(command.board) or Rejection(code="unknown_board")
        case AddNote():
            if not command.beneficiary:
                return Rejection(code="beneficiary_missing")
            return board_with_beneficiary(room, command.beneficiary)
        case EditBeneficiary() | RankBeneficiary() | DeleteBeneficiary():
            return board_with_beneficiary(room, command.beneficiary)
        case RestoreBeneficiary():
            for board in room.boards.values():
                if command.beneficiary in board.removed_beneficiaries:
                    return board
            return board_with_beneficiary(room, command.beneficiary)
        case EditNote() | ClassifyNote() | MoveNote() | SplitNote() | DeleteNote():
            return board_with_note(room, command.note)
        case KeepBothVersions():
            return board_with_note(room, command.note)
        case RestoreNote():
            for board in room.boards.values():
                if command.note in board.removed_notes:
                    return board
            return board_with_note(room, command.note)
        case OpenPoint():
            if command.target_kind == "note":
                return board_with_note(room, command.target)
            if command.target_kind == "beneficiary":
                return board_with_beneficiary(room, command.target)
            return room.boards.get(command.target) or Rejection(code="unknown_board")
        case EditPoint() | TakePosition() | ClosePoint() | ReopenPoint():
            for board in room.boards.values():
                if command.point in board.points:
                    return board
            return Rejection(code="unknown_point")
        case EditInterestedActor() | DeleteInterestedActor() | RestoreInterestedActor():
            for board in room.boards.values():
                if command.interested in board.interested:
                    return board
            return Rejection(code="unknown_interested")


def board_with_note(room: Room, note: str) -> Board | Rejection:
    for board in room.boards.values():
        if note in board.notes:
            return board
    return Rejection(code="unknown_note")


def board_with_beneficiary(room: Room, beneficiary: str) -> Board | Rejection:
    for board in room.boards.values():
        if beneficiary in board.beneficiaries or beneficiary in board.known_as:
            return board
    return Rejection(code="unknown_beneficiary")


def resolve(board: Board, beneficiary: str) -> str | Rejection:
    """The beneficiary that an id means on this board: itself, or the one that answered for it."""
    meant = board.known_as.get(beneficiary, beneficiary)
    return meant if meant in board.beneficiaries else Rejection(code="unknown_beneficiary")


def new_id(room: Room, proposed: str) -> str | Rejection:
    """A proposed id that is well formed and that nothing in the room has or had."""
    if not is_id(proposed):
        return Rejection(code="bad_id")
    taken = (
        proposed in room.pairs
        or proposed in room.decisions
        or proposed in room.retracted
        or proposed in room.remarks
        or proposed in room.messages
        or proposed in room.withdrawn
        or proposed in room.conclusions
        or proposed in room.lexicon
        or proposed in room.unwritten
        or proposed in room.unmeant
        or proposed in room.boards
        or any(
            proposed in board.notes
            or proposed in board.beneficiaries
            or proposed in board.removed_notes
            or proposed in board.points
            or proposed in board.known_as
            or proposed in board.interested
            or proposed in board.removed_beneficiaries
            for board in room.boards.values()
        )
    )
    return Rejection(code="id_taken") if taken else proposed


def is_decided(room: Room, beneficiary: str) -> bool:
    """Whether a standing decision of the pooling names this beneficiary."""
    for decision in room.decisions.values():
        choice = decision.choice
        match choice:
            case Same():
                named: tuple[str, ...] = choice.beneficiaries
            case Renamed() | Categorised():
                named = (choice.beneficiary,)
            case PartOf():
                named = (choice.child, choice.parent)
            case Different() | Later():
                named = (choice.one, choice.other)
            case _:
                named = ()
        if beneficiary in named:
            return True
    return False


def is_hidden(board: Board, note: str) -> bool:
    """Whether a note of the board, live or removed, was hidden by the facilitator (V6)."""
    found = board.notes.get(note) or board.removed_notes.get(note)
    return found is not None and found.hidden


def hangs_hidden(board: Board, point: DiscussionPoint) -> bool:
    return point.target_kind == "note" and is_hidden(board, point.target)


def hides_point(board: Board, point: str) -> bool:
    found = board.points.get(point)
    return found is not None and hangs_hidden(board, found)


def builds_on_late(
    room: Room, command: BoardCommand, participant: str, refused: RejectionCode
) -> bool:
    """Whether what is unknown may be what the same person sent just before, kept in the tray.

    An outbox that comes back late holds a beneficiary and its notes in a row: keeping the first
    and refusing the others would lose them (T9).
    """
    if not refused.startswith("unknown_"):
        return False
    named = _ids_named(command)
    return any(
        late.by.participant == participant and not named.isdisjoint(ids_made(late.command))
        for late in room.late.values()
    )


def ids_made(command: BoardCommand) -> set[str]:
    """Of what a command makes on its board."""
    match command:
        case AddBeneficiary():
            return {command.beneficiary}
        case AddNote():
            return {command.note}
        case SplitNote():
            return {part.note for part in command.parts}
        case OpenPoint() | KeepBothVersions():
            return {command.point}
        case AddInterestedActor():
            return {command.interested}
        case _:
            return set()


def _ids_named(command: BoardCommand) -> set[str]:
    fields = ("beneficiary", "note", "point", "interested", "target")
    return {named for field in fields if (named := getattr(command, field, None))}

"""Beneficiaries of a board: added, named, ranked, deleted without dropping a note (SPEC B).

The asker may already write on this board; nothing here asks again.
"""

from msgspec import UNSET
from msgspec.structs import replace

from . import limits
from .commands import (
    AddBeneficiary,
    DeleteBeneficiary,
    EditBeneficiary,
    RankBeneficiary,
    RestoreBeneficiary,
)
from .events import (
    BeneficiaryAdded,
    BeneficiaryDeleted,
    BeneficiaryEdited,
    BeneficiaryFound,
    BeneficiaryRanked,
    BeneficiaryRestored,
    Event,
    NoteMoved,
)
from .lookup import new_id, resolve
from .rejection import Rejection
from .room import Beneficiary, Board, Room
from .wording import label, optional_label, same_label

Answer = tuple[Event, ...] | Rejection


def add(room: Room, board: Board, command: AddBeneficiary) -> Answer:
    """[B2] added last; [B3] a label that is there already answers with the one that is there."""
    proposed = new_id(room, command.beneficiary)
    if isinstance(proposed, Rejection):
        return proposed
    text = label(command.label)
    if isinstance(text, Rejection):
        return text
    kept = len(board.beneficiaries) + len(board.removed_beneficiaries) + len(board.known_as)
    if kept > limits.BENEFICIARIES_KEPT:
        return Rejection(code="too_many", params={"limit": limits.BENEFICIARIES_KEPT})
    for known in board.beneficiaries.values():
        if same_label(known.label, text):
            return (BeneficiaryFound(board=board.id, beneficiary=known.id, known_as=proposed),)
    if len(board.beneficiaries) > limits.BENEFICIARIES_PER_BOARD:
        return Rejection(code="too_many", params={"limit": limits.BENEFICIARIES_PER_BOARD})
    rest = _described(board, proposed, command.aliases, command.category, command.parent)
    if isinstance(rest, Rejection):
        return rest
    aliases, category, parent = rest
    beneficiary = Beneficiary(
        id=proposed,
        label=text,
        aliases=aliases,
        category=category,
        parent=parent,
        builtin=False,
        rev=0,
    )
    return (BeneficiaryAdded(board=board.id, beneficiary=beneficiary),)


def edit(board: Board, command: EditBeneficiary) -> Answer:
    """[B4] refused when somebody changed it since `base`; the built-in one cannot be changed."""
    found = _own(board, command.beneficiary)
    if isinstance(found, Rejection):
        return found
    if command.base != found.rev:
        return Rejection(code="changed", params={"rev": found.rev, "current": found.label})
    text = found.label if command.label is UNSET else label(command.label)
    if isinstance(text, Rejection):
        return text
    for other in board.beneficiaries.values():
        if other.id != found.id and same_label(other.label, text):
            return Rejection(code="label_taken", params={"beneficiary": other.id})
    rest = _described(
        board,
        found.id,
        found.aliases if command.aliases is UNSET else command.aliases,
        found.category if command.category is UNSET else command.category,
        found.parent if command.parent is UNSET else command.parent,
    )
    if isinstance(rest, Rejection):
        return rest
    aliases, category, parent = rest
    after = replace(found, label=text, aliases=aliases, category=category, parent=parent)
    if after == found:
        return ()
    return (BeneficiaryEdited(board=board.id, beneficiary=replace(after, rev=found.rev + 1)),)


def rank(board: Board, command: RankBeneficiary) -> Answer:
    """[B5] from the most direct to the most indirect; « Le territoire » stays last."""
    found = _own(board, command.beneficiary)
    if isinstance(found, Rejection):
        return found
    after = command.after
    if after is not None:
        meant = _own(board, after)
        if isinstance(meant, Rejection):
            return meant
        after = meant.id
    if after == found.id:
        return ()
    return (BeneficiaryRanked(board=board.id, beneficiary=found.id, after=after),)


def delete(board: Board, command: DeleteBeneficiary) -> Answer:
    """[B6] one that still has notes is refused, or its notes go to `reassign_to` first."""
    found = _own(board, command.beneficiary)
    if isinstance(found, Rejection):
        return found
    notes = [note.id for note in board.notes.values() if note.beneficiary == found.id]
    moves: tuple[Event, ...] = ()
    if notes:
        if command.reassign_to is None:
            return Rejection(code="beneficiary_has_notes", params={"count": len(notes)})
        target = resolve(board, command.reassign_to)
        if isinstance(target, Rejection):
            return target
        if target == found.id:
            return Rejection(code="beneficiary_has_notes", params={"count": len(notes)})
        moves = tuple(NoteMoved(board=board.id, note=n, beneficiary=target) for n in notes)
    orphans = tuple(
        BeneficiaryEdited(board=board.id, beneficiary=replace(child, parent=None))
        for child in board.beneficiaries.values()
        if child.parent == found.id
    )
    return (*moves, *orphans, BeneficiaryDeleted(board=board.id, beneficiary=found.id))


def restore(board: Board, command: RestoreBeneficiary) -> Answer:
    """[B7] undo of a deletion; the notes that were given to another one stay there."""
    found = board.removed_beneficiaries.get(command.beneficiary)
    if found is None:
        return ()
    for known in board.beneficiaries.values():
        if same_label(known.label, found.label):
            return Rejection(code="label_taken", params={"beneficiary": known.id})
    if len(board.beneficiaries) > limits.BENEFICIARIES_PER_BOARD:
        return Rejection(code="too_many", params={"limit": limits.BENEFICIARIES_PER_BOARD})
    restored = BeneficiaryRestored(board=board.id, beneficiary=found.id)
    group = board.beneficiaries.get(found.parent or "")
    if group is None or group.parent is None:
        return (restored,)
    # Its group joined another group meanwhile, and a third level does not exist (B2).
    alone = replace(found, parent=None)
    return (restored, BeneficiaryEdited(board=board.id, beneficiary=alone))


def _own(board: Board, beneficiary: str) -> Beneficiary | Rejection:
    meant = resolve(board, beneficiary)
    if isinstance(meant, Rejection):
        return meant
    found = board.beneficiaries[meant]
    return Rejection(code="beneficiary_builtin") if found.builtin else found


def _described(
    board: Board, own: str, aliases: tuple[str, ...], category: str, parent: str | None
) -> tuple[tuple[str, ...], str, str | None] | Rejection:
    if len(aliases) > limits.ALIASES:
        return Rejection(code="too_many", params={"limit": limits.ALIASES})
    cleaned: list[str] = []
    for alias in aliases:
        text = label(alias)
        if isinstance(text, Rejection):
            return text
        cleaned.append(text)
    kind = optional_label(category)
    if isinstance(kind, Rejection):
        return kind
    if parent is None:
        return tuple(cleaned), kind, None
    above = resolve(board, parent)
    if isinstance(above, Rejection):
        return above
    group = board.beneficiaries[above]
    has_children = any(other.parent == own for other in board.beneficiaries.values())
    if above == own or group.builtin or group.parent is not None or has_children:
        return Rejection(code="parent_not_possible")
    return tuple(cleaned), kind, above

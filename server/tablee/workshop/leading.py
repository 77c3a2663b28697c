"""What the facilitator says of the workshop itself: its title, its territories, what comes next."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from msgspec import UNSET, UnsetType

from . import limits
from .commands import (
    AddTerritory,
    EditPhase,
    EditWorkshop,
    NextSessionSeen,
    Phrase,
    RemoveTerritory,
    RenameTerritory,
    SetNextSession,
    WorkshopSeen,
)
from .events import (
    BoardClosed,
    DeletionMoved,
    Event,
    IntentionEdited,
    LanguageChanged,
    NextSessionSet,
    ProgrammeEdited,
    QuestionEdited,
    TerritoryAdded,
    TerritoryRemoved,
    TerritoryRenamed,
    WorkshopCreated,
    WorkshopEdited,
)
from .evolve import create_room, evolve
from .lookup import is_decided, new_id
from .planning import edit_phase, reworded, words_of
from .rejection import Rejection
from .room import Beneficiary, NextSession, Room
from .seen_texts import unread
from .template import Template, Words
from .vocabulary import Language
from .wording import ID_LENGTH, label, optional, optional_label, same_label

Answer = tuple[Event, ...] | Rejection

_ITSELF: Final = "-territoire"


def create(
    template: Template,
    title: str,
    territories: tuple[tuple[str, str], ...],
    language: Language,
    now_ms: int,
    delete_after_ms: int,
    plans: Iterable[EditPhase] = (),
) -> Answer:
    """[C1] a workshop from a template, with 1 to 20 territories given as (id, name) pairs.

    An empty title is the template's own. Each board has « Le territoire » from the start (B1).
    `plans` are what is planned otherwise than the template says, durations for instance (P6).
    """
    name = label(title) if title.strip() else template.title.in_language(language)
    if isinstance(name, Rejection):
        return name
    if not territories:
        return Rejection(code="too_few", params={"least": 1})
    created = WorkshopCreated(
        template=template,
        title=name,
        language=language,
        at_ms=now_ms,
        delete_after_ms=delete_after_ms,
    )
    room = create_room(created)
    events: list[Event] = [created]
    asked = [
        *(partial(edit_phase, command=plan) for plan in plans),
        *(partial(add_territory, command=AddTerritory(board=b, name=n)) for b, n in territories),
    ]
    for decide in asked:
        answer = decide(room)
        if isinstance(answer, Rejection):
            return answer
        for event in answer:
            room = evolve(room, event)
            events.append(event)
    return tuple(events)


def is_sandbox(room: Room) -> bool:
    """[C5] whether it was made to last less than a day: a rehearsal or an example."""
    return room.delete_after_ms - room.created_ms < limits.DAY_MS


def edit_workshop(room: Room, command: EditWorkshop, now_ms: int) -> Answer:
    """[C4] what the workshop says of itself; what is not given stays."""
    events: list[Event] = []
    parts = (_named, _framed, _intended, _questioned, _spoken, partial(_kept, now_ms=now_ms))
    for part in parts:
        answer = part(room, command)
        if isinstance(answer, Rejection):
            return answer
        events.extend(answer)
    return tuple(events)


def _named(room: Room, command: EditWorkshop) -> Answer:
    title = room.title if command.title is UNSET else label(command.title)
    if isinstance(title, Rejection):
        return title
    held_on = room.held_on if command.held_on is UNSET else optional_label(command.held_on)
    if isinstance(held_on, Rejection):
        return held_on
    if (title, held_on) == (room.title, room.held_on):
        return ()
    seen = WorkshopSeen() if command.base is UNSET else command.base
    changed = unread(seen.title, room.title, title) or unread(seen.held_on, room.held_on, held_on)
    return changed or (WorkshopEdited(title=title, held_on=held_on),)


def _framed(room: Room, command: EditWorkshop) -> Answer:
    template = room.template
    programme = _if_any(command.programme, template.programme)
    if isinstance(programme, Rejection):
        return programme
    axe = _if_any(command.axe, template.axe)
    if isinstance(axe, Rejection):
        return axe
    if (programme, axe) == (template.programme, template.axe):
        return ()
    seen = WorkshopSeen() if command.base is UNSET else command.base
    changed = unread(seen.programme, template.programme, programme) or unread(
        seen.axe, template.axe, axe
    )
    return changed or (ProgrammeEdited(programme=programme, axe=axe),)


def _if_any(phrase: Phrase | UnsetType, was: Words | None) -> Words | Rejection | None:
    """One line that may be left out: none when it is empty in both languages."""
    if phrase is UNSET:
        return was
    if not (phrase.fr.strip() or phrase.en.strip()):
        return None
    return words_of(phrase, () if was is None else (was,), line=True)


def _intended(room: Room, command: EditWorkshop) -> Answer:
    words = reworded(command.intention, room.template.intention)
    if isinstance(words, Rejection):
        return words
    if words == room.template.intention:
        return ()
    seen = WorkshopSeen() if command.base is UNSET else command.base
    changed = unread(seen.intention, room.template.intention, words)
    return changed or (IntentionEdited(intention=words),)


def _questioned(room: Room, command: EditWorkshop) -> Answer:
    template = room.template
    question = reworded(command.guiding_question, template.guiding_question)
    if isinstance(question, Rejection):
        return question
    whom = reworded(command.for_whom, template.for_whom)
    if isinstance(whom, Rejection):
        return whom
    if (question, whom) == (template.guiding_question, template.for_whom):
        return ()
    seen = WorkshopSeen() if command.base is UNSET else command.base
    changed = unread(seen.guiding_question, template.guiding_question, question) or unread(
        seen.for_whom, template.for_whom, whom
    )
    return changed or (QuestionEdited(guiding_question=question, for_whom=whom),)


def _spoken(room: Room, command: EditWorkshop) -> Answer:
    if command.language is UNSET or command.language == room.language:
        return ()
    return (LanguageChanged(language=command.language),)


def _kept(room: Room, command: EditWorkshop, now_ms: int) -> Answer:
    """[C5] a day to ten years from now; a sandbox keeps its end."""
    until_ms = command.delete_after_ms
    if until_ms is UNSET or until_ms == room.delete_after_ms:
        return ()
    if is_sandbox(room):
        return Rejection(code="sandbox_date")
    least, most = limits.KEPT_MS
    if not now_ms + least <= until_ms <= now_ms + most:
        return Rejection(code="deletion_out_of_range", params={"years": most // 31_536_000_000})
    return (DeletionMoved(delete_after_ms=until_ms),)


def add_territory(room: Room, command: AddTerritory) -> Answer:
    """[C2] 20 at most, each name once."""
    proposed = new_id(room, command.board)
    if isinstance(proposed, Rejection):
        return proposed
    name = _free_name(room, command.name, None)
    if isinstance(name, Rejection):
        return name
    if len(room.boards) >= limits.TERRITORIES:
        return Rejection(code="too_many", params={"limit": limits.TERRITORIES})
    builtin = new_id(room, proposed[: ID_LENGTH - len(_ITSELF)] + _ITSELF)
    if isinstance(builtin, Rejection):
        return builtin
    if is_decided(room, builtin):
        return Rejection(code="id_taken")
    itself = Beneficiary(
        id=builtin,
        label=room.template.labels.territory_itself.in_language(room.language),
        aliases=(),
        category="",
        parent=None,
        builtin=True,
        rev=0,
    )
    added = TerritoryAdded(board=proposed, name=name, builtin=itself)
    over = room.timer.state in ("idle", "ended") and bool(room.boards)
    locked = over and all(each.closed for each in room.boards.values())
    # After the end a new board is locked like the others; reopening lifts that (T8).
    return (added, BoardClosed(board=proposed)) if locked else (added,)


def rename_territory(room: Room, command: RenameTerritory) -> Answer:
    if command.board not in room.boards:
        return Rejection(code="unknown_board")
    name = _free_name(room, command.name, command.board)
    if isinstance(name, Rejection):
        return name
    before = room.boards[command.board].name
    if name == before:
        return ()
    changed = unread(command.base, before, name)
    return changed or (TerritoryRenamed(board=command.board, name=name),)


def remove_territory(room: Room, command: RemoveTerritory) -> Answer:
    """[C3] only one that nobody sits in and nothing was written or decided on; never the last."""
    board = room.boards.get(command.board)
    if board is None:
        return Rejection(code="unknown_board")
    if any(each.builtin and is_decided(room, each.id) for each in board.beneficiaries.values()):
        return Rejection(code="territory_in_use")
    written = board.order or board.notes or board.removed_notes or board.points or board.interested
    seated = any(seat.board == board.id for seat in room.participants.values())
    if written or seated or board.removed_beneficiaries or board.starting_point:
        return Rejection(code="territory_in_use")
    if len(room.boards) == 1:
        return Rejection(code="too_few", params={"least": 1})
    return (TerritoryRemoved(board=board.id),)


def set_next_session(room: Room, command: SetNextSession) -> Answer:
    """« Rapide échange pour préparer la prochaine session : date / méthode » (deck line 22)."""
    before = room.next_session
    date = before.date if command.date is UNSET else optional_label(command.date)
    if isinstance(date, Rejection):
        return date
    method = before.method if command.method is UNSET else optional(command.method, limits.REMARK)
    if isinstance(method, Rejection):
        return method
    after = NextSession(date=date, method=method)
    if after == before:
        return ()
    seen = NextSessionSeen() if command.base is UNSET else command.base
    changed = unread(seen.date, before.date, date) or unread(seen.method, before.method, method)
    return changed or (NextSessionSet(next_session=after),)


def _free_name(room: Room, name: str, own: str | None) -> str | Rejection:
    text = label(name)
    if isinstance(text, Rejection):
        return text
    for board in room.boards.values():
        if board.id != own and same_label(board.name, text):
            return Rejection(code="label_taken", params={"board": board.id})
    return text

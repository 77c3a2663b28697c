"""What everybody is shown, and whether they follow: the facilitator's to say (SPEC Q).

It moves nobody's work: a page that follows shows what is shown, one that looks elsewhere says so,
and the projector always follows. What is shown is named by an id, so that it is drawn from what
each viewer may read; nothing of a board is shown before the pooling has been.
"""

from typing import Final

from msgspec import UNSET
from msgspec.structs import replace

from . import limits
from .commands import Guide, HideNote, Present, Release, SetScreen, ShowNote, Summon
from .events import Event, GuidanceSet, NoteHidden, SubjectTold
from .lookup import board_with_beneficiary, board_with_note, resolve
from .pooling import Actor, pooled
from .pooling_choices import registers_of
from .rejection import Rejection
from .room import Guidance, Room, Shown
from .sift import Sift
from .template import Template
from .vocabulary import SECTIONS, ExamplePart, PhaseKind, ShownKind
from .wording import optional_label

Answer = tuple[Event, ...] | Rejection

ITS_PAGE: Final = Shown(kind="phase", target="")
"""The phase's own page, with nothing in particular."""

AT_FIRST: Final = Guidance(shown=ITS_PAGE, leading=False, summons=0, way_in=False, look="matrix")


def guide(room: Room, command: Guide | Release | Summon) -> Answer:
    """[Q1] everybody follows, everybody is free, everybody comes back now."""
    before = room.guidance
    match command:
        case Guide():
            return _set(room, replace(before, leading=True))
        case Release():
            return _set(room, replace(before, leading=False))
        case Summon():
            return _set(room, replace(before, summons=before.summons + 1))


def present(room: Room, command: Present, now_ms: int) -> Answer:
    """[Q2] one thing on all screens, which everybody follows from then on. [M3] what of the boards
    is shown so, and every note that it shows, is told from the first time on."""
    target = _target(room, command)
    if isinstance(target, Rejection):
        return target
    shown = Shown(kind=command.kind, target=target)
    leading = room.guidance.leading or command.kind != "phase"
    before = room.guidance
    page = before.page if shown == before.shown else 0
    guided = _set(room, replace(before, shown=shown, leading=leading, page=page))
    told = _told_with(room, command.kind, target)
    new = tuple(each for each in told if each not in room.told)
    return (*guided, *(SubjectTold(target=each, at_ms=now_ms) for each in new))


def set_screen(room: Room, command: SetScreen) -> Answer:
    """[Q4] [Q6] [Q7] what only the projector shows."""
    before = room.guidance
    way_in = before.way_in if command.way_in is UNSET else command.way_in
    look = before.look if command.look is UNSET else command.look
    sift = before.sift if command.sift is UNSET else _sift(room, command.sift)
    if isinstance(sift, Rejection):
        return sift
    stays = before.page if (look, sift) == (before.look, before.sift) else 0
    asked = stays if command.page is UNSET else command.page
    page = min(max(asked, 0), limits.SCREEN_PAGE)
    return _set(room, replace(before, way_in=way_in, look=look, page=page, sift=sift))


def at_the_opening(before: Guidance, phase: PhaseKind) -> Guidance:
    """[Q3] the phase's own page, whole and without the way in over it; the presentation is
    followed."""
    leading = phase == "presentation"
    return replace(before, shown=ITS_PAGE, leading=leading, way_in=False, sift=None)


def after_hiding(room: Room, command: HideNote | ShowNote, answer: Answer) -> Answer:
    """[Q2] a note that is hidden while it is shown leaves the screens as well."""
    if isinstance(answer, Rejection) or not any(isinstance(each, NoteHidden) for each in answer):
        return answer
    if room.guidance.shown != Shown(kind="note", target=command.note):
        return answer
    return (*answer, GuidanceSet(guidance=replace(room.guidance, shown=ITS_PAGE)))


def in_the_example(template: Template, part: ExamplePart, target: str) -> Rejection | None:
    """None when this part of the worked example is there."""
    return None if _has(template, part, target) else Rejection(code="unknown_example")


def sections_of(template: Template) -> tuple[str, ...]:
    """The parts that the presentation of this template has."""
    example = template.worked_example
    territory = example is not None and any(each.builtin for each in example.beneficiaries)
    has = dict.fromkeys(SECTIONS, example is not None)
    has |= {"intentions": True, "grille": template.reading_grid is not None}
    has |= {"externalites": territory, "etapes": template.next_steps is not None}
    return tuple(each for each in SECTIONS if has[each])


def _has(template: Template, part: ExamplePart, target: str) -> bool:
    example = template.worked_example
    if example is None:
        return False
    match part:
        case "example":
            return target == ""
        case "beneficiary":
            return any(each.id == target for each in example.beneficiaries)
        case "note":
            return any(each.id == target for each in example.notes())


def _target(room: Room, command: Present) -> str | Rejection:
    """What is meant by the target, if it may be shown to all."""
    match command.kind:
        case "phase":
            return ""
        case "section":
            known = command.target in sections_of(room.template)
            return command.target if known else Rejection(code="unknown_section")
        case "example-beneficiary":
            missing = in_the_example(room.template, "beneficiary", command.target)
            return missing or command.target
        case "example-note":
            return in_the_example(room.template, "note", command.target) or command.target
        case "actor" | "territory-actor" | "note":
            return _pooled_target(room, command)


def _pooled_target(room: Room, command: Present) -> str | Rejection:
    if not room.pooling_shown:
        return Rejection(code="pooling_not_shown")
    if command.kind != "note":
        home = board_with_beneficiary(room, command.target)
        return home if isinstance(home, Rejection) else resolve(home, command.target)
    board = board_with_note(room, command.target)
    if isinstance(board, Rejection):
        return board
    hidden = board.notes[command.target].hidden
    return Rejection(code="note_hidden") if hidden else command.target


def _told_with(room: Room, kind: ShownKind, target: str) -> tuple[str, ...]:
    """[M3] an actor with its notes, of an actor what one territory wrote, a note with those that
    say the same; none that is hidden."""
    told: tuple[str, ...] = ()
    match kind:
        case "note":
            groups = (group.notes for actor in pooled(room) for group in actor.groups)
            told = (target, *next((each for each in groups if target in each), ()))
        case "actor":
            told = (target, *_actor_of(room, target).notes)
        case "territory-actor":
            own = next(each for each in room.boards.values() if target in each.beneficiaries)
            told = tuple(n for n in _actor_of(room, target).notes if n in own.notes)
        case _:
            pass
    hidden = {n.id for board in room.boards.values() for n in board.notes.values() if n.hidden}
    return tuple(dict.fromkeys(each for each in told if each not in hidden))


def _actor_of(room: Room, beneficiary: str) -> Actor:
    return next(a for a in pooled(room) if any(m.beneficiary == beneficiary for m in a.members))


def _sift(room: Room, asked: Sift | None) -> Sift | Rejection | None:
    """[Q7] which effects the screen is about, of what the room has; one that asks for nothing is
    none."""
    if asked is None:
        return None
    text = optional_label(asked.text, limits.LABEL)
    if isinstance(text, Rejection):
        return text
    if not room.boards.keys() >= {*asked.boards}:
        return Rejection(code="unknown_board")
    if asked.register and asked.register not in registers_of(room.template):
        return Rejection(code="unknown_register")
    sift = replace(asked, text=text, boards=tuple(dict.fromkeys(asked.boards)))
    return None if sift == Sift() else sift


def _set(room: Room, after: Guidance) -> tuple[Event, ...]:
    return () if after == room.guidance else (GuidanceSet(guidance=after),)

"""What is shown of the decisions of the pooling where a note is hidden (SPEC V6).

Nobody but a facilitator learns that a hidden note is in a group, has a title or a register: it is
taken out of every decision that names it, and a decision that says nothing without it is not shown.
A title that was given stays with those of its group that are shown; the words of a hidden note are
nobody's title.
"""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from .room import Apart, Decision, Grouped, InRegister, PoolingChoice, Titled

Hidden = Callable[[str], bool]


def seen(decision: Decision, hidden: Hidden) -> Decision | None:
    """The decision without what is hidden, the same when nothing is, None when nothing is left."""
    choice = decision.choice
    left: PoolingChoice | None
    match choice:
        case Apart():
            return None if hidden(choice.note) else decision
        case Titled():
            left = _titled((choice.note, *choice.others), choice.title, hidden)
        case Grouped():
            notes = tuple(note for note in choice.notes if not hidden(note))
            if len(notes) > 1:
                by = choice.titled_by if choice.titled_by in notes else None
                left = Grouped(notes=notes, title=choice.title, titled_by=by)
            else:
                left = _titled(notes, choice.title, hidden)
        case InRegister():
            notes = tuple(note for note in choice.notes if not hidden(note))
            left = replace(choice, notes=notes) if notes else None
        case _:
            return decision
    if left is None:
        return None
    return decision if left == choice else replace(decision, choice=left)


def _titled(notes: Iterable[str], title: str | None, hidden: Hidden) -> Titled | None:
    """A title that was given to these notes, with what is shown of them."""
    shown = [note for note in notes if not hidden(note)]
    if title is None or not shown:
        return None
    return Titled(note=shown[0], title=title, others=tuple(shown[1:]))


def all_seen(decisions: Mapping[str, Decision], hidden: Hidden) -> Mapping[str, Decision]:
    """The same mapping when nothing is hidden."""
    shown = {key: seen(decision, hidden) for key, decision in decisions.items()}
    if all(shown[key] is decision for key, decision in decisions.items()):
        return decisions
    return {key: decision for key, decision in shown.items() if decision is not None}


def names_note(decision: Decision, note: str) -> bool:
    """Whether a decision is about this note."""
    choice = decision.choice
    match choice:
        case Apart():
            return choice.note == note
        case Titled():
            return note in (choice.note, *choice.others)
        case Grouped() | InRegister():
            return note in choice.notes
        case _:
            return False


def is_about_notes(decision: Decision) -> bool:
    return isinstance(decision.choice, Grouped | Apart | Titled | InRegister)

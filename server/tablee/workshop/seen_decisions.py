"""What is shown of the decisions of the pooling where a note is hidden (SPEC V6).

Nobody but a facilitator learns that a hidden note is in a group, has a title or a register: it is
taken out of every decision that names it, and a decision that says nothing without it is not shown.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from .room import Apart, Decision, Grouped, InRegister, Titled

Hidden = Callable[[str], bool]


def seen(decision: Decision, hidden: Hidden) -> Decision | None:
    """The decision without what is hidden, the same when nothing is, None when nothing is left."""
    choice = decision.choice
    match choice:
        case Apart() | Titled():
            return None if hidden(choice.note) else decision
        case Grouped() | InRegister():
            notes = tuple(note for note in choice.notes if not hidden(note))
            if len(notes) == len(choice.notes):
                return decision
            least = 2 if isinstance(choice, Grouped) else 1
            if len(notes) < least:
                return None
            return replace(decision, choice=replace(choice, notes=notes))
        case _:
            return decision


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
        case Apart() | Titled():
            return choice.note == note
        case Grouped() | InRegister():
            return note in choice.notes
        case _:
            return False


def is_about_notes(decision: Decision) -> bool:
    return isinstance(decision.choice, Grouped | Apart | Titled | InRegister)

"""The room's own lexicon: words that mean the same here, in any language (SPEC Z).

It extends the general one and the template's, for what is proposed to the facilitators; it changes
no text.
"""

from collections.abc import Iterable

from . import limits
from .commands import AddConcept, RemoveConcept
from .events import ConceptAdded, ConceptRemoved, Event
from .lookup import new_id
from .rejection import Rejection
from .room import Room
from .wording import label, same_label

Answer = tuple[Event, ...] | Rejection


def add(room: Room, command: AddConcept) -> Answer:
    """[Z1] two words or more, each once, case and outer blanks apart; not what another concept says
    already."""
    before = room.lexicon.get(command.concept)
    if before is None:
        back = command.concept in room.unmeant
        proposed = command.concept if back else new_id(room, command.concept)
        if isinstance(proposed, Rejection):
            return proposed
        if len(room.lexicon) >= limits.CONCEPTS_PER_ROOM:
            return Rejection(code="too_many", params={"limit": limits.CONCEPTS_PER_ROOM})
        if not back and len(room.lexicon) + len(room.unmeant) >= limits.CONCEPTS_KEPT:
            return Rejection(code="too_many", params={"limit": limits.CONCEPTS_KEPT})
    least, most = limits.WORDS_PER_CONCEPT
    if len(command.words) > most:
        return Rejection(code="too_many", params={"limit": most})
    words: list[str] = []
    for each in command.words:
        word = label(each, limits.WORD)
        if isinstance(word, Rejection):
            return word
        if not _has(words, word):
            words.append(word)
    if len(words) < least:
        return Rejection(code="too_few", params={"least": least})
    for key, others in room.lexicon.items():
        if key != command.concept and all(_has(others, word) for word in words):
            return Rejection(code="words_known", params={"words": " = ".join(others)})
    return (
        () if tuple(words) == before else (ConceptAdded(concept=command.concept, words=(*words,)),)
    )


def remove(room: Room, command: RemoveConcept) -> Answer:
    if command.concept not in room.lexicon:
        return Rejection(code="unknown_concept")
    return (ConceptRemoved(concept=command.concept),)


def _has(words: Iterable[str], word: str) -> bool:
    return any(same_label(word, other) for other in words)

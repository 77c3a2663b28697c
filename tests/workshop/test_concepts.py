"""The room's own words (SPEC Z)."""

import pytest

from support.tables import Table
from tablee.workshop import limits
from tablee.workshop.commands import AddConcept, OpenPhase, RemoveConcept, SendMessage
from tablee.workshop.rejection import Rejection
from tablee.workshop.visibility import FACILITATOR, OUTSIDE, READER, Sight, project, project_room


def test_words_that_mean_the_same_are_added_rewritten_and_removed() -> None:
    """[Z1] in any phase and language; each once, case and outer blanks apart."""
    table = Table()
    table.do(AddConcept(concept="w", words=("Épicerie", "grocery", " épicerie ", "shop\nfloor")))
    assert table.room.lexicon == {"w": ("Épicerie", "grocery", "shop floor")}
    same = AddConcept(concept="w", words=("Épicerie", "grocery", "shop floor"))
    assert table.do(same) == ()
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(AddConcept(concept="w", words=("épicerie", "grocery")))
    assert table.room.lexicon == {"w": ("épicerie", "grocery")}
    table.do(RemoveConcept(concept="w"))
    assert table.room.lexicon == {}
    assert table.refused(RemoveConcept(concept="w")) == "unknown_concept"
    message = SendMessage(message="w", text="Un autre")
    assert table.refused(message) == "id_taken"
    table.do(AddConcept(concept="w", words=("épicerie", "grocery")))
    assert (list(table.room.lexicon), table.room.unmeant) == (["w"], ())


def test_a_lexicon_has_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """[Z1] [L1] one word means nothing else, and no list is without an end."""
    table = Table()

    def refused(*words: str, concept: str = "w") -> str:
        return table.refused(AddConcept(concept=concept, words=words))

    assert refused("seul") == refused("seul", "SEUL ") == "too_few"
    assert refused("un", " ") == "text_empty"
    assert refused("un", "x" * 61) == "text_too_long"
    assert refused(*(f"mot {each}" for each in range(21))) == "too_many"
    assert refused("un", "one", concept="lyon") == "id_taken"
    monkeypatch.setattr(limits, "CONCEPTS_PER_ROOM", 1)
    table.do(AddConcept(concept="w", words=("un", "one")))
    assert refused("deux", "two", concept="v") == "too_many"
    table.do(AddConcept(concept="w", words=("deux", "two")))
    monkeypatch.setattr(limits, "CONCEPTS_PER_ROOM", 9)
    monkeypatch.setattr(limits, "CONCEPTS_KEPT", 1)
    table.do(RemoveConcept(concept="w"))
    assert refused("deux", "two", concept="v") == "too_many"
    table.do(AddConcept(concept="w", words=("deux", "two")))


def test_what_the_lexicon_says_already_is_refused_with_what_says_it() -> None:
    """[Z1] whatever the case and the order; one word more is something else, and so is less of what
    is rewritten."""
    table = Table()
    table.do(AddConcept(concept="w", words=("Comité", "Habitants", "riverains")))
    for words in (("habitants", " comité"), ("riverains", "Comité", "HABITANTS")):
        answer = table.ask(AddConcept(concept="v", words=words))
        assert isinstance(answer, Rejection)
        said = {"words": "Comité = Habitants = riverains"}
        assert (answer.code, answer.params) == ("words_known", said)
    table.do(AddConcept(concept="v", words=("comité", "citoyens")))
    table.do(AddConcept(concept="w", words=("comité", "habitants")))
    assert table.refused(AddConcept(concept="w", words=("citoyens", "comité"))) == "words_known"
    table.do(RemoveConcept(concept="v"))
    table.do(AddConcept(concept="w", words=("citoyens", "comité")))


@pytest.mark.parametrize("sight", [READER, OUTSIDE, Sight("board", "lyon")], ids=str)
def test_the_lexicon_is_the_facilitators(sight: Sight) -> None:
    """[Z2] a phone has no use for it."""
    table = Table()
    before = table.room
    (event,) = table.do(AddConcept(concept="w", words=("un", "one")))
    assert project(before, event, sight) == ()
    assert project_room(table.room, sight).lexicon == {}
    assert project_room(table.room, FACILITATOR).lexicon == table.room.lexicon

"""Two facilitators in one text: nobody's is replaced by somebody who had not read it (SPEC C4)."""

import pytest
from msgspec.structs import replace

from support.tables import Table
from tablee.workshop.commands import (
    Command,
    EditPhase,
    EditWorkshop,
    NextSessionSeen,
    PhaseSeen,
    Phrase,
    PlannedStep,
    RenameTerritory,
    SetNextSession,
    WorkshopSeen,
)
from tablee.workshop.rejection import Rejection
from tablee.workshop.template import Words

MINE = Phrase(fr="Le mien", en="Mine")
THEIRS = Phrase(fr="Le leur", en="Theirs")


def phrase(words: Words) -> Phrase:
    return Phrase(fr=words.fr, en=words.en)


def seen(table: Table) -> PhaseSeen:
    """The work as a page shows it now."""
    plan = table.room.template.phase("travail")
    assert plan is not None
    steps = tuple(
        PlannedStep(
            label=phrase(each.label),
            duration_s=each.duration_s,
            consigne=phrase(each.consigne),
            prompts=tuple(phrase(prompt) for prompt in each.prompts),
        )
        for each in plan.steps
    )
    return PhaseSeen(
        label=phrase(plan.label),
        intro=phrase(plan.intro),
        duration_s=plan.duration_s,
        steps=steps,
        skipped=plan.skipped,
    )


def edits(table: Table) -> dict[str, tuple[Command, Command, str]]:
    """By field: a first and a second change that both start from what stands now, and what the
    first one leaves standing."""
    template = table.room.template
    said = WorkshopSeen(
        title=table.room.title,
        held_on=table.room.held_on,
        intention=phrase(template.intention),
        guiding_question=phrase(template.guiding_question),
        for_whom=phrase(template.for_whom),
    )
    following = NextSessionSeen(date="", method="")
    name = table.room.boards["lyon"].name
    return {
        "title": (
            EditWorkshop(title="Le leur", base=said),
            EditWorkshop(title="Le mien", base=said),
            "Le leur",
        ),
        "held_on": (
            EditWorkshop(held_on="Le leur", base=said),
            EditWorkshop(held_on="Le mien", base=said),
            "Le leur",
        ),
        "intention": (
            EditWorkshop(intention=THEIRS, base=said),
            EditWorkshop(intention=MINE, base=said),
            "Le leur",
        ),
        "guiding_question": (
            EditWorkshop(guiding_question=THEIRS, base=said),
            EditWorkshop(guiding_question=MINE, base=said),
            "Le leur",
        ),
        "for_whom": (
            EditWorkshop(for_whom=THEIRS, base=said),
            EditWorkshop(for_whom=MINE, base=said),
            "Le leur",
        ),
        "date": (
            SetNextSession(date="Le leur", base=following),
            SetNextSession(date="Le mien", base=following),
            "Le leur",
        ),
        "method": (
            SetNextSession(method="Le leur", base=following),
            SetNextSession(method="Le mien", base=following),
            "Le leur",
        ),
        "territory": (
            RenameTerritory(board="lyon", name="Le leur", base=name),
            RenameTerritory(board="lyon", name="Le mien", base=name),
            "Le leur",
        ),
        "phase": (
            EditPhase(phase="travail", label=THEIRS, base=seen(table)),
            EditPhase(phase="travail", intro=MINE, base=seen(table)),
            "Le leur",
        ),
    }


@pytest.mark.parametrize("field", list(edits(Table())))
def test_a_text_that_takes_the_place_of_one_that_was_not_read_is_refused(field: str) -> None:
    """[C4] [P6] with the one that stands; started from that one, it is taken."""
    table = Table()
    first, second, standing = edits(table)[field]
    table.do(first)
    room = table.room
    assert table.ask(second) == Rejection(code="changed", params={"current": standing})
    assert table.room == room
    assert table.do(first) == (), "saying what stands already is no change"
    again = {
        "date": NextSessionSeen(date="Le leur"),
        "method": NextSessionSeen(method="Le leur"),
        "territory": "Le leur",
        "phase": seen(table),
        "title": WorkshopSeen(title="Le leur"),
        "held_on": WorkshopSeen(held_on="Le leur"),
    }.get(field, WorkshopSeen(intention=THEIRS, guiding_question=THEIRS, for_whom=THEIRS))
    assert table.do(replace(second, base=again)) != ()


def test_whoever_changes_another_text_is_not_held_up() -> None:
    """[C4] two facilitators in two fields; and a program, which had read nothing."""
    table = Table()
    first, _, _ = edits(table)["title"]
    _, second, _ = edits(table)["held_on"]
    table.do(first)
    table.do(second)
    table.do(EditWorkshop(title="D'un programme"))
    assert (table.room.title, table.room.held_on) == ("D'un programme", "Le mien")

"""What a workshop plans and says of itself, changed in place (SPEC C4, C5, P6, P7)."""

import pytest
from msgspec.structs import replace

from support.tables import T0, YEAR_MS, Table
from tablee import catalog
from tablee.workshop.commands import (
    EditPhase,
    EditWorkshop,
    OpenPhase,
    Phrase,
    PlannedStep,
    WorkshopSeen,
)
from tablee.workshop.events import PhaseEdited, PhaseOpened
from tablee.workshop.leading import create
from tablee.workshop.rejection import Rejection
from tablee.workshop.template import PhasePlan, Words

DAY_MS = 86_400_000


def both(fr: str, en: str = "") -> Phrase:
    return Phrase(fr=fr, en=en)


def work(table: Table) -> PhasePlan:
    plan = table.room.template.phase("travail")
    assert plan is not None
    return plan


def step(minutes: int, *prompts: str) -> PlannedStep:
    asked = tuple(both(each) for each in prompts)
    return PlannedStep(
        label=both("Lire"), duration_s=minutes * 60, consigne=both("Lire ensemble"), prompts=asked
    )


@pytest.fixture
def table() -> Table:
    return Table()


def test_what_a_workshop_says_changes_in_its_own_copy(table: Table) -> None:
    """[C4] the intention, the question and the language; the catalogue's template does not."""
    before = catalog.load("effets-utiles")
    table.do(EditWorkshop(intention=both("Comprendre", "Understand")))
    table.do(EditWorkshop(guiding_question=both("Qui gagne ?"), language="en"))
    template = table.room.template
    assert (template.intention.fr, template.intention.en) == ("Comprendre", "Understand")
    assert (template.guiding_question.fr, template.guiding_question.en) == ("Qui gagne ?",) * 2
    assert template.for_whom == before.for_whom
    assert table.room.language == "en"
    assert catalog.load("effets-utiles") == before
    assert table.do(EditWorkshop(language="en", intention=both("Comprendre", "Understand"))) == ()


def test_the_programme_is_said_otherwise_or_not_at_all(table: Table) -> None:
    """[C4] another one than the template's, or none; the strand goes by itself."""
    was = table.room.template
    assert was.programme is not None
    assert was.axe is not None
    table.do(EditWorkshop(programme=both("Alimentation\nà Brest", "")))
    now = table.room.template
    assert now.programme == Words(fr="Alimentation à Brest", en="Alimentation à Brest")
    assert now.axe == was.axe
    table.do(EditWorkshop(axe=both("", " ")))
    table.do(EditWorkshop(programme=both("")))
    assert (table.room.template.programme, table.room.template.axe) == (None, None)
    assert table.do(EditWorkshop(axe=both(""))) == ()
    stale = WorkshopSeen(programme=both("Alimentation à Brest"))
    assert table.refused(EditWorkshop(programme=both("Autre"), base=stale)) == "changed"
    table.do(EditWorkshop(programme=both("Autre"), base=WorkshopSeen(programme=both(""))))
    assert table.refused(EditWorkshop(programme=both("x" * 201))) == "text_too_long"


def test_a_phrase_needs_words_in_one_language_and_is_bounded(table: Table) -> None:
    """[C4] [X3] the one that is empty is shown as the other; both empty say nothing."""
    table.do(EditWorkshop(for_whom=both("", "For whom?")))
    assert table.room.template.for_whom.fr == "For whom?"
    assert table.refused(EditWorkshop(for_whom=both(" "))) == "text_empty"
    assert table.refused(EditWorkshop(intention=both("a", "x" * 2_001))) == "text_too_long"
    assert table.refused(EditPhase(phase="travail", label=both("x" * 201))) == "text_too_long"


def test_one_refusal_leaves_all_of_an_edit_undone(table: Table) -> None:
    """[C4] a command is done whole or not at all."""
    room = table.room
    assert table.refused(EditWorkshop(title="Autre", delete_after_ms=T0)) != ""
    assert table.room == room


def test_the_date_of_erasure_is_a_day_to_ten_years_ahead(table: Table) -> None:
    """[C5] and follows what is asked."""
    assert table.room.delete_after_ms == T0 + YEAR_MS
    for until_ms in (T0 + DAY_MS, T0 + 3_653 * DAY_MS):
        table.do(EditWorkshop(delete_after_ms=until_ms))
        assert table.room.delete_after_ms == until_ms
    for until_ms in (T0, T0 + DAY_MS - 1, T0 + 3_653 * DAY_MS + 1, -1, 2**60):
        command = EditWorkshop(delete_after_ms=until_ms)
        assert table.refused(command) == "deletion_out_of_range"


def test_a_sandbox_keeps_its_end() -> None:
    """[C5] a rehearsal or an example cannot be made to last."""
    events = create(catalog.load("effets-utiles"), "", (("t", "Lyon"),), "fr", T0, T0 + 3_600_000)
    assert not isinstance(events, Rejection)
    table = Table()
    table.take(events)
    assert table.refused(EditWorkshop(delete_after_ms=T0 + 9 * DAY_MS)) == "sandbox_date"


def test_a_phase_is_called_and_introduced_in_place(table: Table) -> None:
    """[P6] the rest of its plan stays, and the other phases."""
    before = table.room.template
    table.do(EditPhase(phase="accueil", label=both("Café", "Coffee"), intro=both("Bienvenue")))
    plan = table.room.template.phase("accueil")
    assert plan is not None
    assert (plan.label.fr, plan.label.en, plan.intro.en) == ("Café", "Coffee", "Bienvenue")
    assert table.room.template.phases[1:] == before.phases[1:]
    assert table.do(EditPhase(phase="accueil", label=both("Café", "Coffee"))) == ()


def test_a_slip_of_the_source_stays_named_while_its_words_stand(table: Table) -> None:
    """[P6] « [sic] » is printed behind it, in a consigne that was not retyped only."""
    slips = work(table).steps[0].prompts[0]
    assert slips.sic
    kept = PlannedStep(
        label=both("Lire"),
        duration_s=600,
        consigne=both("Lire"),
        prompts=(Phrase(fr=slips.fr, en="Which?"), both("Quelles catégories ?")),
    )
    table.do(EditPhase(phase="travail", steps=(kept,)))
    first, second = work(table).steps[0].prompts
    assert (first.sic, second.sic) == (slips.sic, ())


def test_a_phase_is_skipped_unless_it_is_open(table: Table) -> None:
    """[P6] opening it takes it up again."""
    assert table.refused(EditPhase(phase="accueil", skipped=True)) == "phase_open"
    table.do(EditPhase(phase="presentation", skipped=True))
    plan = table.room.template.phase("presentation")
    assert plan is not None
    assert plan.skipped
    opened = table.do(OpenPhase(phase="presentation"))
    assert [type(event) for event in opened] == [PhaseEdited, PhaseOpened]
    plan = table.room.template.phase("presentation")
    assert plan is not None
    assert not plan.skipped


def test_a_phase_that_the_template_lacks_cannot_be_planned(table: Table) -> None:
    """[P6] the phases are those of the template."""
    template = table.room.template
    plans = tuple(plan for plan in template.phases if plan.kind != "presentation")
    small = replace(template, phases=plans)
    events = create(small, "", (("t", "Lyon"),), "fr", T0, T0 + YEAR_MS)
    assert not isinstance(events, Rejection)
    table.take(events)
    assert table.refused(EditPhase(phase="presentation", skipped=True)) == "unknown_phase"


def test_a_length_that_changes_alone_is_shared_out(table: Table) -> None:
    """[P7] 15 + 30 of 45 minutes become 20 + 40 of an hour."""
    table.do(EditPhase(phase="travail", duration_s=3_600))
    assert [each.duration_s for each in work(table).steps] == [1_200, 2_400]
    table.do(EditPhase(phase="travail", duration_s=50 * 60))
    assert [each.duration_s for each in work(table).steps] == [16 * 60, 34 * 60]


def test_a_phrase_that_ends_with_the_length_follows_it(table: Table) -> None:
    """[P7] « (45') » in both languages, unless it is retyped; what only looks like it stays."""
    said = "Travail en sous-groupe, par territoire"
    assert work(table).intro.fr == f"{said} (45')"
    table.do(EditPhase(phase="travail", duration_s=40 * 60))
    assert (work(table).intro.fr, work(table).intro.en[-5:]) == (f"{said} (40')", "(40')")
    table.do(EditPhase(phase="travail", duration_s=40 * 60 + 30))
    assert work(table).intro.fr == f"{said} (40'30)"
    typed = both("Au travail (40'30)")
    table.do(EditPhase(phase="travail", duration_s=45 * 60, intro=typed))
    table.do(EditPhase(phase="travail", duration_s=50 * 60))
    assert work(table).intro.fr == "Au travail (40'30)"


@pytest.mark.parametrize("duration_s", [9, 0, -60, 28_801, None])
def test_a_length_has_bounds_and_the_work_has_one(table: Table, duration_s: int | None) -> None:
    """[P7] 10 s to 8 h."""
    command = EditPhase(phase="travail", duration_s=duration_s)
    assert table.refused(command) == "duration_out_of_range"


def test_steps_fit_in_their_phase(table: Table) -> None:
    """[P7] their total and their number are bounded, each has a length."""
    table.do(EditPhase(phase="travail", duration_s=600, steps=(step(4, "Quoi ?"), step(6))))
    assert [each.duration_s for each in work(table).steps] == [240, 360]
    too_long = EditPhase(phase="travail", steps=(step(4), step(7)))
    assert table.ask(too_long) == Rejection(
        code="steps_too_long", params={"total": 11, "limit": 10}
    )
    for steps, code in (
        ((step(0),), "duration_out_of_range"),
        ((step(1),) * 11, "too_many"),
        ((step(1, *"abcdefghijk"),), "too_many"),
        ((step(1, " "),), "text_empty"),
    ):
        assert table.refused(EditPhase(phase="travail", duration_s=3_600, steps=steps)) == code
    table.do(EditPhase(phase="presentation", duration_s=900, steps=(step(5),)))
    without = EditPhase(phase="presentation", duration_s=None)
    assert table.refused(without) == "duration_out_of_range"
    table.do(EditPhase(phase="presentation", duration_s=None, steps=()))


def test_a_timer_follows_the_plan_until_it_is_started(table: Table) -> None:
    """[P7] then it is moved by its own commands only."""
    table.do(EditPhase(phase="travail", duration_s=1_800))
    assert table.room.timer.duration_ms == 1_800_000
    table.do(OpenPhase(phase="travail", start_timer=True))
    running = table.room.timer
    assert running.deadline_ms == T0 + 1_800_000
    table.do(EditPhase(phase="travail", duration_s=600))
    assert table.room.timer == running


def test_a_workshop_may_be_created_with_other_lengths() -> None:
    """[C1] [P7] events say so, after the template as it is."""
    template = catalog.load("effets-utiles")
    plans = (EditPhase(phase="travail", duration_s=3_600),)
    events = create(template, "", (("t", "Lyon"),), "fr", T0, T0 + YEAR_MS, plans)
    assert not isinstance(events, Rejection)
    assert isinstance(events[1], PhaseEdited)
    plans = (EditPhase(phase="travail", duration_s=1),)
    refused = create(template, "", (("t", "Lyon"),), "fr", T0, T0 + YEAR_MS, plans)
    assert refused == Rejection(code="duration_out_of_range")

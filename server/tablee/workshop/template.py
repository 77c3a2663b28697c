"""What a workshop is made from: the words, the phases and the worked example of one kind.

A `Template` is read from `workshop_templates/*.toml` by `tablee.catalog` (which also names the line
of every mistake), chosen when a workshop is created, and never changed afterwards. These structs
are the format: a field is here only because a page, the projector or a report shows it or a rule
uses it, and `workshop_templates/README.md` documents each one.

It never reads a file, never picks a language for anyone, and never corrects a text: a slip of the
source is kept and named in `sic`, so that the page can print « [sic] » behind it.
"""

from typing import Annotated

from msgspec import Meta, Struct

from . import limits
from .vocabulary import PHASES, Directness, Language, NoteKind, PhaseKind

Id = Annotated[str, Meta(max_length=40, pattern="^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
Line = Annotated[str, Meta(min_length=1, max_length=limits.LABEL)]
Text = Annotated[str, Meta(min_length=1, max_length=limits.TEXT)]
Seconds = Annotated[int, Meta(ge=limits.PLANNED_S[0], le=limits.PLANNED_S[1])]
Sic = Annotated[tuple[Line, ...], Meta(max_length=10)]


class Part(Struct, frozen=True, kw_only=True):
    """Base of every struct of a template: immutable, named fields only.

    Unknown fields are refused by `tablee.catalog.check`, not here: a template is also part of the
    journal's first event, which must stay readable when a field is retired.
    """


class Words(Part, frozen=True, kw_only=True):
    """One phrase that people see, in French and in English. `sic`: slips kept in the French."""

    fr: Text
    en: Text
    sic: Sic = ()

    def in_language(self, language: Language) -> str:
        """The phrase as written in `language`."""
        return self.fr if language == "fr" else self.en


class Step(Part, frozen=True, kw_only=True):
    """A part of a timed phase: guidance with its share of the time, never a wall."""

    label: Words
    duration_s: Seconds
    consigne: Words
    prompts: Annotated[tuple[Words, ...], Meta(max_length=limits.PROMPTS)] = ()


class PhasePlan(Part, frozen=True, kw_only=True):
    """One phase as the session plans it. Without `duration_s` the phase has no timer of its own;
    a `skipped` one is passed over until the facilitator takes it up."""

    kind: PhaseKind
    label: Words
    intro: Words
    numbered: bool = False
    duration_s: Seconds | None = None
    steps: Annotated[tuple[Step, ...], Meta(max_length=limits.STEPS)] = ()
    skipped: bool = False


class Choice(Part, frozen=True, kw_only=True):
    """One answer people can give, with the one-line definition shown as a hint."""

    label: Words
    hint: Words


class KindNames(Part, frozen=True, kw_only=True):
    """The two kinds of note (domain.md §0.3: another axis than directness)."""

    vise: Choice
    externalite: Choice


class DirectnessNames(Part, frozen=True, kw_only=True):
    """The names of the two degrees of directness."""

    direct: Words
    indirect: Words


class Labels(Part, frozen=True, kw_only=True):
    """The words of this workshop for the things on the board and the headings of its report."""

    beneficiary: Words
    beneficiaries: Words
    note: Words
    notes: Words
    pair: Words
    territory_itself: Words
    contribution: Words
    contribution_prompt: Words
    heading_for: Words
    externalities_heading: Words
    interested_heading: Words
    kinds: KindNames
    directness: DirectnessNames


class Category(Part, frozen=True, kw_only=True):
    """A category of actors proposed when a beneficiary is named."""

    id: Id
    label: Words


class Section(Part, frozen=True, kw_only=True):
    """A heading and its lines, shown and exported as they stand."""

    heading: Words
    items: Annotated[tuple[Words, ...], Meta(min_length=1, max_length=20)]


class Dimension(Part, frozen=True, kw_only=True):
    """One dimension of the reading grid, with the questions that the source gives for it."""

    label: Words
    questions: Annotated[tuple[Words, ...], Meta(max_length=20)] = ()


class ReadingGrid(Part, frozen=True, kw_only=True):
    """The reminder of an earlier session's grid. `note` says what the source leaves out."""

    heading: Words
    statement: Words
    dimensions: Annotated[tuple[Dimension, ...], Meta(min_length=1, max_length=10)]
    note: Words | None = None


class Register(Part, frozen=True, kw_only=True):
    """A thematic tag for pooled notes. `uncertain` prints the « ? » that is not typed in `text`."""

    id: Id
    label: Words
    text: Words
    uncertain: bool = False


class RegisterGroup(Part, frozen=True, kw_only=True):
    """Registers under the heading that introduces them."""

    heading: Words
    registers: Annotated[tuple[Register, ...], Meta(min_length=1, max_length=20)]


class Component(Part, frozen=True, kw_only=True):
    """One component of the solution that the worked example describes."""

    title: Line
    partners: Line | None = None
    quantity: Line | None = None


class ContextLine(Part, frozen=True, kw_only=True):
    """One line of the example's context, with the points under it."""

    text: Text
    points: Annotated[tuple[Line, ...], Meta(max_length=10)] = ()


class ExampleNote(Part, frozen=True, kw_only=True):
    """A useful effect of the worked example. `via_note`: the note that it passes through."""

    id: Id
    text: Text
    kind: NoteKind = "visé"
    directness: Directness = "direct"
    via_note: Id | None = None
    sic: Sic = ()


class ExampleBeneficiary(Part, frozen=True, kw_only=True):
    """Who the notes are for; `label` is what follows « Pour ».

    `parent` is another beneficiary of the example, itself without parent (two levels, as on a
    board). `builtin` marks « Le territoire », at most one. `remark` says something of the
    beneficiary and is not a note (domain.md §1.4, row 12); `sic` is about the remark.
    """

    id: Id
    label: Line
    parent: Id | None = None
    builtin: bool = False
    remark: Line | None = None
    sic: Sic = ()
    notes: Annotated[tuple[ExampleNote, ...], Meta(max_length=50)] = ()


class ExampleInterest(Part, frozen=True, kw_only=True):
    """An actor who may be interested. `sic` is about `reason`; `uncertain` prints the « ? »."""

    label: Line
    reason: Text | None = None
    uncertain: bool = False
    sic: Sic = ()


class Example(Part, frozen=True, kw_only=True):
    """The worked example, word for word in its own language and never translated."""

    language: Language
    title: Line
    components_heading: Line
    components: Annotated[tuple[Component, ...], Meta(max_length=20)] = ()
    context_heading: Line
    context_intro: Text
    context: Annotated[tuple[ContextLine, ...], Meta(max_length=20)] = ()
    beneficiaries: Annotated[tuple[ExampleBeneficiary, ...], Meta(min_length=1, max_length=50)]
    interested: Annotated[tuple[ExampleInterest, ...], Meta(max_length=50)] = ()

    def notes(self) -> tuple[ExampleNote, ...]:
        """Every note, in the order of the beneficiaries."""
        return tuple(note for who in self.beneficiaries for note in who.notes)


class LexiconEntry(Part, frozen=True, kw_only=True):
    """Words of this kind of workshop that mean the same, separated by commas in each language.

    They complete the general lexicon when the pooling proposes what may be one.
    """

    id: Id
    words: Words


class Template(Part, frozen=True, kw_only=True):
    """One kind of workshop, complete: everything a room needs before anyone has written."""

    id: Id
    version: Annotated[int, Meta(ge=1, le=1_000_000)]
    name: Words
    title: Words
    programme: Words | None = None
    axe: Words | None = None
    intention: Words
    guiding_question: Words
    for_whom: Words
    rule: Words
    pair_size: Annotated[int, Meta(ge=1, le=12)] = 2
    retention_months: Annotated[int, Meta(ge=1, le=120)] = 12
    phases: Annotated[tuple[PhasePlan, ...], Meta(min_length=1, max_length=len(PHASES))]
    labels: Labels
    categories: Annotated[tuple[Category, ...], Meta(max_length=40)] = ()
    precautions: Section
    next_steps: Section | None = None
    open_questions: Section | None = None
    reading_grid: ReadingGrid | None = None
    registers: Annotated[tuple[RegisterGroup, ...], Meta(max_length=10)] = ()
    horizon: Words | None = None
    lexicon: Annotated[tuple[LexiconEntry, ...], Meta(max_length=limits.TEMPLATE_CONCEPTS)] = ()
    worked_example: Example | None = None

    def phase(self, kind: PhaseKind) -> PhasePlan | None:
        """The plan of that phase, or None when the template skips it."""
        return next((plan for plan in self.phases if plan.kind == kind), None)

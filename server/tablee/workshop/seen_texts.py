"""What facilitators write over what they had read, never over somebody else's text (SPEC C4).

A command that changes a text may name the one that its writer started from. Where another one
stands by now it is refused as `changed`, with the text that stands, and its writer merges or
chooses. One that names nothing is a program's: the last word counts. Saying what stands already is
no change, whatever it started from.
"""

from msgspec import UNSET, UnsetType

from .commands import PhaseSeen, Phrase, PlannedStep
from .rejection import Rejection
from .template import PhasePlan, Step, Words

Text = str | Words


def unread(
    base: str | Phrase | UnsetType, standing: Text | None, wanted: Text | None
) -> Rejection | None:
    """The refusal of a text that takes the place of another one than its writer had read."""
    if base is UNSET or wanted == standing or base == _typed(standing):
        return None
    typed = _typed(standing)
    current = typed if isinstance(typed, str) else typed.fr
    return Rejection(code="changed", params={"current": current})


def unread_phase(base: PhaseSeen | UnsetType, standing: PhasePlan) -> Rejection | None:
    """The same for a phase, of which everything is saved together."""
    if base is UNSET or base == _seen(standing):
        return None
    return Rejection(code="changed", params={"current": standing.label.fr})


def _typed(text: Text | None) -> str | Phrase:
    if text is None:
        return Phrase(fr="", en="")
    return text if isinstance(text, str) else Phrase(fr=text.fr, en=text.en)


def _phrase(words: Words) -> Phrase:
    return Phrase(fr=words.fr, en=words.en)


def _seen(plan: PhasePlan) -> PhaseSeen:
    return PhaseSeen(
        label=_phrase(plan.label),
        intro=_phrase(plan.intro),
        duration_s=plan.duration_s,
        steps=tuple(_step(each) for each in plan.steps),
        skipped=plan.skipped,
    )


def _step(step: Step) -> PlannedStep:
    return PlannedStep(
        label=_phrase(step.label),
        duration_s=step.duration_s,
        consigne=_phrase(step.consigne),
        prompts=tuple(_phrase(each) for each in step.prompts),
    )

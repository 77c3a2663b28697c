"""What this workshop plans: its phases, their durations and consignes, its intention (SPEC P6, P7).

A workshop has a copy of its template of its own, which is what changes here; the template stays as
it is for every other workshop. Words are kept in both languages: what the facilitator typed is
never translated, and a language that is left empty shows the other one's words.
"""

from collections.abc import Iterable

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from . import limits
from .commands import EditPhase, Phrase, PlannedStep
from .events import Event, PhaseEdited
from .rejection import Rejection
from .room import Room
from .seen_texts import unread_phase
from .template import PhasePlan, Step, Words
from .wording import label, required

Answer = tuple[Event, ...] | Rejection

_OUT_OF_RANGE = Rejection(code="duration_out_of_range")


def edit_phase(room: Room, command: EditPhase) -> Answer:
    """[P6] its words, its length, its steps, whether it is passed over."""
    plan = room.template.phase(command.phase)
    if plan is None:
        return Rejection(code="unknown_phase")
    if command.skipped is True and room.phase == command.phase:
        return Rejection(code="phase_open")
    changed = _worded(plan, command)
    if isinstance(changed, PhasePlan):
        changed = _timed(changed, command)
    if isinstance(changed, PhasePlan) and command.intro is UNSET:
        changed = replace(changed, intro=_lasting(plan.intro, plan.duration_s, changed.duration_s))
    if isinstance(changed, Rejection):
        return changed
    if command.skipped is not UNSET:
        changed = replace(changed, skipped=command.skipped)
    if changed == plan:
        return ()
    return unread_phase(command.base, plan) or (PhaseEdited(plan=changed),)


def taken_up(room: Room, kind: str) -> tuple[PhaseEdited, ...]:
    """A phase that is opened is not passed over any more."""
    plans = (plan for plan in room.template.phases if plan.kind == kind and plan.skipped)
    return tuple(PhaseEdited(plan=replace(plan, skipped=False)) for plan in plans)


def reworded(phrase: Phrase | UnsetType, was: Words, *, line: bool = False) -> Words | Rejection:
    """What stands in the place of `was`; the same when nothing was typed."""
    return was if phrase is UNSET else words_of(phrase, (was,), line=line)


def words_of(phrase: Phrase, known: Iterable[Words], *, line: bool = False) -> Words | Rejection:
    """What was typed, cleaned. A slip of the source stays named while the French that holds it
    stands in one of the `known` words."""
    fr, en = (
        label(each) if line else required(each, limits.TEXT)
        for each in (phrase.fr or phrase.en, phrase.en or phrase.fr)
    )
    if isinstance(fr, Rejection):
        return fr
    if isinstance(en, Rejection):
        return en
    slips = next((each.sic for each in known if each.fr == fr), ())
    return Words(fr=fr, en=en, sic=slips)


def _worded(plan: PhasePlan, command: EditPhase) -> PhasePlan | Rejection:
    name = reworded(command.label, plan.label, line=True)
    if isinstance(name, Rejection):
        return name
    intro = reworded(command.intro, plan.intro)
    if isinstance(intro, Rejection):
        return intro
    return replace(plan, label=name, intro=intro)


def _lasting(words: Words, before_s: int | None, after_s: int | None) -> Words:
    """[P7] « (45') » at the end of a phrase says how long its phase is, and follows it."""
    if before_s is None or after_s is None or before_s == after_s:
        return words
    was, now = _minutes(before_s), _minutes(after_s)
    return replace(words, fr=_ending(words.fr, was, now), en=_ending(words.en, was, now))


def _ending(text: str, was: str, now: str) -> str:
    return f"{text.removesuffix(was)}{now}" if text.endswith(was) else text


def _minutes(duration_s: int) -> str:
    minutes, seconds = divmod(duration_s, 60)
    return f"({minutes}'{seconds:02})" if seconds else f"({minutes}')"


def _timed(plan: PhasePlan, command: EditPhase) -> PhasePlan | Rejection:
    """[P7] a length of its own, and steps that fit in it."""
    duration_s = plan.duration_s if command.duration_s is UNSET else command.duration_s
    if duration_s is not None and not _in_range(duration_s):
        return _OUT_OF_RANGE
    if command.steps is not UNSET:
        steps = _steps(plan, command.steps)
    else:
        steps = _shared_out(plan.steps, plan.duration_s, duration_s)
    if isinstance(steps, Rejection):
        return steps
    if duration_s is None and (steps or plan.kind == "travail"):
        return _OUT_OF_RANGE
    total_s = sum(step.duration_s for step in steps)
    if duration_s is not None and total_s > duration_s:
        minutes = {"total": -(-total_s // 60), "limit": duration_s // 60}
        return Rejection(code="steps_too_long", params=minutes)
    return replace(plan, duration_s=duration_s, steps=steps)


def _steps(plan: PhasePlan, typed: tuple[PlannedStep, ...]) -> tuple[Step, ...] | Rejection:
    if len(typed) > limits.STEPS:
        return Rejection(code="too_many", params={"limit": limits.STEPS})
    steps: list[Step] = []
    for planned in typed:
        step = _step(plan, planned)
        if isinstance(step, Rejection):
            return step
        steps.append(step)
    return tuple(steps)


def _step(plan: PhasePlan, planned: PlannedStep) -> Step | Rejection:
    if not _in_range(planned.duration_s):
        return _OUT_OF_RANGE
    if len(planned.prompts) > limits.PROMPTS:
        return Rejection(code="too_many", params={"limit": limits.PROMPTS})
    known = [words for step in plan.steps for words in (step.label, step.consigne, *step.prompts)]
    texts: list[Words] = []
    for place, phrase in enumerate((planned.label, planned.consigne, *planned.prompts)):
        words = words_of(phrase, known, line=place == 0)
        if isinstance(words, Rejection):
            return words
        texts.append(words)
    name, consigne, *prompts = texts
    return Step(
        label=name, duration_s=planned.duration_s, consigne=consigne, prompts=tuple(prompts)
    )


def _shared_out(
    steps: tuple[Step, ...], before_s: int | None, after_s: int | None
) -> tuple[Step, ...]:
    """The steps in the same proportions of another length, to the minute where they have one."""
    if not steps or before_s is None or after_s is None or before_s == after_s:
        return steps
    lengths: list[int] = []
    for step in steps[:-1]:
        length_s = step.duration_s * after_s // before_s
        lengths.append(length_s // 60 * 60 or length_s)
    total_s = sum(step.duration_s for step in steps) * after_s // before_s
    lengths.append(total_s - sum(lengths))
    least = limits.PLANNED_S[0]
    return tuple(
        replace(step, duration_s=max(least, length))
        for step, length in zip(steps, lengths, strict=True)
    )


def _in_range(duration_s: int) -> bool:
    least, most = limits.PLANNED_S
    return least <= duration_s <= most

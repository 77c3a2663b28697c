"""A workshop told with real commands, for tests that need the events of a whole story.

Every command of a story must be accepted; what it gives is kept with the room it happened to.
"""

from typing import Final

from tablee.workshop import commands as c
from tablee.workshop.decide import decide, decide_late
from tablee.workshop.events import Event, TerritoryAdded, WorkshopCreated
from tablee.workshop.evolve import create_room, evolve
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Beneficiary, Room, Who
from tablee.workshop.template import (
    Choice,
    DirectnessNames,
    KindNames,
    Labels,
    PhasePlan,
    Section,
    Step,
    Template,
    Words,
)

LEAD: Final = Who(role="facilitator")
SYSTEM: Final = Who(role="system")
ANNE: Final = Who(role="participant", participant="anne")
BINTA: Final = Who(role="participant", participant="binta")
START_MS: Final = 1_700_000_000_000


class Story:
    """A workshop under way; every command must be accepted. `whos` did what `steps` are."""

    def __init__(self, name: str, template: Template | None = None) -> None:
        self.name = name
        self.now_ms = START_MS
        created = WorkshopCreated(
            template=template or small_template(),
            title="Épicerie solidaire 🌱",
            language="fr",
            at_ms=START_MS,
            delete_after_ms=START_MS + 31_536_000_000,
        )
        self.room = create_room(created)
        self.steps: list[tuple[Room, Event]] = [(self.room, created)]
        self.whos = [SYSTEM]
        for board, territory in (("nord", "Quartiers Nord"), ("est", "Vallée de l’Est")):
            self._happen(TerritoryAdded(board=board, name=territory, builtin=_builtin(board)))

    def do(self, who: Who, *orders: c.Command) -> None:
        for order in orders:
            self.now_ms += 1_000
            self._give(decide(self.room, order, who, self.now_ms), who)

    def do_late(self, who: Who, late: str, order: c.Command) -> None:
        """As from an outbox that had announced the command before the lock."""
        self.now_ms += 1_000
        written_ms = self.now_ms - 90_000
        self._give(decide_late(self.room, order, who, self.now_ms, late, written_ms), who)

    def _give(self, answer: tuple[Event, ...] | Rejection, who: Who) -> None:
        if isinstance(answer, Rejection):
            raise AssertionError(f"the story {self.name} does not hold: {answer}")
        for event in answer:
            self._happen(event, who)

    def _happen(self, event: Event, who: Who = SYSTEM) -> None:
        self.whos.append(who)
        self.steps.append((self.room, event))
        self.room = evolve(self.room, event)


def small_template() -> Template:
    word = Words(fr="mot", en="word")
    choice = Choice(label=word, hint=word)
    step = Step(label=word, duration_s=900, consigne=word)
    return Template(
        id="petit",
        version=1,
        name=word,
        title=word,
        intention=word,
        guiding_question=word,
        for_whom=word,
        rule=word,
        phases=(
            PhasePlan(kind="travail", label=word, intro=word, duration_s=2_400, steps=(step,)),
        ),
        labels=Labels(
            beneficiary=word,
            beneficiaries=word,
            note=word,
            notes=word,
            pair=word,
            territory_itself=Words(fr="Le territoire", en="The territory"),
            contribution=word,
            contribution_prompt=word,
            heading_for=word,
            externalities_heading=word,
            interested_heading=word,
            kinds=KindNames(vise=choice, externalite=choice),
            directness=DirectnessNames(direct=word, indirect=word),
        ),
        precautions=Section(heading=word, items=(word,)),
    )


def _builtin(board: str) -> Beneficiary:
    return Beneficiary(
        id=f"{board}-territoire",
        label="Le territoire",
        aliases=(),
        category="",
        parent=None,
        builtin=True,
        rev=0,
    )

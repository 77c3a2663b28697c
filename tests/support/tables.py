"""A small workshop to test on: a room that is given commands, and who gives them."""

from tablee import catalog
from tablee.workshop.commands import AddBeneficiary, AddNote, Command, OpenPhase, Sit
from tablee.workshop.decide import decide
from tablee.workshop.events import Event
from tablee.workshop.evolve import evolve
from tablee.workshop.happened import Happened, replay
from tablee.workshop.leading import create
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Room, Who

FACILITATOR = Who(role="facilitator")
SCREEN = Who(role="screen")
SYSTEM = Who(role="system")
ZOE = Who(role="participant", participant="zoe")
MARC = Who(role="participant", participant="marc")
T0 = 1_655_460_000_000
"""17 June 2022, 10:00 UTC."""
YEAR_MS = 31_536_000_000


class Table:
    """A room and its journal; `do` insists that a command is accepted, `ask` does not."""

    def __init__(self, *territories: str) -> None:
        names = territories or ("Lyon", "Toulouse")
        boards = tuple((name.lower(), name) for name in names)
        created = create(catalog.load("effets-utiles"), "", boards, "fr", T0, T0 + YEAR_MS)
        assert not isinstance(created, Rejection)
        self.now_ms = T0
        self.journal: list[Happened] = []
        for event in created:
            self._keep(event, SYSTEM)
        self.room: Room = replay(self.journal)

    def ask(self, command: Command, who: Who = FACILITATOR) -> tuple[Event, ...] | Rejection:
        answer = decide(self.room, command, who, self.now_ms)
        if not isinstance(answer, Rejection):
            self.take(answer, who)
        return answer

    def take(self, events: tuple[Event, ...], who: Who = FACILITATOR) -> None:
        for event in events:
            self._keep(event, who)
            self.room = evolve(self.room, event)

    def do(self, command: Command, who: Who = FACILITATOR) -> tuple[Event, ...]:
        answer = self.ask(command, who)
        assert not isinstance(answer, Rejection), answer
        return answer

    def refused(self, command: Command, who: Who = FACILITATOR) -> str:
        before = self.room
        answer = self.ask(command, who)
        assert isinstance(answer, Rejection), answer
        assert self.room is before
        return answer.code

    def _keep(self, event: Event, who: Who) -> None:
        seq = len(self.journal) + 1
        self.journal.append(Happened(seq=seq, at_ms=self.now_ms, who=who, event=event))


def at_work() -> Table:
    """Zoé at Lyon and Marc at Toulouse, in « travail », with a beneficiary and a note at Lyon."""
    table = Table()
    table.do(Sit(participant="zoe", board="lyon", pair="pair-z"), ZOE)
    table.do(Sit(participant="marc", board="toulouse", pair="pair-m"), MARC)
    table.do(OpenPhase(phase="travail"))
    table.do(AddBeneficiary(board="lyon", beneficiary="hab", label="Habitants"), ZOE)
    table.do(AddNote(note="n1", beneficiary="hab", text="Créer du lien"), ZOE)
    return table

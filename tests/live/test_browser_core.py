"""The shipped client core and the shipped room, together in one seeded simulation.

Several pages in Node write through lines that are cut, frozen and late, are reloaded, and meet a
server that dies. In the end every page shows what the rules give, and every command that anybody
asked stands once, in order, under its number.
"""

import random
from collections import Counter

import pytest

from support.browsers import Browsers, Page
from support.clocks import settle
from support.houses import House
from support.tables import FACILITATOR, MARC, ZOE, at_work
from tablee.protocol import codec
from tablee.protocol.messages import Do
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    Command,
    DeleteNote,
    EditNote,
    EndTimer,
    HideNote,
    MoveNote,
    OpenPhase,
    ReopenBoards,
    RestoreNote,
    SameActor,
    ShowNote,
    StartTimer,
)
from tablee.workshop.room import Room
from tablee.workshop.visibility import project_room, sight_of

SEEDS = 12
STEPS = 150
ROUNDS = 120
WEIGHTS = {
    "write": 30,
    "lead": 5,
    "up": 40,
    "down": 40,
    "late": 4,
    "cut": 5,
    "freeze": 2,
    "reload": 3,
    "wake": 2,
    "crash": 1,
    "tick": 12,
}


class Evening:
    """One run of a seed."""

    def __init__(self, browsers: Browsers, seed: int) -> None:
        self.browsers = browsers
        self.chance = random.Random(seed)
        self.frozen: set[str] = set()
        self.made = 0
        self.work: Counter[str] = Counter()

    @property
    def house(self) -> House:
        return self.browsers.house

    async def play(self) -> None:
        verbs = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=STEPS)
        for verb in verbs:
            page = self.chance.choice(list(self.browsers.pages.values()))
            await self._step(verb, page)
            await settle(self.chance.randrange(6))
            self.work[verb] += 1

    async def _step(self, verb: str, page: Page) -> None:
        browsers, some = self.browsers, self.chance.randrange(1, 9)
        match verb:
            case "write":
                await browsers.ask(page, self._command(page))
            case "lead":
                await browsers.ask(browsers.pages["lead"], self._order())
            case "up" if page.name not in self.frozen:
                await browsers.up(page, some)
            case "down" if page.name not in self.frozen:
                await browsers.down(page, some)
            case "late" if page.links:
                await browsers.down(page, some, number=self.chance.randrange(len(page.links)))
            case "cut":
                await browsers.lose(page)
            case "freeze":
                self.frozen ^= {page.name}
            case "reload":
                await browsers.reload(page)
            case "wake":
                await browsers.tell({"page": page.name, "wake": True})
            case "crash":
                await self._crash()
            case "tick":
                await self._tick(self.chance.randrange(100, 4_000))

    async def _tick(self, ms: int) -> None:
        await self.browsers.tick(ms)
        self.house.live.beat()

    async def _crash(self) -> None:
        await self.house.restart()
        for page in self.browsers.pages.values():
            for link in page.links:
                link.session = None
                link.socket.frames.clear()
            await self.browsers.lose(page)

    def _new(self, kind: str) -> str:
        self.made += 1
        return f"{kind}-{self.made}"

    def _command(self, page: Page) -> Command:
        room = self.house.live.room
        board = room.boards["toulouse" if page.name == "marc" else "lyon"]
        beneficiary = self.chance.choice([*board.beneficiaries, "b-1", "unknown"])
        note = self.chance.choice([*board.notes, *board.removed_notes, "n-1"])
        text = f"Écrit par {page.name} {self.made}"
        known = board.notes.get(note)
        choices: tuple[Command, ...] = (
            AddNote(note=self._new("n"), beneficiary=beneficiary, text=text),
            AddNote(note=self._new("n"), beneficiary=beneficiary, text=text),
            AddNote(note=self._new("n"), beneficiary=beneficiary, text=text),
            AddBeneficiary(
                board=board.id,
                beneficiary=self._new("b"),
                label=f"Acteur {self.chance.randrange(5)}",
            ),
            EditNote(note=note, base=known.rev if known else 0, text=text),
            MoveNote(note=note, beneficiary=beneficiary),
            DeleteNote(note=note),
            RestoreNote(note=note),
        )
        return self.chance.choice(choices)

    def _order(self) -> Command:
        boards = self.house.live.room.boards.values()
        notes = ["n1", *(note for board in boards for note in board.notes)]
        pooled = tuple(self.chance.choice([*board.beneficiaries]) for board in boards)
        choices: tuple[Command, ...] = (
            StartTimer(duration_ms=self.chance.randrange(2_000, 20_000)),
            EndTimer(),
            ReopenBoards(),
            HideNote(note=self.chance.choice(notes)),
            ShowNote(note=self.chance.choice(notes)),
            OpenPhase(phase=self.chance.choice(("travail", "travail", "mise-en-commun"))),
            SameActor(decision=self._new("d"), beneficiaries=pooled),
        )
        return self.chance.choice(choices)

    async def drain(self) -> None:
        """Heal every line, and let time pass until nothing waits."""
        self.frozen.clear()
        pages = self.browsers.pages.values()
        for _ in range(ROUNDS):
            await self._tick(1_000)
            for page in pages:
                while await self.browsers.up(page) + await self.browsers.down(page):
                    await settle()
            if all([await self._rests(page) for page in pages]):
                return
        waits = {page.name: (page.shown["link"], page.shown["pending"]) for page in pages}
        raise AssertionError(f"does not come to rest: {waits}")

    async def _rests(self, page: Page) -> bool:
        link = page.link
        shown = await self.browsers.look(page)
        quiet = link is not None and not link.up and not link.socket.frames
        return quiet and shown["light"] == "saved" and shown["link"] == "online"

    async def check(self) -> None:
        live = self.house.live
        for page in self.browsers.pages.values():
            shown = await self.browsers.look(page)
            assert shown["reports"] == [], page.name
            expected: Room = project_room(live.room, sight_of(live.room, page.who))
            assert page.room() == expected, f"{page.name} shows something else"
            assert abs(shown["now_ms"] - self.house.clock.now_ms()) <= 1_000
            self._check_commands(page)

    def _check_commands(self, page: Page) -> None:
        """[K2, K3] each once, in the order in which they were asked, and told what became of it."""
        outbox = f"box-{page.name}"
        kept = {n: record for (own, n), record in self.house.records.items() if own == outbox}
        asked = [codec.payload_hash(Do(n=1, command=command)) for command in page.asked]
        assert [kept[n].payload_hash for n in sorted(kept)] == asked, page.name
        for n, outcome in page.outcomes.items():
            assert f'"{outcome["type"]}"'.encode() in kept[n].outcome
            self.work[outcome["type"]] += 1


async def evening(seed: int) -> Counter[str]:
    """Play a seed to its end. Raises AssertionError."""
    house = await House.open(at_work())
    browsers = await Browsers.open(house, seed)
    try:
        for name, who in (("zoe", ZOE), ("marc", MARC), ("lead", FACILITATOR)):
            await browsers.page(name, who)
        run = Evening(browsers, seed)
        await run.play()
        await run.drain()
        await run.check()
    finally:
        await browsers.close()
        house.crash()
        await settle(2)
    return run.work


async def test_pages_that_lose_lines_and_reload_lose_nothing_and_agree_with_the_server() -> None:
    """[K2, K3, K4, W4, W5, W6, W7, W10, T9, V4] with the TypeScript that is shipped."""
    work: Counter[str] = Counter()
    for seed in range(SEEDS):
        try:
            work += await evening(seed)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error
    for kind in ("Done", "Rejected", "ReceivedLate", "reload", "crash", "late", "cut"):
        assert work[kind] >= 5, (kind, work)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 1_500, 50))
async def test_many_more_evenings(first: int) -> None:
    """[K2, K3, K4, W4, W5, W6, W7, W10, T9, V4] the same, at length."""
    for seed in range(first, first + 50):
        await evening(seed)

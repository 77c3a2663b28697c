"""How smoothly a large board is drawn while people write: 2,000 notes, 50 changes a second.

    .venv/bin/python tests/bench/board.py [--notes 2000] [--rate 50] [--throttle 4] [--seconds 8]

Simulated participants fill one board through a real server, then go on changing it all over while
one Chromium, its processor throttled, looks at it: first as it opened, then while it is scrolled
from end to end, then after that. It is scrolled twice. A hand at a wheel moves it by 4,000 pixels a
second, as fast as anybody still sees what passes. A script moves it by 600 pixels in each frame,
36,000 a second, nine times faster than that, so that nearly every frame needs cards that none had
before: no person does so, and it is shown to tell how far there is to fall. A frame is what passes
between two animation frames; a long task is the browser's own word for 50 ms or more without a
pause. The load, the server and the browser share this machine's cores. Nothing is asserted; the aim
is p95 ≤ 33 ms and no task over 100 ms as it opened, by hand and after.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.async_api import Locator, Page

from bench.frames import WORDS, conditions, recorded, slowed, stage, wheel
from e2e.people import DESK, People, Workshop
from tablee.client.links import join_link
from tablee.client.participant import SimulatedParticipant, new_id
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    ClassifyNote,
    Command,
    EditNote,
    MoveNote,
)

TERRITORY = "Marseille"
COLUMNS = 20
WRITERS = 10
SCROLL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const across = document.querySelector(".columns");
  for (const column of document.querySelectorAll("[data-column]")) {
    across.scrollLeft = column.offsetLeft - across.offsetLeft;
    await frame();
    const list = column.querySelector(".list");
    for (let to = list.scrollHeight; to > 0; to -= 600) {
      list.scrollTop = to;
      await frame();
    }
    list.scrollTop = list.scrollHeight;
    await frame();
  }
  across.scrollLeft = 0;
  await frame();
}"""


class Writers:
    """People who write on one board without a browser."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._people: list[SimulatedParticipant] = []
        self._notes: dict[str, int] = {}
        """Revisions by note, as far as this side knows."""
        self._beneficiaries: list[str] = []
        self._turn = 0

    async def come(self, workshop: Workshop, stack: AsyncExitStack) -> None:
        link = join_link(workshop.links.join)
        for number in range(WRITERS):
            person = SimulatedParticipant(link, f"Personne {number}", "fr", stack)
            await person.join(workshop.boards[TERRITORY], None)
            self._people.append(person)
        for number in range(COLUMNS):
            own = new_id()
            label = f"Acteur {number + 1}"
            board = workshop.boards[TERRITORY]
            await self._next().line.do(AddBeneficiary(board=board, beneficiary=own, label=label))
            self._beneficiaries.append(own)

    async def fill(self, notes: int) -> None:
        for _ in range(notes):
            line = self._next().line
            await line.space()
            line.give(self._add())
        for person in self._people:
            await person.line.do(ClassifyNote(note=next(iter(self._notes)), unforeseen=False))

    async def go_on(self, rate: int) -> None:
        """Change something `rate` times a second, until cancelled."""
        began, done = time.monotonic(), 0
        while True:
            self._next().line.give(self._change())
            done += 1
            await asyncio.sleep(max(0.0, began + done / rate - time.monotonic()))

    def _change(self) -> Command:
        what = self._chance.random()
        note = self._chance.choice(list(self._notes))
        if what < 0.2:
            return self._add()
        if what < 0.8:
            self._notes[note] += 1
            return EditNote(note=note, base=self._notes[note] - 1, text=self._text())
        if what < 0.9:
            return ClassifyNote(note=note, unforeseen=self._chance.random() < 0.5)
        return MoveNote(note=note, beneficiary=self._chance.choice(self._beneficiaries))

    def _add(self) -> Command:
        own = new_id()
        self._notes[own] = 0
        beneficiary = self._beneficiaries[len(self._notes) % COLUMNS]
        return AddNote(note=own, beneficiary=beneficiary, text=self._text())

    def _text(self) -> str:
        return " ".join(self._chance.choices(WORDS, k=self._chance.randint(4, 24)))

    def _next(self) -> SimulatedParticipant:
        self._turn += 1
        return self._people[self._turn % len(self._people)]


async def by_script(page: Page) -> None:
    """Scroll each column from its end to its top, 600 pixels in each frame."""
    await page.evaluate(SCROLL)


async def by_hand(page: Page) -> None:
    """Scroll every third column from its top to its end, as a wheel does, and the board to it."""
    session = await page.context.new_cdp_session(page)
    await page.evaluate("""() => {
      for (const list of document.querySelectorAll("[data-column] .list")) list.scrollTop = 0;
    }""")
    columns = await page.locator("[data-column]").all()
    for column in columns[::3]:
        box = await column.bounding_box()
        assert box is not None
        over = box["x"] + box["width"] - DESK["width"] + 40
        if over > 0:
            await wheel(session, await _within(column), x=-over)
        height = await column.locator(".list").evaluate("(list) => list.scrollHeight")
        await wheel(session, await _within(column), y=-height)
    await page.evaluate("document.querySelector('.columns').scrollLeft = 0")


async def _within(column: Locator) -> tuple[float, float]:
    """A point of a column that is on the screen."""
    box = await column.bounding_box()
    assert box is not None
    across = min(box["x"] + box["width"] / 2, DESK["width"] - 60)
    return across, box["y"] + box["height"] / 2


async def measure(page: Page, name: str, during: Awaitable[None]) -> None:
    """Record while the load and something else go on, and say what was found."""
    found = await recorded(page, during)
    cards = await page.locator("[data-note]").count()
    print(
        f"{name:>22}: p50 {found.frame(0.5):6.1f} ms, p95 {found.frame(0.95):6.1f} ms, "
        f"longest {found.frame(1):6.0f} ms, {len(found.frames)} frames; "
        f"{len(found.tasks)} long tasks, {found.over_100} over 100 ms"
        f" (longest {found.longest_task:.0f}); {cards} cards in the page"
    )


async def run(notes: int, rate: int, throttle: float, seconds: float) -> None:
    async with AsyncExitStack() as stack:
        browser, server = await stage(stack)
        people = People(browser, server.address)
        workshop = await stack.enter_async_context(await Workshop.create(server.address, TERRITORY))
        await workshop.open_phase("travail")
        writers = Writers(Random(7))
        await writers.come(workshop, stack)
        began = time.monotonic()
        await writers.fill(notes)
        print(f"{notes} notes in {COLUMNS} columns, written in {time.monotonic() - began:.0f} s")
        reader = await people.bring()
        await reader.sit(workshop, TERRITORY)
        await reader.page.locator("[data-note]").first.wait_for(timeout=60_000)
        await slowed(reader, throttle)
        load = asyncio.create_task(writers.go_on(rate))
        print(f"{rate} changes/s, processor throttled {throttle:g}×; {conditions()}")
        page = reader.page
        await measure(page, "as it opened", asyncio.sleep(seconds))
        await measure(page, "scrolled by hand", by_hand(page))
        await measure(page, "after that", asyncio.sleep(seconds))
        await measure(page, "scrolled by a script", by_script(page))
        await measure(page, "after that", asyncio.sleep(seconds))
        load.cancel()
        await asyncio.gather(load, return_exceptions=True)
        await reader.context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=2_000)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--throttle", type=float, default=4)
    parser.add_argument("--seconds", type=float, default=8)
    chosen = parser.parse_args()
    asyncio.run(run(chosen.notes, chosen.rate, chosen.throttle, chosen.seconds))


if __name__ == "__main__":
    main()

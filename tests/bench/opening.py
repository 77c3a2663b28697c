"""How long the facilitator waits for the first proposals when the boards become one (R45).

    .venv/bin/python tests/bench/opening.py [--notes 2000] [--rooms 3] [--before 15]

The notes of the corpus, then so many copies of them that there are `--notes`, over 20 territories,
are written in rooms that are still at work; the facilitator's page is open. Then the phase is
opened by a command, and the time is taken from when it is sent until the page has drawn its first
proposal: the server's reading, the way there, and the drawing. A workshop writes for an hour before
that, with the facilitator's page open; here it is `--before` seconds, in the first room, in which
the server loads its lexicon. Nothing is asserted; the aim is 2 s for 250 notes (R45).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.async_api import Browser

from bench.frames import conditions, stage
from bench.pooling_truth import read
from bench.proposals import grown
from e2e.pages import Facilitator
from e2e.people import People, Workshop
from e2e.pooled_corpus import CORPUS
from e2e.words import say
from tablee.proposals import Board
from tablee.workshop.commands import AddBeneficiary, AddNote, Command
from tablee.workshop.limits import TERRITORIES

AT_ONCE = 8
"""Commands on their way at the same time."""
DRAWN = """() => new Promise((done) => {
  const look = () => {
    if (document.querySelector("[data-proposal]")) {
      requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
    } else requestAnimationFrame(look);
  };
  look();
})"""
"""When the first proposal was drawn, ms since 1970."""
NOW = "performance.timeOrigin + performance.now()"


async def written(server: str, board: Board) -> Workshop:
    """A room at work with all of it on its boards, as many as it may have."""
    names = list(dict.fromkeys(each.board for each in board.beneficiaries))
    workshop = await Workshop.create(server, *names[:TERRITORIES])
    await workshop.open_phase("travail")
    boards = list(workshop.boards.values())
    at = {name: boards[place % len(boards)] for place, name in enumerate(names)}
    # The copies of a territory come after it: each on the next board.
    await _all(
        workshop,
        [
            AddBeneficiary(board=at[each.board], beneficiary=f"{each.id}-opening", label=each.label)
            for each in board.beneficiaries
        ],
    )
    await _all(
        workshop,
        [
            AddNote(
                note=f"{each.id}-opening", beneficiary=f"{each.beneficiary}-opening", text=each.text
            )
            for each in board.notes
        ],
    )
    return workshop


async def _all(workshop: Workshop, commands: list[Command]) -> None:
    for begin in range(0, len(commands), AT_ONCE):
        await asyncio.gather(*map(workshop.order, commands[begin : begin + AT_ONCE]))


async def opened(browser: Browser, server: str, board: Board, before_s: float) -> float:
    """From the command that opens the pooling to the first proposal, ms."""
    people = People(browser, server)
    async with await written(server, board) as workshop:
        leader = await people.bring()
        await leader.lead(workshop)
        await Facilitator(leader.page).look_at(say("view.pooling"))
        await asyncio.sleep(before_s)
        drawn = asyncio.create_task(leader.page.evaluate(DRAWN))
        began: float = await leader.page.evaluate(NOW)
        await workshop.open_phase("mise-en-commun")
        took: float = await drawn - began
    await people.leave()
    return took


async def run(notes: int, rooms: int, before_s: float) -> None:
    truth = read(CORPUS)
    async with AsyncExitStack() as stack:
        browser, server = await stage(stack)
        for board in (truth.board, grown(truth, notes)):
            took: list[float] = []
            for _ in range(rooms):
                took.append(await opened(browser, server.address, board, before_s))
                before_s = 0
            times = ", ".join(f"{each:.0f}" for each in took)
            print(f"{len(board.notes):>5} notes: first proposal after {times} ms; {conditions()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--notes", type=int, default=2_000)
    parser.add_argument("--rooms", type=int, default=3)
    parser.add_argument("--before", type=float, default=15, metavar="SECONDS")
    chosen = parser.parse_args()
    asyncio.run(run(chosen.notes, chosen.rooms, chosen.before))


if __name__ == "__main__":
    main()

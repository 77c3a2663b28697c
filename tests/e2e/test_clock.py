"""[d] The time left comes from the server: a device's own clock may be as wrong as it likes."""

import asyncio

from playwright.async_api import Locator, expect

from e2e.pages import THE_TERRITORY, Board, shown_seconds
from e2e.people import People, Workshop
from tablee.workshop.commands import StartTimer

AN_HOUR_AHEAD = """
{
  const Right = Date;
  const ahead = 3_600_000;
  globalThis.Date = class Date extends Right {
    constructor(...given) {
      if (given.length > 0) super(...given);
      else super(Right.now() + ahead);
    }
    static now() {
      return Right.now() + ahead;
    }
  };
}
"""


async def seconds_left(timer: Locator) -> int:
    return shown_seconds(await timer.inner_text())


async def test_a_clock_that_is_an_hour_wrong_shows_the_same_time_and_the_same_lock(
    people: People, workshop: Workshop
) -> None:
    """[d] ±1 s, and both boards close on the same word of the server."""
    await workshop.open_phase("travail")
    right, wrong = await people.bring(), await people.bring(script=AN_HOUR_AHEAD)
    await right.sit(workshop, "Marseille", "Louise")
    await wrong.sit(workshop, "Marseille", "Jonathan")
    assert await wrong.page.evaluate("Date.now()") - await right.page.evaluate("Date.now()") > 3e6
    boards = [Board(right.page), Board(wrong.page)]
    for board in boards:
        await expect(board.composer(THE_TERRITORY)).to_be_editable()

    await workshop.order(StartTimer(duration_ms=5_000))
    for board in boards:
        await expect(board.time_left).to_be_visible()
    seen = await asyncio.gather(*(seconds_left(board.time_left) for board in boards))
    assert 0 < seen[0] <= 5
    assert abs(seen[0] - seen[1]) <= 1, seen

    clock = asyncio.get_running_loop().time

    async def locked_at(board: Board) -> float:
        await board.expect_locked(THE_TERRITORY, 8_000)
        return clock()

    locked = await asyncio.gather(*map(locked_at, boards))
    assert abs(locked[0] - locked[1]) < 1, locked

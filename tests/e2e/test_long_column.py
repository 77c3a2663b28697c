"""A column of a hundred notes: only those near sight are in the page, and nobody notices."""

import msgspec
from playwright.async_api import Locator, expect

from e2e.pages import Board
from e2e.people import People, Workshop
from tablee.workshop import commands as c

COLUMN = "column-of-a-long-list"
NOTES = 100
ASIDE = 12
GO_UP = """async (list) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const found = { steps: 0, blank: 0, moved: 0 };
  while (list.scrollTop > 0) {
    const to = Math.max(0, list.scrollTop - 150);
    list.scrollTop = to;
    await frame();
    await frame();
    const sight = list.getBoundingClientRect();
    const middle = sight.top + sight.height / 2;
    // Between two cards there are nine pixels.
    const there = [...list.querySelectorAll("[data-note]")].some((card) => {
      const { top, bottom } = card.getBoundingClientRect();
      return top - 10 < middle && middle < bottom + 10;
    });
    found.steps += 1;
    if (!there) found.blank += 1;
    found.moved = Math.max(found.moved, Math.abs(list.scrollTop - to));
  }
  return found;
}"""


class GoneUp(msgspec.Struct):
    steps: int
    blank: int
    """Steps after which nothing was in the middle of the column."""
    moved: float
    """The furthest that the column moved by itself, pixels."""


async def write(workshop: Workshop, number: int, text: str) -> None:
    note = f"note-{number}-of-a-long-list"
    await workshop.order(c.AddNote(note=note, beneficiary=COLUMN, text=text))


async def test_a_long_column_follows_its_end_and_is_nowhere_blank(
    people: People, workshop: Workshop
) -> None:
    """One's own note is brought into sight from anywhere, another's only to who is at the end."""
    await workshop.open_phase("travail")
    board = workshop.boards["Marseille"]
    await workshop.order(c.AddBeneficiary(board=board, beneficiary=COLUMN, label="Les habitants"))
    for number in range(NOTES):
        await write(workshop, number, f"Effet {number}" + " et davantage" * (number % 11))
    louise = await people.bring()
    await louise.sit(workshop, "Marseille", "Louise")
    page = Board(louise.page)
    notes = page.notes("Les habitants")
    await expect(notes.first).to_have_text("Effet 0")
    assert await notes.count() < NOTES / 2
    await page.write("Les habitants", "La mienne")
    await expect(notes.get_by_text("La mienne")).to_be_in_viewport()
    await page.composer("Les habitants").blur()
    await write(workshop, NOTES, "Une autre")
    await expect(notes.get_by_text("Une autre")).to_be_in_viewport()
    column = page.column("Les habitants")
    went = msgspec.convert(await column.locator(".list").evaluate(GO_UP), GoneUp)
    assert went.steps > 20
    assert (went.blank, went.moved < 2) == (0, True)
    await write(workshop, NOTES + 1, "Encore une autre")
    await expect(column.locator(".tally")).to_contain_text(str(NOTES + 3))
    await expect(notes.first).to_be_in_viewport()
    await hold_beside(page, notes, workshop)


async def hold_beside(page: Board, notes: Locator, workshop: Workshop) -> None:
    """A column to the side counts what comes, and has it, landed long ago, once it is near."""
    board = workshop.boards["Marseille"]
    for rank in range(ASIDE):
        beside = c.AddBeneficiary(board=board, beneficiary=f"aside-{rank}", label=f"Acteur {rank}")
        await workshop.order(beside)
    last = f"Acteur {ASIDE - 1}"
    await expect(page.column(last)).to_be_attached()
    ways = "(column) => column.parentElement.scrollTo({ left: %s })"
    await page.column(last).evaluate(ways % "column.offsetLeft")
    await expect(page.column(last)).to_be_in_viewport()
    await page.column(last).evaluate(ways % "0")
    await expect(notes.first).to_be_in_viewport()
    for number in (1, 2):
        note = f"aside-note-{number}"
        await workshop.order(
            c.AddNote(note=note, beneficiary=f"aside-{ASIDE - 1}", text=f"À côté {number}")
        )
    await expect(page.column(last).locator(".tally")).to_contain_text("2")
    await expect(page.notes(last)).to_have_count(0)
    await page.column(last).evaluate(ways % "column.offsetLeft")
    await expect(page.notes(last)).to_have_text(["À côté 1", "À côté 2"])
    await expect(page.column(last).locator(".fresh")).to_have_count(0)
    await page.notes(last).first.click()
    await page.column(last).evaluate(ways % "0")
    await expect(page.notes("Les habitants").first).to_be_in_viewport()
    await expect(page.notes(last)).to_have_count(0)
    gone = "aside-note-1"
    await workshop.order(c.DeleteNote(note=gone))
    await expect(page.page.locator(f'[data-note="{gone}"]')).to_have_count(0)

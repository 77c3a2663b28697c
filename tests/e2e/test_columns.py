"""[b] On a phone one column is shown at a time, and comes back whole however fast one turns."""

from playwright.async_api import Page, expect

from e2e.furnished import furnish
from e2e.people import PHONE, People, Workshop

FIRST = "Marseille"
GATHERS = """(() => {
  // What a slow phone does: what was observed in several frames is told at once, the oldest first.
  const Plain = window.IntersectionObserver;
  const held = [];
  let holds = false;
  window.hold = () => { holds = true; };
  window.held = (target) => held.flatMap(([all]) => all).filter((each) => each.target === target)
    .map((each) => each.isIntersecting);
  window.release = () => {
    holds = false;
    const told = new Map();
    for (const [entries, observer, tell] of held.splice(0))
      told.set(observer, [[...(told.get(observer)?.[0] ?? []), ...entries], tell]);
    for (const [observer, [entries, tell]] of told) tell(entries, observer);
  };
  window.IntersectionObserver = class extends Plain {
    constructor(tell, options) {
      super((entries, observer) =>
        holds ? held.push([entries, observer, tell]) : tell(entries, observer), options);
    }
  };
})();"""


async def test_a_column_that_was_left_and_come_back_to_at_once_shows_its_notes(
    people: People, workshop: Workshop
) -> None:
    """Also where the browser tells of both only then."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=2)
    person = await people.bring(viewport=PHONE, script=GATHERS)
    page = person.page
    await person.sit(workshop, FIRST)
    column = page.locator(f'[data-column="{placed.beneficiaries[FIRST][0]}"]')
    await turn(page, 0)
    await expect(column.locator("[data-note]").first).to_be_visible()
    count = await column.locator("[data-note]").count()

    await page.evaluate("() => hold()")
    for rank, seen in ((1, [False]), (0, [False, True])):
        await turn(page, rank)
        await page.wait_for_function(
            "([column, seen]) => String(held(column)) === seen",
            arg=[await column.element_handle(), ",".join(str(each).lower() for each in seen)],
        )
    await page.evaluate("() => release()")
    # What was told is drawn in the frame after.
    await page.evaluate("() => new Promise((drawn) => requestAnimationFrame(drawn))")
    await expect(column.locator("[data-note]")).to_have_count(count)


async def turn(page: Page, rank: int) -> None:
    """By the tabs of the columns."""
    await page.locator(".picks button").nth(rank).click()

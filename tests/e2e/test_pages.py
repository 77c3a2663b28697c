"""What holds for each page: it fits a phone, speaks its language, needs nobody else.

That no page asks another origin or breaks its content security policy is watched by `people` in
every browser test; here each page is opened at least once.
"""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from e2e.pages import THE_TERRITORY, Board, Facilitator
from e2e.people import PHONE, People, Person, Workshop
from e2e.words import say
from tablee.workshop.commands import StartTimer


async def home(person: Person, _: Workshop) -> None:
    await person.page.goto(person.origin)


async def join(person: Person, workshop: Workshop) -> None:
    await person.page.goto(workshop.links.join)


async def welcome(person: Person, workshop: Workshop) -> None:
    await person.sit(workshop, "Marseille", "Louise")


async def presentation(person: Person, workshop: Workshop) -> None:
    await workshop.open_phase("presentation")
    await person.sit(workshop, "Marseille", "Louise")


async def written(person: Person, workshop: Workshop) -> None:
    """A board with notes on it, the timer running."""
    await workshop.open_phase("travail")
    await workshop.order(StartTimer())
    await person.sit(workshop, "Marseille", "Louise")
    board = Board(person.page)
    await board.write_and_save(THE_TERRITORY, "Moins de crues", "Un mot très long : " + "é" * 80)


async def board(person: Person, workshop: Workshop) -> None:
    await written(person, workshop)


async def facilitator(person: Person, workshop: Workshop) -> None:
    await written(person, workshop)
    await person.lead(workshop)
    await expect(person.page.get_by_role("heading", name=say("pairs.heading"))).to_be_visible()


async def screen(person: Person, workshop: Workshop) -> None:
    await written(person, workshop)
    await person.project(workshop)


async def pooling(person: Person, workshop: Workshop) -> None:
    await written(person, workshop)
    await workshop.open_phase("mise-en-commun")
    await person.lead(workshop)
    await Facilitator(person.page).look_at(say("view.pooling"))
    await expect(person.page.locator("[data-pooled]")).to_have_count(2)


async def last(person: Person, workshop: Workshop) -> None:
    await person.sit(workshop, "Marseille", "Louise")
    await workshop.open_phase("prochaine-session")
    await expect(person.page.locator("dl")).to_be_visible()


Open = Callable[[Person, Workshop], Awaitable[None]]
PAGES: tuple[Open, ...] = (
    home,
    join,
    welcome,
    presentation,
    board,
    facilitator,
    screen,
    pooling,
    last,
)


async def opened(person: Person, workshop: Workshop, open_page: Open) -> None:
    await open_page(person, workshop)
    await expect(person.page.get_by_role("heading").first).to_be_visible()


@pytest.mark.parametrize("open_page", PAGES, ids=lambda each: each.__name__)
async def test_a_page_fits_a_phone(people: People, workshop: Workshop, open_page: Open) -> None:
    """360 × 780 without a horizontal scroll."""
    person = await people.bring(viewport=PHONE)
    await opened(person, workshop, open_page)
    assert await person.page.evaluate("document.documentElement.lang") == "fr"
    width = await person.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], f"{width} px wide"


@pytest.mark.parametrize(("open_page", "button"), [(home, "home.create_do"), (join, "join.enter")])
async def test_a_page_speaks_the_language_of_the_browser(
    people: People, workshop: Workshop, open_page: Open, button: str
) -> None:
    """A browser in English gets the page in English, and says so to screen readers."""
    person = await people.bring(locale="en-GB")
    await opened(person, workshop, open_page)
    assert await person.page.evaluate("document.documentElement.lang") == "en"
    await expect(person.page.get_by_role("button", name=say(button, "en"))).to_be_visible()


async def test_the_territory_is_called_in_the_language_of_the_page(
    people: People, workshop: Workshop
) -> None:
    """It is a word of the template: a French workshop read in English, and switched in place."""
    await workshop.open_phase("travail")
    person = await people.bring(locale="en-GB")
    await person.sit(workshop, "Marseille")
    column = person.page.locator("[data-column]")
    await expect(column).to_contain_text("The territory")
    await person.page.get_by_role("button", name=say("page.menu", "en")).click()
    await person.page.get_by_role("radio", name="Français").check()
    await expect(column).to_contain_text("Le territoire")


async def test_what_a_note_will_be_is_shown_while_it_is_written(
    people: People, workshop: Workshop
) -> None:
    """What is for the territory is an indirect externality unless one says otherwise; why it is
    taken for indirect is said until one does, and to who looks at the ladder of effects."""
    await workshop.open_phase("travail")
    person = await people.bring()
    await person.sit(workshop, "Marseille")
    column = person.page.get_by_role("region", name="Le territoire")
    await column.locator("[data-composer]").fill("Un effet")
    writing = column.locator("form")
    for kind in ("externalité", "indirect"):
        chip = writing.get_by_role("button", name=kind, pressed=True)
        await expect(chip).to_be_visible()
    await expect(writing).to_contain_text(say("note.presumed"))
    await writing.get_by_role("button", name="indirect").click()
    await expect(writing).not_to_contain_text(say("note.presumed"))
    await column.locator("[data-composer]").press("Enter")
    note = column.locator("[data-note]")
    await expect(note.get_by_role("button", name="direct : changer", exact=True)).to_be_visible()
    await expect(Board(person.page).light).to_contain_class("saved")
    await workshop.open_phase("mise-en-commun")
    await person.page.get_by_role("tab", name=say("pooling.look.ladder")).click()
    presumed = person.page.get_by_text(say("pooling.presumed", indirect="indirect"))
    await expect(presumed).to_be_visible()

"""[b] What a screen reader is told of a board: beneficiaries as headings, their effects as lists.

It is the same in both views, and nothing that one can do as columns is missing from the outline.
"""

from playwright.async_api import Page, expect

from e2e.pages import Board
from e2e.people import PHONE, People, Person, Workshop
from e2e.words import say
from tablee.workshop import commands as c
from tablee.workshop.vocabulary import NoteKind

FIRST = "Marseille"
EFFECTS: tuple[tuple[str, str, NoteKind], ...] = (
    ("cyclists", "De l'ombre", "visé"),
    ("cyclists", "Moins de bruit", "externalité"),
    ("residents", "Du calme", "visé"),
)
STRUCTURE = """\
- region "Plateau de Marseille, 2 bénéficiaires":
  - region "Les cyclistes":
    - heading "Les cyclistes" [level=2]
    - text: 2 effets
    - button "Actions sur « Les cyclistes »": ⋯
    - list "Effets pour Les cyclistes":
      - listitem:
        - paragraph: De l'ombre
        - 'button "visé : changer"': visé
        - 'button "direct : changer"': direct
        - button "Actions sur « De l'ombre »": ⋯
      - listitem:
        - paragraph: Moins de bruit
        - 'button "externalité : changer"': externalité
        - 'button "direct : changer"': direct
        - button "Actions sur « Moins de bruit »": ⋯
    - textbox "Le projet contribue à… pour Les cyclistes":
      - /placeholder: Le projet contribue à…
  - region "Les riverains":
    - heading "Les riverains" [level=2]
    - text: 1 effet
    - button "Actions sur « Les riverains »": ⋯
    - list "Effets pour Les riverains":
      - listitem:
        - paragraph: Du calme
        - 'button "visé : changer"': visé
        - 'button "direct : changer"': direct
        - button "Actions sur « Du calme »": ⋯
    - textbox "Le projet contribue à… pour Les riverains":
      - /placeholder: Le projet contribue à…
  - button "+ bénéficiaire touche B"
  - region "Le territoire":
    - heading "Le territoire" [level=2]
    - text: 0 effet
    - button "Actions sur « Le territoire »": ⋯
    - list "Effets pour Le territoire"
    - paragraph: pas encore d'effet
    - textbox "Le projet contribue à… pour Le territoire":
      - /placeholder: Le projet contribue à…
  - region "Ce qui peut intéresser notamment ... (exemples) :":
    - heading "Ce qui peut intéresser notamment ... (exemples) :" [level=2]
    - list
    - paragraph: Qui d'autre pourrait trouver un intérêt à ces effets ?
    - button "+ Acteur intéressé\""""


async def test_a_board_reads_as_headings_and_lists_and_the_outline_does_all_it_does(
    people: People, workshop: Workshop
) -> None:
    """As columns, then as an outline that is chosen, kept after a reload, and worked in.

    On a phone too, where the acts must not be left behind with the tabs of the columns.
    """
    person = await seated(people, workshop)
    page, board = person.page, Board(person.page)
    assert await structure(page) == STRUCTURE
    assert len(await lefts(page)) > 1, "columns stand side by side"
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")

    await choose_the_outline(page)
    assert await structure(page) == STRUCTURE
    await page.reload()
    await expect(page.locator("[data-note]")).to_have_count(len(EFFECTS))
    assert await structure(page) == STRUCTURE
    assert len(await lefts(page)) == 1, "an outline goes down the page"

    await board.add_beneficiary("Les épiceries")
    await board.write("Les épiceries", "Des clients")
    await expect(board.notes("Les épiceries")).to_have_text("Des clients")
    await page.get_by_role("button", name=say("note.actions", text="Du calme")).click()
    await page.get_by_role("menuitem", name=say("note.move")).click()
    await page.get_by_role("dialog").get_by_role("button", name="Les épiceries").click()
    await expect(board.notes("Les riverains")).to_have_count(0)
    await expect(board.notes("Les épiceries")).to_have_count(2)
    assert sorted(await board.notes("Les épiceries").all_text_contents()) == [
        "Des clients",
        "Du calme",
    ]

    await page.set_viewport_size(PHONE)
    for act in ("filter.open", "hands.raise"):
        await expect(page.get_by_role("button", name=say(act))).to_be_visible()
    await board.add_beneficiary("Les agents")


async def seated(people: People, workshop: Workshop) -> Person:
    """Somebody at a board with two beneficiaries and three effects."""
    await workshop.open_phase("travail")
    board = workshop.boards[FIRST]
    for beneficiary, label in (("cyclists", "Les cyclistes"), ("residents", "Les riverains")):
        await workshop.order(c.AddBeneficiary(board=board, beneficiary=beneficiary, label=label))
    for number, (beneficiary, text, kind) in enumerate(EFFECTS):
        note = c.AddNote(note=f"effect-{number}", beneficiary=beneficiary, text=text, kind=kind)
        await workshop.order(note)
    person = await people.bring()
    await person.sit(workshop, FIRST, "Louise")
    await expect(person.page.locator("[data-note]")).to_have_count(len(EFFECTS))
    return person


async def choose_the_outline(page: Page) -> None:
    await page.get_by_role("button", name=say("page.menu")).click()
    await page.get_by_role("checkbox", name=say("page.outline")).check()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def structure(page: Page) -> str:
    """The accessibility tree of the board, as Chromium builds it."""
    return await page.locator("section.columns").aria_snapshot()


async def lefts(page: Page) -> set[float]:
    """Where the beneficiaries begin, in CSS px from the left."""
    found: list[float] = await page.locator("[data-column]").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().left)"
    )
    return set(found)

"""[weather] Parts of a page that come after its first sight, on lines that lose them."""

import pytest
from playwright.async_api import Route, expect

from e2e.pages import Board
from e2e.people import People, Workshop

COMES_IN_MS = 20_000


@pytest.mark.long
async def test_a_part_that_never_comes_is_asked_for_again(
    people: People, workshop: Workshop
) -> None:
    """A connection that died without a word holds a file, and then a style, for ever."""
    await workshop.open_phase("travail")
    author = await people.bring()
    held: list[str] = []

    async def hold_the_first(route: Route) -> None:
        kind = route.request.url.rsplit(".", 1)[1]
        if kind in held:
            await route.continue_()
        else:
            held.append(kind)

    await author.page.route("**/assets/Sheets-*", hold_the_first)
    author.page.set_default_timeout(COMES_IN_MS)
    await author.sit(workshop, "Marseille", "Louise")
    board = Board(author.page)
    await board.add_beneficiary("Les voisins")
    await expect(board.composer("Les voisins")).to_be_visible()
    assert sorted(held) == ["css", "js"]
    await author.page.unroute_all(behavior="ignoreErrors")

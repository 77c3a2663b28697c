"""[b] axe-core finds nothing of any impact on any screen, light or dark, French or English, and no
screen shows the key of a sentence that it did not fetch.

In every run each screen is looked at once, a part of the walk in one language and one look; what
the pooling leads to, and the whole product of screens, languages, colours and sizes are long tests.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import ViewportSize

from e2e.people import DESK, PHONE, People, Person
from e2e.tour import Colours, Walk
from e2e.tour_concluded import WholeWalk
from e2e.words import keys
from support.running_server import RunningServer
from tablee.workshop.vocabulary import Language

AXE = (Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text(
    encoding="utf-8"
)
VIOLATIONS = """async () => {
  // What is behind a dialog was looked at before it opened, and nobody can reach it now.
  const shown = document.querySelector("dialog[open]") ?? document;
  const { violations } = await axe.run(shown, { resultTypes: ["violations"] });
  return violations.flatMap((each) => each.nodes.map((node) =>
    `${each.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""
KEYS = frozenset(keys())
PARTS = (
    Walk.doors,
    Walk.before,
    Walk.at_work,
    Walk.pooled,
    pytest.param(WholeWalk.concluded, marks=pytest.mark.long),
)
TURNS: dict[str, tuple[Language, Colours]] = {
    "doors": ("en", "dark"),
    "before": ("fr", "light"),
    "at_work": ("en", "dark"),
    "pooled": ("fr", "light"),
    "concluded": ("en", "light"),
}
part_of_the_walk = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)


class Looked:
    """Runs axe at each stop; what it finds is told at the end, all of it."""

    def __init__(self) -> None:
        self.stops: list[str] = []
        self.found: list[str] = []

    async def __call__(self, stop: str, person: Person) -> None:
        self.stops.append(stop)
        if not await person.page.evaluate("'axe' in window"):
            await person.page.evaluate(AXE)
        found = await person.page.evaluate(VIOLATIONS)
        shown = re.findall(r">([^<>\s]+)<", await person.page.content())
        found += [f"a key instead of its words: {key}" for key in KEYS.intersection(shown)]
        self.found += [f"{stop}: {each}" for each in found]


@part_of_the_walk
async def test_no_screen_has_an_accessibility_violation(
    people: People, server: RunningServer, part: Callable[[WholeWalk], Any]
) -> None:
    """Each screen once."""
    language, colours = TURNS[part.__name__]
    looked = Looked()
    await part(WholeWalk(people, server.address, looked, language, colours=colours))
    assert len(looked.stops) >= 5
    assert not looked.found, "\n".join(looked.found)


@pytest.mark.long
@part_of_the_walk
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_no_screen_has_one_in_any_language_colours_or_size(
    people: People,
    server: RunningServer,
    part: Callable[[WholeWalk], Any],
    language: Language,
    colours: Colours,
    size: ViewportSize,
) -> None:
    looked = Looked()
    await part(
        WholeWalk(people, server.address, looked, language, size, colours=colours, full=True)
    )
    assert not looked.found, "\n".join(looked.found)

"""Take every screen into a folder, for people to look at: sizes, languages, light and dark.

    .venv/bin/python tests/e2e/screens.py FOLDER [PART…]

The parts are those of the walk: doors, before, at_work, pooled, concluded, corpus. Nothing is
asserted here.
"""

import asyncio
import sys
import tempfile
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.async_api import ViewportSize, async_playwright

from e2e.people import People, Person
from e2e.tour import Colours, Walk
from e2e.tour_concluded import WholeWalk
from support.chromium import find_chromium
from support.running_server import RunningServer
from tablee.workshop.vocabulary import Language

SIZES = (
    ViewportSize(width=360, height=780),
    ViewportSize(width=768, height=1024),
    ViewportSize(width=1440, height=900),
    ViewportSize(width=1920, height=1080),
)
COLOURS: tuple[Colours, ...] = ("light", "dark")
LANGUAGES: tuple[Language, ...] = ("fr", "en")
PARTS = {
    "doors": Walk.doors,
    "before": Walk.before,
    "at_work": Walk.at_work,
    "pooled": Walk.pooled,
    "concluded": WholeWalk.concluded,
    "corpus": Walk.corpus,
}


async def take(folder: Path, parts: list[str]) -> int:
    """Take the screens of these parts of the walk. Returns how many files were written."""
    taken = 0
    with tempfile.TemporaryDirectory() as data, RunningServer(Path(data)) as server:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox"]
            )
            # A walk for each size: a page that turns from wide to narrow shows another column, and
            # what was open in the first one is gone.
            for language, size in product(LANGUAGES, SIZES):

                async def look(
                    stop: str, person: Person, language: str = language, width: int = size["width"]
                ) -> None:
                    nonlocal taken
                    for colours in COLOURS:
                        await person.page.emulate_media(
                            color_scheme=colours, reduced_motion="reduce"
                        )
                        name = f"{stop}.{width}.{language}.{colours}.png"
                        await person.page.screenshot(path=folder / name)
                        taken += 1

                for part in parts:
                    people = People(browser, server.address)
                    walk = WholeWalk(people, server.address, look, language, size, full=True)
                    await PARTS[part](walk)
                    await people.leave()
            await browser.close()
    return taken


def main(arguments: list[str]) -> None:
    """Read the folder and the parts from the command line."""
    if not arguments or not set(arguments[1:]) <= set(PARTS):
        sys.exit(f"usage: screens.py FOLDER [{' | '.join(PARTS)}]…")
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    taken = asyncio.run(take(folder, arguments[1:] or list(PARTS)))
    print(f"{taken} screens in {folder}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""What a participant's page weighs until its board is seen, gzipped, file by file.

    .venv/bin/python tests/bench/first_sight.py

A real browser opens the board; what it had fetched when the first column was drawn is counted, each
file compressed as a proxy would (gzip, level 6). The fonts are listed apart: the text is readable
before them. Nothing is asserted; the aim is 80 kB without the fonts.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec
from playwright.async_api import Response, async_playwright

from bench import machine
from e2e.people import PHONE, People, Workshop
from support.chromium import find_chromium
from support.running_server import RunningServer
from tablee.edge.assets import Assets

CLIENT = Path(__file__).resolve().parents[2] / "web" / "dist"

FONT = ".woff2"
ENTRY = "board"
WORDS = "../server/tablee/text/fr.json"
"""What a board says at first sight; the rest has a name of its own."""


class Sight(msgspec.Struct):
    """Gzipped bytes by file, of what the first sight waits for and of what comes after it."""

    needed: dict[str, int]
    later: dict[str, int]
    painted_ms: float
    """First contentful paint, on this machine and without a network."""


async def seen() -> Sight:
    """Open a board and weigh what came."""
    with tempfile.TemporaryDirectory() as folder, RunningServer(Path(folder)) as server:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox"]
            )
            people = People(browser, server.address)
            async with await Workshop.create(server.address, "Marseille") as workshop:
                await workshop.open_phase("travail")
                person = await people.bring(viewport=PHONE)
                came: list[Response] = []
                person.page.on("response", lambda answer: came.append(answer))
                await person.sit(workshop, "Marseille")
                await person.page.locator("[data-column]").first.wait_for()
                await person.page.wait_for_load_state("networkidle")
                painted = await person.page.evaluate(
                    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
                )
                sight = Sight({}, {}, painted)
                for answer in came:
                    path = urlsplit(answer.url).path
                    if "/api/" not in path and answer.status < 300:
                        size = len(gzip.compress(await answer.body(), 6))
                        # What is asked for again comes from the browser's own cache.
                        (sight.needed if is_needed(path) else sight.later).setdefault(path, size)
            await people.leave()
            await browser.close()
    return sight


def is_needed(path: str) -> bool:
    """The page itself, what its entry imports, its styles, its words and its font."""
    if not path.startswith("/static/assets/") or path.endswith(FONT):
        return path not in ("/static/icon.svg", "/offline")
    page = Assets(CLIENT).page(ENTRY)
    manifest = json.loads((CLIENT / ".vite" / "manifest.json").read_bytes())
    words = f"/static/{manifest[WORDS]['file']}"
    return path in (words, page.script, *page.preloads, *page.styles)


def main() -> None:
    sight = asyncio.run(seen())
    print(machine.describe())
    for path, size in sorted(sight.needed.items(), key=lambda each: -each[1]):
        print(f"  {size:7,d}  {path.rpartition('/')[2]}")
    fonts = sum(size for path, size in sight.needed.items() if path.endswith(FONT))
    text = sum(sight.needed.values()) - fonts
    print(
        f"first sight, gzipped: {text / 1000:.1f} kB (aim 80), and {fonts / 1000:.1f} kB of fonts"
    )
    print(f"fetched once it is drawn: {sum(sight.later.values()) / 1000:.1f} kB")
    print(f"first contentful paint: {sight.painted_ms:.0f} ms")


if __name__ == "__main__":
    main()

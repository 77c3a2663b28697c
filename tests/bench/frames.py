"""How smoothly a page is drawn, for the benches that look at one: frames, long tasks, a wheel.

A frame is what passes between two animation frames; a long task is the browser's own word for 50 ms
or more without a pause. It starts the browser and the server that such a bench needs, and slows the
processor for a page; what is done there meanwhile is the bench's.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import msgspec
from playwright.async_api import Browser, CDPSession, Page, async_playwright

from bench import machine
from e2e.people import Person
from support.chromium import find_chromium
from support.running_server import RunningServer

HAND_PX_PER_S: Final = 4_000
"""As fast as anybody still sees what passes."""
PATIENCE_S: Final = 240
"""What has not come by then will not come: the bench ends with an error instead of waiting on."""
WORDS: Final = [
    "créer",
    "du",
    "lien",
    "manger",
    "mieux",
    "moins",
    "cher",
    "un",
    "lieu",
    "où",
    "aller",
    "ensemble",
    "chaque",
    "jour",
]
"""What notes are made of where nobody reads them."""
RECORD: Final = """() => {
  const found = { frames: [], tasks: [] };
  let last = performance.now();
  let on = true;
  const frame = (now) => {
    found.frames.push(now - last);
    last = now;
    if (on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const watch = new PerformanceObserver((list) => {
    for (const each of list.getEntries()) found.tasks.push(each.duration);
  });
  watch.observe({ type: "longtask" });
  window.recorded = () => {
    on = false;
    watch.disconnect();
    return found;
  };
}"""


class Recorded(msgspec.Struct):
    """What a page went through, ms."""

    frames: list[float]
    tasks: list[float]

    def frame(self, share: float) -> float:
        """The frame that so many of them are no longer than; 1 for the longest."""
        return sorted(self.frames)[int(share * (len(self.frames) - 1))]

    @property
    def longest_task(self) -> float:
        return max(self.tasks, default=0)

    @property
    def over_100(self) -> int:
        """Tasks of more than 100 ms."""
        return sum(each > 100 for each in self.tasks)


async def recorded(page: Page, during: Awaitable[object]) -> Recorded:
    """Record while something goes on."""
    await page.evaluate(RECORD)
    async with asyncio.timeout(PATIENCE_S):
        await during
    return msgspec.convert(await page.evaluate("window.recorded()"), Recorded)


async def wheel(
    session: CDPSession, over: tuple[float, float], *, x: float = 0, y: float = 0
) -> None:
    """Move what is under this point by so many pixels, as a hand at a wheel does."""
    gesture = {
        "x": over[0],
        "y": over[1],
        "xDistance": x,
        "yDistance": y,
        "speed": HAND_PX_PER_S,
        "gestureSourceType": "mouse",
        "preventFling": True,
    }
    await session.send("Input.synthesizeScrollGesture", gesture)


async def slowed(person: Person, times: float) -> CDPSession:
    """Throttle a person's processor; the session that holds it so."""
    session = await person.context.new_cdp_session(person.page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": times})
    return session


async def stage(stack: AsyncExitStack) -> tuple[Browser, RunningServer]:
    """A browser and an empty server, until the stack is left."""
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    server = stack.enter_context(RunningServer(Path(folder)))
    playwright = await stack.enter_async_context(async_playwright())
    browser = await playwright.chromium.launch(
        executable_path=find_chromium(), args=["--no-sandbox"]
    )
    stack.push_async_callback(browser.close)
    return browser, server


def conditions() -> str:
    """The machine, and how busy it is."""
    return f"{machine.describe()}, load {' '.join(f'{each:.1f}' for each in os.getloadavg())}"

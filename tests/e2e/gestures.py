"""A hand that counts: how many taps, keys and drags something takes. Typing a text is not counted.

Each target must be big enough for a finger: 24 px always, 44 px for what a phone is used for most.
"""

from collections.abc import Callable
from typing import Final

from playwright.async_api import Locator, Page, expect

LEAST_PX: Final = 24
MAIN_PX: Final = 44

Note = Callable[[str, object], None]
"""pytest's `record_property`."""


class Hand:
    """One person's hand on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.gestures = 0

    async def tap(self, target: Locator, *, main: bool = False) -> None:
        """One gesture. Raises AssertionError when a finger would miss the target."""
        await target.scroll_into_view_if_needed()
        box = await target.bounding_box()
        assert box is not None
        least = MAIN_PX if main else LEAST_PX
        size = f"{box['width']:.0f} × {box['height']:.0f} px"
        assert min(box["width"], box["height"]) >= least - 0.5, f"{size}, {least} are needed"
        await target.click()
        self.gestures += 1

    async def type(self, text: str) -> None:
        """Where the focus is: a page that needs a tap for it has to be tapped first."""
        await expect(self.page.locator("input:focus, textarea:focus")).to_be_visible()
        await self.page.keyboard.insert_text(text)

    async def press(self, key: str) -> None:
        """One gesture."""
        await self.page.keyboard.press(key)
        self.gestures += 1

    async def drag(self, item: Locator, onto: Locator) -> None:
        """One gesture."""
        (from_box, to_box) = (await item.bounding_box(), await onto.bounding_box())
        assert from_box is not None
        assert to_box is not None
        await self.page.mouse.move(from_box["x"] + 20, from_box["y"] + 12)
        await self.page.mouse.down()
        await self.page.mouse.move(to_box["x"] + 40, to_box["y"] + 20, steps=6)
        await self.page.mouse.up()
        self.gestures += 1


def counted(record_property: Note, what: str, hand: Hand, most: int) -> None:
    """Keep a count for the end of the run, and hold it to its number; the hand starts anew."""
    record_property(f"gestures: {what}", f"{hand.gestures} (at most {most})")
    assert 0 < hand.gestures <= most, f"{what}: {hand.gestures} gestures, at most {most}"
    hand.gestures = 0

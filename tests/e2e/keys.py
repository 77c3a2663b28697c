"""Somebody who has a keyboard and nothing else, and a page that must show where the focus is."""

import re

from playwright.async_api import Page, expect

from e2e.gestures import Hand
from e2e.people import People, Person

TABS = 300
NO_POINTER = """for (const kind of ["pointerdown", "mousedown", "touchstart"])
  addEventListener(kind, () => console.error("a pointer was used"), true);"""
SEEN = """() => {
  // How the focused thing shows that it is focused, itself or the box that holds it.
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing is focused";
  for (let each = at, up = 0; each && up < 3; each = each.parentElement, up++) {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) {
      const box = at.getBoundingClientRect();
      const whole = at.classList.contains("unseen") || box.width > 0;
      return whole ? "" : `${at.outerHTML.slice(0, 120)} has no size`;
    }
  }
  return `${at.outerHTML.slice(0, 160)} shows no outline`;
}"""


class Keys:
    """Somebody who has a keyboard and nothing else; `hand` counts the keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hand = Hand(page)

    async def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            await self.hand.press(key)

    async def type(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def to(self, name: str | re.Pattern[str], *, role: str = "", key: str = "Tab") -> None:
        """Tab until the thing of this name has the focus, which must show at every step."""
        for _ in range(TABS):
            await self.press(key)
            trouble = await self.page.evaluate(SEEN)
            assert trouble in ("", "nothing is focused"), trouble
            found = await self.focused()
            if _matches(found["name"], name) and role in ("", found["role"]):
                return
        raise AssertionError(f"{name!r} was not reached by {TABS} tabs")

    async def on(self, name: str | re.Pattern[str], *, role: str = "", key: str = "Tab") -> None:
        """Reach something and press it."""
        await self.to(name, role=role, key=key)
        await self.press("Enter")

    async def choose(self, name: str) -> None:
        """In the menu that opens, by its arrows."""
        await expect(self.page.get_by_role("menu").locator(":focus")).to_be_visible()
        for _ in range(20):
            if _matches((await self.focused())["name"], name):
                await self.press("Enter")
                return
            await self.press("ArrowDown")
        raise AssertionError(f"{name!r} is not in the menu")

    async def act(self, note: str, name: str) -> None:
        """Open a note's or a beneficiary's menu and choose an act."""
        await self.on(note)
        await self.choose(name)

    async def focused(self) -> dict[str, str]:
        found: dict[str, str] = await self.page.evaluate(
            """() => {
              const at = document.activeElement ?? document.body;
              const label = at.labels?.[0]?.innerText ?? "";
              const own = at === document.body ? "" : at.innerText ?? "";
              const name = at.ariaLabel || label || own || at.placeholder || "";
              return { name: name.replace(/\\s+/g, " ").trim(),
                       role: at.role ?? at.tagName.toLowerCase() };
            }"""
        )
        return found


def _matches(found: str, wanted: str | re.Pattern[str]) -> bool:
    if isinstance(wanted, re.Pattern):
        return wanted.search(found) is not None
    return found.startswith(" ".join(wanted.split()))


async def bring(people: People) -> tuple[Person, Keys]:
    person = await people.bring(script=NO_POINTER)
    return person, Keys(person.page)

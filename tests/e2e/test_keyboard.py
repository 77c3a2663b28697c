"""[b] The whole session by keyboard alone: no pointer is used, and the focus is always seen."""

import re

from playwright.async_api import Page, expect

from e2e.pages import THE_TERRITORY
from e2e.people import People, Person
from e2e.words import say

TABS = 120
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
    """Somebody who has a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, *keys: str) -> None:
        """One key after the other; the focus is looked at after each."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def type(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def to(self, name: str | re.Pattern[str], *, role: str = "", key: str = "Tab") -> None:
        """Tab until the thing of this name has the focus, which must show at every step."""
        for _ in range(TABS):
            await self.page.keyboard.press(key)
            trouble = await self.page.evaluate(SEEN)
            assert trouble in ("", "nothing is focused"), trouble
            found = await self.focused()
            if _matches(found["name"], name) and role in ("", found["role"]):
                return
        raise AssertionError(f"{name!r} was not reached by {TABS} tabs")

    async def on(self, name: str | re.Pattern[str], *, role: str = "") -> None:
        """Reach something and press it."""
        await self.to(name, role=role)
        await self.press("Enter")

    async def choose(self, name: str) -> None:
        """In the menu that is open, by its arrows."""
        for _ in range(20):
            if _matches((await self.focused())["name"], name):
                await self.press("Enter")
                return
            await self.press("ArrowDown")
        raise AssertionError(f"{name!r} is not in the menu")

    async def act(self, note: str, name: str) -> None:
        """Open a note's or a beneficiary's menu and choose an act."""
        await self.on(note)
        await expect(self.page.get_by_role("menu")).to_be_visible()
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


def actions_on(text: str) -> str:
    return say("note.actions", text=text)


def exactly(key: str) -> re.Pattern[str]:
    """Not what only begins with the same word, as « Lancer » and « Lancer une répétition »."""
    return re.compile(f"^{re.escape(say(key))}$")


async def test_the_whole_session_is_run_by_keyboard_alone(people: People) -> None:
    """[b] Create, join, write, classify, discuss, move, split, undo, pool, unite, end, export."""
    leader, lead = await bring(people)
    await leader.page.goto(leader.origin)
    await lead.to(say("home.territory", number=1))
    await lead.type("Marseille")
    await lead.to(say("home.territory", number=2))
    await lead.type("Briançon")
    await lead.on(say("home.create_do"))
    join = leader.page.get_by_label(say("links.join"), exact=True)
    await expect(join).to_be_visible()
    link = await join.input_value()
    await lead.on(say("created.go"))
    await leader.page.wait_for_url("**/animer")

    author, write = await bring(people)
    page = author.page
    await page.goto(link)
    await write.to(say("join.name"))
    await write.type("Louise")
    await write.on(say("join.enter"))
    await page.wait_for_url("**/plateau")

    for phase in ("presentation", "travail"):
        await lead.on(say("lead.next", phase=say(f"phase.{phase}")))
        await expect(page.get_by_role("list", name=say("steps.label"))).to_contain_text(
            say(f"phase.{phase}")
        )
    await lead.on(exactly("timer.start"))
    await expect(page.get_by_role("timer")).to_be_visible()

    await expect(page.locator("[data-composer]").first).to_be_editable()
    for label in ("Les habitants", "Les jeunes"):
        await write.press("Escape", "b")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await write.type(label)
        await write.press("Enter")
        region = page.get_by_role("region", name=label, exact=True)
        await expect(region.locator("[data-composer]")).to_be_focused()
    await write.press("Alt+Digit1")
    await expect(page.locator("[data-composer]").first).to_be_focused()
    for text in ("Un lieu + des amis", "Du calme"):
        await write.type(text)
        await write.press("Enter")
        await expect(page.locator("[data-note] .text").filter(has_text=text)).to_be_visible()

    # Edit, classify, flag and take a position.
    await write.press("Escape")
    await write.act(actions_on("Du calme"), say("note.edit"))
    await expect(page.get_by_label(say("note.edit_label"))).to_be_focused()
    await write.type(" la nuit")
    await write.press("Enter")
    calm = actions_on("Du calme la nuit")
    await expect(page.get_by_role("button", name=calm)).to_be_focused()
    await write.press("Enter")
    await write.choose("externalité")
    await expect(page.locator(".note.ext").filter(has_text="Du calme")).to_be_visible()
    await expect(page.get_by_role("button", name=calm)).to_be_focused()
    await write.press("Enter")
    await write.choose(say("points.action"))
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    await write.to(say("points.position"))
    await write.type("Oui, mais pas pour tout le monde")
    await write.press("Enter")
    await expect(dialog.get_by_text("Oui, mais pas pour tout le monde")).to_be_visible()
    await write.press("Escape")
    await expect(page.get_by_role("button", name=calm)).to_be_focused()

    # Move, split, delete and take it back.
    await write.press("Enter")
    await write.choose(say("note.move"))
    await expect(dialog).to_be_visible()
    await write.on("Les jeunes")
    young = page.get_by_role("region", name="Les jeunes", exact=True)
    await expect(young.locator("[data-note]")).to_have_count(1)
    await write.act(actions_on("Un lieu + des amis"), say("note.split"))
    await expect(dialog).to_be_visible()
    await write.on(say("note.split_do"))
    first = page.get_by_role("region", name="Les habitants", exact=True)
    await expect(first.locator("[data-note]")).to_have_count(2)
    await write.act(actions_on("Un lieu"), say("note.delete"))
    await expect(first.locator("[data-note]")).to_have_count(1)
    await write.press("Control+z")
    await expect(first.locator("[data-note]")).to_have_count(2)

    # Pool, unite and take it back, end, export.
    await lead.on(say("lead.next", phase=say("phase.mise-en-commun")))
    await expect(leader.page.get_by_role("dialog")).to_be_visible()
    await lead.on(say("lead.leave_do"))
    await lead.on(say("view.pooling"), role="button")
    await expect(leader.page.locator("[data-actor]")).to_have_count(3)
    await lead.act(say("pooling.actions", label="Les habitants"), say("pooling.unite_with"))
    await expect(leader.page.get_by_role("dialog")).to_be_visible()
    await lead.press("Space")
    await lead.on(exactly("pooling.unite"))
    await expect(leader.page.locator("[data-actor]")).to_have_count(2)
    await lead.on(say("pooling.retract_ask"))
    await lead.on(exactly("pooling.retract"))
    await expect(leader.page.locator("[data-actor]")).to_have_count(3)
    await lead.on(say("lead.tab"), role="button")
    async with leader.page.expect_download() as downloading:
        await lead.on(say("exports.md"))
    report = (await (await downloading.value).path()).read_text(encoding="utf-8")
    for text in ("Un lieu", "des amis", "Du calme la nuit", "Les jeunes"):
        assert text in report
    assert THE_TERRITORY in report

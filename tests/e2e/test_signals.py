"""[b] What a page does to be noticed, by ear or by motion: only for whoever wants it."""

from playwright.async_api import Page, expect

from e2e.furnished import furnish
from e2e.pages import Board
from e2e.people import People, Workshop
from e2e.words import say
from tablee.workshop import commands as c

FIRST = "Marseille"
MINUTE_MS = 60_000
LISTENS = """(() => {
  // Every tone that the page starts once it may sound, and whether it ever asked to. As in most
  // browsers, a context runs a while after it was made, not at once.
  const Plain = window.AudioContext;
  Object.assign(window, { asked: 0, tones: 0 });
  window.AudioContext = class extends Plain {
    #runs = false;
    constructor(...options) { super(...options); window.asked += 1; }
    get state() { return this.#runs ? super.state : "suspended"; }
    async resume() {
      await super.resume();
      if (!this.#runs) await new Promise((then) => setTimeout(then, 50));
      this.#runs = true;
    }
    createOscillator() { window.tones += 1; return super.createOscillator(); }
  };
})();"""
WATCHES = """(() => {
  // Every card that flies: a copy above the page, for less than half a second.
  window.flown = 0;
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const each of addedNodes) if (each.matches?.(".carried")) window.flown += 1;
  }).observe(document, { childList: true, subtree: true });
})();"""


async def test_the_last_minutes_are_rung_to_who_asked_and_the_keyboard_changes_hands_once(
    people: People, workshop: Workshop
) -> None:
    """In the middle of the time, which is ten minutes before its end: both pages are at rest,
    one has asked for signals. Each pair has one device, and may not want to be told again."""
    await workshop.open_phase("travail")
    await workshop.order(c.StartTimer(duration_ms=40 * MINUTE_MS, passed_ms=10 * MINUTE_MS))
    louise, jonathan = [await people.bring(script=LISTENS) for _ in range(2)]
    for person, name in ((louise, "Louise"), (jonathan, "Jonathan")):
        await person.sit(workshop, FIRST, name)
        await expect(Board(person.page).time_left).to_be_visible()
        await person.page.wait_for_load_state("networkidle")  # what gives the hint comes last
        await person.page.get_by_role("button", name=say("page.menu")).click()
        choice = person.page.get_by_role("checkbox", name=say("page.signals"))
        await expect(choice).not_to_be_checked()
        if person is louise:
            await choice.check()
            await expect_heard(person.page, asked=1, tones=1)
        await person.page.keyboard.press("Escape")

    await workshop.order(c.MoveDeadline(by_ms=-20 * MINUTE_MS - 1_000))
    plain = "Essai – Tablée"
    told = say("signals.title", minutes=10, title=plain)
    await expect(louise.page).to_have_title(told)
    await expect_heard(louise.page, asked=1, tones=2)
    for person, act in ((louise, "swap.done"), (jonathan, "swap.never")):
        hint = person.page.get_by_role("status").filter(has_text=say("swap.hint"))
        await hint.get_by_role("button", name=say(act)).click()
        await expect(hint).to_have_count(0)
    await expect(jonathan.page).to_have_title(plain)
    await expect_heard(jonathan.page, asked=0, tones=0)

    await louise.page.get_by_role("button", name=say("page.menu")).click()
    await louise.page.get_by_role("checkbox", name=say("page.signals")).uncheck()
    await expect(louise.page).to_have_title(plain)


async def test_a_card_flies_to_its_new_place_unless_motion_is_reduced(
    people: People, workshop: Workshop
) -> None:
    """Two people of one board, of whom one wants less of it, see the same note moved."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=1)
    note, there = placed.notes[FIRST][0], placed.beneficiaries[FIRST][1]
    moved = f'[data-column="{there}"] [data-note="{note}"]'
    still, moving = [await people.bring(script=WATCHES) for _ in range(2)]
    await moving.page.emulate_media(reduced_motion="no-preference")
    for person in (still, moving):
        await person.sit(workshop, FIRST)
        await expect(person.page.locator(f'[data-note="{note}"]')).to_be_visible()
    await workshop.order(c.MoveNote(note=note, beneficiary=there))
    await moving.page.wait_for_function("() => flown === 1")
    for person in (still, moving):
        await expect(person.page.locator(moved)).to_be_visible()
        await expect(person.page.locator(moved)).to_have_css("opacity", "1")
        await expect(person.page.locator(".carried")).to_have_count(0)
    assert await moving.page.evaluate("flown") == 1
    assert await still.page.evaluate("flown") == 0


async def expect_heard(page: Page, *, asked: int, tones: int) -> None:
    """How often the page has asked to sound, and how many tones it has started."""
    await page.wait_for_function(
        "([asked, tones]) => window.asked === asked && window.tones === tones", arg=[asked, tones]
    )

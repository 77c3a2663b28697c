"""The facilitator's proposals, from four boards of real size to one tap (SPEC W14)."""

import asyncio
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from e2e.pages import Facilitator, Pooling
from e2e.people import People, Workshop
from e2e.words import say
from support.running_server import RunningServer
from tablee.client.notes_file import read_notes
from tablee.client.rehearse import rehearse

CORPUS = Path(__file__).parent.parent / "data" / "corpus.json"
TERRITORIES = tuple(
    f"{name} (fictif)" for name in ("Port-Levant", "Garonnelle", "Clapas-Neuf", "Les Deux-Fleuves")
)

HELD = "document.activeElement.closest('[data-proposal]')?.dataset.proposal ?? null"
"""The key of the card with the focus; its place is no proof, for another list may come."""


async def rehearsed(server: RunningServer) -> Workshop:
    """The corpus, posted as `tablee rehearse` posts it; the pooling is open."""
    made = await Workshop.create(server.address, *TERRITORIES)
    await made.open_phase("travail")
    await rehearse(made.links.join, 8, read_notes(CORPUS), 0, lang="fr")
    await made.open_phase("mise-en-commun")
    return made


def cards(page: Page) -> Locator:
    return page.locator("[data-proposal]")


def pairs(page: Page) -> Locator:
    """Those that ask whether two are one actor."""
    same = page.get_by_role("button", name=say("propose.same"))
    return cards(page).filter(has=same)


async def number(told: Locator) -> int:
    """The one that stands in its text."""
    return int("".join(filter(str.isdigit, await told.inner_text())))


async def names(card: Locator) -> list[str]:
    return await card.locator(".names b").all_inner_texts()


async def test_proposals_are_decided_with_a_tap_or_a_key_and_come_back_when_undone(
    people: People, server: RunningServer
) -> None:
    """[W14, R33, R34] the corpus: reasons in words, one act a pair, the focus stays in the list."""
    async with await rehearsed(server) as made:
        lead = await people.bring()
        await lead.lead(made)
        page = lead.page
        await Facilitator(page).look_at(say("view.pooling"))
        await expect(pairs(page).nth(11)).to_be_visible(timeout=30_000)
        first = cards(page).first
        one, other = await names(first)
        assert await first.locator(".why").inner_text()
        assert "%" not in await page.get_by_role("complementary").inner_text()

        # One tap: the two labels are one actor, and their proposal is gone.
        pooling = Pooling(page)
        actors = len({note.beneficiary for note in read_notes(CORPUS)})
        await expect(pooling.actors).to_have_count(actors)
        await first.get_by_role("button", name=say("propose.same")).click()
        await expect(pooling.actors).to_have_count(actors - 1)
        pair = cards(page).filter(has_text=one).filter(has_text=other)
        await expect(pair).to_have_count(0)

        # Undone, the pair is proposed again.
        await pooling.undo_last()
        await expect(pooling.actors).to_have_count(actors)
        await expect(pair.first).to_be_visible()

        # What little speaks for is behind one line, which the keyboard opens.
        await _rested(lead.heard)
        fold = page.locator("[data-fold]")
        drawn = await pairs(page).count()
        counted = page.get_by_role("heading", name=say("propose.title")).locator(".chip")
        rest = page.get_by_role("button", name=say("propose.more", count="").split("(")[0].strip())
        assert await number(counted) == drawn + await number(rest.first)
        await expect(fold).to_have_attribute("aria-expanded", "false")
        await fold.press("Enter")
        weak = await number(fold)
        await expect(pairs(page)).to_have_count(drawn + min(weak, 12))
        await fold.press("Enter")
        await expect(pairs(page)).to_have_count(drawn)

        # A double click decides once: the card that comes under its second press was not meant.
        before = await pooling.actors.count()
        await first.get_by_role("button", name=say("propose.same")).click()
        await expect(pooling.actors).to_have_count(before - 1)
        next_one = await first.get_attribute("data-proposal") or ""
        same = first.get_by_role("button", name=say("propose.same"))
        await same.scroll_into_view_if_needed()
        box = await same.bounding_box()
        assert box
        await page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for press in (page.mouse.down, page.mouse.up):
            await press(click_count=2)
        await pooling.undo_last()
        await expect(pooling.actors).to_have_count(before)
        await expect(page.locator(f'[data-proposal="{next_one}"]')).to_have_count(1)

        # « Fait partie de » says of what, and turns round.
        part = cards(page).first.get_by_role("button", name=say("propose.part_of")).first
        below = (await names(cards(page).first))[-1]
        await expect(part).to_contain_text(below)
        await cards(page).first.get_by_role("button", name=say("propose.turn")).click()
        assert (await names(cards(page).first))[0] == below
        await expect(part).not_to_contain_text(below)

        # By keyboard: to the first proposal, an arrow, the letter, and the next card has the focus.
        await page.get_by_role("link", name=say("propose.skip")).press("Enter")
        same = cards(page).first.get_by_role("button", name=say("propose.same"))
        await expect(same).to_be_focused()
        first_held = await page.evaluate(HELD)
        await page.keyboard.press("ArrowDown")
        second = await page.evaluate(HELD)
        assert second not in (None, first_held)
        seen = len(lead.heard)
        await page.keyboard.press(say("propose.same_key").lower())
        await expect(pooling.actors).to_have_count(actors - 1)
        held = await page.evaluate(HELD)
        assert held not in (None, second)

        # Another list comes meanwhile: what is before the hand stays.
        await asyncio.wait_for(_told(lead.heard, seen), 20)
        assert await page.evaluate(HELD) == held
        await page.keyboard.press("Enter")
        await expect(pooling.actors).to_have_count(actors - 2)
        assert await page.evaluate(HELD) not in (None, held)

        # Different: proposed no more. Later: after all the others. Neither unites anything.
        for verb in ("propose.different", "propose.put_off"):
            key = await cards(page).first.get_attribute("data-proposal")
            await cards(page).first.get_by_role("button", name=say(verb)).click()
            await expect(cards(page).first).not_to_have_attribute("data-proposal", key or "")
        await expect(pooling.actors).to_have_count(actors - 2)

        # The effects of what was united are proposed too, each group inside its actor.
        group = page.get_by_role("button", name=say("propose.group"))
        await expect(group.first).to_be_visible()
        key = await cards(page).filter(has=group).first.get_attribute("data-proposal")
        taken = page.locator(f'[data-proposal="{key}"]')
        await taken.get_by_role("button", name=say("propose.group")).click()
        await expect(taken).to_have_count(0)

        # The words of the room stay open while some are typed, and once they are there.
        await page.locator("summary").filter(has_text=say("propose.lexicon")).press("Enter")
        field = page.get_by_label(say("propose.words_same"))
        await field.press_sequentially("tontine, cagnotte")
        await page.reload()
        await expect(field).to_have_value("tontine, cagnotte")
        await field.press("Enter")
        await expect(page.get_by_text("tontine = cagnotte")).to_be_visible()
        await expect(field).to_be_focused()
        await field.press_sequentially("Cagnotte, TONTINE")
        known = say("rejection.words_known", words="tontine = cagnotte")
        await expect(page.get_by_role("status").filter(has_text=known)).to_be_visible()
        await field.press("Enter")
        await expect(field).to_have_value("Cagnotte, TONTINE")


def _lists(heard: list[str]) -> int:
    return sum('"type":"Proposals"' in frame for frame in heard)


async def _rested(heard: list[str]) -> None:
    """No other proposals come: what is read one after the other is of one list."""
    before = -1
    while before != (now := _lists(heard)):
        before = now
        await asyncio.sleep(1.5)


async def _told(heard: list[str], seen: int) -> None:
    """The next proposals have come."""
    while not _lists(heard[seen:]):  # noqa: ASYNC110
        await asyncio.sleep(0.05)

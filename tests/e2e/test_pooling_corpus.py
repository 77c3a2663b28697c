"""[R33] [R34] The corpus is pooled to its ground truth, by mouse and then by keyboard alone.

The facilitator knows which names mean the same and unites no others: from the cards, by dragging
and through the menu, each time when a person would. Two participants and the projector look on, and
have seen each step before the next one.
"""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Final

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from bench.pooling_truth import read
from e2e.gestures import Note, counted
from e2e.keys import NO_POINTER, Keys
from e2e.pages import Facilitator, Pooling
from e2e.people import PHONE, People, Person, Workshop
from e2e.seen import WATCH, Wordings, acted_at, shown, shown_since
from e2e.test_proposals import CORPUS, TERRITORIES, rehearsed
from e2e.words import say
from support.running_server import RunningServer

FULL_HD = ViewportSize(width=1920, height=1080)
TRUTH = read(CORPUS)
MEANT: Final = {each.label: min(TRUTH.actor[each.id]) for each in TRUTH.board.beneficiaries}
"""Who a label means. No two territories have the same one; « Le territoire » is on every board."""

ALIKE = ("Responsables d'épiceries sociales", "Les dirigeants des « épiceries »")
"""The two that are on the page first, one under the other."""

ACRONYM = ("UGESS", "Union des groupements d'épiceries sociales et solidaires")

CARDS = """() => [...document.querySelectorAll("[data-proposal]")].map((card) => [
  card.dataset.proposal, ...[...card.querySelectorAll(".names b")].map((b) => b.textContent.trim()),
])"""
"""The key of each card and, where it asks for actors, their names."""

STEPS = """(key) => {
  const cards = [...document.querySelectorAll("[data-proposal]")];
  const held = cards.findIndex((card) => card.contains(document.activeElement));
  const at = cards.findIndex((card) => card.dataset.proposal === key);
  if (at < 0) throw new Error(`the card of ${key} went`);
  return at - held;
}"""
"""How many cards lie from the one with the focus to this one."""


@dataclass
class Room:
    """A facilitator who unites what means the same, and those who look on."""

    lead: Person
    onlookers: Mapping[str, Page]
    actors: set[Wordings]
    delays: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    async def saw(self, one: str, other: str) -> None:
        """These two were just united: wait until everybody sees it, and keep how long it took."""
        both = {each for each in self.actors if one in each or other in each}
        assert len(both) == 2, f"{one} and {other} were not two actors"
        self.actors = self.actors - both | {frozenset().union(*both)}
        acted = await acted_at(self.lead.page)
        for who, page in self.onlookers.items():
            self.delays[who].append(await shown_since(page, self.actors) - acted)

    @property
    def left(self) -> list[tuple[str, str]]:
        """What is still to be united, one label of each of the two."""
        met: dict[str, list[str]] = defaultdict(list)
        for actor in self.actors:
            label = min(actor)
            met[MEANT[label]].append(label)
        return sorted((same[0], each) for same in met.values() for each in sorted(same)[1:])

    async def right_card(self) -> tuple[str, str, str] | None:
        """The key and the names of the first card that is right, of the latest list."""
        while self._told("Proposals", "seq") < self._told("Done", "to_seq"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        for key, *names in await self.lead.page.evaluate(CARDS):
            if len(names) == 2 and MEANT[names[0]] == MEANT[names[1]]:
                return key, *names
        return None

    def _told(self, kind: str, seq: str) -> int:
        """The number of this name in the last frame of this kind, 0 before the first."""
        for frame in reversed(self.lead.heard):
            if f'"type":"{kind}"' in frame:
                return int(json.loads(frame)[seq])
        return 0


@pytest.mark.long
async def test_four_boards_become_one_by_mouse(
    people: People, server: RunningServer, record_property: Note
) -> None:
    """By a drag where both are in sight, by the menu where one is far, else by the cards."""
    async with await rehearsed(server) as made:
        room = await _open(people, made)
        page, merges = room.lead.page, len(room.left)
        await Facilitator(page).look_at(say("view.pooling"))
        pooling = Pooling(page)
        await expect(pooling.actors).to_have_count(len(room.actors))
        await pooling.drag(*ALIKE)
        await room.saw(*ALIKE)
        await pooling.unite(*ACRONYM)
        await room.saw(*ACRONYM)
        while room.left:
            if card := await room.right_card():
                key, one, other = card
                await pooling.hand.tap(_same(page, key))
                await room.saw(one, other)
            elif await _more(page).count():
                await pooling.hand.tap(_more(page).first)
            else:
                one, other = room.left[0]
                await pooling.unite(one, other)
                await room.saw(one, other)
        await _expect_the_truth(room, made)
        counted(record_property, f"{merges} merges by mouse", pooling.hand, 2 * merges)
        _report(record_property, "by mouse", room)


@pytest.mark.long
async def test_four_boards_become_one_by_keyboard_alone(
    people: People, server: RunningServer, record_property: Note
) -> None:
    """What is far is looked for and united through its menu, the rest by the cards' letters."""
    async with await rehearsed(server) as made:
        room = await _open(people, made, script=NO_POINTER)
        page, merges = room.lead.page, len(room.left)
        keys = Keys(page)
        await keys.on(say("view.pooling"), role="button")
        await expect(Pooling(page).actors).to_have_count(len(room.actors))
        await _unite_by_keys(keys, *ACRONYM, typed="groupements", key="Tab")
        await room.saw(*ACRONYM)
        at_cards = False
        while room.left:
            if card := await room.right_card():
                if not at_cards:
                    await keys.on(say("propose.skip"), key="Shift+Tab")
                    assert (await keys.focused())["name"].startswith(say("propose.same"))
                    at_cards = True
                key, one, other = card
                # A list that was heard of may be drawn only now: one stops at the right card.
                while steps := int(await page.evaluate(STEPS, key)):
                    await keys.press("ArrowDown" if steps > 0 else "ArrowUp")
                await keys.press(say("propose.same_key").lower())
                await room.saw(one, other)
            elif await _more(page).count():
                await keys.on(say("propose.more", count="").split("(")[0])
            else:
                at_cards = False
                one, other = room.left[0]
                await _unite_by_keys(keys, one, other)
                await room.saw(one, other)
        await _expect_the_truth(room, made)
        counted(record_property, f"{merges} merges by keyboard", keys.hand, 7 * merges)
        _report(record_property, "by keyboard", room)


async def _open(people: People, made: Workshop, script: str = "") -> Room:
    """The facilitator's page, two participants' and the projector's."""
    lead = await people.bring(script=script + WATCH)
    desk, phone = await people.bring(script=WATCH), await people.bring(script=WATCH, viewport=PHONE)
    screen = await people.bring(script=WATCH, viewport=FULL_HD)
    await lead.lead(made)
    await desk.sit(made, TERRITORIES[0], "Louise")
    await phone.sit(made, TERRITORIES[1], "Ali")
    await screen.project(made)
    actors = {frozenset({label}) for label in MEANT}
    onlookers = {"a desk": desk.page, "a phone": phone.page, "the projector": screen.page}
    for page in onlookers.values():
        await shown_since(page, actors)
    return Room(lead, onlookers, actors)


async def _unite_by_keys(
    keys: Keys, one: str, other: str, *, typed: str = "", key: str = "Shift+Tab"
) -> None:
    """Look for one of them, open its menu, look for the other, and let go of what was looked for;
    every letter is counted."""
    await keys.to(say("pooling.filter_text"), key=key)
    await _type(keys, one)
    await keys.act(say("pooling.actions", label=one), say("pooling.unite_with"))
    await expect(keys.page.get_by_role("dialog")).to_be_visible()
    await _type(keys, typed or other)
    await keys.press("Enter")
    await expect(keys.page.get_by_role("radio", name=other)).to_be_checked()
    await keys.press("Enter")
    await expect(keys.page.get_by_role("dialog")).to_have_count(0)
    await keys.to(say("pooling.filter_text"), key="Shift+Tab")
    await keys.press("Escape")


async def _type(keys: Keys, text: str) -> None:
    await keys.type(text)
    keys.hand.gestures += len(text)


def _same(page: Page, key: str) -> Locator:
    card = page.locator(f'[data-proposal="{key}"]')
    return card.get_by_role("button", name=say("propose.same"))


def _more(page: Page) -> Locator:
    return page.get_by_role("button", name=say("propose.more", count="").split("(")[0])


async def _expect_the_truth(room: Room, made: Workshop) -> None:
    """On every page and in the archive: these actors, each with its effects, and no others."""
    true: dict[str, set[str]] = defaultdict(set)
    for label, meant in MEANT.items():
        true[meant].add(label)
    for page in (room.lead.page, *room.onlookers.values()):
        assert await shown(page) == {frozenset(labels) for labels in true.values()}
    archive = await made.archive()
    text = {note["id"]: note["text"] for note in archive["notes"]}
    found = {
        frozenset(member["label"] for member in actor["members"]): Counter(
            text[note] for note in actor["notes"]
        )
        for actor in archive["pooling"]["actors"]
    }
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for note in TRUTH.board.notes:
        said[min(TRUTH.actor[note.beneficiary])][note.text] += 1
    assert found == {frozenset(labels): said[meant] for meant, labels in true.items()}


def _report(record_property: Note, how: str, room: Room) -> None:
    for who, delays in room.delays.items():
        told = f"median {median(delays):.0f} ms, most {max(delays)} ms, of {len(delays)}"
        record_property(f"delays: {who}, {how}", told)

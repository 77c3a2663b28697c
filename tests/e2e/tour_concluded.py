"""The end of the walk: what the pooling leads to, from the vote to what is carried to next time."""

import re
from contextlib import AsyncExitStack
from typing import Final

from playwright.async_api import Locator, expect

from e2e.furnished import ENDLESS
from e2e.people import Person, Workshop
from e2e.tour import Walk
from tablee.client.links import join_link
from tablee.client.participant import SimulatedParticipant
from tablee.workshop import commands as c
from tablee.workshop.sift import Sift
from tablee.workshop.vocabulary import Mark

MARKS: Final[tuple[Mark, ...]] = ("compte", "tient")


class WholeWalk(Walk):
    """All of the walk."""

    async def concluded(self) -> None:
        """Ballots and their results, conclusions, « mal rendue », « Restituer », a filter."""
        async with self._pooling() as (workshop, placed, seated, leader, screen):
            notes = [each[0] for each in list(placed.notes.values())[:2]]
            await workshop.order(c.GroupEffects(decision="decision-2", notes=tuple(notes)))
            for mark in MARKS:
                await workshop.order(c.OpenVoting(mark=mark, votes_each=3))
            await workshop.order(c.SetScreen(look="votes"))
            afar = [(screen, "screen")] if self._far else []
            everybody = [(seated, "participant"), (leader, "facilitator"), *afar]
            readers = [(seated, "participant"), *afar]
            for person, who in everybody:
                if person is not screen:
                    await self._look_at("votes", person)
                await expect(person.page.locator(".shown[data-look=votes]")).to_be_visible()
                await self._stop(f"voting-{who}", person)
            await self._vote(workshop, notes)
            text = ENDLESS if self._endless else "On garde des lieux ouverts à tous."
            for conclusion in (
                c.WriteConclusion(
                    conclusion="c1",
                    kind="accord",
                    text=text,
                    reservations=text,
                    notes=(notes[0],),
                ),
                c.WriteConclusion(conclusion="c2", kind="question", text=f"Comment ? {text}"),
            ):
                await workshop.order(conclusion)
            for person, who in everybody:
                await expect(person.page.locator(".counts > li").first).to_be_visible()
                await expect(person.page.locator(".concluded li").first).to_be_visible()
                await self._stop(f"voted-{who}", person)
            await self._write_one(leader)
            await self._misrendered(seated, leader, text)
            await self._told_and_filtered(workshop, leader, screen)
            await workshop.order(
                c.Present(kind="actor", target=placed.beneficiaries[self._territories[0]][0])
            )
            for person, who in readers:
                await expect(person.page.locator("[data-spot]")).to_be_visible()
                await self._stop(f"shown-united-{who}", person)
            await workshop.open_phase("prochaine-session")
            for person, who in readers:
                await expect(person.page.locator("dl")).to_be_visible()
                await expect(person.page.get_by_text(text).first).to_be_visible()
                await self._stop(f"next-concluded-{who}", person)

    async def _vote(self, workshop: Workshop, notes: list[str]) -> None:
        async with AsyncExitStack() as stack:
            voter = SimulatedParticipant(
                join_link(workshop.links.join), "Zoé", self._language, stack
            )
            await voter.join(next(iter(workshop.boards.values())), None)
            for mark in MARKS:
                await voter.line.do(c.CastVotes(mark=mark, notes=(*notes, notes[0])))
                await workshop.order(c.CloseVoting(mark=mark))

    async def _write_one(self, leader: Person) -> None:
        page = leader.page
        await page.get_by_role("button", name=self._say("conclusions.write")).click()
        await self._stop("conclusion-form", leader, self._dialog(leader))
        await page.keyboard.press("Escape")

    async def _misrendered(self, seated: Person, leader: Person, text: str) -> None:
        """Said in a dialog, and listed beside the pooling until it is settled."""
        await self._look_at("columns", seated)
        says = re.compile(re.escape(self._say("misrendered.say").rstrip(" ?\N{NO-BREAK SPACE}")))
        await seated.page.get_by_role("button", name=says).first.click()
        dialog = self._dialog(seated)
        await self._stop("misrendered-form", seated, dialog)
        await dialog.get_by_role("textbox").fill(text)
        await dialog.get_by_role("button", name=self._say("misrendered.send")).click()
        listed = leader.page.locator("section:has(#misrendered)")
        await expect(listed).to_be_visible()
        await listed.scroll_into_view_if_needed()
        await self._stop("misrendered-listed", leader, listed)

    async def _told_and_filtered(self, workshop: Workshop, leader: Person, screen: Person) -> None:
        """In which order the boards are told; then what the screen is filtered by."""
        await leader.page.get_by_role("button", name=self._say("telling.list")).click()
        await self._stop("telling-list", leader, self._dialog(leader))
        await leader.page.keyboard.press("Escape")
        first = workshop.boards[self._territories[0]]
        await workshop.order(c.SetScreen(look="columns", sift=Sift(boards=(first,))))
        await expect(screen.page.locator(".shown[data-look=columns]")).to_be_visible()
        await expect(screen.page.locator(".sifted")).to_be_visible()
        if self._far:
            await self._stop("filtered-screen", screen)
        guiding: Locator = leader.page.get_by_role("region", name=self._say("guide.heading"))
        await guiding.scroll_into_view_if_needed()
        await self._stop("filtered-facilitator", leader, guiding)

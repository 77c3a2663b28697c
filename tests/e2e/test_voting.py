"""« Ce qui compte »: a vote from its opening to its results (SPEC O)."""

import asyncio
import re
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from e2e.furnished import furnish
from e2e.pages import Board, Facilitator
from e2e.people import PATIENCE_MS, PHONE, People, Person, Workshop
from e2e.words import say
from tablee.client.links import join_link
from tablee.client.participant import SimulatedParticipant
from tablee.workshop.commands import (
    CastVotes,
    CloseConclusion,
    CloseVoting,
    DeleteNote,
    GroupEffects,
    HideNote,
    OpenVoting,
    Present,
    Release,
    SameActor,
    SendMessage,
    SetScreen,
    ShowNote,
    WriteConclusion,
)

MARK = say("voting.compte")
FULL_HD = ViewportSize(width=1920, height=1080)
UPRIGHT = ViewportSize(width=820, height=1180)
WORDS = """(line) => {
  const range = document.createRange();
  const text = line.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
}"""
"""The words of a line that are broken."""
WHOLE = """() => {
  const box = document.querySelector(".paged").getBoundingClientRect();
  return [...document.querySelectorAll(".counts > li, .concluded li")]
    .filter((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1
        && bottom <= box.bottom + 1 && each.getClientRects().length === 1;
    })
    .map((each) => each.innerText);
}"""
"""What is whole on the page of the projector, in one column."""
REACHES = "(all) => Math.max(...[...all.getClientRects()].map((each) => each.right))"
"""How far to the right any column of it goes, pixels."""
WIDTHS = "(all) => all.map((each) => each.getBoundingClientRect().width)"
INTO_THE_MIDDLE = "(it) => it.scrollIntoView({ block: 'center' })"
SAID_WITHIN_MS = 30_000
BACK_WITHIN_MS = 30_000
LEAST = """() => Math.min(...[...document.querySelectorAll("main *")]
  .filter((each) => !each.closest(".unseen") && each.getClientRects().length
    && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .map((each) => Number.parseFloat(getComputedStyle(each).fontSize)))"""
"""The size of the smallest letters, pixels."""


async def test_a_person_gives_their_votes_and_no_more_and_finds_them_again(
    people: People, workshop: Workshop
) -> None:
    """[O2] [O3] [O4] On a phone: as many votes as each has, found again after a reload; the
    facilitator is told how many have voted, and what was voted only at the closing. What is changed
    while the line is away comes too late then, and is told so."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    leader = await people.bring()
    voter = await people.bring(viewport=PHONE)
    await leader.lead(workshop)
    await voter.sit(workshop, "Marseille", "Zoé")
    await Facilitator(leader.page).look_at(say("view.pooling"))
    await leader.page.get_by_role("tab", name=say("pooling.look.votes"), exact=True).click()
    led, seen = _panel(leader.page), _panel(voter.page)
    await led.get_by_label(say("voting.votes_each")).fill("2")
    # Something else is shown to all: who opens a vote leads whoever follows to their ballot.
    await workshop.order(Present(kind="note", target=placed.notes["Marseille"][0]))
    await expect(voter.page.locator("[data-spot]")).to_be_visible()
    await led.get_by_role("button", name=say("voting.open")).click()
    guided = Facilitator(leader.page).guiding.get_by_label(say("guide.look"))
    await expect(guided).to_have_value("votes")

    # A group is one line, under its title; its wordings are there when they are asked for.
    first, second = placed.notes["Marseille"][:2]
    title = "Se sentir chez soi"
    await workshop.order(GroupEffects(decision="g", notes=(first, second), title=title))
    group = _effect(voter.page, first)
    await expect(group).to_contain_text(title)
    await expect(_effect(voter.page, second)).to_have_count(0)
    await group.get_by_text(say("voting.wordings.other", count=2)).click()
    await expect(group.get_by_role("listitem")).to_have_count(2)

    one, other = (_effect(voter.page, each) for each in placed.notes["Briançon"][:2])
    for effect in (one, one):
        await _more(effect).click()
    # With none left it looks so, and says why it gives none.
    await expect(_more(other)).to_have_attribute("aria-disabled", "true")
    await _more(other).click(force=True)
    refused = voter.page.get_by_role("alert").filter(
        has_text=say("rejection.too_many_votes", limit=2)
    )
    await expect(refused).to_be_visible()
    await expect(one.locator("output")).to_have_text("2")
    await expect(other.locator("output")).to_have_text("0")
    await expect(led).to_contain_text(say("voting.voters.one", count=1))
    await expect(led.get_by_role("list")).to_have_count(0)

    # Whoever looks where they like is told in every look where they are; a reload leads back.
    await workshop.order(Release())
    looks = voter.page.locator("label.narrow select")
    await looks.select_option("columns")
    call = voter.page.get_by_role("status").filter(has_text=say("voting.called.one", count=1))
    await expect(call).to_contain_text(_said("voting.given.other", mark=MARK, count=2))
    await voter.page.reload()
    await expect(looks).to_have_value("columns")
    await call.get_by_role("button", name=say("voting.look_again")).click()
    await voter.page.reload()
    await expect(one.locator("output")).to_have_text("2")
    await one.get_by_role("button", name=re.compile("moins")).click()
    await _more(other).click()
    await expect(other.locator("output")).to_have_text("1")
    await expect(Board(voter.page).light).to_contain_class("saved")

    # Who votes with nobody on the line, and who has not voted: closing asks once.
    async with AsyncExitStack() as stack:
        other_one = SimulatedParticipant(join_link(workshop.links.join), "Tom", "fr", stack)
        await other_one.join(workshop.boards["Briançon"], None)
    # Wherever one has scrolled the lost line is said, and moves nothing under the hand.
    fewer = one.get_by_role("button", name=re.compile("moins"))
    await fewer.evaluate(INTO_THE_MIDDLE)
    assert await voter.page.evaluate("scrollY") > PHONE["height"] / 3
    there = await fewer.bounding_box()
    voter.line_is_cut = True
    await voter.context.set_offline(True)
    away = voter.page.get_by_text(say("link.offline"))
    await expect(away).to_be_in_viewport(ratio=1, timeout=SAID_WITHIN_MS)
    assert await fewer.bounding_box() == there
    await fewer.click()
    await leader.page.reload()
    await leader.page.get_by_role("button", name=say("voting.close"), exact=True).click()
    await expect(led.get_by_role("alert")).to_contain_text(_said("voting.left_out.one", count=1))
    await leader.page.get_by_role("button", name=say("voting.close_anyway")).click()
    await expect(led.get_by_role("list", name=say("voting.results"))).to_be_visible()
    await voter.context.set_offline(False)
    late = voter.page.get_by_role("alert").filter(has_text=_said("voting.came_late", mark=MARK))
    await expect(late).to_be_in_viewport(ratio=1, timeout=BACK_WITHIN_MS)
    await late.get_by_role("button", name=say("voting.understood")).click()
    await expect(late).to_have_count(0)
    for panel in (led, seen):
        results = panel.get_by_role("list", name=say("voting.results")).get_by_role("listitem")
        await expect(results).to_have_count(2)
        await expect(results.first).to_contain_text(say("voting.votes.one", count=1))
    await expect(one).to_have_count(0)

    # The bars are there to be compared: as long on each line, one of which has more to say.
    await workshop.order(HideNote(note=placed.notes["Briançon"][0]))
    for panel in (led, seen):
        await expect(panel.get_by_text(say("voting.review"), exact=True)).to_have_count(1)
        widths = await panel.locator(".measure").evaluate_all(WIDTHS)
        assert len(widths) == 2
        assert len(set(widths)) == 1, widths
    # What is hidden is not called deleted.
    await expect(seen.locator(".text").filter(has_text=say("voting.not_shown"))).to_have_count(1)
    for panel in (led, seen):
        await expect(panel.get_by_text(say("pooling.gone"))).to_have_count(0)


async def test_the_projector_tells_how_many_have_voted_then_what_it_gave_page_by_page(
    people: People, workshop: Workshop
) -> None:
    """[O3] [Q6] [R13] First what is voted on, as the ballots have it. Then each count is whole on
    one page; so are the conclusions, after them. All in letters that are read from afar."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=3, notes_each=4)
    await workshop.open_phase("mise-en-commun")
    marseille, briançon = placed.notes["Marseille"], placed.notes["Briançon"]
    title = "Se sentir chez soi"
    await workshop.order(GroupEffects(decision="g", notes=tuple(marseille[:2]), title=title))
    await workshop.order(OpenVoting(mark="compte", votes_each=10))
    await workshop.order(SetScreen(look="votes"))
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    panel = _panel(screen.page)
    await expect(panel).to_contain_text(say("voting.open_now"))
    about = screen.page.get_by_role("region", name=say("voting.on"))
    # The long note beside these is one more, and two of these are one effect.
    await expect(about.get_by_role("listitem")).to_have_count(len(marseille) + len(briançon))
    await expect(about.get_by_role("listitem").filter(has_text=title)).to_have_count(1)
    assert await screen.page.evaluate(LEAST) >= 24
    assert await about.evaluate(REACHES) > FULL_HD["width"] * 0.9
    chosen = (*marseille[2:7], *briançon[:5])
    async with AsyncExitStack() as stack:
        voter = SimulatedParticipant(join_link(workshop.links.join), "Zoé", "fr", stack)
        await voter.join(workshop.boards["Marseille"], None)
        await voter.line.do(CastVotes(mark="compte", notes=chosen))
    await expect(panel).to_contain_text(say("voting.voters.one", count=1))
    await expect(panel.get_by_role("listitem")).to_have_count(0)

    said = "On y tient, " * 12
    await workshop.order(WriteConclusion(conclusion="c1", kind="accord", text=said))
    await workshop.order(CloseVoting(mark="compte"))
    await expect(screen.page.locator(".counts > li")).to_have_count(len(chosen))
    pages = screen.page.get_by_text(re.compile(r"^Page 1 sur \d+$"))
    await expect(pages).to_be_visible()
    seen: list[str] = []
    for page in range(int((await pages.inner_text()).split()[-1])):
        await workshop.order(SetScreen(page=page))
        await expect(screen.page.get_by_text(re.compile(f"^Page {page + 1} sur"))).to_be_visible()
        seen += await screen.page.evaluate(WHOLE)
    everything = await screen.page.locator(".counts > li, .concluded li").all_inner_texts()
    assert len(everything) == len(chosen) + 1
    assert sorted(map(_plain, seen)) == sorted(map(_plain, everything))
    assert await screen.page.evaluate(LEAST) >= 24


async def _kept(voter: Person, *votes: str) -> None:
    """The server has said that it holds these votes of theirs."""
    async with asyncio.timeout(PATIENCE_MS / 1_000):
        while not _holds(voter.heard, votes):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def _holds(heard: list[str], votes: tuple[str, ...]) -> bool:
    told = [frame for frame in heard if '"type":"OwnVotes"' in frame]
    return bool(told) and all(told[-1].count(f'"{each}"') == votes.count(each) for each in votes)


async def test_votes_on_what_is_shown_no_more_are_said_and_taken_back_without_the_others(
    people: People, workshop: Workshop
) -> None:
    """[O2] [V6] On a phone: an effect that is hidden or deleted during the vote takes its line from
    the ballot; how many votes it has is said there, and each other vote is kept."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    await workshop.order(OpenVoting(mark="compte", votes_each=3))
    voter = await people.bring(viewport=PHONE)
    await voter.sit(workshop, "Marseille", "Zoé")
    page = voter.page
    await page.locator("label.narrow select").select_option("votes")
    hidden, deleted = placed.notes["Briançon"][:2]
    (kept,) = placed.notes["Marseille"][:1]
    for note in (hidden, hidden, kept):
        await _more(_effect(page, note)).click()
    ballot = page.get_by_role("region", name=say("voting.ballot"))
    left = ballot.locator(".many")
    gone = ballot.locator(".left [role=status]")
    await expect(left).to_have_text(_said("voting.left.other", mark=MARK, count=0))
    await expect(gone).to_have_text("")
    await _kept(voter, hidden, hidden, kept)

    # Shown again, it is as it was.
    await workshop.order(HideNote(note=hidden))
    await expect(_effect(page, hidden)).to_have_count(0)
    await expect(gone).to_have_text(_said("voting.gone.other", count=2))
    await workshop.order(ShowNote(note=hidden))
    await expect(gone).to_have_text("")
    await expect(_effect(page, hidden).locator("output")).to_have_text("2")

    await workshop.order(HideNote(note=hidden))
    await ballot.get_by_role("button", name=say("voting.gone_back.other")).press("Enter")
    await expect(gone).to_have_text("")
    await expect(page.get_by_role("heading", name=say("voting.ballot"))).to_be_focused()
    await expect(left).to_have_text(_said("voting.left.other", mark=MARK, count=2))
    await expect(_effect(page, kept).locator("output")).to_have_text("1")

    # What is only out of sight is shown still.
    await page.get_by_role("button", name=say("pooling.filter_open"), exact=True).click()
    await page.get_by_role("dialog").get_by_role("searchbox").fill("rien de tel")
    await page.get_by_role("button", name=say("pooling.filter_see")).click()
    await expect(ballot).to_contain_text(say("voting.nothing"))
    await expect(gone).to_have_text("")
    await page.get_by_role("button", name=say("filter.all"), exact=True).click()

    await _more(_effect(page, deleted)).click()
    await _kept(voter, kept, deleted)
    await workshop.order(DeleteNote(note=deleted))
    await expect(gone).to_have_text(_said("voting.gone.one", count=1))
    await ballot.get_by_role("button", name=say("voting.gone_back.one")).click()
    await expect(left).to_have_text(_said("voting.left.other", mark=MARK, count=2))


@pytest.mark.long
async def test_the_projector_says_once_what_holds_for_both_votes(
    people: People, workshop: Workshop
) -> None:
    """[O3] [O7] [R13] That none is open yet, with what is concluded beside it; that nobody sees who
    votes for what. Held upright, a tablet has their words whole."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=3, notes_each=3)
    await workshop.open_phase("mise-en-commun")
    await workshop.order(WriteConclusion(conclusion="c1", kind="accord", text="On y tient."))
    await workshop.order(SetScreen(look="votes"))
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    page = screen.page
    await expect(page.get_by_text(say("voting.none"), exact=True)).to_have_count(1)
    await expect(page.get_by_text("On y tient.")).to_be_in_viewport(ratio=1)
    await expect(page.locator(".page-of")).to_have_count(0)
    for mark in ("compte", "tient"):
        await workshop.order(OpenVoting(mark=mark, votes_each=3))
    panels = page.locator("section.mark")
    await expect(panels).to_have_count(2)
    await expect(page.get_by_text(say("voting.blind"), exact=True)).to_have_count(1)
    await page.set_viewport_size(UPRIGHT)
    for panel in await panels.all():
        await expect(panel).to_be_in_viewport(ratio=1)
        for said in (panel.get_by_role("heading"), panel.locator("b")):
            assert await said.evaluate(WORDS) == []
    # What was just closed is what is looked for, though the other one is open.
    await expect(panels.first).to_contain_text(MARK)
    await workshop.order(CloseVoting(mark="tient"))
    await expect(panels.first).to_contain_text(say("voting.tient"))
    await expect(panels.first).to_contain_text(say("voting.no_votes"))
    await the_matrix_stands_upright_under_a_message(workshop, page)


async def the_matrix_stands_upright_under_a_message(workshop: Workshop, page: Page) -> None:
    """[R13] The first page has rows, and each cell of any page says of which territory it is."""
    await workshop.order(SetScreen(look="matrix"))
    await workshop.order(SendMessage(message="m1", text="Relisez les effets de chacun. " * 8))
    await page.set_viewport_size({"width": 768, "height": 1024})
    await expect(page.get_by_text("Page 1")).to_be_visible()
    await expect(page.locator("tbody td").first).to_be_in_viewport()
    whose = "cell => getComputedStyle(cell, '::before').content"
    for cell in await page.locator("tbody tr").last.locator("td").all():
        assert await cell.evaluate(whose) == f'"{await cell.get_attribute("data-name")}"'


async def test_what_is_concluded_names_its_effects_and_is_carried_to_the_next_session(
    people: People, workshop: Workshop
) -> None:
    """[U1] [U3] By the keyboard: an effect is found by a word and linked, and its card says so.
    What is half typed outlives Escape and a reload. Questions stay open."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    notes = (placed.notes["Marseille"][0], placed.notes["Briançon"][0])
    one, other = placed.beneficiaries["Marseille"][0], placed.beneficiaries["Briançon"][0]
    await workshop.order(SameActor(decision="d1", beneficiaries=(one, other)))
    title = "Se sentir chez soi"
    await workshop.order(GroupEffects(decision="d2", notes=notes, title=title))
    leader, seated = await people.bring(), await people.bring(viewport=PHONE)
    screen = await people.bring(viewport=FULL_HD)
    await leader.lead(workshop)
    await seated.sit(workshop, "Marseille")
    await screen.project(workshop)
    page = leader.page
    await Facilitator(page).look_at(say("view.pooling"))
    await page.get_by_role("tab", name=say("pooling.look.votes"), exact=True).click()
    await page.get_by_role("button", name=say("conclusions.write")).press("Enter")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(say("conclusions.text"), exact=True).fill("Un lieu à nous")
    await dialog.get_by_role("searchbox").fill("SENTIR chez")
    await expect(dialog.get_by_role("listitem")).to_have_text([re.compile(title)])
    await dialog.get_by_role("searchbox").press("Enter")
    await expect(dialog.get_by_role("searchbox")).to_be_focused()
    await expect(dialog.locator(".linked")).to_contain_text(title)
    await dialog.get_by_label(say("conclusions.reservations"), exact=True).fill("Pas à tout prix")
    await page.keyboard.press("Escape")
    await page.reload()
    await Facilitator(page).look_at(say("view.pooling"))
    await page.get_by_role("tab", name=say("pooling.look.votes"), exact=True).click()
    await page.get_by_role("button", name=say("conclusions.write")).press("Enter")
    reservations = dialog.get_by_label(say("conclusions.reservations"), exact=True)
    await expect(reservations).to_have_value("Pas à tout prix")
    await expect(dialog.locator(".linked")).to_contain_text(title)
    await dialog.get_by_role("button", name=say("common.save")).press("Enter")
    await expect(page.get_by_text("Pas à tout prix")).to_be_visible()
    await expect(page.get_by_text(say("column.begun"))).to_have_count(0)
    await page.get_by_role("tab", name=say("pooling.look.columns"), exact=True).click()
    card = page.locator(f"[data-effect='{notes[0]}']")
    await expect(card).to_contain_text(say("conclusions.linked.accord"))
    await expect(page.get_by_text(say("conclusions.linked.accord"))).to_have_count(1)

    for key, closed in (("q1", False), ("q2", True)):
        asked = WriteConclusion(conclusion=key, kind="question", text=f"Et ensuite, {key} ?")
        await workshop.order(asked)
        if closed:
            await workshop.order(CloseConclusion(conclusion=key))
    await workshop.open_phase("prochaine-session")
    for person in (seated, screen):
        await expect(person.page.get_by_text("Un lieu à nous")).to_be_visible()
        await expect(person.page.get_by_text("Et ensuite, q1 ?")).to_have_count(1)
        await expect(person.page.get_by_text("Et ensuite, q2 ?")).to_have_count(0)
        await expect(person.page.get_by_text(say("conclusions.carried"))).to_have_count(1)
    await seated.page.get_by_role("button", name=title).press("Enter")
    shown = seated.page.get_by_role("dialog")
    await expect(shown.locator("[data-pooled]")).to_have_count(2)
    await expect(screen.page.get_by_role("button", name=title)).to_have_count(0)
    assert await screen.page.evaluate(LEAST) >= 24
    await page.get_by_role("tab", name=say("pooling.look.votes"), exact=True).click()
    await expect(page.get_by_text(say("voting.not_on_screen")).first).to_be_attached()


async def test_a_note_is_said_to_be_misrendered_until_the_facilitator_settles_it(
    people: People, workshop: Workshop
) -> None:
    """[M1] [M2] Of a note of one's own board, with words, and of no other."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.open_phase("mise-en-commun")
    leader, author = await people.bring(), await people.bring()
    await leader.lead(workshop)
    await author.sit(workshop, "Briançon", "Tom")
    await Facilitator(leader.page).look_at(say("view.pooling"))
    await leader.page.get_by_role("tab", name=say("pooling.look.votes"), exact=True).click()
    title = say("misrendered.title")
    said = author.page.get_by_role("button", name=re.compile("mal rendue"))
    await expect(said).to_have_count(1)
    await said.click()
    dialog = author.page.get_by_role("dialog", name=title)
    theirs = author.page.locator("[data-pooled]").filter(has=said)
    own = await theirs.locator("> .text").inner_text()
    await expect(dialog.locator(".note")).to_have_text(own)
    words = dialog.get_by_label(say("misrendered.text"))
    await words.fill("Ce n'est pas le même accueil.")
    await words.press("Escape")
    await said.click()
    await expect(words).to_have_value("Ce n'est pas le même accueil.")
    await dialog.get_by_role("button", name=say("misrendered.send")).click()
    await expect(said).to_have_text(say("misrendered.said_own"))
    listed = leader.page.get_by_role("region", name=re.compile(say("misrendered.heading")))
    await expect(listed).to_contain_text("Ce n'est pas le même accueil.")
    tab = leader.page.locator("[data-tab=pooling]")
    await expect(tab).to_contain_text(say("misrendered.chip.one", count=1))
    # Whoever reads the note reads that, in each look; the way from the list to it is one press.
    marked = leader.page.locator("[data-pooled]").filter(has_text=say("misrendered.said"))
    await leader.page.get_by_role("tab", name=say("pooling.look.matrix"), exact=True).click()
    await expect(marked.locator("> .text")).to_have_text(own)
    await leader.page.get_by_role("tab", name=say("pooling.look.columns"), exact=True).click()
    await expect(marked).to_contain_text("Ce n'est pas le même accueil.")
    await listed.get_by_role("button", name=re.compile(f"^{say('misrendered.see')}")).click()
    sheet = leader.page.get_by_role("dialog", name=say("effect.sheet"))
    await expect(sheet).to_contain_text(own)
    await leader.page.keyboard.press("Escape")
    # Its author is told, which cannot be taken back: it is asked first.
    settle = listed.get_by_role("button", name=re.compile(f"^{say('misrendered.settle')}"))
    await settle.click()
    await listed.get_by_role("button", name=say("common.cancel")).click()
    await settle.click()
    await listed.get_by_role("button", name=say("misrendered.settle_yes")).click()
    done = leader.page.locator(".toast")
    await expect(done).to_contain_text(say("misrendered.settled_said", text="")[-20:])
    await expect(said).to_have_text(say("misrendered.say"))
    settled = say("misrendered.settled_told", text="")[-20:]
    told = author.page.locator(".toast").filter(has_text=settled)
    await expect(told).to_be_visible()
    await expect(listed).to_have_count(0)
    await expect(tab).to_have_text(say("view.pooling"))


def _said(key: str, count: int = 0, **fillings: str) -> re.Pattern[str]:
    """As the page prints it, whatever spaces stand before its signs."""
    words = say(key, count=count, **fillings).split()
    return re.compile(r"\s+".join(map(re.escape, words)))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _panel(page: Page) -> Locator:
    return page.get_by_role("region", name=MARK, exact=True)


def _effect(page: Page, note: str) -> Locator:
    return page.locator(f"[data-effect='{note}']")


def _more(effect: Locator) -> Locator:
    return effect.get_by_role("button", name=re.compile("de plus"))


async def test_a_vote_that_opens_is_seen_by_who_has_scrolled(
    people: People, workshop: Workshop
) -> None:
    """[O2] The call stands at the top of the pooling; further down a notice leads to the vote."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=3, notes_each=4)
    await workshop.open_phase("mise-en-commun")
    voter = await people.bring(viewport=PHONE, touch=True)
    await voter.sit(workshop, "Marseille", "Louise")
    page = voter.page
    await page.wait_for_load_state("networkidle")
    await page.evaluate("scrollTo(0, 1200)")
    await workshop.order(OpenVoting(mark="compte"))
    go = page.locator(".toast").get_by_role("button", name=say("voting.go"))
    await expect(go).to_be_in_viewport(ratio=1)
    await go.tap()
    await expect(page.get_by_role("heading", name=say("voting.ballot"))).to_be_visible()

"""Coming in by the code, closed doors, another device, a link that is replaced (SPEC A9–A14)."""

from playwright.async_api import Dialog, Page, Route, expect

from e2e.pages import THE_TERRITORY, Board, Home, Join
from e2e.people import PHONE, People, Person, Workshop
from e2e.words import say


async def knock(person: Person, code: str) -> None:
    """Type a code on the page that asks for one."""
    await person.page.get_by_label(say("home.join")).fill(code)
    await person.page.get_by_role("button", name=say("home.join_do"), exact=True).click()


def forgive_refusals(person: Person) -> None:
    """The browser tells on its console that a request was refused, as it had to be."""
    person.troubles = [each for each in person.troubles if "a status of 40" not in each]


async def code_on(screen: Page, *, other_than: str = "") -> str:
    """The spoken code that the projector shows, once it is another one."""
    shown = screen.locator("p.code")
    if other_than:
        await expect(shown).not_to_have_text(other_than)
    return (await shown.inner_text()).strip()


async def test_the_code_lets_in_while_the_doors_are_open(
    people: People, workshop: Workshop
) -> None:
    """[A9] what was typed stays; the projector shows the code only while it works."""
    leader, screen = await people.bring(), await people.bring()
    await leader.lead(workshop)
    await screen.project(workshop)
    code = await code_on(screen.page)
    assert code == workshop.links.code

    late = await people.bring(viewport=PHONE)
    await late.page.goto(late.origin)
    await knock(late, "zzzzzz")
    await expect(late.page.get_by_role("alert")).to_be_visible()
    field = late.page.get_by_label(say("home.join"))
    await expect(field).to_have_value("zzzzzz")
    await expect(field).to_be_focused()

    doors = leader.page.get_by_role("region", name=say("links.heading"))
    await doors.get_by_role("button", name=say("doors.close")).click()
    await expect(screen.page.get_by_text(code)).to_have_count(0)
    await knock(late, code.lower())
    await expect(late.page.get_by_role("alert")).to_contain_text("portes")
    await late.page.goto(workshop.links.join)
    await expect(late.page.get_by_role("heading")).to_have_text(say("closed.doors_closed"))

    await doors.get_by_role("button", name=say("doors.open_do")).click()
    await expect(screen.page.get_by_text(code).first).to_be_visible()
    await late.page.get_by_role("button", name=say("closed.again")).click()
    await Join(late.page).enter("Hélène", "Briançon")
    await expect(late.page.get_by_role("heading", level=1)).to_contain_text("Essai")
    forgive_refusals(late)


async def test_one_person_goes_on_with_another_device_and_comes_back_by_a_new_link(
    people: People, workshop: Workshop
) -> None:
    """[A14] [A12] a code good once; then everybody is asked in again, as who they were."""
    leader, screen, phone = [await people.bring() for _ in range(3)]
    await leader.lead(workshop)
    await screen.project(workshop)
    old = await code_on(screen.page)
    await phone.sit(workshop, "Marseille", "Zoé")
    await phone.page.get_by_role("button", name=say("page.menu")).click()
    await phone.page.get_by_role("button", name=say("another.heading")).click()
    dialog = phone.page.get_by_role("dialog")
    code = await dialog.locator("b").inner_text()

    desk = await people.bring()
    await desk.page.goto(desk.origin)
    await knock(desk, code.lower())
    await desk.page.wait_for_url("**/plateau")
    await expect(dialog).to_contain_text(say("another.done"))
    await expect(desk.page.get_by_text("Zoé").first).to_be_visible()

    links = leader.page.get_by_role("region", name=say("links.heading"))
    await links.get_by_role("button", name=say("links.replace_join")).click()
    asking = leader.page.get_by_role("dialog")
    await asking.get_by_role("checkbox").check()
    await asking.get_by_role("button", name=say("links.replace_do"), exact=True).click()
    new = await code_on(screen.page, other_than=old)
    for device in (phone, desk):
        await expect(device.page.get_by_text(say("link.stopped.revoked"))).to_be_attached()

    await desk.page.goto(desk.origin)
    await knock(desk, new)
    await desk.page.wait_for_url("**/j/*")
    await expect(desk.page.get_by_label(say("join.name"))).to_have_value("Zoé")
    await desk.page.get_by_role("button", name=say("join.enter")).click()
    await desk.page.wait_for_url("**/plateau")
    await expect(desk.page.get_by_text("Zoé").first).to_be_visible()
    await given_back(leader.page, "Zoé", phone, desk)


async def given_back(leader: Page, name: str, new: Person, lost: Person) -> None:
    """[A15] from the person's place, by a code that is typed; the device of before stops then."""
    place = leader.get_by_role("button", name=say("place.label", names=name))
    await place.click()
    await leader.get_by_role("button", name=say("place.back"), exact=True).click()
    dialog = leader.get_by_role("dialog", name=say("back.heading", name=name))
    code = await dialog.locator("b").inner_text()
    async with leader.expect_response("**/resume/taken"):
        await lost.page.reload()  # the device of before comes again: the code is still to be used
    await expect(dialog.locator("b")).to_have_text(code)
    await new.page.goto(new.origin)
    await knock(new, code)
    await new.page.wait_for_url("**/plateau")
    await expect(dialog).to_contain_text(say("back.done", name=name))
    await shown_the_way_in(lost)
    await expect(new.page.get_by_text(name).first).to_be_visible()
    await leader.keyboard.press("Escape")
    await expect(place).to_be_focused()


async def shown_the_way_in(lost: Person) -> None:
    """[A15] no link was replaced, nothing looks saved, and no page of it is a dead end."""
    again = lost.page.get_by_role("link", name=say("link.enter"))
    await expect(lost.page.get_by_text(say("link.stopped.displaced"))).to_be_attached()
    await expect(lost.page.get_by_text(say("light.stopped"), exact=True)).to_be_attached()
    await expect(again).to_be_visible()
    await lost.page.reload()
    await expect(lost.page.get_by_role("heading")).to_have_text(say("closed.displaced"))
    await expect(lost.page.get_by_label(say("home.join"))).to_have_value("")
    await again.click()
    await lost.page.wait_for_url("**/j/*")
    await expect(lost.page.get_by_role("button", name=say("join.enter"))).to_be_visible()
    lost.forgive("a status of 403")


async def only_here_is_said_where_it_is_so(page: Page, origin: str) -> None:
    """One line, which unfolds, below what makes links; nothing where others reach them."""

    async def from_afar(route: Route) -> None:
        answer = await route.fetch()
        here = await answer.text()
        assert '"only_here":true' in here
        await route.fulfill(
            response=answer, body=here.replace('"only_here":true', '"only_here":false')
        )

    said = page.get_by_text(say("only_here.heading"))
    create = page.get_by_role("button", name=say("home.create_do"))
    await page.route(f"{origin}/", from_afar)
    await page.goto(origin)
    await expect(create).to_be_visible()
    await expect(said).to_have_count(0)
    await page.unroute(f"{origin}/")
    await page.goto(origin)
    way_out = page.get_by_text(say("only_here.restart"))
    await expect(said).to_be_visible()
    await expect(way_out).to_be_hidden()
    await said.click()
    await expect(way_out).to_be_visible()


async def test_leaving_asks_first_until_the_facilitators_link_is_kept(people: People) -> None:
    """[A1] it is shown this once: closing does not lose it without a word; a reload and the way
    back show it again until its facilitator has come in, and no other tab has it."""
    leader = await people.bring()
    page, asked = leader.page, list[str]()

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    page.on("dialog", stay)
    await only_here_is_said_where_it_is_so(page, leader.origin)
    made = await Home(page).create("Essai", "Marseille", "Briançon")
    await expect(page.get_by_text(say("only_here.restart"))).to_be_visible()
    link = page.get_by_label(say("created.facilitator"), exact=True)
    async with page.expect_event("dialog"):
        await page.evaluate("void setTimeout(() => location.reload())")
    await expect(link).to_have_value(made.facilitator)
    await page.get_by_role("button", name=say("common.copy"), exact=True).first.click()
    await expect(page.get_by_role("button", name=say("common.copied"))).to_be_visible()
    await page.reload()
    await expect(link).to_have_value(made.facilitator)
    await page.goto(made.join)
    await page.go_back()
    await expect(link).to_have_value(made.facilitator)
    beside = await leader.context.new_page()
    await beside.goto(leader.origin)
    await expect(beside.get_by_label(say("home.title"), exact=True)).to_be_visible()
    await beside.close()
    await Home(page).go()
    await page.goto(leader.origin)
    await expect(page.get_by_label(say("home.title"), exact=True)).to_be_visible()
    assert asked == ["beforeunload"]


KEPT_OF = """async (room) => {
  const names = [localStorage, sessionStorage].flatMap((each) => Object.keys(each));
  const found = names.filter((name) => name.includes(room));
  const open = indexedDB.open("tablee");
  const db = await new Promise((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  for (const part of db.objectStoreNames) {
    const all = db.transaction(part).objectStore(part).getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    found.push(...all.result.filter((each) => JSON.stringify(each).includes(room)).map(() => part));
  }
  return found;
}"""
"""What the browser holds of a room: names of its storage, and parts of its database."""


async def test_back_leads_to_the_home_page_that_leads_on_and_who_leaves_is_forgotten(
    people: People, workshop: Workshop
) -> None:
    """[A16] On a shared device: what would be lost is said first, and nothing is left of it."""
    await workshop.open_phase("travail")
    zoe = await people.bring(viewport=PHONE)
    await zoe.page.goto(zoe.origin)
    await zoe.sit(workshop, "Marseille", "Zoé")
    box = Board(zoe.page).composer(THE_TERRITORY)
    await box.fill("à moitié")
    await zoe.page.go_back()
    back = zoe.page.get_by_role("region", name=say("home.places")).get_by_role("link")
    await expect(back).to_have_text(say("home.back_to_board", title="Essai", board="Marseille"))
    await back.click()
    await expect(box).to_have_value("à moitié")
    assert await zoe.page.evaluate(KEPT_OF, workshop.links.id)

    # Asked first; without a line nothing is forgotten.
    await zoe.page.get_by_role("button", name=say("page.menu")).click()
    await zoe.page.get_by_role("button", name=say("leave.open")).click()
    dialog = zoe.page.get_by_role("dialog", name=say("leave.title"))
    await expect(dialog).to_contain_text(say("leave.unsent.one", count=1))
    leave = dialog.get_by_role("button", name=say("leave.do"), exact=True)
    zoe.line_is_cut = True
    await zoe.context.set_offline(True)
    await expect(dialog.get_by_role("alert")).to_have_text(say("leave.away"), timeout=20_000)
    await expect(leave).to_be_disabled()
    await zoe.context.set_offline(False)
    await expect(leave).to_be_enabled(timeout=40_000)
    await leave.click()
    await zoe.page.wait_for_url(f"{zoe.origin}/")
    await expect(zoe.page.get_by_label(say("home.join"))).to_be_visible()
    await expect(back).to_have_count(0)
    assert await zoe.page.evaluate(KEPT_OF, workshop.links.id) == []
    await zoe.page.goto(f"{zoe.origin}/r/{workshop.links.id}/plateau")
    await expect(zoe.page.get_by_text(say("http.no_session"))).to_be_visible()
    zoe.forgive("a status of 404")


async def test_a_page_that_is_over_shows_nothing_of_the_room_any_more(
    people: People, workshop: Workshop
) -> None:
    """[A17] A screen whose link was replaced says so; once the session is erased nothing of it
    stays in sight, and who had not sent a text can copy it."""
    await workshop.open_phase("travail")
    leader, screen, seated = [await people.bring() for _ in range(3)]
    await leader.lead(workshop)
    await screen.project(workshop)
    await seated.sit(workshop, "Marseille", "Zoé")
    await seated.page.locator("[data-composer]").first.fill("Commencé, pas envoyé")
    await expect(screen.page.get_by_text("Marseille").first).to_be_visible()

    links = leader.page.get_by_role("region", name=say("links.heading"))
    await links.get_by_role("button", name=say("links.replace_screen")).click()
    asking = leader.page.get_by_role("dialog")
    await asking.get_by_role("checkbox").check()
    await asking.get_by_role("button", name=say("links.replace_do"), exact=True).click()
    await expect(screen.page.get_by_role("heading")).to_have_text(say("over.screen"))
    await expect(screen.page.get_by_text(say("over.screen_link"))).to_be_visible()
    await expect(screen.page.get_by_text("Marseille")).to_have_count(0)
    await leader.page.keyboard.press("Escape")

    erase = f"{leader.origin}/api/rooms/{leader.page.url.split('/')[4]}/erase"
    erased = await leader.context.request.post(erase, headers={"Origin": leader.origin})
    assert erased.ok
    for person in (leader, seated):
        await expect(person.page.get_by_role("heading", level=1)).to_have_text(say("over.title"))
        await expect(person.page.get_by_role("alert")).to_have_text(say("link.stopped.gone"))
        await expect(person.page.get_by_text("Marseille")).to_have_count(0)
        await expect(person.page.get_by_text("Zoé")).to_have_count(0)
    kept = seated.page.get_by_label(say("kept.text"))
    await expect(kept).to_have_value("Commencé, pas envoyé")
    await expect(leader.page.get_by_label(say("kept.text"))).to_have_count(0)
    for person in (leader, seated):
        forgive_refusals(person)
        person.forgive("a status of 404")

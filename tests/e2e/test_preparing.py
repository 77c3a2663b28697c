"""Before the session: created, planned in place, and its people awaited (SPEC C4, P6, S4, S5)."""

import re

import pytest
from playwright.async_api import Page, expect

from e2e.pages import Home
from e2e.people import PHONE, People, Workshop
from e2e.words import say

FIRST = "Marseille"
PEOPLE = """Nom;Territoire
Louise;Marseille
Jonathan;Marseille
"Ba, Zoé";marseille
;Marseille
Karim;Marseille
Hélène;Marseille
Inès;Briançon
Marc;BRIANCON
Awa;Briançon
Paul;Briançon"""

UNDER_SOMETHING = """(part) => {
  const { left, right, top, bottom } = part.getBoundingClientRect();
  return [top + 4, bottom - 4].flatMap((y) => {
    const there = document.elementFromPoint((left + right) / 2, y);
    return part.contains(there) ? [] : [`${y}: ${there?.outerHTML.slice(0, 80)}`];
  });
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (360, 740)])
async def test_what_takes_the_place_of_the_form_is_read_from_its_heading_on(
    people: People, width: int, height: int
) -> None:
    """« Créer » stands at the foot of a long form: what comes is not scrolled past its heading, and
    the focus is there. Neither the first sight nor a reload takes it."""
    person = await people.bring(viewport={"width": width, "height": height})
    page = person.page
    await page.goto(person.origin)
    first = page.get_by_role("heading", name="Tablée", exact=True)
    await expect(first).to_be_visible()
    await expect(first).not_to_be_focused()
    await Home(page).create("Essai", "Marseille", "Briançon")
    ready = page.get_by_role("heading", name=say("created.heading"))
    for heading in (ready, first):
        await expect(heading).to_be_focused()
        await expect(heading).to_be_in_viewport(ratio=1)
        assert await page.evaluate("scrollY") == 0
        if heading is first:
            break
        page.on("dialog", lambda dialog: dialog.accept())
        await page.reload()
        await expect(ready).to_be_visible()
        await expect(ready).not_to_be_focused()
        await page.get_by_text(say("created.again"), exact=True).click()
        await page.get_by_role("button", name=say("created.other_do")).click()


PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  field.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


async def test_a_pasted_list_of_territories_is_as_many_without_its_marks(people: People) -> None:
    person = await people.bring()
    page = person.page
    await page.goto(person.origin)
    field = page.get_by_label(say("home.territory", number=1), exact=True)
    await field.evaluate(PASTE, "- Marseille\n\n• Les Deux-Fleuves\n3. Briançon\n")
    for number, name in enumerate(("Marseille", "Les Deux-Fleuves", "Briançon"), start=1):
        label = say("home.territory", number=number)
        await expect(page.get_by_label(label, exact=True)).to_have_value(name)


async def test_a_session_is_created_planned_and_its_people_find_their_seats(
    people: People,
) -> None:
    """From the first page to a participant's board at 360 px, in place all along."""
    lead = await people.bring()
    page = lead.page
    await page.goto(lead.origin)
    await page.get_by_label(say("home.territory", number=1), exact=True).fill("Marseille")
    await page.get_by_label(say("home.territory", number=2), exact=True).fill("Briançon")
    await page.get_by_role("button", name=say("home.create_do")).click()
    await page.get_by_role("link", name=say("created.go")).click()

    run = page.get_by_role("region", name=say("run.heading"))
    await run.get_by_role(
        "button", name=re.compile(rf"^{say('run.edit')} Temps de travail")
    ).click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label(say("plan.duration")).fill("30")
    await sheet.get_by_label(say("plan.consigne")).first.fill("Nommez qui y gagne")
    await sheet.get_by_role("button", name=say("common.save")).click()
    await expect(sheet.get_by_role("alert")).to_contain_text("30")  # 15 + 30 do not fit
    # Escape and a reload keep what is half typed, also in the field that was not left yet.
    await sheet.get_by_label(say("plan.consigne")).first.fill("Nommez qui y gagne, et quoi")
    await page.keyboard.press("Escape")
    await page.reload()
    await run.get_by_role("button", name=re.compile(f"{say('column.begun')}$")).click()
    await expect(sheet).to_contain_text(say("common.begun"))
    await expect(sheet.get_by_label(say("plan.duration"))).to_have_value("30")
    await expect(sheet.get_by_label(say("plan.consigne")).first).to_have_value(
        "Nommez qui y gagne, et quoi"
    )
    await sheet.get_by_label(say("timer.minutes")).last.fill("15")
    await sheet.get_by_role("button", name=say("common.save")).click()
    await expect(sheet).to_have_count(0)
    await expect(run).to_contain_text("30 min")

    await page.get_by_role("button", name=say("people.button")).click()
    await sheet.get_by_label(say("people.list")).fill(PEOPLE)
    nameless = say("people.trouble.no_name", line=5, text="; Marseille").split("(")[0].strip()
    await expect(sheet.get_by_role("status").filter(has_text=nameless)).to_be_visible()
    await sheet.get_by_role("button", name=say("people.propose")).click()
    # Beside the pairs, too: nobody is missing there without a word.
    await expect(sheet).to_contain_text(say("people.left_out.one", count=1))
    await expect(sheet.locator("li").filter(has_text=nameless)).to_be_visible()
    await expect(sheet.locator("li.group")).to_have_text(
        [
            re.compile("Louise.*Jonathan"),
            re.compile("Ba, Zoé.*Karim.*Hélène"),
            re.compile("Inès.*Marc"),
            re.compile("Awa.*Paul"),
        ]
    )
    # Escape at the last step loses no name: they are placed anew, with those who came meanwhile.
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    await page.get_by_role("button", name=say("people.button")).click()
    await expect(sheet.get_by_label(say("people.list"))).to_have_value(PEOPLE)
    await sheet.get_by_role("button", name=say("people.propose")).click()
    await sheet.get_by_role("button", name=say("people.confirm")).click()
    await expect(sheet).to_have_count(0)
    pairs = page.get_by_role("region", name=say("pairs.heading"))
    await expect(pairs).to_contain_text("9 attendu·es")
    join = await page.evaluate("JSON.parse(document.getElementById('boot').textContent).links.join")
    await a_translation_is_to_be_read_again_until_it_was(page)
    await a_name_that_is_emptied_stays(page)

    zoe = await people.bring(viewport=PHONE)
    await zoe.page.goto(join)
    await nobody_enters_as_somebody_else_in_a_hurry(zoe.page)
    await zoe.page.get_by_text("Ba, Zoé", exact=True).click()
    width = await zoe.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    await zoe.page.get_by_role("button", name=say("join.enter")).click()
    await zoe.page.wait_for_url("**/plateau")
    await expect(zoe.page.get_by_text("Ba, Zoé").first).to_be_attached()
    await expect(pairs).to_contain_text("8 attendu·es")
    await run.get_by_role(
        "button", name=re.compile(rf"^{say('run.open')} Temps de travail")
    ).click()
    await expect(zoe.page.get_by_text("Nommez qui y gagne").first).to_be_attached()

    late = await people.bring(viewport=PHONE)
    await late.page.goto(join)
    await late.page.get_by_text("Marseille", exact=True).click()
    await expect(late.page.get_by_role("radio", name=re.compile("^Ba, Zoé"))).to_be_disabled()


async def test_a_list_that_comes_after_the_page_of_the_door_was_opened(
    people: People, workshop: Workshop
) -> None:
    """[S5] Whoever enters is asked who they are, with what they typed; a page that comes back to
    sight asks by itself."""
    names = ("Zoé", "Ana")
    phones = [await people.bring(viewport=PHONE) for _ in names]
    for phone, name in zip(phones, names, strict=True):
        await phone.page.goto(workshop.links.join)
        await phone.page.get_by_text(FIRST, exact=True).click()
        await phone.page.get_by_label(say("join.name")).fill(name)
    lead = await people.bring()
    await lead.lead(workshop)
    await lead.page.get_by_role("button", name=say("people.button")).click()
    sheet = lead.page.get_by_role("dialog")
    listed = "\n".join(["Nom;Territoire", *(f"{name};{FIRST}" for name in names)])
    await sheet.get_by_label(say("people.list")).fill(listed)
    await sheet.get_by_role("button", name=say("people.propose")).click()
    await sheet.get_by_role("button", name=say("people.confirm")).click()
    await expect(sheet).to_have_count(0)

    zoe, ana = [phone.page for phone in phones]
    await zoe.get_by_role("button", name=say("join.enter")).click()
    await expect(zoe.get_by_role("alert")).to_have_text(say("http.somebody_awaited"))
    own = zoe.get_by_role("radio", name=re.compile("^Zoé"))
    await expect(own).to_be_focused()
    await expect(own).not_to_be_checked()
    # Another is still free to say that they are nobody of the list, under the name that they typed.
    await zoe.get_by_text(say("join.somebody_else"), exact=True).click()
    await expect(zoe.get_by_label(say("join.name"))).to_have_value("Zoé")
    await zoe.get_by_text("Zoé", exact=True).first.click()
    await zoe.get_by_role("button", name=say("join.enter")).click()
    await zoe.wait_for_url("**/plateau")

    await ana.get_by_label(say("join.name")).focus()
    await ana.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(ana.get_by_role("radio", name=re.compile("^Zoé"))).to_be_disabled()
    await expect(ana.get_by_role("radio", name=re.compile("^Ana"))).to_be_focused()
    await ana.get_by_text("Ana", exact=True).click()
    await ana.get_by_role("button", name=say("join.enter")).click()
    await ana.wait_for_url("**/plateau")
    pairs = lead.page.get_by_role("region", name=say("pairs.heading"))
    await expect(pairs).not_to_contain_text("attendu")
    phones[0].forgive("409")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 740), (740, 360)])
async def test_why_a_phase_is_not_saved_is_seen_where_one_pressed(
    people: People, workshop: Workshop, width: int, height: int, language: str
) -> None:
    """[C4] « Enregistrer » stands over the end of the sheet: the reason is not below it."""
    locale = "fr-FR" if language == "fr" else "en-GB"
    leader = await people.bring(viewport={"width": width, "height": height}, locale=locale)
    await leader.lead(workshop)
    page = leader.page
    phase = "Temps de travail" if language == "fr" else "Work in pairs"
    edit = re.compile(f"^{say('run.edit', language)} {phase}")
    await page.get_by_role("button", name=edit).click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label(say("plan.duration", language)).fill("20")
    await sheet.get_by_label(say("timer.minutes", language)).last.fill("31")
    await sheet.get_by_role("button", name=say("common.save", language), exact=True).click()
    why = sheet.get_by_role("alert")
    await expect(why).to_have_count(1)
    await expect(why).to_contain_text(say("rejection.steps_too_long", language, total=46, limit=20))
    await expect(why).to_be_in_viewport(ratio=1)
    # In sight, and under nothing: whoever points at its ends points at it.
    hidden = await why.evaluate(UNDER_SOMETHING)
    assert hidden == []


async def nobody_enters_as_somebody_else_in_a_hurry(page: Page) -> None:
    """[S4] Nothing is chosen for whoever is awaited, and what is missing is said and gone to."""
    enter, told = page.get_by_role("button", name=say("join.enter")), page.get_by_role("alert")
    await enter.click()
    await expect(told).to_have_text(say("join.missing.territory"))
    await expect(page.get_by_role("radio", name="Marseille")).to_be_focused()
    await page.get_by_text("Marseille", exact=True).click()
    await expect(told).to_have_count(0)
    await expect(page.get_by_role("radio", name=say("join.somebody_else"))).not_to_be_checked()
    await enter.click()
    await expect(told).to_have_text(say("join.missing.who"))
    await expect(page.get_by_role("radio", name=re.compile("^Louise"))).to_be_focused()


async def a_translation_is_to_be_read_again_until_it_was(page: Page) -> None:
    """[C4] Whoever types one language anew is reminded of the other, however often they reload."""
    label = say("settings.intention")
    translation = page.get_by_role("button", name=re.compile(rf"^EN.* {label}$"))
    await page.get_by_label(label, exact=True).fill("Dire ce que la coopérative apporte")
    await page.keyboard.press("Tab")
    await expect(translation).to_contain_text(say("plan.other_review"))
    await page.reload()
    await expect(translation).to_contain_text(say("plan.other_review"))
    await translation.click()
    await page.get_by_role("button", name=say("plan.other_fits")).click()
    await expect(translation).not_to_contain_text(say("plan.other_review"))


async def a_name_that_is_emptied_stays(page: Page) -> None:
    """[C2] A session and a territory have a name: nothing says that « nothing » was saved."""
    for label in (say("settings.title"), say("settings.territory_name")):
        field = page.get_by_label(label, exact=True).first
        name = await field.input_value()
        await field.fill("")
        await page.keyboard.press("Tab")
        await expect(field).to_have_value(name)
        await expect(field).to_have_accessible_description(say("settings.not_empty"))


async def test_a_misspelt_territory_of_a_list_is_the_known_one_in_one_press(
    people: People, workshop: Workshop
) -> None:
    """[S4] before the pairs are proposed or beside them; a new one that is emptied is gone."""
    leader = await people.bring()
    await leader.lead(workshop)
    page = leader.page
    await page.get_by_role("button", name=say("people.button")).click()
    sheet = page.get_by_role("dialog")
    known = sheet.get_by_role("button", name=say("people.or_known", name="Marseille"))
    new = sheet.get_by_role("heading", name="Marseile")
    propose = sheet.get_by_role("button", name=say("people.propose"))
    await sheet.get_by_label(say("people.list")).fill("Zoé ; Marseile\nMia ; Briançon")
    await expect(known).to_be_visible()  # there, and beside the pairs
    await propose.click()
    await sheet.get_by_role("button", name="Zoé").click()
    await sheet.get_by_role("button", name=say("people.new_pair") + " Briançon").click()
    await expect(new).to_have_count(0)
    await sheet.get_by_role("button", name=say("people.back")).click()
    await propose.click()
    await known.click()
    await expect(new).to_have_count(0)
    await expect(sheet.get_by_role("heading", name="Marseille")).to_be_visible()
    await sheet.get_by_role("button", name=say("people.back")).click()
    await known.click()
    await expect(known).to_have_count(0)
    await propose.click()
    await expect(sheet).not_to_contain_text("Marseile ")
    await sheet.get_by_role("button", name=say("people.confirm")).click()
    await expect(sheet).to_have_count(0)
    settings = page.get_by_role("region", name=say("settings.heading"))
    await expect(settings.get_by_label(say("settings.territory_name"))).to_have_count(2)

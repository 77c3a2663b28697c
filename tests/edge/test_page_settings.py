"""A page's language and look, and the statement: what the server writes before any script runs."""

from pathlib import Path

import msgspec
import pytest

from support.running_server import RunningServer
from support.visitors import Visitor, boot_of, do, hear, say_hello
from tablee.edge.pages import contact_link
from tablee.protocol.messages import Refused, Rejected, Speak, Welcome
from tablee.text import say
from tablee.workshop.commands import AddNote, OpenPhase
from tablee.workshop.vocabulary import Language

SWITCHES: tuple[Language, ...] = ("fr", "en", "fr")


@pytest.mark.parametrize("path", ["/", "/accessibility", "/j/nowhere", "/r/nowhere/plateau", "/f"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_address_of_any_page_may_ask_for_a_language_which_is_kept(
    visitor: Visitor, path: str, language: Language
) -> None:
    """A plain link switches, on pages without a script too, and the next page remembers."""
    asked = await visitor.http.get(path, params={"language": language})
    assert f'<html lang="{language}"' in asked.text
    assert f'<html lang="{language}"' in (await visitor.http.get("/nowhere")).text


async def test_a_language_that_we_do_not_speak_changes_nothing(visitor: Visitor) -> None:
    answer = await visitor.http.get("/", params={"language": '"><script>'})
    assert '<html lang="fr"' in answer.text
    assert "set-cookie" not in answer.headers


async def test_a_switch_holds_for_the_next_answer_on_a_line_that_is_open(caller: Visitor) -> None:
    """[W13] A command that is refused, and a frame that cannot be read."""
    made = await caller.create()
    await caller.enter(made)
    await caller.order(made, OpenPhase(phase="travail"))
    await caller.join(made)
    async with caller.call(made.id, "participant", await caller.outbox(made)) as line:
        await say_hello(line)
        await hear(line, Welcome)
        for n, language in enumerate(SWITCHES, start=1):
            if n > 1:
                await line.send(msgspec.json.encode(Speak(language=language)).decode())
            await do(line, n, AddNote(note=f"n{n}", beneficiary="nobody", text="Du calme"))
            rejected = await hear(line, Rejected)
            assert isinstance(rejected, Rejected)
            assert rejected.message == say(
                language, f"rejection.{rejected.code}", **rejected.params
            )
        await line.send("{")
        unread = await hear(line, Refused)
        assert isinstance(unread, Refused)
        assert unread.message == say("fr", "refused.malformed")


@pytest.mark.parametrize("chosen", ["light", "dark"])
async def test_the_chosen_look_is_in_the_page_from_its_first_byte(
    visitor: Visitor, chosen: str
) -> None:
    """No flash, and no script in the page to prevent one."""
    visitor.http.cookies.set("tablee-appearance", chosen)
    for path in ("/", "/accessibility", "/nowhere"):
        html = (await visitor.http.get(path)).text
        assert f'data-appearance="{chosen}"' in html
        assert f'<meta name="color-scheme" content="{chosen}">' in html


@pytest.mark.parametrize("chosen", ["", "system", 'dark" onload="x'])
async def test_any_other_look_is_the_device_s_own(visitor: Visitor, chosen: str) -> None:
    headers = {"cookie": f"tablee-appearance={chosen}"}
    html = (await visitor.http.get("/", headers=headers)).text
    assert "data-appearance" not in html
    assert '<meta name="color-scheme" content="light dark">' in html


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_statement_says_what_was_tested_and_what_falls_short(
    visitor: Visitor, language: Language
) -> None:
    """Without a script, and linked from the pages that have none."""
    html = (await visitor.http.get("/accessibility", params={"language": language})).text
    assert "<script" not in html
    for key in ("statement.state_is", "statement.tested.axe", "statement.untested.people"):
        assert say(language, key).partition("'")[0] in html
    assert 'href="/accessibility"' in (await visitor.http.get("/nowhere")).text


def test_whoever_runs_the_server_is_written_to_by_mail_or_on_the_web() -> None:
    assert contact_link("acces@example.org")["href"] == "mailto:acces@example.org"
    assert contact_link("https://example.org/acces")["href"] == "https://example.org/acces"
    assert contact_link("javascript:alert(1)")["href"].startswith("mailto:")


async def test_the_first_page_says_where_its_links_lead(tmp_path: Path) -> None:
    """Those of a loopback address reach no other device; an address that others reach is given
    where the server has one."""
    shared = "http://192.0.2.7:8000"
    with RunningServer(tmp_path, origins=(shared,), bare_pages=True) as server:
        async with Visitor(server) as visitor:
            here = boot_of((await visitor.http.get("/")).text)
            assert (here["only_here"], here["shared"]) == (True, shared)
            away = await visitor.http.get("/", headers={"host": "192.0.2.7:8000"})
            assert boot_of(away.text)["only_here"] is False


async def test_a_server_that_listens_on_its_machine_alone_has_no_address_to_share(
    visitor: Visitor,
) -> None:
    boot = boot_of((await visitor.http.get("/")).text)
    assert (boot["only_here"], boot["shared"]) == (True, None)

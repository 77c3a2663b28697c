"""Replacing, making and revoking links, the doors, and ways back, against the real server."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.running_server import RunningServer
from support.visitors import Visitor, Workshop, boot_of, closed_with, hear, say_hello
from tablee.edge import first_links, tokens
from tablee.protocol import close_codes
from tablee.protocol.messages import Changes, Welcome
from tablee.workshop.commands import CloseDoors, OpenDoors
from tablee.workshop.events import LinksMarked


@pytest.fixture
async def other(server: RunningServer) -> AsyncIterator[Visitor]:
    """A second browser."""
    async with Visitor(server) as browser:
        yield browser


async def links(visitor: Visitor, made: Workshop, role: str = "facilitator") -> dict[str, Any]:
    """What a page of that role shows."""
    shown = await visitor.http.get(f"/api/rooms/{made.id}/{role}/links")
    assert shown.status_code == 200, shown.text
    found: dict[str, Any] = shown.json()
    return found


async def replace(
    visitor: Visitor, made: Workshop, role: str, *, again: bool = False
) -> dict[str, Any]:
    answered = await visitor.http.post(f"/api/rooms/{made.id}/links/{role}", json={"again": again})
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def invited(visitor: Visitor, made: Workshop) -> str:
    """A further facilitator's token."""
    answered = await visitor.http.post(f"/api/rooms/{made.id}/facilitators")
    assert answered.status_code == 201, answered.text
    return str(answered.json()["facilitator"]).partition("#")[2]


async def enter_by(visitor: Visitor, token: str) -> httpx.Response:
    return await visitor.http.post("/api/session", json={"token": token, "role": "facilitator"})


async def knock(visitor: Visitor, secret: str) -> httpx.Response:
    return await visitor.http.post("/api/knock", json={"secret": secret})


async def test_pages_show_the_links_below_theirs_and_never_a_facilitators(
    visitor: Visitor,
) -> None:
    """[A11] [A13] with a path of 40 characters at most, and their QR codes (R3)."""
    made = await visitor.create()
    await visitor.enter(made)
    await visitor.enter(made, "screen")
    leading, showing = await links(visitor, made), await links(visitor, made, "screen")
    assert (leading["join"], leading["code"], leading["screen"]) == (
        made.join,
        made.code,
        made.screen,
    )
    assert len(made.join.removeprefix(visitor.origin)) <= 40
    assert (showing["join"], showing["code"], showing["screen"]) == (made.join, made.code, None)
    assert "<svg" in leading["qr_svg"]
    assert "<svg" in leading["screen_qr_svg"]
    assert not showing["facilitators"]
    for view in ("animer", "ecran"):
        page = (await visitor.http.get(f"/r/{made.id}/{view}")).text
        assert made.secrets["facilitator"] not in page
        assert made.secrets["participant"] in page


async def test_a_replaced_link_is_dead_at_once_and_whoever_is_in_stays(
    visitor: Visitor, other: Visitor
) -> None:
    """[A12] the old code too; open pages are told, and show the new ones."""
    made = await visitor.create()
    await visitor.enter(made)
    await visitor.enter(made, "screen")
    screen = visitor.line(made.id, "screen", await visitor.outbox(made, "screen"))
    async with await other.seated(made) as line, screen as watching:
        await say_hello(line)
        await hear(line, Welcome)
        await say_hello(watching)
        await hear(watching, Welcome)
        new = await replace(visitor, made, "participant")
        told = await hear(watching, Changes)
        assert isinstance(told, Changes)
        assert [each.event for each in told.changes] == [
            LinksMarked(link="participant", change="replaced")
        ]
        pong = await line.ping()
        await asyncio.wait_for(pong, 10)
    assert new["join"] != made.join
    assert new["code"] != made.code
    assert await links(visitor, made, "screen") == {
        **await links(visitor, made, "screen"),
        "join": new["join"],
        "code": new["code"],
    }
    for dead in (made.secrets["participant"], made.code):
        assert (await knock(visitor, dead)).status_code == 404
    for alive in (new["join"], new["code"]):
        assert (await knock(other, alive)).status_code == 200
    assert (await other.http.get(f"/r/{made.id}/plateau")).status_code == 200


async def test_a_link_of_before_leads_whoever_has_a_place_to_it_and_nobody_else(
    server: RunningServer, visitor: Visitor, other: Visitor
) -> None:
    """[A12] [A4] « back » after the link was replaced; a stranger, somebody of another room and the
    facilitator are told what any wrong link is told, and so is a seated one by another's link."""
    made, elsewhere = await visitor.create(), await visitor.create()
    await visitor.enter(made)
    await visitor.enter(elsewhere)
    await other.join(made)
    old, foreign = (each.secrets["participant"] for each in (made, elsewhere))
    await replace(visitor, made, "participant")
    await replace(visitor, elsewhere, "participant")
    back = await other.http.get(f"/j/{old}")
    assert (back.status_code, back.headers["location"]) == (303, f"/r/{made.id}/plateau")
    assert (await knock(other, old)).json() == {"url": f"/r/{made.id}/plateau"}
    assert (await other.http.get(back.headers["location"])).status_code == 200
    async with Visitor(server) as stranger:
        wrong = await stranger.http.get("/j/never-was-one-of-anybody")
        for browser, link in ((stranger, old), (visitor, old), (other, foreign)):
            told = await browser.http.get(f"/j/{link}")
            assert told.status_code == wrong.status_code == 404
            assert made.id not in told.text
            assert elsewhere.id not in told.text
    await replace(visitor, made, "participant", again=True)
    assert (await other.http.get(f"/j/{old}")).status_code == 404


async def test_a_screen_that_stays_goes_on_showing_what_changes_after_its_own_link_died(
    visitor: Visitor, other: Visitor
) -> None:
    """[A12] its session has the screens' key, whatever became of the link it came through."""
    made = await visitor.create()
    await visitor.enter(made)
    await other.enter(made, "screen")
    new = await replace(visitor, made, "screen")
    assert new["screen"] != made.screen
    newer = await replace(visitor, made, "participant")
    assert (await links(other, made, "screen"))["join"] == newer["join"]
    body = {"token": made.secrets["screen"], "role": "screen"}
    assert (await other.http.post("/api/session", json=body)).status_code == 404
    body["token"] = new["screen"].partition("#")[2]
    assert (await other.http.post("/api/session", json=body)).status_code == 200


async def test_everybody_asked_in_again_comes_back_as_who_they_were(
    visitor: Visitor, other: Visitor
) -> None:
    """[A12] lines close with 4403, cookies open nothing, the new link brings the same person."""
    made = await visitor.create()
    await visitor.enter(made)
    async with await other.seated(made, "Zoé") as line:
        await say_hello(line)
        welcome = await hear(line, Welcome)
        assert isinstance(welcome, Welcome)
        new = await replace(visitor, made, "participant", again=True)
        assert await asyncio.wait_for(closed_with(line), 30) == close_codes.FORBIDDEN
    page = await other.http.get(f"/r/{made.id}/plateau")
    assert (page.status_code, "boot" in page.text) == (403, False)
    assert (
        await other.http.post(f"/api/rooms/{made.id}/name", json={"name": "X"})
    ).status_code == 401
    await visitor.order(made, CloseDoors())
    again = Workshop(made.id, "", new["join"], "", "")
    async with await other.seated(again, "") as line:
        await say_hello(line)
        back = await hear(line, Welcome)
        assert isinstance(back, Welcome)
    assert back.you.participant == welcome.you.participant
    assert back.people == welcome.people
    assert (await visitor.http.get(f"/r/{made.id}/animer")).status_code == 200


async def test_a_second_facilitator_has_the_same_rights_until_their_link_is_revoked(
    visitor: Visitor, other: Visitor
) -> None:
    """[A13] the links too; then the line closes with 4403 and nothing opens."""
    made = await visitor.create()
    await visitor.enter(made)
    token = await invited(visitor, made)
    assert (await enter_by(other, token)).status_code == 200
    assert (await other.order(made, CloseDoors())).status_code == 200
    new = await replace(other, made, "participant")
    assert (await links(visitor, made))["join"] == new["join"]
    listed = (await links(visitor, made))["facilitators"]
    assert [(each["own"], each["devices"]) for each in listed] == [(True, 1), (False, 1)]
    second = str(listed[1]["id"])
    line = other.line(made.id, "facilitator", await other.outbox(made, "facilitator"))
    async with line as led:
        await say_hello(led)
        await hear(led, Welcome)
        revoked = await visitor.http.post(f"/api/rooms/{made.id}/facilitators/{second}/revoke")
        assert revoked.status_code == 200, revoked.text
        assert await asyncio.wait_for(closed_with(led), 30) == close_codes.FORBIDDEN
    assert (await other.order(made, OpenDoors())).status_code == 401
    assert (await other.http.get(f"/r/{made.id}/animer")).status_code == 403
    assert (await enter_by(other, token)).status_code == 404
    assert (await visitor.order(made, OpenDoors())).status_code == 200


async def test_handing_over_leaves_the_new_facilitator_alone(
    visitor: Visitor, other: Visitor
) -> None:
    """[A13] not before they have come in."""
    made = await visitor.create()
    await visitor.enter(made)
    own = str((await links(visitor, made))["facilitators"][0]["id"])
    path = f"/api/rooms/{made.id}/facilitators/{own}/revoke"
    assert (await visitor.http.post(path)).json()["code"] == "last_facilitator"
    token = await invited(visitor, made)
    assert (await visitor.http.post(path)).json()["code"] == "last_facilitator"
    await enter_by(other, token)
    assert (await visitor.http.post(path)).status_code == 200
    assert (await visitor.order(made, OpenDoors())).status_code == 401
    assert (await enter_by(visitor, made.secrets["facilitator"])).status_code == 404
    assert (await other.order(made, CloseDoors())).status_code == 200
    assert [each["own"] for each in (await links(other, made))["facilitators"]] == [True]


async def test_ten_facilitators_links_and_no_more(visitor: Visitor) -> None:
    """[A13] [L1] the first one counts."""
    made = await visitor.create()
    await visitor.enter(made)
    for _ in range(9):
        await invited(visitor, made)
    refused = await visitor.http.post(f"/api/rooms/{made.id}/facilitators")
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_facilitators")


async def test_only_facilitators_change_links(visitor: Visitor, other: Visitor) -> None:
    """[A12] [A13] neither a participant nor the screen."""
    made = await visitor.create()
    await other.join(made)
    await other.enter(made, "screen")
    for path in ("links/participant", "links/screen", "facilitators", "facilitators/x/revoke"):
        assert (await other.http.post(f"/api/rooms/{made.id}/{path}", json={})).status_code == 401
    assert (await other.http.get(f"/api/rooms/{made.id}/facilitator/links")).status_code == 401
    assert (await other.http.get(f"/api/rooms/{made.id}/participant/links")).status_code == 404


async def test_closed_doors_are_said_kindly_and_open_to_who_was_in(
    visitor: Visitor, other: Visitor
) -> None:
    """[A9] by the link and by the code, and on the join page."""
    made = await visitor.create()
    await visitor.enter(made)
    await visitor.join(made)
    await visitor.order(made, CloseDoors())
    for secret in (made.join, made.code):
        refused = await knock(other, secret)
        assert (refused.status_code, refused.json()["code"]) == (403, "doors_closed")
        assert (await knock(visitor, secret)).status_code == 200
    page = await other.http.get(f"/j/{made.code}")
    assert page.status_code == 403
    assert boot_of(page.text)["refused"] == "doors_closed"
    assert "invitation" not in boot_of(page.text)
    board = str(boot_of((await visitor.http.get(f"/j/{made.code}")).text)["seated"])
    assert (await visitor.http.get(board)).status_code == 200
    asked = {"secret": made.secrets["participant"], "board": "x", "language": "fr"}
    refused = await other.http.post("/api/join", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "doors_closed")


async def test_the_same_person_goes_on_with_another_device_once(
    visitor: Visitor, other: Visitor
) -> None:
    """[A14] [K1] doors closed too; typed with a dash and small letters it is the same."""
    made = await visitor.create()
    await visitor.enter(made)
    async with await visitor.seated(made, "Zoé") as line:
        await say_hello(line)
        first = await hear(line, Welcome)
    await visitor.order(made, CloseDoors())
    offered = (await visitor.http.post(f"/api/rooms/{made.id}/resume")).json()
    typed = offered["code"][:5].lower() + "-" + offered["code"][5:].lower()
    assert (await knock(other, typed)).json()["url"] == f"/c#{offered['code']}"
    taken = await other.http.post("/api/resume", json={"secret": typed})
    assert taken.json()["url"] == f"/r/{made.id}/plateau"
    on_another = other.line(made.id, "participant", await other.outbox(made))
    async with on_another as resumed:
        await say_hello(resumed)
        second = await hear(resumed, Welcome)
    assert isinstance(first, Welcome)
    assert isinstance(second, Welcome)
    assert second.you.participant == first.you.participant
    again = await other.http.post("/api/resume", json={"secret": offered["code"]})
    assert (again.status_code, again.json()["code"]) == (404, "no_such_resume")


async def test_a_way_back_whose_answer_was_lost_is_asked_again_by_the_same_device(
    server: RunningServer, visitor: Visitor, other: Visitor
) -> None:
    """[A14] [K1] it is given the same session; another device, or one without a key, is given none,
    and withdrawing ends that too."""
    made = await visitor.create()
    await visitor.join(made)
    offered = (await visitor.http.post(f"/api/rooms/{made.id}/resume")).json()
    asked = {"secret": offered["code"], "key": "k" * 22}
    cookies = []
    for _ in range(3):
        other.http.cookies.clear()  # as if nothing had arrived
        taken = await other.http.post("/api/resume", json=asked)
        assert taken.status_code == 200, taken.text
        cookies.append(dict(other.http.cookies))
    assert cookies[0]
    assert cookies == [cookies[0]] * 3
    assert (await other.http.get(f"/r/{made.id}/plateau")).status_code == 200
    async with Visitor(server) as thief:
        for key in ("K" * 22, "k" * 19, ""):
            refused = await thief.http.post("/api/resume", json=asked | {"key": key})
            assert (refused.status_code, refused.json()["code"]) == (404, "no_such_resume")
        assert not thief.http.cookies
        await visitor.http.post(f"/api/rooms/{made.id}/resume/withdraw")
        for browser in (other, thief):
            assert (await browser.http.post("/api/resume", json=asked)).status_code == 404
    assert (await other.http.get(f"/r/{made.id}/plateau")).status_code == 200


async def test_a_way_back_is_withdrawn_or_replaced(visitor: Visitor, other: Visitor) -> None:
    """[A14] one at a time."""
    made = await visitor.create()
    await visitor.join(made)
    codes = [
        (await visitor.http.post(f"/api/rooms/{made.id}/resume")).json()["code"] for _ in range(2)
    ]
    await visitor.http.post(f"/api/rooms/{made.id}/resume/withdraw")
    for code in codes:
        taken = await other.http.post("/api/resume", json={"secret": code})
        assert taken.status_code == 404


async def test_links_that_change_leave_no_secret_in_the_data(
    own_server: RunningServer,
) -> None:
    """[A2] [A11] replaced and standing ones, facilitators' and ways back."""
    async with Visitor(own_server) as visitor:
        made = await visitor.create()
        await visitor.enter(made)
        await visitor.join(made)
        second = await invited(visitor, made)
        new = await replace(visitor, made, "participant")
        newer = await replace(visitor, made, "screen")
        offered = (await visitor.http.post(f"/api/rooms/{made.id}/resume")).json()
    files = [path.read_bytes() for path in own_server.data.iterdir() if path.is_file()]
    assert any(tokens.hashed(second) in file for file in files)
    secrets = [
        *made.secrets.values(),
        second,
        new["join"].rpartition("/")[2],
        newer["screen"].partition("#")[2],
        offered["code"],
        *(links["code"] for links in (new, newer)),
    ]
    for secret in secrets:
        assert not any(secret.encode() in file for file in files), "a secret is in the data"


def give_links_of_before(data: Path, room: str, facilitator: str) -> Workshop:
    """Make the room's links as the first version kept them."""
    screen = first_links.screen_of(facilitator)
    join, code = first_links.join_of(screen), first_links.code_of(screen)
    with closing(sqlite3.connect(data / "tablee.db")) as bare, bare:
        for role, token in (
            ("facilitator", facilitator),
            ("screen", screen),
            ("participant", join),
        ):
            bare.execute(
                "UPDATE capabilities SET token_hash = ?, holds = NULL, shown = NULL "
                "WHERE room_id = ? AND role = ?",
                (tokens.hashed(token), room, role),
            )
        bare.execute(
            "UPDATE codes SET code_hash = ?, shown = NULL WHERE room_id = ?",
            (tokens.hashed(code), room),
        )
    return Workshop(room, f"x/f#{facilitator}", f"x/j/{join}", f"x/e#{screen}", code)


@pytest.mark.parametrize("first", ["facilitator", "screen"])
async def test_a_room_of_before_keeps_its_links_and_may_replace_them(
    own_server: RunningServer, first: str
) -> None:
    """[A11] [A12] whichever link is opened first."""
    async with Visitor(own_server) as visitor, Visitor(own_server) as other:
        made = await visitor.create()
        own_server.stop()
        made = give_links_of_before(own_server.data, made.id, tokens.draw_facilitator())
        own_server.start()
        for role in (first, "facilitator", "screen"):
            await visitor.enter(made, role)
        leading = await links(visitor, made)
        assert leading["code"] == made.code
        assert leading["join"].endswith(made.join[1:])
        assert leading["screen"].endswith(made.screen[1:])
        assert (await links(visitor, made, "screen"))["code"] == made.code
        await other.join(made)
        new = await replace(visitor, made, "participant")
        assert (await links(visitor, made, "screen"))["join"] == new["join"]
        assert (await knock(other, made.code)).status_code == 404


async def test_a_page_of_before_goes_on_without_opening_its_link_again(
    own_server: RunningServer,
) -> None:
    """[A11] a session that kept the screen's token shows the links, and may replace them."""
    async with Visitor(own_server) as visitor, Visitor(own_server) as screen:
        made = await visitor.create()
        await visitor.enter(made)
        await screen.enter(made, "screen")
        own_server.stop()
        made = give_links_of_before(own_server.data, made.id, tokens.draw_facilitator())
        with closing(sqlite3.connect(own_server.data / "tablee.db")) as bare, bare:
            for browser, role in ((visitor, "facilitator"), (screen, "screen")):
                (cookie,) = (each.value or "" for each in browser.http.cookies.jar)
                bare.execute(
                    "UPDATE sessions SET sealed = ?, link = ? WHERE token_hash = ?",
                    (
                        first_links.seal(cookie, made.secrets["screen"]),
                        tokens.hashed(made.secrets[role]),
                        tokens.hashed(cookie),
                    ),
                )
        own_server.start()
        assert (await links(visitor, made))["code"] == made.code
        assert (await links(screen, made, "screen"))["join"].endswith(made.join[1:])
        new = await replace(visitor, made, "participant")
        assert (await links(screen, made, "screen"))["code"] == new["code"]
        newer = await replace(visitor, made, "screen")
        assert (await links(screen, made, "screen"))["join"] == new["join"]
        assert newer["facilitators"][0]["own"]

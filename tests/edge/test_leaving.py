"""A participant leaves on one device; the home page names the places of a browser (A16)."""

import asyncio
from typing import Any

from support.running_server import RunningServer
from support.visitors import Visitor, Workshop, boot_of, closed_with, hear, say_hello
from tablee.protocol import close_codes
from tablee.protocol.messages import Welcome


async def places(browser: Visitor) -> list[dict[str, Any]]:
    named = boot_of((await browser.http.get("/")).text)["places"]
    assert isinstance(named, list)
    return named


async def leave(browser: Visitor, made: Workshop) -> None:
    answered = await browser.http.post(f"/api/rooms/{made.id}/leave")
    assert answered.status_code == 200, answered.text


async def test_who_leaves_has_no_place_on_that_device_and_keeps_it_on_the_others(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A16] the cookie and the session end, the lines close; the person and their texts stay."""
    made = await visitor.create()
    async with Visitor(server) as shared, Visitor(server) as own:
        async with await shared.seated(made, "Zoé") as line:
            await say_hello(line)
            welcome = await hear(line, Welcome)
            assert isinstance(welcome, Welcome)
            offered = await shared.http.post(f"/api/rooms/{made.id}/resume")
            secret = offered.json()["code"]
            taken = await own.http.post("/api/resume", json={"secret": secret, "key": "k" * 22})
            assert taken.status_code == 200
            cookies = dict(shared.http.cookies)
            await leave(shared, made)
            assert await asyncio.wait_for(closed_with(line), 30) == close_codes.DISPLACED
        assert not [name for name in shared.http.cookies if "participant" in name]
        assert (await shared.http.get(f"/r/{made.id}/plateau")).status_code == 404
        # Whoever kept the cookie has nothing by it.
        shared.http.cookies.update(cookies)
        assert (await shared.http.get(f"/r/{made.id}/plateau")).status_code == 403
        assert (await own.http.get(f"/r/{made.id}/plateau")).status_code == 200
        async with own.line(made.id, "participant", await own.outbox(made)) as line:
            await say_hello(line)
            still = await hear(line, Welcome)
        assert isinstance(still, Welcome)
        assert still.you.participant == welcome.you.participant


async def test_leaving_twice_or_where_one_never_was_changes_nothing(visitor: Visitor) -> None:
    """[A16] an answer that was lost is asked again."""
    made = await visitor.create()
    await visitor.enter(made)
    await leave(visitor, made)
    await leave(visitor, made)
    assert (await visitor.http.get(f"/r/{made.id}/animer")).status_code == 200


async def test_the_home_page_names_the_last_places_of_a_browser(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A16] with the way back to each; never another's, nor one that was left."""
    rooms = [await visitor.create("Marseille", title=f"Séance {at}") for at in range(6)]
    assert await places(visitor) == []
    async with Visitor(server) as guest:
        for made in rooms:
            async with await guest.seated(made, "Zoé"):
                pass
        named = await places(guest)
        assert [each["title"] for each in named] == [f"Séance {at}" for at in (5, 4, 3, 2, 1)]
        assert named[0] == {
            "url": f"/r/{rooms[5].id}/plateau",
            "title": "Séance 5",
            "language": "fr",
            "board": "Marseille",
        }
        await leave(guest, rooms[5])
        assert (await places(guest))[0]["title"] == "Séance 4"
        await visitor.enter(rooms[4])
        await visitor.http.post(f"/api/rooms/{rooms[4].id}/erase")
        assert (await places(guest))[0]["title"] == "Séance 3"
    assert await places(visitor) == []

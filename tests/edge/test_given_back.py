"""A facilitator gives somebody their place back, when their device is lost (SPEC A15)."""

import asyncio
from typing import Any

import httpx

from support.running_server import RunningServer
from support.visitors import Visitor, Workshop, boot_of, closed_with, hear, say_hello
from tablee.edge import tokens
from tablee.protocol import close_codes
from tablee.protocol.messages import Welcome
from tablee.workshop.commands import CloseDoors


async def welcomed(visitor: Visitor, made: Workshop) -> Welcome:
    """What a device that has a place is told when it comes."""
    async with visitor.line(made.id, "participant", await visitor.outbox(made)) as line:
        await say_hello(line)
        welcome = await hear(line, Welcome)
    assert isinstance(welcome, Welcome)
    return welcome


async def who(visitor: Visitor, made: Workshop) -> str:
    found = (await welcomed(visitor, made)).you.participant
    assert found is not None
    return found


async def ask_back(leader: Visitor, made: Workshop, person: str) -> httpx.Response:
    return await leader.http.post(f"/api/rooms/{made.id}/people/{person}/resume")


async def used(browser: Visitor, path: str) -> bool:
    """Whether the way back that was made at this path was used."""
    answered = await browser.http.post(f"{path}/taken")
    assert answered.status_code == 200, answered.text
    taken: bool = answered.json()["taken"]
    return taken


async def take(browser: Visitor, code: str, key: str = "k" * 22) -> httpx.Response:
    return await browser.http.post("/api/resume", json={"secret": code, "key": key})


async def is_told_of_the_place_not_of_a_link(lost: Visitor, made: Workshop, outbox: str) -> None:
    """[A15] a device that was away meanwhile, and one that is reloaded: no link was replaced."""
    page = await lost.http.get(f"/r/{made.id}/plateau")
    assert (page.status_code, boot_of(page.text)["refused"]) == (403, "displaced")
    async with lost.line(made.id, "participant", outbox) as line:
        assert await asyncio.wait_for(closed_with(line), 30) == close_codes.DISPLACED


async def test_a_place_given_back_is_taken_once_and_ends_the_device_of_before(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A15] [K1] doors closed too; the device of before is there until then, and a stranger after;
    the same device asks again, when the answer was lost, without ending itself."""
    made = await visitor.create()
    await visitor.enter(made)
    async with Visitor(server) as lost, Visitor(server) as new:
        async with await lost.seated(made, "Zoé") as line:
            await say_hello(line)
            before = await hear(line, Welcome)
            assert isinstance(before, Welcome)
            zoe = str(before.you.participant)
            own = await lost.outbox(made)
            await visitor.order(made, CloseDoors())
            given = await ask_back(visitor, made, zoe)
            assert given.status_code == 201, given.text
            back: dict[str, Any] = given.json()
            assert back["url"] == f"{visitor.origin}/c#{back['code']}"
            assert "<svg" in back["qr_svg"]
            await asyncio.wait_for(await line.ping(), 10)
            asked = f"/api/rooms/{made.id}/people/{zoe}/resume"
            assert not await used(visitor, asked)
            typed = back["code"].translate(str.maketrans("852", "BSZ"))
            assert (await take(new, typed)).json() == {"url": f"/r/{made.id}/plateau"}
            assert await used(visitor, asked)
            assert await asyncio.wait_for(closed_with(line), 30) == close_codes.DISPLACED
        await is_told_of_the_place_not_of_a_link(lost, made, own)
        came = await welcomed(new, made)
        assert came.you.participant == zoe
        assert came.people == before.people
        again = await take(new, back["code"])
        assert again.status_code == 200, again.text
        assert await who(new, made) == zoe
        page = boot_of((await lost.http.get(f"/j/{made.code}")).text)
        assert page["refused"] == "doors_closed"
        knocked = await lost.http.post("/api/knock", json={"secret": made.code})
        assert (knocked.status_code, knocked.json()["code"]) == (403, "doors_closed")
        assert (await take(lost, back["code"], "K" * 22)).status_code == 404


async def test_only_a_facilitator_of_the_room_gives_a_place_back(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A15] [A6] not to themselves, not with another room's right, not to nobody."""
    made, elsewhere = await visitor.create(), await visitor.create()
    async with Visitor(server) as zoe, Visitor(server) as other:
        await zoe.join(made)
        await zoe.enter(made, "screen")
        await other.enter(elsewhere)
        person = await who(zoe, made)
        for browser in (zoe, other):
            assert (await ask_back(browser, made, person)).status_code == 401
            path = f"/api/rooms/{made.id}/people/{person}/resume"
            for ending in ("withdraw", "taken"):
                assert (await browser.http.post(f"{path}/{ending}")).status_code == 401
        nobody = await ask_back(other, elsewhere, person)
        assert (nobody.status_code, nobody.json()["code"]) == (409, "unknown_participant")


async def test_a_place_given_back_is_withdrawn_or_replaced_whoever_made_the_other(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A15] [A14] one at a time: none of those that are dead ends anything."""
    made = await visitor.create()
    await visitor.enter(made)
    async with Visitor(server) as zoe, Visitor(server) as other:
        await zoe.join(made)
        person = await who(zoe, made)
        own = (await zoe.http.post(f"/api/rooms/{made.id}/resume")).json()["code"]
        first, second = [(await ask_back(visitor, made, person)).json()["code"] for _ in range(2)]
        await visitor.http.post(f"/api/rooms/{made.id}/people/{person}/resume/withdraw")
        for code in (own, first, second):
            assert (await take(other, code)).status_code == 404
        replaced = (await ask_back(visitor, made, person)).json()["code"]
        own = (await zoe.http.post(f"/api/rooms/{made.id}/resume")).json()["code"]
        assert (await take(other, replaced)).status_code == 404
        mine = f"/api/rooms/{made.id}/resume"
        assert not await used(zoe, mine)
        assert (await take(other, own)).status_code == 200
        assert await used(zoe, mine)
        assert await who(zoe, made) == await who(other, made) == person


async def test_a_seat_that_is_freed_is_given_back_to_nobody_but_by_its_name(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A15] [S6] whoever sat there by mistake keeps no way back, theirs or the facilitator's; who
    is awaited has no place to be given back yet."""
    made = await visitor.create()
    await visitor.enter(made)
    async with Visitor(server) as thief, Visitor(server) as other:
        await thief.join(made)
        person = await who(thief, made)
        for ask in (
            thief.http.post(f"/api/rooms/{made.id}/resume"),
            ask_back(visitor, made, person),
        ):
            code = (await ask).json()["code"]
            freed = await visitor.http.post(f"/api/rooms/{made.id}/people/{person}/free")
            assert freed.status_code == 200, freed.text
            assert (await take(other, code)).status_code == 404
            refused = await ask_back(visitor, made, person)
            assert (refused.status_code, refused.json()["code"]) == (409, "still_awaited")
            seat = {"secret": made.secrets["participant"], "seat": person, "language": "fr"}
            assert (await thief.http.post("/api/join", json=seat)).status_code == 200


async def test_a_place_given_back_leaves_no_secret_in_the_data(own_server: RunningServer) -> None:
    """[A15] [A2] nor in what the server tells of itself."""
    async with Visitor(own_server) as visitor, Visitor(own_server) as zoe:
        made = await visitor.create()
        await visitor.enter(made)
        await zoe.join(made)
        code = str((await ask_back(visitor, made, await who(zoe, made))).json()["code"])
        assert (await take(zoe, code)).status_code == 200
    files = [path.read_bytes() for path in own_server.data.iterdir() if path.is_file()]
    assert any(tokens.hashed(code) in file for file in files)
    assert not any(code.encode() in file for file in files)

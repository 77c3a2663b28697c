"""Lists of people, and the seats that are kept for them, against the real server (SPEC S4–S8)."""

import sqlite3
from contextlib import closing
from typing import Any

import httpx

from support.running_server import RunningServer
from support.visitors import Visitor, Workshop, boot_of, closed_with, do, hear, say_hello
from tablee.exports.archive import ArchiveMistake, read_archive
from tablee.protocol import close_codes
from tablee.protocol.messages import Done, Welcome
from tablee.workshop.commands import CloseDoors, EditWorkshop, OpenPhase, RaiseHand, SayReady
from tablee.workshop.happened import Happened, replay


async def awaited(visitor: Visitor, made: Workshop, *people: str) -> httpx.Response:
    """« Zoé 0 p1 » for each: a name, the place of its board, a pair."""
    boards = await visitor.boards(made)
    split = (each.rsplit(" ", 2) for each in people)
    rows = [{"name": name, "board": boards[int(at)], "pair": pair} for name, at, pair in split]
    return await visitor.http.post(f"/api/rooms/{made.id}/people", json={"people": rows})


async def on_the_door(visitor: Visitor, made: Workshop) -> dict[str, dict[str, Any]]:
    """Who is awaited, by name, as the join page tells it."""
    page = await visitor.http.get(f"/j/{made.secrets['participant']}")
    invitation: Any = boot_of(page.text)["invitation"]
    return {each["name"]: each for each in invitation["awaited"]}


async def come_as(visitor: Visitor, made: Workshop, seat: str) -> httpx.Response:
    asked = {"secret": made.secrets["participant"], "seat": seat, "language": "fr"}
    return await visitor.http.post("/api/join", json=asked)


async def test_a_list_of_people_is_awaited_and_each_takes_their_seat_once(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S4] [S5] under the name that they were announced by; a taken seat says so."""
    made = await visitor.create()
    await visitor.enter(made)
    listed = await awaited(visitor, made, "Zoé Ba 0 p1", "Ana 0 p1", "Léo 1 p2")
    assert (listed.status_code, listed.json()) == (201, {"expected": 3})
    door = await on_the_door(visitor, made)
    assert [(each["taken"], each["with"]) for each in door.values()] == [
        (False, ["Ana"]),
        (False, ["Zoé Ba"]),
        (False, []),
    ]
    async with Visitor(server) as zoe, Visitor(server) as other:
        seat = door["Zoé Ba"]["id"]
        joined = await come_as(zoe, made, seat)
        assert joined.json() == {"url": f"/r/{made.id}/plateau"}
        assert (await on_the_door(other, made))["Zoé Ba"]["taken"] is True
        refused = await come_as(other, made, seat)
        assert (refused.status_code, refused.json()["code"]) == (409, "seat_taken")
        assert not other.http.cookies
        async with zoe.line(made.id, "participant", await zoe.outbox(made)) as line:
            await say_hello(line)
            welcome = await hear(line, Welcome)
            assert isinstance(welcome, Welcome)
            assert welcome.you.participant == seat
            assert sorted(welcome.people.values()) == ["Ana", "Léo", "Zoé Ba"]


async def test_who_saw_nobody_awaited_is_asked_first_who_they_are(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S5] in that territory only; a page that was open before the list hears of it."""
    made = await visitor.create()
    await visitor.enter(made)
    door, boards = f"/j/{made.secrets['participant']}", await visitor.boards(made)
    asked: dict[str, object] = {"secret": made.secrets["participant"], "key": "k" * 32}

    async def enter(person: Visitor, board: int, *, shown: bool) -> httpx.Response:
        body = asked | {"board": boards[board], "none_awaited": not shown}
        return await person.http.post("/api/join", json=body)

    async with Visitor(server) as zoe, Visitor(server) as other:
        await awaited(visitor, made, "Zoé 0 p1")
        refused = await enter(zoe, 0, shown=False)
        assert (refused.status_code, refused.json()["code"]) == (409, "somebody_awaited")
        assert not zoe.http.cookies
        told = (await zoe.http.get(door, headers={"Accept": "application/json"})).json()
        assert [each["name"] for each in told["awaited"]] == ["Zoé"]
        assert (await come_as(zoe, made, told["awaited"][0]["id"])).status_code == 200
        # Nobody is awaited there any more: whoever comes now has nothing to be asked.
        assert (await enter(other, 0, shown=False)).status_code == 200
    await awaited(visitor, made, "Ana 0 p1")
    async with Visitor(server) as elsewhere, Visitor(server) as somebody_else:
        assert (await enter(elsewhere, 1, shown=False)).status_code == 200
        assert (await enter(somebody_else, 0, shown=True)).status_code == 200


async def test_only_a_facilitator_of_the_room_keeps_frees_and_drops_seats(visitor: Visitor) -> None:
    """[S4] [S6] [A6] a participant has no say in it."""
    made = await visitor.create()
    await visitor.join(made)
    for path in (
        "people",
        *(f"people/p1/{each}" for each in ("free", "giveback", "drop", "await")),
    ):
        asked = await visitor.http.post(f"/api/rooms/{made.id}/{path}", json={"people": []})
        assert asked.status_code == 401


async def test_an_imported_room_has_no_raised_hand_no_ready_pair_and_awaits_nobody(
    server: RunningServer, visitor: Visitor
) -> None:
    """[E1] their names are in no archive: « quelqu'un » would be awaited for ever. What was written
    stays, and the archive of the copy is one that can be imported again."""
    made = await visitor.create()
    await visitor.enter(made)
    await awaited(visitor, made, "Zoé 0 p1", "Ana 0 p2")
    await visitor.order(made, OpenPhase(phase="travail"))
    async with Visitor(server) as zoe:
        await come_as(zoe, made, (await on_the_door(visitor, made))["Zoé"]["id"])
        async with zoe.line(made.id, "participant", await zoe.outbox(made)) as line:
            await say_hello(line)
            await hear(line, Welcome)
            await do(line, 1, RaiseHand())
            await hear(line, Done)
            await do(line, 2, SayReady(ready=True))
            await hear(line, Done)
    archive = (await visitor.http.get(f"/api/rooms/{made.id}/export?format=json")).content
    for _ in range(2):
        async with Visitor(server) as other:
            brought = await other.http.post("/api/import", content=archive)
            assert brought.status_code == 201, brought.text
            token = brought.json()["facilitator"].partition("#")[2]
            session = {"token": token, "role": "facilitator"}
            assert (await other.http.post("/api/session", json=session)).status_code == 200
            path = f"/api/rooms/{brought.json()['id']}/export?format=json"
            archive = (await other.http.get(path)).content
        room = replay(accepted(archive))
        assert (room.hands, room.ready) == ({}, {})
        assert [each.expected for each in room.participants.values()] == [False]
        assert len(room.boards) == len(await visitor.boards(made))


def accepted(archive: bytes) -> tuple[Happened, ...]:
    journal = read_archive(archive)
    assert not isinstance(journal, ArchiveMistake), journal
    return journal


async def test_freeing_a_seat_closes_its_device_and_lets_its_owner_in(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S6] whoever sat there by mistake is out at once, and cannot come back as them."""
    made = await visitor.create()
    await visitor.enter(made)
    await awaited(visitor, made, "Zoé 0 p1", "Ana 0 p1")
    seat = (await on_the_door(visitor, made))["Zoé"]["id"]
    async with Visitor(server) as thief, Visitor(server) as zoe:
        await come_as(thief, made, seat)
        async with thief.line(made.id, "participant", await thief.outbox(made)) as line:
            await say_hello(line)
            await hear(line, Welcome)
            freed = await visitor.http.post(f"/api/rooms/{made.id}/people/{seat}/free")
            assert freed.status_code == 200, freed.text
            assert await closed_with(line) == close_codes.DISPLACED
        assert (await come_as(zoe, made, seat)).status_code == 200
        again = await thief.http.post(f"/api/rooms/{made.id}/participant/outboxes")
        assert again.status_code == 401
        await thief.join(made, "Voleuse")
        async with thief.line(made.id, "participant", await thief.outbox(made)) as line:
            await say_hello(line)
            welcome = await hear(line, Welcome)
            assert isinstance(welcome, Welcome)
            assert welcome.you.participant != seat


async def about(leader: Visitor, made: Workshop, person: str, act: str) -> httpx.Response:
    return await leader.http.post(f"/api/rooms/{made.id}/people/{person}/{act}")


async def has_its_place(browser: Visitor, made: Workshop) -> bool:
    answered = await browser.http.post(f"/api/rooms/{made.id}/place")
    yours: bool = answered.json()["yours"]
    return yours


async def seated_as(visitor: Visitor, made: Workshop) -> str | None:
    """Who a device that has a place is, as its line tells."""
    async with visitor.line(made.id, "participant", await visitor.outbox(made)) as line:
        await say_hello(line)
        welcome = await hear(line, Welcome)
    assert isinstance(welcome, Welcome)
    return welcome.you.participant


async def test_a_seat_freed_by_mistake_is_given_back_to_its_device_doors_closed(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S8] [A9] the same person and the same outbox; nobody's once it is taken."""
    made = await visitor.create()
    await visitor.enter(made)
    async with Visitor(server) as zoe:
        await zoe.join(made, "Zoé")
        seat = str(await seated_as(zoe, made))
        outbox = await zoe.outbox(made)
        await visitor.order(made, CloseDoors())
        refused = await about(visitor, made, seat, "giveback")
        assert (refused.status_code, refused.json()["code"]) == (409, "seat_taken")
        for _ in range(2):
            assert await has_its_place(zoe, made)
            async with zoe.line(made.id, "participant", outbox) as line:
                await say_hello(line)
                await hear(line, Welcome)
                await about(visitor, made, seat, "free")
                assert await closed_with(line) == close_codes.DISPLACED
            assert not await has_its_place(zoe, made)
            assert (await zoe.http.get(f"/r/{made.id}/plateau")).status_code == 403
            # Whoever frees it once more, by a double click, frees nothing else.
            await about(visitor, made, seat, "free")
            assert (await about(visitor, made, seat, "giveback")).json() == {"devices": 1}
            assert (await zoe.http.get(f"/r/{made.id}/plateau")).status_code == 200
            async with zoe.line(made.id, "participant", outbox) as line:
                await say_hello(line)
                welcome = await hear(line, Welcome)
            assert isinstance(welcome, Welcome)
            assert (welcome.you.participant, welcome.people[seat]) == (seat, "Zoé")


async def test_a_seat_is_given_back_to_nobody_who_is_somebody_else_by_then(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S8] [A12] neither a device that came in anew, nor the one before the last that held it, nor
    one that a new link was to let in."""
    made = await visitor.create()
    await visitor.enter(made)
    await awaited(visitor, made, "Zoé 0 p1")
    seat = (await on_the_door(visitor, made))["Zoé"]["id"]
    async with Visitor(server) as thief, Visitor(server) as zoe:
        await come_as(thief, made, seat)
        await about(visitor, made, seat, "free")
        await thief.join(made, "Voleuse")
        assert (await about(visitor, made, seat, "giveback")).json() == {"devices": 0}
        assert await seated_as(thief, made) != seat
        await about(visitor, made, seat, "free")
        await come_as(zoe, made, seat)
        await about(visitor, made, seat, "free")
        assert (await about(visitor, made, seat, "giveback")).json() == {"devices": 1}
        assert await seated_as(zoe, made) == seat
        await about(visitor, made, seat, "free")
        path = f"/api/rooms/{made.id}/links/participant"
        assert (await visitor.http.post(path, json={"again": True})).status_code == 200
        assert (await about(visitor, made, seat, "giveback")).json() == {"devices": 0}
        assert not await has_its_place(zoe, made)


async def test_only_the_last_devices_of_a_seat_come_back_to_it(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S8] whoever took it by mistake before is given nothing back with its owner."""
    made = await visitor.create()
    await visitor.enter(made)
    await awaited(visitor, made, "Zoé 0 p1")
    seat = (await on_the_door(visitor, made))["Zoé"]["id"]
    async with Visitor(server) as thief, Visitor(server) as zoe:
        for browser in (thief, zoe):
            await come_as(browser, made, seat)
            await about(visitor, made, seat, "free")
        assert (await about(visitor, made, seat, "giveback")).json() == {"devices": 1}
        assert not await has_its_place(thief, made)
        assert await has_its_place(zoe, made)


async def test_somebody_who_was_dropped_is_awaited_again_as_who_they_were(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S8] [S6] in the same seat, under the name that is given again; nobody else is renamed."""
    made = await visitor.create()
    await visitor.enter(made)
    await awaited(visitor, made, "Zoé 0 p1", "Ana 0 p1")
    door = await on_the_door(visitor, made)
    seat, board = door["Zoé"]["id"], door["Zoé"]["board"]
    await about(visitor, made, seat, "drop")
    again = {"name": "Zoé", "board": board, "pair": "p1"}
    path = f"/api/rooms/{made.id}/people/{seat}/await"
    assert (await visitor.http.post(path, json=again)).status_code == 201
    assert await on_the_door(visitor, made) == door
    other = f"/api/rooms/{made.id}/people/{door['Ana']['id']}/await"
    refused = await visitor.http.post(other, json=again)
    assert (refused.status_code, refused.json()["code"]) == (409, "id_taken")
    assert set(await on_the_door(visitor, made)) == {"Zoé", "Ana"}
    async with Visitor(server) as zoe, Visitor(server) as nameless:
        assert (await come_as(zoe, made, seat)).status_code == 200
        await nameless.join(made, "")
        person = str(await seated_as(nameless, made))
        for act in ("free", "drop"):
            assert (await about(visitor, made, person, act)).status_code == 200
        path = f"/api/rooms/{made.id}/people/{person}/await"
        unnamed = await visitor.http.post(path, json={**again, "name": ""})
        assert unnamed.status_code == 201, unnamed.text
        with closing(sqlite3.connect(server.data / "tablee.db")) as bare:
            rows = bare.execute("SELECT name FROM people WHERE participant = ?", (person,))
            assert rows.fetchall() == []


async def test_dropping_somebody_erases_their_name(own_server: RunningServer) -> None:
    """[S6] [R53] from the pages and from the disk; not somebody who has arrived."""
    async with Visitor(own_server) as visitor:
        made = await visitor.create()
        await visitor.enter(made)
        await awaited(visitor, made, "Clotilde 0 p1", "Ana 0 p1")
        door = await on_the_door(visitor, made)
        path = f"/api/rooms/{made.id}/people/{door['Clotilde']['id']}/drop"
        assert (await visitor.http.post(path)).status_code == 200
        assert list(await on_the_door(visitor, made)) == ["Ana"]
        files = [each.read_bytes() for each in own_server.data.iterdir() if each.is_file()]
        assert not any(b"Clotilde" in each for each in files)
        async with Visitor(own_server) as ana:
            await come_as(ana, made, door["Ana"]["id"])
        refused = await visitor.http.post(f"/api/rooms/{made.id}/people/{door['Ana']['id']}/drop")
        assert refused.json()["code"] == "seat_taken"


async def test_a_list_that_is_refused_leaves_no_name_behind(own_server: RunningServer) -> None:
    """[S4] neither an empty name, nor a board that is not there."""
    async with Visitor(own_server) as visitor:
        made = await visitor.create()
        await visitor.enter(made)
        person = {"name": "Philomène", "board": "ghost", "pair": "p1"}
        path = f"/api/rooms/{made.id}/people"
        refused = await visitor.http.post(path, json={"people": [person]})
        assert (refused.status_code, refused.json()["code"]) == (409, "unknown_board")
        assert (await awaited(visitor, made, "  0 p1")).json()["code"] == "text_empty"
        assert (await awaited(visitor, made, f"{'x' * 61} 0 p1")).json()["code"] == "text_too_long"
        with closing(sqlite3.connect(own_server.data / "tablee.db")) as bare:
            assert bare.execute("SELECT count(*) FROM people").fetchone() == (0,)


async def test_a_list_brings_its_territories(visitor: Visitor) -> None:
    """[S4] [C2] those that the workshop did not have yet."""
    made = await visitor.create()
    await visitor.enter(made)
    body = {
        "people": [{"name": "Zoé", "board": "nantes", "pair": "p1"}],
        "territories": [{"board": "nantes", "name": "Nantes"}],
    }
    listed = await visitor.http.post(f"/api/rooms/{made.id}/people", json=body)
    assert listed.status_code == 201, listed.text
    assert (await on_the_door(visitor, made))["Zoé"]["board"] == "nantes"


async def test_a_workshop_is_created_with_lengths_of_its_own(visitor: Visitor) -> None:
    """[C1] [P7] an hour of work instead of the template's 45 minutes."""
    asked = {"template": "effets-utiles", "title": "", "territories": ["Lyon"]}
    long = {**asked, "durations": {"travail": 3_600}}
    made = await visitor.http.post("/api/workshops", json=long)
    assert made.status_code == 201, made.text
    assert (await visitor.http.post("/api/workshops", json={**asked, "durations": {"x": 1}})
            ).status_code == 400  # fmt: skip
    refused = await visitor.http.post("/api/workshops", json={**asked, "durations": {"travail": 1}})
    assert refused.json()["code"] == "duration_out_of_range"


async def test_the_erasing_follows_the_date_that_was_edited(
    server: RunningServer, visitor: Visitor
) -> None:
    """[C5] what the join page shows is what the sweep reads."""
    made = await visitor.create()
    await visitor.enter(made)
    page = boot_of((await visitor.http.get(f"/j/{made.secrets['participant']}")).text)
    invitation: Any = page["invitation"]
    until_ms = invitation["delete_after_ms"] + 86_400_000
    await visitor.order(made, EditWorkshop(delete_after_ms=until_ms))
    page = boot_of((await visitor.http.get(f"/j/{made.secrets['participant']}")).text)
    shown: Any = page["invitation"]
    assert shown["delete_after_ms"] == until_ms
    with closing(sqlite3.connect(server.data / "tablee.db")) as bare:
        row = bare.execute("SELECT delete_after_ms FROM rooms WHERE id = ?", (made.id,))
        assert row.fetchone() == (until_ms,)

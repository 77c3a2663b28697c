"""Links, codes and cookies against the real server (SPEC A1–A6, A8)."""

import asyncio
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import httpx
from websockets.exceptions import ConnectionClosed

from support.running_server import RunningServer
from support.visitors import Visitor, Workshop, boot_of, closed_with, hear, say_hello
from tablee.edge import first_links, tokens
from tablee.protocol import close_codes
from tablee.protocol.messages import Welcome
from tablee.workshop.commands import OpenPhase


def dump(server: RunningServer) -> list[str]:
    """The whole database, as text."""
    with closing(sqlite3.connect(server.data / "tablee.db")) as bare:
        return list(bare.iterdump())


async def close_code(visitor: Visitor, path: str, cookie: str) -> int:
    """Why the server closes a websocket that says a proper hello."""
    room, role, outbox = path.split("/")
    async with visitor.call(room, role, outbox, cookie=cookie) as line:
        with suppress(ConnectionClosed):
            await say_hello(line)
        return await closed_with(line)


async def test_each_secret_is_drawn_alone(visitor: Visitor) -> None:
    """[A1] 256 and 128 bits, and a code of 6 letters that cannot be mistaken."""
    made = await visitor.create()
    secrets = made.secrets
    assert [len(secrets[role]) for role in ("facilitator", "screen", "participant")] == [43, 22, 22]
    assert first_links.screen_of(secrets["facilitator"]) != secrets["screen"]
    assert first_links.join_of(secrets["screen"]) != secrets["participant"]
    assert len(made.code) == 6
    assert set(made.code) <= set(tokens.ALPHABET)
    assert len(tokens.ALPHABET) == len(set(tokens.ALPHABET)) == 28
    for alike in ("0O", "1IL", "2Z", "5S", "8B"):
        assert len(set(alike) & set(tokens.ALPHABET)) < 2


async def test_the_data_folder_holds_no_secret(server: RunningServer, visitor: Visitor) -> None:
    """[A2] neither links, nor the code, nor cookies: only their SHA-256."""
    made = await visitor.create()
    await visitor.join(made, "Zoé")
    await visitor.enter(made)
    cookies = [each.value for each in visitor.http.cookies.jar]
    assert len(cookies) == 2
    files = [path.read_bytes() for path in server.data.iterdir() if path.is_file()]
    assert any(tokens.hashed(made.secrets["screen"]) in file for file in files)
    for secret in (*made.secrets.values(), made.code, *cookies):
        assert secret
        assert not any(secret.encode() in file for file in files)


async def test_reading_links_and_pages_changes_nothing(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A3] not a row, whoever reads: a preview robot, a participant, a facilitator."""
    made = await visitor.create()
    await visitor.join(made)
    await visitor.enter(made)
    before = dump(server)
    addresses = [
        "/",
        f"/j/{made.secrets['participant']}",
        f"/j/{made.code}",
        "/j/wrong",
        "/f",
        "/e",
        f"/r/{made.id}",
        f"/r/{made.id}/plateau",
        f"/r/{made.id}/animer",
        f"/r/{made.id}/ecran",
        *(f"/api/rooms/{made.id}/export?format={each}" for each in ("json", "csv", "md", "html")),
        "/health",
        "/ready",
        "/static/assets/page.js",
    ]
    for address in addresses:
        for method in ("GET", "HEAD"):
            answered = await visitor.http.request(method, address)
            assert answered.status_code < 500, (address, answered.text)
    assert dump(server) == before


async def test_what_changes_something_cannot_be_asked_by_reading(visitor: Visitor) -> None:
    """[A3] a link in an image makes no workshop."""
    for path in ("workshops", "import", "join", "session", "language", "rooms/r/p/outboxes"):
        assert (await visitor.http.get(f"/api/{path}")).status_code == 405


def answers_of(response: httpx.Response) -> tuple[int, bytes, list[str]]:
    kept = [name for name in response.headers if name != "date"]
    return response.status_code, response.content, sorted(kept)


async def test_wrong_links_answer_alike_and_then_too_many(own_server: RunningServer) -> None:
    """[A4] unknown, of another role, empty: the same words; the 21st in a minute is 429; a right
    link still opens, for a venue is one address."""
    async with Visitor(own_server) as visitor:
        made = await visitor.create()
        wrong = [
            ("facilitator", "x" * 43),
            ("facilitator", made.secrets["screen"]),
            ("facilitator", made.secrets["participant"]),
            ("screen", made.secrets["facilitator"]),
            ("screen", made.secrets["participant"]),
            ("screen", ""),
            ("participant", made.secrets["participant"]),
            ("participant", "../../etc/passwd"),
        ]
        answers = set()
        for role, token in wrong:
            asked = await visitor.http.post("/api/session", json={"token": token, "role": role})
            answers.add(str(answers_of(asked)))
        assert len(answers) == 1
        for name in ("x" * 22, made.secrets["screen"], made.secrets["facilitator"]):
            asked = await visitor.http.post(
                "/api/join", json={"secret": name, "name": "Zoé", "board": "x"}
            )
            answers.add(str(answers_of(asked)))
        assert len(answers) == 1
        statuses = []
        for _ in range(20):
            asked = await visitor.http.post(
                "/api/session", json={"token": "y" * 43, "role": "facilitator"}
            )
            statuses.append(asked.status_code)
        assert statuses[0] == 404
        assert statuses[-1] == 429
        assert sorted(statuses) == statuses
        await visitor.enter(made)
        await visitor.join(made)
        code = await visitor.http.get(f"/j/{made.code}")
        assert code.status_code == 429


async def test_a_spoken_code_opens_as_it_may_be_typed(visitor: Visitor) -> None:
    """[A4] in small letters, with blanks and dashes."""
    made = await visitor.create()
    typed = f" {made.code[:3].lower()}-{made.code[3:].lower()} "
    boards = await visitor.boards(made)
    asked = {"secret": typed, "name": "Zoé", "board": boards[0], "language": "fr"}
    assert (await visitor.http.post("/api/join", json=asked)).status_code == 200


async def test_a_code_opens_by_letters_that_look_like_its_own_and_those_of_before_stay_good(
    server: RunningServer, visitor: Visitor
) -> None:
    """[A1] an S that is read as a 5 was never in a code; where both were, each is what it is."""
    made = await visitor.create()
    for code, typed, right in (
        ("2A5C8DE", "za5-CbdE", 200),
        ("2A5C8DE", "2A5C8DA", 404),
        ("US5UDS", "us5 uds", 200),
        ("US5UDS", "U55UD5", 404),
    ):
        with closing(sqlite3.connect(server.data / "tablee.db")) as bare, bare:
            hashed = tokens.hashed(code)
            bare.execute("UPDATE codes SET code_hash = ? WHERE room_id = ?", (hashed, made.id))
        answer = await visitor.http.post("/api/knock", json={"secret": typed})
        assert answer.status_code == right, typed


async def test_the_cookie_cannot_be_read_by_a_script_nor_sent_by_another_site(
    visitor: Visitor,
) -> None:
    """[A5] HttpOnly, SameSite=Lax, 30 days, one per room and role; no Domain."""
    made, other = await visitor.create(), await visitor.create()
    names = set()
    for workshop in (made, other):
        for role in ("facilitator", "screen"):
            asked = {"token": workshop.secrets[role], "role": role}
            given = (await visitor.http.post("/api/session", json=asked)).headers["set-cookie"]
            name, _, rest = given.partition("=")
            names.add(name)
            flags = {part.strip().lower() for part in rest.split(";")[1:]}
            assert flags == {"httponly", "samesite=lax", "path=/", "max-age=2592000"}
    assert len(names) == 4


async def test_a_cookie_given_by_an_attacker_is_never_taken_up(visitor: Visitor) -> None:
    """[A5] entering gives a new one, whatever the browser came with."""
    made = await visitor.create()
    name = f"tablee-facilitator-{made.id}"
    visitor.http.cookies.set(name, "chosen-by-somebody-else")
    assert (await visitor.http.get(f"/r/{made.id}/animer")).status_code == 404
    await visitor.enter(made)
    values = [each.value for each in visitor.http.cookies.jar if each.name == name]
    assert any(value != "chosen-by-somebody-else" for value in values)


async def test_a_role_is_the_stored_sessions_and_no_other(
    server: RunningServer, caller: Visitor
) -> None:
    """[A6] a cookie of another room or role opens nothing, under whatever name it is shown."""
    one, two = await caller.create(), await caller.create()
    await caller.join(one)
    outbox = await caller.outbox(one)
    value = next(each.value for each in caller.http.cookies.jar if one.id in each.name)
    async with Visitor(server, caller.carrier) as thief:
        for room, role in (
            (one.id, "facilitator"),
            (one.id, "screen"),
            (two.id, "participant"),
            (two.id, "facilitator"),
        ):
            cookie = {"cookie": f"tablee-{role}-{room}={value}"}
            page = {"facilitator": "animer", "screen": "ecran", "participant": "plateau"}[role]
            shown = await thief.http.get(f"/r/{room}/{page}", headers=cookie)
            assert shown.status_code == 404
            path = f"/api/rooms/{room}/{role}/outboxes"
            assert (await thief.http.post(path, headers=cookie)).status_code == 401
            path = f"/api/rooms/{room}/export?format=json"
            assert (await thief.http.get(path, headers=cookie)).status_code == 401
            code = await close_code(thief, f"{room}/{role}/{outbox}", cookie["cookie"])
            assert code == close_codes.NO_SESSION
    command = await caller.order(one, OpenPhase(phase="travail"))
    assert command.status_code == 401


async def test_an_outbox_serves_only_the_session_that_it_was_given_to(
    server: RunningServer, caller: Visitor
) -> None:
    """[A6, K1] nobody writes under another person's numbers."""
    made = await caller.create()
    await caller.join(made)
    outbox = await caller.outbox(made)
    async with Visitor(server, caller.carrier) as other:
        await other.join(made, "Marc")
        cookie = "; ".join(f"{each.name}={each.value}" for each in other.http.cookies.jar)
        for stolen in (outbox, "", "o-unknown"):
            code = await close_code(other, f"{made.id}/participant/{stolen}", cookie)
            assert code == close_codes.NOT_FOUND
    async with caller.call(made.id, "participant", outbox) as line:
        await say_hello(line)
        welcome = await hear(line, Welcome)
    assert isinstance(welcome, Welcome)
    assert welcome.you.role == "participant"


async def test_people_who_come_in_together_sit_together(
    server: RunningServer, visitor: Visitor
) -> None:
    """[S7] their pages were opened before anybody came; a new pair that is chosen stays new."""
    made = await visitor.create()
    board, _ = await visitor.boards(made)
    asked = {"secret": made.secrets["participant"], "board": board, "pair": None, "language": "fr"}
    proposed = asked | {"proposed": True}
    async with Visitor(server) as zoe, Visitor(server) as marc, Visitor(server) as alone:
        both = await asyncio.gather(
            zoe.http.post("/api/join", json=proposed), marc.http.post("/api/join", json=proposed)
        )
        third = await alone.http.post("/api/join", json=asked)
        assert [each.status_code for each in (*both, third)] == [200, 200, 200]
    page = await visitor.http.get(f"/j/{made.secrets['participant']}")
    invitation = boot_of(page.text)["invitation"]
    assert isinstance(invitation, dict)
    assert [len(each["members"]) for each in invitation["pairs"]] == [2, 1]


async def test_joining_again_after_a_lost_answer_is_the_same_person(
    server: RunningServer, visitor: Visitor
) -> None:
    """[K1] under the page's key, though the cookie never came; another key is somebody else."""
    made = await visitor.create()
    board, other = await visitor.boards(made)
    asked = {"secret": made.secrets["participant"], "name": "Zoé", "pair": None, "language": "fr"}
    for key, place in (("k" * 22, board), ("k" * 22, board), ("k" * 22, other), ("l" * 22, board)):
        async with Visitor(server) as device:
            body = asked | {"key": key, "board": place}
            joined = await device.http.post("/api/join", json=body)
            assert joined.status_code == 200, joined.text
            assert len(device.http.cookies.jar) == 1
    for key in ("", "short", "short"):
        async with Visitor(server) as device:
            body = asked | {"key": key, "board": board}
            assert (await device.http.post("/api/join", json=body)).status_code == 200
    too_long = asked | {"key": "k" * 65, "board": board}
    assert (await visitor.http.post("/api/join", json=too_long)).status_code == 400
    page = await visitor.http.get(f"/j/{made.secrets['participant']}")
    invitation = boot_of(page.text)["invitation"]
    assert isinstance(invitation, dict)
    places = [(each["board"], len(each["members"])) for each in invitation["pairs"]]
    assert sorted(places) == sorted([(other, 1), (board, 1), (board, 1), (board, 1), (board, 1)])


async def test_the_screen_and_participants_are_never_shown_what_is_above_them(
    visitor: Visitor,
) -> None:
    """[A1] no page holds the facilitator's link; a participant's holds no link at all."""
    made = await visitor.create()
    await visitor.join(made)
    await visitor.enter(made)
    await visitor.enter(made, "screen")
    shown = {
        view: (await visitor.http.get(f"/r/{made.id}/{view}")).text
        for view in ("plateau", "animer", "ecran")
    }
    secrets = made.secrets
    assert not any(secrets["facilitator"] in page for page in shown.values())
    assert secrets["screen"] in shown["animer"]
    assert secrets["screen"] not in shown["ecran"]
    assert secrets["participant"] in shown["ecran"]
    assert not any(secret in shown["plateau"] for secret in (*secrets.values(), made.code))


async def test_with_a_creation_key_creating_and_importing_need_it(tmp_path: Path) -> None:
    """[A8] and the key is asked for in words."""
    server = RunningServer(tmp_path, key="le-sésame-du-lieu", bare_pages=True).start()
    try:
        async with Visitor(server) as visitor:
            for key in ("", "le-sésame", "le-sésame-du-lieu ", "LE-SÉSAME-DU-LIEU"):
                asked = {"template": "effets-utiles", "title": "", "territories": ["A"], "key": key}
                refused = await visitor.http.post("/api/workshops", json=asked)
                assert (refused.status_code, refused.json()["code"]) == (403, "creation_key")
                assert refused.json()["message"]
            assert (await visitor.http.post("/api/import", json={})).status_code == 403
            made = await visitor.create("A", key="le-sésame-du-lieu")
            assert isinstance(made, Workshop)
    finally:
        server.kill()
    assert "sésame" not in server.errors + server.said
    assert "s\\u00e9same" not in server.errors

"""How long things last: a workshop until its date, a rehearsal for an hour."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.running_server import RunningServer
from support.tables import T0
from support.visitors import Visitor, closed_with, hear, say_hello
from tablee import catalog
from tablee.edge.keyring import NewLinks
from tablee.edge.tokens import hashed
from tablee.journal.embedded import EmbeddedJournal
from tablee.live.batch import SYSTEM, entries_of
from tablee.protocol import close_codes
from tablee.protocol.messages import Welcome
from tablee.workshop.happened import Happened
from tablee.workshop.leading import create
from tablee.workshop.rejection import Rejection

PATIENCE_S = 30


def comes(sight: Callable[[], bool]) -> bool:
    """Look until it is there, however busy the machine; a number of looks is no measure of time."""
    deadline = time.monotonic() + PATIENCE_S
    while not sight():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def leave_a_room(folder: Path, delete_after_ms: int) -> NewLinks:
    """A workshop on disk as an earlier run of the server left it."""
    events = create(catalog.load("effets-utiles"), "", (("t1", "Lyon"),), "fr", T0, delete_after_ms)
    assert not isinstance(events, Rejection)
    journal = tuple(
        Happened(seq=seq, at_ms=T0, who=SYSTEM, event=event)
        for seq, event in enumerate(events, start=1)
    )
    links = NewLinks.draw()

    async def write() -> None:
        kept = await EmbeddedJournal.open(folder)
        await kept.create_room(
            "old",
            "e1",
            T0,
            delete_after_ms,
            entries_of(journal),
            capabilities=links.capabilities(),
            code_hash=hashed(links.code),
        )
        await kept.close()

    asyncio.run(write())
    return links


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with RunningServer(tmp_path) as running:
        yield running


def test_a_workshop_is_erased_once_its_date_has_come(tmp_path: Path) -> None:
    """Its link then leads nowhere, and nothing of it is left in the data."""
    links = leave_a_room(tmp_path / "data", T0 + 1)
    with RunningServer(tmp_path) as server, httpx.Client(base_url=server.address) as browser:
        assert comes(lambda: browser.get(f"/j/{links.join}").status_code == 404)
    assert b"Lyon" not in (tmp_path / "data" / "tablee.db").read_bytes()


def test_a_workshop_is_kept_until_its_date(tmp_path: Path) -> None:
    """The same server, the same start, a date to come."""
    links = leave_a_room(tmp_path / "data", 4_000_000_000_000)
    with RunningServer(tmp_path) as server, httpx.Client(base_url=server.address) as browser:
        assert browser.get(f"/j/{links.join}").status_code == 200


def test_a_rehearsal_writes_in_a_sandbox_and_nowhere_else(server: RunningServer) -> None:
    """« Répéter »: simulated people post the example in a copy; the workshop stays as it was."""
    headers = {"origin": server.address}
    with httpx.Client(base_url=server.address, headers=headers) as lead:
        workshop = {"template": "effets-utiles", "title": "Vrai", "territories": ["Lyon", "Arles"]}
        made = lead.post("/api/workshops", json=workshop).json()
        enter(lead, made["facilitator"])
        sandbox = lead.post(f"/api/rooms/{made['id']}/rehearsal").json()["facilitator"]
        copy = enter(lead, sandbox)
        travail = {"command": {"type": "OpenPhase", "phase": "travail", "start_timer": True}}
        assert lead.post(f"/api/rooms/{copy}/commands", json=travail).status_code == 200
        assert comes(lambda: bool(notes_of(lead, copy)))
        assert not notes_of(lead, made["id"])


async def test_a_facilitator_erases_the_workshop_at_once(
    server: RunningServer, tmp_path: Path
) -> None:
    """[A10] links, names and texts; whoever is there is told that it is over, and others go on."""
    async with Visitor(server) as lead, Visitor(server) as zoe:
        made = await lead.create("Gone-Lyon", title="Gone-title")
        kept = await lead.create("Kept-Lyon", title="Kept-title")
        await lead.enter(made)
        async with await zoe.seated(made, "Gone-Zoé") as line:
            await say_hello(line)
            await hear(line, Welcome)
            refused = await zoe.http.post(f"/api/rooms/{made.id}/erase")
            assert refused.status_code == 401
            erased = await lead.http.post(f"/api/rooms/{made.id}/erase")
            assert erased.json() == {"erased": made.id}
            assert await closed_with(line) == close_codes.ERASED
        for gone in (f"/j/{made.secrets['participant']}", f"/r/{made.id}/plateau"):
            assert (await zoe.http.get(gone)).status_code == 404, gone
        for lost in ("erase", "facilitator/outboxes"):
            assert (await lead.http.post(f"/api/rooms/{made.id}/{lost}")).status_code == 401
        assert await lead.boards(kept)
    files = {file.name: file.read_bytes() for file in (tmp_path / "data").iterdir()}
    assert any(b"Kept-title" in content for content in files.values())
    for trace in (b"Gone-title", b"Gone-Lyon", b"Gone-Zo", made.id.encode()):
        assert [name for name, content in files.items() if trace in content] == [], trace


def enter(lead: httpx.Client, link: str) -> str:
    token = link.partition("#")[2]
    answer = lead.post("/api/session", json={"token": token, "role": "facilitator"})
    return str(answer.json()["room"])


def notes_of(lead: httpx.Client, room: str) -> list[Any]:
    archive = json.loads(lead.get(f"/api/rooms/{room}/export?format=json").content)
    return list(archive["notes"])

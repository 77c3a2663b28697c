"""The example session, against the real server: of each visitor's own, bounded, without a key."""

from pathlib import Path
from typing import Any

import pytest

from support.running_server import RunningServer
from support.visitors import Visitor, boot_of, hear, say_hello
from tablee import catalog
from tablee.edge import example
from tablee.example import tell
from tablee.exports.archive import ArchiveMistake, archive, read_archive
from tablee.protocol.messages import Welcome
from tablee.workshop.commands import EditWorkshop
from tablee.workshop.happened import replay
from tablee.workshop.vocabulary import Language

NOW_MS = 1_700_000_000_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_example_keeps_every_rule(language: Language) -> None:
    """[C6] [E2] a workshop like any other, in pooling, with more than one territory to compare."""
    until_ms = NOW_MS + example.LASTING_MS
    told = tell(catalog.load("effets-utiles"), language, NOW_MS, until_ms)
    assert replay(told.journal) == told.room
    read = read_archive(archive(told.room, told.journal))
    assert not isinstance(read, ArchiveMistake), read
    assert told.room.phase == "mise-en-commun"
    assert len(told.room.boards) == (4 if language == "fr" else 3)
    assert len(told.room.decisions) == 3
    assert told.journal[-1].at_ms <= NOW_MS
    assert told.names.keys() == told.room.participants.keys()


def test_the_worked_example_is_in_it_word_for_word() -> None:
    """[R5] and only in its own language: it is never translated."""
    template = catalog.load("effets-utiles")
    assert template.worked_example is not None
    told = tell(template, "fr", NOW_MS, NOW_MS + 1)
    texts = [note.text for note in told.room.boards["m"].notes.values()]
    assert texts == [note.text for note in template.worked_example.notes()]
    assert "m" not in tell(template, "en", NOW_MS, NOW_MS + 1).room.boards


async def test_anybody_opens_an_example_of_their_own_as_every_role(tmp_path: Path) -> None:
    """[C6] [A8] even where creating needs a key; one visitor's is not another's."""
    server = RunningServer(tmp_path, key="secret", bare_pages=True).start()
    try:
        async with Visitor(server) as one, Visitor(server) as other:
            opened = [
                await visitor.http.post("/api/example", json={"language": "fr"})
                for visitor in (one, other)
            ]
            assert [each.status_code for each in opened] == [201, 201]
            rooms = [each.json()["url"].split("/")[2] for each in opened]
            assert rooms[0] != rooms[1]
            for view in ("animer", "plateau", "ecran"):
                page = await one.http.get(f"/r/{rooms[0]}/{view}")
                assert page.status_code == 200
                sandbox: Any = boot_of(page.text)["sandbox"]
                assert sorted(sandbox["views"]) == ["animer", "ecran", "plateau"]
                assert (await other.http.get(f"/r/{rooms[0]}/{view}")).status_code == 404
            minted = await one.http.post(f"/api/rooms/{rooms[0]}/facilitator/outboxes")
            async with one.line(rooms[0], "facilitator", minted.json()["outbox"]) as line:
                await say_hello(line)
                welcome = await hear(line, Welcome)
                assert isinstance(welcome, Welcome)
                assert welcome.room is not None
                assert welcome.room.phase == "mise-en-commun"
                assert "Louise" in welcome.people.values()
            kept = EditWorkshop(delete_after_ms=NOW_MS * 2)
            body = {"command": {"type": "EditWorkshop", "delete_after_ms": kept.delete_after_ms}}
            refused = await one.http.post(f"/api/rooms/{rooms[0]}/commands", json=body)
            assert refused.json()["code"] == "sandbox_date"
    finally:
        server.kill()


async def test_examples_are_bounded(own_server: RunningServer) -> None:
    """[C6] [L1] as long as the others are fresh, one too many is told to come back."""
    async with Visitor(own_server) as visitor:
        for _ in range(example.MOST):
            opened = await visitor.http.post("/api/example", json={"language": "en"})
            assert opened.status_code == 201, opened.text
        refused = await visitor.http.post("/api/example", json={"language": "en"})
        assert (refused.status_code, refused.json()["code"]) == (503, "examples_busy")

"""A whole rehearsal over a real server: everything posted is exported, whatever is killed."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from support.running_server import RunningServer
from tablee.__main__ import main
from tablee.client import workshops
from tablee.client.http import Session
from tablee.client.notes_file import NoteToPost, read_notes
from tablee.client.rehearse import Progress, Tally, rehearse
from tablee.client.trouble import Unreachable

CORPUS = Path(__file__).parent.parent / "data" / "corpus.json"
ENOUGH_S = 60.0
T = TypeVar("T")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with RunningServer(tmp_path) as running:
        yield running


def as_written(notes: tuple[NoteToPost, ...]) -> Counter[tuple[object, ...]]:
    return Counter(
        (
            note.text,
            note.territory,
            note.beneficiary,
            note.kind,
            note.directness,
            note.discussion_point,
        )
        for note in notes
    )


def as_exported(archive: dict[str, Any]) -> Counter[tuple[object, ...]]:
    return Counter(
        (
            note["text"],
            note["territory"],
            note["beneficiary"],
            note["kind"],
            note["directness"],
            bool(note["discussion"]),
        )
        for note in archive["notes"]
    )


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """A command that succeeds; returns what it prints."""
    code = main([*arguments, "--lang", "en"])
    said = capsys.readouterr()
    assert code == 0, said.err
    return said.out


def test_the_command_line_plays_a_workshop_from_its_creation_to_its_archive(
    server: RunningServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Eight participants, 244 notes, four territories; the archive imported says the same."""
    notes = read_notes(CORPUS)
    territories = [f"--territory={name}" for name in dict.fromkeys(n.territory for n in notes)]
    to_server = ("--server", server.address, "--json")
    links = json.loads(run(capsys, "new", "--title", "Essai", *territories, *to_server))
    assert list(links) == ["id", "facilitator", "join", "screen", "code"]

    run(capsys, "phase", links["facilitator"], "travail")
    rehearsal = ("rehearse", links["join"], "--notes", str(CORPUS), "--pace", "0", "--json")
    tally = json.loads(run(capsys, *rehearsal, "--participants", "8"))
    seconds = tally.pop("seconds")
    assert 0 < seconds < ENOUGH_S
    assert tally == {
        "posted": 244,
        "acknowledged": 244,
        "refused": 0,
        "late": 0,
        "reconnections": 0,
    }

    archive = tmp_path / "archive.json"
    run(capsys, "export", links["facilitator"], "--output", str(archive))
    exported = json.loads(archive.read_text(encoding="utf-8"))
    assert as_exported(exported) == as_written(notes)
    pairs = Counter((note["territory"], note["pair"]) for note in exported["notes"])
    assert pairs == Counter((note.territory, note.binome) for note in notes)

    again = json.loads(run(capsys, "import", str(archive), *to_server))
    assert again["id"] != links["id"]
    copy = run(capsys, "export", again["facilitator"], "--format", "json", "--output", "-")
    assert as_exported(json.loads(copy)) == as_written(notes)
    for file_format in ("csv", "md", "html"):
        run(capsys, "export", again["facilitator"], "--format", file_format, "--output", "-")


async def _rehearsed(
    server: RunningServer, participants: int, pace: float, *, kill_at: int | None = None
) -> tuple[Tally, dict[str, Any], int]:
    """Create, open the work, rehearse, export; kill the server at so many acknowledged."""
    notes = read_notes(CORPUS)
    links = await workshops.create(
        server.address,
        template="effets-utiles",
        title="Essai",
        territories=list(dict.fromkeys(note.territory for note in notes)),
        language="fr",
        key=None,
    )
    kills = 0

    def watch(progress: Progress) -> None:
        nonlocal kills
        if kill_at is not None and kills == 0 and progress.acknowledged >= kill_at:
            kills += 1
            server.kill()
            server.spawn()

    playing = asyncio.create_task(
        rehearse(
            links.join,
            participants,
            notes,
            pace,
            on_progress=watch,
            lang="fr",
            timeout_s=ENOUGH_S,
        )
    )
    await workshops.open_phase(links.facilitator, "travail", start_timer=True, language="fr")
    tally = await playing
    archive = await workshops.export(links.facilitator, "json", language="fr")
    return tally, json.loads(archive), kills


async def test_a_server_killed_midway_loses_nothing_and_doubles_nothing(
    server: RunningServer,
) -> None:
    """The participants come back by themselves, with the cookies and outboxes they had."""
    tally, archive, kills = await _rehearsed(server, 8, 80.0, kill_at=30)
    assert kills == 1
    assert tally.reconnections > 0
    assert (tally.acknowledged, tally.refused, tally.late) == (244, 0, 0)
    assert as_exported(archive) == as_written(read_notes(CORPUS))


async def test_two_people_serve_four_territories_one_after_the_other(
    server: RunningServer,
) -> None:
    tally, archive, _ = await _rehearsed(server, 2, 0)
    assert tally.complete
    assert as_exported(archive) == as_written(read_notes(CORPUS))


async def test_forty_people_share_the_territories_by_pairs(server: RunningServer) -> None:
    tally, archive, _ = await _rehearsed(server, 40, 0)
    assert tally.complete
    assert as_exported(archive) == as_written(read_notes(CORPUS))


def test_a_rehearsal_that_nobody_opens_the_work_for_ends_in_time(
    server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 and a tally all the same: nothing was posted."""
    notes = read_notes(CORPUS)
    territories = [f"--territory={name}" for name in dict.fromkeys(n.territory for n in notes)]
    to_server = ("--server", server.address, "--json")
    links = json.loads(run(capsys, "new", "--title", "Essai", *territories, *to_server))
    command = ["rehearse", links["join"], "--notes", str(CORPUS), "--timeout", "1", "--json"]
    assert main([*command, "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["posted"] == 0
    assert said.err == "tablee: Time is up: 0 notes acknowledged of 244.\n"


async def test_who_asks_for_a_place_again_is_one_person_in_one_pair(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[K1] the first answer to « join » is lost on its way."""
    notes = read_notes(CORPUS)[:4]
    links = await workshops.create(
        server.address,
        template="effets-utiles",
        title="Essai",
        territories=[notes[0].territory],
        language="fr",
        key=None,
    )
    await workshops.open_phase(links.facilitator, "travail", start_timer=True, language="fr")
    post = Session.post
    lost: list[str] = []

    async def losing(self: Session, path: str, body: object, shape: type[T]) -> T:
        answer = await post(self, path, body, shape)
        if path == "/api/join" and not lost:
            lost.append(path)
            raise Unreachable("unreachable")
        return answer

    monkeypatch.setattr(Session, "post", losing)
    await rehearse(links.join, 1, notes, 0.0, lang="fr", timeout_s=ENOUGH_S)
    assert lost
    archive = json.loads(await workshops.export(links.facilitator, "json", language="fr"))
    assert [note["pair"] for note in archive["notes"]] == [1] * len(notes)

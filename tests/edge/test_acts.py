"""The trace of what was led, over HTTP (SPEC H5), and the hours that a report has it in."""

from pathlib import Path

import pytest

from support.running_server import RunningServer
from support.visitors import Visitor
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    HideNote,
    OpenPhase,
    PauseTimer,
    SendMessage,
    ShowNote,
    StartTimer,
)


async def test_facilitators_read_who_led_what_and_when(
    visitor: Visitor, server: RunningServer
) -> None:
    """[H5] [H3] in the order of the journal, without what people wrote, which no log has either."""
    workshop = await visitor.create("Lyon")
    await visitor.enter(workshop)
    (board,) = await visitor.boards(workshop)
    for command in (
        OpenPhase(phase="travail"),
        StartTimer(duration_ms=60_000),
        PauseTimer(),
        AddBeneficiary(board=board, beneficiary="b", label="Canaris"),
        AddNote(note="n", beneficiary="b", text="Le canari chante"),
        SendMessage(message="m", text="Le canari vous attend"),
        HideNote(note="n"),
        ShowNote(note="n"),
    ):
        assert (await visitor.order(workshop, command)).status_code == 200
    answered = await visitor.http.get(f"/api/rooms/{workshop.id}/acts")
    assert answered.status_code == 200
    acts = answered.json()
    kinds = [each["event"]["type"] for each in acts]
    assert kinds == ["PhaseOpened", "TimerStarted", "TimerPaused", "NoteHidden", "NoteShown"]
    assert {each["role"] for each in acts} == {"facilitator"}
    assert sorted(each["seq"] for each in acts) == [each["seq"] for each in acts]
    assert all(each["at_ms"] > 1_700_000_000_000 for each in acts)
    assert "anari" not in answered.text
    assert "anari" not in server.errors + server.said


async def test_nobody_else_reads_it(visitor: Visitor) -> None:
    """[H5] neither a participant's cookie nor none."""
    workshop = await visitor.create("Lyon")
    assert (await visitor.http.get(f"/api/rooms/{workshop.id}/acts")).status_code == 401
    await visitor.join(workshop)
    assert (await visitor.http.get(f"/api/rooms/{workshop.id}/acts")).status_code == 401


@pytest.mark.parametrize(("place", "named"), [("Asia/Kolkata", "UTC+05:30"), ("UTC", "UTC")])
async def test_a_report_says_of_which_zone_the_hours_of_the_server_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, named: str
) -> None:
    """Those of the server's own place, where nobody in the room may be."""
    monkeypatch.setenv("TZ", place)
    with RunningServer(tmp_path) as server:
        async with Visitor(server) as visitor:
            workshop = await visitor.create("Lyon")
            await visitor.enter(workshop)
            report = await visitor.http.get(f"/api/rooms/{workshop.id}/export?format=html")
            assert f"(heures {named})" in report.text

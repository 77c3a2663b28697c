"""Who sees what (SPEC V)."""

import msgspec
import pytest
from msgspec.structs import replace

from support.tables import FACILITATOR, MARC, SCREEN, T0, ZOE, Table, at_work
from tablee.workshop.commands import (
    AddNote,
    ClosePoint,
    Command,
    DeleteNote,
    EditNote,
    EndTimer,
    HideNote,
    OpenPhase,
    OpenPoint,
    RestoreNote,
    SetStartingPoint,
    ShowNote,
    TakePosition,
)
from tablee.workshop.decide import decide_late
from tablee.workshop.events import NoteReturned, NoteWithdrawn
from tablee.workshop.evolve import evolve
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Room, Who
from tablee.workshop.visibility import FACILITATOR as SEES_ALL
from tablee.workshop.visibility import (
    OUTSIDE,
    READER,
    Sight,
    project,
    project_room,
    sight_of,
)

LYON, TOULOUSE = Sight("board", "lyon"), Sight("board", "toulouse")
NOBODY = Who(role="participant", participant="nobody")
SECRET = "Le canari chante à Lyon"


@pytest.fixture
def table() -> Table:
    """Lyon has a secret, in a note, a point and its starting point."""
    table = at_work()
    table.do(AddNote(note="n2", beneficiary="hab", text=SECRET), ZOE)
    table.do(OpenPoint(point="p", target_kind="note", target="n2", text=SECRET), ZOE)
    table.do(SetStartingPoint(board="lyon", text=SECRET), ZOE)
    return table


def seen(room: Room, sight: Sight) -> str:
    return msgspec.json.encode(project_room(room, sight)).decode()


def test_a_facilitator_sees_the_room_as_it_is(table: Table) -> None:
    """[V1] in every phase."""
    assert sight_of(table.room, FACILITATOR) == SEES_ALL
    assert project_room(table.room, SEES_ALL) is table.room


def test_before_the_pooling_a_participant_reads_the_board_they_sit_at(table: Table) -> None:
    """[V2] whole, and of the others the names."""
    assert sight_of(table.room, ZOE) == LYON
    view = project_room(table.room, LYON)
    assert view.boards["lyon"] == table.room.boards["lyon"]
    assert view.boards["toulouse"].name == "Toulouse"


def test_of_another_board_they_see_one_blank_chit_per_beneficiary_and_note(table: Table) -> None:
    """[V2] and not one word."""
    assert sight_of(table.room, MARC) == TOULOUSE
    lyon = project_room(table.room, TOULOUSE).boards["lyon"]
    assert lyon.chits == {"hab": "beneficiary", "n1": "note", "n2": "note"}
    assert SECRET not in seen(table.room, TOULOUSE)
    assert "Habitants" not in seen(table.room, TOULOUSE)


def test_the_screen_and_people_without_a_seat_see_chits(table: Table) -> None:
    """[V2] of every board."""
    for who in (SCREEN, NOBODY, Who(role="participant")):
        assert sight_of(table.room, who) == OUTSIDE
    assert SECRET not in seen(table.room, OUTSIDE)
    assert len(project_room(table.room, OUTSIDE).boards["lyon"].chits) == 3


def test_once_the_pooling_was_opened_everybody_reads_every_board_for_good(table: Table) -> None:
    """[V3] sight never narrows again, whatever the phase."""
    table.do(OpenPhase(phase="mise-en-commun"))
    for phase in ("travail", "accueil"):
        table.do(OpenPhase(phase="travail" if phase == "travail" else "accueil"))
        for who in (ZOE, MARC, SCREEN, NOBODY):
            assert sight_of(table.room, who) == READER
    assert SECRET in seen(table.room, READER)


def test_skipping_the_pooling_does_not_widen_what_is_seen(table: Table) -> None:
    """[V3] it is the pooling that opens the boards."""
    table.do(OpenPhase(phase="prochaine-session"))
    assert sight_of(table.room, MARC) == TOULOUSE


@pytest.mark.parametrize("sight", [SEES_ALL, READER, OUTSIDE, LYON, TOULOUSE], ids=str)
def test_what_a_viewer_is_sent_folds_to_what_it_would_be_shown(table: Table, sight: Sight) -> None:
    """[V4] event by event, with notes hidden, deleted, restored and shown again."""
    for command in (
        HideNote(note="n2"),
        AddNote(note="n3", beneficiary="hab", text="x"),
        TakePosition(point="p", position="q", text="Non"),
        DeleteNote(note="n2"),
        RestoreNote(note="n2"),
        ClosePoint(point="p"),
        ShowNote(note="n2"),
    ):
        table.do(command)
    room = view = None
    for happened in table.journal:
        if room is None or view is None:
            room = evolve(table.room, happened.event)
            view = project_room(room, sight)
            continue
        for each in project(room, happened.event, sight):
            view = evolve(view, each)
        room = evolve(room, happened.event)
        assert view == project_room(room, sight)
    assert room == table.room


def test_the_tray_is_the_facilitators(table: Table) -> None:
    """[V5] neither its events nor what it holds is shown to others."""
    table.do(EndTimer())
    command = AddNote(note="n9", beneficiary="hab", text="Le canari est en retard")
    events = decide_late(table.room, command, ZOE, table.now_ms, "o-1", T0)
    assert not isinstance(events, Rejection)
    before = table.room
    table.take(events, ZOE)
    for sight in (READER, OUTSIDE, LYON, TOULOUSE):
        assert project(before, events[0], sight) == ()
        assert "en retard" not in seen(table.room, sight)
    assert "en retard" in seen(table.room, SEES_ALL)


def test_a_hidden_note_is_absent_with_its_points_and_counted(table: Table) -> None:
    """[V6] for its own board, for readers and for chits."""
    before = table.room
    (event,) = table.do(HideNote(note="n2"))
    for sight in (READER, LYON):
        assert project(before, event, sight) == (NoteWithdrawn(board="lyon", note="n2", hidden=1),)
        board = project_room(table.room, sight).boards["lyon"]
        assert (list(board.notes), dict(board.points), board.hidden) == (["n1"], {}, 1)
    assert "n2" not in project_room(table.room, OUTSIDE).boards["lyon"].chits
    assert SECRET in seen(table.room, SEES_ALL)


def test_showing_a_hidden_note_brings_back_its_points(table: Table) -> None:
    """[V6] as they are by then; hiding and showing twice change nothing more."""
    table.do(HideNote(note="n2"))
    assert table.do(HideNote(note="n2")) == ()
    table.do(TakePosition(point="p", position="q", text="Non"))
    point = table.room.boards["lyon"].points["p"]
    before = table.room
    (event,) = table.do(ShowNote(note="n2"))
    note = replace(before.boards["lyon"].notes["n2"], hidden=False)
    returned = NoteReturned(board="lyon", note=note, after="n1", points=(point,), hidden=0)
    assert project(before, event, LYON) == (returned,)
    assert table.do(ShowNote(note="n2")) == ()


def test_what_happens_to_a_hidden_note_is_told_to_nobody_else(table: Table) -> None:
    """[V6] rewritten, discussed."""
    table.do(HideNote(note="n2"))
    commands: tuple[Command, ...] = (
        EditNote(note="n2", base=0, text="x"),
        TakePosition(point="p", position="q", text="Non"),
        OpenPoint(point="p2", target_kind="note", target="n2"),
    )
    for command in commands:
        before = table.room
        for event in table.do(command):
            assert [project(before, event, s) for s in (READER, LYON, OUTSIDE)] == [(), (), ()]


def test_a_hidden_note_is_unknown_to_whoever_is_no_facilitator(table: Table) -> None:
    """[V6] a conflict would tell what it says now."""
    table.do(HideNote(note="n2"))
    table.do(EditNote(note="n2", base=0, text="Ce qui ne se lit plus"))
    notes: tuple[Command, ...] = (
        EditNote(note="n2", base=0, text="x"),
        DeleteNote(note="n2"),
        OpenPoint(point="p2", target_kind="note", target="n2"),
    )
    for command in notes:
        answer = table.ask(command, ZOE)
        assert answer == Rejection(code="unknown_note")
    for command in (TakePosition(point="p", position="q", text="x"), ClosePoint(point="p")):
        assert table.refused(command, ZOE) == "unknown_point"
    table.do(ShowNote(note="n2"))
    assert table.refused(EditNote(note="n2", base=0, text="x"), ZOE) == "conflict"


def test_events_and_rooms_say_the_pair_and_no_name(table: Table) -> None:
    """[V7] a person is an id that only the room's people can name."""
    told = msgspec.json.encode([happened.event for happened in table.journal]).decode()
    assert "pair-z" in told
    assert "Zoé" not in told
    assert {each.name for each in msgspec.structs.fields(type(table.room.participants["zoe"]))} == {
        "id",
        "board",
        "pair",
        "expected",
    }

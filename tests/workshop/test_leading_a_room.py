"""What a facilitator does: the workshop, its phases and timer, seats, sight and pooling."""

import pytest

from support.tables import (
    FACILITATOR,
    MARC,
    SCREEN,
    SYSTEM,
    T0,
    ZOE,
    Table,
    at_work,
)
from tablee import catalog
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    AddTerritory,
    AdmitLate,
    CloseBoard,
    EndTimer,
    LockBoards,
    MoveDeadline,
    OpenPhase,
    PauseTimer,
    RemoveTerritory,
    RenameActor,
    RenameTerritory,
    ReopenBoards,
    ResumeTimer,
    RetractDecision,
    SameActor,
    SetAsideLate,
    SetGrace,
    Sit,
    StartTimer,
)
from tablee.workshop.decide import decide_late
from tablee.workshop.leading import create
from tablee.workshop.pairs import propose
from tablee.workshop.phases import lock_at_ms
from tablee.workshop.pooling import Actor, pooled
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Who
from tablee.workshop.visibility import FACILITATOR as SEES_ALL
from tablee.workshop.visibility import OUTSIDE, READER, Sight, project_room, sight_of

MINUTE = 60_000


def test_a_workshop_has_a_template_and_one_to_twenty_territories() -> None:
    """[C1] an empty title is the template's own."""
    template = catalog.load("effets-utiles")
    assert Table().room.title == template.title.fr
    assert isinstance(create(template, "", (), "fr", T0, T0), Rejection)
    many = tuple((f"t{place}", f"T{place}") for place in range(21))
    assert isinstance(create(template, "", many, "fr", T0, T0), Rejection)
    assert not isinstance(create(template, "", many[:20], "fr", T0, T0), Rejection)


def test_a_territory_s_name_is_unique() -> None:
    """[C2] case and outer blanks apart, when it is added as when it is renamed."""
    table = Table()
    assert table.refused(AddTerritory(board="x", name=" LYON")) == "label_taken"
    assert table.refused(RenameTerritory(board="lyon", name="toulouse")) == "label_taken"
    table.do(RenameTerritory(board="lyon", name="LYON"))


def test_a_territory_goes_only_while_it_is_empty() -> None:
    """[C3] nobody there, nothing written, not the last one."""
    table = at_work()
    assert table.refused(RemoveTerritory(board="lyon")) == "territory_in_use"
    assert table.refused(RemoveTerritory(board="toulouse")) == "territory_in_use"
    table.do(AddTerritory(board="arles", name="Arles"))
    table.do(RemoveTerritory(board="arles"))
    alone = Table("Lyon")
    assert alone.refused(RemoveTerritory(board="lyon")) == "too_few"


def test_leaving_the_work_locks_and_coming_back_opens() -> None:
    """[P5] and restarts no timer."""
    table = at_work()
    table.do(StartTimer())
    table.do(OpenPhase(phase="mise-en-commun"))
    assert all(board.closed for board in table.room.boards.values())
    table.do(OpenPhase(phase="travail", start_timer=True))
    assert not any(board.closed for board in table.room.boards.values())
    assert table.room.timer.state == "ended"


def test_the_timer_starts_with_the_phase_s_duration_or_the_one_given() -> None:
    """[T1] 2,700 s in the deck; opening the phase may start it."""
    table = Table()
    table.do(OpenPhase(phase="travail", start_timer=True))
    assert table.room.timer.deadline_ms == T0 + 2_700_000
    assert table.refused(StartTimer()) == "timer_running"
    other = at_work()
    other.do(StartTimer(duration_ms=5 * MINUTE))
    assert other.room.timer.deadline_ms == T0 + 5 * MINUTE
    for wrong in (0, 999, 9 * 3_600_000):
        fresh = at_work()
        assert fresh.refused(StartTimer(duration_ms=wrong)) == "duration_out_of_range"


def test_a_pause_keeps_what_is_left_and_the_boards_open() -> None:
    """[T2] resuming sets a new end."""
    table = at_work()
    table.do(StartTimer(duration_ms=10 * MINUTE))
    table.now_ms += 4 * MINUTE
    table.do(PauseTimer())
    table.now_ms += 30 * MINUTE
    table.do(AddNote(note="n2", beneficiary="hab", text="pendant la pause"), ZOE)
    table.do(ResumeTimer())
    assert table.room.timer.deadline_ms == table.now_ms + 6 * MINUTE


def test_extending_and_shortening_move_the_end() -> None:
    """[T3] running or paused."""
    table = at_work()
    table.do(StartTimer(duration_ms=10 * MINUTE))
    table.do(MoveDeadline(by_ms=5 * MINUTE))
    table.do(MoveDeadline(by_ms=-MINUTE))
    assert table.room.timer.deadline_ms == T0 + 14 * MINUTE
    table.do(PauseTimer())
    table.do(MoveDeadline(by_ms=MINUTE))
    assert table.room.timer.remaining_ms == 15 * MINUTE


def test_ending_now_locks_at_once() -> None:
    """[T4] a participant's next note is refused."""
    table = at_work()
    table.do(StartTimer())
    table.do(EndTimer())
    assert table.refused(AddNote(note="n2", beneficiary="hab", text="x"), ZOE) == "board_closed"


def test_the_grace_is_sixty_seconds_at_most() -> None:
    """[T6] and moves the lock, not the end that is shown."""
    table = at_work()
    table.do(StartTimer())
    table.do(SetGrace(grace_ms=60_000))
    assert lock_at_ms(table.room) == T0 + 2_700_000 + 60_000
    assert table.room.timer.deadline_ms == T0 + 2_700_000
    assert table.refused(SetGrace(grace_ms=60_001)) == "duration_out_of_range"


def test_one_board_is_closed_early_and_the_timer_goes_on() -> None:
    """[T7] for the others; [T8] it is opened again alone."""
    table = at_work()
    table.do(StartTimer())
    table.do(CloseBoard(board="lyon"))
    assert table.refused(AddNote(note="n2", beneficiary="hab", text="x"), ZOE) == "board_closed"
    table.do(AddNote(note="m1", beneficiary="toulouse-territoire", text="x"), MARC)
    assert table.room.timer.state == "running"
    table.do(ReopenBoards(board="lyon"))
    table.do(AddNote(note="n2", beneficiary="hab", text="x"), ZOE)


def test_only_the_deadline_that_stands_locks() -> None:
    """[T5] a lock for an end that was moved does nothing."""
    table = at_work()
    table.do(StartTimer())
    table.do(MoveDeadline(by_ms=MINUTE))
    table.now_ms = T0 + 2_700_000
    assert table.do(LockBoards(deadline_ms=T0 + 2_700_000), SYSTEM) == ()
    table.now_ms += MINUTE
    table.do(LockBoards(deadline_ms=T0 + 2_760_000), SYSTEM)
    assert table.room.timer.state == "ended"


def kept_late(table: Table, late: str, command: AddNote | AddBeneficiary) -> None:
    answer = decide_late(table.room, command, ZOE, table.now_ms, late, None)
    assert not isinstance(answer, Rejection)
    table.take(answer, ZOE)


def test_a_late_note_waits_until_it_is_admitted_or_set_aside() -> None:
    """[T9] and [T10] admitted, it is as if it had come in time; what is impossible stays."""
    table = at_work()
    table.do(EndTimer())
    kept_late(table, "l1", AddNote(note="n2", beneficiary="hab", text="tard"))
    kept_late(table, "l2", AddNote(note="n3", beneficiary="hab", text="plus tard"))
    table.do(AdmitLate(late="l1"))
    table.do(SetAsideLate(late="l2"))
    notes = table.room.boards["lyon"].notes
    assert (notes["n2"].text, notes["n2"].pair) == ("tard", "pair-z")
    assert "n3" not in notes
    assert table.refused(AdmitLate(late="l2")) == "unknown_late"


def test_a_late_note_whose_beneficiary_is_late_too_is_kept_and_admitted_in_order() -> None:
    """[T10] admitted before its beneficiary it is refused and stays in the tray."""
    table = at_work()
    table.do(EndTimer())
    kept_late(table, "l1", AddBeneficiary(board="lyon", beneficiary="new", label="Écoles"))
    kept_late(table, "l2", AddNote(note="n2", beneficiary="new", text="tard"))
    assert table.refused(AdmitLate(late="l2")) == "unknown_beneficiary"
    assert "l2" in table.room.late
    table.do(AdmitLate(late="l1"))
    table.do(AdmitLate(late="l2"))
    assert table.room.boards["lyon"].notes["n2"].beneficiary == "new"


def test_people_take_their_own_place_and_facilitators_place_anybody() -> None:
    """[S1] and [S2]"""
    table = at_work()
    assert table.refused(Sit(participant="zoe", board="lyon", pair="pair-z"), MARC) == "not_allowed"
    assert table.refused(Sit(participant="x", board="lyon", pair="p")) == "unknown_participant"
    table.do(Sit(participant="marc", board="lyon", pair="pair-z"))
    assert table.room.participants["marc"].board == "lyon"
    assert table.refused(Sit(participant="marc", board="lyon", pair="pair-m"), MARC) == (
        "unknown_pair"
    )


def test_the_place_offered_is_with_whoever_waits_then_a_trio() -> None:
    """[S3] a new pair before the work, never a lone person once it has begun."""
    table = Table("Lyon")
    assert propose(table.room) == ("lyon", None)
    sit(table, "a", "p1")
    assert propose(table.room) == ("lyon", "p1")
    sit(table, "b", "p1")
    assert propose(table.room) == ("lyon", None)
    table.do(OpenPhase(phase="travail"))
    assert propose(table.room) == ("lyon", "p1")


def sit(table: Table, participant: str, pair: str) -> None:
    who = Who(role="participant", participant=participant)
    table.do(Sit(participant=participant, board="lyon", pair=pair), who)


def test_who_reads_what_before_and_after_the_pooling() -> None:
    """[V1] [V2] [V3] sight only widens."""
    table = at_work()
    everybody = (FACILITATOR, ZOE, MARC, SCREEN)
    sights = [sight_of(table.room, who) for who in everybody]
    assert sights == [SEES_ALL, Sight("board", "lyon"), Sight("board", "toulouse"), OUTSIDE]
    seen = project_room(table.room, Sight("board", "toulouse")).boards["lyon"]
    assert (dict(seen.notes), seen.chits) == ({}, {"hab": "beneficiary", "n1": "note"})
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(OpenPhase(phase="travail"))
    sights = [sight_of(table.room, who) for who in everybody]
    assert sights == [SEES_ALL, READER, READER, READER]


def pooling() -> Table:
    """« Habitants » at Lyon, « Les habitants » and « Élus » at Toulouse, in « mise en commun »."""
    table = at_work()
    for name, label in (("hab2", "Les habitants"), ("elus", "Élus")):
        table.do(AddBeneficiary(board="toulouse", beneficiary=name, label=label), MARC)
    table.do(AddNote(note="m1", beneficiary="hab2", text="Se parler"), MARC)
    table.do(OpenPhase(phase="mise-en-commun"))
    return table


def actor_of(table: Table, beneficiary: str) -> Actor:
    found = [a for a in pooled(table.room) if any(m.beneficiary == beneficiary for m in a.members)]
    assert len(found) == 1
    return found[0]


def test_every_note_is_in_the_pooling_once_and_the_territory_is_one_actor() -> None:
    """[G1] and comes last."""
    table = pooling()
    actors = pooled(table.room)
    assert sorted(note for actor in actors for note in actor.notes) == ["m1", "n1"]
    assert actors[-1].builtin
    assert len(actors[-1].members) == 2


def test_joining_is_transitive_and_any_decision_can_be_undone() -> None:
    """[G2] and [G4] in any order, the pooling is what the others give."""
    table = pooling()
    alone = pooled(table.room)
    table.do(SameActor(decision="d1", beneficiaries=("hab", "hab2")))
    once = pooled(table.room)
    table.do(SameActor(decision="d2", beneficiaries=("hab2", "elus")))
    assert actor_of(table, "hab") == actor_of(table, "elus")
    table.do(RetractDecision(decision="d1"))
    assert actor_of(table, "hab") != actor_of(table, "elus")
    table.do(RetractDecision(decision="d2"))
    assert pooled(table.room) == alone
    table.do(SameActor(decision="d3", beneficiaries=("hab2", "hab")))
    assert pooled(table.room) == once
    assert table.refused(SameActor(decision="d4", beneficiaries=("hab", "hab"))) == "too_few"


@pytest.mark.parametrize(("chosen", "shown"), [(None, "Les habitants"), ("Mangeurs", "Mangeurs")])
def test_an_actor_s_name_and_its_other_wordings(chosen: str | None, shown: str) -> None:
    """[G3] the longest wording unless one was chosen, and the last choice wins."""
    table = pooling()
    table.do(SameActor(decision="d1", beneficiaries=("hab", "hab2"), label=chosen))
    actor = actor_of(table, "hab")
    assert actor.label == shown
    assert set(actor.also_named) == {"Habitants", "Les habitants"} - {shown}
    table.do(RenameActor(decision="d2", beneficiary="hab2", label="Voisins"))
    assert actor_of(table, "hab").label == "Voisins"

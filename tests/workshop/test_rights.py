"""Who may do what, in which phase, to which board: the whole matrix, said a second time here.

The rules are stated in sets of names, independently of `workshop/rights.py`, so that a change of
the table that nobody wrote down in the SPEC fails.
"""

from itertools import product
from typing import get_args

import pytest

from support.commands import EXAMPLES
from support.tables import FACILITATOR, MARC, SCREEN, SYSTEM, ZOE, Table, at_work
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    BoardCommand,
    CallCommand,
    CloseBoard,
    Command,
    EditNote,
    EndTimer,
    LeadCommand,
    MoveNote,
    OpenPhase,
    PoolingCommand,
    RemarkCommand,
    Sit,
    TakingPartCommand,
)
from tablee.workshop.decide import decide
from tablee.workshop.rejection import Rejection
from tablee.workshop.rights import RIGHTS, may
from tablee.workshop.room import Who
from tablee.workshop.vocabulary import PHASES, PhaseKind, Role

ALL = {"accueil", "presentation", "travail", "mise-en-commun", "prochaine-session"}
TIMER = {"StartTimer", "PauseTimer", "ResumeTimer", "MoveDeadline", "EndTimer"}
LOCKS = {"CloseBoard", "ReopenBoards"}
POOLING = {
    *("SameActor", "RenameActor", "RetractDecision", "PartOfActor", "DifferentActors"),
    *("DecideLater", "GroupEffects", "TakeOutOfGroup", "TitleGroup", "CategoriseActor"),
    "PutInRegister",
}
LEADING = {
    *("HideNote", "ShowNote", "EditWorkshop", "AddTerritory", "RenameTerritory", "RemoveTerritory"),
    *("OpenPhase", "SetGrace", "AdmitLate", "SetAsideLate", "SetNextSession"),
    *("Guide", "Release", "Summon", "Present", "SetScreen"),
    *("OpenDoors", "CloseDoors"),
    *("EditPhase", "ExpectPeople"),
}
REMARKS = {"LeaveRemark", "AnswerRemark", "CloseRemark", "ReopenRemark"}
SEATS = {"Sit", "Arrive", "FreeSeat", "GiveSeatBack", "DropExpected"}
WRITING = {
    *("SetStartingPoint", "AddBeneficiary", "EditBeneficiary", "RankBeneficiary"),
    *("DeleteBeneficiary", "RestoreBeneficiary", "AddNote", "EditNote", "ClassifyNote", "MoveNote"),
    *("SplitNote", "DeleteNote", "RestoreNote", "OpenPoint", "EditPoint", "TakePosition"),
    *("KeepBothVersions", "ClosePoint", "ReopenPoint", "AddInterestedActor", "EditInterestedActor"),
    *("DeleteInterestedActor", "RestoreInterestedActor"),
}
CALLS = {"SayReady", "RaiseHand", "LowerHand"}
LEADING |= {"BringBackLate", "SendMessage", "WithdrawMessage"}
CONCLUDING = {
    *("OpenVoting", "CloseVoting", "WriteConclusion", "EditConclusion", "RemoveConclusion"),
    *("CloseConclusion", "ReopenConclusion", "SettleMisrendered"),
}
TAKING_PART = {"CastVotes", "SayMisrendered", "WithdrawMisrendered"}
POOLING |= CONCLUDING
LEADING |= {"AddConcept", "RemoveConcept"}
ROLES: tuple[Role, ...] = get_args(Role)
WHO: dict[Role, Who] = {
    "facilitator": FACILITATOR,
    "participant": ZOE,
    "screen": SCREEN,
    "system": SYSTEM,
}
COMMANDS: tuple[type[Command], ...] = get_args(Command)


def phases_of(name: str, role: Role) -> set[str]:
    """In which phases the rules let this role give this command."""
    if name == "Sit":
        return ALL if role in ("participant", "facilitator") else set()
    if name == "Arrive":
        return ALL if role == "participant" else set()
    if name in ("FreeSeat", "GiveSeatBack", "DropExpected"):
        return ALL if role == "system" else set()
    if name == "LockBoards":
        return {"travail"} if role == "system" else set()
    if role == "participant" and name in REMARKS:
        return {"presentation"}
    if name == "MarkLinks":
        return ALL if role == "system" else set()
    if name == "LowerHand":
        return ALL if role in ("participant", "facilitator") else set()
    if name in CALLS:
        return ({"travail"} if name == "SayReady" else ALL) if role == "participant" else set()
    if name in TAKING_PART:
        return {"mise-en-commun", "prochaine-session"} if role == "participant" else set()
    if role == "participant":
        return {"travail"} if name in WRITING else set()
    if role != "facilitator":
        return set()
    if name in WRITING:
        return {"travail", "mise-en-commun"}
    if name in TIMER | LOCKS:
        return {"travail"}
    if name in POOLING:
        return {"mise-en-commun", "prochaine-session"}
    return ALL if name in LEADING | REMARKS else set()


@pytest.fixture(scope="module")
def rooms() -> dict[PhaseKind, Table]:
    """A room in each phase."""
    tables: dict[PhaseKind, Table] = {}
    for phase in PHASES:
        tables[phase] = at_work()
        tables[phase].do(OpenPhase(phase=phase))
    return tables


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_every_command_is_taken_from_the_roles_and_in_the_phases_that_the_rules_name(
    kind: type[Command], rooms: dict[PhaseKind, Table]
) -> None:
    """[P1] [P2] [P3] [P4] every command × role × phase, and what is not named is refused."""
    command = EXAMPLES[kind]
    for role, phase in product(ROLES, PHASES):
        allowed = phases_of(kind.__name__, role)
        refused = may(rooms[phase].room, command, WHO[role])
        answer = decide(rooms[phase].room, command, WHO[role], rooms[phase].now_ms)
        code = answer.code if isinstance(answer, Rejection) else None
        if phase in allowed:
            assert refused is None, (role, phase)
            assert code != "wrong_phase", (role, phase)
        else:
            expected = "wrong_phase" if allowed else "not_allowed"
            assert refused is not None, (role, phase)
            assert refused.code == expected, (role, phase)
            assert code == expected, (role, phase)


def test_every_command_has_a_row_and_a_new_one_without_a_row_fails_here() -> None:
    """[P2] the table, the union of commands and the statement above name the same commands."""
    names = {kind.__name__ for kind in COMMANDS}
    assert set(RIGHTS) == set(COMMANDS) == set(EXAMPLES)
    leading = LEADING | TIMER | LOCKS | CONCLUDING | {"LockBoards", "MarkLinks"}
    assert names == SEATS | WRITING | leading | POOLING | REMARKS | CALLS | TAKING_PART
    assert {kind.__name__ for kind in get_args(TakingPartCommand)} == TAKING_PART
    assert {kind.__name__ for kind in get_args(BoardCommand)} == WRITING
    assert {kind.__name__ for kind in get_args(RemarkCommand)} == REMARKS
    assert {kind.__name__ for kind in get_args(CallCommand)} == CALLS
    assert {kind.__name__ for kind in get_args(PoolingCommand)} == POOLING - CONCLUDING
    assert {kind.__name__ for kind in get_args(LeadCommand)} == leading


def test_a_command_that_has_no_row_is_refused_to_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[P2] what is not in the table is refused."""
    table = at_work()
    without = {kind: right for kind, right in RIGHTS.items() if kind is not AddNote}
    monkeypatch.setattr("tablee.workshop.rights.RIGHTS", without)
    for who in WHO.values():
        assert table.refused(EXAMPLES[AddNote], who) == "not_allowed"


def test_a_participant_writes_on_the_board_they_sit_at() -> None:
    """[P3] on their own board, in « travail »."""
    assert at_work().do(AddBeneficiary(board="lyon", beneficiary="b", label="Élus"), ZOE)


def test_a_participant_does_not_write_on_another_board() -> None:
    """[P3] whether the board is named, or reached through one of its notes or beneficiaries."""
    table = at_work()
    for command in (
        AddBeneficiary(board="lyon", beneficiary="b", label="Élus"),
        AddNote(note="n2", beneficiary="hab", text="Chez les autres"),
        EditNote(note="n1", base=0, text="Réécrit par d'autres"),
        MoveNote(note="n1", beneficiary="lyon-territoire"),
    ):
        assert table.refused(command, MARC) == "other_board"


def test_a_person_without_a_seat_writes_nowhere() -> None:
    """[P3] not seated, or not even known."""
    table = at_work()
    for participant in ("nobody", None):
        who = Who(role="participant", participant=participant)
        assert table.refused(EXAMPLES[AddNote], who) == "not_seated"


def test_a_closed_board_takes_nothing_from_a_participant() -> None:
    """[P3] closed alone or with all the others."""
    table = at_work()
    table.do(CloseBoard(board="lyon"))
    assert table.refused(AddNote(note="n2", beneficiary="hab", text="Trop tard"), ZOE) == (
        "board_closed"
    )
    table.do(EndTimer())
    assert table.refused(EXAMPLES[AddBeneficiary], MARC) == "other_board"
    command = AddBeneficiary(board="toulouse", beneficiary="b", label="Élus")
    assert table.refused(command, MARC) == "board_closed"


def test_a_facilitator_writes_on_a_closed_board_and_during_the_pooling() -> None:
    """[P4] everywhere, closed or not."""
    table = at_work()
    table.do(EndTimer())
    table.do(AddNote(note="n2", beneficiary="hab", text="Dit à voix haute"))
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(AddNote(note="n3", beneficiary="hab", text="Dit en commun"))
    table.do(OpenPhase(phase="prochaine-session"))
    assert table.refused(AddNote(note="n4", beneficiary="hab", text="Après")) == "wrong_phase"


def test_a_seat_gives_the_right_to_write_at_once_and_leaving_takes_it_away() -> None:
    """[P3] the board that counts is the one where the person sits now."""
    table = at_work()
    table.do(Sit(participant="marc", board="lyon", pair="pair-z"), MARC)
    table.do(AddNote(note="n2", beneficiary="hab", text="Depuis Lyon"), MARC)
    command = AddBeneficiary(board="toulouse", beneficiary="b", label="Élus")
    assert table.refused(command, MARC) == "other_board"

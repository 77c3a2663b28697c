"""Each invariant of the state machine fails on a bug that is planted for it.

A bug is planted in the rules themselves; the machine must find it, and name what broke.
"""

from collections.abc import Sequence
from typing import Any, Final, Protocol

import pytest
from hypothesis import HealthCheck, Phase, settings
from msgspec.structs import replace

from support.rules_machine import ask_everything
from tablee.workshop import (
    beneficiaries,
    calls,
    closure,
    conclusions,
    evolve_board,
    evolve_concluding,
    lookup,
    misrendered,
    notes,
    pairs,
    planning,
    pooling,
    pooling_choices,
    rights,
    visibility,
    voting,
    wording,
)
from tablee.workshop import decide as deciding
from tablee.workshop import evolve as folding
from tablee.workshop import guiding as guides
from tablee.workshop.commands import CastVotes, DeleteBeneficiary, EditPhase, RetractDecision, Sit
from tablee.workshop.events import (
    BeneficiaryDeleted,
    BeneficiaryRestored,
    CommandReceivedLate,
    DecisionRetracted,
    DecisionTaken,
    Event,
    MisrenderedSaid,
    MisrenderedWithdrawn,
    NoteAdded,
    NoteEdited,
    NoteMoved,
    NoteRestored,
    PhaseOpened,
    SeenEvent,
    VotesCast,
)
from tablee.workshop.pooling import Actor
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Board, Room, VoteCount, Voting, Who
from tablee.workshop.template import PhasePlan
from tablee.workshop.visibility import Sight

pytestmark = pytest.mark.long
"""They prove the machine, not the rules: the machine itself runs every time."""

SEARCH = settings(
    max_examples=20,
    stateful_step_count=50,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


VOTED: Final = ("vote", "open_phase", "delete_note", "hide_or_show")


def hunt(asking: Sequence[str]) -> None:
    """Until the machine fails, from one seed after the other."""
    for number in range(30):
        ask_everything(number, SEARCH, asking)


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> "Plant":
    """Put a bug in the place of a function of the rules, and insist that the machine names it.

    `asking` names the rules of the machine that lead there, where all of them together would seldom
    do; what they break is named by the same invariants.
    """

    def plant(module: Any, name: str, bug: Any, broken: str, *asking: str) -> None:
        monkeypatch.setattr(module, name, bug)
        with pytest.raises(AssertionError, match=broken):
            hunt(asking)

    return plant


class Plant(Protocol):
    """What `planted` gives."""

    def __call__(self, module: Any, name: str, bug: Any, broken: str, *asking: str) -> None: ...


def test_a_deleted_beneficiary_that_leaves_its_notes_behind_is_found(planted: Plant) -> None:
    """[B6] the notes are given to nobody."""

    def delete(board: Board, command: DeleteBeneficiary) -> tuple[Event, ...] | Rejection:
        answer = was(board, command)
        if isinstance(answer, Rejection):
            return answer
        return tuple(event for event in answer if not isinstance(event, NoteMoved))

    was = beneficiaries.delete
    planted(
        beneficiaries,
        "delete",
        delete,
        "a live note has no live beneficiary",
        "delete_beneficiary",
        "add_note",
    )


def test_a_deleted_beneficiary_that_takes_notes_along_is_found(planted: Plant) -> None:
    """[B6] the fold drops them."""

    def evolve(board: Board, event: Any) -> Board:
        after = was(board, event)
        if isinstance(event, BeneficiaryDeleted):
            return replace(after, notes=dict(list(after.notes.items())[1:]))
        return after

    was = evolve_board.evolve
    planted(evolve_board, "evolve", evolve, "a note is lost or doubled")


def test_a_note_that_moves_to_another_board_is_found(planted: Plant) -> None:
    """[N10] any id passes for a beneficiary of the board."""

    def resolve(_board: Board, beneficiary: str) -> str:
        return beneficiary

    planted(notes, "resolve", resolve, "a live note has no live beneficiary", "change_note")


def test_an_id_that_is_used_twice_is_found(planted: Plant) -> None:
    """[N3] nothing asks whether it is taken."""

    def new_id(room: Room, proposed: str) -> str | Rejection:
        answer = was(room, proposed)
        taken = isinstance(answer, Rejection) and answer.code == "id_taken"
        return proposed if taken else answer

    was = lookup.new_id
    planted(notes, "new_id", new_id, "an id was used twice|an id means two things")


def test_a_decision_under_the_id_of_a_retracted_one_is_found(planted: Plant) -> None:
    """[N3] what was retracted is forgotten."""

    def new_id(room: Room, proposed: str) -> str | Rejection:
        return was(replace(room, retracted=()), proposed)

    was = lookup.new_id
    planted(pooling_choices, "new_id", new_id, "a decision's id was used twice")


def test_a_message_under_the_id_of_a_withdrawn_one_is_found(planted: Plant) -> None:
    """[N3] what was withdrawn is forgotten."""

    def new_id(room: Room, proposed: str) -> str | Rejection:
        return was(replace(room, withdrawn={}), proposed)

    was = lookup.new_id
    planted(calls, "new_id", new_id, "a message's id was used twice")


def test_a_third_level_of_groups_is_found(planted: Plant) -> None:
    """[B2] a restored beneficiary comes back into a group that joined another one."""

    def described(*asked: Any) -> Any:
        answer = was(*asked)
        refused = isinstance(answer, Rejection) and answer.code == "parent_not_possible"
        grouped = refused and asked[4] != asked[1] and asked[4] in asked[0].order
        return ((), "", asked[4]) if grouped else answer

    was = beneficiaries._described
    planted(beneficiaries, "_described", described, "a group is in a group")


def test_a_beneficiary_that_is_restored_without_a_rank_is_found(planted: Plant) -> None:
    """[B5] it is on the board and in no order."""

    def evolve(board: Board, event: Any) -> Board:
        after = was(board, event)
        lost = isinstance(event, BeneficiaryRestored)
        return replace(after, order=board.order) if lost else after

    was = evolve_board.evolve
    planted(evolve_board, "evolve", evolve, "the order is not that of the beneficiaries")


def test_a_projection_that_shows_the_notes_of_other_boards_is_found(planted: Plant) -> None:
    """[V4] what is sent is not what would be shown."""

    def project(before: Room, event: Event, sight: Sight) -> tuple[SeenEvent, ...]:
        return (event,) if isinstance(event, NoteAdded) else was(before, event, sight)

    was = visibility.project
    planted(visibility, "project", project, "a view is not the projection")


def test_a_sight_that_is_too_wide_everywhere_is_found(planted: Plant) -> None:
    """[V2] frames and snapshots agree, and both show too much."""
    planted(visibility, "_blank", lambda board: board, "a foreign board is read|not the projection")


def test_a_hidden_note_that_is_still_shown_is_found(planted: Plant) -> None:
    """[V6] frames and snapshots do not take it away."""
    planted(visibility, "_read", lambda board: board, "a hidden note is shown|not the projection")


def test_a_tray_that_everybody_is_sent_is_found(planted: Plant) -> None:
    """[V5] the late commands reach everybody."""

    def project(before: Room, event: Event, sight: Sight) -> tuple[SeenEvent, ...]:
        return (event,) if isinstance(event, CommandReceivedLate) else was(before, event, sight)

    was = visibility.project
    planted(visibility, "project", project, "a view is not the projection")


def test_a_participant_who_writes_on_another_board_is_found(planted: Plant) -> None:
    """[P3] only the lock is asked about."""

    def may_write(room: Room, board: Board, who: Who) -> Rejection | None:
        answer = was(room, board, who)
        return None if answer is not None and answer.code == "other_board" else answer

    was = rights.may_write
    planted(deciding, "may_write", may_write, "a participant wrote on a foreign board")


def test_a_participant_who_writes_after_the_lock_is_found(planted: Plant) -> None:
    """[T5] only the seat is asked about."""

    def may_write(room: Room, board: Board, who: Who) -> Rejection | None:
        answer = was(room, board, who)
        return None if answer is not None and answer.code == "board_closed" else answer

    was = rights.may_write
    planted(
        deciding,
        "may_write",
        may_write,
        "a participant wrote after the lock",
        "time_and_locks",
        "time_passes",
        "add_note",
    )


def test_a_participant_who_writes_out_of_the_work_is_found(planted: Plant) -> None:
    """[P2] the phase is not asked about."""

    def may(room: Room, command: Any, who: Who) -> Rejection | None:
        answer = was(room, command, who)
        return None if answer is not None and answer.code == "wrong_phase" else answer

    was = rights.may
    broken = "a participant (wrote|remarked) out of time|a participant wrote after the lock"
    planted(deciding, "may", may, broken)


def test_a_newcomer_who_passes_closed_doors_is_found(planted: Plant) -> None:
    """[A9] the doors are not asked about."""

    def sit(room: Room, command: Sit, who: Who) -> tuple[Event, ...] | Rejection:
        return was(replace(room, doors_open=True), command, who)

    was = pairs.sit
    planted(pairs, "sit", sit, "somebody new came in through closed doors")


def test_a_retraction_that_undoes_two_decisions_is_found(planted: Plant) -> None:
    """[G4] the one that was asked for, and the first one."""

    def retract(room: Room, command: RetractDecision) -> tuple[Event, ...] | Rejection:
        answer = was(room, command)
        others = [each for each in room.decisions if each != command.decision]
        if isinstance(answer, Rejection) or not others:
            return answer
        return (*answer, DecisionRetracted(decision=others[0]))

    was = pooling_choices.retract
    planted(pooling_choices, "retract", retract, "more than one decision was retracted")


def test_a_pooling_that_loses_a_note_is_found(planted: Plant) -> None:
    """[G1] the newest note of every actor."""

    def pooled(room: Room) -> tuple[Actor, ...]:
        return tuple(replace(actor, notes=actor.notes[:-1]) for actor in was(room))

    was = pooling.pooled
    planted(pooling, "pooled", pooled, "the pooling does not hold every live note once")


def test_a_pooling_that_depends_on_the_order_of_joins_is_found(planted: Plant) -> None:
    """[G4] only the first join counts."""

    def joins(room: Room) -> list[Sequence[str]]:
        return was(room)[:1]

    was = closure.joins
    planted(closure, "joins", joins, "the pooling depends on the order")


def test_a_fold_that_changes_the_room_it_is_given_is_found(planted: Plant) -> None:
    """[J3] a mapping changed in its place."""

    def put(mapping: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
        mapping[key] = value
        return mapping

    planted(evolve_board, "put", put, "evolve changed its input")


def test_a_decision_that_changes_the_room_it_is_asked_of_is_found(planted: Plant) -> None:
    """[J3] a thing remembered outside of the events."""

    def add(room: Room, board: Any, *asked: Any) -> Any:
        answer = was(room, board, *asked)
        board.known_as["asked"] = board.id
        return answer

    was = notes.add
    planted(notes, "add", add, "decide changed its input")


def test_a_room_that_replay_does_not_give_is_found(planted: Plant) -> None:
    """[J3] the running room forgets a rewriting that the journal holds."""

    def evolve(room: Room, event: SeenEvent) -> Room:
        return room if isinstance(event, NoteEdited) else was(room, event)

    was = folding.evolve
    planted(folding, "evolve", evolve, "replay differs from the room|not the projection")


def test_a_limit_that_is_not_asked_about_is_found(planted: Plant) -> None:
    """[N4] a room without an end."""
    planted(
        notes,
        "_no_room_for",
        lambda _room, _more, **_new: None,
        "a limit does not hold",
        "add_note",
        "add_beneficiary",
    )


def test_a_text_that_is_not_cleaned_is_found(planted: Plant) -> None:
    """[X1] lone surrogates reach the journal."""
    planted(wording, "clean", lambda text: text, "does not survive JSON")


def test_a_note_restored_without_its_beneficiary_is_found(planted: Plant) -> None:
    """[N12] nothing asks whether the beneficiary is still there."""

    def restore(_room: Room, board: Board, command: Any) -> Any:
        answer = was(_room, board, command)
        if isinstance(answer, Rejection) and answer.code == "beneficiary_deleted":
            return (NoteRestored(board=board.id, note=command.note),)
        return answer

    was = notes.restore
    planted(
        notes,
        "restore",
        restore,
        "a live note has no live beneficiary",
        "delete_note",
        "delete_beneficiary",
        "restore",
    )


def test_the_machine_runs_on_the_rules_that_it_names() -> None:
    """The functions above are those that the rules call, under the names that they call."""
    for module, name, home in (
        (deciding, "may_write", rights),
        (deciding, "may", rights),
        (notes, "resolve", lookup),
        (notes, "new_id", lookup),
    ):
        assert getattr(module, name) is getattr(home, name)


def test_a_private_board_that_is_shown_to_all_is_found(planted: Plant) -> None:
    """[Q2] nothing asks whether the pooling has been shown."""

    def pooled_target(room: Room, command: Any) -> Any:
        return was(replace(room, pooling_shown=True), command)

    was = guides._pooled_target
    planted(
        guides,
        "_pooled_target",
        pooled_target,
        "a private board is shown to all",
        "guide",
        "open_phase",
        "add_note",
    )


def test_a_hidden_note_that_stays_on_the_screens_is_found(planted: Plant) -> None:
    """[Q2] hiding a note does not take it off."""

    def after_hiding(_room: Room, _command: Any, answer: Any) -> Any:
        return answer

    planted(
        guides,
        "after_hiding",
        after_hiding,
        "a hidden note is shown to all",
        "guide",
        "hide_or_show",
        "open_phase",
    )


def test_steps_that_do_not_fit_in_their_phase_are_found(planted: Plant) -> None:
    """[P7] the length is not compared with theirs."""

    def timed(plan: PhasePlan, command: EditPhase) -> PhasePlan | Rejection:
        answer = was(plan, command)
        too_long = isinstance(answer, Rejection) and answer.code == "steps_too_long"
        return replace(plan, duration_s=10) if too_long else answer

    was = planning._timed
    planted(planning, "_timed", timed, "the steps do not fit in their phase", "plan", "lead")


def test_a_ballot_that_a_facilitator_is_sent_is_found(planted: Plant) -> None:
    """[O3] the one who sees everything sees this too."""

    def project(before: Room, event: Event, sight: Sight) -> tuple[SeenEvent, ...]:
        full = sight.kind == "facilitator" and isinstance(event, VotesCast)
        return (event,) if full else was(before, event, sight)

    was = visibility.project
    planted(visibility, "project", project, "a ballot is shown")


def test_ballots_that_a_snapshot_holds_are_found(planted: Plant) -> None:
    """[O3] while the frames do not."""
    planted(
        visibility,
        "hide_ballots",
        lambda votings: votings,
        "a ballot is shown|the projection",
        "vote",
        "open_phase",
    )


def test_a_count_of_voters_that_is_told_wrong_is_found(planted: Plant) -> None:
    """[O3] [V4] nothing is sent when a ballot is taken back."""

    def blind(event: VotesCast) -> tuple[SeenEvent, ...]:
        return was(event) if event.notes else ()

    was = visibility._blind
    planted(
        visibility, "_blind", blind, "a view is not the projection", "vote", "open_phase", "sit"
    )


def test_one_vote_too_many_is_found(planted: Plant) -> None:
    """[O2] the bound is the page's alone."""

    def cast(room: Room, command: CastVotes, who: Who) -> tuple[Event, ...] | Rejection:
        votings = {mark: replace(each, votes_each=9) for mark, each in room.votings.items()}
        return was(replace(room, votings=votings), command, who)

    was = voting.cast
    planted(voting, "cast", cast, "more votes than each has")


def test_somebody_who_votes_for_another_is_found(planted: Plant) -> None:
    """[O2] the first person of the room."""

    def cast(room: Room, command: CastVotes, who: Who) -> tuple[Event, ...] | Rejection:
        return was(room, command, replace(who, participant=next(iter(room.participants), None)))

    was = voting.cast
    planted(voting, "cast", cast, "somebody voted for another", "vote", "open_phase", "sit")


def test_a_vote_that_is_lost_with_its_note_is_found(planted: Plant) -> None:
    """[O4] what was deleted or hidden meanwhile is not counted."""

    def counted(room: Room, each: Voting) -> tuple[VoteCount, ...]:
        return tuple(count for count in was(room, each) if count.actor)

    was = voting._counted
    planted(voting, "_counted", counted, "a vote is lost or doubled", *VOTED)


def test_a_voter_who_is_counted_once_per_vote_is_found(planted: Plant) -> None:
    """[O4] votes for voters."""

    def counted(room: Room, each: Voting) -> tuple[VoteCount, ...]:
        return tuple(replace(count, voters=count.votes) for count in was(room, each))

    was = voting._counted
    planted(voting, "_counted", counted, "a vote is lost or doubled")


def test_ballots_that_outlive_their_vote_are_found(planted: Plant) -> None:
    """[O4] the closing keeps them."""

    def evolved(room: Room, event: Any) -> Voting | None:
        after = was(room, event)
        before = room.votings.get(event.mark)
        closes = after is not None and before is not None and after.state == "closed"
        return replace(after, ballots=before.ballots) if closes else after  # type: ignore[union-attr,type-var]

    was = evolve_concluding._voting
    planted(evolve_concluding, "_voting", evolved, "a ballot outlives its vote|a ballot is shown")


def test_a_vote_that_closes_with_the_phase_is_found(planted: Plant) -> None:
    """[O1] leaving the pooling ends it."""

    def evolve(room: Room, event: SeenEvent) -> Room:
        after = was(room, event)
        if not isinstance(event, PhaseOpened):
            return after
        closed = {mark: replace(each, state="closed") for mark, each in after.votings.items()}
        return replace(after, votings=closed)

    was = folding.evolve
    planted(folding, "evolve", evolve, "a vote changed by itself", "vote", "open_phase")


def test_a_count_that_is_moved_by_a_merge_is_found(planted: Plant) -> None:
    """[O5] the votes of two actors are put together."""

    def evolve(room: Room, event: SeenEvent) -> Room:
        after = was(room, event)
        if not isinstance(event, DecisionTaken):
            return after
        merged = {mark: replace(v, results=v.results[:1]) for mark, v in after.votings.items()}
        return replace(after, votings=merged)

    was = folding.evolve
    planted(folding, "evolve", evolve, "a vote changed by itself", "vote", "open_phase", "join")


def test_a_ballot_of_somebody_who_was_erased_is_found(planted: Plant) -> None:
    """[O6] only the seat is dropped."""
    planted(
        voting,
        "dropped",
        lambda _room, _participant: (),
        "a ballot of nobody",
        "vote",
        "open_phase",
        "expect",
        "sit",
    )


def test_a_conclusion_about_a_note_that_never_was_is_found(planted: Plant) -> None:
    """[U1] the links are not looked up."""

    def sound(room: Room, new: Any, kept: tuple[str, ...]) -> Any:
        return was(room, new, (*kept, *new.notes))

    was = conclusions._sound
    planted(
        conclusions,
        "_sound",
        sound,
        "something is said of nothing|does not survive JSON",
        "conclude",
        "open_phase",
    )


def test_a_conclusion_that_closes_by_itself_is_found(planted: Plant) -> None:
    """[U3] when a decision is taken."""

    def evolve(room: Room, event: SeenEvent) -> Room:
        after = was(room, event)
        if not isinstance(event, DecisionTaken):
            return after
        closed = {key: replace(each, closed=True) for key, each in after.conclusions.items()}
        return replace(after, conclusions=closed)

    was = folding.evolve
    planted(folding, "evolve", evolve, "a conclusion changed by itself")


def test_a_pair_that_takes_back_what_another_said_is_found(planted: Plant) -> None:
    """[M1] only the board is asked about."""

    def decide(room: Room, command: Any, who: Who, now_ms: int) -> Any:
        answer = was(room, command, who, now_ms)
        other = isinstance(answer, Rejection) and answer.code == "other_pair"
        taken = (MisrenderedWithdrawn(note=command.note),)
        return taken if other else answer

    was = misrendered.decide
    planted(misrendered, "decide", decide, "somebody spoke for another pair")


def test_what_is_misrendered_of_a_hidden_note_is_found(planted: Plant) -> None:
    """[M2] it stays when its note goes."""
    planted(
        visibility,
        "_misrendered_again",
        lambda _room, _event: (),
        "a view is not the projection",
        "misrender",
        "hide_or_show",
        "open_phase",
    )


def test_what_is_misrendered_and_told_before_the_pooling_is_found(planted: Plant) -> None:
    """[M2] everybody is sent it, whatever they read."""

    def project(before: Room, event: Event, sight: Sight) -> tuple[SeenEvent, ...]:
        return (event,) if isinstance(event, MisrenderedSaid) else was(before, event, sight)

    was = visibility.project
    planted(visibility, "project", project, "a view is not the projection")


def test_a_note_under_the_id_of_a_removed_conclusion_is_found(planted: Plant) -> None:
    """[N3] what was removed is forgotten."""

    def new_id(room: Room, proposed: str) -> str | Rejection:
        return was(replace(room, unwritten=(), unmeant=()), proposed)

    was = lookup.new_id
    planted(notes, "new_id", new_id, "an id means two things", "conclude", "open_phase", "add_note")

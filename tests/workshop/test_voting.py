"""Votes: blind until they are closed, never more than each has, never moved (SPEC O)."""

from collections.abc import Callable, Sequence
from typing import get_args

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from support.tables import FACILITATOR, MARC, SCREEN, SYSTEM, ZOE, Table, at_work
from tablee.exports.archive import archive, read_archive
from tablee.exports.archive_mistake import ArchiveMistake
from tablee.exports.formats import Format, render
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    CastVotes,
    CloseVoting,
    Command,
    DeleteNote,
    DropExpected,
    EditNote,
    FreeSeat,
    GroupEffects,
    HideNote,
    MoveNote,
    OpenPhase,
    OpenVoting,
    Part,
    RenameActor,
    RestoreNote,
    RetractDecision,
    SameActor,
    ShowNote,
    Sit,
    SplitNote,
    TitleGroup,
)
from tablee.workshop.events import VotersCounted, VotingClosed
from tablee.workshop.happened import replay
from tablee.workshop.room import Room, VoteCount, Voting, Who
from tablee.workshop.visibility import FACILITATOR as SEES_ALL
from tablee.workshop.visibility import OUTSIDE, READER, Sight, project, project_room
from tablee.workshop.vocabulary import Language
from tablee.workshop.voting import ballots_of, effect_of, to_review, without_ballot

LUC = Who(role="participant", participant="luc")
VOTERS = (ZOE, MARC, LUC)
NOBODY = Who(role="participant", participant="nobody")
SIGHTS = (SEES_ALL, READER, OUTSIDE, Sight("board", "lyon"), Sight("board", "toulouse"))
NOTES = ("n1", "n2", "n3", "t1", "t2")


def pooling(votes_each: int = 3) -> Table:
    """Three people, five notes of three beneficiaries, and both votes open in the pooling."""
    table = at_work()
    table.do(Sit(participant="luc", board="toulouse", pair="pair-m"), LUC)
    table.do(AddNote(note="n2", beneficiary="hab", text="Se rencontrer"), ZOE)
    table.do(AddNote(note="n3", beneficiary="lyon-territoire", text="Une place"), ZOE)
    table.do(AddBeneficiary(board="toulouse", beneficiary="fam", label="Familles"), MARC)
    table.do(AddNote(note="t1", beneficiary="fam", text="Du temps"), MARC)
    table.do(AddNote(note="t2", beneficiary="fam", text="De l'aide"), MARC)
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(OpenVoting(mark="compte", votes_each=votes_each))
    table.do(OpenVoting(mark="tient", votes_each=votes_each))
    return table


def cast(*notes: str) -> CastVotes:
    return CastVotes(mark="compte", notes=notes)


def voting(table: Table) -> Voting:
    return table.room.votings["compte"]


def counts(table: Table) -> dict[tuple[str, ...], tuple[int, int]]:
    """Voters and votes by the notes of an effect, in the order of the results."""
    return {each.notes: (each.voters, each.votes) for each in voting(table).results}


def reviewed(room: Room) -> list[tuple[str, ...]]:
    return [each.notes for each in to_review(room, room.votings["compte"].results)]


def test_a_vote_is_opened_and_closed_by_hand_and_again() -> None:
    """[O1] each mark on its own; three votes unless told; a new round keeps nothing."""
    table = at_work()
    assert table.refused(OpenVoting(mark="compte")) == "wrong_phase"
    table.do(OpenPhase(phase="mise-en-commun"))
    assert table.refused(CloseVoting(mark="compte")) == "voting_closed"
    for votes_each in (0, 11, -1):
        refused = OpenVoting(mark="compte", votes_each=votes_each)
        assert table.refused(refused) == "votes_out_of_range"
    table.do(OpenVoting(mark="compte"))
    assert voting(table).votes_each == 3
    assert table.do(OpenVoting(mark="compte")) == ()
    assert table.refused(OpenVoting(mark="compte", votes_each=4)) == "voting_open"
    table.do(OpenVoting(mark="tient", votes_each=10))
    table.do(cast("n1"), ZOE)
    assert table.room.votings["tient"].voters == 0
    table.do(CloseVoting(mark="compte"))
    assert table.do(CloseVoting(mark="compte")) == ()
    assert counts(table) == {("n1",): (1, 1)}
    table.do(OpenVoting(mark="compte", votes_each=1))
    assert voting(table) == Voting(state="open", votes_each=1, ballots={}, voters=0, results=())


def test_votes_are_in_the_order_in_which_each_was_last_opened_or_closed() -> None:
    """[O7] and a ballot changes nothing of it."""
    table = pooling()
    assert list(table.room.votings) == ["compte", "tient"]
    table.do(CloseVoting(mark="compte"))
    table.do(CastVotes(mark="tient", notes=("n1",)), ZOE)
    assert list(table.room.votings) == ["tient", "compte"]
    table.do(OpenVoting(mark="compte"))
    table.do(CloseVoting(mark="tient"))
    assert list(table.room.votings) == ["compte", "tient"]


def test_nothing_is_voted_on_before_the_boards_are_shown() -> None:
    """[O1] in a session that skipped the pooling, nobody could read what the others wrote."""
    table = at_work()
    table.do(OpenPhase(phase="prochaine-session"))
    assert table.refused(OpenVoting(mark="compte")) == "pooling_not_shown"


def test_leaving_the_phase_closes_no_vote() -> None:
    """[O1] [O2] a vote waits in the other phases, and goes on in « prochaine session »."""
    table = pooling()
    table.do(cast("n1"), ZOE)
    table.do(OpenPhase(phase="travail"))
    assert table.refused(cast("n2"), MARC) == "wrong_phase"
    assert table.refused(CloseVoting(mark="compte")) == "wrong_phase"
    table.do(OpenPhase(phase="prochaine-session"))
    table.do(cast("n2"), MARC)
    assert (voting(table).state, voting(table).voters) == ("open", 2)


def test_a_ballot_is_changed_until_the_closing_and_bounded_by_the_server() -> None:
    """[O2] the whole ballot at once; several votes may go to one effect; the fourth is refused."""
    table = pooling()
    table.do(cast("n1", "t1", "n1"), ZOE)
    assert table.do(cast("n1", "t1", "n1"), ZOE) == ()
    answer = table.ask(cast("n1", "n1", "n1", "n1"), ZOE)
    assert not isinstance(answer, tuple)
    assert (answer.code, answer.params) == ("too_many_votes", {"limit": 3})
    assert ballots_of(table.room, "zoe") == {"compte": ("n1", "t1", "n1")}
    table.do(cast("t2"), ZOE)
    table.do(cast("t2"), MARC)
    table.do(cast(), ZOE)
    assert ballots_of(table.room, "zoe") == {}
    assert voting(table).voters == 1
    table.do(CloseVoting(mark="compte"))
    assert counts(table) == {("t2",): (1, 1)}
    assert table.refused(cast("n1"), ZOE) == "voting_closed"
    assert table.refused(CastVotes(mark="tient", notes=("ghost",)), ZOE) == "unknown_note"


def test_only_people_of_the_room_vote_and_each_for_themselves() -> None:
    """[O2] neither facilitators, screens nor somebody without a seat."""
    table = pooling()
    for who in (FACILITATOR, SCREEN, SYSTEM):
        assert table.refused(cast("n1"), who) == "not_allowed"
    assert table.refused(cast("n1"), NOBODY) == "not_seated"


def test_a_vote_goes_to_a_note_that_is_shown_or_stays_where_it_went() -> None:
    """[O2] what is hidden or deleted takes no new vote, and loses none."""
    table = pooling()
    table.do(cast("n1", "n2"), ZOE)
    table.do(HideNote(note="n1"))
    table.do(DeleteNote(note="n2"))
    for note in ("n1", "n2"):
        assert table.refused(cast(note), MARC) == "unknown_note"
    table.do(cast("n1", "n2", "t1"), ZOE)
    table.do(CloseVoting(mark="compte"))
    assert counts(table) == {("t1",): (1, 1), ("n1",): (1, 1), ("n2",): (1, 1)}
    assert reviewed(table.room) == [("n1",), ("n2",)]


def test_results_are_voters_and_votes_from_the_most_to_the_fewest() -> None:
    """[O4] equal ones in the order of the boards; the ballots are dropped."""
    table = pooling()
    table.do(cast("t2", "t2", "n3"), ZOE)
    table.do(cast("t2", "n1", "n3"), MARC)
    table.do(cast("n2", "n3"), LUC)
    (closed,) = table.do(CloseVoting(mark="compte"))
    assert isinstance(closed, VotingClosed)
    assert list(counts(table).items()) == [
        (("n3",), (3, 3)),
        (("t2",), (2, 3)),
        (("n1",), (1, 1)),
        (("n2",), (1, 1)),
    ]
    assert (voting(table).voters, voting(table).ballots) == (3, {})
    assert effect_of(table.room, "n1") == ("n1",)


def test_votes_for_notes_of_one_group_are_votes_for_one_effect() -> None:
    """[O4] its voters are counted once each; what is hidden holds no group together."""
    table = pooling()
    table.do(GroupEffects(decision="g", notes=("n1", "n2")))
    table.do(cast("n1", "n2", "t1"), ZOE)
    table.do(cast("n2"), MARC)
    table.do(CloseVoting(mark="compte"))
    assert counts(table) == {("n1", "n2"): (2, 3), ("t1",): (1, 1)}
    assert reviewed(table.room) == []


def test_an_effect_that_is_grouped_since_a_vote_is_to_be_reviewed() -> None:
    """[O4] [O5] before the closing it is counted as its group, after it as it was."""
    for first, expected in ((True, [("n1", "n2")]), (False, [("n1",)])):
        table = pooling()
        table.do(cast("n1"), ZOE)
        grouping = GroupEffects(decision="g", notes=("n1", "n2"))
        acts = (grouping, CloseVoting(mark="compte"))
        for act in acts if first else reversed(acts):
            table.do(act)
        assert reviewed(table.room) == list(counts(table)) == expected


def test_a_group_is_for_the_votes_what_everybody_is_shown_of_it() -> None:
    """[O4] [O5] [V6] the same for those who see a hidden note and for the others."""
    table = pooling()
    table.do(AddNote(note="n4", beneficiary="hab", text="Se parler"))
    table.do(GroupEffects(decision="g1", notes=("n1", "n2")))
    table.do(GroupEffects(decision="g2", notes=("n2", "n4")))
    assert effect_of(table.room, "n1") == ("n1", "n2", "n4")
    table.do(HideNote(note="n2"))
    assert effect_of(table.room, "n1") == ("n1",)
    assert effect_of(project_room(table.room, READER), "n1") == ("n1",)


CHANGING: dict[str, tuple[Command, ...]] = {
    "told for another actor": (
        SameActor(decision="d", beneficiaries=("hab", "fam"), label="Tout le monde"),
    ),
    "reworded": (EditNote(note="n1", base=0, text="Créer des liens"),),
    "moved": (MoveNote(note="n1", beneficiary="lyon-territoire"),),
    "split": (
        SplitNote(note="n1", base=0, parts=(Part(note="a", text="A"), Part(note="b", text="B"))),
    ),
    "deleted": (DeleteNote(note="n1"),),
    "hidden": (HideNote(note="n1"),),
}
HARMLESS: dict[str, tuple[Command, ...]] = {
    "elsewhere": (MoveNote(note="n3", beneficiary="hab"),),
    "renamed": (RenameActor(decision="d", beneficiary="hab", label="Les gens"),),
    "another phase": (OpenPhase(phase="travail"), OpenPhase(phase="mise-en-commun")),
    "a late note": (AddNote(note="late", beneficiary="hab", text="Encore"),),
    "grouped elsewhere": (GroupEffects(decision="d", notes=("t1", "t2")),),
    "merged and undone": (
        SameActor(decision="d", beneficiaries=("hab", "fam")),
        RetractDecision(decision="d"),
    ),
    "hidden and shown": (HideNote(note="n1"), ShowNote(note="n1")),
    "deleted and restored": (DeleteNote(note="n1"), RestoreNote(note="n1")),
    "one wording more": (SameActor(decision="d", beneficiaries=("hab", "jeu")),),
    "one wording less": (RetractDecision(decision="before"),),
    "another one reworded": (EditNote(note="n2", base=0, text="Se croiser"),),
}


@pytest.mark.parametrize("first", [True, False], ids=["before the closing", "after it"])
@pytest.mark.parametrize("acts", CHANGING.values(), ids=CHANGING)
def test_an_effect_that_is_another_one_since_a_vote_is_to_be_reviewed(
    acts: tuple[Command, ...], first: bool
) -> None:
    """[O5] [R46] whether it became so before the closing or after; and no vote is moved."""
    table = pooling()
    table.do(cast("n1", "n3"), ZOE)
    for act in acts if first else ():
        table.do(act)
    table.do(CloseVoting(mark="compte"))
    results = voting(table).results
    for act in () if first else acts:
        table.do(act)
    assert reviewed(table.room) == [("n1",)]
    assert voting(table).results == results
    assert counts(table) == {("n1",): (1, 1), ("n3",): (1, 1)}
    view = project_room(table.room, READER)
    assert to_review(view, view.votings["compte"].results) == to_review(table.room, results)


@pytest.mark.parametrize("first", [True, False], ids=["before the closing", "after it"])
@pytest.mark.parametrize("acts", HARMLESS.values(), ids=HARMLESS)
def test_an_effect_that_is_the_same_as_before_is_not(
    acts: tuple[Command, ...], first: bool
) -> None:
    """[O5] what came back as it was, what is called otherwise, what happened to another one, an
    actor that has other wordings and the same name."""
    table = pooling()
    for name, label in (("jeu", "Jeunes"), ("voi", "Voisins")):
        table.do(AddBeneficiary(board="lyon", beneficiary=name, label=label))
    table.do(SameActor(decision="before", beneficiaries=("hab", "voi")))
    table.do(cast("n1"), ZOE)
    for act in acts if first else ():
        table.do(act)
    table.do(CloseVoting(mark="compte"))
    for act in () if first else acts:
        table.do(act)
    assert reviewed(table.room) == []
    assert counts(table) == {("n1",): (1, 1)}


def test_a_count_of_a_group_is_of_its_notes_whatever_it_is_called() -> None:
    """[O5] but not whatever is written in them."""
    table = pooling()
    table.do(GroupEffects(decision="g", notes=("n1", "n2"), title="Se voir"))
    table.do(cast("n2"), ZOE)
    table.do(CloseVoting(mark="compte"))
    table.do(TitleGroup(decision="t", note="n1", title="Se connaître"))
    assert reviewed(table.room) == []
    table.do(EditNote(note="n1", base=0, text="Créer des liens"))
    assert reviewed(table.room) == [("n1", "n2")]


def test_a_count_from_before_words_were_compared_is_judged_by_its_members() -> None:
    """[O5] [E1] what an older journal kept knows neither the words nor the name of then."""
    table = pooling()
    table.do(cast("n1"), ZOE)
    table.do(CloseVoting(mark="compte"))
    old = tuple(replace(each, revs=(), label="") for each in voting(table).results)
    table.do(EditNote(note="n1", base=0, text="Créer des liens"))
    assert to_review(table.room, old) == ()
    table.do(AddBeneficiary(board="lyon", beneficiary="jeu", label="Jeunes"))
    table.do(SameActor(decision="d", beneficiaries=("hab", "jeu")))
    assert to_review(table.room, old) == old


def test_a_vote_that_is_given_again_knows_what_it_was_given_to() -> None:
    """[O5] one more vote elsewhere does not make the first one anew; taking it back does."""
    table = pooling()
    table.do(cast("n1"), ZOE)
    table.do(GroupEffects(decision="d", notes=("n1", "n2")))
    table.do(cast("n1", "n3"), ZOE)
    table.do(CastVotes(mark="tient", notes=("n1",)), ZOE)
    table.do(CloseVoting(mark="compte"))
    table.do(CloseVoting(mark="tient"))
    assert reviewed(table.room) == [("n1", "n2")]
    assert to_review(table.room, table.room.votings["tient"].results) == ()
    table = pooling()
    table.do(cast("n1"), ZOE)
    table.do(GroupEffects(decision="d", notes=("n1", "n2")))
    table.do(cast(), ZOE)
    table.do(cast("n1"), ZOE)
    table.do(CloseVoting(mark="compte"))
    assert reviewed(table.room) == []


def test_erasing_a_seat_takes_its_ballot_back_and_freeing_it_does_not() -> None:
    """[O6] of every vote that is open."""
    table = pooling()
    for mark in ("compte", "tient"):
        table.do(CastVotes(mark="compte" if mark == "compte" else "tient", notes=("n1",)), ZOE)
    table.do(cast("n1"), MARC)
    table.do(FreeSeat(participant="zoe"), SYSTEM)
    assert voting(table).voters == 2
    table.do(DropExpected(participant="zoe"), SYSTEM)
    assert "zoe" not in table.room.participants
    assert (voting(table).voters, table.room.votings["tient"].voters) == (1, 0)
    table.do(CloseVoting(mark="compte"))
    assert counts(table) == {("n1",): (1, 1)}


def test_everybody_is_shown_how_many_have_voted_and_the_voter_their_own() -> None:
    """[O3] a frame when the number changes, and none when somebody votes otherwise."""
    table = pooling()
    before = table.room
    (event,) = table.do(cast("n1", "t1"), ZOE)
    for sight in SIGHTS:
        assert project(before, event, sight) == (VotersCounted(mark="compte", voters=1),)
        shown = project_room(table.room, sight).votings["compte"]
        assert (shown.voters, shown.ballots, shown.results) == (1, {}, ())
    before = table.room
    (event,) = table.do(cast("n1"), ZOE)
    assert [project(before, event, sight) for sight in SIGHTS] == [()] * len(SIGHTS)
    assert ballots_of(table.room, "zoe") == {"compte": ("n1",)}
    for other in ("marc", "luc", None):
        assert ballots_of(table.room, other) == {}


# --- that nobody can learn it ---------------------------------------------------------------------

FORMATS: tuple[Format, ...] = get_args(Format)
LANGUAGES: tuple[Language, ...] = get_args(Language)
BALLOTS = st.lists(st.sampled_from(NOTES), min_size=1, max_size=3).map(tuple)
Turn = tuple[int, tuple[str, ...], tuple[str, ...]]
TURNS: st.SearchStrategy[list[Turn]] = st.lists(
    st.tuples(st.integers(0, 2), BALLOTS, BALLOTS), min_size=1, max_size=6
)
"""Who votes, then what, in one world and in another."""


def known(table: Table) -> list[bytes]:
    """All that anybody can be given: every frame's events, snapshot and document, step by step."""
    told: list[bytes] = []
    room = replay(table.journal[:1])
    for place, happened in enumerate(table.journal[1:], start=2):
        for sight in SIGHTS:
            told += [msgspec.json.encode(each) for each in project(room, happened.event, sight)]
        room = replay(table.journal[:place])
    for sight in SIGHTS:
        told.append(msgspec.json.encode(project_room(room, sight)))
    for each in FORMATS:
        told += [
            render(each, room, table.journal, table.now_ms, language).content
            for language in LANGUAGES
        ]
    return told


def played(turns: Sequence[tuple[Who, tuple[str, ...]]]) -> Table:
    table = pooling()
    for who, notes in turns:
        table.do(cast(*notes), who)
    return table


@settings(max_examples=40, deadline=None)
@given(turns=TURNS)
def test_until_the_closing_nothing_that_anybody_is_given_depends_on_what_was_voted(
    turns: list[Turn],
) -> None:
    """[O3] [E3] two worlds that differ in every ballot are the same to facilitators, participants,
    the screen, the archive and every other export, byte for byte."""
    last: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for voter, one, other in turns:  # the same ballot again is no event
        was = last.get(voter, ((), ()))
        assume(one != was[0] and other != was[1])
        last[voter] = (one, other)
    worlds = [
        played([(VOTERS[voter], (one, other)[which]) for voter, one, other in turns])
        for which in (0, 1)
    ]
    assert known(worlds[0]) == known(worlds[1])


@settings(max_examples=25, deadline=None)
@given(ballots=st.lists(BALLOTS, min_size=3, max_size=3), turned=st.permutations(range(3)))
def test_after_it_nothing_tells_who_voted_what(
    ballots: list[tuple[str, ...]], turned: list[int]
) -> None:
    """[O3] [O4] [E3] the same ballots in other hands are the same results, and the same bytes."""
    worlds = [
        played([(VOTERS[each], ballots[hand]) for each, hand in enumerate(hands)])
        for hands in (range(3), turned)
    ]
    for table in worlds:
        table.do(CloseVoting(mark="compte"))
        table.do(SameActor(decision="d", beneficiaries=("hab", "fam")))
    assert known(worlds[0]) == known(worlds[1])


@settings(max_examples=40, deadline=None)
@given(turns=TURNS, closes=st.booleans())
def test_an_archive_holds_no_ballot_and_comes_back_the_same(
    turns: list[Turn], closes: bool
) -> None:
    """[E3] [E1] with the number of voters while it is open, and the counts after."""
    table = played([(VOTERS[voter], ballot) for voter, ballot, _ in turns])
    if closes:
        table.do(CloseVoting(mark="compte"))
    data = archive(table.room, table.journal)
    assert b"VotesCast" not in data
    assert b"ballots" not in data
    journal = read_archive(data)
    assert not isinstance(journal, ArchiveMistake)
    assert journal == tuple(without_ballot(each) for each in table.journal)
    told = [each.who for each in journal if isinstance(each.event, VotersCounted)]
    assert told
    assert set(told) == {Who(role="participant")}
    room = replay(journal)
    assert room == project_room(table.room, SEES_ALL)
    assert archive(room, journal) == data


def test_an_open_vote_comes_back_open_and_without_a_ballot() -> None:
    """[E3] its number of voters is that of the archive until somebody votes again."""
    table = played([(ZOE, ("n1",)), (MARC, ("n1", "n2"))])
    journal = read_archive(archive(table.room, table.journal))
    assert not isinstance(journal, ArchiveMistake)
    again = Table()
    again.journal, again.room = list(journal), replay(journal)
    assert (voting(again).state, voting(again).voters) == ("open", 2)
    again.do(cast("t1"), LUC)
    assert voting(again).voters == 1
    again.do(CloseVoting(mark="compte"))
    assert (voting(again).voters, counts(again)) == (1, {("t1",): (1, 1)})


def test_the_same_journal_gives_the_same_votes() -> None:
    """[J3] ballots, effects and counts are the journal's."""
    table = played([(ZOE, ("n1", "n1")), (MARC, ("t1",)), (ZOE, ("t2",))])
    assert replay(table.journal) == table.room
    table.do(CloseVoting(mark="compte"))
    assert replay(table.journal) == table.room


# --- what these tests find ------------------------------------------------------------------------


Plant = Callable[[pytest.MonkeyPatch], None]


def _a_frame(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("tablee.workshop.visibility._blind", lambda event: (event,))


def _a_snapshot(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("tablee.workshop.visibility.hide_ballots", lambda votings: votings)


def _an_archive(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("tablee.exports.archive.without_ballot", lambda happened: happened)


@pytest.mark.parametrize("plant", [_a_frame, _a_snapshot, _an_archive])
def test_a_ballot_that_slips_out_is_found(monkeypatch: pytest.MonkeyPatch, plant: Plant) -> None:
    """[O3] [E3] in a frame, in a snapshot, in the archive: each alone."""
    worlds = [played([(ZOE, ("n1",))]), played([(ZOE, ("n2",))])]
    assert known(worlds[0]) == known(worlds[1])
    plant(monkeypatch)
    assert known(worlds[0]) != known(worlds[1])


def test_a_count_of_an_effect_names_its_actor() -> None:
    """[O5] so that a merge of actors is seen as well."""
    table = pooling()
    table.do(SameActor(decision="d", beneficiaries=("hab", "fam")))
    table.do(cast("t1"), ZOE)
    table.do(CloseVoting(mark="compte"))
    assert voting(table).results == (
        VoteCount(
            notes=("t1",),
            actor=("hab", "fam"),
            revs=(0,),
            label="Habitants",
            voters=1,
            votes=1,
            changed=False,
        ),
    )

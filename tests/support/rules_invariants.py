"""What must hold of a room after every step, whatever was asked of it.

Each check is stated from the SPEC and from what happened so far, never from how the rules work;
its message is what `tests/workshop/test_planted_bugs.py` expects of the bug that it finds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from tablee.workshop import limits, pooling
from tablee.workshop.events import (
    ConceptAdded,
    ConclusionWritten,
    DecisionTaken,
    Event,
    MessageSent,
    NoteAdded,
    NoteSplit,
    VotesCast,
    VotingClosed,
    VotingOpened,
)
from tablee.workshop.happened import Happened, replay
from tablee.workshop.lookup import is_hidden
from tablee.workshop.pooling import Actor
from tablee.workshop.room import Board, Decision, Room, Same
from tablee.workshop.sift import Sift
from tablee.workshop.visibility import Sight
from tablee.workshop.vocabulary import PHASES

T = TypeVar("T")

SMALL = {
    "ALIASES": 2,
    "PARTICIPANTS": 4,
    "PAIRS_PER_BOARD": 3,
    "BENEFICIARIES_PER_BOARD": 4,
    "NOTES_PER_ROOM": 7,
    "POINTS_PER_BOARD": 3,
    "POSITIONS_PER_POINT": 2,
    "INTERESTED_PER_BOARD": 2,
    "PARTS_PER_SPLIT": 3,
    "TERRITORIES": 4,
    "DECISIONS_PER_ROOM": 5,
    "DECISIONS_KEPT": 12,
    "NOTES_PER_DECISION": 3,
    "REMARKS_PER_ROOM": 3,
    "MESSAGES_PER_ROOM": 3,
    "MESSAGES_KEPT": 9,
    "CONCLUSIONS_PER_ROOM": 2,
    "CONCLUSIONS_KEPT": 5,
    "NOTES_PER_CONCLUSION": 2,
    "MISRENDERED_PER_ROOM": 2,
    "CONCEPTS_PER_ROOM": 2,
    "CONCEPTS_KEPT": 5,
}
"""Bounds that a short sequence of commands can reach."""
LATE = 3
"""The bound of the tray, likewise."""


def encoded(value: object) -> bytes:
    """The JSON of a value of the rules: also its deep picture, order included."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError as error:
        raise AssertionError("does not survive JSON") from error


def survives_json(value: T, kind: Any) -> None:
    assert msgspec.json.decode(encoded(value), type=kind) == value, "does not survive JSON"


def replay_is_the_room(journal: Iterable[Happened], room: Room) -> None:
    """[J3] the journal alone gives the room."""
    assert encoded(replay(journal)) == encoded(room), "replay differs from the room"


class Ledger:
    """Every note that was ever added, and where, every decision and message, from the events."""

    def __init__(self) -> None:
        self.added: dict[str, str] = {}
        self.decided: set[str] = set()
        self.told: set[str] = set()
        self.meant: dict[str, str] = {}
        self.each: dict[str, int] = {}
        self.ballots: dict[str, dict[str, tuple[str, ...]]] = {}

    def note(self, event: Event) -> None:
        if isinstance(event, DecisionTaken):
            assert event.decision.id not in self.decided, "a decision's id was used twice"
            self.decided.add(event.decision.id)
        if isinstance(event, MessageSent):
            assert event.message.id not in self.told, "a message's id was used twice"
            self.told.add(event.message.id)
        parts = event.parts if isinstance(event, NoteSplit) else ()
        notes = (event.note,) if isinstance(event, NoteAdded) else parts
        for conclusion in (event.conclusion,) if isinstance(event, ConclusionWritten) else ():
            self._means(conclusion.id, "conclusion")
        if isinstance(event, ConceptAdded):
            self._means(event.concept, "concept")
        for note in notes:
            self._means(note.id, "note")
            assert note.id not in self.added, "an id was used twice"
            self.added[note.id] = event.board  # type: ignore[union-attr]

    def _means(self, one: str, kind: str) -> None:
        """[N3] what was removed comes back as what it was, or not at all."""
        assert self.meant.setdefault(one, kind) == kind, "an id means two things"

    def vote(self, event: Event) -> None:
        """[O2] [O4] every ballot within its bound, every vote counted once, for what it named."""
        match event:
            case VotingOpened():
                self.each[event.mark], self.ballots[event.mark] = event.votes_each, {}
            case VotesCast():
                assert len(event.notes) <= self.each[event.mark], "more votes than each has"
                self.ballots[event.mark].pop(event.participant, None)
                if event.notes:
                    self.ballots[event.mark][event.participant] = event.notes
                assert event.voters == len(self.ballots[event.mark]), "voters are miscounted"
            case VotingClosed():
                ballots = list(self.ballots[event.mark].values())
                votes = Counter(note for ballot in ballots for note in ballot)
                assert sum(count.votes for count in event.results) == votes.total(), (
                    "a vote is lost or doubled"
                )
                for count in event.results:
                    given = sum(votes[note] for note in count.notes)
                    voters = sum(any(note in count.notes for note in each) for each in ballots)
                    assert (count.votes, count.voters) == (given, voters), (
                        "a vote is lost or doubled"
                    )
                assert event.voters == len(ballots), "voters are miscounted"

    def is_kept(self, room: Room) -> None:
        """Every note ever added is live or removed (deleted, or split), once, on its board."""
        for note, home in self.added.items():
            places = [
                board.id
                for board in room.boards.values()
                for notes in (board.notes, board.removed_notes)
                if note in notes
            ]
            assert places == [home], "a note is lost or doubled"


def boards_are_sound(room: Room) -> None:
    """Notes have a live beneficiary of their board; groups have two levels; the order is whole."""
    for board in room.boards.values():
        live = board.beneficiaries
        for note in board.notes.values():
            assert note.beneficiary in live, "a live note has no live beneficiary"
        assert len([each for each in live.values() if each.builtin]) == 1
        named = [each.id for each in live.values() if not each.builtin]
        assert sorted(board.order) == sorted(named), "the order is not that of the beneficiaries"
        for each in live.values():
            if each.parent is not None:
                assert each.parent in live, "a group is not there"
                assert live[each.parent].parent is None, "a group is in a group"
        assert not board.chits, "a veil in the full room"
        assert board.hidden == 0, "a veil in the full room"


def limits_hold(room: Room) -> None:
    """[L1] no list is longer than its bound, no text longer than its own."""
    boards = room.boards.values()
    figures = [
        (len(room.boards), limits.TERRITORIES),
        (len(room.participants), limits.PARTICIPANTS),
        (len(room.decisions), limits.DECISIONS_PER_ROOM),
        (len(room.decisions) + len(room.retracted), limits.DECISIONS_KEPT),
        (len(room.late) + len(room.aside), LATE),
        (len(room.messages), limits.MESSAGES_PER_ROOM),
        (len(room.messages) + len(room.withdrawn), limits.MESSAGES_KEPT),
        (max((len(each.text) for each in room.messages.values()), default=0), limits.MESSAGE),
        (sum(len(board.notes) for board in boards), limits.NOTES_PER_ROOM),
        (sum(len(b.notes) + len(b.removed_notes) for b in boards), limits.NOTES_KEPT),
        (len(room.title), limits.LABEL),
        (len(room.remarks), limits.REMARKS_PER_ROOM),
        (len(room.conclusions), limits.CONCLUSIONS_PER_ROOM),
        (len(room.misrendered), limits.MISRENDERED_PER_ROOM),
        (len(room.lexicon), limits.CONCEPTS_PER_ROOM),
        (len(room.conclusions) + len(room.unwritten), limits.CONCLUSIONS_KEPT),
        (len(room.lexicon) + len(room.unmeant), limits.CONCEPTS_KEPT),
    ]
    figures += [(len(r.positions), limits.POSITIONS_PER_POINT) for r in room.remarks.values()]
    figures += [(len(r.text), limits.REMARK) for r in room.remarks.values()]
    for conclusion in room.conclusions.values():
        figures += [
            (len(conclusion.text), limits.TEXT),
            (len(conclusion.reservations), limits.REMARK),
            (len(conclusion.notes), limits.NOTES_PER_CONCLUSION),
        ]
    figures += [(len(each.text), limits.REMARK) for each in room.misrendered.values()]
    figures += [(len(words), limits.WORDS_PER_CONCEPT[1]) for words in room.lexicon.values()]
    figures += [(len(w), limits.WORD) for words in room.lexicon.values() for w in words]
    for board in boards:
        pairs = [pair for pair in room.pairs.values() if pair.board == board.id]
        figures += [
            (len(pairs), limits.PAIRS_PER_BOARD),
            (len(board.order), limits.BENEFICIARIES_PER_BOARD),
            (len(board.points), limits.POINTS_PER_BOARD),
            (len(board.interested), limits.INTERESTED_PER_BOARD),
            (len(board.starting_point), limits.LABEL),
        ]
        figures += [(len(p.positions), limits.POSITIONS_PER_POINT) for p in board.points.values()]
        figures += [(len(each.aliases), limits.ALIASES) for each in board.beneficiaries.values()]
        figures += [(len(each.label), limits.LABEL) for each in board.beneficiaries.values()]
        figures += [(len(note.text), limits.TEXT) for note in board.notes.values()]
    decided = [decision.choice for decision in room.decisions.values()]
    for choice in decided:
        figures.append((len(getattr(choice, "notes", ())), limits.NOTES_PER_DECISION))
        figures.append((len(getattr(choice, "title", None) or ""), limits.LABEL))
        figures.append((len(getattr(choice, "category", "")), limits.LABEL))
    assert all(figure <= bound for figure, bound in figures), "a limit does not hold"


def plan_is_sound(room: Room) -> None:
    """[P6] [P7] the phases that the template has, in order, their steps within their length."""
    plans = room.template.phases
    kinds = [plan.kind for plan in plans]
    assert kinds == [kind for kind in PHASES if kind in kinds], "the phases are not in order"
    for plan in plans:
        assert not (plan.skipped and plan.kind == room.phase), "the open phase is skipped"
        total_s = sum(step.duration_s for step in plan.steps)
        assert total_s <= (plan.duration_s or 0), "the steps do not fit in their phase"
    if room.timer.state == "idle":
        work = room.template.phase("travail")
        planned_ms = (work.duration_s if work else 0) or 0
        assert room.timer.duration_ms == planned_ms * 1_000, "the timer does not follow the plan"


def seats_are_sound(room: Room) -> None:
    """[S1] whoever has a seat has it in a pair of that board."""
    for seat in room.participants.values():
        pair = room.pairs.get(seat.pair or "")
        assert pair is not None, "a seat in no pair"
        assert pair.board == seat.board, "a pair on two boards"


def pooling_is_whole(room: Room) -> None:
    """[G1] every live note and every beneficiary once; [G4] joins commute with one another."""
    actors: tuple[Actor, ...] = pooling.pooled(room)
    pooled = Counter(note for actor in actors for note in actor.notes)
    live = Counter(note for board in room.boards.values() for note in board.notes)
    assert pooled == live, "the pooling does not hold every live note once"
    members = Counter(member.beneficiary for actor in actors for member in actor.members)
    assert members == Counter(
        each for board in room.boards.values() for each in board.beneficiaries
    ), "the pooling does not hold every beneficiary once"
    assert pooling.pooled(replace(room, decisions=_otherwise(room.decisions))) == actors, (
        "the pooling depends on the order of decisions that commute"
    )


def _otherwise(decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """The same decisions, those that only join taken first and backwards."""
    joins: dict[str, Decision] = {}
    names: dict[str, Decision] = {}
    for key, decision in decisions.items():
        choice = decision.choice
        if isinstance(choice, Same) and choice.label is None:
            turned = replace(choice, beneficiaries=tuple(reversed(choice.beneficiaries)))
            joins[key] = replace(decision, choice=turned)
        else:
            names[key] = decision
    return {**dict(reversed(joins.items())), **names}


def nothing_private_is_shown(room: Room) -> None:
    """[Q2] what all screens show is of no board before the pooling, and no hidden note."""
    shown = room.guidance.shown
    if shown.kind not in ("actor", "territory-actor", "note"):
        return
    assert room.pooling_shown, "a private board is shown to all"
    notes = [note for board in room.boards.values() for note in board.notes.values()]
    assert not any(n.hidden and n.id == shown.target for n in notes), (
        "a hidden note is shown to all"
    )


def the_screen_is_bounded(room: Room) -> None:
    """[Q6] [Q7] the page that is asked for, and the effects that the screen is about."""
    guidance = room.guidance
    assert 0 <= guidance.page <= limits.SCREEN_PAGE, "a page out of bounds"
    if guidance.sift is None:
        return
    assert guidance.sift != Sift(), "what asks for nothing is not asked"
    assert len(guidance.sift.text) <= limits.LABEL, "words without end"
    assert len(guidance.sift.boards) <= limits.TERRITORIES, "territories without end"


def votes_are_sound(room: Room) -> None:
    """[O1] [O3] [O4] [O6] ballots of people who are there while it is open, only counts after."""
    for voting in room.votings.values():
        least, most = limits.VOTES_EACH
        assert least <= voting.votes_each <= most, "a limit does not hold"
        if voting.state == "closed":
            assert not voting.ballots, "a ballot outlives its vote"
            continue
        assert not voting.results, "a result before the closing"
        assert voting.voters == len(voting.ballots), "voters are miscounted"
        assert voting.ballots.keys() <= room.participants.keys(), "a ballot of nobody"
        for ballot in voting.ballots.values():
            assert len(ballot.effects) == len({*ballot.notes}), "a ballot without its effects"


def what_is_said_of_notes_is_sound(room: Room) -> None:
    """[U1] [M1] [M3] conclusions and the rest speak of notes that the room has or had."""
    written = {
        note
        for board in room.boards.values()
        for note in (*board.notes, *board.removed_notes, *board.beneficiaries, *board.known_as)
    }
    gone = {each for board in room.boards.values() for each in board.removed_beneficiaries}
    named = {note for each in room.conclusions.values() for note in each.notes}
    assert named | room.misrendered.keys() <= written, "something is said of nothing"
    assert room.told.keys() <= written | gone, "something is said of nothing"
    assert room.pooling_shown or not (room.told or room.misrendered or room.votings), (
        "a private board is shown to all"
    )


def nothing_is_concluded_by_itself(before: Room, after: Room, event: Event) -> None:
    """[O1] [O5] [U3] only what was asked for changes a vote, a count or a conclusion."""
    kind = type(event).__name__
    if not kind.startswith("Conclusion"):
        assert after.conclusions == before.conclusions, "a conclusion changed by itself"
    for mark, voting in before.votings.items():
        if not (kind.startswith("Vot") and getattr(event, "mark", "") == mark):
            assert after.votings[mark] == voting, "a vote changed by itself"
    if not kind.startswith("Misrendered"):
        assert after.misrendered == before.misrendered, "what is misrendered changed by itself"


def nothing_leaks(view: Room, full: Room, sight: Sight) -> None:
    """[V2] [V5] [V6] [O3] what a sight must not hold, looked for in what it was given."""
    assert not any(voting.ballots for voting in view.votings.values()), "a ballot is shown"
    if sight.kind == "facilitator":
        return
    assert not view.lexicon, "the lexicon is shown"
    assert not view.unmeant, "the lexicon is shown"
    assert sight.kind == "reader" or not view.misrendered, "a foreign board is read"
    for key in view.misrendered:
        hidden = [board.id for board in full.boards.values() if is_hidden(board, key)]
        assert not hidden, "a hidden note is shown"
    assert not view.late, "the tray is shown"
    assert not view.aside, "the tray is shown"
    assert all(each.pair is None for each in view.messages.values()), "a pair's message is shown"
    assert all(pair is None for pair in view.withdrawn.values()), "a pair's message is told of"
    for key, board in view.boards.items():
        if (sight.kind == "board" and key == sight.board) or sight.kind == "reader":
            _hides(board, full.boards[key])
        else:
            content = (board.order, board.notes, board.points, board.interested, board.known_as)
            removed = (board.removed_beneficiaries, board.removed_notes, board.starting_point)
            assert not any((*content, *removed)), "a foreign board is read"
            assert all(each.builtin for each in board.beneficiaries.values()), (
                "a foreign board is read"
            )


def _hides(view: Board, full: Board) -> None:
    every = {**full.removed_notes, **full.notes}
    hidden = {key for key, note in every.items() if note.hidden}
    shown = {*view.notes, *view.removed_notes, *(point.target for point in view.points.values())}
    assert not hidden & shown, "a hidden note is shown"
    assert view.hidden == len(hidden & full.notes.keys()), "hidden notes are not counted"

"""A Hypothesis state machine that asks everything of a room, in any order, as anybody.

It stands on `decide`, `decide_late`, `evolve`, `project` and `pooled`, looked up in their modules
at every call so that a planted bug is met. Bounds are made small (`SMALL`) so that short runs reach
them. After every command, `support.rules_invariants` says what must hold.
"""

from collections.abc import Collection
from typing import ClassVar, get_args

import msgspec
import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RULE_MARKER,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from support import rules_invariants as must
from support.tables import FACILITATOR, SCREEN, SYSTEM, T0, Table
from tablee.workshop import commands as c
from tablee.workshop import decide as deciding
from tablee.workshop import evolve as folding
from tablee.workshop import limits, lookup, phases, visibility
from tablee.workshop.commands import BoardCommand, Command
from tablee.workshop.events import (
    BoardClosed,
    BoardsLocked,
    BoardsReopened,
    DecisionRetracted,
    DoorsClosed,
    DoorsOpened,
    Event,
    HandLowered,
    HandRaised,
    MisrenderedSaid,
    MisrenderedWithdrawn,
    PairNotReady,
    PairReady,
    ParticipantArrived,
    ParticipantSeated,
    TerritoryAdded,
    TerritoryRemoved,
    TimerStarted,
    VotesCast,
)
from tablee.workshop.happened import Happened
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Board, Participant, Room, Who
from tablee.workshop.sift import Sift
from tablee.workshop.visibility import FACILITATOR as SEES_ALL
from tablee.workshop.visibility import OUTSIDE, READER, Sight
from tablee.workshop.vocabulary import (
    PHASES,
    ConclusionKind,
    Mark,
    NoteKind,
    PhaseKind,
    PoolingLook,
)

PEOPLE = [Who(role="participant", participant=name) for name in ("zoe", "marc", "anna", "ghost")]
OWN = Who(role="participant", participant="whoever sits at that board")
ANYBODY = st.sampled_from([OWN] * 12 + [*PEOPLE, FACILITATOR, FACILITATOR, SCREEN, SYSTEM])
LEADERS = st.sampled_from([FACILITATOR] * 9 + [PEOPLE[0], SCREEN, SYSTEM])
SOME = st.integers(0, 60)
"""Which of the ids that the room has: taken modulo how many there are."""
LOOKS: tuple[PoolingLook, ...] = get_args(PoolingLook)
FOREIGN = ("ghost", "", "id with spaces", "é", "x" * 41, "\ud800", "lyon")
SAMPLES = (
    *("a", "A ", "b", "c", "d", "Élus", "e\u0301lus", "a\nb", "=1+1", "\r\n", "\u200b"),
    *("x" * 201, "x" * 2_001, "\ud83d", "a\ud800", "\x00é", "\ufffe\u202e"),
)
TEXTS = st.one_of(
    st.sampled_from(SAMPLES),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=8),
    st.text(alphabet="abé", min_size=1, max_size=2),
)
KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
MARKS: tuple[Mark, ...] = get_args(Mark)
CONCLUSIONS: tuple[ConclusionKind, ...] = get_args(ConclusionKind)
SPANS = st.sampled_from((0, 1, 500, 1_000, 5_000, 60_000, 2_700_000, -1_000, 10**12))


def ask_everything(number: int, how: settings, only: Collection[str] = ()) -> set[str]:
    """Run the machine from a seed of its own; returns the names of the commands that were done.

    Several short runs from several seeds meet more than a long one from one. `only` names the
    rules of the machine that are followed, when not all of them are.
    """

    class Seeded(RulesMachine):
        done: ClassVar[set[str]] = set()

    rules = {name for name, each in vars(RulesMachine).items() if hasattr(each, RULE_MARKER)}
    assert rules.issuperset(only)
    for name in rules.difference(only) if only else ():
        setattr(Seeded, name, None)
    seed(number)(Seeded)
    run_state_machine_as_test(Seeded, settings=how)
    return Seeded.done


class RulesMachine(RuleBasedStateMachine):
    """One workshop; `done` gathers the names of the commands that were accepted."""

    done: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        for name, bound in must.SMALL.items():
            self.patch.setattr(limits, name, bound)
        self.patch.setattr(deciding, "LATE_PER_ROOM", must.LATE)
        self.made = 0

    def teardown(self) -> None:
        self.patch.undo()

    @initialize(
        boards=st.integers(2, 3),
        start_timer=st.booleans(),
        work=st.sampled_from([True] * 4 + [False]),
    )
    def open_workshop(self, boards: int, start_timer: bool, work: bool) -> None:
        table = Table(*("Lyon", "Toulouse", "Nantes")[:boards])
        self.room: Room = table.room
        self.journal: list[Happened] = list(table.journal)
        self.now_ms = T0
        self.ledger = must.Ledger()
        self.open = dict.fromkeys(self.room.boards, True)
        self.doors = True
        kinds = (SEES_ALL, READER, OUTSIDE, *(Sight("board", each) for each in self.room.boards))
        self.views = {sight: visibility.project_room(self.room, sight) for sight in kinds}
        for place, who in enumerate(PEOPLE[:3]):
            board = list(self.room.boards)[place % boards]
            name = who.participant or ""
            self.ask(c.Sit(participant=name, board=board, pair=f"pair-{board}"), who)
        if not work:
            return
        self.ask(c.OpenPhase(phase="travail", start_timer=start_timer))
        for board in self.room.boards:
            for label in ("a", "b"):
                self.ask(c.AddBeneficiary(board=board, beneficiary=self.new(), label=label))
            self.ask(c.AddNote(note=self.new(), beneficiary=self.of("beneficiaries", 0), text="b"))

    # --- asking -----------------------------------------------------------------------------------

    def ask(self, command: Command, who: Who = FACILITATOR, late: bool = False) -> None:
        """As the live layer does: the lock first when it is due, then the command."""
        who = self._somebody(command, late) if who is OWN else who
        at_ms, deadline_ms = phases.lock_at_ms(self.room), self.room.timer.deadline_ms
        if at_ms is not None and deadline_ms is not None and self.now_ms >= at_ms:
            self._decided(c.LockBoards(deadline_ms=deadline_ms), SYSTEM, False)
        self._decided(command, who, late and self._wired(command))

    def _somebody(self, command: Command, late: bool) -> Who:
        """Who is most likely to be allowed, so that most of what is asked is done."""
        board = lookup.board_of(self.room, command) if isinstance(command, BoardCommand) else None
        if isinstance(board, Board) and (self.room.phase != "travail" or board.closed) and not late:
            if self.made % 3 == 0:
                return FACILITATOR
            if self.made % 3 == 1:
                self.ask(c.OpenPhase(phase="travail"))
                self.ask(c.ReopenBoards())
        seats = self.room.participants.values()
        here = [seat.id for seat in seats if isinstance(board, Board) and seat.board == board.id]
        name = here[self.made % len(here)] if here else "anna"
        return Who(role="participant", participant=name)

    def _decided(self, command: Command, who: Who, late: bool) -> None:
        picture, asked = must.encoded(self.room), repr(command)
        if late:
            self.made += 1
            answer = deciding.decide_late(
                self.room, command, who, self.now_ms, f"late-{self.made}", None
            )
        else:
            answer = deciding.decide(self.room, command, who, self.now_ms)
        assert (must.encoded(self.room), repr(command)) == (picture, asked), (
            "decide changed its input"
        )
        if isinstance(answer, Rejection):
            return
        self.done.add(type(command).__name__)
        for event in answer:
            self._happens(event, who)

    def _happens(self, event: Event, who: Who) -> None:
        before, picture = self.room, must.encoded(self.room)
        self._is_rightful(event, who)
        must.survives_json(event, Event)
        self.ledger.note(event)
        self.ledger.vote(event)
        if isinstance(event, TerritoryAdded):
            sight = Sight("board", event.board)
            self.views[sight] = visibility.project_room(before, sight)
        for sight, view in self.views.items():
            for seen in visibility.project(before, event, sight):
                assert not isinstance(seen, VotesCast), "a ballot is shown"
                view = folding.evolve(view, seen)
            self.views[sight] = view
        self.room = folding.evolve(before, event)
        assert must.encoded(before) == picture, "evolve changed its input"
        must.nothing_is_concluded_by_itself(before, self.room, event)
        if isinstance(event, DecisionRetracted):
            others = {k: d for k, d in before.decisions.items() if k != event.decision}
            assert self.room.decisions == others, "more than one decision was retracted"
            self.retracted += 1
            assert self.retracted == 1, "more than one decision was retracted"
        seq = len(self.journal) + 1
        self.journal.append(Happened(seq=seq, at_ms=self.now_ms, who=who, event=event))
        self._follow_the_locks(event)

    def _is_rightful(self, event: Event, who: Who) -> None:
        """[P3] stated from the events alone: seats, phases and locks as they were told."""
        assert who.role != "screen", "a screen did something"
        if who.role != "participant" or type(event).__name__ == "CommandReceivedLate":
            return
        if isinstance(event, ParticipantSeated | ParticipantArrived):
            assert event.participant == who.participant, "somebody else was seated"
            known = event.participant in self.room.participants
            assert known or self.doors, "somebody new came in through closed doors"
            return
        if type(event).__name__.startswith("Remark"):
            assert self.room.phase == "presentation", "a participant remarked out of time"
            return
        if isinstance(event, VotesCast):
            assert event.participant == who.participant, "somebody voted for another"
        seat = self.room.participants[who.participant or ""]
        if isinstance(event, PairReady | PairNotReady):
            assert event.pair == seat.pair, "somebody spoke for another pair"
            assert self.room.phase == "travail", "a participant wrote out of time"
            return
        if isinstance(event, HandRaised | HandLowered):
            assert event.participant == seat.id, "somebody moved another's hand"
            return
        if isinstance(event, VotesCast | MisrenderedSaid | MisrenderedWithdrawn):
            self._takes_part(event, seat)
            return
        board = getattr(event, "board", None)
        assert board == seat.board, "a participant wrote on a foreign board"
        assert self.room.phase == "travail", "a participant wrote out of time"
        assert self.open[board or ""], "a participant wrote after the lock"

    def _takes_part(
        self, event: VotesCast | MisrenderedSaid | MisrenderedWithdrawn, seat: Participant
    ) -> None:
        """[O2] [M1] each for themselves, or for the pair, of notes of their own board."""
        place = PHASES.index(self.room.phase)
        assert place >= PHASES.index("mise-en-commun"), "a participant wrote out of time"
        if isinstance(event, MisrenderedSaid):
            board = self.room.boards[seat.board or ""]
            assert event.note in board.notes, "a participant wrote on a foreign board"
            assert not board.notes[event.note].hidden, "a hidden note was spoken of"
        elif isinstance(event, MisrenderedWithdrawn):
            said = self.room.misrendered[event.note]
            assert said.pair == seat.pair, "somebody spoke for another pair"

    def _follow_the_locks(self, event: Event) -> None:
        match event:
            case BoardsLocked():
                self.open = dict.fromkeys(self.open, False)
            case TimerStarted():
                self.open = dict.fromkeys(self.open, True)
            case BoardClosed():
                self.open[event.board] = False
            case BoardsReopened():
                self.open |= dict.fromkeys(event.boards, True)
            case TerritoryAdded():
                self.open[event.board] = True
            case TerritoryRemoved():
                del self.open[event.board]
            case DoorsOpened() | DoorsClosed():
                self.doors = isinstance(event, DoorsOpened)

    @staticmethod
    def _wired(command: Command) -> bool:
        """Whether the command can have come by the wire, which has no lone surrogates (W3)."""
        try:
            msgspec.json.encode(command)
        except UnicodeEncodeError:
            return False
        return isinstance(command, BoardCommand)

    def new(self, some: int = 0) -> str:
        """An id that nobody has; now and then one that cannot be."""
        self.made += 1
        if some % 4 == 3:
            known = [*self.ids("notes", "removed_notes", "beneficiaries", "points"), *FOREIGN]
            known += [*self.room.unwritten, *self.room.unmeant]
            return known[some // 4 % len(known)]
        return f"id-{self.made}"

    def ids(self, *kinds: str) -> list[str]:
        return [
            each for board in self.room.boards.values() for k in kinds for each in getattr(board, k)
        ]

    def of(self, kind: str, some: int) -> str:
        """One of the ids of a kind, the newest first; now and then a removed or a foreign one."""
        found = self.ids(kind)
        if some % 6 == 5 or not found:
            found = (
                [*self.ids(f"removed_{kind}", "known_as"), *FOREIGN, *found]
                if kind
                in (
                    "notes",
                    "beneficiaries",
                )
                else [*FOREIGN, *found]
            )
        else:
            found = found[::-1]
        return found[some % len(found)]

    def beside(self, one: str, some: int) -> str:
        """Most often a beneficiary of the board where a note or a beneficiary is."""
        found = [
            each
            for board in self.room.boards.values()
            if one in board.notes or one in board.beneficiaries
            for each in board.beneficiaries
        ]
        return found[some % len(found)] if found and some % 6 else self.of("beneficiaries", some)

    def rev(self, one: str) -> int:
        """The revision of a note or a beneficiary that stands, 0 when it is not there."""
        for board in self.room.boards.values():
            found = board.notes.get(one) or board.beneficiaries.get(one)
            if found is not None:
                return found.rev
        return 0

    def text(self, note: str) -> str | None:
        """The text of a note that stands."""
        found = [each.notes[note].text for each in self.room.boards.values() if note in each.notes]
        return found[0] if found else None

    def board(self, some: int) -> str:
        boards = [*self.room.boards, *self.room.boards, "ghost"]
        return boards[some % len(boards)]

    # --- what is asked --------------------------------------------------------------------------

    @rule(who=ANYBODY, other=ANYBODY, board=SOME, pair=SOME)
    def sit(self, who: Who, other: Who, board: int, pair: int) -> None:
        pairs = [*self.room.pairs, self.new(pair)]
        who = PEOPLE[board % 3] if who is OWN else who
        person = (other if pair % 4 == 0 else who).participant or "zoe"
        place = pairs[pair % len(pairs)]
        offered = pair % 3 == 1
        where = self.board(board)
        self.ask(c.Sit(participant=person, board=where, pair=place, proposed=offered), who)

    @rule(who=ANYBODY, board=SOME, some=SOME, label=TEXTS, alias=TEXTS, late=st.booleans())
    def add_beneficiary(
        self, who: Who, board: int, some: int, label: str, alias: str, late: bool
    ) -> None:
        parent = self.of("beneficiaries", some) if some % 3 == 0 else None
        command = c.AddBeneficiary(
            board=self.board(board),
            beneficiary=self.new(some),
            label=label,
            aliases=(alias,) * (some % 4),
            parent=parent,
        )
        self.ask(command, who, late)

    @rule(who=ANYBODY, some=SOME, other=SOME, base=st.integers(0, 2), label=TEXTS)
    def change_beneficiary(self, who: Who, some: int, other: int, base: int, label: str) -> None:
        one = self.of("order", some)
        two = self.beside(one, other)
        base = self.rev(one) if base else 0
        self.ask(c.EditBeneficiary(beneficiary=one, base=base, parent=two), who)
        three = self.beside(one, other + 1)
        self.ask(c.EditBeneficiary(beneficiary=two, base=self.rev(two), parent=three), who)
        base = self.rev(one) if base else 0
        self.ask(c.EditBeneficiary(beneficiary=one, base=base, label=label), who)
        self.ask(c.RankBeneficiary(beneficiary=one, after=two if other % 4 else None), who)

    @rule(who=ANYBODY, some=SOME, other=SOME, give=st.booleans())
    def delete_beneficiary(self, who: Who, some: int, other: int, give: bool) -> None:
        gone = self.of("order", some)
        to = self.beside(gone, other) if give else None
        self.ask(c.DeleteBeneficiary(beneficiary=gone, reassign_to=to), who)

    @rule(who=ANYBODY, some=SOME, anew=st.booleans())
    def delete_with_its_notes(self, who: Who, some: int, anew: bool) -> None:
        gone = self.of("order", some)
        boards = self.room.boards.values()
        notes = [n.id for b in boards for n in b.notes.values() if n.beneficiary == gone]
        for note in notes:
            self.ask(c.DeleteNote(note=note), who)
        self.ask(c.DeleteBeneficiary(beneficiary=gone), who)
        for note in notes[:1]:
            self.ask(c.RestoreNote(note=note), who)
        if anew:
            self.ask(c.RestoreBeneficiary(beneficiary=gone), who)

    @rule(who=ANYBODY, some=SOME)
    def restore(self, who: Who, some: int) -> None:
        for kind in ("removed_beneficiaries", "removed_notes"):
            gone = [*self.ids(kind), "ghost"]
            one = gone[some % len(gone)]
            beneficiary = kind == "removed_beneficiaries"
            command = (
                c.RestoreBeneficiary(beneficiary=one) if beneficiary else c.RestoreNote(note=one)
            )
            self.ask(command, who)

    @rule(who=ANYBODY, some=SOME, to=SOME, text=TEXTS, via=TEXTS, late=st.booleans())
    def add_note(self, who: Who, some: int, to: int, text: str, via: str, late: bool) -> None:
        for turn in range(1 + some % 5):
            command = c.AddNote(
                note=self.new(some + turn),
                beneficiary=self.of("beneficiaries", to) if some % 8 else None,
                text=text,
                kind=KINDS[some % 2],
                via=via,
                via_note=self.of("notes", some) if some % 3 == 0 else None,
            )
            self.ask(command, who, late)
            if to % 3 == 0:  # asked twice: the id is taken, unless the first was refused
                self.ask(command, who, late)

    @rule(who=ANYBODY, some=SOME, to=SOME, base=st.integers(0, 2), text=TEXTS, late=st.booleans())
    def change_note(self, who: Who, some: int, to: int, base: int, text: str, late: bool) -> None:
        note = self.of("notes", some)
        base = self.rev(note) if base == 0 else base
        was = (None, text, self.text(note))[some % 3]
        self.ask(c.EditNote(note=note, base=base, text=text, was=was), who, late)
        self.ask(c.ClassifyNote(note=note, unforeseen=bool(to % 2), via=text), who, late)
        to_other = self.of("beneficiaries", to) if to % 3 == 0 else self.beside(note, to)
        self.ask(c.MoveNote(note=note, beneficiary=to_other), who, late)

    @rule(who=ANYBODY, some=SOME, texts=st.lists(TEXTS, min_size=1, max_size=4))
    def split_note(self, who: Who, some: int, texts: list[str]) -> None:
        parts = tuple(c.Part(note=self.new(some), text=text) for text in texts)
        note = self.of("notes", some)
        base = 0 if some % 5 == 0 else self.rev(note)
        self.ask(c.SplitNote(note=note, base=base, parts=parts), who)

    @rule(who=ANYBODY, some=SOME, undo=st.booleans())
    def delete_note(self, who: Who, some: int, undo: bool) -> None:
        note = self.of("notes", some)
        was = (None, "Un autre", self.text(note))[some % 3]
        self.ask(c.DeleteNote(note=note, was=was), who)
        if undo:
            self.ask(c.RestoreNote(note=note), who)

    @rule(who=LEADERS, opened=st.booleans(), newcomer=st.booleans())
    def move_the_doors(self, who: Who, opened: bool, newcomer: bool) -> None:
        self.ask(c.OpenDoors() if opened else c.CloseDoors(), who)
        self.ask(c.MarkLinks(link="participant", change="replaced"), SYSTEM if opened else who)
        if newcomer:
            board = next(iter(self.room.boards))
            self.ask(c.Sit(participant="ghost", board=board, pair=self.new()), PEOPLE[3])

    @rule(who=LEADERS, some=SOME, hide=st.booleans())
    def hide_or_show(self, who: Who, some: int, hide: bool) -> None:
        note = self.of("notes", some)
        self.ask(c.HideNote(note=note) if hide else c.ShowNote(note=note), who)

    @rule(who=ANYBODY, some=SOME, text=TEXTS, late=st.booleans())
    def discuss(self, who: Who, some: int, text: str, late: bool) -> None:
        kind = ("notes", "beneficiaries")[some % 2]
        target = self.board(some) if some % 5 == 0 else self.of(kind, some)
        command = c.OpenPoint(
            point=self.new(some),
            target_kind="board" if some % 5 == 0 else "beneficiary" if some % 2 else "note",
            target=target,
            text=text,
        )
        self.ask(command, who, late)

    @rule(who=ANYBODY, some=SOME, text=TEXTS)
    def go_on_discussing(self, who: Who, some: int, text: str) -> None:
        point = self.of("points", some)
        self.ask(c.EditPoint(point=point, text=text), who)
        self.ask(c.TakePosition(point=point, position=f"q{some % 3}", text=text), who)
        self.ask((c.ReopenPoint if some % 3 == 0 else c.ClosePoint)(point=point), who)
        self.ask(c.ReopenPoint(point=point), PEOPLE[some % 3])

    @rule(who=ANYBODY, some=SOME, text=TEXTS, question=TEXTS, late=st.booleans())
    def disagree(self, who: Who, some: int, text: str, question: str, late: bool) -> None:
        note = self.of("notes", some)
        command = c.KeepBothVersions(point=self.new(some), note=note, text=text, question=question)
        self.ask(command, who, late)

    @rule(who=ANYBODY, some=SOME, text=TEXTS)
    def interest(self, who: Who, some: int, text: str) -> None:
        notes = (self.of("notes", some),)
        added = self.new(some)
        board = self.board(some)
        self.ask(c.AddInterestedActor(board=board, interested=added, label=text, notes=notes), who)
        one = self.of("interested", some)
        self.ask(c.EditInterestedActor(interested=one, reason=text, uncertain=True), who)
        removing = c.DeleteInterestedActor if some % 2 else c.RestoreInterestedActor
        self.ask(removing(interested=one), who)

    @rule(who=LEADERS, some=SOME, name=TEXTS, which=st.integers(0, 4))
    def lead(self, who: Who, some: int, name: str, which: int) -> None:
        board = self.new() if which == 2 and some % 2 else self.board(some)
        if which == 2:
            self.ask(c.AddTerritory(board=board, name=name))
        leading: tuple[Command, ...] = (
            c.AddTerritory(board=self.new(some), name=name),
            c.RenameTerritory(board=board, name=name),
            c.RemoveTerritory(board=board),
            c.EditWorkshop(title=name, held_on=name),
            c.SetNextSession(date=name, method=name),
        )
        self.ask(leading[which], who)
        self.ask(c.SetStartingPoint(board=board, text=name), PEOPLE[some % 3])

    @rule(who=LEADERS, some=SOME, typed=TEXTS, other=TEXTS, which=st.integers(0, 6))
    def plan(self, who: Who, some: int, typed: str, other: str, which: int) -> None:
        words = c.Phrase(fr=typed, en=other if some % 3 else "")
        phase = PHASES[some % len(PHASES)]
        planned = c.PlannedStep(label=words, duration_s=some, consigne=words, prompts=(words,) * 3)
        planning: tuple[Command, ...] = (
            c.EditWorkshop(intention=words, language="en" if some % 2 else "fr"),
            c.EditWorkshop(guiding_question=words, for_whom=words),
            c.EditWorkshop(programme=words, axe=c.Phrase(fr="", en=words.en[: some % 2])),
            c.EditWorkshop(delete_after_ms=self.now_ms + some * 86_400_000),
            c.EditPhase(phase=phase, label=words, intro=words, skipped=some % 2 == 0),
            c.EditPhase(phase="travail", duration_s=some * 60),
            c.EditPhase(phase="travail", duration_s=120, steps=(planned,) * (some % 12)),
        )
        self.ask(planning[which], who)

    @rule(who=LEADERS, some=SOME, board=SOME, which=st.integers(0, 5))
    def expect(self, who: Who, some: int, board: int, which: int) -> None:
        """People come and go: the machine has few seats."""
        awaited = [each.id for each in self.room.participants.values() if each.expected]
        if which < 2:
            if len(self.room.participants) > 3:
                self.ask(c.DropExpected(participant=(awaited or ["ghost"])[0]), SYSTEM)
            pairs = [*self.room.pairs, self.new(some)]
            people = tuple(
                c.Expected(
                    participant=f"awaited-{(some + place) % 5}",
                    board=self.board(board),
                    pair=pairs[(some + place) % len(pairs)],
                )
                for place in range(some % 3)
            )
            self.ask(c.ExpectPeople(people=people), who)
            return
        known = [*awaited, *self.room.participants, "ghost"]
        person = known[some % len(known)]
        own = Who(role="participant", participant=person if some % 5 else "zoe")
        coming: tuple[tuple[Command, Who], ...] = (
            (c.Arrive(participant=person), own),
            (c.FreeSeat(participant=person), who if some % 4 == 0 else SYSTEM),
            (c.GiveSeatBack(participant=person), who if some % 4 == 0 else SYSTEM),
            (c.DropExpected(participant=person), who if some % 4 == 0 else SYSTEM),
        )
        self.ask(*coming[which - 2])

    @rule(who=LEADERS, phase=st.sampled_from(PHASES + ("travail",) * 6), timer=st.booleans())
    def open_phase(self, who: Who, phase: PhaseKind, timer: bool) -> None:
        self.ask(c.OpenPhase(phase=phase, start_timer=timer), who)

    @rule(who=LEADERS, which=st.integers(0, 8), span=SPANS, some=SOME)
    def time_and_locks(self, who: Who, which: int, span: int, some: int) -> None:
        board = self.board(some)
        timer: tuple[Command, ...] = (
            c.StartTimer(
                duration_ms=span,
                passed_ms=some if some % 5 else -1,
                steps_ms=some * 1_000 if some % 3 else None,
            ),
            c.PauseTimer(),
            c.ResumeTimer(),
            c.MoveDeadline(by_ms=span),
            c.EndTimer(),
            c.SetGrace(grace_ms=span),
            c.CloseBoard(board=board),
            c.ReopenBoards(
                board=board if some % 2 else None,
                for_ms=span if some % 3 else None,
                passed_ms=some if some % 5 else -1,
            ),
            c.LockBoards(deadline_ms=self.now_ms),
        )
        if some % 4:
            self.ask(c.OpenPhase(phase="travail"))
        if which in (2, 3) and span > 0:
            self.ask(c.StartTimer())
            self.ask(c.PauseTimer())
        if which in (0, 7) and some % 5:
            self.ask(c.EndTimer())
        self.ask(timer[which], who)

    @rule(ms=st.sampled_from((1, 999, 1_000, 60_000, 2_700_000)))
    def time_passes(self, ms: int) -> None:
        self.now_ms += ms

    @rule(who=LEADERS, some=SOME, admit=st.booleans())
    def empty_the_tray(self, who: Who, some: int, admit: bool) -> None:
        if not self.room.late:
            self.ask(c.OpenPhase(phase="mise-en-commun"))
            to = self.of("beneficiaries", some)
            self.ask(c.AddNote(note=self.new(), beneficiary=to, text="en retard"), OWN, late=True)
        waiting = [*list(self.room.late) * 5, "ghost"]
        late = waiting[some % len(waiting)]
        self.ask(c.AdmitLate(late=late) if admit else c.SetAsideLate(late=late), who)
        if some % 3 == 0:
            beside = [*list(self.room.aside) * 5, "ghost"]
            late = beside[some % len(beside)]
            self.ask(c.AdmitLate(late=late) if admit else c.BringBackLate(late=late), who)

    @rule(who=ANYBODY, other=ANYBODY, ready=st.booleans())
    def call(self, who: Who, other: Who, ready: bool) -> None:
        who = PEOPLE[self.made % 3] if who is OWN else who
        self.ask(c.SayReady(ready=ready), who)
        self.ask(c.RaiseHand(), who)
        if not ready:
            self.ask(c.LowerHand(participant=(other.participant or "zoe")), who)

    @rule(who=LEADERS, some=SOME, text=TEXTS, keep=st.booleans())
    def tell(self, who: Who, some: int, text: str, keep: bool) -> None:
        pairs = [*self.room.pairs, "ghost"]
        pair = pairs[some % len(pairs)] if some % 2 else None
        self.ask(c.SendMessage(message=self.new(some), text=text, pair=pair), who)
        if not keep:
            standing = [*list(self.room.messages) * 5, "ghost"]
            message = standing[some % len(standing)]
            self.ask(c.WithdrawMessage(message=message), who)
            self.ask(c.SendMessage(message=message, text=text))

    @rule(who=LEADERS, picks=st.lists(SOME, min_size=1, max_size=4), label=st.none() | TEXTS)
    def join(self, who: Who, picks: list[int], label: str | None) -> None:
        self._pool()
        same = tuple(self.of("beneficiaries", pick) for pick in picks)
        self.ask(c.SameActor(decision=self.new(), beneficiaries=same, label=label), who)

    @rule(who=LEADERS, some=SOME, label=TEXTS)
    def rename_actor(self, who: Who, some: int, label: str) -> None:
        one = self.of("beneficiaries", some)
        self.ask(c.RenameActor(decision=self.new(), beneficiary=one, label=label), who)

    @rule(who=LEADERS, some=SOME, other=SOME, text=TEXTS, which=st.integers(0, 3))
    def place_actors(self, who: Who, some: int, other: int, text: str, which: int) -> None:
        self._pool()
        one, two = self.of("beneficiaries", some), self.of("beneficiaries", other)
        deciding: tuple[Command, ...] = (
            c.PartOfActor(decision=self.new(), child=one, parent=two),
            c.DifferentActors(decision=self.new(), one=one, other=two),
            c.DecideLater(decision=self.new(), one=one, other=two),
            c.CategoriseActor(decision=self.new(), beneficiary=one, category=text),
        )
        self.ask(deciding[which], who)

    @rule(who=LEADERS, some=SOME, text=st.none() | TEXTS, which=st.integers(0, 3))
    def pool_effects(self, who: Who, some: int, text: str | None, which: int) -> None:
        self._pool()
        one = self.of("notes", some)
        same = [
            note.id
            for board in self.room.boards.values()
            if one in board.notes
            for note in board.notes.values()
            if note.beneficiary == board.notes[one].beneficiary
        ]
        home = [b.notes[one].beneficiary for b in self.room.boards.values() if one in b.notes]
        if home and len(same) < 2:
            same.append(self.new())
            self.ask(c.AddNote(note=same[-1], beneficiary=home[0], text="b"))
        notes = (*same[:3], self.of("notes", some + 1)) if some % 5 == 0 else tuple(same[:3])
        self.ask(c.GroupEffects(decision=self.new(), notes=notes, title=text), who)
        register = self.room.template.registers[0].registers[0].id if some % 4 else "ghost"
        deciding: tuple[Command, ...] = (
            c.TitleGroup(decision=self.new(), note=one, title=text or ""),
            c.TitleGroup(decision=self.new(), note=one, title=text or "b"),
            c.TakeOutOfGroup(decision=self.new(), note=one),
            c.PutInRegister(decision=self.new(), notes=(one,), register=register),
        )
        self.ask(deciding[which], who)

    @rule(who=LEADERS, some=SOME)
    def retract(self, who: Who, some: int) -> None:
        self._pool()
        if len(self.room.decisions) < 2:
            for same in ((0, 1), (1, 2)):
                joined = tuple(self.of("beneficiaries", each) for each in same)
                self.ask(c.SameActor(decision=self.new(), beneficiaries=joined))
        taken = [*list(self.room.decisions) * 5, "ghost"]
        self.retracted = 0
        decision = taken[some % len(taken)]
        self.ask(c.RetractDecision(decision=decision), who)
        again = tuple(self.of("beneficiaries", each) for each in (0, 1))
        self.ask(c.SameActor(decision=decision, beneficiaries=again))

    def _pool(self) -> None:
        """Joining is only possible in the pooling: go there, most of the time."""
        if self.made % 4:
            self.ask(c.OpenPhase(phase="mise-en-commun"))

    @rule(who=LEADERS, some=SOME, text=TEXTS, which=st.integers(0, 11), yes=st.booleans())
    def guide(self, who: Who, some: int, text: str, which: int, yes: bool) -> None:
        if which > 8 and yes:
            self._pool()
        boards = (self.board(some), self.board(some // 7))[: some % 3]
        sift = Sift(text=text if yes else "", discussed=some % 2 == 1, boards=boards)
        guiding: tuple[Command, ...] = (
            c.Guide(),
            c.Release(),
            c.Summon(),
            c.SetScreen(way_in=yes, look=LOOKS[some % len(LOOKS)]),
            c.SetScreen(page=some - 2),
            c.SetScreen(sift=sift if some % 5 else None),
            c.Present(kind="phase"),
            c.Present(kind="section", target="effets" if yes else "ghost"),
            c.Present(kind="example-note", target=str(some)),
            c.Present(kind="actor", target=self.of("beneficiaries", some)),
            c.Present(kind="note", target=self.of("notes", some)),
            c.Present(kind="territory-actor", target=self.of("beneficiaries", some)),
        )
        self.ask(guiding[which], who)
        if which == 10 and some % 3:
            self.ask(c.HideNote(note=self.of("notes", some)))

    @rule(who=ANYBODY, some=SOME, text=TEXTS, which=st.integers(0, 3))
    def remark(self, who: Who, some: int, text: str, which: int) -> None:
        who = PEOPLE[some % 3] if who is OWN else who
        if some % 3:
            self.ask(c.OpenPhase(phase="presentation"))
        new = c.LeaveRemark(
            remark=self.new(some), part="note", target=str(some % 17 + 1), text=text
        )
        self.ask(new, who)
        known = [*self.room.remarks, "ghost"]
        one = known[some % len(known)]
        remarking: tuple[Command, ...] = (
            c.AnswerRemark(remark=one, position=f"q{some % 3}", text=text),
            c.CloseRemark(remark=one),
            c.ReopenRemark(remark=one),
            c.LeaveRemark(remark=one, part="example", text=text),
        )
        self.ask(remarking[which], who)
        if some % 2:
            self.ask(c.OpenPhase(phase="travail"))

    @rule(
        who=ANYBODY, some=SOME, picks=st.lists(SOME, max_size=4), each=st.integers(-1, 3), end=SOME
    )
    def vote(self, who: Who, some: int, picks: list[int], each: int, end: int) -> None:
        """Now and then in one round, with what may happen to the notes before it is closed."""
        mark = MARKS[some % 2]
        self._pool()
        if some % 4 == 0 or mark not in self.room.votings:
            self.ask(c.OpenVoting(mark=mark, votes_each=each if some % 8 else 2))
        shown = [one for one in self.ids("notes") if self._is_shown(one)] or ["ghost"]
        for turn, person in enumerate(PEOPLE[:3]):
            ballot = (shown[(some + turn) % len(shown)],) * (1 + (some + turn) % 3)
            self.ask(c.CastVotes(mark=mark, notes=ballot), person)
        notes = tuple(self.of("notes", pick) for pick in picks)
        self.ask(c.CastVotes(mark=mark, notes=notes), PEOPLE[end % 3] if who is OWN else who)
        meanwhile: tuple[Command, ...] = (
            c.DeleteNote(note=shown[some % len(shown)]),
            c.HideNote(note=shown[some % len(shown)]),
            c.SameActor(decision=self.new(), beneficiaries=self._two(some)),
            c.OpenPhase(phase=PHASES[some % len(PHASES)]),
        )
        if end % 2:
            self.ask(meanwhile[end // 2 % len(meanwhile)])
        if end % 5 == 0:
            self.ask(c.FreeSeat(participant="marc"), SYSTEM)
            self.ask(c.DropExpected(participant="marc"), SYSTEM)
        if end % 4 < 2:
            self._pool()
            self.ask(c.CloseVoting(mark=mark))

    def _two(self, some: int) -> tuple[str, str]:
        return self.of("beneficiaries", some), self.of("beneficiaries", some + 1)

    def _is_shown(self, note: str) -> bool:
        return not any(lookup.is_hidden(board, note) for board in self.room.boards.values())

    @rule(who=LEADERS, some=SOME, text=TEXTS, picks=st.lists(SOME, max_size=2))
    def conclude(self, who: Who, some: int, text: str, picks: list[int]) -> None:
        self._pool()
        notes = tuple(self.of("notes", pick) for pick in picks)
        kind = CONCLUSIONS[some % 3]
        new = c.WriteConclusion(
            conclusion=self.new(some), kind=kind, text=text, reservations=text, notes=notes
        )
        self.ask(new, who)
        known = [*list(self.room.conclusions) * 5, "ghost"]
        one = known[some % len(known)]
        concluding: tuple[Command, ...] = (
            c.EditConclusion(conclusion=one, text=text, notes=notes),
            c.CloseConclusion(conclusion=one),
            c.ReopenConclusion(conclusion=one),
            c.RemoveConclusion(conclusion=one),
        )
        self.ask(concluding[some % 4], who)
        if some % 4 == 3:
            to = self.of("beneficiaries", some)
            self.ask(c.AddNote(note=one, beneficiary=to, text="b"))

    @rule(who=ANYBODY, some=SOME, text=TEXTS, which=st.integers(0, 3))
    def misrender(self, who: Who, some: int, text: str, which: int) -> None:
        self._pool()
        note = self.of("notes", some)
        person = PEOPLE[some % 3] if who is OWN else who
        self.ask(c.SayMisrendered(note=note, text=text), person)
        self.ask(c.SayMisrendered(note=note, text=""), PEOPLE[(some + 1) % 3])
        if which == 0:
            self.ask(c.WithdrawMisrendered(note=note), person)
        elif which == 1:
            self.ask(c.SettleMisrendered(note=note))
        elif which == 2:
            self.ask(c.HideNote(note=note))
            self.ask(c.SettleMisrendered(note=note) if some % 2 else c.ShowNote(note=note))
        else:
            for other in PEOPLE[:3]:
                self.ask(c.WithdrawMisrendered(note=note), other)

    @rule(who=LEADERS, some=SOME, words=st.lists(TEXTS, max_size=3), keep=st.booleans())
    def mean(self, who: Who, some: int, words: list[str], keep: bool) -> None:
        known = [*list(self.room.lexicon) * 3, "ghost"]
        one = known[some % len(known)] if some % 3 == 0 else self.new(some)
        self.ask(c.AddConcept(concept=one, words=(*words, "time")), who)
        if not keep:
            self.ask(c.RemoveConcept(concept=one), who)

    # --- what must hold ------------------------------------------------------------------------

    @invariant()
    def holds(self) -> None:
        must.replay_is_the_room(self.journal, self.room)
        self.ledger.is_kept(self.room)
        must.boards_are_sound(self.room)
        must.limits_hold(self.room)
        must.plan_is_sound(self.room)
        must.seats_are_sound(self.room)
        must.pooling_is_whole(self.room)
        must.nothing_private_is_shown(self.room)
        must.the_screen_is_bounded(self.room)
        must.votes_are_sound(self.room)
        must.what_is_said_of_notes_is_sound(self.room)
        must.survives_json(self.room, Room)
        for sight, view in self.views.items():
            shown = visibility.project_room(self.room, sight)
            assert view == shown, "a view is not the projection"
            for key, board in shown.boards.items():
                order = list(view.boards[key].notes)
                assert order == list(board.notes), "a view is not the projection"
            must.nothing_leaks(view, self.room, sight)

"""A Hypothesis state machine that pools three boards in any order, while they go on changing.

Where `rules_machine` asks everything of a room, this one stays in the pooling: joins, groupings,
undos, late notes and hidden ones meet one another at every step. What must hold is in
`pooling_invariants`; the rules are looked up in their modules, so that a planted bug is met.
"""

from typing import ClassVar

from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from support import pooling_invariants as must
from support.pooling_table import three_boards
from support.tables import FACILITATOR
from tablee.workshop import commands as c
from tablee.workshop import decide as deciding
from tablee.workshop import evolve as folding
from tablee.workshop import visibility
from tablee.workshop.commands import Command
from tablee.workshop.events import DecisionRetracted, Event, NoteAdded
from tablee.workshop.happened import Happened
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Room
from tablee.workshop.visibility import OUTSIDE, READER, Sight

SOME = st.integers(0, 60)
MANY = st.lists(SOME, min_size=2, max_size=4)
TITLES = st.sampled_from((None, None, None, "Un titre", "Un autre"))
SIGHTS = (READER, OUTSIDE, Sight("board", "lyon"))


def pool_everything(number: int, how: settings) -> set[str]:
    """Run the machine from a seed of its own; returns the names of the commands that were done."""

    class Seeded(PoolingMachine):
        done: ClassVar[set[str]] = set()

    seed(number)(Seeded)
    run_state_machine_as_test(Seeded, settings=how)
    return Seeded.done


class PoolingMachine(RuleBasedStateMachine):
    done: ClassVar[set[str]] = set()

    @initialize()
    def open_pooling(self) -> None:
        table = three_boards()
        self.room: Room = table.room
        self.journal: list[Happened] = list(table.journal)
        self.now_ms = table.now_ms
        self.made = 0
        self.views = {sight: visibility.project_room(self.room, sight) for sight in SIGHTS}

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            must.same_journal_same_board(self.journal, self.room)

    def ask(self, command: Command) -> bool:
        """Whether it was done."""
        self.now_ms += 1_000
        answer = deciding.decide(self.room, command, FACILITATOR, self.now_ms)
        if isinstance(answer, Rejection):
            return False
        self.done.add(type(command).__name__)
        for event in answer:
            self._happens(event)
        return True

    def _happens(self, event: Event) -> None:
        before = self.room
        for sight, view in self.views.items():
            for seen in visibility.project(before, event, sight):
                view = folding.evolve(view, seen)
            self.views[sight] = view
        self.room = folding.evolve(before, event)
        seq = len(self.journal) + 1
        happened = Happened(seq=seq, at_ms=self.now_ms, who=FACILITATOR, event=event)
        self.journal.append(happened)
        if isinstance(event, DecisionRetracted):
            must.retracting_is_identity(self.journal, self.room, event.decision)
        if isinstance(event, NoteAdded):
            must.a_new_note_is_in_no_group(self.room, event.note.id)

    def new(self) -> str:
        self.made += 1
        return f"id-{self.made}"

    def of(self, kind: str, some: int) -> str:
        found = [each for board in self.room.boards.values() for each in getattr(board, kind)]
        return found[some % len(found)] if found else "ghost"

    def beside(self, note: str, some: int) -> str:
        """A note that is most often of the same actor."""
        if some % 5 == 0:
            return self.of("notes", some)
        home = must.homes(self.room)
        live = [each for board in self.room.boards.values() for each in board.notes]
        found = [each for each in live if home[each] == home.get(note)]
        return found[some % len(found)] if found else note

    # --- what is decided ------------------------------------------------------------------------

    @rule(picks=MANY, label=TITLES)
    def join(self, picks: list[int], label: str | None) -> None:
        same = tuple(self.of("beneficiaries", pick) for pick in picks[:3])
        self.ask(c.SameActor(decision=self.new(), beneficiaries=same, label=label))

    @rule(one=SOME, other=SOME)
    def keep_apart(self, one: int, other: int) -> None:
        two = (self.of("beneficiaries", one), self.of("beneficiaries", other))
        self.ask(c.DifferentActors(decision=self.new(), one=two[0], other=two[1]))
        if one % 3:
            self.ask(c.SameActor(decision=self.new(), beneficiaries=two))

    @rule(one=SOME, other=SOME, later=st.booleans())
    def place(self, one: int, other: int, later: bool) -> None:
        two = (self.of("beneficiaries", one), self.of("beneficiaries", other))
        if later:
            self.ask(c.DecideLater(decision=self.new(), one=two[0], other=two[1]))
        self.ask(c.PartOfActor(decision=self.new(), child=two[0], parent=two[1]))
        self.ask(c.PartOfActor(decision=self.new(), child=two[1], parent=two[0]))

    @rule(first=SOME, picks=MANY, title=TITLES)
    def group(self, first: int, picks: list[int], title: str | None) -> None:
        note = self.of("notes", first)
        notes = (note, *(self.beside(note, pick) for pick in picks))
        by = notes[-1] if first % 2 else None
        self.ask(c.GroupEffects(decision=self.new(), notes=notes, title=title, titled_by=by))

    @rule(one=SOME, other=SOME, undone=st.booleans())
    def group_across(self, one: int, other: int, undone: bool) -> None:
        """Notes of an actor that are together through one of another, which then comes apart."""
        first, last = self.of("beneficiaries", one), self.of("beneficiaries", other)
        merge = self.new()
        self.ask(c.SameActor(decision=merge, beneficiaries=(first, last)))
        notes = [note for board in self.room.boards.values() for note in board.notes.values()]
        own = [note.id for note in notes if note.beneficiary == first]
        through = [note.id for note in notes if note.beneficiary == last]
        for each in own[:2]:
            self.ask(c.GroupEffects(decision=self.new(), notes=(each, *through[:1])))
        if undone:
            self.ask(c.RetractDecision(decision=merge))

    @rule(some=SOME, title=st.booleans())
    def take_out(self, some: int, title: bool) -> None:
        note = self.of("notes", some)
        if title:
            self.ask(c.TitleGroup(decision=self.new(), note=note, title="Nommé"))
        self.ask(c.TakeOutOfGroup(decision=self.new(), note=note))

    @rule(some=SOME, category=st.sampled_from(("", "public")))
    def qualify(self, some: int, category: str) -> None:
        who, note = self.of("beneficiaries", some), self.of("notes", some)
        register = self.room.template.registers[0].registers[0].id
        self.ask(c.CategoriseActor(decision=self.new(), beneficiary=who, category=category))
        self.ask(c.RenameActor(decision=self.new(), beneficiary=who, label=f"Nom {some}"))
        self.ask(c.PutInRegister(decision=self.new(), notes=(note,), register=register))

    @rule(some=SOME)
    def undo(self, some: int) -> None:
        decided = list(self.room.decisions)
        if decided:
            self.ask(c.RetractDecision(decision=decided[some % len(decided)]))

    # --- what goes on meanwhile -----------------------------------------------------------------

    @rule(some=SOME)
    def write_late(self, some: int) -> None:
        to = self.of("beneficiaries", some)
        self.ask(c.AddNote(note=self.new(), beneficiary=to, text="Effet x1"))

    @rule(some=SOME, back=st.booleans())
    def delete_note(self, some: int, back: bool) -> None:
        self.ask(c.DeleteNote(note=self.of("notes", some)))
        if back:
            self.ask(c.RestoreNote(note=self.of("removed_notes", some)))

    @rule(some=SOME, to=SOME)
    def move_note(self, some: int, to: int) -> None:
        self.ask(c.MoveNote(note=self.of("notes", some), beneficiary=self.of("beneficiaries", to)))

    @rule(some=SOME, hide=st.booleans())
    def hide_note(self, some: int, hide: bool) -> None:
        notes = [note for board in self.room.boards.values() for note in board.notes.values()]
        hidden = [note.id for note in notes if note.hidden]
        if hidden and not hide:
            self.ask(c.ShowNote(note=hidden[some % len(hidden)]))
        else:
            self.ask(c.HideNote(note=self.of("notes", some)))

    @rule(some=SOME, to=SOME, back=st.booleans())
    def delete_beneficiary(self, some: int, to: int, back: bool) -> None:
        gone = self.of("order", some)
        notes_to = self.of("beneficiaries", to)
        self.ask(c.DeleteBeneficiary(beneficiary=gone, reassign_to=notes_to))
        if back:
            self.ask(c.RestoreBeneficiary(beneficiary=self.of("removed_beneficiaries", some)))

    @rule(one=SOME, two=SOME, three=SOME, back=st.booleans())
    def part_meanwhile(self, one: int, two: int, three: int, back: bool) -> None:
        """Two that are one actor through a third, which is deleted and comes back."""
        first, last = self.of("beneficiaries", one), self.of("beneficiaries", three)
        gone = self.of("order", two)
        for join in ((first, gone), (gone, last)):
            self.ask(c.SameActor(decision=self.new(), beneficiaries=join))
        self.ask(c.DeleteBeneficiary(beneficiary=gone, reassign_to=first))
        self.ask(c.DifferentActors(decision=self.new(), one=first, other=last))
        if back:
            self.ask(c.RestoreBeneficiary(beneficiary=gone))

    @rule(some=SOME, to=SOME)
    def put_under(self, some: int, to: int) -> None:
        one, group = self.of("order", some), self.of("order", to)
        for board in self.room.boards.values():
            if one in board.beneficiaries:
                base = board.beneficiaries[one].rev
                self.ask(c.EditBeneficiary(beneficiary=one, base=base, parent=group))
                return

    # --- what must hold -------------------------------------------------------------------------

    @invariant()
    def holds(self) -> None:
        must.holds(self.room)
        for sight, view in self.views.items():
            shown = visibility.project_room(self.room, sight)
            assert view == shown, "a view is not the projection"
            for key, board in shown.boards.items():
                order = list(view.boards[key].notes)
                assert order == list(board.notes), "a view is not the projection"
            must.nothing_hidden_is_decided_about(view, self.room)

"""An example session, in pooling, that anybody may open and try things in.

The template's worked example is one of its territories, in its own language; the others, their
people and their words are invented (`fr.json`, `en.json`). It is told with real commands, so that
every rule holds in it. It knows no clock, and its ids are fixed: what must not be guessed, the
room's own id and its links, comes from the caller.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from tablee.workshop import commands as c
from tablee.workshop import leading
from tablee.workshop.decide import decide
from tablee.workshop.events import Event, WorkshopCreated
from tablee.workshop.evolve import create_room, evolve
from tablee.workshop.happened import Happened
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Room, Who
from tablee.workshop.template import Example, Template
from tablee.workshop.vocabulary import Language

_LEAD: Final = Who(role="facilitator")
_SYSTEM: Final = Who(role="system")
_BEGAN_MS: Final = 5_400_000
"""How long ago the session began."""
_ACT_MS: Final = 20_000
"""Between two acts: they fit in the three quarters of an hour that the work lasts."""


class _For(msgspec.Struct):
    """`induced` are the externalities."""

    label: str
    effects: list[str]
    induced: list[str]


class _Discussed(msgspec.Struct):
    """A point on the first effect for the beneficiary at the place `on`."""

    on: int
    text: str
    positions: list[str]


class _Place(msgspec.Struct):
    name: str
    starting_point: str
    people: list[list[str]]
    beneficiaries: list[_For]
    itself: list[str]
    interested: list[tuple[str, str, bool]]
    discuss: _Discussed


class _Invented(msgspec.Struct):
    """`worked_example` names the worked example's territory and its pair, where its language is
    spoken. `same` are labels of different territories that the facilitator has brought together."""

    title: str
    held_on: str
    worked_example: list[str]
    territories: list[_Place]
    same: list[tuple[str, str]]


class Told(msgspec.Struct, frozen=True):
    """`names` are those of the people, by participant; `seat` is one of them."""

    journal: tuple[Happened, ...]
    room: Room
    names: dict[str, str]
    seat: str


def tell(template: Template, language: Language, now_ms: int, delete_after_ms: int) -> Told:
    """The example as it stands at `now_ms`, which is erased at `delete_after_ms`."""
    return _Telling(template, language, now_ms, delete_after_ms).told()


class _Telling:
    def __init__(
        self, template: Template, language: Language, now_ms: int, delete_after_ms: int
    ) -> None:
        self.words = _invented(language)
        self.at_ms = now_ms - _BEGAN_MS
        self.journal: list[Happened] = []
        self.names: dict[str, str] = {}
        worked = template.worked_example
        self.example = worked if worked is not None and worked.language == language else None
        boards = [(f"t{n}", place.name) for n, place in enumerate(self.words.territories)]
        if self.example is not None:
            boards = [("m", self.words.worked_example[0]), *boards]
        created = leading.create(
            template, self.words.title, tuple(boards), language, self.at_ms, delete_after_ms
        )
        assert not isinstance(created, Rejection), created
        first = created[0]
        assert isinstance(first, WorkshopCreated)
        self.room = create_room(first)
        self._keep(created, _SYSTEM)

    def told(self) -> Told:
        places = self.words.territories
        self._do(_LEAD, c.EditWorkshop(held_on=self.words.held_on))
        for n, place in enumerate(places):
            for pair, people in enumerate(place.people):
                for who, name in enumerate(people):
                    self._sit(f"p{n}{pair}{who}", name, f"t{n}", f"b{n}{pair}")
        if self.example is not None:
            for who, name in enumerate(self.words.worked_example[1:]):
                self._sit(f"pm{who}", name, "m", "bm")
        self._do(_LEAD, c.OpenPhase(phase="presentation"))
        self._do(_LEAD, c.OpenPhase(phase="travail", start_timer=True))
        for n, place in enumerate(places):
            self._write(n, place)
        if self.example is not None:
            self._write_example(self.example)
        self._do(_LEAD, c.EndTimer(), c.OpenPhase(phase="mise-en-commun"))
        for n, labels in enumerate(self.words.same):
            same = tuple(self._called(label) for label in labels)
            self._do(_LEAD, c.SameActor(decision=f"d{n}", beneficiaries=same))
        return Told(journal=tuple(self.journal), room=self.room, names=self.names, seat="p000")

    def _write(self, n: int, place: _Place) -> None:
        writers = [
            Who(role="participant", participant=f"p{n}{p}0") for p in range(len(place.people))
        ]
        board, wrote = f"t{n}", 0
        self._do(writers[0], c.SetStartingPoint(board=board, text=place.starting_point))
        for k, each in enumerate(place.beneficiaries):
            to = f"t{n}-{k}"
            self._do(writers[0], c.AddBeneficiary(board=board, beneficiary=to, label=each.label))
            for text in (*each.effects, *each.induced):
                wrote += 1
                note = c.AddNote(
                    note=f"n{n}-{wrote}",
                    beneficiary=to,
                    text=text,
                    kind="externalité" if text in each.induced else "visé",
                )
                self._do(writers[wrote % len(writers)], note)
            if place.discuss.on == k:
                self._discuss(n, f"n{n}-{wrote}", place.discuss, writers)
        for k, text in enumerate(place.itself):
            self._do(
                writers[-1],
                c.AddNote(
                    note=f"n{n}-i{k}",
                    beneficiary=f"{board}-territoire",
                    text=text,
                    kind="externalité",
                ),
            )
        for k, (label, reason, uncertain) in enumerate(place.interested):
            self._do(
                writers[0],
                c.AddInterestedActor(
                    board=board,
                    interested=f"a{n}-{k}",
                    label=label,
                    reason=reason,
                    uncertain=uncertain,
                ),
            )

    def _discuss(self, n: int, note: str, said: _Discussed, writers: list[Who]) -> None:
        point = f"q{n}"
        self._do(
            writers[0], c.OpenPoint(point=point, target_kind="note", target=note, text=said.text)
        )
        for k, text in enumerate(said.positions):
            position = c.TakePosition(point=point, position=f"q{n}-{k}", text=text)
            self._do(writers[k % len(writers)], position)

    def _write_example(self, example: Example) -> None:
        """The worked example as it was written, on a board of its own."""
        who = Who(role="participant", participant="pm0")
        for each in example.beneficiaries:
            to = "m-territoire" if each.builtin else f"m-{each.id}"
            if not each.builtin:
                parent = f"m-{each.parent}" if each.parent else None
                added = c.AddBeneficiary(board="m", beneficiary=to, label=each.label, parent=parent)
                self._do(who, added)
            for note in each.notes:
                added_note = c.AddNote(
                    note=f"m-n{note.id}",
                    beneficiary=to,
                    text=note.text,
                    kind=note.kind,
                    directness=note.directness,
                )
                self._do(who, added_note)
        for note in example.notes():
            if note.via_note is not None:
                via = c.ClassifyNote(note=f"m-n{note.id}", via_note=f"m-n{note.via_note}")
                self._do(who, via)
        for k, actor in enumerate(example.interested):
            interested = c.AddInterestedActor(
                board="m",
                interested=f"m-a{k}",
                label=actor.label,
                reason=actor.reason or "",
                uncertain=actor.uncertain,
            )
            self._do(who, interested)

    def _sit(self, participant: str, name: str, board: str, pair: str) -> None:
        self.names[participant] = name
        who = Who(role="participant", participant=participant)
        self._do(who, c.Sit(participant=participant, board=board, pair=pair))

    def _called(self, label: str) -> str:
        boards = self.room.boards.values()
        found = (b for board in boards for b in board.beneficiaries.values() if b.label == label)
        return next(found).id

    def _do(self, who: Who, *orders: c.Command) -> None:
        for order in orders:
            self.at_ms += _ACT_MS
            seat = self.room.participants.get(who.participant or "")
            asker = Who(
                role=who.role, participant=who.participant, pair=seat.pair if seat else None
            )
            answer = decide(self.room, order, asker, self.at_ms)
            assert not isinstance(answer, Rejection), (order, answer)
            self._keep(answer, asker)

    def _keep(self, events: Iterable[Event], who: Who) -> None:
        for event in events:
            seq = len(self.journal) + 1
            self.journal.append(Happened(seq=seq, at_ms=self.at_ms, who=who, event=event))
            self.room = evolve(self.room, event)


@cache
def _invented(language: Language) -> _Invented:
    path = Path(__file__).with_name(f"{language}.json")
    return msgspec.json.decode(path.read_bytes(), type=_Invented)

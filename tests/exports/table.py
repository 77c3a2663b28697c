"""Workshops to export, held through the rules like any other: decided, then replayed."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tablee.catalog import load
from tablee.workshop.commands import (
    AddBeneficiary,
    AddInterestedActor,
    AddNote,
    Command,
    EditNote,
    HideNote,
    OpenPhase,
    OpenPoint,
    RenameActor,
    SameActor,
    SetNextSession,
    SetStartingPoint,
    Sit,
    TakePosition,
)
from tablee.workshop.decide import decide
from tablee.workshop.events import Event
from tablee.workshop.evolve import evolve
from tablee.workshop.happened import Happened, replay
from tablee.workshop.leading import create
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Room, Who
from tablee.workshop.vocabulary import Language

START_MS = 1_655_460_000_000  # 17 June 2022, 10:00 UTC
RETENTION_MS = 365 * 86_400_000
CORPUS = Path(__file__).parents[1] / "data" / "corpus.json"
FACILITATOR = Who(role="facilitator", participant="chef", pair=None)
SYSTEM = Who(role="system")


class Table:
    """A workshop under way: `do` asks a command and remembers what it gave."""

    def __init__(self, *territories: str, title: str = "", language: Language = "fr") -> None:
        self.now_ms = START_MS
        self.journal: list[Happened] = []
        named = tuple((f"b{number}", name) for number, name in enumerate(territories))
        end_ms = START_MS + RETENTION_MS
        created = create(load("effets-utiles"), title, named, language, START_MS, end_ms)
        assert not isinstance(created, Rejection), created
        self.keep(created, SYSTEM)
        self.room: Room = replay(self.journal)

    def do(self, command: Command, who: Who = FACILITATOR) -> tuple[Event, ...]:
        """The events of the command, which must be accepted."""
        self.now_ms += 1_000
        answer = decide(self.room, command, who, self.now_ms)
        assert not isinstance(answer, Rejection), (command, answer)
        self.keep(answer, who)
        for event in answer:
            self.room = evolve(self.room, event)
        return answer

    def sit(self, participant: str, board: str, pair: str) -> Who:
        """A participant at a place of a board."""
        who = Who(role="participant", participant=participant, pair=pair)
        self.do(Sit(participant=participant, board=board, pair=pair), who)
        return who

    def keep(self, events: Iterable[Event], who: Who) -> None:
        """Put events at the end of the journal."""
        for event in events:
            seq = len(self.journal) + 1
            self.journal.append(Happened(seq=seq, at_ms=self.now_ms, who=who, event=event))


def corpus_effects() -> list[dict[str, Any]]:
    """The 244 synthetic effects."""
    effects: list[dict[str, Any]] = json.loads(CORPUS.read_text("utf-8"))["effects"]
    return effects


def corpus_table() -> Table:
    """The corpus, written by its pairs on four boards; ids are those of the corpus."""
    effects = corpus_effects()
    territories = list(dict.fromkeys(effect["territory"] for effect in effects))
    table = Table(*territories)
    table.do(OpenPhase(phase="travail"))
    seats: dict[tuple[str, int], Who] = {}
    known: dict[tuple[str, str], str] = {}
    for effect in effects:
        board = f"b{territories.index(effect['territory'])}"
        place = (board, effect["binome"])
        if place not in seats:
            name = f"{board}-{effect['binome']}"
            seats[place] = table.sit(f"p-{name}", board, f"pair-{name}")
        who = seats[place]
        label = (board, effect["beneficiary"])
        if label not in known:
            proposed = f"{board}-a{len(known)}"
            for at in table.room.boards[board].beneficiaries.values():
                if at.label.casefold() == effect["beneficiary"].strip().casefold():
                    proposed = at.id
                    break
            else:
                table.do(
                    AddBeneficiary(
                        board=board,
                        beneficiary=proposed,
                        label=effect["beneficiary"],
                        category=effect["category"],
                    ),
                    who,
                )
            known[label] = proposed
        table.do(
            AddNote(
                note=effect["id"],
                beneficiary=known[label],
                text=effect["text"],
                kind=effect["kind"],
                directness=effect["directness"],
            ),
            who,
        )
        if effect["discussion_point"]:
            point = OpenPoint(point=f"pt-{effect['id']}", target_kind="note", target=effect["id"])
            table.do(point, who)
    return table


def marseille_table(title: str = "") -> Table:
    """Two territories after pooling: a merge, a rename, a hidden note, points, actors, an edit."""
    table = Table("Marseille", "Toulouse", title=title)
    table.do(OpenPhase(phase="presentation"))
    table.now_ms += 900_000
    table.do(OpenPhase(phase="travail"))
    louise = table.sit("p-louise", "b0", "pair-m")
    nadia = table.sit("p-nadia", "b1", "pair-t")
    table.do(SetStartingPoint(board="b0", text="L'accompagnement des « épiceries »"), louise)

    def beneficiary(who: Who, board: str, key: str, label: str, parent: str | None = None) -> None:
        add = AddBeneficiary(board=board, beneficiary=key, label=label, parent=parent)
        table.do(add, who)

    def note(who: Who, key: str, beneficiary: str, text: str, **more: Any) -> None:
        table.do(AddNote(note=key, beneficiary=beneficiary, text=text, **more), who)

    beneficiary(louise, "b0", "ucs", "l'UCS 13 (union des centres sociaux)")
    beneficiary(louise, "b0", "epi-m", "Les dirigeants des « épiceries »")
    beneficiary(louise, "b0", "contrib", "Les principaux contributeurs")
    beneficiary(louise, "b0", "graine", "Graine de Soleil", "contrib")
    beneficiary(nadia, "b1", "epi-t", "Responsables d'épiceries sociales")
    note(louise, "n1", "ucs", "Nourrir leurs réflexions sur les réponses à construire")
    note(louise, "n2", "epi-m", "Tisser des liens de confiance", via_note="n1")
    note(louise, "n3", "epi-m", "Faciliter la levée de fond", kind="externalité", unforeseen=True)
    note(louise, "n4", "graine", "une plus grande visibilité sur la métropole")
    note(louise, "n5", "b0-territoire", "Redonner des perspectives au travail", kind="externalité")
    note(nadia, "n6", "epi-t", "Mutualiser les tournées", via="la plateforme")
    note(nadia, "n7", "epi-t", "CACHÉE à ne jamais montrer")
    table.do(EditNote(note="n6", base=0, text="Mutualiser les tournées de collecte"), nadia)
    table.do(OpenPoint(point="pt1", target_kind="note", target="n3", text="Visé ou non ?"), louise)
    table.do(TakePosition(point="pt1", position="s1", text="C'était visé"), louise)
    table.do(TakePosition(point="pt1", position="s2", text="Une bonne surprise"), louise)
    table.do(OpenPoint(point="pt2", target_kind="note", target="n7", text="CACHÉ aussi"), nadia)
    table.do(
        AddInterestedActor(
            board="b0",
            interested="ademe",
            label="L'ADEME",
            reason="au regard de la capacité à fédérer",
            uncertain=True,
        ),
        louise,
    )
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(HideNote(note="n7"))
    table.do(SameActor(decision="d1", beneficiaries=("epi-m", "epi-t")))
    table.do(RenameActor(decision="d2", beneficiary="ucs", label="l'UCS 13"))
    table.do(SetNextSession(date="le 12 juillet", method="entretiens"))
    return table

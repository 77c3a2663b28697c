"""A workshop with something on every board: what pages look like once people have worked.

The texts are those of the synthetic corpus; what the corpus does not have (a point with positions,
an interested actor, an effect that goes through another, a merge) is added, so that each thing that
a page can show is shown.
"""

import itertools
import json
from collections import defaultdict
from pathlib import Path

from e2e.people import Workshop
from tablee.workshop import commands as c
from tablee.workshop.vocabulary import NoteKind

CORPUS = Path(__file__).parents[1] / "data" / "corpus.json"
LONG = "Un texte plus long que les autres, comme on en écrit quand on tient à une idée : " * 4

ENDLESS = "anticonstitutionnellement" * 5
"""A word that nothing cuts, as somebody's cat on the keyboard writes one."""


class Furniture:
    """Where things stand: ids to click on."""

    def __init__(self) -> None:
        self.beneficiaries: dict[str, list[str]] = {}
        self.notes: dict[str, list[str]] = {}


async def furnish(
    workshop: Workshop, *, beneficiaries: int, notes_each: int, endless: bool = False
) -> Furniture:
    """Write on every board, as the facilitator. The workshop must be at work.

    `endless`: on the first board, whatever can be written has a word without an end.
    """
    new = itertools.count(1)

    def an_id(kind: str) -> str:
        return f"{kind}-{next(new)}-furniture"

    placed, all_said = Furniture(), _said()
    if endless:
        all_said[0] = [
            (f"{label} {ENDLESS}", [(f"{ENDLESS} {text}", kind) for text, kind in texts])
            for label, texts in all_said[0]
        ]
    for (name, board), said in zip(workshop.boards.items(), all_said, strict=False):
        placed.beneficiaries[name], placed.notes[name] = [], []
        for rank, (label, texts) in enumerate(said[:beneficiaries]):
            beneficiary = an_id("beneficiary")
            placed.beneficiaries[name].append(beneficiary)
            await workshop.order(
                c.AddBeneficiary(
                    board=board,
                    beneficiary=beneficiary,
                    label=label,
                    aliases=("UCS 13", *([ENDLESS] if endless else [])) if rank == 1 else (),
                )
            )
            for text, kind in texts[:notes_each]:
                note = an_id("note")
                placed.notes[name].append(note)
                await workshop.order(
                    c.AddNote(note=note, beneficiary=beneficiary, text=text, kind=kind)
                )
    first = next(iter(workshop.boards))
    board, notes = workshop.boards[first], placed.notes[first]
    await workshop.order(
        c.AddNote(
            note=an_id("note"),
            beneficiary=placed.beneficiaries[first][0],
            text=LONG,
            directness="indirect",
            unforeseen=True,
            via_note=notes[0],
        )
    )
    await workshop.order(c.OpenPoint(point="point-1", target_kind="note", target=notes[0]))
    positions = ("Oui, pour tout le monde.", "Seulement pour les adhérents.")
    for number, text in enumerate((*positions, *([ENDLESS] if endless else []))):
        await workshop.order(
            c.TakePosition(point="point-1", position=f"position-{number}", text=text)
        )
    asked = "Qui parle pour qui ?" + (f" {ENDLESS}" if endless else "")
    await workshop.order(
        c.OpenPoint(point="point-2", target_kind="board", target=board, text=asked)
    )
    await workshop.order(
        c.AddInterestedActor(
            board=board,
            interested="interested-1",
            label=ENDLESS if endless else "L'agence régionale de santé",
            reason=ENDLESS if endless else "prévention",
            uncertain=True,
        )
    )
    return placed


async def unite_first(workshop: Workshop, placed: Furniture) -> None:
    """One merge that stands: the first beneficiaries of the first two boards."""
    one, other = list(placed.beneficiaries.values())[:2]
    await workshop.order(c.SameActor(decision="decision-1", beneficiaries=(one[0], other[0])))


def _said() -> list[list[tuple[str, list[tuple[str, NoteKind]]]]]:
    """For each territory of the corpus, its beneficiaries and what is said of each."""
    territories: dict[str, dict[str, list[tuple[str, NoteKind]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for effect in json.loads(CORPUS.read_text(encoding="utf-8"))["effects"]:
        said = territories[effect["territory"]][effect["beneficiary"]]
        said.append((effect["text"], effect["kind"]))
    return [list(each.items()) for each in territories.values()]

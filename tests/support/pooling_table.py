"""Three boards to pool, and short ways to decide about them."""

from support.tables import Table
from tablee.workshop import commands as c
from tablee.workshop.effect_groups import Group
from tablee.workshop.pooling import Actor, pooled


def three_boards() -> Table:
    """Lyon: a1 (notes x1, x2), a2 (x3). Toulouse: b1 (y1, y2), b2 (y3). Nantes: c1 (z1)."""
    table = Table("Lyon", "Toulouse", "Nantes")
    table.do(c.OpenPhase(phase="mise-en-commun"))
    boards: dict[str, dict[str, tuple[str, ...]]] = {
        "lyon": {"a1": ("x1", "x2"), "a2": ("x3",)},
        "toulouse": {"b1": ("y1", "y2"), "b2": ("y3",)},
        "nantes": {"c1": ("z1",)},
    }
    for board, beneficiaries in boards.items():
        for beneficiary, notes in beneficiaries.items():
            label = f"Acteur {beneficiary}"
            table.do(c.AddBeneficiary(board=board, beneficiary=beneficiary, label=label))
            for note in notes:
                table.do(c.AddNote(note=note, beneficiary=beneficiary, text=f"Effet {note}"))
    return table


def same(table: Table, decision: str, *beneficiaries: str) -> None:
    table.do(c.SameActor(decision=decision, beneficiaries=beneficiaries))


def group(table: Table, decision: str, *notes: str, title: str | None = None) -> None:
    table.do(c.GroupEffects(decision=decision, notes=notes, title=title))


def undo(table: Table, *decisions: str) -> None:
    for decision in decisions:
        table.do(c.RetractDecision(decision=decision))


def actor(table: Table, beneficiary: str) -> Actor:
    """The actor that a beneficiary is of."""
    return next(
        each
        for each in pooled(table.room)
        if any(member.beneficiary == beneficiary for member in each.members)
    )


def groups(table: Table) -> set[tuple[str, ...]]:
    """The notes of every group."""
    return {each.notes for one in pooled(table.room) for each in one.groups}


def group_of(table: Table, note: str) -> Group:
    return next(g for one in pooled(table.room) for g in one.groups if note in g.notes)

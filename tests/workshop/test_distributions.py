"""What several notes are, territory by territory (SPEC G12)."""

from support.pooling_table import three_boards
from tablee.workshop import commands as c
from tablee.workshop.distributions import distribution, sourced


def test_what_a_group_is_is_told_by_territory_and_never_forced_on_it() -> None:
    """[G12] [R41] « visé (Lyon) / externalité (Toulouse) », with every wording."""
    table = three_boards()
    table.do(c.ClassifyNote(note="y1", kind="externalité", unforeseen=True))
    table.do(c.ClassifyNote(note="y2", directness="indirect"))
    table.do(c.EditNote(note="x2", base=0, text="Effet x1"))
    table.do(c.OpenPoint(point="p1", target_kind="note", target="y1"))
    table.do(c.OpenPoint(point="p2", target_kind="note", target="x1"))
    table.do(c.ClosePoint(point="p2"))
    found = distribution(sourced(table.room), ("x1", "x2", "y1", "y2", "ghost"))
    assert found.kinds == {"visé": ("lyon", "toulouse"), "externalité": ("toulouse",)}
    assert found.directness == {"direct": ("lyon", "toulouse"), "indirect": ("toulouse",)}
    assert found.status == {"hypothèse": ("lyon", "toulouse")}
    assert (found.unforeseen, found.discussed) == (("toulouse",), ("toulouse",))
    assert found.wordings == {"lyon": ("Effet x1",), "toulouse": ("Effet y1", "Effet y2")}
    assert (found.territories, found.shared) == (("lyon", "toulouse"), True)


def test_what_one_territory_says_is_specific() -> None:
    """[G12] [R39] however many notes say it; of nothing, nothing is said."""
    sources = sourced(three_boards().room)
    assert not distribution(sources, ("x1", "x2")).shared
    nothing = distribution(sources, ())
    assert (nothing.territories, nothing.shared, nothing.kinds) == ((), False, {})

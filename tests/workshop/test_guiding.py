"""What everybody is shown, and whether they follow (SPEC Q)."""

import pytest
from msgspec.structs import replace

from support.tables import SCREEN, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddBeneficiary,
    Command,
    DeleteNote,
    Guide,
    HideNote,
    OpenPhase,
    Present,
    Release,
    RestoreNote,
    SetScreen,
    ShowNote,
    Summon,
)
from tablee.workshop.guiding import ITS_PAGE, sections_of
from tablee.workshop.happened import replay
from tablee.workshop.room import Guidance, Shown
from tablee.workshop.sift import Sift
from tablee.workshop.visibility import OUTSIDE, READER, Sight, project_room
from tablee.workshop.vocabulary import PHASES, SECTIONS


def guidance(table: Table) -> Guidance:
    return table.room.guidance


@pytest.fixture
def pooled() -> Table:
    """Lyon's beneficiary « hab » and its note « n1 » may be read by all."""
    table = at_work()
    table.do(OpenPhase(phase="mise-en-commun"))
    return table


def test_only_facilitators_guide() -> None:
    """[Q1] in every phase; a participant and the screen never."""
    table = at_work()
    commands: tuple[Command, ...] = (
        Guide(),
        Release(),
        Summon(),
        Present(kind="phase"),
        SetScreen(way_in=True),
    )
    for phase in PHASES:
        table.do(OpenPhase(phase=phase))
        for command in commands:
            table.do(command)
            for who in (ZOE, SCREEN):
                assert table.refused(command, who) == "not_allowed"


def test_everybody_follows_until_released() -> None:
    """[Q1] asked twice, nothing changes."""
    table = at_work()
    assert not guidance(table).leading
    assert table.do(Guide())
    assert guidance(table).leading
    assert table.do(Guide()) == ()
    table.do(Release())
    assert not guidance(table).leading
    assert table.do(Release()) == ()


def test_each_summons_is_one_more_call_and_changes_nothing_else() -> None:
    """[Q1] also to those who were free, and who are free afterwards."""
    table = at_work()
    before = guidance(table)
    table.do(Summon())
    table.do(Summon())
    assert guidance(table).summons == before.summons + 2
    assert not guidance(table).leading
    assert guidance(table).shown == before.shown


@pytest.mark.parametrize(
    ("kind", "target"),
    [("section", "effets"), ("example-beneficiary", "ucs13"), ("example-note", "5")],
)
def test_a_part_of_the_worked_example_is_shown_in_any_phase_and_everybody_follows(
    kind: str, target: str
) -> None:
    """[Q2] it is nobody's secret."""
    for phase in PHASES:
        table = at_work()
        table.do(OpenPhase(phase=phase))
        table.do(Release())
        table.do(Present(kind=kind, target=target))  # type: ignore[arg-type]
        assert guidance(table).shown == Shown(kind=kind, target=target)  # type: ignore[arg-type]
        assert guidance(table).leading


def test_what_is_not_in_the_presentation_is_refused() -> None:
    """[Q2] an unknown section, and an id of something else."""
    table = at_work()
    assert table.refused(Present(kind="section", target="ghost")) == "unknown_section"
    assert table.refused(Present(kind="example-note", target="ucs13")) == "unknown_example"
    assert table.refused(Present(kind="example-beneficiary", target="5")) == "unknown_example"
    assert sections_of(table.room.template) == SECTIONS


@pytest.mark.parametrize("phase", ["accueil", "presentation", "travail", "prochaine-session"])
def test_nothing_of_a_board_is_shown_before_the_pooling(phase: str) -> None:
    """[Q2] not to all, whoever wrote it; the refusal says why."""
    table = at_work()
    table.do(OpenPhase(phase=phase))  # type: ignore[arg-type]
    for kind, target in (("actor", "hab"), ("territory-actor", "hab"), ("note", "n1")):
        command = Present(kind=kind, target=target)  # type: ignore[arg-type]
        assert table.refused(command) == "pooling_not_shown"
    assert guidance(table).shown == ITS_PAGE


def test_an_actor_and_a_note_are_shown_once_pooled_and_ever_after(pooled: Table) -> None:
    """[Q2] an id that was proposed for a label already there means that one."""
    pooled.do(AddBeneficiary(board="lyon", beneficiary="again", label="habitants"))
    pooled.do(Present(kind="actor", target="again"))
    assert guidance(pooled).shown == Shown(kind="actor", target="hab")
    pooled.do(Present(kind="territory-actor", target="again"))
    assert guidance(pooled).shown == Shown(kind="territory-actor", target="hab")
    pooled.do(OpenPhase(phase="travail"))
    pooled.do(Present(kind="note", target="n1"))
    assert guidance(pooled).shown == Shown(kind="note", target="n1")
    assert pooled.refused(Present(kind="actor", target="ghost")) == "unknown_beneficiary"
    assert pooled.refused(Present(kind="note", target="hab")) == "unknown_note"


def test_a_hidden_note_is_shown_to_nobody(pooled: Table) -> None:
    """[Q2] neither before nor while it is shown; another one that is hidden changes nothing."""
    pooled.do(HideNote(note="n1"))
    assert pooled.refused(Present(kind="note", target="n1")) == "note_hidden"
    pooled.do(ShowNote(note="n1"))
    pooled.do(Present(kind="actor", target="hab"))
    pooled.do(HideNote(note="n1"))
    assert guidance(pooled).shown.kind == "actor"
    pooled.do(ShowNote(note="n1"))
    pooled.do(Present(kind="note", target="n1"))
    pooled.do(HideNote(note="n1"))
    assert guidance(pooled).shown == ITS_PAGE
    assert guidance(pooled).leading


def test_a_shown_note_that_is_deleted_comes_back_with_it(pooled: Table) -> None:
    """[Q2] what is shown is named, and drawn from what is there."""
    pooled.do(Present(kind="note", target="n1"))
    pooled.do(DeleteNote(note="n1"))
    pooled.do(RestoreNote(note="n1"))
    assert guidance(pooled).shown == Shown(kind="note", target="n1")


def test_the_phases_own_page_leaves_it_open_whether_everybody_follows(pooled: Table) -> None:
    """[Q2] nothing in particular is shown any more."""
    pooled.do(Present(kind="phase"))
    assert not guidance(pooled).leading
    pooled.do(Present(kind="note", target="n1"))
    pooled.do(Present(kind="phase", target="whatever"))
    assert (guidance(pooled).shown, guidance(pooled).leading) == (ITS_PAGE, True)


def test_opening_a_phase_shows_its_own_page() -> None:
    """[Q3] the presentation is followed, the other phases are free; the calls go on counting."""
    table = at_work()
    table.do(Summon())
    for phase in (*PHASES, *PHASES[::-1]):
        table.do(OpenPhase(phase=phase))
        table.do(Present(kind="section", target="effets"))
        table.do(SetScreen(way_in=True, look="columns"))
        for other in PHASES:
            if other == phase:
                continue
            table.do(OpenPhase(phase=other))
            assert guidance(table) == Guidance(
                shown=ITS_PAGE,
                leading=other == "presentation",
                summons=1,
                way_in=False,
                look="columns",
            )
            break


def test_opening_the_phase_that_is_open_changes_nothing() -> None:
    """[Q3] a second press of the same button takes nothing off the screens."""
    table = at_work()
    table.do(Present(kind="section", target="effets"))
    assert table.do(OpenPhase(phase="travail")) == ()


def test_the_screen_s_way_in_and_look_are_set_apart() -> None:
    """[Q4] each leaves the other as it is."""
    table = at_work()
    table.do(SetScreen(way_in=True))
    table.do(SetScreen(look="discussion"))
    assert (guidance(table).way_in, guidance(table).look) == (True, "discussion")
    assert table.do(SetScreen(look="discussion")) == ()
    table.do(SetScreen(way_in=False))
    assert (guidance(table).way_in, guidance(table).look) == (False, "discussion")


def test_the_pages_of_a_look_are_turned_and_another_look_begins_at_its_first() -> None:
    """[Q6] within bounds; the way in stands over the page that was open."""
    table = at_work()
    for asked, page in ((2, 2), (-1, 0), (10**9, limits.SCREEN_PAGE), (3, 3)):
        table.do(SetScreen(page=asked))
        assert guidance(table).page == page
    table.do(SetScreen(way_in=True))
    table.do(SetScreen(look=guidance(table).look))
    assert guidance(table).page == 3
    table.do(SetScreen(look="ladder"))
    assert guidance(table).page == 0
    table.do(SetScreen(look="gaps", page=1))
    assert (guidance(table).look, guidance(table).page) == ("gaps", 1)
    for shown in (Present(kind="example-note", target="5"), Present(kind="phase")):
        table.do(shown)
        assert guidance(table).page == 0
        table.do(SetScreen(page=2))
        table.do(shown)
        assert guidance(table).page == 2


def test_the_screen_is_about_the_effects_that_are_sifted_out_for_it() -> None:
    """[Q7] each of them once, from its first page; all again when nothing is asked for."""
    table = at_work()
    asked = Sift(text="épicerie\n", kind="visé", boards=("lyon", "toulouse", "lyon"), register="")
    table.do(SetScreen(page=2))
    table.do(SetScreen(sift=asked))
    sift = replace(asked, text="épicerie ", boards=("lyon", "toulouse"))
    assert (guidance(table).sift, guidance(table).page) == (sift, 0)
    table.do(SetScreen(page=1))
    assert table.do(SetScreen(sift=asked)) == ()
    table.do(SetScreen(look="ladder"))
    assert (guidance(table).sift, guidance(table).page) == (sift, 0)
    table.do(SetScreen(sift=Sift()))
    assert guidance(table).sift is None
    table.do(SetScreen(sift=asked))
    table.do(SetScreen(sift=None))
    assert guidance(table).sift is None


def test_nothing_is_sifted_out_that_the_room_does_not_have() -> None:
    """[Q7] [X3] refused whole, and what was shown stays."""
    table = at_work()
    table.do(SetScreen(sift=Sift(discussed=True)))
    for asked, why in (
        (Sift(boards=("lyon", "ghost")), "unknown_board"),
        (Sift(register="ghost"), "unknown_register"),
        (Sift(text="a" * (limits.LABEL + 1)), "text_too_long"),
    ):
        assert table.refused(SetScreen(sift=asked, way_in=True)) == why
    assert guidance(table).sift == Sift(discussed=True)
    assert not guidance(table).way_in


def test_a_phase_opens_whole() -> None:
    """[Q7] what was sifted out for one is not for the next."""
    table = at_work()
    table.do(SetScreen(sift=Sift(kind="externalité")))
    table.do(OpenPhase(phase="mise-en-commun"))
    assert guidance(table).sift is None


def test_whoever_arrives_finds_what_is_shown(pooled: Table) -> None:
    """[Q5] it is of the journal, and the same for every sight."""
    pooled.do(Present(kind="note", target="n1"))
    pooled.do(Summon())
    assert replay(pooled.journal).guidance == guidance(pooled)
    for sight in (READER, OUTSIDE, Sight("board", "lyon"), Sight("board", "toulouse")):
        assert project_room(pooled.room, sight).guidance == guidance(pooled)

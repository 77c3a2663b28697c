"""Who sits where and writes what, in a rehearsal."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.client.notes_file import NoteToPost
from tablee.client.plan import Stint, plan
from tablee.client.trouble import Trouble

BOARDS = {"b1": "Nord", "b2": "Sud", "b3": "Est"}


def note(territory: str, text: str = "Effet", binome: int | None = None) -> NoteToPost:
    return NoteToPost(
        territory=territory,
        beneficiary="Habitants",
        category="",
        text=text,
        kind="visé",
        directness="direct",
        discussion_point=False,
        binome=binome,
    )


def places(work: tuple[tuple[Stint, ...], ...]) -> list[list[tuple[str, int]]]:
    return [[(stint.board, stint.pair) for stint in stints] for stints in work]


def test_territories_are_matched_by_name_whatever_their_case_and_outer_blanks() -> None:
    assert places(plan(BOARDS, [note(" SUD ")], 1)) == [[("b2", 0)]]


def test_a_territory_that_the_workshop_lacks_is_named() -> None:
    with pytest.raises(Trouble) as caught:
        plan(BOARDS, [note("Ouest")], 1)
    assert caught.value.params == {"territory": "Ouest", "known": "Nord, Sud, Est"}


def test_people_are_dealt_to_the_territories_in_turn() -> None:
    notes = [note("Nord"), note("Sud")]
    dealt = [("b1", 0), ("b2", 0), ("b1", 0), ("b2", 0), ("b1", 1)]
    assert places(plan(BOARDS, notes, 5)) == [[each] for each in dealt]


def test_the_pairs_of_the_file_stay_apart_when_several_people_sit_there() -> None:
    notes = [note("Nord", "un", 1), note("Nord", "deux", 2), note("Nord", "encore un", 1)]
    work = plan(BOARDS, notes, 3)
    assert places(work) == [[("b1", 0)], [("b1", 1)], [("b1", 0)]]
    written = [[each.text for each in stint.notes] for [stint] in work]
    assert written == [["un"], ["deux"], ["encore un"]]


def test_one_person_writes_for_both_pairs_in_the_order_of_the_file() -> None:
    notes = [note("Nord", "un", 1), note("Nord", "deux", 2), note("Nord", "trois", 1)]
    [[stint]] = plan(BOARDS, notes, 1)
    assert [each.text for each in stint.notes] == ["un", "deux", "trois"]


def test_fewer_people_than_territories_serve_several_one_after_the_other() -> None:
    notes = [note("Nord"), note("Sud"), note("Est")]
    assert places(plan(BOARDS, notes, 2)) == [[("b1", 0), ("b3", 0)], [("b2", 0)]]


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(BOARDS.values())), st.sampled_from([None, 1, 2, 3])),
        min_size=1,
        max_size=40,
    ),
    st.integers(1, 20),
)
def test_every_note_is_written_once_on_its_board_and_everybody_sits(
    written: list[tuple[str, int | None]], participants: int
) -> None:
    notes = [note(name, str(place), pair) for place, (name, pair) in enumerate(written)]
    work = plan(BOARDS, notes, participants)
    dealt = Counter(
        (BOARDS[stint.board], each.text) for who in work for stint in who for each in stint.notes
    )
    assert dealt == Counter((each.territory, each.text) for each in notes)
    assert len(work) == participants
    assert all(work)

"""What is proposed on small boards: actors first, effects only inside confirmed ones."""

from collections.abc import Iterable

import pytest

from support.boards import Said, board_of, first_for, proposed, proposer
from tablee.proposals import Board, Proposals, Proposer, Reason, index_with, of_words

FOOD: Said = {
    "Nord": {
        "Usagers des épiceries": ["Payer moins cher ses courses", "Rompre l'isolement"],
        "Habitants du quartier": ["Un lieu où se croiser", "Un quartier plus vivant"],
        "Bénévoles": ["Se sentir utile", "Être formé à l'écoute"],
        "Dirigeants des épiceries": ["Acheter en commun", "Sortir de la solitude du gérant"],
        "UGESS": ["Peser auprès de l'État", "Une fédération mieux connue"],
    },
    "Sud": {
        "Grocery members": ["A smaller food bill", "Meeting people, feeling less lonely"],
        "People living nearby": ["A livelier neighbourhood"],
        "Volunteers": ["Feeling useful", "Training in listening"],
        "Responsables d'épicerie": ["Des achats groupés", "Ne plus être seul à gérer"],
        "Union des groupements d'épiceries sociales et solidaires": ["Défendre le réseau"],
    },
}


def nord(label: str) -> str:
    return f"Nord:{label}"


def sud(label: str) -> str:
    return f"Sud:{label}"


PARTNERS = [
    (nord("Usagers des épiceries"), sud("Grocery members")),
    (nord("Habitants du quartier"), sud("People living nearby")),
    (nord("Bénévoles"), sud("Volunteers")),
    (nord("Dirigeants des épiceries"), sud("Responsables d'épicerie")),
    (nord("UGESS"), sud("Union des groupements d'épiceries sociales et solidaires")),
]


def pairs(proposals: Proposals) -> set[frozenset[str]]:
    return {frozenset((each.one, each.other)) for each in proposals.actors}


def kinds(reasons: Iterable[Reason]) -> list[str]:
    return [each.kind for each in reasons]


@pytest.mark.parametrize(("one", "other"), PARTNERS)
def test_the_partner_comes_first_from_both_sides(one: str, other: str) -> None:
    """Also for the near misses: users are not residents, volunteers do not run the place, a
    federation is not its members."""
    proposals = proposed(FOOD)
    assert (first_for(proposals, one), first_for(proposals, other)) == (other, one)


def test_those_of_one_name_come_before_those_that_are_likely_by_them() -> None:
    """However many effects the others share."""
    shared = ["Payer moins cher ses courses", "Rompre l'isolement", "Se sentir utile"]
    said: Said = {
        "Nord": {"Habitants": ["Un quartier plus vivant"], "Bénévoles": shared},
        "Sud": {"Les habitants": shared, "Salariés": ["Un emploi"]},
        "Est": {"Habitants": [*shared, "Un quartier plus vivant"]},
    }
    exact = [each.exact for each in proposed(said).actors]
    assert any(exact)
    assert exact == sorted(exact, reverse=True)


def test_no_preview_joins_what_only_looks_alike() -> None:
    groups = proposed(FOOD).groups
    assert {frozenset(group) for group in groups} <= {frozenset(pair) for pair in PARTNERS}


def test_acf_is_not_the_health_workers() -> None:
    said: Said = {
        "Nord": {"ACF": ["Organiser des camps d'ados"], "Soignants": ["Moins d'urgences"]},
        "Sud": {"Acteurs de la santé": ["Mieux suivre les malades"], "Les jeunes": ["Partir"]},
    }
    proposals = proposed(said)
    assert first_for(proposals, "Sud:Acteurs de la santé") == "Nord:Soignants"
    for each in proposals.actors:
        assert "acronym" not in kinds(each.reasons)


def test_an_acronym_finds_what_it_stands_for_when_nothing_else_does() -> None:
    said: Said = {
        "Nord": {"UZB": [], "Les quints": []},
        "Sud": {"Les flups": [], "Union des zorgs et des blorks": []},
    }
    assert first_for(proposed(said), "Nord:UZB") == "Sud:Union des zorgs et des blorks"


def test_an_acronym_is_the_reason_given() -> None:
    first = next(each for each in proposed(FOOD).actors if each.one == nord("UGESS"))
    assert first.reasons[0] == Reason(
        kind="acronym",
        params={
            "acronym": "UGESS",
            "expansion": "union des groupements d'épiceries sociales et solidaires",
        },
    )


def test_a_concept_is_said_by_the_words_that_stand_in_either_text() -> None:
    """Not by the name that the lexicon gives it, which may stand in neither."""
    first = next(each for each in proposed(FOOD).actors if each.one == nord("Bénévoles"))
    assert {"one": "bénévoles", "other": "volunteers"} in [
        each.params for each in first.reasons if each.kind == "concept"
    ]
    assert "close_effects" in kinds(first.reasons)


def test_words_of_many_meanings_are_a_reason_only_where_there_is_no_other() -> None:
    """« collectivité » and « ensemble » share one of a dozen: nobody would say which."""
    alike = ["Se sentir utile", "Rompre l'isolement"]
    for texts, said in ((["Du calme", "Des arbres"], True), (alike, False)):
        board: Said = {
            "Nord": {"La collectivité": alike, "Les élus": ["Décider"]},
            "Sud": {"L'ensemble": texts, "Le conseil municipal": ["Voter"]},
        }
        actors = proposed(board).actors
        (pair,) = (
            a for a in actors if (a.one, a.other) == (nord("La collectivité"), sud("L'ensemble"))
        )
        assert ("concept" in kinds(pair.reasons)) is said
        assert ("close_effects" in kinds(pair.reasons)) is not said
        council = next(
            a for a in actors if (a.one, a.other) == (nord("Les élus"), sud("Le conseil municipal"))
        )
        assert "concept" in kinds(council.reasons), "words of one meaning stay"


def test_the_same_name_is_exact_and_nothing_else_is() -> None:
    said: Said = {
        "Nord": {"Les élus": ["Décider"], "Familles": ["Sortir"]},
        "Sud": {"Élu·es": ["Écouter"], "Parents": ["Souffler"]},
    }
    exact = {frozenset((each.one, each.other)) for each in proposed(said).actors if each.exact}
    assert exact == {frozenset(("Nord:Les élus", "Sud:Élu·es"))}


def test_doubles_of_one_territory_are_listed_apart() -> None:
    said: Said = {
        "Nord": {"Bénévoles": ["Se former"], "Les bénévoles": ["Se voir"], "Mairie": ["Décider"]},
        "Sud": {"Volunteers": ["Training"]},
    }
    proposals = proposed(said)
    (double,) = proposals.doubles
    assert ({double.one, double.other}, double.exact) == (
        {"Nord:Bénévoles", "Nord:Les bénévoles"},
        True,
    )
    assert frozenset((double.one, double.other)) not in pairs(proposals)
    apart = proposed(said, different=((double.one, double.other),))
    assert apart.doubles == ()


def test_different_is_closed_over_same() -> None:
    """Sud's is the same as Nord's, and Nord's is not Est's: Est's is never proposed to Sud's."""
    said: Said = {
        "Nord": {"Bénévoles": ["Se former"]},
        "Sud": {"Volunteers": ["Training"]},
        "Est": {"Bénévoles": ["Se former"]},
    }
    proposals = proposed(
        said,
        same=(("Nord:Bénévoles", "Sud:Volunteers"),),
        different=(("Nord:Bénévoles", "Est:Bénévoles"),),
    )
    assert proposals.actors == ()


def test_a_decision_about_someone_who_is_gone_still_joins_the_others() -> None:
    said: Said = {"Nord": {"Bénévoles": ["Se former"]}, "Sud": {"Volunteers": ["Training"]}}
    proposals = proposed(said, same=(("Nord:Bénévoles", "gone"), ("gone", "Sud:Volunteers")))
    assert proposals.actors == ()


def test_what_was_put_off_comes_last() -> None:
    one, other = PARTNERS[2]
    proposals = proposed(FOOD, later=((one, other),))
    put_off = [each for each in proposals.actors if {each.one, each.other} == {one, other}]
    assert len(put_off) == 2
    assert all(each.later for each in put_off)
    assert list(proposals.actors[-len(put_off) :]) == put_off


def test_a_confirmed_actor_speaks_for_its_members() -> None:
    """« Nos chibanis » says nothing by itself; once it is the elderly, « seniors » finds it."""
    said: Said = {
        "Nord": {"Nos chibanis": ["Zgrouf"], "Les élus": ["Décider"], "Ados": ["Sortir"]},
        "Sud": {"Personnes âgées": ["Voir du monde"], "Mairie": ["Décider"]},
        "Est": {"Seniors": ["Voir du monde"], "Le maire": ["Décider"], "Les Blops": ["Zgrouf"]},
    }
    pair = ("Nord:Nos chibanis", "Sud:Personnes âgées")
    before = proposer().candidates(board_of(said))["Nord:Nos chibanis"]
    after = proposer().candidates(board_of(said, same=(pair,)))["Nord:Nos chibanis"]
    assert before[0] != "Est:Seniors"
    assert after[0] == "Est:Seniors"
    learned = [
        each
        for each in proposed(said, same=(pair,)).actors
        if each.one == "Nord:Nos chibanis" and "learned" in kinds(each.reasons)
    ]
    assert learned


def test_a_confirmed_actor_is_no_reason_where_it_led_to_nobody() -> None:
    """« Les élus » find « Élu·es » by their own name, whoever else they are by now."""
    said: Said = {
        "Nord": {"Les élus": ["Décider"], "Ados": ["Sortir"]},
        "Sud": {"Services techniques": ["Réparer"], "Jeunes": ["Sortir"]},
        "Est": {"Élu·es": ["Décider"], "Ados": ["Bouger"]},
    }
    pair = ("Nord:Les élus", "Sud:Services techniques")
    found = {
        (each.one, each.other): kinds(each.reasons) for each in proposed(said, same=(pair,)).actors
    }
    assert "learned" not in found["Nord:Les élus", "Est:Élu·es"]
    assert "learned" in found["Sud:Services techniques", "Est:Élu·es"]


def test_words_that_stood_for_each_other_are_learned() -> None:
    """« du Quai » and « of the Hub » are one place: said once, known for the others."""
    said: Said = {
        "Nord": {"Familles du Zork": ["a"], "Équipe du Zork": ["b"], "Amis du Blop": ["c"]},
        "Sud": {"Families of the Plume": ["d"], "Crew of Plume": ["e"], "Clients": ["f"]},
    }
    pair = ("Nord:Familles du Zork", "Sud:Families of the Plume")
    reasons = [
        reason.params
        for each in proposed(said, same=(pair,)).actors
        for reason in each.reasons
        if reason.kind == "learned"
    ]
    assert {"one": "zork", "other": "plume"} in reasons


MERGED: Said = {
    "Nord": {"Usagers": ["Payer moins cher ses courses", "Rompre l'isolement", "Cuisiner"]},
    "Sud": {"Adhérents": ["Faire des économies", "Se sentir moins seul", "Garder la ligne"]},
    "Est": {"Passants": ["Payer moins cher", "Rompre la solitude"]},
}
TOGETHER = (("Nord:Usagers", "Sud:Adhérents"),)


def test_effects_are_compared_only_inside_confirmed_actors() -> None:
    assert proposed(MERGED).effects == ()
    groups = {frozenset(each.notes) for each in proposed(MERGED, same=TOGETHER).effects}
    assert groups == {
        frozenset(("Nord:Usagers:0", "Sud:Adhérents:0")),
        frozenset(("Nord:Usagers:1", "Sud:Adhérents:1")),
    }


def test_a_group_of_effects_is_called_by_one_of_its_notes_and_has_the_actor_of_its_first() -> None:
    for each in proposed(MERGED, same=TOGETHER).effects:
        assert each.actor == "Nord:Usagers"
        assert each.titled_by in each.notes
        assert kinds(each.reasons)[:1] in (["concept"], ["word"])


def test_a_group_that_people_made_is_not_proposed_again_and_may_grow() -> None:
    made = (("Nord:Usagers:0", "Sud:Adhérents:0"),)
    groups = [set(each.notes) for each in proposed(MERGED, same=TOGETHER, grouped=made).effects]
    assert groups == [{"Nord:Usagers:1", "Sud:Adhérents:1"}]
    odd = (("Nord:Usagers:1", "Nord:Usagers:2"),)
    grown = [set(each.notes) for each in proposed(MERGED, same=TOGETHER, grouped=odd).effects]
    assert all(
        {"Nord:Usagers:1", "Nord:Usagers:2"} <= each or not each & {*odd[0]} for each in grown
    )


def test_a_note_that_was_taken_out_is_left_alone() -> None:
    effects = proposed(MERGED, same=TOGETHER, apart=("Nord:Usagers:0",)).effects
    assert all("Nord:Usagers:0" not in each.notes for each in effects)


def test_the_nearest_notes_are_of_the_same_actor() -> None:
    near = {each.note: each.others for each in proposed(MERGED, same=TOGETHER).near}
    assert near["Nord:Usagers:0"][0] == "Sud:Adhérents:0"
    assert all(not other.startswith("Est") for others in near.values() for other in others)
    assert "Est:Passants:0" not in near


def test_coverage_falls_with_words_that_nobody_knows_and_they_are_named() -> None:
    plain = proposed({"Nord": {"Bénévoles": ["Se former à l'accueil"]}})
    odd = proposed({"Nord": {"Bénévoles": ["Gloubir le zorblax", "Zorblax encore"]}})
    assert plain.coverage == 1.0
    assert odd.coverage < 0.5
    assert odd.unknown_words[0] == "zorblax"


def test_words_added_in_the_room_make_a_match() -> None:
    said: Said = {
        "Nord": {"Les Zorgs": ["a"], "Les Flups": ["b"]},
        "Sud": {"The Quints": ["c"], "The Blorks": ["d"]},
    }
    own = index_with((of_words("zorgs", ("zorgs", "blorks")),))
    first = Proposer(own).propose(board_of(said)).actors[0]
    assert {first.one, first.other} == {"Nord:Les Zorgs", "Sud:The Blorks"}
    assert {"one": "zorgs", "other": "blorks"} in [each.params for each in first.reasons]


@pytest.mark.parametrize(
    "board",
    [
        Board(beneficiaries=(), notes=()),
        board_of({"Nord": {"Élus": []}}),
        board_of({"Nord": {"Élus": [], "Maires": []}}),
        board_of({"Nord": {"…": ["…", "?"]}, "Sud": {"!": ["💧"]}}),
        board_of({"Nord": {"Élus": ["a"]}, "Sud": {"Élus": []}}, same=(("Nord:Élus",),)),
    ],
    ids=["empty", "one", "one territory", "no word", "one decided alone"],
)
def test_a_board_with_little_on_it_is_no_trouble(board: Board) -> None:
    proposals = proposer().propose(board)
    assert proposals.effects == ()
    assert 0 <= proposals.coverage <= 1

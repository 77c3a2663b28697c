"""What the room made of its pooling, in its documents: votes as numbers, and what it concluded."""

import csv
import io

import pytest

from exports.table import START_MS, Table, marseille_table
from tablee.exports.document import Bullets, Heading, Item, Paragraph, Section
from tablee.exports.formats import Format, render
from tablee.exports.report import build_report
from tablee.workshop.commands import (
    CastVotes,
    CloseConclusion,
    CloseVoting,
    DeleteNote,
    GroupEffects,
    HideNote,
    OpenVoting,
    RetractDecision,
    SayMisrendered,
    SettleMisrendered,
    WithdrawMisrendered,
    WriteConclusion,
)
from tablee.workshop.room import Who
from tablee.workshop.vocabulary import Language

HELD = "Ce qui compte, ce à quoi on tient"
PATHS = "Pistes de réflexion pour la suite"
QUESTIONS = "Les questions « au travail » :"
LOUISE = Who(role="participant", participant="p-louise", pair="pair-m")
NADIA = Who(role="participant", participant="p-nadia", pair="pair-t")
COMPTE = "voix, ce qui compte (une fois par effet)"
TIENT = "voix, ce à quoi on tient (une fois par effet)"


def voted_table() -> Table:
    """« Ce qui compte » is counted: 3 votes for the loan, 2 for the trust, 1 for the rounds."""
    table = marseille_table()
    table.do(OpenVoting(mark="compte"))
    table.do(CastVotes(mark="compte", notes=("n3", "n3", "n2")), LOUISE)
    table.do(CastVotes(mark="compte", notes=("n6", "n3", "n2")), NADIA)
    table.do(CloseVoting(mark="compte"))
    return table


def concluded_table() -> Table:
    table = voted_table()

    def write(key: str, kind: str, text: str, **more: object) -> None:
        table.do(WriteConclusion(conclusion=key, kind=kind, text=text, **more))  # type: ignore[arg-type]

    write("c1", "accord", "La confiance d'abord", reservations="Pas à\ntout prix", notes=("n2",))
    write("c2", "orientation", "Aller voir les habitants")
    write("c3", "question", "Qui finance ?", notes=("n6", "n3"))
    write("c4", "question", "Combien de temps ?")
    table.do(CloseConclusion(conclusion="c4"))
    return table


def sections(table: Table, language: Language = "fr") -> dict[str, Section]:
    report = build_report(table.room, table.journal, START_MS, language)
    return {each.heading: each for each in report.sections}


def items(section: Section) -> list[Item]:
    return [i for block in section.blocks if isinstance(block, Bullets) for i in block.items]


def everywhere(table: Table, text: str) -> list[Item]:
    report = build_report(table.room, table.journal, START_MS, "fr")
    return [item for section in report.sections for item in items(section) if item.text == text]


def headings(section: Section) -> list[str]:
    return [each.text for each in section.blocks if isinstance(each, Heading)]


def document(table: Table, format_: Format, language: Language = "fr") -> str:
    return render(format_, table.room, table.journal, START_MS, language).content.decode(
        "utf-8-sig"
    )


def rows(table: Table) -> dict[str, dict[str, str]]:
    read = csv.DictReader(io.StringIO(document(table, "csv"), newline=""))
    return {row["id"]: row for row in read}


def test_a_closed_vote_is_given_by_effect_in_votes_and_voters() -> None:
    """[E4]"""
    held = sections(voted_table())[HELD]
    assert headings(held) == ["Ce qui compte"]
    said = [each.text for each in held.blocks if isinstance(each, Paragraph)]
    assert said == ["2 personnes ont voté, avec 3 voix au plus chacune"]
    assert [(each.text, each.places, each.marks) for each in items(held)] == [
        ("Faciliter la levée de fond", ("Marseille",), ("3 voix de 2 personnes",)),
        ("Tisser des liens de confiance", ("Marseille",), ("2 voix de 2 personnes",)),
        ("Mutualiser les tournées de collecte", ("Toulouse",), ("1 voix d'une personne",)),
    ]
    assert {each.before for each in items(held)} == {"Responsables d'épiceries sociales"}


@pytest.mark.parametrize("format_", ["md", "html", "csv"])
def test_an_open_vote_is_told_nowhere(format_: Format) -> None:
    """[E4] [O3] not even after an earlier round of the same mark was counted."""
    table = voted_table()
    table.do(OpenVoting(mark="compte"))
    table.do(CastVotes(mark="compte", notes=("n3",)), LOUISE)
    assert document(table, format_) == document(marseille_table(), format_)


def test_a_count_whose_effect_was_moved_is_to_be_reviewed_and_stays() -> None:
    """[E4] [O5] splitting the actor again, its effects are told for another one; those of the board
    that it has its name from are not."""
    table = voted_table()
    table.do(RetractDecision(decision="d1"))
    marks = [each.marks for each in items(sections(table)[HELD])]
    review = "à revoir : l'effet a changé depuis le vote"
    assert marks == [
        ("3 voix de 2 personnes", review),
        ("2 voix de 2 personnes", review),
        ("1 voix d'une personne",),
    ]


def test_a_group_is_called_by_its_title_as_long_as_it_is_what_was_counted() -> None:
    """[E4] [O4] in the table its votes stand at the first of its notes; undone, it is the words of
    each."""
    table = marseille_table()
    table.do(GroupEffects(decision="e1", notes=("n2", "n6"), title="Coopérer"))
    table.do(OpenVoting(mark="tient"))
    table.do(CastVotes(mark="tient", notes=("n2", "n6", "n6")), LOUISE)
    table.do(CloseVoting(mark="tient"))
    (group,) = items(sections(table)[HELD])
    assert (group.text, group.places) == ("Coopérer", ("Marseille", "Toulouse"))
    assert group.marks == ("3 voix d'une personne",)
    assert [(each.text, each.places) for each in group.beneath] == [
        ("Tisser des liens de confiance", ("Marseille",)),
        ("Mutualiser les tournées de collecte", ("Toulouse",)),
    ]
    given = {key: row[TIENT] for key, row in rows(table).items()}
    assert (given["n2"], given["n6"], given["n3"]) == ("3", "", "0")
    actor, each = (
        group.before,
        "Tisser des liens de confiance / Mutualiser les tournées de collecte",
    )
    table.do(GroupEffects(decision="e2", notes=("n2", "n3")))
    (grown,) = items(sections(table)[HELD])
    assert (grown.text, grown.beneath, len(grown.marks)) == (each, (), 2)
    table.do(RetractDecision(decision="e2"))
    table.do(RetractDecision(decision="e1"))
    (undone,) = items(sections(table)[HELD])
    assert undone.text == each
    assert (undone.before, undone.beneath, len(undone.marks)) == (actor, (), 2)
    table.do(RetractDecision(decision="d1"))
    (apart,) = items(sections(table)[HELD])
    assert apart.before == "", "its notes are of two actors by now"


@pytest.mark.parametrize("before", [True, False])
def test_a_group_of_which_a_note_is_hidden_is_still_what_was_counted(before: bool) -> None:
    """[E4] [O4] [V6] whether it was hidden before the vote or after it."""
    table = marseille_table()
    table.do(GroupEffects(decision="e1", notes=("n2", "n3", "n6"), title="Coopérer"))
    if before:
        table.do(HideNote(note="n3"))
    table.do(OpenVoting(mark="tient"))
    table.do(CastVotes(mark="tient", notes=("n2", "n6")), LOUISE)
    table.do(CloseVoting(mark="tient"))
    if not before:
        table.do(HideNote(note="n3"))
    (group,) = items(sections(table)[HELD])
    assert (group.text, group.places) == ("Coopérer", ("Marseille", "Toulouse"))


@pytest.mark.parametrize("gone", [HideNote(note="n3"), DeleteNote(note="n3")])
def test_the_words_of_an_effect_that_is_not_shown_any_more_are_not_printed(
    gone: HideNote | DeleteNote,
) -> None:
    """[E4] [V6] its votes stay, without its words, also where a conclusion is about it."""
    table = concluded_table()
    table.do(gone)
    first, *others = items(sections(table)[HELD])
    review = "à revoir : l'effet a changé depuis le vote"
    assert (first.text, first.before, first.places) == ("un effet qui n'est plus montré", "", ())
    assert first.marks == ("3 voix de 2 personnes", review)
    assert all(review not in each.marks for each in others)
    for format_ in ("md", "html", "csv"):
        assert "Faciliter la levée" not in document(table, format_)
    (question,) = (each for each in items(sections(table)[QUESTIONS]) if each.beneath)
    assert [each.text for each in question.beneath] == ["Mutualiser les tournées de collecte"]


def test_an_agreement_has_its_reservations_and_what_it_is_about_beneath() -> None:
    """[E4]"""
    table = concluded_table()
    held = sections(table)[HELD]
    assert headings(held) == ["Ce qui compte", "Accords"]
    accord = items(held)[-1]
    assert (accord.text, accord.marks) == ("La confiance d'abord", ())
    assert [(each.before, each.text) for each in accord.beneath] == [
        ("réserves", "Pas à\ntout prix"),
        ("à propos de", "Tisser des liens de confiance"),
    ]
    assert (
        "- La confiance d'abord\n  - réserves : Pas à\\\n  tout prix\n"
        r"  - à propos de : Tisser des liens de confiance — \[Marseille\]"
    ) in document(table, "md")
    table.do(CloseConclusion(conclusion="c1"))
    assert items(sections(table)[HELD])[-1].marks == ("clos",)


@pytest.mark.parametrize("hidden", ["n3", "n6"])
def test_what_a_hidden_note_said_with_others_keeps_its_title_and_what_is_concluded_of_it(
    hidden: str,
) -> None:
    """[E4] [V6] whichever of the two it was linked by; untitled, the words of what is left."""
    texts = {"n3": "Faciliter la levée de fond", "n6": "Mutualiser les tournées de collecte"}
    left, place = {"n3": ("n6", "Toulouse"), "n6": ("n3", "Marseille")}[hidden]
    table = concluded_table()
    table.do(GroupEffects(decision="e1", notes=("n3", "n6"), title="Se tenir"))
    table.do(WriteConclusion(conclusion="c9", kind="accord", text="Ensemble", notes=("n3",)))
    table.do(HideNote(note=hidden))
    (effect,) = items(sections(table)[HELD])[-1].beneath
    assert (effect.before, effect.text, effect.places) == ("à propos de", "Se tenir", (place,))
    (titled,) = everywhere(table, "Se tenir")
    assert [each.text for each in titled.beneath] == [texts[left]]
    assert titled.places == (place,)
    assert rows(table)[left]["groupe d'effets"] == "Se tenir"
    for format_ in ("md", "html", "csv"):
        assert texts[hidden] not in document(table, format_)

    table.do(RetractDecision(decision="e1"))
    table.do(GroupEffects(decision="e2", notes=("n3", "n6")))
    (effect,) = items(sections(table)[HELD])[-1].beneath
    assert effect.text == texts[left]
    assert everywhere(table, "Se tenir") == []


def test_a_conclusion_names_a_group_once_and_by_its_title() -> None:
    """[E4] [U1] whichever of its notes it was linked to; undone, by the words of each."""
    table = concluded_table()
    table.do(GroupEffects(decision="e1", notes=("n2", "n6"), title="Coopérer"))
    table.do(WriteConclusion(conclusion="c9", kind="accord", text="Ensemble", notes=("n6", "n2")))
    (effect,) = items(sections(table)[HELD])[-1].beneath
    assert (effect.before, effect.text) == ("à propos de", "Coopérer")
    assert effect.places == ("Marseille", "Toulouse")
    table.do(RetractDecision(decision="e1"))
    assert [(each.text, each.places) for each in items(sections(table)[HELD])[-1].beneath] == [
        ("Mutualiser les tournées de collecte", ("Toulouse",)),
        ("Tisser des liens de confiance", ("Marseille",)),
    ]


def test_open_questions_stand_beside_those_of_the_template() -> None:
    """[E4] [U3] and those that were closed stay, apart."""
    table = concluded_table()
    planned = items(sections(marseille_table())[QUESTIONS])
    found = sections(table)[QUESTIONS]
    assert planned
    assert [each.text for each in items(found)] == [
        *(each.text for each in planned),
        "Qui finance ?",
        "Combien de temps ?",
    ]
    assert headings(found) == ["Posées par cet atelier", "Posées par cet atelier, et closes"]
    assert [each.text for each in items(sections(table)[PATHS])] == ["Aller voir les habitants"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_room_did_not_do_has_no_heading(language: Language) -> None:
    """[E4] one conclusion alone gives its own section and no other."""
    before = list(sections(marseille_table(), language))
    assert not {HELD, PATHS, "What counts, what we care about"} & {*before}
    for kind, more in (("accord", 1), ("orientation", 1), ("question", 0)):
        table = marseille_table()
        write = WriteConclusion(conclusion="c", kind=kind, text="Un texte")  # type: ignore[arg-type]
        table.do(write)
        assert len(sections(table, language)) == len(before) + more
        for format_ in ("md", "html"):
            assert document(table, format_, language).count("Un texte") == 1


def test_the_sections_follow_the_points_of_discussion_in_both_languages() -> None:
    """[E4]"""
    for language, names in (
        ("fr", ["Points de discussion", HELD, PATHS, QUESTIONS]),
        (
            "en",
            [
                "Points of discussion",
                "What counts, what we care about",
                "Lines of thought for what follows",
                "Questions “at work”:",
            ],
        ),
    ):
        found = list(sections(concluded_table(), language))  # type: ignore[arg-type]
        start = found.index(names[0])
        assert found[start : start + 4] == names


def test_the_table_has_the_votes_of_each_effect() -> None:
    """[E4] empty where no vote was counted, 0 where an effect was given none."""
    given = {key: row[COMPTE] for key, row in rows(voted_table()).items() if key}
    assert given == {"n1": "0", "n2": "2", "n3": "3", "n4": "0", "n5": "0", "n6": "1"}
    assert {row[TIENT] for row in rows(voted_table()).values()} == {""}
    assert {row[COMPTE] for row in rows(marseille_table()).values()} == {""}


def test_votes_stand_once_in_the_table_for_each_effect_and_nothing_beside_them() -> None:
    """[E4] [O4] not « 0 », which is for an effect that was given none: at one note of it, too."""
    table = marseille_table()
    table.do(GroupEffects(decision="e1", notes=("n2", "n6"), title="Coopérer"))
    table.do(OpenVoting(mark="compte"))
    table.do(CastVotes(mark="compte", notes=("n6", "n6")), LOUISE)
    table.do(CloseVoting(mark="compte"))
    given = {key: row[COMPTE] for key, row in rows(table).items() if key}
    assert given == {"n1": "0", "n2": "2", "n3": "0", "n4": "0", "n5": "0", "n6": ""}
    table.do(RetractDecision(decision="e1"))
    assert rows(table)["n6"][COMPTE] == "", "it was counted together with the other one"

    table = marseille_table()
    table.do(OpenVoting(mark="compte"))
    table.do(CastVotes(mark="compte", notes=("n6", "n6")), LOUISE)
    table.do(CloseVoting(mark="compte"))
    table.do(GroupEffects(decision="e1", notes=("n2", "n6")))
    given = {key: row[COMPTE] for key, row in rows(table).items() if key}
    assert (given["n2"], given["n6"]) == ("", "2"), "one effect, whose votes stand where they were"
    table.do(RetractDecision(decision="e1"))
    table.do(GroupEffects(decision="e2", notes=("n2", "n3")))
    given = {key: row[COMPTE] for key, row in rows(table).items() if key}
    assert (given["n2"], given["n3"]) == ("0", "")


def test_the_table_says_beside_each_count_whether_it_is_to_be_reviewed() -> None:
    """[E4] [O5] as the report does; empty where an effect was given no vote."""
    table = voted_table()
    before = {key: row["à revoir, ce qui compte"] for key, row in rows(table).items() if key}
    assert before == {"n1": "", "n2": "non", "n3": "non", "n4": "", "n5": "", "n6": "non"}
    table.do(RetractDecision(decision="d1"))
    after = {key: row["à revoir, ce qui compte"] for key, row in rows(table).items() if key}
    assert after == {**before, "n2": "oui", "n3": "oui"}
    votes = [rows(table)[key][COMPTE] for key in ("n3", "n2", "n6")]
    assert votes == ["3", "2", "1"]
    assert {row["à revoir, ce à quoi on tient"] for row in rows(table).values()} == {""}


@pytest.mark.parametrize("format_", ["md", "html", "csv"])
def test_the_same_votes_cast_by_others_give_the_same_bytes(format_: Format) -> None:
    """[E4] who voted what is in no document; the same journal gives the same bytes."""
    swapped = marseille_table()
    swapped.do(OpenVoting(mark="compte"))
    swapped.do(CastVotes(mark="compte", notes=("n6", "n3", "n2")), LOUISE)
    swapped.do(CastVotes(mark="compte", notes=("n3", "n3", "n2")), NADIA)
    swapped.do(CloseVoting(mark="compte"))
    told = document(voted_table(), format_)
    assert told == document(voted_table(), format_)
    assert told == document(swapped, format_)
    assert told != document(marseille_table(), format_)
    assert "p-louise" not in told


def test_a_note_that_is_misrendered_is_in_the_annex_until_it_is_settled_or_hidden() -> None:
    """[E4] [M2] with its territory and what is said of it, in every document."""
    table = marseille_table()
    annex = "Notes dites mal rendues, à reprendre"
    assert annex not in sections(table)
    table.do(SayMisrendered(note="n2", text="Ce n'est pas\nla même *confiance*"), LOUISE)
    table.do(SayMisrendered(note="n6"), NADIA)
    section = sections(table)[annex]
    (block,) = section.blocks
    assert section.annex
    assert isinstance(block, Bullets)
    told = [(each.text, each.places, each.beneath[0]) for each in block.items]
    assert told == [
        (
            "Tisser des liens de confiance",
            ("Marseille",),
            Item(before="binôme 1", text="Ce n'est pas\nla même *confiance*"),
        ),
        (
            "Mutualiser les tournées de collecte",
            ("Toulouse",),
            Item(before="binôme 1", text="la dit mal rendue, sans en dire plus"),
        ),
    ]
    column = {key: row["dite mal rendue"] for key, row in rows(table).items() if key}
    assert column["n2"] == "Ce n'est pas\nla même *confiance*"
    assert (column["n6"], column["n3"]) == ("oui", "")
    for format_ in ("md", "html"):
        assert annex in document(table, format_)
        assert "confiance" in document(table, format_).partition(annex)[2]
    table.do(SayMisrendered(note="n3"), LOUISE)
    table.do(DeleteNote(note="n3"))
    assert len(items(sections(table)[annex])) == 2
    table.do(SettleMisrendered(note="n6"))
    assert [each.text for each in items(sections(table)[annex])] == [
        "Tisser des liens de confiance"
    ]
    table.do(HideNote(note="n2"))
    assert annex not in sections(table)
    assert {row["dite mal rendue"] for row in rows(table).values()} == {""}
    assert "confiance*" not in document(table, "md") + document(table, "html")


def test_what_was_settled_is_told_with_its_words_and_when() -> None:
    """[E4] [M2] in an annex and a column of its own, as often as it was said; not what was taken
    back, nor of a note that is hidden or gone."""
    table = marseille_table()
    annex, column = "Notes dites mal rendues, puis réglées", "dite mal rendue, puis réglée"
    assert annex not in sections(table)
    for text in ("Pas la même confiance", ""):
        table.do(SayMisrendered(note="n2", text=text), LOUISE)
        table.do(SettleMisrendered(note="n2"))
    table.do(SayMisrendered(note="n3", text="Ni cela"), LOUISE)
    table.do(WithdrawMisrendered(note="n3"), LOUISE)
    beneath = [each.beneath[0] for each in items(sections(table)[annex])]
    assert [(each.before, each.text) for each in beneath] == [
        ("binôme 1", "Pas la même confiance"),
        ("binôme 1", "la dit mal rendue, sans en dire plus"),
    ]
    assert all(each.marks[0].startswith("réglé le ") for each in beneath)
    assert {key: row[column] for key, row in rows(table).items() if row[column]} == {
        "n2": "Pas la même confiance / oui"
    }
    for format_ in ("md", "html"):
        told = document(table, format_).partition(annex)[2]
        assert "réglé le " in told
        assert "Ni cela" not in told
    table.do(HideNote(note="n2"))
    assert annex not in sections(table)
    assert {row[column] for row in rows(table).values()} == {""}

"""The report: the deck's own pattern, everything that was written, nothing that was hidden."""

import csv
import io
import re
from datetime import UTC, timedelta, timezone, tzinfo
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from exports.table import START_MS, Table, corpus_effects, corpus_table, marseille_table
from tablee.exports.document import Bullets, Discussion, Heading, Item, Paragraph, Section
from tablee.exports.document import Table as Grid
from tablee.exports.formats import Format, render, stem
from tablee.exports.html_page import html_page
from tablee.exports.markdown_text import markdown_text
from tablee.exports.report import Report, build_report
from tablee.exports.wordings import heading_for
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    AnswerRemark,
    CategoriseActor,
    ClosePoint,
    EditBeneficiary,
    Expected,
    ExpectPeople,
    GroupEffects,
    HideNote,
    KeepBothVersions,
    LeaveRemark,
    OpenPhase,
    OpenPoint,
    PartOfActor,
    PutInRegister,
    RetractDecision,
    SameActor,
    Sit,
)
from tablee.workshop.room import Who
from tablee.workshop.vocabulary import Language

CONTRIBUTION = "Le projet contribue à ... :"
READERS: tuple[Format, ...] = ("csv", "md", "html")


def report_of(table: Table, language: Language = "fr") -> Report:
    return build_report(table.room, table.journal, START_MS, language)


def section(report: Report, heading: str) -> Section:
    return next(each for each in report.sections if heading in (each.heading, each.lead))


def items(section: Section) -> list[Item]:
    return [i for block in section.blocks if isinstance(block, Bullets) for i in block.items]


def test_the_headings_are_those_of_the_deck() -> None:
    headings = [each.lead or each.heading for each in report_of(marseille_table()).sections]
    assert headings == [
        "Intentions et programme envisagé",
        "Eléments de contexte",
        "Le projet contribue à ... :",
        "Les externalités induites sur le territoire",
        "Ce qui peut intéresser notamment ... (exemples) :",
        "Ce qui est partagé, ce qui est propre à chaque territoire",
        "Points de discussion",
        "Les questions « au travail » :",
        "Les prochaines étapes envisagées :",
        "Prochaine session",
        "Tout ce qui a été écrit, par territoire et par binôme",
        "Journal des décisions de la mise en commun",
    ]


def test_actors_come_from_direct_to_indirect_under_pour() -> None:
    contribution = section(report_of(marseille_table()), "Le projet contribue à ... :")
    headings = [each.text for each in contribution.blocks if isinstance(each, Heading)]
    assert headings == [
        "Pour l'UCS 13",
        "Pour Responsables d'épiceries sociales",
        "Pour les principaux contributeurs",
    ]


def test_an_actor_kept_under_another_is_printed_there_before_a_colon() -> None:
    found = items(section(report_of(marseille_table()), "Le projet contribue à ... :"))
    graine = next(each for each in found if each.before)
    assert (graine.before, graine.text) == (
        "Graine de Soleil",
        "une plus grande visibilité sur la métropole",
    )


def test_the_question_is_asked_whole_as_on_the_pages() -> None:
    blocks = section(report_of(marseille_table()), "Intentions et programme envisagé").blocks
    said = [each.text for each in blocks if isinstance(each, Paragraph)]
    assert said[1].startswith("Quels sont les principaux effets utiles")
    assert said[1].endswith("? Pour qui ?")


def test_hypotheses_are_of_the_pairs_that_wrote_some() -> None:
    """[E4] A pair that only came made none, nor did one that is awaited."""
    table = Table("Lyon", "Nord")
    table.do(
        Sit(participant="zoe", board="b0", pair="p0"), Who(role="participant", participant="zoe")
    )
    kept = (("ana", "b0", "p1"), ("leo", "b1", "p2"))
    people = tuple(Expected(participant=who, board=at, pair=pair) for who, at, pair in kept)
    table.do(ExpectPeople(people=people))
    report = report_of(table)
    assert "2 territoires · 0 binôme · 0 effet pour 0 acteur" in report.cover
    assert [each.marks for each in items(section(report, "Eléments de contexte"))] == [(), ()]
    table.do(OpenPhase(phase="travail"))
    zoe = Who(role="participant", participant="zoe")
    table.do(AddNote(note="n", beneficiary="b0-territoire", text="Un lieu"), zoe)
    report = report_of(table)
    figures = "1 binôme · 1 effet pour 0 acteur et pour « Le territoire »"
    assert f"2 territoires · {figures}" in report.cover
    marks = [each.marks for each in items(section(report, "Eléments de contexte"))]
    assert marks == [("hypothèses de 1 binôme",), ()]


def test_an_actor_is_counted_as_the_pooling_counts_it() -> None:
    """[E4] « Le territoire » is one that somebody named once their own was united with it."""
    table = marseille_table()
    named = table.room.boards["b0"].order[0]
    before = report_of(table).cover[-1]
    table.do(SameActor(decision="own", beneficiaries=(named, "b0-territoire")))
    after = report_of(table).cover[-1]
    assert (before.endswith("et pour « Le territoire »"), "territoire »" in after) == (True, False)


def test_every_other_wording_is_given_with_its_territory() -> None:
    contribution = section(report_of(marseille_table()), "Le projet contribue à ... :")
    also = [each.text for each in contribution.blocks if isinstance(each, Paragraph)]
    assert also == [
        "aussi nommé : l'UCS 13 (union des centres sociaux) (Marseille)",
        "aussi nommé : Les dirigeants des « épiceries » (Marseille)",
    ]


def test_a_bullet_says_territory_kind_directness_unforeseen_via_and_points() -> None:
    found = {each.text: each for each in items(report_of(marseille_table()).sections[2])}
    loan = found["Faciliter la levée de fond"]
    assert (loan.places, loan.points) == (("Marseille",), (1,))
    assert loan.marks == ("externalité", "direct", "imprévu")
    assert "via la plateforme" in found["Mutualiser les tournées de collecte"].marks
    through = found["Tisser des liens de confiance"].marks
    assert through[-1] == "via « Nourrir leurs réflexions sur les réponses à construire »"


def test_what_was_written_for_the_territory_is_an_externality_of_its_own() -> None:
    found = section(report_of(marseille_table()), "Les externalités induites sur le territoire")
    assert found.heading == "Le projet contribue à ... :"
    assert [each.text for each in items(found)] == ["Redonner des perspectives au travail"]


def test_an_interested_actor_has_its_reason_and_the_question_mark_of_the_deck() -> None:
    heading = "Ce qui peut intéresser notamment ... (exemples) :"
    (found,) = items(section(report_of(marseille_table()), heading))
    assert (found.text, found.uncertain) == ("L'ADEME (au regard de la capacité à fédérer)", True)
    page = render("md", marseille_table().room, (), START_MS, "fr").content.decode()
    assert "(au regard de la capacité à fédérer) ?" in page
    for format_ in ("md", "html"):
        english = render(format_, marseille_table().room, (), START_MS, "en").content.decode()
        assert "fédérer)?" in re.sub(r"<[^>]*>|\\", "", english)


def test_an_empty_cell_of_the_matrix_is_not_mentioned() -> None:
    shared = section(
        report_of(marseille_table()), "Ce qui est partagé, ce qui est propre à chaque territoire"
    )
    grid = next(each for each in shared.blocks if isinstance(each, Grid))
    assert grid.head == ("Acteur", "Marseille", "Toulouse")
    rows = {row[0]: row[1:] for row in grid.rows}
    assert rows["l'UCS 13"] == ("1 effet", "non évoqué")
    assert rows["Responsables d'épiceries sociales"] == ("2 effets", "1 effet")
    assert rows["Les principaux contributeurs"] == ("nommé, sans effet noté", "non évoqué")
    assert rows["Le territoire"] == ("1 effet", "non évoqué")


def test_the_journal_of_merges_keeps_the_labels_as_typed() -> None:
    report = report_of(marseille_table())
    found = items(section(report, "Journal des décisions de la mise en commun"))
    assert [each.text for each in found] == [
        (
            "Même acteur : « Les dirigeants des « épiceries » » (Marseille), "
            "« Responsables d'épiceries sociales » (Toulouse)"
        ),
        "Nommé « l'UCS 13 » : l'acteur de « l'UCS 13 (union des centres sociaux) » (Marseille)",
    ]


def test_the_phases_are_told_as_they_were_held_in_the_time_zone_asked_for() -> None:
    table = marseille_table()
    report = build_report(table.room, table.journal, START_MS, "fr", ZoneInfo("Europe/Paris"))
    held = [(each.before, each.text) for each in items(report.sections[0])]
    assert held[:2] == [
        ("12 h 00 – 12 h 00", "Accueil"),
        ("12 h 00 – 12 h 15", "Présentation et discussion"),
    ]
    assert held[-1][1] == "Mise en commun"
    assert items(report_of(table).sections[0])[0].before.endswith("10 h 00")


@pytest.mark.parametrize(
    ("zone", "named"),
    [
        (UTC, "UTC"),
        (timezone(timedelta(0)), "UTC"),
        (ZoneInfo("Europe/Paris"), "UTC+02:00"),
        (ZoneInfo("America/St_Johns"), "UTC-02:30"),
    ],
)
def test_a_report_says_of_which_zone_its_hours_are(zone: tzinfo, named: str) -> None:
    """Beside the hours of the phases, and once for all the others, in every form and language."""
    table = marseille_table()
    report = build_report(table.room, table.journal, START_MS, "fr", zone)
    page, text = html_page(report).decode(), markdown_text(report)
    for form in (page, text.decode().replace("\\", "")):
        assert f"le 17 juin 2022 (heures {named})" in form
        assert f"établi le 17 juin 2022, heures {named}" in form
    english = html_page(build_report(table.room, table.journal, START_MS, "en", zone)).decode()
    assert f"(times in {named})" in english
    assert f", times in {named}" in english


def test_names_and_ids_of_people_are_nowhere_but_pairs_are() -> None:
    table = marseille_table()
    for format_ in READERS:
        document = render(format_, table.room, table.journal, START_MS, "fr").content.decode()
        assert "p-louise" not in document
        assert "binôme 1" in document


@pytest.mark.parametrize(("lasted_ms", "told"), [(59_000, 2), (60_000, 4)])
def test_a_phase_that_was_opened_by_mistake_and_undone_was_not_held(
    lasted_ms: int, told: int
) -> None:
    """Within the minute; one that was left for the phase after it was held, however short."""
    table = Table("Marseille")
    table.do(OpenPhase(phase="travail"))
    table.do(OpenPhase(phase="mise-en-commun"))
    table.now_ms += lasted_ms - 1_000
    table.do(OpenPhase(phase="travail"))
    blocks = report_of(table).sections[0].blocks
    (held,) = (each for each in blocks if isinstance(each, Bullets))
    assert [each.text for each in held.items][-1].startswith("Temps de travail")
    assert len(held.items) == told


@pytest.mark.parametrize("format_", READERS)
def test_a_hidden_note_is_absent_and_counted(format_: Format) -> None:
    """[R51]"""
    table = marseille_table()
    document = render(format_, table.room, table.journal, START_MS, "fr").content.decode()
    assert "CACHÉ" not in document
    assert "1 effet masqué par l'animation" in unescape(document)
    assert "CACHÉE" in render("json", table.room, table.journal, START_MS, "fr").content.decode()


@pytest.mark.parametrize("format_", READERS)
@pytest.mark.parametrize("closed", [False, True])
def test_the_words_of_a_hidden_note_are_in_no_point_of_discussion(
    format_: Format, closed: bool
) -> None:
    """[E4] [V6] [D6] two versions were kept, the second as a note of its own, which is hidden."""
    table = marseille_table()
    note = next(iter(table.room.boards["b1"].notes.values()))
    insult = "Une version insultante de la chose"
    kept = {"point": "pv", "note": note.id, "text": insult, "question": "Laquelle garder ?"}
    table.do(KeepBothVersions(**kept))
    table.do(AddNote(note="nv", beneficiary=note.beneficiary, text=insult))
    table.do(OpenPoint(point="pq", target_kind="board", target="b1", text="Et « oui » ?"))
    if closed:
        table.do(ClosePoint(point="pv"))
    table.do(HideNote(note="nv"))
    document = unescape(render(format_, table.room, table.journal, START_MS, "fr").content.decode())
    assert insult not in document
    assert "(texte masqué par l'animation)" in document.replace("\\", "")
    assert "Laquelle garder ?" in document
    assert note.text in document


@pytest.mark.parametrize("format_", READERS)
def test_nothing_is_said_of_hidden_notes_when_there_is_none(format_: Format) -> None:
    table = corpus_table()
    document = render(format_, table.room, table.journal, START_MS, "fr").content.decode()
    assert "masqué par l'animation" not in unescape(document)


def test_the_whole_corpus_is_there_once_in_the_body_and_once_in_the_annex() -> None:
    """[R32] each note exactly once, whatever was merged, and before any pooling too."""
    report = report_of(corpus_table())
    texts = sorted(effect["text"] for effect in corpus_effects())
    body = [each.text for each in (*items(report.sections[2]), *items(report.sections[3]))]
    annex = [each.text for each in items(report.sections[-2])]
    assert sorted(body) == texts
    assert sorted(annex) == texts
    assert "4 territoires · 8 binômes · 244 effets pour" in report.cover[-1]


def test_a_workshop_where_nothing_was_written_has_a_report() -> None:
    table = Table("Lyon")
    for format_ in READERS:
        assert render(format_, table.room, table.journal, START_MS, "en").content
    assert "0 binôme · 0 effet pour 0 acteur" in report_of(table).cover[-1]


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("l'UCS 13", "Pour l'UCS 13"),
        ("L'UGESS", "Pour l'UGESS"),
        ("L’UGESS", "Pour l’UGESS"),
        ("Les habitants", "Pour les habitants"),
        ("La Ville", "Pour la Ville"),
        ("Le Département", "Pour le Département"),
        ("Lesbos", "Pour Lesbos"),
        ("LES HABITANTS", "Pour LES HABITANTS"),
        ("Cité de l'Agri.", "Pour Cité de l'Agri."),
        ("UGESS :", "Pour UGESS :"),
    ],
)
def test_only_a_leading_article_loses_its_capital(label: str, heading: str) -> None:
    assert heading_for(Table("Lyon").room, label, "fr") == heading
    abroad = Table("Lyon", language="en").room
    assert heading_for(abroad, label, "en") == heading.replace("Pour", "For")
    assert heading_for(abroad, label, "fr") == f"Pour « {label} »", "as the pages quote it"


@pytest.mark.parametrize("file_format", ["html", "md"])
def test_a_slip_of_the_source_is_not_marked_in_what_is_handed_in(file_format: Format) -> None:
    """[R58] the deck's words as they stand: « [sic] » is for who leads, beside the example."""
    page = render(file_format, marseille_table().room, (), START_MS, "fr").content.decode()
    assert "Quel place pour" in page
    assert "[sic]" not in page


def test_the_report_in_english_keeps_what_was_typed_in_french() -> None:
    """[R59] content is never translated."""
    page = render("html", marseille_table().room, (), START_MS, "en").content.decode()
    assert "For “l&#39;UCS 13”" in page
    assert "1 effect hidden by the facilitator" in page
    assert "Mutualiser les tournées de collecte" in page


@pytest.mark.parametrize("format_", ["json", "csv", "md", "html"])
def test_the_same_room_gives_the_same_bytes(format_: Format) -> None:
    one, two = marseille_table(), marseille_table()
    first = render(format_, one.room, one.journal, START_MS, "fr")
    assert first == render(format_, two.room, two.journal, START_MS, "fr")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Séance sur les effets utiles", "seance-sur-les-effets-utiles-2022-06-17"),
        ("Cœur d'été !", "coeur-d-ete-2022-06-17"),
        ("../../etc/passwd", "etc-passwd-2022-06-17"),
        ("‮مائدة 食卓", "tablee-2022-06-17"),
        ("a" * 200, "a" * 49 + "-2022-06-17"),
    ],
)
def test_a_file_name_is_plain(title: str, name: str) -> None:
    assert stem(title, "2022-06-17") == name
    assert len(name) <= 60


def test_a_beneficiary_without_effect_is_still_named() -> None:
    table = Table("Lyon")
    table.do(OpenPhase(phase="travail"))
    who = table.sit("p", "b0", "pair")
    table.do(AddBeneficiary(board="b0", beneficiary="x", label="La MSA"), who)
    assert "Pour la MSA" in render("md", table.room, (), START_MS, "fr").content.decode()


def test_a_mark_that_was_taken_away_without_a_word_is_not_told() -> None:
    """[D3] a stray tap leaves no numbered point; one that says something stays, closed."""
    table = marseille_table()
    before = section(report_of(table), "Points de discussion").blocks
    note = next(iter(table.room.boards["b0"].notes))
    for point, text in (("stray", ""), ("said", "Pour qui ?")):
        table.do(OpenPoint(point=point, target_kind="note", target=note, text=text))
        table.do(ClosePoint(point=point))
    after = section(report_of(table), "Points de discussion").blocks
    added = [each for each in after if isinstance(each, Discussion) and each not in before]
    assert [(each.text, bool(each.closed)) for each in added] == [("Pour qui ?", True)]
    assert len(after) == len(before) + 1


def test_remarks_on_the_example_are_points_of_discussion() -> None:
    """[D4] [R12] after those of the boards, with what they are about in the example's own words."""
    table = marseille_table()
    before = section(report_of(table), "Points de discussion").blocks
    table.do(OpenPhase(phase="presentation"))
    zoe = table.sit("zoe", "b0", "pair-z")
    table.do(LeaveRemark(remark="r1", part="note", target="6", text="Pour qui ?"), zoe)
    table.do(LeaveRemark(remark="r2", part="beneficiary", target="ugess", text="Et eux ?"), zoe)
    table.do(LeaveRemark(remark="r3", part="example", text="C'est long"))
    table.do(AnswerRemark(remark="r1", position="q", text="Pour tous"), zoe)
    report = report_of(table)
    after = section(report, "Points de discussion").blocks
    assert after[: len(before)] == before
    added = [each for each in after[len(before) :] if isinstance(each, Discussion)]
    title = "Le travail engagé à Marseille sur les effets utiles"
    assert [(each.about, each.text) for each in added] == [
        (f"Exemple « {title} » : « Faciliter la levée de fond »", "Pour qui ?"),
        (f"Exemple « {title} » : « l'UGESS »", "Et eux ?"),
        (f"Exemple « {title} »", "C'est long"),
    ]
    # Each territory has a first pair.
    of_zoe = f"binôme {table.room.pairs['pair-z'].number} ({table.room.boards['b0'].name})"
    assert [each.by for each in added] == [of_zoe, of_zoe, "animation"]
    assert [(each.by, each.text) for each in added[0].positions] == [(of_zoe, "Pour tous")]
    assert [each.number for each in added] == [len(before) + n for n in (1, 2, 3)]
    for form in ("md", "html"):
        text = render(form, table.room, table.journal, START_MS, "fr").content.decode()
        assert "Pour qui ?" in text


@pytest.mark.parametrize(("territories", "wide"), [(3, 0), (8, 1)])
def test_a_wide_matrix_turns_its_page_and_no_cell_breaks_inside_a_word(
    territories: int, wide: int
) -> None:
    """What is wider than the page is scrolled to by the keyboard too, and printed across."""
    table = Table(*(f"Territoire {number}" for number in range(territories)))
    table.do(OpenPhase(phase="travail"))
    board = next(iter(table.room.boards))
    table.do(AddBeneficiary(board=board, beneficiary="msa", label="La MSA"))
    table.do(AddNote(note="n1", beneficiary="msa", text="Moins de crues"))
    page = render("html", table.room, table.journal, START_MS, "fr").content.decode()
    assert page.count("<table>") == page.count("</table></div>") == 1
    assert page.count('<div class="table wide" tabindex="0" role="group" aria-label="') == wide
    tables = page.count("<table")
    assert tables == page.count('tabindex="0" role="group" aria-label="'), "scrolled by its keys"
    cells = next(line for line in page.splitlines() if line.startswith("th, td {"))
    assert "overflow-wrap: break-word" in cells


def test_an_actor_that_is_part_of_another_one_is_printed_under_it() -> None:
    """[G7] [R48] at whatever distance; each effect is told once all the same."""
    table = marseille_table()
    table.do(PartOfActor(decision="e1", child="contrib", parent="ucs"))
    table.do(PartOfActor(decision="e2", child="epi-m", parent="b0-territoire"))
    contribution = section(report_of(table), "Le projet contribue à ... :")
    headings = [each.text for each in contribution.blocks if isinstance(each, Heading)]
    assert headings == ["Pour l'UCS 13", "Pour Responsables d'épiceries sociales"]
    befores = {each.text: each.before for each in items(contribution)}
    assert befores["une plus grande visibilité sur la métropole"] == "Graine de Soleil"
    assert len(items(contribution)) == 5


def test_a_bullet_says_the_register_of_its_effect_and_a_group_those_of_its_notes() -> None:
    """[G11] among its marks, in the language of the report; what was written is annexed without."""
    table = marseille_table()
    first, second = (each for g in table.room.template.registers[:2] for each in g.registers[:1])
    table.do(GroupEffects(decision="e1", notes=("n2", "n6"), title="Coopérer"))
    table.do(PutInRegister(decision="e2", notes=("n3", "n2", "n6"), register=first.id))
    ways: tuple[tuple[Language, str], ...] = (("fr", "registre « {} »"), ("en", "register “{}”"))
    for language, told in ways:
        report = report_of(table, language)
        found = {each.text: each for each in items(report.sections[2])}
        one, other = (told.format(each.label.in_language(language)) for each in (first, second))
        assert found["Faciliter la levée de fond"].marks[-1] == one
        assert found["Coopérer"].marks[-1] == one
        assert [each.marks[-1] for each in found["Coopérer"].beneath] == [one, one]
        assert html_page(report).decode().count(one) == 4
        assert markdown_text(report).decode().count(one) == 4
        assert not any(one in each.marks for each in items(report.sections[-2]))
        assert other not in markdown_text(report).decode()
    table.do(PutInRegister(decision="e3", notes=("n6",), register=second.id))
    found = {each.text: each for each in items(report_of(table).sections[2])}
    both = tuple(f"registre « {each.label.fr} »" for each in (first, second))
    assert found["Coopérer"].marks[-2:] == both
    assert tuple(each.marks[-1] for each in found["Coopérer"].beneath) == both


def test_the_table_says_of_each_note_its_group_of_effects_and_its_register() -> None:
    """[G8] [G11] [R50] empty where it has none."""
    table = marseille_table()
    register = table.room.template.registers[0].registers[0]
    table.do(GroupEffects(decision="e1", notes=("n2", "n6"), title="=Coopérer"))
    table.do(PutInRegister(decision="e2", notes=("n6",), register=register.id))
    content = render("csv", table.room, table.journal, START_MS, "fr").content
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    found = {row["id"]: (row["groupe d'effets"], row["registre"]) for row in rows}
    assert found["n2"] == ("'=Coopérer", "")
    assert found["n6"] == ("'=Coopérer", register.label.fr)
    assert found["n1"] == ("", "")


def test_a_group_of_effects_is_one_bullet_with_every_wording_beneath() -> None:
    """[G12] under its title, with who says what of it; undone, each effect has its own again."""
    table = marseille_table()
    table.do(GroupEffects(decision="e1", notes=("n6", "n3"), title="Se donner des moyens"))
    bullets = [
        each
        for each in items(section(report_of(table), CONTRIBUTION))
        if each.text == "Se donner des moyens"
    ]
    assert len(bullets) == 1
    (group,) = bullets
    assert group.places == ("Marseille", "Toulouse")
    assert group.marks == ("externalité (Marseille) / visé (Toulouse)", "direct")
    assert group.points, "the point on one of its effects"
    assert [(each.text, each.places, each.marks) for each in group.beneath] == [
        ("Faciliter la levée de fond", ("Marseille",), ("externalité", "direct", "imprévu")),
        (
            "Mutualiser les tournées de collecte",
            ("Toulouse",),
            ("visé", "direct", "via la plateforme"),
        ),
    ]
    table.do(RetractDecision(decision="e1"))
    apart = [each.text for each in items(section(report_of(table), CONTRIBUTION))]
    assert {"Faciliter la levée de fond", "Mutualiser les tournées de collecte"} <= {*apart}
    assert "Se donner des moyens" not in apart


def test_the_table_gives_an_actors_category_as_decided_beside_that_of_the_board() -> None:
    """[G5] [R50] by the most of its members, then by the decision; what was typed stays."""
    table = marseille_table()
    table.do(EditBeneficiary(beneficiary="epi-m", base=0, category="dirigeants"))

    def categories() -> dict[str, tuple[str, str]]:
        content = render("csv", table.room, table.journal, START_MS, "fr").content
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        return {row["id"]: (row["catégorie d'origine"], row["catégorie"]) for row in rows}

    assert categories()["n2"] == ("dirigeants", "dirigeants")
    assert categories()["n6"] == ("", "dirigeants"), "of the same actor on another board"
    table.do(CategoriseActor(decision="c", beneficiary="epi-t", category="réseaux"))
    found = categories()
    assert (found["n2"], found["n6"]) == (("dirigeants", "réseaux"), ("", "réseaux"))
    assert found["n1"] == ("", "")

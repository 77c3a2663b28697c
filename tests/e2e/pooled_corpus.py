"""The corpus in a workshop, pooled as its ground truth has it, for whoever looks at the looks."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from bench.pooling_truth import read
from e2e.people import Workshop
from tablee.client.notes_file import read_notes
from tablee.client.rehearse import rehearse
from tablee.workshop.commands import GroupEffects, SameActor, WriteConclusion
from tablee.workshop.vocabulary import Language

CORPUS = Path(__file__).parent.parent / "data" / "corpus.json"
TERRITORIES = tuple(
    f"{name} (fictif)" for name in ("Port-Levant", "Garonnelle", "Clapas-Neuf", "Les Deux-Fleuves")
)


async def rehearsed(server: str, language: Language = "fr") -> Workshop:
    """The corpus, posted as `tablee rehearse` posts it; the pooling is open."""
    made = await Workshop.create(server, *TERRITORIES, language=language)
    await made.open_phase("travail")
    await rehearse(made.links.join, 8, read_notes(CORPUS), 0, lang="fr")
    await made.open_phase("mise-en-commun")
    return made


async def pool_to_truth(workshop: Workshop) -> None:
    """Unite what is one actor, group what says the same, and conclude something of it."""
    truth, archive = read(CORPUS), await workshop.archive()
    here = {(each["territory"], each["label"]): each["id"] for each in archive["beneficiaries"]}
    met = {
        each.id: here[truth.territory[each.id], each.label] for each in truth.board.beneficiaries
    }
    for place, actor in enumerate(truth.actors()):
        one = tuple(met[each] for each in actor)
        await workshop.order(SameActor(decision=f"same-{place}", beneficiaries=one))
    effects: dict[tuple[frozenset[str], str], list[str]] = defaultdict(list)
    texts = {note["text"]: note["id"] for note in archive["notes"]}
    assert len(texts) == len(archive["notes"]), "two notes of the corpus have one text"
    for note in truth.board.notes:
        effects[truth.actor[note.beneficiary], truth.effect[note.id]].append(texts[note.text])
    groups = [tuple(dict.fromkeys(group)) for group in effects.values()]
    together = [group for group in groups if len(group) > 1]
    for place, group in enumerate(together):
        await workshop.order(GroupEffects(decision=f"group-{place}", notes=group))
    shared = sorted(together, key=len, reverse=True)
    for conclusion in (
        WriteConclusion(
            conclusion="c1",
            kind="accord",
            text="On garde des lieux ouverts à tous, sans condition.",
            reservations="Deux territoires demandent d'y revenir en hiver.",
            notes=shared[0][:1],
        ),
        WriteConclusion(conclusion="c2", kind="question", text="Comment compter le temps donné ?"),
    ):
        await workshop.order(conclusion)

"""What the room made of its pooling, as a report tells it: votes, agreements, questions.

Works on a room in which hidden notes are already absent. A round of votes is told once it is
closed, as numbers alone: nothing here knows a ballot (O3, E4).
"""

from typing import Final

from tablee.text import say_count
from tablee.workshop.effect_groups import Group
from tablee.workshop.room import Conclusion, VoteCount, Voting
from tablee.workshop.vocabulary import ConclusionKind, Mark
from tablee.workshop.voting import to_review

from .actors import Reading
from .document import Block, Bullets, Heading, Item, Paragraph

_MARKS: Final[tuple[Mark, ...]] = ("compte", "tient")


def closed_round(reading: Reading, mark: Mark) -> Voting | None:
    """The round of votes that was counted for a mark, if any."""
    voting = reading.room.votings.get(mark)
    return voting if voting is not None and voting.state == "closed" else None


def held(reading: Reading) -> tuple[Block, ...]:
    """Each closed round of votes, effects from the most votes to the fewest, then the agreements
    with their reservations; nothing when the room did neither."""
    blocks: list[Block] = []
    for mark in _MARKS:
        voting = closed_round(reading, mark)
        if voting is not None:
            blocks.extend(_round(reading, mark, voting))
    accords = _of_kind(reading, "accord")
    if accords:
        blocks.append(Heading(text=reading.say("accords")))
        blocks.append(_bullets(reading, accords))
    return tuple(blocks)


def orientations(reading: Reading) -> tuple[Block, ...]:
    """The orientations that the room gave itself, those that were closed marked so."""
    found = _of_kind(reading, "orientation")
    return (_bullets(reading, found),) if found else ()


def questions(reading: Reading) -> tuple[Block, ...]:
    """The questions that the room asked: those still « au travail », then the closed ones."""
    found = _of_kind(reading, "question")
    blocks: list[Block] = []
    for closed, heading in ((False, "questions.asked"), (True, "questions.closed")):
        some = tuple(each for each in found if each.closed is closed)
        if some:
            blocks.append(Heading(text=reading.say(heading)))
            blocks.append(_bullets(reading, some))
    return tuple(blocks)


def _round(reading: Reading, mark: Mark, voting: Voting) -> tuple[Block, ...]:
    each = say_count(reading.language, "export.votes.votes", voting.votes_each)
    voted = say_count(reading.language, "export.votes.voted", voting.voters, each=each)
    blocks = (Heading(text=reading.say(f"votes.{mark}")), Paragraph(text=voted, quiet=True))
    doubtful = to_review(reading.room, voting.results)
    items = (_counted(reading, count, count in doubtful) for count in voting.results)
    return (*blocks, Bullets(items=tuple(items))) if voting.results else blocks


def _counted(reading: Reading, count: VoteCount, doubtful: bool) -> Item:
    """An effect and what it was given; of a note that is not shown any more, no word.

    A group is called by its title, with its notes beneath, as long as it is the one that was
    counted; else by the words of each note.
    """
    shown = [reading.notes[note] for note in count.notes if note in reading.notes]
    marks = [
        say_count(
            reading.language,
            "export.votes.given",
            count.voters,
            votes=say_count(reading.language, "export.votes.votes", count.votes),
        )
    ]
    if doubtful:
        marks.append(reading.say("votes.to_review"))
    if not shown:
        return Item(text=reading.say("votes.gone"), marks=tuple(marks))
    notes = {note.id for _, note in shown}
    actors = [actor for actor in reading.actors if notes.intersection(actor.notes)]
    groups = (group for actor in actors for group in actor.groups)
    titles = [group.title for group in groups if _is_counted(reading, group, count)]
    beneath = (Item(text=note.text, places=(board.name,)) for board, note in shown)
    return Item(
        before=actors[0].label if len(actors) == 1 else "",
        text=titles[0] if titles else " / ".join(note.text for _, note in shown),
        places=tuple(dict.fromkeys(board.name for board, _ in shown)),
        marks=tuple(marks),
        beneath=tuple(beneath) if titles else (),
    )


def _is_counted(reading: Reading, group: Group, count: VoteCount) -> bool:
    """Whether a group is what was counted: a hidden note is in no count, or in one from before. A
    note that was counted alone was in no group that anybody saw."""
    return len(count.notes) > 1 and {*group.notes} <= {*count.notes} <= reading.whole[group.id]


def _of_kind(reading: Reading, kind: ConclusionKind) -> tuple[Conclusion, ...]:
    return tuple(each for each in reading.room.conclusions.values() if each.kind == kind)


def _bullets(reading: Reading, found: tuple[Conclusion, ...]) -> Bullets:
    return Bullets(items=tuple(_concluded(reading, each) for each in found))


def _concluded(reading: Reading, conclusion: Conclusion) -> Item:
    """The facilitator's words; beneath, the reservations, then the effects it is about, each group
    once and by its title."""
    beneath: list[Item] = []
    if conclusion.reservations:
        before = reading.say("conclusion.reservations")
        beneath.append(Item(before=before, text=conclusion.reservations))
    about = reading.say("conclusion.about")
    linked = (reading.instead.get(key, key) for key in conclusion.notes)
    effects = dict.fromkeys(_effect(reading, key) for key in linked)
    beneath += [Item(before=about, text=text, places=places) for text, places in effects if text]
    closed = conclusion.closed and conclusion.kind != "question"
    marks = (reading.say(f"conclusion.closed.{conclusion.kind}"),) if closed else ()
    return Item(text=conclusion.text, marks=marks, beneath=tuple(beneath))


def _effect(reading: Reading, note: str) -> tuple[str, tuple[str, ...]]:
    """What the effect of a note is called, and its territories; nothing of one not shown."""
    if note not in reading.notes:
        return "", ()
    groups = (group for actor in reading.actors for group in actor.groups if note in group.notes)
    group = next(groups, None)
    members = (note,) if group is None else group.notes
    shown = [reading.notes[each] for each in members if each in reading.notes]
    title = reading.notes[note][1].text if group is None else group.title
    return title, tuple(dict.fromkeys(board.name for board, _ in shown))

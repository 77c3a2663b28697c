"""What an archive's votes, conclusions and the rest of what is made of the pooling must find.

A part of `archive_history`: each event is held to the room as it stood just before.
"""

from tablee.workshop import limits
from tablee.workshop.events import (
    ConceptAdded,
    ConceptRemoved,
    ConclusionClosed,
    ConclusionEdited,
    ConclusionRemoved,
    ConclusionReopened,
    ConclusionWritten,
    MisrenderedSaid,
    MisrenderedSettled,
    MisrenderedWithdrawn,
    SubjectTold,
    VotersCounted,
    VotesCast,
    VotingClosed,
    VotingOpened,
)
from tablee.workshop.happened import Happened
from tablee.workshop.room import Conclusion, Room

from .archive_mistake import ArchiveMistake, out_of_place


def concluded_out_of_step(room: Room, happened: Happened) -> ArchiveMistake | None:
    """Why this event cannot have happened to the room as it stood, or None."""
    event = happened.event
    match event:
        case VotingOpened() | VotesCast() | VotersCounted() | VotingClosed():
            right, place = _voted(room, happened), "votes"
        case ConclusionWritten() | ConclusionEdited():
            new = isinstance(event, ConclusionWritten)
            known = event.conclusion.id in room.conclusions
            right, place = known != new and _linked(room, event.conclusion), "conclusions"
        case ConclusionRemoved() | ConclusionClosed() | ConclusionReopened():
            right, place = event.conclusion in room.conclusions, "conclusions"
        case MisrenderedSaid():
            right, place = _said(room, event, happened), "misrendered"
        case MisrenderedWithdrawn() | MisrenderedSettled():
            right, place = event.note in room.misrendered, "misrendered"
        case SubjectTold():
            right, place = room.pooling_shown and event.target not in room.told, "told"
        case ConceptAdded():
            least, most = limits.WORDS_PER_CONCEPT
            right, place = least <= len(event.words) <= most, "lexicon"
        case ConceptRemoved():
            right, place = event.concept in room.lexicon, "lexicon"
        case _:
            return None
    of_people = isinstance(event, VotersCounted | MisrenderedSaid | MisrenderedWithdrawn)
    rightful = of_people or happened.who.role == "facilitator"
    return None if right and rightful else out_of_place(happened, place)


def _linked(room: Room, conclusion: Conclusion) -> bool:
    boards = room.boards.values()
    written = all(
        any(note in board.notes or note in board.removed_notes for board in boards)
        for note in conclusion.notes
    )
    return written and len(conclusion.notes) <= limits.NOTES_PER_CONCLUSION


def _said(room: Room, event: MisrenderedSaid, happened: Happened) -> bool:
    """[M1] by the people of the note's board."""
    seat = room.participants.get(happened.who.participant or "")
    board = room.boards.get(seat.board or "") if seat is not None else None
    if seat is None or board is None or not room.pooling_shown:
        return False
    return event.note in board.notes and event.misrendered.pair == seat.pair


def _voted(room: Room, happened: Happened) -> bool:
    """[E3] a ballot stands in no archive."""
    event = happened.event
    if isinstance(event, VotingOpened):
        before = room.votings.get(event.mark)
        least, most = limits.VOTES_EACH
        closed = before is None or before.state == "closed"
        return closed and room.pooling_shown and least <= event.votes_each <= most
    if not isinstance(event, VotersCounted | VotingClosed):
        return False
    voting = room.votings.get(event.mark)
    if voting is None or voting.state == "closed" or event.voters > limits.PARTICIPANTS:
        return False
    if isinstance(event, VotersCounted):
        return happened.who.participant is None
    votes = sum(count.votes for count in event.results)
    return votes <= event.voters * voting.votes_each and all(
        1 <= count.voters <= min(count.votes, event.voters)
        and len(count.notes) > 0
        and len(count.revs) in (0, len(count.notes))
        for count in event.results
    )

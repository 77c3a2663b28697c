"""Folding what the room makes of its pooling: votes, conclusions, what is misrendered, told, meant.

The mirror is `evolve_concluding.ts`. An event about what is not there changes nothing.
"""

from msgspec.structs import replace

from .events import (
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
from .evolve_board import put, without
from .room import Ballot, Room, Voting

_VotingEvent = VotingOpened | VotesCast | VotersCounted | VotingClosed
ConcludingEvent = (
    _VotingEvent
    | ConclusionWritten
    | ConclusionEdited
    | ConclusionRemoved
    | ConclusionClosed
    | ConclusionReopened
    | MisrenderedSaid
    | MisrenderedWithdrawn
    | MisrenderedSettled
    | SubjectTold
    | ConceptAdded
    | ConceptRemoved
)


def evolve(room: Room, event: ConcludingEvent) -> Room:
    """The room after the event."""
    match event:
        case ConclusionWritten() | ConclusionEdited():
            conclusion = event.conclusion
            conclusions = put(room.conclusions, conclusion.id, conclusion)
            unwritten = tuple(each for each in room.unwritten if each != conclusion.id)
            return replace(room, conclusions=conclusions, unwritten=unwritten)
        case ConclusionRemoved():
            conclusions = without(room.conclusions, event.conclusion)
            unwritten = (*room.unwritten, event.conclusion)
            return replace(room, conclusions=conclusions, unwritten=unwritten)
        case ConclusionClosed() | ConclusionReopened():
            found = room.conclusions.get(event.conclusion)
            if found is None:
                return room
            moved = replace(found, closed=isinstance(event, ConclusionClosed))
            return replace(room, conclusions=put(room.conclusions, found.id, moved))
        case MisrenderedSaid():
            return replace(room, misrendered=put(room.misrendered, event.note, event.misrendered))
        case MisrenderedWithdrawn() | MisrenderedSettled():
            return replace(room, misrendered=without(room.misrendered, event.note))
        case SubjectTold():
            return replace(room, told=put(room.told, event.target, event.at_ms))
        case ConceptAdded():
            lexicon = put(room.lexicon, event.concept, event.words)
            unmeant = tuple(each for each in room.unmeant if each != event.concept)
            return replace(room, lexicon=lexicon, unmeant=unmeant)
        case ConceptRemoved():
            lexicon = without(room.lexicon, event.concept)
            return replace(room, lexicon=lexicon, unmeant=(*room.unmeant, event.concept))
        case _:
            voting = _voting(room, event)
            if voting is None:
                return room
            last = isinstance(event, VotingOpened | VotingClosed)
            before = room.votings.items()
            others = {mark: each for mark, each in before if not last or mark != event.mark}
            return replace(room, votings={**others, event.mark: voting})


def _voting(room: Room, event: _VotingEvent) -> Voting | None:
    """The round of votes after the event."""
    if isinstance(event, VotingOpened):
        return Voting(state="open", votes_each=event.votes_each, ballots={}, voters=0, results=())
    before = room.votings.get(event.mark)
    if before is None:
        return None
    match event:
        case VotesCast():
            ballots = without(before.ballots, event.participant)
            if event.notes:
                ballot = Ballot(notes=event.notes, effects=event.effects)
                ballots = put(before.ballots, event.participant, ballot)
            return replace(before, ballots=ballots, voters=event.voters)
        case VotersCounted():
            return replace(before, voters=event.voters)
        case VotingClosed():
            return replace(
                before, state="closed", ballots={}, voters=event.voters, results=event.results
            )

"""Votes, blind until they are closed (SPEC O): what counts, and what people hold to.

A vote goes to an effect, named by one of its notes. While a round is open nobody but the server
knows a ballot, save its own voter: `visibility` shows how many have voted, `ballots_of` is what a
person's own devices are told, and `without_ballot` is what an archive keeps. At the closing the
ballots become counts and are dropped. A count is never moved: when its effect is not what was
counted any more, it is one `to_review`.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from . import limits, pooling
from .commands import CastVotes, CloseVoting, OpenVoting
from .events import Event, VotersCounted, VotesCast, VotingClosed, VotingOpened
from .happened import Happened
from .rejection import Rejection
from .room import Ballot, Effect, Room, VoteCount, Voting, Who
from .seen_decisions import all_seen
from .vocabulary import Mark

Answer = tuple[Event, ...] | Rejection

_NOBODY: Final = Ballot(notes=(), effects=())


def open_voting(room: Room, command: OpenVoting) -> Answer:
    """[O1] a new round; of one that is open already nothing changes but by closing it."""
    least, most = limits.VOTES_EACH
    if not least <= command.votes_each <= most:
        return Rejection(code="votes_out_of_range", params={"least": least, "limit": most})
    if not room.pooling_shown:
        return Rejection(code="pooling_not_shown")
    before = room.votings.get(command.mark)
    if before is None or before.state == "closed":
        return (VotingOpened(mark=command.mark, votes_each=command.votes_each),)
    return () if before.votes_each == command.votes_each else Rejection(code="voting_open")


def cast(room: Room, command: CastVotes, who: Who) -> Answer:
    """[O2] one's own ballot, in place of the one before."""
    person = room.participants.get(who.participant or "")
    if person is None:
        return Rejection(code="not_seated")
    voting = room.votings.get(command.mark)
    if voting is None or voting.state == "closed":
        return Rejection(code="voting_closed")
    if len(command.notes) > voting.votes_each:
        return Rejection(code="too_many_votes", params={"limit": voting.votes_each})
    before = voting.ballots.get(person.id, _NOBODY)
    if command.notes == before.notes:
        return ()
    chosen = tuple(dict.fromkeys(command.notes))
    kept = dict(zip(dict.fromkeys(before.notes), before.effects, strict=True))
    seen = _shown(room)
    if not all(note in seen or note in kept for note in chosen):
        return Rejection(code="unknown_note")
    effects = _effects(room, chosen)
    ballot = tuple(kept.get(note, effects[note]) for note in chosen)
    return (_in_place(command.mark, voting, person.id, command.notes, ballot),)


def close_voting(room: Room, command: CloseVoting) -> Answer:
    """[O4] the counts, of the effects as they are grouped by then."""
    voting = room.votings.get(command.mark)
    if voting is None:
        return Rejection(code="voting_closed")
    if voting.state == "closed":
        return ()
    voters = len(voting.ballots)
    return (VotingClosed(mark=command.mark, voters=voters, results=_counted(room, voting)),)


def dropped(room: Room, participant: str) -> tuple[Event, ...]:
    """[O6] the ballots of somebody who is erased are taken back."""
    return tuple(
        _in_place(mark, voting, participant, (), ())
        for mark, voting in room.votings.items()
        if participant in voting.ballots
    )


def ballots_of(room: Room, participant: str | None) -> Mapping[Mark, tuple[str, ...]]:
    """[O3] a person's own votes in the rounds that are open, for their own devices alone."""
    return {
        mark: voting.ballots[participant].notes
        for mark, voting in room.votings.items()
        if participant is not None and participant in voting.ballots
    }


def hide_ballots(votings: Mapping[Mark, Voting]) -> Mapping[Mark, Voting]:
    """[O3] the rounds as everybody is shown them, the facilitators too."""
    if not any(voting.ballots for voting in votings.values()):
        return votings
    return {mark: replace(voting, ballots={}) for mark, voting in votings.items()}


def without_ballot(happened: Happened) -> Happened:
    """[O3] [E3] what an archive keeps of a ballot: how many had voted, and not who."""
    event = happened.event
    if not isinstance(event, VotesCast):
        return happened
    counted = VotersCounted(mark=event.mark, voters=event.voters)
    return replace(happened, event=counted, who=Who(role=happened.who.role))


def effect_of(room: Room, note: str) -> tuple[str, ...]:
    """The notes of the effect that a note stands for, without those that are hidden."""
    return _effects(room, (note,))[note].notes


def to_review(room: Room, results: Iterable[VoteCount]) -> tuple[VoteCount, ...]:
    """[O5] the counts whose effect is another one since a vote went to it: other notes, other words
    of them, or told for another actor."""
    counts = tuple(results)
    now = _effects(room, tuple(count.notes[0] for count in counts))
    return tuple(count for count in counts if count.changed or _other(count, now[count.notes[0]]))


def _other(counted: VoteCount | Effect, now: Effect) -> bool:
    if {*counted.notes} != {*now.notes} or _reworded(counted, now):
        return True
    # An actor with more or fewer wordings that is called as it was is the one that was read.
    known = counted.label != "" and counted.label == now.label
    return {*counted.actor} != {*now.actor} and not known


def _reworded(counted: VoteCount | Effect, now: Effect) -> bool:
    """Whether a note of both was rewritten; of what was counted without `revs` nobody knows."""
    revs = dict(zip(now.notes, now.revs, strict=False))
    return any(
        revs.get(note, rev) != rev for note, rev in zip(counted.notes, counted.revs, strict=False)
    )


def _in_place(
    mark: Mark,
    voting: Voting,
    participant: str,
    notes: tuple[str, ...],
    effects: tuple[Effect, ...],
) -> VotesCast:
    others = len(voting.ballots) - (participant in voting.ballots)
    voters = others + bool(notes)
    return VotesCast(
        mark=mark,
        participant=participant,
        notes=notes,
        effects=effects,
        voters=voters,
        counted=voters != voting.voters,
    )


def _effects(room: Room, notes: tuple[str, ...]) -> dict[str, Effect]:
    """What each of these notes stands for now: its group, or itself alone, as do those that nobody
    is shown. What is hidden is in no group here, as in what everybody sees."""
    wanted = {*notes}
    found = {note: Effect(notes=(note,), actor=()) for note in notes}
    shown = _without_hidden(room)
    revs = {n.id: n.rev for board in shown.boards.values() for n in board.notes.values()}
    for actor in pooling.pooled(shown):
        members = tuple(member.beneficiary for member in actor.members)
        groups = (group.notes for group in actor.groups)
        for together in (*groups, *((note,) for note in actor.ungrouped)):
            for note in wanted.intersection(together):
                found[note] = Effect(
                    notes=together,
                    actor=members,
                    revs=tuple(revs[each] for each in together),
                    label=actor.label,
                )
    return found


def _without_hidden(room: Room) -> Room:
    """The room that groups are read from, the same for those who see all and for the others."""
    boards = room.boards.values()
    every = [n for b in boards for kept in (b.notes, b.removed_notes) for n in kept.values()]
    hidden = {note.id for note in every if note.hidden}
    if not hidden:
        return room
    seen = {
        board.id: replace(
            board,
            notes={key: note for key, note in board.notes.items() if not note.hidden},
            removed_notes={k: note for k, note in board.removed_notes.items() if not note.hidden},
        )
        for board in boards
    }
    return replace(room, boards=seen, decisions=all_seen(room.decisions, hidden.__contains__))


def _shown(room: Room) -> set[str]:
    boards = room.boards.values()
    return {note.id for board in boards for note in board.notes.values() if not note.hidden}


def _counted(room: Room, voting: Voting) -> tuple[VoteCount, ...]:
    """From the most votes to the fewest; where they are as many, in the order of the boards."""
    given_to = {note for ballot in voting.ballots.values() for note in ballot.notes}
    written = (note for board in room.boards.values() for note in board.notes if note in given_to)
    effects = _effects(room, tuple(dict.fromkeys((*written, *sorted(given_to)))))
    votes: dict[Effect, int] = {}
    voters: dict[Effect, set[str]] = {}
    changed: set[Effect] = set()
    for note, effect in effects.items():
        for participant, ballot in voting.ballots.items():
            given = ballot.notes.count(note)
            if not given:
                continue
            votes[effect] = votes.get(effect, 0) + given
            voters.setdefault(effect, set()).add(participant)
            was = dict(zip(dict.fromkeys(ballot.notes), ballot.effects, strict=True))[note]
            if _other(was, effect):
                changed.add(effect)
    counts = (
        VoteCount(
            notes=effect.notes,
            actor=effect.actor,
            revs=effect.revs,
            label=effect.label,
            voters=len(voters[effect]),
            votes=number,
            changed=effect in changed,
        )
        for effect, number in votes.items()
    )
    return tuple(sorted(counts, key=lambda count: (-count.votes, -count.voters)))

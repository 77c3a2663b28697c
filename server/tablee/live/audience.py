"""Who is listening to a room, grouped by what they may see, and how changes reach them.

Everybody of one sight is sent the same bytes: a batch is projected and encoded once per sight and
written once per session, and nothing is awaited. A sight that is shown nothing of a batch is sent
nothing; its next frame starts where its last one ended.
"""

from collections.abc import Sequence

from ..protocol import codec
from ..protocol.messages import Beat, Change, ServerMessage
from ..workshop.events import ParticipantSeated, PhaseOpened, SeenEvent, VotesCast
from ..workshop.happened import Happened
from ..workshop.room import Room
from ..workshop.visibility import Sight, project, project_room, sight_of
from .session import Session

Step = tuple[Room, Happened]
"""The room before, and what happened to it."""


class Audience:
    """The sessions of one room."""

    def __init__(self) -> None:
        self.sessions: dict[Session, None] = {}
        self._by_sight: dict[Sight, dict[Session, None]] = {}
        self._sent_to: dict[Sight, int] = {}
        self._snapshots: dict[Sight, tuple[int, bytes]] = {}

    def __len__(self) -> int:
        return len(self.sessions)

    def add(self, session: Session, sight: Sight, head: int) -> None:
        """Let a session hear what happens after `head`."""
        self.sessions[session] = None
        self._place(session, sight, head)

    def remove(self, session: Session) -> None:
        self.sessions.pop(session, None)
        self._unplace(session)

    def snapshot(self, room: Room, head: int, sight: Sight) -> bytes:
        """The room's JSON for a sight, made once per head."""
        cached = self._snapshots.get(sight)
        if cached is None or cached[0] != head:
            cached = (head, codec.encode_room(project_room(room, sight)))
            self._snapshots[sight] = cached
        return cached[1]

    def publish(self, steps: Sequence[Step], after: Room) -> list[Session]:
        """Send a batch; returns the sessions whose sight changed, which are owed a snapshot."""
        head = steps[-1][1].seq
        moved = self._moved(steps, after)
        for session in moved:
            self._unplace(session)
        whole: dict[int, bytes] = {}
        for sight, sessions in self._by_sight.items():
            changes = _encoded(steps, sight, whole)
            if changes:
                frame = codec.write_changes(self._sent_to[sight], head, changes)
                self._sent_to[sight] = head
                for session in sessions:
                    session.send(frame)
        for session in moved:
            self._place(session, sight_of(after, session.who), head)
        self._forget_the_gone()
        return moved

    def everyone(self, message: ServerMessage) -> None:
        """Tell everybody the same."""
        frame = codec.write(message)
        for session in self.sessions:
            session.send(frame)

    def by_sight(self) -> list[tuple[Sight, list[Session]]]:
        return [(sight, list(sessions)) for sight, sessions in self._by_sight.items()]

    def beat(self, now_ms: int) -> None:
        """Tell everybody the clock, and where what they see stands; cut who does not read."""
        for sight, sessions in self._by_sight.items():
            frame = codec.write(Beat(seq=self._sent_to[sight], now_ms=now_ms))
            for session in sessions:
                if session.stalled(now_ms):
                    session.gone = True
                    session.socket.abort()
                else:
                    session.send(frame)
        self._forget_the_gone()

    def _moved(self, steps: Sequence[Step], after: Room) -> list[Session]:
        """Only a new seat or the opening of the pooling can change what anybody sees."""
        if not any(isinstance(h.event, ParticipantSeated | PhaseOpened) for _, h in steps):
            return []
        return [s for s in self.sessions if sight_of(after, s.who) != s.sight]

    def _place(self, session: Session, sight: Sight, head: int) -> None:
        session.sight = sight
        sessions = self._by_sight.setdefault(sight, {})
        if not sessions:
            self._sent_to[sight] = head
        sessions[session] = None

    def _unplace(self, session: Session) -> None:
        sessions = self._by_sight.get(session.sight)
        if sessions is not None:
            sessions.pop(session, None)
            if not sessions:
                del self._by_sight[session.sight]
                self._snapshots.pop(session.sight, None)

    def _forget_the_gone(self) -> None:
        for session in [session for session in self.sessions if session.gone]:
            self.remove(session)


def _encoded(steps: Sequence[Step], sight: Sight, whole: dict[int, bytes]) -> list[bytes]:
    """The changes of a batch for a sight; events seen whole are encoded once for all sights."""
    changes: list[bytes] = []
    for before, happened in steps:
        for seen in project(before, happened.event, sight):
            if seen is not happened.event:
                changes.append(codec.encode_change(_change(happened, seen)))
                continue
            encoded = whole.get(happened.seq)
            if encoded is None:
                encoded = codec.encode_change(_change(happened, seen))
                whole[happened.seq] = encoded
            changes.append(encoded)
    return changes


def _change(happened: Happened, seen: SeenEvent) -> Change:
    """[O3] who cast a ballot is told to nobody, not even of which pair they are."""
    secret = isinstance(happened.event, VotesCast)
    return Change(
        seq=happened.seq,
        at_ms=happened.at_ms,
        role=happened.who.role,
        pair=None if secret else happened.who.pair,
        event=seen,
    )


def encoded_tail(room: Room, recent: Sequence[Happened], sight: Sight) -> list[bytes]:
    """The changes of a stretch in which nothing was hidden and no sight widened."""
    return _encoded([(room, happened) for happened in recent], sight, {})

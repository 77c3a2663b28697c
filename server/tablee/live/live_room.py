"""A room that is open: one task, one bounded inbox, one order.

    socket ──▶ ask ──▶ inbox ──▶ decide (a batch) ──▶ journal ──▶ evolve ──▶ audience

It remembers before it shows: a command is acknowledged and a change is sent only once the journal
has them. A quiet room answers at once; while a write or a pause is under way commands gather and
are written and sent together. It never reads a socket and never awaits one.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

from ..journal.base import Journal
from ..journal.errors import CommandAlreadyRecorded, NotWritten, SequenceConflict
from ..protocol import close_codes, codec
from ..protocol.messages import Do, Hello, OwnVotes, PairMessages, People, Refused, Writing, You
from ..workshop.calls import messages_to
from ..workshop.commands import Command
from ..workshop.events import NoteHidden, NoteShown, ParticipantSeated, PhaseOpened
from ..workshop.happened import Happened
from ..workshop.leading import is_sandbox
from ..workshop.phases import lock_at_ms
from ..workshop.rejection import Rejection
from ..workshop.room import Room, Who
from ..workshop.visibility import Sight, sight_of
from ..workshop.voting import ballots_of
from . import outcome as outcomes
from . import own_lates
from .audience import Audience, encoded_tail
from .batch import Answered, Asked, Deciding
from .clock import Alarm, Clock
from .outcome import Declined
from .presence import Presences
from .proposing import Proposing, RoomProposals
from .session import Session

_log: Final = logging.getLogger("tablee.live")

INBOX: Final = 1_000
"""Commands that may wait; one more is answered `busy`."""
BATCH: Final = 256
"""Commands decided and written together at the most."""
TAIL: Final = 2_000
"""Events kept in memory for those who come back."""
PAUSE_MS_PER_SESSION: Final = 0.1
PAUSE_MS: Final = 25.0
"""A busy room sends at most once per pause: 20 ms for 200 listeners, nothing for a handful."""
RETRY_MS: Final = 1_000
_REVOKED: Final = (close_codes.FORBIDDEN, "revoked")
_DISPLACED: Final = (close_codes.DISPLACED, "displaced")
SANDBOX_BYTES: Final = 2 << 20
"""What a rehearsal or an example may write while it is open: anybody may have one."""
ROW: Final = 200
"""Bytes of an entry or a command on disk, beside its body."""
ANNOUNCED: Final = 500
"""Commands that a hello may announce as pending (T9): an outbox, not a way around the lock."""

Reply = Callable[[Answered], None]
Checkpointer = Callable[["LiveRoom"], Awaitable[None]]


class LiveRoom:
    """`failed` is set when the room's task ended by a bug of ours: it is to be opened again."""

    def __init__(
        self,
        room_id: str,
        epoch: str,
        room: Room,
        seq: int,
        people: dict[str, str],
        journal: Journal,
        clock: Clock,
        at_ms: int = 0,
        proposing: Proposing | None = None,
    ) -> None:
        self.id = room_id
        self.epoch = epoch
        self.room = room
        self.seq = seq
        self.at_ms = at_ms
        self.people = people
        self.audience = Audience()
        self.presences = Presences(self.audience, clock)
        self.proposals = RoomProposals(
            room_id, self.audience, clock, lambda: (self.room, self.seq), proposing
        )
        self.idle_since_ms = clock.now_ms()
        self.checkpointed_seq = seq
        self.failed = False
        self._journal = journal
        self._clock = clock
        self._inbox: deque[tuple[Asked, Session | None, asyncio.Future[Answered] | None]] = deque()
        self._recent: deque[Happened] = deque(maxlen=TAIL)
        self._last_n: dict[str, int] = {}
        self._expelled: dict[bytes, tuple[int, str]] = {}
        self._work = asyncio.Event()
        self._alarm: Alarm | None = None
        self._sent_ms = 0
        self._retry_ms = 0
        self._taken: list[tuple[Asked, Session | None, asyncio.Future[Answered] | None]] = []
        self._owed: list[Asked] = []
        self._written = 0
        self._closing = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._set_alarm()
        self._task = asyncio.get_running_loop().create_task(self._run(), name=f"room {self.id}")

    async def stop(self) -> None:
        """Decide and write what is in the inbox, then end the task."""
        self._closing = True
        self._work.set()
        if self._task is not None:
            await self._task
        if self._alarm is not None:
            self._alarm.cancel()
        self.presences.stop()
        self.proposals.stop()

    async def join(self, session: Session, hello: Hello) -> None:
        """Welcome a connection with a snapshot or the tail; it hears all that follows (W4)."""
        if session.outbox not in self._last_n:
            last = await self._journal.last_n(self.id, session.outbox)
            self._last_n.setdefault(session.outbox, last)
        if session.gone:
            return
        if self.failed or self._closing:
            session.cut(close_codes.GOING_AWAY, "opened again")
            return
        if session.device in self._expelled:
            session.cut(*self._expelled[session.device])
            return
        for other in [each for each in self.audience.sessions if each.outbox == session.outbox]:
            other.cut(close_codes.SUPERSEDED, "superseded")
            self.leave(other)
        done_to = self._last_n[session.outbox]
        session.pending_to = min(hello.pending_to, done_to + ANNOUNCED)
        sight = sight_of(self.room, session.who)
        tail = self._tail(hello, sight)
        self._welcome(session, sight, snapshot=tail is None)
        if tail is not None and hello.seq < self.seq:
            session.send(codec.write_changes(hello.seq, self.seq, tail))
        self.audience.add(session, sight, self.seq)
        self.presences.came(session)
        self.proposals.came(session)

    def leave(self, session: Session) -> None:
        session.gone = True
        self.audience.remove(session)
        self.presences.left(session)
        self.idle_since_ms = self._clock.now_ms()

    def expel(self, devices: Iterable[bytes], *, displaced: bool = False) -> None:
        """Cut the lines of devices whose session was revoked, those on their way in too (A12).

        They are `displaced` when it is not their link that ended but their place here (A15, S6).
        """
        why = _DISPLACED if displaced else _REVOKED
        self._expelled.update(dict.fromkeys(devices, why))
        for session in [each for each in self.audience.sessions if each.device in self._expelled]:
            session.cut(*why)
            self.leave(session)

    def readmit(self, devices: Iterable[bytes]) -> None:
        """Let in again devices whose seat, which was freed, is theirs again (S8)."""
        for device in devices:
            self._expelled.pop(device, None)

    def ask_from(self, session: Session, do: Do) -> None:
        """Put a session's command into the inbox; called as soon as it is read."""
        now_ms = self._clock.now_ms()
        if self._spent():
            session.cut(close_codes.NOT_FOUND, "the sandbox is full")
            return
        if len(self._inbox) >= INBOX or self._closing or not session.admits(now_ms):
            session.refuse_for_now(do.n, RETRY_MS)
            return
        asked = Asked(
            command=do.command,
            who=session.who,
            received_ms=now_ms,
            outbox=session.outbox,
            n=do.n,
            payload_hash=codec.payload_hash(do),
            announced=do.n <= session.pending_to,
            written_ms=do.written_ms,
        )
        self._inbox.append((asked, session, None))
        self._work.set()

    async def ask(self, command: Command, who: Who) -> Answered:
        """Ask outside any outbox. Raises `NotWritten` when the journal is away or full."""
        if len(self._inbox) >= INBOX or self._closing or self.failed or self._spent():
            raise NotWritten("the room's inbox is full")
        future: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        asked = Asked(command=command, who=who, received_ms=self._clock.now_ms())
        self._inbox.append((asked, None, future))
        self._work.set()
        return await future

    def name(self, participant: str, name: str) -> None:
        """Tell everybody a first name, already remembered by the caller."""
        self.name_all({participant: name})

    def name_all(self, names: Mapping[str, str]) -> None:
        """The same for several at once."""
        self.people.update(names)
        self.audience.everyone(People(names=names))

    def forget_name(self, participant: str) -> None:
        """Tell everybody that a name, already erased by the caller, is to be forgotten."""
        self.people.pop(participant, None)
        self.audience.everyone(People(names={participant: ""}))

    def writing(self, session: Session, message: Writing) -> None:
        self.presences.writing(session, message, self.room)

    def beat(self) -> None:
        self.audience.beat(self._clock.now_ms())

    async def _run(self) -> None:
        try:
            while True:
                await self._work.wait()
                self._work.clear()
                while self._inbox or self._lock_is_due():
                    await self._pause()
                    await self._turn()
                if self._closing:
                    return
        except Exception:  # noqa: BLE001 - our bug: logged, and the room is opened again
            _log.exception("room failed", extra={"room": self.id, "seq": self.seq})
            self._fail()

    async def _pause(self) -> None:
        """Let commands gather when the room was sent something a moment ago."""
        pause_ms = min(PAUSE_MS, len(self.audience) * PAUSE_MS_PER_SESSION)
        left_ms = self._sent_ms + pause_ms - self._clock.now_ms()
        if pause_ms >= 1 and left_ms > 0 and not self._closing:
            await self._clock.sleep(left_ms)

    async def _turn(self) -> None:
        """Decide, write, show and answer one batch."""
        count = min(BATCH, len(self._inbox))
        owed, self._owed = self._owed, []
        taken = self._taken = [(asked, None, None) for asked in owed]
        taken += [self._inbox.popleft() for _ in range(count)]
        deciding = Deciding(self.room, self.seq, self.at_ms)
        answers = [self._answer(deciding, asked) for asked, _, _ in taken]
        deciding.lock_if_due(self._clock.now_ms() if not taken else taken[-1][0].received_ms)
        try:
            if deciding.steps or deciding.records:
                batch = deciding.to_write()
                await self._journal.append(self.id, self.seq, batch)
                self._written += sum(len(each.body) for each in batch.entries)
                self._written += ROW * (len(batch.entries) + len(batch.commands))
        except (SequenceConflict, CommandAlreadyRecorded):
            raise
        except NotWritten as error:
            self._not_written(taken, error)
            return
        self._show(deciding)
        for (asked, session, future), answer in zip(taken, answers, strict=True):
            if future is not None and answer is not None and not future.done():
                future.set_result(answer)
            elif session is not None and answer is not None:
                told = outcomes.tell(
                    session.say, asked.n, answer.outcome, answer.from_seq, answer.to_seq
                )
                session.tell(told)
            elif session is not None:
                await self._repeat(session, asked)
        self._taken = []

    def _answer(self, deciding: Deciding, asked: Asked) -> Answered | None:
        """Decide a new command; None for one whose number has been used (answered later)."""
        if not asked.outbox:
            return deciding.ask(asked)
        known = self._last_n.get(asked.outbox, 0)
        last = deciding.last_n.get(asked.outbox, known)
        if asked.n == last + 1:
            return deciding.ask(asked)
        return None

    async def _repeat(self, session: Session, asked: Asked) -> None:
        """[K3, K4] the stored answer, `key_conflict` for another payload, `gap` for a hole."""
        expected = self._last_n.get(asked.outbox, 0) + 1
        record = None
        if 0 < asked.n < expected:
            try:
                record = await self._journal.command(self.id, asked.outbox, asked.n)
            except NotWritten:
                self._unavailable(session, asked)
                return
        if record is None:
            session.tell(
                Refused(
                    code="gap",
                    n=asked.n,
                    expected=expected,
                    retry_ms=None,
                    message=session.say("refused.gap", {}),
                )
            )
        elif record.payload_hash != asked.payload_hash:
            refused = Declined(Rejection(code="key_conflict"))
            session.tell(outcomes.tell(session.say, asked.n, refused, 1, 0))
        else:
            session.tell(outcomes.retell(session.say, record))

    def _show(self, deciding: Deciding) -> None:
        self._last_n.update(deciding.last_n)
        self.room, self.seq, self.at_ms = deciding.room, deciding.seq, deciding.at_ms
        if not deciding.steps:
            return
        self._recent.extend(happened for _, happened in deciding.steps)
        before = deciding.steps[0][0]
        for session in self.audience.publish(deciding.steps, self.room):
            self._welcome(session, session.sight, snapshot=True)
        self._tell_pairs(before)
        self._tell_voters(before)
        self._tell_late(before)
        self.proposals.changed(before)
        self._sent_ms = self._clock.now_ms()
        self._set_alarm()

    def _not_written(
        self,
        taken: list[tuple[Asked, Session | None, asyncio.Future[Answered] | None]],
        error: NotWritten,
    ) -> None:
        """Nothing was remembered: nothing is shown, and everybody may ask again."""
        _log.error("not written", extra={"room": self.id, "reason": type(error).__name__})
        self._retry_ms = self._clock.now_ms() + RETRY_MS
        self._set_alarm()
        for asked, session, future in taken:
            if future is not None and not future.done():
                future.set_exception(error)
            elif session is not None:
                self._unavailable(session, asked)
        self._owe([asked for asked, _, _ in taken])

    def _owe(self, asked: list[Asked]) -> None:
        """[J5] keep what came before the end, to be decided before the lock; its asker, who was
        told to ask again, then gets the outcome that it has."""
        at_ms = lock_at_ms(self.room)
        if at_ms is None:
            return
        kept: dict[tuple[str, int], Asked] = {}
        for each in asked:
            if each.outbox and each.received_ms < at_ms:
                kept.setdefault((each.outbox, each.n), each)
        self._owed = list(kept.values())[:INBOX]

    def _unavailable(self, session: Session, asked: Asked) -> None:
        session.tell(
            Refused(
                code="unavailable",
                n=asked.n,
                expected=None,
                retry_ms=RETRY_MS,
                message=session.say("refused.unavailable", {}),
            )
        )

    def _welcome(self, session: Session, sight: Sight, *, snapshot: bool) -> None:
        seat = self.room.participants.get(session.who.participant or "")
        if seat is not None:
            session.who = Who(role=session.who.role, participant=seat.id, pair=seat.pair)
        room = self.audience.snapshot(self.room, self.seq, sight) if snapshot else None
        session.welcome(
            codec.write_welcome(
                epoch=self.epoch,
                seq=self.seq,
                now_ms=self._clock.now_ms(),
                you=You(
                    role=session.who.role,
                    participant=session.who.participant,
                    outbox=session.outbox,
                ),
                done_to=self._last_n.get(session.outbox, 0),
                room=room,
                people=self.people,
            )
        )
        if messages_to(self.room, session.who.participant):
            self._tell_pair(session)
        if ballots_of(self.room, session.who.participant):
            self._tell_votes(session)
        if own_lates.lates_of(self.room, session.who.participant):
            session.tell(own_lates.told(self.room, session.who.participant))

    def _tell_pairs(self, before: Room) -> None:
        """[H4] tell those for whom something else stands now: written for them, or sitting anew."""
        if not before.messages and not self.room.messages:
            return
        for session in self.audience.sessions:
            person = session.who.participant
            if messages_to(before, person) != messages_to(self.room, person):
                self._tell_pair(session)

    def _tell_pair(self, session: Session) -> None:
        session.tell(PairMessages(messages=messages_to(self.room, session.who.participant)))

    def _tell_voters(self, before: Room) -> None:
        """[O3] tell those who have voted, on all their devices, what their own ballot is now."""
        if before.votings is self.room.votings:
            return
        for session in self.audience.sessions:
            person = session.who.participant
            if ballots_of(before, person) != ballots_of(self.room, person):
                self._tell_votes(session)

    def _tell_votes(self, session: Session) -> None:
        session.tell(OwnVotes(ballots=ballots_of(self.room, session.who.participant)))

    def _tell_late(self, before: Room) -> None:
        """[T9] tell those whose late texts wait, were left out, brought back or admitted."""
        if before.late is self.room.late and before.aside is self.room.aside:
            return
        for session in self.audience.sessions:
            person = session.who.participant
            if own_lates.lates_of(before, person) != own_lates.lates_of(self.room, person):
                session.tell(own_lates.told(self.room, person))

    def _tail(self, hello: Hello, sight: Sight) -> list[bytes] | None:
        """What the replica of `hello` is missing, or None when it needs a snapshot."""
        if hello.epoch != self.epoch or not 0 < hello.seq <= self.seq:
            return None
        missing = [happened for happened in self._recent if happened.seq > hello.seq]
        widening = ParticipantSeated | PhaseOpened | NoteHidden | NoteShown
        if len(missing) != self.seq - hello.seq or any(
            isinstance(happened.event, widening) for happened in missing
        ):
            return None
        for board in self.room.boards.values():
            if any(note.hidden for note in (*board.notes.values(), *board.removed_notes.values())):
                return None
        return encoded_tail(self.room, missing, sight)

    def _spent(self) -> bool:
        """Whether a sandbox has written all that it may; other rooms are never."""
        return self._written > SANDBOX_BYTES and is_sandbox(self.room)

    def _lock_is_due(self) -> bool:
        at_ms = lock_at_ms(self.room)
        return at_ms is not None and self._clock.now_ms() >= max(at_ms, self._retry_ms)

    def _set_alarm(self) -> None:
        """Sleep until the boards lock: then the loop gives `LockBoards` like any command."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        at_ms = lock_at_ms(self.room)
        if at_ms is not None:
            delay_ms = max(0, max(at_ms, self._retry_ms) - self._clock.now_ms()) + 1
            self._alarm = self._clock.call_later(delay_ms, self._work.set)

    def _fail(self) -> None:
        self.failed = True
        for session in list(self.audience.sessions):
            session.cut(close_codes.INTERNAL, "internal")
            self.leave(session)
        for _, _, future in (*self._taken, *self._inbox):
            if future is not None and not future.done():
                future.set_exception(NotWritten("the room is opened again"))
        self._inbox.clear()

"""Who is connected and who is writing: told, never kept (SPEC R).

Presence is gathered for a moment and told once; « écrit… » goes to those who may read the board,
and to the others as a blank. Nothing here counts anybody's notes.
"""

from typing import Final

from ..protocol import codec
from ..protocol.messages import Presence, SomeoneWriting, Writing
from ..workshop.room import Board, Room
from .audience import Audience
from .clock import Alarm, Clock
from .session import Session

GATHER_MS: Final = 300
WRITING_EVERY_MS: Final = 500


class Presences:
    """The devices of each participant of one room."""

    def __init__(self, audience: Audience, clock: Clock) -> None:
        self._audience = audience
        self._clock = clock
        self._alarm: Alarm | None = None

    def came(self, session: Session) -> None:
        """Tell a newcomer at once, the others in a moment."""
        session.tell(self._now())
        self._soon()

    def left(self, session: Session) -> None:
        session.writing = False
        self._soon()

    def stop(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()

    def writing(self, session: Session, message: Writing, room: Room) -> None:
        """Pass « écrit… » on, at most twice a second from one device; a stop passes once."""
        seat = room.participants.get(session.who.participant or "")
        stopped = message.beneficiary is None and message.note is None
        now_ms = self._clock.now_ms()
        if seat is None or seat.board is None:
            return
        if not session.writing if stopped else now_ms - session.wrote_ms < WRITING_EVERY_MS:
            return
        board = room.boards.get(seat.board)
        if board is None or not _knows(board, message):
            return
        session.writing = not stopped
        if not stopped:
            session.wrote_ms = now_ms
        open_frame = codec.write(
            SomeoneWriting(
                board=board.id,
                participant=seat.id,
                beneficiary=message.beneficiary,
                note=message.note,
                moving=message.moving,
                stopped=stopped,
            )
        )
        blank_frame = codec.write(
            SomeoneWriting(
                board=board.id,
                participant=None,
                beneficiary=None,
                note=None,
                moving=False,
                stopped=stopped,
            )
        )
        for sight, sessions in self._audience.by_sight():
            reads = sight.kind in ("facilitator", "reader") or sight.board == board.id
            for other in sessions:
                if other is not session:
                    other.send(open_frame if reads else blank_frame)

    def _soon(self) -> None:
        if self._alarm is None:
            self._alarm = self._clock.call_later(GATHER_MS, self._tell)

    def _tell(self) -> None:
        self._alarm = None
        self._audience.everyone(self._now())

    def _now(self) -> Presence:
        devices: dict[str, int] = {}
        facilitators = 0
        for session in self._audience.sessions:
            if session.who.role == "facilitator":
                facilitators += 1
            elif session.who.participant is not None:
                devices[session.who.participant] = devices.get(session.who.participant, 0) + 1
        return Presence(devices=devices, facilitators=facilitators)


def _knows(board: Board, message: Writing) -> bool:
    """Whether all that the message names is on the board: nothing else is passed on."""
    beneficiary = message.beneficiary is None or message.beneficiary in board.beneficiaries
    return beneficiary and (message.note is None or message.note in board.notes)

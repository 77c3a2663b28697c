"""One simulated participant: joins by the link, sits, and posts notes as a person's page would.

It has a browser of its own (cookie, outbox, websocket) and no privilege. What it wrote is counted
from the outcomes in its outbox, so that nothing is called acknowledged that was not.
"""

import re
import secrets
from contextlib import AsyncExitStack
from typing import Final

import msgspec

from ..protocol.messages import Done, ReceivedLate, Rejected
from ..workshop.commands import AddBeneficiary, AddNote, OpenPoint, Sit
from ..workshop.room import Participant as Seat
from ..workshop.vocabulary import Language
from ..workshop.wording import same_label
from .http import Session
from .line import Line
from .links import Link
from .notes_file import NoteToPost
from .trouble import Trouble

_ROOM: Final = re.compile(r"/r/([^/?#]+)/")


class Entered(msgspec.Struct, frozen=True):
    """What the server answers to who enters: the page to go to."""

    url: str

    @property
    def room_id(self) -> str:
        """The room that the page belongs to. Raises Trouble when there is none."""
        found = _ROOM.search(self.url)
        if found is None:
            raise Trouble("protocol", detail="url")
        return found[1]


class SimulatedParticipant:
    """A participant. Its connection lives as long as the stack that it was given."""

    def __init__(self, link: Link, name: str, language: Language, stack: AsyncExitStack) -> None:
        self._link = link
        self._name = name
        self._language = language
        self._stack = stack
        self._line: Line | None = None
        self._proposed: dict[tuple[str, str], str] = {}
        self._posted: list[tuple[int, ...]] = []

    @property
    def line(self) -> Line:
        assert self._line is not None, "join first"
        return self._line

    @property
    def seated(self) -> bool:
        return self._line is not None

    @property
    def reconnections(self) -> int:
        return self._line.reconnections if self._line else 0

    async def join(self, board: str, pair: str | None) -> str:
        """Take a place, in a new pair when `pair` is None; returns the pair's id.

        Asked again when its answer is lost, it is one person in one pair (K1).
        """
        session = await self._stack.enter_async_context(Session(self._link.server, self._language))
        entered = await session.post_patiently(
            "/api/join",
            {
                "secret": self._link.secret,
                "key": secrets.token_urlsafe(24),
                "name": self._name,
                "board": board,
                "pair": pair,
                "language": self._language,
            },
            Entered,
        )
        line = await Line.open(session, entered.room_id, "participant", self._language)
        self._line = await self._stack.enter_async_context(line)
        await self.line.until(lambda _: self._seat() is not None)
        seat = self._seat()
        if seat is None or seat.pair is None:
            raise Trouble("protocol", detail="seat")
        return seat.pair

    async def move(self, board: str) -> None:
        """Sit on another board, in a pair of one's own. Raises Trouble when it is refused."""
        seat = self._seat()
        assert seat is not None, "join first"
        outcome = await self.line.do(Sit(participant=seat.id, board=board, pair=new_id()))
        if isinstance(outcome, Rejected):
            raise Trouble("refused", message=outcome.message)

    def post(self, board: str, note: NoteToPost) -> None:
        """Write a note, after its beneficiary where the board has none of that name."""
        own = new_id()
        give = self.line.give
        steps = [
            give(
                AddNote(
                    note=own,
                    beneficiary=self._beneficiary(board, note),
                    text=note.text,
                    kind=note.kind,
                    directness=note.directness,
                )
            )
        ]
        if note.discussion_point:
            steps.append(give(OpenPoint(point=new_id(), target_kind="note", target=own)))
        self._posted.append(tuple(steps))

    async def settled(self) -> None:
        """Wait until the server has answered everything that was posted."""
        for steps in self._posted:
            for n in steps:
                await self.line.outcome(n)

    def count(self) -> "Count":
        """What became of the notes so far: a note is what its worst command became."""
        acknowledged = refused = late = 0
        outcomes = self._line.outbox.outcomes if self._line else {}
        why = ""
        for steps in self._posted:
            ends = [outcomes[n] for n in steps if n in outcomes]
            rejections = [end for end in ends if isinstance(end, Rejected)]
            if rejections:
                refused += 1
                why = rejections[0].message
            elif len(ends) < len(steps):
                continue
            elif any(isinstance(end, ReceivedLate) for end in ends):
                late += 1
            else:
                assert all(isinstance(end, Done) for end in ends)
                acknowledged += 1
        return Count(
            posted=len(self._posted),
            acknowledged=acknowledged,
            refused=refused,
            late=late,
            why=why,
        )

    def _beneficiary(self, board: str, note: NoteToPost) -> str:
        """The id to write for: the board's own, else one proposed now.

        If somebody else adds the same label first, the server takes the proposed id for theirs.
        """
        room = self.line.room
        assert room is not None, "join first"
        here = room.boards.get(board)
        for known in here.beneficiaries.values() if here else ():
            if same_label(known.label, note.beneficiary):
                return known.id
        key = (board, note.beneficiary.strip().casefold())
        if key not in self._proposed:
            self._proposed[key] = new_id()
            self.line.give(
                AddBeneficiary(
                    board=board,
                    beneficiary=self._proposed[key],
                    label=note.beneficiary,
                    category=note.category,
                )
            )
        return self._proposed[key]

    def _seat(self) -> Seat | None:
        room, you = self.line.room, self.line.you
        if room is None or you is None or you.participant is None:
            return None
        return room.participants.get(you.participant)


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """Notes by outcome; `why` is the server's last reason for a refusal."""

    posted: int
    acknowledged: int
    refused: int
    late: int
    why: str


def new_id() -> str:
    """128 bits of chance in the letters that an id may have."""
    return secrets.token_urlsafe(16)

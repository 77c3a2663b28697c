"""Who led what and when, for the facilitators: the trace behind the timer's journal (SPEC H5)."""

from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from ..workshop.events import (
    BoardClosed,
    BoardsLocked,
    BoardsReopened,
    DeadlineMoved,
    Event,
    GraceSet,
    NoteHidden,
    NoteShown,
    PhaseOpened,
    TimerPaused,
    TimerResumed,
    TimerStarted,
)
from ..workshop.vocabulary import Role
from .access import enter
from .answers import Refusal, answer
from .services import services_of

_LED: Final = frozenset(
    kind.__name__
    for kind in (
        PhaseOpened,
        TimerStarted,
        TimerPaused,
        TimerResumed,
        DeadlineMoved,
        GraceSet,
        BoardsLocked,
        BoardClosed,
        BoardsReopened,
        NoteHidden,
        NoteShown,
    )
)
_MOST: Final = 300


class LedAct(msgspec.Struct, frozen=True, kw_only=True):
    """One act at its place in the journal; the role alone says who, never a person."""

    seq: int
    at_ms: int
    role: Role
    event: Event


async def acts(request: Request) -> Response:
    """GET /api/rooms/{room}/acts"""
    entered = await enter(request, request.path_params["room"], "facilitator")
    if entered is None:
        raise Refusal(401, "no_session")
    happened = await services_of(request).rooms.acts_of(entered.session.room_id, _LED, _MOST)
    return answer(
        [
            LedAct(seq=each.seq, at_ms=each.at_ms, role=each.who.role, event=each.event)
            for each in happened
        ]
    )

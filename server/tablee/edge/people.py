"""Who is awaited, over HTTP: their names are kept apart from the events that keep their seats.

A seat that is kept is taken by whoever says « je suis… » on the join page, once. It is not taken
over: a join link is in many hands. A facilitator frees it, which closes the devices that hold it.
"""

from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from ..live.batch import SYSTEM
from ..live.live_room import LiveRoom
from ..live.outcome import Declined
from ..workshop import wording
from ..workshop.commands import (
    AddTerritory,
    Command,
    DropExpected,
    Expected,
    ExpectPeople,
    FreeSeat,
    GiveSeatBack,
)
from ..workshop.rejection import Rejection
from ..workshop.room import Who
from . import tokens
from .access import Pass, enter
from .answers import Refusal, answer, read, refused
from .services import services_of

NAME: Final = 60
"""Code points of a name."""
MAX_LIST: Final = 512 * 1024
"""Bytes of a list of people: 500 names of four bytes a letter, and their seats."""


class _Territory(msgspec.Struct):
    board: str
    name: str


class _Person(msgspec.Struct):
    name: str
    board: str
    pair: str


class _List(msgspec.Struct):
    people: list[_Person]
    territories: list[_Territory] = []


async def expect(request: Request) -> Response:
    """POST /api/rooms/{room}/people: a list of people, their territories and pairs.

    Names are remembered before the seats, so that nobody is shown without one, and forgotten again
    when the seats are refused.
    """
    entered = await _facilitator(request)
    asked = await read(request, _List, MAX_LIST)
    names = [_cleaned(request, person.name) for person in asked.people]
    services = services_of(request)
    room = await services.rooms.get(entered.session.room_id)
    for territory in asked.territories:
        added = AddTerritory(board=territory.board, name=territory.name)
        await _ask(request, room, added, entered.who)
    ids = [tokens.draw_id("p") for _ in names]
    named = dict(zip(ids, names, strict=True))
    people = tuple(
        Expected(participant=each, board=person.board, pair=person.pair)
        for each, person in zip(ids, asked.people, strict=True)
    )
    await services.access.name_people(room.id, named)
    try:
        await _ask(request, room, ExpectPeople(people=people), entered.who)
    except Refusal:
        await services.access.forget_people(room.id, ids)
        raise
    room.name_all(named)
    return answer({"expected": len(ids)}, 201)


async def free(request: Request) -> Response:
    """POST /api/rooms/{room}/people/{participant}/free: close their devices, await them again."""
    entered = await _facilitator(request)
    participant = request.path_params["participant"]
    services = services_of(request)
    room = await services.rooms.get(entered.session.room_id)
    if participant not in room.room.participants:
        raise refused(request, Rejection(code="unknown_participant"))
    devices = await services.access.free_devices(room.id, participant, services.clock.now_ms())
    await _ask(request, room, FreeSeat(participant=participant), SYSTEM)
    room.expel(devices, displaced=True)
    return answer({})


async def give_back(request: Request) -> Response:
    """POST /api/rooms/{room}/people/{participant}/giveback: the seat that was freed is again that
    of the devices that freeing it has closed (S8); none where they have come in anew."""
    entered = await _facilitator(request)
    participant = request.path_params["participant"]
    services = services_of(request)
    room = await services.rooms.get(entered.session.room_id)
    await _ask(request, room, GiveSeatBack(participant=participant), SYSTEM)
    devices = await services.access.give_back(room.id, participant)
    room.readmit(devices)
    return answer({"devices": len(devices)})


async def await_again(request: Request) -> Response:
    """POST /api/rooms/{room}/people/{participant}/await: somebody who was dropped, in their seat,
    under the name that the page still knows."""
    entered = await _facilitator(request)
    asked = await read(request, _Person)
    participant = request.path_params["participant"]
    name = _cleaned(request, asked.name) if asked.name else ""
    room = await services_of(request).rooms.get(entered.session.room_id)
    person = Expected(participant=participant, board=asked.board, pair=asked.pair)
    await _ask(request, room, ExpectPeople(people=(person,)), entered.who)
    if name:
        await services_of(request).access.name_person(room.id, participant, name)
        room.name(participant, name)
    return answer({}, 201)


async def drop(request: Request) -> Response:
    """POST /api/rooms/{room}/people/{participant}/drop: not awaited any more, and not named."""
    entered = await _facilitator(request)
    participant = request.path_params["participant"]
    services = services_of(request)
    room = await services.rooms.get(entered.session.room_id)
    await _ask(request, room, DropExpected(participant=participant), SYSTEM)
    await services.access.forget_people(room.id, [participant])
    room.forget_name(participant)
    return answer({})


async def _ask(request: Request, room: LiveRoom, command: Command, who: Who) -> None:
    answered = await room.ask(command, who)
    if isinstance(answered.outcome, Declined):
        raise refused(request, answered.outcome.rejection)


async def _facilitator(request: Request) -> Pass:
    entered = await enter(request, request.path_params["room"], "facilitator")
    if entered is None:
        raise Refusal(401, "no_session")
    return entered


def _cleaned(request: Request, name: str) -> str:
    cleaned = wording.label(name, NAME)
    if isinstance(cleaned, Rejection):
        raise refused(request, cleaned)
    return cleaned.strip()

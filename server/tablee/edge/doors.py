"""What is asked about coming in: a room's links, knocking, going on with another device."""

from typing import Annotated, Final
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from ..journal.links import StoredResume, TakenResume
from ..workshop.rejection import Rejection
from . import links, tokens
from .access import enter, find_link, grant, leave, seat_behind, tried, was_in
from .answers import Refusal, answer, language_of, read, refused
from .api import KEY, entered_as
from .qr import qr_of
from .services import origin_of, services_of

RESUME_MS: Final = 900_000
"""How long a way back is good for: a quarter of an hour."""


class _Again(msgspec.Struct):
    again: bool = False


AGAIN_MS: Final = 300_000
"""How long the device that took a way back may ask for it again, its answer having been lost."""


class _Secret(msgspec.Struct):
    secret: str


class _Resume(msgspec.Struct):
    """`key` is drawn by the page: a request whose answer was lost is asked again under the same."""

    secret: str
    key: Annotated[str, msgspec.Meta(max_length=64)] = ""


async def shown(request: Request) -> Response:
    """GET /api/rooms/{room}/{role}/links: what a facilitator's or a screen's page may show."""
    role = request.path_params["role"]
    if role == "participant":
        raise Refusal(404, "no_such_link")
    return answer(await links.links_of(request, await entered_as(request, role)))


async def replace(request: Request) -> Response:
    """POST /api/rooms/{room}/links/{role}: another link, the old one is dead."""
    entered = await entered_as(request, "facilitator")
    again = (await read(request, _Again)).again
    match request.path_params["role"]:
        case "participant":
            await links.replace_link(request, entered, "participant", again)
        case "screen":
            await links.replace_link(request, entered, "screen", again)
        case _:
            raise Refusal(404, "no_such_link")
    return answer(await links.links_of(request, entered))


async def invite(request: Request) -> Response:
    """POST /api/rooms/{room}/facilitators: a link for one more facilitator, shown once."""
    return answer(await links.invite(request, await entered_as(request, "facilitator")), 201)


async def revoke(request: Request) -> Response:
    """POST /api/rooms/{room}/facilitators/{link}/revoke: one's own is handing over."""
    entered = await entered_as(request, "facilitator")
    await links.revoke(request, entered, request.path_params["link"])
    return answer({})


async def knock(request: Request) -> Response:
    """POST /api/knock: where a code, or a link that was pasted, leads before anybody goes there."""
    typed = (await read(request, _Secret)).secret.strip()
    secret = typed.rpartition("/j/")[2].rpartition("/c#")[2]
    letters = "".join(each for each in secret if each.isalnum())
    if len(letters) == tokens.RESUME_LENGTH:
        return answer({"url": f"/c#{letters.upper()}"})
    own = await seat_behind(request, secret)
    if own is not None:
        return answer({"url": f"/r/{own}/plateau"})
    link = await find_link(request, secret, "participant")
    if link is None:
        raise Refusal(404, "no_such_link")
    room = (await services_of(request).rooms.get(link.room_id)).room
    known = await enter(request, link.room_id, "participant")
    before = known or await was_in(request, link.room_id, "participant")
    if (before is None or before.session.participant is None) and not room.doors_open:
        raise Refusal(403, "doors_closed")
    return answer({"url": f"/j/{quote(secret, safe='')}"})


async def place(request: Request) -> Response:
    """POST /api/rooms/{room}/place: whether this browser has its place, which a device whose seat
    was freed asks for until it is given back (S8)."""
    entered = await enter(request, request.path_params["room"], "participant")
    return answer({"yours": entered is not None})


async def leave_place(request: Request) -> Response:
    """POST /api/rooms/{room}/leave: this browser has no place there any more (A16)."""
    room_id = request.path_params["room"]
    response = answer({})
    left = await leave(request, response, room_id)
    if left is not None:
        (await services_of(request).rooms.get(room_id)).expel([left], displaced=True)
    return response


async def offer(request: Request) -> Response:
    """POST /api/rooms/{room}/resume: a way for this person to go on with another device (A14)."""
    entered = await entered_as(request, "participant")
    participant = entered.session.participant
    assert participant is not None
    return await _way_back(request, participant, alone=False)


async def reopen_place(request: Request) -> Response:
    """POST /api/rooms/{room}/people/{participant}/resume: a facilitator gives somebody who lost
    their device their place back, which ends the devices of before (A15)."""
    participant = await _given_back(request)
    services = services_of(request)
    person = (await services.rooms.get(request.path_params["room"])).room.participants.get(
        participant
    )
    if person is None:
        raise refused(request, Rejection(code="unknown_participant"))
    if person.expected:
        raise Refusal(409, "still_awaited")
    return await _way_back(request, participant, alone=True)


async def withhold(request: Request) -> Response:
    """POST /api/rooms/{room}/people/{participant}/resume/withdraw: their way back is dead."""
    participant = await _given_back(request)
    room_id = request.path_params["room"]
    await services_of(request).links.drop_resume_of(room_id, participant)
    return answer({})


async def given_back(request: Request) -> Response:
    """POST /api/rooms/{room}/people/{participant}/resume/taken: whether it was used already."""
    return await _taken(request, await _given_back(request))


async def _given_back(request: Request) -> str:
    await entered_as(request, "facilitator")
    participant: str = request.path_params["participant"]
    return participant


async def _way_back(request: Request, participant: str, *, alone: bool) -> Response:
    services, room_id = services_of(request), request.path_params["room"]
    code = tokens.draw_code(tokens.RESUME_LENGTH)
    until_ms = services.clock.now_ms() + RESUME_MS
    kept = StoredResume(tokens.hashed(code), room_id, participant, until_ms, alone=int(alone))
    await services.links.add_resume(kept)
    address = f"{origin_of(request)}/c#{code}"
    offered = {"url": address, "code": code, "qr_svg": qr_of(address), "until_ms": until_ms}
    return answer(offered, 201)


async def _taken(request: Request, participant: str) -> Response:
    room_id = request.path_params["room"]
    return answer({"taken": await services_of(request).links.resume_taken(room_id, participant)})


async def offered_is_taken(request: Request) -> Response:
    """POST /api/rooms/{room}/resume/taken: whether the other device has used its code."""
    entered = await entered_as(request, "participant")
    participant = entered.session.participant
    assert participant is not None
    return await _taken(request, participant)


async def withdraw(request: Request) -> Response:
    """POST /api/rooms/{room}/resume/withdraw: no other device, after all."""
    entered = await entered_as(request, "participant")
    participant = entered.session.participant
    assert participant is not None
    await services_of(request).links.drop_resume_of(entered.session.room_id, participant)
    return answer({})


async def resume(request: Request) -> Response:
    """POST /api/resume: the same person, on one more device (K1), or on this one alone (A15).

    The secret is used up before the answer arrives, if it does: the same device is given the same
    session again.
    """
    asked = await read(request, _Resume)
    key = asked.key if len(asked.key) >= KEY else tokens.draw_cookie()
    services = services_of(request)
    now_ms, salt = services.clock.now_ms(), tokens.draw_key()

    async def take() -> TakenResume | None:
        for meant in tokens.spoken(asked.secret):
            taken = await services.links.take_resume(
                tokens.hashed(meant), now_ms, taker=tokens.hashed(key), salt=salt, again_ms=AGAIN_MS
            )
            if taken is not None:
                return taken
        return None

    taken = await tried(request, take, code=True)
    if taken is None:
        raise Refusal(404, "no_such_resume")
    found = taken.resume
    if taken.ended:
        (await services.rooms.get(found.room_id)).expel(taken.ended, displaced=True)
    response = answer({"url": f"/r/{found.room_id}/plateau"})
    await grant(
        request,
        response,
        room=found.room_id,
        role="participant",
        language=language_of(request),
        link=None,
        participant=found.participant,
        again=tokens.cookie_of(found.salt or salt, key),
    )
    return response

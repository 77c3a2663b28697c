"""What pages and the command line ask over HTTP: creating, joining, exchanging links, exporting.

Every POST comes from one of our own origins (`guard`). Bodies are JSON and bounded; refusals are
`{"code", "message"}` in the person's language.
"""

import asyncio
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from ..exports.archive import ArchiveMistake, read_archive
from ..exports.formats import Format, render
from ..journal.base import Batch
from ..journal.errors import KeyTaken
from ..journal.links import StoredCapability
from ..live.batch import SYSTEM, entries_of
from ..live.outcome import Declined
from ..text import say
from ..workshop import leading, limits, wording
from ..workshop.commands import Arrive, Command, EditPhase, Sit
from ..workshop.events import DeletionMoved, Event
from ..workshop.happened import Happened, replay
from ..workshop.imported import begun_anew
from ..workshop.rejection import Rejection
from ..workshop.room import Who
from ..workshop.template import Template
from ..workshop.vocabulary import Language, LinkRole, PhaseKind
from . import first_links, keyring, tokens
from .access import Pass, enter, find_link, grant, was_in
from .answers import Refusal, answer, body_of, keep_language, language_of, read, refused
from .invitation import is_anybody_awaited
from .links import opened
from .qr import qr_of
from .services import Services, origin_of, services_of

MAX_ARCHIVE: Final = 32 << 20
KEY: Final = 20
"""Letters of a key at the least: a shorter one could be guessed."""
NAME: Final = 60
"""Code points of a first name."""
MONTH_MS: Final = 30 * 86_400_000 + 37_800_000  # 365.25 / 12 days
REHEARSAL_MS: Final = 3_600_000
"""A rehearsal is erased after an hour."""


class _Create(msgspec.Struct):
    template: str
    title: str
    territories: list[str]
    language: Language = "fr"
    key: str = ""
    durations: dict[PhaseKind, int] = {}
    """Seconds of the phases that last otherwise than the template says."""


class _Join(msgspec.Struct):
    """`key` is drawn by the page: a request whose answer was lost is asked again under the same.
    `proposed` leaves the choice of a pair of the board to the room, at the time it is asked.
    `seat` is the place of somebody who is awaited: then nothing else needs to be said.
    `none_awaited`: the page that asks showed nobody who is awaited in that territory."""

    secret: str
    board: str = ""
    key: Annotated[str, msgspec.Meta(max_length=64)] = ""
    name: str = ""
    pair: str | None = None
    proposed: bool = False
    seat: str | None = None
    none_awaited: bool = False
    language: Language = "fr"


class _Exchange(msgspec.Struct):
    token: str
    role: LinkRole


class _Name(msgspec.Struct):
    name: str


class _Language(msgspec.Struct):
    language: Language


class _Ask(msgspec.Struct):
    command: Command


async def create(request: Request) -> Response:
    """POST /api/workshops"""
    asked = await read(request, _Create)
    services = services_of(request)
    _check_key(services, asked.key)
    template = services.templates.get(asked.template)
    if template is None:
        raise Refusal(404, "no_such_template")
    lasting_ms = template.retention_months * MONTH_MS
    made = await _make(
        request,
        template,
        asked.title,
        asked.territories,
        asked.language,
        lasting_ms,
        [EditPhase(phase=kind, duration_s=span) for kind, span in asked.durations.items()],
    )
    return answer(made, 201)


async def rehearse(request: Request) -> Response:
    """POST /api/rooms/{room}/rehearsal: a sandbox copy with simulated participants."""
    entered = await entered_as(request, "facilitator")
    services = services_of(request)
    room = (await services.rooms.get(entered.session.room_id)).room
    names = [board.name for board in room.boards.values()]
    title = say(room.language, "rehearsal.title", title=room.title)[:200]
    made = await _make(request, room.template, title, names, room.language, REHEARSAL_MS)
    await services.rehearse(str(made["join"]), room.template, tuple(names))
    return answer({"facilitator": made["facilitator"]}, 201)


async def import_archive(request: Request) -> Response:
    """POST /api/import: the archive's journal becomes a room of its own, with new links."""
    services = services_of(request)
    _check_key(services, request.headers.get("tablee-creation-key", ""))
    body = await body_of(request, MAX_ARCHIVE)
    journal = await asyncio.to_thread(read_archive, body, MAX_ARCHIVE)
    if isinstance(journal, ArchiveMistake):
        key = f"export.import.{journal.code}"
        raise Refusal(422, journal.code, say(language_of(request), key, **journal.params))
    now_ms = services.clock.now_ms()
    room = replay(journal)
    since: list[Event] = [*begun_anew(room)]
    least, most = limits.KEPT_MS
    if not now_ms + least <= room.delete_after_ms <= now_ms + most:
        # Its date has passed, or was a sandbox's: the one that is shown is the one that is kept.
        until_ms = now_ms + room.template.retention_months * MONTH_MS
        since.append(DeletionMoved(delete_after_ms=until_ms))
    if since:
        added = (
            Happened(seq=seq, at_ms=now_ms, who=SYSTEM, event=event)
            for seq, event in enumerate(since, start=len(journal) + 1)
        )
        journal = (*journal, *added)
        room = replay(journal)
    return answer(await store(request, journal, room.delete_after_ms - now_ms), 201)


async def join(request: Request) -> Response:
    """POST /api/join: a place in the room, and the cookie that keeps it."""
    asked = await read(request, _Join)
    link = await find_link(request, asked.secret, "participant")
    if link is None:
        raise Refusal(404, "no_such_link")
    services, room_id = services_of(request), link.room_id
    name = _name(request, asked.name)
    if asked.seat is not None:
        return await _take_seat(request, link, asked.seat, asked.language)
    known = await enter(request, room_id, "participant")
    before = known or await was_in(request, room_id, "participant")
    participant = before.session.participant if before else None
    key = asked.key if len(asked.key) >= KEY else tokens.draw_cookie()
    who = Who(role="participant", participant=participant or tokens.id_of("p", room_id, key))
    assert who.participant is not None
    room = await services.rooms.get(room_id)
    if asked.none_awaited and before is None and is_anybody_awaited(room, asked.board):
        raise Refusal(409, "somebody_awaited")
    pair = asked.pair or tokens.id_of("b", room_id, asked.board, key)
    place = Sit(participant=who.participant, board=asked.board, pair=pair, proposed=asked.proposed)
    sat = await room.ask(place, who)
    if isinstance(sat.outcome, Declined):
        full = len(room.room.participants) >= limits.PARTICIPANTS
        if sat.outcome.rejection.code == "too_many":
            raise Refusal(409, "room_full" if full else "territory_full")
        raise refused(request, sat.outcome.rejection)
    if name or known:
        await services.access.name_person(room_id, who.participant, name)
        room.name(who.participant, name)
    response = answer({"url": f"/r/{room_id}/plateau"})
    if known is None:
        await grant(
            request,
            response,
            room=room_id,
            role="participant",
            language=asked.language,
            link=link.token_hash,
            participant=who.participant,
        )
    return response


async def _take_seat(
    request: Request, link: StoredCapability, seat: str, chosen: Language
) -> Response:
    """« Je suis… » : whoever is awaited comes in under the name that they were announced by."""
    who = Who(role="participant", participant=seat)
    room = await services_of(request).rooms.get(link.room_id)
    arrived = await room.ask(Arrive(participant=seat), who)
    if isinstance(arrived.outcome, Declined):
        raise refused(request, arrived.outcome.rejection)
    response = answer({"url": f"/r/{link.room_id}/plateau"})
    await grant(
        request,
        response,
        room=link.room_id,
        role="participant",
        language=chosen,
        link=link.token_hash,
        participant=seat,
    )
    return response


async def exchange(request: Request) -> Response:
    """POST /api/session: a facilitator's or a screen's link for a cookie."""
    asked = await read(request, _Exchange)
    if asked.role == "participant":
        raise Refusal(404, "no_such_link")
    link = await find_link(request, asked.token, asked.role)
    if link is None:
        raise Refusal(404, "no_such_link")
    room_id, leads = link.room_id, asked.role == "facilitator"
    key = keyring.key_of_link(link, asked.token)
    if link.holds is None:
        await _seal_room_of_before(request, room_id, asked.token, leads=leads)
    response = answer({"url": f"/r/{room_id}/{'animer' if leads else 'ecran'}", "room": room_id})
    await grant(
        request,
        response,
        room=room_id,
        role=asked.role,
        language=language_of(request),
        link=link.token_hash,
        key=key,
    )
    if leads:
        await opened(request, link)
    return response


async def _seal_room_of_before(request: Request, room_id: str, token: str, *, leads: bool) -> None:
    """Keep, sealed, the links that this one gives in a room made before links could change."""
    links = services_of(request).links
    screen = first_links.screen_of(token) if leads else token
    rows, code = await links.of_room(room_id), await links.code_of(room_id)
    await links.seal(*keyring.sealed_now(screen, rows, code))


async def outbox(request: Request) -> Response:
    """POST /api/rooms/{room}/{role}/outboxes: a numbered outbox for one tab."""
    entered = await entered_as(request, request.path_params["role"])
    services = services_of(request)
    if len(await services.access.session_outboxes(entered.session.token_hash)) >= 200:
        raise Refusal(429, "too_many_outboxes")
    minted = tokens.draw_id("o")
    await services.access.add_outbox(minted, entered.session.room_id, entered.session.token_hash)
    return answer({"outbox": minted}, 201)


async def name(request: Request) -> Response:
    """POST /api/rooms/{room}/name"""
    entered = await entered_as(request, "participant")
    participant = entered.session.participant
    assert participant is not None
    text = _name(request, (await read(request, _Name)).name)
    services = services_of(request)
    room = await services.rooms.get(entered.session.room_id)
    await services.access.name_person(room.id, participant, text)
    room.name(participant, text)
    return answer({"name": text})


async def language(request: Request) -> Response:
    """POST /api/language: the language of the pages, on this browser."""
    chosen = (await read(request, _Language)).language
    response = answer({"language": chosen})
    keep_language(response, chosen)
    return response


async def ask(request: Request) -> Response:
    """POST /api/rooms/{room}/commands: a facilitator's command outside any page."""
    entered = await entered_as(request, "facilitator")
    command = (await read(request, _Ask)).command
    room = await services_of(request).rooms.get(entered.session.room_id)
    answered = await room.ask(command, entered.who)
    if isinstance(answered.outcome, Declined):
        raise refused(request, answered.outcome.rejection)
    return answer({"from_seq": answered.from_seq, "to_seq": answered.to_seq})


async def export(request: Request) -> Response:
    """GET /api/rooms/{room}/export?format=…"""
    entered = await entered_as(request, "facilitator")
    try:
        chosen = msgspec.convert(request.query_params.get("format", "json"), Format)
    except msgspec.ValidationError as error:
        raise Refusal(400, "no_such_format") from error
    services = services_of(request)
    live = await services.rooms.get(entered.session.room_id)
    room, seq = live.room, live.seq
    journal = (await services.rooms.journal_of(live.id))[:seq]
    # The hours that the room lived: by the server's own clock, on the day of its last phase.
    lived = datetime.fromtimestamp(room.phases[-1].at_ms / 1_000, UTC).astimezone()
    zone = lived.tzinfo or UTC
    document = await asyncio.to_thread(
        render, chosen, room, journal, services.clock.now_ms(), room.language, zone
    )
    headers = {"content-disposition": f'attachment; filename="{document.file_name}"'}
    return Response(document.content, media_type=document.media_type, headers=headers)


async def erase(request: Request) -> Response:
    """POST /api/rooms/{room}/erase: the workshop, its names and its links, at once (R53)."""
    entered = await entered_as(request, "facilitator")
    await services_of(request).rooms.erase(entered.session.room_id)
    return answer({"erased": entered.session.room_id})


async def entered_as(request: Request, role: str) -> Pass:
    entered = await enter(request, request.path_params["room"], role)
    if entered is None:
        raise Refusal(401, "no_session")
    return entered


def _check_key(services: Services, key: str) -> None:
    needed = services.creation_key
    if needed is not None and not hmac.compare_digest(key.encode(), needed.encode()):
        raise Refusal(403, "creation_key")


def _name(request: Request, text: str) -> str:
    cleaned = wording.optional_label(text, NAME)
    if isinstance(cleaned, Rejection):
        raise refused(request, cleaned)
    return cleaned.strip()


async def _make(
    request: Request,
    template: Template,
    title: str,
    territories: list[str],
    chosen: Language,
    lasting_ms: int,
    plans: Iterable[EditPhase] = (),
) -> dict[str, object]:
    now_ms = services_of(request).clock.now_ms()
    boards = tuple((tokens.draw_id("t"), each) for each in territories[:100])
    events = leading.create(template, title, boards, chosen, now_ms, now_ms + lasting_ms, plans)
    if isinstance(events, Rejection):
        raise refused(request, events)
    journal = tuple(
        Happened(seq=seq, at_ms=now_ms, who=SYSTEM, event=event)
        for seq, event in enumerate(events, start=1)
    )
    return await store(request, journal, lasting_ms)


async def store(
    request: Request, journal: tuple[Happened, ...], lasting_ms: int
) -> dict[str, object]:
    """Write a new room and its links; a code that is taken is drawn again."""
    services = services_of(request)
    now_ms = services.clock.now_ms()
    batch: Batch = entries_of(journal)
    for _ in range(20):
        room_id, links = tokens.draw_id("r"), keyring.NewLinks.draw()
        try:
            await services.journal.create_room(
                room_id,
                tokens.draw_id("e"),
                now_ms,
                now_ms + lasting_ms,
                batch,
                capabilities=links.capabilities(),
                code_hash=tokens.hashed(links.code),
                code_shown=links.code_shown,
            )
        except KeyTaken:
            continue
        origin = origin_of(request)
        addresses = {
            "facilitator": f"{origin}/f#{links.facilitator}",
            "join": f"{origin}/j/{links.join}",
            "screen": f"{origin}/e#{links.screen}",
        }
        codes = {name: qr_of(address) for name, address in addresses.items()}
        return {"id": room_id, **addresses, "code": links.code, "qr": codes}
    raise Refusal(503, "unavailable")

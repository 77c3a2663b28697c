"""The pages: a shell made here, with what its script needs to start; the rest is the client's.

No page holds a secret in its address once it is open: the facilitator's and the screen's are in the
fragment, which no server sees, and are exchanged for a cookie.
"""

from typing import Final

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from .. import __version__
from ..journal.errors import NotWritten, RoomUnknown
from ..live.rooms import RoomUnreadable
from ..text import catalogue, say
from ..workshop.leading import is_sandbox
from ..workshop.template import Template
from ..workshop.vocabulary import Language
from . import example
from .access import displaced, enter, find_link, held, seat_behind, was_in
from .answers import Refusal, answer, keep_language, language_of
from .invitation import invitation
from .links import links_of
from .services import reach_of, services_of

_pages: Final = Environment(
    loader=PackageLoader("tablee.edge", "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
)
PLACES: Final = 5
"""So many places are named on the home page, at the most."""
_ROOM_PAGES: Final = {"plateau": "participant", "animer": "facilitator", "ecran": "screen"}
_ENTRIES: Final = {"participant": "board", "facilitator": "facilitator", "screen": "screen"}


def page(
    request: Request,
    entry: str,
    title: str,
    boot: dict[str, object],
    status: int = 200,
    language: Language | None = None,
    written: Language | None = None,
) -> Response:
    """A page of the client with its boot data, in the language of whoever asks unless told.

    `written` is the language of a title that somebody wrote.
    """
    language = language or language_of(request)
    return plain_page(
        request,
        "client.html",
        entry,
        status=status,
        language=language,
        title=title,
        written=written,
        nonce=request.state.nonce,
        boot=_for_script({"page": entry, "language": language, **boot}),
        no_script=say(language, "page.no_script"),
    )


def error_page(request: Request, refusal: Refusal) -> Response:
    language = language_of(request)
    return plain_page(
        request,
        "error.html",
        status=refusal.status,
        title=say(language, "error.title"),
        message=refusal.message or say(language, f"http.{refusal.code}"),
    )


async def accessibility(request: Request) -> Response:
    """What was tested and what falls short; readable without a script."""
    language = language_of(request)
    words = catalogue(language)
    lines = {
        part: [words[key] for key in words if key.startswith(f"statement.{part}.")]
        for part in ("tested", "untested", "short", "ways")
    }
    contact = services_of(request).contact
    return plain_page(
        request,
        "accessibility.html",
        title=words["statement.title"],
        lines=lines,
        contact=contact_link(contact) if contact else None,
        version=say(language, "statement.version", version=__version__),
    )


def plain_page(
    request: Request,
    template: str,
    entry: str = "home",
    *,
    status: int = 200,
    language: Language | None = None,
    **said: object,
) -> Response:
    """A page without a client, in the person's language and look; a language that is asked for in
    the address is kept."""
    language = language or language_of(request)
    other: Language = "en" if language == "fr" else "fr"
    html = _pages.get_template(template).render(
        language=language,
        other=other,
        other_name={"fr": "Français", "en": "English"}[other],
        words=catalogue(language),
        appearance=_appearance_of(request),
        assets=services_of(request).assets.page(entry),
        **said,
    )
    response = HTMLResponse(html, status)
    if request.query_params.get("language") == language:
        keep_language(response, language)
    return response


def script(name: str) -> str:
    """The source of a script that stands beside the pages."""
    return _pages.get_template(name).render()


def _appearance_of(request: Request) -> str | None:
    """The look that this browser's person has chosen; None follows the device."""
    chosen = request.cookies.get("tablee-appearance")
    return chosen if chosen in ("light", "dark") else None


def contact_link(contact: str) -> dict[str, str]:
    """A link to whoever runs this server: an address of the web, else one for mail."""
    web = contact.startswith(("https://", "http://"))
    return {"href": contact if web else f"mailto:{contact}", "shown": contact}


async def home(request: Request) -> Response:
    services = services_of(request)
    templates = [
        {
            "id": template.id,
            "name": {"fr": template.name.fr, "en": template.name.en},
            "title": {"fr": template.title.fr, "en": template.title.en},
            "intention": {"fr": template.intention.fr, "en": template.intention.en},
        }
        | {"plans": _plans(template)}
        for template in services.templates.values()
    ]
    reach = reach_of(request)
    boot: dict[str, object] = {
        "only_here": reach.only_here,
        "shared": reach.shared,
        "templates": templates,
        "key_needed": services.creation_key is not None,
        "example": example.template_of(services) is not None,
        "places": await _places(request),
    }
    return page(request, "home", "Tablée", boot)


async def _places(request: Request) -> list[dict[str, object]]:
    """The sessions that this browser has a participant's place in, and the way back to each."""
    services = services_of(request)
    places: list[dict[str, object]] = []
    for entered in (await held(request))[:PLACES]:
        try:
            live = await services.rooms.get(entered.session.room_id)
        except (RoomUnknown, RoomUnreadable, NotWritten):
            continue
        seat = live.room.participants.get(entered.session.participant or "")
        board = live.room.boards.get(seat.board or "") if seat else None
        places.append(
            {
                "url": f"/r/{live.id}/plateau",
                "title": live.room.title,
                "language": live.room.language,
                "board": board.name if board else "",
            }
        )
    return places


def _plans(template: Template) -> list[dict[str, object]]:
    """The phases that have a length of their own, in seconds."""
    return [
        {
            "kind": plan.kind,
            "label": {"fr": plan.label.fr, "en": plan.label.en},
            "duration_s": plan.duration_s,
        }
        for plan in template.phases
        if plan.duration_s is not None
    ]


async def join(request: Request) -> Response:
    """`/j/{secret}`: reading it makes nothing and uses nothing up (previews read links too).

    A link that opens nothing, or doors that are closed, are said on a page where another code can
    be tried. A link of before leads whoever has their place in its room there (A12).
    """
    secret = request.path_params["secret"]
    own = await seat_behind(request, secret)
    if own is not None:
        return RedirectResponse(f"/r/{own}/plateau", 303)
    link = await find_link(request, secret, "participant")
    if link is None:
        return _closed(request, "no_such_link", 404)
    services, room_id = services_of(request), link.room_id
    room = await services.rooms.get(room_id)
    seated = await enter(request, room_id, "participant")
    before = seated or await was_in(request, room_id, "participant")
    participant = before.session.participant if before else None
    if participant is None and not room.room.doors_open:
        return _closed(request, "doors_closed", 403)
    # A page that is open since a while asks what the room says now.
    if request.headers.get("accept") == "application/json":
        return answer(invitation(services, room, participant))
    boot: dict[str, object] = {
        "secret": secret,
        "invitation": invitation(services, room, participant),
        "seated": f"/r/{room_id}/plateau" if seated is not None else None,
        "refused": None,
    }
    return page(request, "join", room.room.title, boot, written=room.room.language)


def _closed(request: Request, code: str, status: int) -> Response:
    return page(request, "join", "Tablée", {"refused": code}, status)


async def enter_by_fragment(request: Request) -> Response:
    """`/f#…`, `/e#…` and `/c#…`: the page's script exchanges the fragment for a cookie."""
    role = {"/f": "facilitator", "/e": "screen"}.get(request.url.path, "participant")
    return page(request, "enter", "Tablée", {"role": role})


async def room_page(request: Request) -> Response:
    """`/r/{room}/plateau|animer|ecran`"""
    room_id, view = request.path_params["room"], request.path_params["view"]
    role = _ROOM_PAGES.get(view)
    entered = await enter(request, room_id, role) if role is not None else None
    before = await was_in(request, room_id, role) if role and entered is None else None
    if before is not None and displaced(before):
        return _closed(request, "displaced", 403)
    if before is not None:
        raise Refusal(403, "revoked")
    if role is None or entered is None:
        raise Refusal(404, "no_session")
    room = await services_of(request).rooms.get(room_id)
    boot: dict[str, object] = {"room": room_id, "role": role, "epoch": room.epoch}
    if role != "participant":
        boot["links"] = await links_of(request, entered)
    if is_sandbox(room.room):
        boot["sandbox"] = {
            "until_ms": room.room.delete_after_ms,
            "views": [
                each
                for each, its_role in _ROOM_PAGES.items()
                if await enter(request, room_id, its_role) is not None
            ],
        }
    # The projector is for the whole room, and speaks its language whatever its own browser's.
    chosen = role != "screen" or "language" in request.query_params
    language = None if chosen else room.room.language
    title, written = room.room.title, room.room.language
    return page(request, _ENTRIES[role], title, boot, language=language, written=written)


async def to_board(request: Request) -> Response:
    return RedirectResponse(f"/r/{request.path_params['room']}/plateau")


def _for_script(value: object) -> str:
    """JSON that cannot end its own script element."""
    encoded = msgspec.json.encode(value).decode()
    return encoded.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

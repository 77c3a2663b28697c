"""The example session that the first page offers: a sandbox of each visitor's own.

Nobody disturbs anybody in it, and the sweep erases it after an hour and a half. A server keeps a
bounded number of them: one that nobody looks at makes place for the next. It needs no creation key,
since what it holds is ours and what may be added is bounded (`live_room.SANDBOX_BYTES`).
"""

from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from ..example import tell
from ..workshop.template import Template
from ..workshop.vocabulary import Language, LinkRole
from . import keyring
from .access import find_link, grant
from .answers import Refusal, answer, read
from .api import store
from .services import Services, services_of

LASTING_MS: Final = 5_400_000
"""An example is erased after an hour and a half; no other room is made to last just that long."""
MOST: Final = 24
"""Examples that a server holds at once."""
FRESH_MS: Final = 60_000
"""An example is not taken away before its visitor has had the time to come in."""
_SECRETS: Final[tuple[tuple[LinkRole, str, str], ...]] = (
    ("facilitator", "facilitator", "#"),
    ("screen", "screen", "#"),
    ("participant", "join", "/j/"),
)
"""Each role, the name of its link among those of a new room, and what stands before its secret."""


class _Ask(msgspec.Struct):
    language: Language


def template_of(services: Services) -> Template | None:
    """The template that an example can be told with: one whose worked example is known."""
    shown = (each for each in services.templates.values() if each.worked_example is not None)
    return next(shown, None)


async def open_example(request: Request) -> Response:
    """POST /api/example: a new example, and the cookies to see it as each role."""
    chosen = (await read(request, _Ask)).language
    services = services_of(request)
    template = template_of(services)
    if template is None:
        raise Refusal(404, "no_such_template")
    await _make_place(services)
    now_ms = services.clock.now_ms()
    told = tell(template, chosen, now_ms, now_ms + LASTING_MS)
    made = await store(request, told.journal, LASTING_MS)
    room_id = str(made["id"])
    await services.access.name_people(room_id, told.names)
    response = answer({"url": f"/r/{room_id}/animer"}, 201)
    for role, name, before in _SECRETS:
        token = str(made[name]).partition(before)[2]
        link = await find_link(request, token, role)
        assert link is not None
        await grant(
            request,
            response,
            room=room_id,
            role=role,
            language=chosen,
            link=link.token_hash,
            participant=told.seat if role == "participant" else None,
            key=None if role == "participant" else keyring.key_of_link(link, token),
        )
    return response


async def _make_place(services: Services) -> None:
    """Erase the oldest example that nobody looks at, when there are too many."""
    now_ms = services.clock.now_ms()
    examples = [
        record
        for record in await services.journal.rooms()
        if record.delete_after_ms - record.created_ms == LASTING_MS
    ]
    if len(examples) < MOST:
        return
    for record in examples:
        left = now_ms - record.created_ms > FRESH_MS and not services.rooms.watched(record.id)
        if left:
            await services.rooms.erase(record.id)
            return
    raise Refusal(503, "examples_busy")

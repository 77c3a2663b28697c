"""The application: which address is answered by what, and what a failure looks like."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from ..journal.errors import LinkRevoked, NotWritten, RoomUnknown
from ..live.rooms import RoomUnreadable
from . import api, doors, example, offline, pages, people, polled
from .access import TooManyTries
from .acts import acts as led
from .answers import Refusal, answer, refuse
from .guard import BARE, Guard
from .services import Services, services_of
from .socket import room_socket

_log: Final = logging.getLogger("tablee.edge")

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[Services]]
"""Opens what the server owns, gives it, and lets go of it at the end."""


def create_app(origins: tuple[str, ...], open_services: Lifespan) -> Starlette:
    """The ASGI application; its services are opened when it starts."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with open_services(app) as services:
            app.state.services = services
            app.router.routes.append(Mount("/static", StaticFiles(directory=services.client)))
            yield

    routes = [
        Route("/", pages.home),
        Route("/j/{secret}", pages.join),
        Route("/f", pages.enter_by_fragment),
        Route("/e", pages.enter_by_fragment),
        Route("/accessibility", pages.accessibility),
        Route("/c", pages.enter_by_fragment),
        Route("/offline", offline.page),
        Route("/worker.js", offline.worker),
        Route("/r/{room}", pages.to_board),
        Route("/r/{room}/{view}", pages.room_page),
        Route("/api/workshops", api.create, methods=["POST"]),
        Route("/api/example", example.open_example, methods=["POST"]),
        Route("/api/import", api.import_archive, methods=["POST"]),
        Route("/api/join", api.join, methods=["POST"]),
        Route("/api/session", api.exchange, methods=["POST"]),
        Route("/api/language", api.language, methods=["POST"]),
        Route("/api/rooms/{room}/name", api.name, methods=["POST"]),
        Route("/api/rooms/{room}/commands", api.ask, methods=["POST"]),
        Route("/api/rooms/{room}/rehearsal", api.rehearse, methods=["POST"]),
        Route("/api/rooms/{room}/people", people.expect, methods=["POST"]),
        Route("/api/rooms/{room}/people/{participant}/free", people.free, methods=["POST"]),
        Route(
            "/api/rooms/{room}/people/{participant}/giveback", people.give_back, methods=["POST"]
        ),
        Route("/api/rooms/{room}/people/{participant}/await", people.await_again, methods=["POST"]),
        Route("/api/rooms/{room}/people/{participant}/drop", people.drop, methods=["POST"]),
        Route(
            "/api/rooms/{room}/people/{participant}/resume", doors.reopen_place, methods=["POST"]
        ),
        Route(
            "/api/rooms/{room}/people/{participant}/resume/withdraw",
            doors.withhold,
            methods=["POST"],
        ),
        Route(
            "/api/rooms/{room}/people/{participant}/resume/taken",
            doors.given_back,
            methods=["POST"],
        ),
        Route("/api/rooms/{room}/export", api.export),
        Route("/api/rooms/{room}/erase", api.erase, methods=["POST"]),
        Route("/api/knock", doors.knock, methods=["POST"]),
        Route("/api/resume", doors.resume, methods=["POST"]),
        Route("/api/rooms/{room}/place", doors.place, methods=["POST"]),
        Route("/api/rooms/{room}/leave", doors.leave_place, methods=["POST"]),
        Route("/api/rooms/{room}/resume", doors.offer, methods=["POST"]),
        Route("/api/rooms/{room}/resume/withdraw", doors.withdraw, methods=["POST"]),
        Route("/api/rooms/{room}/resume/taken", doors.offered_is_taken, methods=["POST"]),
        Route("/api/rooms/{room}/facilitators", doors.invite, methods=["POST"]),
        Route("/api/rooms/{room}/facilitators/{link}/revoke", doors.revoke, methods=["POST"]),
        Route("/api/rooms/{room}/links/{role}", doors.replace, methods=["POST"]),
        Route("/api/rooms/{room}/{role}/links", doors.shown),
        Route("/api/rooms/{room}/acts", led),
        Route("/api/rooms/{room}/{role}/outboxes", api.outbox, methods=["POST"]),
        Route("/api/rooms/{room}/{role}/lines", polled.open_line, methods=["POST"]),
        Route("/api/rooms/{room}/{role}/lines/{line}/frames", polled.take_frames, methods=["POST"]),
        Route("/api/rooms/{room}/{role}/lines/{line}/next", polled.give_next, methods=["POST"]),
        Route("/health", _health),
        Route("/ready", _ready),
        WebSocketRoute("/ws/{room}/{role}", room_socket),
    ]
    handlers = {
        Refusal: _refusal,
        TooManyTries: _too_many,
        LinkRevoked: _replaced,
        RoomUnknown: _gone,
        RoomUnreadable: _away,
        NotWritten: _away,
        HTTPException: _http,
        Exception: _bug,
    }
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, origins=origins)],
        exception_handlers=handlers,
    )


async def _health(_: Request) -> Response:
    """The process answers."""
    return answer({"status": "ok"})


async def _ready(request: Request) -> Response:
    """The journal can be written."""
    ready = await services_of(request).journal.ready()
    return answer({"status": "ready" if ready else "unavailable"}, 200 if ready else 503)


def _refused(request: Request, refusal: Refusal) -> Response:
    if request.url.path.startswith("/api/"):
        return refuse(request, refusal)
    if request.url.path.startswith("/static/"):
        return PlainTextResponse("not found", refusal.status)
    return pages.error_page(request, refusal)


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return _refused(request, error)


async def _too_many(request: Request, _: Exception) -> Response:
    return _refused(request, Refusal(429, "too_many_tries"))


async def _replaced(request: Request, _: Exception) -> Response:
    return _refused(request, Refusal(404, "no_such_link"))


async def _gone(request: Request, _: Exception) -> Response:
    return _refused(request, Refusal(404, "no_such_room"))


async def _away(request: Request, error: Exception) -> Response:
    _log.error("unavailable", extra={"reason": type(error).__name__})
    return _refused(request, Refusal(503, "unavailable"))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "not_allowed_here"}.get(error.status_code, "malformed")
    return _refused(request, Refusal(error.status_code, code))


async def _bug(request: Request, _: Exception) -> Response:
    """Answered outside the guard, hence with the headers of its own."""
    response = _refused(request, Refusal(500, "internal"))
    response.headers.update(BARE)
    return response

"""What the edge is given by the composition root: one value, passed through the application."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from starlette.requests import HTTPConnection

from ..journal.access import AccessStore
from ..journal.base import Journal
from ..journal.links import LinkStore
from ..live.clock import Clock
from ..live.rooms import Rooms
from ..workshop.template import Template
from .assets import Assets
from .lines import Lines
from .rates import Rates

Rehearse = Callable[[str, Template, tuple[str, ...]], Awaitable[None]]
"""Send simulated participants to a join link, for a template and the names of its territories."""


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """`origins` are the exact origins that browsers may come from, the first one to be shown.
    `contact` is who runs this server, for the accessibility statement: a web or a mail address."""

    rooms: Rooms
    journal: Journal
    access: AccessStore
    links: LinkStore
    clock: Clock
    templates: Mapping[str, Template]
    assets: Assets
    client: Path
    origins: tuple[str, ...]
    creation_key: str | None
    contact: str | None
    rates: Rates
    lines: Lines
    rehearse: Rehearse


class Reach(msgspec.Struct, frozen=True):
    """Where the links of a page lead: with `only_here`, nowhere from another device. `shared` is an
    address of ours for the others, None when the server listens on its own machine alone."""

    only_here: bool
    shared: str | None


def services_of(connection: HTTPConnection) -> Services:
    found = connection.app.state.services
    assert isinstance(found, Services)
    return found


def origin_of(connection: HTTPConnection) -> str:
    """The origin that this request came to, if it is one of ours, else the first of ours."""
    scheme = {"ws": "http", "wss": "https"}.get(connection.url.scheme, connection.url.scheme)
    came_to = f"{scheme}://{connection.headers.get('host', '')}"
    ours = services_of(connection).origins
    return came_to if came_to in ours else ours[0]


def reach_of(connection: HTTPConnection) -> Reach:
    """Where the links lead that are made on this page."""
    others = [each for each in services_of(connection).origins if not _loopback(each)]
    return Reach(only_here=_loopback(origin_of(connection)), shared=others[0] if others else None)


def _loopback(origin: str) -> bool:
    host = urlsplit(origin).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.") or host.endswith(".localhost")

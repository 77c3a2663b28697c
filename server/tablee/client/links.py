"""Reading the links that people paste: where the server is, and the secret they carry."""

import ipaddress
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from .trouble import Trouble

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """`server` is an origin, as a browser would send it; `secret` is never shown again."""

    server: str
    secret: str


def server_of(address: str) -> str:
    """The origin of an address. Raises Trouble when it is not a full http(s) one."""
    return _split(address)[0]


def facilitator_link(address: str) -> Link:
    """Read `http://ADDRESS/f#SECRET`."""
    server, path, fragment = _split(address)
    if path != "/f" or not fragment:
        raise Trouble("link_not_facilitator")
    return Link(server=server, secret=fragment)


def join_link(address: str) -> Link:
    """Read `http://ADDRESS/j/SECRET`, where the secret may be the short code."""
    server, path, _ = _split(address)
    secret = path.removeprefix("/j/")
    if secret == path or not secret or "/" in secret:
        raise Trouble("link_not_join")
    return Link(server=server, secret=unquote(secret))


def websocket_of(server: str) -> str:
    """The same origin for a websocket: http becomes ws, https becomes wss."""
    return "ws" + server.removeprefix("http")


def is_this_machine(server: str) -> bool:
    """Whether the address is this very machine, which no proxy can reach for us."""
    host = urlsplit(server).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _split(address: str) -> tuple[str, str, str]:
    """The origin, the path without a last slash, and the fragment."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Trouble("link_not_a_link") from None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise Trouble("link_not_a_link")
    named = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        named = f"{named}:{port}"
    return f"{parts.scheme}://{named}", parts.path.rstrip("/"), parts.fragment

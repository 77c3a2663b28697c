"""Around every answer: exact origins, bounded bodies, and the headers that a browser enforces.

A request that changes something must come from one of our own origins, exactly (SPEC A7): no
cookie of ours is ever used by another site. The policy allows no script but the page's own, by a
nonce drawn per answer.
"""

import logging
import secrets
from typing import Final

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..text import say
from .answers import language_of

_log: Final = logging.getLogger("tablee.edge")
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS: Final = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

BARE: Final = HEADERS | {
    "content-security-policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
}
"""For an answer that is made outside the guard: no script, no frame."""


def policy(nonce: str, host: str) -> str:
    """The content security policy of a page."""
    return (
        "default-src 'none'; "
        f"script-src 'nonce-{nonce}' 'strict-dynamic'; "
        f"style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self' ws://{host} wss://{host}; "
        "worker-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; "
        "frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types svelte-trusted-html tablee-worker"
    )


class Guard:
    """ASGI middleware; the nonce of an answer is in `scope["state"]["nonce"]`."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        self._origins = frozenset(origins)
        self._hosts = frozenset(origin.partition("://")[2] for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        foreign = not self._is_ours(headers)
        if scope["type"] == "websocket":
            if foreign:
                await send({"type": "websocket.close", "code": 1008, "reason": "origin"})
            else:
                await self._app(scope, receive, send)
            return
        if foreign and scope["method"] not in _SAFE:
            await _forbid(scope, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        host = headers.get("host", "")
        page_policy = policy(nonce, host if host in self._hosts else "localhost")
        static = scope["path"].startswith("/static/")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out[name] = value
                if "content-security-policy" not in out:
                    out["content-security-policy"] = page_policy
                cached = "public, max-age=31536000, immutable" if static else "no-store"
                out.setdefault("cache-control", cached)
                if not static:
                    out["x-robots-tag"] = "noindex, nofollow"
                if not scope["state"].get("quiet"):
                    _log.info("answered", extra=_trace(scope, message["status"]))
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _is_ours(self, headers: Headers) -> bool:
        given = headers.getlist("origin")
        return len(given) == 1 and given[0] in self._origins


def _trace(scope: Scope, status: int) -> dict[str, object]:
    """What a log may say of a request: never its path, which may hold a secret."""
    route = scope.get("route")
    path = getattr(route, "path", "-") if route is not None else "-"
    return {"method": scope["method"], "route": path, "status": status}


async def _forbid(scope: Scope, send: Send) -> None:
    connection = HTTPConnection(scope)
    message = say(language_of(connection), "http.origin")
    body = msgspec.json.encode({"code": "origin", "message": message})
    start = {
        "type": "http.response.start",
        "status": 403,
        "headers": [
            (name.encode(), value.encode())
            for name, value in (BARE | {"content-type": "application/json"}).items()
        ],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body})

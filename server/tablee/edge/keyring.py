"""Which key opens which link, and for whom (SPEC A11).

    facilitator's link ──holds──▶ key of the room ──▶ key of its screens ◀──holds── screen's link
                                     │ opens                │ opens
                                     ▼                      ▼
                                screen's link        participants' link, code

A session has its key sealed under its own cookie, a link has it sealed under itself, and the link
that a key opens is sealed under that key, so the server can show a link to whoever may show it and
to nobody else. Replacing a link is drawing another; nobody needs another key, and every page that
is open can show the new one. Rooms of before have derived links (`first_links`): they are sealed
when one of them is next exchanged.
"""

from collections.abc import Iterable

import msgspec

from ..journal.base import Capability
from ..journal.links import StoredCapability, StoredCode
from . import first_links, tokens

KEY = b"key"


class NewLinks(msgspec.Struct, frozen=True, kw_only=True):
    """The secrets of a room that is being made."""

    facilitator: str
    screen: str
    join: str
    code: str
    key: bytes

    @classmethod
    def draw(cls) -> "NewLinks":
        return cls(
            facilitator=tokens.draw_facilitator(),
            screen=tokens.draw_link(),
            join=tokens.draw_link(),
            code=tokens.draw_code(),
            key=tokens.draw_key(),
        )

    def capabilities(self) -> tuple[Capability, ...]:
        return (
            facilitators(self.key, self.facilitator),
            screens(self.key, self.screen),
            participants(self.key, self.join),
        )

    @property
    def code_shown(self) -> bytes:
        return shown(tokens.screens_key(self.key), self.code)


def facilitators(key: bytes, token: str) -> Capability:
    """A facilitator's link, which no key opens: it is shown once, when it is made."""
    holds = tokens.seal(token.encode(), KEY, key)
    return Capability(tokens.hashed(token), "facilitator", holds=holds)


def screens(key: bytes, token: str) -> Capability:
    holds = tokens.seal(token.encode(), KEY, tokens.screens_key(key))
    return Capability(tokens.hashed(token), "screen", holds=holds, shown=shown(key, token))


def participants(key: bytes, token: str) -> Capability:
    seal = shown(tokens.screens_key(key), token)
    return Capability(tokens.hashed(token), "participant", shown=seal)


def shown(key: bytes, secret: str) -> bytes:
    """A link or a code for whoever has the key; its hash makes each seal another one."""
    return tokens.seal(key, tokens.hashed(secret), secret.encode())


def opened(key: bytes, secret_hash: bytes, sealed: bytes | None) -> str | None:
    """The link or the code, or None when the key is not the one."""
    if sealed is None:
        return None
    value = tokens.unseal(key, secret_hash, sealed).decode("ascii", errors="replace")
    return value if tokens.hashed(value) == secret_hash else None


def key_of_link(link: StoredCapability, token: str) -> bytes:
    """The key that a facilitator's or a screen's link holds."""
    if link.holds is not None:
        return tokens.unseal(token.encode(), KEY, link.holds)
    if link.role == "facilitator":
        return first_links.key_of(first_links.screen_of(token))
    return tokens.screens_key(first_links.key_of(token))


def seal_session(cookie: str, key: bytes) -> bytes:
    return tokens.seal(cookie.encode(), KEY, key)


def key_of_session(cookie: str, role: str, sealed: bytes) -> bytes | None:
    """The key that a facilitator's or a screen's session holds."""
    if not sealed:
        return None
    if len(sealed) != first_links.SEALED:
        return tokens.unseal(cookie.encode(), KEY, sealed)
    key = first_links.key_of(first_links.unseal(cookie, sealed))
    return key if role == "facilitator" else tokens.screens_key(key)


def sealed_now(
    screen: str, links: Iterable[StoredCapability], code: StoredCode | None
) -> tuple[tuple[StoredCapability, ...], StoredCode | None]:
    """The links and the code of a room of before that its screen's token gives, sealed."""
    key = first_links.key_of(screen)
    derived = {
        made.token_hash: made
        for made in (screens(key, screen), participants(key, first_links.join_of(screen)))
    }
    sealed = tuple(
        msgspec.structs.replace(
            each, holds=derived[each.token_hash].holds, shown=derived[each.token_hash].shown
        )
        for each in links
        if each.token_hash in derived and each.revoked_ms is None and each.shown is None
    )
    spoken = first_links.code_of(screen)
    if code is None or code.shown is not None or code.code_hash != tokens.hashed(spoken):
        return sealed, None
    seal = shown(tokens.screens_key(key), spoken)
    return sealed, msgspec.structs.replace(code, shown=seal)

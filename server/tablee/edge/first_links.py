"""The links of rooms made before links could change: all derived, one way, from the facilitator's.

They stay good. Their rooms have no key of their own, so it is derived from the screen's token,
which their facilitators' links and sessions give too; what is replaced there is sealed like
everywhere else (`keyring`).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from . import tokens

SEALED: Final = 16
"""Bytes that a session of before has sealed: the screen's token."""


def screen_of(facilitator: str) -> str:
    return _text(tokens.mac(facilitator.encode(), b"screen")[:16])


def join_of(screen: str) -> str:
    return _text(tokens.mac(screen.encode(), b"join")[:16])


def code_of(screen: str) -> str:
    number = int.from_bytes(tokens.mac(screen.encode(), b"code"), "big")
    letters: list[str] = []
    for _ in range(tokens.CODE_LENGTH):
        number, rest = divmod(number, len(tokens.FIRST_ALPHABET))
        letters.append(tokens.FIRST_ALPHABET[rest])
    return "".join(letters)


def key_of(screen: str) -> bytes:
    """The key of a room of before."""
    return tokens.mac(screen.encode(), b"room")


def seal(cookie: str, screen: str) -> bytes:
    """The screen's token as a session of before kept it."""
    value = urlsafe_b64decode(screen + "=" * (-len(screen) % 4))
    return tokens.xor(value, tokens.mac(cookie.encode(), b"seal"))


def unseal(cookie: str, sealed: bytes) -> str:
    return _text(tokens.xor(sealed, tokens.mac(cookie.encode(), b"seal")))


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()

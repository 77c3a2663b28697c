"""Secrets of links, cookies and codes: how they are drawn, derived, kept and sealed (SPEC A1–A4).

A room's secrets come from one another, one way: the facilitator's token (256 bits) gives the
screen's, which gives the participants' and the spoken code. The server keeps only their SHA-256,
enough for random values of 128 bits and more, and can still show a link to whoever holds the one
above it. A session keeps the screen's token sealed under its own cookie, which the server does not
have: who steals the database has no link.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Final

ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that cannot be taken for one another when read aloud."""
CODE_LENGTH: Final = 6


def draw_facilitator() -> str:
    """256 bits, 43 characters."""
    return secrets.token_urlsafe(32)


def draw_cookie() -> str:
    return secrets.token_urlsafe(32)


def draw_id(prefix: str = "") -> str:
    """A public id that means nothing and gives no right: 72 bits, 12 characters."""
    return prefix + secrets.token_urlsafe(9)


def screen_of(facilitator: str) -> str:
    """The screen's token, 128 bits, 22 characters."""
    return _derived(facilitator, b"screen")


def join_of(screen: str) -> str:
    """The participants' token, 128 bits, 22 characters."""
    return _derived(screen, b"join")


def code_of(screen: str) -> str:
    """The spoken code: six characters of `ALPHABET`."""
    number = int.from_bytes(_mac(screen, b"code"), "big")
    letters: list[str] = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def spoken(code: str) -> str:
    """A code as somebody may have typed it, in the letters that codes are made of."""
    return "".join(letter for letter in code.upper() if letter in ALPHABET)


def hashed(secret: str) -> bytes:
    """What the server keeps of a secret."""
    return sha256(secret.encode()).digest()


def seal(cookie: str, screen: str) -> bytes:
    """The screen's token under a cookie that is drawn once and seals nothing else."""
    return _xor(_bytes(screen), _mac(cookie, b"seal"))


def unseal(cookie: str, sealed: bytes) -> str | None:
    """The screen's token, or None when nothing was sealed."""
    return _text(_xor(sealed, _mac(cookie, b"seal"))) if sealed else None


def _derived(secret: str, purpose: bytes) -> str:
    return _text(_mac(secret, purpose)[:16])


def _mac(secret: str, purpose: bytes) -> bytes:
    return hmac.digest(secret.encode(), b"tablee " + purpose, "sha256")


def _xor(value: bytes, stream: bytes) -> bytes:
    return bytes(one ^ two for one, two in zip(value, stream, strict=False))


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))

"""Secrets of links, cookies and codes: how they are drawn, kept and sealed (SPEC A1, A2, A11).

Each secret is drawn alone. The server keeps its SHA-256, enough for random values of 128 bits and
more, and the secret itself sealed under a key that the server has only while somebody who holds
that key asks: who steals the database has no link. `keyring` says which key opens what.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Final

ALPHABET: Final = "ACDEFGHJKMNPQRTUVWXY23456789"
"""Letters and digits that cannot be taken for one another, read aloud, on paper or on a wall."""
FIRST_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Those of the codes of before, which stay good."""
CODE_LENGTH: Final = 6
RESUME_LENGTH: Final = 10
"""Letters of a way back: 48 bits for a quarter of an hour, short enough to be typed."""

_LOOKS_LIKE: Final = str.maketrans("BSZ", "852")


def draw_facilitator() -> str:
    """256 bits, 43 characters."""
    return secrets.token_urlsafe(32)


def draw_link() -> str:
    """A participants' or a screen's token: 128 bits, 22 characters."""
    return secrets.token_urlsafe(16)


def draw_code(length: int = CODE_LENGTH) -> str:
    """Letters of `ALPHABET`, all as likely."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def draw_cookie() -> str:
    return secrets.token_urlsafe(32)


def cookie_of(salt: bytes, key: str) -> str:
    """A cookie like `draw_cookie`'s that the same salt, which only the server has, and the same key
    of a device, which it does not keep, always give."""
    return urlsafe_b64encode(hmac.digest(salt, key.encode(errors="surrogatepass"), "sha256"))[
        :43
    ].decode()


def draw_key() -> bytes:
    """The key of a room, 256 bits: it opens its links for its facilitators."""
    return secrets.token_bytes(32)


def draw_id(prefix: str = "") -> str:
    """A public id that means nothing and gives no right: 72 bits, 12 characters."""
    return prefix + secrets.token_urlsafe(9)


def id_of(prefix: str, *words: str) -> str:
    """A public id like `draw_id`'s that the same words, one of them secret, always give."""
    digest = sha256(" ".join(words).encode(errors="surrogatepass")).digest()
    return prefix + urlsafe_b64encode(digest[:9]).decode()


def spoken(code: str) -> tuple[str, ...]:
    """The codes that somebody may mean by what they typed: that one, in the letters that codes are
    or were made of, and where they took one of ours for a letter that looks like it, ours."""
    typed = "".join(letter for letter in code.upper() if letter in FIRST_ALPHABET)
    return tuple(dict.fromkeys((typed, typed.translate(_LOOKS_LIKE))))


def hashed(secret: str) -> bytes:
    """What the server keeps of a secret."""
    return sha256(secret.encode()).digest()


def screens_key(key: bytes) -> bytes:
    """The key that a room's screens hold: it opens the way in for participants, no more."""
    return mac(key, b"screens")


def seal(key: bytes, about: bytes, value: bytes) -> bytes:
    """At most 32 bytes under a key; the same key never seals two values about the same thing."""
    assert len(value) <= 32
    return xor(value, mac(key, b"seal " + about))


def unseal(key: bytes, about: bytes, sealed: bytes) -> bytes:
    """What was sealed; noise when it was under another key."""
    return seal(key, about, sealed)


def mac(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, b"tablee " + purpose, "sha256")


def xor(value: bytes, stream: bytes) -> bytes:
    return bytes(one ^ two for one, two in zip(value, stream, strict=False))

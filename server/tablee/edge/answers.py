"""Answers in JSON, and refusals in the person's language."""

from typing import Final, TypeVar

import msgspec
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from ..text import say
from ..workshop.rejection import Rejection
from ..workshop.vocabulary import Language

MAX_BODY: Final = 65_536
"""Bytes of a request; an archive to import may be longer."""

T = TypeVar("T")


class Refusal(Exception):
    """An answer other than the one hoped for; `code` names its words under `http.<code>`."""

    def __init__(self, status: int, code: str, message: str | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message


def language_of(connection: HTTPConnection) -> Language:
    """The language that the address asks for, else the one chosen on a page, else the first of the
    browser's that we have, else French."""
    asked = connection.query_params.get("language")
    for chosen in (asked, connection.cookies.get("tablee-language")):
        if chosen in ("fr", "en"):
            return "en" if chosen == "en" else "fr"
    for part in connection.headers.get("accept-language", "").split(","):
        tag = part.partition(";")[0].strip().lower()[:2]
        if tag in ("fr", "en"):
            return "en" if tag == "en" else "fr"
    return "fr"


def keep_language(response: Response, language: Language) -> None:
    """Have this browser ask for its pages in `language`, for a year."""
    response.set_cookie("tablee-language", language, max_age=31_536_000, path="/", samesite="lax")


def answer(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def refuse(connection: HTTPConnection, refusal: Refusal) -> Response:
    message = refusal.message or say(language_of(connection), f"http.{refusal.code}")
    return answer({"code": refusal.code, "message": message}, refusal.status)


def refused(connection: HTTPConnection, rejection: Rejection) -> Refusal:
    """A refusal of the rules, over HTTP."""
    key = f"rejection.{rejection.code}"
    words = say(language_of(connection), key, **rejection.params)
    return Refusal(409, rejection.code, words)


async def body_of(request: Request, limit: int = MAX_BODY) -> bytes:
    """The whole body. Raises `Refusal` when it is longer than `limit` bytes or compressed."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refusal(415, "compressed")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise Refusal(413, "too_large")
    return bytes(body)


async def read(request: Request, shape: type[T], limit: int = MAX_BODY) -> T:
    """The JSON body as a value. Raises `Refusal` when it is not one."""
    body = await body_of(request, limit)
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(400, "malformed") from error

"""One browser's worth of HTTP: an origin, a jar of cookies, and the API's JSON.

Every POST carries the Origin of the server, as a page of that server would. What goes wrong is a
`Trouble` with the server's own sentence where it gave one; nothing else leaves this module.
"""

import asyncio
import functools
import random
import ssl
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final, Self, TypeVar

import httpx
import msgspec

from ..workshop.vocabulary import Language
from .links import is_this_machine
from .trouble import Trouble, Unreachable

_NOT_NOW: Final = frozenset({429, 502, 503, 504})
_TIMEOUT: Final = httpx.Timeout(60, connect=10)
_LONGEST_PAUSE_S: Final = 2.0
IDLE_S: Final = 2.0
"""How long an unused connection is kept. The server closes one after five seconds: whoever kept it
as long would now and then write into one that is just being closed, and what they wrote is lost."""

T = TypeVar("T")


class Session:
    """A person's browser, as the server sees it: cookies live and die with it."""

    def __init__(self, server: str, language: Language) -> None:
        self.server: Final = server
        self._http: Final = httpx.AsyncClient(
            base_url=server,
            headers={"Origin": server, "Accept-Language": language},
            timeout=_TIMEOUT,
            limits=httpx.Limits(keepalive_expiry=IDLE_S),
            verify=machine_certificates(),
            trust_env=not is_this_machine(server),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    @property
    def cookie(self) -> str:
        """The Cookie header that a websocket's handshake needs."""
        return "; ".join(f"{each.name}={each.value}" for each in self._http.cookies.jar)

    async def get(self, path: str) -> httpx.Response:
        """The answer to a GET, whatever its status. Raises Unreachable."""
        return await self._ask(self._http.build_request("GET", path))

    async def download(self, path: str) -> bytes:
        """The body of a GET. Raises Trouble with the server's sentence when it is refused."""
        answer = await self.get(path)
        if answer.status_code != httpx.codes.OK:
            raise self._refusal(answer)
        return answer.content

    async def post(
        self, path: str, body: object, shape: type[T], *, headers: Mapping[str, str] | None = None
    ) -> T:
        """POST a value (or bytes, already JSON) and read the answer as `shape`.

        Raises Unreachable when it is worth trying again, Trouble when it is not.
        """
        content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        request = self._http.build_request(
            "POST",
            path,
            content=content,
            headers={"Content-Type": "application/json", **(headers or {})},
        )
        answer = await self._ask(request)
        if not answer.is_success:
            raise self._refusal(answer)
        try:
            return msgspec.json.decode(answer.content, type=shape)
        except (msgspec.DecodeError, UnicodeDecodeError) as unread:
            raise self._not_tablee(str(unread)) from None

    async def post_patiently(self, path: str, body: object, shape: type[T]) -> T:
        """As `post`, trying again for ever while the server cannot be reached.

        The caller bounds the time. A lost answer may have been carried out once already.
        """
        while True:
            try:
                return await self.post(path, body, shape)
            except Unreachable:
                await asyncio.sleep(random.uniform(0.05, _LONGEST_PAUSE_S))  # noqa: S311

    async def boot(self, path: str, shape: type[T]) -> T:
        """The data that a page starts from (`<script id="boot">`)."""
        answer = await self.get(path)
        if answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
            raise Trouble("link_unknown")
        if answer.status_code != httpx.codes.OK:
            raise self._refusal(answer)
        reader = _BootReader()
        reader.feed(answer.text)
        reader.close()
        try:
            return msgspec.json.decode("".join(reader.found), type=shape)
        except msgspec.DecodeError as unread:
            raise self._not_tablee(str(unread)) from None

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        try:
            answer = await self._http.send(request)
        except (httpx.TransportError, httpx.InvalidURL) as lost:
            detail = str(lost) or type(lost).__name__
            raise Unreachable("unreachable", server=self.server, detail=detail) from None
        if answer.status_code in _NOT_NOW:
            refusal = self._refusal(answer)
            raise Unreachable(refusal.key, **refusal.params)
        return answer

    def _refusal(self, answer: httpx.Response) -> Trouble:
        """What the server said, in the person's language, or that it did not speak as ours does."""
        try:
            said = msgspec.json.decode(answer.content, type=_Refusal)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return self._not_tablee(f"HTTP {answer.status_code}")
        return Trouble("refused", message=said.message)

    def _not_tablee(self, detail: str) -> Trouble:
        return Trouble("not_tablee", server=self.server, detail=detail)


@functools.cache
def machine_certificates() -> ssl.SSLContext:
    """What this machine trusts; made once, because making one takes tens of milliseconds."""
    return ssl.create_default_context()


class _Refusal(msgspec.Struct, frozen=True):
    code: str
    message: str


class _BootReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("id", "boot") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)

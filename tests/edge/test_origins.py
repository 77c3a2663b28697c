"""Where a request may come from, exactly (SPEC A7)."""

import pytest
from websockets.exceptions import InvalidStatus

from support.running_server import RunningServer
from support.visitors import Visitor, hear, say_hello
from tablee.protocol.messages import Welcome


def foreign(origin: str) -> dict[str, tuple[str, ...]]:
    """Origins that are not one of ours, by what is wrong with them."""
    host, _, port = origin.removeprefix("http://").rpartition(":")
    return {
        "none": (),
        "null": ("null",),
        "https for http": (f"https://{host}:{port}",),
        "another port": (f"http://{host}:{int(port) + 1}",),
        "no port": (f"http://{host}",),
        "another site": ("http://evil.example",),
        "our host as a subdomain of another": (f"http://{host}.evil.example:{port}",),
        "our host as the end of another": (f"http://evil{host}:{port}",),
        "a dot at the end of the host": (f"http://{host}.:{port}",),
        "capitals": (f"HTTP://LOCALHOST:{port}",),
        "a slash at the end": (f"{origin}/",),
        "a user": (f"http://{host}:{port}@evil.example",),
        "a look-alike": (f"http://xn--lcalhost-3ya:{port}",),
        "a file": ("file://",),
        "two headers": (origin, "http://evil.example"),
        "twice ours": (origin, origin),
        "a list": (f"{origin}, {origin}",),
    }


CASES = sorted(foreign("http://127.0.0.1:1"))


@pytest.mark.parametrize("case", CASES)
async def test_a_foreign_origin_changes_nothing(
    server: RunningServer, visitor: Visitor, case: str
) -> None:
    """[A7] every POST is refused before anything is read."""
    headers = [("Origin", each) for each in foreign(server.address)[case]]
    del visitor.http.headers["origin"]
    for path in (
        "workshops",
        "import",
        "join",
        "session",
        "language",
        "rooms/r/name",
        "rooms/x/commands",
        "rooms/x/participant/outboxes",
        "rooms/x/participant/lines?outbox=o",
        "rooms/x/participant/lines/l/frames",
        "rooms/x/participant/lines/l/next?after=0",
    ):
        refused = await visitor.http.post(f"/api/{path}", headers=headers, json={})
        assert refused.status_code == 403, path
        assert refused.json()["code"] == "origin"
    for method in ("PUT", "PATCH", "DELETE"):
        assert (await visitor.http.request(method, "/", headers=headers)).status_code == 403


@pytest.mark.parametrize("case", CASES)
async def test_a_foreign_origin_opens_no_websocket(
    server: RunningServer, visitor: Visitor, case: str
) -> None:
    """[A7] refused before the handshake is over, with the right cookie and outbox."""
    made = await visitor.create()
    await visitor.join(made)
    outbox = await visitor.outbox(made)
    line = visitor.line(made.id, "participant", outbox, origins=foreign(server.address)[case])
    with pytest.raises(InvalidStatus) as refused:
        async with line:
            pass
    assert refused.value.response.status_code in (400, 403)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
async def test_our_own_origins_are_accepted(
    server: RunningServer, visitor: Visitor, name: str
) -> None:
    """[A7] all those that the listening address answers to."""
    ours = f"http://{name}:{server.port}"
    chosen = await visitor.http.post(
        "/api/language", json={"language": "en"}, headers={"origin": ours}
    )
    assert chosen.status_code == 200
    made = await visitor.create()
    await visitor.join(made)
    outbox = await visitor.outbox(made)
    async with visitor.line(made.id, "participant", outbox, origins=[ours]) as line:
        await say_hello(line)
        assert isinstance(await hear(line, Welcome), Welcome)


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr-FR", "vient d'une autre adresse"), ("en-GB", "comes from another address")],
)
async def test_a_foreign_origin_is_told_so_in_its_language(
    visitor: Visitor, language: str, said: str
) -> None:
    """[A7] [R59] a proxy that was not announced shows itself in words."""
    headers = {"origin": "http://evil.example", "accept-language": language}
    refused = await visitor.http.post("/api/language", json={}, headers=headers)
    assert refused.status_code == 403
    assert refused.json()["code"] == "origin"
    assert said in refused.json()["message"]

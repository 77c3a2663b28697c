"""What every answer tells a browser to enforce (reliability.md T7, T22, §4.7)."""

import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.routing import Mount, Route, WebSocketRoute

from support.running_server import RunningServer
from support.visitors import Visitor
from tablee.edge.app import create_app
from tablee.edge.guard import HEADERS

ORIGIN = "http://127.0.0.1:9"


def routes() -> Iterator[tuple[str, str]]:
    """Every method and path of the application, with a made-up value for each parameter."""
    app = create_app((ORIGIN,), None)  # type: ignore[arg-type] # never opened
    for route in app.routes:
        assert isinstance(route, Route | WebSocketRoute | Mount)
        if isinstance(route, Route):
            for method in sorted(route.methods or ()):
                yield method, re.sub(r"{\w+}", "x", route.path)
    yield from (("GET", "/static/assets/page.js"), ("GET", "/static/none"), ("GET", "/nowhere"))
    yield from (("DELETE", "/"), ("POST", "/j/x"))


WALK = list(routes())


def test_the_walk_goes_everywhere() -> None:
    """So that a new route is looked at."""
    assert len(WALK) >= 25


def lacking(response: httpx.Response) -> list[str]:
    """The promises that the headers do not make."""
    told = response.headers
    missing = [name for name, value in HEADERS.items() if told.get(name) != value]
    policy = told.get("content-security-policy", "")
    missing += [
        part for part in ("default-src 'none'", "frame-ancestors 'none'") if part not in policy
    ]
    missing += ["unsafe"] * ("unsafe" in policy) + ["server"] * ("server" in told)
    if not response.url.path.startswith("/static/"):
        missing += ["no-store"] * (told.get("cache-control") != "no-store")
        missing += ["noindex"] * ("noindex" not in told.get("x-robots-tag", ""))
    return missing


@pytest.mark.parametrize(("method", "path"), WALK)
async def test_every_answer_carries_the_headers(visitor: Visitor, method: str, path: str) -> None:
    """[A7] whatever the status, with our origin and with a foreign one."""
    ours = await visitor.http.request(method, path, content=b"{")
    assert ours.status_code < 500, ours.text
    assert lacking(ours) == []
    theirs = await visitor.http.request(
        method, path, content=b"{", headers={"origin": "http://evil.example"}
    )
    assert lacking(theirs) == []
    if method not in ("GET", "HEAD"):
        assert theirs.status_code == 403


async def test_a_bug_of_ours_carries_the_headers_too() -> None:
    """[A7] an answer made when the application broke."""
    app = create_app((ORIGIN,), None)  # type: ignore[arg-type] # never opened: services are missing
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
        asked = {"template": "x", "title": "", "territories": []}
        broken = await http.post("/api/workshops", json=asked, headers={"origin": ORIGIN})
    assert broken.status_code == 500
    assert broken.json()["code"] == "internal"
    assert lacking(broken) == []


async def test_a_page_runs_only_its_own_scripts(visitor: Visitor) -> None:
    """[A7] a nonce drawn for each answer, on every script of the page; nothing inline without."""
    made = await visitor.create()
    nonces = set()
    for address in ("/", "/f", f"/j/{made.secrets['participant']}", "/nowhere"):
        for _ in range(2):
            page = await visitor.http.get(address)
            policy = page.headers["content-security-policy"]
            found = re.search(r"script-src 'nonce-([\w-]{20,})' 'strict-dynamic'", policy)
            assert found is not None
            nonces.add(found[1])
            for script in re.findall(r"<(?:script|style)\b[^>]*>", page.text):
                assert f'nonce="{found[1]}"' in script
            assert not re.search(r"\son\w+=|javascript:", page.text)
            assert "require-trusted-types-for 'script'" in policy
    assert len(nonces) == 8


async def test_a_host_that_is_not_ours_is_not_echoed(visitor: Visitor) -> None:
    """[A7] neither in the policy nor in a link."""
    page = await visitor.http.get("/", headers={"host": "evil.example"})
    assert "evil.example" not in page.headers["content-security-policy"] + page.text
    made = await visitor.http.post(
        "/api/workshops",
        json={"template": "effets-utiles", "title": "", "territories": ["A"]},
        headers={"host": "evil.example"},
    )
    assert "evil.example" not in made.text


async def test_text_of_people_cannot_end_the_boot_script(
    server: RunningServer, visitor: Visitor
) -> None:
    """[X1] a title and a first name are shown as they were typed, and are never markup."""
    hostile = "</script><script>alert(1)</script><!-- \u2028"
    made = await visitor.create(hostile, title=hostile)
    await visitor.join(made, "<img src=x onerror=1>")
    for address in (f"/j/{made.secrets['participant']}", f"/r/{made.id}/plateau"):
        page = (await visitor.http.get(address)).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "\u2028" not in page
    assert server.errors.count("Traceback") == 0

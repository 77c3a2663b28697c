"""A real server for each file of tests, and a visitor for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from support.running_server import RunningServer
from support.visitors import Visitor


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One for the whole file; a test that spends its tries or ends it takes `own_server`."""
    running = RunningServer(tmp_path_factory.mktemp("server"), bare_pages=True).start()
    yield running
    running.kill()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server of this test's own."""
    running = RunningServer(tmp_path, bare_pages=True).start()
    yield running
    running.kill()


@pytest.fixture(params=["websocket", "http"])
async def caller(server: RunningServer, request: pytest.FixtureRequest) -> AsyncIterator[Visitor]:
    """A browser at `server` whose lines go over each of what may carry them."""
    async with Visitor(server, request.param) as browser:
        yield browser


@pytest.fixture
async def visitor(server: RunningServer) -> AsyncIterator[Visitor]:
    """A browser at `server`."""
    async with Visitor(server) as browser:
        yield browser

"""A real server for each file of tests, and a visitor for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from support.servers import Server, Visitor


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for the whole file; a test that spends its tries or ends it takes `own_server`."""
    running = Server(tmp_path_factory.mktemp("server")).start()
    yield running
    running.kill()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server of this test's own."""
    running = Server(tmp_path).start()
    yield running
    running.kill()


@pytest.fixture
async def visitor(server: Server) -> AsyncIterator[Visitor]:
    """A browser at `server`."""
    async with Visitor(server) as browser:
        yield browser

"""One browser and one server for all browser tests; people and workshops of each test's own."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from e2e.people import PATIENCE_MS, People, Workshop
from support.chromium import find_chromium
from support.running_server import RunningServer

TERRITORIES = ("Marseille", "Briançon")


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        yield chromium
        await chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A real server; who kills it starts it again."""
    with RunningServer(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def people(browser: Browser, server: RunningServer) -> AsyncIterator[People]:
    """The people of one test; at its end none of their pages may have had trouble."""
    all_of_them = People(browser, server.address)
    yield all_of_them
    await all_of_them.leave()


@pytest_asyncio.fixture(loop_scope="session")
async def workshop(server: RunningServer) -> AsyncIterator[Workshop]:
    """A workshop of two territories, in its first phase."""
    async with await Workshop.create(server.address, *TERRITORIES) as made:
        yield made

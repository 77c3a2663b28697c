"""A whole rehearsal through bad wifi: every note of the file ends in the workshop, once, in order.

The participants are those of `tablee rehearse`, over real sockets; only the network is made up.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import cycle
from pathlib import Path

import pytest

from support.chaos_proxy import ChaosProxy
from support.running_server import RunningServer, free_port
from support.weather import TRAIN, VENUE, Cut, Weather
from tablee.client import workshops
from tablee.client.notes_file import NoteToPost, read_notes
from tablee.client.rehearse import Tally, rehearse

CORPUS = Path(__file__).parent.parent / "data" / "corpus.json"
ENOUGH_S = 120.0
PARTICIPANTS = 8

Texts = dict[tuple[str, int | None], list[str]]
"""What each pair of each territory has written, in order."""
Storm = Callable[[ChaosProxy], Awaitable[None]]


@pytest.fixture(scope="module")
def port() -> int:
    """Where the proxy listens: an origin that the server has to know from its start."""
    return free_port()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("server")
    with RunningServer(folder, bare_pages=True, origins=[f"http://127.0.0.1:{port}"]) as running:
        yield running


@asynccontextmanager
async def storming(storm: Storm, proxy: ChaosProxy) -> AsyncIterator[None]:
    """Meanwhile, and clear again afterwards."""
    raging = asyncio.ensure_future(storm(proxy))
    try:
        yield
    finally:
        raging.cancel()
        with suppress(asyncio.CancelledError):
            await raging
        proxy.thaw()


async def cutting(proxy: ChaosProxy) -> None:
    """Every line is cut again and again, each time in another of the ways that show."""
    ways: tuple[Cut, ...] = ("reset", "end", "mid-frame")
    for how in cycle(ways):
        await asyncio.sleep(0.8)
        proxy.cut(how)


async def tunnels(proxy: ChaosProxy) -> None:
    """Short silences, a long one in which lines are given up, and lines that are half open."""
    await asyncio.sleep(1)
    proxy.freeze()
    await asyncio.sleep(2)
    proxy.thaw()
    await asyncio.sleep(1)
    proxy.cut("half-open")
    await asyncio.sleep(1)
    proxy.freeze()
    await asyncio.sleep(9)
    proxy.thaw()
    await asyncio.Event().wait()


def in_order(notes: tuple[NoteToPost, ...]) -> Texts:
    """The texts of each pair, as the file has them."""
    found: Texts = defaultdict(list)
    for note in notes:
        found[note.territory, note.binome].append(note.text)
    return found


async def rehearsed(
    server: RunningServer, proxy: ChaosProxy, weather: Weather, storm: Storm | None, pace: float
) -> tuple[Tally, Texts]:
    """The tally, and the texts of each pair in the order of the journal."""
    notes = read_notes(CORPUS)
    links = await workshops.create(
        server.address,
        template="effets-utiles",
        title="Essai",
        territories=list(dict.fromkeys(note.territory for note in notes)),
        language="fr",
        key=None,
    )
    await workshops.open_phase(links.facilitator, "travail", start_timer=True, language="fr")
    proxy.weather = weather
    playing = rehearse(
        links.join.replace(server.address, proxy.address),
        PARTICIPANTS,
        notes,
        pace,
        lang="fr",
        timeout_s=ENOUGH_S,
    )
    if storm is None:
        tally = await playing
    else:
        async with storming(storm, proxy):
            tally = await playing
    proxy.weather = Weather()
    archive = json.loads(await workshops.export(links.facilitator, "json", language="fr"))
    written: Texts = defaultdict(list)
    for note in archive["notes"]:
        written[note["territory"], note["pair"]].append(note["text"])
    return tally, written


PLACES = {
    "venue": (VENUE, None, 0.0),
    "cuts": (Weather(delay_ms=40, jitter_ms=30), cutting, 60.0),
    "train": (TRAIN, tunnels, 30.0),
}


LONG = pytest.mark.long


@pytest.mark.parametrize(
    "name", ["cuts", pytest.param("venue", marks=LONG), pytest.param("train", marks=LONG)]
)
async def test_every_note_once_and_in_order(server: RunningServer, port: int, name: str) -> None:
    """[K3, W4, W6, W7] 244 notes of eight people on four territories, whatever the line does."""
    weather, storm, pace = PLACES[name]
    async with ChaosProxy(server.port, seed=11, port=port) as proxy:
        tally, written = await rehearsed(server, proxy, weather, storm, pace)
        struck = proxy.cuts
    expected = in_order(read_notes(CORPUS))
    assert (tally.acknowledged, tally.refused, tally.late) == (244, 0, 0), tally
    assert written == expected
    if storm is not None:
        assert tally.reconnections > 0
        assert struck

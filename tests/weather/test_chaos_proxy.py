"""The bad wifi of the tests is as bad as it says, and the same again from the same seed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from itertools import islice
from typing import ClassVar

import pytest

from support.chaos_proxy import ChaosProxy
from support.running_server import free_port
from support.weather import CAPTIVE, CUTS, OFFICE, RISK_EVERY_S, VENUE, Cut, Fate, Weather

SOON_S = 5.0
"""What arrives at all arrives within this."""
A_MOMENT_S = 0.15
"""What has not arrived after this was not sent."""


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


@pytest.fixture(autouse=True)
async def hang_up() -> AsyncIterator[None]:
    """At the end, everybody who called hangs up."""
    yield
    for caller in Caller.all:
        caller.writer.transport.abort()
        with suppress(OSError):
            await caller.writer.wait_closed()
    Caller.all.clear()


@pytest.fixture
async def echo() -> AsyncIterator[int]:
    """The port of a server that sends back what it is sent."""
    async with await asyncio.start_server(_echo, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture
async def proxy(echo: int) -> AsyncIterator[ChaosProxy]:
    async with ChaosProxy(echo) as between:
        yield between


class Caller:
    """A connection through the proxy."""

    all: ClassVar[list["Caller"]] = []

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def at(cls, proxy: ChaosProxy) -> "Caller":
        caller = cls(*await asyncio.open_connection("127.0.0.1", proxy.port))
        cls.all.append(caller)
        return caller

    async def says(self, data: bytes) -> bytes:
        """Send, and hear as much again."""
        self.writer.write(data)
        return await asyncio.wait_for(self.reader.readexactly(len(data)), SOON_S)

    async def hears_nothing(self) -> bool:
        try:
            await asyncio.wait_for(self.reader.read(1), A_MOMENT_S)
        except TimeoutError:
            return True
        return False

    async def end(self) -> bytes | type[OSError]:
        """What still arrives before the end, or how the line broke."""
        try:
            return await asyncio.wait_for(self.reader.read(), SOON_S)
        except OSError as error:
            return type(error)


def seconds() -> float:
    return asyncio.get_running_loop().time()


async def test_in_clear_weather_everything_passes_as_it_is(proxy: ChaosProxy) -> None:
    """Both ways, in order, more than fits on the way at once; and the end as well."""
    caller = await Caller.at(proxy)
    data = bytes(range(256)) * 20_000
    assert await caller.says(data) == data
    caller.writer.write_eof()
    assert await caller.end() == b""


async def test_every_piece_is_late_and_none_overtakes_another(proxy: ChaosProxy) -> None:
    """The delay is for each way; the jitter changes no order."""
    proxy.weather = Weather(delay_ms=60, jitter_ms=50)
    caller = await Caller.at(proxy)
    sent = b""
    for number in range(20):
        caller.writer.write(b"%04d" % number)
        sent += b"%04d" % number
        await asyncio.sleep(0.002)
    assert await asyncio.wait_for(caller.reader.readexactly(len(sent)), SOON_S) == sent
    proxy.weather = Weather(delay_ms=60)
    started = seconds()
    await caller.says(b"ping")
    assert seconds() - started >= 0.12


async def test_a_thin_line_passes_so_many_bytes_a_second(proxy: ChaosProxy) -> None:
    proxy.weather = Weather(bytes_per_s=40_000)
    caller = await Caller.at(proxy)
    started = seconds()
    await caller.says(b"x" * 12_000)
    assert seconds() - started >= 0.3


@pytest.mark.parametrize("how", CUTS)
async def test_each_cut_is_what_it_is_called(proxy: ChaosProxy, how: Cut) -> None:
    """A polite end, a reset, half a piece and a reset, or a silence that nobody explains."""
    caller = await Caller.at(proxy)
    await caller.says(b"before")
    assert proxy.cut(how) == 1
    if how == "half-open":
        caller.writer.write(b"0123456789")
        assert await caller.hears_nothing()
        assert proxy.connections == 1
    elif how == "end":
        assert await caller.end() == b""
    else:
        caller.writer.write(b"0123456789")
        assert await caller.end() is ConnectionResetError
    assert proxy.cuts == {how: 1}
    assert await (await Caller.at(proxy)).says(b"another") == b"another"


async def test_mid_frame_the_server_gets_half_of_what_was_sent() -> None:
    heard = bytearray()
    broken = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(100):
                heard.extend(piece)
        except ConnectionResetError:
            broken.set()
        writer.close()

    async with (
        await asyncio.start_server(listen, "127.0.0.1", 0) as server,
        ChaosProxy(server.sockets[0].getsockname()[1]) as proxy,
    ):
        proxy.weather = Weather(delay_ms=50)
        caller = await Caller.at(proxy)
        caller.writer.write(b"0123456789")
        await asyncio.sleep(0.01)
        assert proxy.cut("mid-frame") == 1
        assert await caller.end() is ConnectionResetError
        await asyncio.wait_for(broken.wait(), SOON_S)
    assert bytes(heard) in (b"", b"01234")


async def test_frozen_nothing_passes_and_then_everything_does(proxy: ChaosProxy) -> None:
    caller = await Caller.at(proxy)
    await caller.says(b"before")
    proxy.freeze()
    caller.writer.write(b"during")
    assert await caller.hears_nothing()
    newcomer = await Caller.at(proxy)
    newcomer.writer.write(b"me too")
    assert await newcomer.hears_nothing()
    assert proxy.connections == 2
    proxy.thaw()
    assert await asyncio.wait_for(caller.reader.readexactly(6), SOON_S) == b"during"
    assert await asyncio.wait_for(newcomer.reader.readexactly(6), SOON_S) == b"me too"


async def test_refused_is_refused_and_what_is_open_goes_on(proxy: ChaosProxy) -> None:
    caller = await Caller.at(proxy)
    await caller.says(b"before")
    await proxy.refuse()
    with pytest.raises(ConnectionRefusedError):
        await Caller.at(proxy)
    assert await caller.says(b"still there") == b"still there"
    await proxy.accept()
    assert await (await Caller.at(proxy)).says(b"again") == b"again"


async def test_a_server_that_is_away_resets_whoever_calls() -> None:
    async with ChaosProxy(free_port()) as proxy:
        assert await (await Caller.at(proxy)).end() in (b"", ConnectionResetError)


UPGRADE = b"GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n"
PLAIN = b"POST /api HTTP/1.1\r\nHost: x\r\n\r\n"


async def test_an_office_lets_everything_through_but_websockets(proxy: ChaosProxy) -> None:
    proxy.weather = OFFICE
    caller = await Caller.at(proxy)
    caller.writer.write(UPGRADE)
    answer = await caller.end()
    assert isinstance(answer, bytes)
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert await (await Caller.at(proxy)).says(PLAIN + b"body") == PLAIN + b"body"
    proxy.weather = Weather(websockets="swallowed")
    silent = await Caller.at(proxy)
    silent.writer.write(UPGRADE)
    assert await silent.hears_nothing()
    assert await (await Caller.at(proxy)).says(PLAIN) == PLAIN


async def test_a_portal_answers_every_request_with_its_own_page(proxy: ChaosProxy) -> None:
    proxy.weather = CAPTIVE
    for request in (UPGRADE, PLAIN):
        caller = await Caller.at(proxy)
        caller.writer.write(request)
        answer = await caller.end()
        assert isinstance(answer, bytes)
        assert b"Acceptez" in answer


def test_the_same_seed_is_the_same_weather() -> None:
    """Connection by connection, whatever the others do."""

    def lived(seed: int, number: int) -> list[object]:
        fate = Fate(seed, number)
        return [*islice(fate.cuts(), 20), *(fate.lag_s(VENUE) for _ in range(20))]

    assert lived(1, 3) == lived(1, 3)
    assert lived(1, 3) != lived(1, 4)
    assert lived(1, 3) != lived(2, 3)


def test_the_risk_is_what_the_weather_says() -> None:
    """5 % of the connections in each ten seconds, in each of the ways."""
    fates = [draw for number in range(400) for draw in islice(Fate(5, number).cuts(), 10)]
    struck = [how for _, how, luck in fates if luck < VENUE.cuts]
    assert 0.04 < len(struck) / len(fates) < 0.06
    assert set(struck) == set(CUTS)
    assert all(0 <= after_s <= RISK_EVERY_S for after_s, _, _ in fates)


async def test_the_weather_cuts_by_itself(
    proxy: ChaosProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every connection, when the risk is one; none when it is nothing."""
    monkeypatch.setattr("support.chaos_proxy.RISK_EVERY_S", 0.02)
    monkeypatch.setattr("support.weather.RISK_EVERY_S", 0.02)
    calm = await Caller.at(proxy)
    await asyncio.sleep(0.1)
    assert await calm.says(b"calm") == b"calm"
    assert not proxy.cuts
    proxy.weather = Weather(cuts=1)
    async with asyncio.timeout(SOON_S):
        while len(proxy.cuts) < len(CUTS):
            caller = await Caller.at(proxy)
            caller.writer.write(b"x" * 10)
            await asyncio.sleep(0.03)
            caller.writer.transport.abort()

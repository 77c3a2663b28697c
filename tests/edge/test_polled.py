"""A line over HTTP: what a websocket does not need, because its bytes come once and in order."""

import asyncio
from contextlib import suppress

import pytest

from support.clocks import settle
from support.houses import House
from support.polled_client import PolledClient
from support.running_server import RunningServer
from support.sockets import in_words
from support.tables import MARC, ZOE, at_work
from support.visitors import Visitor, Workshop, closed_with, do, hear, say_hello
from tablee.edge.lines import LOST_S, Lines, PolledLine
from tablee.live.rooms import BEAT_MS
from tablee.live.session import MAX_WAITING, Session
from tablee.protocol import close_codes, codec
from tablee.protocol.messages import (
    PROTOCOL,
    Beat,
    Changes,
    Done,
    Hello,
    OwnLate,
    OwnLates,
    Presence,
    Welcome,
)
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    EndTimer,
    OpenPhase,
    SetAsideLate,
    StartTimer,
)


async def seated(visitor: Visitor) -> Workshop:
    """A workshop in « travail » where the visitor leads and has a place, over HTTP."""
    visitor.carrier = "http"
    made = await visitor.create()
    await visitor.enter(made)
    await visitor.order(made, OpenPhase(phase="travail"))
    await visitor.join(made)
    return made


async def call(
    visitor: Visitor, made: Workshop, outbox: str = "", pending_to: int = 0
) -> PolledClient:
    line = await visitor.call(made.id, "participant", outbox or await visitor.outbox(made))
    assert isinstance(line, PolledClient)
    await say_hello(line, pending_to)
    await hear(line, Welcome)
    return line


def path_of(made: Workshop, line: PolledClient) -> str:
    return f"/api/rooms/{made.id}/participant/lines/{line.id}"


async def test_frames_are_kept_until_those_after_them_are_asked_for(visitor: Visitor) -> None:
    """[W12] an answer that is lost is given again, and what was acknowledged is not."""
    made = await seated(visitor)
    line = await call(visitor, made)
    await hear(line, Presence)
    board = (await visitor.boards(made))[0]
    await do(line, 1, AddBeneficiary(board=board, beneficiary="b", label="Habitants"))
    path = path_of(made, line)
    at = line.heard
    lost = await visitor.http.post(f"{path}/next?after={at}")
    again = await visitor.http.post(f"{path}/next?after={at}")
    assert again.text.startswith(lost.text)
    assert '"Changes"' in lost.text
    assert '"Done"' in lost.text
    later = await visitor.http.post(f"{path}/next?after={at + 1}")
    assert '"Changes"' not in later.text
    assert '"Done"' in later.text


async def test_a_request_that_the_browser_sends_twice_is_done_once(visitor: Visitor) -> None:
    """[W12, K3] the hello as well: the second line supersedes the first."""
    made = await seated(visitor)
    outbox = await visitor.outbox(made)
    first, line = await call(visitor, made, outbox), await call(visitor, made, outbox)
    assert await closed_with(first) == close_codes.SUPERSEDED
    board = (await visitor.boards(made))[0]
    for _ in range(2):
        await do(line, 1, AddBeneficiary(board=board, beneficiary="b", label="Habitants"))
    one, other = await hear(line, Done), await hear(line, Done)
    assert one == other
    archive = await visitor.http.get(f"/api/rooms/{made.id}/export?format=json")
    assert archive.text.count('"BeneficiaryAdded"') == 1


async def test_what_became_of_a_late_text_is_told_over_http_to_its_author_alone(
    server: RunningServer, visitor: Visitor
) -> None:
    """[T9, W12] it waits, it is left out, and a line that comes later is told so as well."""
    made = await seated(visitor)
    outbox = await visitor.outbox(made)
    before = await call(visitor, made, outbox)
    board = (await visitor.boards(made))[0]
    await do(before, 1, AddBeneficiary(board=board, beneficiary="b", label="Habitants"))
    await hear(before, Done)
    line = await call(visitor, made, outbox, pending_to=2)
    for order in (StartTimer(duration_ms=60_000), EndTimer()):
        await visitor.order(made, order)
    async with Visitor(server) as other:
        other.carrier = "http"
        await other.join(made, "Marc")
        beside = await call(other, made)
        await do(line, 2, AddNote(note="n", beneficiary="b", text="Tard"))
        waits = await hear(line, OwnLates)
        assert isinstance(waits, OwnLates)
        (late,) = waits.lates
        assert (late.text, late.aside) == ("Tard", False)
        await visitor.order(made, SetAsideLate(late=late.id))
        left_out = OwnLate(id=late.id, text="Tard", act="", aside=True, withdrawn=False)
        aside = OwnLates(lates=(left_out,))
        assert await hear(line, OwnLates) == aside
        assert await hear(await call(visitor, made), OwnLates) == aside
        assert isinstance(await hear(beside, OwnLates, Beat), Beat)


async def test_an_outbox_has_one_line_whatever_carries_it(visitor: Visitor) -> None:
    """[W10, W12] a websocket supersedes a line over HTTP, and the other way round."""
    made = await seated(visitor)
    outbox = await visitor.outbox(made)
    polled = await call(visitor, made, outbox)
    async with visitor.line(made.id, "participant", outbox) as websocket:
        await say_hello(websocket)
        await hear(websocket, Welcome)
        assert await closed_with(polled) == close_codes.SUPERSEDED
        await call(visitor, made, outbox)
        assert await closed_with(websocket) == close_codes.SUPERSEDED


async def test_who_waits_is_answered_at_the_next_beat(visitor: Visitor) -> None:
    """[W7, W12] so that no answer takes long, and silence means that the line is gone."""
    line = await call(visitor, await seated(visitor))
    assert isinstance(await hear(line, Beat), Beat)
    assert isinstance(await hear(line, Beat), Beat)


async def test_a_line_is_its_browsers_alone(server: RunningServer, visitor: Visitor) -> None:
    """[A6, W12] its id without the cookie that opened it is the id of nothing."""
    made = await seated(visitor)
    line = await call(visitor, made)
    path = path_of(made, line)
    async with Visitor(server) as other:
        await other.join(made, "Marc")
        board = (await other.boards(made))[0]
        command = f'{{"type":"AddBeneficiary","board":"{board}","beneficiary":"b","label":"x"}}'
        frame = f'{{"type":"Do","n":1,"command":{command}}}'
        for asked, body in ((f"{path}/next?after=0", ""), (f"{path}/frames", frame)):
            answer = await other.http.post(asked, content=body)
            assert answer.json()["close"] == close_codes.GOING_AWAY
        gone = await other.http.post(f"{path[:-3]}xyz/next?after=0")
        assert gone.json()["close"] == close_codes.GOING_AWAY
    archive = await visitor.http.get(f"/api/rooms/{made.id}/export?format=json")
    assert archive.text.count('"BeneficiaryAdded"') == 0


@pytest.mark.parametrize("after", ["", "-1", "x", "1e3", "9" * 400])
async def test_a_place_that_is_none_ends_the_line(visitor: Visitor, after: str) -> None:
    """[W12] and nothing else."""
    made = await seated(visitor)
    path = path_of(made, await call(visitor, made))
    answer = await visitor.http.post(f"{path}/next?after={after}")
    assert answer.json()["close"] == close_codes.GOING_AWAY


async def test_who_hangs_up_while_waiting_is_gone_at_once(
    server: RunningServer, visitor: Visitor
) -> None:
    """[R1, W12] like one who closes a websocket: long before one who asks no more."""
    made = await seated(visitor)
    async with Visitor(server, "http") as other:
        await other.join(made, "Marc")
        watching = await call(visitor, made)
        leaving = await call(other, made)
        await hear(leaving, Presence)
        while await devices(watching) != 2:
            pass
        waiting = asyncio.create_task(leaving.poll())
        # Each beat answers all who wait: be far from the last one, and in the midst of a wait.
        while (await asyncio.wait((waiting,), timeout=0.5))[0]:
            waiting = asyncio.create_task(leaving.poll())
        waiting.cancel()
        with suppress(asyncio.CancelledError):
            await waiting
        beats = 0
        while beats < LOST_S * 1000 // BEAT_MS:
            told = await hear(watching, Beat, Presence)
            if isinstance(told, Presence) and sum(told.devices.values()) == 1:
                return
            beats += isinstance(told, Beat)
        raise AssertionError("who hung up was taken for one who asks no more")


async def devices(line: PolledClient) -> int:
    presence = await hear(line, Presence)
    assert isinstance(presence, Presence)
    return sum(presence.devices.values())


# --- by hand, without a server --------------------------------------------------------------------


class Polled:
    """A session over a line of HTTP whose client is the test."""

    def __init__(self, house: House, lines: Lines, outbox: str = "o-1") -> None:
        self.line = PolledLine(b"cookie", outbox)
        self.session = Session(self.line, ZOE, outbox, in_words)
        self._house, self._lines = house, lines

    async def join(self) -> None:
        hello = Hello(protocol=PROTOCOL, epoch=None, seq=0, pending_to=0, language="fr")
        self._lines.add(self.line, self.session, self._house.live)
        await self._house.live.join(self.session, hello)


@pytest.fixture
async def house() -> House:
    return await House.open(at_work())


async def test_a_client_that_asks_no_more_is_gone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[W12, R1] after a while; one that asks in time is not."""
    monkeypatch.setattr("tablee.edge.lines.LOST_S", 0.05)
    lines = Lines()
    silent, asking = Polled(house, lines), Polled(house, lines, "o-2")
    await silent.join()
    await asking.join()
    lines.keep(asking.line)
    await asyncio.sleep(0.2)
    assert list(house.live.audience.sessions) == [asking.session]
    lines.wait(asking.line)
    await asyncio.sleep(0.2)
    assert not house.live.audience.sessions
    assert len(lines) == 0


async def test_a_client_that_fetches_nothing_is_cut_and_told_so(house: House) -> None:
    """[W8, W12] what waits for it is bounded, and let go of."""
    lines = Lines()
    slow = Polled(house, lines)
    await slow.join()
    snapshot = slow.line.waiting()
    marc = await house.join(MARC, "o-2")
    frame = codec.frame(b"x" * 50_000)
    while slow.line.closed is None:
        assert slow.line.waiting() <= snapshot + MAX_WAITING + 50_000
        slow.session.send(frame)
    assert slow.line.closed == close_codes.TOO_SLOW
    assert slow.line.waiting() == 0
    assert marc.socket.closed is None


async def test_a_newer_request_takes_the_place_of_the_one_that_waits(house: House) -> None:
    """[W12] a browser that asks twice holds one connection, not two."""
    lines = Lines()
    polled = Polled(house, lines)
    await polled.join()
    polled.line.has(1_000)
    first = asyncio.create_task(polled.line.next(polled.line.come()))
    await settle()
    assert not first.done()
    second = asyncio.create_task(polled.line.next(polled.line.come()))
    await settle()
    assert first.done()
    assert not second.done()
    house.live.beat()
    await asyncio.wait_for(second, 5)
    assert polled.line.held()[1]


async def test_lines_that_were_superseded_do_not_pile_up(house: House) -> None:
    """[L1, W10] however often one outbox calls."""
    lines = Lines()
    for _ in range(50):
        await Polled(house, lines).join()
    assert len(lines) <= 2
    assert len(house.live.audience) == 1


def test_a_frame_on_its_way_is_a_frame_of_the_wire() -> None:
    """[W12] the same text as in a websocket."""
    line = PolledLine(b"", "")
    frame = codec.write_changes(1, 2, [])
    line.write(frame)
    assert line.held() == (1, [codec.payload_of(frame)])
    assert b'"Changes"' in frame
    assert Changes.__struct_config__.tag == "Changes"

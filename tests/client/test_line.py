"""A line keeps every command until it has its outcome, whatever becomes of the sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from support.scripted_server import BOARD, Action, ScriptedServer, seeded
from tablee.client.http import Session
from tablee.client.line import Line
from tablee.client.outbox import WINDOW
from tablee.client.trouble import Trouble
from tablee.protocol.messages import Done, ReceivedLate, Rejected
from tablee.workshop.commands import AddNote, EditNote, OpenPhase

ENOUGH_S = 20


@asynccontextmanager
async def line_to(server: ScriptedServer, silence_s: float = 0.3) -> AsyncIterator[Line]:
    async with (
        asyncio.timeout(ENOUGH_S),
        Session(server.address, "fr") as session,
        Line(
            session,
            "room",
            "participant",
            "outbox",
            "fr",
            silence_s=silence_s,
            longest_pause_s=0.01,
        ) as line,
    ):
        yield line


def builtin(server: ScriptedServer) -> str:
    return next(each.id for each in server.room.boards[BOARD].beneficiaries.values())


def note(server: ScriptedServer, number: int) -> AddNote:
    return AddNote(note=f"note{number}", beneficiary=builtin(server), text=f"Effet {number}")


def script(**actions: Action) -> ScriptedServer:
    """`n2="busy"` is what happens the first time that command 2 comes; then it is taken."""
    return ScriptedServer(lambda n, time: actions.get(f"n{n}", "take") if time == 1 else "take")


async def post(line: Line, server: ScriptedServer, count: int) -> list[str]:
    """Give that many notes at once, wait for every outcome, and return their texts."""
    commands = [note(server, number) for number in range(1, count + 1)]
    for n in [line.give(command) for command in commands]:
        assert isinstance(await line.outcome(n), Done)
    return [command.text for command in commands]


async def test_what_is_given_arrives_once_and_in_order_and_the_replica_follows() -> None:
    async with ScriptedServer() as server, line_to(server) as line:
        texts = await post(line, server, 120)
        assert server.texts() == texts
        assert line.room == server.room
        assert server.received == list(range(1, 121))
        assert line.reconnections == 0


async def test_the_handshake_shows_the_origin_and_no_more_cookies_than_it_has() -> None:
    async with ScriptedServer() as server, line_to(server) as line:
        await line.until(lambda _: True)
        assert server.headers == [(server.address, "")]


async def test_a_lost_acknowledgement_is_asked_for_again_and_nothing_is_doubled() -> None:
    """The hello after the loss says where the replica stands and what still waits."""
    async with script(n3="cut after") as server, line_to(server) as line:
        texts = await post(line, server, 5)
        assert server.texts() == texts
        assert server.received.count(3) == 2
        assert line.reconnections == 1
        again = server.hellos[1]
        assert (again.epoch, again.pending_to) == ("epoch1", 5)
        assert 0 < again.seq < len(server.journal)
        assert line.room == server.room


async def test_a_command_that_was_cut_off_before_it_was_taken_is_sent_again() -> None:
    async with script(n1="cut before", n4="cut before") as server, line_to(server) as line:
        texts = await post(line, server, 6)
        assert server.texts() == texts
        assert line.reconnections == 2


@pytest.mark.parametrize("refusal", ["busy", "unavailable"])
async def test_a_busy_server_is_asked_again_in_the_same_order(refusal: Action) -> None:
    async with script(n2=refusal) as server, line_to(server) as line:
        texts = await post(line, server, 5)
        assert server.texts() == texts
        assert line.reconnections == 0


async def test_a_busy_server_is_asked_again_even_when_nothing_follows() -> None:
    async with script(n1="busy") as server, line_to(server, silence_s=ENOUGH_S) as line:
        assert await post(line, server, 1) == server.texts()
        assert server.received == [1, 1]


async def test_what_is_shown_again_is_not_folded_again() -> None:
    async with script(n2="stale") as server, line_to(server, silence_s=ENOUGH_S) as line:
        await line.do(note(server, 1))
        await line.do(EditNote(note="note1", base=0, text="Récrit"))
        assert line.room == server.room
        assert server.texts() == ["Récrit"]


async def test_a_hole_is_filled_from_the_number_that_the_server_expects() -> None:
    async with script(n2="ignore") as server, line_to(server) as line:
        texts = await post(line, server, 5)
        assert server.texts() == texts
        assert server.received.count(2) == 2
        assert line.reconnections == 0


async def test_a_server_that_says_nothing_is_left_and_found_again() -> None:
    async with script(n1="lose") as server, line_to(server) as line:
        texts = await post(line, server, 1)
        assert server.texts() == texts
        assert line.reconnections >= 1


async def test_a_replica_that_missed_something_catches_up_before_it_goes_on() -> None:
    async with script(n1="skip") as server, line_to(server) as line:
        await post(line, server, 2)
        await line.until(lambda room: len(room.boards[BOARD].notes) == 2)
        assert line.room == server.room
        assert server.hellos[1].seq == len(server.journal) - 2


async def test_no_more_than_a_window_is_on_its_way_at_once() -> None:
    async with ScriptedServer() as server, line_to(server, silence_s=0.5) as line:
        server.holding = True
        ns = [line.give(note(server, number)) for number in range(1, 2 * WINDOW)]
        await line.until(lambda _: True)
        await server.until(lambda: len(server.hellos) > 1)
        assert set(server.received) == set(range(1, WINDOW + 1))
        server.holding = False
        for n in ns:
            await line.outcome(n)
        assert len(server.texts()) == len(ns)


async def test_a_refusal_is_an_outcome_and_what_follows_goes_on() -> None:
    async with ScriptedServer() as server, line_to(server) as line:
        refused = await line.do(AddNote(note="none", text="Sans bénéficiaire"))
        assert isinstance(refused, Rejected)
        assert refused.code == "beneficiary_missing"
        assert isinstance(await line.do(note(server, 1)), Done)


async def test_a_refusal_that_the_server_has_forgotten_leaves_no_hole() -> None:
    """A server may be killed after it refused and before the refusal was on disk."""
    async with script(n3="cut before") as server, line_to(server) as line:
        await line.do(note(server, 1))
        await line.do(AddNote(note="none", text="Sans bénéficiaire"))
        server.forget(2)
        assert isinstance(await line.do(note(server, 2)), Done)
        assert server.texts() == ["Effet 1", "Effet 2"]


async def test_a_server_that_forgot_what_it_acknowledged_is_told_on() -> None:
    async with script(n2="cut before") as server, line_to(server) as line:
        await line.do(note(server, 1))
        server.forget(1)
        with pytest.raises(Trouble) as caught:
            await line.do(note(server, 2))
        assert caught.value.key == "server_forgot"


async def test_what_waited_while_the_line_was_lost_is_received_late_after_the_lock() -> None:
    """[T9] announced by the hello, so kept for the facilitator instead of being refused."""
    async with script(n1="cut before") as server, line_to(server) as line:
        beneficiary = builtin(server)
        n = line.give(AddNote(note="late", beneficiary=beneficiary, text="Tardif"))
        await server.until(lambda: bool(server.received))
        server.lead(OpenPhase(phase="mise-en-commun"))
        assert isinstance(await line.outcome(n), ReceivedLate)
        live = await line.do(AddNote(note="live", beneficiary=beneficiary, text="En direct"))
        assert isinstance(live, Rejected)
        assert server.texts() == []
        assert [late.written_ms is None for late in server.room.late.values()] == [True]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (1009, "protocol"),
        (4400, "protocol"),
        (4401, "session_over"),
        (4403, "link_revoked"),
        (4404, "room_gone"),
        (4409, "superseded"),
        (4411, "link_revoked"),
        (4426, "protocol"),
    ],
)
async def test_a_close_that_is_final_stops_the_line(code: int, key: str) -> None:
    server = ScriptedServer()
    server.close_with = code
    async with server, line_to(server) as line:
        with pytest.raises(Trouble) as caught:
            await line.do(note(server, 1))
        assert caught.value.key == key
        assert len(server.hellos) == 1


@pytest.mark.parametrize("code", [1001, 1011, 1012, 4408])
async def test_a_close_that_passes_is_followed_by_a_return(code: int) -> None:
    server = ScriptedServer()
    server.close_with = code
    async with server, line_to(server) as line:
        n = line.give(note(server, 1))
        await server.until(lambda: len(server.hellos) >= 3)
        server.close_with = None
        assert isinstance(await line.outcome(n), Done)


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_happens_everything_arrives_once_and_in_order(seed: int) -> None:
    """Busy, lost frames, lost answers and cut lines, drawn by chance for each sending."""
    async with ScriptedServer(seeded(seed, 0.12)) as server, line_to(server, 0.05) as line:
        texts = await post(line, server, 60)
        assert server.texts() == texts
        assert len(server.received) > len(texts), "nothing went wrong: the test proves nothing"
        await line.until(lambda room: len(room.boards[BOARD].notes) == len(texts))
        assert line.room == server.room

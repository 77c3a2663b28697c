"""The server as a process: starting, being asked how it is, stopping, dying."""

import asyncio
import csv
import io
import json
import os
import pty
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from support.running_server import RunningServer
from support.visitors import Carrier, Visitor, closed_with, do, drop, hear, say_hello
from tablee.protocol import close_codes
from tablee.protocol.messages import Beat, Done, GoAway, Welcome
from tablee.workshop.commands import AddBeneficiary, AddNote, Command, OpenPhase, StartTimer

TEXT = "Effet-canari écrit par quelqu'un"
NAME = "Zoé-Canari"


async def test_it_says_how_it_is(server: RunningServer, visitor: Visitor) -> None:
    """[J5] alive, and able to write."""
    health, ready = await visitor.http.get("/health"), await visitor.http.get("/ready")
    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})
    assert server.address in server.said


async def test_a_data_folder_has_one_server(own_server: RunningServer) -> None:
    """[J2] the second one says why in one line and ends with 1; the first one goes on."""
    other = RunningServer(own_server.folder, bare_pages=True)
    before = len(own_server.errors)
    other.spawn()
    assert other.ended() == 1
    said = own_server.errors[before:]
    assert str(own_server.data) in said
    assert "in use" in said
    assert [line for line in said.splitlines() if line.startswith("tablee: ")]
    assert "Traceback" not in said
    async with Visitor(own_server) as visitor:
        assert (await visitor.http.get("/ready")).status_code == 200


async def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    """[J4] and nothing is made."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = RunningServer(tmp_path, port=taken.getsockname()[1], bare_pages=True)
        server.spawn()
        assert server.ended() == 1
    (said,) = server.errors.splitlines()
    assert said.startswith(f"tablee: 127.0.0.1:{server.port} est déjà pris")
    assert "--port" in said


async def test_a_polite_end_tells_everybody_and_loses_nothing(own_server: RunningServer) -> None:
    """[W9, J1] SIGTERM: 1012, exit code 0, and what was acknowledged is there afterwards; who waits
    over HTTP is told at once, and when to come back."""
    async with Visitor(own_server) as visitor, Visitor(own_server, "http") as other:
        made = await visitor.create()
        await visitor.enter(made)
        await visitor.order(made, OpenPhase(phase="travail"))
        async with await visitor.seated(made) as line:
            await say_hello(line)
            await hear(line, Welcome)
            board = (await visitor.boards(made))[0]
            await do(line, 1, AddBeneficiary(board=board, beneficiary="b", label="Habitants"))
            await hear(line, Done)
            await other.join(made, "Marc")
            polled = await other.call(made.id, "participant", await other.outbox(made))
            await say_hello(polled)
            await hear(polled, Welcome)
            waiting = asyncio.create_task(hear(polled, GoAway))
            await hear(line, Beat)
            await asyncio.sleep(0.5)  # long enough for the next request to wait at the server
            stopping = asyncio.create_task(asyncio.to_thread(own_server.stop))
            assert await closed_with(line) == close_codes.GOING_AWAY
            assert isinstance(await waiting, GoAway)
            assert await closed_with(polled) == close_codes.GOING_AWAY
            assert await stopping == 0
        assert "Traceback" not in own_server.errors
        own_server.start()
        archive = await visitor.http.get(f"/api/rooms/{made.id}/export?format=json")
        assert "Habitants" in archive.text


async def test_a_client_that_never_reads_is_dropped_and_the_server_still_stops(
    own_server: RunningServer,
) -> None:
    """[W8] the others are served meanwhile; the end takes a few seconds, not for ever."""
    async with Visitor(own_server) as visitor:
        made = await visitor.create()
        await visitor.enter(made)
        await visitor.order(made, OpenPhase(phase="travail"))
        deaf = await visitor.seated(made, "Sourde")
        silent = await deaf
        await say_hello(silent)
        silent.transport.pause_reading()
        async with Visitor(own_server) as other, await other.seated(made, "Zoé") as line:
            await say_hello(line)
            await hear(line, Welcome)
            board = (await other.boards(made))[0]
            await do(line, 1, AddBeneficiary(board=board, beneficiary="b", label="Habitants"))
            await hear(line, Done)
            for n in range(2, 390):
                await do(line, n, AddNote(note=f"n{n}", beneficiary="b", text="é" * 2_000))
                answered = await hear(line, Done)
                assert isinstance(answered, Done)
                assert answered.n == n
        lone = await (await visitor.seated(made, "Sourde"))
        await say_hello(lone)
        lone.transport.pause_reading()
        assert await asyncio.to_thread(own_server.stop, 20) == 0
        await drop(silent)
        await drop(lone)
    assert "Traceback" not in own_server.errors


@pytest.mark.parametrize("carrier", ["websocket", "http"])
async def test_a_killed_server_has_all_that_it_acknowledged(
    own_server: RunningServer, carrier: Carrier
) -> None:
    """[J1, K3, T11] SIGKILL midway; the same outbox goes on, once each; the end is the same."""
    async with Visitor(own_server, carrier) as visitor:
        made = await visitor.create()
        await visitor.enter(made)
        await visitor.order(made, OpenPhase(phase="travail"))
        await visitor.order(made, StartTimer(duration_ms=3_600_000))
        await visitor.join(made)
        outbox = await visitor.outbox(made)
        board = (await visitor.boards(made))[0]
        notes = [AddNote(note=f"n{n}", beneficiary="b", text=f"Effet {n}") for n in range(2, 62)]
        commands: list[Command] = [
            AddBeneficiary(board=board, beneficiary="b", label="Habitants"),
            *notes,
        ]
        acknowledged: dict[int, Done] = {}
        ends = set()
        for kill_after in (20, 45, 61):
            async with visitor.call(made.id, "participant", outbox) as line:
                await say_hello(line, pending_to=len(commands))
                welcome = await hear(line, Welcome)
                assert isinstance(welcome, Welcome)
                assert welcome.done_to >= len(acknowledged)
                assert welcome.room is not None
                ends.add(welcome.room.timer.deadline_ms)
                for n, command in enumerate(commands, start=1):
                    await do(line, n, command)
                while len(acknowledged) < kill_after:
                    done = await hear(line, Done)
                    assert isinstance(done, Done)
                    assert acknowledged.setdefault(done.n, done) == done
                own_server.kill()
            own_server.start()
        assert len(ends) == 1
        table = (await visitor.http.get(f"/api/rooms/{made.id}/export?format=csv")).text
        cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
        for note in notes:
            assert cells.count(note.text) == 1, table


async def test_the_log_holds_no_secret_and_nobodys_words(own_server: RunningServer) -> None:
    """[A2, V7] links, code, cookies, names, titles, texts: not one of them; every line is JSON."""
    async with Visitor(own_server) as visitor:
        made = await visitor.create("Territoire-Canari", title="Titre-Canari")
        await visitor.enter(made)
        await visitor.enter(made, "screen")
        await visitor.order(made, OpenPhase(phase="travail"))
        for wrong in ("Secret-Canari", "Secret-Canari%0d%0aX", "%1b[31mCanari"):
            await visitor.http.get(f"/j/{wrong}")
            await visitor.http.get(f"/r/{wrong}/plateau")
            await visitor.http.get(f"/static/{wrong}")
        async with await visitor.seated(made, NAME) as line:
            await say_hello(line)
            await hear(line, Welcome)
            board = (await visitor.boards(made))[0]
            label = "Bénéficiaire-Canari"
            await do(line, 1, AddBeneficiary(board=board, beneficiary="b", label=label))
            await do(line, 2, AddNote(note="n", beneficiary="b", text=TEXT))
            await hear(line, Done)
            await line.send('{"Canari":')
        await visitor.http.get(f"/api/rooms/{made.id}/export?format=json")
        await visitor.http.post("/api/import", content=b'{"Canari":')
        own_server.kill()
        own_server.start()
        await asyncio.to_thread(own_server.stop)
        secrets = [*made.secrets.values(), made.code]
        secrets += [str(each.value) for each in visitor.http.cookies.jar]
    written = own_server.errors + own_server.said
    for secret in (*secrets, "Canari", "écrit par", "\\u00e9crit"):
        assert secret not in written
    lines = [json.loads(line) for line in own_server.errors.splitlines()]
    assert len(lines) > 20
    assert {"answered", "listening"} <= {line["message"] for line in lines}


async def test_in_a_terminal_the_address_is_not_pushed_out_of_sight(
    own_server: RunningServer,
) -> None:
    """[A2] pages that are asked for leave no line there; a warning is one short line."""
    reading, writing = pty.openpty()
    own_server.kill()
    own_server.start(errors=writing)
    os.close(writing)
    async with Visitor(own_server) as visitor:
        await visitor.create()
        assert (await visitor.http.get("/")).status_code == 200
    assert await asyncio.to_thread(own_server.stop) == 0
    shown = io.FileIO(reading, closefd=True)
    with shown, suppress(OSError):  # EIO: nobody holds the other side any more
        assert shown.read(65_536) == b""
    assert own_server.said.count(own_server.address) == 2

"""The load generator counts rightly, however the bytes are cut; nothing here is about speed."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import cast

import pytest

from bench.crowd import Crowd
from bench.line import BINARY, PING, PONG, TEXT, Line, client_frame
from bench.operations import Plan, text_of


@dataclass
class _JoinedLine:
    """What the crowd takes from a `Line`: its socket."""

    socket: socket.socket


def _server_frame(payload: bytes, opcode: int) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes([0x80 | opcode, size]) + payload
    if size < 65536:
        return bytes([0x80 | opcode, 126]) + size.to_bytes(2, "big") + payload
    return bytes([0x80 | opcode, 127]) + size.to_bytes(8, "big") + payload


def _crowd_of_two() -> tuple[Crowd, list[socket.socket]]:
    """Two clients with one operation each, both sampled, and the server's ends of their lines."""
    lines, servers = [], []
    for _ in range(2):
        mine, theirs = socket.socketpair()
        lines.append(cast(Line, _JoinedLine(mine)))
        servers.append(theirs)
    frames = [[client_frame(text_of(client, 0).encode(), TEXT)] for client in range(2)]
    return Crowd(lines, frames, samples=2, echoes=True), servers


@pytest.mark.parametrize("piece", [1, 3, 64, 1000])
def test_operations_are_counted_once_however_the_bytes_are_cut(piece: int) -> None:
    crowd, servers = _crowd_of_two()
    texts = [text_of(client, 0).encode() for client in range(2)]
    stream = b"".join(
        (
            _server_frame(texts[0], TEXT),
            _server_frame(b"ping me", PING),
            _server_frame(texts[1] + b" " * 300, BINARY),
            _server_frame(b"." * 70_000, BINARY),
        )
    )
    cut = len(stream) - 70_000  # all headers and texts in pieces, the long filler in one
    pieces = [stream[at : at + piece] for at in range(0, cut, piece)]
    pieces.append(stream[len(b"".join(pieces)) :])
    tally = crowd.burst(1, patience_s=0)  # both have sent; nothing has come back yet
    for client, server in enumerate(servers):
        assert server.recv(4096) == client_frame(texts[client], TEXT)
        for part in pieces:
            server.sendall(part)
            crowd.receive(0)
    assert (tally.deliveries, tally.expected, tally.frames) == (4, 4, 6)
    assert len(tally.latencies_ns) == 2, "each sampled client sees the other's operation"
    for server in servers:
        assert server.recv(4096) == client_frame(b"ping me", PONG)
        server.close()
    crowd.close()


def test_the_same_plan_gives_the_same_operations_with_one_in_five_creating() -> None:
    plan = Plan(clients=50, warm_rounds=2, burst_rounds=20, steady_rate=500, steady_s=2, seed=7)
    operations = [done for mine in plan.operations() for done in mine]
    assert operations == [done for mine in plan.operations() for done in mine]
    assert {len(done.text) for done in operations} == {120}
    assert 0.18 < sum(done.creates for done in operations) / len(operations) < 0.26

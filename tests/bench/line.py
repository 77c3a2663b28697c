"""One client's WebSocket, by hand (RFC 6455): joining, exact reads, and frames made in advance.

A joining client talks with a blocking socket and reads exactly the bytes it needs, so that the
crowd can take the socket over at a frame's edge. It offers no extension: nothing is compressed.
"""

from __future__ import annotations

import base64
import os
import socket
import struct
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

TEXT: Final = 0x1
BINARY: Final = 0x2
CLOSE: Final = 0x8
PING: Final = 0x9
PONG: Final = 0xA


def client_frame(payload: bytes, opcode: int) -> bytes:
    """Return a final, masked frame; the mask is zero, which costs the server what any mask does."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
    elif size < 65536:
        head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
    return head + b"\0\0\0\0" + payload


class Line:
    """A client that is joining: it sends and receives one message at a time."""

    def __init__(
        self, url: str, headers: Mapping[str, str] | None = None, timeout_s: float = 30
    ) -> None:
        """Connect to `ws://host:port/path` and upgrade; raise ConnectionError when refused."""
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout_s)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        asked = {
            "Host": parts.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode("ascii"),
            "Sec-WebSocket-Version": "13",
            **(headers or {}),
        }
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items())]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("ascii"))
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._exactly(1)
        if not answer.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(f"no upgrade: {answer.splitlines()[0]!r}")

    def send(self, payload: bytes, opcode: int) -> None:
        self.socket.sendall(client_frame(payload, opcode))

    def receive(self) -> bytes:
        """Return the next whole message, answering pings on the way."""
        message = b""
        while True:
            first, second = self._exactly(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self._exactly(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self._exactly(8))
            payload = self._exactly(size)
            opcode = first & 0x0F
            if opcode == PING:
                self.send(payload, PONG)
            elif opcode == CLOSE:
                raise ConnectionError(f"the server closed the line: {payload!r}")
            elif opcode != PONG:
                message += payload
                if first & 0x80:
                    return message

    def _exactly(self, size: int) -> bytes:
        got = bytearray()
        while len(got) < size:
            part = self.socket.recv(size - len(got))
            if not part:
                raise ConnectionError("the server hung up")
            got += part
        return bytes(got)

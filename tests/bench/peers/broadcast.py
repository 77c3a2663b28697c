"""The peer everyone would write first: one `websockets.broadcast` per operation, under uvloop.

Each operation received is decoded, put in a dictionary in memory and sent to everyone as one frame.
Nothing is durable, checked for rights or hidden from anyone: it promises far less than Tablée does.
It prints `listening PORT` and serves one room on the loopback until it is told to stop.
"""

from __future__ import annotations

import asyncio
import signal

import msgspec
import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve


class Put(msgspec.Struct, frozen=True):
    """Writes a note: a new identity creates it, a known one overwrites it."""

    id: str
    text: str


async def main() -> None:
    notes: dict[str, str] = {}
    everyone: set[ServerConnection] = set()
    decoder, encoder = msgspec.json.Decoder(Put), msgspec.json.Encoder()

    async def attend(connection: ServerConnection) -> None:
        everyone.add(connection)
        try:
            async for message in connection:
                operation = decoder.decode(message)
                notes[operation.id] = operation.text
                broadcast(everyone, encoder.encode(operation), text=True)
        finally:
            everyone.discard(connection)

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with serve(attend, "127.0.0.1", 0, compression=None, backlog=2048) as server:
        (listening,) = server.sockets
        print("listening", listening.getsockname()[1], flush=True)
        await stop.wait()


if __name__ == "__main__":
    uvloop.run(main())

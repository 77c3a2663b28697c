"""The composition root: settings → journal → rooms → application → a listening server.

The only place that picks implementations and that knows all the layers.
"""

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import uvicorn
from starlette.applications import Starlette

from . import catalog, logs
from .client import words
from .client.rehearsal import send_people
from .client_files import client_dir
from .edge.app import Lifespan, create_app
from .edge.assets import Assets
from .edge.lines import Lines
from .edge.rates import Rates
from .edge.services import Services
from .edge.wire import Wire
from .journal.embedded import EmbeddedJournal
from .journal.errors import CannotStart, JournalError
from .journal.sqlite import old_library
from .live.clock import Clock, SystemClock
from .live.proposal_process import ProposalProcess
from .live.proposing import Proposing
from .live.rooms import Rooms
from .protocol.codec import MAX_FRAME
from .settings import Settings
from .workshop.template import Template
from .workshop.vocabulary import Language

_log: Final = logging.getLogger("tablee")
SWEEP_MS: Final = 60_000
REFUSALS_MS: Final = 7 * 86_400_000


def serve(settings: Settings, language: Language = "fr") -> int:
    """Listen until told to stop. Returns the exit code: 1 when it cannot start, with the reason."""
    logs.set_up(settings.log)
    logging.getLogger("uvicorn.error").addFilter(_without_traceback)
    try:
        listening = _listen(settings.host, settings.port)
    except OSError as error:
        key = "port_taken" if error.errno == errno.EADDRINUSE else "cannot_listen"
        where = f"{settings.host}:{settings.port}"
        detail = os.strerror(error.errno) if error.errno else str(error)
        said = words.say(language, key, where=where, detail=detail)
        print(f"tablee: {said}", file=sys.stderr)
        return 1
    port = listening.getsockname()[1]
    origins = settings.origins or own_origins(settings.host, port)
    failure: list[Exception] = []
    lines = Lines()
    app = create_app(origins, _opener(settings, origins, lines, failure))
    server = _Server(
        lines,
        uvicorn.Config(
            app,
            loop="uvloop" if sys.platform != "win32" else "asyncio",
            ws=Wire,
            ws_max_size=MAX_FRAME,
            ws_per_message_deflate=False,
            ws_ping_interval=20,
            ws_ping_timeout=20,
            timeout_graceful_shutdown=10,
            server_header=False,
            access_log=False,
            log_config=None,
            proxy_headers=False,
            lifespan="on",
        ),
    )
    _announce(settings.host, origins, language)
    # uvicorn stops in good order, then sends itself the signal again; it exits by itself when the
    # lifespan fails. The reason and the exit code are ours to give.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(SystemExit):
        server.run(sockets=[listening])
    if failure:
        print(f"tablee: {failure[0]}", file=sys.stderr)
        return 1
    return 0 if server.started else 1


class _Server(uvicorn.Server):
    """uvicorn waits for the requests under way before anything of ours hears that it stops; a
    line over HTTP waits in one all the time."""

    def __init__(self, lines: Lines, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._lines = lines

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._lines.end()
        await super().shutdown(sockets)


def _without_traceback(record: logging.LogRecord) -> bool:
    """uvicorn is given the text of a traceback, which may hold anything: keep the error's name."""
    text = record.getMessage()
    if text.startswith("Traceback"):
        record.msg, record.args = text.strip().splitlines()[-1].partition(":")[0], ()
    return True


def own_origins(host: str, port: int) -> tuple[str, ...]:
    """The origins that a listening address answers to, the one to share first."""
    if host in ("127.0.0.1", "localhost", "::1"):
        names = ["127.0.0.1", "localhost", "[::1]"]
    elif host in ("0.0.0.0", "::", ""):  # noqa: S104 - asked for by the person
        names = [*_own_addresses(), socket.gethostname(), f"{socket.gethostname()}.local"]
        names += ["127.0.0.1", "localhost", "[::1]"]
    else:
        names = [f"[{host}]" if ":" in host else host]
    suffix = "" if port == 80 else f":{port}"
    return tuple(dict.fromkeys(f"http://{name}{suffix}" for name in names))


def _own_addresses() -> list[str]:
    """The address that the machine has on its network; asking the system sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return [str(probe.getsockname()[0])]
        except OSError:
            return []


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2_048)


def _announce(host: str, origins: tuple[str, ...], language: Language) -> None:
    """What the person who starts the server should know, in a few calm lines."""
    lines = [words.say(language, "listening", address=origins[0])]
    if host in ("127.0.0.1", "localhost", "::1"):
        lines.append(words.say(language, "only_here"))
    version = old_library()
    if version is not None:
        lines.append(words.say(language, "old_sqlite", version=version))
    print("\n".join(lines), flush=True)


def _opener(
    settings: Settings, origins: tuple[str, ...], lines: Lines, failure: list[Exception]
) -> Lifespan:
    @asynccontextmanager
    async def opened(_: Starlette) -> AsyncIterator[Services]:
        clock = SystemClock()
        client = await asyncio.to_thread(client_dir)
        try:
            journal = await EmbeddedJournal.open(settings.data)
        except (CannotStart, OSError) as error:
            failure.append(error)
            raise
        proposing = Proposing(ProposalProcess())
        rooms = Rooms(journal, clock, journal.access.people, proposing)
        await rooms.start()
        rehearsals = _Rehearsals()
        sweeping = asyncio.create_task(_sweep(journal, rooms, clock), name="sweep")
        _log.info("listening", extra={"count": len(origins)})
        try:
            yield Services(
                rooms=rooms,
                journal=journal,
                access=journal.access,
                links=journal.links,
                clock=clock,
                templates=catalog.load_all(),
                assets=Assets(client),
                client=client,
                origins=origins,
                creation_key=settings.creation_key,
                contact=settings.contact,
                rates=Rates(),
                lines=lines,
                rehearse=rehearsals.send,
            )
        finally:
            sweeping.cancel()
            rehearsals.stop()
            await rooms.stop()
            await proposing.stop()
            await journal.close()

    return opened


class _Rehearsals:
    """Simulated participants at work; a few at a time, each task owned here."""

    MOST = 4

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    async def send(self, join_link: str, template: Template, territories: tuple[str, ...]) -> None:
        if len(self._tasks) >= self.MOST:
            return
        task = asyncio.create_task(send_people(join_link, template, territories), name="rehearsal")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()


async def _sweep(journal: EmbeddedJournal, rooms: Rooms, clock: Clock) -> None:
    """Erase the rooms whose date has come, and forget old refusals."""
    while True:
        try:
            now_ms = clock.now_ms()
            for record in await journal.rooms():
                if record.delete_after_ms <= now_ms:
                    await rooms.erase(record.id)
            await journal.forget_refusals(now_ms - REFUSALS_MS)
            await journal.links.drop_old_resumes(now_ms)
        except JournalError as error:
            _log.warning("not swept", extra={"reason": type(error).__name__})
        await clock.sleep(SWEEP_MS)

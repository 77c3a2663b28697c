"""Adapter of Tablée's own server, started and joined like anybody would."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import httpx
import msgspec

from bench.adapters.base import Running
from bench.line import TEXT, Line, client_frame
from bench.machine import Process
from bench.operations import Operation


class Tablee:
    """One workshop, one territory: everybody reads everything, in pairs, in « travail »."""

    name = "tablee"
    operation = (
        "a Do with AddNote or EditNote: rights, rules, visibility; Changes batched per sight"
    )
    keeps = "every operation on disk (SQLite WAL, FULL) before it is acknowledged or shown"
    echoes = True

    def __init__(self) -> None:
        self._operations: Sequence[Sequence[Operation]] = ()
        self._process: Process | None = None
        self._url = ""
        self._room = ""
        self._board = ""
        self._secret = ""

    def prepare(self, operations: Sequence[Sequence[Operation]]) -> None:
        self._operations = operations

    def start(self, core: int, folder: Path) -> Running:
        argv = [sys.executable, "-m", "tablee", "serve", "--port", "0"]
        argv += ["--data", str(folder / "data")]
        self._process = Process(argv, core=core, log=folder / "tablee.log")
        ready = self._process.wait_for(r"http://127\.0\.0\.1:(\d+)")
        self._url = f"http://127.0.0.1:{ready[1]}"
        transport = httpx.HTTPTransport(retries=5)
        with httpx.Client(
            base_url=self._url, headers={"origin": self._url}, transport=transport
        ) as lead:
            workshop = {"template": "effets-utiles", "title": "Bench", "territories": ["Lyon"]}
            made = _ok(lead.post("/api/workshops", json=workshop))
            self._room = made["id"]
            self._secret = made["join"].rpartition("/")[2]
            token = made["facilitator"].partition("#")[2]
            _ok(lead.post("/api/session", json={"token": token, "role": "facilitator"}))
            command = {"type": "OpenPhase", "phase": "travail"}
            _ok(lead.post(f"/api/rooms/{self._room}/commands", json={"command": command}))
            page = lead.get(made["join"]).text
        boot = page.partition('id="boot"')[2].partition(">")[2].partition("</script>")[0]
        self._board = msgspec.json.decode(boot)["invitation"]["boards"][0]["id"]
        return Running(self._process.pid, self._url)

    def join(self, client: int) -> Line:
        with httpx.Client(base_url=self._url, headers={"origin": self._url}) as person:
            seat = {"secret": self._secret, "board": self._board, "pair": f"pair-{client % 50}"}
            _ok(person.post("/api/join", json=seat))
            outbox = _ok(person.post(f"/api/rooms/{self._room}/participant/outboxes"))["outbox"]
            cookie = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
        address = self._url.replace("http", "ws", 1)
        line = Line(
            f"{address}/ws/{self._room}/participant?outbox={outbox}",
            {"Origin": self._url, "Cookie": cookie},
        )
        hello = b'{"type":"Hello","protocol":1,"epoch":null,"seq":0,"pending_to":0,"language":"fr"}'
        line.send(hello, TEXT)
        while not line.receive().startswith(b'{"type":"Welcome"'):
            pass
        return line

    def frames(self, client: int) -> list[bytes]:
        return [
            client_frame(self._frame(n, done), TEXT)
            for n, done in enumerate(self._operations[client], start=1)
        ]

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None

    def _frame(self, n: int, done: Operation) -> bytes:
        note = f"n{done.client:04d}-{done.note:05d}"
        command: dict[str, object] = {"type": "EditNote", "note": note, "text": done.text}
        if done.creates:
            command["type"] = "AddNote"
            command["beneficiary"] = f"{self._board}-territoire"
        else:
            command["base"] = done.revision - 1
        return msgspec.json.encode({"type": "Do", "n": n, "command": command})


def _ok(answer: httpx.Response) -> dict[str, str]:
    answer.raise_for_status()
    return dict(answer.json())

"""A real server in a process of its own, which can be killed and started again on its data."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

STARTS_IN_S = 60


class RunningServer:
    """`with RunningServer(folder) as server`: listening at `address`, its log in `folder`."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        try:
            self.wait()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.kill()

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it, without waiting until it answers."""
        command = [sys.executable, "-m", "tablee", "serve", "--port", str(self.port)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--data", str(self._folder / "data")],
                cwd=self._folder,
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONUTF8": "1"},
            )

    def wait(self) -> None:
        """Until it answers; a process that has ended, or takes too long, shows its log."""
        started = time.monotonic()
        while True:
            assert self._process is not None
            assert self._process.poll() is None, self.log
            assert time.monotonic() - started < STARTS_IN_S, self.log
            try:
                with urllib.request.urlopen(self.address, timeout=10):  # noqa: S310 - our own
                    return
            except OSError:
                time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, nobody is told."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

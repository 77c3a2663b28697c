"""A real server in a process of its own, which can be killed and started again on its data.

It is `tablee serve` as the command line starts it. Where the server alone is looked at, the pages'
built files are made up (`bare_pages`), so that nothing has to be built.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

STARTS_IN_S = 60


class RunningServer:
    """`with RunningServer(folder) as server`: listening at `address`; what it says is in `folder`.

    `origins` are those that browsers may come from beside its own: that of a proxy before it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        key: str = "",
        origins: Sequence[str] = (),
        bare_pages: bool = False,
    ) -> None:
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.data = folder / "data"
        self._origins = (self.address, *origins) if origins else ()
        self._key = key
        self._module = "support.bare_pages" if bare_pages else "tablee"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.kill()

    @property
    def errors(self) -> str:
        """All that the process wrote on its error stream, logs included."""
        return _read(self.folder / "stderr")

    @property
    def said(self) -> str:
        """All that it wrote on its standard output."""
        return _read(self.folder / "stdout")

    def start(self, errors: int | None = None) -> Self:
        """Start it, and wait until it answers; else it is killed, and what it said is shown.

        `errors` is a file descriptor for its error stream, in the place of the file.
        """
        self.spawn(errors)
        try:
            return self._answers()
        except BaseException:
            self.kill()
            raise

    def spawn(self, errors: int | None = None) -> None:
        """Start it, without waiting."""
        command = [sys.executable, "-m", self._module, "serve", "--port", str(self.port)]
        command += ["--data", str(self.data), *(f"--origin={each}" for each in self._origins)]
        if self._key:
            command += ["--creation-key", self._key]
        with (self.folder / "stdout").open("ab") as out, (self.folder / "stderr").open("ab") as err:
            self._process = subprocess.Popen(
                command,
                cwd=self.folder,
                stdout=out,
                stderr=err if errors is None else errors,
                env={
                    **os.environ,
                    "PYTHONUTF8": "1",
                    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                },
            )

    def _answers(self) -> Self:
        deadline = time.monotonic() + STARTS_IN_S
        while True:
            assert self._process is not None
            assert self._process.poll() is None, self.errors
            assert time.monotonic() < deadline, self.errors
            try:
                with urllib.request.urlopen(f"{self.address}/health", timeout=5):  # noqa: S310 - our own
                    return self
            except OSError:
                time.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, nobody is told."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self, within_s: float = 30) -> int:
        """SIGTERM; returns the exit code. Raises TimeoutExpired."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self.ended(within_s)

    def ended(self, within_s: float = 30) -> int:
        """The exit code, once it has ended by itself. Raises TimeoutExpired."""
        assert self._process is not None
        code = self._process.wait(within_s)
        self._process = None
        return code


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")

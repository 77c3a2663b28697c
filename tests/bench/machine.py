"""Cores and processor time, from the operating system; Linux only, because /proc is.

It starts servers on their core and says how much time a whole process tree has used. It knows
nothing of what the servers do.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

_TICKS_PER_S: Final = os.sysconf("SC_CLK_TCK")


def choose_cores() -> tuple[int, int]:
    """Return (server's core, generator's core); the same one twice on a single-core machine."""
    cores = sorted(os.sched_getaffinity(0))
    return cores[-1], cores[0]


@contextlib.contextmanager
def pinned_to(core: int) -> Iterator[None]:
    """Pin this process, and so whatever it starts inside the block, to one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _stat_fields(pid: int) -> list[str]:
    # The name may hold spaces and brackets: what follows the last bracket is well-formed.
    return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def cpu_s(root: int) -> float:
    """Return user + system seconds of `root` and all its descendants, reaped ones included."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        pid = int(entry.name)
        try:
            fields = _stat_fields(pid)
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[pid] = int(fields[1])
        ticks[pid] = sum(int(field) for field in fields[11:15])
    tree, found = {root}, True
    while found:
        more = {pid for pid, parent in parents.items() if parent in tree} - tree
        tree |= more
        found = bool(more)
    return sum(ticks.get(pid, 0) for pid in tree) / _TICKS_PER_S


def core_busy_s(core: int) -> float:
    """Return the seconds this core has worked for anyone, to tell how noisy the machine was."""
    for line in Path("/proc/stat").read_text("ascii").splitlines():
        name, *fields = line.split()
        if name == f"cpu{core}":
            user, nice, system, _idle, _iowait, irq, softirq = (int(f) for f in fields[:7])
            return (user + nice + system + irq + softirq) / _TICKS_PER_S
    raise RuntimeError(f"/proc/stat does not know core {core}")


def describe() -> str:
    """Return the processor's name and the number of cores, for the head of a report."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    return f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores"


class Process:
    """One server process, pinned, with what it prints kept in a file."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        core: int,
        log: Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._log = log
        with log.open("wb") as output, pinned_to(core):
            self._process = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env=None if env is None else {**os.environ, **env},
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_for(self, pattern: str, timeout_s: float = 30.0) -> re.Match[str]:
        """Return the first match in what the server has printed; raise RuntimeError without one."""
        deadline = time.monotonic() + timeout_s
        while True:
            printed = self._log.read_text("utf-8", "replace")
            if found := re.search(pattern, printed, re.MULTILINE):
                return found
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start; it printed:\n{printed[-2000:]}")
            time.sleep(0.02)  # another program's output has no event to wait for

    def stop(self) -> None:
        """Ask the server to end, insist after ten seconds."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

"""One at a time: a lock between processes, held through a file.

The two doors and the build of the client take it, so that `python3 server` and
`python3 tests` started together prepare the machine once. The system drops the lock
with the process, however it ends; the file stays behind, empty, and means nothing.
Standard library only.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:
    sys.exit("Tablée prepares itself on Linux and macOS; on Windows, please use WSL.")


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock named by `path`, waiting for whoever has it."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

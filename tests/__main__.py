"""The door to the proof: `python3 tests` prepares the machine and runs every kind of check.

`python3 tests --all` adds the long sweeps; any other argument goes to pytest as it is. The whole
suite runs in a process more than there are cores, a file at a time each; `-n 0` keeps it in one.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the very point: an older one must hear it
    sys.exit("Tablée needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IN_ORDER = ["--no-loadscope-reorder"]
"""Files are begun in the order that `conftest.py` puts them in."""
sys.path.insert(0, str(ROOT / "server"))

import bootstrap  # noqa: E402
from support.chromium import HEADLESS_SHELL, find_chromium  # noqa: E402


def main(arguments: list[str]) -> None:
    """Prepare, then become pytest, whatever folder this was called from."""
    named = any(Path(argument.split("::")[0]).exists() for argument in arguments)
    everything = [] if named else [str(ROOT / "tests")]
    at_once = [] if named else ["-n", "auto", "--dist", "loadfile", *IN_ORDER]
    settled = ["-c", str(ROOT / "pyproject.toml"), *at_once, *arguments, *everything]
    bootstrap.open_door(prepare, "pytest", settled)


def prepare() -> None:
    """Prepare the product, and the browser that its tests drive."""
    bootstrap.prepare()
    if find_chromium() is None:
        bootstrap.install_debian_packages(HEADLESS_SHELL)


main(sys.argv[1:])

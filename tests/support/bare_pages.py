"""The command line with made-up pages: built files as vite leaves them, with nothing in them.

python -m support.bare_pages serve --data DATA …
"""

import sys
import tempfile
from pathlib import Path

import msgspec

from tablee import main
from tablee.__main__ import main as command_line

ENTRIES = ("home", "join", "enter", "board", "facilitator", "screen")


def make(folder: Path) -> Path:
    """The files of every page in a folder."""
    (folder / ".vite").mkdir()
    (folder / "assets").mkdir()
    (folder / "assets" / "page.js").write_text("export {};\n")
    manifest = {f"src/entries/{entry}.ts": {"file": "assets/page.js"} for entry in ENTRIES}
    (folder / ".vite" / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    return folder


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_up:
        vars(main)["client_dir"] = lambda: make(Path(made_up))
        sys.exit(command_line())

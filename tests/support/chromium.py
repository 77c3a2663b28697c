"""Finds the real browser that the browser tests drive.

Used by the door, with the standard library only, and by the tests themselves. It starts
nothing and downloads nothing.
"""

import os
import shutil
from pathlib import Path

HEADLESS_SHELL = "chromium-headless-shell"
"""The same engine without the windows around it, as Debian packs it.

A page costs it a third less processor time than `chromium --headless`: that one keeps a spare
renderer for every page, and tells its driver about each.
"""

NAMES = (
    HEADLESS_SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PLAYWRIGHT_FOLDERS = (
    Path.home() / ".cache" / "ms-playwright",
    Path.home() / "Library" / "Caches" / "ms-playwright",
)
PLAYWRIGHT_PATTERNS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def find_chromium() -> str | None:
    """The path of a Chromium: `TABLEE_CHROMIUM`, the system's, or Playwright's own download."""
    named = os.environ.get("TABLEE_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    if MAC.exists():
        return str(MAC)
    elsewhere = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for folder in (*((Path(elsewhere),) if elsewhere else ()), *PLAYWRIGHT_FOLDERS):
        for pattern in PLAYWRIGHT_PATTERNS:
            for browser in sorted(folder.glob(pattern), reverse=True):
                return str(browser)
    return None

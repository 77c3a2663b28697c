"""The command line: `tablee serve`, and what talks to a running server.

Each command answers on the standard output; what goes wrong is one line of the person's language
on the error stream and exit code 1 (2 for a command line that cannot be read), never a traceback.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tablee.client.arguments import parse
from tablee.client.trouble import Trouble
from tablee.client.words import explain, language_of, say
from tablee.workshop.vocabulary import Language

if TYPE_CHECKING:
    from tablee.client.rehearse import Progress
    from tablee.client.workshops import NewWorkshop

# What a command needs is loaded where it is done: the server starts without the clients' libraries,
# they without the server's.

INTERRUPTED: Final = 130


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do what it says; returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    language = language_of(words, os.environ)
    chosen = parse(words, language, os.environ)
    try:
        return _COMMANDS[chosen.command](chosen, language)
    except Trouble as trouble:
        print(f"tablee: {explain(language, trouble)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"tablee: {say(language, 'interrupted')}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _serve(chosen: argparse.Namespace, language: Language) -> int:
    from tablee.main import serve
    from tablee.settings import Settings

    return serve(
        Settings(
            host=chosen.host,
            port=chosen.port,
            data=chosen.data,
            origins=tuple(chosen.origin),
            creation_key=chosen.key,
            contact=chosen.contact,
            log=chosen.log,
        ),
        language,
    )


def _new(chosen: argparse.Namespace, language: Language) -> int:
    from tablee.client import workshops

    made = asyncio.run(
        workshops.create(
            chosen.server,
            template=chosen.template,
            title=chosen.title,
            territories=chosen.territory,
            language=language,
            key=chosen.key,
        )
    )
    _show_links(made, chosen.title, language, as_json=chosen.json)
    return 0


def _import(chosen: argparse.Namespace, language: Language) -> int:
    from tablee.client import workshops
    from tablee.client.notes_file import read_text

    archive = read_text(chosen.file).encode()
    made = asyncio.run(
        workshops.bring_back(chosen.server, archive, language=language, key=chosen.key)
    )
    _show_links(made, chosen.file.name, language, as_json=chosen.json)
    return 0


def _phase(chosen: argparse.Namespace, language: Language) -> int:
    from tablee.client import workshops

    start_timer = chosen.phase == "travail" and not chosen.no_timer
    asyncio.run(
        workshops.open_phase(chosen.link, chosen.phase, start_timer=start_timer, language=language)
    )
    print(say(language, "phase_opened", phase=chosen.phase))
    return 0


def _export(chosen: argparse.Namespace, language: Language) -> int:
    from tablee.client import workshops

    document = asyncio.run(workshops.export(chosen.link, chosen.format, language=language))
    if chosen.output == "-":
        sys.stdout.buffer.write(document)
        sys.stdout.buffer.flush()
        return 0
    _write(Path(chosen.output), document)
    said = say(language, "exported", file=chosen.output, size=len(document))
    print(said, file=sys.stderr)
    return 0


def _check_template(chosen: argparse.Namespace, language: Language) -> int:
    from tablee.catalog import report

    code, lines = report(chosen.file, language)
    print(lines, file=sys.stderr if code else sys.stdout)
    return code


def _rehearse(chosen: argparse.Namespace, language: Language) -> int:
    from tablee.client.notes_file import read_notes
    from tablee.client.rehearse import rehearse

    notes = read_notes(chosen.notes)
    shown = _progress_line(language) if sys.stderr.isatty() else None
    tally = asyncio.run(
        rehearse(
            chosen.link,
            chosen.participants,
            notes,
            chosen.pace,
            on_progress=shown,
            lang=language,
            timeout_s=chosen.timeout,
        )
    )
    if shown is not None:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    counts: dict[str, int | float] = {
        "posted": tally.posted,
        "acknowledged": tally.acknowledged,
        "refused": tally.refused,
        "late": tally.late,
        "reconnections": tally.reconnections,
        "seconds": round(tally.seconds, 1),
    }
    if chosen.json:
        print(json.dumps(counts))
    else:
        spoken = {name: f"{figure:g}" for name, figure in counts.items()}
        print(say(language, "tally", **spoken))
    if tally.complete:
        return 0
    ended = tally.acknowledged + tally.refused + tally.late == tally.notes
    raise Trouble(
        "not_all" if ended else "time_up",
        acknowledged=tally.acknowledged,
        notes=tally.notes,
        why=tally.why,
    )


def _progress_line(language: Language) -> "Callable[[Progress], None]":
    """One line of the terminal, written over and over."""

    def show(progress: "Progress") -> None:
        line = say(
            language,
            f"progress_{progress.stage}",
            participants=progress.participants,
            seated=progress.seated,
            notes=progress.notes,
            acknowledged=progress.acknowledged,
        )
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    return show


def _show_links(made: "NewWorkshop", title: str, language: Language, *, as_json: bool) -> None:
    links = {
        "id": made.id,
        "facilitator": made.facilitator,
        "join": made.join,
        "screen": made.screen,
        "code": made.code,
    }
    print(json.dumps(links) if as_json else say(language, "created", title=title, **links))


def _write(path: Path, document: bytes) -> None:
    """Write the whole file or leave what was there: a half-written archive is worse than none."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            beside.write_bytes(document)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as cannot:
        detail = cannot.strerror or type(cannot).__name__
        raise Trouble("file_unwritable", file=str(path), detail=detail) from None


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace, Language], int]]] = {
    "serve": _serve,
    "new": _new,
    "phase": _phase,
    "export": _export,
    "import": _import,
    "check-template": _check_template,
    "rehearse": _rehearse,
}


if __name__ == "__main__":
    sys.exit(main())

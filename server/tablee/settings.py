"""What the person who starts the server chose, read once into a frozen value."""

from pathlib import Path
from typing import Literal

import msgspec

LogForm = Literal["auto", "json", "short"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`origins` are the exact origins that browsers may come from; empty means those that the
    listening address answers to. With a `creation_key`, only who has it may create workshops.
    `contact` is where to write about accessibility: a web or a mail address. `log` is the form of
    the lines on standard error (`logs.set_up`)."""

    host: str = "127.0.0.1"
    port: int = 8000
    data: Path = Path("tablee-data")
    origins: tuple[str, ...] = ()
    creation_key: str | None = None
    contact: str | None = None
    log: LogForm = "auto"

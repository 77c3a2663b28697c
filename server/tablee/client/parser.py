"""argparse in the person's language: its own sentences, its usage line, the values it reads."""

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from ..workshop.vocabulary import Language

_USAGE_FR: Final[Sequence[tuple[str, str]]] = (
    (r"^the following arguments are required: (.*)$", r"il manque : \1"),
    (r"^unrecognized arguments: (.*)$", r"argument inconnu : \1"),
    (
        r"^argument (\S+): invalid choice: (\S+) \(choose from (.*)\)$",
        r"\1 : « \2 » n'existe pas ; choix : \3",
    ),
    (r"^argument (\S+): expected one argument$", r"\1 : il manque une valeur"),
    (r"^argument (\S+): invalid \w+ value: (.*)$", r"\1 : valeur impossible : \2"),
    (r"^argument (\S+): (.*)$", r"\1 : \2"),
)
"""argparse's own sentences, in French; one that is not here stays as it is."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the examples as they are written, and says « utilisation » in French."""

    french = False

    def add_usage(
        self,
        usage: str | None,
        actions: object,
        groups: object,
        prefix: str | None = None,
    ) -> None:
        said = "utilisation : " if self.french else "usage: "
        super().add_usage(usage, actions, groups, prefix if prefix is not None else said)  # type: ignore[arg-type]


class FrenchFormatter(Formatter):
    french = True


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line of the person's language, and how to see the help."""

    language: Language = "fr"

    def error(self, message: str) -> NoReturn:
        if self.language == "fr":
            for english, french in _USAGE_FR:
                message = re.sub(english, french, message)
            print(f"{self.prog} : {message} ({self.prog} --help)", file=sys.stderr)
        else:
            print(f"{self.prog}: {message} ({self.prog} --help)", file=sys.stderr)
        sys.exit(2)


def port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise ValueError(text)
    return port


def count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 600:
        raise ValueError(text)
    return count


def seconds(text: str) -> float:
    """Also a pace: a finite number from 0."""
    value = float(text)
    if not 0 <= value < 1e9:
        raise ValueError(text)
    return value

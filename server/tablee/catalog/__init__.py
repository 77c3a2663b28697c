"""The templates that a workshop can be made from: `workshop_templates/*.toml` as `Template` values.

Read at start-up and by `tablee check-template`; stands beside `live/` and `exports/` and imports
the rules only. It never writes a file, and a broken template never stops the others from loading.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tablee.catalog.check import check, read_bounded, read_template
from tablee.catalog.mistakes import Mistake
from tablee.workshop.template import Template
from tablee.workshop.vocabulary import Language

__all__ = ["Mistake", "check", "load", "load_all", "report", "templates_folder"]

_log = logging.getLogger(__name__)


def templates_folder() -> Path:
    """Where the templates are: inside the wheel, else the repository's `workshop_templates/`."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_templates"
    return shipped if shipped.is_dir() else package.parent.parent / "workshop_templates"


def load_all(folder: Path | None = None) -> Mapping[str, Template]:
    """Every good template of the folder by its id, in the order of the file names.

    A broken file, or a second one with the same id, is logged with its lines and left out.
    Raises FileNotFoundError when there is no such folder: an empty catalogue would hide it.
    """
    templates: dict[str, Template] = {}
    for path in sorted((folder or templates_folder()).iterdir()):
        if path.suffix != ".toml":
            continue
        try:
            outcome = read_template(read_bounded(path))
        except OSError as trouble:
            _log.error("template left out: %s: %s", path.name, trouble.strerror)
            continue
        if isinstance(outcome, list):
            _log.error("template left out:\n%s", _lines(path, outcome, "en"))
        elif outcome.id in templates:
            _log.error("template left out: %s: id %s is taken", path.name, outcome.id)
        else:
            templates[outcome.id] = outcome
    return MappingProxyType(templates)


def load(template_id: str, folder: Path | None = None) -> Template:
    """The template with that id. Raises KeyError when there is none, or when it is broken."""
    return load_all(folder)[template_id]


def report(path: Path, language: Language) -> tuple[int, str]:
    """What `tablee check-template` prints, and its exit code.

    0: a good template. 1: one line « FILE:LINE: message » per mistake. 2: the file cannot be read.
    """
    try:
        outcome = read_template(read_bounded(path))
    except OSError as trouble:
        cannot = "lecture impossible" if language == "fr" else "cannot be read"
        return 2, f"{path}: {cannot} ({trouble.strerror})"
    if isinstance(outcome, list):
        return 1, _lines(path, outcome, language)
    good = "modèle valide" if language == "fr" else "a good template"
    return 0, f"{path}: {good} ({outcome.name.in_language(language)})"


def _lines(path: Path, mistakes: list[Mistake], language: Language) -> str:
    return "\n".join(
        f"{path}:{found.line}: {found.message_fr if language == 'fr' else found.message_en}"
        for found in mistakes
    )

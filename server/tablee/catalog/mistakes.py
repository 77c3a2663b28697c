"""What can be wrong in a template file, said in French and in English.

`Finding` is what a check found, by key path; `Mistake` is what a person is told, by line. The
words live here and not in the text catalogue of the pages: they speak to somebody who edits a file.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from tablee.catalog.toml_lines import KeyPath, Position

Both = tuple[str, str]
"""The same words in French, then in English."""


SHOWN_MAX: Final = 100
"""How much of the author's text a message repeats, in code points."""


class Mistake(Struct, frozen=True, kw_only=True):
    """One mistake: `line` and `column` count from 1, `key_path` is empty for the whole file."""

    line: int
    column: int | None
    key_path: str
    code: str
    message_fr: str
    message_en: str


class Finding(NamedTuple):
    """A mistake before it has a line. `other`: the earlier place that `{other_line}` names."""

    path: KeyPath
    code: str
    values: Mapping[str, str | int | Both] = {}
    other: KeyPath | None = None


MESSAGES: Final[Mapping[str, Both]] = {
    "too-large": (
        "le fichier dépasse {limit} Kio",
        "the file is larger than {limit} KiB",
    ),
    "not-utf8": (
        "cet octet n'est pas de l'UTF-8 : enregistrez le fichier en UTF-8",
        "this byte is not UTF-8: save the file as UTF-8",
    ),
    "syntax": (
        "syntaxe TOML : {detail} (la suite sera vérifiée quand cette erreur sera corrigée)",
        "TOML syntax: {detail} (the rest will be checked once this is corrected)",
    ),
    "repeated-key": (
        "« {key} » est déjà écrit ligne {other_line}",
        "“{key}” is already written on line {other_line}",
    ),
    "too-deep": (
        "trop de niveaux imbriqués ({limit} au plus)",
        "nested too deeply ({limit} levels at most)",
    ),
    "more": (
        "et d'autres encore : seules les {limit} premières sont données",
        "and more: only the first {limit} are given",
    ),
    "unknown-key": (
        "« {key} » n'existe pas ici{hint}",
        "there is no “{key}” here{hint}",
    ),
    "missing-key": ("il manque « {key} »", "“{key}” is missing"),
    "missing-english": (
        "il manque l'anglais : ajoutez « en »",
        "the English is missing: add “en”",
    ),
    "missing-french": (
        "il manque le français : ajoutez « fr »",
        "the French is missing: add “fr”",
    ),
    "wrong-type": (
        "il faut {expected}, et non {found}",
        "this must be {expected}, not {found}",
    ),
    "not-a-choice": (
        "« {value} » ne convient pas ; au choix : {choices}{hint}",
        "“{value}” is not possible; choose among: {choices}{hint}",
    ),
    "out-of-range": (
        "{value} est hors limites : de {least} à {greatest}",
        "{value} is out of range: from {least} to {greatest}",
    ),
    "empty-text": ("ce texte est vide", "this text is empty"),
    "text-too-long": (
        "ce texte a {length} caractères, {limit} au plus",
        "this text has {length} characters, {limit} at most",
    ),
    "control-character": (
        "ce texte contient un caractère invisible (U+{character})",
        "this text holds an invisible character (U+{character})",
    ),
    "bad-id": (
        "« {value} » : un identifiant s'écrit en lettres sans accent, chiffres et tirets",
        "“{value}”: an id is written with plain letters, digits and hyphens",
    ),
    "too-few": ("il en faut au moins {limit}", "at least {limit} needed"),
    "too-many": (
        "il y en a {length}, {limit} au plus",
        "there are {length}, {limit} at most",
    ),
    "duplicate-id": (
        "« {value} » est déjà pris ligne {other_line}",
        "“{value}” is already taken on line {other_line}",
    ),
    "phase-order": (
        "la phase « {value} » doit venir avant « {after} » (ligne {other_line})",
        "the phase “{value}” must come before “{after}” (line {other_line})",
    ),
    "no-working-phase": (
        "il manque une phase « travail »",
        "a “travail” phase is missing",
    ),
    "no-duration": (
        "il manque « duration_s » : sans durée, cette phase n'a pas de minuteur",
        "“duration_s” is missing: without it this phase has no timer",
    ),
    "steps-too-long": (
        "avec cette étape, le total est de {total} s, et la phase dure {limit} s",
        "with this step the total is {total} s, and the phase lasts {limit} s",
    ),
    "sic-not-found": (
        "« {value} » ne se trouve pas dans le texte français qu'il signale",
        "“{value}” does not occur in the French text that it points at",
    ),
    "via-nowhere": (
        "« {value} » n'est l'identifiant d'aucune autre note de l'exemple",
        "“{value}” is not the id of another note of the example",
    ),
    "parent-nowhere": (
        "« {value} » n'est l'identifiant d'aucun autre bénéficiaire de l'exemple",
        "“{value}” is not the id of another beneficiary of the example",
    ),
    "parent-too-deep": (
        "« {value} » a lui-même un parent : deux niveaux au plus",
        "“{value}” has a parent itself: two levels at most",
    ),
    "second-builtin": (
        "« Le territoire » est déjà ligne {other_line}",
        "“Le territoire” is already on line {other_line}",
    ),
}

_SYNTAX: Final[Mapping[str, str]] = {
    "Expected '=' after a key": "il faut « = » après une clé",
    "Expected newline or end of document": "il y a quelque chose après la fin de la valeur "
    "(un guillemet dans un texte s'écrit « \\\" »)",
    "Unclosed array": "liste non fermée, ou virgule oubliée entre deux éléments",
    "Unclosed inline table": "table « { … } » non fermée : elle tient sur une seule ligne, "
    "avec des virgules",
    "Unterminated string": "texte dont le guillemet final manque",
    "Expected \"'''\"": "texte dont le guillemet final manque",
    'Expected "\'"': "texte dont le guillemet final manque",
    "Illegal character '\\n'": "texte dont le guillemet final manque sur cette ligne",
    "Illegal character": "caractère interdit",
    "Invalid initial character for a key part": "ceci ne peut pas commencer une clé",
    "Invalid value": "valeur illisible (un texte se met entre guillemets)",
    "Invalid statement": "ligne illisible",
    "Invalid hex value": "code de caractère illisible",
    "Unescaped '\\' in a string": "« \\ » dans un texte s'écrit « \\\\ »",
    "Invalid date or datetime": "date illisible",
    "Cannot overwrite a value": "cette clé est déjà écrite plus haut",
    "Cannot declare": "cette table est déjà écrite plus haut",
    "Cannot mutate immutable namespace": "cette table est déjà fermée plus haut",
    "Expected ']": "il manque « ] » à la fin du nom de la table",
}


NUMBER_TOO_LONG: Final[Both] = "nombre trop long", "Number too long"


def in_both_languages(syntax_detail: str) -> Both:
    """What `tomllib` says, and its French; its own words where no French is known."""
    for beginning, french in _SYNTAX.items():
        if syntax_detail.startswith(beginning):
            return french, syntax_detail
    return syntax_detail, syntax_detail


def mistake(finding: Finding, at: Position, other_line: int | None = None) -> Mistake:
    """The finding in words, at its place in the file."""
    messages = []
    for index, pattern in enumerate(MESSAGES[finding.code]):
        values = {
            name: value[index] if isinstance(value, tuple) else _short(value)
            for name, value in finding.values.items()
        }
        messages.append(pattern.format(**values, other_line=other_line))
    where = spell(finding.path)
    prefix = f"{where} : ", f"{where}: "
    french, english = (
        start + message if where else message
        for start, message in zip(prefix, messages, strict=True)
    )
    return Mistake(
        line=at.line,
        column=at.column,
        key_path=where,
        code=finding.code,
        message_fr=french,
        message_en=english,
    )


def _short(value: str | int) -> str:
    """What the author wrote, cut to fit a line: a value may be as large as the file."""
    if isinstance(value, int):
        # A hexadecimal integer may have more digits than Python agrees to print.
        return str(value) if abs(value) < 10**15 else "…"
    return value if len(value) <= SHOWN_MAX else value[:SHOWN_MAX] + "…"


def spell(path: KeyPath) -> str:
    """`phases[2].steps[1].consigne`: list items count from 1, as people do."""
    spelled = ""
    for key in path:
        spelled += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if spelled else key
    return spelled

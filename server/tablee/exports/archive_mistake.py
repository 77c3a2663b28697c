"""Why a file is not imported: a closed list of codes, each with its sentence in the catalogue."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from tablee.text import say
from tablee.workshop.happened import Happened
from tablee.workshop.vocabulary import Language

ArchiveCode = Literal[
    "too_large",
    "not_text",
    "truncated",
    "not_json",
    "not_archive",
    "other_format",
    "shape",
    "journal_start",
    "journal_gap",
    "text_unclean",
    "text_empty",
    "text_too_long",
    "bad_id",
    "bad_number",
    "too_many",
    "id_twice",
    "label_twice",
    "note_without_beneficiary",
    "inconsistent",
    "out_of_step",
    "time_back",
    "kept_apart",
    "circle",
    "other_actor",
    "unknown_field",
    "disagrees",
]


class ArchiveMistake(msgspec.Struct, frozen=True):
    """Why a file is not imported. `params` are figures, ids and places, never a person's text."""

    code: ArchiveCode
    params: Mapping[str, str | int] = {}

    def message(self, language: Language) -> str:
        """The sentence of the catalogue for it."""
        return say(language, f"export.import.{self.code}", **self.params)


def out_of_place(happened: Happened, place: str) -> ArchiveMistake:
    """What an event cannot have happened to."""
    return ArchiveMistake("out_of_step", {"seq": happened.seq, "place": place})

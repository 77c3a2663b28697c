"""A refusal is a value from a closed list: a code, its figures, never a person's text.

The words shown to a person come from the catalogue under `rejection.<code>`, in their language.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

RejectionCode = Literal[
    # rights
    "not_allowed",
    "wrong_phase",
    "board_closed",
    "other_board",
    "not_seated",
    # ids
    "unknown_board",
    "unknown_beneficiary",
    "unknown_note",
    "unknown_point",
    "unknown_interested",
    "unknown_participant",
    "unknown_pair",
    "unknown_late",
    "unknown_decision",
    "unknown_remark",
    "unknown_example",
    "unknown_section",
    "unknown_message",
    "unknown_phase",
    "unknown_conclusion",
    "unknown_misrendered",
    "unknown_concept",
    "words_known",
    "bad_id",
    "id_taken",
    # words
    "beneficiary_missing",
    "text_empty",
    "text_too_long",
    "too_many",
    "label_taken",
    # state
    "conflict",
    "changed",
    "beneficiary_has_notes",
    "beneficiary_builtin",
    "beneficiary_deleted",
    "parent_not_possible",
    "point_closed",
    "territory_in_use",
    "too_few",
    "timer_not_running",
    "timer_not_paused",
    "timer_running",
    "timer_not_for_this_phase",
    "duration_out_of_range",
    "nothing_to_reopen",
    "pooling_not_shown",
    "note_hidden",
    "other_pair",
    "doors_closed",
    "steps_too_long",
    "phase_open",
    "deletion_out_of_range",
    "sandbox_date",
    "seat_taken",
    "voting_open",
    "voting_closed",
    "votes_out_of_range",
    "too_many_votes",
    # the pooling
    "kept_apart",
    "same_actor",
    "circle",
    "other_actor",
    "not_grouped",
    "unknown_register",
    # the server's own
    "key_conflict",
    "gap",
    "busy",
    "storage",
    "internal",
]


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """`params` fill the catalogue's sentence: figures, ids and labels at most."""

    code: RejectionCode
    params: Mapping[str, str | int] = {}

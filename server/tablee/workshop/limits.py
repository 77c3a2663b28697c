"""Every bound of a room, in one place (SPEC L1).

Lengths count code points after cleaning. A command that would pass a bound is refused with
`text_too_long` or `too_many`, which carry the bound.
"""

from typing import Final

TEXT: Final = 2_000
"""A note's text."""
REMARK: Final = 1_000
"""A discussion point's text, one position, a reason, a method."""
LABEL: Final = 200
"""A beneficiary's label, an alias, a territory's name, a title, a category, a « via »."""
ALIASES: Final = 10

TERRITORIES: Final = 20
PARTICIPANTS: Final = 600
PAIRS_PER_BOARD: Final = 60
BENEFICIARIES_PER_BOARD: Final = 150
BENEFICIARIES_KEPT: Final = 1_000
"""Beneficiaries of a board with the deleted ones and every id that means one of them (B3)."""
NOTES_PER_ROOM: Final = 5_000
NOTES_KEPT: Final = 20_000
"""Notes of a room with those that were deleted or split, which can come back."""
POINTS_PER_BOARD: Final = 1_000
POSITIONS_PER_POINT: Final = 20
INTERESTED_PER_BOARD: Final = 100
PARTS_PER_SPLIT: Final = 10
LATE_PER_ROOM: Final = 1_000
DECISIONS_PER_ROOM: Final = 3_000
DECISIONS_KEPT: Final = 10_000
"""Decisions of a room with those that were retracted, whose ids are never given again."""
NOTES_PER_DECISION: Final = 500
"""Notes that one decision of the pooling groups, or puts in a register."""
SCREEN_PAGE: Final = 999
"""The last page of a look of the pooling that the screen is asked for."""
REMARKS_PER_ROOM: Final = 500
"""Remarks on the worked example."""
MESSAGE: Final = 500
"""A facilitator's message, which a screen shows whole."""
MESSAGES_PER_ROOM: Final = 20
"""Messages that stand at once."""
MESSAGES_KEPT: Final = 1_000
"""Messages of a room with those that were withdrawn, whose ids are never given again."""
VOTES_EACH: Final = (1, 10)
"""The fewest and the most votes of each person for one mark."""
CONCLUSIONS_PER_ROOM: Final = 300
CONCLUSIONS_KEPT: Final = 1_000
"""Conclusions of a room with those that were removed."""
NOTES_PER_CONCLUSION: Final = 50
MISRENDERED_PER_ROOM: Final = 1_000
"""Notes that are said to be misrendered and wait to be settled."""
CONCEPTS_PER_ROOM: Final = 200
CONCEPTS_KEPT: Final = 1_000
"""Concepts of a room with those that were removed."""
WORDS_PER_CONCEPT: Final = (2, 20)
"""The fewest and the most words that mean the same."""
WORD: Final = 60
"""A word, or a few, of the room's lexicon."""

DURATION_MS: Final = (1_000, 8 * 3_600_000)
"""A timer's least and greatest length, milliseconds."""
PLANNED_S: Final = (10, DURATION_MS[1] // 1_000)
"""A phase's or a step's least and greatest length in the plan, seconds."""
STEPS: Final = 10
"""Steps of one phase."""
PROMPTS: Final = 10
TEMPLATE_CONCEPTS: Final = 200
"""Prompts of one step."""
EXPECTED_AT_ONCE: Final = 500
"""People of one list."""
DAY_MS: Final = 86_400_000
KEPT_MS: Final = (DAY_MS, 3_653 * DAY_MS)
"""How long from now a workshop may be kept, milliseconds: a day to ten years."""
GRACE_MS: Final = 60_000
"""The longest grace that a facilitator may set, milliseconds."""

"""The closed lists of words that commands, events and rooms share."""

from typing import Final, Literal

PhaseKind = Literal["accueil", "presentation", "travail", "mise-en-commun", "prochaine-session"]
NoteKind = Literal["visé", "externalité"]
Directness = Literal["direct", "indirect"]
Status = Literal["hypothèse"]
Role = Literal["facilitator", "participant", "screen", "system"]
Language = Literal["fr", "en"]
TargetKind = Literal["note", "beneficiary", "board"]
TimerState = Literal["idle", "running", "paused", "ended"]
LockReason = Literal["deadline", "facilitator", "phase"]
ChitKind = Literal["note", "beneficiary"]
ExamplePart = Literal["example", "beneficiary", "note"]
ShownKind = Literal[
    "phase",
    "section",
    "example-beneficiary",
    "example-note",
    "actor",
    "territory-actor",
    "note",
]
"""`territory-actor` is an actor as one territory writes for it."""
PoolingLook = Literal[
    "matrix",
    "columns",
    "discussion",
    "card",
    "common",
    "ladder",
    "kinds",
    "interested",
    "registers",
    "gaps",
    "votes",
]
Mark = Literal["compte", "tient"]
VotingState = Literal["open", "closed"]
ConclusionKind = Literal["accord", "orientation", "question"]
LinkRole = Literal["facilitator", "participant", "screen"]
LinkChange = Literal["made", "opened", "replaced", "revoked"]

PHASES: Final[tuple[PhaseKind, ...]] = (
    "accueil",
    "presentation",
    "travail",
    "mise-en-commun",
    "prochaine-session",
)
"""In the order of a session; the facilitator may skip forward and come back."""

POOLING: Final[frozenset[PhaseKind]] = frozenset({"mise-en-commun", "prochaine-session"})
"""Those in which the boards are pooled, and what is made of them may change."""

SECTIONS: Final = (
    "intentions",
    "grille",
    "composantes",
    "contexte",
    "effets",
    "externalites",
    "interesses",
    "etapes",
)
"""The parts of the presentation, in the order of its page."""

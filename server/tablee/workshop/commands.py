"""What may be asked of a room: orders, each a frozen value with a tag that is its name.

A command never says who asks, nor in which room or when: that comes from the server's session and
clock. Ids of new things are proposed by the asker (1 to 40 of `A-Z a-z 0-9 _ -`, at random, so that
what is written offline can be referred to at once); one that is already taken is refused.
A field left `UNSET` is left as it is.
"""

import msgspec
from msgspec import UNSET, UnsetType

from .sift import Sift
from .vocabulary import (
    ConclusionKind,
    Directness,
    ExamplePart,
    Language,
    LinkChange,
    LinkRole,
    Mark,
    NoteKind,
    PhaseKind,
    PoolingLook,
    ShownKind,
    TargetKind,
)


class _Command(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """A command's tag is the name of its class, in the field `type`."""


# --- places -------------------------------------------------------------------------------------


class Sit(_Command, frozen=True, kw_only=True):
    """Take a place: a board and a pair of it. `pair` may name a new pair, made by sitting in it.
    `proposed`: the pair that the board has to offer by then, and `pair` if that is a new one."""

    participant: str
    board: str
    pair: str
    proposed: bool = False


# --- to the facilitators --------------------------------------------------------------------------


class SayReady(_Command, frozen=True, kw_only=True):
    """« Nous avons terminé », for the pair of the person who says it; False takes it back."""

    ready: bool


class RaiseHand(_Command, frozen=True, kw_only=True):
    """« Demander de l'aide », for oneself."""


class LowerHand(_Command, frozen=True, kw_only=True):
    participant: str


# --- seats that are kept ----------------------------------------------------------------------


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who is awaited, and where they will sit; their name travels apart."""

    participant: str
    board: str
    pair: str


class ExpectPeople(_Command, frozen=True, kw_only=True):
    """Keep seats for people who are not there yet; a new pair is made by being named."""

    people: tuple[Expected, ...]


class Arrive(_Command, frozen=True, kw_only=True):
    """« Je suis… » : take the seat that was kept for oneself."""

    participant: str


class FreeSeat(_Command, frozen=True, kw_only=True):
    """The server's own, once it has closed the person's devices: their seat is kept again."""

    participant: str


class GiveSeatBack(_Command, frozen=True, kw_only=True):
    """The server's own: a seat that was freed is its holder's again, doors open or not."""

    participant: str


class DropExpected(_Command, frozen=True, kw_only=True):
    """The server's own, with the erasing of the name: somebody who was awaited is not any more."""

    participant: str


# --- beneficiaries ------------------------------------------------------------------------------


class SetStartingPoint(_Command, frozen=True, kw_only=True):
    """Say which project a board starts from (deck line 162, « Si besoin… »).

    `base` is the text that its writer had before their eyes.
    """

    board: str
    text: str
    base: str | UnsetType = UNSET


class AddBeneficiary(_Command, frozen=True, kw_only=True):
    """Add a beneficiary; the same label on the same board answers with the one that is there."""

    board: str
    beneficiary: str
    label: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    parent: str | None = None


class EditBeneficiary(_Command, frozen=True, kw_only=True):
    """Change a beneficiary; `base` is the revision that the person had before their eyes."""

    beneficiary: str
    base: int
    label: str | UnsetType = UNSET
    aliases: tuple[str, ...] | UnsetType = UNSET
    category: str | UnsetType = UNSET
    parent: str | UnsetType | None = UNSET


class RankBeneficiary(_Command, frozen=True, kw_only=True):
    """Put a beneficiary just after another one of its board, or first (`after` is None)."""

    beneficiary: str
    after: str | None


class DeleteBeneficiary(_Command, frozen=True, kw_only=True):
    """Delete a beneficiary; its notes go to `reassign_to`, or the deletion is refused."""

    beneficiary: str
    reassign_to: str | None = None


class RestoreBeneficiary(_Command, frozen=True, kw_only=True):
    beneficiary: str


# --- notes --------------------------------------------------------------------------------------


class AddNote(_Command, frozen=True, kw_only=True):
    """Post a useful effect for a beneficiary; without a beneficiary it is refused (N1)."""

    note: str
    beneficiary: str | None = None
    text: str
    kind: NoteKind = "visé"
    directness: Directness | None = None
    unforeseen: bool = False
    via: str = ""
    via_note: str | None = None


class EditNote(_Command, frozen=True, kw_only=True):
    """Rewrite a note's text; `base` is the revision of the text that the person started from.

    `was` is that text itself, when it is given: two people's revisions may have one number (N13).
    """

    note: str
    base: int
    text: str
    was: str | None = None


class ClassifyNote(_Command, frozen=True, kw_only=True):
    """Say of what kind a note is; never touches its text."""

    note: str
    kind: NoteKind | UnsetType = UNSET
    directness: Directness | UnsetType = UNSET
    unforeseen: bool | UnsetType = UNSET
    via: str | UnsetType = UNSET
    via_note: str | UnsetType | None = UNSET


class MoveNote(_Command, frozen=True, kw_only=True):
    """Give a note to another beneficiary of the same board."""

    note: str
    beneficiary: str


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the notes that a note is split into."""

    note: str
    text: str


class SplitNote(_Command, frozen=True, kw_only=True):
    """Split a note in two or more; the parts keep its provenance, the original its history."""

    note: str
    base: int
    parts: tuple[Part, ...]


class DeleteNote(_Command, frozen=True, kw_only=True):
    """Take a note off its board; `was` is the text that the person had before their eyes (N14)."""

    note: str
    was: str | None = None


class RestoreNote(_Command, frozen=True, kw_only=True):
    note: str


class HideNote(_Command, frozen=True, kw_only=True):
    """Take a note out of everything but the facilitator's own view and archive."""

    note: str


class ShowNote(_Command, frozen=True, kw_only=True):
    note: str


# --- points of discussion -----------------------------------------------------------------------


class OpenPoint(_Command, frozen=True, kw_only=True):
    """Mark a point of discussion on a note, a beneficiary or the board; the text may be empty."""

    point: str
    target_kind: TargetKind
    target: str
    text: str = ""


class EditPoint(_Command, frozen=True, kw_only=True):
    point: str
    text: str


class TakePosition(_Command, frozen=True, kw_only=True):
    """Put a position beside the others; the same id again rewrites it."""

    point: str
    position: str
    text: str


class KeepBothVersions(_Command, frozen=True, kw_only=True):
    """Put a text that clashes with a note's own beside it: a point that holds both as positions.

    `text` is the version that is not in the note, `question` what the point says.
    """

    point: str
    note: str
    text: str
    question: str = ""


class ClosePoint(_Command, frozen=True, kw_only=True):
    point: str


class ReopenPoint(_Command, frozen=True, kw_only=True):
    point: str


# --- interested actors --------------------------------------------------------------------------


class AddInterestedActor(_Command, frozen=True, kw_only=True):
    board: str
    interested: str
    label: str
    reason: str = ""
    uncertain: bool = False
    notes: tuple[str, ...] = ()


class EditInterestedActor(_Command, frozen=True, kw_only=True):
    interested: str
    label: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    uncertain: bool | UnsetType = UNSET
    notes: tuple[str, ...] | UnsetType = UNSET


class DeleteInterestedActor(_Command, frozen=True, kw_only=True):
    interested: str


class RestoreInterestedActor(_Command, frozen=True, kw_only=True):
    interested: str


# --- remarks on the worked example --------------------------------------------------------------


class LeaveRemark(_Command, frozen=True, kw_only=True):
    """Remark on the worked example, or on one of its beneficiaries or notes; the same id again
    rewrites it. `target` is an id of the example, empty for the example as a whole."""

    remark: str
    part: ExamplePart
    target: str = ""
    text: str


class AnswerRemark(_Command, frozen=True, kw_only=True):
    """Put a position beside the others; the same id again rewrites it."""

    remark: str
    position: str
    text: str


class CloseRemark(_Command, frozen=True, kw_only=True):
    remark: str


class ReopenRemark(_Command, frozen=True, kw_only=True):
    remark: str


# --- what everybody is shown --------------------------------------------------------------------


class Guide(_Command, frozen=True, kw_only=True):
    """Have everybody follow what is shown; each may still look elsewhere and come back."""


class Release(_Command, frozen=True, kw_only=True):
    """Let everybody look where they like again; the screen goes on showing the same."""


class Summon(_Command, frozen=True, kw_only=True):
    """Bring everybody back to what is shown, once, now."""


class Present(_Command, frozen=True, kw_only=True):
    """Show one thing on all screens and have everybody follow.

    `target` is a part of the presentation, an id of the worked example, or a beneficiary or note
    of a board; empty for `phase`, which is the phase's own page, with nothing in particular. Of an
    actor, `territory-actor` is what the board of that beneficiary writes for it.
    """

    kind: ShownKind
    target: str = ""


class SetScreen(_Command, frozen=True, kw_only=True):
    """What the projector shows: the way in over everything or not, which look of the pooling, which
    effects in it (`sift`, None being all), and which page of it, 0 to `limits.SCREEN_PAGE`; another
    look and other effects begin at its first."""

    way_in: bool | UnsetType = UNSET
    look: PoolingLook | UnsetType = UNSET
    page: int | UnsetType = UNSET
    sift: Sift | UnsetType | None = UNSET


# --- leading ------------------------------------------------------------------------------------


class Phrase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phrase as typed in both languages; one that is left empty is shown as the other."""

    fr: str
    en: str


class WorkshopSeen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What whoever changes it had before their eyes of what a workshop says of itself."""

    title: str | UnsetType = UNSET
    held_on: str | UnsetType = UNSET
    programme: Phrase | UnsetType = UNSET
    axe: Phrase | UnsetType = UNSET
    intention: Phrase | UnsetType = UNSET
    guiding_question: Phrase | UnsetType = UNSET
    for_whom: Phrase | UnsetType = UNSET


class EditWorkshop(_Command, frozen=True, kw_only=True):
    """Change what this workshop says of itself; the template stays as it is for the others.

    `base` are the texts that their writer had before their eyes, of those that are changed. Its
    programme and the strand of that are none when they are empty in both languages.
    """

    title: str | UnsetType = UNSET
    held_on: str | UnsetType = UNSET
    programme: Phrase | UnsetType = UNSET
    axe: Phrase | UnsetType = UNSET
    intention: Phrase | UnsetType = UNSET
    guiding_question: Phrase | UnsetType = UNSET
    for_whom: Phrase | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    delete_after_ms: int | UnsetType = UNSET
    base: WorkshopSeen | UnsetType = UNSET


class PlannedStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a phase, complete."""

    label: Phrase
    duration_s: int
    consigne: Phrase
    prompts: tuple[Phrase, ...] = ()


class PhaseSeen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phase, complete, as whoever changes it had it before their eyes."""

    label: Phrase
    intro: Phrase
    duration_s: int | None
    steps: tuple[PlannedStep, ...]
    skipped: bool


class EditPhase(_Command, frozen=True, kw_only=True):
    """Change how this workshop plans one of its phases. Steps are given all together; without
    them, a new duration is shared out among those that are there."""

    phase: PhaseKind
    label: Phrase | UnsetType = UNSET
    intro: Phrase | UnsetType = UNSET
    duration_s: int | UnsetType | None = UNSET
    steps: tuple[PlannedStep, ...] | UnsetType = UNSET
    skipped: bool | UnsetType = UNSET
    base: PhaseSeen | UnsetType = UNSET


class AddTerritory(_Command, frozen=True, kw_only=True):
    board: str
    name: str


class RenameTerritory(_Command, frozen=True, kw_only=True):
    """`base` is the name that whoever changes it had before their eyes."""

    board: str
    name: str
    base: str | UnsetType = UNSET


class RemoveTerritory(_Command, frozen=True, kw_only=True):
    """Remove a territory that nobody sits in and nothing was written on."""

    board: str


class OpenPhase(_Command, frozen=True, kw_only=True):
    """Move the room to a phase; `start_timer` starts the timer of a phase that has a duration."""

    phase: PhaseKind
    start_timer: bool = False


class StartTimer(_Command, frozen=True, kw_only=True):
    """Start the timer; without a duration, with the phase's own (2,700 s in the deck).

    `passed_ms` of it count as over, and the steps are those of a timer of `steps_ms` (its own
    duration when null): so that what an act ended goes on where it was.
    """

    duration_ms: int | None = None
    passed_ms: int = 0
    steps_ms: int | None = None


class PauseTimer(_Command, frozen=True, kw_only=True):
    pass


class ResumeTimer(_Command, frozen=True, kw_only=True):
    pass


class MoveDeadline(_Command, frozen=True, kw_only=True):
    """Extend (positive) or shorten (negative) the timer, running or paused."""

    by_ms: int


class EndTimer(_Command, frozen=True, kw_only=True):
    """End now: the boards are locked at once."""


class SetGrace(_Command, frozen=True, kw_only=True):
    """How long after the deadline the boards still take what arrives, 0 to 60,000 ms."""

    grace_ms: int


class CloseBoard(_Command, frozen=True, kw_only=True):
    board: str


class ReopenBoards(_Command, frozen=True, kw_only=True):
    """Lift the lock of one board, or of all (`board` is None), for `for_ms` or until told.

    `passed_ms` of it count as over: so that what an act ended goes on where it was.
    """

    board: str | None = None
    for_ms: int | None = None
    passed_ms: int = 0


class LockBoards(_Command, frozen=True, kw_only=True):
    """The server's own: the deadline has passed. Refused to everybody else."""

    deadline_ms: int


class AdmitLate(_Command, frozen=True, kw_only=True):
    late: str


class SetAsideLate(_Command, frozen=True, kw_only=True):
    late: str


class BringBackLate(_Command, frozen=True, kw_only=True):
    """Put what was set aside back into the tray."""

    late: str


class SendMessage(_Command, frozen=True, kw_only=True):
    """Tell everybody, or one pair alone."""

    message: str
    text: str
    pair: str | None = None


class WithdrawMessage(_Command, frozen=True, kw_only=True):
    message: str


class NextSessionSeen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What whoever changes it had before their eyes of the next session."""

    date: str | UnsetType = UNSET
    method: str | UnsetType = UNSET


class SetNextSession(_Command, frozen=True, kw_only=True):
    """« date / méthode » (deck line 22); what is not given stays as it is.

    `base` are the texts that their writer had before their eyes, of those that are changed.
    """

    date: str | UnsetType = UNSET
    method: str | UnsetType = UNSET
    base: NextSessionSeen | UnsetType = UNSET


# --- coming in ----------------------------------------------------------------------------------


class OpenDoors(_Command, frozen=True, kw_only=True):
    """Let newcomers in, by the link or the code."""


class CloseDoors(_Command, frozen=True, kw_only=True):
    """Let no newcomer in; whoever is in already comes back freely."""


class MarkLinks(_Command, frozen=True, kw_only=True):
    """The server's own: a link was made, first opened, replaced or revoked."""

    link: LinkRole
    change: LinkChange


# --- pooling ------------------------------------------------------------------------------------


class SameActor(_Command, frozen=True, kw_only=True):
    """Decide that these beneficiaries are one actor; `label` is how to call it, if chosen."""

    decision: str
    beneficiaries: tuple[str, ...]
    label: str | None = None


class RenameActor(_Command, frozen=True, kw_only=True):
    """Decide how the actor that this beneficiary belongs to is called."""

    decision: str
    beneficiary: str
    label: str


class RetractDecision(_Command, frozen=True, kw_only=True):
    """Undo one decision, in any order: the pooling is derived from those that stand."""

    decision: str


# --- votes --------------------------------------------------------------------------------------


class OpenVoting(_Command, frozen=True, kw_only=True):
    """Have everybody vote, blind: « ce qui compte » or « ce à quoi on tient ».

    What an earlier round of the same mark gave is let go of.
    """

    mark: Mark
    votes_each: int = 3


class CloseVoting(_Command, frozen=True, kw_only=True):
    """Count the votes and show the results."""

    mark: Mark


class CastVotes(_Command, frozen=True, kw_only=True):
    """One's whole ballot, in place of the one before: a note for each vote, several perhaps for
    the same one; none at all takes it back."""

    mark: Mark
    notes: tuple[str, ...]


# --- what the room concludes ----------------------------------------------------------------------


class WriteConclusion(_Command, frozen=True, kw_only=True):
    """An agreement with its reservations, an orientation, or a question that stays « au travail »;
    under the id of one that was removed, it is back."""

    conclusion: str
    kind: ConclusionKind
    text: str
    reservations: str = ""
    notes: tuple[str, ...] = ()


class EditConclusion(_Command, frozen=True, kw_only=True):
    conclusion: str
    kind: ConclusionKind | UnsetType = UNSET
    text: str | UnsetType = UNSET
    reservations: str | UnsetType = UNSET
    notes: tuple[str, ...] | UnsetType = UNSET


class RemoveConclusion(_Command, frozen=True, kw_only=True):
    conclusion: str


class CloseConclusion(_Command, frozen=True, kw_only=True):
    """A question that is answered, an orientation that is followed: nothing closes by itself."""

    conclusion: str


class ReopenConclusion(_Command, frozen=True, kw_only=True):
    conclusion: str


# --- taking part ----------------------------------------------------------------------------------


class SayMisrendered(_Command, frozen=True, kw_only=True):
    """« Ma note est mal rendue », of a note of one's own board; the same pair again rewrites it."""

    note: str
    text: str = ""


class WithdrawMisrendered(_Command, frozen=True, kw_only=True):
    note: str


class SettleMisrendered(_Command, frozen=True, kw_only=True):
    """The facilitator's: it was put right, or talked over."""

    note: str


# --- the room's own words -------------------------------------------------------------------------


class AddConcept(_Command, frozen=True, kw_only=True):
    """Words that mean the same here, in any language; the same id again rewrites them."""

    concept: str
    words: tuple[str, ...]


class RemoveConcept(_Command, frozen=True, kw_only=True):
    concept: str


# --- more of the pooling --------------------------------------------------------------------------


class PartOfActor(_Command, frozen=True, kw_only=True):
    """Decide that the actor of `child` is part of that of `parent`."""

    decision: str
    child: str
    parent: str


class DifferentActors(_Command, frozen=True, kw_only=True):
    """Decide that two beneficiaries are not one actor, and never become one meanwhile."""

    decision: str
    one: str
    other: str


class DecideLater(_Command, frozen=True, kw_only=True):
    """Put off whether two beneficiaries are one actor."""

    decision: str
    one: str
    other: str


class GroupEffects(_Command, frozen=True, kw_only=True):
    """Decide that notes of one actor say the same; `title` is how to call them, if chosen, and
    without one `titled_by` the note of them whose words they are called by."""

    decision: str
    notes: tuple[str, ...]
    title: str | None = None
    titled_by: str | None = None


class TakeOutOfGroup(_Command, frozen=True, kw_only=True):
    """Decide that a note is not of its group."""

    decision: str
    note: str


class TitleGroup(_Command, frozen=True, kw_only=True):
    """Decide how the group that this note is in is called."""

    decision: str
    note: str
    title: str


class CategoriseActor(_Command, frozen=True, kw_only=True):
    """Decide the category of the actor that this beneficiary belongs to; empty for none."""

    decision: str
    beneficiary: str
    category: str


class PutInRegister(_Command, frozen=True, kw_only=True):
    """Decide which register of the template notes belong to."""

    decision: str
    notes: tuple[str, ...]
    register: str


BoardCommand = (
    SetStartingPoint
    | AddBeneficiary
    | EditBeneficiary
    | RankBeneficiary
    | DeleteBeneficiary
    | RestoreBeneficiary
    | AddNote
    | EditNote
    | ClassifyNote
    | MoveNote
    | SplitNote
    | DeleteNote
    | RestoreNote
    | OpenPoint
    | EditPoint
    | TakePosition
    | KeepBothVersions
    | ClosePoint
    | ReopenPoint
    | AddInterestedActor
    | EditInterestedActor
    | DeleteInterestedActor
    | RestoreInterestedActor
)
"""What is written on a board: locked by the timer, and kept for the facilitator when late."""

RemarkCommand = LeaveRemark | AnswerRemark | CloseRemark | ReopenRemark
"""What is said of the worked example: it belongs to the room, not to a board."""

LeadCommand = (
    HideNote
    | ShowNote
    | EditWorkshop
    | AddTerritory
    | RenameTerritory
    | RemoveTerritory
    | OpenPhase
    | StartTimer
    | PauseTimer
    | ResumeTimer
    | MoveDeadline
    | EndTimer
    | SetGrace
    | CloseBoard
    | ReopenBoards
    | LockBoards
    | AdmitLate
    | SetAsideLate
    | BringBackLate
    | SendMessage
    | WithdrawMessage
    | SetNextSession
    | OpenDoors
    | CloseDoors
    | MarkLinks
    | Guide
    | Release
    | Summon
    | Present
    | SetScreen
    | EditPhase
    | ExpectPeople
    | OpenVoting
    | CloseVoting
    | WriteConclusion
    | EditConclusion
    | RemoveConclusion
    | CloseConclusion
    | ReopenConclusion
    | SettleMisrendered
    | AddConcept
    | RemoveConcept
)

PoolingCommand = (
    SameActor
    | RenameActor
    | RetractDecision
    | PartOfActor
    | DifferentActors
    | DecideLater
    | GroupEffects
    | TakeOutOfGroup
    | TitleGroup
    | CategoriseActor
    | PutInRegister
)
"""What facilitators decide in the pooling, and take back."""

CallCommand = SayReady | RaiseHand | LowerHand
"""What people let the facilitators know."""

TakingPartCommand = CastVotes | SayMisrendered | WithdrawMisrendered
"""What people do in the pooling, each for themselves or their pair."""

SeatCommand = Sit | Arrive | FreeSeat | GiveSeatBack | DropExpected

Command = (
    SeatCommand
    | BoardCommand
    | RemarkCommand
    | CallCommand
    | PoolingCommand
    | TakingPartCommand
    | LeadCommand
)

"""Everything the journal may answer instead of doing what it was asked.

    JournalError
    ├── Refused                      the journal is well; nothing was written
    │   ├── RoomUnknown
    │   ├── RoomExists
    │   ├── SequenceConflict         somebody wrote first: read what is missing, decide again
    │   ├── CommandAlreadyRecorded   ask for the stored record instead
    │   ├── KeyTaken                 a link, a session or another key exists already
    │   ├── ParentMissing            the room or the session it belongs to does not exist
    │   └── LinkRevoked              the link that a session came through was revoked meanwhile
    ├── NotWritten                   try later; what was asked is not acknowledged
    │   ├── JournalBusy              too much is waiting already
    │   ├── JournalUnavailable       the disk is full, locked or broken
    │   └── JournalClosed
    └── CannotStart                  the process must not go on
        ├── DataInUse
        ├── DataOnNetwork
        ├── DataFromNewerVersion
        └── SettingRefused

Messages are for logs; what people read comes from the text catalogue.
"""

from pathlib import Path


class JournalError(Exception):
    """Root of the tree above."""


class Refused(JournalError):
    """The request cannot be granted and nothing of it was written."""


class RoomUnknown(Refused):
    """No room has this id; opening never makes one."""

    def __init__(self, room_id: str) -> None:
        super().__init__(f"no room {room_id!r}")
        self.room_id = room_id


class RoomExists(Refused):
    """A room with this id was created before."""

    def __init__(self, room_id: str) -> None:
        super().__init__(f"room {room_id!r} exists")
        self.room_id = room_id


class SequenceConflict(Refused):
    """The room's head is not where the writer believed it; `head` says where it is."""

    def __init__(self, room_id: str, expected_seq: int, head: int) -> None:
        super().__init__(f"room {room_id!r} is at {head}, not at {expected_seq}")
        self.room_id = room_id
        self.expected_seq = expected_seq
        self.head = head


class CommandAlreadyRecorded(Refused):
    """At least one command of the batch has its record already, or is in the batch twice.

    `keys` holds each such (outbox, n): the caller owes their senders the stored outcome.
    """

    def __init__(self, room_id: str, keys: tuple[tuple[str, int], ...]) -> None:
        super().__init__(f"room {room_id!r} has recorded {keys} already")
        self.room_id = room_id
        self.keys = keys


class KeyTaken(Refused):
    """A unique key of the database is taken."""


class ParentMissing(Refused):
    """What the new row belongs to is not there, or not any more."""


class LinkRevoked(Refused):
    """Somebody comes in through a link that has just been revoked."""


class NotWritten(JournalError):
    """What was asked is not acknowledged; the caller may try again later."""


class JournalBusy(NotWritten):
    """The queue to the disk is full."""


class JournalUnavailable(NotWritten):
    """The storage failed; the journal stays open and recovers by itself when the storage does."""


class JournalClosed(NotWritten):
    """The journal was closed before this was written."""


class CannotStart(JournalError):
    """The data must not be opened by this process."""


class DataInUse(CannotStart):
    """Another process holds the data folder; `pid` is its number where it left one."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        by = f"process {pid}" if pid else "another process"
        super().__init__(f"{folder} is in use by {by}; one server at a time may own it")
        self.folder = folder
        self.pid = pid


class DataOnNetwork(CannotStart):
    """The data folder is on a network file system, where SQLite's locks do not hold."""

    def __init__(self, folder: Path, kind: str) -> None:
        super().__init__(f"{folder} is on a network file system ({kind}); use a local disk")
        self.folder = folder
        self.kind = kind


class DataFromNewerVersion(CannotStart):
    """A newer Tablée wrote this database; this one would not understand it."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the data was written by a newer version of Tablée (revision {revision}); "
            "start that version, or a later one"
        )
        self.revision = revision


class SettingRefused(CannotStart):
    """The database did not take a setting that durability or privacy rests on."""

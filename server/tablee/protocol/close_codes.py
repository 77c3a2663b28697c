"""Why the server closes a websocket, and what a client does then (SPEC W9)."""

from typing import Final

GOING_AWAY: Final = 1012
"""The server stops or restarts: come back, after the delay of the `GoAway`."""
INTERNAL: Final = 1011
"""Our bug: the room is opened again from the journal; come back."""
TOO_LARGE: Final = 1009
"""A frame over 65,536 bytes: keep the command on the device, do not send it again."""
PROTOCOL_ERROR: Final = 4400
"""Unreadable bytes, binary frames, no hello in 5 s, or too many unreadable frames."""
NO_SESSION: Final = 4401
"""The cookie is missing, unknown or expired: open the link again."""
FORBIDDEN: Final = 4403
"""The link was revoked: stop, keep the outbox, offer its text."""
NOT_FOUND: Final = 4404
"""No such room, or no such outbox in this session."""
TOO_SLOW: Final = 4408
"""The client does not read: come back and resume."""
SUPERSEDED: Final = 4409
"""The same outbox connected again: this connection stops."""
ERASED: Final = 4410
"""The workshop has been erased: stop, there is nothing to come back to."""
DISPLACED: Final = 4411
"""This device has no place any more: it was opened on another one (A15), or freed (S6). Stop, keep
the outbox, show the way in."""
OLD_CLIENT: Final = 4426
"""The page is older than the server takes: keep the outbox and reload."""

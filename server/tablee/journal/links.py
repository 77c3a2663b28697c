"""The ways into a room: links, the spoken code, and the places taken up on another device.

Same database, same single writer as the journal. Secrets never get here: the edge hashes a token or
a code before it asks, and what it seals stays sealed. Replacing or revoking is one write, so that
at no moment are there two links, or none, and the seals of a dead link are blanked with it.
"""

from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import BindParameter, bindparam, delete, func, insert, null, select, update

from tablee.journal.access import DETACH_DEVICES, DEVICES
from tablee.journal.database import Database, Transaction
from tablee.journal.tables import capabilities, codes, resumes, sessions


class StoredCapability(Struct, frozen=True, kw_only=True):
    """A link of a room, standing or revoked."""

    token_hash: bytes
    room_id: str
    role: str
    created_ms: int
    revoked_ms: int | None = None
    holds: bytes | None = None  # a key of the room, sealed under the link itself
    shown: bytes | None = None  # the link itself, sealed under that key of the room


class StoredCode(Struct, frozen=True):
    """The spoken code of a room."""

    code_hash: bytes
    room_id: str
    shown: bytes | None = None


class StoredResume(Struct, frozen=True):
    """A way for one person to take up their place on one more device, once.

    `taker` is the hash of that device's key once it was taken, `salt` the edge's own. When it is
    `alone` (0 or 1), taking it ends the devices of before.
    """

    token_hash: bytes
    room_id: str
    participant: str
    until_ms: int
    taker: bytes | None = None
    salt: bytes | None = None
    alone: int = 0


class TakenResume(Struct, frozen=True):
    """A way back that was taken, and the sessions that it ended."""

    resume: StoredResume
    ended: tuple[bytes, ...] = ()


Revoked = Literal["revoked", "unknown", "last"]
"""`last`: nobody would be left who can lead, so the link stands."""

_token: BindParameter[Any] = bindparam("of_token")
_room: BindParameter[Any] = bindparam("of_room")
_role: BindParameter[Any] = bindparam("of_role")
_person: BindParameter[Any] = bindparam("of_participant")
_at: BindParameter[Any] = bindparam("at")
_standing = capabilities.c.revoked_ms.is_(None)
_alive = sessions.c.revoked_ms.is_(None)
_blank = {"holds": null(), "shown": null()}

ADD = insert(capabilities)
FIND = select(capabilities).where(capabilities.c.token_hash == _token)
OF_ROOM = (
    select(capabilities)
    .where(capabilities.c.room_id == _room)
    .order_by(capabilities.c.created_ms, capabilities.c.token_hash)
)
REVOKE_ROLE = (
    update(capabilities)
    .where(capabilities.c.room_id == _room, capabilities.c.role == _role, _standing)
    .values(revoked_ms=_at, **_blank)
)
REVOKE = (
    update(capabilities)
    .where(capabilities.c.token_hash == _token, _standing)
    .values(revoked_ms=_at, **_blank)
)
SEAL = (
    update(capabilities)
    .where(capabilities.c.token_hash == _token, _standing)
    .values(holds=bindparam("new_holds"), shown=bindparam("new_shown"))
)
END_ROLE = (
    update(sessions)
    .where(sessions.c.room_id == _room, sessions.c.role == _role, _alive)
    .values(revoked_ms=_at)
)
END_FREED = update(sessions).where(sessions.c.room_id == _room).values(freed=null())
END_LINK = update(sessions).where(sessions.c.link == _token, _alive).values(revoked_ms=_at)
OTHERS_WHO_LEAD = select(func.count(capabilities.c.token_hash.distinct())).where(
    capabilities.c.room_id == _room,
    capabilities.c.role == "facilitator",
    capabilities.c.token_hash != _token,
    _standing,
    sessions.c.link == capabilities.c.token_hash,
    _alive,
)

ADD_CODE = insert(codes)
CODE = select(codes).where(codes.c.code_hash == bindparam("code"))
CODE_OF_ROOM = select(codes).where(codes.c.room_id == _room)
DROP_CODES = delete(codes).where(codes.c.room_id == _room)
SEAL_CODE = (
    update(codes).where(codes.c.code_hash == bindparam("code")).values(shown=bindparam("new_shown"))
)

ADD_RESUME = insert(resumes)
RESUME = select(resumes).where(resumes.c.token_hash == _token)
RESUME_OF = select(resumes).where(resumes.c.room_id == _room, resumes.c.participant == _person)
TAKE_RESUME = (
    update(resumes)
    .where(resumes.c.token_hash == _token)
    .values(taker=bindparam("by"), salt=bindparam("new_salt"), until_ms=bindparam("again_until"))
)
DROP_RESUME = delete(resumes).where(resumes.c.token_hash == _token)
DROP_RESUMES_OF = delete(resumes).where(
    resumes.c.room_id == _room, resumes.c.participant == _person
)
DROP_RESUMES = delete(resumes).where(resumes.c.room_id == _room)
DROP_OLD_RESUMES = delete(resumes).where(resumes.c.until_ms <= _at)


class LinkStore:
    """A write is durable when the call returns.

    Adding what exists raises `KeyTaken`; adding to a room that does not exist (any more) raises
    `ParentMissing`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, link: StoredCapability) -> None:
        """Remember one more link of a role. Raises `KeyTaken`."""
        await self._database.write(lambda tx: tx.run(ADD, _row(link)))

    async def find(self, token_hash: bytes) -> StoredCapability | None:
        """The link with this token, revoked ones included: the caller looks at `revoked_ms`."""
        row = await self._database.read(lambda tx: tx.one(FIND, of_token=token_hash))
        return None if row is None else _capability(row)

    async def of_room(self, room_id: str) -> tuple[StoredCapability, ...]:
        """Every link the room ever had, oldest first."""
        rows = await self._database.read(lambda tx: tx.all(OF_ROOM, of_room=room_id))
        return tuple(_capability(row) for row in rows)

    async def replace(
        self, link: StoredCapability, code: StoredCode | None, *, end_sessions: bool
    ) -> None:
        """Make this the one link of its role, and this the room's code, at `link.created_ms`.

        `end_sessions` revokes every session of the role with the old link, and the participants'
        ways back; a seat that was freed is given back to no device then. Raises `KeyTaken` when
        the code is another room's: nothing is changed then, draw again.
        """
        role = {"of_room": link.room_id, "of_role": link.role, "at": link.created_ms}

        def work(tx: Transaction) -> None:
            tx.run(REVOKE_ROLE, role)
            tx.run(ADD, _row(link))
            if code is not None:
                tx.run(DROP_CODES, {"of_room": code.room_id})
                tx.run(ADD_CODE, _row(code))
            if end_sessions:
                tx.run(END_ROLE, role)
            if end_sessions and link.role == "participant":
                tx.run(DROP_RESUMES, {"of_room": link.room_id})
                tx.run(END_FREED, {"of_room": link.room_id})

        await self._database.write(work)

    async def revoke(self, link: StoredCapability, at_ms: int) -> Revoked:
        """End a facilitator's link and the sessions that came through it.

        Refused as `last` unless somebody has come in through another facilitator's link that
        stands: a room that nobody can lead would be lost.
        """
        values = {"of_token": link.token_hash, "at": at_ms}

        def work(tx: Transaction) -> Revoked:
            row = tx.one(OTHERS_WHO_LEAD, of_room=link.room_id, of_token=link.token_hash)
            if row is None or not row[0]:
                return "last"
            if not tx.run(REVOKE, values):
                return "unknown"
            tx.run(END_LINK, values)
            return "revoked"

        return await self._database.write(work)

    async def seal(self, links: tuple[StoredCapability, ...], code: StoredCode | None) -> None:
        """Keep the seals of links and of a code made before there were any."""

        def work(tx: Transaction) -> None:
            for each in links:
                seals = {"new_holds": each.holds, "new_shown": each.shown}
                tx.run(SEAL, {"of_token": each.token_hash, **seals})
            if code is not None:
                tx.run(SEAL_CODE, {"code": code.code_hash, "new_shown": code.shown})

        await self._database.write(work)

    async def find_code(self, code_hash: bytes) -> StoredCode | None:
        """The room that a spoken code leads to."""
        row = await self._database.read(lambda tx: tx.one(CODE, code=code_hash))
        return None if row is None else StoredCode(*row)

    async def code_of(self, room_id: str) -> StoredCode | None:
        """The spoken code of a room."""
        row = await self._database.read(lambda tx: tx.one(CODE_OF_ROOM, of_room=room_id))
        return None if row is None else StoredCode(*row)

    async def add_resume(self, resume: StoredResume) -> None:
        """Remember a way back, the only one of its person: the one before is forgotten."""
        person = {"of_room": resume.room_id, "of_participant": resume.participant}

        def work(tx: Transaction) -> None:
            tx.run(DROP_RESUMES_OF, person)
            tx.run(ADD_RESUME, _row(resume))

        await self._database.write(work)

    async def take_resume(
        self, token_hash: bytes, at_ms: int, *, taker: bytes, salt: bytes, again_ms: int
    ) -> TakenResume | None:
        """Use a way back up: the first who asks in time has it, and nobody else after.

        The same taker is given it again, with the salt of the first time, for `again_ms`; what it
        ended is told the first time only.
        """

        def work(tx: Transaction) -> TakenResume | None:
            row = tx.one(RESUME, of_token=token_hash)
            found = None if row is None else StoredResume(*row)
            if found is None:
                return None
            if at_ms >= found.until_ms:
                tx.run(DROP_RESUME, {"of_token": token_hash})
                return None
            if found.taker is not None:
                return TakenResume(found) if found.taker == taker else None
            taken = replace(found, taker=taker, salt=salt, until_ms=at_ms + again_ms)
            values = {"by": taker, "new_salt": salt, "again_until": taken.until_ms}
            tx.run(TAKE_RESUME, {"of_token": token_hash, **values})
            if not taken.alone:
                return TakenResume(taken)
            person = {"of_room": taken.room_id, "of_participant": taken.participant}
            ended = tuple(bytes(row[0]) for row in tx.all(DEVICES, **person))
            tx.run(DETACH_DEVICES, {**person, "at": at_ms})
            return TakenResume(taken, ended)

        return await self._database.write(work)

    async def resume_taken(self, room_id: str, participant: str) -> bool:
        """Whether a device has used a person's last way back; False once that is forgotten."""
        values = {"of_room": room_id, "of_participant": participant}
        row = await self._database.read(lambda tx: tx.one(RESUME_OF, **values))
        return row is not None and StoredResume(*row).taker is not None

    async def drop_resume_of(self, room_id: str, participant: str) -> bool:
        """Forget a person's way back; False when there was none."""
        values = {"of_room": room_id, "of_participant": participant}
        return await self._database.write(lambda tx: tx.run(DROP_RESUMES_OF, values)) > 0

    async def drop_old_resumes(self, at_ms: int) -> int:
        """Forget the ways back whose time has passed; returns how many."""
        return await self._database.write(lambda tx: tx.run(DROP_OLD_RESUMES, {"at": at_ms}))


def _row(value: Struct) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__struct_fields__}


def _capability(row: tuple[Any, ...]) -> StoredCapability:
    names = StoredCapability.__struct_fields__
    return StoredCapability(**dict(zip(names, row, strict=True)))

"""Who has come in: sessions, outboxes and names, beside the journal (`links.py` has the ways in).

Same database, same single writer. Secrets never get here: the edge hashes a
cookie before it asks, and what it seals stays sealed. No right is decided here either;
this only remembers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import BindParameter, bindparam, delete, insert, null, select, update

from tablee.journal.database import Database, Transaction
from tablee.journal.errors import LinkRevoked
from tablee.journal.tables import capabilities, outboxes, people, resumes, sessions


class StoredSession(Struct, frozen=True):
    """One device that came in through a link."""

    token_hash: bytes
    room_id: str
    role: str
    participant: str | None  # None for the facilitator and the screen
    sealed: bytes  # the edge's own, opaque here
    lang: str
    created_ms: int
    seen_ms: int
    revoked_ms: int | None
    link: bytes | None = None  # the hash of the link that it came through
    freed: str | None = None  # whose seat it held when that was freed


_token: BindParameter[Any] = bindparam("of_token")
_room: BindParameter[Any] = bindparam("of_room")
_role: BindParameter[Any] = bindparam("of_role")
_person: BindParameter[Any] = bindparam("of_participant")
_at: BindParameter[Any] = bindparam("at")

LINK_STANDS = select(capabilities.c.role).where(
    capabilities.c.token_hash == _token, capabilities.c.revoked_ms.is_(None)
)
ADD_SESSION = insert(sessions)
SESSION = select(sessions).where(sessions.c.token_hash == _token)
SESSIONS = (
    select(sessions)
    .where(sessions.c.room_id == _room)
    .order_by(sessions.c.created_ms, sessions.c.token_hash)
)
SEEN = update(sessions).where(sessions.c.token_hash == _token).values(seen_ms=_at)
BIND_SESSION = (
    update(sessions)
    .where(sessions.c.token_hash == _token)
    .values(participant=bindparam("new_participant"))
)
SPEAK = update(sessions).where(sessions.c.token_hash == _token).values(lang=bindparam("new_lang"))
_standing = sessions.c.revoked_ms.is_(None)
REVOKE_SESSION = (
    update(sessions).where(sessions.c.token_hash == _token, _standing).values(revoked_ms=_at)
)
REVOKE_SESSIONS = (
    update(sessions)
    .where(sessions.c.room_id == _room, sessions.c.role == _role, _standing)
    .values(revoked_ms=_at)
)
_of_person = (sessions.c.room_id == _room, sessions.c.participant == _person)
DEVICES = select(sessions.c.token_hash).where(*_of_person)
DETACH_DEVICES = update(sessions).where(*_of_person).values(revoked_ms=_at, participant=null())
_was_freed = (sessions.c.room_id == _room, sessions.c.freed == _person)
FORGET_FREED = update(sessions).where(*_was_freed).values(freed=null())
FREE_DEVICES = (
    update(sessions)
    .where(*_of_person)
    .values(revoked_ms=_at, participant=null(), freed=sessions.c.participant)
)
FREED = select(sessions.c.token_hash).where(*_was_freed)
GIVE_BACK = (
    update(sessions)
    .where(*_was_freed)
    .values(revoked_ms=null(), participant=sessions.c.freed, freed=null())
)
COMES_ANEW = update(sessions).where(sessions.c.token_hash == _token).values(freed=null())
FORGET_WAYS_BACK = delete(resumes).where(
    resumes.c.room_id == _room, resumes.c.participant == _person
)

ADD_OUTBOX = insert(outboxes)
OUTBOX_OWNER = select(outboxes.c.session_hash).where(outboxes.c.id == bindparam("outbox"))
OUTBOXES = select(outboxes.c.id).where(outboxes.c.session_hash == _token).order_by(outboxes.c.id)

ADD_PERSON = insert(people)
RENAME_PERSON = (
    update(people)
    .where(people.c.room_id == _room, people.c.participant == _person)
    .values(name=bindparam("new_name"))
)
PEOPLE = select(people.c.participant, people.c.name).where(people.c.room_id == _room)
FORGET_PERSON = delete(people).where(people.c.room_id == _room, people.c.participant == _person)


class AccessStore:
    """Sessions, outboxes and names. A write is durable when the call returns.

    Adding what exists raises `KeyTaken`; adding to a room or a session that does not exist (any
    more) raises `ParentMissing`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_session(self, session: StoredSession) -> None:
        """Remember a device.

        Raises `KeyTaken` when its token is known already, `LinkRevoked` when the link that it came
        through does not stand any more: looking and adding are one write.
        """
        values = {name: getattr(session, name) for name in session.__struct_fields__}

        def work(tx: Transaction) -> None:
            if session.link is not None and tx.one(LINK_STANDS, of_token=session.link) is None:
                raise LinkRevoked
            tx.run(ADD_SESSION, values)

        await self._database.write(work)

    async def find_session(self, token_hash: bytes) -> StoredSession | None:
        """The session with this token, revoked ones included."""
        row = await self._database.read(lambda tx: tx.one(SESSION, of_token=token_hash))
        return None if row is None else StoredSession(*row)

    async def room_sessions(self, room_id: str) -> tuple[StoredSession, ...]:
        """Every session of the room, oldest first."""
        rows = await self._database.read(lambda tx: tx.all(SESSIONS, of_room=room_id))
        return tuple(StoredSession(*row) for row in rows)

    async def session_seen(self, token_hash: bytes, at_ms: int) -> None:
        """Note when the device was last here."""
        values = {"of_token": token_hash, "at": at_ms}
        await self._database.write(lambda tx: tx.run(SEEN, values))

    async def bind_session(self, token_hash: bytes, participant: str) -> bool:
        """Say whose device it is; False when there is no such session."""
        values = {"of_token": token_hash, "new_participant": participant}
        return await self._database.write(lambda tx: tx.run(BIND_SESSION, values)) == 1

    async def speak(self, token_hash: bytes, lang: str) -> bool:
        """Change the language of a device; False when there is no such session."""
        values = {"of_token": token_hash, "new_lang": lang}
        return await self._database.write(lambda tx: tx.run(SPEAK, values)) == 1

    async def revoke_session(self, token_hash: bytes, at_ms: int) -> bool:
        """End one session; False when it was not standing."""
        values = {"of_token": token_hash, "at": at_ms}
        return await self._database.write(lambda tx: tx.run(REVOKE_SESSION, values)) == 1

    async def revoke_sessions(self, room_id: str, role: str, at_ms: int) -> int:
        """End every standing session of this role; returns how many."""
        values = {"of_room": room_id, "of_role": role, "at": at_ms}
        return await self._database.write(lambda tx: tx.run(REVOKE_SESSIONS, values))

    async def free_devices(self, room_id: str, participant: str, at_ms: int) -> tuple[bytes, ...]:
        """End every session of this participant and their way back: such a device comes in again
        as somebody new. Returns what the sessions were, which `give_back` opens again as long as
        the seat is not freed once more."""
        values = {"of_room": room_id, "of_participant": participant}

        def work(tx: Transaction) -> tuple[bytes, ...]:
            found = tuple(bytes(row[0]) for row in tx.all(DEVICES, **values))
            tx.run(FORGET_WAYS_BACK, values)
            if found:
                tx.run(FORGET_FREED, values)
                tx.run(FREE_DEVICES, {**values, "at": at_ms})
            return found

        return await self._database.write(work)

    async def give_back(self, room_id: str, participant: str) -> tuple[bytes, ...]:
        """Open again the sessions that freeing this seat has ended. Returns what they are."""
        values = {"of_room": room_id, "of_participant": participant}

        def work(tx: Transaction) -> tuple[bytes, ...]:
            found = tuple(bytes(row[0]) for row in tx.all(FREED, **values))
            tx.run(GIVE_BACK, values)
            return found

        return await self._database.write(work)

    async def came_anew(self, token_hash: bytes) -> None:
        """Its device has come in as somebody new: the seat that it held is not given back to it."""
        await self._database.write(lambda tx: tx.run(COMES_ANEW, {"of_token": token_hash}))

    async def add_outbox(self, outbox: str, room_id: str, session_hash: bytes) -> None:
        """Bind a new outbox to the session that asked for it. Raises `KeyTaken`."""
        values = {"id": outbox, "room_id": room_id, "session_hash": session_hash}
        await self._database.write(lambda tx: tx.run(ADD_OUTBOX, values))

    async def outbox_owner(self, outbox: str) -> bytes | None:
        """The token hash of the session that owns the outbox, or None."""
        row = await self._database.read(lambda tx: tx.one(OUTBOX_OWNER, outbox=outbox))
        return None if row is None else bytes(row[0])

    async def session_outboxes(self, session_hash: bytes) -> tuple[str, ...]:
        """Every outbox of a session."""
        rows = await self._database.read(lambda tx: tx.all(OUTBOXES, of_token=session_hash))
        return tuple(str(row[0]) for row in rows)

    async def name_person(self, room_id: str, participant: str, name: str) -> None:
        """Give or change a participant's name."""

        def work(tx: Transaction) -> None:
            renamed = {"of_room": room_id, "of_participant": participant, "new_name": name}
            if not tx.run(RENAME_PERSON, renamed):
                tx.run(ADD_PERSON, {"room_id": room_id, "participant": participant, "name": name})

        await self._database.write(work)

    async def name_people(self, room_id: str, names: Mapping[str, str]) -> None:
        """Name participants who have none yet, all of them or none. Raises `KeyTaken`."""
        rows = [
            {"room_id": room_id, "participant": participant, "name": name}
            for participant, name in names.items()
        ]
        if rows:
            await self._database.write(lambda tx: tx.run(ADD_PERSON, *rows))

    async def forget_people(self, room_id: str, participants: Sequence[str]) -> None:
        """Erase names, from the database's log too."""
        rows = [{"of_room": room_id, "of_participant": each} for each in participants]
        if rows:
            await self._database.write(lambda tx: tx.run(FORGET_PERSON, *rows))
            await self._database.scrub()

    async def people(self, room_id: str) -> dict[str, str]:
        """Names by participant."""
        rows = await self._database.read(lambda tx: tx.all(PEOPLE, of_room=room_id))
        return {str(participant): str(name) for participant, name in rows}

    async def forget_person(self, room_id: str, participant: str) -> bool:
        """Erase a name, from the database's log too; False when there was none."""
        values = {"of_room": room_id, "of_participant": participant}
        erased = await self._database.write(lambda tx: tx.run(FORGET_PERSON, values)) == 1
        await self._database.scrub()
        return erased

"""Sessions, outboxes and names are remembered beside the journal."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from support.journal_values import NOW_MS, YEAR_MS, entries
from tablee.journal.access import AccessStore, StoredSession
from tablee.journal.base import Capability
from tablee.journal.embedded import EmbeddedJournal
from tablee.journal.errors import KeyTaken, ParentMissing


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[EmbeddedJournal]:
    opened = await EmbeddedJournal.open(tmp_path / "data")
    for room_id in ("a", "b"):
        await opened.create_room(
            room_id,
            "epoch",
            NOW_MS,
            NOW_MS + YEAR_MS,
            entries("first"),
            capabilities=[Capability(f"link-{room_id}".encode(), "facilitator")],
            code_hash=f"code-{room_id}".encode(),
        )
    yield opened
    await opened.close()


@pytest.fixture
def access(journal: EmbeddedJournal) -> AccessStore:
    return journal.access


SESSION = StoredSession(
    token_hash=b"s1",
    room_id="a",
    role="participant",
    participant=None,
    sealed=b"sealed",
    lang="fr",
    created_ms=1,
    seen_ms=1,
    revoked_ms=None,
)


async def test_a_session_is_found_bound_seen_and_revoked(access: AccessStore) -> None:
    await access.add_session(SESSION)
    assert await access.find_session(b"s1") == SESSION
    assert await access.find_session(b"s2") is None
    assert await access.bind_session(b"s1", "p7")
    assert await access.speak(b"s1", "en")
    await access.session_seen(b"s1", 50)
    assert await access.revoke_session(b"s1", 60)
    assert not await access.revoke_session(b"s1", 70)
    changed = replace(SESSION, participant="p7", lang="en", seen_ms=50, revoked_ms=60)
    assert await access.find_session(b"s1") == changed
    assert await access.room_sessions("a") == (changed,)
    assert not await access.bind_session(b"s2", "p7")
    assert not await access.speak(b"s2", "en")


async def test_sessions_of_a_role_are_revoked_together(access: AccessStore) -> None:
    await access.add_session(SESSION)
    await access.add_session(replace(SESSION, token_hash=b"s2"))
    await access.add_session(replace(SESSION, token_hash=b"s3", role="facilitator"))
    assert await access.revoke_sessions("a", "participant", 9) == 2
    assert [each.revoked_ms for each in await access.room_sessions("a")] == [9, 9, None]


async def test_an_outbox_belongs_to_one_session_for_ever(access: AccessStore) -> None:
    await access.add_session(SESSION)
    await access.add_session(replace(SESSION, token_hash=b"s2"))
    await access.add_outbox("o1", "a", b"s1")
    await access.add_outbox("o2", "a", b"s1")
    with pytest.raises(KeyTaken):
        await access.add_outbox("o1", "a", b"s2")
    assert await access.outbox_owner("o1") == b"s1"
    assert await access.outbox_owner("o9") is None
    assert await access.session_outboxes(b"s1") == ("o1", "o2")


async def test_what_belongs_to_nothing_is_refused(access: AccessStore) -> None:
    with pytest.raises(ParentMissing):
        await access.add_outbox("o1", "a", b"no session")
    with pytest.raises(ParentMissing):
        await access.add_session(replace(SESSION, room_id="no room"))


async def test_a_token_is_given_once(access: AccessStore) -> None:
    await access.add_session(SESSION)
    with pytest.raises(KeyTaken):
        await access.add_session(replace(SESSION, room_id="b"))
    assert await access.find_session(b"s1") == SESSION


async def test_a_person_is_named_renamed_and_forgotten(access: AccessStore) -> None:
    await access.name_person("a", "p1", "Zoé")
    await access.name_person("a", "p2", "Ali")
    await access.name_person("b", "p1", "Another")
    await access.name_person("a", "p1", "Zoë")
    assert await access.people("a") == {"p1": "Zoë", "p2": "Ali"}
    assert await access.forget_person("a", "p1")
    assert not await access.forget_person("a", "p1")
    assert await access.people("a") == {"p2": "Ali"}
    assert await access.people("b") == {"p1": "Another"}


async def test_deleting_a_room_ends_every_way_in(journal: EmbeddedJournal) -> None:
    access = journal.access
    await access.add_session(SESSION)
    await access.add_outbox("o1", "a", b"s1")
    await access.name_person("a", "p1", "Zoé")
    await journal.delete_room("a")
    assert await access.find_session(b"s1") is None
    assert await access.outbox_owner("o1") is None
    assert await access.people("a") == {}

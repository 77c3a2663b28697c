"""Links, codes and ways back are remembered, replaced whole and revoked whole (SPEC A11–A14)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from support.journal_values import NOW_MS, YEAR_MS, entries
from tablee.journal.access import StoredSession
from tablee.journal.base import Capability
from tablee.journal.embedded import EmbeddedJournal
from tablee.journal.errors import KeyTaken, LinkRevoked, ParentMissing
from tablee.journal.links import LinkStore, StoredCapability, StoredCode, StoredResume


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[EmbeddedJournal]:
    opened = await EmbeddedJournal.open(tmp_path / "data")
    for room_id in ("a", "b"):
        links = {"facilitator": b"F", "screen": b"S", "participant": b"P"}
        await opened.create_room(
            room_id,
            "epoch",
            NOW_MS,
            NOW_MS + YEAR_MS,
            entries("first"),
            capabilities=[
                Capability(name + room_id.encode(), role, holds=b"key", shown=b"seal")
                for role, name in links.items()
            ],
            code_hash=f"code-{room_id}".encode(),
            code_shown=b"seal",
        )
    yield opened
    await opened.close()


@pytest.fixture
def links(journal: EmbeddedJournal) -> LinkStore:
    return journal.links


def link(name: bytes, role: str = "participant", at: int = 5) -> StoredCapability:
    return StoredCapability(
        token_hash=name, room_id="a", role=role, created_ms=at, holds=b"h", shown=b"s"
    )


def session(
    name: bytes, role: str, through: bytes | None, person: str | None = None
) -> StoredSession:
    return StoredSession(name, "a", role, person, b"sealed", "fr", 1, 1, None, through)


async def test_a_room_is_made_with_its_links_and_its_code(links: LinkStore) -> None:
    """[A11] with what is sealed, in one go."""
    found = await links.find(b"Fa")
    assert found == replace(link(b"Fa", "facilitator", NOW_MS), holds=b"key", shown=b"seal")
    assert await links.find_code(b"code-b") == StoredCode(b"code-b", "b", b"seal")
    assert await links.code_of("a") == StoredCode(b"code-a", "a", b"seal")
    assert await links.find(b"unknown") is None
    assert await links.find_code(b"unknown") is None
    assert [each.token_hash for each in await links.of_room("a")] == [b"Fa", b"Pa", b"Sa"]


async def test_replacing_a_link_leaves_one_of_its_role_and_blanks_the_old_seals(
    links: LinkStore,
) -> None:
    """[A12] the other roles and the other rooms keep theirs."""
    await links.replace(link(b"P2"), StoredCode(b"code-2", "a", b"s"), end_sessions=False)
    old = await links.find(b"Pa")
    assert old is not None
    assert (old.revoked_ms, old.holds, old.shown) == (5, None, None)
    assert await links.find(b"P2") == link(b"P2")
    assert await links.find_code(b"code-a") is None
    assert await links.code_of("a") == StoredCode(b"code-2", "a", b"s")
    standing = {each.token_hash for each in await links.of_room("a") if each.revoked_ms is None}
    assert standing == {b"Fa", b"Sa", b"P2"}
    assert await links.code_of("b") == StoredCode(b"code-b", "b", b"seal")


async def test_a_code_that_is_taken_changes_nothing(links: LinkStore) -> None:
    """[A12] the link of before stands, and another code can be drawn."""
    with pytest.raises(KeyTaken):
        await links.replace(link(b"P2"), StoredCode(b"code-b", "a", b"s"), end_sessions=True)
    found = await links.find(b"Pa")
    assert found is not None
    assert found.revoked_ms is None
    assert await links.find(b"P2") is None
    assert await links.code_of("a") == StoredCode(b"code-a", "a", b"seal")


@pytest.mark.parametrize("end", [True, False])
async def test_everybody_is_asked_in_again_or_nobody(journal: EmbeddedJournal, end: bool) -> None:
    """[A12] the sessions of that role, and its ways back, in the same write."""
    for name, role, through in ((b"s1", "participant", b"Pa"), (b"s2", "facilitator", b"Fa")):
        await journal.access.add_session(session(name, role, through))
    await journal.links.add_resume(StoredResume(b"r", "a", "p1", 100))
    await journal.links.replace(link(b"P2"), None, end_sessions=end)
    ended = {each.token_hash: each.revoked_ms for each in await journal.access.room_sessions("a")}
    assert ended == {b"s1": 5 if end else None, b"s2": None}
    assert (await take(journal.links, b"r", 1) is None) is end


async def test_nobody_comes_in_through_a_link_that_was_revoked_meanwhile(
    journal: EmbeddedJournal,
) -> None:
    """[A12] [A13] looking at the link and remembering the session are one write."""
    await journal.links.replace(link(b"P2"), None, end_sessions=False)
    with pytest.raises(LinkRevoked):
        await journal.access.add_session(session(b"s1", "participant", b"Pa"))
    await journal.access.add_session(session(b"s1", "participant", b"P2"))
    await journal.access.add_session(session(b"s2", "participant", None))


async def test_the_last_link_that_somebody_leads_by_is_kept(journal: EmbeddedJournal) -> None:
    """[A13] a link that nobody has opened yet does not count."""
    links, access = journal.links, journal.access
    first = link(b"Fa", "facilitator")
    await access.add_session(session(b"s1", "facilitator", b"Fa"))
    assert await links.revoke(first, 9) == "last"
    await links.add(link(b"F2", "facilitator"))
    assert await links.revoke(first, 9) == "last"
    await access.add_session(session(b"s2", "facilitator", b"F2"))
    assert await links.revoke(first, 9) == "revoked"
    assert await links.revoke(link(b"F2", "facilitator"), 10) == "last"
    ended = {each.token_hash: each.revoked_ms for each in await access.room_sessions("a")}
    assert ended == {b"s1": 9, b"s2": None}
    found = await links.find(b"Fa")
    assert found is not None
    assert (found.revoked_ms, found.holds) == (9, None)
    assert await links.revoke(first, 11) == "unknown"


async def test_seals_are_added_to_links_of_before(links: LinkStore) -> None:
    """[A11] and to none that is revoked."""
    await links.seal(
        (replace(link(b"Pa"), holds=b"H", shown=b"N"),), StoredCode(b"code-a", "a", b"C")
    )
    found = await links.find(b"Pa")
    assert found is not None
    assert (found.holds, found.shown) == (b"H", b"N")
    assert await links.code_of("a") == StoredCode(b"code-a", "a", b"C")
    await links.replace(link(b"P2"), None, end_sessions=False)
    await links.seal((replace(link(b"Pa"), holds=b"H", shown=b"N"),), None)
    found = await links.find(b"Pa")
    assert found is not None
    assert (found.holds, found.shown) == (None, None)


async def take(
    links: LinkStore, token: bytes, at_ms: int, taker: bytes = b"k"
) -> StoredResume | None:
    """Taken; nothing of before ends."""
    salt = b"salt at %d" % at_ms
    taken = await links.take_resume(token, at_ms, taker=taker, salt=salt, again_ms=10)
    if taken is None:
        return None
    assert taken.ended == ()
    return taken.resume


async def test_a_way_back_is_taken_once_in_time(links: LinkStore) -> None:
    """[A14] and a person has one at a time."""
    await links.add_resume(StoredResume(b"r1", "a", "p1", 100))
    assert await take(links, b"r1", 99) == StoredResume(b"r1", "a", "p1", 109, b"k", b"salt at 99")
    assert await take(links, b"r1", 99, b"other") is None
    await links.add_resume(StoredResume(b"r2", "a", "p1", 100))
    assert await take(links, b"r2", 100) is None
    await links.add_resume(StoredResume(b"r3", "a", "p1", 100))
    await links.add_resume(StoredResume(b"r4", "a", "p2", 100))
    await links.add_resume(StoredResume(b"r5", "a", "p1", 200))
    assert await take(links, b"r3", 1) is None
    assert await links.drop_old_resumes(100) == 1
    assert await links.drop_resume_of("a", "p1")
    assert not await links.drop_resume_of("a", "p1")
    assert await take(links, b"r5", 1) is None


async def test_a_way_back_is_given_again_to_who_took_it_for_a_while(links: LinkStore) -> None:
    """[A14] counted from the first time, with what was kept then, and then to nobody."""
    await links.add_resume(StoredResume(b"r1", "a", "p1", 100))
    taken = await take(links, b"r1", 20)
    assert taken == StoredResume(b"r1", "a", "p1", 30, b"k", b"salt at 20")
    assert await take(links, b"r1", 29) == taken
    assert await take(links, b"r1", 29, b"other") is None
    assert await take(links, b"r1", 30) is None
    assert await take(links, b"r1", 29) is None


async def test_a_place_given_back_ends_the_devices_of_before_when_it_is_taken(
    journal: EmbeddedJournal,
) -> None:
    """[A15] not before; in the same write, that person's alone, and not the new one asked again."""
    links, access = journal.links, journal.access
    for name, person in ((b"s1", "p1"), (b"s2", "p1"), (b"s3", "p2")):
        await access.add_session(session(name, "participant", b"Pa", person))
    await links.add_resume(StoredResume(b"r1", "a", "p1", 100, alone=1))
    assert {each.revoked_ms for each in await access.room_sessions("a")} == {None}
    taken = await links.take_resume(b"r1", 20, taker=b"k", salt=b"salt", again_ms=10)
    assert taken is not None
    assert taken.resume == StoredResume(b"r1", "a", "p1", 30, b"k", b"salt", alone=1)
    assert sorted(taken.ended) == [b"s1", b"s2"]
    await access.add_session(session(b"s4", "participant", None, "p1"))
    again = await links.take_resume(b"r1", 25, taker=b"k", salt=b"other", again_ms=10)
    assert again is not None
    assert (again.resume, again.ended) == (taken.resume, ())
    left = {each.token_hash: each for each in await access.room_sessions("a")}
    assert {name: (each.participant, each.revoked_ms) for name, each in left.items()} == {
        b"s1": (None, 20),
        b"s2": (None, 20),
        b"s3": ("p2", None),
        b"s4": ("p1", None),
    }


async def test_closing_somebodys_devices_ends_their_way_back(journal: EmbeddedJournal) -> None:
    """[S6] [A15] and nobody else's."""
    for name, person in ((b"r1", "p1"), (b"r2", "p2")):
        await journal.links.add_resume(StoredResume(name, "a", person, 100))
    await journal.access.free_devices("a", "p1", 5)
    assert await take(journal.links, b"r1", 6) is None
    assert await take(journal.links, b"r2", 6) is not None


async def test_what_belongs_to_no_room_is_refused_and_goes_with_its_room(
    journal: EmbeddedJournal,
) -> None:
    links = journal.links
    with pytest.raises(ParentMissing):
        await links.add(replace(link(b"x"), room_id="no room"))
    with pytest.raises(ParentMissing):
        await links.add_resume(StoredResume(b"r", "no room", "p1", 5))
    with pytest.raises(KeyTaken):
        await links.add(link(b"Fb"))
    await links.add_resume(StoredResume(b"r", "a", "p1", 5))
    await journal.delete_room("a")
    assert await links.of_room("a") == ()
    assert await links.code_of("a") is None
    assert await take(links, b"r", 1) is None
    assert await links.find(b"Fb") is not None

"""What each key opens, and what it does not (SPEC A11); links of before stay good."""

from msgspec.structs import replace

from tablee.edge import first_links, keyring, tokens
from tablee.edge.keyring import NewLinks
from tablee.journal.base import Capability
from tablee.journal.links import StoredCapability, StoredCode


def stored(made: Capability) -> StoredCapability:
    return StoredCapability(
        token_hash=made.token_hash,
        room_id="a",
        role=made.role,
        created_ms=1,
        holds=made.holds,
        shown=made.shown,
    )


def test_a_link_gives_its_key_and_the_key_the_links_below() -> None:
    """[A11] from the facilitator's link everything but facilitators' links, from the screen's the
    way in."""
    links = NewLinks.draw()
    facilitator, screen, participant = (stored(each) for each in links.capabilities())
    key = keyring.key_of_link(facilitator, links.facilitator)
    screens_key = keyring.key_of_link(screen, links.screen)
    assert key == links.key
    assert screens_key == tokens.screens_key(key)
    assert keyring.opened(key, screen.token_hash, screen.shown) == links.screen
    assert keyring.opened(screens_key, participant.token_hash, participant.shown) == links.join
    code_hash = tokens.hashed(links.code)
    assert keyring.opened(screens_key, code_hash, links.code_shown) == links.code
    assert facilitator.shown is None
    assert participant.holds is None


def test_no_other_key_opens_a_link() -> None:
    """[A11] a screen's key does not open the screen's link, nor another room's anything."""
    links, other = NewLinks.draw(), NewLinks.draw()
    _, screen, participant = (stored(each) for each in links.capabilities())
    screens_key = tokens.screens_key(links.key)
    for key in (screens_key, other.key, tokens.screens_key(other.key)):
        assert keyring.opened(key, screen.token_hash, screen.shown) is None
    for key in (links.key, other.key, tokens.screens_key(other.key)):
        assert keyring.opened(key, participant.token_hash, participant.shown) is None
    assert keyring.opened(links.key, screen.token_hash, None) is None


def test_each_seal_hides_what_it_holds_on_its_own() -> None:
    """[A11] two links under one key: their seals tell nothing of each other."""
    key = tokens.draw_key()
    one, two = "a" * 22, "b" * 22
    sealed = [keyring.shown(key, each) for each in (one, two)]
    apart = tokens.xor(sealed[0], sealed[1])
    assert apart != tokens.xor(one.encode(), two.encode())


def test_a_session_holds_its_key_under_its_cookie_only() -> None:
    """[A2] [A11] the cookie is what the server does not have."""
    key, cookie = tokens.draw_key(), tokens.draw_cookie()
    sealed = keyring.seal_session(cookie, key)
    assert keyring.key_of_session(cookie, "facilitator", sealed) == key
    assert keyring.key_of_session(tokens.draw_cookie(), "facilitator", sealed) != key
    assert keyring.key_of_session(cookie, "participant", b"") is None


def of_before() -> tuple[str, str, str, tuple[StoredCapability, ...], StoredCode]:
    """The links of a room of the first version, as they were drawn and kept."""
    facilitator = tokens.draw_facilitator()
    screen = first_links.screen_of(facilitator)
    join = first_links.join_of(screen)
    rows = tuple(
        StoredCapability(token_hash=tokens.hashed(token), room_id="a", role=role, created_ms=1)
        for role, token in (("facilitator", facilitator), ("screen", screen), ("participant", join))
    )
    code = StoredCode(tokens.hashed(first_links.code_of(screen)), "a")
    return facilitator, screen, join, rows, code


def test_links_of_before_all_lead_to_one_key() -> None:
    """[A11] the facilitator's and the screen's link, and the sessions that either had."""
    facilitator, screen, _, (lead, show, _), _ = of_before()
    key = keyring.key_of_link(lead, facilitator)
    assert keyring.key_of_link(show, screen) == tokens.screens_key(key)
    cookie = tokens.draw_cookie()
    sealed = first_links.seal(cookie, screen)
    assert len(sealed) == first_links.SEALED
    assert keyring.key_of_session(cookie, "facilitator", sealed) == key
    assert keyring.key_of_session(cookie, "screen", sealed) == tokens.screens_key(key)


def test_links_of_before_are_sealed_like_the_others() -> None:
    """[A11] what stands and is not sealed yet, nothing else."""
    facilitator, screen, join, rows, code = of_before()
    sealed, sealed_code = keyring.sealed_now(screen, rows, code)
    key = keyring.key_of_link(rows[0], facilitator)
    by_role = {each.role: each for each in sealed}
    assert set(by_role) == {"screen", "participant"}
    shown = by_role["participant"]
    assert keyring.opened(tokens.screens_key(key), shown.token_hash, shown.shown) == join
    assert keyring.opened(key, by_role["screen"].token_hash, by_role["screen"].shown) == screen
    assert keyring.key_of_link(by_role["screen"], screen) == tokens.screens_key(key)
    assert sealed_code is not None
    opened = keyring.opened(tokens.screens_key(key), sealed_code.code_hash, sealed_code.shown)
    assert opened == first_links.code_of(screen)
    revoked = tuple(replace(each, revoked_ms=5) for each in rows)
    assert keyring.sealed_now(screen, revoked, sealed_code) == ((), None)
    foreign = StoredCode(tokens.hashed("ABCDEF"), "a")
    assert keyring.sealed_now(screen, (), foreign) == ((), None)

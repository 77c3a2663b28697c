"""Devices whose session was revoked are cut at once (SPEC A12, A13)."""

from support.clocks import settle
from support.houses import House
from support.tables import FACILITATOR, ZOE
from tablee.protocol import close_codes


async def test_a_revoked_device_is_cut_and_the_others_stay(house: House) -> None:
    """[A12] also the other tabs of that device."""
    one = await house.join(ZOE, "o-1", device=b"phone")
    two = await house.join(ZOE, "o-2", device=b"phone")
    other = await house.join(FACILITATOR, "o-3", device=b"desk")
    house.live.expel([b"phone"])
    await settle()
    for connection in (one, two):
        assert connection.socket.closed == (close_codes.FORBIDDEN, "revoked")
    assert other.socket.closed is None
    assert len(house.live.audience) == 1


async def test_a_device_on_its_way_in_while_it_is_revoked_is_cut_too(house: House) -> None:
    """[A13] its cookie was looked at before, its hello comes after."""
    house.live.expel([b"phone"])
    late = await house.join(ZOE, "o-1", device=b"phone")
    assert late.socket.closed == (close_codes.FORBIDDEN, "revoked")
    assert late.messages() == []
    assert len(house.live.audience) == 0

"""Old entries are read in today's words, whatever way they have come."""

import pytest

from tablee.journal.base import Recorded
from tablee.journal.upcast import Upcasts


def recorded(kind: str, body: bytes = b"1") -> Recorded:
    return Recorded(seq=4, type=kind, body=body, at_ms=5, by=b"me")


def test_an_old_type_is_followed_through_every_later_one() -> None:
    upcasts = Upcasts()
    upcasts.add("Second", "Third", lambda body: body + b"3")
    upcasts.add("First", "Second", lambda body: body + b"2")
    assert upcasts.current([recorded("First")]) == [recorded("Third", b"123")]
    assert upcasts.current([recorded("Second")]) == [recorded("Third", b"13")]


def test_a_type_of_today_is_left_alone() -> None:
    upcasts = Upcasts()
    upcasts.add("Old", "New", lambda body: body + b"!")
    assert upcasts.current([recorded("Other"), recorded("New")]) == [
        recorded("Other"),
        recorded("New"),
    ]


def test_a_type_has_one_rule() -> None:
    upcasts = Upcasts()
    upcasts.add("Old", "New", bytes)
    with pytest.raises(ValueError, match="already"):
        upcasts.add("Old", "Newer", bytes)


@pytest.mark.parametrize("last", ["A", "B", "C"])
def test_rules_that_go_round_are_refused(last: str) -> None:
    upcasts = Upcasts()
    upcasts.add("A", "B", bytes)
    upcasts.add("B", "C", bytes)
    with pytest.raises(ValueError, match="never end"):
        upcasts.add("C", last, bytes)

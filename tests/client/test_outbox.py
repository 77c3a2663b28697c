"""The outbox alone: numbers without a hole, a window, and what a server may have forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.client.outbox import WINDOW, Forgotten, Outbox
from tablee.protocol.messages import Done, Rejected
from tablee.workshop.commands import PauseTimer


def filled(count: int) -> Outbox:
    outbox = Outbox()
    assert [outbox.add(PauseTimer(), 0) for _ in range(count)] == list(range(1, count + 1))
    return outbox


def sent(outbox: Outbox) -> list[int]:
    numbers = []
    while (do := outbox.next_to_send()) is not None:
        numbers.append(do.n)
    return numbers


def done(n: int) -> Done:
    return Done(n=n, from_seq=1, to_seq=0)


def rejected(n: int) -> Rejected:
    return Rejected(n=n, code="busy", params={}, message="")


def test_a_window_is_sent_and_an_outcome_lets_one_more_go() -> None:
    outbox = filled(WINDOW + 5)
    assert sent(outbox) == list(range(1, WINDOW + 1))
    outbox.settle(done(1))
    assert sent(outbox) == [WINDOW + 1]
    assert (outbox.pending, outbox.pending_to) == (WINDOW + 4, WINDOW + 5)


def test_the_first_outcome_of_a_number_stands() -> None:
    outbox = filled(1)
    sent(outbox)
    outbox.settle(done(1))
    outbox.settle(rejected(1))
    outbox.settle(done(7))
    assert outbox.outcomes == {1: done(1)}
    assert (outbox.pending, outbox.pending_to) == (0, 0)


def test_a_new_connection_sends_again_all_that_has_no_outcome() -> None:
    outbox = filled(4)
    sent(outbox)
    outbox.settle(done(1))
    outbox.resume(3)
    assert sent(outbox) == [2, 3, 4]


def test_going_back_to_what_was_answered_meanwhile_goes_on_after_it() -> None:
    outbox = filled(3)
    sent(outbox)
    outbox.go_back(1)
    outbox.settle(done(1))
    assert sent(outbox) == [2, 3]


def test_a_forgotten_refusal_is_sent_again_so_that_no_number_is_missing() -> None:
    outbox = filled(3)
    sent(outbox)
    outbox.settle(done(1))
    outbox.settle(rejected(2))
    outbox.resume(1)
    assert sent(outbox) == [2, 3]


def test_a_server_that_lacks_what_it_acknowledged_is_caught() -> None:
    outbox = filled(3)
    sent(outbox)
    outbox.settle(done(1))
    outbox.settle(done(2))
    with pytest.raises(Forgotten):
        outbox.resume(1)
    with pytest.raises(Forgotten):
        outbox.go_back(2)
    with pytest.raises(LookupError):
        outbox.go_back(9)


@given(
    st.lists(
        st.sampled_from(["add", "send", "answer", "refuse", "reconnect", "kill", "gap"]),
        max_size=200,
    )
)
def test_a_server_that_takes_in_order_gets_every_command_once(steps: list[str]) -> None:
    """Whatever the order of losses and returns, the server is never asked to skip a number."""
    outbox = Outbox()
    line: list[int] = []  # what was sent on this connection and is not read yet
    taken: dict[int, bool] = {}  # by the server; True once a kill cannot undo it
    for step in [*steps, "reconnect", *["send", "answer"] * 400]:
        expected = len(taken) + 1
        if step == "add":
            outbox.add(PauseTimer(), 0)
        elif step == "send" and (do := outbox.next_to_send()) is not None:
            line.append(do.n)
        elif step in ("answer", "refuse") and line:
            n = line.pop(0)
            if n > expected:
                outbox.go_back(expected)
                continue
            durable = step == "answer" or taken.get(n, False)
            if n == expected:
                taken[n] = durable
            if durable:
                taken.update(dict.fromkeys(range(1, n + 1), True))
            outbox.settle(done(n) if durable else rejected(n))
        elif step == "gap" and line:
            line.pop()
        elif step in ("reconnect", "kill"):
            line.clear()
            if step == "kill":
                taken = {n: durable for n, durable in taken.items() if durable}
            outbox.resume(len(taken))
    assert outbox.pending == 0
    assert list(taken) == list(range(1, len(outbox.outcomes) + 1))

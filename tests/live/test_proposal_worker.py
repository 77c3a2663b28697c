"""The process of the proposals: what it keeps, what it says, how long it takes."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from tablee.live import proposal_worker
from tablee.live.proposal_process import ProposalProcess
from tablee.live.proposal_wants import FAILED, FOUND, Want
from tablee.live.proposal_worker import Bench, answer, shown
from tablee.proposals import (
    ActorProposal,
    Beneficiary,
    Board,
    Concept,
    Decisions,
    Note,
    Proposals,
    Proposer,
    Reason,
    of_words,
)
from tablee.protocol.messages import Found

CORPUS = Path(__file__).parent.parent / "data" / "corpus.json"


def board(*labels: str) -> Board:
    """A territory for each label."""
    return Board(
        beneficiaries=tuple(
            Beneficiary(id=f"b{at}", board=f"t{at}", label=label, order=at)
            for at, label in enumerate(labels)
        ),
        notes=(),
    )


def corpus() -> Board:
    """The corpus as a pooling has it when it opens."""
    effects = json.loads(CORPUS.read_text())["effects"]
    names = dict.fromkeys((each["territory"], each["beneficiary"]) for each in effects)
    ids = {name: f"b{at}" for at, name in enumerate(names)}
    return Board(
        beneficiaries=tuple(
            Beneficiary(id=each, board=territory, label=label, order=at)
            for at, ((territory, label), each) in enumerate(ids.items())
        ),
        notes=tuple(
            Note(
                id=f"n{at}",
                beneficiary=ids[each["territory"], each["beneficiary"]],
                text=each["text"],
            )
            for at, each in enumerate(effects)
        ),
    )


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Proposer]:
    """The proposers that are made, each for a room and its words."""
    made: list[Proposer] = []

    class Counted(Proposer):
        def __init__(self, index: object) -> None:
            super().__init__(index)  # type: ignore[arg-type]
            made.append(self)

    monkeypatch.setattr(proposal_worker, "Proposer", Counted)
    return made


def test_what_was_read_of_a_room_is_kept_until_others_need_the_place(
    read: Sequence[object],
) -> None:
    """[W14] eight rooms; other words are read anew; a closed room is forgotten."""
    bench = Bench()
    said = board("Bénévoles", "Les bénévoles")
    for _ in range(3):
        bench.found(Want(room="r0", board=said))
    assert len(read) == 1
    for number in range(1, proposal_worker.ROOMS):
        bench.found(Want(room=f"r{number}", board=said))
    bench.found(Want(room="r0", board=said))
    assert len(read) == proposal_worker.ROOMS
    bench.found(Want(room="one more", board=said))
    bench.found(Want(room="r0", board=said))
    assert len(read) == proposal_worker.ROOMS + 1
    bench.found(Want(room="r1", board=said))
    assert len(read) == proposal_worker.ROOMS + 2
    own: tuple[Concept, ...] = (of_words("own", ("flups", "zorgs")),)
    bench.found(Want(room="r1", board=said, concepts=own))
    assert len(read) == proposal_worker.ROOMS + 3
    bench.found(Want(room="r1"))
    bench.found(Want(room="r1", board=said, concepts=own))
    assert len(read) == proposal_worker.ROOMS + 4


def test_words_of_the_room_count() -> None:
    """[W14] two names that share nothing are proposed once their words mean the same."""
    said = board("Les flups", "Les zorgs")
    before = Bench().found(Want(room="r", board=said))
    own = (of_words("own", ("flups", "zorgs")),)
    after = Bench().found(Want(room="r", board=said, concepts=own))
    assert before.actors == ()
    assert [each.reasons[0].kind for each in after.actors] == ["concept"]
    assert after.coverage > before.coverage
    assert {*before.unknown_words} == {"flups", "zorgs"}


def test_a_pair_is_said_once_and_a_long_list_ends() -> None:
    """[W14, R33] the first time that it is met; none without a reason; at the most so many."""

    def proposed(one: str, other: str) -> ActorProposal:
        reasons = (Reason(kind="close_effects", params={"count": 1}),)
        return ActorProposal(one=one, other=other, reasons=reasons)

    for_nothing = ActorProposal(one="x", other="y", reasons=())
    both = (proposed("a", "b"), proposed("b", "c"), proposed("b", "a"))
    assert shown(Proposals(actors=(for_nothing, *both))).actors == both[:2]
    many = tuple(proposed(f"a{at}", f"b{at}") for at in range(proposal_worker.MOST_PAIRS + 5))
    assert shown(Proposals(actors=many)).actors == many[: proposal_worker.MOST_PAIRS]


def test_a_want_that_cannot_be_met_says_what_failed_and_no_text() -> None:
    """[W14] the log never holds what people wrote."""
    note = Note(id="n", beneficiary="nobody", text="SECRET")
    broken = Board(beneficiaries=(), notes=(note,), decisions=Decisions())
    assert answer(Bench(), msgspec.msgpack.encode(Want(room="r", board=broken))).startswith(FOUND)
    said = answer(Bench(), b"SECRET")
    assert said.startswith(FAILED)
    assert said[1:].isalpha()
    assert b"SECRET" not in said


def test_the_server_itself_does_not_load_what_the_process_needs() -> None:
    """[W14] numpy and the stemmers, and the clients' httpx, cost each start time and memory."""
    kept_out = {"numpy", "snowballstemmer", "httpx"}
    shown = (
        "import sys, tablee.__main__, tablee.main; "
        f"print({kept_out!r}.intersection(sys.modules) or 'none')"
    )
    told = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    assert told.stdout == "none\n"


async def test_the_corpus_is_proposed_by_the_shipped_process() -> None:
    """[W14, R45] 250 notes: said when first asked, and again after a decision, each timed."""
    process = ProposalProcess()
    before = corpus()
    decided = msgspec.structs.replace(before, decisions=Decisions(same=(("b0", "b9"),)))
    empty = Board(beneficiaries=(), notes=())
    seconds: dict[str, float] = {}
    found: dict[str, Found] = {}
    wants = {"ready": empty, "first": before, "decision": decided}
    for name, each in wants.items():
        began = time.perf_counter()
        said = await process.ask(msgspec.msgpack.encode(Want(room="r", board=each)))
        seconds[name] = round(time.perf_counter() - began, 3)
        found[name] = msgspec.json.decode(said, type=Found)
        print(f"{name}: {seconds[name]} s, {len(said)} bytes")
    await process.end()
    assert found["ready"].actors == ()
    best = {each.one: each for each in reversed(found["first"].actors)}
    assert len(best) > 20
    assert all(each.reasons for each in found["first"].actors)
    assert frozenset(("b0", "b9")) not in {
        frozenset((each.one, each.other)) for each in found["decision"].actors
    }
    assert found["decision"].effects
    # A machine that is busy takes longer; what is never right is to read everything again.
    assert seconds["decision"] < max(0.5, seconds["first"])

"""What every journal promises, tried on each implementation alike."""

import asyncio

import pytest

from support.journal_values import (
    NOW_MS,
    ROOM,
    YEAR_MS,
    accepted,
    command,
    entries,
    entry,
    listed,
    refused,
)
from tablee.journal.base import Batch, Capability, Journal, RoomRecord
from tablee.journal.errors import (
    CommandAlreadyRecorded,
    JournalClosed,
    KeyTaken,
    RoomExists,
    RoomUnknown,
    SequenceConflict,
)

from .conftest import Trial


async def create(journal: Journal, room_id: str, *texts: str, at_ms: int = NOW_MS) -> int:
    return await journal.create_room(room_id, "epoch", at_ms, at_ms + YEAR_MS, entries(*texts))


async def test_what_is_appended_is_read_back_in_order(journal: Journal, room: str) -> None:
    assert await journal.append(room, 0, entries("un", "deux")) == 2
    assert await journal.append(room, 2, entries("trois")) == 3
    assert await listed(journal.read(room, 0)) == [(1, "un"), (2, "deux"), (3, "trois")]


async def test_every_byte_of_an_entry_comes_back(journal: Journal, room: str) -> None:
    written = entry("« été » \\u0000 \U0001f600")
    await journal.append(room, 0, Batch(entries=(written,)))
    [recorded] = [each async for each in journal.read(room, 0)]
    assert (recorded.seq, recorded.type, recorded.body) == (1, written.type, written.body)
    assert (recorded.at_ms, recorded.by) == (written.at_ms, written.by)


async def test_reading_starts_after_a_place_and_stops_at_a_limit(
    journal: Journal, room: str
) -> None:
    await journal.append(room, 0, entries("a", "b", "c", "d"))
    assert await listed(journal.read(room, 1, limit=2)) == [(2, "b"), (3, "c")]
    assert await listed(journal.read(room, 4)) == []
    assert await listed(journal.read(room, 0, limit=0)) == []


async def test_a_long_room_is_read_whole_and_without_a_hole(journal: Journal, room: str) -> None:
    head = 0
    for _ in range(6):
        head = await journal.append(room, head, entries(*["x"] * 250))
    assert [each.seq async for each in journal.read(room, 0)] == list(range(1, 1501))
    assert [each.seq async for each in journal.read(room, 3, limit=1100)] == list(range(4, 1104))


async def test_creating_a_room_is_one_write_with_its_first_entries_and_its_links(
    journal: Journal,
) -> None:
    links = (Capability(b"hash-f", "facilitator"), Capability(b"hash-p", "participant"))
    head = await journal.create_room(
        ROOM, "epoch-1", NOW_MS, NOW_MS + 5, entries("a"), capabilities=links, code_hash=b"code"
    )
    assert head == 1
    assert await journal.open_room(ROOM) == RoomRecord(ROOM, "epoch-1", 1, NOW_MS, NOW_MS + 5)


@pytest.mark.parametrize("taken", ["link", "code", "links of its own"])
async def test_a_room_whose_link_or_code_is_taken_is_not_made(journal: Journal, taken: str) -> None:
    await journal.create_room(
        "first", "e", 1, 2, entries("a"), capabilities=[Capability(b"t", "screen")], code_hash=b"c"
    )
    mine = {"link": [b"t"], "code": [b"u"], "links of its own": [b"u", b"u"]}[taken]
    with pytest.raises(KeyTaken):
        await journal.create_room(
            "second",
            "e",
            1,
            2,
            entries("b"),
            capabilities=[Capability(each, "screen") for each in mine],
            code_hash=b"c" if taken == "code" else None,
        )
    assert [each.id for each in await journal.rooms()] == ["first"]


async def test_a_room_is_created_once(journal: Journal) -> None:
    await create(journal, ROOM, "first")
    with pytest.raises(RoomExists):
        await create(journal, ROOM, "second")
    assert await listed(journal.read(ROOM, 0)) == [(1, "first")]


async def test_opening_reading_and_asking_never_make_a_room(journal: Journal) -> None:
    with pytest.raises(RoomUnknown):
        await journal.open_room("nowhere")
    with pytest.raises(RoomUnknown):
        await journal.append("nowhere", 0, entries("a"))
    with pytest.raises(RoomUnknown):
        await journal.append("nowhere", 0, refused("o", 1, 0))
    with pytest.raises(RoomUnknown):
        await journal.checkpoint("nowhere", 0, 1, b"state")
    assert await listed(journal.read("nowhere", 0)) == []
    assert await journal.command("nowhere", "o", 1) is None
    assert await journal.last_n("nowhere", "o") == 0
    assert await journal.latest_checkpoint("nowhere", 1) is None
    assert await journal.rooms() == ()


@pytest.mark.parametrize("expected", [0, 1, 3, 50])
async def test_an_append_at_another_place_than_the_head_writes_nothing(
    journal: Journal, room: str, expected: int
) -> None:
    await journal.append(room, 0, entries("a", "b"))
    with pytest.raises(SequenceConflict) as conflict:
        await journal.append(room, expected, accepted("o", 1, expected, "c"))
    assert conflict.value.head == 2
    assert await listed(journal.read(room, 0)) == [(1, "a"), (2, "b")]
    assert await journal.command(room, "o", 1) is None


async def test_a_refusal_decided_on_an_old_state_is_not_recorded(
    journal: Journal, room: str
) -> None:
    await journal.append(room, 0, entries("a", "b"))
    with pytest.raises(SequenceConflict):
        await journal.append(room, 1, refused("o", 1, 1))
    assert await journal.last_n(room, "o") == 0


async def test_of_many_appends_at_one_place_exactly_one_wins(journal: Journal, room: str) -> None:
    answers = await asyncio.gather(
        *(journal.append(room, 0, entries(str(i))) for i in range(20)), return_exceptions=True
    )
    assert answers.count(1) == 1
    assert sum(isinstance(each, SequenceConflict) for each in answers) == 19
    assert len(await listed(journal.read(room, 0))) == 1


async def test_a_reader_that_follows_never_skips_a_late_commit(journal: Journal, room: str) -> None:
    """Many rooms are written at once while one is followed by its last place read."""
    others = [f"other-{i}" for i in range(5)]
    for other in others:
        await create(journal, other)

    async def write(room_id: str, appends: int) -> None:
        head = 0
        for i in range(appends):
            head = await journal.append(room_id, head, entries(*["x"] * (1 + i % 3)))

    writers = asyncio.gather(*(write(each, 30) for each in (room, *others)))
    seen: list[int] = []
    while not writers.done():
        seen += [each.seq async for each in journal.read(room, seen[-1] if seen else 0)]
    await writers
    seen += [each.seq async for each in journal.read(room, seen[-1] if seen else 0)]
    assert seen == list(range(1, 61))


async def test_a_refused_neighbour_does_not_take_others_with_it(
    journal: Journal, room: str
) -> None:
    await create(journal, "other")
    answers = await asyncio.gather(
        journal.append(room, 0, entries("a")),
        journal.append(room, 7, entries("nowhere")),
        journal.append("other", 0, entries("b")),
        journal.append("unknown", 0, entries("c")),
        journal.append(room, 1, entries("d")),
        return_exceptions=True,
    )
    assert [each if isinstance(each, int) else type(each) for each in answers] == [
        1,
        SequenceConflict,
        1,
        RoomUnknown,
        2,
    ]
    assert await listed(journal.read(room, 0)) == [(1, "a"), (2, "d")]
    assert await listed(journal.read("other", 0)) == [(1, "b")]


async def test_a_command_is_found_again_with_its_outcome(journal: Journal, room: str) -> None:
    batch = accepted("o", 1, 0, "a", "b")
    await journal.append(room, 0, batch)
    assert await journal.command(room, "o", 1) == batch.commands[0]
    assert await journal.command(room, "o", 2) is None
    assert await journal.command(room, "other", 1) is None


async def test_a_command_recorded_already_refuses_its_whole_batch(
    journal: Journal, room: str
) -> None:
    first = accepted("o", 1, 0, "a")
    await journal.append(room, 0, first)
    again = Batch(
        entries=(entry("b"), entry("c"), entry("d")),
        commands=(command("o", 2, 2, 2), command("o", 1, 3, 3), command("p", 1, 4, 4)),
    )
    with pytest.raises(CommandAlreadyRecorded) as refusal:
        await journal.append(room, 1, again)
    assert refusal.value.keys == (("o", 1),)
    assert await listed(journal.read(room, 0)) == [(1, "a")]
    assert (await journal.open_room(room)).head_seq == 1
    assert await journal.command(room, "o", 1) == first.commands[0]
    assert (await journal.last_n(room, "o"), await journal.last_n(room, "p")) == (1, 0)


async def test_a_command_twice_in_one_batch_is_refused(journal: Journal, room: str) -> None:
    twice = Batch(commands=(command("o", 1, 1, 0), command("o", 1, 1, 0)))
    with pytest.raises(CommandAlreadyRecorded) as refusal:
        await journal.append(room, 0, twice)
    assert refusal.value.keys == (("o", 1),)
    assert await journal.last_n(room, "o") == 0


async def test_the_same_outbox_number_in_another_room_is_another_command(
    journal: Journal, room: str
) -> None:
    await create(journal, "other")
    await journal.append(room, 0, accepted("o", 1, 0, "a"))
    assert await journal.append("other", 0, accepted("o", 1, 0, "b")) == 1


async def test_the_last_number_of_an_outbox_counts_refusals_too(
    journal: Journal, room: str
) -> None:
    await journal.append(room, 0, accepted("o", 1, 0, "a"))
    await journal.append(room, 1, refused("o", 2, 1))
    await journal.append(room, 1, refused("p", 1, 1))
    assert await journal.last_n(room, "o") == 2
    assert await journal.last_n(room, "p") == 1
    assert await journal.last_n(room, "q") == 0


async def test_old_refusals_are_forgotten_but_an_outbox_never_counts_back(
    journal: Journal, room: str
) -> None:
    await journal.append(room, 0, accepted("o", 1, 0, "a"))
    await journal.append(room, 1, refused("o", 2, 1, at_ms=10))
    await journal.append(room, 1, refused("o", 3, 1, at_ms=99))
    await journal.append(room, 1, refused("o", 4, 1, at_ms=20))
    await journal.append(room, 1, refused("p", 1, 1, at_ms=10))
    assert await journal.forget_refusals(50) == 1
    kept = [n for n in range(1, 5) if await journal.command(room, "o", n)]
    assert kept == [1, 3, 4]
    assert (await journal.last_n(room, "o"), await journal.last_n(room, "p")) == (4, 1)
    assert await journal.forget_refusals(50) == 0


async def test_the_newest_checkpoint_of_a_schema_is_given(journal: Journal, room: str) -> None:
    await journal.append(room, 0, entries("a", "b", "c"))
    assert await journal.latest_checkpoint(room, 1) is None
    for seq in (1, 3, 2):
        await journal.checkpoint(room, seq, 1, b"state %d" % seq)
    await journal.checkpoint(room, 2, 7, b"other")
    newest = await journal.latest_checkpoint(room, 1)
    assert newest is not None
    assert (newest.seq, newest.schema, newest.body) == (3, 1, b"state 3")
    assert await journal.latest_checkpoint(room, 2) is None


async def test_a_checkpoint_may_be_taken_again(journal: Journal, room: str) -> None:
    await journal.append(room, 0, entries("a"))
    await journal.checkpoint(room, 1, 1, b"first")
    await journal.checkpoint(room, 1, 1, b"again")
    newest = await journal.latest_checkpoint(room, 1)
    assert newest is not None
    assert newest.body == b"again"


async def test_a_checkpoint_ahead_of_the_entries_is_passed_over(
    journal: Journal, room: str
) -> None:
    await journal.append(room, 0, entries("a"))
    await journal.checkpoint(room, 9, 1, b"of a lost future")
    assert await journal.latest_checkpoint(room, 1) is None


async def test_a_damaged_checkpoint_falls_back_to_the_one_before_then_to_none(
    trial: Trial, room: str
) -> None:
    journal = trial.journal
    await journal.append(room, 0, entries("a", "b", "c"))
    for seq in (1, 2, 3):
        await journal.checkpoint(room, seq, 1, b"state %d" % seq)
    trial.spoil_checkpoint(room, 1, 3)
    before = await journal.latest_checkpoint(room, 1)
    assert before is not None
    assert (before.seq, before.body) == (2, b"state 2")
    trial.spoil_checkpoint(room, 1, 2)
    assert await journal.latest_checkpoint(room, 1) is None  # the third oldest was not kept
    assert await listed(journal.read(room, 0)) == [(1, "a"), (2, "b"), (3, "c")]


async def test_rooms_are_listed_oldest_first(journal: Journal) -> None:
    await create(journal, "b", at_ms=2)
    await create(journal, "c", "x", at_ms=3)
    await create(journal, "a", at_ms=1)
    assert [(each.id, each.head_seq) for each in await journal.rooms()] == [
        ("a", 0),
        ("b", 0),
        ("c", 1),
    ]


async def test_a_deleted_room_is_gone_and_its_neighbour_is_not(journal: Journal, room: str) -> None:
    await create(journal, "other", "kept")
    await journal.append(room, 0, accepted("o", 1, 0, "a"))
    await journal.checkpoint(room, 1, 1, b"state")
    await journal.delete_room(room)
    with pytest.raises(RoomUnknown):
        await journal.open_room(room)
    with pytest.raises(RoomUnknown):
        await journal.delete_room(room)
    assert await journal.command(room, "o", 1) is None
    assert await journal.latest_checkpoint(room, 1) is None
    assert await listed(journal.read("other", 0)) == [(1, "kept")]
    assert await create(journal, room) == 0  # nothing is left in its way


async def test_an_old_entry_is_read_in_todays_words(trial: Trial, room: str) -> None:
    trial.upcasts.add("NoteAdded", "NotePosted", lambda body: body.replace(b"text", b"mots"))
    await trial.journal.append(room, 0, entries("a"))
    [recorded] = [each async for each in trial.journal.read(room, 0)]
    assert (recorded.seq, recorded.type, recorded.body) == (1, "NotePosted", b'{"mots":"a"}')


async def test_a_cancelled_append_is_whole_or_absent_and_the_next_one_commits(
    journal: Journal, room: str
) -> None:
    """One more turn of the loop before each cancellation, until an append gets through alone."""
    head, finished, turns = 0, False, 0
    while not finished:
        task = asyncio.ensure_future(
            journal.append(room, head, accepted("o", turns + 1, head, "a", "b"))
        )
        for _ in range(turns):
            if not task.done():
                await asyncio.sleep(0)
        finished = task.done()
        task.cancel()
        await asyncio.wait((task,))
        # The next request is answered after the cancelled one was written, or was not.
        await journal.checkpoint(room, 0, 1, b"state")
        now = (await journal.open_room(room)).head_seq
        assert now in {head, head + 2}
        assert (await journal.command(room, "o", turns + 1) is None) == (now == head)
        head = await journal.append(room, now, entries("next"))
        turns += 1
        if turns > 200:  # a slow disk: an append that outlives every turn was tried enough
            finished = True
    assert [each.seq async for each in journal.read(room, 0)] == list(range(1, head + 1))
    assert turns > 1


async def test_a_closed_journal_refuses_and_closing_again_does_nothing(
    journal: Journal, room: str
) -> None:
    assert await journal.ready()
    waiting = asyncio.gather(*(journal.append(room, i, entries("a")) for i in range(5)))
    assert await waiting == [1, 2, 3, 4, 5]
    await journal.close()
    await journal.close()
    assert not await journal.ready()
    with pytest.raises(JournalClosed):
        await journal.append(room, 5, entries("late"))
    with pytest.raises(JournalClosed):
        await journal.open_room(room)


async def test_a_date_of_erasure_moves_with_the_entries_that_move_it(
    journal: Journal, room: str
) -> None:
    """[C5] [J1] in one go: an append that is refused moves nothing."""
    kept = (await journal.open_room(room)).delete_after_ms
    await journal.append(room, 0, entries("un"))
    with pytest.raises(SequenceConflict):
        await journal.append(room, 0, Batch(entries=(entry("deux"),), delete_after_ms=1))
    assert (await journal.open_room(room)).delete_after_ms == kept
    await journal.append(room, 1, Batch(entries=(entry("deux"),), delete_after_ms=kept + 5))
    assert (await journal.open_room(room)).delete_after_ms == kept + 5
    assert [each.delete_after_ms for each in await journal.rooms() if each.id == room] == [kept + 5]

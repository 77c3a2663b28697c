"""Proposals over a real line, made by the shipped process (SPEC W12, W14)."""

from support.visitors import Visitor, hear, say_hello
from tablee.protocol.messages import Beat, Proposals
from tablee.workshop.commands import AddBeneficiary, OpenPhase


async def test_proposals_come_to_the_facilitator_alone_whatever_carries_the_line(
    caller: Visitor,
) -> None:
    """[W12, W14] the one who writes hears the server's clock, and nothing of what is proposed."""
    made = await caller.create("Nord", "Sud")
    await caller.enter(made)
    await caller.join(made)
    await caller.order(made, OpenPhase(phase="travail"))
    for number, board in enumerate(await caller.boards(made)):
        added = AddBeneficiary(board=board, beneficiary=f"b{number}", label="Les bénévoles")
        await caller.order(made, added)
    await caller.order(made, OpenPhase(phase="mise-en-commun"))
    writes_to, leads_to = await caller.outbox(made), await caller.outbox(made, "facilitator")
    async with (
        caller.call(made.id, "participant", writes_to) as writes,
        caller.call(made.id, "facilitator", leads_to) as leads,
    ):
        await say_hello(writes)
        await say_hello(leads)
        told = await hear(leads, Proposals)
        assert isinstance(told, Proposals)
        assert told.found is not None
        assert [({each.one, each.other}, each.exact) for each in told.found.actors] == [
            ({"b0", "b1"}, True)
        ]
        for _ in range(2):
            assert isinstance(await hear(writes, Beat, Proposals), Beat)

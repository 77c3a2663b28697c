"""« Répéter »: simulated participants post the template's worked example in every territory.

Called by the running server for a sandbox copy of a workshop; they come in by the join link like
anyone. It ends by itself, and whatever goes wrong in it concerns nobody else.
"""

import asyncio
import importlib
import logging
from typing import Final

from ..workshop.template import Template
from .notes_file import NoteToPost
from .trouble import Trouble

_log: Final = logging.getLogger("tablee.client")

PEOPLE: Final = 8
PACE: Final = 2.0
"""Notes a second over all of them: a room at work, not a load test."""
LASTING_S: Final = 3_000.0


async def send_people(join_link: str, template: Template, territories: tuple[str, ...]) -> None:
    """Seat eight people, wait for « travail » and write; at most `LASTING_S`."""
    notes = notes_of(template, territories)
    if not notes:
        return
    language = template.worked_example.language if template.worked_example else "fr"
    people = max(PEOPLE, len(territories))
    # The clients' libraries, which a server may never need: read beside the event loop.
    await asyncio.to_thread(importlib.import_module, f"{__package__}.rehearse")
    from .rehearse import rehearse

    try:
        tally = await rehearse(join_link, people, notes, PACE, lang=language, timeout_s=LASTING_S)
    except Trouble as trouble:
        _log.warning("rehearsal ended", extra={"reason": trouble.key})
    else:
        _log.info("rehearsal ended", extra={"count": tally.acknowledged})


def notes_of(template: Template, territories: tuple[str, ...]) -> tuple[NoteToPost, ...]:
    """The worked example's notes, dealt to the territories in turn so that boards differ."""
    example = template.worked_example
    if example is None:
        return ()
    written = [(who, note) for who in example.beneficiaries for note in who.notes]
    return tuple(
        NoteToPost(
            territory=territory,
            beneficiary=who.label,
            category="",
            text=note.text,
            kind=note.kind,
            directness=note.directness,
            discussion_point=(index + place) % 7 == 0,
            binome=None,
        )
        for index, (who, note) in enumerate(written)
        for place, territory in enumerate(territories)
        if (index + place) % 3 != 0
    )

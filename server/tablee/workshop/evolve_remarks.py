"""Folding an event into the remarks on the worked example, as `evolve_remarks.ts` does."""

from collections.abc import Mapping

from msgspec.structs import replace

from .events import RemarkAnswered, RemarkClosed, RemarkEdited, RemarkLeft, RemarkReopened
from .evolve_board import put
from .room import Remark

RemarkEvent = RemarkLeft | RemarkEdited | RemarkAnswered | RemarkClosed | RemarkReopened


def evolve(remarks: Mapping[str, Remark], event: RemarkEvent) -> Mapping[str, Remark]:
    """The remarks after the event; one about a remark that is not there changes nothing."""
    if isinstance(event, RemarkLeft):
        return put(remarks, event.remark.id, event.remark)
    remark = remarks.get(event.remark)
    if remark is None:
        return remarks
    match event:
        case RemarkEdited():
            return put(remarks, remark.id, replace(remark, text=event.text))
        case RemarkAnswered():
            taken = {position.id: position for position in remark.positions}
            taken[event.position.id] = event.position
            return put(remarks, remark.id, replace(remark, positions=tuple(taken.values())))
        case RemarkClosed() | RemarkReopened():
            closed = isinstance(event, RemarkClosed)
            return put(remarks, remark.id, replace(remark, closed=closed))

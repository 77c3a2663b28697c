"""What the join page tells of a room: its territories, its pairs, its awaited people."""

from ..live.live_room import LiveRoom
from ..workshop.pairs import propose
from .services import Services


def invitation(services: Services, live: LiveRoom, participant: str | None) -> dict[str, object]:
    """What the join page tells; whoever has a place already is offered it again."""
    room, now_ms = live.room, services.clock.now_ms()
    board, pair = propose(room)
    seat = room.participants.get(participant or "")
    if seat is not None and seat.board in room.boards:
        board, pair = seat.board, seat.pair
    programme = room.template.programme
    remaining_ms = room.timer.remaining_ms
    if room.timer.deadline_ms is not None:
        remaining_ms = max(0, room.timer.deadline_ms - now_ms)
    members: dict[str, list[str]] = {each: [] for each in room.pairs}
    come: set[str] = set()
    for seat in room.participants.values():
        if seat.pair is not None:
            members[seat.pair].append(live.people.get(seat.id, ""))
            if not seat.expected:
                come.add(seat.pair)
    return {
        "title": room.title,
        "language": room.language,
        "name": live.people.get(participant or "", ""),
        "held_on": room.held_on,
        "programme": {"fr": programme.fr, "en": programme.en} if programme else None,
        "phase": room.phase,
        "remaining_ms": remaining_ms,
        "now_ms": now_ms,
        "delete_after_ms": room.delete_after_ms,
        "boards": [{"id": each.id, "name": each.name} for each in room.boards.values()],
        "pairs": [
            {
                "id": each.id,
                "board": each.board,
                "number": each.number,
                "members": members[each.id],
                "proposed_here": propose(room, each.board)[1] == each.id,
            }
            for each in room.pairs.values()
            if each.id in come
        ],
        "awaited": _awaited(live),
        "proposed": {"board": board, "pair": pair},
    }


def is_anybody_awaited(live: LiveRoom, board: str) -> bool:
    """Whether a seat of this territory is kept for somebody by name (S5)."""
    return any(each["board"] == board and not each["taken"] for each in _awaited(live))


def _awaited(live: LiveRoom) -> list[dict[str, object]]:
    """Who has a name to find oneself by, as long as somebody is awaited; `taken` once arrived."""
    people = live.room.participants.values()
    if not any(each.expected for each in people):
        return []
    return [
        {
            "id": each.id,
            "name": live.people[each.id],
            "board": each.board,
            "taken": not each.expected,
            "with": [
                live.people[other.id]
                for other in people
                if other.pair == each.pair and other.id != each.id and live.people.get(other.id)
            ],
        }
        for each in people
        if live.people.get(each.id)
    ]

"""Old entries in today's words.

Events are for ever: a type is never renamed nor its body changed in place. When an event needs
another shape, a new type is added, and a rule here translates the old one when it is read. What
is on disk stays as it was written.

A rule turns one entry into exactly one entry: dropping or splitting would make holes in `seq`.
"""

from collections.abc import Callable, Iterable

from tablee.journal.base import Recorded

Translate = Callable[[bytes], bytes]


class Upcasts:
    """A set of rules from old types to newer ones, followed until none applies."""

    def __init__(self) -> None:
        self._rules: dict[str, tuple[str, Translate]] = {}

    def add(self, old: str, new: str, translate: Translate) -> None:
        """Read every entry of type `old` as `new`, its body passed through `translate`.

        Raises ValueError if `old` has a rule already or if the rules would go round in a circle.
        """
        if old in self._rules:
            raise ValueError(f"{old!r} is translated already")
        step = new
        while step != old and step in self._rules:
            step = self._rules[step][0]
        if step == old:
            raise ValueError(f"translating {old!r} into {new!r} would never end")
        self._rules[old] = (new, translate)

    def current(self, recorded: Iterable[Recorded]) -> list[Recorded]:
        """The same entries, each in its newest type."""
        if not self._rules:
            return list(recorded)
        return [self._one(each) for each in recorded]

    def _one(self, recorded: Recorded) -> Recorded:
        kind, body = recorded.type, recorded.body
        while rule := self._rules.get(kind):
            kind, translate = rule
            body = translate(body)
        if kind is recorded.type:
            return recorded
        return Recorded(
            seq=recorded.seq, type=kind, body=body, at_ms=recorded.at_ms, by=recorded.by
        )


KNOWN = Upcasts()
"""The rules of this version; empty while no event has changed shape."""

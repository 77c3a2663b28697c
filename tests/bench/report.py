"""What a run found, and how it is shown: medians with ranges, ratios taken within a repetition.

It draws no conclusion and asserts nothing: figures of a noisy machine are for people to read.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

SATURATED: Final = 0.9


class Phase(msgspec.Struct, frozen=True):
    """One server in one phase of one repetition; latencies are from sending to others' receipt.

    `server_share` and `generator_share` are parts of their core while deliveries were under way;
    `strangers_share` is the part of the two cores that went to other programs.
    """

    operations: int
    deliveries: int
    expected: int
    frames: int
    cpu_ms: float
    drained_ms: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    server_share: float
    generator_share: float
    strangers_share: float

    @property
    def cpu_per_1000(self) -> float:
        """Server CPU milliseconds for a thousand deliveries."""
        return 1000 * self.cpu_ms / self.deliveries

    @property
    def per_frame(self) -> float:
        """Deliveries carried by one frame, acknowledgements and heartbeats counted as frames."""
        return self.deliveries / self.frames


class Run(msgspec.Struct, frozen=True):
    """One server in one repetition."""

    server: str
    repetition: int
    burst: Phase
    steady: Phase


class Described(msgspec.Struct, frozen=True):
    """What a reader needs beside a server's figures."""

    name: str
    operation: str
    keeps: str


class Report(msgspec.Struct, frozen=True):
    """Everything that was measured, as `--json` prints it."""

    machine: str
    plan: dict[str, float]
    server_core: int
    generator_core: int
    servers: list[Described]
    runs: list[Run]


Measure = Callable[[Run], float]

_UNITS: Final = (
    "A delivery is one operation reaching one participant. CPU is user + system of the whole"
    " process tree,\nincluding what is stored in the seconds after a phase."
)

_COLUMNS: Final[Sequence[tuple[str, str, Measure]]] = (
    ("burst", "CPU ms/1000", lambda run: run.burst.cpu_per_1000),
    ("burst", "drained ms", lambda run: run.burst.drained_ms),
    ("burst", "p50 ms", lambda run: run.burst.p50_ms),
    ("burst", "p95 ms", lambda run: run.burst.p95_ms),
    ("burst", "p99 ms", lambda run: run.burst.p99_ms),
    ("steady", "CPU ms/1000", lambda run: run.steady.cpu_per_1000),
    ("steady", "p50 ms", lambda run: run.steady.p50_ms),
    ("steady", "p95 ms", lambda run: run.steady.p95_ms),
    ("steady", "p99 ms", lambda run: run.steady.p99_ms),
)
_CONDITIONS: Final[Sequence[tuple[str, str, Measure]]] = tuple(
    (phase, label, measure)
    for phase, of in (
        ("burst", lambda run: run.burst),
        ("steady", lambda run: run.steady),
    )
    for label, measure in (
        ("deliveries/frame", lambda run, of=of: of(run).per_frame),
        ("server core %", lambda run, of=of: 100 * of(run).server_share),
        ("generator core %", lambda run, of=of: 100 * of(run).generator_share),
        ("strangers %", lambda run, of=of: 100 * of(run).strangers_share),
    )
)


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _spread(values: Sequence[float]) -> str:
    middle = statistics.median(values)
    return f"{_number(middle)} ({_number(min(values))}–{_number(max(values))})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in (head, ["-" * w for w in widths], *rows)
    ]
    return "\n".join(lines)


def _of(report: Report, server: str) -> list[Run]:
    return sorted((r for r in report.runs if r.server == server), key=lambda r: r.repetition)


def figures(report: Report) -> str:
    """Return the table of medians with their ranges, one row per measure, one column per server."""
    names = [server.name for server in report.servers]
    rows = [
        [phase, label, *(_spread([measure(run) for run in _of(report, name)]) for name in names)]
        for phase, label, measure in (*_COLUMNS, *_CONDITIONS)
    ]
    return _table(["phase", "measure", *names], rows)


def ratios(report: Report) -> str:
    """Return the first server against each other one: medians of the ratios per repetition."""
    first, *others = [server.name for server in report.servers]
    rows = []
    for phase, label, measure in _COLUMNS:
        row = [phase, label]
        for other in others:
            pairs = zip(_of(report, first), _of(report, other), strict=True)
            row.append(_spread([measure(mine) / measure(theirs) for mine, theirs in pairs]))
        rows.append(row)
    return _table(["phase", "ratio of", *(f"{first} / {other}" for other in others)], rows)


def warnings(report: Report) -> list[str]:
    """Return what makes a figure doubtful: lost or doubled deliveries, a saturated generator."""
    found = []
    for run in report.runs:
        for label, phase in (("burst", run.burst), ("steady", run.steady)):
            where = f"{run.server}, repetition {run.repetition + 1}, {label}"
            if phase.deliveries != phase.expected:
                found.append(f"{where}: {phase.deliveries} deliveries, {phase.expected} expected")
            if phase.generator_share >= SATURATED:
                found.append(
                    f"{where}: the generator used {phase.generator_share:.0%} of its core;"
                    " times are the generator's, CPU per delivery stands"
                )
    return found


def as_text(report: Report) -> str:
    """Return the whole report for a terminal."""
    plan = report.plan
    cores = f"server on core {report.server_core}, generator on core {report.generator_core}"
    load = (
        f"{plan['clients']:.0f} participants in one room; burst: all write at once,"
        f" {plan['burst_rounds']:.0f} rounds; steady: {plan['steady_rate']:.0f} operations/s"
        f" for {plan['steady_s']:.0f} s. Medians (range)."
    )
    parts = [
        f"{report.machine}; {cores}.\n{load}\n{_UNITS}",
        *(f"{s.name}: {s.operation}.\n  Stores: {s.keeps}." for s in report.servers),
        figures(report),
    ]
    if len(report.servers) > 1:
        parts.append(ratios(report))
    parts += [f"! {warning}" for warning in warnings(report)]
    return "\n\n".join(parts)

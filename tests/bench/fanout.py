"""What a delivery costs: one room of 200, in a burst and under a steady load, beside peers.

    .venv/bin/python tests/bench/fanout.py [--servers broadcast,hocuspocus] [--json]

Servers alternate within each repetition and their order rotates, because the machine's mood lasts
longer than one measure: quote the ratios, and call nothing under 1.2× a finding. Server and
generator sit on different cores. Nothing is asserted about time; peers are installed on demand and
are no part of the tests.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import os
import sys
import tempfile
import time
from array import array
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec

from bench import machine, report
from bench.adapters.base import Adapter
from bench.adapters.broadcast import Broadcast
from bench.adapters.hocuspocus import Hocuspocus
from bench.adapters.tablee import Tablee
from bench.crowd import Crowd, Tally
from bench.operations import Plan

ADAPTERS: dict[str, type[Adapter]] = {
    "tablee": Tablee,
    "broadcast": Broadcast,
    "hocuspocus": Hocuspocus,
}
SAMPLED_CLIENTS = 10
# Longer than Hocuspocus' debounce: what a server stores a little later is part of what it costs.
SETTLE_S = 2.5


def percentile_ms(latencies_ns: array[int], share: float) -> float:
    """Return the latency that `share` of the deliveries stayed within, in milliseconds."""
    ordered = sorted(latencies_ns)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] / 1e6 if ordered else 0.0


class Meter:
    """Processor time of the server, of this process and of everyone on the two cores."""

    def __init__(self, pid: int, cores: tuple[int, int]) -> None:
        self._pid = pid
        self._cores = cores
        self._start = self._read()

    def _read(self) -> tuple[float, float, float, float]:
        everyone = sum(machine.core_busy_s(core) for core in set(self._cores))
        return time.monotonic(), machine.cpu_s(self._pid), time.process_time(), everyone

    def phase(self, tally: Tally, settle_s: float) -> report.Phase:
        """Return what was measured since this meter was made, `settle_s` of it after the load."""
        wall, server, own, everyone = (
            after - before for before, after in zip(self._start, self._read(), strict=True)
        )
        strangers = max(0.0, everyone - server - own) / (wall * len(set(self._cores)))
        drained = sorted(tally.drained_s)
        return report.Phase(
            operations=tally.operations,
            deliveries=tally.deliveries,
            expected=tally.expected,
            frames=tally.frames,
            cpu_ms=1000 * server,
            drained_ms=1000 * drained[len(drained) // 2] if drained else 0.0,
            p50_ms=percentile_ms(tally.latencies_ns, 0.50),
            p95_ms=percentile_ms(tally.latencies_ns, 0.95),
            p99_ms=percentile_ms(tally.latencies_ns, 0.99),
            server_share=min(1.0, server / (wall - settle_s)),
            generator_share=tally.own_share,
            strangers_share=strangers,
        )


def measure(adapter: Adapter, plan: Plan, cores: tuple[int, int], repetition: int) -> report.Run:
    """Start the server afresh, fill its room, load it both ways, stop it."""
    with tempfile.TemporaryDirectory(prefix="fanout-") as folder:
        try:
            running = adapter.start(cores[0], Path(folder))
            lines = [adapter.join(client) for client in range(plan.clients)]
            frames = [adapter.frames(client) for client in range(plan.clients)]
            crowd = Crowd(lines, frames, SAMPLED_CLIENTS, adapter.echoes)
            crowd.burst(plan.warm_rounds)
            crowd.idle(SETTLE_S)
            gc.collect()
            gc.disable()
            meter = Meter(running.pid, cores)
            burst_tally = crowd.burst(plan.burst_rounds)
            crowd.idle(SETTLE_S)
            burst = meter.phase(burst_tally, SETTLE_S)
            meter = Meter(running.pid, cores)
            steady_tally = crowd.steady(plan.steady_schedule())
            crowd.idle(SETTLE_S)
            steady = meter.phase(steady_tally, SETTLE_S)
            crowd.close()
        except ConnectionError as error:
            printed = [path.read_text("utf-8", "replace") for path in Path(folder).glob("*.log")]
            error.add_note(f"{adapter.name} printed:\n{''.join(printed)[-2000:]}")
            raise
        finally:
            gc.enable()
            adapter.stop()
    return report.Run(adapter.name, repetition, burst, steady)


def run(
    adapters: Sequence[Adapter], plan: Plan, repetitions: int, cores: tuple[int, int]
) -> report.Report:
    """Measure every server once per repetition, each repetition beginning with another one."""
    operations = plan.operations()
    for adapter in adapters:
        adapter.prepare(operations)
    os.sched_setaffinity(0, {cores[1]})
    runs = []
    for repetition in range(repetitions):
        turn = repetition % len(adapters)
        for adapter in (*adapters[turn:], *adapters[:turn]):
            done = measure(adapter, plan, cores, repetition)
            runs.append(done)
            print(
                f"{repetition + 1}/{repetitions} {adapter.name}:"
                f" burst {done.burst.cpu_per_1000:.2f}, steady {done.steady.cpu_per_1000:.2f}"
                " CPU ms per 1,000 deliveries",
                file=sys.stderr,
                flush=True,
            )
    return report.Report(
        machine=machine.describe(),
        plan={name: float(value) for name, value in dataclasses.asdict(plan).items()},
        server_core=cores[0],
        generator_core=cores[1],
        servers=[report.Described(a.name, a.operation, a.keeps) for a in adapters],
        runs=runs,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Server CPU per 1,000 deliveries and latency for one room, beside its peers."
    )
    parser.add_argument(
        "--servers",
        default=",".join(ADAPTERS),
        help="which, in order; ratios are of the first to the others (default: %(default)s)",
    )
    parser.add_argument("--participants", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=10, help="of the burst")
    parser.add_argument("--rate", type=float, default=150, help="operations a second, steady")
    parser.add_argument("--seconds", type=float, default=8, help="of the steady load")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")
    asked = parser.parse_args()
    names = asked.servers.split(",")
    if unknown := [name for name in names if name not in ADAPTERS]:
        parser.error(f"unknown server {unknown[0]}; known: {', '.join(ADAPTERS)}")
    cores = machine.choose_cores()
    if cores[0] == cores[1]:
        parser.error("server and generator need a core each, and this process may use only one")
    plan = Plan(
        clients=asked.participants,
        warm_rounds=3,
        burst_rounds=asked.rounds,
        steady_rate=asked.rate,
        steady_s=asked.seconds,
        seed=asked.seed,
    )
    found = run([ADAPTERS[name]() for name in names], plan, asked.repetitions, cores)
    print(msgspec.json.encode(found).decode() if asked.json else report.as_text(found))


if __name__ == "__main__":
    main()

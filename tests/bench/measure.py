"""Figures and promises: what the benchmarks have in common."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"  # real lists; not part of the project


class Figure(NamedTuple):
    """One thing measured, and what was promised of it."""

    what: str
    measured: float
    unit: str
    promise: float | None = None  # at most this; None: told, not promised


def main(what: str | None, measure: Callable[[bool], Sequence[Figure]]) -> None:
    """Measure, print the table, and end the process: status 1 for a promise that is broken."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--quick", action="store_true", help="fewer runs: rough figures")
    parser.add_argument("--slack", type=float, default=1.0, metavar="F", help="broken is only what is F times too much")
    options = parser.parse_args()
    figures = measure(options.quick)
    sys.stdout.write(table(figures, options.slack))
    sys.exit(any(is_broken(figure, options.slack) for figure in figures))


def is_broken(figure: Figure, slack: float = 1.0) -> bool:
    """The figure is worse than promised, by more than the slack."""
    return figure.promise is not None and figure.measured > slack * figure.promise


def table(figures: Sequence[Figure], slack: float = 1.0) -> str:
    """The figures, one a line: what, measured, promise, ok?."""
    rows = [("what", "measured", "promise", "ok?")]
    for what, measured, unit, promise in figures:
        verdict = "" if promise is None else "no" if measured > promise * slack else "yes"
        value = f"{measured:,.0f}" if measured >= 100 else f"{measured:.3g}"
        rows.append((what, f"{value} {unit}", "" if promise is None else f"{promise:g} {unit}", verdict))
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    return "".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def seconds(job: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Time that `job` takes; `before` prepares it and is not counted."""
    before()
    gc.collect()
    gc.freeze()  # what the benchmark itself holds is no burden to either side
    start = perf_counter()
    job()
    return perf_counter() - start


def side_by_side(
    *jobs: Callable[[], object], rounds: int, before: Callable[[], object] = lambda: None
) -> tuple[float, ...]:
    """Median time of each job. They take turns, so that whatever else the machine does is done to all."""
    times = [[seconds(job, before) for job in jobs] for _ in range(rounds)]
    return tuple(map(median, zip(*times, strict=True)))


def forget() -> None:
    """Empty every memory that papercite's functions keep, as in a process that has just begun."""
    for name, module in list(sys.modules.items()):
        if name.startswith("papercite"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()

"""What each format costs, from papers to text, against BibTeX in the same run. New formats appear by themselves.

Every format writes the same papers, with nothing remembered from an earlier run. A format that takes long, as formatted
references do, gets fewer of them: the ratio is that of the times a paper takes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from measure import Figure, forget, main, seconds, side_by_side
from synthetic import papers

from papercite.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papercite.record import Paper

NUMBER = 10_000
SAMPLE = 100
BASE = "bibtex"
# At most so many times as long as BibTeX; what is not named here is told and not promised.
PROMISES = {"csv": 2.0, "tsv": 2.0, "csl-json": 4.0, "ris": 3.0, "json": 12.0, "jsonl": 6.0}


def measure(quick: bool) -> list[Figure]:
    """BibTeX by itself, then every other format."""
    number, rounds, budget_s = (NUMBER // 10, 1, 0.3) if quick else (NUMBER, 3, 10.0)
    ours = papers(number)
    base = renderer(BASE)
    (whole,) = side_by_side(lambda: base(ours), rounds=rounds, before=forget)
    figures = [Figure(f"{BASE}, {number:,} papers", 1000 * whole, "ms")]
    for name in FORMATS:
        if name != BASE:
            ratio, size = against(base, renderer(name), ours, rounds, budget_s)
            figures.append(Figure(f"{name}, {size:,} papers", ratio, "x", PROMISES.get(name)))
    return figures


def renderer(name: str) -> Callable[[Sequence[Paper]], str]:
    """What writes a format, loaded."""
    render: Callable[[Sequence[Paper]], str] = import_module(FORMATS[name].module).render
    render(papers(1))  # what it imports when it is called is not measured
    return render


def against(
    base: Callable[[Sequence[Paper]], str], other: Callable[[Sequence[Paper]], str], ours: list[Paper], rounds: int,
    budget_s: float,
) -> tuple[float, int]:  # fmt: skip
    """How many times as long as BibTeX a format takes, and for how many papers it was measured."""
    sample = ours[:SAMPLE]
    a_paper = seconds(lambda: other(sample), forget) / len(sample)
    some = ours[: max(SAMPLE, min(len(ours), int(budget_s / a_paper)))]
    mine, theirs = side_by_side(lambda: base(some), lambda: other(some), rounds=rounds, before=forget)
    return theirs / mine, len(some)


if __name__ == "__main__":
    main(__doc__, measure)

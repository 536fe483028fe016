"""What finding the papers of a changed list in its lock costs, compared with reading the list.

One entry in ten was edited, and all were put into another order; and, once more, every entry was edited.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from measure import Figure, forget, main, side_by_side
from synthetic import markdown, paper

from papercite.join import join
from papercite.lists import read
from papercite.venues import find_venue

if TYPE_CHECKING:
    from papercite.record import Entry

NUMBER = 10_000
PROMISES = {10: 0.5, 1: 3.0}  # one entry in so many was edited -> times as long as reading


def measure(quick: bool) -> list[Figure]:
    """Times of both."""
    number = NUMBER // 5 if quick else NUMBER
    text = markdown(number)
    entries = read(text, "papers.md")
    papers = [paper(one)._replace(key=str(one), entry=entry) for one, entry in enumerate(entries)]
    figures = []
    for step, promise in PROMISES.items():
        changed = edited(entries, step)
        lost = sum(one is None for one in join(changed, papers))
        reading, joining = side_by_side(
            partial(read, text, "papers.md"), partial(join, changed, papers), rounds=1 if quick else 3, before=fresh
        )
        figures += [
            Figure(f"{number:,} entries: papercite.lists.read", 1000 * reading, "ms"),
            Figure(f"papercite.join, 1 in {step} edited, {lost} taken for new", 1000 * joining, "ms"),
            Figure("ratio", joining / reading, "x", promise),
        ]
    return figures


def edited(entries: list[Entry], step: int) -> list[Entry]:
    """The entries from the last to the first; in so many titles a letter is missing."""
    return [
        entry._replace(title=entry.title[:9] + entry.title[10:]) if place % step == 0 else entry
        for place, entry in reversed(list(enumerate(entries)))
    ]


def fresh() -> None:
    """Nothing remembered but the table of venues."""
    forget()
    find_venue("CVPR")


if __name__ == "__main__":
    main(__doc__, measure)

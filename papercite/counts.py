"""How many papers there are of each year, venue, topic and so on. Pure: papers come in, numbers come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.record import STATUSES
from papercite.select import HAS, has
from papercite.text import tidy
from papercite.venues import venue_name
from papercite.versions import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papercite.record import Paper


class Row(NamedTuple):
    """One name with the number of its papers."""

    name: str  # "CVPR"; "" for papers that have none
    papers: int
    rest: int = 0  # how many names this row stands for, if it is that of all others


class Tally(NamedTuple):
    """The papers by one thing that they differ in."""

    by: str  # one of BY
    rows: tuple[Row, ...]


class _Rule(NamedTuple):
    """How papers are counted by one thing."""

    names: Callable[[Paper, str], Sequence[str]]  # of a paper, for the version that is preferred; none is ("",)
    order: Callable[[dict[str, int]], list[str]]  # of the names that there are
    is_open: bool = False  # there may be any number of names


def _by_number(counts: dict[str, int]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name.casefold(), name))


def _every_year(counts: dict[str, int]) -> list[str]:
    """All years from the first to the last, those without papers too, if the gaps are no longer than a lifetime."""
    years = sorted(int(name) for name in counts if name)
    has_gaps = years and years[-1] - years[0] < _LIFETIME
    return [*map(str, range(years[0], years[-1] + 1) if has_gaps else years), *[""] * ("" in counts)]


_LIFETIME = 80  # years
BY = {
    "year": _Rule(lambda paper, prefer: (str(shown(paper, prefer).year or ""),), _every_year),
    "venue": _Rule(lambda paper, prefer: (tidy(venue_name(shown(paper, prefer).venue)),), _by_number, is_open=True),
    "topic": _Rule(lambda paper, _: [*map(tidy, paper.topics)] or ("",), _by_number, is_open=True),
    "section": _Rule(lambda paper, _: (tidy(" / ".join(paper.entry.section)),), list, is_open=True),
    "type": _Rule(lambda paper, prefer: (tidy(shown(paper, prefer).type),), _by_number, is_open=True),
    "has": _Rule(lambda paper, prefer: [name for name in HAS if has(paper, name, prefer)], lambda _: list(HAS)),
    "status": _Rule(lambda paper, _: (paper.status,), lambda counts: [name for name in STATUSES if name in counts]),
}
OF_ALL = ("has", "status")  # where the share of all papers is what one wants to know


def tally(papers: Sequence[Paper], by: str, *, prefer: str = "published", top: int | None = None) -> Tally:
    """The number of papers of each name; a paper of two topics counts for both.

    top      how many names of the most papers get a row of their own; one row more stands for all others. It
             means nothing for years, states and what papers have
    returns  years, headings and states in their order, all else with the most frequent first; papers without come last
    """
    rule = BY[by]
    members: dict[str, set[int]] = {}
    for number, paper in enumerate(papers):
        for name in rule.names(paper, prefer):
            members.setdefault(name, set()).add(number)
    counts = {name: len(some) for name, some in members.items()}
    ordered = sorted(rule.order(counts), key=lambda name: not name)
    named = [name for name in ordered if name]
    limit = top if top and rule.is_open and len(named) > top + 1 else len(named)
    frequent = set(_by_number({name: counts.get(name, 0) for name in named})[:limit])
    rows = [Row(name, counts.get(name, 0)) for name in named if name in frequent]
    others = [name for name in named if name not in frequent]
    if others:
        of_others = set[int]().union(*(members.get(name, ()) for name in others))
        rows.append(Row(f"{len(others)} others", len(of_others), len(others)))
    if "" in counts:
        rows.append(Row("", counts[""]))
    return Tally(by, tuple(rows))

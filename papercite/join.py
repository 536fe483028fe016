"""A changed list and its old lock: which entry is which paper. Keys stay put, and no record goes to another paper.

What was not edited keeps its paper. For the rest every pair that may be one is weighed (likeness.py), and the
best pair is taken first; an entry or a paper for which two others are equally good gets neither.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from papercite.likeness import are_interchangeable, known_of_entry, known_of_paper, likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

    from papercite.likeness import Known
    from papercite.record import Entry, Paper

_CROWD = 20  # papers with one mark: it tells nothing


def join(entries: Sequence[Entry], papers: Sequence[Paper]) -> list[Paper | None]:
    """For each entry the paper of the lock that it is, None for a new one. No paper is given twice."""
    found = _unedited(entries, papers)
    taken = set(found.values())
    new = {place: known_of_entry(entry) for place, entry in enumerate(entries) if place not in found}
    old = {place: known_of_paper(paper) for place, paper in enumerate(papers) if place not in taken} if new else {}
    spots = _Spots(found, {place: number for number, place in found.items()})
    found |= _best_pairs(list(_pairs(new, old, spots)), new, old)
    return [papers[found[place]] if place in found else None for place in range(len(entries))]


def _unedited(entries: Sequence[Entry], papers: Sequence[Paper]) -> dict[int, int]:
    """Place of entry -> place of the paper with just that entry, but for the line."""
    free: dict[Entry, list[int]] = defaultdict(list)
    for place, paper in reversed(list(enumerate(papers))):
        free[paper.entry._replace(line=0)].append(place)
    same = ((number, free.get(entry._replace(line=0))) for number, entry in enumerate(entries))
    return {number: places.pop() for number, places in same if places}


class _Spots(NamedTuple):
    """Where unedited entries stand, and stood."""

    papers: Mapping[int, int]  # place of entry -> place of paper
    entries: Mapping[int, int]  # and back

    def is_same(self, entry: int, paper: int) -> bool:
        """The entry stands before or behind the one that the paper stood before or behind."""
        return any(self.papers.get(entry + step, -2) == paper + step for step in (-1, 1)) or (entry, paper) == (0, 0)


class _Pair(NamedTuple):
    """An entry and a paper that may be one."""

    points: int
    entry: int  # place in the list
    paper: int  # place in the lock


def _pairs(new: Mapping[int, Known], old: Mapping[int, Known], spots: _Spots) -> Iterator[_Pair]:
    """Every pair for which something speaks."""
    by_mark: dict[Hashable, list[int]] = defaultdict(list)
    for place, known in old.items():
        for mark in set(known.marks()):
            by_mark[mark].append(place)
    for entry, known in new.items():
        places = {place for mark in known.marks() if len(near := by_mark.get(mark, ())) <= _CROWD for place in near}
        for paper in sorted(places):
            is_spot = known.entry.section == old[paper].entry.section and spots.is_same(entry, paper)
            if points := likeness(known, old[paper], is_spot=is_spot):
                yield _Pair(points, entry, paper)


def _best_pairs(pairs: Sequence[_Pair], new: Mapping[int, Known], old: Mapping[int, Known]) -> dict[int, int]:
    """Place of entry -> place of paper, the best pairs first."""
    found: dict[int, int] = {}
    entries, papers = set(new), set(old)  # those that are free
    by_points: dict[int, list[_Pair]] = defaultdict(list)
    by_paper: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        by_points[pair.points].append(pair)
        by_paper[pair.paper].append(pair)
    for points in sorted(by_points, reverse=True):
        for group in _groups([one for one in by_points[points] if one.entry in entries and one.paper in papers]):
            if len(group) == 1 or _is_one_paper(group, new, old):
                taken = _in_order(group, by_paper, entries)
            else:
                taken = {}
                entries -= {pair.entry for pair in group}
                papers -= {pair.paper for pair in group}
            found |= taken
            entries -= taken.keys()
            papers -= set(taken.values())
    return found


def _groups(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """The pairs, those together that cannot all be, by way of others too."""
    by_end: dict[tuple[str, int], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        for end in _ends(pair):
            by_end[end].append(pair)
    seen: set[_Pair] = set()
    for pair in pairs:
        group, open_ones = [], [pair]
        while open_ones:
            one = open_ones.pop()
            if one not in seen:
                seen.add(one)
                group.append(one)
                open_ones += [near for end in _ends(one) for near in by_end[end]]
        if group:
            yield sorted(group)


def _ends(pair: _Pair) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("entry", pair.entry), ("paper", pair.paper)


def _is_one_paper(group: Collection[_Pair], new: Mapping[int, Known], old: Mapping[int, Known]) -> bool:
    """The pairs are of one paper that is listed more than once: it does not matter who gets whose record."""
    entries, papers = {pair.entry for pair in group}, {pair.paper for pair in group}
    return are_interchangeable([old[place] for place in papers]) and (
        len(entries) <= len(papers) or are_interchangeable([new[place] for place in entries])
    )


def _in_order(group: Sequence[_Pair], by_paper: Mapping[int, Sequence[_Pair]], free: Collection[int]) -> dict[int, int]:
    """Pairs of the group, none in another's way: first the papers that the other free entries want least."""
    ours = {pair.entry for pair in group}
    wanted = {
        paper: max(
            (pair.points for pair in by_paper[paper] if pair.entry in free and pair.entry not in ours), default=0
        )
        for paper in {pair.paper for pair in group}
    }
    taken: dict[int, int] = {}
    for pair in sorted(group, key=lambda pair: (wanted[pair.paper], pair.paper, pair.entry)):
        if pair.entry not in taken and pair.paper not in taken.values():
            taken[pair.entry] = pair.paper
    return taken

"""A changed list and its old lock: which entry is which paper. By identifier, then by title; keys stay put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.identify import identify
from papercite.match import NO, title_agreement, title_key
from papercite.venues import venue_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from papercite.record import Entry, Paper


def join(entries: Sequence[Entry], papers: Sequence[Paper]) -> list[Paper | None]:
    """For each entry the paper of the lock that it is, None for a new one. No paper is given twice.

    Entries that are word for word the same (but for the line) are joined first, then those
    that share an identifier and a title, a title, venue and year, an identifier and nearly a title, a title alone.
    """
    found: dict[int, Paper] = {}
    free = dict(enumerate(papers))
    for names_of in (_whole, _identifier_and_title, _title_and_place, _identifiers, _title):
        by_name: dict[Hashable, list[int]] = {}
        for place, paper in free.items():
            for name in names_of(paper.entry):
                by_name.setdefault(name, []).append(place)
        for number, entry in enumerate(entries):
            if number not in found and (match := _first_free(names_of, entry, by_name, free)) is not None:
                found[number] = free.pop(match)
    return [found.get(number) for number in range(len(entries))]


def _first_free(
    names_of: Callable[[Entry], Iterable[Hashable]],
    entry: Entry,
    by_name: dict[Hashable, list[int]],
    free: dict[int, Paper],
) -> int | None:
    places = (place for name in names_of(entry) for place in by_name.get(name, ()) if place in free)
    return next((place for place in places if _may_be(entry, free[place])), None)


def _may_be(entry: Entry, paper: Paper) -> bool:
    """A link that now stands beside another title is another paper, or a slip that a refresh has to look at."""
    titles = [paper.entry.title, *([paper.record.title] if paper.record else ())]
    return any(title_agreement(entry.title, title) != NO for title in titles)


def _whole(entry: Entry) -> Iterable[Hashable]:
    return [(entry.title, entry.nickname, entry.venue, entry.year, entry.section, entry.links)]


def _identifier_and_title(entry: Entry) -> Iterable[Hashable]:
    return [(identifier, title_key(entry.title)) for identifier in identify(entry)]


def _title_and_place(entry: Entry) -> Iterable[Hashable]:
    title = title_key(entry.title)
    return [(title, venue_name(entry.venue), entry.year)] if title and entry.year else []


def _identifiers(entry: Entry) -> Iterable[Hashable]:
    return identify(entry)


def _title(entry: Entry) -> Iterable[Hashable]:
    return [title_key(entry.title)] if title_key(entry.title) else []

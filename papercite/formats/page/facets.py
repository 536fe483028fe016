"""Filters of the page: what they offer, how often it occurs, and which of it each paper has."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from papercite.text import tidy
from papercite.venues import venue_name
from papercite.versions import arxiv_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papercite.record import Paper, Record


class Facet(NamedTuple):
    """One filter: its options in the order of the page, and for each paper the places of those that it has."""

    name: str
    legend: str
    options: tuple[str, ...]
    counts: tuple[int, ...]
    held: tuple[tuple[int, ...], ...]


def _topics(paper: Paper, _record: Record) -> Iterable[str]:
    return paper.topics


def _year(_paper: Paper, record: Record) -> Iterable[str]:
    return (str(record.year or ""),)


def _venue(_paper: Paper, record: Record) -> Iterable[str]:
    return (venue_name(record.venue),)


def _extras(paper: Paper, record: Record) -> Iterable[str]:
    kinds = {link.kind for link in paper.entry.links}
    there = {"code": "code" in kinds, "project": "project" in kinds, "DOI": record.doi, "arXiv": arxiv_of(paper)[0]}
    return (name for name, is_there in there.items() if is_there)


# How the options of a filter are ordered: by how often they occur, or the latest first.
_BY_COUNT = "count"
_LATEST_FIRST = "latest"

_KINDS: dict[str, tuple[str, Callable[[Paper, Record], Iterable[str]], str]] = {
    "topic": ("Topic", _topics, _BY_COUNT),
    "year": ("Year", _year, _LATEST_FIRST),
    "venue": ("Venue", _venue, _BY_COUNT),
    "has": ("With", _extras, _BY_COUNT),
}


def of(papers: Sequence[Paper], records: Sequence[Record]) -> dict[str, Facet]:
    """All filters, by name."""
    return {name: _facet(name, papers, records) for name in _KINDS}


def _facet(name: str, papers: Sequence[Paper], records: Sequence[Record]) -> Facet:
    legend, values_of, order = _KINDS[name]
    values = [
        dict.fromkeys(filter(None, map(tidy, values_of(paper, record))))
        for paper, record in zip(papers, records, strict=True)
    ]
    counted = Counter(value for held in values for value in held)
    if order == _LATEST_FIRST:
        options = sorted(counted, reverse=True)
    else:
        options = sorted(counted, key=lambda value: (-counted[value], value.casefold(), value))
    place = {value: number for number, value in enumerate(options)}
    held = tuple(tuple(place[value] for value in values_held) for values_held in values)
    return Facet(name, legend, tuple(options), tuple(counted[value] for value in options), held)


def fieldsets(filters: dict[str, Facet]) -> str:
    """The filters as controls of a form; a filter that offers nothing is left out."""
    return "\n".join(_fieldset(facet) for facet in filters.values() if facet.options)


def _fieldset(facet: Facet) -> str:
    boxes = [
        f'<label><input type="checkbox" name="{facet.name}" value="{escape(option)}">'
        f"<span>{escape(option)}</span> <b>{count}</b></label>"
        for option, count in zip(facet.options, facet.counts, strict=True)
    ]
    every = (
        '<label class="every"><input type="checkbox" name="every" value="topic"><span>with all ticked topics</span>'
        "</label>\n"
    )
    return (
        f'<fieldset data-facet="{facet.name}">\n<legend>{facet.legend}</legend>\n<div>\n'
        + "\n".join(boxes)
        + f"\n</div>\n{every if facet.name == 'topic' and len(facet.options) > 1 else ''}</fieldset>"
    )

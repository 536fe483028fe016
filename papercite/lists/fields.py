"""Groups -> entries: the fields of each from its line, its details and the headings above."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.block import BIBTEX, ROW
from papercite.lists.dressed import PLAIN
from papercite.lists.grouping import Group, grouped
from papercite.lists.kinds import NONE, PAPER, Kind, is_beyond_doubt, kind_of
from papercite.lists.people import people_of
from papercite.lists.place import KNOWN, Place, place_of
from papercite.lists.rows import line_of_row
from papercite.record import Entry, Link
from papercite.text import fold, has_words, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.lists.block import Block
    from papercite.lists.line import Line


class Draft(NamedTuple):
    """A group with what it says as a whole, and what it is."""

    group: Group
    line: Line
    kind: Kind


def entries(blocks: Sequence[Block], *, are_papers: bool = False) -> list[Entry]:
    """Entries of a list in the order of its lines.

    are_papers   whatever has a title or an identifier is a paper
    """
    return [entry_of(draft) for draft in drafts(blocks, are_papers=are_papers) if draft.kind.kind != NONE]


def drafts(blocks: Sequence[Block], *, are_papers: bool = False) -> list[Draft]:
    """Every group of a list, with those that are no entries."""
    said = [(group, _line(group)) for group in grouped(blocks)]
    shares = _shares(said)
    found = [Draft(group, line, kind_of(line, group, shares.get(group.kin, 0.0))) for group, line in said]
    return [_as_paper(draft) for draft in found] if are_papers else found


def _as_paper(draft: Draft) -> Draft:
    is_entry = has_words(draft.line.title) or draft.kind.kind != NONE
    return draft._replace(kind=Kind(PAPER, "this file lists papers only")) if is_entry else draft


def _line(group: Group) -> Line:
    return line_of_row(group.head.cells) if group.head.block.kind == ROW else together(group)


def _shares(said: Sequence[tuple[Group, Line]]) -> dict[int, float]:
    """For each list or table how many of its entries are papers beyond doubt."""
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for group, line in said:
        if line.title:
            counts[group.kin][0] += 1
            counts[group.kin][1] += is_beyond_doubt(line)
    return {kin: sure / total for kin, (total, sure) in counts.items() if total > 2}


def together(group: Group) -> Line:
    """The line of the head with what its details say; the head itself is believed first."""
    line = group.head.line
    for unit in group.details:
        other = unit.line
        if unit.block.kind == BIBTEX and fold(other.title) != fold(line.title):
            continue  # how to cite something else, the list itself for example
        line = line._replace(
            people=line.people or other.people or _lone_name(other), place=line.place.with_more(other.place),
            links=tuple(dict.fromkeys((*line.links, *other.links))), tags=(*line.tags, *other.tags),
        )  # fmt: skip
    return line


def _lone_name(line: Line) -> tuple[str, ...]:
    """A detail that is a name and nothing else."""
    people = people_of(line.title) if line.dress == PLAIN and not line.links and line.words < 6 else None
    return people.names if people else ()


# ---- what headings add

_ACRONYM = re.compile(r"^\S*[A-Z]\S*[A-Z]\S*$")  # "CVPR"; "Machine Learning" heads papers of every venue
_YEAR = re.compile(r"(?<![\d./-])((?:19[5-9]|20[0-4])\d)(?![\d./-]\d|\d)")
_TERM = re.compile(r"\W*(?:spring|summer|fall|autumn|winter)(?: term| semester| quarter)?\W*\d{4}\W*$", re.IGNORECASE)
_NO_YEAR_OF_PAPERS = re.compile(r"\b(?:update[ds]?|since|last|until|before|after|from|history)\b", re.IGNORECASE)


@lru_cache(256)
def inherited(section: tuple[str, ...]) -> Place:
    """Venue and year that headings say for what stands below them, the innermost first.

    section  "2023"; "CVPR 2020"; "Papers of the week (June 2 - June 8) - 2025"; but a month, "2018-02", says when
             somebody read a paper
    """
    venue, year = "", None
    for heading in reversed(section):
        place = place_of(heading)
        is_named = place and place.certainty == KNOWN and (place.year or _ACRONYM.search(place.venue))
        if place and is_named and not venue and (place.year or year is None):
            venue, year = place.venue, year or place.year
            continue
        found = _YEAR.findall(heading) if not _TERM.match(heading) else []
        if len(found) == 1 and not year and not _NO_YEAR_OF_PAPERS.search(heading) and len(heading.split()) < 14:
            year = int(found[0])
    return Place(venue, year)


# ---- the entry


def entry_of(draft: Draft) -> Entry:
    """The entry that a draft is."""
    group, line, kind = draft
    place = line.place
    for above in (group.above, inherited(group.head.block.section)):
        is_of_year = not line.place.year or not above.year or line.place.year == above.year
        if not place.venue and above.venue and is_of_year:
            place = place._replace(venue=above.venue)
        if not place.year and above.year:
            place = place._replace(year=above.year)
    has_paper = line.has_paper
    links = tuple(_settled(link, kind.kind, has_paper) for link in line.links)
    return Entry(
        group.head.number, tidy(line.title), tidy(line.nickname), tuple(map(tidy, line.people)), tidy(place.venue),
        place.year, group.head.block.section, links, kind.kind, line.tags,
    )  # fmt: skip


def _settled(link: Link, kind: str, has_paper: bool) -> Link:
    """A link of unknown kind is the paper's, if the entry is a paper and has no other."""
    if link.kind != "unknown":
        return link
    return link._replace(kind="paper" if kind == PAPER and not has_paper else "other")

"""Blocks -> groups: which units are one entry. An item with what stands in it, a heading with what follows, a row.

A unit says by itself what it can be: an entry, a detail of one (people, place, labelled links), or neither. Details
go to the entry that they stand in or behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.block import BIBTEX, HEADING, ITEM, PARAGRAPH, ROW, Block
from papercite.lists.dressed import PLAIN
from papercite.lists.ends import without_signs
from papercite.lists.labels import kind_of_label
from papercite.lists.outline import plain_text
from papercite.lists.people import people_of
from papercite.lists.place import KNOWN, NOWHERE, Place
from papercite.lists.units import Unit, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papercite.lists.line import Line

# What a unit can be, by itself.
ENTRY, MAYBE, WORDS, DETAIL, NOTHING = "entry", "maybe an entry", "words", "detail", "nothing"


class Group(NamedTuple):
    """The units of one entry: the one with the title, then the details."""

    head: Unit
    details: tuple[Unit, ...] = ()
    kin: int = 0  # groups of one list or table share this number
    above: Place = Place()  # what items that hold this one say: "- CVPR 2020" with papers in it


def grouped(blocks: Sequence[Block]) -> list[Group]:
    """Groups in the order of their first lines."""
    walk = _Walk(units_of(blocks))
    return sorted(walk.groups(), key=lambda group: group.head.number)


def nature(line: Line) -> str:
    """What a line can be: an entry, maybe one, only words, a detail of an entry, or nothing."""
    if line.key in ("authors", "place", "note"):
        return DETAIL
    if not line.title:
        return DETAIL if line.links or line.people or line.place.venue or line.place.year else NOTHING
    if line.has_paper or line.place.venue or line.place.year or line.people:
        return ENTRY
    return MAYBE if line.dress != PLAIN or line.links else WORDS


class _Open(NamedTuple):
    """An entry that may still get details."""

    depth: int
    head: Unit
    details: list[Unit]
    above: Place = Place()


class _Walk:
    """One pass over the units."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.opened: list[_Open] = []
        self.found: list[_Open] = []
        self.holds_items = False
        self.is_labelled = False  # a label alone in a line ("Code:") says what the links of the next items are
        self.heads = headings_that_are_entries(units)

    def groups(self) -> Iterator[Group]:
        """All groups, in the order in which they ended."""
        heading: _Open | None = None
        for place, unit in enumerate(self.units):
            kind = unit.block.kind
            self.holds_items = place + 1 < len(self.units) and self.units[place + 1].block.depth > unit.block.depth
            self.is_labelled = self.is_labelled and kind == ITEM
            if kind == HEADING:
                self.opened = []
                heading = self._new(unit) if place in self.heads else None
            elif kind == ROW:
                self.opened = []
                self._new(unit)
            elif heading is not None:
                heading.details.append(unit)
            elif kind == BIBTEX:
                if self.opened:
                    self.opened[-1].details.append(unit)
            elif kind == ITEM:
                self._item(unit)
            else:
                self._paragraph(unit)
        return (Group(one.head, tuple(one.details), one.head.block.family, one.above) for one in self.found)

    def _new(self, unit: Unit, details: Iterable[Unit] = ()) -> _Open:
        opened = _Open(unit.block.depth, unit, list(details), self._above())
        self.opened.append(opened)
        self.found.append(opened)
        return opened

    def _above(self) -> Place:
        """What the items round this place say of venue and year, and nothing else."""
        if not self.opened:
            return NOWHERE
        places = [
            one.head.line.place for one in reversed(self.opened) if not one.head.line.title and not one.head.line.links
        ]
        venue = next((place.venue for place in places if place.venue), "")
        return Place(venue, next((place.year for place in places if place.year), None))

    def _item(self, unit: Unit) -> None:
        what = nature(unit.line)
        if self.is_labelled and what in (MAYBE, DETAIL) and unit.line.links:
            self.opened[0].details.append(unit)
            return
        keyed = self._close_until(unit.block)
        above = self.opened[-1] if self.opened else None
        if keyed is not None and what not in (ENTRY, MAYBE) and unit.line.key != "title":
            self.opened.append(keyed)
            keyed.details.append(unit)
        else:
            self._new_or_detail(unit, what, above)

    def _close_until(self, block: Block) -> _Open | None:
        """Close what an item ends; returns the sibling before it, if that says "Title: ...": it may say the rest."""
        keyed = None
        while self.opened and self.opened[-1].depth >= block.depth:
            last = self.opened.pop()
            is_sibling = last.depth == block.depth and last.head.block.family == block.family
            keyed = last if is_sibling and last.head.line.key == "title" else None
        return keyed

    def _new_or_detail(self, unit: Unit, what: str, above: _Open | None) -> None:
        """Take an item as an entry of its own or as a detail of the one that holds it."""
        if above is None:
            if what != NOTHING:
                self._new(unit)
        elif what == ENTRY and _is_author_of(above, unit):
            above.details.append(unit)
        elif what == ENTRY and not _is_citation_of(above, unit):
            self._new(unit)
        elif what == ENTRY:
            self.found.remove(above)
            self.opened.pop()
            self._new(unit, [above.head, *above.details])
        elif what == DETAIL and _is_place(unit.line) and (self.holds_items or not above.head.line.title):
            self._new(unit)
        elif what in (DETAIL, NOTHING) or nature(above.head.line) == ENTRY:
            above.details.append(unit)
        else:
            self._new(unit)

    def _is_comment_below(self, unit: Unit) -> bool:
        """A papercite comment in the line below an entry is the entry's."""
        if not unit.line.tags or unit.line.words or unit.line.links or not self.found:
            return False
        last = max(one.last for one in (self.found[-1].head, *self.found[-1].details))
        return unit.number <= last + 1

    def _paragraph(self, unit: Unit) -> None:
        depth, what = unit.block.depth, nature(unit.line)
        while self.opened and self.opened[-1].depth > depth:
            self.opened.pop()
        above = self.opened[-1] if self.opened else None
        if self._is_comment_below(unit):
            self.found[-1].details.append(unit)
            return
        if what == NOTHING and not unit.line.tags:
            self.is_labelled = bool(above and above.head.block.kind == PARAGRAPH and _is_label(unit))
            if not depth and not self.is_labelled and unit.line.words:
                self.opened = []
            return
        if (depth and above is not None and (above.head.line.title or what != ENTRY)) or (
            what == DETAIL and above is not None and (above.head.line.title or not _is_place(unit.line))
        ):
            above.details.append(unit)
        elif what == DETAIL and _is_place(unit.line):
            self.opened = [one for one in self.opened if one.depth < depth]
            self._new(unit)
        elif what == NOTHING:
            return
        elif _is_listed(unit):
            self.opened = [one for one in self.opened if one.depth < depth]
            self._new(unit)
        elif not depth:
            self.opened = []


def _is_label(unit: Unit) -> bool:
    """A line that holds a label and a colon, and nothing else."""
    text = plain_text(unit.spans)
    return text.endswith((":", "：")) and bool(kind_of_label(without_signs(text).rstrip(":： ")))


def _is_place(line: Line) -> bool:
    """A line that says a venue or a year, and nothing else."""
    return bool(line.place.venue or line.place.year) and not (line.title or line.links or line.people or line.key)


def _is_author_of(above: _Open, unit: Unit) -> bool:
    """A title, and in it one name with venue and year: "- Cy Diaz (ICML 2019)"."""
    head, line = above.head.line, unit.line
    if above.details or head.people or line.links or line.people or line.dress != PLAIN or line.words > 5:
        return False
    names = people_of(line.title) if len(head.title.split()) > 3 else None
    return names is not None and all(" " in name for name in names.names)


def _is_citation_of(above: _Open, unit: Unit) -> bool:
    """An item that has a name and links, and in it one item with the whole citation: that is one entry."""
    head, line = above.head.line, unit.line
    if above.details or not line.people or not head.title or line.has_paper:
        return False
    return bool(head.links) and not head.people and not head.place.year


def _is_listed(unit: Unit) -> bool:
    """A paragraph lists a paper; prose that mentions one does not."""
    line = unit.line
    if line.is_prose or not line.title:
        return False
    if line.is_numbered:
        return True
    has_paper = line.has_paper
    if len(line.title.split()) < 2 and line.title.isascii() and not line.place.year:
        return False
    if line.dress == PLAIN:
        is_title = len(line.title.split()) > 2 or bool(line.place.year)
        is_set_off = line.words < 40 and any(span.is_bold for span in unit.spans)
        is_placed = line.place.certainty == KNOWN and line.place.venue and is_set_off
        is_cited = line.place.year and (line.people or (is_placed and is_title))
        return (has_paper and is_title and line.words < 90) or bool(is_cited)
    return has_paper or bool(line.place.year) or line.words - len(line.title.split()) < 12


# ---- headings


def headings_that_are_entries(units: Sequence[Unit]) -> set[int]:
    """Places of the headings that are entries: they name a paper, and what follows are its details."""
    found: set[int] = set()
    weak: set[int] = set()
    for place, unit in enumerate(units):
        if unit.block.kind != HEADING or not unit.line.title:
            continue
        below = _below(units, place)
        if any(_stands_alone(one) for one in below) or (not unit.line.has_paper and _heads_others(units, place, below)):
            continue
        words = len(unit.line.title.split())
        has_paper = unit.line.has_paper
        if has_paper or (unit.line.place.year and (words > 2 or unit.line.place.venue)):
            found.add(place)
        elif below and (words > 2 or not unit.line.title.isascii()) and _has_paper_link(below):
            weak.add(place)
    strong = len(found)
    return found | weak if len(weak) > 2 or strong > 2 else found


def _stands_alone(unit: Unit) -> bool:
    if unit.block.kind == ROW:
        return True
    what, kinds = nature(unit.line), {link.kind for link in unit.line.links}
    if what not in (ENTRY, MAYBE) or unit.line.is_prose or (what == MAYBE and kinds and kinds <= {"other", "video"}):
        return False
    return unit.line.dress != PLAIN or (unit.block.kind == ITEM and what == ENTRY)


def _below(units: Sequence[Unit], place: int) -> list[Unit]:
    """Units between a heading and the next."""
    end = place + 1
    while end < len(units) and units[end].block.kind != HEADING:
        end += 1
    return list(units[place + 1 : end])


def _heads_others(units: Sequence[Unit], place: int, below: Sequence[Unit]) -> bool:
    """Deeper headings follow at once, with entries below them: "# CVPR 2020", "## Detection"."""
    depth = len(units[place].block.section)
    for unit in units[place + len(below) + 1 :]:
        if unit.block.kind == HEADING and len(unit.block.section) <= depth:
            return False
        if _stands_alone(unit) or (unit.block.kind == HEADING and unit.line.title and unit.line.has_paper):
            return True
    return False


def _has_paper_link(units: Iterable[Unit]) -> bool:
    return any(link.kind == "paper" for unit in units if not unit.line.title for link in unit.line.links)

"""When and where a version of a paper appeared, and whether two may be of one paper. Knows no titles or people.

A preprint may be printed up to three years before it, and three years after; eight where the authors agree clearly.
Two printed versions are one if they are a year apart at most and their places are one; places that differ only say so
of one paper in one year (a conference in a journal's issue, "ACL" for "Findings of ACL"), and never of a workshop and
its conference. What a conference and, later, a journal printed under one title are two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.venues import PREPRINT, WORKSHOP, find_venue, same_venue

if TYPE_CHECKING:
    from papercite.record import Entry, Record

SAME, OTHER, UNKNOWN = "same place", "another place", "who knows"


def is_preprint(record: Record) -> bool:
    """`record` is of a version that no journal or proceedings printed."""
    return record.type == "article" or _kind(record.venue or record.container_title) == PREPRINT


def _kind(venue: str) -> str:
    known = find_venue(venue)
    return known.kind if known else ""


class Version(NamedTuple):
    """When and where one version of a paper appeared."""

    year: int | None
    venue: str
    is_printed: bool | None  # None: nobody says
    is_book: bool = False  # its editions differ

    @property
    def is_archival(self) -> bool:
        """A conference or journal that the table knows printed it."""
        return _kind(self.venue) not in ("", PREPRINT, WORKSHOP)

    def may_be(self, found: Version, *, is_clear: bool = False) -> bool:
        """The version `found` may be of the same paper; `is_clear`: the authors agree clearly."""
        later = self.years_until(found)
        first, last = self._window(found, is_clear)
        if later is not None and not first <= later <= last:
            return False
        place = self.place(found)
        if place == SAME or not (self.is_printed and found.is_printed and self.venue and found.venue):
            return True
        if place == UNKNOWN:
            return not later
        return later == 0 and (_kind(self.venue) == WORKSHOP) == (_kind(found.venue) == WORKSHOP)

    def speaks_for(self, found: Version) -> bool:
        """The venue is the same, or the year; a preprint and print may be a year apart."""
        later = self.years_until(found)
        is_pair = self.is_printed is not None and self.is_printed != found.is_printed
        is_near = later is not None and abs(later) <= is_pair
        return is_near or (self.place(found) == SAME and self.may_be(found))

    def years_until(self, found: Version) -> int | None:
        """Years from this version to `found`, None if one year is not known."""
        return found.year - self.year if found.year and self.year else None

    def place(self, found: Version) -> str:
        """Whether both appeared in one place; of spellings that the table of venues lacks nobody knows."""
        if same_venue(self.venue, found.venue):
            return SAME
        return OTHER if _kind(self.venue) and _kind(found.venue) else UNKNOWN

    def _window(self, found: Version, is_clear: bool) -> tuple[int, int]:
        """How many years after this version `found` may have appeared."""
        longest = 8 if is_clear else 3
        if found.is_book or (self.is_printed and found.is_printed):
            return -1, 1
        if found.is_printed:
            return -3, longest
        return (-3, 3) if self.is_printed is False else (-longest, 3)


def version_of(record: Record) -> Version:
    """What a record says of when and where."""
    return Version(record.year, record.venue or record.container_title, not is_preprint(record), record.type == "book")


def listed_version(entry: Entry) -> Version:
    """What a list says of when and where."""
    return Version(entry.year, entry.venue, _kind(entry.venue) != PREPRINT if entry.venue else None)

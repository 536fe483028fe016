"""Changes to a Markdown list that mend what check.py finds: broken links, and places that the lock knows better.

Pure: they are values, and applying them gives a text. A change touches its own characters and no others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from papercite.check import place_at_odds
from papercite.lists.masked import line_starts, masked
from papercite.venues import find_venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papercite.lists.slips import Slip
    from papercite.record import Entry, Paper, Record


class Change(NamedTuple):
    """Characters of a text, and what is to stand there."""

    start: int  # offset in the text
    end: int
    text: str
    line: int  # 1-based
    code: str  # of the problem that it mends
    what: str  # a sentence for people
    is_safe: bool  # no more than syntax; a place is for a person to decide


def changes(text: str, slips: Iterable[Slip], entries: Sequence[Entry], held: Sequence[Paper | None]) -> list[Change]:
    """Changes that can be offered, in the order of the text; none overlaps another.

    slips   those of the text
    held    for each entry its paper in the lock, None where the lock has none
    """
    links = [
        Change(slip.start, slip.end, slip.mend, slip.line, "broken-link", slip.what, is_safe=True)
        for slip in slips
        if slip.mend
    ]
    starts = [link.start for link in links]
    found = list(links)
    for place in _places(text, entries, held):
        before = bisect_right(starts, place.end - 1)
        if not before or links[before - 1].end <= place.start:
            found.append(place)
    return sorted(found)


def changed(text: str, chosen: Iterable[Change]) -> str:
    """The text with the changes that were chosen among its own."""
    pieces: list[str] = []
    done = 0
    for change in sorted(chosen):
        pieces += (text[done : change.start], change.text)
        done = change.end
    return "".join((*pieces, text[done:]))


# ---- places

_ADDRESS = re.compile(r"https?://\S+")
_BLANK = re.compile(r"[^\r\n]")
_END = re.compile(r"[ \t>]*+(?:$|[-*+|#]|\d+[.)])")  # begins what is no longer the entry's own
_GAP = r"(?P<gap>[ ,(\[]{0,2}['’‘`]?)"
_YEAR = r"(?P<year>(?:19|20)\d\d|(?<=['’‘`])\d\d)(?![\w%])"


def _places(text: str, entries: Sequence[Entry], held: Sequence[Paper | None]) -> Iterator[Change]:
    """Venue and year as the lock has them, where the list's stand in the entry's own lines just once, side by side."""
    odd = [
        (entry, paper.record, code)
        for entry, paper in zip(entries, held, strict=True)
        if paper and paper.record and entry.kind == "paper" and (code := place_at_odds(entry, paper))
    ]
    if not odd:
        return
    plain = _ADDRESS.sub(lambda hit: "\x00" * len(hit[0]), masked(text))
    starts = line_starts(text)
    lines = sorted({entry.line for entry in entries})
    for entry, record, code in odd:
        following = bisect_right(lines, entry.line)
        most = lines[following] - 1 if following < len(lines) else len(starts)
        yield from _place(text, entry, record, code, _own(plain, starts, entry.line, most), starts[entry.line - 1])


def _own(plain: str, starts: Sequence[int], first: int, most: int) -> str:
    """The lines of an entry, up to the next bullet, row, heading or empty line, and line `most` at the latest."""
    begin, last = starts[first - 1], first
    end = starts[last] if last < len(starts) else len(plain)
    while last < most:
        following = starts[last + 1] if last + 1 < len(starts) else len(plain)
        if _END.match(plain[end:following].rstrip("\r\n")):
            break
        last, end = last + 1, following
    return plain[begin:end]


def _place(text: str, entry: Entry, record: Record, code: str, own: str, begin: int) -> Iterator[Change]:
    venue = find_venue(record.venue)
    if not (entry.venue and entry.year and record.year and venue):
        return
    hits = list(re.finditer(rf"(?<![\w-])(?P<venue>{re.escape(entry.venue)}){_GAP}{_YEAR}", own))
    if len(hits) != 1 or own[hits[0].end() :].startswith(("](", "]](")):
        return
    (hit,) = hits
    if int(hit["year"]) % 100 != entry.year % 100:
        return
    year = str(record.year)[-len(hit["year"]) :]
    listed = text[begin + hit.start() : begin + hit.end()]
    new = listed[: -len(hit["year"])] + year
    if code != "year-at-odds":
        new = f"{venue.name}{new[len(hit['venue']) :]}"
    yield Change(begin + hit.start(), begin + hit.end(), new, entry.line + own.count("\n", 0, hit.start()), code,
                 f'the lock has {record.venue} {record.year} for "{entry.title}"', is_safe=False)  # fmt: skip

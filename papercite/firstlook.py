"""A first look at what was read from a list: what a person should check, and an entry to show. Asks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.identify import identify
from papercite.titles import title_agreement, title_key
from papercite.verdict import NO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.record import Entry, Identifier

# What a person should check, in words that follow a number.
NO_PAPER = "probably no paper"
NO_TITLE = "without a title"
ONE_WORD = "with a title of one word, and no identifier"
LONG = "with a title that is too long for one"
NAMELESS = "with neither an identifier nor a year: hard to find"
COPIED = "with the link of another entry, but another title"
_LONGEST = 200  # letters of a title


class FirstLook(NamedTuple):
    """What is to be said of a list before anything is looked up."""

    entries: int
    headings: int  # under which there are entries
    named: int  # entries with an arXiv number, a DOI or the like; an address alone is none
    doubts: dict[str, list[Entry]]  # reason -> entries; an entry has one reason
    sample: Entry | None  # one that was read well, if any


def first_look(entries: Sequence[Entry]) -> FirstLook:
    """The look at a list's entries."""
    copied = _copied(entries)
    doubts: dict[str, list[Entry]] = {}
    for place, entry in enumerate(entries):
        if why := _doubt(entry, is_copied=place in copied):
            doubts.setdefault(why, []).append(entry)
    doubtful = {entry for held in doubts.values() for entry in held}
    clear = [entry for entry in entries if entry not in doubtful] or [e for e in entries if e.kind == "paper"]
    return FirstLook(
        len(entries), len({entry.section for entry in entries if entry.section}),
        sum(bool(_names(entry)) for entry in entries), doubts, max(clear, key=_fullness, default=None),
    )  # fmt: skip


def _names(entry: Entry) -> list[Identifier]:
    return [identifier for identifier in identify(entry) if identifier.scheme != "url"]


def _fullness(entry: Entry) -> tuple[bool, int]:
    """How good an example it is."""
    said = (entry.nickname, entry.authors, entry.venue, entry.year, entry.section, *{link.kind for link in entry.links})
    return bool(_names(entry)), sum(map(bool, said))


def _doubt(entry: Entry, *, is_copied: bool) -> str:
    """Why a person should look at the entry, "" for no reason."""
    words, names = title_key(entry.title).split(), _names(entry)
    reasons = (
        (NO_PAPER, entry.kind != "paper"),
        (NO_TITLE, not words),
        (LONG, len(entry.title) > _LONGEST),
        (ONE_WORD, len(words) == 1 and not names),
        (NAMELESS, not names and not entry.year),
        (COPIED, is_copied),
    )
    return next((why for why, holds in reasons if holds), "")


def _copied(entries: Sequence[Entry]) -> set[int]:
    """Places of entries that have an identifier in common with one before, whose title is another."""
    first: dict[Identifier, str] = {}
    found = set()
    for place, entry in enumerate(entries):
        for name in _names(entry):
            if title_agreement(first.setdefault(name, entry.title), entry.title) == NO:
                found.add(place)
    return found

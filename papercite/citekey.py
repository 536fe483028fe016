"""Citation keys: surname, year, first real word of the title; ASCII, lower case, unique without regard to case.

A key is made once and then lives in the lock. Whoever comes later gets a letter behind.
"""

from __future__ import annotations

import re
from itertools import chain, count
from string import ascii_lowercase
from typing import TYPE_CHECKING

from papercite.text import latin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from papercite.record import Entry, Record

# Words that begin many titles and tell none apart.
_SMALL_WORDS = frozenset(
    "a an and are as at be beyond but by can do does for from how if in into is it its not of on one or so some that "
    "the their these this to toward towards under using via what when where which why with without your".split()
)
_WORD = re.compile(r"[^\W_]+")


def key_of(record: Record, entry: Entry, taken: Collection[str]) -> str:
    """A new key for a paper.

    record  what is printed of it
    entry   gives the nickname, for papers whose author or title has no Latin letters
    taken   keys in use, in lower case
    returns "courbariaux2016binarized"; "courbariaux2016binarizeda" if that is taken
    """
    base = _surname(record, entry) + str(record.year or "") + _first_word(record, entry)
    return next(key for key in map(base.__add__, _suffixes()) if key not in taken)


def _surname(record: Record, entry: Entry) -> str:
    for author in record.authors[:1]:
        group = [word for word in author.literal.split() if word.lower() not in _SMALL_WORDS]
        spelled = group[0] if group else author.particle + author.family
        if name := latin(spelled) or latin(author.given):
            return name
    return latin(entry.nickname) or "anon"


def _first_word(record: Record, entry: Entry) -> str:
    for text in (record.title, entry.nickname):
        words = [word for word in map(latin, _WORD.findall(text)) if word and not word.isdigit()]
        if real := next((word for word in words if word not in _SMALL_WORDS), None):
            return real
        if words:
            return words[0]
    number = "" if record.title else latin(record.arxiv or record.doi or record.openreview)
    return number or "untitled"


def _suffixes() -> Iterator[str]:
    """Nothing, a to z, then numbers without end."""
    return chain(("", *ascii_lowercase), (f"-{number}" for number in count(27)))

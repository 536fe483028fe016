"""Same paper? Yes, no or unsure, each with the reason in words. Unsure is never taken for yes.

An identifier is evidence, not proof: the title must agree. A title alone is not enough:
authors must agree, or, where the list names none, venue and year together.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from papercite.identify import identifiers_of_record, identify, pinned
from papercite.names import full_name, person_of
from papercite.text import fold
from papercite.venues import PREPRINT, find_venue, same_venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papercite.record import Entry, Person, Record

YES, NO, UNSURE = "yes", "no", "unsure"


class Verdict(NamedTuple):
    """The answer and why."""

    answer: str
    reason: str


# ---- titles

_LATEX = re.compile(r"\\[A-Za-z]+\s*|[${}]")
_SIGN = re.compile(r"(?<=\w)(\++|#|\*)(?!\w)")  # BNN+ is not BNN, C# is not C


def title_key(title: str) -> str:
    """What two titles have in common if they are one: folded words, TeX commands dropped, BNN+ kept apart from BNN."""
    return fold(
        _SIGN.sub(lambda sign: " sign" + str(len(sign[1])) + sign[1][0].replace("+", "plus"), _LATEX.sub(" ", title))
    )


def title_agreement(one: str, other: str) -> str:
    """`YES` for the same words, `UNSURE` for a near miss or a missing subtitle, else `NO`."""
    first, second = title_key(one), title_key(other)
    if first == second and first:
        return YES
    if first.replace(" ", "") == second.replace(" ", "") and first:
        return YES  # "Low-Bit", "Low Bit" and "Lowbit"
    if _numbers(first) != _numbers(second):
        return NO
    heads = {title_key(title.partition(":")[0]) for title in (one, other)}
    is_subtitle_missing = len(heads) == 1 and ":" in one + other
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return UNSURE if is_subtitle_missing or ratio >= 0.85 else NO


_NUMBER = re.compile(r"\d+|\b(?:i{2,3}|iv|vi{1,3}|ix|v\d+)\b")


def _numbers(folded: str) -> list[str]:
    return sorted(_NUMBER.findall(folded))


# ---- authors


def _name_tokens(person: Person) -> frozenset[str]:
    return frozenset(fold(full_name(person)).split())


def same_person(one: Person, other: Person) -> bool:
    """Two spellings of one name: word order and initials do not matter, a word that contradicts does."""
    first, second = _name_tokens(one), _name_tokens(other)
    if not first or not second:
        return False
    if first == second or fold(full_name(one)).replace(" ", "") == fold(full_name(other)).replace(" ", ""):
        return True
    shared = {word for word in first & second if len(word) > 1}
    rest, others = first - shared, second - shared
    initials_fit = all(
        any(word[0] == fellow[0] and 1 in (len(word), len(fellow)) for fellow in others) for word in rest
    )
    return bool(shared) and (not rest or not others or initials_fit)


def author_agreement(some: Sequence[Person], others: Sequence[Person]) -> str:
    """`YES` where most of the shorter list is in the longer, `NO` where nobody is; `UNSURE` else, or if empty."""
    if not some or not others:
        return UNSURE
    shorter, longer = sorted((some, others), key=len)
    shared = sum(any(same_person(person, fellow) for fellow in longer) for person in shorter)
    if 2 * shared > len(shorter):
        return YES
    return UNSURE if shared else NO


# ---- papers


def same_paper(entry: Entry, record: Record, known: Iterable[Record] = ()) -> Verdict:
    """Is `record` about the paper that `entry` means?

    known   records that were already accepted for the entry: their authors and identifiers count as the entry's
    """
    names = set(identifiers_of_record(record))
    if names & set(pinned(entry)):
        return Verdict(YES, "a person named its identifier")
    if own := [identifier for identifier in identify(entry) if identifier in names]:
        if title_agreement(entry.title, record.title) == YES:
            return Verdict(YES, f"{own[0]} and title")
        if any(names & set(identifiers_of_record(other)) for other in known):
            return Verdict(NO, f"{own[0]} has another title in this version: {record.title!r}")
        return Verdict(UNSURE, f"{own[0]} is of {record.title!r}, the list says {entry.title!r}")
    return _by_title(entry, record, tuple(known))


def _by_title(entry: Entry, record: Record, known: tuple[Record, ...]) -> Verdict:
    titles = (entry.title, *(other.title for other in known))
    agreement = [title_agreement(title, record.title) for title in titles]
    if YES not in agreement:
        return Verdict(UNSURE if UNSURE in agreement else NO, f"the title is {record.title!r}")
    listed = tuple(person_of(name) for name in entry.authors)
    for authors in (listed, *(other.authors for other in known)):
        said = author_agreement(authors, record.authors)
        if said != UNSURE:
            return Verdict(said, "title and authors" if said == YES else "other authors have a paper of this title")
    if same_venue(entry.venue, record.venue) and entry.year == record.year and not is_preprint(record):
        return Verdict(YES, "title, venue and year")
    where = f"{record.venue or 'no venue'} {record.year or ''}".strip()
    return Verdict(UNSURE, f"same title in {where}, but neither authors nor venue and year of the list to compare")


def is_preprint(record: Record) -> bool:
    """`record` is of a version that no journal or proceedings printed."""
    venue = find_venue(record.venue or record.container_title)
    return record.type == "article" or bool(venue and venue.kind == PREPRINT)

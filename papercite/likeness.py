"""An entry and a paper of the lock: what speaks for their being one, and whether it is enough.

A record that goes to the wrong entry is the worst that can happen, a paper that is looked up once more the least.
So a title that is not quite the same needs an identifier or the same place and spot besides, and a paper whose record
was found out is not given to a title that the record does not have, unless the same people wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.authors import agree_clearly, author_agreement, listed_authors
from papercite.identify import address, identifiers_of_record, identify
from papercite.places import SAME, listed_version, version_of
from papercite.text import fold
from papercite.titles import (
    contradict,
    is_slip,
    is_telling,
    lacks_subtitle,
    shared_words,
    title_agreement,
    title_key,
)
from papercite.verdict import NO, YES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from papercite.places import Version
    from papercite.record import Entry, Identifier, Paper, Person

# What each thing that speaks for a pair weighs, when two pairs cannot both be.
POINTS = {
    "title": 8,
    "slip": 6,
    "near": 4,
    "identifier": 6,
    "place": 3,
    "authors": 3,
    "link": 3,
    "nickname": 2,
    "section": 1,
    "spot": 1,
}
_UNIQUE = frozenset(("arxiv", "doi", "openreview", "acl", "dblp"))  # a paper has hardly two of one of these


class Known(NamedTuple):
    """What an entry, or a paper of the lock, is known by."""

    entry: Entry
    titles: tuple[str, ...]  # that of the list first
    names: frozenset[Identifier]
    versions: tuple[Version, ...]  # that of the list first
    people: tuple[tuple[Person, ...], ...]  # authors, as the list and each record have them
    others: frozenset[str]  # addresses of code, project page and so on
    is_found: bool = False  # a record was found

    def marks(self) -> Iterator[Hashable]:
        """Names under which something like it is looked for: two that may be one have at least one in common."""
        yield from self.names
        yield from self.others
        venue = fold(self.versions[0].venue)
        for people in self.people:
            yield from (("author", fold(person.family), venue, self.versions[0].year) for person in people[:1])
        for title in dict.fromkeys(map(title_key, self.titles)):
            words = title.split()
            yield "".join(words)
            if len(words) > 2:  # with a word more, or one that is another
                yield from (("words", *words[:place], *words[place + 1 :]) for place in range(len(words)))
                yield ("words", *words)


def known_of_entry(entry: Entry) -> Known:
    """What an entry is known by."""
    people = listed_authors(entry.authors).people
    others = (address(link.url) for link in entry.links if link.kind != "paper")
    return Known(
        entry, (entry.title,), frozenset(identify(entry)), (listed_version(entry),), (people,) if people else (),
        frozenset(filter(None, others)),
    )  # fmt: skip


def known_of_paper(paper: Paper) -> Known:
    """What a paper of the lock is known by: its entry, and what was found out about it."""
    listed = known_of_entry(paper.entry)
    records = [record for record in (paper.record, paper.preprint) if record]
    return listed._replace(
        titles=(*listed.titles, *(record.title for record in records)),
        names=listed.names.union(*map(identifiers_of_record, records)),
        versions=(*listed.versions, *map(version_of, records)),
        people=(*listed.people, *(record.authors for record in records if record.authors)),
        is_found=bool(records),
    )


def likeness(new: Known, old: Known, *, is_spot: bool) -> int:
    """Points for an entry being a paper of the lock, 0 if that cannot be said.

    is_spot  it stands where the paper stood: under the same heading, before or behind the same neighbour
    """
    title = _title(new, old, is_named=not new.names.isdisjoint(old.names))
    said = {title} if title else set()
    said |= {name for name, holds in _besides(new, old, is_spot=is_spot).items() if holds}
    return sum(POINTS[name] for name in said) if _is_enough(new, old, title, said) else 0


def _title(new: Known, old: Known, *, is_named: bool) -> str:
    """How near the entry's title comes to one of the paper's: "title", "slip", "near" or not at all: ""."""
    title = new.entry.title
    if not title_key(title):
        return "near"  # an identifier alone: only that can speak for it
    if title_key(title) in map(title_key, old.titles):
        return "title"
    if any(is_slip(title, other, is_named=is_named) for other in old.titles):
        return "slip"
    said = {title_agreement(title, other) for other in old.titles}  # the dearest comes last
    return "title" if YES in said else "near" if said != {NO} else ""


def _besides(new: Known, old: Known, *, is_spot: bool) -> dict[str, bool]:
    entry, before = new.entry, old.entry
    people = [(some, others) for some in new.people for others in old.people]
    return {
        "identifier": not new.names.isdisjoint(old.names),
        "place": any(_is_same_place(new.versions[0], version) for version in old.versions),
        "authors": any(agree_clearly(some, others) for some, others in people),
        "link": not new.others.isdisjoint(old.others),
        "nickname": bool(entry.nickname) and fold(entry.nickname) == fold(before.nickname),
        "section": entry.section == before.section,
        "spot": is_spot,
    }


def _is_same_place(one: Version, other: Version) -> bool:
    return one.year == other.year is not None and one.place(other) == SAME


def _is_enough(new: Known, old: Known, title: str, said: set[str]) -> bool:
    """What a careful person would go by; `title` as `_title` has it, `said` is all that speaks for it."""
    is_by_others = bool(new.people and old.people) and all(
        author_agreement(some, others) == NO for some in new.people for others in old.people
    )
    if is_by_others and not (title == "title" and "identifier" in said):
        return False
    if title == "title":
        return "identifier" in said or _is_same_work(new, old, said)
    if title == "slip":
        return "identifier" in said or _is_mended(new, old, said)
    return _is_near(new, old, said) if title else _is_reworded(new, old, said)


def _has_other_name(new: Known, old: Known) -> bool:
    """It has another arXiv number, DOI … where a paper has one."""
    schemes = {name.scheme for name in new.names} & {name.scheme for name in old.names}
    return bool(schemes & _UNIQUE) and new.names.isdisjoint(old.names)


def _is_same_work(new: Known, old: Known, said: set[str]) -> bool:
    """Of one title, and no identifier in common: a link that was put right, a preprint that came out?"""
    is_backed = bool(said & {"authors", "link", "spot"})
    is_certain = is_telling(new.entry.title) or is_backed
    if "place" in said:
        return is_certain or not _has_other_name(new, old)
    if not any(version.may_be(new.versions[0]) for version in old.versions):
        return False
    return is_backed if _has_other_name(new, old) else is_certain or "section" in said


def _is_mended(new: Known, old: Known, said: set[str]) -> bool:
    """Of a title with one letter another, and no identifier in common: a slip of the pen, or another paper?"""
    if _has_other_name(new, old):
        return {"place", "spot"} <= said and bool(said & {"authors", "link"})
    if "place" in said:
        return bool(said & {"section", "authors", "link", "nickname"})
    fits = any(version.may_be(new.versions[0]) for version in old.versions)
    return "spot" in said and fits and is_telling(new.entry.title)


def _is_near(new: Known, old: Known, said: set[str]) -> bool:
    """Of a title that is near: the list had the wrong words for it, or it is a twin?"""
    if "identifier" in said:
        is_backed = bool(said & {"authors", "link", "nickname"}) or ("place" in said and not old.is_found)
        return is_backed or any(_has_more(new.entry.title, title) for title in old.titles)
    return {"place", "spot"} <= said and bool(said & {"authors", "link"}) and not _has_other_name(new, old)


def _has_more(one: str, other: str) -> bool:
    """One of the titles has all words of the other, in their order, and some more."""
    fewer, more = sorted((title_key(one).split(), title_key(other).split()), key=len)
    rest = iter(more)
    return not contradict(one, other) and (all(word in rest for word in fewer) or lacks_subtitle(one, other))


def _is_reworded(new: Known, old: Known, said: set[str]) -> bool:
    """Of another title by the same people: it has a new name, if it has the same identifier or the same spot."""
    is_put = "identifier" in said or ({"place", "spot"} <= said and not _has_other_name(new, old))
    return is_put and "authors" in said and any(_are_akin(new.entry.title, title) for title in old.titles)


def _are_akin(one: str, other: str) -> bool:
    return shared_words(one, other) >= 0.5 and not contradict(one, other)


def are_interchangeable(some: Sequence[Known]) -> bool:
    """Nothing but heading and line tells them apart: the same paper, listed more than once."""
    return len({(title_key(one.entry.title), one.names, one.versions[0]) for one in some}) == 1

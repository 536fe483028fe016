"""Same paper? Yes, no or unsure, each with the reason in words. Unsure is never taken for yes.

An identifier is evidence, not proof: the title must agree. A title alone is not enough: authors must agree, or,
where the list names none, venue and year together; a short or common title needs authors and year or venue. Titles
are compared in titles.py, people in authors.py, times in places.py; here is what follows from it. Decided so:

- A title that lacks only its subtitle is a yes with an identifier and, besides, authors, or venue and year.
  Every other near miss (a slip, colour for color) is for a person to look at, identifier or not.
- An identifier that stands alone, without a title, is all that the list says: a record of it is a yes (and judge.py
  sees to it that all that is taken for one has one title).
- A number, a negation or "Erratum:" makes another paper, whatever else agrees.
- Of two papers with one title and the same authors, when and where tell: places.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.authors import Listed, agree_clearly, author_agreement, listed_authors, same_person, shared_authors
from papercite.identify import identifiers_of_record, identify, pinned
from papercite.names import full_name
from papercite.places import is_preprint, listed_version, version_of
from papercite.titles import (
    contradict,
    is_telling,
    kind_of_title,
    lacks_subtitle,
    propose,
    shared_words,
    title_agreement,
    title_key,
)
from papercite.venues import same_venue
from papercite.verdict import NO, UNSURE, YES, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.places import Version
    from papercite.record import Entry, Identifier, Record

__all__ = [
    "NO", "UNSURE", "YES", "Verdict", "author_agreement", "is_preprint", "propose", "same_paper", "same_person",
    "title_agreement", "title_key",
]  # fmt: skip


def same_paper(entry: Entry, record: Record, known: Iterable[Record] = ()) -> Verdict:
    """Is `record` about the paper that `entry` means?

    known   records that were already accepted for the entry: their authors and identifiers count as the entry's
    """
    names = identifiers_of_record(record)
    if set(names) & set(pinned(entry)):
        return Verdict(YES, "a person named its identifier")
    case = _Case(entry, record, tuple(known), listed_authors(entry.authors))
    known_names = {name for other in case.known for name in identifiers_of_record(other)}
    shared = next((name for name in names if name in known_names), None)
    own = next((name for name in identify(entry) if name in names), None)
    return _by_identifier(case, own, shared) if own else _by_title(case, shared)


class _Case(NamedTuple):
    """What is compared."""

    entry: Entry
    record: Record
    known: tuple[Record, ...]
    listed: Listed

    def title(self) -> str:
        """How far the record's title agrees with those of the paper; of its first word the list may make a nickname."""
        entry, title = self.entry, self.record.title
        whole = f"{entry.nickname}: {entry.title}" if entry.nickname else entry.title
        said = {title_agreement(one, title) for one in {entry.title, whole, *(other.title for other in self.known)}}
        return next((answer for answer in (YES, UNSURE) if answer in said), NO)

    def authors(self) -> str:
        """How far the record's authors agree with those of the list, or else with those of the accepted records."""
        said = [self.listed.agreement(self.record.authors)]
        said += [author_agreement(other.authors, self.record.authors) for other in self.known]
        return next((answer for answer in said if answer != UNSURE), UNSURE)

    def authors_agree_clearly(self) -> bool:
        lists = [other.authors for other in self.known]
        if not self.listed.are_first:
            lists.append(self.listed.people)
        return any(agree_clearly(people, self.record.authors) for people in lists)

    def versions(self) -> list[Version]:
        return [listed_version(self.entry), *map(version_of, self.known)]

    def one_of_many(self) -> bool:
        """All that is known of the authors is one name, where the record has several."""
        people = [self.listed.people, *(other.authors for other in self.known)]
        is_one = max(map(len, people)) == 1 and not self.listed.are_first
        return is_one and len(self.record.authors) > 1


# ---- by identifier


def _by_identifier(case: _Case, own: Identifier, shared: Identifier | None) -> Verdict:
    """The list gives an identifier of the record; `shared` is one that an accepted record has."""
    entry, record = case.entry, case.record
    title, authors = case.title(), case.listed.agreement(record.authors)
    if title == YES and authors == NO:
        return Verdict(UNSURE, f"{own} and title agree, but it is by {_people(record)}, not {entry.authors[0]}")
    if title == YES:
        return Verdict(YES, f"{own} and title")
    if not case.known and not title_key(entry.title):
        return _by_identifier_alone(case, own, authors)
    is_cut = lacks_subtitle(entry.title, record.title) and not contradict(entry.title, record.title)
    if is_cut and authors == YES:
        return Verdict(YES, f"{own}, authors, and title but for the subtitle")
    if is_cut and authors == UNSURE and _same_venue_and_year(entry, record):
        return Verdict(YES, f"{own}, venue and year, and title but for the subtitle")
    if shared:
        return Verdict(NO, f"{own} has another title in this version: {record.title!r}")
    listed = (
        repr(entry.title) if title_key(entry.title) else f"no title, and its other names are of {case.known[0].title!r}"
    )
    return Verdict(UNSURE, f"{own} is of {record.title!r}, the list says {listed}")


def _by_identifier_alone(case: _Case, own: Identifier, authors: str) -> Verdict:
    """The list names no title, and nothing is known yet that could."""
    if authors == NO:
        return Verdict(UNSURE, f"{own} is by {_people(case.record)}, not {case.entry.authors[0]}")
    return Verdict(YES, f"{own}, and the list names no title")


def _people(record: Record) -> str:
    return full_name(record.authors[0]) + (" and others" if len(record.authors) > 1 else "")


def _same_venue_and_year(entry: Entry, record: Record) -> bool:
    return same_venue(entry.venue, record.venue) and entry.year == record.year is not None


# ---- by title


def _by_title(case: _Case, shared: Identifier | None) -> Verdict:
    """The list gives no identifier of the record; `shared` is one that an accepted record has."""
    title, authors = case.title(), case.authors()
    if title != YES:
        return _of_another_title(case, title, authors, shared)
    if authors == NO:
        return Verdict(NO, "other authors have a paper of this title")
    if objection := _objection(case) if authors == YES or shared else "":
        return Verdict(UNSURE, objection)
    if shared:
        return Verdict(YES, f"{shared} and title")
    return _by_title_and_authors(case) if authors == YES else _by_title_and_place(case)


def _by_title_and_authors(case: _Case) -> Verdict:
    """Title and authors agree, and nothing speaks against it."""
    is_telling_title, found = is_telling(case.record.title), version_of(case.record)
    is_enough = is_telling_title and not case.one_of_many()
    if is_enough or any(version.speaks_for(found) for version in case.versions()):
        return Verdict(YES, "title and authors")
    what = "only one author is known" if is_telling_title else "others may have so short a title"
    return Verdict(UNSURE, f"title and authors agree, but {what}: year or venue is needed")


def _by_title_and_place(case: _Case) -> Verdict:
    """The title agrees, of the authors nothing can be said."""
    entry, record, people = case.entry, case.record, case.listed.people
    if people and record.authors and not shared_authors(people, record.authors):
        return Verdict(UNSURE, f"same title in {_where(record)}, but it cannot be seen that the authors are the same")
    if not _same_venue_and_year(entry, record) or is_preprint(record):
        missing = "neither authors nor venue and year of the list to compare"
        return Verdict(UNSURE, f"same title in {_where(record)}, but {missing}")
    if conflict := _conflict(case, "arxiv", "doi", "acl"):
        return Verdict(UNSURE, f"title, venue and year agree, but it is {conflict}")
    if not is_telling(record.title):
        return Verdict(UNSURE, "title, venue and year agree, but others may have so short a title: authors are needed")
    return Verdict(YES, "title, venue and year")


def _of_another_title(case: _Case, title: str, authors: str, shared: Identifier | None) -> Verdict:
    entry, record = case.entry, case.record
    kind = kind_of_title(record.title)
    if kind and kind != kind_of_title(entry.title):
        return Verdict(NO, f"it is a {kind}, not the paper itself: {record.title!r}")
    if title == UNSURE and authors != NO:
        return Verdict(UNSURE, f"the title is {record.title!r}")
    if shared:
        return Verdict(NO, f"{shared} has another title in this version: {record.title!r}")
    is_near = shared_words(entry.title, record.title) >= 0.5 and not contradict(entry.title, record.title)
    if is_near and authors == YES and case.authors_agree_clearly() and not _objection(case):
        return Verdict(UNSURE, f"perhaps renamed, the same authors wrote {record.title!r}")
    return Verdict(NO, f"the title is {record.title!r}")


def _objection(case: _Case) -> str:
    """Why the record may be of another work of the same title and authors, "" if nothing speaks for it."""
    entry, record, people = case.entry, case.record, case.listed.people
    if record.type == "thesis" and "thesis" not in entry.venue.lower():
        return f"title and authors agree, but it is a thesis: {_where(record)}"
    if 2 * len(record.authors) < len(people):
        return f"title agrees, but it names {len(record.authors)} of the {len(people)} authors"
    if conflict := _conflict(case, "arxiv"):  # hardly a paper has two
        return f"title and authors agree, but it is {conflict}"
    found, is_clear = version_of(record), case.authors_agree_clearly()
    listed, *others_known = case.versions()
    fits = listed.may_be(found, is_clear=is_clear)
    is_elsewhere = listed.is_archival and found.is_printed and not fits
    if is_elsewhere or not (fits or any(version.may_be(found, is_clear=is_clear) for version in others_known)):
        return f"title and authors agree, but it is of {_where(record)}, the list says {_where(entry)}"
    return ""


def _conflict(case: _Case, *schemes: str) -> str:
    """What identifier the record has in place of the paper's, "" if none: "arxiv:2301.00001, not arxiv:2212.00001"."""
    found = identifiers_of_record(case.record)
    names = [*identify(case.entry), *(name for other in case.known for name in identifiers_of_record(other))]
    for scheme in schemes:
        own, others = ([name for name in some if name.scheme == scheme] for some in (names, found))
        if own and others and not set(own) & set(others):
            return f"{others[0]}, not {own[0]}"
    return ""


def _where(work: Entry | Record) -> str:
    return f"{work.venue} {work.year or ''}".strip() or "an unknown place"

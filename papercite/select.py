"""Selection: which papers a command prints, and in which order. The same for every command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.errors import UsageError
from papercite.record import STATUSES
from papercite.versions import PREFER, arxiv_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from papercite.record import Paper

    Test = Callable[[Paper], bool]
    Texts = str | Iterable[str]
    Years = str | int | Iterable[str | int]

HAS = ("arxiv", "code", "doi", "pages", "project")
SORTS = ("list", "year", "venue", "title", "key")


class Query(NamedTuple):
    """What is asked for; an empty field asks for nothing. Different fields must all hold."""

    topics: tuple[str, ...] = ()  # any of these; "a+b" is both
    not_topics: tuple[str, ...] = ()  # none of these
    years: tuple[str, ...] = ()  # any of: "2018", "2016-2019", "2018-", "-2016"
    venues: tuple[str, ...] = ()  # any of these, in any spelling
    has: tuple[str, ...] = ()  # all of: arxiv, code, doi, pages, project
    statuses: tuple[str, ...] = ()
    match: tuple[str, ...] = ()  # all of these texts, in title, nickname or an author
    keys: tuple[str, ...] = ()
    all_kinds: bool = False  # entries that are probably no papers too
    sort: str = "list"
    limit: int | None = None
    prefer: str = "published"  # which version years and venues are of
    cited: frozenset[str] | None = None  # keys in small letters that a document cites; None: there is no document


def query_of(
    *, topic: Texts = (), not_topic: Texts = (), year: Years = (), venue: Texts = (), has: Texts = (),
    status: Texts = (), match: Texts = (), key: Texts = (), all_kinds: bool = False, sort: str = "list",
    limit: int | None = None, prefer: str = "published",
) -> Query:  # fmt: skip
    """The query that options mean, under the names that they have on the command line; each is a text or several.

    errors  UsageError for a value that is none of those an option knows
    """
    query = Query(
        _texts(topic), _texts(not_topic), _texts(year), _texts(venue),
        _texts(has), _texts(status), _texts(match), _texts(key), all_kinds, sort, limit, prefer,
    )  # fmt: skip
    known = {"property": (query.has, HAS), "status": (query.statuses, STATUSES), "order": ((sort,), SORTS),
             "version": ((prefer,), PREFER)}  # fmt: skip
    for what, (values, choices) in known.items():
        for value in values:
            if value not in choices:
                from papercite.suggest import check_choice

                check_choice(what, value, choices)
    if limit is not None and limit < 1:
        raise UsageError(f"{limit} is no number of papers")
    return query


def _texts(value: Years) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, (value,) if isinstance(value, int) else value))


def select(papers: Sequence[Paper], query: Query, known_topics: Collection[str] = ()) -> list[Paper]:
    """Papers that fit the query, in the order it asks for.

    known_topics  topics that exist although no paper has them
    errors        UsageError for a topic, venue, key, year or status that does not exist; it names near ones
    """
    tests = [test for make in _TESTS if (test := make(papers, query, known_topics))]
    found = [paper for paper in papers if all(test(paper) for test in tests)]
    if query.sort != "list":
        found.sort(key=lambda paper: _sort_key(paper, query))
    return found[: query.limit] if query.limit is not None else found


# Each gives the test that a query asks for, None if it asks for none.


def _topic_test(papers: Sequence[Paper], query: Query, known: Collection[str]) -> Test | None:
    wanted = [frozenset(topic.split("+")) for topic in query.topics]
    refused = frozenset(query.not_topics)
    named = frozenset().union(refused, *wanted)
    if not named:
        return None
    missing = named.difference(*(paper.topics for paper in papers)) if papers else named
    for topic in sorted(missing.difference(known)):
        raise UsageError(f"there is no topic {topic!r}{_hint(topic, _all_topics(papers, known), 'papercite topics')}")
    return lambda paper: (
        (not wanted or any(topics <= paper.topics.keys() for topics in wanted)) and refused.isdisjoint(paper.topics)
    )


def _all_topics(papers: Iterable[Paper], known: Collection[str]) -> set[str]:
    return {topic for paper in papers for topic in paper.topics}.union(known)


def _hint(word: str, known: Iterable[str], where: str) -> str:
    from papercite.suggest import did_you_mean

    return did_you_mean(word, known) or f"\n  hint: {where} lists what there is"


def _year_test(_papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    ranges = [_range_of(text) for text in query.years]
    if not ranges:
        return None

    def test(paper: Paper) -> bool:
        year = shown(paper, query.prefer).year
        return year is not None and any(first <= year <= last for first, last in ranges)

    return test


def _range_of(text: str) -> tuple[int, int]:
    shape = re.fullmatch(r"(\d{4})?(-)?(\d{4})?", text.strip())
    if not shape or not (shape[1] or shape[3]) or (shape[3] and not shape[2]):
        raise UsageError(f"{text!r} is no year\n  hint: 2018, 2016-2019, 2018- or -2016")
    first = int(shape[1] or 0)
    last = int(shape[3] or 9999) if shape[2] else first
    if first > last:
        raise UsageError(f"{text!r}: the first year is after the last")
    return first, last


def _venue_test(papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    if not query.venues:
        return None
    from papercite.text import fold
    from papercite.venues import find_venue, venue_name, venues

    there = {venue_name(shown(paper, query.prefer).venue) for paper in papers}
    by_fold = {fold(name): name for name in there}
    wanted = set()
    for text in query.venues:
        found = find_venue(text)
        if not found and fold(text) not in by_fold:
            known = [name for venue in venues() for name in (venue.name, *venue.aliases)]
            raise UsageError(
                f"there is no venue {text!r}{_hint(text, [*there, *known], 'papercite table --columns venue')}"
            )
        wanted.add(found.name if found else by_fold[fold(text)])
    return lambda paper: venue_name(shown(paper, query.prefer).venue) in wanted


def _has_test(_papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    return (lambda paper: all(has(paper, what, query.prefer) for what in query.has)) if query.has else None


def has(paper: Paper, what: str, prefer: str = "published") -> bool:
    """The paper has what one of HAS names, in the version that is preferred."""
    return _HAS[what](paper, prefer)


def _has_link(kind: str) -> Callable[[Paper, str], bool]:
    return lambda paper, _: any(link.kind == kind for link in paper.entry.links)


_HAS: dict[str, Callable[[Paper, str], bool]] = {
    "arxiv": lambda paper, _: bool(arxiv_of(paper)[0]),
    "code": _has_link("code"),
    "doi": lambda paper, prefer: bool(shown(paper, prefer).doi),
    "pages": lambda paper, prefer: bool(shown(paper, prefer).pages),
    "project": _has_link("project"),
}


def _status_test(_papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    return (lambda paper: paper.status in query.statuses) if query.statuses else None


def _match_test(_papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    if not query.match:
        return None
    from papercite.text import fold

    wanted = [fold(text) for text in query.match]
    if "" in wanted:
        raise UsageError(f"--match {query.match[wanted.index('')]!r}: there is no letter or digit to look for")
    return lambda paper: all(text in words_of(paper) for text in wanted)


def words_of(paper: Paper) -> str:
    """Everything a person may remember of a paper, folded: nickname, titles, authors, key."""
    from papercite.names import full_name
    from papercite.text import fold

    record = shown(paper)
    names = (full_name(person) for person in record.authors)
    return fold(" | ".join((paper.entry.nickname, paper.entry.title, record.title, *names, paper.key)))


def _key_test(papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    if not query.keys:
        return None
    there = {paper.key.lower(): paper.key for paper in papers}
    for key in query.keys:
        if key.lower() not in there:
            raise UsageError(
                f"there is no key {key!r}{_hint(key, there.values(), 'papercite table --columns key,title')}"
            )
    wanted = {key.lower() for key in query.keys}
    return lambda paper: paper.key.lower() in wanted


def _cited_test(_papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    cited = query.cited
    return None if cited is None else (lambda paper: paper.key.lower() in cited)


def _kind_test(_papers: Sequence[Paper], query: Query, _known: Collection[str]) -> Test | None:
    return None if query.all_kinds else (lambda paper: paper.entry.kind == "paper")


_TESTS = (_kind_test, _topic_test, _key_test, _cited_test, _status_test, _has_test, _match_test, _year_test,
          _venue_test)  # fmt: skip


def _sort_key(paper: Paper, query: Query) -> tuple[object, ...]:
    record = shown(paper, query.prefer)
    folded = record.title.casefold()
    return {
        "year": (record.year or 9999, paper.key),
        "venue": (record.venue.casefold(), record.year or 9999, paper.key),
        "title": (folded, paper.key),
        "key": (paper.key.lower(),),
    }[query.sort]

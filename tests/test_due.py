"""Which papers a refresh asks for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from papercite.due import FRESH_PAPER, FRESH_PREPRINT, OLD_PAPER, OLD_PREPRINT, age_limit, due, is_stale
from papercite.errors import UsageError
from papercite.record import NOT_ASKED, RESOLVED, REVIEW, UNRESOLVED, Entry, Paper, Record, Source

TODAY = date(2026, 11, 23)
ENTRY = Entry(1, "Alpha Beta Networks")
PRINTED, PREPRINT = Record(type="paper-conference", venue="CVPR"), Record(type="article", venue="arXiv")


def paper(key: str, status: str = RESOLVED, days: int = 0, record: Record = PRINTED, **fields: Any) -> Paper:
    """A paper that was looked up so many days ago."""
    sources = (Source("dblp", "x", (TODAY - timedelta(days)).isoformat()),)
    return Paper(key, ENTRY, **{"status": status, "record": record, "sources": sources, **fields})


@pytest.mark.parametrize(
    ("record", "limit"),
    [
        (PREPRINT._replace(year=2026), FRESH_PREPRINT),
        (PREPRINT._replace(year=2025), FRESH_PREPRINT),
        (PREPRINT._replace(year=2024), OLD_PREPRINT),
        (PREPRINT, FRESH_PREPRINT),
        (PRINTED._replace(year=2027), FRESH_PAPER),
        (PRINTED._replace(year=2025), FRESH_PAPER),
        (PRINTED._replace(year=2024), OLD_PAPER),
        (PRINTED, FRESH_PAPER),
        (None, FRESH_PAPER),
    ],
)
def test_what_may_change_soon_is_looked_up_sooner(record: Record | None, limit: timedelta) -> None:
    assert age_limit(paper("a", record=record or PRINTED)._replace(record=record), TODAY) == limit


@pytest.mark.parametrize(("days", "stale"), [(0, False), (60, False), (61, True)])
def test_a_paper_is_stale_when_its_time_is_over(days: int, stale: bool) -> None:
    assert is_stale(paper("a", days=days), TODAY) == stale


@pytest.mark.parametrize(("older_than", "stale"), [(0, True), (4, True), (5, False), (90, False)])
def test_a_span_that_is_asked_for_counts_in_place_of_the_usual(older_than: int, stale: bool) -> None:
    assert is_stale(paper("a", days=5), TODAY, timedelta(older_than)) == stale


def test_the_source_that_was_asked_last_counts() -> None:
    sources = tuple(Source("x", "", day) for day in ("2020-01-01", "2026-11-20", ""))
    assert not is_stale(paper("a", sources=sources), TODAY)


@pytest.mark.parametrize("days", [(), ("",), ("soon",), ("2026-13-45",)])
def test_what_was_never_looked_up_is_stale(days: tuple[str, ...]) -> None:
    """A file of records may say anything of the day."""
    assert is_stale(paper("a", sources=tuple(Source("mine", "", day) for day in days)), TODAY)


@pytest.mark.parametrize("text", ["2026-11-20T10:00:00Z", "2026-11-20 10:00", "20261120"])
def test_a_day_in_another_form_counts(text: str) -> None:
    assert not is_stale(paper("a", sources=(Source("mine", "", text),)), TODAY)


PAPERS = [
    paper("fresh"),
    paper("Stale2016", days=70),
    paper("looked", REVIEW),
    paper("looked-long-ago", REVIEW, days=400),
    paper("missed", UNRESOLVED),
    paper("waits", NOT_ASKED),
    paper("half", unasked=("arxiv",)),
]


@pytest.mark.parametrize(
    ("only", "keys"),
    [
        ([], ["Stale2016", "looked", "looked-long-ago", "missed", "waits", "half"]),
        (["stale"], ["Stale2016"]),
        (["review"], ["looked", "looked-long-ago"]),
        (["unresolved"], ["missed", "waits", "half"]),
        (["review", "stale"], ["Stale2016", "looked", "looked-long-ago"]),
        (["fresh"], ["fresh"]),
        (["FRESH", "stale2016"], ["fresh", "Stale2016"]),
    ],
)
def test_what_is_asked_for(only: list[str], keys: list[str]) -> None:
    assert [one.key for one in filter(due(only, TODAY, PAPERS), PAPERS)] == keys


@pytest.mark.parametrize(("days", "keys"), [(0, ["a", "b"]), (5, ["b"]), (100, [])])
def test_what_is_older_than_a_span(days: int, keys: list[str]) -> None:
    papers = [paper("a", days=3), paper("b", days=30)]
    assert [one.key for one in filter(due([], TODAY, papers, timedelta(days)), papers)] == keys


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("xyz", "--only xyz: neither a key nor one of unresolved, review, stale"),
        ("stael", "--only stael: neither a key nor one of unresolved, review, stale; did you mean stale?"),
        ("waist", "--only waist: neither a key nor one of unresolved, review, stale; did you mean waits?"),
        ("missde", "--only missde: neither a key nor one of unresolved, review, stale; did you mean missed?"),
        ("", "--only : neither a key nor one of unresolved, review, stale"),
    ],
)
def test_a_word_that_is_neither_is_refused(word: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        due(["fresh", word], TODAY, PAPERS)
    assert str(raised.value) == message

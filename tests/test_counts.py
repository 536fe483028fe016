"""Numbers of papers by year, venue, topic and what they have."""

from __future__ import annotations

from typing import Any

import pytest

from papercite.counts import BY, Row, Tally, tally
from papercite.record import Entry, Link, Paper, Record

CODE = Link("code", "https://github.com/a/b", "code")


def paper(year: int | None = None, venue: str = "", topics: str = "", status: str = "resolved", **entry: Any) -> Paper:
    record = Record(type="article", year=year, venue=venue)
    return Paper("k", Entry(1, "x", **entry), status, record=record, topics=dict.fromkeys(topics.split(), ""))


PAPERS = [
    paper(2018, "CVPR", "a b", section=("S", "T")), paper(2015, "NIPS", "a", links=(CODE,)),
    paper(2018, "NeurIPS", "c", "review"), paper(None, "", ""), paper(2018, "ICLR", "b", section=("S",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("year", [("2015", 1), ("2016", 0), ("2017", 0), ("2018", 3), ("", 1)]),
        ("venue", [("NeurIPS", 2), ("CVPR", 1), ("ICLR", 1), ("", 1)]),
        ("topic", [("a", 2), ("b", 2), ("c", 1), ("", 1)]),
        ("section", [("S / T", 1), ("S", 1), ("", 3)]),
        ("type", [("article", 5)]),
        ("has", [("arxiv", 0), ("code", 1), ("doi", 0), ("pages", 0), ("project", 0)]),
        ("status", [("resolved", 4), ("review", 1)]),
    ],
)
def test_papers_are_counted_by(by: str, rows: list[tuple[str, int]]) -> None:
    assert tally(PAPERS, by) == Tally(by, tuple(Row(*row) for row in rows))


def test_all_others_are_one_row_that_counts_each_paper_once() -> None:
    assert tally(PAPERS, "topic", top=1).rows == (Row("a", 2), Row("2 others", 3, 2), Row("", 1))
    many = [paper(topics="x y"), paper(topics="y z"), paper(topics="a"), paper(topics="a")]
    assert tally(many, "topic", top=1).rows == (Row("a", 2), Row("3 others", 2, 3))


def test_the_most_frequent_headings_are_kept_in_the_order_of_the_list() -> None:
    sections = [paper(section=(name,)) for name in "abccbd"]
    assert tally(sections, "section", top=2).rows == (Row("b", 2), Row("c", 2), Row("2 others", 2, 2))


def test_one_row_is_not_left_out_for_a_row_of_one_other() -> None:
    assert [row.name for row in tally(PAPERS, "venue", top=2).rows] == ["NeurIPS", "CVPR", "ICLR", ""]


@pytest.mark.parametrize("by", ["year", "has", "status"])
def test_years_states_and_what_papers_have_are_all_shown(by: str) -> None:
    assert tally(PAPERS, by, top=1) == tally(PAPERS, by)


def test_years_far_apart_leave_no_hundred_empty_rows() -> None:
    assert [row.name for row in tally([paper(1687), paper(2018)], "year").rows] == ["1687", "2018"]


def test_the_preferred_version_is_counted() -> None:
    both = paper(2018, "CVPR")._replace(preprint=Record(type="article", year=2017, venue="arXiv"))
    assert tally([both], "year", prefer="preprint").rows == (Row("2017", 1),)
    assert tally([both], "venue", prefer="preprint").rows == (Row("arXiv", 1),)


@pytest.mark.parametrize("by", BY)
def test_no_papers_are_no_rows_but_those_that_are_always_there(by: str) -> None:
    assert sum(row.papers for row in tally([], by).rows) == 0


def test_names_hold_no_control_characters() -> None:
    evil = "a\x1b[31m\nb\u202e"
    hostile = paper(2018, evil, section=(evil,))._replace(topics={evil: ""})
    assert {tally([hostile], by).rows[0].name for by in ("venue", "topic", "section")} == {"a[31m b"}

"""Comma-separated values: read back as they were, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from papercite.formats.columns import COLUMNS
from papercite.formats.csv import render
from papercite.record import Entry, Link, Paper, Person, Record

CODE = Link("code", "https://github.com/a/b", "code")
XNOR = Paper(
    "a1", Entry(1, "x", links=(CODE,)), topics={"quantization": "", "binary": ""},
    record=Record(title='XNOR-Net, "binary"', authors=(Person("Rastegari", "Mohammad"),), venue="ECCV", year=2016),
)  # fmt: skip
TWN = Paper("b2", Entry(2, "y"), record=Record(title="Ternary Weight Networks"))


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), strict=True))


def title_printed(title: str) -> str:
    hostile = Paper("a1", Entry(1, "x"), record=Record(title=title))
    return cells_of(render([hostile], columns=("key", "title", "year")))[1][1]


def test_a_table() -> None:
    assert render([XNOR, TWN], columns=("key", "title", "venue", "year", "code")) == (
        "key,title,venue,year,code\n"
        'a1,"XNOR-Net, ""binary""",ECCV,2016,https://github.com/a/b\n'
        "b2,Ternary Weight Networks,,,\n"
    )


def test_a_group_is_a_column_in_front() -> None:
    assert render([XNOR, TWN], columns=("key",), group_by="topic") == (
        "topic,key\nquantization,a1\nbinary,a1\n(no topic),b2\n"
    )


@pytest.mark.parametrize(("group_by", "line"), [("", "key,title\n"), ("year", "year,key,title\n")])
def test_no_papers_are_a_line_of_names(group_by: str, line: str) -> None:
    assert render([], columns=("key", "title"), group_by=group_by) == line


def test_the_preferred_version_is_shown() -> None:
    both = XNOR._replace(preprint=Record(title="Early", year=2015))
    assert render([both], columns=("title", "year"), prefer="preprint") == "title,year\nEarly,2015\n"


@pytest.mark.parametrize("title", ["a,b", 'a "b"', '"', "a;b", "it's", "中文 é 😀", "a=b+c-d@e", "{x} \\n", "$5 #1 %"])
def test_texts_are_read_back_as_they_were(title: str) -> None:
    assert title_printed(title) == title


@pytest.mark.parametrize(
    "title",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://evil.example","x")',
        "=cmd|' /C calc'!A0",
        "-",
        "=",
        "＝1+1",
        "＠SUM(A1)",
    ],
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(title: str) -> None:
    assert title_printed(title) == f"'{title}"


@pytest.mark.parametrize("lead", ["\t", "\r", "\n", " ", "\x00", "\u200b", "\ufeff", "\x1b", "\u00a0", "\u202e"])
def test_nothing_invisible_hides_the_start_of_a_formula(lead: str) -> None:
    assert title_printed(f"{lead}=1+1") == "'=1+1"


def test_no_column_and_no_group_is_ever_a_formula() -> None:
    evil = "=1+1"
    record = Record(title=evil, authors=(Person(evil),), venue=evil, pages=evil, doi=evil, arxiv=evil, url=evil)
    entry = Entry(1, evil, evil, section=(evil,), links=(Link(evil, evil, "code"), Link(evil, evil, "paper")))
    hostile = Paper(evil, entry, evil, record=record, topics={evil: ""})
    text = render([hostile], columns=tuple(COLUMNS), group_by="topic")
    assert [cell for cell in cells_of(text)[1] if cell.startswith("=")] == []


def test_a_row_is_one_line_without_control_characters() -> None:
    assert title_printed("a\x1b[31m\r\nb\u202e\u2028c\x00") == "a[31m b c"

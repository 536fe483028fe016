"""Tables for people: aligned text in a pipe, a fitted table on a terminal."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from papercite.formats.columns import COLUMNS
from papercite.formats.terminal import aligned, render, show, width
from papercite.record import Entry, Link, Paper, Person, Record

CODE = Link("code", "https://github.com/a/b", "code")
XNOR = Paper(
    "a1", Entry(9, "x", links=(CODE,)), record=Record(title="XNOR-Net", venue="ECCV", year=2016, doi="10.1/x"),
    topics={"binary": ""},
)  # fmt: skip
TWN = Paper("b2", Entry(10, "y"), record=Record(title="Ternary Weight Networks"))
EVIL = "a\x1b[31m\x1b]0;pwned\x07\r\nb\u202e\x9b2J\u2028c\x00"
TAMED = "a[31m]0;pwned b2J c"


def evil_paper() -> Paper:
    record = Record(title=EVIL, authors=(Person(EVIL),), venue=EVIL, pages=EVIL, doi=EVIL, arxiv=EVIL)
    entry = Entry(1, EVIL, EVIL, section=(EVIL,), links=(Link(EVIL, f"https://x.org/{EVIL}", "code"),))
    return Paper(EVIL, entry, EVIL, record=record, topics={EVIL: ""})


def shown(papers: list[Paper], columns: tuple[str, ...], *, dress: bool = False, **options: Any) -> str:
    """What appears on a terminal of 60 columns, with or without colours and links."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=60, force_terminal=dress, color_system="standard" if dress else None, legacy_windows=False
    )
    show(papers, console, columns=columns, **options)
    return stream.getvalue()


# ---- aligned text


def test_a_table() -> None:
    expected = """\
Key  Title                    Year  Line  Code
a1   XNOR-Net                 2016     9  code
b2   Ternary Weight Networks          10

2 papers, 1 with code, 1 with DOI
"""
    assert render([XNOR, TWN], columns=("key", "title", "year", "line", "code")) == expected


def test_a_table_under_each_heading() -> None:
    expected = """\
binary (1)
Key  Year
a1   2016

(no topic) (1)
Key  Year
b2

2 papers, 1 with code, 1 with DOI
"""
    assert render([XNOR, TWN], columns=("key", "year"), group_by="topic") == expected


def test_the_preferred_version_is_shown() -> None:
    both = XNOR._replace(preprint=Record(title="Early", year=2015))
    assert render([both], columns=("title", "year"), prefer="preprint").splitlines()[1] == "Early  2015"


def test_no_papers_are_headings_and_a_count() -> None:
    assert render([], columns=("key", "title")) == "Key  Title\n\n0 papers\n"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("plain", 5),
        ("Rémi", 4),
        ("Re\u0301mi", 4),
        ("中文", 4),
        ("김정은", 6),
        ("ｆｕｌｌ", 8),
        ("ﾊﾝｶｸ", 4),
        ("😀", 2),
        ("“–…”", 4),
        ("❤\ufe0e", 1),
        ("é\u200e", 1),
        ("नमस्ते", 4),
    ],
)
def test_a_text_has_the_width_that_a_terminal_gives_it_and_both_tables_agree(text: str, columns: int) -> None:
    assert (width(text), cell_len(text)) == (columns, columns)


def test_wide_letters_do_not_shift_the_columns_behind_them() -> None:
    assert aligned(("title", "year"), [("中文", "2016"), ("Rémi", "12"), ("Re\u0301mi", "")]) == (
        "Title  Year\n中文   2016\nRémi     12\nRe\u0301mi\n"
    )


def test_aligned_text_has_no_space_at_line_ends() -> None:
    assert re.findall(" +$", render([XNOR, TWN], columns=tuple(COLUMNS), group_by="year"), re.MULTILINE) == []


def test_control_and_escape_sequences_do_not_reach_a_pipe() -> None:
    assert render([evil_paper()], columns=("key", "title", "status"), group_by="section") == (
        f"{TAMED} (1)\n"
        f"Key{' ' * (len(TAMED) - 1)}Title{' ' * (len(TAMED) - 3)}Status\n"
        f"{TAMED}  {TAMED}  {TAMED}\n"
        "\n1 paper, 1 with code, 1 with DOI, 1 on arXiv\n"
    )


# ---- on a terminal


def test_a_table_on_a_terminal() -> None:
    lines = shown([XNOR, TWN], ("key", "title", "year")).splitlines()
    assert [line.split() for line in lines if line.strip() and "─" not in line] == [
        ["Key", "Title", "Year"],
        ["a1", "XNOR-Net", "2016"],
        ["b2", "Ternary", "Weight", "Networks"],
        ["2", "papers,", "1", "with", "code,", "1", "with", "DOI"],
    ]


def test_a_table_under_each_heading_on_a_terminal() -> None:
    text = shown([XNOR, TWN], ("key",), group_by="topic")
    assert re.findall(r"^.*\(\d\)", text, re.MULTILINE) == ["binary (1)", "(no topic) (1)"]


def test_a_long_title_is_folded_and_nothing_of_it_lost() -> None:
    title = " ".join(f"word{number}" for number in range(40))
    text = shown([XNOR._replace(record=Record(title=title))], ("key", "title", "year"))
    assert re.findall(r"word\d+", text) == title.split()
    assert max(map(len, text.splitlines())) <= 60


@pytest.mark.parametrize("text", ["[red]x[/red]", "[link=https://evil.example]x[/link]", ":smile:", "[/]", "\\[x]"])
def test_marks_of_the_library_that_draws_are_plain_text(text: str) -> None:
    paper = Paper("a1", Entry(1, "x", section=(text,)), record=Record(title=text))
    assert shown([paper], ("title",), group_by="section").count(text) == 2


def test_what_a_cell_leads_to_can_be_clicked() -> None:
    text = shown([XNOR], ("title", "code"), dress=True)
    assert re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\", text) == ["https://doi.org/10.1/x", "https://github.com/a/b"]


@pytest.mark.parametrize("dress", [False, True])
@pytest.mark.parametrize("column", list(COLUMNS))
def test_control_and_escape_sequences_do_not_reach_a_terminal(column: str, dress: bool) -> None:
    text = shown([evil_paper()], (column,), dress=dress, group_by="section")
    ours = r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\" if dress else "$^"
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]|pwned\x07", re.sub(ours, "", text)) == []


def test_a_terminal_without_colours_gets_no_escape_at_all() -> None:
    assert "\x1b" not in shown([XNOR, TWN], tuple(COLUMNS), group_by="topic")

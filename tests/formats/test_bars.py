"""Bars for people: aligned, in the width that there is, and no wider than they should be."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from papercite.counts import Row, Tally
from papercite.formats.bars import bar, percent, render, show
from papercite.formats.terminal import width

YEARS = Tally("year", (Row("2016", 4), Row("2017", 0), Row("2018", 1), Row("", 8)))
HAS = Tally("has", (Row("arxiv", 13), Row("doi", 1)))
VENUES = Tally("venue", (Row("A venue with a name that goes on and on and on and on", 9), Row("中文会议", 1)))


def test_bars() -> None:
    assert render([YEARS, HAS], 13, 44) == (
        "13 papers\n"
        "\n"
        "Year\n"
        "2016           4  █████████▌\n"
        "2017           0\n"
        "2018           1  ██▍\n"
        "(no year)      8  ███████████████████\n"
        "\n"
        "Papers with\n"
        "arXiv number  13  ███████████████████  100 %\n"
        "DOI            1  █▌                     8 %\n"
    )


@pytest.mark.parametrize("columns", [20, 30, 44, 80, 200])
def test_no_line_is_wider_than_there_is_room(columns: int) -> None:
    tallies = [YEARS, HAS, VENUES]
    stream = io.StringIO()
    show(tallies, 13, Console(file=stream, width=columns))
    for text in (render(tallies, 13, columns), stream.getvalue()):
        assert max(map(width, text.splitlines())) <= columns
        assert "…" in text or columns == 200
        assert [line.split()[-1] for line in text.splitlines() if line.startswith("DOI")] == ["%"]
        assert ("█" in text) == (columns >= 30)


def test_both_show_the_same() -> None:
    stream = io.StringIO()
    show([YEARS, HAS, VENUES], 13, Console(file=stream, width=80))
    assert re.sub(" +\n", "\n", stream.getvalue()) == render([YEARS, HAS, VENUES], 13)


def test_colour_is_for_terminals_that_have_it() -> None:
    plain, coloured = io.StringIO(), io.StringIO()
    show([YEARS], 13, Console(file=plain, width=80, force_terminal=True, color_system=None))
    show([YEARS], 13, Console(file=coloured, width=80, force_terminal=True, color_system="standard"))
    assert "\x1b[36m" in coloured.getvalue()
    assert "\x1b[36m" not in plain.getvalue()


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 200))
def test_a_bar_is_as_long_as_its_number(number: int, more: int, columns: int) -> None:
    drawn = bar(number, number + more, columns)
    assert len(drawn) <= columns
    assert bool(drawn) == (number > 0)
    assert not number or abs(8 * columns * number / (number + more) - _eighths(drawn)) <= 1


def _eighths(drawn: str) -> int:
    return 8 * drawn.count("█") + sum("▏▎▍▌▋▊▉".index(sign) + 1 for sign in drawn if sign != "█")


@pytest.mark.parametrize(
    ("number", "total", "text"),
    [(0, 9, "0 %"), (9, 9, "100 %"), (1, 1000, "1 %"), (999, 1000, "99 %"), (1, 3, "33 %"), (0, 0, "0 %")],
)
def test_only_none_is_nothing_and_only_all_is_everything(number: int, total: int, text: str) -> None:
    assert percent(number, total) == text

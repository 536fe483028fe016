"""Tab-separated values: the table of csv.py with tabs between the cells."""

from __future__ import annotations

import csv
import io

import pytest

from formats.facts import EVERY_PAPER, PAPERS
from papercite.formats import csv as csv_format
from papercite.formats.columns import COLUMNS, rows
from papercite.formats.tsv import render
from papercite.record import Entry, Paper, Record

NAMES = tuple(COLUMNS)


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True))


def test_a_table() -> None:
    papers = [Paper("a1", Entry(1, "x"), record=Record(title='XNOR-Net, "binary"', year=2016))]
    assert render(papers, columns=("key", "title", "year")) == 'key\ttitle\tyear\na1\t"XNOR-Net, ""binary"""\t2016\n'
    assert render(papers, columns=("key",), group_by="year") == "year\tkey\n2016\ta1\n"


@pytest.mark.parametrize("group_by", ["", "topic", "section"])
def test_the_cells_are_those_of_csv(group_by: str) -> None:
    text = csv_format.render(EVERY_PAPER, columns=NAMES, group_by=group_by)
    assert cells_of(render(EVERY_PAPER, columns=NAMES, group_by=group_by)) == list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("papers", PAPERS)
def test_every_cell_is_read_back(papers: str) -> None:
    """But for the apostrophe before what a spreadsheet would calculate."""
    head, *found = cells_of(render(PAPERS[papers], columns=NAMES))
    wanted = [
        [cell.url if COLUMNS[name].is_link else cell.text for name, cell in zip(NAMES, row, strict=True)]
        for row in rows(PAPERS[papers], NAMES, "published")
    ]
    assert head == list(NAMES)
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in wanted
    ]
    assert [cell for row in found for cell in row if cell.startswith(tuple("=+-@＝＋－＠\t\r"))] == []


def test_every_paper_is_one_line_with_as_many_tabs() -> None:
    lines = render(EVERY_PAPER, columns=NAMES).splitlines()
    assert {line.count("\t") for line in lines} == {len(NAMES) - 1}
    assert len(lines) == 1 + len(EVERY_PAPER)

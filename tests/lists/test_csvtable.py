"""Tables in text: separators, headers and their absence, quoted cells over several lines, links in cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercite.lists.block import ROW, Block, Cell, Span
from papercite.lists.csvtable import blocks

URL = "https://arxiv.org/abs/1602.02830"


def row(line: int, *cells: tuple[str, str], last: int = 0) -> Block:
    found = tuple(Cell(head, (Span(text),) if text else ()) for head, text in cells)
    return Block(ROW, line, last or line, cells=found, family=1)


ALPHA = row(2, ("Title", "Alpha, or Beta"), ("Venue", "CVPR"), ("Year", "2017"))


@pytest.mark.parametrize(
    "text",
    [
        'Title,Venue,Year\n"Alpha, or Beta",CVPR,2017\n',
        'Title,Venue,Year\r\n"Alpha, or Beta",CVPR,2017',
        "Title;Venue;Year\nAlpha, or Beta;CVPR;2017\n",
        "Title\tVenue\tYear\nAlpha, or Beta\tCVPR\t2017\n",
        "Title|Venue|Year\nAlpha, or Beta|CVPR|2017\n",
        "\ufeffTitle ; Venue ; Year\n Alpha, or Beta ; CVPR ; 2017 \n;;\n\n",
    ],
)
def test_the_separator_is_what_cuts_the_lines_evenly(text: str) -> None:
    assert blocks(text) == [ALPHA]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Alpha Nets,CVPR,2017\n", [row(1, ("", "Alpha Nets"), ("", "CVPR"), ("", "2017"))]),
        ("Alpha,CVPR\nBeta,ICML\n", [row(1, ("", "Alpha"), ("", "CVPR")), row(2, ("", "Beta"), ("", "ICML"))]),
        ("Werk,Wann\nAlpha Nets,2017\n", [row(2, ("Werk", "Alpha Nets"), ("Wann", "2017"))]),
        ("题目,年份\nAlpha Nets,2017\n", [row(2, ("题目", "Alpha Nets"), ("年份", "2017"))]),
        ("title\nAlpha Nets\nBeta, Gamma\n", [row(2, ("title", "Alpha Nets")), row(3, ("title", "Beta, Gamma"))]),
        ("Alpha Nets\nBeta\n", [row(1, ("", "Alpha Nets")), row(2, ("", "Beta"))]),
        ("Title,Year\nAlpha Nets,2017,more\n", [row(2, ("Title", "Alpha Nets"), ("Year", "2017"), ("", "more"))]),
        ("Title,Year,Venue\nAlpha Nets,2017\n", [row(2, ("Title", "Alpha Nets"), ("Year", "2017"))]),
        ("Title,Year\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_first_row_that_heads_the_others_is_the_header(text: str, rows: list[Block]) -> None:
    assert blocks(text) == rows


def test_a_row_stands_on_the_line_where_it_starts() -> None:
    text = 'Title,Year\n\n"Alpha\nBeta ""Nets""",2017\nGamma,2018\n'
    assert [(block.line, block.last) for block in blocks(text)] == [(3, 4), (5, 5)]


@pytest.mark.parametrize(
    "text",
    [
        'Title,Year\n"Alpha,2017\nBeta,2018\n',
        'Title,Year\n"Alpha,2017\n"Beta",2018\n',
        'Title,Year\nAl"pha,2017\nBeta,2018\n',
    ],
)
def test_a_quotation_mark_without_partner_swallows_no_row(text: str) -> None:
    assert [block.line for block in blocks(text)] == [2, 3]


@pytest.mark.parametrize(
    ("head", "cell", "span"),
    [
        ("Link", URL, Span(URL, url=URL)),
        ("Link", f"[pdf]({URL})", Span("pdf", url=URL)),
        ("arXiv", "1602.02830", Span("1602.02830", url=URL)),
        ("Paper ID", "arXiv:1602.02830", Span("arXiv:1602.02830", url=URL)),
        ("DOI", "10.1109/5.771073", Span("10.1109/5.771073", url="https://doi.org/10.1109/5.771073")),
        ("OpenReview", "S1_pAu9xl", Span("S1_pAu9xl", url="https://openreview.net/forum?id=S1_pAu9xl")),
        ("Latency", "1602.02830", Span("1602.02830")),
        ("Title", "**Alpha**", Span("Alpha", is_bold=True)),
    ],
)
def test_a_cell_links_to_what_it_names(head: str, cell: str, span: Span) -> None:
    assert blocks(f"Title,{head}\nAlpha,{cell}\n")[0].cells[1] == Cell(head, (span,))


@given(st.text(alphabet='ab,;\t|"\n\r'))
def test_any_text_is_read_with_every_row_on_a_line_of_its_own(text: str) -> None:
    lines = [block.line for block in blocks(text)]
    assert lines == sorted(set(lines))


def test_a_cell_of_any_length_is_read() -> None:
    assert [len(block.cells) for block in blocks("Title,Note\n" + "a" * 200_000 + ",b\n" + '"' + "b" * 200_000)] == [
        2,
        1,
    ]

"""A row of a table: which cell holds the title, and what the heads of the other columns say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.block import COMMENT, Cell, Span
from papercite.lists.citation import TITLE_ONLY
from papercite.lists.dressed import LINK, PLAIN
from papercite.lists.line import Line
from papercite.lists.place import KNOWN, SHAPED, Place
from papercite.lists.rows import has_title_column, line_of_row, title_column
from papercite.lists.runs import BOLD
from papercite.record import Link

PAPER, CODES = "https://arxiv.org/abs/1512.03385", "https://github.com/KaimingHe/deep-residual-networks"
NAME = "Deep Residual Learning"
LINKED = Span(NAME, url=PAPER)
CVPR, YEAR = Place("CVPR", 2016, KNOWN), Place("", 2016)
PEOPLE = ("Kaiming He", "Jian Sun")
SAID = Line(NAME, PLAIN, order=TITLE_ONLY, words=3)
SAID_BY_LINK = SAID._replace(dress=LINK, links=(Link(NAME, PAPER, "paper"),))


def _row(**cells: str | Span) -> tuple[Cell, ...]:
    """Cells by the heads of their columns, "_" for a space."""
    spans = {head: cell if isinstance(cell, Span) else Span(cell) for head, cell in cells.items()}
    return tuple(Cell(head.replace("_", " ").strip(), (span,)) for head, span in spans.items())


ROWS = [
    # heads in English
    (_row(Title=NAME, Authors="Kaiming He, Jian Sun", Year="2016", Venue="CVPR", Code=Span("link", url=CODES)),
     SAID._replace(people=PEOPLE, place=CVPR, links=(Link("link", CODES, "code"),))),
    (_row(Paper=LINKED, Venue="CVPR 2016"), SAID_BY_LINK._replace(place=CVPR)),
    (_row(Model="ResNet", Paper=LINKED, Date="2016.05"), SAID_BY_LINK._replace(nickname="ResNet", place=YEAR)),
    (_row(Date="2016-05-12", Title=LINKED), SAID_BY_LINK._replace(place=YEAR)),
    (_row(Title=NAME, Paper_Link=Span("pdf", url=PAPER), Code=Span("PyTorch", url=CODES)),
     SAID._replace(links=(Link("pdf", PAPER, "paper"), Link("PyTorch", CODES, "code")))),
    # in other languages
    (_row(标题=NAME, 作者="何恺明, 孙剑", 年份="2016", 会议="CVPR", 代码=Span("链接", url=CODES)),
     SAID._replace(people=("何恺明", "孙剑"), place=CVPR, links=(Link("链接", CODES, "code"),))),
    (_row(論文=NAME, 著者="山田太郎、鈴木一郎", 発表="2016"),
     SAID._replace(people=("山田太郎", "鈴木一郎"), place=YEAR)),
    (_row(제목=NAME, 저자="김철수, 이영희", 연도="2016", 학회="CVPR", 코드=Span("링크", url=CODES)),
     SAID._replace(people=("김철수", "이영희"), place=CVPR, links=(Link("링크", CODES, "code"),))),
    # what the head says is believed
    (_row(Title=NAME, Author="He"), SAID._replace(people=("He",))),
    (_row(Title=NAME, Venue="Our own meeting"), SAID._replace(place=Place("Our own meeting", None, SHAPED))),
    (_row(Title=NAME, Venue="Foo Bar", Year="2016"), SAID._replace(place=Place("Foo Bar", 2016, KNOWN))),
    (_row(Title=NAME, Venue="Foo Bar ⭐"), SAID._replace(place=Place("Foo Bar", None, KNOWN))),
    (_row(Title=LINKED, Venue="N/A"), SAID_BY_LINK),
    # the title stands below "Name" where "Paper" holds labels only
    (_row(Name=NAME, Paper=Span("arXiv", url=PAPER), Code=Span("link", url=CODES)),
     SAID._replace(links=(Link("arXiv", PAPER, "paper"), Link("link", CODES, "code")))),
    (_row(Title=LINKED, Venue="-", Code="-"), SAID_BY_LINK),
    (_row(Title=NAME, Dataset="ImageNet 2012", Task="Classification"), SAID),
    (_row(Title=Span(NAME, url=CODES), Code=Span("code", url=CODES)),  # what carries the title is the paper
     SAID._replace(dress=LINK, links=(Link(NAME, CODES, "paper"), Link("code", CODES, "code")))),
    # no head says where the title is
    (_row(_="2016", __=LINKED, ___=Span("code", url=CODES)),
     SAID_BY_LINK._replace(place=YEAR, links=(Link(NAME, PAPER, "paper"), Link("code", CODES, "code")))),
    (_row(Link=LINKED, Year="2016"), SAID_BY_LINK._replace(place=YEAR)),
    (_row(Project=Span("ResNet", url=CODES), Year="2016"),
     Line("ResNet", LINK, order=TITLE_ONLY, words=1, place=YEAR, links=(Link("ResNet", CODES, "code"),))),
    (_row(Title=NAME, _="Kaiming He, Jian Sun"), SAID._replace(people=PEOPLE)),
    # no title
    (_row(Year="2016", Link=Span("pdf", url=PAPER)), Line(links=(Link("pdf", PAPER, "paper"),))),
    (_row(), Line()),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "line"), ROWS)
def test_a_row_says_what_its_cells_say_together(cells: tuple[Cell, ...], line: Line) -> None:
    assert line_of_row(cells) == line


def test_the_tags_of_all_cells_are_kept() -> None:
    cells = [
        Cell("Title", (Span(NAME), Span(" papercite: key=he ", kind=COMMENT))),
        Cell("Notes", (Span(" papercite: year=2016 ", kind=COMMENT),)),
    ]
    assert line_of_row(cells) == SAID._replace(tags=(("key", "he"), ("year", "2016")))


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Year", "Title"), True),
        (("Paper",), True),
        (("论文",), True),
        (("Model", "Link"), False),
        (("",), False),
        ((), False),
    ],
)
def test_a_head_says_which_column_holds_the_titles(heads: tuple[str, ...], expected: bool) -> None:
    assert has_title_column([Cell(head, ()) for head in heads]) == expected


SHORT, LONG, NONE = Line("ResNet", PLAIN, words=1), Line("Deep Residual Learning", PLAIN, words=3), Line()


@pytest.mark.parametrize(
    ("roles", "lines", "place"),
    [
        (("year", "title"), (NONE, SHORT), 1),
        (("nickname", "title"), (LONG, SHORT), 1),
        (("nickname", "links"), (SHORT, LONG), 1),
        (("nickname", "links"), (SHORT, SHORT), 0),
        (("", ""), (SHORT, LONG), 1),
        (("", ""), (SHORT._replace(dress=BOLD), LONG), 0),
        (("aside", "authors"), (LONG, SHORT), -1),
        (("title",), (NONE,), -1),
        ((), (), -1),
    ],
)
def test_one_cell_holds_the_title(roles: tuple[str, ...], lines: tuple[Line, ...], place: int) -> None:
    assert title_column(roles, lines) == place


CELLS = st.lists(
    st.builds(
        Cell,
        st.sampled_from(["", "Title", "Model", "Venue", "Year", "Authors", "Code", "Link", "Notes", "论文"]),
        st.lists(
            st.builds(
                Span, st.sampled_from([NAME, "CVPR 2016", "pdf", "Kaiming He", "-", "2016"]) | st.text(max_size=6),
                st.booleans(), st.booleans(), st.sampled_from(["", "", PAPER, CODES]),
            ),
            max_size=3,
        ).map(tuple),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=300, derandomize=True, deadline=None)
@given(CELLS)
def test_every_link_of_a_row_is_one_of_a_cell(cells: list[Cell]) -> None:
    urls = {span.url for cell in cells for span in cell.spans if span.url and span.text.strip()}
    assert {link.url for link in line_of_row(cells).links} - urls == set()


@pytest.mark.parametrize("piece", ["(", "[", "a, ", "'16 ", "2016", "A", "...", ": ", "et al. "])
def test_no_row_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    line_of_row(_row(Title=text, Authors=text, Venue=text, Year=text, Model=text, Notes=text))
    assert time.perf_counter() - begin < 1

"""Columns, groups and footers that every table has in common."""

from __future__ import annotations

from typing import Any

import pytest

from papercite.errors import UsageError
from papercite.formats import DEFAULT_COLUMNS, GROUPS
from papercite.formats.columns import COLUMNS, Cell, columns_of, footer, groups, rows
from papercite.record import Entry, Link, Paper, Person, Record

PAPER_LINK = Link("paper", "https://example.org/paper", "paper")
CODE_LINK = Link("code", "https://github.com/a/b", "code")
PAGE_LINK = Link("page", "https://example.org/xnor", "project")
RECORD = Record(
    type="paper-conference", title="XNOR-Net", venue="ECCV", year=2016, pages="525-542", doi="10.1007/x",
    authors=(Person("Rastegari", "Mohammad"), Person("Oord", "A.", "van den")), publisher="Springer", volume="9908",
    number="4", container_title="Computer Vision – ECCV 2016",
)  # fmt: skip
PREPRINT = Record(type="article", title="XNOR-Net (early)", venue="arXiv", year=2015, arxiv="1603.05279")
XNOR = Paper(
    "a1", Entry(7, "XNOR", "XNOR-NET", section=("Models", "Binary"), links=(PAPER_LINK, CODE_LINK, PAGE_LINK)),
    "resolved",
    record=RECORD, preprint=PREPRINT, topics={"quantization": "", "binary": ""},
)  # fmt: skip


def paper(key: str, record: Record | None = None, **fields: Any) -> Paper:
    return Paper(key, Entry(1, "x", **fields), record=record or Record())


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("key", Cell("a1")),
        ("nickname", Cell("XNOR-NET")),
        ("title", Cell("XNOR-Net", "https://doi.org/10.1007/x")),
        ("authors", Cell("Mohammad Rastegari, A. van den Oord")),
        ("venue", Cell("ECCV")),
        ("container-title", Cell("Computer Vision – ECCV 2016")),
        ("year", Cell("2016")),
        ("type", Cell("paper-conference")),
        ("volume", Cell("9908")),
        ("number", Cell("4")),
        ("publisher", Cell("Springer")),
        ("project", Cell("project", "https://example.org/xnor")),
        ("pages", Cell("525-542")),
        ("doi", Cell("10.1007/x", "https://doi.org/10.1007/x")),
        ("arxiv", Cell("1603.05279", "https://arxiv.org/abs/1603.05279")),
        ("url", Cell("https://doi.org/10.1007/x", "https://doi.org/10.1007/x")),
        ("code", Cell("code", "https://github.com/a/b")),
        ("topics", Cell("quantization, binary")),
        ("section", Cell("Models / Binary")),
        ("status", Cell("resolved")),
        ("line", Cell("7")),
    ],
)
def test_a_column_shows_its_part_of_a_paper(column: str, cell: Cell) -> None:
    assert rows([XNOR], [column], "published") == [[cell]]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (Entry(1, "x", "n"), "x"),
        (Entry(1, "", "n", links=(PAPER_LINK,)), "n"),
        (Entry(1, "", links=(PAPER_LINK,)), "https://example.org/paper"),
        (Entry(1, "", links=(PAPER_LINK,), tags=(("doi", "10.1/x"),)), "doi:10.1/x"),
        (Entry(1, ""), ""),
    ],
)
def test_a_paper_whose_title_is_not_known_yet_is_called_what_the_list_calls_it(entry: Entry, text: str) -> None:
    assert rows([Paper("a1", entry, record=Record())], ["title"], "published")[0][0].text == text


@pytest.mark.parametrize("column", sorted(set(COLUMNS) - {"key", "status", "line", "title"}))
def test_a_column_of_what_is_not_known_is_empty(column: str) -> None:
    assert rows([paper("a1")], [column], "published") == [[Cell("")]]


def test_the_preferred_version_is_shown() -> None:
    assert rows([XNOR], ["title", "year"], "preprint") == [
        [Cell("XNOR-Net (early)", "https://example.org/paper"), Cell("2015")]
    ]


@pytest.mark.parametrize(
    ("record", "links", "url"),
    [
        (Record(title="T", doi="10.1/x", url="https://a.org", arxiv="1"), (PAPER_LINK,), "https://doi.org/10.1/x"),
        (Record(title="T", url="https://a.org", arxiv="1"), (PAPER_LINK,), "https://a.org"),
        (Record(title="T", arxiv="1603.05279"), (PAPER_LINK,), "https://example.org/paper"),
        (Record(title="T", arxiv="1603.05279"), (), "https://arxiv.org/abs/1603.05279"),
        (Record(title="T"), (CODE_LINK,), ""),
        (Record(title="T", url="javascript:alert(1)"), (), ""),
        (Record(title="T", url="file:///etc/passwd"), (), ""),
        (Record(title="T", url="https://a.org/\x1b]8;;\x07\nb"), (), "https://a.org/]8;; b"),
    ],
)
def test_a_title_leads_to_doi_record_list_or_arxiv_and_to_the_web_only(
    record: Record, links: tuple[Link, ...], url: str
) -> None:
    assert rows([paper("a1", record, links=links)], ["title"], "published") == [[Cell("T", url)]]


def test_cells_are_one_line_without_control_characters() -> None:
    evil = "a\x1b[31m\n\tb\u202ec\ud800\x00\u2028d"
    record = Record(title=evil, authors=(Person(evil),), venue=evil, pages=evil, doi=evil, url=evil)
    hostile = Paper(evil, Entry(1, evil, evil, section=(evil,)), record=record, topics={evil: ""})
    texts = {cell.text for cell in rows([hostile], list(COLUMNS), "published")[0]}
    assert texts == {"a[31m bc d", "https://doi.org/a[31m bc d", "", "not-asked", "1"}


# ---- names of columns


def test_columns_are_named_with_commas_between() -> None:
    assert columns_of(" key, title ,venue") == ("key", "title", "venue")


def test_the_default_columns_exist() -> None:
    assert columns_of(",".join(DEFAULT_COLUMNS)) == DEFAULT_COLUMNS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel", "there is no column 'titel'"),
        ("key,", "there is no column ''"),
        ("", "there is no column ''"),
        ("Key", "there is no column 'Key'"),
    ],
)
def test_a_column_that_does_not_exist_is_an_error_that_lists_the_columns(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        columns_of(text)
    assert str(error.value).startswith(message)
    assert str(error.value).endswith(f"columns: {', '.join(COLUMNS)}")


def test_a_near_miss_is_told_what_was_meant() -> None:
    with pytest.raises(UsageError, match="title"):
        columns_of("titel")


# ---- groups

A = paper("a", Record(venue="ECCV", year=2018), section=("B first", "Deep"))._replace(topics={"z": "", "y": ""})
B = paper("b", Record(venue="CVPR", year=2016), section=("A second",))._replace(topics={"y": ""})
C = paper("c")


@pytest.mark.parametrize(
    ("by", "grouped"),
    [
        ("", [("", "abc")]),
        ("topic", [("z", "a"), ("y", "ab"), ("(no topic)", "c")]),
        ("section", [("B first / Deep", "a"), ("A second", "b"), ("(no section)", "c")]),
        ("year", [("2016", "b"), ("2018", "a"), ("(no year)", "c")]),
        ("venue", [("CVPR", "b"), ("ECCV", "a"), ("(no venue)", "c")]),
    ],
)
def test_papers_stand_under_the_headings_that_they_are_grouped_by(by: str, grouped: list[tuple[str, str]]) -> None:
    found = [(heading, "".join(member.key for member in members)) for heading, members in groups([A, B, C], by, "")]
    assert found == grouped


@pytest.mark.parametrize("by", GROUPS)
def test_no_papers_make_no_groups(by: str) -> None:
    assert groups([], by, "published") == []


def test_papers_without_a_heading_come_last_even_if_they_are_first_in_the_list() -> None:
    assert [heading for heading, _ in groups([C, A], "year", "published")] == ["2018", "(no year)"]


def test_headings_are_one_line_without_control_characters() -> None:
    assert groups([paper("a", section=("x\x1b[1m\ny",))], "section", "")[0][0] == "x[1m y"


# ---- footer


@pytest.mark.parametrize(
    ("papers", "line"),
    [
        ([], "0 papers"),
        ([C], "1 paper"),
        ([XNOR], "1 paper, 1 with code, 1 with DOI, 1 on arXiv"),
        ([XNOR, A, B], "3 papers, 1 with code, 1 with DOI, 1 on arXiv"),
        ([C] * 1234, "1,234 papers"),
    ],
)
def test_the_footer_counts(papers: list[Paper], line: str) -> None:
    assert footer(papers) == line

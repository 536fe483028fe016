"""Markdown tables: as text, and as a reader of Markdown sees them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from markdown_it import MarkdownIt

from papercite.formats.markdown import render
from papercite.record import Entry, Link, Paper, Record

XNOR = Paper(
    "a1",
    Entry(1, "x", section=("Binary",), links=(Link("code", "https://github.com/a/b", "code"),)),
    record=Record(title="XNOR-Net", venue="ECCV", year=2016, doi="10.1007/x_y"),
    topics={"binary": ""},
)
TWN = Paper("b2", Entry(2, "y"), record=Record(title="Ternary Weight Networks", year=2023))


def titled(title: str, **fields: Any) -> Paper:
    return Paper("a1", Entry(1, "x"), record=Record(title=title, **fields))


def seen(markdown: str) -> list[list[str]]:
    """Texts of the cells that a reader of Markdown sees, row by row, without the headings."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)[1:]
    return [
        [unescape(re.sub(r"<a href=[^>]*>|</a>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in rows
    ]


def test_a_table() -> None:
    expected = """\
| Key | Title | Venue | Year | Code |
| --- | --- | --- | ---: | --- |
| a1 | [XNOR-Net](<https://doi.org/10.1007/x_y>) | ECCV | 2016 | [code](<https://github.com/a/b>) |
| b2 | Ternary Weight Networks |  | 2023 |  |
"""
    assert render([XNOR, TWN], columns=("key", "title", "venue", "year", "code")) == expected


def test_a_table_under_each_heading() -> None:
    expected = """\
## binary

| Key | Year |
| --- | ---: |
| a1 | 2016 |

## (no topic)

| Key | Year |
| --- | ---: |
| b2 | 2023 |
"""
    assert render([XNOR, TWN], columns=("key", "year"), group_by="topic") == expected


@pytest.mark.parametrize("group_by", ["", "topic", "year"])
def test_no_papers_are_no_text(group_by: str) -> None:
    assert render([], columns=("key",), group_by=group_by) == ""


def test_the_preferred_version_is_shown() -> None:
    both = XNOR._replace(preprint=Record(title="Early", year=2015))
    assert seen(render([both], columns=("title", "year"), prefer="preprint")) == [["Early", "2015"]]


HOSTILE = [
    "a | b || c",
    "a \\| b",
    "ends with a backslash\\",
    "[link](https://evil.example)",
    "![image](https://evil.example/x.png)",
    "<script>alert(1)</script>",
    "<https://evil.example>",
    "*bold* _it_ **x** __y__ ~~z~~",
    "`code` ``more``",
    "# heading",
    "$x_1$ and #5",
    "{curly} [square] <angled>",
    "AT&amp;T &copy; &#60;b&#62; R&D",
    "1. one - two + three",
    "[x]: https://evil.example",
    "!important ![",
    "中文 é 😀",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_reader_of_markdown_sees_the_text_itself(text: str) -> None:
    assert seen(render([titled(text, pages="1")], columns=("title", "pages"))) == [[text, "1"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_reader_of_markdown_sees_the_text_of_a_link_itself(text: str) -> None:
    table = render([titled(text, doi="10.1/x", pages="1")], columns=("title", "pages"))
    assert seen(table) == [[text, "1"]]
    assert re.findall(r"<a href=\"([^\"]*)\">", MarkdownIt().render(table)) == ["https://doi.org/10.1/x"]


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://a.org/(x)_y", "https://a.org/(x)_y"),
        ("https://a.org/x)", "https://a.org/x)"),
        ("https://a.org/a|b", "https://a.org/a%7Cb"),
        ("https://a.org/<b>", "https://a.org/%3Cb%3E"),
        ("https://a.org/x\\", "https://a.org/x%5C"),
        ("https://a.org/a\\_b", "https://a.org/a%5C_b"),
        ("https://a.org/?q=%20&amp;x", "https://a.org/?q=%20&amp;x"),
    ],
)
def test_a_link_leads_where_it_should(url: str, href: str) -> None:
    html = MarkdownIt().render(render([titled("T", url=url)], columns=("title",)))
    assert [unescape(found) for found in re.findall(r"<a href=\"([^\"]*)\">T</a>", html)] == [href]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.org", "x"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert render([titled("T", url=url)], columns=("title",)).splitlines()[2] == "| T |"


@pytest.mark.parametrize("heading", HOSTILE)
def test_a_heading_is_the_text_itself(heading: str) -> None:
    markdown = render([Paper("a1", Entry(1, "x", section=(heading,)))], columns=("key",), group_by="section")
    html = MarkdownIt().render(markdown)
    assert [unescape(found) for found in re.findall(r"<h2>(.*)</h2>", html)] == [heading]


def test_rows_are_one_line_without_control_characters() -> None:
    evil = "a\x1b[31m\r\n| b |\x07\u202e\u2028c"
    hostile = Paper(evil, Entry(1, "x", section=(evil,)), record=Record(title=evil, doi=evil))
    text = render([hostile], columns=("key", "title", "doi"), group_by="section")
    assert text == (
        "## a\\[31m \\| b \\| c\n\n| Key | Title | DOI |\n| --- | --- | --- |\n"
        "| a\\[31m \\| b \\| c | [a\\[31m \\| b \\| c](<https://doi.org/a[31m %7C b %7C c>) "
        "| [a\\[31m \\| b \\| c](<https://doi.org/a[31m %7C b %7C c>) |\n"
    )

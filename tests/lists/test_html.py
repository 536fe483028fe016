"""HTML in Markdown -> blocks: tables, lists and headings as tags make them, closed or not, and what tags hide."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.block import BREAK, COMMENT, HEADING, IMAGE, ITEM, PARAGRAPH, ROW, Block, Cell, Span
from papercite.lists.html import Piece, pieces_of
from papercite.lists.inline import SHOWN, SOFT
from papercite.lists.markdown import blocks

LINK = Span("a", url="u")
BR = Span(SHOWN, kind=BREAK)


def item(line: int, *spans: Span, depth: int = 1, family: int = 1) -> Block:
    return Block(ITEM, line, line, spans, depth, family=family)


def paragraph(line: int, *spans: Span, family: int = 0, section: tuple[str, ...] = (), depth: int = 0) -> Block:
    return Block(PARAGRAPH, line, line, spans, depth, section, family=family)


def heading(line: int, text: str, section: tuple[str, ...] = ()) -> Block:
    return Block(HEADING, line, line, (Span(text),), section=section)


def row(line: int, last: int, *cells: tuple[str, tuple[Span, ...]], family: int = 1) -> Block:
    return Block(ROW, line, last, cells=tuple(Cell(*cell) for cell in cells), family=family)


def words(text: str) -> tuple[Span, ...]:
    return (Span(text),)


TABLES: dict[str, list[Block]] = {
    "<table>\n<tr><th>T</th><th>V</th></tr>\n<tr><td><a href='u'>a</a></td>\n<td>b</td></tr>\n</table>": [
        row(3, 4, ("T", (LINK,)), ("V", words("b")))
    ],
    "<table><thead><tr><th>T</th></tr></thead><tbody>\n<tr>\n<td>a<br>b</td>\n</tr>\n<tr><td>c</td></tr></tbody>": [
        row(2, 4, ("T", (Span("a"), BR, Span("b")))),
        row(5, 5, ("T", words("c"))),
    ],
    "<table><tr><td>a<td>b<tr><td>c</table>": [
        row(1, 1, ("", words("a")), ("", words("b"))),
        row(1, 1, ("", words("c"))),
    ],
    "<TABLE><TR><TD WIDTH=5>a</TD></TR></TABLE>": [row(1, 1, ("", words("a")))],
    "<table><tr><td></td><td>[a](u)</td></tr></table>": [row(1, 1, ("", ()), ("", (LINK,)))],
    "<table><tr><th><a href='u'>a</a></th></tr><tr><td>b</td></tr></table>": [
        row(1, 1, ("", (LINK,))),
        row(1, 1, ("", words("b"))),
    ],
    "<table><tr><th>T</th></tr>\n<tr><td>a <!-- c --></td></tr></table>": [
        row(2, 2, ("T", (Span("a"), Span(" c ", kind=COMMENT)))),
    ],
    "<table><tr><th>T</th></tr><tr><td><div>a</div><p>b</p> c</td></tr>\n<tr><td>d</td></tr></table>": [
        row(1, 1, ("T", (Span("a"), BR, Span("b"), BR, Span("c")))),
        row(2, 2, ("T", words("d"))),
    ],
    "<table><tr><th>T</th></tr>\n<tr><td><ul><li>a</li><li>b</li></ul></td></tr>\n<tr><td>c</td></tr></table>": [
        row(2, 2, ("T", (Span("a"), BR, Span("b")))),
        row(3, 3, ("T", words("c"))),
    ],
    "<table><tr><th>T</th></tr>\n<!-- c -->\n<tr><td>a</td></tr></table>": [
        paragraph(2, Span(" c ", kind=COMMENT), family=1),
        row(3, 3, ("T", words("a"))),
    ],
    "<table><tr><th>T</th></tr><tr><td>a</td></tr></table>\n<table><tr><td>b</td></tr></table>": [
        row(1, 1, ("T", words("a"))),
        row(2, 2, ("", words("b")), family=2),
    ],
    "<tr><td>a</td></tr>": [row(1, 1, ("", words("a")), family=0)],
}  # fmt: skip


@pytest.mark.parametrize("text", TABLES)
def test_a_table_is_rows_with_the_heads_of_its_columns(text: str) -> None:
    assert blocks(text) == TABLES[text]


LISTS: dict[str, list[Block]] = {
    "<ul>\n<li><a href='u'>a</a></li>\n<li>b\n</ul>": [item(2, LINK), item(3, Span("b"))],
    "<ol><li>a</li></ol>\n<ul><li>b</li></ul>": [item(1, Span("a")), item(2, Span("b"), family=2)],
    "- a\n  <ul><li>b</li></ul>": [item(1, Span("a")), item(2, Span("b"), depth=2, family=2)],
    "- <b>a</b>\n- <details><summary>b</summary>c</details>": [
        item(1, Span("a", is_bold=True)),
        item(2, Span("b")),
        paragraph(2, Span("c"), family=1, depth=1),
    ],
    "<dl><dt>a</dt><dd>b</dd></dl>": [paragraph(1, Span("a")), paragraph(1, Span("b"))],
}


@pytest.mark.parametrize("text", LISTS)
def test_a_list_is_items(text: str) -> None:
    assert blocks(text) == LISTS[text]


HEADINGS: dict[str, list[Block]] = {
    "<h2>A</h2>\n\na": [heading(1, "A"), paragraph(3, Span("a"), family=1, section=("A",))],
    "<h1>A</h1>\n<h3 align='center'>\nB\n</h3>\n<p>c</p>": [
        heading(1, "A"),
        heading(3, "B", ("A",)),
        paragraph(5, Span("c"), family=2, section=("A", "B")),
    ],
    "# A\n\n<h2>B</h2>\n\n# C\n": [heading(1, "A"), heading(3, "B", ("A",)), heading(5, "C")],
    "<center>\n\n# A\n\n</center>\n\na": [heading(3, "A"), paragraph(7, Span("a"), family=1, section=("A",))],
}


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_in_html_stands_above_as_one_in_markdown(text: str) -> None:
    assert blocks(text) == HEADINGS[text]


AROUND: dict[str, list[Block]] = {
    "<details>\n<summary>2017</summary>\n\n- a\n\n</details>": [paragraph(2, Span("2017")), item(4, Span("a"))],
    "<details open><summary><b>2017</b></summary>\n<ul>\n<li>a</li>\n</ul>\n</details>\n\nb": [
        paragraph(1, Span("2017", is_bold=True)),
        item(3, Span("a")),
        paragraph(7, Span("b"), family=1),
    ],
    "<div>\n\n- a\n\n</div>": [item(3, Span("a"))],
    "<p align=center>a<br>b</p>": [paragraph(1, Span("a"), BR, Span("b"))],
    "<p>a\nb</p>": [Block(PARAGRAPH, 1, 2, (Span("a"), Span(SOFT, kind=BREAK), Span("b")))],
    "<p><img src='i'></p>": [paragraph(1, Span("", kind=IMAGE, image="i"))],
    "<p>\n<a name='x'></a>\n</p>": [],
    "<!-- a --> <b>c</b>": [paragraph(1, Span(" a ", kind=COMMENT)), paragraph(1, Span("c", is_bold=True))],
    "<pre>- a</pre>": [],
    "<pre>\n<ul><li>a</li></ul>\n</pre>": [],
    "<style>\n- a\n</style>\n- b": [item(4, Span("b"))],
    "<script>\nif (a < b) {}\n</script>\n\n- b": [item(5, Span("b"))],
    "<hr>\n<hr>": [],
}


@pytest.mark.parametrize("text", AROUND)
def test_tags_that_only_hold_others_are_looked_through(text: str) -> None:
    assert blocks(text) == AROUND[text]


def test_pieces_say_what_begins_and_what_heads() -> None:
    html = "<h3>A</h3><table><tr><th>T</th></tr>\n<tr><td>[a]</td></tr></table><ul><li>b<li>c</ul>"
    assert list(pieces_of(html, 5, {"a": "u"})) == [
        Piece(HEADING, 5, 5, words("A"), level=3),
        Piece(ROW, 5, 5, cells=(words("T"),), is_head=True, is_first=True),
        Piece(ROW, 6, 6, cells=((LINK,),)),
        Piece(ITEM, 6, 6, words("b"), is_first=True),
        Piece(ITEM, 6, 6, words("c")),
    ]


TAGS = st.sampled_from(
    [f"<{end}{tag}>" for end in ("", "/") for tag in "table tr td th ul ol li h2 p pre details summary a b".split()]
    + ["<br>", "a", "<!--", "-->", "<", "\n", "[a](u)", "<a href='", "<td", "&lt;"]
)


@given(st.lists(TAGS, max_size=40).map("".join))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_tags_in_any_order_give_pieces_inside_the_block(html: str) -> None:
    count = html.count("\n") + 1
    assert [piece for piece in pieces_of(html, 1, {}) if not 1 <= piece.line <= piece.last <= count] == []

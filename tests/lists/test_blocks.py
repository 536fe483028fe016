"""Markdown -> blocks: where items, rows, headings and paragraphs begin and end, and what they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.block import (
    BIBTEX,
    BREAK,
    CODE,
    COMMENT,
    HEADING,
    ITEM,
    PARAGRAPH,
    ROW,
    Block,
    Cell,
    Span,
)
from papercite.lists.inline import HARD, SOFT
from papercite.lists.markdown import blocks, needless_rules, parser

Text = str | tuple[Span, ...]
LINE = Span(SOFT, kind=BREAK)


def spans(text: Text) -> tuple[Span, ...]:
    return ((Span(text),) if text else ()) if isinstance(text, str) else text


def item(line: int, text: Text, depth: int = 1, family: int = 1, section: tuple[str, ...] = (), last: int = 0) -> Block:
    return Block(ITEM, line, last or line, spans(text), depth, section, family=family)


def paragraph(
    line: int, text: Text, depth: int = 0, family: int = 0, section: tuple[str, ...] = (), last: int = 0
) -> Block:
    return Block(PARAGRAPH, line, last or line, spans(text), depth, section, family=family)


def heading(line: int, text: Text, section: tuple[str, ...] = ()) -> Block:
    return Block(HEADING, line, line, spans(text), section=section)


def row(line: int, *cells: tuple[str, Text], depth: int = 0, family: int = 1, section: tuple[str, ...] = ()) -> Block:
    return Block(
        ROW, line, line, (), depth, section, tuple(Cell(head, spans(text)) for head, text in cells), family=family
    )


def comment(text: str) -> tuple[Span, ...]:
    return (Span(text, kind=COMMENT),)


LISTS: dict[str, list[Block]] = {
    "- a\n- b\n": [item(1, "a"), item(2, "b")],
    "* a\n+ b\n": [item(1, "a"), item(2, "b", family=2)],
    "1. a\n2. b\n7. c\n": [item(1, "a"), item(2, "b"), item(3, "c")],
    "1. a\n2) b": [item(1, "a"), item(2, "b", family=2)],
    "- a\n  - b\n    1. c\n- d": [item(1, "a"), item(2, "b", 2, 2), item(3, "c", 3, 3), item(4, "d")],
    "1. a\n   - b\n\n2. c": [item(1, "a"), item(2, "b", 2, 2), item(4, "c")],
    "- a\n\n  b\n\n- c": [item(1, "a"), paragraph(3, "b", 1, 1), item(5, "c")],
    "- a\n  > b\n- c": [item(1, "a"), paragraph(2, "b", 1, 1), item(3, "c")],
    "- a\n\nb\n\n- c": [item(1, "a"), paragraph(3, "b", family=1), item(5, "c", family=2)],
    "a\n\n- b": [paragraph(1, "a"), item(3, "b")],
    "> - a\n> - b": [item(1, "a"), item(2, "b")],
    "- a\n***\n- b": [item(1, "a"), item(3, "b", family=2)],
    "- [ ] a": [item(1, "a")],
    "- [x] a": [item(1, "a")],
    "- # a\n- b": [item(1, "a"), item(2, "b")],
    "- a\n  b\n": [item(1, (Span("a"), LINE, Span("b")), last=2)],
    "a\\\nb": [paragraph(1, (Span("a"), Span(HARD, kind=BREAK), Span("b")), last=2)],
    "- a <!-- b -->": [item(1, (Span("a "), *comment(" b ")))],
    "- - a": [item(1, ""), item(1, "a", 2, 2)],
    "-\n  - a\n- b": [item(1, ""), item(2, "a", 2, 2), item(3, "b")],
    "- 1. a\n  2. b\n- c": [item(1, ""), item(1, "a", 2, 2), item(2, "b", 2, 2), item(3, "c")],
    "- \n- a": [item(1, ""), item(2, "a")],
    "": [],
    "\n\n": [],
}


@pytest.mark.parametrize("text", LISTS)
def test_an_item_has_its_own_text_its_depth_and_its_siblings(text: str) -> None:
    assert blocks(text) == LISTS[text]


HEADINGS: dict[str, list[Block]] = {
    "# A\n\n- a\n## B\nb\n### C ###\n## D\nd\n# E\n": [
        heading(1, "A"),
        item(3, "a", family=2, section=("A",)),
        heading(4, "B", ("A",)),
        paragraph(5, "b", family=3, section=("A", "B")),
        heading(6, "C", ("A", "B")),
        heading(7, "D", ("A",)),
        paragraph(8, "d", family=5, section=("A", "D")),
        heading(9, "E"),
    ],
    "A *b*\n=====\nc\n\nD\n---\ne": [
        heading(1, (Span("A "), Span("b", is_italic=True))),
        paragraph(3, "c", family=1, section=("A b",)),
        heading(5, "D", ("A b",)),
        paragraph(7, "e", family=2, section=("A b", "D")),
    ],
    "### C\n# A\na": [heading(1, "C"), heading(2, "A"), paragraph(3, "a", family=2, section=("A",))],
    "# [A](u) `b` <!-- c -->\na": [
        heading(1, (Span("A", url="u"), Span(" "), Span("b", kind=CODE), Span(" "), *comment(" c "))),
        paragraph(2, "a", family=1, section=("A b",)),
    ],
    "#A": [paragraph(1, "#A")],
}


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_stands_above_all_that_follows(text: str) -> None:
    assert blocks(text) == HEADINGS[text]


TABLES: dict[str, list[Block]] = {
    "| T | V |\n|---|---|\n| a | b |\n| c |\n": [row(3, ("T", "a"), ("V", "b")), row(4, ("T", "c"), ("V", ""))],
    "T | V\n---|---\na | b": [row(3, ("T", "a"), ("V", "b"))],
    "a\n| T |\n|---|\n| b |": [paragraph(1, "a"), row(4, ("T", "b"))],
    "| a \\| b | c |\n|-|-|\n| d \\| e | f |\n": [row(3, ("a | b", "d | e"), ("c", "f"))],
    "| **T** |\n|-|\n| [a](u) b |": [row(3, ("T", (Span("a", url="u"), Span(" b"))))],
    "| [a](u) | b |\n|---|---|\n| c | d |": [
        row(1, ("", (Span("a", url="u"),)), ("", "b")),
        row(3, ("", "c"), ("", "d")),
    ],
    "| T |\n|-|\n| a |\n\n| V |\n|-|\n| b |": [row(3, ("T", "a")), row(7, ("V", "b"), family=2)],
    "| T | V |\n|-|-|\n| a | b |\n<!-- | x | y | -->\n| c | d |": [
        row(3, ("T", "a"), ("V", "b")),
        paragraph(4, comment(" | x | y | "), family=1),
        row(5, ("T", "c"), ("V", "d")),
    ],
    "| T | V |\n|-|-|\n| a | b |\n\n<!-- x -->\n\n|-|-|\n| c | d |": [
        row(3, ("T", "a"), ("V", "b")),
        paragraph(5, comment(" x "), family=1),
        row(8, ("T", "c"), ("V", "d")),
    ],
    "| T |\n|-|\n| a |\n\n| b | c \\| |": [row(3, ("T", "a")), row(5, ("T", "b"), ("", "c |"))],
    "| a | b |\n| c | d |": [row(1, ("", "a"), ("", "b"), family=0), row(2, ("", "c"), ("", "d"), family=0)],
    "- a\n\n  | T |\n  |-|\n  | b |": [item(1, "a"), row(5, ("T", "b"), depth=1, family=2)],
    "- | T |\n  |-|\n  | b |": [item(1, ""), row(3, ("T", "b"), depth=1, family=2)],
}


@pytest.mark.parametrize("text", TABLES)
def test_a_row_has_its_cells_with_their_heads(text: str) -> None:
    assert blocks(text) == TABLES[text]


NOT_READ: dict[str, list[Block]] = {
    "---\ntitle: a\n---\n- b": [item(4, "b")],
    "---\ntitle: a\nlist:\n  - c\n...\n- b": [item(6, "b")],
    "---\r\ntitle: a\r\n---\r\n- b": [item(4, "b")],
    "---\n\n- b": [item(3, "b")],
    "---\n- b\n---\n": [item(2, "b")],
    "```python\n- a\n```\n- b": [item(4, "b")],
    "~~~\n- a\n~~~": [],
    "    - a\n\n- b": [item(3, "b")],
    "- a\n\n      - c\n- b": [item(1, "a"), item(4, "b")],
    "[a]: u\n\n- [a]": [item(3, (Span("a", url="u"),))],
    "- [A][]\n\n[a]: u 'title'": [item(1, (Span("A", url="u"),))],
}


@pytest.mark.parametrize("text", NOT_READ)
def test_front_matter_code_and_definitions_are_no_blocks_and_keep_their_lines(text: str) -> None:
    assert blocks(text) == NOT_READ[text]


ENTRY = "@article{k,\n  year={2017}\n}\n"
BIBTEXES: dict[str, list[Block]] = {
    "- a\n\n  ```bibtex\n  @article{k,\n    year={2017}\n  }\n  ```\n- b": [
        item(1, "a"),
        Block(BIBTEX, 3, 7, (Span(ENTRY),), 1, family=1),
        item(8, "b"),
    ],
    f"```\n{ENTRY}```\n": [Block(BIBTEX, 1, 5, (Span(ENTRY),))],
    f"- ~~~\n  {ENTRY.replace(chr(10), chr(10) + '  ')}~~~": [
        item(1, ""),
        Block(BIBTEX, 1, 5, (Span(ENTRY),), 1, family=1),
    ],
}


@pytest.mark.parametrize("text", BIBTEXES)
def test_bibtex_in_a_fence_is_a_block(text: str) -> None:
    assert blocks(text) == BIBTEXES[text]


COMMENTS: dict[str, list[Block]] = {
    "<!-- - a -->\n- b": [paragraph(1, comment(" - a ")), item(2, "b")],
    "<!--\n- a\n\n- b\n-->\n- c": [paragraph(1, comment("\n- a\n\n- b\n"), last=5), item(6, "c")],
    "- a\n\n  <!-- b -->\n- c": [item(1, "a"), paragraph(3, comment(" b "), 1, 1), item(4, "c")],
    "- a\n  <!-- b -->\n- c": [item(1, "a"), paragraph(2, comment(" b "), 1, 1), item(3, "c")],
    "<!-- a": [paragraph(1, comment(" a"))],
}


@pytest.mark.parametrize("text", COMMENTS)
def test_what_is_commented_out_is_a_comment(text: str) -> None:
    assert blocks(text) == COMMENTS[text]


SEVERAL = "# A\n\n- a\n  - b\n\n| T |\n|-|\n| c |\n\n```\n@misc{k}\n```\n<!--\nd\n-->\n<p>\ne\n</p>\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_ends_of_a_system_make_no_difference(end: str) -> None:
    assert blocks(SEVERAL.replace("\n", end)) == blocks(SEVERAL)


PIECES = st.sampled_from(
    ["- ", "  - ", "    ", "1. ", "> ", "# ", "a", "b c", "\n", "\n\n", "\r\n", "\r", "| ", "|-|\n", "```\n", "~~~\n",
     "---\n", "===\n", "@a{", "<!--", "-->", "<ul>", "<li>", "</li>", "<table>", "<tr>", "<td>", "<th>", "</table>",
     "<h2>", "</h2>", "<p>", "<pre>", "</pre>", "<details>", "[a]: u\n", "[a]", "](u)", "*", "\\", "\x00"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_blocks_of_any_text_are_in_order_and_inside_it(text: str) -> None:
    found = blocks(text)
    lines = [block.line for block in found]
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert (lines, [block for block in found if not 1 <= block.line <= block.last <= count]) == (sorted(lines), [])


SIGNS = st.sampled_from(
    ["- ", "* ", "1. ", "2) ", ">", "> ", "---", "***", "_ _ _", "===", "|", "a|b", "|-|-|", ":-:", "-:", "```", "~~~",
     "<b>", "<!--", "a", "b c", "[a]: b", "# ", "\n", "\n", "\n", "\n\n", "    ", "\t", " ", "\x0b", "\u2028"]
)  # fmt: skip


@given(st.lists(SIGNS, max_size=14).map("".join))
@settings(max_examples=500, derandomize=True, deadline=None)
def test_no_rule_of_the_parser_that_a_text_needs_is_left_out(text: str) -> None:
    assert parser(needless_rules(text)).parse(text) == parser(frozenset()).parse(text)


def test_of_a_list_of_items_and_headings_most_rules_are_left_out() -> None:
    left_out = {"table", "fence", "hr", "html_block", "lheading", "blockquote", "reference"}
    assert needless_rules("# A\n\n- *a* <b>, 1\n  2. b | c > d\n") == left_out

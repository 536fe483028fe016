"""Blocks -> groups: which lines are one entry, in every shape that lists have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.block import ITEM, Block, Span
from papercite.lists.citation import AUTHORS_FIRST, TITLE_FIRST
from papercite.lists.grouping import (
    DETAIL,
    ENTRY,
    MAYBE,
    NOTHING,
    WORDS,
    Group,
    grouped,
    nature,
)
from papercite.lists.inline import spans_of
from papercite.lists.line import Line, line_of
from papercite.lists.markdown import blocks
from papercite.lists.place import Place
from papercite.lists.runs import flow_of
from papercite.lists.units import usual_order

PAPER, OTHER, CODE = "https://arxiv.org/abs/1801.00001", "https://arxiv.org/abs/1901.00002", "https://github.com/a/b"
SPARSE, DENSE, TALL = "Sparse Towers for Vision", "Dense Towers for Vision", "Tall Towers for Vision"


def lines_of(groups: list[Group]) -> list[tuple[int, ...]]:
    """For each group the line of its head, then those of its details."""
    return [(group.head.number, *(unit.number for unit in group.details)) for group in groups]


ITEMS = {
    f"- {SPARSE}, ICML 2018\n- {DENSE}, ICML 2019": [(1,), (2,)],
    f"- {SPARSE}\n  - Ann Lee, Bo Chen\n  - ICML 2018\n  - [pdf]({PAPER}) [code]({CODE})\n- {DENSE}, ICML 2019": [
        (1, 2, 3, 4),
        (5,),
    ],
    f"- **Title:** {SPARSE}\n- **Authors:** Ann Lee\n- **Link:** {PAPER}\n- **Title:** {DENSE}\n- **Year:** 2019": [
        (1, 2, 3), (4, 5),
    ],
    f"- Title: {SPARSE}\n- Authors: Ann Lee\n- {DENSE}, ICML 2019": [(1, 2), (3,)],
    f"<ul><li>A<ul>\n<li>{SPARSE}, ICML 2018</li>\n<li>{DENSE}, ICML 2019<ul><li>Ann Lee, Bo Chen</li></ul></li>": [
        (1,), (2,), (3, 3),
    ],
    f"- {SPARSE}\n  - Cy Diaz (ICML 2018)\n- {DENSE}, ICML 2019": [(1, 2), (3,)],
    "- Vision\n  - Mask Towers (ICML 2018)\n  - Net Towers (ICML 2019)": [(1,), (2,), (3,)],
    f"- {SPARSE}, ICML 2018\n\n  We build towers.\n\n- {DENSE}, ICML 2019\n\n  [code]({CODE})": [(1, 3), (5, 7)],
    f"- Vision\n  - {SPARSE}, ICML 2018\n    1. {DENSE}, ICML 2019\n- {TALL}, ECCV 2020": [(1,), (2,), (3,), (4,)],
    f"- TowerNet [code]({CODE})\n  - Cy Diaz, Bo Chen. \"{SPARSE}.\" ICML 2018.\n- {DENSE}, ICML 2019": [(2, 1), (3,)],
    f"- {SPARSE}, ICML 2018\n  - {DENSE}, ICML 2019\n  - [code]({CODE})": [(1, 3), (2,)],
    f"- ICML 2018\n  - {SPARSE} [pdf]({PAPER})\n  - {DENSE} [pdf]({OTHER})": [(1,), (2,), (3,)],
    f"- - {SPARSE}, ICML 2018\n  - {DENSE}, ICML 2019": [(1,), (2,)],
    f"- {SPARSE}, ICML 2018\n  <!-- papercite: key=a -->\n- {DENSE}, ICML 2019": [(1, 2), (3,)],
    f"- {SPARSE}, ICML 2018\n<!-- papercite: key=a -->\n- {DENSE}, ICML 2019": [(1, 2), (3,)],
    f"- {SPARSE}, ICML 2018\n<!-- papercite: key=a -->\n<!-- papercite: topic=b -->": [(1, 2, 3)],
    f"- {SPARSE}, ICML 2018\n\n<!-- papercite: key=a -->\n- {DENSE}, ICML 2019": [(1,), (4,)],
    f"- {SPARSE}, ICML 2018\n<!-- a remark -->\n- {DENSE}, ICML 2019": [(1,), (3,)],
    f"|T|V|\n|-|-|\n|{SPARSE}|ICML 2018|\n<!-- papercite: key=a -->\n|{DENSE}|ICML 2019|": [(3, 4), (5,)],
    f"<ul><li>{SPARSE}, ICML 2018\n<!-- papercite: key=a --></li>\n<li>{DENSE}, ICML 2019</li></ul>": [(1, 2), (3,)],
    f"- {SPARSE} [pdf]({PAPER})\n  ```bibtex\n  @misc{{k, year={{2018}}}}\n  ```\n- {DENSE}, ICML 2019": [(1, 2), (5,)],
}  # fmt: skip


@pytest.mark.parametrize("text", ITEMS)
def test_what_stands_in_an_item_and_is_no_paper_is_a_detail_of_it(text: str) -> None:
    assert lines_of(grouped(blocks(text))) == ITEMS[text]


PARAGRAPHS = {
    f"# The best of the year (ICML 2018)\n\n## Vision\n\n- {SPARSE} [pdf]({PAPER})\n\n## Text\n\nNone.": [(5,)],
    f"## {SPARSE} (ICML 2018)\n\n### Abstract\n\nWe build towers.\n\n## {DENSE} (ICML 2019)": [(1,), (7,)],
    f"[{SPARSE}]({PAPER})\n[{DENSE}]({OTHER})\n[{TALL}](https://arxiv.org/abs/2001.00003)": [(1,), (2,), (3,)],
    f"**{SPARSE}**\\\n*Ann Lee, Bo Chen*\\\nICML 2018\\\n[[pdf]]({PAPER})\n\n"
    f"**{DENSE}**\\\n*Cy Diaz*\\\n[[pdf]]({OTHER})": [(1,), (6,)],
    f"**{SPARSE}**<br>\nAnn Lee, Bo Chen<br>\n[pdf]({PAPER})\n"
    f"**{DENSE}**<br>\nCy Diaz<br>\n[pdf]({OTHER})": [(1,), (4,)],
    f"**{SPARSE}**\n\n- Paper: {PAPER}\n- Code: {CODE}\n\n**{DENSE}**\n\n- Paper: {OTHER}": [(1, 3, 4), (6, 8)],
    "[1] Ann Lee, Bo Chen. Sparse Towers\nfor Vision. ICML 2018.\n"
    f"[2] Cy Diaz, Bo Chen. {DENSE}. ICML 2019.": [(1,), (3,)],
    f'Ann Lee, Bo Chen. "{SPARSE}", ICML 2018. [pdf]({PAPER})\n\nSome words between.\n\n'
    f'Cy Diaz, Bo Chen. "{DENSE}", ICML 2019.': [(1,), (5,)],
    f"This list is ours. We follow the survey of [Ann Lee]({PAPER}), and add what else we read.": [],
    f"![a](b.png)\n\nWords, and [code]({CODE}).": [],
}  # fmt: skip


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_a_paragraph_is_an_entry_or_one_for_each_line_that_begins_one(text: str) -> None:
    assert lines_of(grouped(blocks(text))) == PARAGRAPHS[text]


HEADINGS = {
    f"## {SPARSE} (ICML 2018)\n- Authors: Ann Lee\n- Paper: {PAPER}\n\n> Towers.\n\n"
    f"## {DENSE} (ICML 2019)\n[pdf]({OTHER})": [(1, 2, 3, 5), (7, 8)],
    f"## [{SPARSE}]({PAPER})\nAnn Lee, Bo Chen\n## More\n- {DENSE}, ICML 2019": [(1, 2), (4,)],
    f"## {SPARSE}\n[pdf]({PAPER})\n## {DENSE}\n[pdf]({OTHER})\n## {TALL}\n[pdf](https://arxiv.org/abs/2001.00003)": [
        (1, 2),
        (3, 4),
        (5, 6),
    ],
    f"## ICML 2018\n- {SPARSE} [pdf]({PAPER})": [(2,)],
    f"## Papers of 2018\n- {SPARSE} [pdf]({PAPER})": [(2,)],
    f"## Towers for vision\n| Title |\n|-|\n| {SPARSE} |": [(4,)],
}  # fmt: skip


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_that_names_a_paper_is_an_entry_with_all_that_follows(text: str) -> None:
    assert lines_of(grouped(blocks(text))) == HEADINGS[text]


def test_every_row_is_a_group_and_a_table_is_kin() -> None:
    text = f"| T |\n|-|\n| {SPARSE} |\n| {DENSE} |\n\n- {TALL}, ECCV 2020\n"
    assert [(group.head.number, group.kin) for group in grouped(blocks(text))] == [(3, 1), (4, 1), (6, 2)]


def test_items_above_say_venue_and_year() -> None:
    text = f"- 2018\n  - ICML\n    - {SPARSE} [pdf]({PAPER})\n- ECCV 2020\n  - {TALL} [pdf]({OTHER})\n"
    found = {group.head.number: (group.above.venue, group.above.year) for group in grouped(blocks(text))}
    assert (found[3], found[5]) == (("ICML", 2018), ("ECCV", 2020))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SPARSE}, ICML 2018", ENTRY),
        (f"[{SPARSE}]({PAPER})", ENTRY),
        (f"Ann Lee, Bo Chen. {SPARSE}. 2018.", ENTRY),
        (f"**{SPARSE}**", MAYBE),
        (f"{SPARSE} [code]({CODE})", MAYBE),
        (SPARSE, WORDS),
        (f"[pdf]({PAPER})", DETAIL),
        ("ICML 2018", DETAIL),
        ("Ann Lee, Bo Chen, Cy Diaz", DETAIL),
        ("Authors: Ann Lee", DETAIL),
        ("Abstract: we build towers.", DETAIL),
        ("", NOTHING),
        ("---", NOTHING),
    ],
)
def test_a_line_says_by_itself_what_it_can_be(text: str, expected: str) -> None:
    assert nature(line_of(flow_of(spans_of(text)))) == expected


A, T = (Line(people=("Ann Lee",), order=order) for order in (AUTHORS_FIRST, TITLE_FIRST))


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        ([A, A, A], AUTHORS_FIRST),
        ([T, T, T, A], TITLE_FIRST),
        ([A, A, T], ""),
        ([A, A], ""),
        ([Line(order=AUTHORS_FIRST)] * 9, ""),
        ([], ""),
    ],
)
def test_most_citations_tell_how_a_list_is_built(lines: list[Line], order: str) -> None:
    assert usual_order(lines) == order


def test_a_citation_that_leaves_it_open_follows_the_others() -> None:
    sure = "".join(f"- Ann Lee, Bo Chen. {title}. ICML 2018.\n" for title in (SPARSE, DENSE, TALL))
    found = grouped(blocks(f"{sure}- Cy Diaz. Wide Towers for Vision. ICML 2019.\n"))
    assert (found[3].head.line.title, found[3].head.line.people) == ("Wide Towers for Vision", ("Cy Diaz",))


def test_a_group_without_details_is_its_head() -> None:
    block = Block(ITEM, 4, 5, (Span(f"{SPARSE}, ICML 2018"),), 1, ("A",), family=7)
    (group,) = grouped([block])
    assert (group.head.block, group.details, group.kin, group.above) == (block, (), 7, Place())


UNITS = st.sampled_from(
    [f"- {SPARSE}, ICML 2018\n", f"  - [pdf]({PAPER})\n", "  - Ann Lee, Bo Chen\n", "- ICML 2018\n", "    - a\n",
     f"**{DENSE}**\n", f"# {TALL} (ICML 2018)\n", "## 2018\n", "\n", "words of no weight\n", f"[{DENSE}]({OTHER})\n",
     f"| {SPARSE} | ICML |\n", "|-|-|\n", "```\n@misc{k, year={2018}}\n```\n", "  <!-- papercite: key=a -->\n"]
)  # fmt: skip


@given(st.lists(UNITS, max_size=20).map("".join))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_line_is_in_two_groups(text: str) -> None:
    lines = [line for group in lines_of(grouped(blocks(text))) for line in group]
    assert sorted(lines) == sorted(set(lines))

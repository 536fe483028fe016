"""Why an entry was read as it was: its lines, and what told each field."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite import lists
from papercite.lists.explain import Explanation, Reason, explained

P, C = "https://arxiv.org/abs/1801.00001", "https://github.com/lee/towers"
TITLE = "Sparse Towers for Vision"

PLAIN = Reason("title", TITLE, "what is left when links, people, venue and year are taken away")
LINKED = Reason("title", TITLE, "the text of a link")
AUTHORS = Reason("authors", "Ann Lee; Bo Chen", "they have the shape of names")
VENUE = Reason("venue", "ICML", "a venue that papercite knows")
YEAR = Reason("year", "2018", "a year that is no part of a number")
PDF = Reason("paper", P, 'its label is "pdf"')
CODE = Reason("code", C, 'its label is "code"')
CARRIED = Reason("paper", P, "it carries the title")

IS_PAPER = "it has a link to a paper"


def one_line(line: int, what: str, *reasons: Reason, kind: str = "paper", why: str = IS_PAPER) -> Explanation:
    return Explanation(line, line, kind, why, ((line, f"{what} that begins the entry"),), reasons)


def in_line(line: int, reason: Reason) -> Reason:
    return reason._replace(why=f"{reason.why}, in line {line}")


def said(where: str, reason: Reason) -> Reason:
    return reason._replace(why=f"{where} says it")


FOR_BELOW = [reason._replace(why="for those below it that name none") for reason in (VENUE, YEAR)]


def a_heading(line: int, *reasons: Reason) -> Explanation:
    return Explanation(line, line, "", "it is a heading", ((line, "a heading"),), reasons)


ENTRIES: dict[tuple[str, int], Explanation | None] = {
    (f"- **[Tower]** {TITLE}, ICML 2018, [[pdf]]({P}), [[code]]({C})", 1): one_line(
        1, "an item", PLAIN, Reason("nickname", "Tower", "it stands apart before the title"), VENUE, YEAR, PDF, CODE
    ),
    (f"| Name | Paper | Venue | Year |\n|-|-|-|-|\n| Tower | [{TITLE}]({P}) | ICML | 2018 |", 3): one_line(
        3, "a row of a table",
        Reason("title", TITLE, 'the column is headed "Paper"'),
        Reason("nickname", "Tower", 'the column is headed "Name"'),
        Reason("venue", "ICML", 'the column is headed "Venue"'), Reason("year", "2018", 'the column is headed "Year"'),
        CARRIED,
    ),
    (f"## ICML 2018\n- [{TITLE}]({P})", 2): one_line(
        2, "an item", LINKED, said("a heading above", VENUE), said("a heading above", YEAR), CARRIED,
        Reason("section", "ICML 2018", "the headings above"),
    ),
    (f"- ICML 2018\n  - [{TITLE}]({P})", 2): one_line(
        2, "an item", LINKED, said("an item above", VENUE), said("an item above", YEAR), CARRIED
    ),
    (f"{TITLE}\n\n- {TITLE}, ICML 2018", 3): one_line(
        3, "an item", PLAIN, VENUE, YEAR, why="the list says where it appeared"
    ),
    (f"- ICML 2018\n  - [{TITLE}]({P})", 1): one_line(1, "an item", kind="", why="it has no title"),
    ("- [Papers](#papers)", 1): one_line(1, "an item", kind="", why="it leads to a place in the same list"),
    (f"## Tools\n- [TowerKit]({C}) - a kit", 2): one_line(
        2, "an item", Reason("title", "TowerKit", "the text of a link"), Reason("code", C, "of its host"),
        Reason("section", "Tools", "the headings above"), kind="other", why="its heading is for other things",
    ),
    (f"# A\n## ICML 2018\n- [{TITLE}]({P})\n# B\n- [{TITLE} again]({P})", 2): a_heading(
        2, Reason("section", "A > ICML 2018", "of 1 entry below it"), FOR_BELOW[0], FOR_BELOW[1]
    ),
    (f"Towers\n===\n- [{TITLE}]({P})\n- [{TITLE} again]({P})", 1): a_heading(
        1, Reason("section", "Towers", "of 2 entries below it")
    ),
    ("##\n", 1): a_heading(1),
    (f"- [{TITLE}]({P})\n\nwords\n", 3): None,
    (f"- [{TITLE}]({P})\n", 2): None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), ENTRIES)
def test_an_entry_is_explained_field_by_field(text: str, line: int) -> None:
    assert explained(lists.blocks(text, "papers.md"), line) == ENTRIES[text, line]


NESTED = f"# Papers\n\n- {TITLE}\n  - Ann Lee, Bo Chen\n  - ICML 2018\n  - [pdf]({P})\n    [code]({C})\n"
OF_NESTED = Explanation(
    3, 7, "paper", IS_PAPER,
    (
        (3, "an item that begins the entry"), (4, "a detail of it: authors"), (5, "a detail of it: a venue, a year"),
        (6, "a detail of it: links"),
    ),
    (
        PLAIN, in_line(4, AUTHORS), in_line(5, VENUE), in_line(5, YEAR), PDF, CODE,
        Reason("section", "Papers", "the headings above"),
    ),
)  # fmt: skip


@pytest.mark.parametrize("line", [3, 4, 5, 6, 7])
def test_every_line_of_an_entry_explains_the_whole(line: int) -> None:
    assert explained(lists.blocks(NESTED, "papers.md"), line) == OF_NESTED


def test_a_paragraph_of_several_lines_is_one_part() -> None:
    text = f"**{TITLE}**\\\nAnn Lee, Bo Chen\\\n[pdf]({P})\n"
    assert explained(lists.blocks(text, "papers.md"), 2) == Explanation(
        1, 3, "paper", IS_PAPER,
        ((1, "a paragraph that begins the entry"),),
        (Reason("title", TITLE, "in bold"), AUTHORS, PDF),
    )  # fmt: skip


def test_a_heading_that_is_an_entry_is_explained_with_what_follows() -> None:
    text = f"### {TITLE} (ICML 2018)\n- Paper: {P}\n"
    assert explained(lists.blocks(text, "papers.md"), 2) == Explanation(
        1, 2, "paper", IS_PAPER,
        ((1, "a heading that begins the entry"), (2, "a detail of it: links")),
        (PLAIN, VENUE, YEAR, Reason("paper", P, 'its label is "Paper"')),
    )  # fmt: skip


def test_a_nested_entry_is_explained_without_the_one_round_it() -> None:
    text = f"- [{TITLE}]({P})\n  - Dense Towers for Vision, ICML 2018\n  - [code]({C})\n"
    found = [explained(lists.blocks(text, "papers.md"), line) for line in (1, 2, 3)]
    assert [(one.first, one.last) for one in found if one] == [(1, 3), (2, 2), (1, 3)]


def test_in_a_file_of_papers_a_title_is_enough() -> None:
    found = explained(lists.blocks(TITLE, "papers.txt"), 1, are_papers=True)
    assert found == one_line(1, "an item", PLAIN, why="this file lists papers only")


LINES = st.sampled_from(
    [f"- {TITLE}, ICML 2018\n", f"- [{TITLE}]({P})\n", f"  - [pdf]({P})\n", "  - Ann Lee, Bo Chen\n", "# ICML 2018\n",
     f"| {TITLE} | ICML |\n", "|-|-|\n", "\n", "words\n", f"**{TITLE}**\n\n", f"- {P}\n", "- 2018\n",
     f"# {TITLE} (ICML 2018)\n",
     "  ```\n  @misc{k, year={2018}}\n  ```\n", "<ul><li>", f"[{TITLE}]({P})\n\n", "Title: Towers of Vision\n"]
)  # fmt: skip


@given(st.lists(LINES, max_size=20).map("".join))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_the_line_of_every_entry_is_explained_as_what_it_is(text: str) -> None:
    blocks = lists.blocks(text, "papers.md")
    found = {entry.line: entry.kind for entry in lists.read(text, "papers.md")}
    said = {line: one.kind for line in found if (one := explained(blocks, line)) and one.first <= line <= one.last}
    assert said == found

"""What is wrong with a list: each kind of problem, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from papercite.check import (
    CODES,
    Problem,
    problems_of_drafts,
    problems_of_entries,
    problems_of_text,
    wrong_tags,
)
from papercite.lists import blocks
from papercite.lists.fields import drafts
from papercite.lists.slips import slips
from papercite.record import Entry, Link, Paper, Record


def entry(line: int, title: str, *urls: str, venue: str = "", year: int | None = None, **fields: Any) -> Entry:
    links = tuple(Link("paper", url, "paper") for url in urls)
    return Entry(line, title, venue=venue, year=year, links=links)._replace(**fields)


XNOR = "XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks"
A, B = "https://arxiv.org/abs/1603.05279", "https://arxiv.org/abs/1602.02830"


def found(*entries: Entry) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in problems_of_entries(entries, [None] * len(entries))]


def test_a_paper_that_nothing_names() -> None:
    one = entry(3, XNOR, venue="ECCV", year=2016)
    assert problems_of_entries([one], [None]) == [
        Problem(3, 0, "no-identifier", f'no link of "{XNOR}" names the paper', "add a DOI or arXiv link")
    ]


@pytest.mark.parametrize(
    "named",
    [entry(3, XNOR, A), entry(3, XNOR, venue="arXiv:1603.05279"), entry(3, XNOR, tags=(("doi", "10.1000/1"),)),
     entry(3, XNOR, kind="other"), entry(3, XNOR, "https://example.org/paper.pdf")],
)  # fmt: skip
def test_what_is_named_or_is_no_paper_is_fine(named: Entry) -> None:
    assert found(named) == []


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        (entry(3, XNOR, A), entry(9, XNOR, A), ["same-paper-twice"]),
        (entry(3, XNOR, A), entry(9, XNOR.lower(), B), ["same-paper-twice"]),
        (entry(3, XNOR, A), entry(9, "XNOR-Net", A), ["same-paper-twice"]),
        (entry(3, XNOR, A), entry(9, "Binarized Neural Networks", A), ["same-identifier"]),
        (entry(3, "Nets", A, venue="ICML", year=2016), entry(9, "Nets", B, venue="ICML", year=2016),
         ["same-paper-twice"]),
        (entry(3, "Nets", A), entry(9, "Nets", B), []),
        (entry(3, XNOR, A), entry(9, XNOR, A, kind="other"), []),
        (entry(3, XNOR, A), entry(9, "Binarized Neural Networks", B), []),
        (entry(3, "One Paper of Them All", "https://a.org/b"), entry(9, "Another Paper", "https://a.org/b"), []),
    ],
)  # fmt: skip
def test_a_paper_that_stands_there_twice(first: Entry, second: Entry, codes: list[str]) -> None:
    assert found(first, second) == [(9, code) for code in codes]


def test_both_lines_are_named() -> None:
    (problem,) = problems_of_entries([entry(3, "XNOR", A), entry(9, "Binary Networks", A)], [None, None])
    assert problem.message == 'arxiv:1603.05279 of "Binary Networks" is that of "XNOR" in line 3'


def test_comments_that_ask_for_what_cannot_be_had() -> None:
    tags = (("titel", "x"), ("key", "a b"), ("topic", "binary"))
    assert list(wrong_tags([entry(3, XNOR, A, tags=tags)])) == [
        (3, "there is no titel to fix; did you mean title?"),
        (3, "not every BibTeX can read the key 'a b'; it is passed over"),
    ]


# ---- what the lock knows

PUBLISHED = Record(type="paper-conference", title=XNOR, venue="ECCV", year=2016)
PREPRINT = Record(type="article", title=XNOR, venue="arXiv", year=2016)
JOURNAL = Record(type="article-journal", title=XNOR, venue="TPAMI", year=2016)


def at_odds(listed: Entry, record: Record, **fields: Any) -> list[str]:
    paper = Paper("k", listed, "resolved", record=record)._replace(**fields)
    return [problem.code for problem in problems_of_entries([listed], [paper])]


@pytest.mark.parametrize(
    ("venue", "year", "record", "codes"),
    [
        ("ECCV", 2016, PUBLISHED, []),
        ("European Conference on Computer Vision", 2016, PUBLISHED, []),
        ("", None, PUBLISHED, []),
        ("Some Meeting", 2016, PUBLISHED, []),
        ("Some Meeting", 2013, PUBLISHED, ["year-at-odds"]),
        ("ECCV", 2017, PUBLISHED, ["year-at-odds"]),
        ("TPAMI", 2017, JOURNAL, []),
        ("TPAMI", 2018, JOURNAL, ["year-at-odds"]),
        ("CVPR", 2016, PUBLISHED, ["venue-at-odds"]),
        ("ECCV workshop", 2016, PUBLISHED, ["venue-at-odds"]),
        ("arXiv", 2016, PUBLISHED, ["published-since"]),
        ("arXiv", 2016, PREPRINT, []),
        ("arXiv", 2017, PREPRINT, []),
        ("arXiv", 2019, PREPRINT, ["year-at-odds"]),
        ("CVPR", 2017, PREPRINT, []),
    ],
)
def test_venue_and_year(venue: str, year: int | None, record: Record, codes: list[str]) -> None:
    assert at_odds(entry(3, XNOR, A, venue=venue, year=year), record) == codes


def test_a_year_without_venue_may_be_that_of_the_preprint() -> None:
    listed = entry(3, XNOR, A, year=2013)
    assert at_odds(listed, PUBLISHED, preprint=PREPRINT._replace(year=2013)) == []


@pytest.mark.parametrize(
    ("title", "nickname", "codes"),
    [
        (XNOR, "", []), (XNOR.upper(), "", []), ("XNOR-Net", "", []), (XNOR.partition(": ")[2], "XNOR-Net", []),
        (XNOR.replace("Binary ", ""), "", ["title-at-odds"]), ("Binarized Neural Networks", "", ["title-at-odds"]),
    ],
)  # fmt: skip
def test_titles(title: str, nickname: str, codes: list[str]) -> None:
    assert at_odds(entry(3, title, A, nickname=nickname), PUBLISHED) == codes


@pytest.mark.parametrize(
    ("title", "tag"), [("Some Other Title", ("title", XNOR)), (XNOR, ("venue", "ECCV")), (XNOR, ("year", "2016"))]
)
def test_what_a_person_fixed_is_no_longer_at_odds(title: str, tag: tuple[str, str]) -> None:
    assert at_odds(entry(3, title, A, venue="CVPR", year=2016, tags=(tag, ("venue", "ECCV"))), PUBLISHED) == []


def test_what_is_not_resolved_proves_nothing() -> None:
    assert at_odds(entry(3, XNOR, A, venue="CVPR", year=2016), PUBLISHED, status="review") == []


def test_what_is_said_of_a_paper_that_has_come_out() -> None:
    listed = entry(3, XNOR, A, venue="arXiv", year=2015)
    assert problems_of_entries([listed], [Paper("k", listed, "resolved", record=PUBLISHED)]) == [
        Problem(3, 0, "published-since", "published in ECCV 2016, the list says arXiv 2015", "papercite show k")
    ]


# ---- the text


def of_text(text: str, *lines: int) -> list[Problem]:
    return problems_of_text(text, slips(text), [entry(line, XNOR, A) for line in lines])


def test_a_broken_link() -> None:
    assert of_text(f"# A\n- é [[pdf]] ({A})\n", 2) == [
        Problem(2, 6, "broken-link", f"a space parts the text of the link from its address: [pdf]] ({A})",
                f"write [pdf]]({A})")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines", "empty"),
    [
        ("# Papers\n## A\n- x\n## B\n\n## C\n- y\n", (3, 7), [4]),
        ("# Papers\n## A\n- x\n## B\n<a name='b'></a>\n---\n", (3,), [4]),
        ("# Papers\n## A\n- x\n## B\nnone yet\n", (3,), []),
        ("# Papers\n## A\n- x\n## B\n### C\n- y\n", (3, 6), []),
        ("# Papers\n## A\n- x\n## B\n### C\n", (3,), []),
        ("# Title\n# Contents\n# A\n- x\n# B\n", (4,), [5]),
        ("# Papers\n## A\n## B\n# More\n- x\n", (5,), []),
        ("# Papers\r\n## A\r\n- x\r\n## B\r\n", (3,), [4]),
        ("## A\n- x\n```\n## B\n```\n", (2,), []),
        ("", (), []),
    ],
)
def test_empty_sections(text: str, lines: tuple[int, ...], empty: list[int]) -> None:
    assert [(problem.line, problem.code) for problem in of_text(text, *lines)] == [
        (line, "empty-section") for line in empty
    ]


def test_codes_are_written_alike() -> None:
    assert [code for code in CODES if code != code.lower() or " " in code or "_" in code] == []


# ---- what was passed over


def test_a_line_that_leads_to_a_paper_and_is_no_entry_is_named() -> None:
    text = (
        "- [Contents](#a)\n- [SysML](https://arxiv.org/abs/1801.00002)\n- 2018\n  - A Paper of Towers, ICML 2018\n"
        "- [Tool](https://github.com/a/b)\n\n| Name | Paper |\n|-|-|\n| | [SysML](https://arxiv.org/abs/1801.00002) |\n"
    )
    found = problems_of_drafts(drafts(blocks(text, "papers.md")))
    why = '"SysML" leads to a paper, but no entry was read here: it has no title'
    assert found == [
        Problem(2, 0, "passed-over", why, "see papercite parse --explain 2"),
        Problem(9, 0, "passed-over", why, "see papercite parse --explain 9"),
    ]

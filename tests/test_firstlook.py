"""A first look at a list: what is counted, what a person should check, which entry is shown."""

from __future__ import annotations

import pytest

from papercite.firstlook import COPIED, LONG, NAMELESS, NO_PAPER, NO_TITLE, ONE_WORD, first_look
from papercite.record import Entry, Link

ARXIV = (Link("paper", "https://arxiv.org/abs/1701.00001", "paper"),)
PAGE = (Link("paper", "https://example.org/paper.pdf", "paper"),)
GOOD = Entry(1, "Alpha Beta Networks", venue="CVPR", year=2017, section=("A",), links=ARXIV)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (GOOD, []),
        (GOOD._replace(year=None, venue=""), []),  # the identifier is enough
        (GOOD._replace(links=()), []),  # so is the year
        (GOOD._replace(kind="other"), [NO_PAPER]),
        (GOOD._replace(title="…"), [NO_TITLE]),
        (GOOD._replace(title="word " * 50), [LONG]),
        (GOOD._replace(title="ImageNet", links=PAGE), [ONE_WORD]),
        (GOOD._replace(title="ImageNet"), []),
        (GOOD._replace(links=PAGE, year=None), [NAMELESS]),
    ],
)
def test_what_a_person_should_check(entry: Entry, why: list[str]) -> None:
    assert list(first_look([entry]).doubts) == why


def test_a_link_that_stands_beside_two_titles() -> None:
    copy = GOOD._replace(line=2, title="Gamma Delta Pruning")
    assert first_look([GOOD, copy]).doubts == {COPIED: [copy]}


def test_a_paper_may_be_listed_twice() -> None:
    assert first_look([GOOD, GOOD._replace(line=2, section=("B",), title="Alpha-Beta Networks")]).doubts == {}


def test_what_is_counted() -> None:
    others = [GOOD._replace(line=2, links=PAGE), GOOD._replace(line=3, section=("A", "B")), GOOD._replace(section=())]
    look = first_look([GOOD, *others])
    assert (look.entries, look.headings, look.named) == (4, 2, 3)


def test_the_entry_that_is_shown_is_the_one_of_which_most_is_known() -> None:
    full = GOOD._replace(line=2, nickname="AB", authors=("A. Smith",))
    doubtful = full._replace(line=3, kind="other")
    assert first_look([GOOD, full, doubtful]).sample == full


def test_a_list_without_entries_has_nothing_to_show() -> None:
    assert first_look([]) == (0, 0, 0, {}, None)

"""A changed list and its old lock: papers are found again, and none is given to another entry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite import lists
from papercite.join import join
from papercite.record import Entry, Paper, Record

ALPHA = "- **[AB]** Alpha Beta Networks, CVPR 2017, [[paper]](https://arxiv.org/abs/1701.00001)\n"
GAMMA = "- Gamma Delta Pruning, ICML 2018\n"
EPSILON = "- Epsilon Zeta Search, NIPS 2019, [[paper]](https://openreview.net/forum?id=EpsilonZ)\n"
OLD = ALPHA + GAMMA + EPSILON


def _joined(old: str, new: str) -> str:
    """Old lines that the new entries are, counted from 1; 0 for a new one."""
    papers = [Paper(str(number), entry) for number, entry in enumerate(lists.read(old, "a.md"), 1)]
    return " ".join(paper.key if paper else "0" for paper in join(lists.read(new, "a.md"), papers))


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD, "1 2 3"),
        ("", ""),
        (EPSILON + GAMMA + ALPHA, "3 2 1"),
        (EPSILON + ALPHA, "3 1"),
        ("# Heading\n\n" + OLD, "1 2 3"),
        ("- New Kind of Paper, ICLR 2020\n" + OLD, "0 1 2 3"),
        (GAMMA.replace("ICML", "International Conference on Machine Learning"), "2"),
        (GAMMA.replace("Gamma Delta", "gamma-delta"), "2"),
        (GAMMA.replace("2018", "2018, [[code]](https://github.com/a/b)"), "2"),
        (GAMMA.replace("- ", "- **[GD]** "), "2"),
        (ALPHA.replace("abs/1701.00001", "pdf/1701.00001v2.pdf"), "1"),
        (ALPHA.replace("Alpha Beta Networks", "Alpha Beta Networks: A Subtitle"), "1"),
        (ALPHA.replace("Alpha Beta Networks", "Alfa Beta Networks"), "1"),  # the link tells
        (GAMMA.replace("Gamma", "Gama"), "2"),  # one letter, in the same venue, year and section
        (GAMMA.replace("Gamma", "Gama").replace("2018", "2019"), "0"),
        (GAMMA.replace("Pruning", "Tuning"), "0"),  # a word that is another
        (GAMMA.replace("ICML 2018", "TPAMI 2023"), "0"),  # a paper of the same title
        (ALPHA.replace("Alpha Beta Networks", "Something Wholly Different"), "0"),  # a link beside another title
        (ALPHA.replace("Alpha Beta Networks", "Alpha Beta Networks 2"), "0"),
        (ALPHA.replace("1701.00001", "1801.00009"), "1"),  # the title is the same
        (ALPHA + ALPHA, "1 0"),  # nobody twice
        (ALPHA.replace("2017", "2018") + ALPHA, "0 1"),  # word for word goes first
    ],
)
def test_entries_find_their_papers(new: str, found: str) -> None:
    assert _joined(OLD, new) == found


def test_one_link_beside_two_titles() -> None:
    old = ALPHA + ALPHA.replace("Beta", "Beto")
    new = ALPHA.replace("Beta", "Beto").replace("CVPR", "ICCV") + ALPHA.replace("CVPR", "ICCV")
    assert _joined(old, new) == "2 1"


def test_two_papers_of_one_title_are_told_apart_by_place_and_year() -> None:
    old = "- Gamma Delta Pruning, ICML 2018\n- Gamma Delta Pruning, TPAMI 2020\n"
    new = "- **[GD]** Gamma Delta Pruning, TPAMI 2020\n- **[GD]** Gamma Delta Pruning, ICML 2018\n"
    assert _joined(old, new) == "2 1"


def test_a_paper_that_is_listed_twice_is_told_apart_by_its_headings() -> None:
    old = f"# A\n{ALPHA}# B\n{ALPHA}# C\n{GAMMA}"
    new = f"# C\n{GAMMA}{ALPHA}# B\n{ALPHA.replace('CVPR', 'ICCV')}"  # the first was moved, the second edited
    assert _joined(old, new) == "3 1 2"


def test_two_that_fit_one_paper_equally_well_are_both_new() -> None:
    old = "- Gamma Delta Pruning, 2018, [[paper]](https://arxiv.org/abs/1701.00001)\n"
    new = f"# A\n{old.replace('Pruning', 'Pruning for All')}{old.replace('Pruning', 'Pruning for You')}"
    assert _joined(old, new) == "0 0"


def test_the_better_of_two_is_taken_whichever_comes_first() -> None:
    nearer, farther = ALPHA.replace("CVPR", "ICCV"), ALPHA.replace("Networks", "Networks and More")
    assert (_joined(ALPHA, nearer + farther), _joined(ALPHA, farther + nearer)) == ("1 0", "0 1")


def test_the_title_that_was_found_out_counts_too() -> None:
    old = Entry(1, "Learned Step Quantization", links=lists.read(ALPHA, "a.md")[0].links)
    paper = Paper("esser2020learned", old, record=Record(title="Learned Step Size Quantization"))
    new = old._replace(title="Learned Step Size Quantization (LSQ) ", line=7)
    assert join([new._replace(title="Learned Step Size Quantization")], [paper]) == [paper]


def test_a_new_list_and_an_empty_lock() -> None:
    assert join(lists.read(OLD, "a.md"), []) == [None, None, None]


ENTRIES = st.lists(
    st.builds(
        Entry,
        line=st.integers(1, 9),
        title=st.sampled_from(["Alpha Nets", "Alpha Nets 2", "Beta Nets", "alpha-nets", "…"]),
        venue=st.sampled_from(["", "CVPR"]),
        links=st.sampled_from([entry.links for entry in lists.read(OLD, "a.md")]),
    ),
    max_size=8,
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(ENTRIES, ENTRIES)
def test_no_paper_is_given_twice(entries: list[Entry], old: list[Entry]) -> None:
    found = join(entries, [Paper(str(number), entry) for number, entry in enumerate(old)])
    keys = [paper.key for paper in found if paper]
    assert (len(found), len(keys)) == (len(entries), len(set(keys)))


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.permutations(lists.read(OLD, "a.md")))
def test_moving_entries_loses_none(moved: list[Entry]) -> None:
    papers = [Paper(entry.title, entry) for entry in lists.read(OLD, "a.md")]
    found = join([entry._replace(line=place) for place, entry in enumerate(moved, 1)], papers)
    assert [paper.key if paper else "" for paper in found] == [entry.title for entry in moved]

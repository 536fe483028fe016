"""Is it a paper? What speaks for one, and what against."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.block import ITEM, PARAGRAPH, ROW, Block, Cell
from papercite.lists.grouping import Group
from papercite.lists.kinds import NONE, OTHER, PAPER, Kind, is_beyond_doubt, kind_of
from papercite.lists.line import Line
from papercite.lists.place import KNOWN, NAMED, Place
from papercite.lists.units import Unit
from papercite.record import Link

ARXIV = Link("pdf", "https://arxiv.org/abs/1512.03385", "paper")
HOST = Link("here", "https://www.nature.com/collections/a", "paper")
CODE = Link("code", "https://github.com/a/b", "code")
BLOG, VIDEO = Link("blog", "https://a.org/blog/b", "other"), Link("video", "https://youtu.be/a", "video")
CVPR, YEAR = Place("CVPR", 2016, KNOWN), Place("", 2016)
NAME = "Deep Residual Learning for Image Recognition"
SAID = Line(NAME)


def _group(kind: str = ITEM, *section: str, heads: tuple[str, ...] = ()) -> Group:
    cells = tuple(Cell(head, ()) for head in heads)
    return Group(Unit(Block(kind, 7, 7, section=section, cells=cells), 7, (), Line(), cells))


# ---- without a title


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        (Link("arXiv:1512.03385", ARXIV.url, "paper"), Kind(PAPER, "it is the identifier or address of a paper")),
        (Link(ARXIV.url, ARXIV.url, "paper"), Kind(PAPER, "it is the identifier or address of a paper")),
        (ARXIV, Kind(NONE, "it has no title")),
        (Link("arXiv", ARXIV.url, "paper"), Kind(NONE, "it has no title")),
        (Link(HOST.url, HOST.url, "paper"), Kind(NONE, "it has no title")),
        (CODE, Kind(NONE, "it has no title")),
    ],
)
def test_an_identifier_alone_is_a_paper(link: Link, kind: Kind) -> None:
    assert kind_of(Line(links=(link,)), _group(), 0.0) == kind


def test_an_identifier_in_a_paragraph_is_none() -> None:
    line = Line(links=(Link("arXiv:1512.03385", ARXIV.url, "paper"),))
    assert kind_of(line, _group(PARAGRAPH), 1.0) == Kind(NONE, "it has no title")


@pytest.mark.parametrize("title", ["", "...", "—"])
def test_signs_are_no_title(title: str) -> None:
    assert kind_of(Line(title, place=CVPR), _group(), 1.0) == Kind(NONE, "it has no title")


# ---- links, places and people


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (SAID._replace(links=(ARXIV,)), Kind(PAPER, "it has a link to a paper")),
        (SAID._replace(links=(CODE, ARXIV)), Kind(PAPER, "it has a link to a paper")),
        (SAID._replace(place=CVPR), Kind(PAPER, "the list says where it appeared")),
        (SAID._replace(people=("K. He",), place=YEAR), Kind(PAPER, "the list says where it appeared")),
        (SAID._replace(people=("K. He",)), Kind(PAPER, "the list names its authors")),
        (SAID._replace(people=("K. He",), links=(CODE,)), Kind(PAPER, "the list names its authors")),
        (SAID._replace(place=CVPR, links=(BLOG, VIDEO)), Kind(OTHER, "it only leads to a blog, a video or slides")),
        (SAID._replace(place=Place("Blog", 2016, NAMED)), Kind(OTHER, "the list calls it Blog")),
        (SAID._replace(place=Place("GitHub", 2016, NAMED), links=(ARXIV,)), Kind(OTHER, "the list calls it GitHub")),
        (SAID._replace(links=(CODE,)), Kind(OTHER, "no link to a paper, no venue, no authors")),
        (SAID._replace(place=YEAR), Kind(OTHER, "no link to a paper, no venue, no authors")),
        (SAID, Kind(NONE, "nothing speaks for a paper")),
        (SAID._replace(anchors=1), Kind(NONE, "it leads to a place in the same list")),
        (Line("CVPR", links=(ARXIV,)), Kind(OTHER, "its title is the name of a venue")),
        (Line("Neural Information Processing Systems"), Kind(OTHER, "its title is the name of a venue")),
    ],
)
def test_links_places_and_people_speak_for_a_paper(line: Line, kind: Kind) -> None:
    assert kind_of(line, _group(), 0.0) == kind


# ---- headings


@pytest.mark.parametrize("heading", ["Tools", "Awesome Datasets", "Blogs and Courses", "Related", "数据集", "博客"])
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (SAID._replace(links=(HOST,)),
         Kind(OTHER, "its heading is for other things, and only its host speaks for a paper")),
        (SAID._replace(links=(CODE,)), Kind(OTHER, "its heading is for other things")),
        (SAID._replace(people=("K. He",)), Kind(OTHER, "its heading is for other things")),
        (SAID._replace(links=(ARXIV,)), Kind(PAPER, "it has a link to a paper")),
        (SAID._replace(links=(HOST,), place=CVPR), Kind(PAPER, "it has a link to a paper")),
        (SAID._replace(links=(Link("b", "https://a.org/b.pdf", "paper"),)), Kind(PAPER, "it has a link to a paper")),
        (SAID._replace(place=CVPR), Kind(PAPER, "the list says where it appeared")),
    ],
)  # fmt: skip
def test_a_heading_for_other_things_speaks_against_a_paper(heading: str, line: Line, kind: Kind) -> None:
    assert kind_of(line, _group(ITEM, "Papers", heading), 1.0) == kind


@pytest.mark.parametrize("heading", ["Papers", "2016", "Object Detection", "论文"])
def test_another_heading_does_not(heading: str) -> None:
    line = SAID._replace(links=(HOST,))
    assert kind_of(line, _group(ITEM, "Tools", heading), 0.0) == Kind(PAPER, "it has a link to a paper")


# ---- what stands beside it


@pytest.mark.parametrize(
    ("line", "section", "share", "kind"),
    [
        (SAID, "", 0.6, Kind(OTHER, "only a title, among papers")),
        (SAID, "", 0.5, Kind(NONE, "nothing speaks for a paper")),
        (Line("Two Words"), "", 1.0, Kind(NONE, "nothing speaks for a paper")),
        (SAID._replace(links=(CODE,)), "", 0.8, Kind(PAPER, "it is like the papers beside it")),
        (SAID._replace(links=(CODE,)), "", 0.7, Kind(OTHER, "no link to a paper, no venue, no authors")),
        (SAID._replace(links=(CODE,)), "Reading", 0.7, Kind(PAPER, "it is like the papers beside it")),
        (SAID._replace(place=YEAR), "", 0.7, Kind(PAPER, "it is like the papers beside it")),
        (SAID._replace(links=(BLOG,)), "Papers", 1.0, Kind(OTHER, "no link to a paper, no venue, no authors")),
    ],
)
def test_papers_beside_it_speak_for_a_paper(line: Line, section: str, share: float, kind: Kind) -> None:
    assert kind_of(line, _group(ITEM, section), share) == kind


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        (("Name", "Year"), Kind(OTHER, "a row without links, in a table that heads no titles")),
        (("Title", "Year"), Kind(PAPER, "the list says where it appeared")),
    ],
)
def test_a_row_without_links_needs_a_column_of_titles(heads: tuple[str, ...], kind: Kind) -> None:
    assert kind_of(SAID._replace(place=CVPR), _group(ROW, heads=heads), 1.0) == kind


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (SAID._replace(links=(CODE, ARXIV)), True),
        (SAID._replace(place=CVPR), True),
        (SAID._replace(place=YEAR), False),
        (SAID._replace(links=(CODE,), people=("K. He",)), False),
        (Line(), False),
    ],
)
def test_a_paper_is_beyond_doubt_by_link_or_venue(line: Line, expected: bool) -> None:
    assert is_beyond_doubt(line) == expected


LINES = st.builds(
    Line,
    st.sampled_from(["", NAME, "CVPR", "Tools"]) | st.text(max_size=8),
    people=st.sampled_from([(), ("K. He",)]),
    place=st.sampled_from([Place(), CVPR, YEAR, Place("Blog", 2016)]),
    links=st.lists(st.sampled_from([ARXIV, HOST, CODE, BLOG, VIDEO]), max_size=2).map(tuple),
    anchors=st.integers(0, 1),
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(LINES, st.sampled_from([ITEM, PARAGRAPH, ROW]), st.sampled_from(["Papers", "Tools", "A"]), st.floats(0, 1))
def test_the_more_papers_stand_beside_it_the_more_it_is_one(line: Line, kind: str, heading: str, share: float) -> None:
    ranks = [NONE, OTHER, PAPER]
    by_share = [ranks.index(kind_of(line, _group(kind, heading), one).kind) for one in (0.0, share, 1.0)]
    assert by_share == sorted(by_share)

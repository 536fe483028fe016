"""Is it a paper? What is none is no entry; what is probably none is an entry of the kind "other"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from papercite.identify import names_a_work
from papercite.lists.block import PARAGRAPH, ROW, Span
from papercite.lists.labels import is_file, is_list, kind_of_label
from papercite.lists.named import is_bare
from papercite.lists.place import KNOWN, place_of
from papercite.lists.rows import has_title_column
from papercite.text import has_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.lists.grouping import Group
    from papercite.lists.line import Line
    from papercite.record import Link

PAPER, OTHER, NONE = "paper", "other", ""


class Kind(NamedTuple):
    """What an entry is, and why."""

    kind: str
    why: str


# Headings of what lists hold beside papers.
_NO_PAPERS = re.compile(
    r"\b(?:tools?|software|librar(?:y|ies)|toolkits?|toolbox(?:es)?|frameworks?|packages?|data\s?sets?|benchmarks?|corpora|"
    r"blogs?|courses?|lectures?|tutorials?|videos?|talks?|books?|podcasts?|newsletters?|researchers?|people|groups?|labs?|"
    r"communit(?:y|ies)|conferences?|workshops?|events?|related|resources?|links|lists?|contribut\w+|licen[cs]e|"
    r"acknowledge?ments?|contents?|citation|citing|contact|about|sponsors?|jobs?|companies|products?|demos?|"
    r"news|updates?|change\s?log|announcements?|records?|history|"
    r"implementations?|repositor(?:y|ies)|projects?|competitions?|challenges?|api|apps?|services?|models|leaderboards?)\b"
    r"|工具|数据集|教程|课程|博客|书籍|目录|贡献|许可",
    re.IGNORECASE,
)
_PAPERS = re.compile(r"\bpapers?\b|\bpublications?\b|\breadings?\b|论文|論文|논문", re.IGNORECASE)
_OTHER_VENUE = re.compile(r"^(?:blog|website|github|tweet|post|video|medium|podcast|tool|course|news)\b", re.IGNORECASE)
_LIKELY, _VERY_LIKELY = 0.6, 0.75  # shares of a list's entries that are papers beyond doubt


def kind_of(line: Line, group: Group, share: float) -> Kind:
    """Whether what a group says is a paper.

    share    how many of its siblings are papers beyond doubt, 0 to 1
    """
    if not line.title or not has_words(line.title):
        return _of_untitled(line, group)
    if line.anchors and not line.links:
        return Kind(NONE, "it leads to a place in the same list")
    if _OTHER_VENUE.match(line.place.venue):
        return Kind(OTHER, f"the list calls it {line.place.venue}")
    if not line.people and not line.place.year and _is_a_venue(line.title):
        return Kind(OTHER, "its title is the name of a venue")
    if line.has_paper:
        if _is_for_others(group) and not _is_surely_paper(line):
            return Kind(OTHER, "its heading is for other things, and only its host speaks for a paper")
        return Kind(PAPER, "it has a link to a paper")
    return _without_paper_link(line, group, share)


def _of_untitled(line: Line, group: Group) -> Kind:
    """An identifier alone is a paper; a label or a mark alone is nothing."""
    if group.head.block.kind == PARAGRAPH or line.anchors or line.title:
        return Kind(NONE, "it has no title")
    works = [link for link in line.links if link.kind == PAPER and names_a_work(link.url)]
    if any(link.label == link.url or is_bare(Span(link.label, url=link.url)) for link in works):
        return Kind(PAPER, "it is the identifier or address of a paper")
    return Kind(NONE, "it has no title")


def _without_paper_link(line: Line, group: Group, share: float) -> Kind:
    has_place = bool(line.place.venue or (line.people and line.place.year))
    is_row = group.head.block.kind == ROW
    if is_row and not line.links and not line.people and not has_title_column(group.head.cells):
        return Kind(OTHER, "a row without links, in a table that heads no titles")
    if has_place and _only(line.links, "other", "video", "slides"):
        return Kind(OTHER, "it only leads to a blog, a video or slides")
    if has_place:
        return Kind(PAPER, "the list says where it appeared")
    if not line.links and not line.people and not line.place.year:
        words = len(line.title.split())
        is_like_others = share > 0.5 and words > 2 and group.head.block.kind != PARAGRAPH
        if is_like_others and share > _LIKELY and words > 3 and not _is_for_others(group):
            return Kind(PAPER, "only a title, but nearly all beside it are papers")
        return Kind(OTHER, "only a title, among papers") if is_like_others else Kind(NONE, "nothing speaks for a paper")
    if _is_for_others(group) and len(line.people) < 2:
        return Kind(OTHER, "its heading is for other things")
    if is_row and line.place.year and len(line.title.split()) > 2 and has_title_column(group.head.cells):
        return Kind(PAPER, "the table heads titles, and gives a year")
    if line.people:
        return Kind(PAPER, "the list names its authors")
    is_likely = share > _LIKELY and not _only(line.links, "other", "video") and " " in line.title
    speaks_for_it = line.place.year or share > _VERY_LIKELY or not line.links or _is_among_papers(group)
    if is_likely and speaks_for_it:
        return Kind(PAPER, "it is like the papers beside it")
    return Kind(OTHER, "no link to a paper, no venue, no authors")


def is_beyond_doubt(line: Line) -> bool:
    """A paper by itself, whatever stands beside it."""
    return line.has_paper or bool(line.place.venue or (line.people and line.place.year))


def _only(links: Iterable[Link], *kinds: str) -> bool:
    kept = [link.kind for link in links]
    return bool(kept) and all(kind in kinds for kind in kept)


def _is_surely_paper(line: Line) -> bool:
    """More than the host says that it is a paper: an identifier, a file, a label, a place with a year."""
    if line.people or (line.place.venue and line.place.year):
        return True
    papers = [link for link in line.links if link.kind == PAPER and not is_list(link.url)]
    return any(kind_of_label(link.label) or is_file(link.url) or names_a_work(link.url) for link in papers)


def _is_a_venue(title: str) -> bool:
    place = place_of(title) if title.count(" ") < 11 else None
    return bool(place and place.venue and place.certainty == KNOWN)


def _is_among_papers(group: Group) -> bool:
    return any(map(_PAPERS.search, group.head.block.section))


def _is_for_others(group: Group) -> bool:
    section = group.head.block.section
    return bool(section) and _names_no_papers(section[-1])


@lru_cache(256)
def _names_no_papers(heading: str) -> bool:
    """What the heading names are no papers: "Tools and Libraries", "Datasets for X", but not "Video Generation"."""
    plain = heading.strip(_EDGE)
    return any(_is_head_word(plain, found) for found in _NO_PAPERS.finditer(plain))


_EDGE = " \t.:!*_#()[]（）【】"
_BEHIND_HEAD = re.compile(
    r"\s*(?:$|[/&,;:|()\[\]+-]|\W*$|(?:and|or|for|of|on|about|in|from|with|by|to)\b|[^\x00-\x7f])", re.IGNORECASE
)


def _is_head_word(heading: str, found: re.Match[str]) -> bool:
    """The word is what its part of the heading is about: nothing that it only describes follows."""
    return not found[0].isascii() or bool(_BEHIND_HEAD.match(heading, found.end()))

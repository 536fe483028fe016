"""A row of a table -> what it says: the cell with the title, and what the heads of the other columns tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.lists.dressed import PLAIN
from papercite.lists.ends import bare_title, without_signs
from papercite.lists.labels import role_of_head
from papercite.lists.line import Line, all_links, line_of
from papercite.lists.peel import merged
from papercite.lists.people import people_of
from papercite.lists.place import KNOWN, Place, place_of
from papercite.lists.runs import flow_of
from papercite.text import fold, has_words, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.lists.block import Cell

_LONGEST_NAME = 90  # letters
_NOTHING = frozenset(("na", "n a", "none", "tbd", "tba", "unknown", "null"))  # what fills an empty cell


def line_of_row(cells: Sequence[Cell]) -> Line:
    """What the cells of a row say together; an empty line if no cell holds a title or an identifier."""
    roles = [role_of_head(cell.head) for cell in cells]
    has_title = "title" in roles
    lines = [_line_of_cell(cell, role, is_read=not has_title or role in ("title", "", "links")) for cell, role in
             zip(cells, roles, strict=True)]  # fmt: skip
    titled = title_column(roles, lines)
    if (
        titled < 0 and "nickname" in roles and any(line.has_paper for line in lines)
    ):  # "Name | Paper | Code", with labels below all but the first
        named = roles.index("nickname")
        lines[named] = _line_of_cell(cells[named], "", is_read=True)
        titled = title_column(roles, lines)
    if titled < 0:
        links = tuple(dict.fromkeys(link for line in lines for link in line.links))
        return Line(links=links)
    line = lines[titled]
    if "code" in roles and roles[titled] != "code":  # what carries the title is the paper, wherever it is
        links = tuple(
            link._replace(kind="paper") if fold(link.label) == fold(line.title) else link for link in line.links
        )
        line = line._replace(links=links)
    for place, (role, other, cell) in enumerate(zip(roles, lines, cells, strict=True)):
        if place != titled:
            line = _with_cell(line, role, other, cell)
    return line


def has_title_column(cells: Sequence[Cell]) -> bool:
    """One of the heads says that its column holds the titles."""
    return any(role_of_head(cell.head) == "title" for cell in cells)


def title_column(roles: Sequence[str], lines: Sequence[Line]) -> int:
    """The cell that holds the title: by the head of its column, else the one that looks most like one; -1 if none."""
    titled = [place for place, line in enumerate(lines) if line.title]
    for wanted in ("title", "links", "nickname"):
        for place in titled:
            if roles[place] == wanted and (wanted != "links" or len(lines[place].title.split()) > 2):
                return place
    free = [place for place in titled if roles[place] in ("", "project", "code")]
    dressed = [place for place in free if lines[place].dress != PLAIN]
    return max(dressed or free, key=lambda place: min(lines[place].words, 12), default=-1)


def _line_of_cell(cell: Cell, role: str, *, is_read: bool) -> Line:
    """What a cell says; of a column whose head tells what it holds only that is read."""
    flow = flow_of(cell.spans, "code" if role == "code" else "")
    if is_read:
        return line_of(flow, is_title=role == "title")
    said = Line(links=all_links(flow), tags=flow.tags)
    if role in ("venue", "year"):
        return said._replace(place=merged([place for run in flow.runs if (place := place_of(run.text))]))
    return said


def _with_cell(line: Line, role: str, other: Line, cell: Cell) -> Line:
    """`line` with what another cell of its row says."""
    text = tidy("".join(span.text for span in cell.spans))
    if role == "authors":
        people = people_of(text)
        line = line._replace(people=people.names if people else (text,) if text else line.people)
    elif role in ("venue", "year"):
        place = other.place
        is_named = has_words(text) and len(text) < _LONGEST_NAME and fold(text) not in _NOTHING
        if role == "venue" and not place.venue and is_named:
            place = place_of(text) or Place(without_signs(text), place.year, KNOWN)
        certainty = place.certainty if place.venue else line.place.certainty
        line = line._replace(place=Place(place.venue or line.place.venue, place.year or line.place.year, certainty))
    elif role == "nickname" and has_words(text) and len(text) < _LONGEST_NAME:
        line = line._replace(nickname=line.nickname or bare_title(text))
    elif role == "" and not line.people and other.people and not other.title:
        line = line._replace(people=other.people)
    if role in ("", "links") and other.place.year and not other.title:
        line = line._replace(place=line.place.with_more(other.place))
    return line._replace(links=tuple(dict.fromkeys((*line.links, *other.links))), tags=(*line.tags, *other.tags))

"""Blocks -> units: a block, or the lines of a paragraph of which each begins an entry, with what it says."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.bibtex import line_of_bibtex
from papercite.lists.block import BIBTEX, BREAK, PARAGRAPH, ROW, TEXT, Block, Cell, Span
from papercite.lists.citation import AUTHORS_FIRST, TITLE_FIRST
from papercite.lists.dressed import PLAIN
from papercite.lists.inline import HARD, SOFT
from papercite.lists.line import Line, line_of
from papercite.lists.runs import flow_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Unit(NamedTuple):
    """A block, or one line of a paragraph, with what it says."""

    block: Block
    number: int  # its line
    spans: tuple[Span, ...]
    line: Line
    cells: tuple[Cell, ...] = ()

    @property
    def last(self) -> int:
        """The last line of it."""
        is_part = self.block.kind == PARAGRAPH
        return (
            self.number + sum(span.kind == BREAK and bool(span.text) for span in self.spans)
            if is_part
            else self.block.last
        )


def units_of(blocks: Sequence[Block]) -> list[Unit]:
    """Units in the order of their lines; where a line by itself leaves it open, most of the list decides."""
    units = _read(blocks)
    usual = usual_order(unit.line for unit in units)
    return [_read_again(unit, usual) if unit.line.is_unsure else unit for unit in units] if usual else units


def usual_order(lines: Iterable[Line]) -> str:
    """How the citations of a list are built, "" if there is no telling: people first or the title first."""
    counts = Counter(line.order for line in lines if line.people)
    first, last = counts[AUTHORS_FIRST], counts[TITLE_FIRST]
    if first + last < 3:
        return ""
    return AUTHORS_FIRST if first > 2 * last else TITLE_FIRST if last > 2 * first else ""


def _read_again(unit: Unit, usual: str) -> Unit:
    return unit._replace(line=line_of(flow_of(unit.spans), usual))


def _read(blocks: Sequence[Block]) -> list[Unit]:
    units: list[Unit] = []
    for block in blocks:
        if block.kind == PARAGRAPH:
            units += _paragraph(block)
        elif block.kind == ROW:
            units.append(Unit(block, block.line, (), Line(), block.cells))
        elif block.kind == BIBTEX:
            units.append(Unit(block, block.line, block.spans, line_of_bibtex(block.spans[0].text)))
        else:
            spans = _with_keyed_lines(block.spans) if block.last > block.line else block.spans
            units.append(Unit(block, block.line, spans, line_of(flow_of(spans))))
    return units


def _paragraph(block: Block) -> Iterator[Unit]:
    """A paragraph as one unit, or as one for each of its lines that begins an entry."""
    lines = _source_lines(block.spans)
    if len(lines) == 1:
        yield Unit(block, block.line, block.spans, line_of(flow_of(block.spans)))
        return
    starts, read = [0], {}
    is_numbered = _NUMBERED.match("".join(span.text for span in lines[0][:3]))
    for place, spans in enumerate(lines):
        if place and not block.depth and _could_begin(spans):
            line = read[place] = line_of(flow_of(spans))
            if _begins(line) and (line.is_numbered or not is_numbered):
                starts.append(place)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        merged = _with_keyed_lines([span for line in lines[start:end] for span in line])
        is_read = start + 1 == end and start in read
        yield Unit(block, block.line + start, merged, read[start] if is_read else line_of(flow_of(merged)))


_TITLE_KEY = re.compile(
    r"\W*(?:paper |article )?(?:title|标题|题目|论文标题|论文题目|タイトル|제목)\W*[:：]", re.IGNORECASE
)
_ANY_KEY = re.compile(r"\W*[^\W\d_][\w ./-]{1,20}\W{0,3}[:：]")


def _with_keyed_lines(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that begin with "Title:", with the end of each line hard before the next key: "Authors:", "Link:"."""
    if not spans or not _TITLE_KEY.match("".join(span.text for span in spans[:2])):
        return tuple(spans)
    return tuple(
        span._replace(text=HARD)
        if span.kind == BREAK and span.text == SOFT and _ANY_KEY.match("".join(one.text for one in spans[at : at + 2]))
        else span
        for at, span in enumerate(spans, 1)
    )


_NUMBERED = re.compile(r"^\s*\**[\[(]\d{1,4}[\])]")


_STARTS = re.compile(r"\s*(?:[\[(]|[\"“]|\d+[.)]\s)")


def _could_begin(spans: Sequence[Span]) -> bool:
    """A quick look at a line: it begins with a dress, a number or a quotation mark, or holds a link."""
    first = next((span for span in spans if span.text.strip() and span.kind == TEXT), None)
    if first is None or (first.is_italic and not first.is_bold and not first.url):
        return False
    if first.is_bold or first.url or _STARTS.match(first.text):
        return True
    return first.text.count(" ") > 3 and (any(span.url for span in spans) or len(spans) < 3)


def _source_lines(spans: Sequence[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        lines[-1].append(span)
        if span.kind == BREAK and span.text:
            lines.append([])
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]


def _begins(line: Line) -> bool:
    """A line of a paragraph begins an entry of its own."""
    if line.is_numbered and (line.title or line.people):
        return True
    if not line.title or line.key not in ("", "title") or line.is_prose:
        return False
    has_paper = any(link.kind in ("paper", "unknown") for link in line.links)
    return line.dress != PLAIN or (has_paper and line.words > 2) or bool(line.people and line.place.year)

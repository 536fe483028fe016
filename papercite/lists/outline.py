"""Blocks as they are found one after the other, each with the headings above it: what all input forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.lists.block import BREAK, COMMENT, HEADING, IMAGE, Block
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papercite.lists.block import Cell, Span


class Outline:
    """Blocks found so far, and what holds for the next one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.headings: Mapping[int, str] = {}  # by level, from the outermost in
        self._section: tuple[str, ...] = ()  # the headings, from the outermost in
        self._families = 0

    def family(self) -> int:
        """A number for a new list or table."""
        self._families += 1
        return self._families

    def add(
        self,
        kind: str,
        line: int,
        last: int,
        spans: Iterable[Span] = (),
        *,
        depth: int = 0,
        family: int = 0,
        cells: Iterable[Cell] = (),
    ) -> None:
        """Keep a block that stands below the headings so far."""
        self.blocks.append(Block(kind, line, last, tuple(spans), depth, self._section, tuple(cells), family))

    def head(self, level: int, line: int, last: int, spans: Iterable[Span]) -> None:
        """Keep a heading; those of its level and below it end here."""
        spans = tuple(spans)
        self.back_to({above: title for above, title in self.headings.items() if above < level})
        self.add(HEADING, line, last, spans)
        self.back_to({**self.headings, level: plain_text(spans)})

    def back_to(self, headings: Mapping[int, str]) -> None:
        """Have these headings hold for what comes next."""
        if headings is not self.headings:
            self.headings, self._section = headings, tuple(headings.values())


def plain_text(spans: Iterable[Span]) -> str:
    """Text of spans without their dress: what a reader of the page sees, in one line."""
    seen = (" " if span.kind == BREAK else span.text for span in spans if span.kind not in (IMAGE, COMMENT))
    return tidy("".join(seen))

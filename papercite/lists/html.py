"""A block of HTML -> pieces: headings, items, rows of tables, paragraphs. What stands in a piece may be Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.block import BREAK, COMMENT, HEADING, ITEM, PARAGRAPH, ROW, Span
from papercite.lists.inline import SHOWN, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Tags that part a page, as pieces begin and end with them; all others dress the text inside a piece.
_STRUCTURE = re.compile(
    r"<!--.*?(?:-->|\Z)|</?(h[1-6]|table|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|p|div|center|details|summary|section|"
    r"blockquote|hr|script|style|pre)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(r"^(#{1,6})[ \t]+([^\n]*\S)[ \t]*$", re.MULTILINE)  # Markdown without an empty line before it
_BREAK = Span(SHOWN, kind=BREAK)
_UNREAD = frozenset(("script", "style", "pre"))


class Piece(NamedTuple):
    """One piece of a block of HTML."""

    kind: str
    line: int
    last: int
    spans: tuple[Span, ...] = ()
    cells: tuple[tuple[Span, ...], ...] = ()
    level: int = 0  # of a heading
    is_head: bool = False  # a row of column heads
    is_first: bool = False  # of its list or table
    depth: int = 1  # of an item: how many lists it stands in


def pieces_of(html: str, line: int, references: Mapping[str, str]) -> Iterator[Piece]:
    """Pieces of a block of HTML in their order.

    line        the line it begins in, 1-based
    references  addresses by label, for Markdown in it
    errors      none: a tag without partner ends with the block
    """
    return _Reader(html, line, references).pieces()


class _Reader:
    """Reads one block of HTML; nothing of it is trusted to be closed or nested as it should be."""

    def __init__(self, html: str, line: int, references: Mapping[str, str]) -> None:
        self.html, self.line, self.references = html, line, references
        self.cells: list[tuple[Span, ...]] | None = None
        self.row_line = line
        self.heads = 0
        self.is_first = False
        self.lists = 0  # how many the text stands in
        self.inside = ""  # the tag that the text belongs to: li, h2, td ...

    def pieces(self) -> Iterator[Piece]:
        """The pieces in their order."""
        at, line, unread = 0, self.line, ""
        for found in _STRUCTURE.finditer(self.html):
            name, text = (found[1] or "").lower(), self.html[at : found.start()]
            if not unread:
                yield from self._text(text, line)
            line += self.html.count("\n", at, found.start())
            if name in _UNREAD:
                unread = "" if found[0].startswith("</") else name
            elif not name:
                yield from self._comment(found[0], line)
            elif not unread:
                yield from self._tag(name, found[0].startswith("</"), line)
            line += found[0].count("\n")
            at = found.end()
        if not unread:
            yield from self._text(self.html[at:], line)
        yield from self._row(line)

    def _text(self, text: str, line: int) -> Iterator[Piece]:
        """A run of text between two such tags."""
        content = text.strip()
        if not content:
            return
        line += text[: len(text) - len(text.lstrip())].count("\n")
        last = line + content.count("\n")
        spans = spans_of(content, self.references)
        if self.cells:
            parted = (_BREAK,) if self.cells[-1] and self.inside in ("p", "div", "li", "") else ()
            self.cells[-1] = (*self.cells[-1], *parted, *spans)
        elif self.inside == "li":
            yield Piece(ITEM, line, last, spans, is_first=self._once(), depth=max(1, self.lists))
        elif self.inside[:1] == "h" and self.inside[1:].isdigit():
            yield Piece(HEADING, line, last, spans, level=int(self.inside[1]))
        elif heading := _HEADING.search(content):
            yield from self._text(content[: heading.start()], line)
            line += content.count("\n", 0, heading.start())
            yield Piece(HEADING, line, line, spans_of(heading[2], self.references), level=len(heading[1]))
            yield from self._text(content[heading.end() :], line)
        elif any(span.text.strip() or span.image for span in spans):
            yield Piece(PARAGRAPH, line, last, spans)

    def _comment(self, text: str, line: int) -> Iterator[Piece]:
        """A comment; in a cell it is part of that."""
        span = Span(text[4:].removesuffix("-->"), kind=COMMENT)
        if self.cells:
            self.cells[-1] = (*self.cells[-1], span)
        else:
            yield Piece(COMMENT, line, line + text.count("\n"), (span,))

    def _once(self) -> bool:
        first, self.is_first = self.is_first, False
        return first

    def _tag(self, name: str, closes: bool, line: int) -> Iterator[Piece]:
        if name in ("ul", "ol"):
            self.lists = max(0, self.lists + (-1 if closes else 1))
        if name == "table" or (name in ("ul", "ol") and self.cells is None):
            self.is_first = not closes
        if name in ("tr", "table"):
            yield from self._row(line)
        if name == "tr" and not closes:
            self.cells, self.row_line, self.heads = [], line, 0
        elif name in ("td", "th") and not closes:
            if self.cells is None:  # a row whose beginning stands in another block
                self.cells, self.row_line = [], line
            self.cells.append(())
            self.heads += name == "th"
        self.inside = "" if closes and name == self.inside else self.inside if closes else name

    def _row(self, last: int) -> Iterator[Piece]:
        """The row that was open, if it holds anything."""
        cells, self.cells = self.cells, None
        if cells and any(cells):
            yield Piece(ROW, self.row_line, last, cells=tuple(cells), is_head=self.heads == len(cells),
                        is_first=self._once())  # fmt: skip

"""What the first step of reading gives: the blocks of a list, each with its lines, in the order of the text.

Values only. Every input form makes the same blocks, so the steps after it (grouping, fields) know no form.
"""

from __future__ import annotations

from typing import NamedTuple

# What a block is.
HEADING, ITEM, PARAGRAPH, ROW, BIBTEX = "heading", "item", "paragraph", "row", "bibtex"

# What a span is.
TEXT, CODE, IMAGE, COMMENT, BREAK = "text", "code", "image", "comment", "break"


class Span(NamedTuple):
    """A run of text in one dress."""

    text: str  # of an image its alternative text, of a comment what stands inside, of a break the end of line
    is_bold: bool = False
    is_italic: bool = False
    url: str = ""  # where it links to, as the list has it
    kind: str = TEXT
    image: str = ""  # address of the picture


class Cell(NamedTuple):
    """One cell of a table, with the head of its column ("" if the column has none)."""

    head: str
    spans: tuple[Span, ...]


class Block(NamedTuple):
    """One block: a heading, an item's own first paragraph, another paragraph, a row, a BibTeX entry.

    What an item holds beyond its own first paragraph follows it, with a depth that says so: a paragraph in an item
    has the item's depth, an item in it one more. Outside of all items a block has depth 0.
    """

    kind: str
    line: int  # 1-based, where it starts
    last: int  # the last line that is its own
    spans: tuple[Span, ...] = ()
    depth: int = 0  # how many items it stands in; an item counts itself
    section: tuple[str, ...] = ()  # headings above, from the outermost in
    cells: tuple[Cell, ...] = ()  # of a row
    family: int = 0  # siblings (items of one list, rows of one table) share this number

"""Papers -> a table for people: in colour and fitted to the width on a terminal, plain aligned text elsewhere."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_COLUMNS
from papercite.formats.columns import COLUMNS, footer, groups, rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from papercite.formats.columns import Cell
    from papercite.record import Paper

_STYLES = {"key": "cyan", "venue": "green", "year": "magenta", "nickname": "bold", "status": "yellow", "topics": "blue"}
_FLEXIBLE = (
    "title",
    "authors",
    "container-title",
    "publisher",
    "topics",
    "section",
    "url",
)  # columns that may be folded to fit
_LEAST = 20  # columns of a terminal that a folded cell needs to be read


def render(
    papers: Sequence[Paper], *, columns: Sequence[str] = DEFAULT_COLUMNS, group_by: str = "", prefer: str = "published"
) -> str:
    """Plain aligned text with a line of headings and a footer."""
    parts = []
    for heading, members in groups(papers, group_by, prefer):
        texts = [[cell.text for cell in row] for row in rows(members, columns, prefer)]
        parts.append((f"{heading} ({len(members)})\n" if heading else "") + aligned(columns, texts))
    return "\n".join(parts) + f"\n{footer(papers)}\n"


def aligned(columns: Sequence[str], texts: Sequence[Sequence[str]]) -> str:
    """Rows under the headings of their columns; numbers to the right."""
    shown = [COLUMNS[name] for name in columns]
    numbers = [place for place, column in enumerate(shown) if column.is_number]
    return in_columns([[column.heading for column in shown], *texts], numbers)


def in_columns(lines: Sequence[Sequence[str]], to_the_right: Collection[int] = ()) -> str:
    """Lines in columns of equal width, two spaces between; columns of these numbers to the right."""
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    rows = (
        "  ".join(
            _padded(text, space, place in to_the_right)
            for place, (text, space) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
    return "".join(f"{row.rstrip()}\n" for row in rows)


def width(text: str) -> int:
    """Columns that a text takes on a terminal: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    seen = (c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in seen)


def _padded(text: str, space: int, to_the_right: bool) -> str:
    padding = " " * (space - width(text))
    return padding + text if to_the_right else text + padding


def show(
    papers: Sequence[Paper],
    console: Console,
    *,
    columns: Sequence[str] = DEFAULT_COLUMNS,
    group_by: str = "",
    prefer: str = "published",
) -> None:
    """Print the table on a terminal; what a cell leads to can be clicked where the terminal can.

    Where the terminal is too narrow for the columns, each paper is a block of its own with a cell a line.
    """
    from rich.text import Text

    body = rows(papers, columns, prefer)
    draw = _table if least_width(columns, body) <= console.width else _blocks
    for heading, members in groups(papers, group_by, prefer):
        if heading:
            console.print(Text(f"{heading} ({len(members)})", style="bold"))
        console.print(draw(columns, rows(members, columns, prefer)))
    console.print(Text(footer(papers), style="dim"))


def least_width(columns: Sequence[str], body: Sequence[Sequence[Cell]]) -> int:
    """Width of the narrowest table that can still be read: folded where that does no harm."""
    cells = zip(*([COLUMNS[name].heading for name in columns], *([c.text for c in row] for row in body)), strict=True)
    widths = [max(map(width, texts)) for texts in cells]
    folded = [min(space, _LEAST) if name in _FLEXIBLE else space for name, space in zip(columns, widths, strict=True)]
    return sum(folded) + 3 * (len(columns) - 1) + 2


def _table(columns: Sequence[str], body: Sequence[Sequence[Cell]]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in columns:
        column = COLUMNS[name]
        table.add_column(
            column.heading, style=_STYLES.get(name), justify="right" if column.is_number else "left", overflow="fold",
            no_wrap=name not in _FLEXIBLE,
        )  # fmt: skip
    for row in body:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _blocks(columns: Sequence[str], body: Sequence[Sequence[Cell]]) -> Table:
    """A line for each cell that is not empty, its heading in front, and a blank line behind each paper."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for row in body:
        for name, cell in zip(columns, row, strict=True):
            if cell.text:
                table.add_row(COLUMNS[name].heading, _text(cell, _STYLES.get(name, "")))
        table.add_row()
    return table


def _text(cell: Cell, style: str = "") -> Text:
    from rich.style import Style
    from rich.text import Text

    return Text(cell.text, style=Style.parse(style) + Style(link=cell.url) if cell.url else style)

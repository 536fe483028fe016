"""Papers -> a table for people: in colour and fitted to the width on a terminal, plain aligned text elsewhere."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_COLUMNS
from papercite.formats.columns import COLUMNS, footer, groups, rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.console import Console
    from rich.text import Text

    from papercite.formats.columns import Cell
    from papercite.record import Paper

_STYLES = {"key": "cyan", "venue": "green", "year": "magenta", "nickname": "bold", "status": "yellow", "topics": "blue"}
_FLEXIBLE = ("title", "authors", "topics", "section", "url")  # columns that may be folded to fit


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
    """Print the table on a terminal; what a cell leads to can be clicked where the terminal can."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    for heading, members in groups(papers, group_by, prefer):
        if heading:
            console.print(Text(f"{heading} ({len(members)})", style="bold"))
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for name in columns:
            column = COLUMNS[name]
            table.add_column(
                column.heading, style=_STYLES.get(name), justify="right" if column.is_number else "left",
                overflow="fold", no_wrap=name not in _FLEXIBLE and name != "key", ratio=None,
            )  # fmt: skip
        for row in rows(members, columns, prefer):
            table.add_row(*(_text(cell) for cell in row))
        console.print(table)
    console.print(Text(footer(papers), style="dim"))


def _text(cell: Cell) -> Text:
    from rich.style import Style
    from rich.text import Text

    return Text(cell.text, style=Style(link=cell.url) if cell.url else "")

"""Papers -> comma-separated values, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_COLUMNS
from papercite.formats.columns import COLUMNS, groups, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.record import Paper

_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # what a spreadsheet calculates


def render(
    papers: Sequence[Paper], *, columns: Sequence[str] = DEFAULT_COLUMNS, group_by: str = "", prefer: str = "published"
) -> str:
    """A table with a line of column names; a group is a first column named after what it groups by."""
    return separated(papers, ",", columns, group_by, prefer)


def separated(papers: Sequence[Paper], delimiter: str, columns: Sequence[str], group_by: str, prefer: str) -> str:
    """The table with this between its cells; none holds a line end, those with a delimiter or a quote are quoted."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow([group_by, *columns] if group_by else columns)
    for heading, members in groups(papers, group_by, prefer):
        for row in rows(members, columns, prefer):
            cells = [
                safe(cell.url if COLUMNS[name].is_link else cell.text) for name, cell in zip(columns, row, strict=True)
            ]
            writer.writerow([safe(heading), *cells] if group_by else cells)
    return text.getvalue()


def safe(text: str) -> str:
    """A text that a spreadsheet takes for a text: one that would be a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text

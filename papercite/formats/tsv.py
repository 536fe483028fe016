"""Papers -> tab-separated values, safe to open in a spreadsheet: what csv.py writes, with tabs between the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_COLUMNS
from papercite.formats.csv import separated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.record import Paper


def render(
    papers: Sequence[Paper], *, columns: Sequence[str] = DEFAULT_COLUMNS, group_by: str = "", prefer: str = "published"
) -> str:
    """A table with a line of column names; a group is a first column named after what it groups by."""
    return separated(papers, "\t", columns, group_by, prefer)

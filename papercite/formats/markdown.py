"""Papers -> a Markdown table, or one under each heading; or a list, which markdownlist.py writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.errors import UsageError
from papercite.formats import DEFAULT_COLUMNS
from papercite.formats.columns import COLUMNS, groups, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.formats.columns import Cell
    from papercite.record import Paper

_MARKED = re.compile(r"([\\`*_{}\[\]<>|~#$]|!(?=\[)|&(?=#?\w+;))")

_UNSAFE = re.compile(r"[<>|\\]")  # in the address of a link in a table


def render(
    papers: Sequence[Paper], *, columns: Sequence[str] = (), group_by: str = "", layout: str = "table",
    with_bibtex: bool = False, prefer: str = "published",
) -> str:  # fmt: skip
    """A table in GitHub's Markdown, or a list of bullets; "" for no papers.

    errors  UsageError for columns of a list, and for BibTeX in a table
    """
    if layout == "list":
        if columns:
            raise UsageError("--columns does not go with --layout list\n  hint: a list shows the same of each paper")
        from papercite.formats import markdownlist

        return markdownlist.render(papers, group_by=group_by, bibtex=with_bibtex, prefer=prefer)
    if with_bibtex:
        raise UsageError("--with-bibtex goes with --layout list\n  hint: a table has no place for it")
    parts = []
    for heading, members in groups(papers, group_by, prefer):
        table = _table(members, columns or DEFAULT_COLUMNS, prefer)
        parts.append(f"## {escaped(heading)}\n\n{table}" if heading else table)
    return "\n".join(parts) if papers else ""


def _table(papers: Sequence[Paper], columns: Sequence[str], prefer: str) -> str:
    heads = [COLUMNS[name].heading for name in columns]
    rules = ["---:" if COLUMNS[name].is_number else "---" for name in columns]
    body = [[_cell(cell) for cell in row] for row in rows(papers, columns, prefer)]
    return "".join(f"| {' | '.join(line)} |\n" for line in [heads, rules, *body])


def _cell(cell: Cell) -> str:
    if not cell.url or not cell.text:
        return escaped(cell.text)
    address = _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", cell.url).replace("&", "&amp;")
    return f"[{escaped(cell.text)}](<{address}>)"


def escaped(text: str) -> str:
    """Text in which Markdown finds nothing of its own."""
    return _MARKED.sub(r"\\\1", text)

"""Papers -> formatted references in plain text: one a line, a blank line between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_STYLE
from papercite.formats.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.record import Paper


def render(papers: Iterable[Paper], *, style: str = DEFAULT_STYLE, prefer: str = "published") -> str:
    """References in a style: a name of STYLES, or the path of a file in CSL; "" for no papers."""
    lines = [
        f"{one.label} {''.join(run.text for run in one.runs)}".strip() for one in references(papers, style, prefer)
    ]
    return "\n\n".join(lines) + "\n" if lines else ""

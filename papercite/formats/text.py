"""Papers -> formatted references in plain text: one a line, a blank line between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_STYLE
from papercite.formats.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.formats.references import Reference
    from papercite.record import Paper


def render(papers: Iterable[Paper], *, style: str = DEFAULT_STYLE, prefer: str = "published") -> str:
    """References in a style: a name of STYLES, or the path of a file in CSL; "" for no papers."""
    return written(references(papers, style, prefer))


def written(found: Iterable[Reference]) -> str:
    """The references as text."""
    lines = [" ".join(filter(None, (one.label, "".join(run.text for run in one.runs)))) for one in found]
    return "\n\n".join(lines) + "\n" if lines else ""

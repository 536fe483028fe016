"""Papers -> one page of the web that needs nothing else: no server, no network, no other file.

The page is a table of all papers. Its script (page.js, and theme.js before anything is drawn) adds what a table
cannot do: search, filters, order, BibTeX to copy and to take home. All that it works with stands in the table and in
the filters beside it, so each thing is there once and the page is whole without a script. A Content-Security-Policy
forbids whatever is not ours.
"""

from __future__ import annotations

import os
from base64 import b64encode
from hashlib import sha256
from html import escape
from string import Template
from typing import TYPE_CHECKING

from papercite import __version__
from papercite.formats import PAGE_COLUMNS
from papercite.formats.page import charts, facets
from papercite.formats.page.table import table
from papercite.record import REVIEW, UNRESOLVED
from papercite.text import tidy
from papercite.versions import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papercite.record import Paper

TITLE = "Papers"
_HERE = os.path.dirname(os.path.abspath(__file__))
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16'"
    " rx='3' fill='%231f5fa8'/%3E%3Cpath d='M4 4.5h8M4 8h8M4 11.5h5' stroke='white' stroke-width='1.5'/%3E%3C/svg%3E"
)


def render(
    papers: Sequence[Paper],
    *,
    columns: Sequence[str] = PAGE_COLUMNS,
    group_by: str = "",
    title: str = TITLE,
    prefer: str = "published",
) -> str:
    """The page.

    columns   what the table shows of a paper, besides its links and its BibTeX
    group_by  a heading above each group; a paper stands under the first of its headings
    title     heading of the page
    returns   HTML, the same for the same papers; a page that says so for no papers
    """
    records = [shown(paper, prefer) for paper in papers]
    filters = facets.of(papers, records)
    style, theme, script = _file("page.css"), _file("theme.js"), _file("page.js")
    heading = tidy(title) or TITLE
    return Template(_file("page.html")).substitute(
        policy=_policy(style, theme, script),
        icon=_ICON,
        version=__version__,
        style=style,
        theme=theme,
        script=script,
        title=escape(heading),
        about=_about(papers),
        number=len(papers),
        filters=facets.fieldsets(filters),
        overview=charts.overview(filters),
        table=table(papers, records, filters, columns, group_by, prefer) if papers else "",
    )


def _file(name: str) -> str:
    """A file of this folder; line ends as HTML counts them, whatever a checkout made of them."""
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:
        return file.read()


def _policy(style: str, *scripts: str) -> str:
    """What the page may do: its own style and scripts by their hashes, pictures within it, nothing else."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": _hash(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _about(papers: Sequence[Paper]) -> str:
    """How many papers there are, how many nobody could verify, and when sources were last asked."""
    said = [f"{len(papers):,} paper{'s' * (len(papers) != 1)}"]
    if doubtful := sum(paper.status in (REVIEW, UNRESOLVED) for paper in papers):
        said.append(f"{doubtful:,} not verified")
    if date := _last_asked(papers):
        said.append(f'looked up <time datetime="{date}">{date}</time>')
    return " · ".join(said)


def _last_asked(papers: Iterable[Paper]) -> str:
    return escape(max((tidy(source.retrieved)[:10] for paper in papers for source in paper.sources), default=""))

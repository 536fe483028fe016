"""The table of the page: a row a paper, with its links and its BibTeX."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from papercite.formats import bibtex
from papercite.formats.columns import COLUMNS, groups, rows
from papercite.formats.page.charts import bands
from papercite.record import REVIEW, UNRESOLVED
from papercite.text import fold, tidy, web_address
from papercite.versions import arxiv_address, arxiv_of, doi_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papercite.formats.columns import Cell
    from papercite.formats.page.facets import Facet
    from papercite.record import Paper, Record

_NO_SPACE = re.compile(r"(\w)\(")  # "code(PyTorch)"
_SEARCHED = ("nickname", "title", "authors", "venue", "year")  # searched even where they are not shown


def table(
    papers: Sequence[Paper],
    records: Sequence[Record],
    filters: dict[str, Facet],
    columns: Sequence[str],
    group_by: str,
    prefer: str,
) -> str:
    """The table of all papers.

    columns   what it shows of a paper, besides its links and its BibTeX
    group_by  a heading above each group; under each stand the papers that no heading above it has
    """
    lines = dict(zip(map(id, papers), _rows(papers, records, filters, columns, prefer), strict=True))
    heads = "".join(f'<th scope="col">{COLUMNS[name].heading}' for name in columns)
    parts = [f'<table>\n<thead>\n<tr>{heads}<th scope="col">Links and BibTeX\n</thead>']
    for heading, members in groups(papers, group_by, prefer):
        left = "".join(lines.pop(id(member)) for member in members if id(member) in lines)
        head = f'<tr class="group"><th scope="rowgroup" colspan="{len(columns) + 1}">{escape(heading)}\n'
        parts += [f"<tbody>\n{head if heading else ''}{left}</tbody>"] if left else []
    return "\n".join([*parts, "</table>"])


def _rows(
    papers: Sequence[Paper],
    records: Sequence[Record],
    filters: dict[str, Facet],
    columns: Sequence[str],
    prefer: str,
) -> Iterator[str]:
    unseen = [name for name in _SEARCHED if name not in columns]
    band_of = bands(filters["topic"])[1]
    shown_cells = rows(papers, columns, prefer)
    for place, (paper, words) in enumerate(zip(papers, rows(papers, unseen, prefer), strict=True)):
        marks = "".join(
            f' data-{name}="{" ".join(map(str, facet.held[place]))}"'
            for name, facet in filters.items()
            if facet.held[place]
        )
        cells = "".join(
            f"<td{_kind(name)}>{_cell(name, cell, paper, columns)}"
            for name, cell in zip(columns, shown_cells[place], strict=True)
        )
        yield (
            f'<tr id="ref-{escape(tidy(paper.key))}" data-band="{band_of[place]}"{marks}'
            f' data-words="{escape(" ".join(cell.text for cell in words if cell.text))}">'
            f"{cells}<td>{_more(paper, records[place], prefer)}"
        )


# ---- cells

# Columns whose cells say by themselves what they are: the others have their heading in front of them.
_PLAIN = ("key", "nickname", "title", "authors", "venue", "year", "topics")


def _kind(name: str) -> str:
    return f' class="{name}"' + ("" if name in _PLAIN else f' data-head="{COLUMNS[name].heading}"')


def _cell(name: str, cell: Cell, paper: Paper, columns: Sequence[str]) -> str:
    if name == "topics":
        return " ".join(f"<span>{escape(tidy(topic))}</span>" for topic in paper.topics)
    content = _link(cell.url, cell.text) if cell.url and cell.text else escape(cell.text)
    return _before(cell.text, paper, columns) + content if name == "title" else content


def _before(title: str, paper: Paper, columns: Sequence[str]) -> str:
    """In front of a title: that nobody could verify the paper, and the name that people call it, if the title does
    not begin with it."""
    nickname = tidy(paper.entry.nickname)
    says_it = not nickname or "nickname" in columns or f"{fold(title)} ".startswith(f"{fold(nickname)} ")
    flag = paper.status if paper.status in (REVIEW, UNRESOLVED) and "status" not in columns else ""
    return (f"<mark>{flag}</mark> " if flag else "") + (f"<b>{escape(nickname)}</b> " if not says_it else "")


def _more(paper: Paper, record: Record, prefer: str) -> str:
    """Links of a paper, and its BibTeX."""
    key = tidy(paper.key)
    entry = bibtex.render([paper._replace(key=key)], prefer=prefer)
    links = " ".join(_link(url, label) for url, label in _links(paper, record).items())
    here = f'<a class="key" href="#ref-{escape(key)}">{escape(key)}</a>'
    return f"<p>{here} {links}</p><details><summary>BibTeX</summary><pre>{escape(entry)}</pre></details>\n"


def _links(paper: Paper, record: Record) -> dict[str, str]:
    """Address -> what it is called: arXiv, DOI, then those of the list in its words; of two that are called the same
    the second says its host."""
    number = arxiv_of(paper)[0]
    there = [
        ("arXiv", arxiv_address(number)),
        ("DOI", doi_address(record.doi)),
        ("paper", record.url),
        *((_NO_SPACE.sub(r"\1 (", tidy(link.label)) or link.kind, link.url) for link in paper.entry.links),
    ]
    found: dict[str, str] = {}
    for label, address in there:
        url = web_address(address)
        if url and url not in found:
            found[url] = f"{label} ({_host(url)})" if label in found.values() else label
    return found


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(text)}</a>'

"""Columns that every table has in common: what a paper shows in each, and papers in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.errors import UsageError
from papercite.names import full_name
from papercite.record import name_of
from papercite.text import tidy, web_address
from papercite.versions import arxiv_address, arxiv_of, doi_address, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papercite.record import Paper, Record


class Cell(NamedTuple):
    """Text of a cell, and where it leads."""

    text: str
    url: str = ""


class Column(NamedTuple):
    """One column: heading and what it shows of a paper and the record that is printed of it."""

    heading: str
    cell: Callable[[Paper, Record], Cell]
    is_number: bool = False
    is_link: bool = False  # its text only says that there is an address


def _link_of(paper: Paper, kind: str) -> str:
    return next((link.url for link in paper.entry.links if link.kind == kind), "")


def _main_url(paper: Paper, record: Record) -> str:
    return doi_address(record.doi) or record.url or _link_of(paper, "paper") or arxiv_address(record.arxiv)


def _arxiv(paper: Paper, _record: Record) -> Cell:
    number = arxiv_of(paper)[0]
    return Cell(number, arxiv_address(number))


def _linked(kind: str) -> Callable[[Paper, Record], Cell]:
    """The cell of a column that says, in one word, that the list has a link of this kind."""

    def cell(paper: Paper, _record: Record) -> Cell:
        url = _link_of(paper, kind)
        return Cell(kind if url else "", url)

    return cell


def _doi(_paper: Paper, record: Record) -> Cell:
    return Cell(record.doi, doi_address(record.doi))


COLUMNS: dict[str, Column] = {
    "key": Column("Key", lambda paper, _: Cell(paper.key)),
    "nickname": Column("Name", lambda paper, _: Cell(paper.entry.nickname)),
    "title": Column(
        "Title", lambda paper, record: Cell(record.title or name_of(paper.entry), _main_url(paper, record))
    ),
    "authors": Column("Authors", lambda _, record: Cell(", ".join(full_name(person) for person in record.authors))),
    "venue": Column("Venue", lambda _, record: Cell(record.venue)),
    "container-title": Column("Published in", lambda _, record: Cell(record.container_title)),
    "year": Column("Year", lambda _, record: Cell(str(record.year or "")), is_number=True),
    "type": Column("Type", lambda _, record: Cell(record.type)),
    "volume": Column("Volume", lambda _, record: Cell(record.volume)),
    "number": Column("Number", lambda _, record: Cell(record.number)),
    "pages": Column("Pages", lambda _, record: Cell(record.pages)),
    "publisher": Column("Publisher", lambda _, record: Cell(record.publisher)),
    "doi": Column("DOI", _doi),
    "arxiv": Column("arXiv", _arxiv),
    "url": Column("Link", lambda paper, record: Cell(_main_url(paper, record), _main_url(paper, record))),
    "code": Column("Code", _linked("code"), is_link=True),
    "project": Column("Project", _linked("project"), is_link=True),
    "topics": Column("Topics", lambda paper, _: Cell(", ".join(paper.topics))),
    "section": Column("Section", lambda paper, _: Cell(" / ".join(paper.entry.section))),
    "status": Column("Status", lambda paper, _: Cell(paper.status)),
    "line": Column("Line", lambda paper, _: Cell(str(paper.entry.line)), is_number=True),
}


def columns_of(names: str | Iterable[str]) -> tuple[str, ...]:
    """Names of columns in "key,title,venue", or one by one; `UsageError` for one that does not exist."""
    names = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else tuple(names)
    for name in names:
        if name not in COLUMNS:
            from papercite.suggest import did_you_mean

            raise UsageError(
                f"there is no column {name!r}{did_you_mean(name, COLUMNS)}\n  columns: {', '.join(COLUMNS)}"
            )
    return names


def rows(papers: Iterable[Paper], columns: Sequence[str], prefer: str) -> list[list[Cell]]:
    """A row of cells for each paper; texts are one line and hold no control characters."""
    shown_columns = [COLUMNS[name] for name in columns]
    return [[_tidied(column.cell(paper, shown(paper, prefer))) for column in shown_columns] for paper in papers]


def _tidied(cell: Cell) -> Cell:
    return Cell(tidy(cell.text), web_address(cell.url))


def groups(papers: Sequence[Paper], by: str, prefer: str) -> list[tuple[str, list[Paper]]]:
    """Papers under the headings that `by` makes; a paper of two topics stands under both.

    returns  in the order of the list for sections and topics, by name for venues and years; one group without a
             heading if `by` is empty
    """
    if not by:
        return [("", list(papers))]
    grouped: dict[str, list[Paper]] = {}
    for paper in papers:
        for heading in _headings(paper, by, prefer):
            grouped.setdefault(tidy(heading), []).append(paper)
    in_order = sorted(grouped) if by in ("year", "venue") else list(grouped)
    return [(heading, grouped[heading]) for heading in sorted(in_order, key=lambda heading: heading.startswith("("))]


def _headings(paper: Paper, by: str, prefer: str) -> list[str]:
    record = shown(paper, prefer)
    if by == "topic":
        return list(paper.topics) or ["(no topic)"]
    if by == "section":
        return [" / ".join(paper.entry.section) or "(no section)"]
    if by == "year":
        return [str(record.year or "(no year)")]
    return [record.venue or "(no venue)"]


def footer(papers: Sequence[Paper]) -> str:
    """What the table holds, in a line: "20 papers, 13 with code, 12 with DOI, 15 on arXiv"."""
    counts = {
        "with code": sum(bool(_link_of(paper, "code")) for paper in papers),
        "with DOI": sum(bool(shown(paper).doi) for paper in papers),
        "on arXiv": sum(bool(arxiv_of(paper)[0]) for paper in papers),
    }
    papers_counted = f"{len(papers):,} paper{'s' * (len(papers) != 1)}"
    return ", ".join([papers_counted, *(f"{number:,} {what}" for what, number in counts.items() if number)])

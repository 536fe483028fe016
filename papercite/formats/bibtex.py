"""Papers -> BibTeX, for classic styles and modern ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.formats.bibentry import BibEntry, address, bib_file, keywords, names, pages, text, unproven
from papercite.formats.capitals import title
from papercite.formats.latex import verbatim
from papercite.text import tidy
from papercite.versions import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from papercite.formats.bibentry import Fields
    from papercite.formats.bibwishes import Dialect
    from papercite.record import Paper, Record

# CSL type -> entry type and the field that holds where it appeared.
_TYPES = {
    "paper-conference": ("inproceedings", "booktitle"),
    "article-journal": ("article", "journal"),
    "chapter": ("incollection", "booktitle"),
    "book": ("book", ""),
    "thesis": ("phdthesis", ""),
    "report": ("techreport", ""),
}
_PUBLISHER = {"phdthesis": "school", "techreport": "institution"}
_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MACROS = frozenset(("month",))


def render(
    papers: Iterable[Paper],
    *,
    prefer: str = "published",
    to_ascii: bool = False,
    fields: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
    abbrev_venues: bool = False,
    max_authors: int = 0,
    url_if_doi: bool = False,
    crossref_proceedings: bool = False,
    strings: bool = False,
) -> str:
    """A .bib file.

    papers    in the order they are to stand
    prefer    which version is printed: published, preprint or listed
    to_ascii  accents as {\\'e}, for classic BibTeX; letters it cannot print stay
    fields    only these; none: all
    drop      all but these
    abbrev_venues         venues by their short or abbreviated names
    max_authors           so many, then "and others"; 0: all
    url_if_doi            the address beside a DOI too
    crossref_proceedings  what papers of one proceedings share stands once, in an entry of its own at the end
    strings               venues as @string macros
    returns   one entry a paper, a blank line between; "" for no papers
    errors    UsageError for a field that there is not
    """
    spell: Callable[[str], str] = str
    if to_ascii:
        from papercite.formats.accents import ascii_text as spell
    wishes = {
        "fields": fields, "drop": drop, "abbrev_venues": abbrev_venues, "max_authors": max_authors,
        "url_if_doi": url_if_doi, "crossref_proceedings": crossref_proceedings, "strings": strings,
    }  # fmt: skip
    return bib_file(papers, prefer, _entry, dialect, wishes, spell)


def _entry(paper: Paper, record: Record, arxiv: str, primary_class: str, url_if_doi: bool) -> BibEntry:
    kind, container = _TYPES.get(record.type, ("misc", "howpublished"))
    if kind == "misc" and arxiv:
        kind, container = "article", "journal"
    shows_number = kind == "article" and record.type == "article"
    where = f"arXiv preprint arXiv:{text(arxiv)}" if shows_number else text(record.container_title or record.venue)
    found = _fields(paper, record, kind, arxiv, primary_class, (container, where), url_if_doi)
    fields = [field for field in found if field[1]]
    return BibEntry(kind, paper.key, fields, "" if shows_number else record.venue or where, _MACROS)


def _fields(
    paper: Paper, record: Record, kind: str, arxiv: str, primary_class: str, place: tuple[str, str], url_if_doi: bool
) -> Fields:
    yield "author", names(record.authors)
    yield "title", title(tidy(record.title), paper.entry.nickname)
    if place[0]:
        yield place
    yield "series", text(record.series)
    yield "volume", text(record.volume)
    yield "number", text(record.number)
    yield "pages", pages(record.pages)
    yield "year", str(record.year or "")
    yield "month", _MONTHS[record.month] if record.year and record.month and 1 <= record.month <= 12 else ""
    yield _PUBLISHER.get(kind, "publisher"), text(record.publisher)
    yield "note", unproven(record) if kind == "article" and record.type == "article" else ""
    yield "doi", verbatim(record.doi)
    if url_if_doi or not record.doi:
        yield "url", address(record.url) or _address_of_preprint(record, arxiv)
    if arxiv:
        yield "eprint", verbatim(arxiv)
        yield "archiveprefix", "arXiv"
        yield "primaryclass", verbatim(primary_class)
    yield "keywords", keywords(paper)


def _address_of_preprint(record: Record, arxiv: str) -> str:
    return arxiv_address(verbatim(arxiv)) if record.type == "article" else ""


def dialect() -> Dialect:
    """What the options have to know of this dialect."""
    from papercite.formats.bibwishes import Dialect

    fields = (
        "author title booktitle journal howpublished series volume number pages year month publisher school "
        "institution note doi url eprint archiveprefix primaryclass keywords"
    )
    return Dialect(
        name="bibtex",
        fields=tuple(fields.split()),
        meant={
            "date": ("year", "month"),
            "journaltitle": ("journal",),
            "eprinttype": ("archiveprefix",),
            "eprintclass": ("primaryclass",),
        },
        date=("year", "month"),
        proceedings_title=("title", "booktitle"),
        has_key=True,
    )

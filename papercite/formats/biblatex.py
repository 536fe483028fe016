"""Papers -> BibTeX as biblatex and biber understand it: UTF-8, a preprint as @online, dates, events."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.formats.bibentry import BibEntry, address, bib_file, keywords, names, pages, text, unproven
from papercite.formats.capitals import title
from papercite.formats.latex import verbatim
from papercite.text import tidy
from papercite.versions import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.formats.bibentry import Fields
    from papercite.formats.bibwishes import Dialect
    from papercite.record import Paper, Record

_NUMBERED = ("series", "volume", "number", "pages")


class _Form(NamedTuple):
    """How a kind of work is written, with the fields that biblatex has for it and no others."""

    kind: str
    container: str  # field of where it appeared; "" if there is none
    publisher: str  # field of who brought it out; "" if there is none
    numbered: tuple[str, ...] = _NUMBERED


# By CSL type. A chapter is no @incollection: that has an editor, whom no record names.
_FORMS = {
    "paper-conference": _Form("inproceedings", "booktitle", "publisher"),
    "article-journal": _Form("article", "journaltitle", ""),
    "chapter": _Form("inbook", "booktitle", "publisher"),
    "book": _Form("book", "", "publisher"),
    "thesis": _Form("thesis", "", "institution", ("pages",)),
    "report": _Form("report", "", "institution", ("number", "pages")),
    "dataset": _Form("dataset", "", "publisher", ("series", "number")),
    "software": _Form("software", "howpublished", "organization", ()),
}
_PREPRINT = _Form("online", "", "organization", ())
_OTHER = _Form("misc", "howpublished", "organization", ())
# What a thesis or a report is said to be, by the names that biblatex translates; the same as in BibTeX.
_SUBTYPES = {"thesis": "phdthesis", "report": "techreport"}


def render(
    papers: Iterable[Paper],
    *,
    prefer: str = "published",
    fields: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
    abbrev_venues: bool = False,
    max_authors: int = 0,
    url_if_doi: bool = False,
    crossref_proceedings: bool = False,
    strings: bool = False,
) -> str:
    """A .bib file for biblatex.

    papers    in the order they are to stand
    prefer    which version is printed: published, preprint or listed
    fields    only these; none: all
    drop      all but these
    abbrev_venues         venues by their short or abbreviated names
    max_authors           so many, then "and others"; 0: all
    url_if_doi            the address beside a DOI or an arXiv number that says it, too
    crossref_proceedings  what papers of one proceedings share stands once, in an entry of its own at the end
    strings               venues as @string macros
    returns   one entry a paper, a blank line between; "" for no papers
    errors    UsageError for a field that there is not
    """
    wishes = {
        "fields": fields, "drop": drop, "abbrev_venues": abbrev_venues, "max_authors": max_authors,
        "url_if_doi": url_if_doi, "crossref_proceedings": crossref_proceedings, "strings": strings,
    }  # fmt: skip
    return bib_file(papers, prefer, _entry, dialect, wishes)


def _entry(paper: Paper, record: Record, arxiv: str, primary_class: str, url_if_doi: bool) -> BibEntry:
    form = _FORMS.get(record.type, _OTHER)
    url, where = address(record.url), record.container_title or record.venue
    if form is _OTHER and _is_online(record, arxiv, url, where):
        form = _PREPRINT
        url = url or (arxiv_address(verbatim(arxiv)) if url_if_doi else "")
    found = (
        *_what_it_is(paper, record, form, where),
        ("doi", verbatim(record.doi)),
        ("url", url if url_if_doi or not record.doi else ""),
        ("eprint", verbatim(arxiv)),
        ("eprinttype", "arxiv" if arxiv else ""),
        ("eprintclass", verbatim(primary_class) if arxiv else ""),
        ("keywords", keywords(paper)),
    )
    return BibEntry(form.kind, paper.key, [field for field in found if field[1]], record.venue or where)


def _is_online(record: Record, arxiv: str, url: str, where: str) -> bool:
    """A preprint that can be found, or a work that is known to be on arXiv and nowhere else."""
    return bool(arxiv or record.doi or url) if record.type == "article" else bool(arxiv and not where)


def _what_it_is(paper: Paper, record: Record, form: _Form, where: str) -> Fields:
    yield "author", names(record.authors)
    yield "title", title(tidy(record.title), paper.entry.nickname)
    yield "type", _SUBTYPES.get(form.kind, "")
    if form.container:
        yield form.container, text(where)
    if form.kind == "inproceedings" and record.venue != where:
        yield "eventtitle", text(record.venue)
    for name in form.numbered:
        yield name, pages(record.pages) if name == "pages" else text(getattr(record, name))
    yield from _dates(record)
    if form.publisher:
        is_kept_there = form is _PREPRINT and not record.arxiv  # by a server whose name no other field holds
        yield form.publisher, text(record.publisher or (where if is_kept_there else ""))
    yield "note", unproven(record) if form is _PREPRINT and record.arxiv else ""


def _dates(record: Record) -> Fields:
    """2016-10, or 2016; a year of other than four digits is no date that biber reads, and stands as a year."""
    if not record.year:
        return
    if not 1000 <= record.year <= 9999:
        yield "year", str(record.year)
    elif record.month and 1 <= record.month <= 12:
        yield "date", f"{record.year}-{record.month:02}"
    else:
        yield "date", str(record.year)


def dialect() -> Dialect:
    """What the options have to know of this dialect."""
    from papercite.formats.bibwishes import Dialect

    fields = (
        "author title type booktitle journaltitle howpublished eventtitle series volume number pages date year "
        "publisher institution organization note doi url eprint eprinttype eprintclass keywords"
    )
    return Dialect(
        name="biblatex",
        fields=tuple(fields.split()),
        meant={
            "year": ("date", "year"),
            "month": ("date",),
            "journal": ("journaltitle",),
            "school": ("institution",),
            "archiveprefix": ("eprinttype",),
            "primaryclass": ("eprintclass",),
        },
        date=("date",),
        proceedings_title=("title",),
        has_key=False,
    )

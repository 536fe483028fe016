"""The pages of papers at the proceedings' own sites: citation tags, each site in its own dress."""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from world.exchange import Ask, Reply, as_text
from world.facts import Shelf, full_name, number_of, reversed_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from papercite.record import Record
    from world.facts import Work

HOSTS = (
    "openaccess.thecvf.com", "proceedings.neurips.cc", "papers.nips.cc", "proceedings.mlr.press",
    "proceedings.mlsys.org", "aclanthology.org", "www.aaai.org", "aaai.org",
)  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
Tags = list[tuple[str, str]]


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """The page of a paper, its PDF, or a page that says that there is none."""
    address = ask.host.removeprefix("www.") + ask.path.rstrip("/")
    if ask.path.endswith(".pdf"):
        return Reply(200, b"%PDF-1.5\n%\xd0\xd4\xc5\xd8\n", "application/pdf")
    work = _addresses(shelf).get(address)
    if not work:
        return as_text("<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>", 404, "text/html")
    if ask.path.endswith(".bib"):
        return as_text(_bibtex(work.record, "\n"), 200, "text/plain; charset=utf-8")
    page = _DRESS[ask.host.removeprefix("www.")](work.record, f"https://{ask.host}{ask.path}")
    fingerprint = hashlib.sha256(page.encode()).hexdigest()[:20]
    kept = {"ETag": f'"{fingerprint}"', "Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"}
    return as_text(page, 200, "text/html; charset=utf-8")._replace(headers=kept)


def _addresses(shelf: Shelf) -> dict[str, Work]:
    """Host and path, without "www.", final slash and ".pdf", of all that has a page."""
    pages = {}
    for work in shelf.works:
        if not work.is_preprint:
            for address in work.addresses:
                parts = urlsplit(address)
                page = f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/').removesuffix('.pdf')}"
                pages[page] = pages[f"{page}.bib"] = work
                pages[page.replace("proceedings.neurips.cc", "papers.nips.cc")] = work
    return pages


# ---- the dress of each site


def _page(title: str, tags: Tags, body: str, quote: str = '"') -> str:
    metas = "\n".join(f'<meta name={quote}{name}{quote} content="{escape(value)}" >' for name, value in tags if value)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n{metas}\n'
        f'<script src="/static/jquery.js"></script>\n</head>\n<body>\n<div id="header">Proceedings</div>\n{body}\n'
        "</body>\n</html>\n"
    )


def _tags(record: Record, name: Callable[..., str], container: tuple[str, str], *, with_pages: bool = True) -> Tags:
    first, _, last = record.pages.partition("-")
    return [
        ("citation_title", record.title), *(("citation_author", name(person)) for person in record.authors),
        ("citation_publication_date", str(record.year)), container,
        *((("citation_firstpage", first), ("citation_lastpage", last or first)) if with_pages else ()),
    ]  # fmt: skip


def _cvf(record: Record, address: str) -> str:
    place = {"CVPR": "the IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
             "ICCV": "the IEEE/CVF International Conference on Computer Vision (ICCV)"}.get(
        record.venue, "the European Conference on Computer Vision (ECCV)")  # fmt: skip
    pdf = address.replace("/html/", "/papers/").replace(".html", ".pdf")
    tags = [*_tags(record, reversed_name, ("citation_conference_title", f"Proceedings of {place}")),
            ("citation_pdf_url", pdf)]  # fmt: skip
    names = ", ".join(full_name(person) for person in record.authors)
    bibtex = _bibtex(record._replace(pages=record.pages.replace("-", "--")), "<br>\n", f"Proceedings of {place}")
    body = (
        f'<div id="papertitle">{escape(record.title)}</div><div id="authors"><b><i>{escape(names)}</i></b>; '
        f"Proceedings of {place}, {record.year}, pp. {record.pages}</div>\n[<a class='fakelink'>bibtex</a>]\n"
        f'<div class="bibref">\n{bibtex}</div>'
    )
    return _page(f"CVF Open Access: {record.title}", tags, body)


def _bibtex(record: Record, end: str, place: str = "") -> str:
    authors = " and ".join(reversed_name(person) for person in record.authors)
    month = _MONTHS[record.month - 1] if record.month else ""
    fields = {"author": authors, "title": record.title, "booktitle": place or record.container_title, "month": month,
              "year": str(record.year), "pages": record.pages}  # fmt: skip
    lines = f",{end}".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    key = f"{record.authors[0].family}_{record.year}_{record.venue}".replace(" ", "")
    return f"@InProceedings{{{key},{end}{lines}{end}}}"


def _neurips(record: Record, address: str) -> str:
    """New pages: "Last, First", a journal, no pages of print. Old ones (a number): "First Last", a conference."""
    if re.search(r"/paper/\d+-", address):
        container = ("citation_conference_title", "Advances in Neural Information Processing Systems")
        tags = _tags(record, full_name, container)
    else:
        container = ("citation_journal_title", "Advances in Neural Information Processing Systems")
        tags = [*_tags(record, reversed_name, container, with_pages=False),
                ("citation_volume", str((record.year or 1987) - 1987))]  # fmt: skip
    pdf = address.replace("/hash/", "/file/").replace("-Abstract.html", "-Paper.pdf")
    body = f'<h4>{escape(record.title)}</h4>\n<p><a href="{pdf}">Paper</a></p>\n<h4>Abstract</h4><p>We write.</p>'
    return _page(record.title, [*tags, ("citation_pdf_url", pdf)], body)


def _pmlr(record: Record, address: str) -> str:
    """Old volumes have "Last, First" and a conference; newer ones "First Last" and a book, and BibTeX."""
    is_old = int(record.volume or 0) < 90
    kind = "citation_conference_title" if is_old else "citation_inbook_title"
    tags = _tags(record, reversed_name if is_old else full_name, (kind, record.container_title.partition(",")[0]))
    if not is_old:
        tags = [(name, f"{value}/05/24" if name == "citation_publication_date" else value) for name, value in tags]
    pdf = "../pdf/paper.pdf" if is_old else address.replace(".html", ".pdf")
    body = "" if is_old else f'<code class="citecode" id="bibtex">{escape(_bibtex(record, chr(10)))}</code>'
    return _page(record.title, [*tags, ("citation_pdf_url", pdf)], body)


def _mlsys(record: Record, address: str) -> str:
    container = ("citation_journal_title", "Proceedings of Machine Learning and Systems")
    return _page(record.title, _tags(record, reversed_name, container, with_pages=False), f"<!-- {address} -->")


def _acl(record: Record, address: str) -> str:
    doi = [("citation_doi", record.doi)] if record.doi else []
    tags = [*_tags(record, full_name, ("citation_conference_title", record.container_title)), *doi]
    bibtex = escape(_bibtex(record, "\n"))
    body = f'<a href="{address.rstrip("/")}.bib">BibTeX</a><pre id="citeBibtexContent">{bibtex}</pre>'
    return _page(f"{record.title} - ACL Anthology", tags, body, quote="")


def _aaai(record: Record, address: str) -> str:
    """Institutions follow their authors, and the date has a name of its own."""
    tags: Tags = [("citation_conference_title", record.container_title.partition(",")[0])]
    for person in record.authors:
        tags += [("citation_author", full_name(person)), ("citation_author_institution", "An institution")]
    tags += [("citation_title", record.title), ("citation_date", f"{record.year}/{record.month or 1:02d}/12"),
             ("citation_abstract_html_url", address), ("gs_meta_revision", str(number_of(address) % 9))]  # fmt: skip
    return _page(record.title, tags, f'<h2>{escape(record.title)}</h2>\n<a href="{address}/pdf">PDF</a>')


_DRESS: dict[str, Callable[[Record, str], str]] = {
    "openaccess.thecvf.com": _cvf, "proceedings.neurips.cc": _neurips, "papers.nips.cc": _neurips,
    "proceedings.mlr.press": _pmlr, "proceedings.mlsys.org": _mlsys, "aclanthology.org": _acl, "aaai.org": _aaai,
}  # fmt: skip

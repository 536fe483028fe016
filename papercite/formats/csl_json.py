"""Papers -> CSL-JSON, the form in which reference managers and citation processors exchange what they know.

An array of items; Zotero, pandoc and every processor of the Citation Style Language read it. `item_of` makes one item,
for whoever sets references from it. Names of fields and types: CSL 1.0.2, appendices III and IV.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from papercite.codec import laid_out
from papercite.names import full_name
from papercite.text import tidy, visible, web_address
from papercite.versions import arxiv_address, arxiv_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papercite.record import Paper, Person, Record

Item = dict[str, Any]

PREPRINT = "article"
# type -> the field that holds a number: that of an issue, of a volume in its series, or of the work itself
_NUMBER = {"paper-conference": "issue", "article-journal": "issue", PREPRINT: "issue", "chapter": "collection-number",
           "book": "collection-number", "thesis": "number", "report": "number"}  # fmt: skip
_OTHER = "document"  # a type that we do not know
_DASHES = re.compile("[-‐‑‒–—−]+")
_PARTS = {"family": "family", "given": "given", "particle": "non-dropping-particle", "suffix": "suffix"}


def render(papers: Iterable[Paper], *, prefer: str = "published") -> str:
    """An array with one item a paper, one field a line; "[]" for no papers."""
    items = [item_of(paper, prefer) for paper in papers]
    return visible(laid_out(items, depth=2))


def item_of(paper: Paper, prefer: str = "published") -> Item:
    """The paper as an item of CSL-JSON; what is not known is left out. All texts are tidy."""
    return {name: value for name, value in _fields(paper, shown(paper, prefer)) if value}


def _fields(paper: Paper, record: Record) -> Iterator[tuple[str, Any]]:
    arxiv, _ = arxiv_of(paper)
    kind = _type_of(record, arxiv)
    container, short = tidy(record.container_title or record.venue), tidy(record.venue)
    yield "id", paper.key
    yield "type", kind
    yield "title", tidy(record.title)
    yield "author", [name for person in record.authors if (name := _name(person))]
    if kind != PREPRINT:
        yield "container-title", container
        yield "container-title-short", short if short != container else ""
    yield "collection-title", tidy(record.series)
    yield "volume", tidy(record.volume)
    yield _NUMBER.get(kind, "number"), tidy(record.number)
    yield "page", _DASHES.sub("-", tidy(record.pages))
    yield "issued", _date(record)
    yield "publisher", tidy(record.publisher) or (container if kind == PREPRINT else "")
    yield "DOI", tidy(record.doi)
    yield "URL", address_of(record, arxiv if kind == PREPRINT else "")
    # as Zotero has it: the number of a preprint is its number, that of a paper's preprint a note; styles that print
    # an archive would make "arXiv: arXiv:1603.05279" of anything else
    yield ("number" if kind == PREPRINT else "note"), f"arXiv:{tidy(arxiv)}" if arxiv else ""
    yield "keyword", tidy(", ".join(paper.topics))


def _type_of(record: Record, arxiv: str) -> str:
    if record.type in _NUMBER:
        return record.type
    return PREPRINT if arxiv and not record.type else _OTHER


def address_of(record: Record, arxiv: str) -> str:
    """Where the work is to be read: the address of the record, else that of the arXiv number; "" if there is none."""
    return web_address(record.url) or arxiv_address(tidy(arxiv))


def _name(person: Person) -> dict[str, str]:
    """A name in its parts; one without a family name, and that of a group, is one text."""
    parts = {name: text for part, name in _PARTS.items() if (text := tidy(getattr(person, part)))}
    if "family" in parts and not person.literal:
        return parts
    literal = tidy(full_name(person))
    return {"literal": literal} if literal else {}


def _date(record: Record) -> dict[str, list[list[int]]]:
    if record.year is None:
        return {}
    return {"date-parts": [[record.year, record.month] if record.month else [record.year]]}

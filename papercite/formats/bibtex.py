"""Papers -> BibTeX, for classic styles and modern ones.

bibtexparser reads BibTeX for us, but its import alone costs four times a bare start of
Python, and its LaTeX encoder escapes addresses and braces; so this writer is our own,
and the tests read every output back with bibtexparser and real BibTeX.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from papercite.formats.capitals import title
from papercite.formats.latex import escape, verbatim
from papercite.names import OTHERS
from papercite.text import tidy
from papercite.versions import arxiv_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from papercite.record import Paper, Person, Record

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
_HYPHENS = re.compile("[-‐‑‒–—−]+")
_VERBATIM = frozenset(("doi", "url", "eprint", "archiveprefix", "primaryclass"))


def render(papers: Iterable[Paper], *, prefer: str = "published", to_ascii: bool = False) -> str:
    """A .bib file.

    papers    in the order they are to stand
    prefer    which version is printed: published, preprint or listed
    to_ascii  accents as {\\'e}, for classic BibTeX; letters it cannot print stay
    returns   one entry a paper, a blank line between; "" for no papers
    """
    if not to_ascii:
        return "\n".join([_entry(paper, prefer, str) for paper in papers])
    from papercite.formats.accents import ascii_text

    return "\n".join([_entry(paper, prefer, ascii_text) for paper in papers])


def _entry(paper: Paper, prefer: str, spell: Callable[[str], str]) -> str:
    record = shown(paper, prefer)
    kind, container = _TYPES.get(record.type, ("misc", "howpublished"))
    arxiv, primary_class = arxiv_of(paper)
    if kind == "misc" and arxiv:
        kind, container = "article", "journal"
    fields = _fields(paper, record, kind, container, arxiv, primary_class)
    lines = [f"  {name:<13} = {_value(name, value, spell)}" for name, value in fields if value]
    return f"@{kind}{{{paper.key},\n" + ",\n".join(lines) + "\n}\n"


def _value(name: str, value: str, spell: Callable[[str], str]) -> str:
    if name == "month":
        return value
    return "{" + (value if name in _VERBATIM else spell(value)) + "}"


def _fields(
    paper: Paper, record: Record, kind: str, container: str, arxiv: str, primary_class: str
) -> Iterator[tuple[str, str]]:
    yield "author", _authors(record.authors)
    yield "title", title(tidy(record.title), paper.entry.nickname)
    if container:
        yield container, _container(record, kind, arxiv)
    yield "series", _text(record.series)
    yield "volume", _text(record.volume)
    yield "number", _text(record.number)
    yield "pages", _pages(record.pages)
    yield "year", str(record.year or "")
    yield "month", _MONTHS[record.month] if record.month and 1 <= record.month <= 12 else ""
    yield _PUBLISHER.get(kind, "publisher"), _text(record.publisher)
    yield "doi", verbatim(record.doi)
    yield "url", verbatim(record.url or _address(record, arxiv)) if not record.doi else ""
    if arxiv:
        yield "eprint", verbatim(arxiv)
        yield "archiveprefix", "arXiv"
        yield "primaryclass", verbatim(primary_class)
    yield "keywords", escape(tidy(", ".join(paper.topics)))


def _container(record: Record, kind: str, arxiv: str) -> str:
    """Where it appeared; a preprint shows its arXiv number there, for styles that know no eprint."""
    if kind == "article" and record.type == "article" and arxiv:
        return f"arXiv preprint arXiv:{_text(arxiv)}"
    return _text(record.container_title or record.venue)


def _address(record: Record, arxiv: str) -> str:
    return f"https://arxiv.org/abs/{arxiv}" if arxiv and record.type == "article" else ""


@lru_cache(4096)
def _text(text: str) -> str:
    return escape(tidy(text))


def _pages(pages: str) -> str:
    """Page range as BibTeX writes it: "12-19" and "12–19" -> "12--19"; "e104" stays."""
    return _HYPHENS.sub("--", _text(pages)) if pages else ""


# ---- names


def _authors(people: Iterable[Person]) -> str:
    return " and ".join(filter(None, [_name(person) for person in people]))


@lru_cache(16384)
def _name(person: Person) -> str:
    """A name as BibTeX splits it right: "van den Oord, Aaron", "Davis, Jr., Sammy", "{ATLAS Collaboration}"."""
    if person.literal == OTHERS:
        return OTHERS
    if literal := tidy(person.literal):
        return "{" + escape(literal) + "}"
    last = f"{person.particle} {person.family}" if person.particle else person.family
    family, suffix, given = (_name_part(part) for part in (last, person.suffix, person.given))
    if not family or not given:  # one part: in braces, or BibTeX would take its last word for the family name
        alone = " ".join(filter(None, (given, family, suffix)))
        return "{" + alone + "}" if " " in alone else alone
    return ", ".join(filter(None, (family, suffix, given)))


def _name_part(text: str) -> str:
    """A part of a name; a comma or an "and" in it would be taken for the end of the part or of the name."""
    text = tidy(text)
    escaped = escape(text)
    return "{" + escaped + "}" if "," in text or " and " in f" {text.lower()} " else escaped

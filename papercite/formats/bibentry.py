"""Entries of a .bib file: what BibTeX and biblatex have in common. Which fields an entry has is left to the dialects.

bibtexparser reads BibTeX for us, but its import alone costs four times a bare start of
Python, and its LaTeX encoder escapes addresses and braces; so this writer is our own,
and the tests read every output back with bibtexparser, real BibTeX and biber.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.formats.latex import escape, verbatim
from papercite.names import OTHERS
from papercite.text import tidy
from papercite.versions import arxiv_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from papercite.formats.bibwishes import Dialect
    from papercite.record import Paper, Person, Record

    Fields = Iterator[tuple[str, str]]
    # paper, the record to print, its arXiv number and class, whether the address is wanted beside a DOI too
    EntryOf = Callable[[Paper, Record, str, str, bool], "BibEntry"]

NOTHING_BARE: frozenset[str] = frozenset()
_VERBATIM = frozenset(
    ("doi", "url", "eprint", "archiveprefix", "primaryclass", "eprinttype", "eprintclass", "crossref")
)
_SERVERS = ("arxiv", "corr")  # what the number says already
_HYPHENS = re.compile("[-‐‑‒–—−]+")


class BibEntry(NamedTuple):
    """One entry, ready but for its delimiters: text is escaped already."""

    kind: str  # "inproceedings"
    key: str
    fields: list[tuple[str, str]]  # name, value; in the order in which they stand, none of them empty
    venue: str = ""  # short name of the venue that the container is of; "" if it is of none
    bare: frozenset[str] = NOTHING_BARE  # names of fields whose value is a macro: jan


def bib_file(
    papers: Iterable[Paper],
    prefer: str,
    entry_of: EntryOf,
    dialect: Callable[[], Dialect],
    wishes: Mapping[str, Any],
    spell: Callable[[str], str] = str,
) -> str:
    """A .bib file: one entry a paper, a blank line between; "" for no papers.

    dialect what the options have to know of the dialect; asked only if there are any
    wishes  the options of both dialects, by name: see bibwishes.py
    spell   how the characters of text are written
    errors  UsageError for a field that the dialect does not have
    """
    versions = ((paper, shown(paper, prefer)) for paper in papers)
    if not any(wishes.values()):
        return "\n".join(
            [_written(entry_of(paper, record, *arxiv_of(paper), False), spell) for paper, record in versions]
        )
    from papercite.formats.bibwishes import Wishes, entries_as_wished, versions_as_wished

    wished = Wishes(**wishes)
    entries = (
        entry_of(paper, record, *arxiv_of(paper), wished.url_if_doi)
        for paper, record in versions_as_wished(versions, wished)
    )
    macros, made = entries_as_wished(entries, dialect(), wished)
    lines = [f"@string{{{name} = {{{spell(value)}}}}}\n" for name, value in macros.items()]
    return "\n".join(filter(None, ["".join(lines), *(_written(entry, spell) for entry in made)]))


def _written(entry: BibEntry, spell: Callable[[str], str]) -> str:
    lines = [
        f"  {name:<13} = {value}"
        if name in entry.bare
        else f"  {name:<13} = {{{value if name in _VERBATIM else spell(value)}}}"
        for name, value in entry.fields
    ]
    return f"@{entry.kind}{{{entry.key},\n" + ",\n".join(lines) + "\n}\n"


# ---- values


@lru_cache(4096)
def text(plain: str) -> str:
    """A text that LaTeX prints as it is."""
    return escape(tidy(plain))


def pages(plain: str) -> str:
    """Page range as BibTeX writes it: "12-19" and "12–19" -> "12--19"; "e104" stays."""
    return _HYPHENS.sub("--", text(plain)) if plain else ""


def address(url: str) -> str:
    """An address that a reader can follow, "" if it is none."""
    return verbatim(url) if url[:8].lower().startswith(("http://", "https://")) else ""


def keywords(paper: Paper) -> str:
    """The topics of a paper."""
    return escape(tidy(", ".join(paper.topics)))


def unproven(record: Record) -> str:
    """Where a list says that a preprint appeared, if no source has confirmed it: its number has the field of that."""
    where = record.container_title or record.venue
    return "" if where.casefold().startswith(_SERVERS) else text(where)


# ---- names


def names(people: Iterable[Person]) -> str:
    """People as the field `author` has them; "" for nobody."""
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


def _name_part(part: str) -> str:
    """A part of a name; a comma or an "and" in it would be taken for the end of the part or of the name."""
    part = tidy(part)
    escaped = escape(part)
    return "{" + escaped + "}" if "," in part or " and " in f" {part.lower()} " else escaped

"""The local source: records that are already on this machine, in a file of JSON lines or a .bib file.

A line of JSON is one record in the form that the lock uses (codec.py). What a .bib says of
itself is taken as said by that file.
"""

from __future__ import annotations

import json
import re
from typing import Any

from papercite.codec import FormError, record_from_json
from papercite.errors import RecordsError
from papercite.formats.mathematics import is_balanced
from papercite.identify import arxiv_number, canonical
from papercite.names import person_of
from papercite.record import Person, Record
from papercite.text import tidy


def parse(text: str, name: str) -> list[Record]:
    """Records of a file's text; `name` tells its form by its ending: .bib, else JSON lines.

    errors  RecordsError with the line that is wrong
    """
    return _parse_bib(text, name) if name.lower().endswith(".bib") else _parse_json_lines(text, name)


def _parse_json_lines(text: str, name: str) -> list[Record]:
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                record = record_from_json(json.loads(line))
            except (FormError, ValueError) as error:
                raise RecordsError(f"{name}:{number}: not a record: {error}") from None
            if not record.title:
                raise RecordsError(f"{name}:{number}: a record without a title")
            records.append(record if record.source else _from(record, name))
    return records


def _from(record: Record, name: str) -> Record:

    return record._replace(source=name)


# ---- BibTeX

_TYPES = {
    "inproceedings": "paper-conference", "conference": "paper-conference", "article": "article-journal",
    "incollection": "chapter", "inbook": "chapter", "book": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report", "misc": "article", "unpublished": "article",
    "online": "article",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OPENING = re.compile(r"\s*@\s*(?!comment|string|preamble)\w+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_&%#~{}$])")  # in fields that hold no LaTeX
_ARXIV_IN_JOURNAL = re.compile(r"arxiv|corr\b", re.IGNORECASE)


def _parse_bib(text: str, name: str) -> list[Record]:
    import logging

    import bibtexparser
    from pylatexenc.latex2text import LatexNodes2Text

    for noisy in ("bibtexparser", "pylatexenc"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)  # their findings are ours to report
    # BibTeX counts an escaped brace as a brace; bibtexparser does not, and would lose the field that follows
    library = bibtexparser.parse_string(re.sub(r"\\([{}])", r"\1", text))
    entries = [block for block in map(_entry_in, library.blocks) if block is not None]
    if text.strip() and not entries:
        raise RecordsError(f"{name}: no BibTeX entry found")
    for entry in entries:
        _check(entry, name)
    decode = LatexNodes2Text(keep_comments=True).latex_to_text
    return [record for entry in entries if (record := _record_of_bib(entry, decode, name)).title]


def _entry_in(block: Any) -> Any:
    """The entry that a block of bibtexparser is, also one whose key or field it met before; None for other blocks."""
    from bibtexparser.model import Entry, ParsingFailedBlock

    block = getattr(block, "ignore_error_block", None) or block
    if isinstance(block, ParsingFailedBlock) and _OPENING.match(block.raw or ""):
        return block
    return block if isinstance(block, Entry) else None


def _check(entry: Any, name: str) -> None:
    """`RecordsError` for an entry that the parser took apart wrongly, or not at all: it says nothing itself."""
    fields = getattr(entry, "fields", None)
    sound = fields is not None and all(
        re.fullmatch(r"[A-Za-z][\w:+.-]*", field.key)
        and is_balanced(str(field.value))
        and not re.search(r"\}\s*\n\s*[\w-]+\s*=\s*", str(field.value))
        for field in fields
    )
    if not sound:
        line = (entry.start_line or 0) + 1
        raise RecordsError(f"{name}:{line}: not a BibTeX entry: a brace or a comma is missing, or one is too many")


def _record_of_bib(entry: Any, decode: Any, name: str) -> Record:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}

    def plain(*names: str) -> str:
        return next((tidy(decode(raw[field])) for field in names if raw.get(field)), "")

    def exact(*names: str) -> str:
        return next((_ESCAPED.sub(r"\1", raw[field]).strip() for field in names if raw.get(field)), "")

    container = plain("booktitle", "journal", "journaltitle")
    doi = canonical("doi", exact("doi"))
    named = [exact("eprint"), *(_arxiv_in(text) for text in (container, exact("volume"), exact("url"), exact("note")))]
    named.append(doi.value if doi and doi.scheme == "arxiv" else "")
    arxiv = next(filter(None, map(arxiv_number, named)), "")
    kind = _TYPES.get(entry.entry_type.lower(), "document")
    is_preprint = bool(arxiv) and (not container or bool(_ARXIV_IN_JOURNAL.match(container)))
    year = re.match(r"\d{4}", exact("year", "date"))
    return Record(
        source=name,
        id=entry.key,
        type="article" if is_preprint else kind,
        title=plain("title"),
        authors=_authors(raw.get("author", ""), decode),
        venue="arXiv" if is_preprint else container,
        container_title="arXiv" if is_preprint else container,
        series=plain("series"),
        volume="" if is_preprint else plain("volume"),
        number=plain("number", "issue"),
        pages=re.sub(r"\s*[-–—]+\s*", "-", plain("pages")),
        year=int(year[0]) if year else None,
        month=_month(exact("month")),
        publisher=plain("publisher", "institution", "school"),
        doi=doi.value if doi and doi.scheme == "doi" else "",
        arxiv=arxiv,
        primary_class=exact("primaryclass", "eprintclass"),
        url=exact("url"),
    )


def _arxiv_in(text: str) -> str:
    found = re.search(r"(?:arxiv|abs/|corr)[.:\s/a-z]*?(\d{4}\.\d{4,5}|[a-z-]+/\d{7})", text, re.IGNORECASE)
    return arxiv_number(found[1]) if found else ""


def _month(text: str) -> int | None:
    if text.isdigit() and 1 <= int(text) <= 12:
        return int(text)
    return _MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in _MONTHS else None


def _authors(text: str, decode: Any) -> tuple[Person, ...]:
    names = re.split(r"\s+and\s+(?![^{]*\})", tidy(text)) if text.strip() else []
    return tuple(
        Person(literal=tidy(decode(name))) if _is_one_group(name) else person_of(decode(name))
        for name in names
        if name and name.lower() != "others"
    )


def _is_one_group(name: str) -> bool:
    """Braces hold the whole name together: "{ATLAS Collaboration}", not "{Wei} {Zhang}"."""
    return name.startswith("{") and name.endswith("}") and is_balanced(name[1:-1])

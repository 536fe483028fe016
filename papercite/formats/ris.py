"""Papers -> RIS, the tagged lines that reference managers import.

One tag a line and one value a tag. The format has no escapes: a value is one line, and that is all it needs. Which tag
holds what for which type is what Zotero and EndNote read: a paper of proceedings has their title as T2 and as C3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.formats.csl_json import PREPRINT, item_of
from papercite.names import OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papercite.formats.csl_json import Item
    from papercite.record import Paper

_TYPES = {
    "paper-conference": "CONF",
    "article-journal": "JOUR",
    PREPRINT: "UNPB",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
}
_OTHER = "GEN"
_RANGE = re.compile(r"([^-,;]+)-([^-,;]+)")


def render(papers: Iterable[Paper], *, prefer: str = "published") -> str:
    """One block of lines a paper, a blank line between; "" for no papers."""
    return "\n".join([_block(paper, prefer) for paper in papers])


def _block(paper: Paper, prefer: str) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in _lines(paper, item_of(paper, prefer)) if value) + "ER  - \n"


def _lines(paper: Paper, item: Item) -> Iterator[tuple[str, str]]:
    def text(name: str) -> str:
        return str(item.get(name, ""))

    kind = _TYPES.get(item["type"], _OTHER)
    first, last = _pages(text("page"))
    yield "TY", kind
    yield "TI", text("title")
    for name in item.get("author", ()):
        yield ("N1", "and others: not all authors are named") if name == {"literal": OTHERS} else ("AU", _author(name))
    yield "T2", text("container-title")
    yield "C3", text("container-title") if kind == "CONF" else ""
    yield "J2", text("container-title-short")
    yield "T3", text("collection-title")
    yield "VL", text("volume")
    yield "IS", text("issue") or text("collection-number") or ("" if kind == "UNPB" else text("number"))
    yield "SP", first
    yield "EP", last
    yield from _dates(item)
    yield "PB", text("publisher")
    yield "DO", text("DOI")
    yield "UR", text("URL")
    arxiv = text("number") if kind == "UNPB" else text("note")
    yield "DB", "arXiv" if arxiv else ""
    yield "AN", arxiv
    for topic in paper.topics:
        yield "KW", " ".join(topic.split())
    yield "ID", text("id")


def _author(name: dict[str, str]) -> str:
    """ "van den Oord, Aaron", "Davis, Sammy, Jr."; a group, or a name of one word, has no comma."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    given, suffix = name.get("given", ""), name.get("suffix", "")
    return ", ".join([family, given, suffix] if suffix else [family, given] if given else [family])


def _pages(pages: str) -> tuple[str, str]:
    """First and last page; what is not one range stands in the first whole."""
    found = _RANGE.fullmatch(pages)
    return (found[1].strip(), found[2].strip()) if found else (pages, "")


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    if "issued" in item:
        year, *month = item["issued"]["date-parts"][0]
        yield "PY", str(year)
        yield "DA", f"{year}/{month[0]:02}//" if month else ""

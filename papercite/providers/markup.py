"""Web pages as such: their text, the tags that describe a paper, the BibTeX that stands on them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from papercite.errors import RecordsError
from papercite.providers import local
from papercite.providers.clean import plain
from papercite.record import Record
from papercite.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_BIBTEX = 20_000  # letters
DATA = re.compile(r"\bdocument\.metadata\s*=\s*(?=\{)")  # IEEE Xplore's, behind "global." or "xplGlobal."
_ENTRY = re.compile(r"@[A-Za-z]+\s*\{.*\}", re.DOTALL)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = frozenset("html head meta link script style title base noscript template".split())


def text_of(body: bytes, content_type: str) -> str:
    """A page's text, in the character set that its header, else the page, names; UTF-8 if none does."""
    said = _CHARSET.search(content_type.encode()) or _CHARSET.search(body[:2000])
    for charset in (said[1].decode() if said else "utf-8", "utf-8"):
        try:
            return body.decode(charset)
        except (ValueError, LookupError):  # a name of no character set, or of one that is not kept
            continue
    return body.decode("cp1252", errors="replace")


class Reader(HTMLParser):
    """Collects what a page says of its paper: tags in their order, headings, BibTeX, scripts with data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, str]] = []
        self.headings: list[str] = []
        self.boxes: list[str] = []  # texts that are BibTeX
        self.data: list[str] = []
        self.has_body = False
        self._open, self._depth, self._texts = "", 0, [""]

    def tag(self, *names: str) -> str:
        """The first tag that says something, by the order of `names`."""
        return next((value for name in names for held, value in self.tags if held == name and value), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.has_body |= tag not in _HEAD
        if tag == "meta" and (name := (named.get("name") or "").lower()).startswith("citation_"):
            self.tags.append((name, plain(named.get("content") or "")))
        if tag == "br":
            self._texts.append("\n")
        elif tag == self._open:
            self._depth += 1
        elif not self._open and (tag in ("h1", "h2", "pre", "code") or "bibref" in (named.get("class") or "")):
            self._open, self._depth, self._texts = tag, 1, []

    def handle_endtag(self, tag: str) -> None:
        self.has_body |= tag in ("head", "html")
        self._depth -= tag == self._open
        if self._open and self._depth == 0:
            text = "".join(self._texts)
            self.headings.append(plain(text)) if self._open in ("h1", "h2") else self.boxes.append(text)
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self._texts.append(data)
        elif self.lasttag == "script" and DATA.search(data):
            self.data.append(data)


def bibtex_in(texts: Iterable[str], title: str = "") -> Record:
    """The first entry of BibTeX in the texts, that of `title` if it is given; an empty record if there is none.

    errors  none: BibTeX that cannot be read says nothing
    """
    for text in texts:
        if (entry := _ENTRY.search(text)) and len(entry[0]) < LONGEST_BIBTEX:
            try:
                records = local.parse(entry[0], "page.bib")
            except (RecordsError, RecursionError):  # braces in braces in braces
                continue
            if records and fold(title) in ("", fold(records[0].title)):
                return records[0]
    return Record()

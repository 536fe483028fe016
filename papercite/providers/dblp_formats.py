"""DBLP's other forms: the JSON of its search, and the XML of its search, of single records and of the dump.

The search no longer answers programs, but everybody may have the dump: what is in it can be read here.
"""

from __future__ import annotations

import json
import re
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from papercite.providers.dblp_record import record_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.record import Record

KINDS = {
    "conference and workshop papers": "inproceedings", "journal articles": "article", "editorship": "proceedings",
    "informal and other publications": "article", "informal publications": "article", "books and theses": "book",
    "parts in books or collections": "incollection", "reference works": "incollection",
}  # fmt: skip
_COLUMNS = {"number": "issue", "booktitle": "venue", "journal": "venue", "school": "publisher"}
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w*;)")
_DOCTYPE = re.compile(r'<!DOCTYPE dblp SYSTEM "[\w./:-]*">')
_NOT_WORKS = frozenset(("www", "person", "dblpperson"))
_Said = dict[str, list[str]]


def parse_search(text: str) -> list[Record]:
    """Records of a search's JSON; [] if it has no hits.

    text    the whole answer: {"result": {"hits": {"hit": [...]}}}
    errors  ValueError: not JSON, or not of this form
    source  a single author, hit, page or venue stands alone, several are a list; until 2019 an author was a string
    """
    try:
        return [_of_info(hit["info"]) for hit in _listed(json.loads(text)["result"]["hits"].get("hit"))]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an answer of DBLP's search: {error!r}") from error


def _of_info(info: Mapping[str, Any]) -> Record:
    authors = _listed((info.get("authors") or {}).get("author"))
    names = [author["text"] if isinstance(author, dict) else author for author in authors]
    texts = {name: [text for text in _listed(value) if isinstance(text, str)] for name, value in info.items()}
    return _record(info["key"], texts, names)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def parse_xml(text: str) -> list[Record]:
    """Records of XML: an answer of the search, a record, the dump; home pages of people are passed over.

    errors  ValueError: not XML, or a document type other than the dump's own, which is not fetched
    source  that document type explains Latin entities: "B&ouml;hlen"
    """
    known = _ENTITY.sub(lambda name: escape(html5.get(name[1], "")) or name[0], _DOCTYPE.sub("", text, count=1))
    if "<!DOCTYPE" in known:
        raise ValueError("a document type that is not the dump's")
    try:
        root = ElementTree.fromstring(known)  # noqa: S314  # no document type, no entities
    except ElementTree.ParseError as error:
        raise ValueError(f"not XML as DBLP writes it: {error}") from error
    works = [one for one in root.iter() if one.tag == "info" or (one.get("key") and one.tag not in _NOT_WORKS)]
    return [record for record in map(_of_element, works) if record.title]


def _of_element(work: ElementTree.Element) -> Record:
    """Of an <info> of the search, whose key and kind are elements, or of an element that is called by its kind."""
    said: _Said = {} if work.tag == "info" else {"key": [work.get("key", "")], "type": [work.tag]}
    for element in work:
        said.setdefault(element.tag, []).append("".join(element.itertext()))
    names = [author.text or "" for author in work.iter("author")]
    return _record(said.get("key", [""])[0], said, names)


def _record(key: str, told: _Said, names: Sequence[str]) -> Record:
    said = {_COLUMNS.get(name, name): values[0] for name, values in told.items() if values}
    kind = said.get("type", "").lower()
    links = [*told.get("ee", ()), *(f"https://doi.org/{doi}" for doi in told.get("doi", ()))]
    said["type"] = "phdthesis" if key.startswith("phd/") else KINDS.get(kind, kind)
    return record_of(key, {**said, "main": (links or [""])[0]}, names, links)

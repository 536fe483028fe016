"""A BibTeX entry that stands below an entry of a list -> what it says, as a line. It fills what the list leaves out."""

from __future__ import annotations

import re

from papercite.lists.line import Line
from papercite.lists.people import people_of
from papercite.lists.place import SHAPED, Place, place_of
from papercite.record import Link
from papercite.text import tidy

_FIELD = re.compile(r"(?:^|[,{\s])(title|author|booktitle|journal|year|doi|eprint|url)\s*=\s*", re.IGNORECASE)
_BARE = re.compile(r"[^,}\s]*")
_LONGEST = 20_000  # letters


def line_of_bibtex(text: str) -> Line:
    """Title, people, place and links of the one entry in a text; an empty line if there are several, or none.

    text    "@inproceedings{key, title = {...}, author = {...}, year = 2016}"; macros and crossref are not resolved
    """
    if text.count("@") != 1 or len(text) > _LONGEST:
        return Line()
    fields = {found[1].lower(): _value(text, found.end()) for found in reversed(list(_FIELD.finditer(text)))}
    year = int(fields["year"]) if fields.get("year", "").isdigit() else None
    venue = fields.get("booktitle") or fields.get("journal", "")
    place = place_of(venue) or Place(venue, None, SHAPED) if venue else Place()
    people = people_of(fields.get("author", ""))
    place = place._replace(year=year or place.year)
    names = people.names if people else ()
    return Line(title=fields.get("title", ""), people=names, place=place, links=tuple(_links(fields)))


def _value(text: str, start: int) -> str:
    """The value of a field, without braces and quotation marks."""
    if text[start : start + 1] == "{":
        depth = 0
        for place in range(start, len(text)):
            depth += (text[place] == "{") - (text[place] == "}")
            if not depth:
                return tidy(re.sub(r"[{}]", "", text[start:place]))
        return ""
    if text[start : start + 1] == '"':
        return tidy(re.sub(r"[{}]", "", text[start + 1 : text.find('"', start + 1)]))
    found = _BARE.match(text, start)
    return found[0] if found else ""


def _links(fields: dict[str, str]) -> list[Link]:
    links = []
    if fields.get("doi"):
        links.append(Link("doi", f"https://doi.org/{fields['doi'].removeprefix('https://doi.org/')}", "paper"))
    if fields.get("eprint"):
        links.append(Link("arXiv", f"https://arxiv.org/abs/{fields['eprint'].removeprefix('arXiv:')}", "paper"))
    return links

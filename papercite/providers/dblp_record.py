"""What DBLP says of a publication, in whatever form, as a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.identify import arxiv_number, identifier_of_url
from papercite.names import person_of
from papercite.providers.clean import plain
from papercite.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "incollection": "chapter", "inbook": "chapter",
    "book": "book", "proceedings": "book", "phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report",
    "conf": "paper-conference", "journals": "article-journal", "phd": "thesis", "books": "book", "tr": "report",
}  # fmt: skip
_PART = re.compile(r"\s*\((?:\d+|[Pp]oster|[Oo]ral)\)$")  # "NAACL-HLT (1)", "ICLR (Poster)"; not "EMNLP (Findings)"


def record_of(key: str, said: Mapping[str, str], names: Iterable[str], links: Sequence[str]) -> Record:
    """A record of what DBLP says in any of its forms.

    key    "conf/cvpr/HeZRS16"
    said   by column of dblp.py: FACTS, WHOLE and title; markup is taken off
    names  of the authors in order, with numbers for namesakes
    links  web pages and DOIs
    source a number in CoRR's volume, "abs/1602.02830"; papers of ICLR until 2015 have keys of CoRR, too
    """
    text = {column: plain(value) for column, value in said.items()}
    kind = text.get("type", "").rpartition("#")[2].lower()
    venue = _PART.sub("", text.get("venue") or text.get("journal") or text.get("book") or "")
    is_preprint = venue == "CoRR" or (not venue and key.startswith("journals/corr/"))
    by_link = {link: one for link in (said.get("main", ""), *links) if (one := identifier_of_url(link))}
    named = {one.scheme: one.value for one in reversed(by_link.values())}
    pages = [link for link, one in by_link.items() if one.scheme != "doi" and "//doi.org/" not in link]
    number = named.get("arxiv", "")
    if is_preprint:
        number = number or arxiv_number(text.get("volume", "").removeprefix("abs/"))
    part_of = text.get("proceedings", "").removesuffix(".") if kind != "article" else text.get("journal", "")
    year = re.match(r"\d{4}", text.get("year", ""))
    return Record(
        source="dblp",
        id=key,
        type="article" if is_preprint else TYPES.get(kind) or TYPES.get(key.partition("/")[0], "document"),
        title=text.get("title", "").removesuffix("."),
        authors=() if kind == "proceedings" else tuple(person_of(plain(name)) for name in names if name),
        venue="arXiv" if is_preprint else venue,
        container_title="arXiv" if is_preprint else part_of or venue,
        series=text.get("series") or text.get("row", ""),
        volume="" if is_preprint else text.get("volume") or text.get("part") or text.get("place", ""),
        number=text.get("issue", ""),
        pages=text.get("pages", ""),
        year=int(year[0]) if year else None,
        publisher=text.get("publisher") or text.get("house", ""),
        doi="" if is_preprint else named.get("doi", ""),
        arxiv=number,
        openreview=named.get("openreview", ""),
        dblp=key,
        acl=named.get("acl", ""),
        url=f"https://arxiv.org/abs/{number}" if is_preprint and number else (pages or [""])[0],
        links=tuple(pages),
    )

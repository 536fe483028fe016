"""DBLP: publications of computer science, many in one query, through SPARQL at sparql.dblp.org.

Its web site and search stand behind a challenge page since autumn 2026; SPARQL does not. A preprint (CoRR) and
its published version are two publications, and nothing ties them. Titles are found letter by letter only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from papercite.errors import BadAnswer
from papercite.providers.addresses import page_of, spellings
from papercite.providers.clean import dict_at, json_of
from papercite.providers.dblp_record import record_of
from papercite.providers.provider import Provider, Request, Route
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found
    from papercite.record import Identifier, Record

API = "https://sparql.dblp.org/sparql"
RECORD = "https://dblp.org/rec/"
LONGEST_QUERY = 6000  # in an address: Apache takes 8,190 characters for the whole line

# Columns of the answer: a row for each pair of an author and a web page, and all the rest in every row.
FACTS = {
    "year": "yearOfPublication", "type": "bibtexType", "venue": "publishedIn", "journal": "publishedInJournal",
    "book": "publishedInBook", "series": "publishedInSeries", "volume": "publishedInJournalVolume",
    "part": "publishedInSeriesVolume", "issue": "publishedInJournalVolumeIssue", "pages": "pagination",
    "publisher": "publishedBy", "doi": "doi", "main": "primaryDocumentPage", "page": "documentPage",
    "people": "numberOfCreators",
}  # fmt: skip
# and those of the proceedings that it is part of
WHOLE = {"proceedings": "title", "house": "publishedBy", "row": "publishedInSeries", "place": "publishedInSeriesVolume"}
_COLUMNS = " ".join(f"?{column}" for column in (*FACTS, *WHOLE))
_QUERY = f"""PREFIX dblp: <https://dblp.org/rdf/schema#>
SELECT ?pub ?title {_COLUMNS} ?ordinal ?name WHERE {{
{{ SELECT DISTINCT ?pub WHERE {{
WANTED
}} }}
?pub dblp:title ?title .
{" ".join(f"OPTIONAL {{ ?pub dblp:{name} ?{column} }}" for column, name in FACTS.items())}
OPTIONAL {{ ?pub dblp:publishedAsPartOf ?whole .
{" ".join(f"OPTIONAL {{ ?whole dblp:{name} ?{column} }}" for column, name in WHOLE.items())} }}
OPTIONAL {{ ?pub dblp:hasSignature ?by . ?by dblp:signatureOrdinal ?ordinal ; dblp:signatureDblpName ?name }}
}}"""


# ---- asking


def ask(identifiers: Sequence[Identifier]) -> Request:
    """Request for publications by key, DOI, web page or title, in any mixture.

    returns GET, or POST where the query is too long for an address
    source  SPARQL protocol; sparql.dblp.org takes both
    """
    links = list(dict.fromkeys(link for identifier in identifiers for link in links_of(identifier)))
    dois, pages = [link for link in links if _is_doi(link)], [link for link in links if not _is_doi(link)]
    keys = [f"<{RECORD}{_quoted(value)}>" for scheme, value in identifiers if scheme == "dblp"]
    titles = dict.fromkeys(title for scheme, value in identifiers if scheme == "title" for title in titles_of(value))
    branches = (
        (keys, "?pub", "?pub dblp:title ?any"),
        ([f"<{link}>" for link in dois], "?link", "?pub dblp:doi ?link"),
        ([f"<{link}>" for link in pages], "?link", "?pub dblp:documentPage ?link"),
        ([f"<{link}>" for link in pages], "?link", "?pub dblp:primaryDocumentPage ?link"),
        ([_literal(title) for title in titles], "?text", "?pub dblp:title ?text"),
    )
    wanted = [f"{{ VALUES {name} {{ {' '.join(values)} }} {fact} }}" for values, name, fact in branches if values]
    query, accept = _QUERY.replace("WANTED", " UNION\n".join(wanted)), "application/sparql-results+json"
    if len(quote(query, safe="")) <= LONGEST_QUERY:
        return Request(API, (("query", query),), accept=accept)
    form = urlencode({"query": query}).encode()
    return Request(API, method="POST", body=form, accept=accept, content_type="application/x-www-form-urlencoded")


def links_of(identifier: Identifier) -> list[str]:
    """Addresses under which DBLP may know what `identifier` names, as IRIs; none for a key or a title.

    source  DBLP writes DOIs in capitals, and pages as their sites spelled them when they were new
    """
    scheme, value = identifier
    page = page_of(value) if scheme == "url" else None
    dois = {"doi": value, "arxiv": f"10.48550/arXiv.{value}", "acl": f"10.18653/v1/{value}"}
    doi = dois.get(scheme) or (page.doi if page else "")
    pages = {"arxiv": spellings(f"arxiv.org/abs/{value}")[:2], "url": spellings(value),
             "openreview": spellings(f"openreview.net/forum?id={value}")[:2],
             "acl": [f"https://{home}/{value}{end}" for home in ("aclanthology.org", "www.aclweb.org/anthology")
                     for end in ("/", "")]}  # fmt: skip
    links = [f"https://doi.org/{spelling}" for spelling in (doi.upper(), doi, doi.lower()) if doi]
    return list(dict.fromkeys(map(_quoted, (*links, *pages.get(scheme, ())))))


def titles_of(title: str) -> list[str]:
    """Spellings under which DBLP may have a title: with a full stop mostly, else with the mark it ends in.

    title   "Is Greedy Near-Optimal?", "Maxout Networks"
    returns the first as it is; "Maxout Networks.", "Maxout Networks", "Maxout Networks?", "Maxout Networks!"
    """
    title = tidy(title)
    stem = title.removesuffix(".")
    return [title] if title.endswith(("?", "!")) else [f"{stem}.", stem, f"{stem}?", f"{stem}!"]


def _is_doi(link: str) -> bool:
    return link.startswith("https://doi.org/")


def _quoted(address: str) -> str:
    """Without any character that would end an IRI."""
    return quote(address, safe="/:?#@!$&'()*+,;=%~", errors="replace")


def _literal(text: str) -> str:
    """A literal that its text cannot end; a "u" behind a backslash is written so that nobody takes it for an escape."""
    return json.dumps(text, ensure_ascii=False).replace("\\\\u", "\\\\\\u0075").replace("\\\\U", "\\\\\\u0055")


# ---- reading


def parse(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """Publications by what was asked for, published ones before preprints; a title may have many.

    errors  BadAnswer: not a SPARQL result, a challenge page, an address that is no longer there
    """
    by_name: dict[str, list[Record]] = {}
    for names, record in _publications(answer):
        for name in names:
            by_name.setdefault(name, []).append(record)
    found = {}
    for identifier in identifiers:
        hits = {record: None for name in _names_of(identifier) for record in by_name.get(name, ())}
        found[identifier] = tuple(sorted(hits, key=lambda record: (record.type == "article", record.id)))
    return {identifier: records for identifier, records in found.items() if records}


def _names_of(identifier: Identifier) -> list[str]:
    scheme, value = identifier
    if scheme == "title":
        return titles_of(value)
    return [RECORD + value] if scheme == "dblp" else [_as_compared(link) for link in links_of(identifier)]


def _as_compared(link: str) -> str:
    return link.lower() if _is_doi(link) else link


def _publications(answer: Answer) -> list[tuple[set[str], Record]]:
    """Each publication of an answer, with the names it can be found under."""
    match json_of(answer, "dblp"):
        case {"results": {"bindings": [*rows]}} if answer.status == 200 and all(isinstance(row, dict) for row in rows):
            pass
        case _:
            raise BadAnswer("dblp", answer.url, "not a SPARQL result", answer.body)
    cells: dict[str, dict[str, set[str]]] = {}
    authors: dict[str, dict[int, str]] = {}
    for row in rows:
        said = {column: str(dict_at(row, column).get("value", "")) for column in row}
        for column, value in said.items():
            cells.setdefault(said.get("pub", ""), {}).setdefault(column, set()).add(value)
        if said.get("ordinal", "").isdecimal():
            authors.setdefault(said.get("pub", ""), {})[int(said["ordinal"])] = said.get("name", "")
    found = []
    for pub, columns in cells.items():
        links = sorted({*columns.get("main", ()), *columns.get("page", ()), *columns.get("doi", ())})
        said = {column: min(values) for column, values in columns.items()}
        names = whole(authors.get(pub, {}), said.get("people", ""))
        record = record_of(pub.removeprefix(RECORD), said, names, links)._replace(retrieved=answer.fetched_at[:10])
        found.append(({pub, said.get("title", ""), *map(_as_compared, links)}, record))
    return [(names, record) for names, record in found if record.title]


def whole(names: Mapping[int, str], number: str) -> list[str]:
    """The authors by their place, all of them: a list with gaps, or of another number than DBLP says, is none."""
    is_whole = sorted(names) == list(range(1, len(names) + 1)) and number in ("", str(len(names)))
    return [name for _, name in sorted(names.items())] if is_whole else []


DBLP = Provider(
    name="dblp",
    hosts=("sparql.dblp.org",),
    routes=(
        Route(("dblp", "doi", "arxiv", "openreview", "acl", "url"), 40, ask, parse, split_on=(405, 413, 414, 431, 501)),
        Route(("title",), 40, ask, parse, split_on=(405, 413, 414, 431, 501)),
    ),
    pace_s=1.0,
    about="open; only its SPARQL service answers programs",
)

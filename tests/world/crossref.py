"""api.crossref.org as it answers since December 2025: small pools, DOIs in lower case, odd titles, near hits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from world.exchange import Ask, Reply, as_json, as_text
from world.facts import INVENTED_DOI, Shelf, number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papercite.record import Record
    from world.facts import Work

HOST = "api.crossref.org"
SELECTABLE = frozenset(
    "DOI ISBN ISSN URL abstract accepted alternative-id approved archive article-number assertion author chair"
    " clinical-trial-number container-title content-created content-domain contributor created degree deposited editor"
    " event funder group-title indexed is-referenced-by-count issn-type issue issued license link member"
    " original-title page posted prefix published published-online published-print publisher publisher-location"
    " reference references-count relation resource score short-container-title short-title standards-body subject"
    " subtitle title translator type update-policy update-to updated-by volume".split()
)
_PARAMETERS = frozenset(
    "filter rows offset cursor select sort order mailto query query.bibliographic query.title query.author"
    " query.container-title sample facet".split()
)
# titles as publishers deposit them: all of them stand for the title that everybody else has
_ODD_TITLES = {
    "10.1109/cvpr.2017.574": ("Half-Wave", "<i>Half-Wave</i>"),
    "10.1109/cvpr.2017.761": ("Weighted-Entropy-Based", "Weighted&#45;Entropy&#45;Based"),
    "10.1109/cvpr.2018.00452": ("SYQ: Learning", "SYQ:\n                    <b>Learning</b>"),
    "10.1109/cvpr.2019.00506": ("Bits per Network or", "Bits\nper&nbsp;Network or"),
    f"{INVENTED_DOI}1": ("Neural", "&lt;scp&gt;Neural&lt;/scp&gt;"),
}
# records whose subtitle stands apart
_SUBTITLES = ("10.1109/cvpr.2018.00474", "10.1007/978-3-030-01264-9_8")


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """A work or a list of works, with the headers of the pool that the asker is in."""
    reply = _list(ask, shelf) if ask.path in ("/works", "/works/") else _single(ask, shelf)
    return reply._replace(headers=_pool(ask))


def _pool(ask: Ask) -> dict[str, str]:
    kind = "array" if ask.path.rstrip("/") == "/works" else "single"
    is_polite = "mailto" in ask.query or "mailto:" in ask.headers.get("user-agent", "")
    limit, at_once = {("single", True): (10, 3), ("array", True): (3, 3), ("single", False): (5, 1)}.get(
        (kind, is_polite), (1, 1)
    )
    return {
        "x-rate-limit-limit": str(limit), "x-rate-limit-interval": "1s", "x-concurrency-limit": str(at_once),
        "x-api-pool": f"{'polite' if is_polite else 'public'}-{kind}",
    }  # fmt: skip


def _single(ask: Ask, shelf: Shelf) -> Reply:
    if not ask.path.startswith("/works/"):
        return as_text("Resource not found.", 404)
    for name in ask.query:
        if name != "mailto":
            return _refusal("parameter-not-allowed", name, f"This route does not support {name}")
    work = shelf.by_doi.get(ask.path.removeprefix("/works/").lower())
    if not work:
        return as_text("Resource not found.", 404)
    message = {"message-type": "work", "message": as_work(work)}
    return as_json({"status": "ok", "message-version": "1.0.0", **message})


def _list(ask: Ask, shelf: Shelf) -> Reply:
    query = ask.query
    rows, offset = query.get("rows", "20"), query.get("offset", "0")
    selected = [name for name in query.get("select", "").split(",") if name]
    for name in query:
        if name not in _PARAMETERS:
            return _refusal("parameter-not-allowed", name, f"This route does not support {name}")
    if not rows.isdecimal() or int(rows) > 1000 or not offset.isdecimal():
        return _refusal("integer-not-valid", rows, f"Integer specified as {rows} but must be at most 1000")
    for name in selected:
        if name not in SELECTABLE:
            return _refusal("parameter-not-found", name, f"Select {name} specified but there is no such select")
    clauses = [clause.partition(":") for clause in query.get("filter", "").split(",") if clause]
    for name, _, _ in clauses:
        if name not in ("doi", "type", "from-pub-date", "until-pub-date"):
            return _refusal("filter-not-available", name, f"Filter {name} specified but there is no such filter")
    scored = _found(query, [value.lower() for name, _, value in clauses if name == "doi"], shelf)
    shown = ask.arrange(scored[int(offset) : int(offset) + int(rows)])
    items = [as_work(work, score) for score, work in shown]
    kept = [{name: item[name] for name in item if not selected or name in selected} for item in items]
    message = {"facets": {}, "total-results": len(scored), "items": kept, "items-per-page": int(rows),
               "query": {"start-index": int(offset), "search-terms": query.get("query")}}  # fmt: skip
    return as_json({"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message})


def _found(query: Mapping[str, str], dois: list[str], shelf: Shelf) -> list[tuple[float, Work]]:
    named = [shelf.by_doi[doi] for doi in dict.fromkeys(dois) if doi in shelf.by_doi]
    held = named if dois else list(shelf.by_doi.values())
    text = " ".join(value for name, value in query.items() if name.startswith("query"))
    if text:
        return shelf.ranked(text, held)
    return [(1.0, work) for work in sorted(held, key=lambda work: number_of(work.record.doi))]


def _refusal(kind: str, value: str, message: str) -> Reply:
    told = [{"type": kind, "value": value, "message": message}]
    return as_json({"status": "failed", "message-type": "validation-failure", "message": told}, 400)


def dois(ask: Ask) -> list[str]:
    """The DOIs that a request asks for."""
    if ask.path.startswith("/works/"):
        return [ask.path.removeprefix("/works/")]
    return re.findall(r"doi:([^,]+)", ask.query.get("filter", ""))


def size(ask: Ask) -> int:
    """How many things are asked for at once."""
    return len(dois(ask)) or 1


# ---- one work


def as_work(work: Work, score: float = 1.0) -> dict[str, Any]:
    """A work in Crossref's form; what is not known is left out."""
    record = work.as_said_by("proceedings", "paper")
    printed = {"date-parts": [[part for part in (record.year, work.record.month) if part]]}
    title, subtitle = _titles(work.record)
    event, doi = _event(work.record), work.record.doi.lower()
    fields: dict[str, Any] = {
        "indexed": {"date-parts": [[2026, 11, 1]], "date-time": "2026-11-01T12:00:00Z", "timestamp": 1793534400000},
        "publisher": work.record.publisher, "short-container-title": [], "published-print": printed, "DOI": doi,
        "type": _type(work.record), "page": work.record.pages, "volume": work.record.volume,
        "issue": work.record.number, "source": "Crossref", "is-referenced-by-count": number_of(doi) % 900,
        "title": [title], "subtitle": subtitle, "prefix": doi.partition("/")[0], "author": _authors(record),
        "container-title": _containers(work.record), "event": event, "original-title": [], "short-title": [],
        "score": score, "issued": printed, "published": printed, "URL": f"https://doi.org/{doi}", "relation": {},
        "reference-count": 30, "references-count": 30, "subject": [], "language": "en",
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value != ""}


def _type(record: Record) -> str:
    if record.type == "article-journal":
        return "journal-article"
    return "book-chapter" if record.doi.startswith("10.1007/978") else "proceedings-article"


def _titles(record: Record) -> tuple[str, list[str]]:
    doi = record.doi.lower()
    if doi in _SUBTITLES:
        head, _, tail = record.title.partition(": ")
        return head, [tail]
    plain, odd = _ODD_TITLES.get(doi, ("", ""))
    return (record.title.replace(plain, odd, 1) if plain else record.title), []


def _authors(record: Record) -> list[dict[str, Any]]:
    authors: list[dict[str, Any]] = []
    for place, person in enumerate(record.authors):
        told = {"given": person.given, "family": person.family, "name": person.literal}
        named = {name: value for name, value in told.items() if value}
        authors.append({**named, "sequence": "additional" if place else "first", "affiliation": []})
    return authors


def _containers(record: Record) -> list[str]:
    if record.doi.startswith("10.1007/978"):  # volume and series, in either order
        volume = re.sub(r" - (ECCV \d+) .*", " – \\1", record.container_title)
        return [volume, record.series or "Lecture Notes in Computer Science"][:: 1 - 2 * (number_of(record.doi) % 2)]
    return [_conference(record) if record.doi.startswith("10.1109/") else record.container_title]


def _conference(record: Record) -> str:
    name = re.split(rf",? {record.venue} {record.year}\b", record.container_title)[0]
    return f"{name if name.startswith('20') else f'{record.year} {name}'} ({record.venue})"


def _event(record: Record) -> dict[str, Any] | str:
    if record.type != "paper-conference" or not record.month:
        return ""
    start = {"date-parts": [[record.year, record.month, 1]]}
    return {"name": _conference(record), "location": "Somewhere", "start": start, "end": start}

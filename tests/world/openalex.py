"""api.openalex.org as it answers since February 2026: lists and searches want a key, pages hold 100 works at most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from world.exchange import Ask, Reply, as_json, as_text
from world.facts import Shelf, full_name, number_of, reversed_name

if TYPE_CHECKING:
    from papercite.record import Record
    from world.facts import Work

HOST = "api.openalex.org"
KEY = "key-of-the-world-for-openalex"  # opens nothing
_MOST = 100


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """One work, a list by DOI, or a search."""
    key = ask.query.get("api_key", "")
    if key and key != KEY:
        return as_json({"error": "Unauthorized", "message": "API key is not valid"}, 401)
    if ask.path.startswith("/works/"):
        return _single(ask, shelf)
    if ask.path != "/works":
        return _missing()
    if not key:
        told = {
            "error": "Rate limit exceeded",
            "message": "Lists and searches need an API key: openalex.org/settings/api",
        }
        return as_json(told, 429, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "30"})
    per_page = ask.query.get("per_page") or ask.query.get("per-page") or "25"
    if not per_page.isdecimal() or not 1 <= int(per_page) <= _MOST:
        return _refusal("per-page parameter must be a number between 1 and 100", 400)
    return _list(ask, shelf, int(per_page))


def _list(ask: Ask, shelf: Shelf, per_page: int) -> Reply:
    found: list[tuple[float, list[Work]]] = []
    text = ask.query.get("search", "")
    for clause in [clause for clause in ask.query.get("filter", "").split(",") if clause]:
        name, _, value = clause.partition(":")
        if name not in ("doi", "title.search", "display_name.search", "title_and_abstract.search"):
            return _refusal(f"{name} is not a valid field. Or a comma stands inside a search.", 403)
        if name == "doi":
            asked = [re.sub(r"^https://doi\.org/", "", doi.lower()) for doi in value.split("|")]
            if len(asked) > _MOST:
                return _refusal(f"Maximum number of values exceeded for doi: {len(asked)} of {_MOST}", 400)
            found = [(1.0, paper) for paper in _papers(shelf) if doi_of(paper) in asked]
        else:
            text = value
    if text:
        firsts = {id(paper[0]): paper for paper in _papers(shelf)}
        ranked = shelf.ranked(text, [paper[0] for paper in firsts.values()])
        found = [(score * 10, firsts[id(work)]) for score, work in ranked]
    shown = ask.arrange(found)[:per_page]
    results = [_as_work(paper, score if text else None) for score, paper in shown]
    meta = {"count": len(found), "db_response_time_ms": 9, "page": 1, "per_page": per_page, "groups_count": None,
            "cost_usd": 0.001 if text else 0.0001}  # fmt: skip
    allowance = {"x-ratelimit-limit": "1000", "x-ratelimit-remaining": "900", "x-ratelimit-reset": "3600"}
    return as_json({"meta": meta, "results": results}, headers=allowance)


def _single(ask: Ask, shelf: Shelf) -> Reply:
    named = unquote(ask.path.removeprefix("/works/")).lower()
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", named)
    paper = next((paper for paper in _papers(shelf) if doi in (doi_of(paper), id_of(paper).lower())), None)
    return as_json(_as_work(paper, None)) if paper else _missing()


def _missing() -> Reply:
    page = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>It is not here.</p>\n"
    return as_text(page, 404, "text/html; charset=utf-8")


def _refusal(message: str, status: int) -> Reply:
    return as_json({"error": "Invalid query parameters error.", "message": message}, status)


def size(ask: Ask) -> int:
    """How many things are asked for at once."""
    asked = re.findall(r"doi:([^,]+)", ask.query.get("filter", ""))
    return len(asked[0].split("|")) if asked else 1


# ---- one work


def _papers(shelf: Shelf) -> list[list[Work]]:
    """Preprint and publication are one work of OpenAlex or two: of half the papers each."""
    papers = []
    for number, works in shelf.papers.items():
        ordered = sorted(works, key=lambda work: work.is_preprint)
        papers.extend([ordered] if number % 2 else [[work] for work in ordered])
    return papers


def doi_of(paper: list[Work]) -> str:
    """The one DOI under which OpenAlex knows a paper, in lower case."""
    dois = [work.record.doi or (f"10.48550/arxiv.{work.record.arxiv}" if work.is_preprint else "") for work in paper]
    return next((doi.lower() for doi in dois if doi), "")


def id_of(paper: list[Work]) -> str:
    """ "W2963114950"."""
    return f"W{number_of(paper[0].record.dblp) % 10**10}"


def _as_work(paper: list[Work], score: float | None) -> dict[str, Any]:
    record, doi = paper[0].as_said_by("paper"), doi_of(paper)
    whole = paper[0].record
    first, _, last = whole.pages.partition("-")
    address = f"https://doi.org/{doi}" if doi else None
    title = None if paper[0].invented == "poster" else record.title
    told: dict[str, Any] = {
        "id": f"https://openalex.org/{id_of(paper)}", "doi": address, "title": title, "display_name": title,
        "publication_year": record.year, "publication_date": f"{record.year}-{whole.month or 1:02d}-01",
        "ids": {"openalex": f"https://openalex.org/{id_of(paper)}", "doi": address}, "language": "en",
        "primary_location": _location(paper[0]), "type": "preprint" if paper[0].is_preprint else "article",
        "authorships": [_authorship(record, place) for place in range(len(record.authors))],
        "biblio": {"volume": whole.volume or None, "issue": whole.number or None, "first_page": first or None,
                   "last_page": last or first or None},
        "locations_count": len(paper), "locations": [_location(work) for work in paper], "is_retracted": False,
        "is_paratext": False, "cited_by_count": 7, "created_date": "2025-10-10T00:00:00",
    }  # fmt: skip
    return told if score is None else {**told, "relevance_score": score}


def _authorship(record: Record, place: int) -> dict[str, Any]:
    person = record.authors[place]
    where = "first" if place == 0 else "last" if place == len(record.authors) - 1 else "middle"
    raw = reversed_name(person) if number_of(record.title) % 2 else full_name(person)
    named = {"id": f"https://openalex.org/A{number_of(raw) % 10**10}", "display_name": full_name(person), "orcid": None}
    return {"author_position": where, "author": named, "institutions": [], "raw_author_name": raw}


def _location(work: Work) -> dict[str, Any]:
    record = work.record
    if work.is_preprint:
        page, name, kind = f"https://arxiv.org/abs/{record.arxiv}", "arXiv (Cornell University)", "repository"
    else:
        page = f"https://doi.org/{record.doi.lower()}" if record.doi else record.url
        name, kind = record.container_title, "journal" if record.type == "article-journal" else "conference"
    source = {"id": f"https://openalex.org/S{number_of(name) % 10**9}", "display_name": name, "type": kind}
    version = "submittedVersion" if work.is_preprint else "publishedVersion"
    return {"is_oa": True, "landing_page_url": page or None, "pdf_url": None, "source": source if name else None,
            "version": version, "is_accepted": not work.is_preprint, "is_published": not work.is_preprint}  # fmt: skip

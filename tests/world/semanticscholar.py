"""api.semanticscholar.org: a crowd that shares one pool unless it brings a key; papers, not versions of them."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from world.exchange import Ask, Reply, as_json
from world.facts import Shelf, full_name, number_of

if TYPE_CHECKING:
    from world.facts import Work

HOST = "api.semanticscholar.org"
KEY = "key-of-the-world-for-semantic-scholar"  # opens nothing
_ROOT = "/graph/v1/paper/"
_MOST = 500
_FIELDS = frozenset(
    "paperId corpusId externalIds url title abstract venue publicationVenue year referenceCount citationCount"
    " influentialCitationCount isOpenAccess openAccessPdf fieldsOfStudy s2FieldsOfStudy publicationTypes"
    " publicationDate journal citationStyles authors tldr".split()
)


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """A paper, many papers, or the best hit for a title."""
    key = ask.headers.get("x-api-key", "")
    if not key:
        told = "Too Many Requests. Please wait and try again or apply for a key for higher rate limits."
        return as_json({"message": told, "code": "429"}, 429)
    if key != KEY:
        return as_json({"message": "Forbidden"}, 403)
    wanted = [name for name in ask.query.get("fields", "title").split(",") if name]
    unknown = [name for name in wanted if name.partition(".")[0] not in _FIELDS]
    if unknown:
        return as_json({"error": f"Unrecognized or unsupported fields: [{', '.join(unknown)}]"}, 400)
    return _routed(ask, shelf, [name.partition(".")[0] for name in wanted])


def _routed(ask: Ask, shelf: Shelf, wanted: list[str]) -> Reply:
    what = ask.path.removeprefix(_ROOT)
    if what == "batch" and ask.method == "POST":
        return _batch(ask, shelf, wanted)
    if what in ("search/match", "search"):
        return _search(ask, shelf, wanted, is_match=what == "search/match")
    paper = _by_name(shelf).get(_folded(unquote(what)))
    if not paper:
        return as_json({"error": f"Paper with id {unquote(what)} not found"}, 404)
    return as_json(_as_paper(paper, wanted))


def _batch(ask: Ask, shelf: Shelf, wanted: list[str]) -> Reply:
    asked = names(ask)
    if not 0 < len(asked) <= _MOST:
        return as_json({"error": f"Number of ids must be between 1 and {_MOST}"}, 400)
    held = _by_name(shelf)
    papers = [held.get(_folded(name)) for name in asked]
    return as_json(ask.arrange([_as_paper(paper, wanted) if paper else None for paper in papers]))


def _search(ask: Ask, shelf: Shelf, wanted: list[str], *, is_match: bool) -> Reply:
    firsts = {id(paper[0]): paper for paper in _papers(shelf)}
    ranked = shelf.ranked(ask.query.get("query", ""), [paper[0] for paper in firsts.values()], only_titles=True)
    if is_match and (not ranked or ranked[0][0] < 40):
        return as_json({"error": "Title match not found"}, 404)
    limit = 1 if is_match else int(ask.query.get("limit", "100"))
    shown = [{**_as_paper(firsts[id(work)], wanted), "matchScore": score * 1.3} for score, work in ranked[:limit]]
    page = {} if is_match else {"total": len(ranked), "offset": 0}
    return as_json({**page, "data": ask.arrange(shown)})


def names(ask: Ask) -> list[str]:
    """The identifiers of a batch; none if the body holds none."""
    try:
        held = json.loads(ask.body or b"{}").get("ids", [])
    except (ValueError, AttributeError):
        return []
    return [str(name) for name in held]


def size(ask: Ask) -> int:
    """How many things are asked for at once."""
    return len(names(ask)) or 1


# ---- one paper


def _papers(shelf: Shelf) -> list[list[Work]]:
    return [sorted(works, key=lambda work: work.is_preprint) for works in shelf.papers.values()]


def _folded(name: str) -> str:
    """Names without regard to case; a version of an arXiv number is another name, which nobody has."""
    return re.sub(r"^url:https?://", "url:", name.strip().lower())


def _by_name(shelf: Shelf) -> dict[str, list[Work]]:
    named: dict[str, list[Work]] = {}
    for paper in _papers(shelf):
        ids = _external_ids(paper)
        named[paper_id(paper)] = paper
        for name, value in ids.items():
            named[f"{name.lower()}:{str(value).lower()}"] = paper
        if number := ids.get("ArXiv"):
            named[f"doi:10.48550/arxiv.{number}"] = named[f"url:arxiv.org/abs/{number}"] = paper
    return named


def _external_ids(paper: list[Work]) -> dict[str, str | int]:
    arxiv = next((work.record.arxiv for work in paper if work.is_preprint), "")
    doi = paper[0].record.doi or (f"10.48550/arXiv.{arxiv}" if number_of(arxiv) % 2 and arxiv else "")
    held = {"ArXiv": arxiv, "DBLP": paper[0].record.dblp, "DOI": doi, "ACL": paper[0].record.acl}
    corpus = {"CorpusId": number_of(paper[0].record.dblp) % 10**9}
    return {**{name: value for name, value in held.items() if value}, **corpus}


def paper_id(paper: list[Work]) -> str:
    """The 40 digits under which a paper is kept."""
    return hashlib.sha1(paper[0].record.dblp.encode(), usedforsecurity=False).hexdigest()


def _as_paper(paper: list[Work], wanted: list[str]) -> dict[str, Any]:
    record, ids = paper[0].record, _external_ids(paper)
    journal: dict[str, str] = {"name": "ArXiv", "volume": f"abs/{record.arxiv}"}
    if not paper[0].is_preprint:
        journal = {name: text for name, text in {"name": record.container_title, "pages": record.pages}.items() if text}
    told: dict[str, Any] = {
        "externalIds": ids, "corpusId": ids["CorpusId"], "title": record.title, "year": record.year,
        "url": f"https://www.semanticscholar.org/paper/{paper_id(paper)}", "journal": journal,
        "venue": "arXiv.org" if paper[0].is_preprint else record.container_title.partition(",")[0],
        "publicationTypes": ["JournalArticle", "Conference"][: 1 + (record.type == "paper-conference")],
        "publicationDate": f"{record.year}-{record.month or 1:02d}-01", "citationCount": 5, "isOpenAccess": False,
        "authors": [{"authorId": str(number_of(full_name(person)) % 10**8), "name": full_name(person)}
                    for person in record.authors],
    }  # fmt: skip
    return {"paperId": paper_id(paper), **{name: told.get(name) for name in wanted if name != "paperId"}}

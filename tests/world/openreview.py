"""The two APIs of OpenReview: closed to those who do not log in; venues of 2023 and before live on the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from world.exchange import Ask, Reply, as_json
from world.facts import Shelf, full_name, number_of, words

if TYPE_CHECKING:
    from world.facts import Work

HOST, OLD_HOST = "api2.openreview.net", "api.openreview.net"
_MOST = 1000
_MS = 1000


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """Notes, for those who bring a token."""
    if not ask.headers.get("authorization", "").startswith("Bearer "):
        return challenge()
    is_old = ask.host == OLD_HOST
    works = _works(ask, shelf, is_old)
    if works is None:
        missing = {"name": "NotFoundError", "message": f"{ask.path} was not found", "status": 404}
        return as_json(missing, 404)
    make = _old_note if is_old else _note
    notes = [make(work) for work in works]
    if "/search" in ask.path and not is_old:
        notes += [_imported_note(work) for work in works if not work.invented]
    if not notes and "id" in ask.query:
        missing = {"name": "NotFoundError", "message": f"The Note {ask.query['id']} was not found", "status": 404}
        return as_json(missing, 404)
    shown = ask.arrange(notes)[: min(int(ask.query.get("limit", _MOST)), _MOST)]
    return as_json({"notes": shown, "count": len(notes)})


def challenge() -> Reply:
    """What those without a token get."""
    details = {"challengeUrl": "https://openreview.net/challenge"}
    told = {
        "name": "ChallengeRequiredError",
        "message": "Challenge verification required (2026-11-23-1)",
        "status": 403,
    }
    return as_json({**told, "details": details}, 403)


def _works(ask: Ask, shelf: Shelf, is_old: bool) -> list[Work] | None:
    """The works that a request asks for; None for an address that does not exist."""
    if ask.path == "/notes":
        work = shelf.by_openreview.get(ask.query.get("id") or ask.query.get("forum", ""))
        return [work] if work and _is_old(work) == is_old else []
    if ask.path == "/notes/search":
        return _search(ask.query.get("term", ""), shelf, is_old)
    return None


def _search(term: str, shelf: Shelf, is_old: bool) -> list[Work]:
    """The new API finds notes of both, the old one only its own."""
    held = [work for work in shelf.by_openreview.values() if _is_old(work) or not is_old]
    return [work for score, work in shelf.ranked(term, held, only_titles=True) if score > 50]


def _is_old(work: Work) -> bool:
    """The submissions of our look-alikes are new."""
    return not work.invented


def _bibtex(work: Work) -> str:
    record = work.record
    year = record.year if _is_old(work) else 2024
    head = f"{record.authors[0].family.lower()}{year}{words(record.title)[0]}"
    authors = " and ".join(full_name(person) for person in record.authors)
    place = "" if work.invented else "booktitle={International Conference on Learning Representations},\n"
    kind = "misc" if work.invented else "inproceedings"
    url = f"url={{https://openreview.net/forum?id={record.openreview}}}"
    return f"@{kind}{{\n{head},\ntitle={{{record.title}}},\nauthor={{{authors}}},\n{place}year={{{year}}},\n{url}\n}}"


def _milliseconds(work: Work) -> int:
    """January of the year: when decisions come out."""
    return ((work.record.year or 2020) - 1970) * 31_557_600 * _MS + number_of(work.record.title) % 10**9


def _old_note(work: Work) -> dict[str, Any]:
    """API v1: bare values, one invitation."""
    record, at = work.record, _milliseconds(work)
    venue_id = f"ICLR.cc/{record.year}/Conference" if not work.invented else "INVENTED.cc"
    content: dict[str, Any] = {
        "title": record.title, "authors": [full_name(person) for person in record.authors],
        "_bibtex": _bibtex(work), "pdf": f"/pdf/{number_of(record.title):x}.pdf", "keywords": [],
        "paperhash": f"{record.authors[0].family.lower()}|{'_'.join(words(record.title))}",
    }  # fmt: skip
    if (record.year or 0) >= 2020:  # before that the notes had no venue
        content |= {"venue": f"ICLR {record.year} Poster", "venueid": venue_id}
    return {"id": record.openreview, "forum": record.openreview, "invitation": f"{venue_id}/-/Blind_Submission",
            "content": content, "cdate": at, "tcdate": at, "tmdate": at, "replyto": None, "readers": ["everyone"],
            "signatures": [venue_id], "number": number_of(record.title) % 2000}  # fmt: skip


def _note(work: Work) -> dict[str, Any]:
    """API v2: each value in an object of its own. Our look-alikes were refused."""
    record, at = work.record, _milliseconds(work)
    refused = "ICLR.cc/2024/Conference/Rejected_Submission"
    content = {
        "title": {"value": record.title}, "authors": {"value": [full_name(person) for person in record.authors]},
        "venue": {"value": "Submitted to ICLR 2024" if work.invented else f"ICLR {record.year} Poster"},
        "venueid": {"value": refused if work.invented else f"ICLR.cc/{record.year}/Conference"},
        "_bibtex": {"value": _bibtex(work)}, "pdf": {"value": f"/pdf/{number_of(record.title):x}.pdf"},
    }  # fmt: skip
    return {"id": record.openreview, "forum": record.openreview, "version": 2, "content": content, "cdate": at,
            "tcdate": at, "pdate": at, "mdate": at, "domain": "ICLR.cc/2024/Conference", "readers": ["everyone"],
            "invitations": ["ICLR.cc/2024/Conference/-/Submission"], "license": "CC BY 4.0"}  # fmt: skip


def _imported_note(work: Work) -> dict[str, Any]:
    """The same paper once more, as DBLP has it; authors as objects."""
    record, at = work.record, _milliseconds(work)
    name = f"dblp{number_of(record.title) % 10**6:06d}"
    content = {
        "title": {"value": record.title}, "venue": {"value": f"CoRR {record.year}"},
        "authors": {"value": [{"fullname": full_name(person), "username": ""} for person in record.authors]},
        "venueid": {"value": f"dblp.org/journals/CORR/{record.year}"},
    }  # fmt: skip
    return {"id": name, "forum": name, "version": 2, "content": content, "cdate": at, "pdate": at,
            "invitations": ["DBLP.org/-/Record"], "domain": "DBLP.org", "readers": ["everyone"]}  # fmt: skip

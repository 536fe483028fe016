"""OpenReview: submissions by id, from its two APIs; an id does not tell which of them holds it.

Venues since 2023 are on the new API, older ones on the old: the routes are tried in this order, the second for what
the first does not hold. Neither answers those who do not log in. A submission is a publication only where it was
accepted; addresses of people, which old submissions hold, are never read.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from papercite.errors import BadAnswer
from papercite.identify import canonical, identifier_of_url
from papercite.names import person_of
from papercite.providers.clean import dict_at, json_of, plain, text_at, texts_at
from papercite.providers.markup import bibtex_in
from papercite.providers.provider import Provider, Request, Route
from papercite.record import Record
from papercite.text import fold
from papercite.venues import PREPRINT, find_venue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found
    from papercite.record import Identifier

NEW_API, OLD_API = "https://api2.openreview.net/notes", "https://api.openreview.net/notes"
UNPUBLISHED = "OpenReview"  # where a submission is that nobody printed
_NOT_ACCEPTED = re.compile(r"submission|submitted|reject|withdr[ae]w|under.review|pending|retract", re.IGNORECASE)
_ACCEPTED = re.compile(r"^accepted (?:by|at|to|for) ", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRESENTED = re.compile(r"(?:\s+(?:oral|poster|spotlight|highlight|conference|notable|top|[\d.]+%))+$", re.IGNORECASE)
_JOURNALS = re.compile(r"dblp\.org/journals/|TMLR\b|DMLR\b|JMLR\b")


def ask_new(identifiers: Sequence[Identifier]) -> Request:
    """Request to the new API for one submission."""
    return Request(NEW_API, (("id", identifiers[0].value),))


def without_mail(body: bytes) -> bytes:
    """An answer without the mail addresses of people: old submissions hold them, and nobody asked us to keep them."""
    return json.dumps(_without(json.loads(body), "authorids")).encode()


def _without(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {field: _without(held, name) for field, held in value.items() if field != name}
    return [_without(held, name) for held in value] if isinstance(value, list) else value


def ask_old(identifiers: Sequence[Identifier]) -> Request:
    """Request to the old API for one submission."""
    return Request(OLD_API, (("id", identifiers[0].value),))


def parse(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """Submissions by their id, from either API: values are bare in the old one, {"value": ...} in the new.

    returns a review or comment under its own id: its title is not the paper's, so nobody takes it for one
    errors  BadAnswer: not JSON, cut off, a challenge or any other message instead of notes
    """
    match json_of(answer, "openreview"):
        case {"name": str()} if answer.status == 404:
            return {}
        case {"notes": [*notes]} if answer.status == 200 and all(isinstance(note, dict) for note in notes):
            by_id = {text_at(note, "id"): note for note in notes}
        case _:
            raise BadAnswer("openreview", answer.url, "not a list of notes", answer.body)
    held = [(one, _record_of(by_id[one.value], answer.fetched_at[:10])) for one in identifiers if one.value in by_id]
    return {one: (record,) for one, record in held if record.title}


def _record_of(note: Mapping[str, Any], retrieved: str) -> Record:
    content = dict_at(note, "content")
    bib = bibtex_of(content)
    kind, venue = type_and_venue_of(note, bib)
    title = value_at(content, "title")
    named = [canonical(*one.split(":", 1)) for one in texts_at(note, "externalIds") if ":" in one]  # "doi:10.18653/…"
    named += [canonical("doi", bib.doi), identifier_of_url(value_at(content, "html")), identifier_of_url(bib.url)]
    named += [canonical("dblp", bib.id.removeprefix("DBLP:"))]
    names = {one.scheme: one.value for one in reversed(named) if one}
    printed = bib.container_title if fold(bib.container_title) != fold(title) else ""
    number = text_at(note, "id")
    return Record(
        source="openreview",
        id=number,
        type=kind,
        title=title,
        authors=tuple(person_of(name) for name in authors_of(content)),
        venue=venue,
        container_title=venue if kind == "article" else printed or venue,
        series=bib.series,
        volume="" if kind == "article" else bib.volume,
        number=bib.number,
        pages=bib.pages,
        year=year_of(note, bib),
        month=bib.month,
        publisher=bib.publisher,
        doi=names.get("doi", ""),
        arxiv=names.get("arxiv", ""),
        openreview=number,
        dblp=names.get("dblp", ""),
        url=f"https://openreview.net/forum?id={number}",
        retrieved=retrieved,
    )


# ---- a note's parts


def value_at(content: Mapping[str, Any], name: str) -> str:
    """The text under `name`, bare or in an object, the first one of a list; "" if there is none."""
    value = content.get(name)
    value = value.get("value") if isinstance(value, dict) else value
    return text_at({name: next(iter(value), "") if isinstance(value, list) else value}, name)


def authors_of(content: Mapping[str, Any]) -> list[str]:
    """Names of the authors, which are texts or objects; none of a submission whose authors are not told yet."""
    value = content.get("authors")
    listed = value.get("value") if isinstance(value, dict) else value
    authors = [
        one.get("fullname") if isinstance(one, dict) else one for one in (listed if isinstance(listed, list) else ())
    ]
    names = [plain(one) for one in authors if isinstance(one, str) and "@" not in one]
    return [name for name in names if name and not name.startswith("Anonymous")]


def bibtex_of(content: Mapping[str, Any]) -> Record:
    """What BibTeX says that OpenReview, or the source it was imported from, made of a note; empty if nothing."""
    value = content.get("_bibtex")
    text = value.get("value") if isinstance(value, dict) else value
    return bibtex_in([text] if isinstance(text, str) else [])


def type_and_venue_of(note: Mapping[str, Any], bib: Record) -> tuple[str, str]:
    """Type as CSL names it and short name of the venue.

    returns ("paper-conference", "ICLR"); ("article", "OpenReview") if it was not accepted
    source  `venueid` is the venue's own name then, and has more behind it else; until 2019 notes had neither it nor
            `venue`, but the BibTeX of accepted ones names the proceedings
    """
    content = dict_at(note, "content")
    where, venue = value_at(content, "venueid"), value_at(content, "venue")
    group = text_at(note, "domain") or text_at(note, "invitation").partition("/-/")[0]
    if not where and not venue and bib.type != "article":
        venue = bib.container_title
    if not venue or where.startswith(f"{group}/") or _NOT_ACCEPTED.search(f"{where} {venue}"):
        return "article", UNPUBLISHED
    venue = plain(_PRESENTED.sub("", _YEAR.sub(" ", _ACCEPTED.sub("", venue)).rstrip()))
    known = find_venue(venue)
    if known and known.kind == PREPRINT:
        return "article", known.name
    kind = "article-journal" if _JOURNALS.match(where) else "paper-conference"
    venue = "" if fold(venue) == fold(value_at(content, "title")) else venue  # of imported ones, sometimes
    return bib.type if bib.type not in ("", "article", "document") else kind, venue


def year_of(note: Mapping[str, Any], bib: Record) -> int | None:
    """Year of the decision; None for a note without any date."""
    said = _YEAR.search(value_at(dict_at(note, "content"), "venue"))
    dates = [note.get(name) for name in ("pdate", "cdate", "tcdate")]
    first = next((date for date in dates if isinstance(date, int) and 0 < date < 4_000_000_000_000), 0)
    told = int(said[0]) if said else 0
    return bib.year or told or (datetime.fromtimestamp(first / 1000, UTC).year if first else None)


OPENREVIEW = Provider(
    name="openreview",
    hosts=("api2.openreview.net", "api.openreview.net"),
    routes=(
        Route(("openreview",), 1, ask_new, parse, keep=without_mail),
        Route(("openreview",), 1, ask_old, parse, keep=without_mail),
    ),
    pace_s=1.2,
    key_variable="PAPERCITE_OPENREVIEW_TOKEN",
    key_header="Authorization",
    needs_key=True,
    about="wants a token, which a login gives",
)

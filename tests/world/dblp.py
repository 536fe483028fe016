"""sparql.dblp.org, where queries are really executed, and dblp.org, which since September 2026 wants proof of work."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from world.exchange import Ask, Reply, as_json, as_text
from world.facts import Shelf, full_name, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Quad, Store

    from papercite.record import Record
    from world.facts import Work

HOST, SITE = "sparql.dblp.org", "dblp.org"
_DBLP = "https://dblp.org/rdf/schema#"
_BIBTEX = "http://purl.org/net/nknouf/ns/bibtex#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_NOT_CODE = re.compile(r'<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*')
_VALUES = re.compile(r"VALUES\s*(?:\?\w+|\([^)]*\))\s*\{(.*?)\}", re.IGNORECASE | re.DOTALL)
_TERM = re.compile(r'<[^<>\s]*>|"(?:[^"\\]|\\.)*"|\w+:[\w./-]+')
_SITES = ("thecvf.com", "neurips.cc", "mlr.press", "mlsys.org", "aaai.org", "aclanthology.org")
_BUILT: list[tuple[tuple[Work, ...], Store]] = []  # the graph of the works that were asked about last


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """Bindings of a SELECT query, in the words of QLever."""
    if ask.path != "/sparql":
        return as_text("Not found", 404)
    given = parameters(ask)
    query = given.get("query", "")
    if "update" in given or not query:
        return _refusal("an update, or no query at all", query)
    if re.search(r"\bSERVICE\b", _NOT_CODE.sub(" ", query), re.IGNORECASE):
        return _refusal("SERVICE is not allowed here", query)
    try:
        answered = _executed(query, shelf)
    except (SyntaxError, ValueError, OSError) as error:
        return _refusal(str(error), query)
    rows = ask.arrange(answered["results"]["bindings"])
    answered["results"]["bindings"] = rows
    answered["meta"] = {"query-time-ms": 12, "result-size-total": len(rows)}
    return as_json(answered)._replace(content_type="application/sparql-results+json")


def parameters(ask: Ask) -> dict[str, str]:
    """Of the address, of a form, or a body that is a query itself."""
    text = ask.body.decode(errors="replace")
    kind = ask.headers.get("content-type", "").partition(";")[0]
    if kind in ("application/sparql-query", "application/sparql-update"):
        return {**ask.query, kind.removeprefix("application/sparql-"): text}
    return {**ask.query, **dict(parse_qsl(text))}


def size(ask: Ask) -> int:
    """How many things are asked for at once: different terms in VALUES."""
    blocks = _VALUES.findall(parameters(ask).get("query", ""))
    return len({term for block in blocks for term in _TERM.findall(block)}) or 1


def anubis(ask: Ask, shelf: Shelf) -> Reply:  # noqa: ARG001
    """The page that stands before dblp.org."""
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>Making sure you&#39;re not a bot!</title><link rel="stylesheet"'
        ' href="/.within.website/x/xess/xess.min.css"><script id="anubis_challenge" type="application/json">{}</script>'
        "</head><body><h1>Making sure you're not a bot!</h1></body></html>"
    )
    return as_text(page, 200, "text/html; charset=utf-8")


def _refusal(why: str, query: str) -> Reply:
    return as_json({"exception": why, "query": query, "status": "ERROR"}, 400)


def _executed(query: str, shelf: Shelf) -> dict[str, Any]:
    from pyoxigraph import QueryResultsFormat, QuerySolutions

    solutions = _store(shelf).query(query)
    if not isinstance(solutions, QuerySolutions):
        raise ValueError("only SELECT queries are answered")
    serialized = solutions.serialize(format=QueryResultsFormat.JSON) or b"{}"
    answered: dict[str, Any] = json.loads(serialized.replace(b"XMLSchema#integer", b"XMLSchema#int"))  # as in DBLP
    return answered


# ---- the graph


def _store(shelf: Shelf) -> Store:
    from pyoxigraph import Store

    if not _BUILT or _BUILT[0][0] is not shelf.works:
        store = Store()
        store.extend(quad for work in shelf.works for quad in _quads(work))
        _BUILT[:] = [(shelf.works, store)]
    return _BUILT[0][1]


def _quads(work: Work) -> Iterator[Quad]:
    """What the graph says of one work, and of the proceedings it is in."""
    from pyoxigraph import BlankNode, Literal, NamedNode, Quad

    record = work.as_said_by("dblp")._replace(dblp=work.record.dblp, doi=work.record.doi)
    publication = NamedNode(f"https://dblp.org/rec/{record.dblp}")
    for name, value in _facts(record, work):
        yield Quad(publication, _node(name), value)
    for ordinal, name in enumerate(dblp_names(record), 1):
        signature, person = BlankNode(), NamedNode(f"https://dblp.org/pid/{number_of(name) % 999}/{number_of(name)}")
        yield Quad(publication, _node("hasSignature"), signature)
        yield Quad(publication, _node("authoredBy"), person)
        yield Quad(signature, NamedNode(_TYPE), _node("AuthorSignature"))
        yield Quad(signature, _node("signatureOrdinal"), Literal(str(ordinal), datatype=NamedNode(_XSD + "int")))
        yield Quad(signature, _node("signatureDblpName"), Literal(name))
        yield Quad(signature, _node("signatureCreator"), person)
        yield Quad(signature, _node("signaturePublication"), publication)
    if record.type == "paper-conference" and record.container_title:
        volume = NamedNode(f"https://dblp.org/rec/{record.dblp.rpartition('/')[0]}/{record.year}")
        yield Quad(publication, _node("publishedAsPartOf"), volume)
        for name, text in _proceedings(record):
            yield Quad(volume, _node(name), Literal(text))
        yield Quad(volume, NamedNode(_TYPE), _node("Editorship"))


def _node(name: str) -> NamedNode:
    from pyoxigraph import NamedNode

    return NamedNode(name if ":" in name else _DBLP + name)


def _facts(record: Record, work: Work) -> Iterator[tuple[str, Any]]:
    from pyoxigraph import Literal

    title = record.title if record.title.endswith((".", "?", "!")) else f"{record.title}."
    is_journal = record.type != "paper-conference"
    where, volume = ("CoRR", f"abs/{record.arxiv}") if work.is_preprint else (_venue(record), record.volume)
    kind = "Informal" if work.is_preprint else "Article" if is_journal else "Inproceedings"
    texts = {
        "title": title, _LABEL: f"{full_name(record.authors[0])} et al.: {title} ({record.year})",
        "publishedIn": where, "publishedInJournal" if is_journal else "publishedInBook": where,
        "publishedInJournalVolume": volume if is_journal else "", "publishedInJournalVolumeIssue": record.number,
        "pagination": record.pages,
    }  # fmt: skip
    yield _TYPE, _node("Publication")
    yield _TYPE, _node(kind)
    yield "bibtexType", _node(_BIBTEX + ("Article" if is_journal else "Inproceedings"))
    yield from ((name, Literal(text)) for name, text in texts.items() if text)
    yield "yearOfPublication", Literal(str(record.year), datatype=_node(_XSD + "gYear"))
    yield "numberOfCreators", Literal(str(len(record.authors)), datatype=_node(_XSD + "int"))
    doi = dblp_doi(record, work)
    if doi:
        yield "doi", _node(f"https://doi.org/{doi}")
    pages = document_pages(record, work, doi)
    yield from (("documentPage", _node(page)) for page in pages)
    yield from (("primaryDocumentPage", _node(page)) for page in pages[:1])


def dblp_doi(record: Record, work: Work) -> str:
    """In upper case; of preprints only newer ones have one."""
    if work.is_preprint:
        return f"10.48550/ARXIV.{record.arxiv}" if record.arxiv >= "2000" else ""
    return record.doi.upper()


def document_pages(record: Record, work: Work, doi: str) -> list[str]:
    """The web addresses under which DBLP knows a work, each in one spelling only."""
    pages = [f"https://doi.org/{doi}"] if doi else []
    if work.is_preprint:
        pages.append(f"{'https' if record.arxiv >= '1900' else 'http'}://arxiv.org/abs/{record.arxiv}")
    if record.openreview:
        pages.append(f"https://openreview.net/forum?id={record.openreview}")
    for address in work.addresses:
        if any(host in address for host in _SITES):
            spelling = "https" if number_of(address.partition("//")[2]) % 2 else "http"
            pages.append(f"{spelling}://{address.partition('//')[2]}")
    return list(dict.fromkeys(pages))


def dblp_names(record: Record) -> list[str]:
    """The authors, with the numbers of namesakes: "0" in a key stands where an initial would."""
    names = [full_name(person) for person in record.authors]
    initials = record.dblp.rpartition("/")[2][len(record.authors[0].family) : -2]
    for place, letter in enumerate(initials, 1):
        if letter == "0" and place < len(names):
            names[place] += f" {1 + number_of(names[place]) % 40:04d}"
    return names


def _venue(record: Record) -> str:
    if record.venue == "ICLR" and (record.year or 0) <= 2019 and number_of(record.dblp) % 2:
        return "ICLR (Poster)"
    part = re.search(r"Part ([IVX]+)$", record.container_title)
    return f"{record.venue} ({len(part[1]) if set(part[1]) == {'I'} else 4})" if part else record.venue


def _proceedings(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", f"{record.container_title}."
    if record.publisher:
        yield "publishedBy", record.publisher
    if record.series:
        yield "publishedInSeries", record.series
        yield "publishedInSeriesVolume", record.volume

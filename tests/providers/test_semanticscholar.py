"""Semantic Scholar: small answers in its shape, each with an oddity that real ones have; and the real ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from papercite.errors import BadAnswer
from papercite.providers.provider import Answer
from papercite.providers.semanticscholar import SEMANTIC_SCHOLAR, ask_batch, ask_title, parse_batch, parse_title
from papercite.record import Identifier, Person, Record
from providers.samples import samples_of
from providers.told import as_told, expected_of

if TYPE_CHECKING:
    from pathlib import Path

ARXIV = Identifier("arxiv", "2001.00001")
TITLE = Identifier("title", "Nothing at All")
PAPER: dict[str, Any] = {
    "paperId": "0" * 40,
    "externalIds": {"ArXiv": "2001.00001", "DBLP": "conf/nowhere/Nobody20", "MAG": "1", "DOI": "10.5555/NOWHERE.1",
                    "CorpusId": 1},
    "url": f"https://www.semanticscholar.org/paper/{'0' * 40}",
    "title": "Nothing at All",
    "venue": "Conference on Nothing",
    "publicationVenue": {"name": "Conference on Nothing", "type": "conference"},
    "year": 2020,
    "publicationTypes": ["JournalArticle", "Conference"],
    "journal": {"name": "Proceedings of the Conference on Nothing", "pages": "11 - 20"},
    "authors": [{"authorId": "1", "name": "A. van den Nobody"}, {"authorId": None, "name": "Max Mustermann"}],
}  # fmt: skip
RECORD = Record(
    source="semanticscholar",
    id="0" * 40,
    type="paper-conference",
    title="Nothing at All",
    authors=(Person("Nobody", "A.", "van den"), Person("Mustermann", "Max")),
    venue="Conference on Nothing",
    container_title="Proceedings of the Conference on Nothing",
    pages="11-20",
    year=2020,
    doi="10.5555/nowhere.1",
    arxiv="2001.00001",
    dblp="conf/nowhere/Nobody20",
    links=(PAPER["url"],),
    retrieved="2026-11-23",
)


def answered(told: Any, status: int = 200) -> Answer:
    return Answer("https://api.semanticscholar.org/x", status, json.dumps(told).encode(), {}, "2026-11-23T10:00:00Z")


def record_of(**said: Any) -> Record:
    ((record,),) = parse_title(answered({"data": [{**PAPER, **said}]}), [TITLE]).values()
    return record


# ---- asking


def test_papers_are_asked_for_together() -> None:
    asked = [ARXIV, Identifier("doi", "10.5555/nowhere.1"), Identifier("acl", "P17-2044")]
    request = ask_batch(asked)
    assert (request.method, request.url, request.content_type) == (
        "POST", "https://api.semanticscholar.org/graph/v1/paper/batch", "application/json",
    )  # fmt: skip
    assert json.loads(request.body) == {"ids": ["ARXIV:2001.00001", "DOI:10.5555/nowhere.1", "ACL:P17-2044"]}
    assert set(dict(request.query)["fields"].split(",")) >= {"title", "externalIds", "authors", "year"}


def test_a_title_is_asked_for_as_it_is() -> None:
    request = ask_title([Identifier("title", "Nothing, at “All”: Why?")])
    assert request.url == "https://api.semanticscholar.org/graph/v1/paper/search/match"
    assert dict(request.query)["query"] == "Nothing, at “All”: Why?"


def test_it_is_asked_slowly_and_with_a_key_only() -> None:
    row = SEMANTIC_SCHOLAR
    assert (row.needs_key, row.key_variable, row.key_header) == (True, "PAPERCITE_SEMANTICSCHOLAR_KEY", "x-api-key")
    assert (row.pace_s, row.concurrency, row.routes[0].batch, row.routes[0].split_on) == (1.0, 1, 100, (500,))


# ---- reading


def test_papers_are_found_by_the_names_they_have_not_by_their_place() -> None:
    other = {**PAPER, "paperId": "1" * 40, "externalIds": {"ACL": "P17-2044", "CorpusId": 2}}
    asked = [
        ARXIV,
        Identifier("arxiv", "1999.99999"),
        Identifier("acl", "P17-2044"),
        Identifier("doi", "10.5555/nowhere.1"),
    ]
    found = parse_batch(answered([None, other, PAPER]), asked)
    assert {str(one): records[0].id[0] for one, records in found.items()} == {
        "arxiv:2001.00001": "0", "acl:P17-2044": "1", "doi:10.5555/nowhere.1": "0",
    }  # fmt: skip
    assert found[ARXIV] == (RECORD,)


def test_a_doi_of_arxiv_is_the_number() -> None:
    ids = {"DOI": "10.48550/arXiv.2001.00001", "DBLP": "journals/corr/abs-2001-00001"}
    record = record_of(externalIds=ids, venue="arXiv.org", publicationTypes=["JournalArticle"], publicationVenue=None,
                       journal={"name": "ArXiv", "volume": "abs/2001.00001"})  # fmt: skip
    assert (record.type, record.doi, record.arxiv, record.dblp) == (
        "article", "", "2001.00001", "journals/corr/abs-2001-00001",
    )  # fmt: skip
    assert (record.venue, record.container_title, record.volume) == ("arXiv", "arXiv", "")
    assert record.url == "https://arxiv.org/abs/2001.00001"


def test_a_publication_that_was_on_arxiv_first_is_not_said_to_be_in_corr() -> None:
    ids = {"ArXiv": "2001.00001", "DBLP": "journals/corr/abs-2001-00001"}
    record = record_of(externalIds=ids, journal={"name": "ArXiv", "volume": "abs/2001.00001"})
    assert record == RECORD._replace(doi="", dblp="", container_title="Conference on Nothing", pages="")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "paper-conference"),
        ({"publicationTypes": None, "publicationVenue": None}, "paper-conference"),  # a key of DBLP tells
        ({"publicationTypes": ["JournalArticle"], "publicationVenue": None, "externalIds": {}}, "article-journal"),
        ({"publicationTypes": None, "publicationVenue": {"type": "journal"}, "externalIds": None}, "article-journal"),
        ({"publicationTypes": ["Book"], "publicationVenue": None, "externalIds": {}, "journal": None}, "book"),
        ({"venue": "bioRxiv", "externalIds": {}}, "article"),
        ({"venue": "", "externalIds": {"ArXiv": "2001.00001"}}, "article"),
        ({"venue": "", "publicationTypes": None, "publicationVenue": None, "externalIds": {}, "journal": None}, ""),
    ],
)
def test_types(said: dict[str, Any], expected: str) -> None:
    assert record_of(**said).type == expected


def test_a_paper_of_nulls_is_read() -> None:
    assert record_of(**{**dict.fromkeys(PAPER), "title": "T"}) == Record(
        source="semanticscholar", title="T", retrieved="2026-11-23"
    )


def test_a_paper_without_title_is_an_absence() -> None:
    assert parse_batch(answered([{**PAPER, "title": None}]), [ARXIV]) == {}
    assert parse_title(answered({"data": [{**PAPER, "title": ""}]}), [TITLE]) == {}


def test_no_match_is_an_absence() -> None:
    assert parse_title(answered({"error": "Title match not found"}, 404), [TITLE]) == {}
    assert parse_title(answered({"total": 0, "offset": 0}), [TITLE]) == {}
    assert parse_title(answered({"data": []}), [TITLE]) == {}
    assert parse_batch(answered([None, None]), [ARXIV]) == {}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<html></html>"),
        (200, b'[{"paperId": "0'),
        (200, b'{"message": "Forbidden"}'),
        (200, b'{"message": "Too Many Requests.", "code": "429"}'),
        (200, b'{"error": "Unrecognized or unsupported fields: [unknown]"}'),
        (200, b"[1]"),
        (404, b"<html>Not found</html>"),
    ],
)
def test_an_answer_that_is_none_is_not_an_absence(status: int, body: bytes) -> None:
    for parse in (parse_batch, parse_title):
        with pytest.raises(BadAnswer, match="semanticscholar"):
            parse(Answer("https://api.semanticscholar.org/x", status, body), [ARXIV])


# ---- real answers

EXPECTED = expected_of("semanticscholar")


def records_of(answer: Answer) -> tuple[Record, ...]:
    """The records of a sample: of a batch, of a search, of a single paper."""
    told = json.loads(answer.body)
    if not isinstance(told, list):
        is_paper = "paperId" in told
        answer = answer._replace(body=json.dumps({"data": [told]}).encode()) if is_paper else answer
        return parse_title(answer, [TITLE]).get(TITLE, ())
    names = {"DOI": "doi", "ArXiv": "arxiv", "ACL": "acl"}
    ids = [paper.get("externalIds", {}) for paper in told if paper]
    asked = [Identifier(names[name], str(held[name]).lower()) for held in ids for name in names if name in held]
    return tuple(dict.fromkeys(record for records in parse_batch(answer, asked).values() for record in records))


@pytest.mark.parametrize("name", EXPECTED)
def test_real_answers_say_what_a_person_reads_in_them(shared: Path, name: str) -> None:
    answer = samples_of(shared / "samples", "semanticscholar")[name].answer
    if EXPECTED[name].works == "BadAnswer":
        assert answer.status not in (200, 404)  # a parser never sees it; if it did, it would not take it for an absence
        with pytest.raises(BadAnswer):
            records_of(answer)
    else:
        assert as_told(records_of(answer), EXPECTED[name]) == EXPECTED[name]


def test_every_real_answer_is_read(shared: Path) -> None:
    assert set(samples_of(shared / "samples", "semanticscholar")) == set(EXPECTED)

"""OpenAlex: small answers in its shape, each with an oddity that real ones have; and the real ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from papercite.errors import BadAnswer
from papercite.providers.openalex import OPENALEX, ask_dois, ask_title, parse_dois, parse_title
from papercite.providers.provider import Answer
from papercite.record import Identifier, Person, Record
from providers.samples import samples_of
from providers.told import as_told, expected_of

if TYPE_CHECKING:
    from pathlib import Path

DOI = Identifier("doi", "10.5555/nowhere.1")
TITLE = Identifier("title", "Nothing at All")
WORK: dict[str, Any] = {
    "id": "https://openalex.org/W1234567890",
    "doi": "https://doi.org/10.5555/nowhere.1",
    "title": "Nothing at <i>All</i>",
    "publication_year": 2020,
    "type": "article",
    "authorships": [
        {"author": {"display_name": "Ada van den Nobody"}, "raw_author_name": "Ada van den Nobody"},
        {"author": {"display_name": "Max M. Muster\u2010Mann"}, "raw_author_name": "Muster-Mann, Max"},
    ],
    "primary_location": {
        "landing_page_url": "https://doi.org/10.5555/nowhere.1",
        "source": {"display_name": "Journal of Nothing", "type": "journal"},
        "raw_type": "journal-article",
    },
    "locations": [],
    "biblio": {"volume": "7", "issue": None, "first_page": "11", "last_page": "20"},
}
RECORD = Record(
    source="openalex",
    id="W1234567890",
    type="article-journal",
    title="Nothing at All",
    authors=(Person("Nobody", "Ada", "van den"), Person("Muster-Mann", "Max")),
    venue="Journal of Nothing",
    container_title="Journal of Nothing",
    volume="7",
    pages="11-20",
    year=2020,
    doi="10.5555/nowhere.1",
    retrieved="2026-11-23",
)


def listed(*works: Any) -> Answer:
    """A page of a list."""
    body = {"meta": {"count": len(works), "cost_usd": 0.0001}, "results": list(works), "group_by": []}
    return Answer("https://api.openalex.org/works", 200, json.dumps(body).encode(), {}, "2026-11-23T10:00:00Z")


def record_of(**said: Any) -> Record:
    ((record,),) = parse_title(listed({**WORK, **said}), [TITLE]).values()
    return record


# ---- asking


def test_dois_are_asked_for_together() -> None:
    request = ask_dois([DOI, Identifier("doi", "10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2")])
    query = dict(request.query)
    assert request.url == "https://api.openalex.org/works"
    assert query["filter"] == "doi:10.5555/nowhere.1|10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2"
    assert query["per_page"] == "100"
    assert "authorships" in query["select"].split(",")


@pytest.mark.parametrize(("value", "is_taken"), [("10.1/a(b)<c>;d", True), ("10.1/a,b", False), ("10.1/a|b", False)])
def test_a_doi_that_would_part_the_filter_is_not_asked_for(value: str, is_taken: bool) -> None:
    takes = OPENALEX.routes[0].takes
    assert takes is not None
    assert takes(Identifier("doi", value)) is is_taken


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Nothing, at All!", "Nothing at All"),
        ("A|B: “Quoted” (and so_on)", "A B Quoted and so on"),
        ("R&D’s C++ 50%", "R D s C 50"),
        ("Größe 大小", "Größe 大小"),
    ],
)
def test_a_title_is_asked_for_by_its_words(title: str, words: str) -> None:
    assert dict(ask_title([Identifier("title", title)]).query)["filter"] == f"title.search:{words}"


def test_a_title_without_words_is_not_asked_for() -> None:
    takes = OPENALEX.routes[1].takes
    assert takes is not None
    assert not takes(Identifier("title", "?!"))


def test_lists_cost_money_so_a_key_is_needed() -> None:
    assert (OPENALEX.needs_key, OPENALEX.key_variable, OPENALEX.key_parameter) == (
        True, "PAPERCITE_OPENALEX_KEY", "api_key",
    )  # fmt: skip


# ---- reading


def test_works_are_found_by_doi_whatever_their_order_and_case() -> None:
    other = {**WORK, "id": "https://openalex.org/W2", "doi": "https://doi.org/10.5555/Other"}
    asked = [DOI, Identifier("doi", "10.5555/absent"), Identifier("doi", "10.5555/other")]
    found = parse_dois(listed(other, {**WORK, "doi": None}, WORK), asked)
    assert {one.value: records[0].id for one, records in found.items()} == {
        "10.5555/nowhere.1": "W1234567890", "10.5555/other": "W2",
    }  # fmt: skip
    assert found[DOI] == (RECORD,)


def test_hits_keep_their_order_and_those_without_title_go() -> None:
    works = [{**WORK, "id": f"https://openalex.org/W{number}"} for number in range(4)]
    works[1]["title"], works[2]["title"] = None, ""
    (hits,) = parse_title(listed(*works), [TITLE]).values()
    assert [hit.id for hit in hits] == ["W0", "W3"]


ARXIV = {"landing_page_url": "http://arxiv.org/abs/2001.00001", "raw_type": "",
         "source": {"display_name": "arXiv (Cornell University)", "type": "repository"}}  # fmt: skip


def test_a_preprint_of_arxiv_has_its_number_and_no_doi() -> None:
    record = record_of(doi="https://doi.org/10.48550/arxiv.2001.00001", type="preprint", primary_location=ARXIV)
    assert (record.type, record.venue, record.container_title) == ("article", "arXiv", "arXiv")
    assert (record.doi, record.arxiv, record.url) == ("", "2001.00001", "https://arxiv.org/abs/2001.00001")


def test_a_publication_keeps_the_number_of_its_preprint() -> None:
    record = record_of(locations=[WORK["primary_location"], ARXIV])
    assert record == RECORD._replace(arxiv="2001.00001")


def test_a_page_of_openreview_names_the_submission() -> None:
    page = {"landing_page_url": "https://openreview.net/pdf?id=NobodyAtAll", "raw_type": None,
            "source": {"display_name": "International Conference on Nothing", "type": "conference"}}  # fmt: skip
    record = record_of(doi=None, primary_location=page)
    assert (record.type, record.openreview, record.doi) == ("paper-conference", "NobodyAtAll", "")
    assert record.url == "https://openreview.net/pdf?id=NobodyAtAll"


@pytest.mark.parametrize(
    ("kind", "location", "expected"),
    [
        ("article", {"source": {"type": "journal"}}, "article-journal"),
        ("article", {"source": None, "raw_type": "proceedings-article"}, "paper-conference"),
        ("article", {"source": {"type": "repository"}}, "article"),
        ("article", None, "article-journal"),
        ("conference-paper", None, "paper-conference"),
        ("book-chapter", None, "chapter"),
        ("dissertation", {"source": {"type": "repository"}}, "thesis"),
        ("of-another-kind", None, "document"),
        (None, None, ""),
    ],
)
def test_types(kind: str | None, location: Any, expected: str) -> None:
    assert record_of(type=kind, primary_location=location).type == expected


@pytest.mark.parametrize(
    ("shown", "raw", "expected"),
    [
        ("Jakub Lála", "Lála, Jakub", Person("Lála", "Jakub")),
        ("Odhran O’Donoghue", "O'Donoghue, Odhran", Person("O'Donoghue", "Odhran")),
        ("Ada Smith", "A. Smith, PhD", Person("Smith", "Ada")),
        ("Ada Smith", "Jones, Ada", Person("Smith", "Ada")),
        ("Mike Lehsnau", "M. Lehsnau", Person("Lehsnau", "Mike")),
        ("宮地 元彦", None, Person("元彦", "宮地")),
        ("ATLAS Collaboration", None, Person(literal="ATLAS Collaboration")),
    ],
)
def test_names(shown: str, raw: str | None, expected: Person) -> None:
    author = {"author": {"display_name": shown}, "raw_author_name": raw}
    assert record_of(authorships=[author, {"author": None}, None]).authors == (expected,)


def test_a_line_end_in_a_title_may_be_two_signs() -> None:
    assert record_of(title="Fast Reaction\\n in Cars of $\\nu$").title == "Fast Reaction in Cars of $\\nu$"


def test_one_page_is_one_page() -> None:
    assert record_of(biblio={"first_page": "1065", "last_page": "1065"}).pages == "1065"


def test_a_work_of_nulls_is_read() -> None:
    assert record_of(**{**dict.fromkeys(WORK), "title": "T"}) == Record(
        source="openalex", title="T", retrieved="2026-11-23"
    )


def test_a_page_that_says_not_found_is_an_absence() -> None:
    answer = Answer("https://api.openalex.org/works", 404, b"<!doctype html><title>404 Not Found</title>")
    assert parse_dois(answer, [DOI]) == {}
    assert parse_title(answer, [TITLE]) == {}


def test_a_list_without_works_is_an_absence() -> None:
    assert parse_dois(listed(), [DOI]) == {}
    assert parse_title(listed(), [TITLE]) == {}


@pytest.mark.parametrize(
    "body",
    [b"", b"<html></html>", b'{"results": [{"id"', b'{"error": "Rate limit"}', b"[]", b'{"results": [1]}', b"\xff"],
)
def test_an_answer_that_is_none_is_not_an_absence(body: bytes) -> None:
    answer = Answer("https://api.openalex.org/works", 200, body)
    for parse in (parse_dois, parse_title):
        with pytest.raises(BadAnswer, match="openalex"):
            parse(answer, [DOI])


# ---- real answers

EXPECTED = expected_of("openalex")


def as_list(body: bytes) -> bytes:
    """An answer as a list gives it: some recorders kept less of it, and some asked for a single work."""
    if body.startswith(b"<"):
        return body
    told = json.loads(body)
    works = told if isinstance(told, list) else told.get("results", [told])
    return json.dumps({"results": works}).encode()


@pytest.mark.parametrize("name", EXPECTED)
def test_real_answers_say_what_a_person_reads_in_them(shared: Path, name: str) -> None:
    answer = samples_of(shared / "samples", "openalex")[name].answer
    answer = answer._replace(body=as_list(answer.body))
    records = parse_title(answer, [TITLE]).get(TITLE, ())
    assert as_told(records, EXPECTED[name]) == EXPECTED[name]
    for record in records:
        if record.doi:
            asked = Identifier("doi", record.doi)
            assert parse_dois(answer, [asked])[asked] == (record,)


def test_every_real_answer_is_read(shared: Path) -> None:
    assert set(samples_of(shared / "samples", "openalex")) == set(EXPECTED)

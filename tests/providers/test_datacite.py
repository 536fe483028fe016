"""DataCite: what is asked, creators of every form, what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from papercite.errors import BadAnswer
from papercite.identify import canonical
from papercite.providers.clean import names_in
from papercite.providers.datacite import (
    DATACITE,
    ask,
    parse,
    people_of,
    published_doi_of,
    title_of,
    type_of,
    year_and_month_of,
)
from papercite.providers.provider import Answer, Request
from papercite.record import Identifier, Person, Record

from .samples import samples_of, summaries

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://api.datacite.org/dois/10.48550/arxiv.1601.00001"


def doi(text: str) -> Identifier:
    return Identifier("doi", text)


NUMBER = Identifier("arxiv", "1601.00001")


def answer(body: Any, status: int = 200) -> Answer:
    return Answer(URL, status, json.dumps(body).encode(), fetched_at="2026-11-23T10:00:00Z")


def one(**attributes: Any) -> Answer:
    return answer({"data": {"id": attributes.get("doi"), "type": "dois", "attributes": attributes}})


PREPRINT: dict[str, Any] = {
    "doi": "10.48550/arXiv.1601.00001",
    "creators": [{"name": "Lee, Ann", "nameType": "Personal", "givenName": "Ann", "familyName": "Lee"}],
    "titles": [{"title": "Nets:\n A Study"}],
    "publisher": "arXiv",
    "container": {},
    "publicationYear": 2017,
    "subjects": [
        {"subject": "Machine Learning (cs.LG)", "subjectScheme": "arXiv"},
        {"subject": "Computer Vision (cs.CV)", "subjectScheme": "arXiv"},
    ],
    "dates": [
        {"date": "2017-03-01T00:00:00Z", "dateType": "Submitted", "dateInformation": "v2"},
        {"date": "2016-01-31T23:59:59Z", "dateType": "Submitted", "dateInformation": "v1"},
        {"date": "2017", "dateType": "Issued"},
    ],
    "types": {"citeproc": "article", "resourceType": "Article", "resourceTypeGeneral": "Preprint"},
    "relatedIdentifiers": [],
}
PAPER: dict[str, Any] = {
    "doi": "10.4230/LIPIcs.X.2013.93",
    "creators": [{"name": "Lee, Ann", "givenName": "Ann", "familyName": "Lee"}],
    "titles": [{"title": "Nets", "lang": "en"}],
    "publisher": {"name": "Schloss Dagstuhl", "publisherIdentifier": "https://ror.org/1"},
    "container": {"type": "Series", "title": "LIPIcs, Volume 22", "volume": "22", "firstPage": "93", "lastPage": "105"},
    "publicationYear": 2013,
    "dates": [{"date": "2013-11-13", "dateType": "Issued"}],
    "types": {"resourceTypeGeneral": "ConferencePaper"},
}


# ---- asking


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        (NUMBER, "10.48550/arxiv.1601.00001"),
        (Identifier("arxiv", "hep-th/9901001"), "10.48550/arxiv.hep-th/9901001"),
        (doi("10.7910/dvn/eqtqyo"), "10.7910/dvn/eqtqyo"),
        (doi("10.5072/a?b#c d"), "10.5072/a%3Fb%23c%20d"),
    ],
)
def test_one_work_is_asked_for_by_its_doi(identifier: Identifier, path: str) -> None:
    assert ask([identifier]) == Request(f"https://api.datacite.org/dois/{path}")


def test_the_row_says_what_datacite_wants() -> None:
    (route,) = DATACITE.routes
    assert (DATACITE.hosts, DATACITE.pace_s, DATACITE.concurrency) == (("api.datacite.org",), 0.7, 1)
    assert (route.schemes, route.batch) == (("doi", "arxiv"), 1)


# ---- whole answers


def test_a_preprint_of_arxiv_becomes_a_record_without_doi() -> None:
    record = Record(
        source="datacite",
        id="10.48550/arXiv.1601.00001",
        type="article",
        title="Nets: A Study",
        authors=(Person("Lee", "Ann"),),
        venue="arXiv",
        container_title="arXiv",
        year=2016,
        month=1,
        arxiv="1601.00001",
        primary_class="cs.LG",
        url="https://arxiv.org/abs/1601.00001",
        retrieved="2026-11-23",
    )
    assert parse(one(**PREPRINT), [NUMBER]) == {NUMBER: (record,)}


def test_a_paper_becomes_a_record() -> None:
    record = Record(
        source="datacite",
        id="10.4230/LIPIcs.X.2013.93",
        type="paper-conference",
        title="Nets",
        authors=(Person("Lee", "Ann"),),
        venue="LIPIcs, Volume 22",
        container_title="LIPIcs, Volume 22",
        volume="22",
        pages="93-105",
        year=2013,
        month=11,
        publisher="Schloss Dagstuhl",
        doi="10.4230/LIPIcs.X.2013.93",
        retrieved="2026-11-23",
    )
    assert parse(one(**PAPER), [doi("10.4230/lipics.x.2013.93")]) == {doi("10.4230/lipics.x.2013.93"): (record,)}


def test_another_work_than_the_one_asked_for_is_not_it() -> None:
    assert parse(one(**PAPER), [doi("10.4230/lipics.x.2013.94")]) == {}


def test_a_list_of_works_is_read_too() -> None:
    found = parse(answer({"data": [{"attributes": PAPER}, {"attributes": PREPRINT}]}), [NUMBER, doi("10.1000/a")])
    assert [records[0].title for records in found.values()] == ["Nets: A Study"]


def test_a_work_without_title_is_absent() -> None:
    assert parse(one(**{**PREPRINT, "titles": []}), [NUMBER]) == {}


def test_not_found_is_json_too() -> None:
    assert parse(answer({"errors": [{"status": "404", "title": "No such thing."}]}, 404), [NUMBER]) == {}


WHOLE = one(**PREPRINT).body


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 200),
        (b"<html>Too many requests</html>", 200),
        (b"<html>Not found</html>", 404),
        (WHOLE[: len(WHOLE) // 2], 200),
        (b"null", 200),
        (b"[]", 200),
        (b'{"errors": [{"status": "404"}]}', 200),
        (b'{"data": null}', 200),
        (b'{"data": {}}', 200),
        (b'{"data": {"attributes": {"doi": null}}}', 200),
        (b'{"data": [null]}', 200),
    ],
)
def test_what_is_no_work_is_refused_with_its_bytes(body: bytes, status: int) -> None:
    with pytest.raises(BadAnswer) as caught:
        parse(Answer(URL, status, body), [NUMBER])
    assert (caught.value.provider, caught.value.url, caught.value.body) == ("datacite", URL, body)


@pytest.mark.parametrize("odd", [None, True, 0, "", "x", [], [None], [[]], [{}], {}], ids=repr)
@pytest.mark.parametrize("name", sorted(PREPRINT.keys() - {"doi", "titles"}))
def test_a_field_of_any_shape_costs_that_field_at_most(name: str, odd: Any) -> None:
    (records,) = parse(one(**{**PREPRINT, name: odd}), [NUMBER]).values()
    assert (records[0].title, records[0].arxiv) == ("Nets: A Study", "1601.00001")
    assert published_doi_of(one(**{**PREPRINT, name: odd})) == {}


@pytest.mark.parametrize(
    ("related", "expected"),
    [
        ([("IsVersionOf", "10.1145/X.Y")], {"1601.00001": "10.1145/x.y"}),
        ([("IsPreprintOf", "https://doi.org/10.1145/x.y")], {"1601.00001": "10.1145/x.y"}),
        ([("IsVersionOf", "10.1145/x.y"), ("IsPreprintOf", "10.1145/X.Y")], {"1601.00001": "10.1145/x.y"}),
        ([("IsVersionOf", "10.1145/x"), ("IsVersionOf", "10.1145/y")], {}),
        ([("References", "10.1145/x")], {}),
        ([("IsVersionOf", "10.48550/arxiv.1601.00001")], {}),
        ([("IsVersionOf", "arXiv:1601.00001")], {}),
    ],
)
def test_the_published_doi_of_a_preprint(related: list[tuple[str, str]], expected: dict[str, str]) -> None:
    listed = [{"relationType": kind, "relatedIdentifier": text} for kind, text in related]
    assert published_doi_of(one(**{**PREPRINT, "relatedIdentifiers": listed})) == expected
    assert published_doi_of(one(**{**PAPER, "relatedIdentifiers": listed})) == {}  # its versions are its own affair


# ---- a work's parts


@pytest.mark.parametrize(
    ("creator", "people"),
    [
        ({"name": "Lee, Ann", "givenName": "Ann", "familyName": "Lee"}, [Person("Lee", "Ann")]),
        ({"name": "x", "givenName": "Aaron", "familyName": "van den Oord"}, [Person("Oord", "Aaron", "van den")]),
        ({"name": "Lee, Ann"}, [Person("Lee", "Ann")]),
        ({"name": "Ann Lee"}, [Person("Lee", "Ann")]),
        ({"name": "Lee, Ann (Ed.)", "nameType": "Personal"}, [Person("Lee", "Ann")]),
        ({"name": "Ann Lee (Harvard University)"}, [Person("Lee", "Ann")]),
        ({"name": "ATLAS Collaboration"}, [Person(literal="ATLAS Collaboration")]),
        ({"name": "University of California, Berkeley"}, [Person(literal="University of California, Berkeley")]),
        ({"name": "Gbif.Org", "nameType": "Organizational"}, [Person(literal="Gbif.Org")]),
        ({"name": "Lee, Ann (MIT); Li, Bo (UCLA)"}, [Person("Lee", "Ann"), Person("Li", "Bo")]),
        ({"familyName": "Plato"}, [Person("Plato")]),
        ({"name": None}, []),
        ({}, []),
    ],
)
def test_a_creator_of_any_form(creator: dict[str, Any], people: list[Person]) -> None:
    assert people_of(creator) == people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee and Bo Li", ["Ann Lee", "Bo Li"]),
        ("Lee, Ann and Li, Bo & Poe, Cy", ["Lee, Ann", "Li, Bo", "Poe, Cy"]),
        ("Ann Lee, Bo Li and Cy Poe", ["Ann Lee", "Bo Li", "Cy Poe"]),
        ("Ann Lee; Bo Li;", ["Ann Lee", "Bo Li"]),
        ("Lee, Ann", ["Lee, Ann"]),
        ("Food and Agriculture Organization", ["Food and Agriculture Organization"]),
        ("Ministry of Energy and Climate Change", ["Ministry of Energy and Climate Change"]),
        ("Procter & Gamble", ["Procter & Gamble"]),
        ("Alexander Anderson", ["Alexander Anderson"]),
        ("", []),
    ],
)
def test_a_string_is_cut_only_where_it_is_clearly_of_several(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([{"title": "Nets"}, {"title": "Netze", "titleType": "TranslatedTitle"}], "Nets"),
        ([{"title": "A Study", "titleType": "Subtitle"}, {"title": "Nets"}], "Nets: A Study"),
        ([{"title": "Nets", "titleType": None}, {"title": "Second"}], "Nets"),
        ([{"title": "Netze", "titleType": "AlternativeTitle"}], "Netze"),
        ([{"title": "H<sub>2</sub>O &amp; co"}], "H2O & co"),
        ([{"title": None}, "x"], ""),
        (None, ""),
    ],
)
def test_the_title_is_the_main_one(titles: Any, expected: str) -> None:
    assert title_of({"titles": titles}) == expected


@pytest.mark.parametrize(
    ("general", "free", "expected"),
    [
        ("Preprint", "Article", "article"),
        ("ConferencePaper", None, "paper-conference"),
        ("JournalArticle", None, "article-journal"),
        ("Text", "ConferencePaper", "paper-conference"),
        ("Text", "Journal article", "article-journal"),
        ("Text", "Book", "book"),
        ("Text", "Project", "document"),
        ("Dissertation", "", "thesis"),
        ("Software", None, "software"),
        (None, None, "document"),
    ],
)
def test_types_are_those_of_csl(general: str | None, free: str | None, expected: str) -> None:
    assert type_of({"types": {"resourceTypeGeneral": general, "resourceType": free}}) == expected


@pytest.mark.parametrize(
    ("year", "dates", "is_arxiv", "expected"),
    [
        (2017, [("Submitted", "2017-01-02"), ("Submitted", "2016-05-06")], True, (2016, 5)),
        (2017, [("Issued", "2017-03")], True, (2017, None)),
        (2017, [("Issued", "2017-03")], False, (2017, 3)),
        (2017, [("Issued", "2016-03")], False, (2017, None)),
        (2017, [("Issued", "2017-13")], False, (2017, None)),
        (2017, [("Issued", "March")], False, (2017, None)),
        (None, [("Submitted", "2016-05-06")], True, (2016, 5)),
        (2549, [("Issued", "2549")], False, (None, None)),
        (None, [], False, (None, None)),
        ("2017", [], False, (None, None)),
    ],
)
def test_the_year(
    year: Any, dates: list[tuple[str, str]], is_arxiv: bool, expected: tuple[int | None, int | None]
) -> None:
    work = {"publicationYear": year, "dates": [{"dateType": kind, "date": text} for kind, text in dates]}
    assert year_and_month_of(work, is_arxiv=is_arxiv) == expected


@pytest.mark.parametrize(
    ("box", "pages"),
    [
        ({"firstPage": "93", "lastPage": "105"}, "93-105"),
        ({"firstPage": "93", "lastPage": "93"}, "93"),
        ({"firstPage": "e7"}, "e7"),
        ({"firstPage": "Korea"}, ""),  # a place came in there
        (None, ""),
    ],
)
def test_pages_have_digits(box: Any, pages: str) -> None:
    (records,) = parse(one(**{**PAPER, "container": box}), [doi("10.4230/lipics.x.2013.93")]).values()
    assert records[0].pages == pages


# ---- real answers: how many records, and what the first of them are

EXPECTED: dict[str, tuple[int, list[str]]] = {
    "doi_404.json": (0, []),
    "doi_arxiv_1902.02534.json": (
        1,
        ["1902.02534 | 2019 | Heibi, Peroni and 1 more | Crowdsourcing op…, and a proposal"],
    ),
    "doi_arxiv_2311.16162.json": (
        1,
        ["2311.16162 | 2023 | Yin, Aryani and 8 more | Leveraging Artif…ls: A Case Study"],
    ),
    "doi_author_only_full_name.json": (
        1,
        ["10.14457/kmitl.res.2006.17 | None | แซ่เตียว | การเพาะเลี้ยงเนื…ะโกรแบคทีเรียม /"],
    ),
    "doi_conference_lipics_tqc.2013.93.json": (
        1,
        ["10.4230/lipics.tqc.2013.93 | 2013 | Johnston | The Minimum Size…le Product Bases"],
    ),
    "doi_jacow_conference.json": (
        1,
        ["10.18429/jacow-ipac2016-tupmy003 | 2016 | Otani, Hasegawa and 10 more | Development of M…riment at J-PARC"],
    ),
    "doi_multiple_authors_in_one_creator.json": (
        1,
        ["10.7910/dvn/eqtqyo | 2017 | Enos, Fowler and 1 more | Replication Data…f the Electorate"],
    ),
    "doi_zenodo_48440_multiple_licences.json": (
        1,
        ["10.5281/zenodo.48440 | 2016 | Garza | Analysis Tools F…ice Architecture"],
    ),
    "dois_list_page5.json": (
        5,
        [
            "10.5281/zenodo.3596961 | 2020 | Gómez | ALSETLab/sysml.p…Linked to Zenodo",
            "10.5281/zenodo.3520062 | 2019 | Burdyka | Między zagrodą a…lubów sportowych",
            "10.5281/zenodo.3520063 | 2019 | Burdyka | Między zagrodą a…lubów sportowych",
            "10.15468/dl.msish2 | 2020 | Occdownload Gbif.Org | Occurrence Download",
            "10.17605/osf.io/vr6nb | 2020 | Campuzano-Jost | ATom12 Particulate Iodine",
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_answer_is_read(name: str, shared: Path) -> None:
    sample, path, _ = samples_of(shared / "samples", "datacite")[name]
    asked = canonical("doi", path.removeprefix("/dois/"))
    listed = [] if asked else [canonical("doi", work["id"]) for work in json.loads(sample.body)["data"]]
    found = parse(sample, [one for one in (asked, *listed) if one])
    records = [record for records in found.values() for record in records]
    count, first = EXPECTED[name]
    assert (len(records), summaries(records)[: len(first)]) == (count, first)


def test_every_real_answer_is_looked_at(shared: Path) -> None:
    assert set(EXPECTED) == set(samples_of(shared / "samples", "datacite"))

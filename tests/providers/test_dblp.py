"""DBLP: queries are executed over a few triples in the shape of DBLP's graph, which nobody published but we."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from conftest import missing
from hypothesis import given
from hypothesis import strategies as st

from papercite.errors import BadAnswer
from papercite.providers import local
from papercite.providers.dblp import DBLP, ask, parse
from papercite.providers.dblp_formats import parse_search, parse_xml
from papercite.providers.provider import Answer
from papercite.record import Identifier, Person, Record
from providers.samples import samples_of
from providers.told import as_told, expected_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from papercite.providers.provider import Found, Request

GRAPH = r"""
@prefix dblp: <https://dblp.org/rdf/schema#> .
@prefix bibtex: <http://purl.org/net/nknouf/ns/bibtex#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rec: <https://dblp.org/rec/> .

<https://dblp.org/rec/conf/nowhere/Nobody20> a dblp:Publication , dblp:Inproceedings ;
    dblp:title "Nothing at All." ; dblp:yearOfPublication "2020"^^xsd:gYear ; dblp:bibtexType bibtex:Inproceedings ;
    dblp:publishedIn "NOWHERE (2)" ; dblp:publishedInBook "NOWHERE (2)" ; dblp:pagination "11-20" ;
    dblp:doi <https://doi.org/10.5555/NOWHERE.20.V1> ;
    dblp:documentPage <https://doi.org/10.5555/nowhere.20.V1> ,
        <http://openaccess.thecvf.com/content_nowhere_2020/html/Nobody_Nothing_paper.html> ;
    dblp:primaryDocumentPage <https://doi.org/10.5555/nowhere.20.V1> ;
    dblp:publishedAsPartOf <https://dblp.org/rec/conf/nowhere/2020-2> ; dblp:numberOfCreators 3 ;
    dblp:hasSignature
        [ a dblp:AuthorSignature ; dblp:signatureOrdinal 3 ; dblp:signatureDblpName "Max Mustermann" ] ,
        [ a dblp:AuthorSignature ; dblp:signatureOrdinal 2 ; dblp:signatureDblpName "Jan van Modaal 0002" ] ,
        [ a dblp:AuthorSignature ; dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Ada Nobody 0012" ] .

<https://dblp.org/rec/conf/nowhere/2020-2> a dblp:Publication , dblp:Editorship ;
    dblp:title "Proceedings of Nowhere 2020, Part II." ; dblp:yearOfPublication "2020"^^xsd:gYear ;
    dblp:bibtexType bibtex:Proceedings ; dblp:publishedIn "NOWHERE (2)" ; dblp:publishedBy "Nobody's Press" ;
    dblp:publishedInSeries "Lecture Notes in Nothing" ; dblp:publishedInSeriesVolume "42" ;
    dblp:hasSignature [ a dblp:EditorSignature ; dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Ed Itor" ] .

<https://dblp.org/rec/journals/corr/abs-2001-00001> a dblp:Publication , dblp:Informal ;
    dblp:title "Nothing at All." ; dblp:yearOfPublication "2020"^^xsd:gYear ; dblp:bibtexType bibtex:Article ;
    dblp:publishedIn "CoRR" ; dblp:publishedInJournal "CoRR" ; dblp:publishedInJournalVolume "abs/2001.00001" ;
    dblp:doi <https://doi.org/10.48550/ARXIV.2001.00001> ;
    dblp:documentPage <https://arxiv.org/abs/2001.00001> ; dblp:primaryDocumentPage <https://arxiv.org/abs/2001.00001> ;
    dblp:hasSignature [ dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Ada Nobody 0012" ] .

<https://dblp.org/rec/journals/corr/Nobody14> a dblp:Publication , dblp:Inproceedings ;
    dblp:title "What Is It Good For?" ; dblp:yearOfPublication "2015"^^xsd:gYear ;
    dblp:bibtexType bibtex:Inproceedings ; dblp:publishedIn "ICLR (Poster)" ;
    dblp:documentPage <http://arxiv.org/abs/1412.0002> ; dblp:primaryDocumentPage <http://arxiv.org/abs/1412.0002> .

<https://dblp.org/rec/conf/iclr/Nobody21> dblp:title "A \"Word\" & <i>Another</i>, Signed C\\u0022." ;
    dblp:bibtexType bibtex:Inproceedings ; dblp:publishedIn "ICLR" ; dblp:yearOfPublication "2021"^^xsd:gYear ;
    dblp:documentPage <https://openreview.net/forum?id=NobodyAtAll> .

<https://dblp.org/rec/journals/jnothing/Nobody19> dblp:title "More of It" ; dblp:yearOfPublication "2019"^^xsd:gYear ;
    dblp:bibtexType bibtex:Article ; dblp:publishedIn "J. Nothing" ; dblp:publishedInJournal "J. Nothing" ;
    dblp:publishedInJournalVolume "7" ; dblp:publishedInJournalVolumeIssue "3" ; dblp:pagination "29:1-29:32" ;
    dblp:primaryDocumentPage <https://www.aclweb.org/anthology/Q19-9999/> .
"""


@pytest.fixture(scope="module")
def graph() -> Store:
    if not find_spec("pyoxigraph"):
        missing("pyoxigraph is not installed (pip install -e '.[dev]')")
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE)
    return store


def query_of(request: Request) -> str:
    """The query that a request carries, in its address or in a form."""
    assert request.url == "https://sparql.dblp.org/sparql"
    return dict(request.query).get("query") or parse_qs(request.body.decode())["query"][0]


def executed(graph: Store, request: Request) -> Answer:
    """What an endpoint over the graph answers."""
    from pyoxigraph import QueryResultsFormat, QuerySolutions

    solutions = graph.query(query_of(request))
    assert isinstance(solutions, QuerySolutions)
    return Answer(
        request.url, 200, solutions.serialize(format=QueryResultsFormat.JSON) or b"", {}, "2026-11-23T10:00:00Z"
    )


def found(graph: Store, *identifiers: Identifier) -> Found:
    return parse(executed(graph, ask(identifiers)), identifiers)


def keys(graph: Store, scheme: str, value: str) -> list[str]:
    """Keys of what DBLP holds of one identifier."""
    return [record.id for records in found(graph, Identifier(scheme, value)).values() for record in records]


CVF = "openaccess.thecvf.com/content_nowhere_2020/html/Nobody_Nothing_paper.html"
NOTHING = Record(
    source="dblp",
    id="conf/nowhere/Nobody20",
    type="paper-conference",
    title="Nothing at All",
    authors=(Person("Nobody", "Ada"), Person("Modaal", "Jan", "van"), Person("Mustermann", "Max")),
    venue="NOWHERE",
    container_title="Proceedings of Nowhere 2020, Part II",
    series="Lecture Notes in Nothing",
    volume="42",
    pages="11-20",
    year=2020,
    publisher="Nobody's Press",
    doi="10.5555/nowhere.20.v1",
    dblp="conf/nowhere/Nobody20",
    url=f"http://{CVF}",
    links=(f"http://{CVF}",),
    retrieved="2026-11-23",
)


# ---- what is found


def test_a_paper_has_all_its_facts_and_its_authors_in_order(graph: Store) -> None:
    asked = Identifier("dblp", "conf/nowhere/Nobody20")
    assert found(graph, asked) == {asked: (NOTHING,)}


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("doi", "10.5555/nowhere.20.v1", ["conf/nowhere/Nobody20"]),
        ("url", CVF, ["conf/nowhere/Nobody20"]),
        ("arxiv", "2001.00001", ["journals/corr/abs-2001-00001"]),
        ("arxiv", "1412.0002", ["journals/corr/Nobody14"]),
        ("openreview", "NobodyAtAll", ["conf/iclr/Nobody21"]),
        ("acl", "Q19-9999", ["journals/jnothing/Nobody19"]),
        ("title", "Nothing at All", ["conf/nowhere/Nobody20", "journals/corr/abs-2001-00001"]),
        ("title", "Nothing at All.", ["conf/nowhere/Nobody20", "journals/corr/abs-2001-00001"]),
        ("title", "What Is It Good For", ["journals/corr/Nobody14"]),
        ("title", "What Is It Good For?", ["journals/corr/Nobody14"]),
        ("title", "  More of\nIt", ["journals/jnothing/Nobody19"]),
        ("title", "nothing at all", []),
        ("doi", "10.5555/nowhere.20", []),
        ("dblp", "conf/nowhere/Nobody2", []),
        ("url", "example.org/nothing", []),
    ],
)
def test_a_publication_is_found_by_every_name_it_has(
    graph: Store, scheme: str, value: str, expected: list[str]
) -> None:
    assert keys(graph, scheme, value) == expected


def test_many_things_are_asked_for_in_one_query(graph: Store) -> None:
    asked = [
        Identifier("title", "Nothing at All"),
        Identifier("arxiv", "1412.0002"),
        Identifier("doi", "10.5555/unknown"),
        Identifier("dblp", "conf/iclr/Nobody21"),
        Identifier("url", CVF),
    ]
    answered = {str(one): [record.id for record in records] for one, records in found(graph, *asked).items()}
    assert answered == {
        "title:Nothing at All": ["conf/nowhere/Nobody20", "journals/corr/abs-2001-00001"],
        "arxiv:1412.0002": ["journals/corr/Nobody14"],
        "dblp:conf/iclr/Nobody21": ["conf/iclr/Nobody21"],
        f"url:{CVF}": ["conf/nowhere/Nobody20"],
    }


def test_a_paper_of_corr_is_a_preprint(graph: Store) -> None:
    (record,) = found(graph, asked := Identifier("arxiv", "2001.00001"))[asked]
    assert record == Record(
        source="dblp", id="journals/corr/abs-2001-00001", type="article", title="Nothing at All",
        authors=(Person("Nobody", "Ada"),), venue="arXiv", container_title="arXiv", year=2020, arxiv="2001.00001",
        dblp="journals/corr/abs-2001-00001", url="https://arxiv.org/abs/2001.00001",
        links=("https://arxiv.org/abs/2001.00001",), retrieved="2026-11-23",
    )  # fmt: skip


def test_a_key_of_corr_alone_makes_no_preprint(graph: Store) -> None:
    """Papers of ICLR until 2015 have keys of CoRR."""
    (record,) = found(graph, asked := Identifier("arxiv", "1412.0002"))[asked]
    assert (record.type, record.venue, record.arxiv, record.year) == ("paper-conference", "ICLR", "1412.0002", 2015)


def test_editors_are_no_authors(graph: Store) -> None:
    (record,) = found(graph, asked := Identifier("dblp", "conf/nowhere/2020-2"))[asked]
    assert (record.type, record.authors, record.publisher) == ("book", (), "Nobody's Press")


def test_a_journal_has_volume_and_issue(graph: Store) -> None:
    (record,) = found(graph, asked := Identifier("dblp", "journals/jnothing/Nobody19"))[asked]
    assert (record.type, record.venue, record.container_title, record.volume, record.number, record.pages) == (
        "article-journal", "J. Nothing", "J. Nothing", "7", "3", "29:1-29:32",
    )  # fmt: skip
    assert (record.title, record.acl) == ("More of It", "Q19-9999")


# ---- nothing breaks out


@pytest.mark.parametrize(
    "title",
    [
        '"',
        '\\"',
        "\\",
        'x" } } # ',
        "a > b < c",
        "line\nend\r\ttab",
        "'''",
        '"""',
        "\\u0022 } }",
        "C\\U00000022",
        "?x {}",
    ],
)
def test_no_title_breaks_out_of_its_literal(graph: Store, title: str) -> None:
    assert found(graph, Identifier("title", title), known := Identifier("dblp", "conf/iclr/Nobody21")).keys() == {known}


@given(st.text(max_size=40))
def test_every_title_can_be_asked_for_and_is_found(title: str) -> None:
    if not find_spec("pyoxigraph"):
        missing("pyoxigraph is not installed (pip install -e '.[dev]')")
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from papercite.text import tidy

    store, title = Store(), f"X {title}"
    held = Quad(
        NamedNode("https://dblp.org/rec/conf/x/X1"),
        NamedNode("https://dblp.org/rdf/schema#title"),
        Literal(tidy(title)),
    )
    store.add(held)
    asked = Identifier("title", title)
    found = parse(executed(store, ask([asked])), [asked])
    assert [record.id for record in found.get(asked, ())] == ["conf/x/X1"]


@pytest.mark.parametrize("scheme", ["doi", "url", "dblp", "arxiv", "openreview", "acl"])
@pytest.mark.parametrize("value", ["a> b", 'a"b', "a\\b", "a\nb", "a{b}|c^d`e", "ä/ö ü", "10.1/(SICI)1<2:3>4"])
def test_no_identifier_breaks_out_of_its_brackets(graph: Store, scheme: str, value: str) -> None:
    assert keys(graph, scheme, value) == []


def test_a_title_with_signs_is_found_and_freed_of_markup(graph: Store) -> None:
    (record,) = found(graph, asked := Identifier("title", 'A "Word" & <i>Another</i>, Signed C\\u0022'))[asked]
    assert record.title == 'A "Word" & Another, Signed C\\u0022'


# ---- the request


def test_a_short_query_is_in_the_address() -> None:
    request = ask([Identifier("doi", "10.5555/x")])
    assert (request.method, request.body, request.accept) == ("GET", b"", "application/sparql-results+json")
    assert [name for name, _ in request.query] == ["query"]


def test_a_long_query_is_posted(graph: Store) -> None:
    """Web servers refuse addresses of over 8,000 letters."""
    asked = [Identifier("title", f"A Rather Long Title of Paper Number {number}") for number in range(39)]
    request = ask([*asked, known := Identifier("title", "More of It")])
    assert (request.method, request.query) == ("POST", ())
    assert request.content_type == "application/x-www-form-urlencoded"
    assert parse(executed(graph, request), [*asked, known]).keys() == {known}


def test_a_service_that_wants_no_post_is_asked_in_smaller_portions() -> None:
    assert all({405, 414} <= set(route.split_on) for route in DBLP.routes)
    assert [route.batch for route in DBLP.routes] == [40, 40]


def test_equal_questions_are_equal_requests() -> None:
    asked = [Identifier("acl", "P17-2044"), Identifier("url", "ijcai.org/proceedings/2018/512")]
    assert ask(asked) == ask(list(asked))


@pytest.mark.parametrize(
    ("identifier", "link"),
    [
        (Identifier("doi", "10.18653/v1/p17-2044"), "https://doi.org/10.18653/V1/P17-2044"),
        (Identifier("arxiv", "1602.02830"), "https://doi.org/10.48550/ARXIV.1602.02830"),
        (Identifier("arxiv", "cs/0003077"), "http://arxiv.org/abs/cs/0003077"),
        (Identifier("acl", "P17-2044"), "https://aclanthology.org/P17-2044/"),
        (Identifier("url", "ijcai.org/proceedings/2018/512"), "https://doi.org/10.24963/IJCAI.2018/512"),
        (Identifier("url", "usenix.org/conference/osdi20/presentation/zhu"),
         "https://www.usenix.org/conference/osdi20/presentation/zhu"),
        (Identifier("url", "ndss-symposium.org/ndss-paper/x"), "https://www.ndss-symposium.org/ndss-paper/x/"),
    ],
)  # fmt: skip
def test_dblp_is_asked_in_its_own_spelling(identifier: Identifier, link: str) -> None:
    assert f"<{link}>" in query_of(ask([identifier]))


# ---- what cannot be read

ANUBIS = b'<!DOCTYPE html><title>Making sure you&#39;re not a bot!</title><link href="/.within.website/x/xess.css">'


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, ANUBIS),
        (200, b"<html><body>We are being maintained</body></html>"),
        (200, b""),
        (200, b'{"head": {"vars": ["pub"]}, "results": {"bindings": [{"pub": {"type"'),
        (200, b'{"exception": "Operation timed out", "status": "ERROR"}'),
        (200, b'{"results": {"bindings": [1, 2]}}'),
        (200, b"\xff\xfe"),
        (200, b"[]"),
        (404, b"Not found"),
        (404, b'{"results": {"bindings": []}}'),
    ],
)
def test_an_answer_that_is_none_is_not_an_absence(status: int, body: bytes) -> None:
    with pytest.raises(BadAnswer, match="dblp"):
        parse(Answer("https://sparql.dblp.org/sparql", status, body), [Identifier("doi", "10.5555/x")])


@pytest.mark.parametrize(
    ("places", "number", "expected"),
    [
        ([2, 1, 3], "3", ["A1", "A2", "A3"]),
        (range(12, 0, -1), "", [f"A{place}" for place in range(1, 13)]),
        ([1, 2], "3", []),
        ([1, 3], "", []),
        ([2, 3], "2", []),
        ([], "0", []),
    ],
)
def test_authors_are_all_there_or_none(places: Sequence[int], number: str, expected: list[str]) -> None:
    told = {"pub": "https://dblp.org/rec/conf/x/Y", "title": "T.", **({"people": number} if number else {})}
    said = [{**told, "ordinal": str(place), "name": f"A{place}"} for place in places] or [told]
    rows = [{column: {"value": value} for column, value in row.items()} for row in said]
    body = json.dumps({"results": {"bindings": rows}}).encode()
    ((record,),) = parse(Answer("", 200, body), [Identifier("dblp", "conf/x/Y")]).values()
    assert [person.family for person in record.authors] == expected


def test_an_empty_result_is_an_absence() -> None:
    body = b'{"head": {"vars": ["pub", "title"]}, "results": {"bindings": []}}'
    assert parse(Answer("", 200, body), [Identifier("doi", "10.5555/x")]) == {}


def test_columns_may_be_missing_or_odd() -> None:
    rows = [
        {"pub": {"value": "https://dblp.org/rec/conf/x/Y"}, "title": {"value": "T."}, "year": {"value": "soon"}},
        {"pub": {"value": "https://dblp.org/rec/conf/x/Y"}, "ordinal": {"value": "first"}, "name": {"value": "N"}},
        {"pub": {"value": "https://dblp.org/rec/conf/x/Z"}, "title": None},
        {},
    ]
    body = json.dumps({"results": {"bindings": rows}}).encode()
    ((record,),) = parse(
        Answer("", 200, body), [Identifier("dblp", "conf/x/Y"), Identifier("dblp", "conf/x/Z")]
    ).values()
    assert record == Record(source="dblp", id="conf/x/Y", type="paper-conference", title="T", dblp="conf/x/Y")


# ---- real answers

EXPECTED = expected_of("dblp")


def records_of(name: str, text: str) -> Sequence[Record]:
    """The records of a sample, by whoever reads its form."""
    if name.startswith("sparql"):
        rows = json.loads(text)["results"]["bindings"]
        asked = [Identifier("dblp", row["pub"]["value"].removeprefix("https://dblp.org/rec/")) for row in rows]
        return [record for records in parse(Answer("", 200, text.encode()), asked).values() for record in records]
    if name.endswith((".bib", ".xml")):
        return parse_xml(text) if name.endswith(".xml") else local.parse(text, name)
    is_bare = name.startswith("hits_")  # the recorder kept the hits only
    return parse_search(json.dumps({"result": {"hits": {"hit": json.loads(text)}}}) if is_bare else text)


@pytest.mark.parametrize("name", EXPECTED)
def test_real_answers_say_what_a_person_reads_in_them(shared: Path, name: str) -> None:
    text = samples_of(shared / "samples", "dblp")[name].answer.body.decode("utf-8")
    assert as_told(records_of(name, text), EXPECTED[name]) == EXPECTED[name]


def test_every_real_answer_is_read(shared: Path) -> None:
    assert set(samples_of(shared / "samples", "dblp")) == set(EXPECTED)

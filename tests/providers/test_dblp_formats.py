"""DBLP's search and dump: small answers in their shapes, each with an oddity that real ones have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from papercite.providers.dblp_formats import parse_search, parse_xml
from papercite.record import Person, Record

INFO: dict[str, Any] = {
    "authors": {"author": [{"@pid": "1/1", "text": "Ada Nobody 0012"},
                           {"@pid": "2/2", "text": "Eleanor &apos;Nell&apos; Poe"}]},
    "title": "R&amp;D: Pandora&apos;s Box.", "venue": "NOWHERE (1)", "volume": "3", "number": "4", "pages": "1-8",
    "year": "2020", "type": "Conference and Workshop Papers", "key": "conf/nowhere/NobodyP20",
    "doi": "10.5555/NOWHERE.V1", "ee": "https://doi.org/10.5555/nowhere.v1", "url": "https://dblp.org/rec/conf/nowhere/NobodyP20",
}  # fmt: skip
RECORD = Record(
    source="dblp",
    id="conf/nowhere/NobodyP20",
    type="paper-conference",
    title="R&D: Pandora's Box",
    authors=(Person("Nobody", "Ada"), Person("Poe", "Eleanor 'Nell'")),
    venue="NOWHERE",
    container_title="NOWHERE",
    volume="3",
    number="4",
    pages="1-8",
    year=2020,
    doi="10.5555/nowhere.v1",
    dblp="conf/nowhere/NobodyP20",
)


def searched(*infos: dict[str, Any]) -> str:
    """An answer of the search with these hits; the service gives a single hit alone."""
    hits = [{"@score": "9", "info": info} for info in infos]
    return json.dumps({"result": {"hits": {"@total": str(len(hits)), "hit": hits[0] if len(hits) == 1 else hits}}})


def test_a_hit_is_a_record() -> None:
    assert parse_search(searched(INFO)) == [RECORD]
    assert parse_search(searched(INFO, INFO)) == [RECORD, RECORD]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"authors": {"author": {"@pid": "1/1", "text": "Ada Nobody"}}}, {"authors": (Person("Nobody", "Ada"),)}),
        ({"authors": {"author": "Ada Nobody"}}, {"authors": (Person("Nobody", "Ada"),)}),
        ({"authors": None}, {"authors": ()}),
        ({"title": "Is It?"}, {"title": "Is It?"}),
        ({"title": "Without Full Stop"}, {"title": "Without Full Stop"}),
        ({"venue": ["NOWHERE", "ELSEWHERE"]}, {"venue": "NOWHERE", "container_title": "NOWHERE"}),
        ({"type": "Journal Articles"}, {"type": "article-journal"}),
        ({"type": "Editorship"}, {"type": "book", "authors": ()}),
        ({"type": "Parts in Books or Collections"}, {"type": "chapter"}),
        ({"type": "Of Another Kind", "key": "x/y/Z"}, {"type": "document", "id": "x/y/Z", "dblp": "x/y/Z"}),
        ({"type": "Books and Theses", "key": "phd/x/Nobody20"},
         {"type": "thesis", "id": "phd/x/Nobody20", "dblp": "phd/x/Nobody20"}),
    ],
)  # fmt: skip
def test_odd_hits(said: dict[str, Any], expected: dict[str, Any]) -> None:
    (record,) = parse_search(searched({**INFO, **said}))
    assert record == RECORD._replace(**expected)


def test_a_preprint_has_its_number_from_the_volume() -> None:
    told = {"venue": "CoRR", "volume": "abs/2010.11929", "number": None, "pages": None, "doi": None, "ee": None,
            "type": "Informal and Other Publications", "key": "journals/corr/abs-2010-11929"}  # fmt: skip
    (record,) = parse_search(searched({**INFO, **told}))
    assert (record.type, record.venue, record.arxiv, record.volume) == ("article", "arXiv", "2010.11929", "")
    assert record.url == "https://arxiv.org/abs/2010.11929"


def test_a_search_without_hits_has_no_records() -> None:
    assert parse_search('{"result": {"hits": {"@total": "0", "@sent": "0"}}}') == []


@pytest.mark.parametrize(
    "text", ["", "<html></html>", "[]", "{}", '{"result": null}', '{"result": {"hits": {"hit": [1]}}}']
)
def test_an_answer_of_another_form_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        parse_search(text)


DUMP = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<inproceedings key="conf/nowhere/NobodyB20" mdate="2020-01-01">
<author orcid="0000-0000-0000-0000">Ada Nobody 0012</author><author>Erika M. B&ouml;hl&eacute;n</author>
<title>On H<sub>2</sub>O &amp; <i>More</i>.</title><pages>1-8</pages><year>2020</year><booktitle>NOWHERE</booktitle>
<ee type="oa">https://doi.org/10.5555/nowhere.v1</ee><crossref>conf/nowhere/2020</crossref>
</inproceedings>
<www key="homepages/n/AdaNobody"><author>Ada Nobody</author><title>Home Page</title></www>
<phdthesis key="phd/x/Nobody19"><author>Ada Nobody</author><title>Nothing</title><year>2019</year>
<school>University of Nowhere</school></phdthesis>
</dblp>
"""


def test_the_dump_is_read_with_its_entities_and_without_home_pages() -> None:
    first, second = parse_xml(DUMP)
    assert first == Record(
        source="dblp", id="conf/nowhere/NobodyB20", type="paper-conference", title="On H2O & More",
        authors=(Person("Nobody", "Ada"), Person("Böhlén", "Erika M.")), venue="NOWHERE", container_title="NOWHERE",
        pages="1-8", year=2020, doi="10.5555/nowhere.v1", dblp="conf/nowhere/NobodyB20",
    )  # fmt: skip
    assert (second.type, second.publisher, second.title) == ("thesis", "University of Nowhere", "Nothing")


def test_the_search_in_xml_says_the_same_as_in_json() -> None:
    authors = "".join(f"<author>{author['text']}</author>" for author in INFO["authors"]["author"])
    rest = "".join(f"<{name}>{value}</{name}>" for name, value in INFO.items() if name != "authors")
    info = f"<info><authors>{authors}</authors>{rest}</info>"
    text = f'<?xml version="1.0"?><result><hits><hit score="9">{info}</hit></hits></result>'
    assert parse_xml(text) == parse_search(searched(INFO))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<dblp>",
        "<dblp><article key='a/b/C'><title>&nothing;</title></article></dblp>",
        '<!DOCTYPE dblp [<!ENTITY x "y">]><dblp><article key="a/b/C"><title>&x;</title></article></dblp>',
        '<!DOCTYPE lolz SYSTEM "http://example.org/x.dtd"><dblp></dblp>',
    ],
)
def test_xml_that_is_none_or_brings_its_own_entities_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_xml(text)

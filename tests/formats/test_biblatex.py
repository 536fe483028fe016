"""biblatex as text: whole entries, kinds of works, dates, events."""

from __future__ import annotations

from typing import Any

import pytest

from formats.test_bibtex import EVIL, PREPRINT, XNOR, fields_of, paper
from papercite.formats.biblatex import render
from papercite.record import Entry, Person, Record


def test_a_conference_paper_with_everything() -> None:
    whole = paper(XNOR, preprint=PREPRINT, topics={"quantization": "heading", "binary": "rule"})
    expected = """\
@inproceedings{a1,
  author        = {Rastegari, Mohammad and Jégou, Hervé and van den Oord, Aaron},
  title         = {{XNOR-Net}: {ImageNet} Classification Using Binary {CNN}s},
  booktitle     = {Proceedings of the European Conference on Computer Vision},
  eventtitle    = {ECCV},
  series        = {Lecture Notes in Computer Science},
  volume        = {9908},
  number        = {2},
  pages         = {525--542},
  date          = {2016-10},
  publisher     = {Springer \\& Sons},
  doi           = {10.1007/978-3-319-46493-0_32},
  eprint        = {1603.05279},
  eprinttype    = {arxiv},
  eprintclass   = {cs.CV},
  keywords      = {quantization, binary}
}
"""
    assert render([whole]) == expected


def test_a_preprint_is_online_and_its_number_is_its_address() -> None:
    expected = """\
@online{a1,
  author        = {Rastegari, Mohammad},
  title         = {{XNOR-Net}: Early Days},
  date          = {2015},
  eprint        = {1603.05279},
  eprinttype    = {arxiv},
  eprintclass   = {cs.CV}
}
"""
    assert render([paper(PREPRINT)]) == expected
    assert fields_of(render([paper(PREPRINT)], url_if_doi=True))["url"] == "https://arxiv.org/abs/1603.05279"


@pytest.mark.parametrize(
    ("record", "head"),
    [
        (Record(type="paper-conference"), "@inproceedings|booktitle|publisher|volume pages"),
        (Record(type="article-journal"), "@article|journaltitle||volume pages"),
        (Record(type="chapter"), "@inbook|booktitle|publisher|volume pages"),
        (Record(type="book"), "@book||publisher|volume pages"),
        (Record(type="thesis"), "@thesis||institution|pages"),
        (Record(type="report"), "@report||institution|pages"),
        (Record(type="dataset"), "@dataset||publisher|"),
        (Record(type="software"), "@software|howpublished|organization|"),
        (Record(type="article"), "@misc|howpublished|organization|"),
        (Record(type="article", doi="10.1/x"), "@online||organization|"),
        (Record(type="article", url="https://x.org"), "@online||organization|"),
        (Record(type="article", url="ftp://x.org"), "@misc|howpublished|organization|"),
        (Record(), "@misc|howpublished|organization|"),
        (Record(type="}evil"), "@misc|howpublished|organization|"),
    ],
)
def test_a_kind_of_work_has_the_fields_that_biblatex_has_for_it(record: Record, head: str) -> None:
    record = record._replace(container_title="Somewhere", publisher="Someone", volume="7", pages="1")
    text = render([paper(record)])
    holders = {value: name for name, value in fields_of(text).items()}
    numbered = " ".join(holders[value] for value in ("7", "1") if value in holders)
    found = f"{text.partition('{')[0]}|{holders.get('Somewhere', '')}|{holders.get('Someone', '')}|{numbered}"
    assert found == head


@pytest.mark.parametrize(("type_", "said"), [("thesis", "phdthesis"), ("report", "techreport")])
def test_a_thesis_or_report_says_what_it_is_in_a_word_that_biblatex_translates(type_: str, said: str) -> None:
    assert fields_of(render([paper(Record(type=type_))])) == {"type": said}


def test_the_server_of_a_preprint_elsewhere_is_an_organization() -> None:
    record = Record(type="article", venue="OpenReview", url="https://openreview.net/forum?id=x")
    assert fields_of(render([paper(record)])) == {"organization": "OpenReview", "url": record.url}


def test_a_work_of_no_known_kind_that_came_out_somewhere_is_not_only_online() -> None:
    text = render([paper(Record(container_title="Somewhere"), preprint=PREPRINT)])
    assert text.startswith("@misc{")
    assert fields_of(text)["howpublished"] == "Somewhere"


def test_an_event_is_not_named_twice() -> None:
    record = Record(type="paper-conference", venue="ICLR")
    assert fields_of(render([paper(record)])) == {"booktitle": "ICLR"}


@pytest.mark.parametrize(
    ("year", "month", "dates"),
    [
        (2016, 10, {"date": "2016-10"}),
        (2016, 1, {"date": "2016-01"}),
        (2016, None, {"date": "2016"}),
        (2016, 13, {"date": "2016"}),
        (None, 10, {}),
        (0, 1, {}),
        (987, 1, {"year": "987"}),
        (12345, None, {"year": "12345"}),
    ],
)
def test_a_date_is_as_exact_as_what_is_known(year: int | None, month: int | None, dates: dict[str, str]) -> None:
    assert fields_of(render([paper(Record(year=year, month=month))])) == dates


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.org/p", "file:///etc/passwd", "//x.org", "x"])
def test_what_is_no_address_of_the_web_is_not_printed(url: str) -> None:
    assert "url" not in render([paper(Record(title="T", url=url))])


def test_foreign_text_cannot_leave_its_field() -> None:
    record = Record(
        type="paper-conference", title=EVIL, container_title=EVIL, venue=f"{EVIL}2", publisher=EVIL, doi=EVIL,
        arxiv=EVIL, authors=(Person(EVIL, EVIL), Person(literal=EVIL)), volume=EVIL, primary_class=EVIL,
    )  # fmt: skip
    text = r"{\textbraceright}, [31m\% note = {\textbraceleft}\$x{\textbackslash}"
    number = "%7D,%20[31m%%20note%20=%20%7B$x%5C"
    assert fields_of(render([paper(record, topics={EVIL: ""})])) == {
        "author": f"{{{text}}}, {{{text}}} and {{{text}}}",
        "title": text,
        "booktitle": text,
        "eventtitle": f"{text}2",
        "volume": text,
        "publisher": text,
        "doi": number,
        "eprint": number,
        "eprinttype": "arxiv",
        "eprintclass": number,
        "keywords": text,
    }


@pytest.mark.parametrize(
    ("record", "options", "expected"),
    [
        (None, {}, ""),
        (XNOR, {"fields": ("year",)}, "@inproceedings{a1,\n  date          = {2016-10}\n}\n"),
    ],
)
def test_no_papers_and_few_fields(record: Record | None, options: dict[str, Any], expected: str) -> None:
    assert render([paper(record, entry=Entry(1, "x"))] if record else [], **options) == expected

"""Records on this machine: JSON lines and .bib files."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from conftest import DATA

from papercite.errors import RecordsError
from papercite.providers.local import parse
from papercite.record import Person, Record

if TYPE_CHECKING:
    from pathlib import Path


def _bib(fields: str, kind: str = "inproceedings", title: str = "A Title") -> Record:
    (record,) = parse(f"@{kind}{{key,\n  title = {{{title}}},\n  {fields}\n}}\n", "mine.bib")
    return record


# ---- JSON lines


def test_a_line_is_a_record() -> None:
    text = (
        '{"source": "dblp", "id": "conf/x/H18", "title": "T", "authors": [{"family": "Han"}], "year": 2018, "new": 1}\n'
        "\n"
        '{"title": "Without a Source"}\n'
    )
    assert parse(text, "facts.jsonl") == [
        Record("dblp", "conf/x/H18", title="T", authors=(Person("Han"),), year=2018),
        Record("facts.jsonl", title="Without a Source"),
    ]


def test_every_shipped_fact_is_a_record_of_a_named_source() -> None:
    text = (DATA / "facts.jsonl").read_text(encoding="utf-8")
    records = parse(text, "facts.jsonl")
    assert len(records) == len(text.splitlines())
    assert [
        record.title for record in records if not (record.source and record.id and record.type and record.via)
    ] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nope", "not a record: Expecting value: line 1 column 1 (char 0)"),
        ('{"title": "T"', "not a record: Expecting ',' delimiter: line 1 column 14 (char 13)"),
        ("[]", "not a record: an object was expected"),
        ("5", "not a record: an object was expected"),
        ('{"title": 5}', "not a record: title: a text was expected"),
        ('{"title": "T", "year": "2018"}', "not a record: year: a whole number was expected"),
        ('{"title": "T", "authors": "Han"}', "not a record: authors: a list was expected"),
        ('{"title": "T", "authors": ["Han"]}', "not a record: authors: an object was expected"),
        ('{"year": 2018}', "a record without a title"),
        ("{}", "a record without a title"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: str, message: str) -> None:
    with pytest.raises(RecordsError) as caught:
        parse(f'{{"title": "Fine"}}\n\n{line}\n', "facts.jsonl")
    assert str(caught.value) == f"facts.jsonl:3: {message}"


# ---- BibTeX


def test_an_entry_is_a_record() -> None:
    text = r"""
@string{cvpr = "Conference on Computer Vision and Pattern Recognition, CVPR 2017"}
@comment{not ours}
@InProceedings{DBLP:conf/cvpr/CaiHSV17,
  AUTHOR    = {Zhaowei Cai and
               Xiaodong He},
  title     = "Deep {L}earning with Low  Precision",
  booktitle = cvpr,
  series    = {LNCS}, volume = 12, number = {3},
  pages     = {5406--5414},
  year      = 2017,
  month     = jul,
  publisher = {{IEEE} Computer Society},
  doi       = {10.1109/CVPR.2017.574},
  url       = {https://example.org/a_b},
}
"""
    assert parse(text, "mine.bib") == [
        Record(
            "mine.bib", "DBLP:conf/cvpr/CaiHSV17", "paper-conference", "Deep Learning with Low Precision",
            (Person("Cai", "Zhaowei"), Person("He", "Xiaodong")),
            venue="Conference on Computer Vision and Pattern Recognition, CVPR 2017",
            container_title="Conference on Computer Vision and Pattern Recognition, CVPR 2017", series="LNCS",
            volume="12", number="3", pages="5406-5414", year=2017, month=7, publisher="IEEE Computer Society",
            doi="10.1109/cvpr.2017.574", url="https://example.org/a_b",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("inproceedings", "paper-conference"),
        ("Conference", "paper-conference"),
        ("ARTICLE", "article-journal"),
        ("incollection", "chapter"),
        ("book", "book"),
        ("phdthesis", "thesis"),
        ("mastersthesis", "thesis"),
        ("techreport", "report"),
        ("misc", "article"),
        ("online", "article"),
        ("patent", "document"),
    ],
)
def test_the_kind_of_an_entry_is_a_type(kind: str, type_: str) -> None:
    assert _bib("year = 2017", kind).type == type_


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Bengio, Yoshua", (Person("Bengio", "Yoshua"),)),
        ("Yoshua Bengio and Song Han", (Person("Bengio", "Yoshua"), Person("Han", "Song"))),
        ("Yoshua Bengio\n   and   Song Han", (Person("Bengio", "Yoshua"), Person("Han", "Song"))),
        ("Yoshua Bengio and others", (Person("Bengio", "Yoshua"),)),
        ("Aaron van den Oord", (Person("Oord", "Aaron", "van den"),)),
        ("van der Maaten, Laurens", (Person("Maaten", "Laurens", "van der"),)),
        ("Davis, Jr., Sammy", (Person("Davis", "Sammy", "", "Jr."),)),
        (r"J{\"o}rg M{\"u}ller", (Person("Müller", "Jörg"),)),
        (r"S{\o}ren {\L}uk and P\'al Erd\H{o}s", (Person("Łuk", "Søren"), Person("Erdős", "Pál"))),
        (r"{\'E}lie Cartan", (Person("Cartan", "Élie"),)),
        (r"{\'E}lie Andr{\'e}", (Person("André", "Élie"),)),
        ("{Wei} {Zhang}", (Person("Zhang", "Wei"),)),
        ("{ATLAS Collaboration}", (Person(literal="ATLAS Collaboration"),)),
        ("{Barnes and Noble, Inc.} and Song Han", (Person(literal="Barnes and Noble, Inc."), Person("Han", "Song"))),
        ("Rémi Gribonval and 李 明", (Person("Gribonval", "Rémi"), Person("明", "李"))),
        ("", ()),
    ],
)
def test_authors_are_people_and_groups(author: str, people: tuple[Person, ...]) -> None:
    assert _bib(f"author = {{{author}}}").authors == people


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("{XNOR-Net}: {I}mage{N}et", "XNOR-Net: ImageNet"),
        (r"50\% of A \& B", "50% of A & B"),
        (r"\'Elan, na\"{\i}ve, \c{c}a", "Élan, naïve, ça"),
        (r"A \emph{real} title", "A real title"),
        ("Pages~and~spaces\n  here", "Pages and spaces here"),
        ("100\\% sure % really", "100% sure % really"),
    ],
)
def test_latex_in_a_title_is_read(title: str, plain: str) -> None:
    assert _bib("year = 2017", title=title).title == plain


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = 2017", {"year": 2017, "month": None}),
        ("year = {2017}, month = jul", {"year": 2017, "month": 7}),
        ("year = {2017}, month = {July}", {"year": 2017, "month": 7}),
        ("year = {2017}, month = {7}", {"year": 2017, "month": 7}),
        ("year = {2017}, month = {07}", {"year": 2017, "month": 7}),
        ('year = {2017}, month = oct # "~11"', {"year": 2017, "month": 10}),
        ("year = {2017}, month = {13}", {"year": 2017, "month": None}),
        ("year = {2017}, month = {Summer}", {"year": 2017, "month": None}),
        ("date = {2017-07-03}", {"year": 2017}),
        ("year = {in press}", {"year": None}),
        ("pages = {525--542}", {"pages": "525-542"}),
        ("pages = {525 – 542}", {"pages": "525-542"}),
        ("pages = {S3--S9, S14}", {"pages": "S3-S9, S14"}),
        ("pages = {e104}", {"pages": "e104"}),
        ("issue = {4}", {"number": "4"}),
        ("institution = {Google}", {"publisher": "Google"}),
        ("school = {MIT}", {"publisher": "MIT"}),
        ("journaltitle = {Neural Networks}", {"container_title": "Neural Networks", "venue": "Neural Networks"}),
        ("doi = {10.1109/X}", {"doi": "10.1109/x"}),
        ("doi = {https://doi.org/10.1109/X}", {"doi": "10.1109/x"}),
        (r"doi = {10.1007/978-3-319-46493-0\_32}", {"doi": "10.1007/978-3-319-46493-0_32"}),  # so DBLP writes it
        (
            r"url = {https://doi.org/10.1007/978-3-319-46493-0\_32}",
            {"url": "https://doi.org/10.1007/978-3-319-46493-0_32"},
        ),
        (r"url = {https://example.org/a\%20b?x=1\&y=\#2}", {"url": "https://example.org/a%20b?x=1&y=#2"}),
        ("doi = {nonsense}", {"doi": ""}),
    ],
)
def test_a_field_is_read(fields: str, expected: dict[str, Any]) -> None:
    record = _bib(fields)
    assert {name: getattr(record, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("fields", "type_", "venue"),
    [
        ("eprint = {1602.02830}, archiveprefix = {arXiv}", "article", "arXiv"),
        ("eprint = {arXiv:1602.02830v3}", "article", "arXiv"),
        ("journal = {CoRR}, volume = {abs/1602.02830}, eprint = {1602.02830}", "article", "arXiv"),
        ("journal = {CoRR}, volume = {abs/1602.02830}", "article", "arXiv"),  # DBLP before it knew eprint
        ("journal = {arXiv preprint arXiv:1602.02830}", "article", "arXiv"),
        ("journal = {ArXiv e-prints}, eprint = {1602.02830}", "article", "arXiv"),
        ("url = {https://arxiv.org/abs/1602.02830v2}", "article", "arXiv"),
        ("howpublished = {online}, note = {arXiv:1602.02830}", "article", "arXiv"),
        ("doi = {10.48550/arXiv.1602.02830}", "article", "arXiv"),
        ("booktitle = {ICLR}, eprint = {1602.02830}", "paper-conference", "ICLR"),  # published, and a preprint too
        ("booktitle = {ICLR}, url = {http://arxiv.org/abs/1602.02830}", "paper-conference", "ICLR"),
    ],
)
def test_the_arxiv_number_is_found_wherever_it_stands(fields: str, type_: str, venue: str) -> None:
    record = _bib(fields)
    assert (record.arxiv, record.type, record.venue, record.doi) == ("1602.02830", type_, venue, "")


def test_an_old_arxiv_number_is_found_too() -> None:
    record = _bib("eprint = {math.GT/0309136}, primaryclass = {math.GT}", "article")
    assert (record.arxiv, record.primary_class) == ("math/0309136", "math.GT")


def test_an_entry_without_a_title_is_no_record() -> None:
    assert parse("@misc{a, note = {x}}\n@misc{b, title = {B}}\n", "mine.bib") == [
        Record("mine.bib", "b", "article", "B")
    ]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert parse(text, "mine.bib") == parse(text, "facts.jsonl") == []


def test_a_file_without_an_entry_is_named() -> None:
    with pytest.raises(RecordsError, match=r"mine\.bib: no BibTeX entry found"):
        parse("just words\n", "mine.bib")


@pytest.mark.parametrize(
    "broken",
    [
        "@article{b,\n  title = {B\n}\n",  # a brace too few
        "@article{b title = {B}}\n",
        "@article{b,\n  title = {B}\n  year = 2018\n}\n",  # a comma too few
    ],
)
def test_a_broken_entry_is_named_by_its_line(broken: str) -> None:
    with pytest.raises(RecordsError, match=r"^mine\.bib:3: "):
        parse("@article{a, title = {A}}\n\n" + broken, "mine.bib")


def test_no_entry_is_lost_because_its_key_is_taken() -> None:
    text = "@article{a, title = {A}}\n@article{a, title = {B}}\n"
    assert [record.title for record in parse(text, "mine.bib")] == ["A", "B"]


def test_no_entry_is_lost_because_a_field_stands_twice() -> None:
    assert [record.title for record in parse("@article{a, title = {A}, note = {x}, note = {y}}\n", "mine.bib")] == ["A"]


def test_real_bib_files_are_read_or_refused(shared: Path) -> None:
    for path in sorted((shared / "bib").glob("*.bib")):
        text = path.read_bytes()[:60_000].decode("utf-8", "replace")
        with suppress(RecordsError):
            assert {bool(record.title) and record.source for record in parse(text, path.name)} <= {path.name}

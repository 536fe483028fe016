"""RIS: the tags that reference managers look for, and the facts that rispy finds."""

from __future__ import annotations

import re
from typing import Any

import pytest
import rispy

from formats.facts import EVERY_PAPER, PAPERS, Facts, facts_of
from papercite.formats.ris import render
from papercite.names import OTHERS
from papercite.record import Entry, Paper, Person, Record
from papercite.versions import arxiv_of, shown


def lines(record: Record, **fields: Any) -> list[str]:
    return render([Paper("key", Entry(1, "x"), record=record)._replace(**fields)]).splitlines()


def test_a_paper_of_a_conference() -> None:
    record = Record(
        type="paper-conference", title="XNOR-Net", venue="ECCV", container_title="Computer Vision", series="LNCS",
        authors=(Person("Rastegari", "Mohammad"), Person("Oord", "A.", "van den")), volume="9908", pages="525-542",
        year=2016, month=3, publisher="Springer", doi="10.1007/x", url="https://example.org/x",
    )  # fmt: skip
    preprint = Record(type="article", arxiv="1603.05279")
    assert lines(record, preprint=preprint, topics={"quantization": "", "binary": ""}) == [
        "TY  - CONF", "TI  - XNOR-Net", "AU  - Rastegari, Mohammad", "AU  - van den Oord, A.", "T2  - Computer Vision",
        "C3  - Computer Vision", "J2  - ECCV", "T3  - LNCS", "VL  - 9908", "SP  - 525", "EP  - 542", "PY  - 2016",
        "DA  - 2016/03//", "PB  - Springer", "DO  - 10.1007/x", "UR  - https://example.org/x", "DB  - arXiv",
        "AN  - arXiv:1603.05279", "KW  - quantization", "KW  - binary", "ID  - key", "ER  - ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("paper-conference", "CONF"),
        ("article-journal", "JOUR"),
        ("article", "UNPB"),
        ("chapter", "CHAP"),
        ("book", "BOOK"),
        ("thesis", "THES"),
        ("report", "RPRT"),
        ("dataset", "GEN"),
        ("", "GEN"),
    ],
)
def test_each_type_has_its_tag(kind: str, tag: str) -> None:
    assert lines(Record(type=kind)) == [f"TY  - {tag}", "ID  - key", "ER  - "]
    assert tag in rispy.config.TYPE_OF_REFERENCE_MAPPING


@pytest.mark.parametrize(
    ("pages", "tags"),
    [
        ("525–542", ["SP  - 525", "EP  - 542"]),
        ("2144", ["SP  - 2144"]),
        ("e1-e12", ["SP  - e1", "EP  - e12"]),
        ("S3-S9, S14", ["SP  - S3-S9, S14"]),
        ("A-12-A-15", ["SP  - A-12-A-15"]),
        ("79-", ["SP  - 79-"]),
    ],
)
def test_pages(pages: str, tags: list[str]) -> None:
    assert lines(Record(pages=pages))[1:-2] == tags


@pytest.mark.parametrize(
    ("person", "line"),
    [
        (Person("Davis", "Sammy", "", "Jr."), "AU  - Davis, Sammy, Jr."),
        (Person("Suharto", "", "", "Sr."), "AU  - Suharto, , Sr."),
        (Person("Madonna"), "AU  - Madonna"),
        (Person(literal="ATLAS Collaboration"), "AU  - ATLAS Collaboration"),
        (Person(literal=OTHERS), "N1  - and others: not all authors are named"),
    ],
)
def test_people(person: Person, line: str) -> None:
    assert lines(Record(authors=(person, Person())))[1:-2] == [line]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"])
def test_no_value_ends_its_line(end: str) -> None:
    evil = f"a{end}ER  - {end}TY  - JOUR"
    record = Record(title=evil, authors=(Person(literal=evil),), venue=evil, pages=evil, doi=evil, volume=evil)
    assert [line[:6] for line in lines(record, topics={evil: ""})] == [
        f"{tag}  - " for tag in ("TY", "TI", "AU", "T2", "VL", "SP", "DO", "KW", "ID", "ER")
    ]


def test_no_papers_are_nothing() -> None:
    assert render([]) == ""


# ---- rispy


def read(found: dict[str, Any]) -> Facts:
    """Facts in an entry of rispy."""
    text = {name: str(found.get(name, "")) for name in rispy.config.TAG_KEY_MAPPING.values()}
    month = found.get("date", "/").split("/")[1]
    others = [OTHERS] if "notes" in found else []
    return Facts(
        text["id"], text["title"], tuple(map(spoken, [*found.get("authors", ()), *others])), text["secondary_title"],
        text["tertiary_title"], text["volume"], text["number"],
        "-".join(filter(None, (text["start_page"], text["end_page"]))), text["year"], month.lstrip("0"),
        text["publisher"], text["doi"], ";".join(found.get("urls", ())),
        text["accession_number"].removeprefix("arXiv:"), tuple(found.get("keywords", ())),
    )  # fmt: skip


def spoken(name: str) -> str:
    """ "Davis, Sammy, Jr." as it is spoken, its words in order of the alphabet: RIS does not tell commas apart."""
    return " ".join(sorted(re.findall(r"[^\s,]+", name)))


@pytest.mark.parametrize("papers", PAPERS)
def test_rispy_finds_the_facts(papers: str) -> None:
    found = list(map(read, rispy.loads(render(PAPERS[papers]))))
    wanted = [facts_of(paper) for paper in PAPERS[papers]]
    assert found == [facts._replace(authors=tuple(map(spoken, facts.authors))) for facts in wanted]


def test_rispy_finds_the_names_of_the_shipped_papers_in_their_parts() -> None:
    found = [entry["authors"] for entry in rispy.loads(render(PAPERS["shipped"]))]
    assert found == [
        [f"{' '.join(filter(None, (one.particle, one.family)))}, {one.given}" for one in shown(paper).authors]
        for paper in PAPERS["shipped"]
    ]


def test_rispy_finds_the_types() -> None:
    found = [entry["type_of_reference"] for entry in rispy.loads(render(EVERY_PAPER))]
    kinds = [(shown(paper).type, bool(arxiv_of(paper)[0])) for paper in EVERY_PAPER]
    tags = {"paper-conference": "CONF", "article-journal": "JOUR", "article": "UNPB", "chapter": "CHAP", "book": "BOOK",
            "thesis": "THES", "report": "RPRT"}  # fmt: skip
    assert found == [tags.get(kind or ("article" if on_arxiv else ""), "GEN") for kind, on_arxiv in kinds]

"""Both dialects of BibTeX, read back by bibtexparser: 59 shipped papers and 1,000 hard ones, with every option.

What stands in the file is compared with the facts of the records once; with an option it is
compared with the file without it, so that all but what the option is about is the same.
"""

from __future__ import annotations

import re
from calendar import month_abbr
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import pytest
from conftest import SHIPPED

from formats.hard_papers import hard_papers
from formats.readback import entries, names_of, plain
from papercite.config import Config
from papercite.formats import BIB, biblatex, bibtex
from papercite.library import load
from papercite.names import OTHERS, full_name
from papercite.record import Entry, Paper, Record
from papercite.text import tidy
from papercite.versions import arxiv_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable

DIALECTS = {"bibtex": bibtex, "biblatex": biblatex}
Read = dict[str, tuple[str, dict[str, str]]]  # key -> kind, fields

# CSL type -> kind, where the container is, where the publisher is, what biblatex has no field for.
KINDS = {
    "bibtex": {
        "paper-conference": ("inproceedings", "booktitle", "publisher", ""),
        "article-journal": ("article", "journal", "publisher", ""),
        "chapter": ("incollection", "booktitle", "publisher", ""),
        "book": ("book", "", "publisher", ""),
        "thesis": ("phdthesis", "", "school", ""),
        "report": ("techreport", "", "institution", ""),
        "": ("misc", "howpublished", "publisher", ""),
    },
    "biblatex": {
        "paper-conference": ("inproceedings", "booktitle", "publisher", ""),
        "article-journal": ("article", "journaltitle", "", ""),
        "chapter": ("inbook", "booktitle", "publisher", ""),
        "book": ("book", "", "publisher", ""),
        "thesis": ("thesis", "", "institution", "series volume number"),
        "report": ("report", "", "institution", "series volume"),
        "dataset": ("dataset", "", "publisher", "volume pages"),
        "": ("misc", "howpublished", "organization", "series volume number pages"),
        "online": ("online", "", "organization", "series volume number pages"),
    },
}


@cache
def papers_of(which: str) -> tuple[Paper, ...]:
    return load([str(SHIPPED)], Config()).papers if which == "shipped" else tuple(hard_papers())


@cache
def read(dialect: str, which: str) -> Read:
    return read_back(dialect, which)


def read_back(dialect: str, which: str, **options: Any) -> Read:
    found = entries(DIALECTS[dialect].render(papers_of(which), **options))
    return {key: (kind, fields) for kind, key, fields in found}


both = pytest.mark.parametrize("dialect", DIALECTS)
all_papers = pytest.mark.parametrize("which", ["shipped", "hard"])


# ---- what a record says is what is read back


class Facts(NamedTuple):
    kind: str
    title: str
    authors: list[str]
    container: str
    publisher: str
    numbered: dict[str, str]
    year: str
    month: str
    doi: str
    url: str
    eprint: str
    eprint_class: str
    keywords: str


def form_of(record: Record, arxiv: str, dialect: str) -> tuple[str, str, str, str]:
    kinds = KINDS[dialect]
    if record.type in kinds and record.type:
        return kinds[record.type]
    if dialect == "bibtex":
        return ("article", "journal", "publisher", "") if arxiv else kinds[""]
    has_address = arxiv or record.doi or record.url.startswith("http")
    is_nowhere_else = arxiv and not (record.container_title or record.venue)
    return kinds["online" if is_nowhere_else or (record.type == "article" and has_address) else ""]


def facts_of(paper: Paper, dialect: str) -> Facts:
    """What the file should say of a paper."""
    record = shown(paper)
    arxiv, primary_class = arxiv_of(paper)
    kind, container, publisher, lacking = form_of(record, arxiv, dialect)
    where = record.container_title or record.venue
    preprint = record.type == "article"
    if dialect == "bibtex" and preprint and arxiv:
        where = f"arXiv preprint arXiv:{arxiv}"
    published_by = record.publisher
    if kind == "online" and preprint and not record.arxiv:
        published_by = published_by or where
    url = record.url if record.url.startswith("http") else ""
    if dialect == "bibtex" and preprint and arxiv:
        url = url or f"https://arxiv.org/abs/{arxiv}"
    numbered = {name: tidy(getattr(record, name)) for name in ("series", "volume", "number", "pages")}
    return Facts(
        kind, tidy(record.title), [OTHERS if one.literal == OTHERS else tidy(full_name(one)) for one in record.authors],
        tidy(where) if container else "", tidy(published_by) if publisher else "",
        {name: "" if name in lacking else value for name, value in numbered.items()},
        str(record.year or ""), _month(record),
        unquote(record.doi), "" if record.doi else unquote(url), arxiv, primary_class if arxiv else "",
        ", ".join(paper.topics),
    )  # fmt: skip


def _month(record: Record) -> str:
    """There is no month without a year."""
    return month_abbr[record.month].lower() if record.month and record.year else ""


def facts_in(kind: str, fields: dict[str, str], paper: Paper, dialect: str) -> Facts:
    """What the file says."""
    _, container, publisher, _ = form_of(shown(paper), arxiv_of(paper)[0], dialect)
    year, _, month = fields.get("date", "").partition("-")
    if dialect == "bibtex":
        year, month = fields.get("year", ""), fields.get("month", "")
    elif month:
        month = month_abbr[int(month)].lower()
    numbered = {name: plain(fields.get(name, "")) for name in ("series", "volume", "number")}
    return Facts(
        kind, plain(fields.get("title", "")), names_of(fields.get("author", "")), plain(fields.get(container, "")),
        plain(fields.get(publisher, "")), {**numbered, "pages": fields.get("pages", "")}, year, month,
        unquote(fields.get("doi", "")), unquote(fields.get("url", "")), fields.get("eprint", ""),
        fields.get("primaryclass", "") or fields.get("eprintclass", ""), plain(fields.get("keywords", "")),
    )  # fmt: skip


DASHES = re.compile(r"-{2,3}|[‐‑‒–—−]")


def comparable(facts: Facts) -> Facts:
    """Two or three hyphens are one dash in LaTeX, and a range of pages is one however it was written."""
    pages = DASHES.sub("-", facts.numbered["pages"].replace(r"\_", "_").replace(r"\%", "%"))
    return facts._replace(title=DASHES.sub("-", facts.title), numbered={**facts.numbered, "pages": pages})


@both
@all_papers
def test_what_a_record_says_is_what_is_read_back(dialect: str, which: str) -> None:
    papers, found = papers_of(which), read(dialect, which)
    assert list(found) == [paper.key for paper in papers]
    for paper in papers:
        kind, fields = found[paper.key]
        assert comparable(facts_in(kind, fields, paper, dialect)) == comparable(facts_of(paper, dialect)), paper.key


@both
def test_every_field_is_in_the_table_of_the_dialect(dialect: str) -> None:
    used = {name for which in ("shipped", "hard") for _, fields in read(dialect, which).values() for name in fields}
    assert used == set(DIALECTS[dialect].dialect().fields) - {"year"} | ({"year"} if dialect == "bibtex" else set())


# ---- options


@both
def test_there_is_a_test_for_every_option(dialect: str) -> None:
    here = {name.removeprefix("test_option_") for name in globals() if name.startswith("test_option_")}
    assert here == set(BIB)
    assert dialect in DIALECTS


@both
@all_papers
def test_option_fields(dialect: str, which: str) -> None:
    for wanted in (("title",), ("doi", "author"), ("month", "year", "eprint")):
        names = {"date" if dialect == "biblatex" and name in ("month", "year") else name for name in wanted}
        assert read_back(dialect, which, fields=wanted) == {
            key: (kind, {name: value for name, value in fields.items() if name in names})
            for key, (kind, fields) in read(dialect, which).items()
        }


@both
@all_papers
def test_option_drop(dialect: str, which: str) -> None:
    dropped = {"keywords", "url", "eprint", "publisher"}
    assert read_back(dialect, which, drop=tuple(dropped), fields=()) == {
        key: (kind, {name: value for name, value in fields.items() if name not in dropped})
        for key, (kind, fields) in read(dialect, which).items()
    }


@both
@all_papers
def test_option_max_authors(dialect: str, which: str) -> None:
    short, long = read_back(dialect, which, max_authors=2), read(dialect, which)
    for key, (kind, fields) in long.items():
        people = names_of(fields.get("author", ""))
        few = people if len(people) - (people[-1:] == [OTHERS]) <= 2 else [*people[:2], OTHERS]
        assert names_of(short[key][1].get("author", "")) == few
        assert (short[key][0], {**short[key][1], "author": ""}) == (kind, {**fields, "author": ""})


@both
@all_papers
def test_option_url_if_doi(dialect: str, which: str) -> None:
    more = read_back(dialect, which, url_if_doi=True)
    assert read_back(dialect, which, url_if_doi=False) == read(dialect, which)
    for paper in papers_of(which):
        record, fields = shown(paper), more[paper.key][1]
        assert {**fields, "url": ""} == {**read(dialect, which)[paper.key][1], "url": ""}
        arxiv = arxiv_of(paper)[0] if record.type == "article" or more[paper.key][0] == "online" else ""
        address = record.url if record.url.startswith("http") else f"https://arxiv.org/abs/{arxiv}" if arxiv else ""
        assert unquote(fields.get("url", "")) == unquote(address)


@both
@all_papers
def test_option_abbrev_venues(dialect: str, which: str) -> None:
    short, containers = read_back(dialect, which, abbrev_venues=True), {"booktitle", "journal", "journaltitle"}
    other = {*containers, "eventtitle", "howpublished", "organization"}
    seen = set()
    for key, (kind, fields) in read(dialect, which).items():
        assert short[key][0] == kind
        assert {k: v for k, v in short[key][1].items() if k not in other} == {
            k: v for k, v in fields.items() if k not in other
        }
        seen |= {(fields[name], short[key][1][name]) for name in containers & fields.keys()}
    assert (
        "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
        "CVPR",
    ) in seen
    if which == "hard":
        long = "IEEE Transactions on Pattern Analysis and Machine Intelligence"
        assert (long, "IEEE Trans. Pattern Anal. Mach. Intell.") in seen
        assert ("计算机学报", "计算机学报") in seen


@both
@all_papers
def test_option_crossref_proceedings(dialect: str, which: str) -> None:
    """With what they inherit, papers say what they say without the option; BibTeX wants proceedings behind them."""
    found = read_back(dialect, which, crossref_proceedings=True)
    keys, proceedings = list(found), {key for key, (kind, _) in found.items() if kind == "proceedings"}
    assert len({key.lower() for key in keys}) == len(keys)
    assert keys == [*read(dialect, which), *(key for key in keys if key in proceedings)]
    referred = set()
    for key, (kind, fields) in read(dialect, which).items():
        own = dict(found[key][1])
        if home := own.pop("crossref", ""):
            referred.add(home)
            inherited = dict(found[home][1])
            inherited["booktitle"] = inherited.pop("title")
            assert kind == "inproceedings"
            own = {**{name: value for name, value in inherited.items() if name != "key"}, **own}
        assert (found[key][0], own) == (kind, fields)
    assert referred == proceedings
    assert len(proceedings) > 10


@both
@all_papers
def test_option_strings(dialect: str, which: str) -> None:
    text = DIALECTS[dialect].render(papers_of(which), strings=True)
    macros = re.findall(r"^@string\{(\w+) = \{", text, re.MULTILINE)
    assert {key: (kind, fields) for kind, key, fields in entries(text)} == read(dialect, which)
    assert len({name.lower() for name in macros}) == len(macros) > 5
    assert [name for name in macros if not re.fullmatch(r"venue[a-z0-9_]*", name)] == []
    used = re.findall(r"^  (?:booktitle|journal|journaltitle) += (\w+),?$", text, re.MULTILINE)
    assert set(used) == set(macros)


@both
def test_all_options_together(dialect: str) -> None:
    options = {"drop": ("keywords",), "max_authors": 3, "abbrev_venues": True, "crossref_proceedings": True}
    plain_ones = read_back(dialect, "shipped", **options)
    assert read_back(dialect, "shipped", **options, strings=True) == plain_ones
    assert {fields.get("keywords") for _, fields in plain_ones.values()} == {None}


@pytest.mark.parametrize("render", [bibtex.render, biblatex.render], ids=["bibtex", "biblatex"])
@pytest.mark.parametrize(
    ("venue", "note"), [("OpenAI", "  note          = {OpenAI}"), ("arXiv", ""), ("CoRR", ""), ("", "")]
)
def test_the_place_that_only_the_list_names_is_a_note(
    render: Callable[[list[Paper]], str], venue: str, note: str
) -> None:
    record = Record(type="article", title="T", venue=venue, year=2020, arxiv="2005.14165")
    printed = render([Paper("a1", Entry(1, "T"), record=record)])
    assert [line.rstrip(",") for line in printed.splitlines() if "note" in line] == [note] * bool(note)

"""BibTeX read back by bibtexparser: what is written is what is held, for the shipped papers and for hostile ones."""

from __future__ import annotations

import json
import re
import unicodedata
from calendar import month_abbr
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED
from hypothesis import example, given, settings
from hypothesis import strategies as st

from formats.readback import names_of, plain, read
from papercite.config import Config
from papercite.errors import PaperciteError
from papercite.formats.biblatex import render as biblatex
from papercite.formats.bibtex import render
from papercite.formats.latex import escape
from papercite.library import load
from papercite.merge import with_tags
from papercite.names import full_name
from papercite.record import Entry, Paper, Person, Record
from papercite.text import tidy
from papercite.venues import venue_name
from papercite.versions import arxiv_of, shown

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = load([str(SHIPPED)], Config()).papers


def fields_of(record: Record, *, to_ascii: bool = False) -> dict[str, str]:
    """Fields of the one entry that a paper with this record makes."""
    (entry,) = read(render([Paper("key", Entry(1, "x"), record=record)], to_ascii=to_ascii))
    return entry[1]


# ---- the shipped papers


@pytest.mark.parametrize("to_ascii", [False, True])
def test_every_shipped_paper_reads_back_as_it_is_held(to_ascii: bool) -> None:
    entries = read(render(PAPERS, to_ascii=to_ascii))
    found = [
        (
            key,
            plain(fields["title"]),
            names_of(fields["author"]),
            plain(fields.get("booktitle") or fields["journal"]),
            fields["year"],
            fields.get("pages", ""),
            fields.get("doi", ""),
            fields.get("eprint", ""),
            fields["keywords"],
        )
        for key, fields in entries
    ]
    records = [shown(paper) for paper in PAPERS]
    assert found == [
        (
            paper.key,
            record.title,
            [full_name(person) for person in record.authors],
            f"arXiv preprint arXiv:{record.arxiv}" if record.type == "article" else record.container_title,
            str(record.year),
            record.pages.replace("-", "--"),
            record.doi,
            arxiv_of(paper)[0],
            ", ".join(paper.topics),
        )
        for paper, record in zip(PAPERS, records, strict=True)
    ]


def test_the_shipped_papers_in_ascii_are_ascii() -> None:
    assert render(PAPERS, to_ascii=True).isascii()


def test_there_are_59_shipped_papers_and_their_keys_differ_without_regard_to_case() -> None:
    keys = [key.lower() for key, _ in read(render(PAPERS))]
    assert (len(keys), len(set(keys))) == (59, 59)


def test_the_same_papers_give_the_same_bytes() -> None:
    assert render(load([str(SHIPPED)], Config()).papers) == render(PAPERS)


@pytest.mark.parametrize("to_ascii", [False, True])
def test_every_shipped_paper_is_printed_as_the_facts_have_it(to_ascii: bool, shared: Path) -> None:
    lines = (shared / "facts" / "neural-network-compression.jsonl").read_text(encoding="utf-8").splitlines()
    printed = zip(PAPERS, read(render(PAPERS, to_ascii=to_ascii)), strict=True)
    by_line = {paper.entry.line: _as_printed(fields) for paper, (_, fields) in printed}
    assert by_line == {facts["line"]: _as_facts(facts) for facts in map(json.loads, lines)}


def _as_printed(fields: dict[str, str]) -> dict[str, Any]:
    return {
        "title": plain(fields["title"]),
        "authors": names_of(fields["author"]),
        "venue": venue_name(fields.get("booktitle") or fields["journal"].partition(" ")[0]),
        "year": int(fields["year"]),
        "month": fields.get("month", ""),
        "pages": fields.get("pages", ""),
        "doi": fields.get("doi", "").lower(),
        "url": fields.get("url", ""),
        "arxiv": fields.get("eprint", ""),
        **{name: plain(fields.get(name, "")) for name in ("series", "volume", "number", "publisher")},
        "rest": sorted(fields.keys() & {"editor", "note", "howpublished", "school", "institution", "address", "isbn"}),
    }


def _as_facts(facts: dict[str, Any]) -> dict[str, Any]:
    published, preprint = facts["published"] or {}, facts["preprint"] or {}
    arxiv = preprint.get("arxiv", "")
    year, month = (preprint.get("first_submitted") or f"20{arxiv[:2]}-{arxiv[2:4]}-01").split("-")[:2]
    address = published.get("url", "") if published else f"https://arxiv.org/abs/{arxiv}"
    return {
        "title": facts["title"],
        "authors": facts["authors"],
        "venue": venue_name(published.get("venue_short", "arXiv")),
        "year": published.get("year") or int(year),
        "month": month_abbr[published.get("month") or int(month)].lower(),
        "pages": published.get("pages", ""),
        "doi": published.get("doi", "").lower(),
        "url": "" if published.get("doi") else address,
        "arxiv": arxiv,
        **{name: str(published.get(name, "")) for name in ("series", "volume", "number", "publisher")},
        "rest": [],
    }


# ---- hostile papers

NASTY = (
    "{", "}", "{{", "}}", "\\", "\\\\", "\\}", "\\{", "%", "$", "$$", "@", "#", "~", "^", "^^5c", "&", "_", "<", ">",
    "|", '"', "'", "`", ",", ", ", "=", " and ", " AND ", "and", " ", "  ", "\n", "\r\n", "\t", "\n@article{x,",
    "@comment{", "@string{a=", "}\n@misc{evil,", "\\input{/etc/passwd}", "$\\ell$", "$x$", "$N$-bit", "--", "-", "–",
    "\x00", "\x07", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u00a0", "\u200b",
    "\u202e", "\u2066", "\ufeff", "\ud800", "\udfff", "\u0301", "😀", "👨\u200d👩", "שלום", "مرحبا", "中文", "é", "ß",
    ":", "/", "Ł", "α", "×", "CNN", "XNOR-Net", "Gaussian", "A", "word", "5", "http://x.org/?a=b&c#d",
)  # fmt: skip
texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=4), max_size=8).map("".join)
people = st.builds(Person, texts, texts, st.just("") | texts, st.just("") | texts, st.just("") | texts)
types = st.sampled_from(
    ("paper-conference", "article-journal", "article", "chapter", "book", "thesis", "report", "", "}")
)
records = st.builds(
    Record, type=types, title=texts, authors=st.lists(people, max_size=3).map(tuple), venue=texts,
    container_title=texts, series=texts, volume=texts, number=texts, pages=texts, publisher=texts,
    year=st.none() | st.integers(-5, 12345), month=st.none() | st.integers(1, 12),
    doi=st.just("") | texts, arxiv=st.just("") | texts, primary_class=texts, url=texts,
)  # fmt: skip
entries_ = st.builds(Entry, st.just(1), texts, texts, st.lists(texts, max_size=2).map(tuple), texts, st.none())
papers_ = st.builds(
    Paper, st.just("key"), entries_, record=st.none() | records, preprint=st.none() | records,
    topics=st.dictionaries(texts, st.just(""), max_size=2),
)  # fmt: skip
libraries = st.lists(papers_, max_size=3).map(
    lambda papers: [paper._replace(key=f"key{place}") for place, paper in enumerate(papers)]
)
bounded = settings(max_examples=200, derandomize=True, deadline=None, database=None)


def _is_control(character: str) -> bool:
    invisible = "\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in invisible


def _is_closed(value: str) -> bool:
    """Braces are balanced as BibTeX counts them: a backslash does not hide one."""
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


@bounded
@given(libraries, st.booleans(), st.sampled_from(("published", "preprint", "listed")))
@example([Paper("key0", Entry(1, ""))], False, "published")
@example([Paper("key0", Entry(1, "x" * 10_000, "y{" * 5_000), record=Record(title="}" * 10_000))], True, "published")
def test_papers_in_are_entries_out(papers: list[Paper], to_ascii: bool, prefer: str) -> None:
    entries = read(render(papers, prefer=prefer, to_ascii=to_ascii))
    assert [key for key, _ in entries] == [paper.key for paper in papers]


@bounded
@given(papers_, st.booleans())
@example(Paper("key", Entry(1, "x"), record=Record(title="{\\" * 5_000, publisher="\x1b\n" * 5_000)), False)
def test_every_value_is_one_closed_line_without_control_characters(paper: Paper, to_ascii: bool) -> None:
    bibtex = render([paper], to_ascii=to_ascii)
    lines = bibtex.removesuffix("\n}\n").split("\n")[1:]
    ((_, fields),) = read(bibtex)
    assert [line for line in lines if line and not re.fullmatch(r"  [a-z]+ += (\{.*\}|[a-z]{3}),?", line)] == []
    assert [value for value in fields.values() if not _is_closed(value)] == []
    assert [character for line in lines for character in line if _is_control(character)] == []


@settings(bounded, max_examples=50)
@given(libraries, st.booleans(), st.booleans(), st.booleans(), st.sampled_from((0, 1)))
@example([Paper("k", Entry(1, ""), record=Record(type="paper-conference", venue="}", container_title="{\\"))],
         True, True, False, 0)  # fmt: skip
def test_no_paper_breaks_biblatex_or_an_option(
    papers: list[Paper], crossref: bool, strings: bool, short: bool, most: int
) -> None:
    options: dict[str, Any] = {
        "crossref_proceedings": crossref,
        "strings": strings,
        "abbrev_venues": short,
        "max_authors": most,
    }
    for bibtex in (biblatex(papers, **options), render(papers, **options, to_ascii=True)):
        found = read(bibtex)
        assert [key for key, _ in found][: len(papers)] == [paper.key for paper in papers]
        assert [value for _, fields in found for value in fields.values() if not _is_closed(value)] == []
        assert [character for character in bibtex.replace("\n", "") if _is_control(character)] == []


OUR_COMMANDS = frozenset(
    "textbackslash textbraceleft textbraceright textasciicircum textasciitilde textless textgreater textbar "
    "ss ae AE oe OE o O l L aa AA i j u r H v d c k b ldots S dag ddag P copyright pounds texttrademark "
    "textregistered textbullet texteuro".split()
)


@bounded
@given(records, st.booleans())
def test_nothing_that_tex_acts_on_is_left_in_text(record: Record, to_ascii: bool) -> None:
    fields = fields_of(record, to_ascii=to_ascii)
    verbatim = ("doi", "url", "eprint", "archiveprefix", "primaryclass")
    outside_mathematics = [
        re.sub(r"\{\$(?:\\.|[^$\\])*\$\}", "", value) for name, value in fields.items() if name not in verbatim
    ]
    # signs stand escaped; commands are those that we write ourselves
    bare = re.compile(r"(?<!\\)[$&%#_]|[\^~<>|](?![^{}]*\})|\\(?![$&%#_]|[a-zA-Z]+[{}]|['`^\"~=.][a-zA-Z{\\])")
    accents = r"(?<=\{)\\['`^\"~=.]"
    assert [value for value in outside_mathematics if bare.search(re.sub(accents, "", value))] == []
    commands = {name for value in outside_mathematics for name in re.findall(r"\\([a-zA-Z]+)", value)}
    assert commands - OUR_COMMANDS == set()


@bounded
@given(st.lists(people, max_size=4))
@example([Person("Foo", "Ada"), Person("\x1b"), Person("Bar", "Bob")])
@example([Person("Davis", suffix="Jr."), Person(given="Ada"), Person(literal="Barnes and Noble, Inc.")])
def test_as_many_names_are_printed_as_there_are_people(authors: list[Person]) -> None:
    names = _parts_of_names(fields_of(Record(year=2000, authors=tuple(authors))).get("author", ""))
    assert len(names) == len([person for person in authors if any(map(tidy, person))])
    assert [parts for parts in names if not 1 <= len(parts) <= 3 or "" in parts] == []


def _parts_of_names(author: str) -> list[list[str]]:
    """The parts of each name between commas, as BibTeX counts them: what stands in braces parts nothing."""
    while author != (author := re.sub(r"\{[^{}]*\}", "x", author)):
        pass
    names = re.split(r"(?i)(?:^|(?<=\s))and(?:\s|$)", author) if author else []
    return [[part.strip() for part in name.split(",")] for name in names]


# ---- texts decode back

alphabet = st.sampled_from([*'abcXYZ019 .,:;()[]@+=/*!?\\{}$&%#_^~<>|"éßŁñüč中', "CNN", "Net", "Gaussian", "$x$"])
titles = st.lists(alphabet, min_size=1, max_size=30).map("".join)


@bounded
@given(titles)
@example(r"50% of R&D costs $5 or $6: {a_b} ^ #1 ~ \input{/etc/passwd} <x>|y")
@example("ends with a backslash\\")
@example("An $\\ell_1$ Norm of $N$-Bit CNNs")
@example("The $é$ and the $ü_1$")
@example("word " * 2_000)
def test_a_title_decodes_to_the_text_that_it_was(title: str) -> None:
    printed = [
        fields_of(Record(title=title, year=2000), to_ascii=to_ascii).get("title", "") for to_ascii in (False, True)
    ]
    assert [plain(latex) for latex in printed] == [tidy(title)] * 2


@bounded
@given(titles)
def test_escaped_text_decodes_to_the_text_that_it_was(text: str) -> None:
    assert plain(escape(text)) == text


letters = st.sampled_from("bcXYZéßŁñü中")
words = st.builds("{}{}{}".format, letters, st.text("bcXYZéßŁñü中-.'&{}%", max_size=4), letters)
simple_people = st.builds(
    Person, words, words, st.sampled_from(("", "", "van", "de la")), st.sampled_from(("", "Jr.")), st.just("")
)


@bounded
@given(st.lists(simple_people, min_size=1, max_size=4), st.booleans())
def test_names_decode_to_the_people_that_they_were(authors: list[Person], to_ascii: bool) -> None:
    fields = fields_of(Record(authors=tuple(authors)), to_ascii=to_ascii)
    ligatures = str.maketrans({"–": "--", "—": "---", "’": "'", "”": "''"})
    found = [name.translate(ligatures) for name in names_of(fields["author"])]
    assert found == [full_name(person) for person in authors]


# ---- what people fix by hand


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("key", "foo}bar"),
        ("key", "foo, title = {x}"),
        ("key", "a b"),
        ("key", ""),
        ("key", "x\n}\n@misc{evil"),
        ("key", "a%b#\\"),
        ("year", "2018}, note = {x"),
        ("year", "²"),
        ("year", "\\input{/etc/passwd}"),
        ("month", "13"),
        ("month", "0"),
        ("month", "may"),
        ("month", "x\n}"),
        ("arxiv", "x}_%"),
        ("doi", "10.1/x}\\"),
        ("url", "https://x.org/}"),
        ("title", "}\n@misc{evil,"),
        ("pages", "1-2}"),
        ("type", "}"),
    ],
)
def test_a_fix_by_hand_is_refused_or_makes_one_whole_entry(name: str, value: str) -> None:
    paper = Paper("key", Entry(1, "x"), record=Record(type="article", title="T", year=2000, month=1))
    with suppress(PaperciteError):
        paper = with_tags(paper, [(name, value)], "list")
    ((key, fields),) = read(render([paper]))
    assert re.fullmatch(r"[\w:.+/-]+", key)
    assert [text for text in fields.values() if not _is_closed(text)] == []
    assert re.fullmatch(r"\d*", fields.get("year", ""))
    assert fields.get("month", "jan") in ("jan", "may")
    assert fields.keys() <= {"title", "year", "month", "doi", "url", "eprint", "archiveprefix", "journal", "pages"}

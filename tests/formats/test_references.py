"""Formatted references: what the guides of the styles prescribe, what pandoc prints, and that nothing is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import DATA, program
from markdown_it import MarkdownIt

from formats.facts import EVERY_PAPER, PAPERS
from papercite.errors import UsageError
from papercite.formats import STYLES, csl_json, html_refs, markdown_refs, text
from papercite.formats.references import Reference, Run, references
from papercite.names import OTHERS
from papercite.record import Entry, Link, Paper, Person, Record
from papercite.text import fold, tidy
from papercite.versions import shown

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = PAPERS["shipped"]
PEOPLE = (Person("Oord", "Aaron", "van den"), Person("Davis", "Sammy", "", "Jr."), Person("Li", "Jean-Pierre"))
CONFERENCE = Record(
    type="paper-conference", title="XNOR-Net: ImageNet Classification", authors=PEOPLE, venue="ECCV",
    container_title="Proceedings of the European Conference", series="LNCS", volume="9908", pages="525-542", year=2016,
    month=10, publisher="Springer", doi="10.1007/x",
)  # fmt: skip
JOURNAL = Record(
    type="article-journal", title="Why Does It Work?", authors=PEOPLE[2:], container_title="Mathematics", volume="9",
    number="17", pages="2144", year=2021, month=9, publisher="MDPI", url="https://example.org/x",
)  # fmt: skip
PREPRINT = Record(
    type="article", title="Half-Wave Gaussian Networks", authors=PEOPLE[2:], venue="arXiv", container_title="arXiv",
    year=2017, month=6, arxiv="1702.00953",
)  # fmt: skip
CHAPTER = Record(
    type="chapter", title="A Chapter", authors=PEOPLE[2:], container_title="A Book", pages="1-20", year=2000,
    publisher="MIT Press",
)  # fmt: skip
BOOK = Record(type="book", title="Deep Learning Models", authors=PEOPLE[2:], year=2016, publisher="MIT Press")
THESIS = Record(type="thesis", title="On Networks", authors=PEOPLE[2:], year=2009, publisher="University of Toronto")
REPORT = Record(type="report", title="On Networks", authors=PEOPLE[2:], year=2009, number="7", publisher="MIT")
NAMELESS = BOOK._replace(authors=(), year=None)
RECORDS = (
    CONFERENCE, CONFERENCE._replace(series="", authors=PEOPLE[1:]), JOURNAL, PREPRINT, CHAPTER, BOOK, THESIS, REPORT,
    NAMELESS,
)  # fmt: skip
GOLDEN = Path(__file__).parent / "golden"


def paper(record: Record, key: str = "a", **entry: Any) -> Paper:
    return Paper(key, Entry(1, **entry), record=record)


def printed(record: Record, style: str, **entry: Any) -> str:
    """One reference in Markdown, without its label."""
    return re.sub(r"^(- |\\\[1\\\] |1\. )", "", markdown_refs.render([paper(record, **entry)], style=style)).strip()


def texts(*records: Record, style: str = "apa") -> list[str]:
    papers = [paper(record, str(number)) for number, record in enumerate(records)]
    return text.render(papers, style=style).strip().split("\n\n")


# ---- what the guides prescribe


@pytest.mark.parametrize("style", STYLES)
def test_references_are_what_the_guide_prescribes(style: str) -> None:
    """Each reviewed by eye, beside the examples of the guide."""
    papers = [paper(record, str(number)) for number, record in enumerate(RECORDS)]
    reviewed = (GOLDEN / f"references-{style}.md").read_text(encoding="utf-8")
    assert markdown_refs.render(papers, style=style) == reviewed


@pytest.mark.parametrize(
    ("style", "number", "expected"),
    [
        ("apa", 20, "A., B., A., B., A., B., A., B., A., B., A., B., A., B., A., B., A., B., A., & B."),
        ("apa", 21, "A., B., A., B., A., B., A., B., A., B., A., B., A., B., A., B., A., B., A., … A."),
        ("ieee", 6, "A, B, A, B, A, and B"),
        ("ieee", 7, "A *et al.*"),
        ("chicago", 10, "A, B, A, B, A, B, A, B, A, and B"),
        ("chicago", 11, "A, B, A, B, A, B, A, et al."),
        ("nature", 5, "A, B, A, B & A"),
        ("nature", 6, "A *et al.*"),
    ],
)
def test_how_many_people_are_named(style: str, number: int, expected: str) -> None:
    people = tuple(Person("AB"[place % 2]) for place in range(number))
    assert printed(Record(type="book", title="T", authors=people), style).startswith(expected.replace(".,", ","))


# ---- what the processor does not do


@pytest.mark.parametrize(
    ("style", "people", "expected"),
    [
        ("apa", PEOPLE[2:], "Li, J.-P., et al. (n.d.)."),
        ("ieee", PEOPLE[2:], "J.-P. Li et al., "),
        ("ieee", PEOPLE, "A. van den Oord, S. Davis Jr., J.-P. Li, et al., "),
        ("chicago", PEOPLE[2:], "Li, Jean-Pierre, et al. n.d. "),
        ("nature", PEOPLE[2:], "Li, J.-P. et al. "),
    ],
)
def test_others_that_the_record_does_not_name(style: str, people: tuple[Person, ...], expected: str) -> None:
    record = Record(type="article-journal", title="T", authors=(*people, Person(literal=OTHERS)))
    assert printed(record, style).startswith(expected)


def test_papers_by_the_same_people_in_a_year_are_told_apart() -> None:
    one, other = BOOK._replace(title="The Zebra"), BOOK._replace(title="An Ant")
    assert texts(one, other, BOOK._replace(year=2017), JOURNAL._replace(year=2016, authors=PEOPLE[1:])) == [
        "Davis, S., Jr., & Li, J.-P. (2016). Why does it work? Mathematics, 9(17), 2144. https://example.org/x",
        "Li, J.-P. (2016a). An ant. MIT Press.",
        "Li, J.-P. (2016b). The zebra. MIT Press.",
        "Li, J.-P. (2017). Deep learning models. MIT Press.",
    ]


def test_more_papers_than_letters() -> None:
    found = texts(*[BOOK._replace(title=f"T{number:02}") for number in range(28)])
    assert [re.findall(r"\(2016(.*?)\)", line)[0] for line in found][24:] == ["y", "z", "aa", "ab"]


def test_names_are_in_order_whatever_their_accents() -> None:
    names = ["Zhang", "Łukasiewicz", "Mao", "Åberg", "Abel", "Østergaard", "Pan"]
    found = texts(*[Record(type="book", title="T", authors=(Person(name, "A"),), year=2000) for name in names])
    assert [line.partition(",")[0] for line in found] == [
        "Abel", "Åberg", "Łukasiewicz", "Mao", "Østergaard", "Pan", "Zhang"
    ]  # fmt: skip


def test_numbered_references_are_in_the_order_of_the_papers() -> None:
    labels = [line.split()[0] for line in texts(PREPRINT, BOOK, JOURNAL, style="nature")]
    assert labels == ["1.", "2.", "3."]
    assert [one.key for one in references(SHIPPED, "ieee", "published")] == [one.key for one in SHIPPED]


def test_keys_that_differ_by_case_only_are_two_papers() -> None:
    papers = [paper(BOOK, "Li"), paper(CHAPTER, "li")]
    assert [one.key for one in references(papers, "ieee", "published")] == ["Li", "li"]


@pytest.mark.parametrize(
    ("title", "in_quotes"),
    [
        ('The "Best" Way', "“The ‘best’ way,” "),
        ("Ask “Why”", "“Ask ‘why’,” "),
        ("It's the Authors' Own", "“It’s the authors’ own,” "),
        ("Wait... What?", "“Wait... What?” "),
        ("Not Yet!", "“Not yet!” "),
        ("Trailing Dot.", "“Trailing dot.,” "),
        ("A, B.: C", "“A, B.: C,” "),
    ],
)
def test_marks_agree_with_each_other(title: str, in_quotes: str) -> None:
    found = text.render([paper(THESIS._replace(title=title))], style="ieee")
    assert found.startswith(f"[1] J.-P. Li, {in_quotes}")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
@pytest.mark.parametrize("module", [markdown_refs, html_refs])
def test_links_lead_to_the_web_only(module: Any, address: str) -> None:
    links = (Link("paper", address, "paper"),)
    assert address not in module.render([paper(BOOK._replace(url=address), links=links)])


def test_an_address_is_one_that_works() -> None:
    doi = "10.1002/(SICI)1097<1661::AID>3.0.CO;2-2 %"
    (reference,) = references([paper(BOOK._replace(doi=doi))], "apa", "published")
    address = "https://doi.org/10.1002/(SICI)1097%3C1661::AID%3E3.0.CO;2-2%20%25"
    assert reference.runs[-1] == Run(address, (), address)
    (reference,) = references([paper(JOURNAL._replace(doi=doi))], "ieee", "published")
    assert reference.runs[-2] == Run(doi, (), address)


def test_characters_that_are_marks_here_are_dropped() -> None:
    mark = "\U000f0001"
    record = Record(
        "", "", "article", mark, (Person(mark, "A"),), mark, doi=f"10.1/{mark}", arxiv=f"1{mark}", year=2000
    )
    for found in texts(record._replace(title=f"T{mark}"), record._replace(type="book", url=f"https://x.org/{mark}")):
        assert not re.search("[\U000f0000-\U000fffff]", found)


def test_a_paper_without_anything_is_called_what_the_list_calls_it() -> None:
    assert printed(Record(), "apa", title="What the List Says") == "*What the list says*. (n.d.)."
    assert printed(Record(), "ieee") == "“a.”"


@pytest.mark.parametrize("style", STYLES)
def test_no_papers(style: str) -> None:
    assert text.render([], style=style) == markdown_refs.render([], style=style) == ""
    assert html_refs.render([], style=style) == '<div class="csl-bib-body" role="list">\n</div>\n'


@pytest.mark.parametrize("dress", ["", 'quotes="true"', 'font-style="italic"'])
def test_a_title_in_place_of_the_authors_is_not_printed_again(dress: str, tmp_path: Path) -> None:
    path = tmp_path / "my.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info/>'
        f'<macro name="title"><text variable="title" {dress}/></macro>'
        '<macro name="author"><names variable="author"><name/><substitute><text macro="title"/></substitute></names>'
        '</macro><bibliography><layout suffix="."><group delimiter=". "><text macro="author"/><text macro="title"/>'
        '<text variable="publisher"/></group></layout></bibliography></style>'
    )
    for title in ("A", "What Is It?", "One: Two. Three"):
        found = text.render([paper(NAMELESS._replace(title=title))], style=str(path)).strip()
        assert re.sub("[“”]", "", found) in (f"{title}. MIT Press.", f"{title} MIT Press.")
    assert text.render([paper(BOOK)], style=str(path)).startswith("Jean-Pierre Li. ")


# ---- styles that do not work, and no processor

BROKEN = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info/>'
    '<macro name="loop"><text macro="loop"/></macro><bibliography><layout>{}</layout></bibliography></style>'
)


@pytest.mark.parametrize("layout", ['<text macro="none"/>', '<text macro="loop"/>', '<text macro="&apos;"/>', "<a/>"])
def test_a_style_that_does_not_work_is_told_as_such(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.csl"
    path.write_text(BROKEN.format(layout))
    with pytest.raises(UsageError) as error:
        references([paper(BOOK)], str(path), "published")
    assert str(error.value).startswith(f"{path}: citeproc-py cannot work with this style (")
    assert str(error.value).endswith(")\n  hint: take another style")


def test_a_style_that_prints_nothing_gives_references_that_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.csl"
    path.write_text(BROKEN.format(""))
    assert references([paper(BOOK)], str(path), "published") == [Reference("a", "", ())]


@pytest.mark.parametrize("library", ["citeproc", "lxml"])
def test_without_the_processor_people_are_told_what_to_install(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError) as error:
        text.render([paper(BOOK)])
    assert str(error.value) == "formatted references need citeproc-py\n  hint: pip install 'papercite[csl]'"
    assert error.value.exit_status == 2


def test_on_the_command_line(papercite: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "my.CSL").write_bytes((DATA / "styles" / "nature.csl").read_bytes())
    ours, theirs = (papercite("export", "-f", "text", "--style", name) for name in ("Nature", "my.CSL"))
    assert (ours.returncode, ours.stdout) == (0, text.render(SHIPPED, style="nature"))
    assert theirs.stdout == ours.stdout
    wrong = papercite("export", "-f", "text", "--style", "natur")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("papercite: there is no style 'natur'; did you mean nature?\n  styles: apa, ")


# ---- pandoc


@pytest.mark.parametrize("style", STYLES)
def test_pandoc_prints_the_same(style: str) -> None:
    """But for capitals, which it does not know to keep. The shipped papers, and one or two of each type."""
    papers = [*SHIPPED, *(paper(record, str(number)) for number, record in enumerate(RECORDS))]
    done = subprocess.run(
        [program("pandoc", "pandoc"), "--citeproc", f"--csl={DATA / 'styles' / style}.csl", "--from=csljson",
         "--to=plain", "--wrap=none"],
        input=csl_json.render(papers), capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    ours, theirs = (found.strip().split("\n\n") for found in (text.render(papers, style=style), done.stdout))
    assert [line.casefold() for line in ours] == [line.casefold() for line in theirs]
    assert len(ours) == len(papers) == 68


@pytest.mark.parametrize("style", STYLES)
def test_names_in_titles_keep_their_capitals(style: str) -> None:
    found = text.render(SHIPPED, style=style)
    names = [word for one in SHIPPED for word in re.findall(r"\b[A-Za-z]+[a-z0-9]*[A-Z]\w*", shown(one).title)]
    assert len(names) > 25
    assert [name for name in names if name not in found] == []
    assert "Gaussian" in found


# ---- every paper


@cache
def found() -> list[Reference]:
    """All papers, shipped and hard, as IEEE has them: in their order, up to six authors named."""
    return references(EVERY_PAPER, "ieee", "published")


def plain(reference: Reference) -> str:
    return "".join(run.text for run in reference.runs)


def test_every_paper_has_its_reference() -> None:
    assert [one.key for one in found()] == [one.key for one in EVERY_PAPER]
    assert [one.label for one in found()] == [f"[{number}]" for number in range(1, len(EVERY_PAPER) + 1)]


def test_every_reference_holds_the_facts() -> None:
    for reference, paper in zip(found(), EVERY_PAPER, strict=True):
        record, text = shown(paper), plain(reference)
        assert fold(record.title) in fold(text)
        people = [person for person in record.authors if person.literal != OTHERS]
        for person in people[: len(people) if len(record.authors) < 7 else 1]:
            assert fold(person.family or person.literal or person.given) in fold(text)
        if record.year:
            assert str(record.year) in text
        if record.doi:
            assert tidy(record.doi) in text


def test_no_reference_holds_what_steers_a_terminal_or_marks_of_ours() -> None:
    for reference in found():
        text = plain(reference)
        assert text == tidy(text)
        assert not re.search("[\U000f0000-\U000fffff]", text)


def test_in_text_each_is_one_line() -> None:
    assert text.written(found()).rstrip("\n").split("\n\n") == [f"{one.label} {plain(one)}" for one in found()]


class Page(HTMLParser):
    """What a browser makes of references in HTML: their texts, tags and addresses."""

    def __init__(self, written: str) -> None:
        """Read it whole."""
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it; an entry, a paragraph or an item begins a text."""
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        held = dict(attrs)
        self.addresses += [held["href"] or ""] if tag == "a" else []
        if tag in ("p", "li") or held.get("class") == "csl-entry":
            self.texts.append("")
            self.ids.append(held.get("id") or "")

    def handle_data(self, data: str) -> None:
        """Belongs to the text that has begun."""
        if self.texts:
            self.texts[-1] += data.replace("\n", " ") if data != "\n" else ""


def test_html_holds_the_same_texts_and_nothing_that_runs() -> None:
    page = Page(html_refs.written(found()))
    assert [one.strip() for one in page.texts] == [f"{one.label} {plain(one)}" for one in found()]
    assert page.ids == [f"ref-{one.key}" for one in EVERY_PAPER]
    assert page.tags <= {"div", "span", "a", "i", "b"}
    assert page.names == {"class", "role", "id", "href"}
    assert {address.partition("://")[0] for address in page.addresses} == {"http", "https"}


@pytest.mark.parametrize("label", ["[1]", "1.", ""])
def test_markdown_holds_the_same_texts_and_nothing_that_runs(label: str) -> None:
    """As a reader of Markdown has them that lets no HTML through; two spaces are one there."""
    some = [one._replace(label=label and label.replace("1", str(place))) for place, one in enumerate(found(), 1)]
    page = Page(MarkdownIt("commonmark", {"html": False}).render(markdown_refs.written(some)))
    shown = [f"{one.label} {plain(one)}".strip() if label == "[1]" else plain(one) for one in some]
    assert [text for text in map(str.strip, page.texts) if text] == shown
    assert page.tags <= {"p", "ol", "ul", "li", "a", "em", "strong"}
    assert {address.partition("://")[0] for address in page.addresses} == {"http", "https"}

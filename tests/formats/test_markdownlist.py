"""The list again: as text, as a page, and read back by our own reader as the same papers."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED
from markdown_it import MarkdownIt

from papercite import lists
from papercite.config import Config
from papercite.errors import UsageError
from papercite.formats import bibtex
from papercite.formats.markdown import render
from papercite.library import load, papers_of_entries
from papercite.record import Entry, Link, Paper, Record
from papercite.venues import venue_name
from papercite.versions import arxiv_of, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHIPPED_PAPERS = load([str(SHIPPED)], Config()).papers
CODE = Link("code(Torch)", "https://github.com/a/b", "code")
PAPER = Link("pdf", "https://a.org/x.pdf", "paper")
XNOR = Paper(
    "rastegari2016xnor",
    Entry(7, "XNOR", "XNOR-NET", section=("Models", "Binary"), links=(PAPER, CODE)),
    "resolved",
    record=Record(title="XNOR-Net", venue="ECCV", year=2016, doi="10.1007/x_y", arxiv="1603.05279"),
    preprint=Record(title="XNOR-Net (early)", venue="arXiv", year=2015, arxiv="1603.05279"),
    topics={"binary": "", "quantization": ""},
)  # fmt: skip
TWN = Paper("b2", Entry(9, "Ternary *", section=("Models",), tags=(("topic", "ternary,-survey"), ("key", "b2"))))
NONE = Paper("c3", Entry(11, "A Paper"), record=Record(title="A Paper"), provisional=True)


def printed(papers: Sequence[Paper], **options: Any) -> str:
    return render(papers, layout="list", **options)


def titled(title: str, **fields: Any) -> Paper:
    return Paper("k", Entry(1, "x", section=("S",)), "resolved", record=Record(title=title, year=2020, **fields))


def read(text: str) -> list[Entry]:
    return lists.read(text, "papers.md")


def page(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def test_a_list() -> None:
    assert printed([XNOR, TWN, NONE]) == (
        '- <a id="c3"></a>**A Paper**\n'
        "\n"
        "## Models\n"
        "\n"
        '- <a id="b2"></a>**Ternary \\*** <!-- papercite: topic=ternary,-survey -->\n'
        "\n"
        "### Binary\n"
        "\n"
        '- <a id="rastegari2016xnor"></a>**[XNOR-NET]** [XNOR-Net](https://a.org/x.pdf), ECCV 2016, '
        "[[DOI]](https://doi.org/10.1007/x_y), [[arXiv]](https://arxiv.org/abs/1603.05279), "
        "[[code(Torch)]](https://github.com/a/b) <!-- papercite: key=rastegari2016xnor -->\n"
    )


def test_a_list_in_groups() -> None:
    text = printed([XNOR, TWN], group_by="year")
    assert re.findall(r"^#.*", text, re.MULTILINE) == ["## 2016", "## (no year)"]
    assert [(entry.title, entry.section) for entry in read(text)] == [("XNOR-Net", ("2016",))]  # the other has no link


def test_a_heading_stands_once_however_the_papers_are_sorted() -> None:
    other = TWN._replace(entry=TWN.entry._replace(section=("Others",)))
    text = printed([XNOR, other, XNOR, TWN, XNOR])
    assert re.findall(r"^#+ \w+", text, re.MULTILINE) == ["## Models", "### Binary", "## Others"]
    assert text.count("\n- ") == 5


def test_the_preferred_version_is_shown() -> None:
    assert "[XNOR-Net (early)](https://a.org/x.pdf), arXiv 2015, " in printed([XNOR], prefer="preprint")


def test_no_papers_are_no_text() -> None:
    assert printed([]) == ""


def test_columns_are_of_tables_and_bibtex_is_of_lists() -> None:
    with pytest.raises(UsageError, match="--columns does not go with --layout list"):
        printed([XNOR], columns=("key",))
    with pytest.raises(UsageError, match="--with-bibtex goes with --layout list"):
        render([XNOR], with_bibtex=True)


def test_bibtex_is_folded_away_below_its_paper() -> None:
    html = page(printed([XNOR, XNOR], with_bibtex=True))
    folded = re.findall(
        r"<details><summary>BibTeX</summary>\n<pre><code class=\"language-bibtex\">(.*?)</code></pre>\n</details>",
        html, re.DOTALL,
    )  # fmt: skip
    assert [unescape(text) for text in folded] == [bibtex.render([XNOR])] * 2
    assert html.count("<li>") == 2


# ---- read back


@pytest.mark.parametrize("with_bibtex", [False, True])
def test_the_shipped_list_reads_back_as_the_same_papers(tmp_path: Path, with_bibtex: bool) -> None:
    (tmp_path / "papers.md").write_text(printed(SHIPPED_PAPERS, with_bibtex=with_bibtex), encoding="utf-8")
    back = load([str(tmp_path / "papers.md")], Config()).papers
    assert len(back) == len(SHIPPED_PAPERS) == 59
    for old, new in zip(SHIPPED_PAPERS, back, strict=True):
        record = shown(old)
        assert (new.key, new.entry.nickname, new.entry.section) == (old.key, old.entry.nickname, old.entry.section)
        assert (new.entry.title, new.entry.year) == (record.title, record.year)
        assert venue_name(new.entry.venue) == record.venue
        assert {(link.url, link.kind) for link in new.entry.links} >= {
            (link.url, link.kind) for link in old.entry.links
        }
        assert (shown(new).doi.lower(), arxiv_of(new)[0]) == (record.doi.lower(), arxiv_of(old)[0])
        assert new.entry.tags[-1] == ("key", old.key)


# What may go wrong in a hundred papers of lists in other styles; what is counted is what reads back otherwise.
BOUNDS = {"lost": 1.0, "title": 3.0, "place": 4.0, "links": 0.0, "section": 0.0}


def test_lists_of_others_read_back_as_the_same_papers(shared: Path) -> None:
    names = ("06_", "14_", "18_", "21_", "29_")
    found: dict[str, int] = dict.fromkeys(BOUNDS, 0)
    total = 0
    for path in sorted(path for path in (shared / "lists").glob("*.md") if path.name.startswith(names)):
        entries = [entry for entry in lists.read(path.read_text(encoding="utf-8"), path.name) if entry.kind == "paper"]
        papers = [paper for paper, _ in papers_of_entries(entries, (), Config())]
        text = printed(papers)
        anchors = [re.match(r'- <a id="([^"]*)"></a>', line) for line in text.split("\n")]
        by_id = {anchor[1]: number for number, anchor in enumerate(anchors, 1) if anchor}
        back = {entry.line: entry for entry in read(text)}
        for paper in papers:
            total += 1
            new, record = back.get(by_id[paper.key]), shown(paper)
            if new is None:
                found["lost"] += 1
                continue
            found["title"] += new.title != record.title
            found["place"] += (venue_name(new.venue), new.year) != (venue_name(record.venue), record.year)
            found["links"] += not {link.url for link in new.links} >= {link.url for link in paper.entry.links}
            found["section"] += new.section != paper.entry.section
    assert total > 900
    assert {what for what, number in found.items() if number > BOUNDS[what] * total / 100} == set()


# ---- hostile papers

HOSTILE = [
    "a | b || c", "ends with a backslash\\", "[link](https://evil.example)", "![image](https://evil.example/x.png)",
    "<script>alert(1)</script> and <b>", "*bold* _it_ **x** __y__ ~~z~~", "`code` ``more``", "# no heading",
    "$x_1$ and #5", "{curly} [square] <angled>", "AT&amp;T &copy; R&D", "1. one - two + three", "- no bullet",
    "--> out of a comment <!--", "中文 é 😀",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("link", ["https://a.org/x.pdf", ""])
def test_a_page_shows_the_text_itself(text: str, link: str) -> None:
    html = page(printed([titled(text, url=link)]))
    assert html.count("<li>") == 1
    if link:
        assert [unescape(found) for found in re.findall(r'<a href="https://a.org/x.pdf">(.*?)</a>', html)] == [text]
    assert unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", html)).split() == f"S {text}, 2020".split()


@pytest.mark.parametrize("text", HOSTILE)
def test_headings_and_nicknames_are_the_text_itself(text: str) -> None:
    paper = Paper("k", Entry(1, "x", text, section=(text,)), record=Record(title="T"))
    html = unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", page(printed([paper]))))
    assert html.split() == f"{text} [{text}] T".split()


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://a.org/(x)_y", "https://a.org/(x)_y"),
        ("https://a.org/x)", "https://a.org/x)"),
        ("https://a.org/<b>?a&copy;=1", "https://a.org/%3Cb%3E?a&copy;=1"),
        ("https://a.org/x\\", "https://a.org/x%5C"),
        ("https://a.org/?q=%20&x=a_b", "https://a.org/?q=%20&x=a_b"),
    ],
)
def test_a_link_leads_where_it_should(url: str, href: str) -> None:
    entry = Entry(1, "x", links=(Link("[code]", url, "code"),))
    text = printed([Paper("k", entry, record=Record(title="T", url=url))])
    assert [unescape(found) for found in re.findall(r'<a href="([^"]*)"', page(text))] == [href] * 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.org", "x"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    entry = Entry(1, "x", links=(Link("paper", url, "paper"), Link("code", url, "code")))
    assert "href" not in page(printed([Paper("k", entry, record=Record(title="T", url=url))]))


def test_nothing_in_a_comment_ends_it_and_a_key_that_is_none_is_not_shown() -> None:
    tags = (("title", "a --> b"), ("venue", "x <!-- y"), ("topic", 'it\'s "so"'), ("year", "2020"), ("title", "a b"))
    evil = Paper('"><script>', Entry(1, "x", tags=tags), "resolved", record=Record(title="T"))
    assert printed([evil]) == '- **T** <!-- papercite: year=2020 title="a b" -->\n'


def test_lines_hold_no_control_characters() -> None:
    evil = "a\x1b[31m\r\n- b\u202e\u2028c\x00"
    entry = Entry(1, "x", evil, section=(evil,), links=(Link(evil, f"https://a.org/{evil}", "other"),), authors=(evil,))
    text = printed([Paper("k", entry, record=Record(title=evil, venue=evil, doi=evil))])
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", text) == []
    assert len(text.splitlines()) == 3

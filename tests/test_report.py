"""What a refresh did: lines for people, Markdown, JSON. Foreign text stays text, secrets stay away."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from papercite.errors import OutputError, Unreachable
from papercite.fetch import Counts
from papercite.gather import Gathered, gather
from papercite.index import index
from papercite.keep import Change
from papercite.names import person_of
from papercite.providers import PROVIDERS
from papercite.record import NOT_ASKED, RESOLVED, REVIEW, UNRESOLVED, Entry, Identifier, Paper
from papercite.refresh import Report
from papercite.report import attention, lines_of, troubles_of, write_report
from papercite.session import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from papercite.providers.provider import Found, Provider, Route

NAME = "papers.md"
ONE, TWO = Identifier("arxiv", "1801.00001"), Identifier("doi", "10.1109/x")


def paper(key: str, status: str = RESOLVED, reason: str = "title", line: int = 1) -> Paper:
    return Paper(key, Entry(line, "Alpha"), status=status, reason=reason)


def outcome_of(
    sent: Mapping[str, int] | None = None,
    counts: Counts | None = None,
    troubles: Mapping[Any, Any] | None = None,
) -> Outcome:
    return Outcome(Gathered(index([]), troubles or {}, {}), sent or {}, counts or Counts(), ("arxiv",), ())


QUIET = outcome_of()
PAPERS = (
    paper("a2016"),
    paper("b2017", REVIEW, "the title is 'Beta'", 4),
    paper("c2018", UNRESOLVED, "not found by dblp", 7),
    paper("d2019", NOT_ASKED, "could not ask dblp: HTTP 503", 9),
)
CHANGES = (
    Change("a2016", "status", "unresolved", "resolved", "title"),
    Change("a2016", "authors", (), (person_of("Song Han"), person_of("Aaron van den Oord")), "dblp"),
    Change("a2016", "year", None, 2016, "crossref"),
    Change("b2017", "pages", "1-9", "", ""),
)
REPORT = Report(PAPERS, ("c2018", "d2019"), CHANGES, ("gone1999",))
BUSY = outcome_of(
    {"sparql.dblp.org": 2, "export.arxiv.org": 1_000},
    Counts(kept=3, new=9, confirmed=2, old=1),
    {ONE: ("arxiv: HTTP 503", "dblp: no answer"), TWO: ("dblp: no answer",)},
)


# ---- lines


def test_all_is_told_in_lines() -> None:
    assert list(lines_of(NAME, REPORT, BUSY)) == [
        "papers.md: 4 papers: 1 resolved, 1 review, 1 unresolved, 1 not-asked",
        "  2 papers new: c2018, d2019",
        "  2 papers changed: a2016, b2017",
        "  1 paper no longer in the list: gone1999",
        "    a2016: status: unresolved -> resolved [title]",
        "    b2017: pages: 1-9 -> nothing",
        "papers.md:4: review: the title is 'Beta' (b2017)",
        "papers.md:7: unresolved: not found by dblp (c2018)",
        "papers.md:9: not-asked: could not ask dblp: HTTP 503 (d2019)",
        "could not ask arxiv: HTTP 503",
        "could not ask dblp: no answer",
        "1,002 requests sent (export.arxiv.org 1,000, sparql.dblp.org 2), 6 answers at hand",
    ]


@pytest.mark.parametrize(("papers", "line"), [((), "0 papers: none"), (PAPERS[:1], "1 paper: 1 resolved")])
def test_where_nothing_happened_one_line_says_so(papers: tuple[Paper, ...], line: str) -> None:
    assert list(lines_of(NAME, Report(papers, (), (), ()), QUIET)) == [f"papers.md: {line}"]


def test_of_many_keys_and_changes_the_first_are_shown() -> None:
    many = [Change(f"k{number}", "pages", "1", "2", "dblp") for number in range(33)]
    lines = list(lines_of(NAME, Report(PAPERS[:1], tuple("abcdefg"), tuple(many), ()), QUIET))
    assert [lines[1], lines[2], len(lines), lines[-1]] == [
        "  7 papers new: a, b, c, d, e and 2 more",
        "  33 papers changed: k0, k1, k2, k3, k4 and 28 more",
        34,
        "    and 3 more changes (--report FILE holds all)",
    ]


def test_of_many_papers_to_look_at_the_first_are_shown_those_for_a_person_before_all_others(tmp_path: Path) -> None:
    open_ones = [PAPERS[3]._replace(key=f"k{number}", entry=Entry(number, "X")) for number in range(20, 40)]
    report = Report((*open_ones, PAPERS[1]), (), (), ())
    lines = list(lines_of(NAME, report, QUIET))[1:]
    assert [lines[0], lines[1], len(lines), lines[-1]] == [
        "papers.md:4: review: the title is 'Beta' (b2017)",
        "papers.md:20: not-asked: could not ask dblp: HTTP 503 (k20)",
        11,
        "  and 11 more (papercite review --list; --report FILE holds all)",
    ]
    assert written(tmp_path / "report.md", (NAME, report, QUIET)).count("- papers.md:") == 21


def test_foreign_text_stays_in_its_line() -> None:
    evil = "one\ntwo\x1b[31m\u202ethree\r\n"
    change = Change("a", "title", evil, (person_of(evil),), "dblp")
    (line,) = list(lines_of(NAME, Report((), (), (change,), ()), QUIET))[2:]
    assert line == "    a: title: one two[31mthree -> one two[31mthree [dblp]"


def test_only_what_is_open_needs_attention() -> None:
    assert list(attention(NAME, PAPERS[:2])) == ["papers.md:4: review: the title is 'Beta' (b2017)"]


def test_each_trouble_is_told_once() -> None:
    assert (troubles_of(BUSY), troubles_of(QUIET)) == (["arxiv: HTTP 503", "dblp: no answer"], [])


# ---- files


def written(path: Path, *lists: tuple[str, Report, Outcome]) -> str:
    write_report(str(path), lists)
    return path.read_text(encoding="utf-8")


def test_a_report_in_json(tmp_path: Path) -> None:
    text = written(tmp_path / "report.json", (NAME, REPORT, BUSY))
    change = {"key": "a2016", "source": "dblp"}
    assert json.loads(text) == [
        {
            "list": "papers.md",
            "counts": {"resolved": 1, "review": 1, "unresolved": 1, "not-asked": 1},
            "new": ["c2018", "d2019"],
            "gone": ["gone1999"],
            "changes": [
                {**change, "field": "status", "old": "unresolved", "new": "resolved", "source": "title"},
                {**change, "field": "authors", "old": [], "new": [
                    {"family": "Han", "given": "Song"}, {"family": "Oord", "given": "Aaron", "particle": "van den"},
                ]},
                {**change, "field": "year", "old": None, "new": 2016, "source": "crossref"},
                {"key": "b2017", "field": "pages", "old": "1-9", "new": "", "source": ""},
            ],
            "attention": [
                {"key": "b2017", "line": 4, "status": "review", "reason": "the title is 'Beta'"},
                {"key": "c2018", "line": 7, "status": "unresolved", "reason": "not found by dblp"},
                {"key": "d2019", "line": 9, "status": "not-asked", "reason": "could not ask dblp: HTTP 503"},
            ],
            "vanished": [],
            "troubles": ["arxiv: HTTP 503", "dblp: no answer"],
            "requests": {"export.arxiv.org": 1000, "sparql.dblp.org": 2},
        }
    ]  # fmt: skip
    assert text.endswith("\n]\n")


def test_a_report_in_markdown(tmp_path: Path) -> None:
    assert (
        written(tmp_path / "report.MD", (NAME, REPORT, BUSY), ("more.md", Report((), (), (), ()), QUIET))
        == """\
# papers.md

4 papers: 1 resolved, 1 review, 1 unresolved, 1 not-asked

## New

- `c2018`
- `d2019`

## Changed

| key | field | old | new | source |
|---|---|---|---|---|
| `a2016` | status | unresolved | resolved | title |
| `a2016` | authors | nothing | Song Han, Aaron van den Oord | dblp |
| `a2016` | year | nothing | 2016 | crossref |
| `b2017` | pages | 1-9 | nothing | nothing |

## No longer in the list

- `gone1999`

## To look at

- papers.md:4: review: the title is 'Beta' (b2017)
- papers.md:7: unresolved: not found by dblp (c2018)
- papers.md:9: not-asked: could not ask dblp: HTTP 503 (d2019)

## Could not be asked

- arxiv: HTTP 503
- dblp: no answer

# more.md

0 papers: none
"""
    )


EVIL = r"a|b \| <script>x</script> [c](javascript:d) ![e](https://f.example/g.png) **h** `i` &lt; $j$ ~~k~~ _l_ # m"


def test_markup_in_foreign_text_is_text_to_a_reader_of_markdown(tmp_path: Path) -> None:
    report = Report(
        (paper("a2016", REVIEW, f"the title is {EVIL}"),), (),
        (Change("a2016", "title", EVIL, f"line\nbreak {EVIL}", EVIL), Change("a2016", "authors", (), (EVIL,), "")), (),
    )  # fmt: skip
    text = written(tmp_path / "report.md", (NAME, report, outcome_of(troubles={ONE: (f"dblp: {EVIL}",)})))
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    cells = [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html)]
    points = [unescape(point) for point in re.findall(r"<li>(.*?)</li>", html)]
    assert [cell for cell in cells if "a2016" not in cell] == [
        "title", EVIL, f"line break {EVIL}", EVIL, "authors", "nothing", EVIL, "nothing",
    ]  # fmt: skip
    assert points == [f"papers.md:1: review: the title is {EVIL} (a2016)", f"dblp: {EVIL}"]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.json", "one.md"):
        first = written(tmp_path / name, (NAME, REPORT, BUSY))
        assert written(tmp_path / name, (NAME, REPORT, BUSY)) == first


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_report(str(tmp_path / "no" / "report.json"), [(NAME, REPORT, QUIET)])


def _troubled() -> Outcome:
    """Every open source in trouble, with a key and a mail address in the address that was asked."""

    async def ask(provider: Provider, _: Route, __: Sequence[Identifier]) -> Found:
        address = f"https://{provider.hosts[0]}/?api_key=SECRET&mailto=me@example.org"
        raise Unreachable(provider.name, address, "no answer")

    entry = Entry(1, "Alpha Beta Networks", links=())
    return outcome_of(troubles=asyncio.run(gather([entry], index([]), PROVIDERS, ask, lambda *_: None)).troubles)


@pytest.mark.parametrize("name", ["report.json", "report.md", "lines"])
def test_no_key_and_no_mail_address_is_told(name: str, tmp_path: Path) -> None:
    outcome = _troubled()
    if name == "lines":
        text = "\n".join(lines_of(NAME, REPORT, outcome))
    else:
        text = written(tmp_path / name, (NAME, REPORT, outcome))
    assert "crossref: no answer" in text
    assert not re.search("SECRET|api_key|mailto|example.org", text)

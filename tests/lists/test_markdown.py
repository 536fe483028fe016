"""Markdown lists: the shipped one field by field, the shapes people write, and anything at all."""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite import lists
from papercite.lists.markdown import read
from papercite.record import Entry, Link
from papercite.venues import venue_name

if TYPE_CHECKING:
    from pathlib import Path

PAPER = "https://arxiv.org/abs/1602.02830"
CODE = "https://github.com/a/b"
LINKS = (Link("paper", PAPER, "paper"), Link("code", CODE, "code"))


def _entry(
    line: int = 1, title: str = "Alpha Beta Networks", venue: str = "CVPR", year: int | None = 2017, **more: Any
) -> Entry:
    return Entry(line, title, venue=venue, year=year, **more)


# ---- the shipped list, against a reader that knows this one file only

BULLET = re.compile(
    r"- (?:\*\*\[(?P<nickname>[^\]]+)\]\*\* )?(?P<title>.+), (?P<venue>[^,]+) (?P<year>\d{4}), (?P<links>\[\[.+)"
)
LINK = re.compile(r"\[\[([^\]]+?)\]\]?\((\S+?)\)(?=[, ]|$)")
COMMENT = re.compile(r"<!-- papercite: (\w+)=(\S+) -->")


def _as_written(line: str, number: int, section: tuple[str, ...]) -> Entry:
    said = BULLET.fullmatch(line)
    assert said, line
    links = tuple(Link(label, url, re.split(r"\W", label)[0]) for label, url in LINK.findall(said["links"]))
    tags = tuple(COMMENT.findall(line))
    return Entry(
        number,
        said["title"],
        said["nickname"] or "",
        (),
        said["venue"],
        int(said["year"]),
        section,
        links,
        "paper",
        tags,
    )


def _written() -> list[Entry]:
    entries, headings = [], dict[int, str]()
    for number, line in enumerate(SHIPPED.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            marks, title = line.split(" ", 1)
            headings = {level: held for level, held in headings.items() if level < len(marks)} | {len(marks): title}
        elif line.startswith("- "):
            entries.append(_as_written(line, number, tuple(headings.values())))
    return entries


@cache
def _read() -> dict[int, Entry]:
    return {entry.line: entry for entry in lists.read(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)}


def test_the_shipped_list_has_59_papers() -> None:
    assert (len(_written()), list(_read())) == (59, [entry.line for entry in _written()])


@pytest.mark.parametrize("entry", [pytest.param(entry, id=f"line{entry.line}") for entry in _written()])
def test_an_entry_of_the_shipped_list_says_what_its_line_says(entry: Entry) -> None:
    assert _read()[entry.line] == entry


# ---- shapes


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("- Alpha Beta Networks, CVPR 2017", _entry()),
        ("* Alpha Beta Networks, CVPR 2017.", _entry()),
        ("+ Alpha Beta Networks (CVPR 2017)", _entry()),
        ("1. Alpha Beta Networks, CVPR 2017", _entry()),
        ("7) Alpha Beta Networks, CVPR 2017", _entry()),
        ("> - Alpha Beta Networks, CVPR 2017", _entry()),
        ("- [ ] Alpha Beta Networks, CVPR 2017", _entry()),
        ("- ~~Alpha Beta Networks~~, CVPR 2017", _entry()),
        ("- *Alpha Beta Networks*, `CVPR` 2017", _entry()),
        ("- <b>Alpha Beta Networks</b>, <i>CVPR</i> 2017<br>", _entry()),
        ("- Alpha Beta\n  Networks,\n  CVPR 2017", _entry()),
        ("- Alpha, Beta, and 2 Networks, CVPR 2017", _entry(title="Alpha, Beta, and 2 Networks")),
        ("- Alpha in 2016: Networks, CVPR 2017", _entry(title="Alpha in 2016: Networks")),
        ("- Alpha &amp; Beta \\& Co, CVPR 2017", _entry(title="Alpha & Beta & Co")),
        ("- 模型 量化, CVPR 2017", _entry(title="模型 量化")),
        ("- Alpha Beta Networks, 2017", _entry(venue="")),
        ("- **[AB]** Alpha Beta Networks, CVPR 2017", _entry(nickname="AB")),
        ("- [AB] Alpha Beta Networks, CVPR 2017", _entry(nickname="AB")),
        ("- **[CVPR]** Alpha Beta Networks, CVPR 2017", _entry(nickname="CVPR")),  # PACT is a venue and a paper
        (
            f"- Alpha Beta Networks, CVPR 2017, [[paper]]({PAPER}), [[code]]({CODE})",
            _entry(links=LINKS),
        ),
        (
            f"- Alpha Beta Networks, CVPR 2017 [paper]({PAPER}) | [code]({CODE})",
            _entry(links=LINKS),
        ),
        (
            f"- [Alpha Beta Networks]({PAPER}), [ICML'17]",
            _entry(venue="ICML", links=(Link("Alpha Beta Networks", PAPER, "paper"),)),
        ),
        (
            f"- [Alpha Beta Networks]({PAPER}), [ICML'17], [[code]({CODE})]",
            _entry(venue="ICML", links=(Link("Alpha Beta Networks", PAPER, "paper"), Link("code", CODE, "code"))),
        ),
        (
            f"- [[arXiv]({PAPER})] Alpha Beta Networks [[code]({CODE})]",
            _entry(venue="arXiv", year=None, links=(Link("arXiv", PAPER, "paper"), Link("code", CODE, "code"))),
        ),
        (
            f"- Alpha Beta Networks, CVPR 2017, [[paper]]({PAPER}), [[code(Pytorch]]({CODE})",
            _entry(links=(Link("paper", PAPER, "paper"), Link("code(Pytorch", CODE, "code"))),
        ),
        (
            f"- Alpha Beta Networks, CVPR 2017, [[paper]]({PAPER}), [[code(Pytorch)]({CODE}",  # never closed
            _entry(links=(Link("paper", PAPER, "paper"),)),
        ),
        ("- Alpha Beta Networks, CVPR 2017, [[paper]](papers/alpha.pdf)", _entry()),  # a file beside the list
        (f"- Alpha Beta Networks, CVPR 2017, [notes](notes/a.md) [[code]]({CODE})", _entry(links=LINKS[1:])),
        ("- [Alpha Beta Networks](papers/alpha.pdf), CVPR 2017", _entry()),
        ("- Alpha Beta Networks, CVPR'17 oral", _entry(venue="CVPR oral")),
        ("- Alpha Beta Networks, CVPR 2017 (oral)", _entry()),
    ],
)
def test_a_shape_that_people_write_is_read(text: str, entry: Entry) -> None:
    assert read(text) == [entry]


def test_a_link_may_carry_place_and_presentation() -> None:
    (entry,) = read(f"- [[CVPR 2017 (Oral)]({PAPER})] Alpha Beta Networks")
    assert (entry.title, venue_name(entry.venue), entry.year) == ("Alpha Beta Networks", "CVPR", 2017)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "just text, CVPR 2017",
        "# Alpha Beta Networks, CVPR 2017",
        "- To be updated.",
        "- [Quantization](#quantization)",
        "- CVPR 2017",
        f"- [code]({CODE})",
        "    - Alpha Beta Networks, CVPR 2017",  # a block of code
        "```\n- Alpha Beta Networks, CVPR 2017\n```",
        "<!-- - Alpha Beta Networks, CVPR 2017 -->",
        "<!--\n- Alpha Beta Networks, CVPR 2017\n-->",
        "- [Alpha Beta Networks](javascript:alert(1))",
    ],
)
def test_what_is_no_entry(text: str) -> None:
    assert read(text) == []


def test_nested_items_are_entries_of_their_own() -> None:
    text = """\
- Group
  - Alpha Beta Networks, CVPR 2017
    1. Gamma Delta Networks, ICML 2018

       - Epsilon Networks, ICLR 2019
- Zeta Networks, ECCV 2016
"""
    assert [(entry.line, entry.title, entry.year) for entry in read(text)] == [
        (2, "Alpha Beta Networks", 2017), (3, "Gamma Delta Networks", 2018), (5, "Epsilon Networks", 2019),
        (6, "Zeta Networks", 2016),
    ]  # fmt: skip


def test_sections_are_the_headings_above() -> None:
    text = """\
- Alpha Networks, CVPR 2017

Setext *One*
============
- Beta Networks, CVPR 2017
### [Deep](https://example.org) `one`
- Gamma Networks, CVPR 2017
## Empty

To be updated.

## <a name="next"></a>Next <!-- not shown -->
- Delta Networks, CVPR 2017
# Other #
- Epsilon Networks, CVPR 2017
"""
    assert [entry.section for entry in read(text)] == [
        (), ("Setext One",), ("Setext One", "Deep one"), ("Setext One", "Next"), ("Other",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comment", "tags"),
    [
        (
            " <!-- papercite: doi=10.1/x key=foo topic=binary -->",
            (("doi", "10.1/x"), ("key", "foo"), ("topic", "binary")),
        ),
        ("\n  <!-- papercite: key=foo -->", (("key", "foo"),)),
        ("\n\n  <!-- papercite: key=foo -->", (("key", "foo"),)),
        (' <!-- papercite: title="Two, Words" -->', (("title", "Two, Words"),)),
        (" <!-- papercite: a=1 --> <!-- other: b=2 --> <!-- papercite: c=3 -->", (("a", "1"), ("c", "3"))),
        (" <!-- a remark -->", ()),
    ],
)
def test_a_comment_tags_its_entry(comment: str, tags: tuple[tuple[str, str], ...]) -> None:
    text = f"- Alpha Beta Networks, CVPR 2017{comment}\n- Gamma Networks, CVPR 2017\n"
    assert [entry.tags for entry in read(text)] == [tags, ()]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_line_ends(end: str) -> None:
    text = end.join(
        ("# Robots", "", "- Alpha Beta Networks, CVPR 2017", "- Gamma Networks,", "  CVPR 2018", "- Delta, ICML 2019")
    )
    assert [(entry.line, entry.title, entry.section) for entry in read(text)] == [
        (3, "Alpha Beta Networks", ("Robots",)), (4, "Gamma Networks", ("Robots",)), (6, "Delta", ("Robots",)),
    ]  # fmt: skip


def test_control_characters_do_not_reach_an_entry() -> None:
    text = "- **[A\x1bB]** Alpha\x1b[31m Beta\u202e \x00Networks, CV\x07PR 2017"
    assert [(e.nickname, e.title, e.venue) for e in read(text)] == [("AB", "Alpha[31m Beta \ufffdNetworks", "CVPR")]


@pytest.mark.parametrize("name", ["papers.md", "PAPERS.MARKDOWN", "README", "papers.v2", ""])
def test_markdown_is_what_a_list_is_by_default(name: str) -> None:
    assert lists.read("- Alpha Beta Networks, CVPR 2017", name) == [_entry()]


# ---- anything

PIECES = st.sampled_from(
    ["- ", "  - ", "1. ", "# ", "## ", "> ", "\n", "\n\n", "\r\n", "\r", "\t", "**[AB]**", "**", "*", "_", "`", "```\n",
     "~~", "Alpha Beta", ", ", " (", ")", "[", "]", "[[", "]]", "](", "CVPR 2017", "NIPS'16", "2018", "[ICML'17]",
     PAPER, CODE, f"[[paper]]({PAPER})", f"[[code(Pytorch]]({CODE})", "<!-- papercite: ", "key=a ", "topic=", "-->",
     "<b>", "</b>", "<a href='", "&amp;", "\\", "|", "---", "===", "\x00", "\u202e", "\ufeff", "![", "<http://["]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join) | st.text(max_size=200)


@settings(max_examples=500, derandomize=True, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    lines = [entry.line for entry in read(text)]
    assert lines == sorted(lines)
    assert all(1 <= line <= len(re.split(r"\r\n|\r|\n", text)) for line in lines)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(TEXTS, TEXTS)
def test_text_above_moves_an_entry_and_changes_nothing_else(before: str, title: str) -> None:
    words = " ".join(["Alpha", *re.findall(r"[A-Za-z]+", title)])
    text = f"{before.replace('<', '').replace('`', '').replace('~', '')}\n\n# Last\n\n- {words}, CVPR 2017\n"
    entry = read(text)[-1]
    assert (entry.title, entry.venue, entry.year, entry.section[-1]) == (words, "CVPR", 2017, "Last")


@pytest.mark.parametrize(
    "text",
    ["- " * 2000 + "Title, CVPR 2017", ">" * 20_000 + "- Title, CVPR 2017", "- " + "[" * 20_000, "- " + "*a " * 10_000,
     "- Title" + " (2017)" * 1500, "- Title" + ", 2017" * 1500, "- Title " + " - 2017" * 1500, "- " + "`" * 10_000,
     "- T, CVPR 2017 <!-- papercite: " + "a=b " * 5000 + "-->", "- Title" + " " * 20_000 + "x, CVPR 2017",
     "- T, " + "annual " * 3000 + "2017", "- " + "[a](http://x.y) " * 2000, "- [" + "a" * 20_000 + "] T, CVPR 2017"],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_a_hostile_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 1


def test_real_lists_are_read(shared: Path) -> None:
    for path in sorted((shared / "lists").glob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")[:40_000]
        lines = [entry.line for entry in read(text)]
        assert lines == sorted(lines)

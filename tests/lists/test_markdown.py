"""The whole reader on Markdown: the shipped list field by field, every style people write, and what is no paper."""

from __future__ import annotations

import gc
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite import lists
from papercite.record import Entry, Link

if TYPE_CHECKING:
    from pathlib import Path

P, Q, R = (f"https://arxiv.org/abs/{number}" for number in ("1801.00001", "1901.00002", "2001.00003"))
C, D = "https://github.com/lee/towers", "https://github.com/diaz/dense"
SPARSE, DENSE, TALL = "Sparse Towers for Cheap Vision", "Dense Towers for Rich Vision", "Tall Towers for Thin Vision"
LEE = ("Ann Lee", "Bo Chen")


def read(text: str) -> list[Entry]:
    return lists.read(text, "papers.md")


def entry(line: int = 1, title: str = SPARSE, venue: str = "", year: int | None = None, **more: Any) -> Entry:
    return Entry(line, title, venue=venue, year=year, **more)


def paper(url: str = P, label: str = "pdf") -> Link:
    return Link(label, url, "paper")


def code(url: str = C, label: str = "code") -> Link:
    return Link(label, url, "code")


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


# ---- a line for each thing that an entry says


@pytest.mark.parametrize("end", ["\n", "  \n", "\n\n", "\n- "])
def test_an_entry_has_a_key_in_front_of_each_part(end: str) -> None:
    text = end.join([f"**Title:** {SPARSE}", "**Authors:** Ann Lee, Bo Chen", "**Venue:** ICML 2018", f"Link: {P}"])
    expected = entry(venue="ICML", year=2018, authors=LEE, links=(paper(label="Link"),))
    assert read(f"- {text}" if end.endswith("- ") else text) == [expected]


# ---- one entry in a line

IN_A_LINE: dict[str, Entry] = {
    f"- {SPARSE}, ICML 2018": entry(venue="ICML", year=2018),
    f"* {SPARSE}, ICML 2018.": entry(venue="ICML", year=2018),
    f"+ {SPARSE} (ICML 2018)": entry(venue="ICML", year=2018),
    f"1. {SPARSE}, ICML 2018": entry(venue="ICML", year=2018),
    f"7) {SPARSE}, ICML 2018": entry(venue="ICML", year=2018),
    f"> - {SPARSE}, ICML 2018": entry(venue="ICML", year=2018),
    f"- [ ] {SPARSE}, ICML 2018": entry(venue="ICML", year=2018),
    f"- [x] {SPARSE}, ICML 2018": entry(venue="ICML", year=2018),
    f"- [X] [{SPARSE}]({P}), ICML 2018": entry(venue="ICML", year=2018, links=(paper(label=SPARSE),)),
    f"- ~~{SPARSE}~~, ICML 2018": entry(venue="ICML", year=2018),
    f"- *{SPARSE}*, `ICML` 2018": entry(venue="ICML", year=2018),
    f"- <b>{SPARSE}</b>, <i>ICML</i> 2018<br>": entry(venue="ICML", year=2018),
    "- Sparse Towers\n  for Cheap Vision,\n  ICML 2018": entry(venue="ICML", year=2018),
    f"- {SPARSE}, ICML 2018 (oral)": entry(venue="ICML", year=2018),
    f"- {SPARSE}, ICML'18": entry(venue="ICML", year=2018),
    f"- (ICML 2018) {SPARSE} [pdf]({P})": entry(venue="ICML", year=2018, links=(paper(),)),
    f"- [2018 ICML] [{SPARSE}]({P})": entry(venue="ICML", year=2018, links=(paper(label=SPARSE),)),
    f"- `ICML 2018` [{SPARSE}]({P})": entry(venue="ICML", year=2018, links=(paper(label=SPARSE),)),
    f"- [[ICML'18]({P})] {SPARSE}": entry(venue="ICML", year=2018, links=(paper(label="ICML'18"),)),
    f"- [[arXiv]({P})] {SPARSE} [[code]({C})]": entry(venue="arXiv", links=(paper(label="arXiv"), code())),
    f"- [Speed and Accuracy]({P}), [Sense and Trust]({Q})": entry(
        1, "Speed and Accuracy", links=(paper(label="Speed and Accuracy"), paper(Q, "Sense and Trust"))
    ),
    f"- Ann Lee. *{SPARSE}*. ICML 2018.": entry(venue="ICML", year=2018, authors=("Ann Lee",)),
    "- Ann Lee *et al.* ICML 2018: Towers": entry(1, "Towers", "ICML", 2018, authors=("Ann Lee", "et al.")),
    f"- {SPARSE}\n  - Cy Diaz (ICML 2018)": entry(venue="ICML", year=2018, authors=("Cy Diaz",)),
    f"|Publication|Year|\n|-|-|\n|{SPARSE}|2018|": entry(3, year=2018),
    "- arXiv:1801.00001": entry(title="", links=(paper(label="arXiv:1801.00001"),)),
    "* 1801.00001": entry(title="", links=(paper(label="1801.00001"),)),
    "1. doi:10.1109/5.771073": entry(
        title="", links=(paper("https://doi.org/10.1109/5.771073", "doi:10.1109/5.771073"),)
    ),
    f"<ul><li>ICML 2018<ul>\n<li>[{SPARSE}]({P})</li></ul></li></ul>": entry(
        2, venue="ICML", year=2018, links=(paper(label=SPARSE),)
    ),
    "- Alpha, Beta, and 2 Networks, CVPR 2017": entry(1, "Alpha, Beta, and 2 Networks", "CVPR", 2017),
    "- Alpha in 2016: Networks, CVPR 2017": entry(1, "Alpha in 2016: Networks", "CVPR", 2017),
    "- Alpha &amp; Beta \\& Co, CVPR 2017": entry(1, "Alpha & Beta & Co", "CVPR", 2017),
    "- On the $T_{cc}^{+}$ state, CVPR 2017": entry(1, "On the $T_{cc}^{+}$ state", "CVPR", 2017),
    f"- **[TowerNet]** {SPARSE}, ICML 2018": entry(venue="ICML", year=2018, nickname="TowerNet"),
    f"- [TowerNet] {SPARSE}, ICML 2018": entry(venue="ICML", year=2018, nickname="TowerNet"),
    f"- **[ICML]** {SPARSE}, ICML 2018": entry(venue="ICML", year=2018, nickname="ICML"),
    f"- {SPARSE}, ICML 2018, [[pdf]]({P}), [[code]]({C})": entry(venue="ICML", year=2018, links=(paper(), code())),
    f"- {SPARSE}, ICML 2018 [pdf]({P}) | [code]({C})": entry(venue="ICML", year=2018, links=(paper(), code())),
    f"- {SPARSE}, ICML 2018, [[pdf]] ({P}), [[code(Pytorch)]({C}": entry(
        venue="ICML", year=2018, links=(paper(), code(label="code(Pytorch)"))
    ),  # broken links
    f"- 📄 [Paper]({P}) 💻 [Code]({C}) **{SPARSE}**, ICML 2018": entry(
        venue="ICML", year=2018, links=(paper(label="Paper"), code(label="Code"))
    ),
    f"- :fire: **{SPARSE}** [[pdf]]({P})": entry(links=(paper(),)),
    f"- 🔥 {SPARSE}, ICML 2018 [[pdf]]({P}) ⭐⭐": entry(venue="ICML", year=2018, links=(paper(),)),
    f"- {SPARSE} :star: ICML 2018 :star::star: [[pdf]]({P})": entry(venue="ICML", year=2018, links=(paper(),)),
    f"- {SPARSE} :star:, ICML 2018⭐ [pdf]({P})": entry(venue="ICML", year=2018, links=(paper(),)),
    f"- {SPARSE} ⭐⭐ *ICML 2018 ⭐* [[pdf]]({P})": entry(venue="ICML", year=2018, links=(paper(),)),
    f"- [{SPARSE} 🌟]({P}), ICML'18": entry(venue="ICML", year=2018, links=(paper(label=f"{SPARSE} 🌟"),)),
    f"- {SPARSE} {P}": entry(links=(paper(label=P),)),
    f"- {SPARSE}: <{P}>": entry(links=(paper(label=P),)),
    f"- [{SPARSE}](papers/towers.pdf), ICML 2018": entry(
        venue="ICML", year=2018, links=(paper("papers/towers.pdf", SPARSE),)
    ),
    f"- {SPARSE}, ICML 2018 [[pdf]](./towers.pdf)": entry(venue="ICML", year=2018, links=(paper("./towers.pdf"),)),
    f"- {SPARSE}, ICML 2018, [notes](notes/a.md) [[code]]({C})": entry(venue="ICML", year=2018, links=(code(),)),
    f"- {SPARSE} [![Paper](https://img.shields.io/badge/arXiv-1801.00001-red)]({P}) "
    "![](https://img.shields.io/badge/ICML-2018-blue)": entry(
        venue="ICML", year=2018, links=(paper(label="arXiv 1801.00001"),)
    ),
    f"- ![ICML 2018](https://img.shields.io/badge/ICML-2018-blue) {SPARSE} [pdf]({P})": entry(
        venue="ICML", year=2018, links=(paper(),)
    ),
    f"- Towers: A Survey, [2018] [[Paper]({P})] [[Slides](https://a.org/s.pdf)] [[Video](https://youtu.be/abc)]": entry(
        1,
        "Towers: A Survey",
        year=2018,
        links=(paper(label="Paper"), Link("Slides", "https://a.org/s.pdf", "slides"),
               Link("Video", "https://youtu.be/abc", "video")),
    ),
    f"- {P}": entry(1, "", links=(paper(label=P),)),
    f"- <{P}>": entry(1, "", links=(paper(label=P),)),
    f"- [1801.00001]({P})": entry(1, "", links=(paper(label="1801.00001"),)),
}  # fmt: skip


@pytest.mark.parametrize("text", IN_A_LINE)
def test_an_entry_in_one_line_is_read(text: str) -> None:
    assert read(text) == [IN_A_LINE[text]]


# ---- citations

CITATIONS: dict[str, Entry] = {
    f'- Lee, Ann, and Bo Chen. "{SPARSE}." *International Conference on Machine Learning*, 2018.': entry(
        venue="International Conference on Machine Learning", year=2018, authors=("Lee, Ann", "Bo Chen")
    ),  # MLA
    f"- Lee, A., & Chen, B. (2018). {SPARSE}. *Nature*, 12(3), 4-5. https://doi.org/10.1038/nature12345": entry(
        venue="Nature",
        year=2018,
        authors=("Lee, A", "Chen, B"),
        links=(paper("https://doi.org/10.1038/nature12345", "https://doi.org/10.1038/nature12345"),),
    ),  # APA
    f"1. Lee, A., & Chen, B. (2018). {SPARSE}. *arXiv preprint arXiv:1801.00001*.": entry(
        venue="arXiv", year=2018, authors=("Lee, A", "Chen, B")
    ),
    f"- Lee A., Chen B. (2018). {SPARSE}. In *Proceedings of ICML* (pp. 1-9).": entry(
        venue="Proceedings of ICML", year=2018, authors=("Lee A", "Chen B")
    ),
    f"[1] A. Lee and B. Chen, “{SPARSE},” in Proc. IEEE CVPR, 2018, pp. 1-9.": entry(
        venue="Proc. IEEE CVPR", year=2018, authors=("A. Lee", "B. Chen")
    ),  # IEEE
    "1. Lee A, Chen B. Sparse towers for cheap vision[J]. Nature, 2018, 12(3): 4-5.": entry(
        1, "Sparse towers for cheap vision", "Nature", 2018, authors=("Lee A", "Chen B")
    ),  # GB/T 7714
    "[12] Ann Lee and Bo Chen. Sparse Towers\nfor Cheap Vision. In ICML, 2018.": entry(
        venue="ICML", year=2018, authors=LEE
    ),
    f'**[1]** Lee, Ann, and Bo Chen. "**{SPARSE}**." ICML (2018). [[pdf]]({P}) :star::star:': entry(
        venue="ICML", year=2018, authors=("Lee, Ann", "Bo Chen"), links=(paper(),)
    ),
    f"- Ann Lee, Bo Chen. [{SPARSE}]({P}). In *ICML*, 2018.": entry(
        venue="ICML", year=2018, authors=LEE, links=(paper(label=SPARSE),)
    ),
    f"* [{SPARSE}]({P}) - Ann Lee, Bo Chen, *ICML 2018* ([code]({C}))": entry(
        venue="ICML", year=2018, authors=LEE, links=(paper(label=SPARSE), code())
    ),
    f"1. **TowerNet**: {SPARSE}. *Ann Lee, Bo Chen.* ICML 2018. [Paper]({P}) | [Code]({C})": entry(
        1, f"TowerNet: {SPARSE}", "ICML", 2018, authors=LEE, links=(paper(label="Paper"), code(label="Code"))
    ),
    f"* **{SPARSE}.** Ann Lee, Bo Chen. ICML 2018. [pdf]({P})\n\n  *Towers are cheap when they are sparse.*": entry(
        venue="ICML", year=2018, authors=LEE, links=(paper(),)
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", CITATIONS)
def test_a_citation_is_read_whatever_its_style(text: str) -> None:
    assert read(text) == [CITATIONS[text]]


# ---- entries of several lines

NUMBERED = """\
[1] Ann Lee and Bo Chen. Sparse Towers
for Cheap Vision. In ICML, 2018.
[2] Cy Diaz and Di Evans. Dense Towers for Rich
Vision. In ECCV, 2019.
"""
SEVERAL_LINES: dict[str, list[Entry]] = {
    f"- **{SPARSE}**\n  - Ann Lee, Bo Chen\n  - ICML 2018\n  - [[pdf]]({P}) [[code]]({C})": [
        entry(venue="ICML", year=2018, authors=LEE, links=(paper(), code()))
    ],
    f"- {SPARSE}\n  - Ann Lee, Bo Chen (ICML 2018)\n  - [pdf]({P})\n- {DENSE}, ECCV 2019": [
        entry(venue="ICML", year=2018, authors=LEE, links=(paper(),)),
        entry(4, DENSE, "ECCV", 2019),
    ],
    f'- DenseNet2 [[code]]({D})\n  - Cy Diaz. "{DENSE}." ICML 2019.': [
        entry(2, DENSE, "ICML", 2019, authors=("Cy Diaz",), links=(code(D),))
    ],
    f"# Papers\n\n### {SPARSE} (ICML 2018)\n- Authors: Ann Lee, Bo Chen\n- Paper: {P}\n- Code: <{C}>\n\n> We build.\n\n"
    f"### {DENSE} (ICML 2019)\n- Authors: Cy Diaz\n- Paper: {Q}\n": [
        entry(3, SPARSE, "ICML", 2018, authors=LEE, section=("Papers",),
              links=(paper(label="Paper"), code(label="Code"))),
        entry(10, DENSE, "ICML", 2019, authors=("Cy Diaz",), section=("Papers",), links=(paper(Q, "Paper"),)),
    ],
    f"**{SPARSE}**\n\n- Paper: {P}\n- Code: {C}\n\n**{DENSE}**\n\n- Paper: {Q}\n- Code: None\n": [
        entry(links=(paper(label="Paper"), code(label="Code"))),
        entry(6, DENSE, links=(paper(Q, "Paper"),)),
    ],
    f"[{SPARSE}]({P})\n[{DENSE}]({Q})\n[{TALL}]({R})\n": [
        entry(1, SPARSE, links=(paper(P, SPARSE),)),
        entry(2, DENSE, links=(paper(Q, DENSE),)),
        entry(3, TALL, links=(paper(R, TALL),)),
    ],
    f"**{SPARSE}**\\\n*Ann Lee, Bo Chen*\\\nICML 2018\\\n[[Paper]]({P}) [[Code]]({C})\n\n"
    f"**{DENSE}**\\\n*Cy Diaz*\\\nICML 2019\\\n[[Paper]]({Q})\n": [
        entry(venue="ICML", year=2018, authors=LEE, links=(paper(label="Paper"), code(label="Code"))),
        entry(6, DENSE, "ICML", 2019, authors=("Cy Diaz",), links=(paper(Q, "Paper"),)),
    ],
    f"**{SPARSE}** <br>\nAnn Lee, Bo Chen <br>\nICML 2018 <br>\n[[Paper]]({P})": [
        entry(venue="ICML", year=2018, authors=LEE, links=(paper(label="Paper"),))
    ],
    f"- **{SPARSE}**<br>Ann Lee, Bo Chen<br>*ICML 2018*<br>[Paper]({P})": [
        entry(venue="ICML", year=2018, authors=LEE, links=(paper(label="Paper"),))
    ],
    NUMBERED: [
        entry(1, SPARSE, "ICML", 2018, authors=LEE),
        entry(3, DENSE, "ECCV", 2019, authors=("Cy Diaz", "Di Evans")),
    ],
    f'Ann Lee, Bo Chen. "{SPARSE}", ICML 2018. [pdf]({P})\n\nCy Diaz, Di Evans. "{DENSE}", ICML 2019. [pdf]({Q})': [
        entry(venue="ICML", year=2018, authors=LEE, links=(paper(),)),
        entry(3, DENSE, "ICML", 2019, authors=("Cy Diaz", "Di Evans"), links=(paper(Q),)),
    ],
    f"- Title: {SPARSE}\n  - Authors: Ann Lee, Bo Chen\n  - Venue: ICML 2018\n  - Paper: {P}\n  - Code: {C}": [
        entry(venue="ICML", year=2018, authors=LEE, links=(paper(label="Paper"), code(label="Code")))
    ],
    f"- {SPARSE}, ICML 2018, [pdf][st], [code][1]\n- [{DENSE}][]\n\n"
    f"[st]: {P}\n[1]: {C} 'code'\n[{DENSE.lower()}]: {Q}\n": [
        entry(venue="ICML", year=2018, links=(paper(), code())),
        entry(2, DENSE, links=(paper(Q, DENSE),)),
    ],
    f"- {SPARSE} [pdf]({P})\n  ```bibtex\n  @inproceedings{{lee, title={{{SPARSE}}},\n"
    "  author={Lee, Ann and Chen, Bo}, booktitle={ICML}, year={2018}}\n  ```\n": [
        entry(venue="ICML", year=2018, authors=("Lee, Ann", "Chen, Bo"), links=(paper(),))
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", SEVERAL_LINES)
def test_an_entry_of_several_lines_is_one_entry(text: str) -> None:
    assert read(text) == SEVERAL_LINES[text]


# ---- tables and HTML

TABLES: dict[str, list[Entry]] = {
    "| Title | Venue | Date | Code |\n|:--|:-:|:-:|--:|\n"
    f"| [{SPARSE}]({P}) | ICML | 2018-06 | [GitHub]({C}) |\n| **{DENSE}** | ECCV | 2019-09-01 | - |\n": [
        entry(3, SPARSE, "ICML", 2018, links=(paper(label=SPARSE), code(label="GitHub"))),
        entry(4, DENSE, "ECCV", 2019),
    ],
    f"| Name | Paper | Code |\n|-|-|-|\n| TowerNet | Ann Lee, Bo Chen. [{SPARSE}]({P}). ICML 2018 | [code]({C}) |\n": [
        entry(3, SPARSE, "ICML", 2018, nickname="TowerNet", authors=LEE, links=(paper(label=SPARSE), code()))
    ],
    f"| Model | Paper | Year |\n|-|-|-|\n| [TowerNet]({C}) | [{SPARSE}]({P}) | 2018 |\n": [
        entry(3, SPARSE, year=2018, nickname="TowerNet", links=(paper(label=SPARSE), code(label="TowerNet")))
    ],
    f"| No. | Title | Remarks |\n|-|-|-|\n| 1 | [{SPARSE}]({P}) | first |\n| 2 | [{DENSE}]({Q}) | a better one |\n": [
        entry(3, SPARSE, links=(paper(label=SPARSE),)),
        entry(4, DENSE, links=(paper(Q, DENSE),)),
    ],
    f"| 1 | [{SPARSE}]({P}) | the first |\n|-|-|-|\n| 2 | [{DENSE}]({Q}) | a better one |\n": [
        entry(1, SPARSE, links=(paper(label=SPARSE),)),
        entry(3, DENSE, links=(paper(Q, DENSE),)),
    ],
    f"| 论文 | 会议 | 代码 |\n|-|-|-|\n| [稀疏塔的廉价视觉]({P}) | ICML 2018 | [代码]({C}) |\n": [
        entry(3, "稀疏塔的廉价视觉", "ICML", 2018, links=(paper(label="稀疏塔的廉价视觉"), code(label="代码")))
    ],
    f"| T | V |\n|-|-|\n| [{SPARSE}]({P}) | ICML 2018 |\n"
    f"<!-- | [{DENSE}]({Q}) | ECCV | -->\n| [{TALL}]({R}) | ICML 2020 |": [
        entry(3, SPARSE, "ICML", 2018, links=(paper(label=SPARSE),)),
        entry(5, TALL, "ICML", 2020, links=(paper(R, TALL),)),
    ],
    "<table>\n<tr><th>Title</th><th>Venue</th><th>Links</th></tr>\n"
    f"<tr><td>{SPARSE}</td><td>ICML 2018</td><td><a href='{P}'>paper</a></td></tr>\n"
    f"<tr><td><a href='{Q}'>{DENSE}</a></td>\n<td>ICML 2019</td><td></td></tr>\n</table>": [
        entry(3, SPARSE, "ICML", 2018, links=(paper(label="paper"),)),
        entry(4, DENSE, "ICML", 2019, links=(paper(Q, DENSE),)),
    ],
    f"<ul>\n<li><b>{SPARSE}</b>, ICML 2018 <a href='{P}'>[pdf]</a></li>\n"
    f"<li>Ann Lee, Bo Chen. <i>{DENSE}</i>. ICML 2019.\n</ul>": [
        entry(2, SPARSE, "ICML", 2018, links=(paper(),)),
        entry(3, DENSE, "ICML", 2019, authors=LEE),
    ],
    f"<h2>ICML 2018</h2>\n<ol>\n<li><a href='{P}'>{SPARSE}</a><br>Ann Lee, Bo Chen</li>\n</ol>": [
        entry(3, SPARSE, "ICML", 2018, authors=LEE, section=("ICML 2018",), links=(paper(label=SPARSE),))
    ],
    f"<details>\n<summary>ICML 2018</summary>\n\n- {SPARSE} [pdf]({P})\n\n</details>": [
        entry(4, SPARSE, "ICML", 2018, links=(paper(),))
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", TABLES)
def test_tables_and_html_are_read_as_lists_are(text: str) -> None:
    assert read(text) == TABLES[text]


# ---- what stands above

ABOVE: dict[str, list[Entry]] = {
    f"## 2018\n- {SPARSE} (ICML) [pdf]({P})\n## ICML 2019\n- {DENSE} [pdf]({Q})": [
        entry(2, SPARSE, "ICML", 2018, section=("2018",), links=(paper(),)),
        entry(4, DENSE, "ICML", 2019, section=("ICML 2019",), links=(paper(Q),)),
    ],
    f"- ICML 2018\n  - {SPARSE} [pdf]({P})\n  - {DENSE} [pdf]({Q})\n- 2020\n  - {TALL} [pdf]({R})": [
        entry(2, SPARSE, "ICML", 2018, links=(paper(),)),
        entry(3, DENSE, "ICML", 2018, links=(paper(Q),)),
        entry(5, TALL, year=2020, links=(paper(R),)),
    ],
    f"- 2018\n  - [ICML] {SPARSE} [pdf]({P})": [entry(2, SPARSE, "ICML", 2018, links=(paper(),))],
    f"# Updated in 2024\n- {SPARSE} [pdf]({P})": [entry(2, section=("Updated in 2024",), links=(paper(),))],
    f"# 2018\n- {SPARSE}, ECCV 2016 [pdf]({P})": [entry(2, SPARSE, "ECCV", 2016, section=("2018",), links=(paper(),))],
}


@pytest.mark.parametrize("text", ABOVE)
def test_headings_and_items_above_say_venue_and_year(text: str) -> None:
    assert read(text) == ABOVE[text]


# ---- other languages

FOREIGN: dict[str, list[Entry]] = {
    f"- 稀疏塔的廉价视觉, ICML 2018 [[论文]]({P}) [[代码]]({C})": [
        entry(1, "稀疏塔的廉价视觉", "ICML", 2018, links=(paper(label="论文"), code(label="代码")))
    ],
    f"- {SPARSE}（稀疏塔的廉价视觉）\n  - 论文：{P}\n  - 代码：{C}": [
        entry(links=(paper(label="论文"), code(label="代码")))
    ],
    f"**{SPARSE}**\n\n- 论文：{P}\n- 代码：{C}": [entry(links=(paper(label="论文"), code(label="代码")))],
    f"- **标题**：稀疏塔的廉价视觉\n  - **作者**：王伟, 李娜\n  - **论文**：{P}\n  - **代码**：{C}": [
        entry(1, "稀疏塔的廉价视觉", authors=("王伟", "李娜"), links=(paper(label="论文"), code(label="代码")))
    ],
    f"- 疎な塔による視覚認識, 情報処理学会 2018 [論文]({P}) [コード]({C})": [
        entry(1, "疎な塔による視覚認識", "情報処理学会", 2018, links=(paper(label="論文"), code(label="コード")))
    ],
    f"- 희소 타워를 이용한 시각 인식, 2019 [논문]({Q}) [코드]({D})": [
        entry(1, "희소 타워를 이용한 시각 인식", year=2019, links=(paper(Q, "논문"), code(D, "코드")))
    ],
}


@pytest.mark.parametrize("text", FOREIGN)
def test_lists_of_other_languages_are_read(text: str) -> None:
    assert read(text) == FOREIGN[text]


# ---- what is no paper


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "just text, CVPR 2017",
        "- To be updated.\n- TODO\n- More to come...",
        "# Contents\n- [Papers](#papers)\n  - [Vision](#vision)\n- [Tools](#tools)",
        "- CVPR 2017",
        f"- [code]({C})",
        f"    - {SPARSE}, ICML 2018",
        f"```\n- {SPARSE}, ICML 2018\n```",
        f"<!-- - {SPARSE}, ICML 2018 -->",
        f"<!--\n- {SPARSE}, ICML 2018\n-->",
        f"- [{SPARSE}](javascript:alert(1))",
        f"[![Build](https://img.shields.io/travis/a.svg)](https://travis-ci.org/a) [![Stars](https://a.org/s.svg)]({C})",
        "[![License: MIT](https://img.shields.io/badge/License-MIT-yellow.svg)](https://opensource.org/licenses/MIT)",
        f"This list is kept by us. We follow the survey of [Ann Lee]({P}) and add more; see [here](https://example.org).",
        "## License\nMIT, see [LICENSE](LICENSE). To the extent possible under law, we waive all rights.",
        "## Contributing\n- Please open a pull request.",
        "## Conferences\n- [ICML](https://icml.cc)\n- CVPR",
        "| Dataset | Link |\n|-|-|\n| TowerSet | [page](https://towerset.example.org) |",
    ],
)
def test_what_is_no_entry(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"## Tools\n- [TowerKit]({C}) - a toolkit for towers\n- [towerpy](https://pypi.org/project/towerpy)",
        "## Blogs\n- [How towers are built](https://medium.com/@lee/towers)\n- [A year later](https://blog.a.org/b)",
        "## Courses\n- [CS 101: Towers](https://www.coursera.org/learn/t), Stanford\n- [Lecture](https://youtu.be/a)",
        "## People\n- [Ann Lee](https://lee.example.org), MIT\n- [Bo Chen](https://chen.example.org)",
        "## Books\n- [The Tower Book](https://www.amazon.com/dp/123) by Ann Lee",
        f"## Related lists\n- [Awesome Towers]({C})",
        "## License\n- [CC0](https://creativecommons.org/publicdomain/zero/1.0/)",
    ],
)
def test_tools_blogs_courses_and_people_are_no_papers(text: str) -> None:
    assert {found.kind for found in read(text)} == {"other"}


def test_a_tool_among_papers_is_none() -> None:
    text = f"## Papers\n- [{SPARSE}]({P})\n- [{DENSE}]({Q})\n- [TowerBench](https://github.com/lee/bench)\n"
    assert [found.kind for found in read(text)] == ["paper", "paper", "other"]


# ---- the whole of a list


def test_nested_items_are_entries_of_their_own() -> None:
    text = f"""\
- Group
  - {SPARSE}, CVPR 2017
    1. {DENSE}, ICML 2018

       - {TALL}, ICLR 2019
- Wide Towers, ECCV 2016
"""
    assert [(found.line, found.title, found.year) for found in read(text)] == [
        (2, SPARSE, 2017), (3, DENSE, 2018), (5, TALL, 2019), (6, "Wide Towers", 2016),
    ]  # fmt: skip


def test_sections_are_the_headings_above() -> None:
    text = f"""\
- {SPARSE}, CVPR 2017

Setext *One*
============
- {DENSE}, CVPR 2017
### [Deep](https://example.org) `one`
- {TALL}, CVPR 2017
## Empty

To be updated.

## <a name="next"></a>Next <!-- not shown -->
- Wide Towers, CVPR 2017
# Other #
- Thin Towers, CVPR 2017
"""
    assert [found.section for found in read(text)] == [
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
    text = f"- {SPARSE}, CVPR 2017{comment}\n- {DENSE}, CVPR 2017\n"
    assert [found.tags for found in read(text)] == [tags, ()]


def test_a_comment_in_a_row_tags_its_entry() -> None:
    text = f"| Title |\n|-|\n| [{SPARSE}]({P}) <!-- papercite: key=a --> |\n| [{DENSE}]({Q}) |\n"
    assert [found.tags for found in read(text)] == [(("key", "a"),), ()]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_line_ends(end: str) -> None:
    text = end.join(
        ("# Robots", "", f"- {SPARSE}, CVPR 2017", "- Dense Towers,", "  CVPR 2018", "- Tall Towers, ICML 2019")
    )
    assert [(found.line, found.title, found.section) for found in read(text)] == [
        (3, SPARSE, ("Robots",)), (4, "Dense Towers", ("Robots",)), (6, "Tall Towers", ("Robots",)),
    ]  # fmt: skip


def test_control_characters_do_not_reach_an_entry() -> None:
    text = "- **[A\x1bB]** Alpha\x1b[31m Beta\u202e \x00Networks, CV\x07PR 2017"
    assert [(e.nickname, e.title, e.venue) for e in read(text)] == [("AB", "Alpha[31m Beta \ufffdNetworks", "CVPR")]


@pytest.mark.parametrize("name", ["papers.md", "PAPERS.MARKDOWN", "README", "papers.v2", ""])
def test_markdown_is_what_a_list_is_by_default(name: str) -> None:
    assert lists.read(f"- {SPARSE}, CVPR 2017", name) == [entry(venue="CVPR", year=2017)]


# ---- anything

PIECES = st.sampled_from(
    ["- ", "  - ", "1. ", "# ", "## ", "> ", "\n", "\n\n", "\r\n", "\r", "\t", "**[AB]**", "**", "*", "_", "`", "```\n",
     "~~", SPARSE, ", ", " (", ")", "[", "]", "[[", "]]", "](", "CVPR 2017", "NIPS'16", "2018", "[ICML'17]",
     P, C, f"[[paper]]({P})", f"[[code(Pytorch]]({C})", "<!-- papercite: ", "key=a ", "topic=", "-->",
     "<b>", "</b>", "<a href='", "&amp;", "\\", "|", "---", "===", "\x00", "\u202e", "\ufeff", "![", "<http://["]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join) | st.text(max_size=200)


@settings(max_examples=500, derandomize=True, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    lines = [found.line for found in read(text)]
    assert lines == sorted(lines)
    assert all(1 <= line <= len(re.split(r"\r\n|\r|\n", text)) for line in lines)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(TEXTS, TEXTS)
def test_text_above_moves_an_entry_and_changes_nothing_else(before: str, title: str) -> None:
    words = " ".join(["Towers for the", *re.findall(r"[a-z]+", title)])[:80].strip()
    text = f"{before.replace('<', '').replace('`', '').replace('~', '')}\n\n# Last\n\n- {words}, CVPR 2017\n"
    found = read(text)[-1]
    assert (found.title, found.venue, found.year, found.section[-1]) == (words, "CVPR", 2017, "Last")


def test_real_lists_are_read(shared: Path) -> None:
    for path in sorted((shared / "lists").glob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")[:40_000]
        lines = [found.line for found in read(text)]
        assert lines == sorted(lines)


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    try:
        read("- a\n")
        with pytest.raises(TypeError):
            read(b"- a\n")  # type: ignore[arg-type]  # whatever goes wrong
        assert gc.isenabled() == enabled
    finally:
        gc.enable()

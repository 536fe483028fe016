"""LaTeX tables: as text, and in print by pdfLaTeX, where everything is there and fits the line."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED, missing, program

from papercite.config import Config
from papercite.formats import GROUPS
from papercite.formats.columns import COLUMNS, rows
from papercite.formats.latextable import ems, render
from papercite.library import load
from papercite.record import Entry, Link, Paper, Person, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

CODE = Link("code", "https://github.com/a/b", "code")
XNOR = Paper(
    "a1", Entry(1, "x", links=(CODE,)), topics={"quantization": "", "binary": ""},
    record=Record(title="XNOR & Net", venue="ECCV", year=2016, pages="525-542", doi="10.1007/x_y"),
)  # fmt: skip
TWN = Paper("b2", Entry(2, "y"), record=Record(title="Ternary", year=2023))


def titled(title: str, **fields: Any) -> Paper:
    return Paper("a1", Entry(1, "x"), record=Record(title=title, **fields))


def table(text: str) -> str:
    """The table itself, without the comments on top and the group around it."""
    return re.sub(r"^%.*\n|^\\begingroup\n|^\\providecommand.*\n|\n\\endgroup\n", "", text, flags=re.MULTILINE)


def test_a_table() -> None:
    assert table(render([XNOR, TWN], columns=("key", "title", "year", "pages", "code"))) == (
        r"""\begin{tabular}{
  @{}
  l
  l
  r
  l
  l
  @{}}
\toprule
\textbf{Key} & \textbf{Title} & \textbf{Year} & \textbf{Pages} & \textbf{Code} \\
\midrule
a1 & \href{https://doi.org/10.1007/x_y}{XNOR \& Net} & 2016 & 525--542 & \href{https://github.com/a/b}{code} \\
b2 & Ternary & 2023 &  &  \\
\bottomrule
\end{tabular}"""
    )


def test_a_long_table_repeats_its_head_and_groups_have_a_heading_in_bold() -> None:
    assert table(render([XNOR, TWN], columns=("key", "year"), group_by="year", long=True)) == (
        r"""\begin{longtable}{
  @{}
  l
  r
  @{}}
\toprule
\textbf{Key} & \textbf{Year} \\
\midrule
\endhead
\bottomrule
\endfoot
\multicolumn{2}{@{}l@{}}{\bfseries 2016 (1)} \\*
a1 & 2016 \\
\midrule
\multicolumn{2}{@{}l@{}}{\bfseries 2023 (1)} \\*
b2 & 2023 \\
\end{longtable}"""
    )


@pytest.mark.parametrize("group_by", ["", "topic", "year"])
def test_no_papers_are_no_text(group_by: str) -> None:
    assert render([], columns=("key",), group_by=group_by) == ""


def test_the_preferred_version_is_shown() -> None:
    both = XNOR._replace(preprint=Record(title="Early", year=2015))
    assert "\nEarly & 2015 \\\\\n" in render([both], columns=("title", "year"), prefer="preprint")


def test_keys_can_be_citations_if_latex_can_read_them() -> None:
    text = render([XNOR, TWN._replace(key="b_2}")], columns=("key", "year"), cite=True)
    assert r"\cite{a1} & 2016" in text
    assert r"b\_2{\textbraceright} & 2023" in text


def test_comments_on_top_name_what_the_document_needs() -> None:
    def needs(papers: Sequence[Paper], **options: Any) -> str:
        return "".join(re.findall(r"^% .*\n", render(papers, columns=("title",), **options), re.MULTILINE))

    plain = needs([TWN])
    assert r"\usepackage{booktabs,array}" in plain
    assert "lualatex" not in plain
    assert r"\usepackage{booktabs,array,longtable}" in needs([TWN], long=True)
    assert r"\usepackage{booktabs,array,amssymb}" in needs([titled(r"In $\mathbb{R}$")])
    assert "lualatex, in a font (fontspec: \\setmainfont) that has these letters: 二值化" in needs([titled("二值化")])
    assert "fontenc" not in needs([titled("二值化")])
    assert "--long" in needs([TWN] * 60)
    assert "--long" not in needs([TWN] * 60, long=True)
    assert "more than a page is wide" in render([XNOR] * 2, columns=tuple(COLUMNS) * 2)


def test_only_short_columns_are_as_wide_as_they_need() -> None:
    long = titled("A title of several words that takes some space. " * 3, venue="ECCV", year=2016)
    spec = render([long], columns=("key", "title", "authors", "venue", "year")).partition("@{}\n")[2]
    kinds = [line.strip()[:1] for line in spec.partition("@{}}")[0].splitlines()]
    assert kinds == ["l", ">", "l", "l", "r", ""]


def test_one_column_named_twice_is_there_twice() -> None:
    long = titled("A title of several words that takes some space. " * 3)
    shares = re.findall(r"p\{([\d.]+)", render([long], columns=("title", "title")))
    assert shares == ["0.5000", "0.5000"]


# ---- in print

HEAD = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern,booktabs,array,longtable,amssymb}
%s
\pagestyle{empty}
\begin{document}
"""
WIDE = r"\usepackage[paperwidth=540cm,paperheight=540cm,margin=1cm]{geometry}\usepackage[hidelinks]{hyperref}"
# title -> how it is to be read in print, where that differs
TITLES = {
    "Cats & dogs: 100% of R&D_costs #1": "",
    "It costs $5 or $6, 10~20 times ^ more": "",
    r"\input{/etc/passwd}": "",
    r"An $\input{/etc/passwd}$ formula": "",
    "{Unbalanced { braces } } in } a title {": "",
    "[3pt] in brackets": "",
    "*starred": "",
    "Café Strauß Łódź Ångström naïve Dvořák": "",
    "α-β pruning with ∞-norms ≤ 2 × 3 ± 1": "",
    "Ends with a backslash\\": "",
    r"$N$-bit networks with $\ell_1$ norms in $\mathbb{R}$": "N-bit networks with ℓ1 norms in R",
    r"} \\ \hline & \end{tabular} \cr \span": "",
    "\x1b[31mRed\x07 and\u202e hidden\u200b": "[31mRed and hidden",
}
ADDRESSES = {
    "https://a.org/a_b~c%20d#e?f=1&g=$2": "https://a.org/a_b%7Ec%20d#e?f=1&g=%242",
    "https://a.org/}\\input{x}^^5c": "https://a.org/%7D%5Cinput%7Bx%7D%5E%5E5c",
    'https://a.org/<"|`>': "https://a.org/%3C%22%7C%60%3E",
}


def latex(folder: Path, head: str, tables: Iterable[str], times: int = 1) -> list[str]:
    """Complaints of pdfLaTeX about a document of these tables."""
    body = "\n".join(f"\\noindent\n{text}\\clearpage\n" for text in tables)
    (folder / "doc.tex").write_text(HEAD % head + body + "\\end{document}\n", encoding="utf-8")
    if not said(folder, program("kpsewhich", "texlive-binaries"), "booktabs.sty"):
        missing("booktabs is not installed (Debian: texlive-latex-recommended)")
    command = [program("pdflatex", "texlive-latex-base"), "-interaction=nonstopmode", "-no-shell-escape", "doc"]
    for _ in range(times):
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", timeout=60, check=False
        )
    log = (folder / "doc.log").read_text(encoding="utf-8", errors="replace")
    found = re.findall(r"^(?:! |Missing character|Overfull \\hbox|.*Warning:).*", log, re.MULTILINE)
    return [*found, *["status"] * done.returncode]


def said(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False)
    return done.stdout


def same(text: str) -> str:
    """Text without what differs between a list and a page: spaces, ligatures, kinds of dashes and quotes."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s", "", text).translate(str.maketrans("–—−‘’“”′‐", "---''\"\"'-")).replace("--", "-")


def test_every_cell_is_in_print_and_every_link_leads_where_it_should(tmp_path: Path) -> None:
    """On pages so wide that nothing is folded: the shipped list in every column, and papers that mean harm."""
    hostile = [
        Paper(f"evil{number}", Entry(number, "x", nickname=title, section=(title,)), record=Record(title=title, url=url,
              authors=(Person(title, title),), venue=title, pages=title, volume=title))
        for number, (title, url) in enumerate(zip(TITLES, list(ADDRESSES) * len(TITLES), strict=False), 1)
    ]  # fmt: skip
    shipped = load([str(SHIPPED)], Config()).papers
    every = tuple(COLUMNS)
    texts = [render(papers, columns=every, long=True, group_by="section") for papers in (shipped, hostile)]
    assert latex(tmp_path, WIDE, texts, 3) == []
    lines = said(tmp_path, program("pdftotext", "poppler-utils"), "-layout", "-enc", "UTF-8", "doc.pdf", "-")
    there = {same(line) for line in lines.splitlines()}
    wanted = ["".join(cell.text for cell in row) for row in rows(shipped, every, "published")]
    wanted += ["".join([f"evil{n}", *[to_read or title] * 4]) for n, (title, to_read) in enumerate(TITLES.items(), 1)]
    assert [row for row in wanted if not any(line.startswith(same(row)) for line in there)] == []
    if "-url" in said(tmp_path, "sh", "-c", f"{program('pdfinfo', 'poppler-utils')} -h 2>&1 || true"):
        links = set(said(tmp_path, "pdfinfo", "-url", "doc.pdf").split())
        assert {*ADDRESSES.values(), "https://doi.org/10.1007/978-3-319-46493-0_32"} <= links


def test_the_shipped_list_fits_the_line(tmp_path: Path) -> None:
    """In the standard class, in columns that people choose, in every group, with and without hyperref."""
    papers = load([str(SHIPPED)], Config()).papers
    chosen = ("key,title,venue,year,code", "title,authors,venue,year,doi", "nickname,title,container-title,year,pages",
              "key,title,arxiv,topics", "title,url", "key,status,line,year")  # fmt: skip
    texts = [render(papers, columns=names.split(","), long=True) for names in chosen]
    texts += [render(papers, group_by=by, long=True) for by in GROUPS]
    texts += [render(papers[:12], cite=False), *(render(papers[:9], columns=(name,)) for name in COLUMNS)]
    complaints = latex(tmp_path, "", texts, 2)
    overfull = [float(found) for line in complaints for found in re.findall(r"Overfull \\hbox \(([\d.]+)pt", line)]
    assert [line for line in complaints if "Overfull" not in line] == []
    assert max(overfull, default=0) < 3


@pytest.mark.parametrize(("text", "least", "most"), [("", 0, 0), ("iiii", 1, 1.5), ("MMMM", 3, 4), ("2016", 2, 2.2)])
def test_about_how_wide_a_text_is(text: str, least: float, most: float) -> None:
    assert least <= ems(text) <= most

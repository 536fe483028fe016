"""What BibTeX and LaTeX themselves make of our files: no complaint, and everything is there in print."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED, missing, program

from formats.hard_papers import hard_papers
from papercite.config import Config
from papercite.formats.accents import ascii_text
from papercite.formats.bibtex import render
from papercite.formats.capitals import title
from papercite.formats.latex import escape
from papercite.library import load
from papercite.record import Entry, Paper, Person, Record
from papercite.versions import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PAPERS = load([str(SHIPPED)], Config()).papers
# The styles of BibTeX itself, and of Debian's texlive-publishers.
STYLES = ("plain", "abbrv", "alpha", "ieeetr", "unsrt", "acm", "apalike", "IEEEtran", "ACM-Reference-Format")
# What a style misses that no record knows: where a publisher sits, pages of what has none, who publishes NeurIPS,
# the volume of a preprint.
UNKNOWN = re.compile(
    r"Warning--(?:empty (?:address|publisher)|page numbers missing in both pages and numpages fields|"
    r"no number and no volume) in \S+|\(There were \d+ warnings\)"
)
HEAD = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{lmodern}
\pagestyle{empty}
\begin{document}
"""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)


def bibtex(folder: Path) -> list[str]:
    """Complaints of BibTeX about the bibliography of the document in `folder`."""
    done = run(folder, program("bibtex", "texlive-binaries"), "doc")
    log = (folder / "doc.blg").read_text(encoding="utf-8", errors="replace")
    complaints = re.findall(r"^(?:Warning--|I couldn't|I found no|.*---line \d+ of file).*", log, re.MULTILINE)
    return [*complaints, *re.findall(r"^\(There (?:was|were) .*", log, re.MULTILINE), *["status"] * done.returncode]


def latex(folder: Path) -> list[str]:
    """Complaints of pdfLaTeX about the document in `folder`, with the line that they are about."""
    pdflatex = program("pdflatex", "texlive-latex-base")
    done = run(folder, pdflatex, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "doc")
    log = (folder / "doc.log").read_text(encoding="utf-8", errors="replace")
    return [
        *re.findall(r"^(?:! |l\.\d+ |Missing character|.*Warning:).*", log, re.MULTILINE),
        *["status"] * done.returncode,
    ]


def printed(folder: Path) -> str:
    """The text of the document's pages."""
    run(folder, program("pdftotext", "poppler-utils"), "-layout", "-nopgbrk", "-enc", "UTF-8", "doc.pdf", "doc.txt")
    return (folder / "doc.txt").read_text(encoding="utf-8")


def in_print(papers: Iterable[Paper], folder: Path, *, to_ascii: bool, style: str = "plain") -> tuple[list[str], str]:
    """Complaints of all programs, and the text of a document that cites every paper."""
    (folder / "refs.bib").write_text(render(papers, to_ascii=to_ascii), encoding="utf-8")
    body = rf"\nocite{{*}}\bibliographystyle{{{style}}}\bibliography{{refs}}" + "\n\\end{document}\n"
    (folder / "doc.tex").write_text(HEAD + body, encoding="utf-8")
    first = [complaint for complaint in latex(folder) if "Warning" not in complaint]
    complaints = [*first, *bibtex(folder)]
    latex(folder)
    return [*complaints, *latex(folder)], printed(folder)


def cite_all(papers: Iterable[Paper], folder: Path, style: str, **options: Any) -> tuple[list[str], str]:
    """Complaints of BibTeX, and what it makes of the papers in a style, without LaTeX."""
    (folder / "refs.bib").write_text(render(papers, **options), encoding="utf-8")
    (folder / "doc.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n", encoding="utf-8")
    complaints = bibtex(folder)
    return complaints, (folder / "doc.bbl").read_text(encoding="utf-8", errors="replace")


def same(text: str) -> str:
    """A text without what typesetting changes: ligatures, hyphens and dashes, quotation marks, spaces."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("‘’“”", "''\"\""))
    return re.sub(r"[\s‐‑–—−-]+", "", text).replace("''", '"')


# ---- the shipped papers


def style_file(style: str, folder: Path) -> None:
    if not run(folder, program("kpsewhich", "texlive-binaries"), f"{style}.bst").stdout.strip():
        missing(f"{style}.bst is not installed (Debian: texlive-publishers)")


@pytest.mark.parametrize("style", STYLES)
def test_bibtex_finds_nothing_to_complain_of(style: str, tmp_path: Path) -> None:
    style_file(style, tmp_path)
    for options in ({}, {"to_ascii": True}, {"crossref_proceedings": True, "strings": True, "abbrev_venues": True}):
        complaints, bibliography = cite_all(PAPERS, tmp_path, style, **options)
        items, proceedings = bibliography.count("\\bibitem"), bibliography.count("{proceedings-")
        assert [one for one in complaints if style != "ACM-Reference-Format" or not UNKNOWN.fullmatch(one)] == []
        assert items >= len(PAPERS)
        assert (items > len(PAPERS)) == bool(proceedings) == ("strings" in options)


@pytest.mark.parametrize("style", STYLES[5:])
def test_every_shipped_paper_is_in_print_in_other_styles(style: str, tmp_path: Path) -> None:
    """One run of LaTeX over what BibTeX made; the labels may change in a next one."""
    style_file(style, tmp_path)
    cite_all(PAPERS, tmp_path, style)
    packages = r"\usepackage{url,natbib}" if style == "ACM-Reference-Format" else r"\usepackage{url}"
    head = HEAD.replace(r"\begin{document}", packages + r"\begin{document}")
    (tmp_path / "doc.tex").write_text(head + "\\bibliography{refs}\n\\end{document}\n", encoding="utf-8")
    complaints = [complaint for complaint in latex(tmp_path) if "may have changed" not in complaint]
    there = same(printed(tmp_path)).casefold()
    records = [shown(paper) for paper in PAPERS]
    names = [person.family or person.literal for record in records for person in record.authors]
    assert complaints == []
    assert [words for words in (*(one.title for one in records), *names) if same(words).casefold() not in there] == []


@pytest.mark.parametrize("to_ascii", [False, True])
def test_every_shipped_paper_is_in_print(to_ascii: bool, tmp_path: Path) -> None:
    complaints, text = in_print(PAPERS, tmp_path, to_ascii=to_ascii)
    there, as_written = same(text).casefold(), same(text)
    records = [shown(paper) for paper in PAPERS]
    wanted = [record.title for record in records]
    wanted += [person.family or person.literal for record in records for person in record.authors]
    wanted += [f"arXiv:{record.arxiv}" for record in records if record.type == "article"]
    protected = [word for paper in PAPERS for word in _protected(shown(paper).title, paper.entry.nickname)]
    assert complaints == []
    assert [words for words in wanted if same(words).casefold() not in there] == []
    assert [word for word in protected if same(word) not in as_written] == []
    assert len(protected) > 30


def _protected(text: str, nickname: str) -> list[str]:
    """Words of a title that stand in braces: their capitals must come out."""
    return [word for word in re.findall(r"\{([^{}]+)\}", title(text, nickname)) if not word.startswith("\\")]


# ---- hard papers

# What a record does not know, or knows although the style has no place for it.
LACKING = re.compile(
    r"Warning--(?:empty|missing|no|neither|to sort, need|all relevant fields are empty|page numbers missing|"
    r"there's a number but no|unusual to have number, but no|can't use both volume and number|INFO: reduced pages) .*"
    r"|\(There were \d+ warnings\)"
)


@pytest.mark.parametrize("style", ["abbrv", "apalike", "IEEEtran", "ACM-Reference-Format"])
def test_a_thousand_hard_papers_are_read_whole_by_bibtex(style: str, tmp_path: Path) -> None:
    style_file(style, tmp_path)
    complaints, bibliography = cite_all(hard_papers(), tmp_path, style, strings=True, crossref_proceedings=True)
    assert [complaint for complaint in complaints if not LACKING.fullmatch(complaint)] == []
    assert bibliography.count("\\bibitem") >= 1000


# ---- hostile papers

LONG = "Long: " + " ".join(f"word{number}" for number in range(1250))  # some 10,000 characters
# title -> how it is to be read in print, where that differs
TITLES = {
    "Cats & dogs: 100% of R&D_costs #1": "",
    "It costs $5 or $6, 10~20 times ^ more": "",
    r"\input{/etc/passwd}": "",
    r"An $\input{/etc/passwd}$ formula": "",
    "Models <0.5MB | faster >2": "",
    "{Unbalanced { braces } } in } a title {": "",
    "Café Strauß Łódź Ångström Æsop œuvre Yıldız naïve Dvořák": "",
    "Nguyễn, ḯ and ę, with a dot below ạ": "Nguyễn, ḯ and ę, with a dot below a.",
    "α-β pruning with ∞-norms ≤ 2 × 3 ± 1": "",
    "Ends with a backslash\\": "",
    r"$N$-bit networks with $\ell_1$ norms in $O(n)$": "N-bit networks with ℓ1 norms in O(n)",
    "@article{evil, title = {x}}": "",
    'Quotes "double" ‘single’ “curly” – and—dashes…': "",
    "\x1b[31mRed\x07 and\u202e hidden\u200b": "[31mRed and hidden",
    LONG: "",
}
PEOPLE = (
    (Person("O'Neil & Sons", "J.-P."), Person("Müller_X", "Étienne")),
    (Person(literal="R&D Team, Inc. and Friends #1"), Person("Oord", "Aaron", "van den")),
    (Person("Davis", "Sammy", "", "Jr."), Person("Foo and Bar", "Ada"), Person("Smith, Jones", "Ben")),
    (Person("{Evil", "}\\"), Person("Łukasiewicz", "Ósk%ar"), Person("Madonna")),
)


def hostile_papers() -> list[Paper]:
    return [
        Paper(f"evil{place}", Entry(1, "x"), topics={"100% {": ""}, record=Record(
            type="article-journal", title=text, authors=PEOPLE[place % len(PEOPLE)], year=2000, volume="1_2",
            container_title="Journal of R&D, 50% off", publisher="A & B", doi="10.1/x_%#{", pages="1-2",
        ))
        for place, text in enumerate(TITLES)
    ]  # fmt: skip


def test_hostile_papers_are_in_print_word_for_word(tmp_path: Path) -> None:
    complaints, text = in_print(hostile_papers(), tmp_path, to_ascii=True, style="unsrt")
    there = same(text).casefold()
    names = [name for people in PEOPLE for person in people for name in (person.family, person.literal) if name]
    wanted = [*(to_read or written for written, to_read in TITLES.items()), *names]
    assert complaints == []
    assert [words[:80] for words in wanted if same(words).casefold() not in there] == []
    assert there.count(same("Journal of R&D, 50% off, 1_2:1-2, 2000.").casefold()) == len(TITLES)
    assert "root:" not in text


@pytest.mark.parametrize("to_ascii", [False, True])
@pytest.mark.parametrize(
    "people",
    [
        (Person("Davis", "", "", "Jr."), Person("Foo", "Ada")),
        (Person("", "Ada"), Person("Foo", "Bob")),
        (Person("Foo", "Ada"), Person("\x1b"), Person("Bar", "Bob")),
        (Person(literal="\x1b"), Person("Bar", "Bob")),
        (Person("&", "%"), Person("and", "AND"), Person(",", ",")),
    ],
)
def test_bibtex_has_no_trouble_with_odd_names(people: tuple[Person, ...], to_ascii: bool, tmp_path: Path) -> None:
    record = Record(type="article", title="T", authors=people, year=2000, arxiv="1603.05279")
    assert cite_all([Paper("a", Entry(1, "x"), record=record)], tmp_path, "abbrv", to_ascii=to_ascii)[0] == []


def test_an_initial_with_an_accent_is_one_letter_in_ascii(tmp_path: Path) -> None:
    record = Record(type="book", title="T", year=2000, publisher="P", authors=(Person("Żak", "Étienne Łukasz"),))
    complaints, bibliography = cite_all([Paper("a", Entry(1, "x"), record=record)], tmp_path, "abbrv", to_ascii=True)
    assert (complaints, r"{\'E}.~{\L}. {\.Z}ak." in bibliography) == ([], True)


# ---- mischief and mathematics


@pytest.mark.parametrize(
    "attack",
    [
        r"\input{SECRET}",
        r"$\input{SECRET}$",
        r"$\ell \input{SECRET}$",
        r"$\ell^^5cinput{SECRET}$",
        r"$\ell^^5c^^69nput{SECRET}$",
        "^^5cinput{SECRET}",
        r"}\input{SECRET}{",
        r"$x$}\input{SECRET}{$y$",
        r"$\text{\input SECRET }$",
        r"\\input{SECRET}",
        r"%\input{SECRET}",
    ],
)
def test_no_title_and_no_arxiv_number_reads_a_file(attack: str, tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("verysecret ", encoding="utf-8")
    evil = attack.replace("SECRET", "secret")
    record = Record(type="article", title=evil, authors=(Person(evil, evil),), year=2000, arxiv=evil, publisher=evil)
    complaints, text = in_print([Paper("a", Entry(1, "x"), record=record)], tmp_path, to_ascii=False)
    assert (complaints, "verysecret" in text) == ([], False)


@pytest.mark.parametrize("to_ascii", [False, True])
def test_mathematics_is_set_without_a_complaint(to_ascii: bool, tmp_path: Path) -> None:
    formulas = [
        "$N$-gram", r"$\ell_1$", r"$\ell_{1,2}$", "$O(n^2)$", r"$\alpha\beta$", r"$\frac{a}{b}$", r"$\sqrt{x}$",
        r"$\hat{x}$", r"$\mathbf{x}$", r"$\mathcal{O}(\log n)$", r"$x \leq y$", "$x'$", "$x_i^2$", r"$x_{i_1}^{2^n}$",
        "$5$", "$3×3$",
    ]  # fmt: skip
    beyond_classic = ["$α$", "$x² − 1$"] * to_ascii
    _write(tmp_path, [*formulas, *beyond_classic], to_ascii=to_ascii)
    assert latex(tmp_path) == []


@pytest.mark.parametrize(
    "formula",
    [
        "$x^$", "$x_$", "$^$", "$a_b_c$", "$a^b^c$", "$a_b^c_d$", "$x^2'$", "$x' '$", "$x^'$", "${x^ }$", "$x^ 2^3$",
        r"$\frac$", r"$\frac{a}$", r"$\sqrt$", r"$\sqrt[x$", r"$\sqrt\,$", r"$x_\log$", r"$x_\neq$", r"$\left($",
        r"$\right)$", r"$\text{a_b}$", r"$\text{\alpha}$", r"$x\$", r"$\hat\hat x$",
    ],
)  # fmt: skip
def test_unfinished_mathematics_stops_no_document(formula: str, tmp_path: Path) -> None:
    _write(tmp_path, [formula], to_ascii=False)
    assert latex(tmp_path) == []


def test_no_short_formula_stops_a_document(tmp_path: Path) -> None:
    tokens = ("x", "{", "}", "^", "_", "'", " ", "[", "]", r"\frac", r"\sqrt", r"\log ", r"\alpha ", r"\,")
    texts = ["$" + "".join(chosen) + "$" for length in (1, 2, 3, 4) for chosen in product(tokens, repeat=length)]
    kept = [text for text in texts if escape(text).startswith("{$")]
    _write(tmp_path, kept, to_ascii=False)
    assert latex(tmp_path) == []
    assert len(kept) > 100


def _write(folder: Path, texts: Iterable[str], *, to_ascii: bool) -> None:
    lines = [ascii_text(escape(text)) if to_ascii else escape(text) for text in texts]
    (folder / "doc.tex").write_text(HEAD + "\n\n".join(lines) + "\n\\end{document}\n", encoding="utf-8")

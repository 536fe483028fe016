"""What biber and biblatex make of our files: no complaint that is ours, the same facts, and everything is in print.

Biber takes a second to start and milliseconds an entry, so there is one run for each purpose. Plain
files and files with every option stand side by side in it, with an x: before the keys of the second.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from conftest import SHIPPED, missing, program

from formats.hard_papers import MOST_AUTHORS, hard_papers
from formats.readback import entries, names_of
from formats.test_latex_programs import latex, printed, run, same
from papercite.config import Config
from papercite.formats.biblatex import render
from papercite.library import load
from papercite.versions import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from papercite.record import Paper

HOW_MANY = 90  # hard papers: each takes biber some ten milliseconds
STYLES = ("numeric", "authoryear", "ieee")
DOCUMENT = r"""\documentclass{{article}}
\usepackage[T1]{{fontenc}}
\usepackage[utf8]{{inputenc}}
\usepackage{{lmodern}}
\usepackage[backend=biber,style={style},maxbibnames=99,mincrossrefs=99]{{biblatex}}
\addbibresource{{refs.bib}}
\pagestyle{{empty}}
\begin{{document}}
\nocite{{*}}
\printbibliography
\end{{document}}
"""
RERUN = re.compile("rerun|undefined references")  # nothing is cited: this is about the number of runs
INTEGER = re.compile(r"\d+")


@cache
def shipped() -> tuple[Paper, ...]:
    return load([str(SHIPPED)], Config()).papers


def hard() -> list[Paper]:
    """Hard papers, one of them with as many authors as any."""
    papers = hard_papers(HOW_MANY)
    return papers[:1] + [paper for paper in papers if len(shown(paper).authors) < MOST_AUTHORS]


def both_ways(papers: Sequence[Paper]) -> str:
    """The papers plain, and once more with options and other keys."""
    others = [paper._replace(key=f"x:{paper.key}") for paper in papers]
    return render(papers) + render(others, strings=True, crossref_proceedings=True)


def complaints_of_biber(folder: Path, *words: str) -> list[str]:
    done = run(folder, program("biber", "biber"), *words)
    said = re.findall(r"^(?:WARN|ERROR) - (.*)", done.stdout, re.MULTILINE)
    return [*said, *["status"] * done.returncode]


def test_the_data_model_allows_what_is_written_and_biber_reads_what_is_held(tmp_path: Path) -> None:
    papers = [*shipped(), *hard()]
    text = both_ways(papers)
    (tmp_path / "refs.bib").write_text(text, encoding="utf-8")
    words = ["--tool", "--validate-datamodel", "--output-resolve-crossrefs", "--output-fieldcase=lower", "refs.bib"]
    complaints = complaints_of_biber(tmp_path, *words)
    written = {key: fields for _, key, fields in entries(text)}
    assert [complaint for complaint in complaints if not _is_about_the_record(complaint, written)] == []
    back = {key: fields for _, key, fields in entries((tmp_path / "refs_bibertool.bib").read_text(encoding="utf-8"))}
    assert back.keys() == written.keys()
    for paper in papers:  # what was said of proceedings is said of their papers again
        for key in (paper.key, f"x:{paper.key}"):
            assert _comparable(back[key]) == _comparable(written[paper.key]), key


def _is_about_the_record(complaint: str, written: dict[str, dict[str, str]]) -> bool:
    """A field that the record does not have, or a volume that has no number."""
    found = re.match(r"Datamodel: Entry '([^']+)' \(.*?\): (.*)", complaint)
    if not found:
        return False
    fields = {**written[found[1]], **written.get(written[found[1]].get("crossref", ""), {})}
    if found[2].startswith("Missing mandatory field"):
        return not any(name in fields for name in re.findall(r"\w+", found[2].split("'", 1)[1]))
    return found[2].startswith("Invalid value of field 'volume'") and not INTEGER.fullmatch(fields["volume"])


def _comparable(fields: dict[str, str]) -> dict[str, object]:
    """Fields without what biber may write otherwise: signs for commands, no space behind a comma of a list."""
    kept: dict[str, object] = {}
    for name, value in fields.items():
        text = value.replace(r"{\textless}", "{<}").replace(r"{\textgreater}", "{>}").replace(r"{\textbar}", "{|}")
        kept[name] = names_of(text) if name == "author" else text
        if name in ("keywords", "pages"):
            kept[name] = text.replace(", ", ",")
        if name == "volume" and not INTEGER.fullmatch(text):  # "ignoring field", it says, and only when it validates
            del kept[name]
        if "è" in text or (not text.isascii() and name in ("booktitle", "journaltitle", "howpublished")):
            del kept[name]  # its copy of a macro is encoded twice; a document gets it right
    return kept


@pytest.mark.parametrize("style", STYLES)
def test_every_shipped_paper_is_in_print(style: str, tmp_path: Path) -> None:
    for name in (f"{style}.bbx", "blx-dm.def"):
        if not run(tmp_path, program("kpsewhich", "texlive-binaries"), name).stdout.strip():
            missing(f"{name} is not installed (Debian: texlive-bibtex-extra)")
    is_twofold = style == "numeric"
    (tmp_path / "refs.bib").write_text(both_ways(shipped()) if is_twofold else render(shipped()), encoding="utf-8")
    (tmp_path / "doc.tex").write_text(DOCUMENT.format(style=style), encoding="utf-8")
    first = [complaint for complaint in latex(tmp_path) if "Warning" not in complaint]
    of_biber = complaints_of_biber(tmp_path, "doc")
    last = [complaint for complaint in latex(tmp_path) if not RERUN.search(complaint)]
    complaints = [*first, *of_biber, *last]
    text = same(printed(tmp_path)).casefold()
    records = [shown(paper) for paper in shipped()]
    titles = [record.title for record in records]
    names = [person.family or person.literal for record in records for person in record.authors]
    numbers = [f"arXiv: {record.arxiv}" for record in records if record.arxiv]
    assert complaints == []
    assert [words for words in (*titles, *names, *numbers) if same(words).casefold() not in text] == []
    assert [title for title in titles if text.count(same(title).casefold()) < 1 + is_twofold] == []

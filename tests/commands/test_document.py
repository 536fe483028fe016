"""--aux and --tex: papers that a LaTeX document cites, in every format, and what is said of those that are missing."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import program

from papercite.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

SOURCE = r"""\documentclass{article}
\begin{document}
% \cite{cai2017deep}
\cite{zhu2017trained,rastegari2016xnor} and \cite[p.~1]{Tang2017Train}
\include{ch/one}
\bibliographystyle{plain}\bibliography{refs}
\end{document}
"""
CITED = ["rastegari2016xnor", "zhu2017trained", "tang2017train", "choi2018pact"]  # in the order of the list


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that `papercite` runs in, with a document of two files."""
    (tmp_path / "ch").mkdir()
    (tmp_path / "paper.tex").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "ch" / "one.tex").write_bytes("\\nocite{choi2018pact} é".encode("latin-1"))
    (tmp_path / "paper.aux").write_text(
        "\\citation{zhu2017trained,rastegari2016xnor}\n\\citation{Tang2017Train}\n\\@input{ch/one.aux}\n", "utf-8"
    )
    (tmp_path / "ch" / "one.aux").write_text("\\abx@aux@cite{0}{choi2018pact}\n", encoding="utf-8")
    return tmp_path


def keys_in(bib: str) -> list[str]:
    return re.findall(r"^@\w+\{(.*),$", bib, re.MULTILINE)


@pytest.mark.parametrize("options", ["--aux paper.aux", "--tex paper.tex", "--aux paper --tex paper"])
def test_what_a_document_cites_is_printed(papercite: Run, folder: Path, options: str) -> None:
    done = papercite("export", *options.split(), cwd=folder)
    assert (done.returncode, keys_in(done.stdout)) == (0, CITED)
    assert " cites Tang2017Train, the key is tang2017train: BibTeX takes one for the other, biber does" in done.stderr
    assert done.stderr.count("\n") == 2


def test_from_another_folder_and_with_other_options(papercite: Run, folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    words = ["--tex", "../paper.tex", "--year", "-2017", "--has", "doi", "--key", "RASTEGARI2016XNOR"]
    done = papercite("export", *words, cwd=folder / "elsewhere")
    assert (done.returncode, keys_in(done.stdout)) == (0, ["rastegari2016xnor"])
    limited = papercite("export", "--aux", "paper.aux", "--sort", "key", "--limit", "2", cwd=folder)
    assert keys_in(limited.stdout) == ["choi2018pact", "rastegari2016xnor"]


def test_every_format_and_the_table_take_it(papercite: Run, folder: Path) -> None:
    for words in (["table", "--columns", "key"], *(["export", "-f", name] for name in FORMATS)):
        done = papercite(*words, "--aux", "paper.aux", cwd=folder)
        assert done.returncode == 0
        assert "Deep Learning with Low Precision by Half" not in done.stdout
        if words[-1] in FORMATS and FORMATS[words[-1]].options == ("style",):  # formatted references have no keys
            assert "trained ternary quantization" in done.stdout.lower()
        else:
            assert all(key in done.stdout for key in CITED)
            assert "cai2017deep" not in done.stdout


def test_missing_keys_are_named_and_the_rest_is_printed(papercite: Run, folder: Path) -> None:
    (folder / "ch" / "one.tex").write_text(r"\cite{choi2018pakt,nobody2020knows} \input{gone}", encoding="utf-8")
    for command, printed in (("export", "rastegari2016xnor,"), ("table", "rastegari2016xnor ")):
        done = papercite(command, "--tex", "paper.tex", cwd=folder)
        assert done.returncode == 1
        assert printed in done.stdout
        assert "not there, so not read: gone\n" in done.stderr
        assert (
            "paper.tex cites 2 keys that no paper has: choi2018pakt, nobody2020knows\n"
            "  hint: choi2018pakt may be choi2018pact"
        ) in done.stderr


def test_all_are_cited(papercite: Run, folder: Path) -> None:
    (folder / "ch" / "one.tex").write_text(r"\nocite{*}", encoding="utf-8")
    done = papercite("export", "--tex", "paper.tex", "--topic", "ternary", cwd=folder)
    assert (done.returncode, keys_in(done.stdout)) == (0, ["li2023ternary", "zhu2017trained"])


def test_a_document_that_cites_nothing(papercite: Run, folder: Path) -> None:
    (folder / "empty.tex").write_text("", encoding="utf-8")
    done = papercite("export", "--tex", "empty.tex", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "empty.tex cites nothing\nno paper of neural-network-compression.md fits\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--aux none.aux", "none.aux: no such file\n  hint: LaTeX writes it: "),
        ("--tex none", "none: no such file\n  hint: name the main file"),
        ("--tex ch", "ch: is no file\n  hint: name the main file"),
    ],
)
def test_a_file_that_cannot_be_read(papercite: Run, folder: Path, words: str, message: str) -> None:
    done = papercite("export", *words.split(), cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"papercite: {message}")


def test_the_aux_file_that_latex_writes(papercite: Run, folder: Path) -> None:
    pdflatex = program("pdflatex", "texlive-latex-base")
    subprocess.run(
        [pdflatex, "-interaction=nonstopmode", "paper"], cwd=folder, capture_output=True, check=False, timeout=60
    )
    done = papercite("export", "--aux", "paper.aux", cwd=folder)
    assert (done.returncode, keys_in(done.stdout)) == (0, CITED)

"""What LaTeX documents cite: .aux files of natbib and biblatex, and LaTeX source as people write it."""

from __future__ import annotations

from time import process_time

import pytest

from papercite.cited import Found, cited_in_aux, cited_in_tex, followed

# ---- .aux


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (r"\citation{a}", ["a"]),
        (r"\citation{a,b, c}" + "\n" + r"\citation{a}", ["a", "b", "c"]),
        (r"\abx@aux@cite{0}{a}" + "\n" + r"\abx@aux@segm{0}{0}{a}", ["a"]),
        (r"\abx@aux@cite{a}", ["a"]),
        (r"\abx@aux@cite{1}{a}\abx@aux@cite{2}{b}", ["a", "b"]),
        (r"\citation{*}", ["*"]),
        (r"\abx@aux@nociteall", ["*"]),
        (r"\citation{IEEEexample:BSTcontrol}\citation{REVTEX42Control}\citation{apsrev42Control}\citation{a}", ["a"]),
        (r"\citation{acs-control}\citation{achemso-control}\citation{BSTcontrol}", []),
        (r"\citation{apsley2019control,aipcontrol}", ["apsley2019control", "aipcontrol"]),
        (r"\bibcite{a}{1}\bibstyle{plain}\bibdata{refs}\newlabel{cite}{{1}{1}}", []),
        ("", []),
        (r"\citation{", []),
    ],
)
def test_keys_of_an_aux_file(text: str, keys: list[str]) -> None:
    assert list(cited_in_aux(text).keys) == keys


def test_aux_files_of_chapters() -> None:
    text = r"\@input{one.aux}" + "\n" + r'\citation{a}\@input{"ch/two words.aux"}'
    assert cited_in_aux(text) == Found(("a",), ("one.aux", "ch/two words.aux"))


# ---- .tex


@pytest.mark.parametrize(
    "command",
    "cite citep citet citep* citealp Citet citeauthor citeyear citeyearpar parencite textcite autocite footcite "
    "footcitetext footfullcite smartcite supercite fullcite nocite Autocite citeauthor* citetitle onlinecite "
    "citenum bibentry shortcite citeA fcite".split(),
)
def test_commands_that_cite(command: str) -> None:
    assert cited_in_tex(f"words \\{command}{{some:key-1}} words").keys == ("some:key-1",)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (r"\cite{a,b}, \cite{ c , a }", "a b c"),
        (r"\cite[p.~3]{a}", "a"),
        (r"\cite[see][p.~3]{a}", "a"),
        (r"\cite[][{in [brackets]}]{a}", "a"),
        (r"\cite[see \emph{this}]{a}", "a"),
        (r"\cite [x] {a}", "a"),
        ("\\cite\n  [x]\n  {a,\n   b}", "a b"),
        ("\\cite{a,% \\cite{no}\n  b}", "a b"),
        ("\\cite%\n{a}", "a"),
        (r"\cite<2>{a}", "a"),
        (r"\textcites{a}{b}", "a b"),
        (r"\parencites(see)(end)[1]{a}[2][3]{b,c} {d}", "a b c d"),
        (r"\cite{a}{b}", "a"),
        (r"\citefield{a}{title}", "a"),
        (r"\volcite{2}[5]{a}", "a"),
        (r"\defcitealias{a}{Paper I}", "a"),
        (r"\nocite{*}", "*"),
        # not cited
        ("% \\cite{no}\n\\cite{a}", "a"),
        (r"100\% of \cite{a}", "a"),
        (r"\\% \cite{no}", ""),
        (r"\url{http://x.org/a%20b} \cite{a}", "a"),
        (r"\href{http://x.org/%7E}{\cite{a}}", "a"),
        (r"\verb|\cite{no}| \verb*+%+ \cite{a}", "a"),
        ("\\begin{verbatim}\n\\cite{no}\n\\end{verbatim}\\cite{a}", "a"),
        ("\\begin{comment}\\cite{no}\\end{comment}", ""),
        ("\\begin{filecontents*}[overwrite]{x.tex}\\cite{no}\\end{filecontents*}", ""),
        (r"\iffalse \cite{no} \fi \cite{a}", "a"),
        (r"\cite{a}\end{document}\cite{no}", "a"),
        # definitions and settings
        (r"\newcommand{\mycite}[1]{\cite{#1}} \mycite{a}", "a"),
        (r"\newcommand\mycite[2]{x} \renewcommand*\citeleft{(} \def\citeright{)} \let\oldcite\cite {no}", ""),
        (r"\citestyle{acmauthoryear}\setcitestyle{square}\citetext{see \citealp{a}}", "a"),
        (r"\DeclareCiteCommand{\mycite}{x}{y}{z}{w} \newcites{app}{Appendix} \citereset", ""),
        (r"\ExecuteCiteOptions{x} \cite", ""),
        (r"\excite \cited \cite", ""),
    ],
)
def test_keys_of_a_source(text: str, keys: str) -> None:
    assert " ".join(cited_in_tex(text).keys) == keys


def test_files_of_a_source() -> None:
    text = '\\input{one} \\include{ch/two}\\input three.tex\n\\subfile{"four"} \\inputencoding{utf8} % \\input{no}\n'
    assert cited_in_tex(text + r"\includegraphics{x} \includeonly{y} \newcommand{\z}[1]{\input{#1}}").files == (
        "one", "ch/two", "three.tex", "four",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "\\cite[" * 20_000,
        "\\cite{" * 20_000,
        "%" * 100_000,
        "\\verb|" * 20_000,
        "\\\\" * 50_000,
        "\\cite" * 20_000,
        "\\begin{verbatim}" * 2_000,
        "\\iffalse" * 2_000,
        "\\cite" + "[x]" * 30_000,
        "\\" * 100_000,
    ],
)
def test_no_source_takes_long_to_read(text: str) -> None:
    start = process_time()
    cited_in_tex(text)
    assert process_time() - start < 1


# ---- several files

FILES = {
    "main": Found(("a",), ("one", "two")),
    "one": Found(("b", "a"), ("main", "deep")),
    "two": Found(("c",), ("gone",)),
    "deep": Found(("d",)),
}


def test_files_are_followed_once_each_and_those_that_are_not_there_are_told() -> None:
    keys, absent = followed(["main"], lambda name, _: (name, name) if name in FILES else None, FILES.__getitem__)
    assert (keys, absent) == (("a", "b", "d", "c"), ("gone",))


def test_only_files_that_a_person_named_are_said_to_be_so() -> None:
    asked = []

    def read(name: str, is_named: bool) -> tuple[str, str] | None:
        asked.append((name, is_named))
        return (name, name) if name in FILES else None

    followed(["two", "deep"], read, FILES.__getitem__)
    assert asked == [("two", True), ("gone", False), ("deep", True)]

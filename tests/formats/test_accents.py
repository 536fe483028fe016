"""Accents and signs in ASCII."""

from __future__ import annotations

import re

import pytest

from papercite.formats.accents import ascii_text
from papercite.formats.latex import escape


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("", ""),
        ("plain", "plain"),
        ("Rémi", r"R{\'e}mi"),
        ("Étienne", r"{\'E}tienne"),
        ("Fernández-Marqués", r"Fern{\'a}ndez-Marqu{\'e}s"),
        ("Martínez", r"Mart{\'{\i}}nez"),
        ("naïve", r"na{\"{\i}}ve"),
        ("François", r"Fran{\c{c}}ois"),
        ("Müller", r"M{\"u}ller"),
        ("Hervé à Genève", r"Herv{\'e} {\`a} Gen{\`e}ve"),
        ("Muñoz", r"Mu{\~n}oz"),
        ("Jürgen Ångström", r"J{\"u}rgen {\AA}ngstr{\"o}m"),
        ("Erdős", r"Erd{\H{o}}s"),
        ("Dvořák", r"Dvo{\v{r}}{\'a}k"),
        ("Łukasz", r"{\L}ukasz"),
        ("Strauß", r"Strau{\ss}"),
        ("Øystein Ærø", r"{\O}ystein {\AE}r{\o}"),
        ("Şahin Yıldız", r"{\c{S}}ahin Y{\i}ld{\i}z"),
        ("Wałęsa", r"Wa{\l}{\k{e}}sa"),
        ("Žižek", r"{\v{Z}}i{\v{z}}ek"),
        ("ėā", r"{\.e}{\=a}"),
        ("Cœur", r"C{\oe}ur"),
    ],
)
def test_accents_stand_in_the_braces_that_bibtex_takes_for_one_letter(text: str, latex: str) -> None:
    assert ascii_text(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [("ễ", r"{\~{\^e}}"), ("ạ", r"{\d{a}}"), ("ị", r"{\d{i}}"), ("ậ", r"{\d{\^a}}"), ("ḯ", r"""{\'{\"{\i}}}""")],
)
def test_two_accents_go_one_round_the_other_and_what_stands_below_goes_outermost(text: str, latex: str) -> None:
    assert ascii_text(text) == latex


def test_a_letter_with_a_loose_accent_is_the_accented_letter() -> None:
    assert ascii_text("Re\u0301mi") == r"R{\'e}mi"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("2016–2019", "2016--2019"),
        ("a — b", "a --- b"),
        ("“quoted” ‘text’", "``quoted'' `text'"),
        ("it’s", "it's"),
        ("wait…", r"wait{\ldots}"),
        ("α-β", r"{$\alpha$}-{$\beta$}"),
        ("Γ and Ω", r"{$\Gamma$} and {$\Omega$}"),
        ("Αο", "Ao"),
        ("ℓ", r"{$\ell$}"),
        ("3×3 ± 1 ≤ ∞", r"3{$\times$}3 {$\pm$} 1 {$\leq$} {$\infty$}"),
        ("x² − 1", r"x{$^2$} {$-$} 1"),
        ("ﬁne", "fine"),
        ("© ™ € £ §", r"{\copyright} {\texttrademark} {\texteuro} {\pounds} {\S}"),
    ],
)
def test_signs_have_their_name_in_tex(text: str, latex: str) -> None:
    assert ascii_text(text) == latex


@pytest.mark.parametrize("text", ["中文", "Кириллица", "😀", "ς", "ά", "\u03a2", "x\u0302\u20d7"])
def test_what_classic_latex_cannot_print_stays(text: str) -> None:
    assert ascii_text(text) == text


def test_latex_round_the_accents_stays() -> None:
    assert ascii_text(r"{XNOR-Net} \& Rémi {\textless}1 {$N$}") == r"{XNOR-Net} \& R{\'e}mi {\textless}1 {$N$}"


@pytest.mark.parametrize("text", ["$3×3$ kernels", "$α_1$", "$x²$ and α", "the $ℓ_1$ norm"])
def test_signs_in_mathematics_do_not_end_it_with_dollars_of_their_own(text: str) -> None:
    latex = ascii_text(escape(text)).replace(r"\$", "")
    assert "$" not in re.sub(r"\{\$[^$]*\$\}", "", latex)

"""Plain text as LaTeX: what TeX would act on prints, mathematics stays, and no command of a foreign text is run."""

from __future__ import annotations

import pytest

from papercite.formats.latex import escape, verbatim
from papercite.formats.mathematics import is_balanced


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("", ""),
        ("Ternary Weight Networks", "Ternary Weight Networks"),
        ("\\", r"{\textbackslash}"),
        ("{", r"{\textbraceleft}"),
        ("}", r"{\textbraceright}"),
        ("$", r"\$"),
        ("&", r"\&"),
        ("%", r"\%"),
        ("#", r"\#"),
        ("_", r"\_"),
        ("^", r"{\textasciicircum}"),
        ("~", r"{\textasciitilde}"),
        ("<", r"{\textless}"),
        (">", r"{\textgreater}"),
        ("|", r"{\textbar}"),
        ("@article{x, y = \"z\"}", r'@article{\textbraceleft}x, y = "z"{\textbraceright}'),
        ("50% of R&D", r"50\% of R\&D"),
        ("model size <0.5MB", r"model size {\textless}0.5MB"),
        ("x_1 ^ #2 ~ 3", r"x\_1 {\textasciicircum} \#2 {\textasciitilde} 3"),
        ("ends with a backslash\\", r"ends with a backslash{\textbackslash}"),
        (r"alr{\'e}ady \&", r"alr{\textbraceleft}{\textbackslash}'e{\textbraceright}ady {\textbackslash}\&"),
        ("Rémi – “Łódź” 中文 😀", "Rémi – “Łódź” 中文 😀"),
    ],
)  # fmt: skip
def test_every_sign_that_tex_acts_on_is_made_to_print(text: str, latex: str) -> None:
    assert escape(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("$N$-bit networks", "{$N$}-bit networks"),
        (r"an $\ell_1$ norm", r"an {$\ell_1$} norm"),
        ("in $O(n^2)$ time", "in {$O(n^2)$} time"),
        (r"$\alpha$ and $\beta$", r"{$\alpha$} and {$\beta$}"),
        (r"$\mathbf{x}_{i}$", r"{$\mathbf{x}_{i}$}"),
        (r"R&D of $\frac{a}{b}$ at 5%", r"R\&D of {$\frac{a}{b}$} at 5\%"),
        (r"$\epsilon$-greedy", r"{$\epsilon$}-greedy"),
    ],
)
def test_mathematics_is_kept_and_stands_in_braces(text: str, latex: str) -> None:
    assert escape(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("costs $5", r"costs \$5"),
        ("costs $5 and $6", r"costs \$5 and \$6"),
        ("from $5 to $10 a month", r"from \$5 to \$10 a month"),
        ("between $ and $", r"between \$ and \$"),
        ("a $ sign$ here", r"a \$ sign\$ here"),
        ("$$", r"\$\$"),
        ("$100 models", r"\$100 models"),
        ("$not a formula at all$", r"\$not a formula at all\$"),
    ],
)
def test_dollars_that_are_money_are_no_mathematics(text: str, latex: str) -> None:
    assert escape(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (r"\input{/etc/passwd}", r"{\textbackslash}input{\textbraceleft}/etc/passwd{\textbraceright}"),
        (r"$\input{/etc/passwd}$", r"\${\textbackslash}input{\textbraceleft}/etc/passwd{\textbraceright}\$"),
        (r"$\write18{id}$", r"\${\textbackslash}write18{\textbraceleft}id{\textbraceright}\$"),
        (r"$\ell\csname input\endcsname x$",
         r"\${\textbackslash}ell{\textbackslash}csname input{\textbackslash}endcsname x\$"),
        (r"$\def\x{}$", r"\${\textbackslash}def{\textbackslash}x{\textbraceleft}{\textbraceright}\$"),
        (r"$\ell^^5cinput{x}$",
         r"\${\textbackslash}ell{\textasciicircum}{\textasciicircum}5cinput{\textbraceleft}x{\textbraceright}\$"),
        ("$^^5cbf$", r"\${\textasciicircum}{\textasciicircum}5cbf\$"),
        (r"$x\$", r"\$x{\textbackslash}\$"),
        ("$x}$", r"\$x{\textbraceright}\$"),
        ("$}x{$", r"\${\textbraceright}x{\textbraceleft}\$"),
        ("$x%$", r"\$x\%\$"),
        ("$x#1$", r"\$x\#1\$"),
        ("$x&y$", r"\$x\&y\$"),
    ],
)  # fmt: skip
def test_no_command_of_a_foreign_text_is_run_in_mathematics_either(text: str, latex: str) -> None:
    assert escape(text) == latex


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("10.1007/978-3-319-46493-0_32", "10.1007/978-3-319-46493-0_32"),
        ("https://openreview.net/forum?id=S1_pAu9xl&x=%20#a~b", "https://openreview.net/forum?id=S1_pAu9xl&x=%20#a~b"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
         "10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID%3E3.0.CO;2-2"),
        ("https://example.org/{a}", "https://example.org/%7Ba%7D"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/\\", "https://example.org/%5C"),
        ('x"|`^', "x%22%7C%60%5E"),
        ("  x\x1b[31m\n", "x[31m"),
        ("a\ud800b", "ab"),
        ("", ""),
    ],
)  # fmt: skip
def test_addresses_are_not_escaped_but_cannot_end_their_field(text: str, held: str) -> None:
    assert verbatim(text) == held


@pytest.mark.parametrize(
    ("text", "balanced"), [("", True), ("{a{b}c}", True), ("{", False), ("}", False), ("}{", False), (r"\{", False)]
)
def test_braces_are_counted_as_bibtex_counts_them(text: str, balanced: bool) -> None:
    assert is_balanced(text) is balanced

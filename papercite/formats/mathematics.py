"""Mathematics in titles: which dollars enclose it, and which stand for money or mischief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# As pandoc tells mathematics from money: no space inside the dollars, no digit behind the second.
_MATH = re.compile(r"\$(?=\S)([^$]{1,200})(?<=\S)\$(?!\d)")
# Commands that print a sign, set letters or build a formula, and do nothing else.
_COMMANDS = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell infty partial "
    "nabla times cdot div pm mp leq geq neq le ge ne approx sim simeq equiv propto in notin subset cup cap to "
    "rightarrow leftarrow Rightarrow leftrightarrow mapsto star ast circ bullet oplus otimes perp parallel angle "
    "mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt text textit textbf textrm boldsymbol bar hat tilde vec "
    "dot ddot overline underline sqrt frac sum prod int log ln exp sin cos tan min max arg sup inf det dim ker lim Pr "
    "ldots cdots dots prime dagger hbar Re Im aleph forall exists langle rangle lfloor rfloor lceil rceil left right "
    "quad".split()
)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")


def pieces_of(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is mathematics (then without its dollars)."""
    place = 0
    for math in _MATH.finditer(text):
        if _is_math(math[1]):
            yield text[place : math.start()], False
            yield math[1], True
            place = math.end()
    yield text[place:], False


def _is_math(inner: str) -> bool:
    """What stands between two dollars is harmless mathematics."""
    if re.search(r"[%#&~\"<>|@]", inner) or not is_balanced(inner) or inner.endswith("\\"):
        return False
    commands = _COMMAND.findall(inner)
    if any(command not in _COMMANDS and command not in ",;!: " for command in commands):
        return False
    plain = _COMMAND.sub(" ", inner)
    return bool(commands) or not re.search(r"[A-Za-z]{4,}", plain)


def is_balanced(text: str) -> bool:
    """Every brace has its partner, in the order that BibTeX counts them."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0

"""Mathematics in titles: which dollars enclose it, and which stand for money or mischief.

What is kept runs in somebody's LaTeX, so it is read, not searched: only formulas of a small
grammar are kept, with commands that print a sign or set letters. All else is text.

    formula   = { atom [ ^ argument ] [ _ argument ] }
    atom      = character | group | command with as many arguments as it takes
    argument  = character | group | command that takes none
    group     = "{" formula "}"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# As pandoc tells mathematics from money: no space inside the dollars, no digit behind the second.
_MATH = re.compile(r"\$(?=\S)([^$]{1,200})(?<=\S)\$(?!\d)")
_SIGNS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell infty partial "
    "nabla times cdot div pm mp leq geq neq le ge ne approx sim simeq equiv propto in notin subset cup cap to "
    "rightarrow leftarrow Rightarrow leftrightarrow mapsto star ast circ bullet oplus otimes perp parallel angle int "
    "sum prod log ln exp sin cos tan min max arg sup inf det dim ker lim Pr ldots cdots dots prime dagger hbar Re Im "
    "aleph forall exists langle rangle lfloor rfloor lceil rceil quad , ; ! :"
).split()
_SETTINGS = (
    "mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt boldsymbol bar hat tilde vec dot ddot overline "
    "underline sqrt"
).split()
_ARGUMENTS = {**dict.fromkeys(_SIGNS, 0), **dict.fromkeys(_SETTINGS, 1), "frac": 2}  # how many each command takes
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])|[A-Za-z0-9+\-*/=()\[\].,:;!?' ]|[{}^_]|.", re.DOTALL)
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-*/=()[].,:;!?' ")
# What may be an argument without braces: others are made of several parts, or are none.
_ALONE = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell infty partial "
    "star ast circ bullet prime dagger perp times pm".split()
)
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*+-")
_DEEPEST = 20


def pieces_of(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is mathematics (then without its dollars)."""
    place = 0
    while found := _MATH.search(text, place):
        if not is_formula(found[1]):
            yield text[place : found.start() + 1], False  # this dollar is none; the next may be
            place = found.start() + 1
            continue
        yield text[place : found.start()], False
        yield found[1], True
        place = found.end()
    yield text[place:], False


def is_formula(inner: str) -> bool:
    """What stands between two dollars is a formula that LaTeX can set, and does nothing but print.

    A run of letters is a word, not a product of variables, if no sign of mathematics is with it.
    """
    tokens = _TOKEN.findall(inner)
    if not any(token[0] in "\\^_" for token in tokens) and re.search(r"[A-Za-z]{3,}|[A-Za-z] [A-Za-z]", inner):
        return False
    return _formula(tokens, 0, 0) == len(tokens)


def _formula(tokens: list[str], place: int, depth: int) -> int:
    """Where the formula that begins at `place` ends; -1 if it is none."""
    while 0 <= place < len(tokens) and tokens[place] != "}":
        place = _scripts(tokens, _atom(tokens, place, depth), depth)
    return place


def _scripts(tokens: list[str], place: int, depth: int) -> int:
    """Behind what stands above and below an atom; a prime stands above. LaTeX refuses a second of a kind."""
    taken = set()
    while 0 <= (place := _behind_spaces(tokens, place)) < len(tokens) and tokens[place] in "^_'":
        kind = "^" if tokens[place] == "'" else tokens[place]
        if kind in taken:
            return -1
        taken.add(kind)
        if tokens[place] == "'":
            while place < len(tokens) and tokens[place] == "'":
                place += 1
        else:
            place = _argument(tokens, place + 1, depth)
    return place


def _behind_spaces(tokens: list[str], place: int) -> int:
    while 0 <= place < len(tokens) and tokens[place] == " ":
        place += 1
    return place


def _atom(tokens: list[str], place: int, depth: int) -> int:
    sign = tokens[place]
    if sign == "{":
        return _argument(tokens, place, depth)
    if sign[0] != "\\":
        return place + 1 if sign in _PLAIN and sign != "'" else -1
    wanted = _ARGUMENTS.get(sign[1:], -1)
    place = place + 1 if wanted >= 0 else -1
    for _ in range(wanted):
        place = _argument(tokens, place, depth)
    return place


def _argument(tokens: list[str], place: int, depth: int) -> int:
    place = _behind_spaces(tokens, place)
    if not 0 <= place < len(tokens) or depth > _DEEPEST:
        return -1
    sign = tokens[place]
    if sign in _LETTERS or sign[1:] in _ALONE:
        return place + 1
    if sign != "{":
        return -1
    end = _formula(tokens, place + 1, depth + 1)
    return end + 1 if 0 <= end < len(tokens) else -1


def is_balanced(text: str) -> bool:
    """Every brace has its partner, in the order that BibTeX counts them."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0

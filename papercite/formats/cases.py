"""Titles in sentence case and in headline case, with the capitals that carry meaning kept.

Citation processors lower what they do not know: "XNOR-Net" becomes "XNOR-net" and "Gaussian" "gaussian". What matters
is known here already, for BibTeX; so titles are set in the case that a style asks for before a processor sees them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.formats.capitals import AFTER_COLON, COMPOUND, guarded, is_sentence_case, length_of_name
from papercite.formats.mathematics import pieces_of

if TYPE_CHECKING:
    from collections.abc import Callable

_PROTECTED = re.compile(r"\{([^}]*)\}")
_JOINTS = re.compile(r"([-‐/])")
# Articles, conjunctions and short prepositions: small inside a headline (Chicago Manual of Style 8.159).
_SMALL = frozenset("a an and as at but by for from in into nor of on onto or per the to via vs with".split())
_APOSTROPHES = ("'", "’")


class _Word(NamedTuple):
    """A word of a title, or several with hyphens, and where it stands."""

    text: str
    is_first: bool  # of the title, or behind a colon, a full stop or a question mark
    is_last: bool
    is_head: bool  # a colon follows
    is_tail: bool  # an apostrophe goes before: the t of don't


def sentence_case(text: str, name: str = "") -> str:
    """Small letters but for the first one, that behind a colon, full stop or question mark, and what must keep its own.

    text    "XNOR-Net: ImageNet Classification Using Binary CNNs"
    name    a name of the paper that may begin the title
    returns "XNOR-Net: ImageNet classification using binary CNNs"; the same for a title in sentence case
    """
    kept = length_of_name(text, name)
    as_written = is_sentence_case(text)

    def lowered(word: _Word) -> str:
        if word.is_tail:
            return word.text
        in_braces = guarded(word.text, as_written and not word.is_first, is_head=word.is_head)
        first = in_braces[0] if word.is_first and in_braces[0] != "{" else ""
        pieces = _PROTECTED.split(in_braces[len(first) :])
        return first + "".join(piece if place % 2 else _lowered(piece) for place, piece in enumerate(pieces))

    return text[:kept] + _by_words(text[kept:], lowered, begins=not kept)


def _lowered(text: str) -> str:
    """Small letters; letters that stand for themselves stay: A/B, but not the article."""
    parts = _JOINTS.split(text)
    return "".join(part if len(part) == 1 < len(parts) else part.lower() for part in parts)


def headline_case(text: str) -> str:
    """A capital for every word but the small ones inside: "Real-to-Binary Networks in the Wild: A Survey"."""

    def raised(word: _Word) -> str:
        if word.is_tail:
            return word.text
        first, *others = _JOINTS.split(word.text)
        is_small = not others and not (word.is_first or word.is_last) and first.lower() in _SMALL
        head = first.lower() if is_small and not first[1:].isupper() else _capital(first, others)
        return head + "".join(part if part in _SMALL else _capital(part, others) for part in others)

    return _by_words(text, raised, begins=True)


def _capital(part: str, others: list[str]) -> str:
    """The part with a capital; not if it has some already, or is a letter that stands for itself: k-Means."""
    return part if not part.islower() or (others and len(part) == 1) else part[0].upper() + part[1:]


def _by_words(text: str, change: Callable[[_Word], str], begins: bool) -> str:
    """The text with its words changed; mathematics stays as it is. `begins`: the text begins the title."""
    changed: list[str] = []
    pieces = list(pieces_of(text))
    for number, (piece, is_math) in enumerate(pieces):
        if is_math:
            changed.append(f"${piece}$")
            continue
        at = 0
        for found in COMPOUND.finditer(piece):
            start, end = found.span()
            word = _Word(
                found[0],
                is_first=(begins and not (number or at)) or bool(AFTER_COLON.search(piece, 0, start)),
                is_last=number == len(pieces) - 1 and not COMPOUND.search(piece, end),
                is_head=piece.startswith(":", end),
                is_tail=piece[start - 1 : start] in _APOSTROPHES,
            )
            changed += [piece[at:start], change(word)]
            at = end
        changed.append(piece[at:])
    return "".join(changed)

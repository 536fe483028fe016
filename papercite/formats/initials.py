"""Given names as initials, for names of every script."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_BROAD = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")  # scripts in which the family name comes first, without a space
_RUN_TOGETHER = re.compile(r"\.(?=[^\W\d_])")  # J.P.
_HYPHENS = re.compile("[-‐‑]")


def as_written(name: dict[str, str]) -> str:
    """A name in Chinese, Japanese or Korean script as it is written there, "李明"; "" for all others."""
    whole = name.get("family", "") + name.get("given", "")
    is_broad = all(unicodedata.name(character, "").startswith(_BROAD) for character in whole)
    return whole if is_broad and "family" in name else ""


def shortened(given: str, mark: str, hyphen: str) -> str:
    """Given names as initials with a mark behind each: "Jean-Pierre Ada", ". " -> "J.-P. A."

    What begins small is a particle and stays, and so does what has no capital letters: "أحمد".
    """
    words = _RUN_TOGETHER.sub(". ", given).split()
    parts = [_part(word, mark.strip(), hyphen) for word in words]
    is_close = [not mark.endswith(" ") and _first_capital(word) is not None for word in words]
    spaces = ["" if one and other else " " for one, other in pairwise(is_close)]
    return "".join(part + space for part, space in zip(parts, [*spaces, ""], strict=False))


def _part(word: str, mark: str, hyphen: str) -> str:
    parts = [_initial(part, mark) for part in _HYPHENS.split(word.rstrip(".")) if part]
    return hyphen.join(parts) or word


def _initial(part: str, mark: str) -> str:
    place = _first_capital(part)
    if place is None:
        return part
    end = place + 1
    while end < len(part) and unicodedata.combining(part[end]):
        end += 1
    return part[place:end] + mark


def _first_capital(part: str) -> int | None:
    """Place of the first letter, if it is a capital."""
    place = next((place for place, character in enumerate(part) if character.isalpha()), None)
    return place if place is not None and part[place].isupper() else None

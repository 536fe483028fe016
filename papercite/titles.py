"""Titles: what is left of one when dress is taken off, and whether two are one.

Only the same words are a yes. What looks alike (another number or version, a reply, a missing
subtitle) is a no or unsure. Nothing here knows records.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from papercite.text import fold
from papercite.verdict import NO, UNSURE, YES

if TYPE_CHECKING:
    from collections.abc import Collection

# ---- what is compared

_GREEK = dict(zip(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
    "phi chi psi omega".split(),
    strict=True,
))  # fmt: skip
_LONE_GREEK = re.compile("(?<![α-ω])[α-ω](?![α-ω])")  # β-VAE, μTransfer; a word in Greek stays a word
_TAG = re.compile(r"</?(?:i|b|u|em|strong|su[bp]|scp|sc|tt|span|jats:\w+|mml:\w+|math|m[a-z]+)\b[^<>]*>", re.IGNORECASE)
_SIGN = re.compile(r"(?<=\w)(\++|#|\*)(?!\w)")  # BNN+ is not BNN, C# is not C
_ACCENT = re.compile(r"\\(?:[^A-Za-z\s&]|[cvuHrkbdt](?=\s*\{))")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_LETTERS = {"o": "o", "O": "o", "l": "l", "L": "l", "i": "i", "j": "j", "ss": "ss", "ae": "ae", "AE": "ae", "oe": "oe",
            "OE": "oe", "aa": "a", "AA": "a", "dh": "d", "th": "th", "ell": "l", "times": "x"}  # fmt: skip
_WORDS = frozenset((*_GREEK.values(), *"log ln exp sin cos tan min max arg lim sup inf det dim TeX LaTeX".split()))
_WITH_MARKS = re.compile("[\u0900-\u1cff\u3040-\u30ff\ua800-\uabff\uff66-\uff9f]")  # scripts of India, Thai, kana …
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"})


@lru_cache(16_384)
def title_key(title: str) -> str:
    r"""What two titles have in common if they are one: folded words, without TeX and tags; BNN+ is kept apart from BNN.

    title    "$\alpha$-Nets: R&amp;D", "β-VAE", "Schr\"{o}dinger <i>Nets</i>"
    returns "alpha nets r and d", "beta vae", "schrodinger nets"
    """
    if "&" in title:
        title = unescape(title).replace("\\&", "&").replace("&", " and ")
    if "<" in title:
        title = _TAG.sub("", title)
    if "\\" in title or "$" in title or "{" in title:
        title = re.sub("[${}]", "", _COMMAND.sub(_meaning, _ACCENT.sub("", title)))
    if _WITH_MARKS.search(title):
        title = _with_marks_as_letters(title)
    title = _SIGN.sub(lambda sign: f" sign{len(sign[1])}{sign[1][0].replace('+', 'plus')}", title)
    folded = fold(title.replace("×", "x"))
    return folded if folded.isascii() else _LONE_GREEK.sub(lambda letter: _GREEK[letter[0]], folded)


def _meaning(command: re.Match[str]) -> str:
    name = command[1].removeprefix("var")
    if name.lower() in _WORDS or name in _WORDS:
        return name + " "
    return _LETTERS.get(command[1], " " if command[0][-1].isspace() else "")


def _with_marks_as_letters(title: str) -> str:
    """Vowel signs, voicing and tones as letters: in these scripts they make another word, folding would drop them."""
    spelled, is_accent = "", False
    for character in unicodedata.normalize("NFKD", title):
        if not unicodedata.category(character).startswith("M"):
            is_accent = unicodedata.name(character, "").startswith(("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC"))
            spelled += character
        elif not is_accent:
            spelled += "".join(chr(ord("a") + int(digit, 16)) for digit in f"{ord(character):x}")
    return spelled


# ---- what tells look-alikes apart

_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
          "xiii": "13", "xiv": "14"}  # fmt: skip
_SPELLED = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_SPELLED |= {word: str(n) for n, word in enumerate("second third fourth fifth sixth".split(), 2)}
_VALUES = {**_ROMAN, **_SPELLED, "i": "1", "v": "5", "x": "10"}
_NUMBER = re.compile(
    rf"\d+|\b(?:{'|'.join((*_ROMAN, *_SPELLED))})\b"
    r"|(?:(?<=\bpart )|(?<=\bvolume )|(?<=\bvol )|(?<=\bphase )|(?<=\btype ))[ivx]\b|\b[ivx]$"
)
_NEGATIONS = frozenset("no non not nor never neither none cannot without".split())
_NOT = frozenset(("no", "not"))  # "not able" is not "notable", but "non-linear" is "nonlinear"
_PIECE = re.compile(r"[:()\[\]\"“”‘’]|[-–—.]\s|\s[-–—]")
_KINDS = {
    "correction": r"(?:(?:authors?|publishers?) )?(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|addendum)",
    "retraction": r"(?:retraction|retracted|withdrawn|expression of concern)(?: (?:article|note|notice|paper))?",
    "reply": r"(?:authors? )?(?:reply|response|rejoinder|comments?|commentary|discussion)",
    "supplement": r"(?:supplement(?:ary|al)?|appendix)(?: (?:materials?|information))?",
    "short version": r"(?:extended|student|poster|demo|short) abstract|abstract only",
    "poster or talk": r"poster|demo|demonstration|invited talk|keynote",
}
_OPENINGS = [(kind, re.compile(rf"(?:an? )?(?:{words})(?: (?:to|on|of|for))+ ")) for kind, words in _KINDS.items()]
_WHOLES = [(kind, re.compile(rf"(?:an? )?(?:{words})")) for kind, words in _KINDS.items()]


def numbers(key: str) -> list[str]:
    """Numbers of a folded title in whatever spelling, sorted: "part ii of 3d nets v2" -> 2, 2, 3."""
    return sorted(_VALUES.get(text) or text.lstrip("0") or "0" for text in _NUMBER.findall(key))


def kind_of_title(title: str) -> str:
    """What a title says its text is, if it is no paper of its own: "Erratum: Nets" -> "correction", else ""."""
    opening = next((kind for kind, words in _OPENINGS if words.match(title_key(title))), "")
    pieces = [fold(piece) for piece in _PIECE.split(title)]
    ends = {pieces[0], pieces[-1] or pieces[-2]} if len(pieces) > 1 else set()
    return opening or next((kind for kind, words in _WHOLES if any(map(words.fullmatch, ends))), "")


def contradict(one: str, other: str) -> bool:
    """Two titles differ in what makes another paper: a number, a negation, or one is a reply, a correction …"""
    first, second = title_key(one), title_key(other)
    return (
        numbers(first) != numbers(second)
        or sorted(_NEGATIONS & set(first.split())) != sorted(_NEGATIONS & set(second.split()))
        or kind_of_title(one) != kind_of_title(other)
    )


_SMALL = frozenset(
    "a an and as at by for from in into is it its of on or the to towards toward using via with we are "
    "book chair chairs editor editors editorial foreword guest introduction issue letter message note notes overview "
    "paper papers preface proceedings program report review section special survey tutorial volume workshop".split()
)
_IDEOGRAM = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def is_telling(title: str) -> bool:
    """A title of so many words that hardly another paper has it: three, small and common ones not counted."""
    words = [word for word in title_key(title).split() if word not in _SMALL and (len(word) > 1 or not word.isascii())]
    return len(words) + sum(len(_IDEOGRAM.findall(word)) // 2 for word in words) >= 3


# ---- two titles

_HEAD = re.compile(r":(?:\s|$)|\s[-–—]+\s|—|\?\s|\s\(")
_NEAR = 0.85  # share of letters in common from which on two titles may be one with a slip


def title_agreement(one: str, other: str) -> str:
    """`YES` for the same words, `UNSURE` for a near miss or a missing subtitle, else `NO`."""
    first, second = sorted((title_key(one), title_key(other)))
    if not first:
        return NO if second else UNSURE
    if first == second or _is_same_but_for_umlauts(one, other):
        return YES
    if first.replace(" ", "") == second.replace(" ", ""):  # "Low-Bit", "Low Bit" and "Lowbit"
        return _same_letters(first, second)
    if ":" in one + other and title_key(one.partition(":")[0]) == title_key(other.partition(":")[0]):
        return UNSURE if _figures(first) == _figures(second) else NO
    return UNSURE if _are_near(first, second) and numbers(first) == numbers(second) else NO


def _figures(key: str) -> list[str]:
    """As `numbers`, without those in words: a subtitle may say "two"."""
    return numbers(" ".join(word for word in key.split() if word not in _SPELLED))


def _same_letters(first: str, second: str) -> str:
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):  # "1.58" and "158"
        return NO
    return YES if _NOT & set(first.split()) == _NOT & set(second.split()) else UNSURE


def _is_same_but_for_umlauts(one: str, other: str) -> bool:
    """ "Schrödinger" is written "Schrodinger" and "Schroedinger"."""
    return any(
        not some.isascii() and (spelled := some.translate(_UMLAUTS)) != some and title_key(spelled) == title_key(others)
        for some, others in ((one, other), (other, one))
    )


def _are_near(first: str, second: str) -> bool:
    enough = _NEAR * (len(first) + len(second)) / 2  # letters that must be in common; cheap bounds come first
    if min(len(first), len(second)) < enough or (_letters(first) & _letters(second)).total() < enough:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NEAR


@lru_cache(16_384)
def _letters(key: str) -> Counter[str]:
    return Counter(key)


_LONG = 5  # letters from which on one that is wrong hardly makes another word
_ACRONYM = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b")


def is_slip(one: str, other: str, *, is_named: bool = False) -> bool:
    """Two titles differ in one word, by one letter too many, too few, wrong, or by two that changed places.

    is_named  an identifier speaks for it, too: then the word may be a short one ("wth"), but no acronym ("CNN", "RNN")
    """
    first, second = title_key(one).split(), title_key(other).split()
    if len(first) != len(second) or first == second:
        return False
    (word, instead), *more = (pair for pair in zip(first, second, strict=True) if pair[0] != pair[1])
    if more or not _is_one_letter_off(word, instead) or contradict(one, other):
        return False
    if max(len(word), len(instead)) >= _LONG:
        return True
    acronyms = {fold(name) for name in _ACRONYM.findall(f"{one} {other}") if not one.isupper() and not other.isupper()}
    is_another_word = len(word) == len(instead) and sorted(word) != sorted(instead)  # "fast", "past"
    return is_named and not is_another_word and acronyms.isdisjoint((word, instead))


def _is_one_letter_off(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    start = next((at for at, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), len(shorter))
    rest, others = shorter[start:], longer[start:]
    if len(longer) > len(shorter):
        return rest == others[1:]
    return rest[1:] == others[1:] or (rest[1::-1] == others[:2] and rest[2:] == others[2:])


def lacks_subtitle(one: str, other: str) -> bool:
    """One title is the other without what follows its first colon, dash, question mark or bracket."""
    heads = [title_key(_HEAD.split(title, maxsplit=1)[0]) for title in (one, other)]
    keys = [title_key(one), title_key(other)]
    return keys[0] != keys[1] and bool(heads[0]) and (heads[0] == keys[1] or heads[1] == keys[0])


def shared_words(one: str, other: str) -> float:
    """Share of the words, small ones not counted, that two titles have in common."""
    first, second = (set(title_key(title).split()) - _SMALL for title in (one, other))
    return len(first & second) / (len(first | second) or 1)


# ---- many titles


def propose(title: str, keys: Collection[str], limit: int = 10) -> list[str]:
    """Titles worth a look, best first: the same, near misses, those with or without a subtitle.

    keys     folded titles (`title_key`), as an index has them
    returns  some of `keys`. It decides nothing: what comes of them is same_paper's
    """
    key = title_key(title)
    if not key:
        return []
    from rapidfuzz import fuzz, process  # only who has nothing better needs it

    words = key.split()
    shorter = {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    longer = key + " "
    parts = [other for other in keys if other in shorter or other.startswith(longer)]
    near = [key] if key in parts else []
    near += [found[0] for found in process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=100 * _NEAR, limit=limit)]
    parts.sort(key=lambda other: abs(len(other) - len(key)))
    return list(dict.fromkeys((*near, *parts)))[:limit]

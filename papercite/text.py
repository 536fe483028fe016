"""Text as such: tidying and folding. Knows nothing of papers or services."""

from __future__ import annotations

import re
import unicodedata

# ---- tidying

_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1 but white space, DEL: what terminals obey
    "\u200b\u2060\ufeff\ufff9-\ufffb"  # characters without width
    "\u202a-\u202e\u2066-\u2069"  # direction overrides: they make text look like other text
    "\ud800-\udfff]"  # half characters
)
_NOT_PLAIN = re.compile(f"{_CONTROL.pattern}|[\x85\u2028\u2029]")  # with what some programs take for a line end
_SPACE = re.compile(r"\s+")


def tidy(text: str) -> str:
    """Text in one line, NFC, without control characters and without white space at its ends."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", unicodedata.normalize("NFC", _CONTROL.sub("", text))).strip()


def web_address(text: str) -> str:
    """The address, tidy, if it is one that may stand in a link: http or https; else ""."""
    return tidy(text) if text.startswith(("http://", "https://")) else ""


def visible(text: str) -> str:
    """JSON text in which control characters, line ends and their like are spelled out: \\u202e. Its values stay."""
    return _NOT_PLAIN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# ---- folding

# Letters that Unicode does not take apart, and what stands for them in ASCII.
_UNDIVIDED = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ħ": "h", "ı": "i",
    "ŋ": "n", "ŧ": "t", "ĸ": "k", "ſ": "s", "ə": "e", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ơ": "o", "ư": "u",
})  # fmt: skip
_GREEK_AND_CYRILLIC = str.maketrans(dict(zip(
    "αβγδεζηθικλμνξοπρσςτυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяєіїґђјљњћџ",
    ["a", "b", "g", "d", "e", "z", "e", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "ph",
     "ch", "ps", "o",
     "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
     "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "ye", "i", "yi", "g", "dj", "j", "lj", "nj", "c", "dz"],
    strict=True,
)))  # fmt: skip
_NAMED_SOUND = re.compile(r"(?:HANGUL SYLLABLE|(?:HIRAGANA|KATAKANA) LETTER(?: SMALL)?) (.+)")
_ALNUM = re.compile(r"[^\W_]")
_NOT_ALNUM = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """Text in lower case without accents: "Gribonval, Rémi" -> "gribonval, remi"; letters of all scripts stay."""
    if text.isascii():
        return text.lower()
    taken_apart = unicodedata.normalize("NFKD", text).casefold().translate(_UNDIVIDED)
    taken_apart = unicodedata.normalize("NFKD", taken_apart).casefold()
    letters = "".join(c for c in taken_apart if not unicodedata.combining(c)).translate(_UNDIVIDED)
    return unicodedata.normalize("NFC", letters)  # Hangul was taken apart too


def fold(text: str) -> str:
    """What is compared when two texts are said to be the same: lower case words of letters and digits.

    text    any: "Bi-Real Net: …", "<b>SGD</b>", "$\\ell_1$"
    returns words with one space between, "" if nothing is left; letters of every script are kept
    """
    plain = text.lower() if text.isascii() else bare(text)
    if plain.replace(" ", "").isalnum():
        return " ".join(plain.split())
    return _NOT_ALNUM.sub(" ", plain).strip()


def has_words(text: str) -> bool:
    """There is a letter or a digit in the text: folded, it is not empty."""
    return text[:1].isalnum() or bool(_ALNUM.search(text))


def _sound(character: str) -> str:
    named = _NAMED_SOUND.fullmatch(unicodedata.name(character, ""))
    return named[1].lower() if named else ""


def latin(text: str) -> str:
    """Text in small ASCII letters and digits, all else dropped: "Élan Ω2" -> "elano2", "김" -> "gim", "李" -> ""."""
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text)  # in "だ" the mark makes another sound
        text = "".join(_sound(c) or bare(c).translate(_GREEK_AND_CYRILLIC) for c in composed)
    return "".join(c for c in text.lower() if c.isascii() and c.isalnum())


def slug(text: str) -> str:
    """A heading as a topic's name: "Efficient Model" -> "efficient-model", "模型 量化" -> "模型-量化"."""
    return fold(text).replace(" ", "-")


# ---- keys

_USABLE_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]*")


def is_usable_key(text: str) -> bool:
    """`text` can be a citation key in every BibTeX: letters, digits and _:.+/- in ASCII."""
    return bool(_USABLE_KEY.fullmatch(text))

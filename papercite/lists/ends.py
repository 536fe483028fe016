"""What stands at the ends of a title and is no part of it: numbers, pictures, brackets that lost their partner."""

from __future__ import annotations

import re

from papercite.text import tidy

EDGE = " \t\n,;:|·*_—–，；："
_EMOJI = (
    r"(?:[\U0001F000-\U0001FAFF\u2190-\u21FF\u2300-\u23FF\u2600-\u27BF\u2B00-\u2BFF\uFE0F\u200D]|:[a-z][a-z0-9_+-]+:)"
)
_SIGNS = re.compile(rf"^(?:\s|{_EMOJI}|[•●○◦▪►▶■□◆★☆✓])+|(?:\s|{_EMOJI})+$")
_SIGNS_BEHIND = re.compile(rf"(?:\s|{_EMOJI})+$")
_BRACKET = re.compile("[()\\[\\]（）【】{}“”\"'「」《》『』]")
_PAIRS = (("[", "]"), ("(", ")"), ("（", "）"), ("【", "】"), ("{", "}"), ("“", "”"))
_WRAPS = ('""', "“”", "''", "[]", "「」", "《》", "『』")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_TRANSLATION = re.compile(
    r"\s*[(（][^()（）]*[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2}[^()（）]*"
    r"(?:[(（][^()（）]*[)）][^()（）]*)?[)）]\s*\.?$"
)
_NUMBER = re.compile(
    r"^\s*(?:[\[(（【]?\s*(?:No\.?\s*)?(?!(?:19|20)\d\d\b)\d{1,4}\s*[\])）】]"
    r"|[\[(]\d*(?:\s|:[a-z_]+:|[\U0001F300-\U0001FAFF])+[\])]"
    r"|(?:No\.?\s*)?\d{1,3}[.)、:](?=\s|[^\d\s])|\(\*+\)|#\d+[:.]?)\s*"
)
_NUMBER_STARTS = "[(（【N#"


def without_signs(text: str) -> str:
    """Text without pictures, bullets and stars at its ends."""
    if "!" <= text[:1] <= "~" and text[0] != ":" and "!" <= text[-1] <= "~" and text[-1] != ":":
        return text  # as most do: a quick look
    text = text.strip()
    return _SIGNS.sub("", text) if is_sign(text[:1]) or is_sign(text[-1:]) else text


def without_signs_behind(text: str) -> str:
    """Text without pictures and stars at its end."""
    text = text.rstrip()
    return _SIGNS_BEHIND.sub("", text) if is_sign(text[-1:]) else text


def is_sign(character: str) -> bool:
    """A character may be a picture, or part of one: an emoji, a star, the colon of ":star:"."""
    return character == ":" or character.isspace() or ("\u2000" < character < "\u2e80") or character > "\ufe00"


def _without_lone(text: str, opening: str, closing: str) -> str:
    """Text without a bracket at its ends that has no partner."""
    if text.count(opening) == text.count(closing):
        return text
    text = text.removesuffix(opening).removeprefix(closing)
    if text.startswith(opening) and not _is_closed(text, opening, closing):
        text = text[1:]
    if text.endswith(closing) and not _is_closed(text[::-1], closing, opening):
        text = text[:-1]
    return text


def _is_closed(text: str, opening: str, closing: str) -> bool:
    """The bracket that a text begins with has a partner."""
    depth = 0
    for sign in text:
        depth += (sign == opening) - (sign == closing)
        if not depth:
            return True
    return False


def bare_title(text: str) -> str:
    """A title without numbers, signs, separators, brackets without partner and its translation in brackets."""
    previous = None
    while text != previous:
        previous = text
        text = without_signs(text.strip(EDGE + "/"))
        if not _BRACKET.search(text):
            break
        for opening, closing in _PAIRS:
            if opening in text or closing in text:
                text = _without_lone(text, opening, closing)
        if len(text) > 2 and text[0] + text[-1] in _WRAPS and text[0] not in text[1:-1]:
            text = text[1:-1]
    text = _without_translation(text)
    return tidy(text) if text.endswith("...") else tidy(text.rstrip(".。"))


def _without_translation(text: str) -> str:
    """ "Localization Distillation for Dense Object Detection(密集对象检测的定位蒸馏)" is one title, twice."""
    found = _TRANSLATION.search(text) if text.rstrip(" .")[-1:] in (")", "）") else None
    title = text[: found.start()] if found else ""
    return title if title.count(" ") > 1 and not _CJK.search(title) else text


def without_number(text: str) -> str:
    """Text without the number of its item: "[32] ", "1) ", "(*) "."""
    if not text or not (text[0] in _NUMBER_STARTS or text[0].isdigit() or text[0].isspace()):
        return text
    shorter = _NUMBER.sub("", text, count=1)
    return shorter if shorter.strip() else text


def is_number(text: str) -> bool:
    """The text is the number of an item, and nothing else."""
    return bool(_NUMBER.fullmatch(text.strip() + " ") or _NUMBER.fullmatch(text.strip()))

"""Foreign text -> plain text, once, at the border: markup, entities, several names in one string, JSON of any shape."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from papercite.errors import BadAnswer
from papercite.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papercite.providers.provider import Answer

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
_BLOCKS = frozenset(("br", "p", "div", "li", "title", "jats:p", "jats:title", "mml:math", "math"))
_FACE = re.compile(r"</?(?:su[bp]|i|b|em|strong|scp|tt|u)>", re.IGNORECASE)
_NOT_READ = re.compile(r"<(annotation(?:-xml)?|mml:annotation|script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def plain(text: str) -> str:
    """A title or name without markup: HTML, JATS and MathML tags go, entities (also escaped twice) become characters.

    text    "Deep <i>Q</i>-learning", "R&amp;amp;D", "H<sub>2</sub>O", "a &lt; b"
    returns "Deep Q-learning", "R&D", "H2O", "a < b"; one line, NFC
    errors  none
    source  Crossref titles carry face markup and MathML, DBLP's JSON HTML entities
    """
    if "<" in text or "&" in text:
        text = _FACE.sub("", unescape(_without_tags(unescape(_without_tags(text)))))
    return tidy(text)


def _without_tags(text: str) -> str:
    return _TAG.sub(_space_or_nothing, _NOT_READ.sub("", text)) if "<" in text else text


def _space_or_nothing(tag: re.Match[str]) -> str:
    return " " if (tag[2] or "").lower() in _BLOCKS else ""


def with_subtitle(title: str, subtitle: str) -> str:
    """A title and the subtitle that a source keeps apart, as one.

    title    plain: "Vector Quotient Filters", "Deep Nets:", "Is it so?"
    subtitle plain: "Overcoming the Trade-Off"; one that the title holds already, or begins as it does, says nothing
    returns  "Vector Quotient Filters: Overcoming the Trade-Off"
    errors   none: either may be empty
    source   Crossref `subtitle`, DataCite titles of type Subtitle
    """
    words, more = fold(title).split(), fold(subtitle).split()
    if not more or f" {fold(subtitle)} " in f" {fold(title)} " or words[:3] == more[:3]:
        return title
    if not title or title.endswith(("?", "!")):
        return f"{title} {subtitle}".strip()
    return f"{title.rstrip(' :')}: {subtitle}"


# ---- several names in one string

_AFFILIATION = re.compile(r"\s*\([^()]*\)")
_AND = re.compile(r"\s+(?:and|&)\s+")
_SMALL = frozenset(("of", "for", "the", "in", "on"))  # names of bodies have them, names of people do not


def names_in(text: str) -> list[str]:
    """The names that a string holds, without affiliations; it is only cut where it is clearly of several.

    text    "Enos, Ryan (Harvard); Fowler, Anthony", "Ann Lee, Bo Li and Cy Poe", "Food and Agriculture Organization"
    returns "Enos, Ryan" and "Fowler, Anthony"; "Ann Lee", "Bo Li" and "Cy Poe"; the last as it is; [] for ""
    errors  none
    source  DataCite creators
    """
    text = _AFFILIATION.sub("", text)
    inverted = text.split(";") if ";" in text else _AND.split(text)
    spoken = [name.strip() for part in inverted for name in part.split(",")]
    if ";" in text or (len(inverted) > 1 and all(name.count(",") == 1 for name in inverted)):
        names = inverted
    elif len(inverted) > 1 and all(2 <= len(words := name.split()) <= 4 and not _SMALL & set(words) for name in spoken):
        names = spoken
    else:
        names = [text]
    return [name.strip() for name in names if name.strip()]


# ---- JSON of any shape


def json_of(answer: Answer, provider: str) -> Any:
    """What an answer's body says; `BadAnswer` where it is no JSON, or not all of it."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(provider, answer.url, f"not JSON: {error}", answer.body) from error


def text_at(holder: Mapping[str, Any], name: str) -> str:
    """The text under `name`, plain; "" if there is none or it is no text."""
    value = holder.get(name)
    return plain(value) if isinstance(value, str) else ""


def texts_at(holder: Mapping[str, Any], name: str) -> list[str]:
    """The texts of the list under `name`, plain, without empty ones; [] if there is no list."""
    values = holder.get(name)
    texts = [plain(value) for value in values if isinstance(value, str)] if isinstance(values, list) else []
    return [text for text in texts if text]


def dict_at(holder: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object under `name`; an empty one if there is none."""
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def dicts_at(holder: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of the list under `name`; [] if there is no list."""
    values = holder.get(name)
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []

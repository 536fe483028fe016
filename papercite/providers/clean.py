"""Foreign text -> plain text, once, at the border: markup, entities, numbers for namesakes."""

from __future__ import annotations

import re
from html import unescape

from papercite.text import tidy

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
_BLOCKS = frozenset(("br", "p", "div", "li", "title", "jats:p", "jats:title", "mml:math", "math"))
_NOT_READ = re.compile(r"<(annotation(?:-xml)?|mml:annotation|script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def plain(text: str) -> str:
    """A title or name without markup: HTML, JATS and MathML tags go, entities (also escaped twice) become characters.

    text    "Deep <i>Q</i>-learning", "R&amp;amp;D", "H<sub>2</sub>O", "a &lt; b"
    returns "Deep Q-learning", "R&D", "H2O", "a < b"; one line, NFC
    errors  none
    source  Crossref titles carry face markup and MathML, DBLP's JSON HTML entities
    """
    if "<" in text or "&" in text:
        text = unescape(_without_tags(unescape(_without_tags(text))))
    return tidy(text)


def _without_tags(text: str) -> str:
    return _TAG.sub(_space_or_nothing, _NOT_READ.sub("", text)) if "<" in text else text


def _space_or_nothing(tag: re.Match[str]) -> str:
    return " " if (tag[2] or "").lower() in _BLOCKS else ""

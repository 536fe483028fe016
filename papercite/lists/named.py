"""Identifiers that are written out in a text, "arXiv:1602.02830" or "10.1109/5.771073", as links to what they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.identify import canonical, identifier_of_url
from papercite.lists.block import Span
from papercite.lists.inline import spans_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papercite.record import Identifier

# Where a person finds what an identifier names.
ADDRESSES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "doi": "https://doi.org/{}",
    "openreview": "https://openreview.net/forum?id={}",
    "acl": "https://aclanthology.org/{}",
    "dblp": "https://dblp.org/rec/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}",
    "hal": "https://hal.science/{}",
}
_LINK = r"!?\[[^\[\]]*\]\([^\s()]*\)|<[^<>]*>|(?<!\w)\w+://\S+"
_WORD = re.compile(
    rf"{_LINK}|(?<!\S)[(\[]?(?P<word>(?:(?P<scheme>{'|'.join(ADDRESSES)})(?:\s*:\s*|\s+))?[^\s\[\]<>]+)", re.IGNORECASE
)
_CLASS = re.compile(r"\s*\[[a-z-]+(?:\.[A-Za-z-]{2,})?\]")  # "arXiv:1602.02830 [cs.LG]"
_LONGEST = 300  # letters of an address that stands for itself
_END = frozenset(".,;:!?'\"*_~")


def linked_spans(text: str) -> tuple[Span, ...]:
    """Spans of a piece of text; an identifier in it is a span of its own that links to what it names.

    text    "arXiv:1602.02830v3", "10.1109/5.771073", "doi: 10.1/x", "openreview:S1_pAu9xl", "Title, 1602.02830"; what
            stands in a web address or a link belongs to that. A scheme must be named but for arXiv numbers and DOIs
    returns spans in order, with the text as written
    """
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    done = 0
    for found in _WORD.finditer(text):
        word = without_tail(found["word"] or "")
        if identifier := _identifier(word, found["scheme"] or ""):
            start, end = found.start("word"), found.start("word") + len(word)
            if identifier.scheme == "arxiv" and (arxiv_class := _CLASS.match(text, end)):
                end = arxiv_class.end()
            yield from spans_of(text[done:start])
            yield Span(text[start:end], url=address_of(identifier))
            done = end
    yield from spans_of(text[done:])


def address_of(identifier: Identifier) -> str:
    """Web address of what an identifier names: "https://arxiv.org/abs/1602.02830"."""
    return ADDRESSES[identifier.scheme].format(identifier.value)


def is_bare(span: Span) -> bool:
    """A link whose text is no more than the address or identifier that it leads to: such a text is no title."""
    text = span.text.strip()
    found = linked_spans(text) if span.url and len(text) < _LONGEST else ()
    return len(found) == 1 and bool(found[0].url) and found[0].text == text


def _identifier(word: str, scheme: str) -> Identifier | None:
    """What a word names that is no web address; "arxiv.org/abs/1602.02830" is meant as one."""
    if scheme:
        value = word[len(scheme) :].lstrip(": \t")
        is_prose = ":" not in word and scheme.lower() not in ("arxiv", "doi")  # "HAL adventures"
        return None if is_prose else canonical(scheme.lower(), value)
    named = canonical("doi", word) or canonical("arxiv", word)
    if not named and "." in word.partition("/")[0] and "/" in word:
        named = identifier_of_url(f"https://{word}")
    return named if named and named.scheme in ADDRESSES else None


def without_tail(word: str) -> str:
    """A word without what a sentence adds at its end: points, and brackets that lost their partner."""
    stop, unpaired = len(word), word.count(")") - word.count("(")
    while stop and (word[stop - 1] in _END or (word[stop - 1] == ")" and unpaired > 0)):
        stop -= 1
        unpaired -= word[stop] == ")"
    return word[:stop]

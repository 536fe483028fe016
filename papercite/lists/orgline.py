"""One run of Org text -> spans: links, bare addresses, bold, italic, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.identify import canonical
from papercite.lists.block import BREAK, CODE, COMMENT, IMAGE, Span
from papercite.lists.named import ADDRESSES, address_of, without_tail

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE, _AFTER = r"(?<![^\s\-–—('\"{\[,;:/*_+=~])", r"(?![^\s\-–—.,:;!?'\"()}\]\[/*_+=~])"
_MARKUP = re.compile(
    r"\[\[(?P<target>(?:[^\[\]\n]|\[[^\[\]\n]*\])+)\](?:\[(?P<name>(?:[^\[\]]|\[[^\[\]]*\])+)\])?\]"
    r"|<!--(?P<comment>.{0,2000}?)-->"  # of HTML, where "papercite review" writes down what was chosen
    r"|<(?P<angle>(?:https?|ftp|doi|file):[^<>\n]+)>"
    r"|(?P<bare>https?://[^\s<>\[\]\"，。；、）】]+)"
    r"|@@\w+:(?P<export>.{0,500}?)@@|\[fn:[^\[\]]*\]|<<<?[^<>\n]+>>>?"
    rf"|{_BEFORE}(?P<mark>[*/_+=~])(?P<inside>\S|\S.{{0,500}}?\S)(?P=mark){_AFTER}"
    r"|(?P<break>\\\\[ ]*\n|\n)",
    re.DOTALL,
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)


def spans_of(text: str) -> tuple[Span, ...]:
    """Spans of one paragraph, item, headline or cell.

    returns spans in order; each line end is one break with the text "\\n"
    errors  none: what is no markup is text
    """
    return tuple(span for span in _spans(text, Span("")) if span.text or span.image)


def _spans(text: str, dress: Span) -> Iterator[Span]:
    """Spans of a text that stands in the dress of what holds it."""
    done = 0
    for found in _MARKUP.finditer(text):
        yield dress._replace(text=text[done : found.start()])
        done = found.end()
        if found["target"]:
            yield from _link(found["target"], found["name"] or "", dress)
        elif address := found["angle"] or found["bare"]:
            whole = address if found["angle"] else without_tail(address)
            yield dress._replace(text=whole, url=dress.url or _web_address(whole))
            yield dress._replace(text=address[len(whole) :])
        elif found["mark"]:
            yield from _marked(found["mark"], found["inside"], dress)
        elif found["comment"] is not None:
            yield Span(found["comment"], kind=COMMENT)
        elif found["break"]:
            yield dress._replace(text="\n", kind=BREAK)
    yield dress._replace(text=text[done:])


def _link(target: str, name: str, dress: Span) -> Iterator[Span]:
    url = _web_address(target)
    if name:
        yield from _spans(name, dress._replace(url=url))
    elif _PICTURE.search(url):
        yield dress._replace(text="", kind=IMAGE, image=url)
    else:
        yield dress._replace(text=target, url=url)


def _marked(mark: str, inside: str, dress: Span) -> Iterator[Span]:
    if mark in "=~":
        yield dress._replace(text=inside, kind=CODE)
    else:
        yield from _spans(
            inside, dress._replace(is_bold=dress.is_bold or mark == "*", is_italic=dress.is_italic or mark == "/")
        )


def _web_address(target: str) -> str:
    """A link's address; "doi:10.1/x" and "arxiv:1602.02830", which Org can be taught to open, as their web page."""
    scheme, colon, value = target.partition(":")
    identifier = canonical(scheme.lower(), value) if colon and scheme.lower() in ADDRESSES else None
    return address_of(identifier) if identifier else target

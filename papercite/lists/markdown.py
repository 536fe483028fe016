"""Markdown -> entries. markdown-it-py gives the blocks and their lines; fields.py reads what one item says.

text --blocks--> items (line, section, spans) --fields--> entries
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from papercite.lists.fields import Span, entry_of
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from papercite.record import Entry


class Item(NamedTuple):
    """One list item: where it starts, the headings above it, what it says."""

    line: int
    section: tuple[str, ...]
    spans: tuple[Span, ...]


def read(text: str) -> list[Entry]:
    """Entries of a Markdown list, in the order of its lines. Never fails: broken Markdown is text."""
    found = (entry_of(item.line, item.section, item.spans) for item in items(text))
    return sorted((entry for entry in found if entry), key=lambda entry: entry.line)


def items(text: str) -> Iterator[Item]:
    """List items with text of their own, each with the headings above it; nested ones come before what holds them."""
    tokens = _parser().parse(text)
    headings: dict[int, str] = {}
    opened: list[tuple[int, list[Span]]] = []  # items we are inside of: line, spans so far
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1])
            headings = {depth: title for depth, title in headings.items() if depth < level}
            spans = spans_of(tokens[place + 1].children or ())
            headings[level] = tidy("".join(span.text for span in spans if not span.is_html))
        elif token.type == "list_item_open" and token.map:
            opened.append((token.map[0] + 1, []))
        elif token.type == "inline" and opened:
            opened[-1][1].extend([*spans_of(token.children or ()), Span(" ")])
        elif token.type == "html_block" and opened:
            opened[-1][1].append(Span(token.content, is_html=True))
        elif token.type == "list_item_close" and opened:
            line, spans = opened.pop()
            if any(span.text.strip() for span in spans):
                yield Item(line, tuple(headings[level] for level in sorted(headings)), tuple(spans))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.normalizeLink = _as_written  # type: ignore[method-assign]  # addresses are facts of the list
    return parser


def _as_written(url: str) -> str:
    return url


def spans_of(children: Sequence[Token]) -> list[Span]:
    """Runs of text of an inline token, each with what holds for it: bold, link target, HTML."""
    spans: list[Span] = []
    bold, url = 0, ""
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            bold += child.nesting
        elif child.type == "link_open":
            url = str(child.attrs.get("href", ""))
        elif child.type == "link_close":
            url = ""
        elif child.type in ("softbreak", "hardbreak"):
            spans.append(Span(" ", bold > 0, url))
        elif child.type == "html_inline":
            spans.append(Span(child.content, is_html=True))
        elif child.type in ("text", "code_inline"):
            spans.append(Span(child.content, bold > 0, url))
    return _joined(spans)


def _joined(spans: list[Span]) -> list[Span]:
    """Neighbours of one kind as one span: a link's text may come in several pieces."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1][1:] == span[1:] and not span.is_html:
            joined[-1] = span._replace(text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return joined

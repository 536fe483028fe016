"""reStructuredText -> blocks. docutils reads it; it opens no file and asks nobody, whatever the text says.

docutils is no part of a plain installation: `pip install 'papercite[rst]'`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from papercite.errors import ListError
from papercite.identify import canonical
from papercite.lists.block import BIBTEX, BREAK, CODE, COMMENT, IMAGE, ITEM, PARAGRAPH, ROW, Cell, Span
from papercite.lists.named import ADDRESSES, address_of
from papercite.lists.outline import Outline, plain_text
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papercite.lists.block import Block

_SETTINGS = {
    "_disable_config": True,  # no settings of the machine
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,  # say nothing
    "halt_level": 5,  # and go on
    "warning_stream": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "syntax_highlight": "none",
    "line_length_limit": 10**9,
    "input_encoding": "unicode",
}
_FAR = 300  # lines that a block is looked for in
_PARTS = re.compile(r"((?:(?!<!--.*?-->).)+)|<!--(.*?)-->")
# docutils 0.23 has slips: a figure in a figure ends in an UnboundLocalError.
_SLIPS = (AssertionError, AttributeError, LookupError, NameError, TypeError, ValueError)
_BIBTEX = re.compile(r"\s*@\w+\s*\{")
_ROLE = re.compile(r":(\w+):`(?:([^`<>]*?)\s*<)?([^`<>]+)>?`")  # Sphinx: ":arxiv:`1602.02830`", ":doi:`name <10.1/x>`"
_ITEMS = frozenset(("list_item", "definition_list_item", "field", "citation", "footnote"))
_LISTS = frozenset(("bullet_list", "enumerated_list", "definition_list", "field_list"))
_WORDS = frozenset(("paragraph", "title", "subtitle", "rubric", "attribution", "caption"))
_UNREAD = frozenset("""#text comment decoration doctest_block image label literal_block math_block option_list
    pending raw reference substitution_definition system_message target transition""".split())  # fmt: skip


def blocks(text: str) -> list[Block]:
    """Blocks of a reStructuredText in the order of its lines.

    text    any; what docutils finds wrong is passed over
    errors  ListError if docutils is not installed, or the text is nested deeper than it can follow
    """
    try:
        from docutils.core import publish_doctree
    except ImportError:
        raise ListError("reading reStructuredText needs docutils\n  hint: pip install 'papercite[rst]'") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        tree = publish_doctree(text, settings_overrides=_SETTINGS)
    except RecursionError:
        raise ListError("lists in lists, too deep for docutils to follow") from None
    except _SLIPS as error:
        raise ListError(f"docutils fails on this text: {error}\n  hint: rst2html shows where") from error
    walk = _Walk(text.split("\n"))
    walk.children(tree, level=0, depth=0)
    return walk.outline.blocks


class _Walk:
    """One pass over the tree of docutils, whose nodes know most of their lines; the source knows the rest."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at = lines, 1
        self.outline = Outline()

    def children(self, node: Any, level: int, depth: int) -> None:
        """Blocks of what stands in a node."""
        for child in node.children:
            self._node(child, level, depth)

    def _node(self, node: Any, level: int, depth: int) -> None:
        name = node.tagname
        if name == "section":
            self.children(node, level + 1, depth)
        elif name == "title" and node.parent.tagname == "section":
            self.outline.head(level, *self._lines_of(node), _spans(node))
        elif name in _WORDS:
            self.outline.add(PARAGRAPH, *self._lines_of(node), _spans(node), depth=depth)
        elif name in _LISTS:
            self._list(node, level, depth)
        elif name in _ITEMS:
            self._item(node, level, depth + 1, self.outline.family())
        elif name == "table":
            self._table(node, depth)
        elif name == "line_block":
            self._lines_block(node, depth)
        elif name == "literal_block" and _BIBTEX.match(node.astext()):
            first, last = self._lines_of(node)
            self.outline.add(BIBTEX, first, last, (Span(node.astext() + "\n"),), depth=depth)
        elif name not in _UNREAD and "contents" not in node.get("classes", ()):
            self.children(node, level, depth)

    # ---- lines

    def _lines_of(self, node: Any) -> tuple[int, int]:
        """First and last line of a paragraph or title; docutils may be a line off, and knows none of a cell of CSV."""
        text = (node.rawsource.strip() or node.astext()).split("\n")
        said = node.line or 0
        near = [line for line in (said, said - 1, said - 2, said + 1) if self.at <= line <= len(self.lines)]
        onward = range(self.at, min(self.at + _FAR, len(self.lines) + 1))
        start = text[0].strip()
        found = next((line for line in (*near, *onward) if start in self.lines[line - 1]), max(said, self.at))
        self.at = found
        return found, min(found + len(text) - 1, len(self.lines))

    # ---- lists

    def _list(self, node: Any, level: int, depth: int) -> None:
        if node.tagname == "field_list" and _is_of_the_document(node):
            return
        family = self.outline.family()
        for item in node.children:
            self._item(item, level, depth + 1, family)

    def _item(self, node: Any, level: int, depth: int, family: int) -> None:
        """An item with its own first paragraph, then what else stands in it."""
        first, rest = _own_words(node)
        spans: tuple[Span, ...] = ()
        for part in first:
            spans = (*spans, *([Span(" ")] if spans else []), *_dressed(part))
        line, last = self._lines_of(first[0]) if first else (max(node.line or 0, self.at), max(node.line or 0, self.at))
        for part in first[1:]:
            last = max(last, self._lines_of(part)[1])
        self.outline.add(ITEM, line, last, spans, depth=depth, family=family)
        for child in rest:
            self._node(child, level, depth)

    def _lines_block(self, node: Any, depth: int) -> None:
        for line in node.children:
            if line.tagname == "line_block":
                self._lines_block(line, depth)
            elif line.astext().strip():
                self.outline.add(PARAGRAPH, *self._lines_of(line), _spans(line), depth=depth)

    # ---- tables

    def _table(self, node: Any, depth: int) -> None:
        family, heads = self.outline.family(), list[str]()
        for row in node.findall(lambda one: one.tagname == "row"):
            cells = [_cell(entry) for entry in row.children]
            first, last = self.at, self.at
            for number, paragraph in enumerate(row.findall(lambda one: one.tagname == "paragraph")):
                start, end = self._lines_of(paragraph)
                first, last = start if number == 0 else first, max(last, end)
                self.at = first  # the cells of a row begin on one line
            if row.parent.tagname == "thead":
                heads = [plain_text(cell) for cell in cells]
            elif any(cells):
                named = zip([*heads, *[""] * len(cells)], cells, strict=False)
                self.outline.add(ROW, first, last, cells=[Cell(*one) for one in named], depth=depth, family=family)
            self.at = max(first, last)


def _is_of_the_document(node: Any) -> bool:
    """Fields at the very start say who wrote the list, and when."""
    if node.parent.tagname not in ("document", "section"):
        return False
    before = [one for one in node.parent.children[: node.parent.index(node)] if one.tagname not in _UNREAD]
    at_start = node.parent.tagname == "document" or node.parent.parent.index(node.parent) == 0
    return at_start and all(one.tagname == "title" for one in before)


def _own_words(node: Any) -> tuple[list[Any], list[Any]]:
    """Nodes that are an item's own words, and those that follow."""
    children = [child for child in node.children if child.tagname not in _UNREAD]
    if node.tagname == "definition_list_item":
        names = [child for child in children if child.tagname in ("term", "classifier")]
        return names, [one for child in children if child.tagname == "definition" for one in child.children]
    if node.tagname == "field":
        name, body = children
        kinds = [child.tagname for child in body.children]
        if kinds[:1] == ["paragraph"]:
            return [name, body.children[0]], body.children[1:]
        return ([name], body.children) if "bullet_list" in kinds else ([name, body], [])  # "A. Author" is no list
    first, rest = (children[:1], children[1:]) if children and children[0].tagname == "paragraph" else ([], children)
    return ([node.children[0], *first] if first and node.tagname == "citation" else first), rest


def _cell(entry: Any) -> tuple[Span, ...]:
    spans: list[Span] = []
    for paragraph in entry.findall(lambda one: one.tagname in ("paragraph", "line")):
        spans += [*([Span("\n", kind=BREAK)] if spans else []), *_spans(paragraph)]
    return tuple(spans)


# ---- text


def _dressed(node: Any) -> tuple[Span, ...]:
    """Spans of one part of an item: a term is bold, the name of a field has its colon, that of a citation brackets."""
    if node.tagname == "label":
        return (Span(f"[{node.astext()}]"),)
    if node.tagname == "field_body":
        return (Span(tidy(node.rawsource)),)
    if node.tagname == "term":
        return tuple(span._replace(is_bold=True) for span in _spans(node))
    return (*_spans(node), Span(":")) if node.tagname == "field_name" else _spans(node)


def _spans(node: Any) -> tuple[Span, ...]:
    return tuple(_runs(node, Span("")))


def _runs(node: Any, dress: Span) -> Iterator[Span]:
    """Runs of text in a node that stands in the dress of what holds it."""
    for child in node.children:
        name = child.tagname
        if name == "#text":
            yield from _text(child.astext(), dress)
        elif name == "literal":
            yield dress._replace(text=child.astext(), kind=CODE)
        elif name == "math":
            yield dress._replace(text=f"${child.astext()}$")
        elif name == "image":
            yield dress._replace(text=child.get("alt", ""), kind=IMAGE, image=child.get("uri", ""))
        elif name == "problematic":
            yield from _foreign(child.astext(), dress)
        elif name not in ("system_message", "footnote_reference", "target", "raw"):
            yield from _runs(child, _dress_of(child, dress))


def _dress_of(node: Any, dress: Span) -> Span:
    if node.tagname == "reference":
        return dress._replace(url=node.get("refuri", "") or dress.url)
    return dress._replace(
        is_bold=dress.is_bold or node.tagname == "strong",
        is_italic=dress.is_italic or node.tagname in ("emphasis", "title_reference"),
    )


def _text(text: str, dress: Span) -> Iterator[Span]:
    """Text and breaks; comments of HTML are where "papercite review" writes down what was chosen."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield dress._replace(text="\n", kind=BREAK)
        for part, comment in _PARTS.findall(line):
            yield Span(comment, kind=COMMENT) if comment else dress._replace(text=part)


def _foreign(text: str, dress: Span) -> Iterator[Span]:
    """What docutils does not know: a role of Sphinx that names an identifier is a link, any other is its text."""
    done = 0
    for found in _ROLE.finditer(text):
        yield from _text(text[done : found.start()], dress)
        scheme, name, value = found[1].lower(), found[2] or found[3], found[3]
        identifier = canonical(scheme, value) if scheme in ADDRESSES else None
        yield dress._replace(text=name, url=address_of(identifier) if identifier else dress.url)
        done = found.end()
    yield from _text(text[done:], dress)

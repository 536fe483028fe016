"""Markdown -> blocks. markdown-it-py finds the blocks and their lines; inline.py reads what stands in one.

What it leaves closed is opened here: HTML blocks, rows that no table holds together, BibTeX in fences, front matter.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from papercite.lists.block import BIBTEX, COMMENT, HEADING, ITEM, PARAGRAPH, ROW, Cell, Span
from papercite.lists.html import pieces_of
from papercite.lists.inline import spans_of
from papercite.lists.named import linked_spans
from papercite.lists.outline import Outline, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from papercite.lists.block import Block

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"^[\w-]+[ \t]*:", re.MULTILINE)
_RULER = re.compile(r"[\s|:-]+")
_PIPE = re.compile(r"(?<!\\)\|")
_TASK_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
_LONGEST_IDENTIFIER = 100  # letters
_BIBTEX = re.compile(r"\s*@\w+\s*\{")


def blocks(text: str) -> list[Block]:
    """Blocks of a Markdown text in the order of its lines.

    text     any, with any line ends
    errors   none: broken Markdown is text
    """
    text = _without_front_matter(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"))
    holder: dict[str, Mapping[str, Mapping[str, str]]] = {}
    tokens = parser(needless_rules(text)).parse(text, holder)
    references = {label.casefold(): held["href"] for label, held in holder.get("references", {}).items()}
    return _Walk(references).over(tokens)


def _without_front_matter(text: str) -> str:
    """The text with the lines of its YAML header blank, so that all others keep their number."""
    found = _FRONT_MATTER.match(text) if text.startswith("---") else None
    if not found or not _KEY.search(found[1]):
        return text
    return "\n" * found[0].count("\n") + text[found.end() :]


# What a line that a rule of the parser acts on begins with, or ends with if it holds nothing but such signs.
_RULES = {"table": "|:-", "fence": "`~", "hr": "*_-", "html_block": "<", "lheading": "=-", "blockquote": ">"}
_SIGNS = re.compile(r"\n[ \t*+0-9.)|:=_-]*+(?:[<>`~]|(?=\n))")


def needless_rules(text: str) -> frozenset[str]:
    """A quick look: rules of the parser that nothing in the text needs; it tries all others on every line."""
    signs = {found.rstrip()[-1:] for found in _SIGNS.findall(f"\n{text}\n")}
    if ">" in signs:  # and behind it anything else
        return frozenset()
    needless = {rule for rule, needed in _RULES.items() if signs.isdisjoint(needed)}
    if "]:" not in text:
        needless.add("reference")
    return frozenset(needless)


@cache
def parser(without: frozenset[str]) -> MarkdownIt:
    """A parser for blocks, with tables, and without some rules."""
    made = MarkdownIt("commonmark").enable(["table"])
    made.block.ruler.disable(list(without))
    made.core.ruler.disable(["normalize", "inline", "text_join"])  # `blocks` and inline.py do what they do
    made.normalizeLink = _as_written  # type: ignore[method-assign]  # addresses are facts of the list
    return made


def _as_written(url: str) -> str:
    return url


class _Walk:
    """One pass over the tokens, with what is known at the place where it stands."""

    def __init__(self, references: Mapping[str, str]) -> None:
        self.references = references
        self.outline = Outline()
        self.depth = 0
        self.family = 0
        self.families: list[int] = []  # lists we are inside of
        self.headings: list[Mapping[int, str]] = []  # those that stood above the items we are inside of
        self.waiting: tuple[int, int] | None = None  # an item that has no text yet: line, family
        self.heads: tuple[str, ...] = ()

    def over(self, tokens: Sequence[Token]) -> list[Block]:
        """The blocks of all tokens."""
        steps = {
            "list_item_open": self._item, "list_item_close": self._end_of_item, "bullet_list_open": self._list,
            "ordered_list_open": self._list, "bullet_list_close": self._end_of_list,
            "ordered_list_close": self._end_of_list, "html_block": self._html, "fence": self._fence,
            "table_open": self._table, "inline": self._paragraph,
        }  # fmt: skip
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "heading_open":
                place += 1
                following = tokens[place + 2].type if place + 2 < len(tokens) else ""
                self._heading(int(token.tag[1]), tokens[place], heads_list=following.endswith("list_open"))
            elif token.type == "tr_open":
                place = self._row(tokens, place)
            elif token.type in steps:
                steps[token.type](token)
            place += 1
        return self.outline.blocks

    def _add(
        self, kind: str, line: int, last: int, spans: Iterable[Span] = (), *, family: int = 0, deeper: int = 0,
        cells: Iterable[Cell] = (),
    ) -> None:  # fmt: skip
        depth, family = self.depth + deeper, family or self.family
        self.outline.add(kind, line, last, spans, depth=depth, family=family, cells=cells)

    # ---- lists

    def _list(self, token: Token) -> None:
        del token
        self.family = self.outline.family()
        self.families.append(self.family)

    def _end_of_list(self, token: Token) -> None:
        del token
        self.families.pop()

    def _item(self, token: Token) -> None:
        self._without_text()
        self.depth += 1
        self.headings.append(self.outline.headings)
        self.waiting = ((token.map or [0])[0] + 1, self.families[-1])

    def _end_of_item(self, token: Token) -> None:
        del token
        self._without_text()
        self.depth -= 1
        self.outline.back_to(self.headings.pop())

    def _without_text(self) -> None:
        """An item that begins with something else than text is an item all the same."""
        if self.waiting:
            (line, family), self.waiting = self.waiting, None
            self._add(ITEM, line, line, family=family)

    # ---- text

    def _paragraph(self, token: Token) -> None:
        first, last = token.map or [0, 1]
        lines = token.content.split("\n")
        if not self.waiting and _are_rows(lines):
            self._pipe_rows(lines, first + 1)
        else:
            content = (
                _TASK_BOX.sub("", token.content, count=1) if self._begins_with_box(token.content) else token.content
            )
            spans = _identifier(content) if self.waiting and content[-1:].isdigit() else ()
            self._text(first + 1, last, spans or spans_of(content, self.references))

    def _begins_with_box(self, text: str) -> bool:
        """An item that is ticked off or not: "[x] Title"."""
        return self.waiting is not None and bool(_TASK_BOX.match(text))

    def _text(self, line: int, last: int, spans: tuple[Span, ...]) -> None:
        """A paragraph, or the text of the item that waits for it."""
        if self.waiting:
            (line, family), self.waiting = self.waiting, None
            self._add(ITEM, line, last, spans, family=family)
        else:
            self._add(PARAGRAPH, line, last, spans)

    def _heading(self, level: int, token: Token, *, heads_list: bool) -> None:
        """A heading; in an item it is one where it begins that and the items of a list stand below it."""
        first, last = token.map or [0, 1]
        spans = spans_of(token.content, self.references)
        if self.depth and not (heads_list and self.waiting and not any(span.url for span in spans)):
            self._text(first + 1, last, spans)
        else:
            self._head(level, first + 1, last, spans)

    def _head(self, level: int, line: int, last: int, spans: tuple[Span, ...]) -> None:
        self.family = self.outline.family()
        self.outline.head(level, line, last, spans)

    def _fence(self, token: Token) -> None:
        self._without_text()
        first, last = token.map or [0, 1]
        if _BIBTEX.match(token.content):
            self._add(BIBTEX, first + 1, last, (Span(token.content),))

    # ---- tables

    def _table(self, token: Token) -> None:
        del token
        self._without_text()
        self.family, self.heads = self.outline.family(), ()

    def _row(self, tokens: Sequence[Token], place: int) -> int:
        """Take the cells of a row; returns where it ends."""
        line = (tokens[place].map or [0])[0] + 1
        cells, is_head = [], False
        while tokens[place].type != "tr_close":
            if tokens[place].type == "inline":
                cells.append(spans_of(tokens[place].content, self.references))
            is_head = is_head or tokens[place].type == "th_open"
            place += 1
        self._cells(line, line, cells, is_head=is_head)
        return place

    def _cells(self, line: int, last: int, cells: Sequence[tuple[Span, ...]], *, is_head: bool) -> None:
        """Keep a row; a head that holds links is a row like any other."""
        if is_head and not any(span.url for cell in cells for span in cell):
            self.heads = tuple(plain_text(cell) for cell in cells)
            return
        heads = (*self.heads, *[""] * len(cells))
        self._add(ROW, line, last, cells=[Cell(head, cell) for head, cell in zip(heads, cells, strict=False)])

    def _pipe_rows(self, lines: Sequence[str], line: int) -> None:
        """Rows that stand alone, after a comment for example: they belong to the table before."""
        for number, row in enumerate(lines, line):
            if not _RULER.fullmatch(row):
                cells = [spans_of(cell.strip(), self.references) for cell in _PIPE.split(row.strip().strip("|"))]
                self._cells(number, number, cells, is_head=False)

    # ---- HTML

    def _html(self, token: Token) -> None:
        line = (token.map or [0])[0] + 1
        for piece in pieces_of(token.content, line, self.references):
            if piece.is_first:
                self.family, self.heads = self.outline.family(), ()
            if piece.kind == HEADING and not self.depth:
                self._head(piece.level, piece.line, piece.last, piece.spans)
            elif piece.kind == ROW:
                self._cells(piece.line, piece.last, piece.cells, is_head=piece.is_head)
            elif piece.kind == ITEM:
                self._without_text()
                self._add(ITEM, piece.line, piece.last, piece.spans, deeper=piece.depth)
            elif piece.kind == COMMENT:
                self._add(PARAGRAPH, piece.line, piece.last, piece.spans)
            else:
                self._text(piece.line, piece.last, piece.spans)


def _identifier(text: str) -> tuple[Span, ...]:
    """An item that is an identifier and nothing else: "arXiv:1602.02830"; () for any other."""
    spans = linked_spans(text) if text.count(" ") < 2 and len(text) < _LONGEST_IDENTIFIER else ()
    return spans if len(spans) == 1 and spans[0].url else ()


def _are_rows(lines: Sequence[str]) -> bool:
    return all(line.lstrip().startswith("|") and line.count("|") > 1 for line in lines)

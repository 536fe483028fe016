"""Org mode -> blocks: headlines, lists, tables and BibTeX in source blocks.

Headlines lose their keyword (TODO, DONE), priority, progress and tags; a subtree that begins with COMMENT, drawers,
planning lines, comments and settings are not of the list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.block import BIBTEX, ITEM, PARAGRAPH, ROW, Cell, Span
from papercite.lists.orgline import spans_of
from papercite.lists.outline import Outline, plain_text

if TYPE_CHECKING:
    from papercite.lists.block import Block

_HEADLINE = re.compile(r"(\*+)\s+(.*)")
_PRIORITY = re.compile(r"\[#\w+\]\s*")
_COOKIE = re.compile(r"\s*\[(?:\d*/\d*|\d*%)\]")
_TAGS = re.compile(r"\s+:[\w@#%:]+:\s*$")
_KEYWORDS = frozenset("TODO DONE NEXT WAITING HOLD STARTED CANCELLED CANCELED".split())
_SETTING = re.compile(r"\s*#\+(\w+):\s*(.*)", re.IGNORECASE)
_BEGIN = re.compile(r"\s*#\+begin_(\w+)\s*([\w-]*)", re.IGNORECASE)
_DRAWER = re.compile(r"\s*:[\w-]+:\s*$")
_DRAWER_END = re.compile(r"\s*:end:\s*$", re.IGNORECASE)
_LONGEST_DRAWER = 500  # lines
_PLANNING = re.compile(r"\s*(?:CLOSED|DEADLINE|SCHEDULED):\s*[<\[]")
_COMMENT = re.compile(r"\s*#(?:\s|$)")
_ITEM = re.compile(r"(\s*)([-+]|(?<=\s)\*|\d+[.)])(?:\s+|$)(?:\[@\d+\]\s*)?(?:\[[ X-]\]\s+)?(.*)")
_TERM = re.compile(r"(.*?)\s+::(?:\s+|$)")
_RULER = re.compile(r"\s*\|-[-+|]*\s*$")
_COLUMN_MARK = re.compile(r"[/<>#!*$^_]|<[lcr]?\d*>|")
_READ_BLOCKS = frozenset(("quote", "center", "verse", "details"))  # what stands in these is text of the list


def blocks(text: str) -> list[Block]:
    """Blocks of an Org file in the order of its lines.

    text    any, with any line ends
    errors  none: what is no markup is text
    """
    reader = _Reader(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n"))
    return reader.blocks()


class _Open(NamedTuple):
    """A list item that the next lines may belong to."""

    indent: int
    family: int


class _Reader:
    """One pass over the lines."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at = lines, 0
        self.outline = Outline()
        self.keywords = set(_KEYWORDS)
        self.items: list[_Open] = []
        self.endless: set[str] = set()  # names of blocks that have no end further down
        self.no_end_before = 0  # line up to which no drawer ends
        self.blank = 0  # blank lines just before

    def blocks(self) -> list[Block]:
        """The blocks of all lines. A step takes the lines it knows; what none knows is a paragraph."""
        steps = (self._blank, self._headline, self._skipped, self._block, self._drawer, self._table, self._item)
        while self.at < len(self.lines):
            if not any(step(self.lines[self.at]) for step in steps):
                self._paragraph()
        return self.outline.blocks

    def _blank(self, line: str) -> bool:
        if line.strip():
            return False
        self.blank += 1
        self.at += 1
        if self.blank > 1:  # two blank lines end all lists
            self.items = []
        return True

    # ---- headlines

    def _headline(self, line: str) -> bool:
        found = _HEADLINE.match(line)
        if not found:
            return False
        self.items, self.blank = [], 0
        self.at += 1
        level, title = len(found[1]), found[2]
        first, _, rest = title.partition(" ")
        title = rest.strip() if first in self.keywords else title
        title = _PRIORITY.sub("", title, count=1)
        if re.match(r"COMMENT(?:\s|$)", title):
            self._skip_subtree(level)
        elif title := _COOKIE.sub("", _TAGS.sub("", f" {title}")).strip():
            self.outline.head(level, self.at, self.at, spans_of(title))
        return True

    def _skip_subtree(self, level: int) -> None:
        while self.at < len(self.lines):
            found = _HEADLINE.match(self.lines[self.at])
            if found and len(found[1]) <= level:
                return
            self.at += 1

    # ---- what is not of the list

    def _skipped(self, line: str) -> bool:
        setting = _SETTING.match(line)
        if setting and setting[1].lower() in ("todo", "seq_todo", "typ_todo"):
            self.keywords |= {word.partition("(")[0] for word in setting[2].split()}
        is_skipped = bool(setting or _COMMENT.match(line) or _PLANNING.match(line) or _DRAWER_END.match(line))
        self.at += is_skipped
        return is_skipped

    def _drawer(self, line: str) -> bool:
        if self.at < self.no_end_before or not _DRAWER.match(line):
            return False
        for place in range(self.at, min(self.at + _LONGEST_DRAWER, len(self.lines))):
            if _DRAWER_END.match(self.lines[place]):
                self.at = place + 1
                return True
            self.no_end_before = place
            if _HEADLINE.match(self.lines[place]):
                break
        return False

    def _block(self, line: str) -> bool:
        found = _BEGIN.match(line)
        if not found:
            return self._skip_if(re.match(r"\s*#\+", line) is not None)
        name, language = found[1].lower(), found[2].lower()
        end = re.compile(rf"\s*#\+end_{re.escape(name)}\b", re.IGNORECASE)
        is_read = name in _READ_BLOCKS or name in self.endless
        last = -1 if is_read else next((p for p in range(self.at, len(self.lines)) if end.match(self.lines[p])), -1)
        if last < 0:  # one that never ends is none
            self.endless.add(name)
            return self._skip_if(True)
        if name == "src" and language in ("bibtex", "bib", "biblatex"):
            inside = "\n".join(self.lines[self.at + 1 : last]) + "\n"
            self.outline.add(BIBTEX, self.at + 1, last + 1, (Span(inside),), depth=len(self.items))
        self.at = last + 1
        return True

    def _skip_if(self, is_skipped: bool) -> bool:
        self.at += is_skipped
        return is_skipped

    # ---- tables

    def _table(self, line: str) -> bool:
        if not line.lstrip().startswith("|"):
            return False
        self._leave(_indent(line))
        end, edge = self.at, self.items[-1].indent if self.items else -1
        while end < len(self.lines) and self.lines[end].lstrip().startswith("|") and _indent(self.lines[end]) > edge:
            end += 1
        rows = {place: _cells(self.lines[place]) for place in range(self.at, end)}
        said = [place for place in rows if not _RULER.match(self.lines[place]) and any(rows[place])]
        said = [place for place in said if not all(map(_COLUMN_MARK.fullmatch, rows[place]))]
        head = _head_of(self.lines, said, end)
        heads = [plain_text(spans_of(cell)) for cell in rows[head]] if head is not None else []
        family = self.outline.family()
        for place in said:
            if head is None or place > head:
                named = zip([*heads, *[""] * len(rows[place])], rows[place], strict=False)
                cells = [Cell(name, spans_of(cell)) for name, cell in named]
                self.outline.add(ROW, place + 1, place + 1, cells=cells, depth=len(self.items), family=family)
        self.at, self.blank = end, 0
        return True

    # ---- lists and paragraphs

    def _item(self, line: str) -> bool:
        found = _ITEM.match(line)
        if not found:
            return False
        indent = len(found[1])
        family = next((item.family for item in self.items if item.indent == indent), 0)
        self.items = [item for item in self.items if item.indent < indent]
        self.items.append(_Open(indent, family or self.outline.family()))
        first = self.at
        text = [found[3], *self._more_lines(indent + 1)]
        spans = _without_term("\n".join(text))
        self.outline.add(ITEM, first + 1, self.at, spans, depth=len(self.items), family=self.items[-1].family)
        return True

    def _paragraph(self) -> None:
        line, first = self.lines[self.at], self.at
        self._leave(_indent(line))
        text = [line.strip(), *self._more_lines(0)]
        self.outline.add(PARAGRAPH, first + 1, self.at, spans_of("\n".join(text)), depth=len(self.items))

    def _more_lines(self, indent: int) -> list[str]:
        """Lines behind the present one that belong to its paragraph."""
        self.at, self.blank = self.at + 1, 0
        found = []
        while self.at < len(self.lines) and self._goes_on(self.lines[self.at], indent):
            found.append(self.lines[self.at].strip())
            self.at += 1
        return found

    def _goes_on(self, line: str, indent: int) -> bool:
        others = (_HEADLINE, _ITEM, _SETTING, _BEGIN, _DRAWER, _PLANNING, _COMMENT)
        is_other = any(other.match(line) for other in others) or line.lstrip().startswith(("|", "#+"))
        return bool(line.strip()) and _indent(line) >= indent and not is_other

    def _leave(self, indent: int) -> None:
        """End the items that a line with this indentation does not stand in."""
        self.items = [item for item in self.items if item.indent < indent]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\vert{}", "|") for cell in line.strip().strip("|").split("|")]


def _head_of(lines: list[str], rows: list[int], end: int) -> int | None:
    """The last row before the first ruler that parts rows; None if all rows are alike."""
    rulers = [place for place in range(rows[0], end) if _RULER.match(lines[place])] if rows else []
    before = [place for place in rows if rulers and place < rulers[0]]
    return before[-1] if before and before != rows else None


def _without_term(text: str) -> tuple[Span, ...]:
    """Spans of an item; the term of a description is bold."""
    term = _TERM.match(text)
    if not term:
        return spans_of(text)
    bold = tuple(span._replace(is_bold=True) for span in spans_of(term[1]))
    return (*bold, Span(" "), *spans_of(text[term.end() :]))

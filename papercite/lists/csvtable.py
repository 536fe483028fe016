"""Tables in text, CSV and TSV -> blocks: a row a paper, with the head of its column beside every cell.

The separator is that which cuts the lines most evenly. A first row of words that head columns is the header; where
there is none the heads are "".
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from papercite.identify import canonical
from papercite.lists.block import ROW, Block, Cell, Span
from papercite.lists.inline import spans_of
from papercite.lists.named import ADDRESSES, address_of, linked_spans
from papercite.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Words that head a column, in English or in one of the languages lists are written in.
_HEADS = frozenset("""
    abstract arxiv author authors bibtex booktitle citation citekey code comment comments conference data dataset date
    demo description doi eprint github homepage id implementation journal key keyword keywords label link links method
    model name nickname no note notes number paper papers pdf project publication published publisher repo source
    status summary tag tags task title topic type url venue video website where year
    标题 題目 题目 论文 論文 作者 著者 年份 年 会议 會議 期刊 链接 連結 代码 代碼 タイトル リンク
    제목 논문 저자 연도 학회 링크 코드
    titre titel auteur auteurs autor autoren autores jahr année año título revista zeitschrift
    """.split())  # fmt: skip
_SURE = frozenset(
    "title url doi arxiv year authors venue titre titel título 标题 題目 题目 年份 タイトル 제목 연도".split()
)
_SEPARATORS = "\t;,|"
_LOOKED_AT = 50  # rows
_FACT = re.compile(r"(?<!\w)\w+://|(?<!\d)(?:19|20)\d\d(?!\d)|\b10\.\d{4,9}/")  # what no head holds
_DECIMAL = re.compile(r"[\d.]+")


class _Row(NamedTuple):
    line: int
    last: int
    cells: list[str]


def blocks(text: str) -> list[Block]:
    """Blocks of a table: one row for each of its rows but the header, on the line where it starts.

    text    with or without a header; separated by tab, ";", "," or "|"; quoted cells may hold line ends
    returns rows; cells that are addresses or identifiers are links, in others Markdown is read
    errors  none: a quotation mark without partner is a sign like any other
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    separator = max(_SEPARATORS, key=lambda sign: _evenness(lines[:_LOOKED_AT], sign))
    rows = [row for row in _rows(lines, separator) if any(cell.strip() for cell in row.cells)]
    heads = [cell.strip() for cell in rows[0].cells] if rows and _is_header(rows) else []
    return [_block(row, heads) for row in rows[bool(heads) :]]


def _block(row: _Row, heads: Sequence[str]) -> Block:
    named = [*heads, *[""] * (len(row.cells) - len(heads))]
    cells = tuple(Cell(head, _spans(cell.strip(), head)) for head, cell in zip(named, row.cells, strict=False))
    return Block(ROW, row.line, row.last, cells=cells, family=1)


def _spans(cell: str, head: str) -> tuple[Span, ...]:
    """Spans of a cell; the head may say what names it holds, and a decimal number among results is none of arXiv."""
    scheme = fold(head)
    if scheme in ADDRESSES and (identifier := canonical(scheme, cell)):
        return (Span(cell, url=address_of(identifier)),)
    if _DECIMAL.fullmatch(cell) and head and not _is_head(head):
        return spans_of(cell)
    return linked_spans(cell)


# ---- rows


def _evenness(lines: Sequence[str], separator: str) -> float:
    """How evenly a separator cuts the lines: share of rows that have the usual number of cells, 0 if it cuts none."""
    widths = Counter(len(row.cells) for row in _rows(lines, separator) if row.cells)
    width, times = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
    return times / widths.total() if width > 1 else 0


def _rows(lines: Sequence[str], separator: str) -> Iterator[_Row]:
    """Rows with their lines. Where a quoted cell that goes over several lines is not well formed, its mark is text."""
    start = 0
    while start < len(lines):
        row, end = _row_at(lines, start, separator)
        yield _Row(start + 1, end, row)
        start = end


def _row_at(lines: Sequence[str], start: int, separator: str) -> tuple[list[str], int]:
    """The row that begins on a line, and the line behind it."""
    reader = csv.reader((lines[place] for place in range(start, len(lines))), delimiter=separator)
    try:
        row = next(reader)
        end = start + reader.line_num
        if end - start > 1:
            next(csv.reader(lines[start:end], delimiter=separator, strict=True))
    except csv.Error:
        row, end = lines[start].rstrip("\r\n").split(separator), start + 1
    return row, end


# ---- the header


def _is_header(rows: Sequence[_Row]) -> bool:
    """The first row says what stands in the others: words that head columns, or no facts where the others have some."""
    first, others = rows[0].cells, rows[1:_LOOKED_AT]
    if any(_FACT.search(cell) or canonical("arxiv", cell) for cell in first):
        return False
    named = [_is_head(cell) for cell in first if cell.strip()]
    if 2 * sum(named) > len(named) or any(fold(cell) in _SURE for cell in first):
        return True
    return len(first) > 1 and bool(others) and all(any(map(_FACT.search, row.cells)) for row in others)


def _is_head(cell: str) -> bool:
    """ "Title", "Paper link", "arXiv ID"."""
    words = fold(cell).split()
    return bool(words) and len(words) <= 3 and not _HEADS.isdisjoint(words)

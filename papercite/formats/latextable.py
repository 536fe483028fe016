"""Papers -> a table for LaTeX: with the rules of booktabs, as wide as the line, over several pages if need be.

What is printed is to be read in with \\input. The widths of columns are worked out here, from the letters in them:
short ones are as wide as they need, those with long texts share what is left of the line.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from papercite.formats import DEFAULT_COLUMNS
from papercite.formats.accents import ascii_text
from papercite.formats.columns import COLUMNS, groups, rows
from papercite.formats.latex import escape
from papercite.text import is_usable_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.formats.columns import Cell
    from papercite.record import Paper

# Rough widths of letters in em; a table of ten points in Computer Modern is within a few per cent of them.
_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[]{} -/`"), frozenset("mwMWGOQ@%—…")
_LINE = 34.5  # em of ten points in the line of the standard classes
_SIZES = (("", 1.0), (r"\small", 0.9), (r"\footnotesize", 0.8), (r"\scriptsize", 0.7))
_SHORT = 9.0  # em up to which a column is as wide as it needs
_EASE = 1.8  # times the root of a text's length is a width that it reads well in: 14 em for a title of 60
_BOLD = 1.15  # times as wide as other letters
_GAP = 1.2  # em between two columns
_SAFETY = 1.06  # letters may be wider than they are taken for
_CITATION = 3.0  # em of a citation: "[12]"
_HYPHENS = re.compile("-+")
_PAGE = 42  # lines of a page of the standard classes
# Where a word without spaces may be broken: in an address or number behind a sign, in a key around its year.
_BREAKS = {
    "key": re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])|(?<=[:._/-])"),
    "doi": re.compile(r"(?<=[./_()-])|(?<=\d{4})(?=\d)"),
    "url": re.compile(r"(?<=[./_=&?-])|(?<=\w{6})(?=\w)"),
    "pages": re.compile(r"(?<=-)"),
}
_BETWEEN_WORDS = re.compile(r"\s+|(?<=-)(?=\w)")
_IN_ADDRESS = {ord(sign): f"\\%{ord(sign):02X}" for sign in '{}\\ "<>^`|~$'} | {
    ord(sign): f"\\{sign}" for sign in "%#&"
}


class _Column(NamedTuple):
    """How a column is set."""

    name: str
    width: float  # em that it takes: if nothing is folded, or what it gets in the line of the standard classes
    least: float  # em of the longest word in it
    share: float = 0.0  # of what the columns that are not folded leave of the line; 0 for one of those


class _Shape(NamedTuple):
    """How the table is set."""

    columns: tuple[_Column, ...]
    size: str  # "\\small", "" for the size of the text
    scale: float  # of its letters to those of the text
    is_too_wide: bool  # for a line of the standard classes, in the smallest letters


def render(
    papers: Sequence[Paper], *, columns: Sequence[str] = DEFAULT_COLUMNS, group_by: str = "", long: bool = False,
    cite: bool = False, prefer: str = "published",
) -> str:  # fmt: skip
    """A table between the rules of booktabs, groups under a heading in bold; "" for no papers.

    long    a longtable, which goes on on the next page under its heading
    cite    keys as \\cite{key}
    """
    if not papers:
        return ""
    tables = [(heading, rows(members, columns, prefer)) for heading, members in groups(papers, group_by, prefer)]
    body = [row for _, some in tables for row in some]
    shape = _shape(columns, body, cite=cite)
    lines: list[str] = []
    for heading, some in tables:
        if heading:
            lines += _heading(f"{heading} ({len(some)})", len(columns), is_first=not lines)
        lines += [_row(shape, row, cite=cite) for row in some]
    inner = "\n".join([*_head(shape, long=long), *lines, *_foot(long=long)])
    is_too_long = not long and _height(shape, body) + len(tables) > _PAGE
    comment = _comment(inner, long=long, is_too_long=is_too_long, is_too_wide=shape.is_too_wide)
    return f"{comment}\\begingroup\n{_PREAMBLE}{inner}\n\\endgroup\n"


# Links are links where the document loads hyperref, and plain text elsewhere.
_PREAMBLE = "\\providecommand{\\href}[2]{#2}\n"


def _comment(text: str, *, long: bool, is_too_long: bool, is_too_wide: bool) -> str:
    """What the document needs to load, in comments on top."""
    packages = ["booktabs", "array", *["longtable"] * long, *["amssymb"] * bool(re.search(r"\\math(?:bb|frak)", text))]
    said = [
        "Read in with \\input; the document needs in its preamble:",
        f"  \\usepackage{{{','.join(packages)}}}",
        "  \\usepackage{hyperref}  % if the links are to be links",
    ]
    if text.isascii():
        said[2:2] = ["  \\usepackage[T1]{fontenc}  % for pdflatex"]
    else:
        left = "".join(sorted({character for character in text if not character.isascii()}))
        shown = left if len(left) <= 20 else f"{left[:20]}..."
        said.append(f"Compile with lualatex, in a font (fontspec: \\setmainfont) that has these letters: {shown}")
    if is_too_long:
        said.append("This may be more than a page holds: --long makes a longtable of it, which goes on on the next")
    if is_too_wide:
        said.append("These columns are more than a page is wide: print it on its side, or choose fewer (--columns)")
    return "".join(f"% {line}\n" for line in said)


# ---- widths


def _shape(columns: Sequence[str], body: Sequence[Sequence[Cell]], *, cite: bool) -> _Shape:
    """Short columns as wide as they need; the others share the line by what they hold."""
    measured = [_measured(name, [row[place].text for row in body], cite=cite) for place, name in enumerate(columns)]
    gaps = _GAP * (len(columns) - 1)
    wanted = sum(map(_wanted, measured)) + gaps
    size, scale = next((pair for pair in _SIZES if wanted * pair[1] <= _LINE), _SIZES[-1])
    line = _LINE / scale - gaps
    is_too_wide = sum(one.least if _is_long(one) else one.width for one in measured) > line
    folds = [is_too_wide or _is_long(one) for one in measured]
    folded = [one for one, is_folded in zip(measured, folds, strict=True) if is_folded]
    left = line - sum(one.width for one, is_folded in zip(measured, folds, strict=True) if not is_folded)
    spare = max(0.0, left - sum(one.least for one in folded)) / (sum(one.width**0.5 for one in folded) or 1.0)
    total = sum(one.least + spare * one.width**0.5 for one in folded)
    shaped = (
        _with_share(one, one.least + spare * one.width**0.5, total) if is_folded else one
        for one, is_folded in zip(measured, folds, strict=True)
    )
    return _Shape(tuple(shaped), size, scale, is_too_wide)


def _with_share(column: _Column, width: float, total: float) -> _Column:
    return column._replace(width=width, share=width / total)


def _measured(name: str, texts: Sequence[str], *, cite: bool) -> _Column:
    """What a column takes; headings are in bold, a citation is a number."""
    heading = _BOLD * ems(COLUMNS[name].heading)
    if cite and name == "key":
        return _Column(name, max(_CITATION, heading), max(_CITATION, heading))
    breaks = _BREAKS.get(name, _BETWEEN_WORDS)
    words = {word for text in texts for word in breaks.split(text)}
    return _Column(name, max(heading, *map(ems, texts)), max(heading, *map(ems, words)))


def _is_long(column: _Column) -> bool:
    return column.width > _SHORT and column.name != "key"


def _wanted(column: _Column) -> float:
    """The width in which a column reads well: the longer its texts, the more."""
    return max(column.least, _EASE * column.width**0.5) if _is_long(column) else column.width


def _height(shape: _Shape, body: Sequence[Sequence[Cell]]) -> float:
    """About how many lines of the page the rows take."""
    folded = [(place, column) for place, column in enumerate(shape.columns) if column.share]
    if not folded:
        return len(body) * shape.scale
    lines = (max(ceil(1.1 * ems(row[place].text) / column.width) or 1 for place, column in folded) for row in body)
    return shape.scale * (sum(lines) + 0.3 * len(body))


def _spec(column: _Column, shape: _Shape) -> str:
    """A column as \\begin{tabular} wants it; one of paragraphs has its share of what short ones and gaps leave."""
    is_number = COLUMNS[column.name].is_number
    if not column.share:
        return "r" if is_number else "l"
    fixed = _SAFETY * sum(one.width for one in shape.columns if not one.share)
    left = f"\\linewidth-{fixed:.1f}em-{2 * (len(shape.columns) - 1)}\\tabcolsep"
    align = r"\raggedleft" if is_number else r"\raggedright"
    return f">{{{align}\\arraybackslash\\hspace{{0pt}}}}p{{{column.share:.4f}\\dimexpr{left}\\relax}}"


def ems(text: str) -> float:
    """About how wide a text is set, in em."""
    return sum(0.3 if c in _NARROW else 0.8 if c in _WIDE else 0.7 if c.isupper() else 0.52 for c in text)


# ---- rows


def _head(shape: _Shape, *, long: bool) -> list[str]:
    names = " & ".join(f"\\textbf{{{_text(COLUMNS[column.name].heading)}}}" for column in shape.columns)
    spec = "\n  ".join(("@{}", *(_spec(column, shape) for column in shape.columns), "@{}"))
    begin = f"\\begin{{{'longtable' if long else 'tabular'}}}{{\n  {spec}}}"
    size = [shape.size] if shape.size else []
    return [*size, begin, r"\toprule", f"{names} \\\\", r"\midrule", *[r"\endhead", r"\bottomrule", r"\endfoot"] * long]


def _foot(*, long: bool) -> list[str]:
    return [r"\end{longtable}"] if long else [r"\bottomrule", r"\end{tabular}"]


def _heading(text: str, number: int, *, is_first: bool) -> list[str]:
    """A row in bold over all columns, which stays with the row below it."""
    column = "l" if ems(text) < _LINE / 2 else r"p{\linewidth}"
    cell = f"\\multicolumn{{{number}}}{{@{{}}{column}@{{}}}}{{\\bfseries {_text(text)}}} \\\\*"
    return [cell] if is_first else [r"\midrule", cell]


def _row(shape: _Shape, row: Sequence[Cell], *, cite: bool) -> str:
    cells = (_cell(column, cell, cite=cite) for column, cell in zip(shape.columns, row, strict=True))
    is_folded = any(column.share for column in shape.columns)
    return " & ".join(cells) + r" \\" + r" \addlinespace[.5ex]" * is_folded


def _cell(column: _Column, cell: Cell, *, cite: bool) -> str:
    if column.name == "key" and cite and is_usable_key(cell.text):
        return f"\\cite{{{cell.text}}}"
    breaks = _BREAKS.get(column.name) if column.share else None
    text = r"\allowbreak{}".join(map(_text, breaks.split(cell.text))) if breaks else _text(cell.text)
    if column.name == "pages":
        text = _HYPHENS.sub("--", text)
    return f"\\href{{{cell.url.translate(_IN_ADDRESS)}}}{{{text}}}" if cell.url and text else text


def _text(text: str) -> str:
    """Text that LaTeX prints as it is; a bracket or star at the start of a row would belong to the end of the last."""
    printed = ascii_text(escape(text))
    return f"{{{printed}}}" if printed[:1] in ("[", "*") else printed

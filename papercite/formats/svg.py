"""Numbers of papers -> one picture in SVG: it stands alone, runs nothing, and is readable in light and dark.

Years stand as columns over the whole width, all else as bars in two columns of panels. Colours are a style sheet
with a second set for those who prefer dark; the numbers are in words in the description, for who does not see them.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from papercite.counts import OF_ALL
from papercite.formats.bars import HEADINGS, counted, label, percent
from papercite.formats.terminal import width
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.counts import Row, Tally

_WIDTH = 860
_MARGIN = 32
_GAP = 40  # between two panels
_ROW = 24  # from bar to bar
_HEAD = 34  # from a panel's heading to its first bar
_COLUMNS = 150  # height of the columns of years
_LETTER = 7.4  # about the width of a letter of 13 px
_STYLE = """
  svg { color-scheme: light dark; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  .page { fill: #ffffff; } text { fill: #1f2328; } .quiet { fill: #59636e; } .track { fill: #eff2f5; }
  .bar { fill: #0969da; } .rest { fill: #8c959f; } .line { stroke: #d1d9e0; }
  .title { font-size: 20px; font-weight: 600; } .heading { font-size: 14px; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; } text { fill: #e6edf3; } .quiet { fill: #9198a1; } .track { fill: #21262d; }
    .bar { fill: #4493f8; } .rest { fill: #656c76; } .line { stroke: #3d444d; }
  }
"""


class _Panel(NamedTuple):
    """A drawn tally: its heading stands at the top left of it."""

    lines: tuple[str, ...]
    height: int


def render(tallies: Sequence[Tally], total: int) -> str:
    """A picture of the tallies."""
    inner = _WIDTH - 2 * _MARGIN
    years = [one for one in tallies if one.by == "year" and one.rows]
    others = [one for one in tallies if one.by != "year"]
    drawn: list[str] = []
    top = 2 * _MARGIN + 20
    for one in years:
        panel = _columns(one, total, inner)
        drawn.append(_placed(panel, _MARGIN, top))
        top += panel.height + _GAP
    sides = 2 if len(others) > 1 else 1
    space = (inner - _GAP * (sides - 1)) // sides
    ends = [top] * sides
    for one in others:
        panel = _bars(one, total, space)
        side = ends.index(min(ends))
        drawn.append(_placed(panel, _MARGIN + side * (space + _GAP), ends[side]))
        ends[side] += panel.height + _GAP
    return _document(drawn, tallies, total, max(ends) - _GAP + _MARGIN)


def _document(drawn: Sequence[str], tallies: Sequence[Tally], total: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title description">\n'
        f'<title id="title">{counted(total)}</title>\n<desc id="description">{_text(_described(tallies))}</desc>\n'
        f'<style>{_STYLE}</style>\n<rect class="page" width="100%" height="100%"/>\n'
        f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 18}">{counted(total)}</text>\n' + "".join(drawn) + "</svg>\n"
    )


def _described(tallies: Sequence[Tally]) -> str:
    """All numbers in words: "Year: 2016 4, 2017 8. Venue: ..."."""
    said = (", ".join(f"{label(one, row)} {row.papers:,}" for row in one.rows) for one in tallies)
    return " ".join(f"{HEADINGS[one.by]}: {numbers}." for one, numbers in zip(tallies, said, strict=True))


def _placed(panel: _Panel, left: int, top: int) -> str:
    return f'<g transform="translate({left} {top})">\n' + "".join(f"  {line}\n" for line in panel.lines) + "</g>\n"


# ---- panels


def _columns(tally: Tally, total: int, space: int) -> _Panel:
    """A column for each year; where they stand close, only some of the years are named."""
    longest = max(row.papers for row in tally.rows) or 1
    step = space / len(tally.rows)
    named_each = next(n for n in (1, 2, 5, 10, 20, 50, 100) if n * step >= 40 or n == 100)
    floor = _HEAD + _COLUMNS
    lines = [_heading(tally)]
    for place, row in enumerate(tally.rows):
        height = max(_COLUMNS * row.papers / longest, 2.0 * bool(row.papers))
        middle = (place + 0.5) * step
        thick = min(step * 0.72, 64)
        drawn = [_box("bar", middle - thick / 2, floor - height, thick, height)]
        if step >= 24 and row.papers:
            drawn.append(_word(f"{row.papers:,}", middle, floor - height - 6, "middle", "quiet"))
        if int(row.name) % named_each == 0 if row.name.isdigit() else step >= 40:
            drawn.append(_word(label(tally, row), middle, floor + 20, "middle"))
        lines.append(_group(tally, row, total, drawn))
    lines.append(f'<line class="line" x1="0" x2="{space}" y1="{floor}" y2="{floor}"/>')
    return _Panel(tuple(lines), floor + 20)


def _bars(tally: Tally, total: int, space: int) -> _Panel:
    """A bar for each row, on a track where it is a share of all papers."""
    is_share = tally.by in OF_ALL
    longest = total if is_share else max((row.papers for row in tally.rows), default=0)
    most = int(space * 0.42 / _LETTER)
    names = [_cut(label(tally, row), most) for row in tally.rows]
    start = 12 + _LETTER * max(map(width, names), default=0)
    room = space - start - (96 if is_share else 48)
    lines = [_heading(tally)]
    for place, (name, row) in enumerate(zip(names, tally.rows, strict=True)):
        top = _HEAD - 12 + place * _ROW
        length = room * row.papers / (longest or 1)
        number = f"{row.papers:,}" + (f"  ({percent(row.papers, total)})" if is_share else "")
        drawn = [_word(name, 0, top + 13)]
        if is_share:
            drawn.append(_box("track", start, top, room, 16))
        kind = "rest" if row.rest or not row.name else "bar"
        drawn.append(_box(kind, start, top, max(length, 2.0 * bool(row.papers)), 16))
        drawn.append(_word(number, start + (room if is_share else length) + 8, top + 13, "start", "quiet"))
        lines.append(_group(tally, row, total, drawn))
    return _Panel(tuple(lines), _HEAD + _ROW * len(tally.rows) - 12)


def _heading(tally: Tally) -> str:
    return f'<text class="heading" y="0">{_text(HEADINGS[tally.by])}</text>'


def _group(tally: Tally, row: Row, total: int, drawn: Sequence[str]) -> str:
    """What belongs to one row, with its numbers in words for who points at it."""
    words = f"{label(tally, row)}: {counted(row.papers)} ({percent(row.papers, total)})"
    return f"<g><title>{_text(words)}</title>{''.join(drawn)}</g>"


def _box(kind: str, x: float, y: float, across: float, high: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{high:.1f}" rx="2"/>'


def _word(text: str, x: float, y: float, anchor: str = "start", kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text{style} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_text(text)}</text>'


def _cut(name: str, most: int) -> str:
    if width(name) <= most:
        return name
    while width(name) >= most:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _text(text: str) -> str:
    """Text as XML holds it; two characters of Unicode no XML may hold."""
    return escape(re.sub("[\ufffe\uffff]", "", tidy(text)))

"""Markdown by lines, without a parser: the text with what is no Markdown blanked, where lines start, headings.

Offsets and line numbers are those of the text. It takes linear time, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# ---- lines

_LINE_END = re.compile(r"\r\n?|\n")


def line_starts(text: str) -> list[int]:
    """Offset of each line's first character; line 1 is the first."""
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


# ---- headings


class Heading(NamedTuple):
    """One heading: "## Quantization", or a line above === or ---."""

    line: int  # 1-based
    level: int  # 1 to 6
    title: str
    end: int  # offset in the text where what it stands above begins


_HEADING = re.compile(
    r"^[ ]{0,3}(?P<signs>#{1,6})(?:[ \t]++(?P<title>[^\r\n]*+))?(?=[\r\n]|\Z)"
    r"|^[ ]{0,3}(?![-*+>|#=\s]|\d+[.)]|[\x00 \t]*+(?:[\r\n]|\Z))(?P<over>[^\r\n|]++)(?:\r\n?|\n)"
    r"[ ]{0,3}(?P<rule>=++|-{2,}+)[ \t]*+(?=[\r\n]|\Z)",
    re.MULTILINE,
)


def headings(text: str) -> list[Heading]:
    """Headings of a Markdown text, in its order; those in code and comments are none."""
    found = []
    starts = line_starts(text)
    for hit in _HEADING.finditer(masked(text)):
        level = len(hit["signs"] or "") or (1 if hit["rule"].startswith("=") else 2)
        title = text[slice(*hit.span("title" if hit["signs"] else "over"))] if hit["title"] or hit["over"] else ""
        found.append(Heading(bisect_right(starts, hit.start()), level, title.strip().rstrip("#").strip(), hit.end()))
    return found


# ---- what is no Markdown

_APART = re.compile(
    r"^[ \t>]*+(?:(?:[-*+]|\d+[.)])[ \t]++)?(?P<fence>`{3,}+(?=[^`\r\n]*+(?:[\r\n]|\Z))|~{3,}+)"
    r"|(?P<ticks>`++)|(?P<comment><!--)|(?P<tag><[A-Za-z/!?][^<>]*+>)",
    re.MULTILINE,
)
_FENCE_END = re.compile(r"^[ \t>]*+(?P<fence>`{3,}+|~{3,}+)[ \t\r]*+$", re.MULTILINE)
_TICKS = re.compile(r"`++")
_GAP = re.compile(r"\n[ \t\r]*+\n")
_VISIBLE = re.compile(r"[^\r\n]")


def masked(text: str) -> str:
    """The text with code, comments and tags blanked: each of their characters is \x00, line ends stay."""
    if not ("`" in text or "<" in text or "~~~" in text):
        return text
    ticks: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        ticks.setdefault(run.end() - run.start(), []).append(run.start())
    pieces: list[str] = []
    done = place = 0
    while opening := _APART.search(text, place):
        end = _end_of(text, opening, ticks)
        place = end or opening.end()
        if end:
            pieces += (text[done : opening.start()], _VISIBLE.sub("\x00", text[opening.start() : end]))
            done = end
    return "".join((*pieces, text[done:]))


def _end_of(text: str, opening: re.Match[str], ticks: Mapping[int, Sequence[int]]) -> int:
    """Where that ends which begins with `opening`; 0 if it is only text."""
    if opening["tag"]:
        return opening.end()
    if opening["comment"]:
        end = text.find("-->", opening.end())
        return end + len("-->") if end >= 0 else len(text)
    if fence := opening["fence"]:
        closings = _FENCE_END.finditer(text, opening.end())
        return next((one.end() for one in closings if one["fence"].startswith(fence)), len(text))
    length = len(opening["ticks"])
    runs = ticks[length]
    following = bisect_right(runs, opening.start("ticks"))
    if following == len(runs) or _GAP.search(text, opening.end(), runs[following]):
        return 0
    return runs[following] + length

"""Numbers of papers -> bars for people: in colour and fitted to the width on a terminal, plain text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.counts import OF_ALL
from papercite.formats.terminal import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from papercite.counts import Row, Tally

HEADINGS = {
    "year": "Year",
    "venue": "Venue",
    "topic": "Topic (a paper may have several)",
    "section": "Section",
    "type": "Type",
    "has": "Papers with",
    "status": "Status",
}
NAMES = {"arxiv": "arXiv number", "doi": "DOI", "project": "project page"}  # how a name is shown, if not as it is
_PLAIN = 80  # columns of plain text
_LONGEST = 40  # columns of a name
_SHARE = 7  # columns of "  100 %"
_SHORTEST = 6  # columns of the longest bar, or there are none; and of a name
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


class Line(NamedTuple):
    """One bar with what stands beside it."""

    name: str  # padded
    number: str  # padded
    bar: str
    share: str  # " 59 %", "" where it means little


def render(tallies: Sequence[Tally], total: int, columns: int = _PLAIN) -> str:
    """Plain text of so many columns."""
    parts = [
        f"{HEADINGS[tally.by]}\n" + "".join("".join(line).rstrip() + "\n" for line in some)
        for tally, some in zip(tallies, lines(tallies, total, columns), strict=True)
    ]
    return "\n".join([f"{counted(total)}\n", *parts])


def show(tallies: Sequence[Tally], total: int, console: Console) -> None:
    """Print the same on a terminal, in its width and in colour."""
    from rich.text import Text

    console.print(Text(counted(total), style="bold"))
    for tally, some in zip(tallies, lines(tallies, total, console.width), strict=True):
        console.print(Text(f"\n{HEADINGS[tally.by]}", style="bold"))
        for line in some:
            pieces = ((line.name, ""), (line.number, "magenta"), (line.bar, "cyan"), (line.share, "dim"))
            console.print(Text.assemble(*pieces), no_wrap=True, crop=True, overflow="crop")


def counted(total: int) -> str:
    """ "59 papers"."""
    return f"{total:,} paper{'s' * (total != 1)}"


def lines(tallies: Sequence[Tally], total: int, columns: int) -> Iterator[list[Line]]:
    """The lines of each tally; all bars begin in one column."""
    names = [[label(tally, row) for row in tally.rows] for tally in tallies]
    digits = max((len(f"{row.papers:,}") for tally in tallies for row in tally.rows), default=1)
    room = columns - digits - 4 - _SHARE * any(tally.by in OF_ALL for tally in tallies)
    most = min(_LONGEST, max(_SHORTEST, room // 2))
    space = min(most, max((width(name) for some in names for name in some), default=0))
    left = room - space
    for tally, some in zip(tallies, names, strict=True):
        is_share = tally.by in OF_ALL
        longest = total if is_share else max((row.papers for row in tally.rows), default=0)
        yield [
            Line(
                _fitted(name, space), f"  {row.papers:>{digits},}  ",
                f"{bar(row.papers, longest, left):<{left}}" if left >= _SHORTEST else "",
                f"{percent(row.papers, total):>{_SHARE}}" if is_share else "",
            )
            for name, row in zip(some, tally.rows, strict=True)
        ]  # fmt: skip


def label(tally: Tally, row: Row) -> str:
    """What a row is called: "CVPR", "DOI", "12 others", "(no venue)"."""
    return NAMES.get(row.name, row.name) or f"(no {tally.by})"


def percent(number: int, total: int) -> str:
    """ "59 %"; none and all are said only where it is none and all."""
    share = 100 * number / total if total else 0.0
    return f"{round(min(max(share, 1), 99) if 0 < share < 100 else share)} %"


def bar(number: int, longest: int, columns: int) -> str:
    """A bar of so many columns at the most, in eighths; what is not nothing can be seen."""
    eighths = round(8 * columns * number / longest) if longest else 0
    whole, rest = divmod(max(eighths, int(number > 0)), 8)
    return "█" * whole + _EIGHTHS[rest]


def _fitted(name: str, space: int) -> str:
    """A name in exactly so many columns."""
    if width(name) > space:
        while width(name) > space - 1:
            name = name[:-1]
        name += "…"
    return name + " " * (space - width(name))

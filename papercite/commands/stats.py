"""Count the papers: bars by year, venue and topic, the share with code, DOI, arXiv number and pages, the states.

JSON and CSV hold every name; bars and the picture the most frequent ones, with one row for all others.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

from papercite.commands import output, selection
from papercite.counts import BY, tally
from papercite.formats import bars
from papercite.lock import write_whole
from papercite.streams import emit, is_terminal, say
from papercite.text import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    from papercite.counts import Tally

USAGE = "papercite stats [LIST ...] [options]"
EXAMPLE = "papercite stats --topic quantization --by year --by venue --svg venues.svg"
_DEFAULT = ("year", "venue", "topic", "has", "status")
_TOP = 12
_VERSION = 1  # of the JSON


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    selection.add_arguments(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--by",
        "-b",
        action="append",
        choices=tuple(BY),
        help=f"count by this; again: by each (default: {', '.join(_DEFAULT)})",
    )
    group.add_argument(
        "--top",
        type=selection.number,
        metavar="N",
        help=f"rows before the one of all others (default: {_TOP}; json, csv: all)",
    )
    group.add_argument("--format", "-f", choices=("text", *_RENDER), default="text", help="text (bars), json or csv")
    group.add_argument("--svg", metavar="FILE", help="write a picture of it to FILE as well")


def run(arguments: Namespace) -> int:
    """Print the numbers, and write the picture; returns the exit status: 1 if no paper is selected."""
    papers, library = selection.selected(arguments)
    if not papers:
        return 1
    by = tuple(dict.fromkeys(arguments.by or _DEFAULT))

    def counted(top: int | None) -> list[Tally]:
        return [tally(papers, name, prefer=arguments.prefer, top=top) for name in by]

    drawn = counted(arguments.top or _TOP)
    if arguments.svg:
        from papercite.formats import svg

        output.check_target(arguments.svg, library.lists)
        write_whole(svg.render(drawn, len(papers)), arguments.svg)
        say(f"wrote {arguments.svg}")
    if arguments.format != "text":
        emit(_RENDER[arguments.format](counted(arguments.top), len(papers)))
    elif is_terminal(sys.stdout):
        from rich.console import Console

        bars.show(drawn, len(papers), Console())
    else:
        emit(bars.render(drawn, len(papers)))
    return 0


def _json(tallies: Sequence[Tally], total: int) -> str:
    """The number of papers, and by each thing an array of names (null: it has none) with their papers."""
    counts = {one.by: [{"name": row.name or None, "papers": row.papers} for row in one.rows] for one in tallies}
    said = {"papercite_stats": _VERSION, "papers": total, "by": counts}
    return visible(json.dumps(said, ensure_ascii=False, indent=1)) + "\n"


def _csv(tallies: Sequence[Tally], _total: int) -> str:
    """A line for each row: by what, name, papers."""
    from papercite.formats.csv import safe

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("by", "name", "papers"))
    writer.writerows((one.by, safe(row.name), row.papers) for one in tallies for row in one.rows)
    return text.getvalue()


_RENDER: dict[str, Callable[[Sequence[Tally], int], str]] = {"json": _json, "csv": _csv}

"""The answers of the sources, kept so that no source is asked twice. They can be thrown away.

path   where they are
info   how many there are of each source, how large and how old
clear  delete them; a lock needs none of them, but the next refresh asks again
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from papercite.cache import Cache, CacheError, path_in
from papercite.config import cache_folder
from papercite.durations import duration
from papercite.errors import UsageError
from papercite.formats.terminal import in_columns
from papercite.library import count
from papercite.streams import emit, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from papercite.cache import Tally

USAGE = "papercite cache path|info|clear [--source S] [--older-than 90d]"
EXAMPLE = "papercite cache path"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("what", choices=("path", "info", "clear"), help="what to do")
    parser.add_argument("--source", default="", metavar="S", help="clear: only the answers of this source")
    parser.add_argument(
        "--older-than", type=duration, metavar="AGE", help="clear: only what was not confirmed since: 12h, 90d, 2w"
    )


def run(arguments: Namespace) -> int:
    """Say or delete; returns the exit status: 1 if the source named has no answers."""
    if arguments.what != "clear" and (arguments.source or arguments.older_than is not None):
        raise UsageError("--source and --older-than are for clear\n  hint: papercite cache --help")
    path = path_in(cache_folder())
    if arguments.what == "path":
        emit(f"{path}\n")
        return 0
    if not os.path.exists(path):  # a command that looks makes no file
        say(f"{path}: no answers are kept yet")
        return 0
    with Cache.open(cache_folder()) as cache:
        status = _clear(cache, arguments) if arguments.what == "clear" else _info(cache)
        for note in cache.notes:
            say(note)
    return status


def _clear(cache: Cache, arguments: Namespace) -> int:
    sources = [tally.source for tally in cache.info()]
    since = None if arguments.older_than is None else time.time() - arguments.older_than.total_seconds()
    gone = cache.clear(arguments.source, since)
    if not cache.is_kept:
        raise CacheError(f"nothing was deleted: {cache.notes[-1]}")
    if arguments.source and arguments.source not in sources:
        from papercite.suggest import did_you_mean

        say(f"no answers of {arguments.source!r} are kept{did_you_mean(arguments.source, sources)}")
        return 1
    say(f"{count(gone, 'answer')} deleted")
    return 0


def _info(cache: Cache) -> int:
    tallies = cache.info()
    if not tallies:
        say(f"{cache.path}: no answers are kept")
        return 0
    heads = ("Source", "Answers", "Absent", "Size", "Oldest", "Newest")
    emit(in_columns([heads, *map(_cells, [*tallies, _total(tallies)])], range(1, len(heads))))
    return 0


def _total(tallies: Sequence[Tally]) -> Tally:
    return tallies[0]._replace(
        source="all",
        answers=sum(tally.answers for tally in tallies),
        absent=sum(tally.absent for tally in tallies),
        size_bytes=sum(tally.size_bytes for tally in tallies),
        oldest=min(tally.oldest for tally in tallies),
        newest=max(tally.newest for tally in tallies),
    )


def _cells(tally: Tally) -> tuple[str, ...]:
    numbers = (f"{tally.answers:,}", f"{tally.absent:,}", size_in_words(tally.size_bytes))
    return (tally.source, *numbers, _day(tally.oldest), _day(tally.newest))


def _day(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def size_in_words(size_bytes: int) -> str:
    """ "512 bytes", "3.4 MB"."""
    size, unit = float(size_bytes), "bytes"
    for larger in ("kB", "MB", "GB"):
        if size < 999.95:
            break
        size, unit = size / 1000, larger
    return f"{size:,.0f} {unit}" if unit == "bytes" else f"{size:,.1f} {unit}"

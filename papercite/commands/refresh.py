"""Look the papers of a list up and write its lock.

So far the sources are files on this machine: records in JSON lines (the form of data/facts.jsonl)
or .bib files, named with --from. No network is used.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from papercite import lock as lockfile
from papercite.config import find_config
from papercite.errors import RecordsError, UsageError
from papercite.index import index
from papercite.library import (
    chosen_lists,
    count,
    digest_of_rules,
    is_shipped,
    lock_of,
    read_entries,
    read_list,
    refreshed_lock,
)
from papercite.providers import local
from papercite.record import NOT_ASKED, REVIEW, UNRESOLVED, count_statuses
from papercite.refresh import refresh
from papercite.streams import say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from papercite.config import Config
    from papercite.index import Index
    from papercite.record import Paper, Record
    from papercite.refresh import Report

USAGE = "papercite refresh [LIST ...] --from FILE [options]"
EXAMPLE = "papercite refresh --offline --from mine.bib papers.md"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("lists", nargs="*", metavar="LIST", help="lists to refresh (default: those of the settings)")
    parser.add_argument(
        "--from", action="append", default=[], dest="files", metavar="FILE", help="records: .jsonl or .bib"
    )
    parser.add_argument("--offline", action="store_true", help="use no network (this version never does)")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")


def run(arguments: Namespace) -> int:
    """Refresh each list; returns the exit status: 1 for papers to look at, 3 for papers that no source was asked."""
    if not arguments.files:
        raise UsageError("no source to ask\n  hint: --from FILE names records on this machine (.jsonl or .bib)")
    config = find_config(os.curdir)
    known = index(record for file in arguments.files for record in read_records(file))
    statuses = [_refresh_one(path, known, config, arguments.dry_run) for path in chosen_lists(arguments.lists, config)]
    return max(statuses)


def read_records(path: str) -> list[Record]:
    """Records of a file; `RecordsError` if it cannot be read."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordsError(f"{path}: not UTF-8 (byte {error.start})\n  hint: save the file as UTF-8") from None
    except OSError as error:
        raise RecordsError(f"{path}: {error.strerror}") from None
    return local.parse(text, path)


def _refresh_one(path: str, known: Index, config: Config, is_rehearsal: bool) -> int:
    content = read_list(path)
    digest = sha256(content).hexdigest()
    entries, notes = read_entries(path, content)
    old = lockfile.load(lock_of(path, digest, config))
    report = refresh(entries, old.papers if old else (), known, config)
    extra = old.extra if old else {}
    lock = lockfile.Lock(os.path.basename(path), digest, digest_of_rules(config), report.papers, extra)
    for line in (*notes, *_lines(path, report)):
        say(line)
    if not is_rehearsal:
        _save(lock, path, config)
    return _status(report.papers)


def _save(lock: lockfile.Lock, path: str, config: Config) -> None:
    target = lockfile.lock_path(path)
    if is_shipped(path, config):
        target = refreshed_lock()
        Path(target).parent.mkdir(parents=True, exist_ok=True)
    is_written = lockfile.save(lock, target)
    say(f"wrote {target}" if is_written else f"{target} is up to date")


def _lines(path: str, report: Report) -> list[str]:
    counts = ", ".join(f"{number:,} {status}" for status, number in count_statuses(report.papers).items())
    lines = [f"{path}: {count(len(report.papers), 'paper')}: {counts or 'none'}"]
    for what, keys in (("new", report.new), ("changed", report.changed), ("no longer in the list", report.gone)):
        if keys:
            lines.append(f"  {count(len(keys), 'paper')} {what}: {_some(keys)}")
    lines += [f"{path}:{p.entry.line}: {p.status}: {p.reason} ({p.key})" for p in report.papers if p.status == REVIEW]
    return lines


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")


def _status(papers: Sequence[Paper]) -> int:
    states = {paper.status for paper in papers}
    if NOT_ASKED in states:
        return 3
    return int(not papers or bool(states & {REVIEW, UNRESOLVED}))

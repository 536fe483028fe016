"""Look the papers of a list up and write its lock.

Asks for what is new, open, or looked up longer ago than is good for its kind; answers are kept, so
that stopping at any moment loses nothing and the next run goes on. --from adds records on this machine.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from papercite import lock as lockfile
from papercite.config import cache_folder, find_config
from papercite.due import due, today
from papercite.durations import duration
from papercite.errors import OutputError, RecordsError
from papercite.guard import alone
from papercite.index import index
from papercite.library import (
    chosen_lists,
    corrected,
    count,
    digest_of_rules,
    is_shipped,
    lock_of,
    papers_of_entries,
    read_entries,
    read_list,
    refreshed_lock,
)
from papercite.progress import following, stop_signals
from papercite.providers import local
from papercite.record import NOT_ASKED, REVIEW, UNRESOLVED
from papercite.refresh import Asked, Report, refresh
from papercite.report import lines_of, write_report
from papercite.session import Outcome, Wishes, ask_sources, plan, wishes_of
from papercite.streams import emit, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    from papercite.config import Config
    from papercite.index import Index
    from papercite.record import Entry, Paper, Record

USAGE = "papercite refresh [LIST ...] [options]"
EXAMPLE = "papercite refresh --plan"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("lists", nargs="*", metavar="LIST", help="lists to refresh (default: those of the settings)")
    which = parser.add_argument_group("what to ask for (default: what is new, open, or may have changed)")
    which.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="WHAT",
        help="unresolved, review, stale, or a key; again: any",
    )
    which.add_argument("--older-than", type=duration, metavar="SPAN", help="what was looked up longer ago: 30d")
    whom = parser.add_argument_group("whom to ask")
    whom.add_argument(
        "--from", action="append", default=[], dest="files", metavar="FILE", help="records: .jsonl or .bib"
    )
    whom.add_argument("--source", action="append", default=[], metavar="S", help="only this source (papercite sources)")
    whom.add_argument("--no-source", action="append", default=[], metavar="S", help="not this source")
    whom.add_argument("--offline", action="store_true", help="send nothing: files and answers at hand only")
    whom.add_argument("--max-requests", type=int, metavar="N", help="send N requests at the most")
    what = parser.add_argument_group("what to do")
    what.add_argument("--plan", action="store_true", help="say what would be sent where, and send nothing")
    what.add_argument("--dry-run", action="store_true", help="look up, say what would change, write no lock")
    what.add_argument("--report", metavar="FILE", help="write what happened to FILE: .json or .md")


def run(arguments: Namespace) -> int:
    """Refresh each list; returns the exit status: 1 for papers to look at, 3 for papers that could not be asked for."""
    config = find_config(os.curdir)
    records = [record for file in arguments.files for record in read_records(file)]
    jobs = [job_of(path, config, arguments) for path in chosen_lists(arguments.lists, config)]
    if arguments.plan:
        emit("".join(_plan_lines(jobs, index(records), config, wishes_of(arguments))))
        return 0
    with stop_signals():
        done = [_do(job, index(records), config, arguments) for job in jobs]
    if arguments.report:
        write_report(
            arguments.report, [(job.path, report, outcome) for job, (report, outcome) in zip(jobs, done, strict=True)]
        )
        say(f"wrote {arguments.report}")
    return max(_status(report.papers) for report, _ in done)


def read_records(path: str) -> list[Record]:
    """Records of a file; `RecordsError` if it cannot be read."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except UnicodeDecodeError as error:
        raise RecordsError(f"{path}: not UTF-8 (byte {error.start})\n  hint: save the file as UTF-8") from None
    except OSError as error:
        raise RecordsError(f"{path}: {error.strerror}") from None
    return local.parse(text, path)


class Job(NamedTuple):
    """One list to refresh."""

    path: str
    target: str  # its lock
    digest: str
    entries: Sequence[Entry]
    old: lockfile.Lock | None
    is_due: Callable[[Paper], bool]
    asked_for: Sequence[Entry]  # entries that sources are asked for, with what people fixed


def job_of(path: str, config: Config, arguments: Namespace) -> Job:
    """What there is to do for a list; reads the list and its lock."""
    content = read_list(path)
    digest = sha256(content).hexdigest()
    entries, notes = read_entries(path, content)
    for note in notes:
        say(note)
    old = lockfile.load(lock_of(path, digest, config))
    joined = papers_of_entries(entries, old.papers if old else (), config)
    is_due = due(arguments.only, today(), [paper for paper, _ in joined], arguments.older_than)
    asked_for = [
        corrected(paper, config).entry
        for paper, known in joined
        if (is_due(known) if known else not arguments.only or is_due(paper))
    ]
    target = refreshed_lock() if is_shipped(path, config) else lockfile.lock_path(path)
    return Job(path, target, digest, entries, old, is_due, asked_for)


def _plan_lines(jobs: Sequence[Job], known: Index, config: Config, wishes: Wishes) -> list[str]:
    lines = []
    for job in jobs:
        needs = plan(job.asked_for, known, config, wishes)
        lines.append(f"{job.path}: {count(len(job.asked_for), 'paper')} to ask for\n")
        lines += [
            f"  {n.host:<28} at most {count(n.requests, 'request'):>14}, {n.least_s:,.0f} s or more\n" for n in needs
        ]
    return lines


def _do(job: Job, known: Index, config: Config, arguments: Namespace) -> tuple[Report, Outcome]:
    with alone(job.target, cache_folder(), lambda: say(f"{job.path}: another refresh is under way; waiting for it")):
        old = lockfile.load((job.old and lock_of(job.path, job.digest, config)) or job.target)  # the other one wrote it
        with following(sys.stderr) as said:
            outcome = ask_sources(job.asked_for, known, config, wishes_of(arguments), said)
        asked = Asked(wishes_of(arguments).offline, outcome.sources, outcome.gathered.troubles)
        report = refresh(
            job.entries, old.papers if old else (), outcome.gathered.records, config, asked=asked,
            is_due=lambda paper: bool(arguments.files) or job.is_due(paper),
        )  # fmt: skip
        for line in (*outcome.notes, *lines_of(job.path, report, outcome)):
            say(line)
        if not arguments.dry_run:
            _save(job, report, old, config)
    return report, outcome


def _save(job: Job, report: Report, old: lockfile.Lock | None, config: Config) -> None:
    name = os.path.basename(job.path)
    lock = lockfile.Lock(name, job.digest, digest_of_rules(config), report.papers, old.extra if old else {})
    try:
        os.makedirs(os.path.dirname(job.target) or ".", exist_ok=True)
    except OSError as error:
        raise OutputError(f"{job.target}: cannot be written: {error.strerror}") from None
    is_written = lockfile.save(lock, job.target)
    say(f"wrote {job.target}" if is_written else f"{job.target} is up to date")


def _status(papers: Sequence[Paper]) -> int:
    states = {paper.status for paper in papers}
    if NOT_ASKED in states:
        return 3
    return int(not papers or bool(states & {REVIEW, UNRESOLVED}))

"""Say what is wrong with a list, by line, and mend what can be mended.

Broken links, papers that nothing names, papers twice, empty sections; and, where the list has a lock, what
the lock knows better. --fix mends broken links and nothing else, unless --places or a person asks for more.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from papercite import lock as lockfile
from papercite.check import AT_ODDS, CODES, problems_of_drafts, problems_of_entries, problems_of_text
from papercite.config import find_config
from papercite.errors import OutputError, UsageError
from papercite.library import (
    SHIPPED_LIST,
    chosen_lists,
    corrected,
    count,
    is_shipped,
    lock_of,
    papers_of_entries,
    read_entries,
    read_list,
)
from papercite.lists import blocks, form_of
from papercite.lists.encoding import text_of
from papercite.lists.fields import drafts
from papercite.lists.slips import slips
from papercite.lock import write_whole
from papercite.mend import Change, changed, changes
from papercite.resources import data_file
from papercite.streams import emit, is_terminal, say
from papercite.suggest import did_you_mean
from papercite.text import tidy, visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Collection, Iterable, Sequence

    from papercite.check import Problem
    from papercite.config import Config
    from papercite.lists.slips import Slip
    from papercite.record import Entry, Paper

USAGE = "papercite check [LIST ...] [--only CODE] [--fix] [options]"
EXAMPLE = "papercite check --only broken-link --only no-identifier"
_BOM = "\ufeff"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("lists", nargs="*", metavar="LIST", help="lists to check (default: those of the settings)")
    parser.add_argument("--only", action="append", default=[], metavar="CODE", help="only this; again: any of them")
    parser.add_argument("--ignore", action="append", default=[], metavar="CODE", help="not this")
    parser.add_argument(
        "--format",
        "-f",
        choices=RENDER,
        default="text",
        help="text (the default), json, or github: notes on the lines of a pull request",
    )
    parser.add_argument_group("codes", "\n".join(f"{code:<17} {what}" for code, what in CODES.items()))
    fix = parser.add_argument_group("mending")
    fix.add_argument("--fix", action="store_true", help="mend broken links, after asking about each one")
    fix.add_argument("--yes", "-y", action="store_true", help="with --fix: do not ask")
    fix.add_argument("--places", action="store_true", help="with --fix: also venues and years, as the lock has them")
    fix.add_argument("--dry-run", "--diff", action="store_true", help="with --fix: print a diff, change nothing")


class _List(NamedTuple):
    """A list as it was read, with what its lock holds."""

    path: str
    name: str  # the path as it is shown
    content: bytes
    text: str
    slips: Sequence[Slip]
    entries: Sequence[Entry]
    held: Sequence[Paper | None]  # for each entry
    has_lock: bool
    notes: tuple[str, ...]


def run(arguments: Namespace) -> int:
    """Print the problems; returns the exit status: 1 if there are any."""
    codes = _codes(arguments.only, arguments.ignore)
    if not arguments.fix and (arguments.yes or arguments.places or arguments.dry_run):
        raise UsageError("--yes, --places and --dry-run go with --fix\n  hint: papercite check --help")
    config = find_config(os.curdir)
    lists = [_read(path, config) for path in chosen_lists(arguments.lists, config)]
    if arguments.fix:
        for one in lists:
            _refuse_shipped(one.path, config)
        if arguments.dry_run or not (arguments.yes or is_terminal(sys.stdin)):
            return _shown(lists, codes, arguments)
        lists = [_fixed(one, codes, arguments, config) for one in lists]
    found = [(one, [problem for problem in _problems(one) if problem.code in codes]) for one in lists]
    emit(RENDER[arguments.format]([(one.name, problem) for one, problems in found for problem in problems]))
    for one, problems in found:
        for line in _summary(one, problems, codes):
            say(line)
    return int(any(problems for _, problems in found))


def _codes(only: Sequence[str], ignored: Sequence[str]) -> list[str]:
    """Codes that are asked for, in the order of the table."""
    for code in (*only, *ignored):
        if code not in CODES:
            raise UsageError(
                f"there is no {code!r} to check{did_you_mean(code, CODES)}\n  hint: papercite check --help"
            )
    return [code for code in CODES if (not only or code in only) and code not in ignored]


def _read(path: str, config: Config) -> _List:
    content = read_list(path)
    entries, notes = read_entries(path, content)
    text, _ = text_of(content, path)
    found = slips(text) if _is_markdown(path) else []
    held = lockfile.load(lock_of(path, sha256(content).hexdigest(), config))
    papers: list[Paper | None] = [None] * len(entries)
    if held:
        joined = papers_of_entries(entries, held.papers, config)
        papers = [corrected(paper, config) if old else None for paper, old in joined]
    return _List(path, _name_of(path), content, text, found, entries, papers, bool(held), tuple(notes))


def _name_of(path: str) -> str:
    """The path from here, where the settings gave it from the root: GitHub wants it so, and it is shorter."""
    here = os.path.join(os.path.abspath(os.curdir), "")
    return path.removeprefix(here).replace(os.sep, "/")


def _problems(one: _List) -> list[Problem]:
    is_of_papers = form_of(one.path, one.text).holds_papers_only
    drafted = drafts(blocks(one.text, one.path), are_papers=is_of_papers)
    found = sorted([*problems_of_entries(one.entries, one.held), *problems_of_drafts(drafted)])
    if _is_markdown(one.path):
        found = sorted([*found, *problems_of_text(one.text, one.slips, one.entries)])
    return found


def _is_markdown(path: str) -> bool:
    return form_of(path).module == "markdown"


def _summary(one: _List, problems: Sequence[Problem], codes: Collection[str]) -> list[str]:
    papers = sum(entry.kind == "paper" for entry in one.entries)
    counts = Counter(problem.code for problem in problems)
    classes = ", ".join(f"{counts[code]:,} {code}" for code in CODES if counts[code])
    lines = list(one.notes)
    if not one.has_lock and (unseen := [code for code in AT_ODDS if code in codes]):
        lines.append(f"{one.name}: never looked up, so {', '.join(unseen)} cannot be told: papercite refresh")
    summary = f"{one.name}: {count(papers, 'paper')}, {count(len(problems), 'problem')}"
    lines.append(f"{summary}: {classes}" if classes else summary)
    if doubtful := [entry.line for entry in one.entries if entry.kind != "paper"]:
        is_one = len(doubtful) == 1
        where = f"line{'' if is_one else 's'} {_some(doubtful)}"
        said = (
            f"{count(len(doubtful), 'entry', 'entries')} more {'is' if is_one else 'are'} taken for no paper, {where}"
        )
        lines.append(f"  {said}: papercite parse {one.name} --explain {doubtful[0]}")
    if mendable := sum(change.is_safe for change in _changes(one, codes)):
        lines.append(f"  {count(mendable, 'broken link')} can be mended: papercite check --fix {one.name}")
    return lines


def _some(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:5])) + (f" and {len(numbers) - 5} more" if len(numbers) > 5 else "")


# ---- formats


def _text(found: Iterable[tuple[str, Problem]]) -> str:
    """One problem a line: "papers.md:41:7: broken-link: the link is not closed: ... (write ...)"."""
    lines = []
    for path, problem in found:
        place = f"{path}:{problem.line}:{problem.column}" if problem.column else f"{path}:{problem.line}"
        hint = f" ({problem.hint})" if problem.hint else ""
        lines.append(tidy(f"{place}: {problem.code}: {problem.message}{hint}") + "\n")
    return "".join(lines)


def _json(found: Iterable[tuple[str, Problem]]) -> str:
    """An array of objects with file, line, column (null if the whole line is meant), code, message and hint."""
    rows = [
        {"file": path, "line": problem.line, "column": problem.column or None, "code": problem.code,
         "message": problem.message, "hint": problem.hint}
        for path, problem in found
    ]  # fmt: skip
    return visible(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n"


def _github(found: Iterable[tuple[str, Problem]]) -> str:
    """Workflow commands, which GitHub shows at the lines of a pull request."""
    lines = []
    for path, problem in found:
        place = {"file": path, "line": problem.line, "col": problem.column, "title": f"papercite: {problem.code}"}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
        hint = f" ({problem.hint})" if problem.hint else ""
        lines.append(f"::warning {properties}::{_escaped(tidy(problem.message + hint))}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


RENDER: dict[str, Callable[[Iterable[tuple[str, Problem]]], str]] = {"text": _text, "json": _json, "github": _github}


# ---- mending


def _changes(one: _List, codes: Collection[str]) -> list[Change]:
    if not _is_markdown(one.path):
        return []
    return [change for change in changes(one.text, one.slips, one.entries, one.held) if change.code in codes]


def _refuse_shipped(path: str, config: Config) -> None:
    """`UsageError` for the list that came with papercite, by whatever path, unless the settings name it as theirs."""
    shipped = os.path.realpath(data_file(SHIPPED_LIST))
    is_own = any(os.path.realpath(own) == shipped for own in config.lists)
    if is_shipped(path, config) or (os.path.realpath(path) == shipped and not is_own):
        raise UsageError(
            f"{path}: the list that ships with papercite is not changed\n  hint: copy it and name the copy"
        )


def _shown(lists: Sequence[_List], codes: Collection[str], arguments: Namespace) -> int:
    """Print what would be changed as a diff; returns the exit status: 1 if there is anything."""
    status = 0
    for one in lists:
        wanted = [change for change in _changes(one, codes) if change.is_safe or arguments.places]
        diff = _diff(one.name, one.text, changed(one.text, wanted))
        emit(visible(diff) if is_terminal(sys.stdout) else diff)
        say(f"{one.name}: {count(len(wanted), 'change')} to make; nothing was changed")
        status |= bool(wanted)
    if status and not arguments.dry_run:
        say("  hint: there is nobody to ask: papercite check --fix --yes makes them")
    return int(status)


def _diff(path: str, old: str, new: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(_lines(old), _lines(new), path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    return [*lines[:-1], lines[-1][:-1]] if lines[-1] != "\n" else lines[:-1]


def _fixed(one: _List, codes: Collection[str], arguments: Namespace, config: Config) -> _List:
    """The list after its changes were made, as it is read then."""
    offered = _changes(one, codes)
    if arguments.yes:
        chosen = [change for change in offered if change.is_safe or arguments.places]
    else:
        chosen = _chosen(one, offered)
    if not chosen:
        say(f"{one.name}: nothing was changed")
        return one
    new = changed(one.text, chosen)
    bom = _BOM if one.content.startswith(_BOM.encode()) else ""
    if f"{bom}{one.text}".encode() != one.content:
        raise OutputError(f"{one.name}: not changed, it is not UTF-8\n  hint: save the list as UTF-8 first")
    if read_list(one.path) != one.content:
        raise OutputError(f"{one.name}: not changed, somebody else changed it meanwhile\n  hint: run it again")
    write_whole(bom + new, one.path)
    say(f"{one.name}: {count(len(chosen), 'change')} made")
    return _read(one.path, config)


def _chosen(one: _List, offered: Sequence[Change]) -> list[Change]:
    """Those of the changes that a person wants; what is no mere syntax is only taken on a yes of its own."""
    chosen: list[Change] = []
    takes_all = False
    for change in offered:
        if takes_all:
            chosen += [change] * change.is_safe
            continue
        for line in described(one.name, one.text, change):
            say(line)
        answer = _answer(is_safe=change.is_safe)
        if answer == "quit":
            break
        takes_all = answer == "all"
        if answer == "yes" or (takes_all and change.is_safe):
            chosen.append(change)
    return chosen


def described(path: str, text: str, change: Change) -> list[str]:
    """Why a change is offered, and its lines before and after."""
    before = text[text.rfind("\n", 0, change.start) + 1 : change.start]
    after = text[change.end :].partition("\n")[0]
    old, new = text[change.start : change.end], change.text
    where = f"{path}:{change.line}: {change.code}: {change.what}"
    return ["", where, f"  - {before}{old}{after}", f"  + {before}{new}{after}"]


_ANSWERS = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "a": "all", "all": "all", "q": "quit", "quit": "quit"}


def _answer(*, is_safe: bool) -> str:
    default = "yes" if is_safe else "no"
    while True:
        sys.stderr.write(f"  change it? yes, no, all broken links from here on, quit [{default}]: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = _ANSWERS.get(line.strip().lower() or default, "") if line else "quit"
        if answer:
            return answer

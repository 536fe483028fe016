"""Walk through the papers that wait for a person, with their candidates, and write the choice down.

The choice becomes a comment behind the entry in the list, or with --into config a [[correct]] table;
the next refresh goes by it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from papercite.config import find_config
from papercite.errors import ListError, UsageError
from papercite.identify import SCHEMES, identifiers_of_record
from papercite.library import chosen_lists, load, read_list
from papercite.lock import write_whole
from papercite.names import full_name
from papercite.record import REVIEW, name_of
from papercite.streams import emit, is_terminal, say
from papercite.text import tidy

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from papercite.record import Identifier, Paper, Record

USAGE = "papercite review [LIST ...] [--list] [--into list|config]"
EXAMPLE = "papercite review --list"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("lists", nargs="*", metavar="LIST", help="lists to go through (default: those of the settings)")
    parser.add_argument("--list", action="store_true", dest="only_list", help="only print what waits, for scripts")
    parser.add_argument(
        "--into", choices=("list", "config"), default="list", help="where a choice goes (default: list)"
    )


def run(arguments: Namespace) -> int:
    """Go through the papers; returns the exit status: 1 if any are left."""
    left = 0
    for path in chosen_lists(arguments.lists, find_config(os.curdir)):
        library = load([path])
        for note in library.notes:
            say(note)
        waiting = [paper for paper in library.papers if paper.status == REVIEW]
        if arguments.only_list:
            emit("".join(_listed(path, paper) for paper in waiting))
            left += len(waiting)
        else:
            left += _walk(path, waiting, arguments.into)
    if not left:
        say("nothing waits for a person")
    return int(bool(left))


def _listed(path: str, paper: Paper) -> str:
    choices = "; ".join(_name(best_identifier(record)) for record in paper.candidates)
    return f"{path}:{paper.entry.line}\t{paper.key}\t{tidy(name_of(paper.entry))}\t{tidy(paper.reason)}\t{choices}\n"


def _walk(path: str, waiting: Sequence[Paper], into: str) -> int:
    """Ask about each paper; returns how many are left."""
    if waiting and not is_terminal(sys.stdin):
        raise UsageError("there is nobody to ask\n  hint: papercite review --list, or run it in a terminal")
    left = len(waiting)
    for paper in waiting:
        for line in described(path, paper):
            say(line)
        answer = _answer(len(paper.candidates))
        if answer == "q":
            break
        if answer.isdigit():
            chosen = best_identifier(paper.candidates[int(answer) - 1])
            if chosen is None:
                say("this candidate has no identifier to name it by; skipped")
                continue
            say(f"wrote {(_into_list if into == 'list' else _into_config)(path, paper, chosen)}")
            left -= 1
    return left


def _answer(candidates: int) -> str:
    choices = f"1-{candidates}" if candidates > 1 else "1"
    while True:
        sys.stderr.write(f"  which one? {choices}, s to skip, q to stop: ")
        sys.stderr.flush()
        answer = (sys.stdin.readline() or "q").strip().lower()
        if answer in ("s", "q") or (answer.isdigit() and 1 <= int(answer) <= candidates):
            return answer


def described(path: str, paper: Paper) -> Iterator[str]:
    """The entry and its candidates, side by side line by line."""
    entry = paper.entry
    yield ""
    yield f"{path}:{entry.line}: {paper.reason}"
    yield f"  list: {name_of(entry)} ({', '.join(entry.authors) or 'no authors'}; {entry.venue} {entry.year or ''})"
    for number, record in enumerate(paper.candidates, 1):
        people = ", ".join(full_name(person) for person in record.authors)
        yield f"  {number:>4}: {record.title} ({people}; {record.venue} {record.year or ''})"
        yield f"        {record.source} {_name(best_identifier(record))}"


def best_identifier(record: Record) -> Identifier | None:
    """The most telling identifier of a record, None if it has none."""
    order = ("doi", "arxiv", "openreview", "acl", "dblp", "url")
    known = [name for name in identifiers_of_record(record) if name.scheme in order and name.scheme in SCHEMES]
    return min(known, key=lambda name: order.index(name.scheme), default=None)


def _name(identifier: Identifier | None) -> str:
    return f"{identifier.scheme}={identifier.value}" if identifier else "no identifier"


def _into_list(path: str, paper: Paper, chosen: Identifier) -> str:
    """Put a comment behind the entry; only the bytes of that comment are new."""
    try:
        lines = read_list(path).decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise ListError(f"{path}: not UTF-8, so it is left alone\n  hint: save it as UTF-8, or --into config") from None
    place = paper.entry.line - 1
    ending = "\r" if lines[place].endswith("\r") else ""
    lines[place] = f"{lines[place].rstrip()} <!-- papercite: {_name(chosen)} -->{ending}"
    write_whole("\n".join(lines), path)
    return f"{path}:{paper.entry.line}"


def _into_config(path: str, paper: Paper, chosen: Identifier) -> str:
    """Add a correction to the config of the list's folder."""
    folder = os.path.dirname(os.path.abspath(path))
    own = find_config(folder).path
    target = own if own.endswith("papercite.toml") else os.path.join(folder, "papercite.toml")
    text = read_list(target).decode("utf-8") if os.path.exists(target) else ""
    fixes = {"entry": name_of(paper.entry) or paper.key, "reason": "chosen in review", chosen.scheme: chosen.value}
    table = "".join(f"{name} = {_quoted(value)}\n" for name, value in fixes.items())
    write_whole(f"{text}\n[[correct]]\n{table}", target)
    return target


def _quoted(text: str) -> str:
    import json

    return json.dumps(tidy(text), ensure_ascii=False)

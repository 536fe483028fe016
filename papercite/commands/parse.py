"""Show what is read from a list, before anything is looked up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from papercite.errors import UsageError
from papercite.formats.terminal import in_columns
from papercite.identify import identify, paper_url
from papercite.library import count, read_entries, read_list
from papercite.record import name_of
from papercite.streams import emit, say
from papercite.text import tidy, visible
from papercite.venues import short_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from papercite.lists.explain import Explanation
    from papercite.record import Entry

USAGE = "papercite parse FILE [--format table|jsonl] [--explain LINE]"
EXAMPLE = "papercite parse papers.md --explain 4"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("file", metavar="FILE", help="the list")
    parser.add_argument(
        "--format",
        "-f",
        choices=("table", "jsonl"),
        default="table",
        help="for people (the default) or for programs",
    )
    parser.add_argument(
        "--explain", type=int, metavar="LINE", help="show how the entry at a line was read, and what told each field"
    )


def run(arguments: Namespace) -> int:
    """Print the entries; returns the exit status: 1 if there are none."""
    if arguments.explain is not None:
        return _explain(arguments.file, arguments.explain)
    entries, notes = read_entries(arguments.file, read_list(arguments.file))
    for note in notes:
        say(note)
    if arguments.format == "jsonl":
        emit("".join(visible(json.dumps(as_row(entry), ensure_ascii=False)) + "\n" for entry in entries))
    elif entries:
        emit(_table(entries))
    return 0 if entries else 1


def _explain(path: str, line: int) -> int:
    """Print why the entry at a line was read as it was; returns 1 if there is none."""
    from papercite import lists
    from papercite.lists.encoding import text_of
    from papercite.lists.explain import explained

    text, notes = text_of(read_list(path), path)
    for note in notes:
        say(note)
    count_of_lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if not 1 <= line <= count_of_lines:
        raise UsageError(f"{path} has no line {line}: it has {count(count_of_lines, 'line')}")
    blocks = lists.blocks(text, path)
    found = explained(blocks, line, are_papers=lists.form_of(path, text).holds_papers_only)
    if found is None:
        say(f"{path}:{line}: nothing here looks like an entry")
        return 1
    emit(_as_text(path, found))
    return 0 if found.kind else 1


def _as_text(path: str, found: Explanation) -> str:
    what = {"paper": "a paper", "other": "probably no paper", "": "no entry"}[found.kind]
    lines = f"line {found.first}" if found.first == found.last else f"lines {found.first} to {found.last}"
    told = [f"{path}, {lines}: {what}, because {found.why}", ""]
    told += [f"  line {number}: {text}" for number, text in found.parts]
    space = max((len(one.field) for one in found.reasons), default=0)
    for one in found.reasons:
        told += ["", f"  {one.field:<{space}}  {tidy(one.value)}", f"  {'':<{space}}  ({one.why})"]
    return "\n".join(told) + "\n"


def as_row(entry: Entry) -> dict[str, Any]:
    """An entry as a flat object; what the list does not say is null."""
    names = {identifier.scheme: identifier.value for identifier in reversed(identify(entry))}
    return {
        "line": entry.line,
        "kind": entry.kind,
        "nickname": entry.nickname or None,
        "title": entry.title or None,
        "authors": list(entry.authors),
        "venue": short_name(entry.venue) or None,
        "year": entry.year,
        "url": paper_url(entry) or None,
        "arxiv": names.get("arxiv"),
        "doi": names.get("doi"),
        "code": [link.url for link in entry.links if link.kind == "code"],
        "section": list(entry.section),
        "links": [{"label": link.label, "kind": link.kind, "url": link.url} for link in entry.links],
        "tags": [list(tag) for tag in entry.tags],
    }


def _table(entries: Sequence[Entry]) -> str:
    heads = ("Line", "Name", "Title", "Venue", "Year", "Links")
    lines = [heads, *(_cells(entry) for entry in entries)]
    return f"{in_columns(lines)}\n{count(len(entries), 'entry', 'entries')}\n"


def _cells(entry: Entry) -> tuple[str, ...]:
    title = tidy(name_of(entry))
    short = title if len(title) <= 72 else title[:71] + "…"
    kinds = ", ".join(dict.fromkeys(link.kind for link in entry.links))
    return (str(entry.line), tidy(entry.nickname), short, tidy(entry.venue), str(entry.year or ""), kinds)

"""Show what is read from a list, before anything is looked up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from papercite.formats.terminal import in_columns
from papercite.identify import identify
from papercite.library import count, read_entries, read_list
from papercite.streams import emit, say
from papercite.text import tidy, visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from papercite.record import Entry

USAGE = "papercite parse FILE [--format table|jsonl]"
EXAMPLE = "papercite parse papers.md --format jsonl"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("file", metavar="FILE", help="the list")
    parser.add_argument(
        "--format", "-f", choices=("table", "jsonl"), default="table", help="for people or for programs"
    )


def run(arguments: Namespace) -> int:
    """Print the entries; returns the exit status: 1 if there are none."""
    entries, notes = read_entries(arguments.file, read_list(arguments.file))
    for note in notes:
        say(note)
    if arguments.format == "jsonl":
        emit("".join(visible(json.dumps(as_row(entry), ensure_ascii=False)) + "\n" for entry in entries))
    elif entries:
        emit(_table(entries))
    return 0 if entries else 1


def as_row(entry: Entry) -> dict[str, Any]:
    """An entry as a flat object; what the list does not say is null."""
    names = {identifier.scheme: identifier.value for identifier in reversed(identify(entry))}
    return {
        "line": entry.line,
        "kind": entry.kind,
        "nickname": entry.nickname or None,
        "title": entry.title,
        "authors": list(entry.authors),
        "venue": entry.venue or None,
        "year": entry.year,
        "url": next((link.url for link in entry.links if link.kind == "paper"), None),
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
    title = tidy(entry.title)
    short = title if len(title) <= 72 else title[:71] + "…"
    kinds = ", ".join(dict.fromkeys(link.kind for link in entry.links))
    return (str(entry.line), tidy(entry.nickname), short, tidy(entry.venue), str(entry.year or ""), kinds)

"""Print single papers without a list: by DOI, arXiv number, web address or title.

A title alone rarely proves which paper is meant: venue and year behind it help, as a list would say it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from papercite.citekey import key_of
from papercite.commands import output
from papercite.config import find_config
from papercite.identify import SCHEMES, canonical, identifier_of_url, identifiers_of_record
from papercite.index import index
from papercite.lists import read
from papercite.names import full_name
from papercite.progress import following, stop_signals
from papercite.record import NOT_ASKED, RESOLVED, Entry, Link, Paper
from papercite.refresh import Asked, resolve
from papercite.report import troubles_of
from papercite.session import ask_sources, wishes_of
from papercite.streams import emit, say
from papercite.text import tidy
from papercite.versions import PREFER

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from papercite.record import Identifier

USAGE = "papercite cite ID|URL|TITLE ... [options]"
EXAMPLE = 'papercite cite 1603.05279 "Learned Step Size Quantization, ICLR 2020"'


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "papers", nargs="+", metavar="ID|URL|TITLE", help="doi:..., 1603.05279, https://..., or a title"
    )
    parser.add_argument("--prefer", choices=PREFER[:2], default="published", help="which version (default: published)")
    parser.add_argument("--source", action="append", default=[], metavar="S", help="only this source")
    parser.add_argument("--no-source", action="append", default=[], metavar="S", help="not this source")
    parser.add_argument("--offline", action="store_true", help="send nothing: answers at hand only")
    parser.add_argument("--max-requests", type=int, metavar="N", help="send N requests at the most")
    output.add_format(parser.add_argument_group("output"))


def run(arguments: Namespace) -> int:
    """Print what was found; returns the exit status: 1 where a paper is unsure or unknown, 3 if none could ask."""
    settings = output.format_settings(arguments)
    config = find_config(os.curdir)
    entries = [entry_for(text, number) for number, text in enumerate(arguments.papers, 1)]
    wishes = wishes_of(arguments)
    with stop_signals(), following(sys.stderr) as said:
        outcome = ask_sources(entries, index(()), config, wishes, said)
    asked = Asked(wishes.offline, outcome.sources, outcome.gathered.troubles)
    papers = [resolve(Paper("", entry), outcome.gathered.records, asked) for entry in entries]
    found = _with_keys([paper for paper in papers if paper.status == RESOLVED])
    if found:
        emit(output.rendered(found, arguments, settings))
    for paper in papers:
        if paper.status != RESOLVED:
            _say_why(paper)
    for line in (*outcome.notes, *(f"could not ask {trouble}" for trouble in troubles_of(outcome))):
        say(line)
    if any(paper.status == NOT_ASKED for paper in papers):
        return 3
    return int(len(found) < len(papers))


def entry_for(text: str, number: int) -> Entry:
    """The entry that a word of the command line means: an identifier is taken as named by a person."""
    if identifier := _identifier(text):
        link = Link("paper", text if "://" in text else f"https://{identifier.value}", "paper")
        return Entry(number, "", links=(link,), tags=((identifier.scheme, identifier.value),))
    found = read(tidy(text), "words.txt")
    return found[0]._replace(line=number) if found else Entry(number, text)


def _identifier(text: str) -> Identifier | None:
    text = text.strip()
    if "://" in text:
        return identifier_of_url(text)
    scheme, colon, value = text.partition(":")
    if colon and scheme.lower() in SCHEMES and " " not in text:
        return canonical(scheme.lower(), value)
    return canonical("doi", text) or canonical("arxiv", text) if " " not in text else None


def _with_keys(papers: list[Paper]) -> list[Paper]:
    taken: set[str] = set()
    keyed = []
    for paper in papers:
        assert paper.record is not None  # noqa: S101  # resolved papers have one
        key = key_of(paper.record, paper.entry, taken)
        taken.add(key)
        keyed.append(paper._replace(key=key))
    return keyed


def _say_why(paper: Paper) -> None:
    name = paper.entry.title or ":".join(paper.entry.tags[0])
    say(f"{name}: {paper.status}: {paper.reason}")
    for record in paper.candidates:
        names = ", ".join(full_name(person) for person in record.authors[:3]) + (
            " and others" * (len(record.authors) > 3)
        )
        ids = " ".join(map(str, identifiers_of_record(record)[:2]))
        say(f"  {record.title} ({names}; {record.venue} {record.year or ''}) {ids}".rstrip())

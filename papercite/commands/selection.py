"""What commands that print papers have in common: lists and selection as options, messages on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.library import chosen, count, load
from papercite.record import NOT_ASKED, REVIEW, STATUSES, UNRESOLVED, count_statuses
from papercite.select import HAS, SORTS, query_of
from papercite.streams import say
from papercite.versions import PREFER

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from papercite.library import Library
    from papercite.record import Paper


_OPTIONS = ("topic", "not_topic", "year", "venue", "has", "status", "match", "key", "all_kinds", "sort", "limit",
            "prefer")  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """Lists and the options of selection."""
    parser.add_argument("lists", nargs="*", metavar="LIST", help="lists to read (default: those of the settings)")
    group = parser.add_argument_group("selection; options of different kinds must all hold")
    group.add_argument(
        "--topic",
        "-t",
        action="append",
        default=[],
        metavar="T",
        help="papers of this topic; again: of any; a+b: of both",
    )
    group.add_argument("--not-topic", action="append", default=[], metavar="T", help="papers not of this topic")
    group.add_argument("--year", action="append", default=[], metavar="Y", help="2018, 2016-2019, 2018- or -2016")
    group.add_argument(
        "--venue", action="append", default=[], metavar="V", help="CVPR; knows other names: NIPS is NeurIPS"
    )
    group.add_argument("--has", action="append", default=[], choices=HAS, help="papers that have this")
    group.add_argument("--status", action="append", default=[], choices=STATUSES, help="papers in this state")
    group.add_argument(
        "--match", action="append", default=[], metavar="TEXT", help="words of title, nickname or authors"
    )
    group.add_argument("--key", action="append", default=[], metavar="K", help="the paper with this citation key")
    group.add_argument(
        "--aux", action="append", default=[], metavar="FILE", help="papers that a document cites: its .aux file"
    )
    group.add_argument(
        "--tex", action="append", default=[], metavar="FILE", help="papers that a document cites: its LaTeX source"
    )
    group.add_argument("--all-kinds", action="store_true", help="entries that are probably no papers, too")
    group.add_argument("--sort", choices=SORTS, default="list", help="order (default: that of the list)")
    group.add_argument("--limit", type=number, metavar="N", help="the first N papers")
    group.add_argument(
        "--prefer", choices=PREFER, default="published", help="which version of a paper counts (default: published)"
    )


def number(text: str) -> int:
    """A number of papers or rows on the command line: 1 or more."""
    if text.isdigit() and int(text) > 0:
        return int(text)
    from argparse import ArgumentTypeError

    raise ArgumentTypeError(f"{text!r} is no number of papers")


def selected(arguments: Namespace) -> tuple[list[Paper], Library]:
    """Papers of the lists that fit the options, and all there are; says on stderr what a user should know."""
    query = query_of(**{name: getattr(arguments, name) for name in _OPTIONS})
    library = load(arguments.lists)
    if arguments.aux or arguments.tex:
        from papercite.commands import document

        library, cited = document.look_up(library, arguments.aux, arguments.tex)
        query = query._replace(cited=cited)
    papers = chosen(library, query)
    for note in library.notes:
        say(note)
    if not papers:
        say(f"no paper of {', '.join(map(_name, library.lists))} fits" if library.papers else "there are no papers")
    return papers, library


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def summary(papers: Sequence[Paper]) -> str:
    """ "20 papers: 18 resolved, 1 review, 1 not-asked (...)": those never looked up come last, with what to do."""
    counts = count_statuses(papers)
    said = ", ".join(f"{number:,} {status}" for status, number in counts.items())
    told = " (printed as the list has it: papercite refresh)" if counts.get(NOT_ASKED) else ""
    return f"{count(len(papers), 'paper')}: {said}{told}"


def notes(papers: Sequence[Paper], prefer: str) -> list[str]:
    """What a user should know of the papers printed."""
    said = []
    if prefer == "published" and (other := [paper.key for paper in papers if paper.note]):
        names = ", ".join(other[:4]) + (f" and {len(other) - 4} more" if len(other) > 4 else "")
        said.append(f"{count(len(other), 'paper')} not printed as the list has it: {names} (papercite show KEY)")
    return said


def waiting(papers: Sequence[Paper]) -> list[str]:
    """How many papers were never looked up, for commands that print no summary."""
    number = sum(paper.status == NOT_ASKED for paper in papers)
    return [f"{count(number, 'paper')} never looked up, printed as the list has it: papercite refresh"] * bool(number)


def status_of(papers: Sequence[Paper], library: Library | None = None) -> int:
    """Exit status: 1 where a person has to look at something: a paper, or a key that a document cites."""
    is_missing = bool(library and library.missing)
    return int(not papers or is_missing or any(paper.status in (REVIEW, UNRESOLVED) for paper in papers))

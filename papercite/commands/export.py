"""Print papers as BibTeX (the default), a table, a page of the web, formatted references, or data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.commands import output, selection
from papercite.library import count
from papercite.lock import write_whole
from papercite.streams import emit, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


USAGE = "papercite export [LIST ...] [options]"
EXAMPLE = "papercite export --topic binary --year 2018- > refs.bib"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    selection.add_arguments(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output", "-o", metavar="FILE", help="write to FILE, at one stroke, instead of standard output"
    )
    output.add_format(group)


def run(arguments: Namespace) -> int:
    """Print or write; returns the exit status."""
    settings = output.format_settings(arguments)
    papers, library = selection.selected(arguments)
    if not papers:
        return 1
    text = output.rendered(papers, arguments, output.with_title(arguments, settings, library.lists))
    if arguments.output:
        output.check_target(arguments.output, library.lists)
        write_whole(text, arguments.output)
        say(f"wrote {arguments.output}: {count(len(papers), 'paper')}")
    else:
        emit(text)
    for line in (selection.summary(papers), *selection.notes(papers, arguments.prefer)):
        say(line)
    if arguments.to_ascii and not text.isascii():
        left = "".join(sorted({character for character in text if not character.isascii()}))
        say(f"not in classic LaTeX, left as they are: {left}")
    return selection.status_of(papers, library)

"""Show papers as a table: fitted to the terminal, or plain aligned text in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from papercite.commands import output, selection
from papercite.formats import TABLE, terminal
from papercite.streams import emit, is_terminal, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

USAGE = "papercite table [LIST ...] [options]"
EXAMPLE = "papercite table --topic quantization --not-topic binary --group-by year"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    selection.add_arguments(parser)
    output.add_arguments(parser.add_argument_group("output"), TABLE)


def run(arguments: Namespace) -> int:
    """Print the table; returns the exit status."""
    settings = output.settings_of(arguments, TABLE)
    papers, library = selection.selected(arguments)
    if not papers:
        return 1
    if is_terminal(sys.stdout):
        from rich.console import Console

        terminal.show(papers, Console(), prefer=arguments.prefer, **settings)
    else:
        emit(terminal.render(papers, prefer=arguments.prefer, **settings))
    for line in (*selection.notes(papers, arguments.prefer), *selection.waiting(papers)):
        say(line)
    return selection.status_of(papers, library)

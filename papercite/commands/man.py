"""Print the manual page, made from the options of all commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite import __version__
from papercite.commands.completion import commands
from papercite.manual import page
from papercite.streams import emit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

USAGE = "papercite man"
EXAMPLE = "papercite man > papercite.1"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command: none."""
    del parser


def run(arguments: Namespace) -> int:
    """Print the page; returns the exit status."""
    del arguments
    emit(page(commands(), __version__))
    return 0

"""The command line: arguments in, text out, exit status. A command is imported when it is called.

0  done
1  done, but something needs a person: review, unresolved, an empty selection
2  the request was wrong: usage, unreadable list, broken config or lock, output that cannot be written
3  sources could not be asked: run again later
"""

from __future__ import annotations

import argparse
import gc
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from papercite import __version__
from papercite.errors import PaperciteError, UsageError
from papercite.streams import emit, say, set_up, silence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# name -> what it does, in the order of the help
COMMANDS = {
    "init": "show what is read from a list, and write settings for it",
    "export": "print papers as BibTeX, tables, a page, references and more",
    "table": "show papers as a table",
    "stats": "count papers by year, venue, topic and more, as bars, a picture or JSON",
    "serve": "show the page of --format html in a browser of this machine",
    "show": "show one paper: every field, where it came from, why its topics",
    "topics": "list the topics, with the number of papers of each",
    "parse": "show what is read from a list, before anything is looked up",
    "check": "say what is wrong with a list, line by line, and mend it",
    "refresh": "look the papers of a list up and write its lock",
    "review": "go through the papers that wait for a person",
    "cite": "print single papers, by DOI, arXiv number, address or title",
    "sources": "list the sources: state, pace, key, last trouble",
    "cache": "say where the answers of the sources are kept, or delete them",
    "completion": "print a script for bash, zsh or fish that completes what is typed",
    "man": "print the manual page",
}
_HELP = """\
usage: papercite COMMAND [LIST ...] [options]

A paper list, turned into a verified bibliography.

commands
{commands}

  papercite COMMAND --help   options of a command, with an example
  papercite --version        the version
  --debug                    with any command: show where an error arose

Without LIST: the lists of papercite.toml (or [tool.papercite] in
pyproject.toml) in this folder or above it, else the list that ships.

example
  papercite export --topic binary > refs.bib
"""


class Parser(argparse.ArgumentParser):
    """argparse, with errors that say what was probably meant."""

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` instead of printing and leaving."""
        raise UsageError(f"{message}{_suggestion(message, self)}\n  hint: {self.prog} --help")

    def print_help(self, file: object = None) -> None:
        """Print the help where data goes: argparse itself passes over a disk that is full."""
        del file
        emit(self.format_help())


def _suggestion(message: str, parser: argparse.ArgumentParser) -> str:
    from papercite.suggest import did_you_mean

    what, _, words = message.partition(": ")
    if what == "unrecognized arguments":
        options = [option for action in parser._actions for option in action.option_strings]
        return did_you_mean(words.split()[0].partition("=")[0], options)
    if "invalid choice: '" in message:
        word, _, choices = message.partition("invalid choice: '")[2].partition("'")
        return did_you_mean(word, choices.removeprefix(" (choose from ").rstrip(")").replace("'", "").split(", "))
    return ""


def run() -> NoReturn:
    """What the console script runs: one command, then the end of the process with its exit status."""
    status = main()
    gc.freeze()  # what is left goes with the process: walking through it once more takes a tenth of a short command
    sys.exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    wants_traceback = "--debug" in arguments
    set_up()
    try:
        return _flushed([argument for argument in arguments if argument != "--debug"])
    except BrokenPipeError:
        silence(sys.stdout)
        return 0
    except KeyboardInterrupt:
        say("papercite: interrupted; nothing was left half-written")
        return 130
    except Exception as error:  # noqa: BLE001  # the last place: no traceback reaches a user who did not ask for one
        if wants_traceback:
            from traceback import format_exc

            say(format_exc().rstrip())
        return _report(error)


def _flushed(arguments: list[str]) -> int:
    """Run a command, and see that all it printed is out: a disk that is full shows itself here."""
    try:
        status = _run(arguments)
    except SystemExit as done:  # argparse, after --help
        status = int(done.code or 0)
    if sys.stdout is not None:
        sys.stdout.flush()
    return status


def _report(error: Exception) -> int:
    if isinstance(error, PaperciteError):
        say(f"papercite: {error}")
        return error.exit_status
    if isinstance(error, OSError):
        if not error.filename:
            silence(sys.stdout)  # what could not be written stays unwritten
        say(f"papercite: {error.filename or 'output'}: {error.strerror or error}")
        return 2
    say(f"papercite: this is a mistake in papercite: {type(error).__name__}: {error}")
    say("  hint: the same command with --debug shows where it arose; please report that")
    return 2


def _run(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write(help_text())
        return 2
    if arguments[0] in ("-h", "--help", "help"):
        emit(help_text())
        return 0
    if arguments[0] in ("-V", "--version"):
        emit(f"papercite {__version__}\n")
        return 0
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        from papercite.suggest import did_you_mean

        raise UsageError(f"there is no command {name!r}{did_you_mean(name, COMMANDS)}\n  hint: papercite --help")
    parser = parser_of(name, is_for_help=bool({"-h", "--help"} & set(rest)))
    status: int = import_module(f"papercite.commands.{name}").run(parser.parse_intermixed_args(rest))
    return status


def parser_of(name: str, *, is_for_help: bool = False) -> Parser:
    """The parser of a command; one that prints help knows how help should look, the others do without."""
    # argparse makes a layout at every option, which asks for the terminal's width
    layout: Callable[..., argparse.HelpFormatter] = partial(argparse.HelpFormatter, width=80)
    if is_for_help:
        from papercite.helptext import Layout

        layout = Layout
    command = import_module(f"papercite.commands.{name}")
    parser = Parser(
        prog=f"papercite {name}", usage=command.USAGE, description=command.__doc__,
        epilog=f"example\n  {command.EXAMPLE}",
        formatter_class=layout, allow_abbrev=False,
    )  # fmt: skip
    command.add_arguments(parser)
    parser.add_argument("--debug", action="store_true", help="show where an error arose")
    return parser


def help_text() -> str:
    """What `papercite --help` prints."""
    space = max(map(len, COMMANDS))
    return _HELP.format(commands="\n".join(f"  {name:<{space}}  {what}" for name, what in COMMANDS.items()))

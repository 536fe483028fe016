"""Print a script that makes bash, zsh or fish complete what is typed behind papercite.

bash  in ~/.bashrc: eval "$(papercite completion bash)"
zsh   in ~/.zshrc behind compinit: eval "$(papercite completion zsh)"
fish  papercite completion fish > ~/.config/fish/completions/papercite.fish

Commands, options and their values are completed, and the topics, venues and keys of the list at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite import completion
from papercite.errors import UsageError
from papercite.library import load
from papercite.lists import FORMS
from papercite.options import Value, command_of
from papercite.streams import emit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Sequence

    from papercite.options import Command
    from papercite.record import Paper

USAGE = "papercite completion bash|zsh|fish"
EXAMPLE = "papercite completion bash > papercite.bash"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("shell", nargs="?", choices=tuple(completion.SCRIPTS), help="the shell")
    asked = parser.add_argument_group("what the scripts ask for")
    asked.add_argument("--words", choices=tuple(WORDS), metavar="KIND", help=f"the words of a list: {', '.join(WORDS)}")
    asked.add_argument("--list", action="append", default=[], dest="lists", metavar="LIST", help="list to look in")


def run(arguments: Namespace) -> int:
    """Print the script, or words one a line; returns the exit status."""
    if arguments.words:
        words = dict.fromkeys(WORDS[arguments.words](load(arguments.lists).papers))
        emit("".join(f"{word}\n" for word in words if completion.SAFE.fullmatch(word)))
    elif arguments.shell:
        endings = [ending.removeprefix(".") for form in FORMS for ending in form.endings]
        emit(completion.SCRIPTS[arguments.shell](commands(), endings))
    else:
        raise UsageError(f"which shell?\n  hint: {USAGE}")
    return 0


# What a script may ask for; words that would have to be quoted are left out.


def _topics(papers: Sequence[Paper]) -> Iterable[str]:
    return sorted({topic for paper in papers for topic in paper.topics})


def _venues(papers: Sequence[Paper]) -> Iterable[str]:
    from papercite.versions import shown

    return sorted({shown(paper).venue for paper in papers})


def _keys(papers: Sequence[Paper]) -> Iterable[str]:
    return (paper.key for paper in papers)


WORDS: dict[str, Callable[[Sequence[Paper]], Iterable[str]]] = {"topic": _topics, "venue": _venues, "key": _keys}


def commands() -> list[Command]:
    """All commands with their options; the one place that makes the parsers of all of them."""
    from papercite.cli import COMMANDS, parser_of

    values = _values()
    return [command_of(parser_of(name), name, about, values) for name, about in COMMANDS.items()]


def _values() -> dict[str, Value]:
    """What arguments take, where their parsers leave it open."""
    from papercite.check import CODES
    from papercite.formats import STYLES
    from papercite.formats.columns import COLUMNS
    from papercite.providers import PROVIDERS

    asked = {name: Value("", "asked", (what,)) for name, what in _ASKED.items()}
    sources = Value("", "words", tuple(provider.name for provider in PROVIDERS))
    codes = Value("", "words", tuple(CODES))
    return {
        **asked,
        "source": sources,
        "no_source": sources,
        "columns": Value("", "commas", tuple(COLUMNS)),
        "style": Value("", "words", STYLES),
        "check only": codes,
        "check ignore": codes,
        "refresh only": Value("", "words", ("unresolved", "review", "stale")),
    }


_ASKED = {"topic": "topic", "not_topic": "topic", "venue": "venue", "key": "key", "show words": "key"}

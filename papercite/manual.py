"""The manual page: commands -> text for man(1)."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from papercite.helptext import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papercite.options import Command, Option

STATUSES = (
    ("0", "done"),
    ("1", "done, but something needs a person: a paper to review, nothing selected"),
    (
        "2",
        "the request was wrong: a misspelt option, an unreadable list, broken settings, output that cannot be written",
    ),
    ("3", "papers for which a source could not be asked: run again later"),
)
FILES = (
    ("papers.md", "a list"),
    ("papers.lock", "its lock: what was found out about the papers; beside the list, made to be committed"),
    ("papercite.toml", "settings, or [tool.papercite] in pyproject.toml: in this folder or above it"),
)
VARIABLES = (
    ("PAPERCITE_CACHE_DIR", "where the answers of the sources are kept"),
    ("PAPERCITE_DATA_DIR", "where the refreshed lock of the shipped list is kept"),
    ("PAPERCITE_MAILTO", "tells the services how to reach you"),
    ("PAPERCITE_OFFLINE", "if set, nothing is sent"),
    ("PAPERCITE_OPENREVIEW_TOKEN", "lets OpenReview be asked"),
    ("PAPERCITE_OPENALEX_KEY", "lets OpenAlex be asked"),
    ("PAPERCITE_SEMANTICSCHOLAR_KEY", "lets Semantic Scholar be asked"),
    ("NO_COLOR", "if set, tables have no colours"),
)


def page(commands: Sequence[Command], version: str) -> str:
    """The page in roff, for `man -l`, or as papercite.1 in a folder man1 of the manual."""
    return "\n".join(_lines(commands, version)) + "\n"


def _lines(commands: Sequence[Command], version: str) -> Iterator[str]:
    yield f'.TH PAPERCITE 1 "" "papercite {_plain(version)}" "User Commands"'
    yield from (".ad l", ".nh")
    yield from (".SH NAME", r"papercite \- a paper list, turned into a verified bibliography")
    yield from (".SH SYNOPSIS", r".B papercite", r".I COMMAND", "[LIST ...] [options]")
    yield ".SH DESCRIPTION"
    yield from _wrapped(
        "A paper list goes in; a verified bibliography comes out, by topic, offline. "
        "Without LIST, the lists of the settings are meant, and without settings the list that ships with papercite."
    )
    yield ".SH COMMANDS"
    for command in commands:
        yield from _command(command)
    yield ".SH EXIT STATUS"
    yield from _items(STATUSES)
    yield ".SH FILES"
    yield from _items(FILES)
    yield ".SH ENVIRONMENT"
    yield from _items(VARIABLES)


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_plain(command.usage)}"
    yield from _paragraphs(command.text)
    if command.operand and command.operand_about:
        yield from _items([(command.operand.name, command.operand_about)])
    for group in command.groups:
        options = [option for option in group.options if option.flags[-1] not in ("--help", "--debug")]
        if group.heading and (options or group.text):
            yield from (".PP", f"{_capital(_plain(group.heading))}:")
        if group.text:
            yield from _paragraphs(group.text)
        for option in options:
            yield from _option(option)
    yield from (".PP", "Example:", ".PP", ".nf", f".RS\n{_plain(command.example)}\n.RE", ".fi")


def _option(option: Option) -> Iterator[str]:
    flags = ", ".join(rf"\fB{_plain(flag)}\fR" for flag in option.flags)
    value = rf" \fI{_plain(option.value.name)}\fR" if option.value else ""
    first, *rows = option.about.split("\n")
    yield from (".TP", flags + value, *_wrapped(first))
    if rows:
        yield from (".RS", ".nf", *map(_plain, rows), ".fi", ".RE")


def _items(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, about in rows:
        yield from (".TP", rf"\fB{_plain(name)}\fR", *_wrapped(about))


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs are filled; one in columns ("path   where they are") stays as it is."""
    for place, lines in enumerate(paragraphs(text)):
        if place:
            yield ".PP"
        yield from (".nf", *map(_plain, lines), ".fi") if len(lines) > 1 else _wrapped(lines[0])


def _wrapped(text: str) -> list[str]:
    return [_plain(line) for line in wrap(text, 72, break_long_words=False, break_on_hyphens=False)]


def _plain(text: str) -> str:
    """Text that roff prints as it is."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

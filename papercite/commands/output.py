"""What commands that print papers in a format have in common: the format and its options on the command line."""

from __future__ import annotations

import os
from argparse import BooleanOptionalAction
from typing import TYPE_CHECKING, Any, NamedTuple

from papercite import formats
from papercite.errors import OutputError, UsageError
from papercite.formats import DEFAULT_COLUMNS, DEFAULT_STYLE, FORMATS, GROUPS, PAGE_COLUMNS, STYLES
from papercite.lock import lock_path

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Sequence

    from papercite.record import Paper

    Settings = dict[str, Any]


class Option(NamedTuple):
    """How an argument of `render` is written on the command line."""

    flags: tuple[str, ...]
    settings: Settings  # of argparse; without a default, which is `render`'s own
    read: Callable[[str], Any] | None = None  # text of the command line -> argument; raises UsageError


def _columns(text: str) -> Sequence[str]:
    from papercite.formats.columns import columns_of

    return columns_of(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _fields(text: str) -> tuple[str, ...]:
    if names := _names(text):
        return names
    raise UsageError(f"{text!r} names no field")


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise UsageError(f"{text!r} is no number of authors")


def _style(text: str) -> str:
    from papercite.formats.style import style_named

    return style_named(text)


# argument of `render` -> how people set it; which formats take it stands in the table of formats
OPTIONS = {
    "columns": Option(
        ("--columns", "-c"),
        {
            "metavar": "A,B",
            "help": f"columns of a table (default: {','.join(DEFAULT_COLUMNS)}; html: {','.join(PAGE_COLUMNS)})",
        },
        _columns,
    ),
    "group_by": Option(("--group-by", "-g"), {"choices": GROUPS, "help": "a table under each heading"}),
    "layout": Option(
        ("--layout",), {"choices": ("table", "list"), "help": "a table, or the list again with what was found out"}
    ),
    "with_bibtex": Option(
        ("--with-bibtex",), {"action": "store_true", "help": "in a list: the BibTeX of each paper, folded away"}
    ),
    "long": Option(("--long",), {"action": "store_true", "help": "a longtable, which may go over several pages"}),
    "cite": Option(("--cite",), {"action": "store_true", "help": "keys as \\cite{key}"}),
    "style": Option(
        ("--style",),
        {"metavar": "S", "help": f"{', '.join(STYLES)}, or a file.csl (default: {DEFAULT_STYLE})"},
        _style,
    ),
    "title": Option(("--title",), {"metavar": "TEXT", "help": "heading of the page (default: that of the list)"}),
    "to_ascii": Option(("--ascii",), {"action": "store_true", "help": "accents as {\\'e}, for classic BibTeX"}),
    "fields": Option(("--fields",), {"metavar": "A,B", "help": "only these fields"}, _fields),
    "drop": Option(("--drop",), {"metavar": "A,B", "help": "all fields but these"}, _fields),
    "abbrev_venues": Option(("--abbrev-venues",), {"action": "store_true", "help": "venues by their short names"}),
    "max_authors": Option(("--max-authors",), {"metavar": "N", "help": "N authors, then 'and others'"}, _number),
    "url_if_doi": Option(
        ("--url-if-doi",), {"action": BooleanOptionalAction, "help": "the address beside a DOI too, or not (default)"}
    ),
    "crossref_proceedings": Option(
        ("--crossref-proceedings",), {"action": "store_true", "help": "proceedings as entries that papers refer to"}
    ),
    "strings": Option(("--strings",), {"action": "store_true", "help": "venues as @string macros"}),
}


def add_arguments(group: Any, names: Iterable[str] = OPTIONS) -> None:
    """The options of these names; among all of them each says in help for which formats it is."""
    for name in names:
        option = OPTIONS[name]
        takers = [one for one, row in FORMATS.items() if name in row.options]
        only = f" [{', '.join(takers)}]" if names is OPTIONS else ""
        settings = {**option.settings, "help": option.settings["help"] + only}
        group.add_argument(*option.flags, dest=name, default=None, **settings)


def add_format(parser: ArgumentParser | Any) -> None:
    """--format and the options of all formats."""
    space = max(map(len, FORMATS))
    what = "".join(f"\n{name:<{space}}  {row.about}" for name, row in FORMATS.items())
    parser.add_argument(
        "--format", "-f", choices=tuple(FORMATS), default="bibtex", metavar="F", help=f"format (default: bibtex):{what}"
    )
    add_arguments(parser)


def settings_of(arguments: Namespace, names: Iterable[str]) -> Settings:
    """Arguments for `render` that people set among these; `UsageError` if a value makes no sense."""
    settings = {}
    for name in names:
        value = getattr(arguments, name)
        if value is None:
            continue
        read = OPTIONS[name].read
        settings[name] = read(value) if read else value
    return settings


def format_settings(arguments: Namespace) -> Settings:
    """What people set of the format that they chose; `UsageError` if it does not take an option that they gave."""
    row = FORMATS[arguments.format]
    for name, option in OPTIONS.items():
        if getattr(arguments, name) is not None and name not in row.options:
            takers = [one for one, other in FORMATS.items() if name in other.options]
            raise UsageError(
                f"{option.flags[0]} does not go with --format {arguments.format}\n  hint: it is for {', '.join(takers)}"
            )
    return settings_of(arguments, row.options)


def with_title(arguments: Namespace, settings: Settings, lists: Iterable[str]) -> Settings:
    """The settings, with what the lists call themselves as title, for a format that has one and was given none."""
    if "title" not in FORMATS[arguments.format].options or "title" in settings:
        return settings
    from papercite.library import title_of

    return {**settings, "title": title_of(lists)}


def rendered(papers: Sequence[Paper], arguments: Namespace, settings: Settings) -> str:
    """The papers in the format that the options name."""
    return formats.rendered(papers, arguments.format, prefer=arguments.prefer, **settings)


def check_target(path: str, lists: Iterable[str]) -> None:
    """`OutputError` if the file to write is one that was read."""
    for held in lists:
        for ours in (held, lock_path(held)):
            if os.path.realpath(path) == os.path.realpath(ours):
                raise OutputError(
                    f"{path}: this is the list or its lock; it is not overwritten\n  hint: name another file"
                )

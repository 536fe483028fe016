"""What a LaTeX document cites: keys read from its .aux files, or from its source. Decides nothing about papers.

A file is read as text, never run: the commands that name keys are told by their names, so
that those of natbib, biblatex and the classes of journals are known without a list of them all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ALL = "*"  # as in \nocite{*}


class Found(NamedTuple):
    """What one file says."""

    keys: tuple[str, ...]  # in the order in which they are met, each once; ALL among them if all are cited
    files: tuple[str, ...] = ()  # names of the files that are read in between, as they are written


# ---- .aux

# natbib and classes; biblatex with biber, of old and now; \nocite{*} of biblatex
_AUX_CITE = re.compile(r"\\citation\s*\{([^{}]*)\}|\\abx@aux@(?:no)?cite(?:\{\d+\})?\{([^{}]*)\}|\\abx@aux@nocite(all)")
_AUX_INPUT = re.compile(r"\\@input\s*\{\"?([^{}\"]*)\"?\}")
# Entries that steer a style and stand in a file of its own: \citation{IEEEexample:BSTcontrol}
_STEERS = re.compile(r"(?:.*:)?BSTcontrol|(?:REVTEX|apsrev|aps|aip|sor)4\dControl|(?:achemso|acs|rsc)-control")


def cited_in_aux(text: str) -> Found:
    """Keys and further files of a .aux file."""
    keys: list[str] = []
    for cited, by_biblatex, every in _AUX_CITE.findall(text):
        keys += _split(ALL if every else cited or by_biblatex)
    return Found(_once(key for key in keys if not _STEERS.fullmatch(key)), tuple(_AUX_INPUT.findall(text)))


# ---- .tex

# What LaTeX does not set; an address too, for a percent sign in it begins no comment.
_NOT_SET = re.compile(
    r"(?<!\\)(?:\\\\)*%[^\n]*\n?[ \t]*"
    r"|\\begin\s*\{(?P<kind>verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}.*?\\end\s*\{(?P=kind)\}"
    r"|\\(?:verb|lstinline)\*?(?P<mark>[^\sA-Za-z*{])[^\n]*?(?P=mark)"
    r"|\\(?:url|nolinkurl|path|href)\s*\{[^{}\n]*\}"
    r"|\\iffalse\b.*?\\fi\b",
    re.DOTALL,
)
_END = re.compile(r"\\end\s*\{document\}")
_COMMAND = re.compile(
    r"\\(?P<cite>[A-Za-z@]*[Cc]ite[A-Za-z@]*|bibentry)\*?|\\(?P<input>input|include|subfile)(?![A-Za-z@])"
)
# Commands with such a name that take no key: settings, definitions, plain text.
_NO_KEY = re.compile(r".*(?:style|reset|command|delim|options?|citations?)|citetext|bibcite|newcites", re.IGNORECASE)
_IS_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|[egx]?def|let(?:\s*\\[A-Za-z@]+\s*=?)?)\*?\s*\{?\s*$"
)
_OPTIONAL = re.compile(r"\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\]|<[^<>]*>|\([^(){}]*\))")
_GROUP = re.compile(r"\s*\{([^{}]*)\}")
_BARE_NAME = re.compile(r"\s*([^\s\\{}%]+)")


def cited_in_tex(text: str) -> Found:
    """Keys and further files of a LaTeX source, without what stands in comments, in verbatim, or behind the end."""
    text = _NOT_SET.sub("", text)
    end = _END.search(text)
    text = text[: end.start()] if end else text
    keys: list[str] = []
    files: list[str] = []
    for command in _COMMAND.finditer(text):
        if command["input"]:
            name = _GROUP.match(text, command.end()) or _BARE_NAME.match(text, command.end())
            files += [name[1].strip().strip('"')] if name else []
        elif not _NO_KEY.fullmatch(command["cite"]) and not _IS_DEFINED.search(
            text[max(0, command.start() - 40) : command.start()]
        ):
            keys += _keys_of(command["cite"], text, command.end())
    return Found(_once(keys), tuple(name for name in files if name and "#" not in name))


def _keys_of(name: str, text: str, place: int) -> list[str]:
    """Keys of the command whose name ends at `place`: those of one group, of every group if it is \\cites."""
    is_many = name.lower().endswith("cites")
    passed = int(name.lower().endswith("volcite"))  # \volcite{2}{key}: the volume comes first
    keys: list[str] = []
    while group := _GROUP.match(text, place := _behind_optional(text, place)):
        place = group.end()
        if passed:
            passed -= 1
            continue
        keys += [key for key in _split(group[1]) if not set(key) & set("#\\ ")]
        if not is_many:
            break
    return keys


def _behind_optional(text: str, place: int) -> int:
    while found := _OPTIONAL.match(text, place):
        place = found.end()
    return place


def _split(keys: str) -> list[str]:
    return [" ".join(key.split()) for key in keys.split(",") if key.strip()]


def _once(keys: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


# ---- several files


def followed(
    names: list[str], read: Callable[[str, bool], tuple[str, str] | None], parse: Callable[[str], Found]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of files and of all that these read in between; and names of files that are not there.

    read    name of a file, whether it was named by a person -> where it is and its text; None if it is not there
    """
    waiting = [(name, True) for name in reversed(names)]
    seen: set[str] = set()
    keys: dict[str, None] = {}
    absent: list[str] = []
    while waiting:
        name, is_named = waiting.pop()
        held = read(name, is_named)
        if held is None:
            absent.append(name)
        elif held[0] not in seen:
            seen.add(held[0])
            found = parse(held[1])
            keys |= dict.fromkeys(found.keys)
            waiting += [(inner, False) for inner in reversed(found.files)]
    return tuple(keys), tuple(dict.fromkeys(absent))

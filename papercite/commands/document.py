"""A LaTeX document that papers are printed for: its files are read, and what it cites is looked up by key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from papercite.cited import ALL, cited_in_aux, cited_in_tex, followed
from papercite.errors import UsageError
from papercite.library import count
from papercite.streams import say
from papercite.suggest import near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papercite.cited import Found
    from papercite.library import Library

LARGEST = 50_000_000  # bytes of one file
_HINTS = 5  # for so many missing keys near ones are looked for
_ABSENT = {
    ".aux": "LaTeX writes it: pdflatex, lualatex or xelatex",
    ".tex": "name the main file of the document",
}


def look_up(library: Library, aux: Sequence[str], tex: Sequence[str]) -> tuple[Library, frozenset[str] | None]:
    """The library, with the keys that are cited and missing in it, and those cited, in small letters.

    returns None for the keys if all papers are cited
    errors  UsageError if a file that was named cannot be read
    """
    keys = dict.fromkeys((*_cited(aux, ".aux", cited_in_aux), *_cited(tex, ".tex", cited_in_tex)))
    where = " and ".join(os.path.basename(name) for name in (*aux, *tex))
    if not keys:
        say(f"{where} cites nothing")
    held = {paper.key.lower(): paper.key for paper in library.papers}
    named = [key for key in keys if key != ALL]
    missing = tuple(key for key in named if key.lower() not in held)
    for key in named:
        ours = held.get(key.lower(), key)
        if ours != key:
            say(f"{where} cites {key}, the key is {ours}: BibTeX takes one for the other, biber does not")
    if missing:
        say(f"{where} cites {count(len(missing), 'key')} that no paper has: {', '.join(missing)}")
        for hint in _hints(missing, held.values()):
            say(hint)
    cited = None if ALL in keys else frozenset(key.lower() for key in named)
    return library._replace(missing=missing), cited


def _hints(missing: Sequence[str], held: Iterable[str]) -> list[str]:
    """Keys that may have been meant, where few are missing."""
    if len(missing) > _HINTS:
        return []
    there = list(held)
    return [f"  hint: {key} may be {' or '.join(found)}" for key in missing if (found := near(key, there))]


def _cited(names: Sequence[str], ending: str, parse: Callable[[str], Found]) -> tuple[str, ...]:
    folders = list(dict.fromkeys(os.path.dirname(name) for name in names))

    def read(name: str, is_named: bool) -> tuple[str, str] | None:
        spelled = (name, name + ending) if is_named or name.lower().endswith(ending) else (name + ending, name)
        places = [os.path.join(folder, one) for folder in ([""] if is_named else folders) for one in spelled]
        path = next(filter(os.path.isfile, places), None)
        if path:
            return os.path.realpath(path), _text(path)
        if is_named:
            what = "is no file" if os.path.exists(name) else "no such file"
            raise UsageError(f"{name}: {what}\n  hint: {_ABSENT[ending]}")
        return None

    keys, absent = followed(list(names), read, parse)
    if absent:
        say(f"not there, so not read: {', '.join(absent)}")
    return keys


def _text(path: str) -> str:
    """Text of a file of LaTeX: keys are ASCII, so an encoding other than UTF-8 does no harm."""
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    if len(content) > LARGEST:
        raise UsageError(f"{path}: larger than any document")
    return content.decode("utf-8", "replace")

"""Input forms: text -> entries, one file each. `read` picks the form by the file's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.lists import markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from papercite.record import Entry

FORMS: dict[str, Callable[[str], list[Entry]]] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
}


def read(text: str, name: str) -> list[Entry]:
    """Entries of a list in the order of its lines; a name without a known ending is read as Markdown."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return FORMS.get(ending, markdown.read)(text)

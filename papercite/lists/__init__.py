"""Lists: text -> entries, in three steps that can each be looked at.

    text --blocks--> items, rows, paragraphs, headings     markdown.py, plain.py, org.py ...: one file an input form
         --grouping--> groups: which blocks are one entry  grouping.py, on what each line says: units.py, line.py
         --fields--> entries                               fields.py, with rows.py and kinds.py

The form is told by the ending of the file's name. Only the first step knows forms.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from papercite.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papercite.lists.block import Block
    from papercite.record import Entry


class Form(NamedTuple):
    """One input form."""

    module: str  # in papercite.lists; imported when it is needed
    endings: tuple[str, ...]
    holds_papers_only: bool = False  # whatever has a title is a paper


FORMS = (
    Form("markdown", (".md", ".markdown", ".mdown", ".mkd")),
    Form("plain", (".txt", ".text"), holds_papers_only=True),
    Form("csvtable", (".csv", ".tsv", ".tab"), holds_papers_only=True),
    Form("org", (".org",)),
    Form("rst", (".rst", ".rest")),
)


def form_of(name: str, text: str = "") -> Form:
    """The form of a list; a name without a known ending is Markdown, and so is a text file that holds its links."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    form = next((form for form in FORMS if ending in form.endings), FORMS[0])
    return FORMS[0] if form.module == "plain" and "](" in text else form


def blocks(text: str, name: str) -> list[Block]:
    """Blocks of a list, in the order of its lines.

    errors  ListError if the form cannot be read here, or a text of its kind is beyond reading
    """
    form = form_of(name, text)
    try:
        found: list[Block] = import_module(f"papercite.lists.{form.module}").blocks(text)
    except ListError as error:
        raise ListError(f"{name}: {error}") from None
    return found


def read(text: str, name: str) -> list[Entry]:
    """Entries of a list in the order of its lines; errors as those of `blocks`."""
    from papercite.lists.fields import entries

    with _no_search_for_cycles():
        return entries(blocks(text, name), are_papers=form_of(name, text).holds_papers_only)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Hold up the garbage collector: reading makes many small values, and none that refer to each other in a ring."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

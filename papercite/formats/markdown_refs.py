"""Papers -> formatted references in Markdown: a list with bullets, or with the numbers of the style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_STYLE
from papercite.formats.markdown import escaped
from papercite.formats.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papercite.formats.references import Reference, Run
    from papercite.record import Paper

_FACES = {"italic": ("*", "*"), "bold": ("**", "**"), "superscript": ("<sup>", "</sup>"),
          "subscript": ("<sub>", "</sub>"), "smallcaps": ("", "")}  # fmt: skip
_NUMBER = re.compile(r"\d{1,9}[.)]")
_UNSAFE = re.compile(r"[<>\\ ()]")  # in the address of a link


def render(papers: Iterable[Paper], *, style: str = DEFAULT_STYLE, prefer: str = "published") -> str:
    """References in a style: a name of STYLES, or the path of a file in CSL; "" for no papers."""
    return written(references(papers, style, prefer))


def written(found: Sequence[Reference]) -> str:
    """The references as Markdown."""
    between = "\n\n" if any(reference.label and not _NUMBER.fullmatch(reference.label) for reference in found) else "\n"
    return between.join(map(_line, found)) + "\n" if found else ""


def _line(reference: Reference) -> str:
    body = "".join(map(_run, reference.runs))
    if not reference.label:
        return f"- {body}"
    return f"{reference.label if _NUMBER.fullmatch(reference.label) else escaped(reference.label)} {body}"


def _run(run: Run) -> str:
    text = escaped(run.text)
    if run.url:
        address = _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", run.url)
        text = f"<{address}>" if address == run.text else f"[{text}]({address})"
    for face in run.faces:
        begin, end = _FACES[face]
        text = f"{begin}{text}{end}"
    return text

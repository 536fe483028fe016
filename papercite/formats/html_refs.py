"""Papers -> formatted references in HTML: a fragment for a page of one's own, each reference with an anchor.

The classes are those that other citation processors use, so that a style sheet made for them fits: `csl-bib-body`,
`csl-entry`, and `csl-left-margin` and `csl-right-inline` for numbered references.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from papercite.formats import DEFAULT_STYLE
from papercite.formats.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.formats.references import Reference, Run
    from papercite.record import Paper

_TAGS = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}


def render(papers: Iterable[Paper], *, style: str = DEFAULT_STYLE, prefer: str = "published") -> str:
    """References in a style: a name of STYLES, or the path of a file in CSL; an empty list for no papers."""
    return written(references(papers, style, prefer))


def written(found: Iterable[Reference]) -> str:
    """The references as HTML."""
    entries = "".join(map(_entry, found))
    return f'<div class="csl-bib-body" role="list">\n{entries}</div>\n'


def _entry(reference: Reference) -> str:
    body = "".join(map(_run, reference.runs))
    if reference.label:
        label = f'<span class="csl-left-margin">{escape(reference.label)}</span>'
        body = f'{label} <span class="csl-right-inline">{body}</span>'
    return f'<div class="csl-entry" role="listitem" id="ref-{escape(reference.key)}">{body}</div>\n'


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    if run.url:
        text = f'<a href="{escape(run.url)}">{text}</a>'
    for face in run.faces:
        if tag := _TAGS.get(face):
            text = f"<{tag}>{text}</{tag}>"
    return text

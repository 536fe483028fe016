"""Papers -> JSON for scripts: everything that is held of each paper, the same keys for every one.

    {"papercite": 1, "papers": [PAPER, ...]}

`papercite` is the version of this form: it changes when a key goes or comes to mean something else, not when one is
added. Every key is always there: what is not known is "", null, [] or {}. A PAPER has

    key          citation key; `provisional` is true while the paper waits for its look-up and the key may change
    printed      the RECORD that other formats print under the same options, with the arXiv number of the preprint
    entry        what the list says: line, title, nickname, authors (texts), venue, year, section (headings), links
                 (label, url, kind: paper, code, project, data, video, slides, other), kind (paper, other), tags
    status       resolved, review, unresolved or not-asked; `reason` says why, `note` what a reader should know
    record       the RECORD that was found, published if there is such a version; null if none was
    preprint     the RECORD of the preprint, where `record` is a published version; else null
    origin       field -> the source that it was taken from; "preprint.field" for the preprint's
    differs      field -> source -> what it says, where sources disagree
    sources      name, id, retrieved (date), via: of each source that the fields were taken from
    unasked      sources that could not be asked
    candidates   RECORDs that a person has to look at
    topics       topic -> why the paper has it

and a RECORD the fields of papercite.record.Record: type (as in CSL), title, authors (family, given, particle, suffix,
or literal), venue (short), container_title (as printed), series, volume, number, pages, year, month, publisher, doi,
arxiv, primary_class, openreview, dblp, acl, url, links, source, id, retrieved, via. Keys of a lock that this version
does not know stand behind the others. One field a line, in a stable order, made for diffs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papercite.codec import as_json, laid_out, paper_as_json
from papercite.text import visible
from papercite.versions import arxiv_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.record import Paper

VERSION = 1


def render(papers: Iterable[Paper], *, prefer: str = "published") -> str:
    """One object with all papers."""
    return visible(laid_out({"papercite": VERSION, "papers": [row_of(paper, prefer) for paper in papers]}))


def row_of(paper: Paper, prefer: str) -> dict[str, Any]:
    """The paper with all its keys; `prefer` decides what is in `printed`."""
    arxiv, primary_class = arxiv_of(paper)
    printed = shown(paper, prefer)._replace(arxiv=arxiv, primary_class=primary_class)
    return {"key": paper.key, "printed": as_json(printed, whole=True), **paper_as_json(paper, whole=True)}

"""Which version of a paper is printed: published, preprint, or the one the list names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papercite.record import Paper, Record

PREFER = ("published", "preprint", "listed")


def shown(paper: Paper, prefer: str = "published") -> Record:
    """The record to print; what the list says where nothing was found."""
    if paper.record is None:
        return _listed(paper)
    if paper.preprint and (prefer == "preprint" or (prefer == "listed" and is_listed_as_preprint(paper))):
        return paper.preprint
    return paper.record


def arxiv_of(paper: Paper) -> tuple[str, str]:
    """arXiv number and primary class of a paper, whichever version is printed; two empty texts if it has none."""
    for record in (paper.preprint, paper.record):
        if record and record.arxiv:
            return record.arxiv, record.primary_class
    return (shown(paper).arxiv, "") if paper.record is None else ("", "")


def is_listed_as_preprint(paper: Paper) -> bool:
    """The list names a preprint server as the venue: "arXiv 2018"."""
    from papercite.venues import PREPRINT, find_venue

    venue = find_venue(paper.entry.venue)
    return bool(venue and venue.kind == PREPRINT)


def _listed(paper: Paper) -> Record:
    from papercite.identify import identify
    from papercite.merge import listed_record

    return listed_record(paper.entry, identify(paper.entry))


def arxiv_address(number: str) -> str:
    """Where a preprint is, "" if there is no number."""
    return f"https://arxiv.org/abs/{number}" if number else ""


def doi_address(doi: str) -> str:
    """Where a DOI leads, "" if there is none."""
    return f"https://doi.org/{doi}" if doi else ""

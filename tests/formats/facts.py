"""Facts of a paper as every format for programs must carry them, for tests that read such a format back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from conftest import SHIPPED

from formats.hard_papers import hard_papers
from papercite.config import Config
from papercite.library import load
from papercite.names import full_name
from papercite.text import tidy, web_address
from papercite.versions import arxiv_of, shown

if TYPE_CHECKING:
    from papercite.record import Paper

PAPERS = {"shipped": list(load([str(SHIPPED)], Config()).papers), "hard": hard_papers()}
EVERY_PAPER = [*PAPERS["shipped"], *PAPERS["hard"]]


class Facts(NamedTuple):
    """What is known of a paper, in texts without anything that a format adds."""

    key: str
    title: str
    authors: tuple[str, ...]
    container: str
    series: str
    volume: str
    number: str
    pages: str
    year: str
    month: str
    publisher: str
    doi: str
    url: str
    arxiv: str
    topics: tuple[str, ...]


def facts_of(paper: Paper) -> Facts:
    """The facts of the published version; a preprint is published by the server that holds it."""
    record = shown(paper)
    arxiv = tidy(arxiv_of(paper)[0])
    is_preprint = record.type == "article" or (not record.type and bool(arxiv))
    container = tidy(record.container_title or record.venue)
    address = f"https://arxiv.org/abs/{arxiv}" if is_preprint and arxiv else ""
    return Facts(
        paper.key,
        tidy(record.title),
        tuple(name for person in record.authors if (name := tidy(full_name(person)))),
        "" if is_preprint else container,
        tidy(record.series),
        tidy(record.volume),
        tidy(record.number),
        pages_of(tidy(record.pages)),
        str(record.year or ""),
        str((record.year and record.month) or ""),
        tidy(record.publisher) or (container if is_preprint else ""),
        tidy(record.doi),
        web_address(record.url) or address,
        arxiv,
        tuple(map(tidy, paper.topics)),
    )


def pages_of(text: str) -> str:
    """Pages with one kind of dash."""
    for dash in ("---", "--", "–", "—"):
        text = text.replace(dash, "-")
    return text

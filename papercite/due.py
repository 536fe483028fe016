"""Which papers a refresh asks for: what is new or open, and what may have changed since it was looked up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from papercite.errors import UsageError
from papercite.match import is_preprint
from papercite.record import RESOLVED, REVIEW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papercite.record import Paper

# How long what was found is good, by what was found.
FRESH_PREPRINT = timedelta(days=14)  # may be published any day
OLD_PREPRINT = timedelta(days=90)  # not published in two years: rarely later
FRESH_PAPER = timedelta(days=60)  # pages and DOI of new proceedings come late
OLD_PAPER = timedelta(days=365)
ONLY = ("unresolved", "review", "stale")


def age_limit(paper: Paper, today: date) -> timedelta:
    """How long the record of a resolved paper is good."""
    record = paper.record
    is_fresh = not record or record.year is None or record.year >= today.year - 1
    if record and is_preprint(record):
        return FRESH_PREPRINT if is_fresh else OLD_PREPRINT
    return FRESH_PAPER if is_fresh else OLD_PAPER


def is_stale(paper: Paper, today: date, older_than: timedelta | None = None) -> bool:
    """The paper was looked up longer ago than is good for one of its kind, or than `older_than`."""
    looked_up = [day for source in paper.sources if (day := _day(source.retrieved))]
    return not looked_up or today - max(looked_up) > (age_limit(paper, today) if older_than is None else older_than)


def _day(text: str) -> date | None:
    """The day that a source was read; None for what a file of records may say instead: "", "soon"."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def due(
    only: Sequence[str], today: date, papers: Sequence[Paper], older_than: timedelta | None = None
) -> Callable[[Paper], bool]:
    """The test for papers to ask for.

    only    of unresolved, review, stale, or keys; empty: whatever is open or stale
    errors  UsageError for a word that is neither
    """
    keys = {paper.key.lower() for paper in papers}
    for name in only:
        if name not in ONLY and name.lower() not in keys:
            names = (*ONLY, *(paper.key for paper in papers))
            from papercite.suggest import did_you_mean

            raise UsageError(f"--only {name}: neither a key nor one of {', '.join(ONLY)}{did_you_mean(name, names)}")
    wanted = {name.lower() for name in only}

    def test(paper: Paper) -> bool:
        is_open = paper.status != RESOLVED or bool(paper.unasked)
        if not wanted:
            return is_open or is_stale(paper, today, older_than)
        return bool(
            paper.key.lower() in wanted
            or ("unresolved" in wanted and is_open and paper.status != REVIEW)
            or ("review" in wanted and paper.status == REVIEW)
            or ("stale" in wanted and paper.status == RESOLVED and is_stale(paper, today, older_than))
        )

    return test


def today() -> date:
    """The date, in UTC."""
    return datetime.now(UTC).date()

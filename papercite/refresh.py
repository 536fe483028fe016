"""Entries -> records -> papers: the shell round identify, match and merge.

So far one source is asked, `local`; it is on this machine and answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.citekey import key_of
from papercite.identify import identifiers_of_record, identify
from papercite.library import chosen_keys, corrected, papers_of_entries, with_topics
from papercite.match import NO, UNSURE, YES, same_paper, title_agreement
from papercite.merge import listed_record, merge, with_tags
from papercite.record import NOT_ASKED, RESOLVED, REVIEW, Paper, Record
from papercite.venues import same_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.config import Config
    from papercite.match import Verdict
    from papercite.providers.local import Index
    from papercite.record import Entry


class Report(NamedTuple):
    """What a refresh did."""

    papers: tuple[Paper, ...]  # all of the list, in its order
    new: tuple[str, ...]  # keys that the lock did not have
    changed: tuple[str, ...]  # keys whose record or status changed
    gone: tuple[str, ...]  # keys whose entry the list no longer has


def refresh(entries: Sequence[Entry], held: Sequence[Paper], index: Index, config: Config) -> Report:
    """The papers of a list after asking the local source.

    held    papers of the old lock: their keys stay, and what they know is kept where nothing better is found
    """
    joined = papers_of_entries(entries, held, config)
    found = [corrected(resolve(corrected(paper, config), index), config) for paper, _ in joined]
    keyed = _with_keys(found, [old for _, old in joined], chosen_keys(entries, config))
    papers = [
        paper._replace(entry=entry) for paper, entry in zip(with_topics(keyed, config), entries, strict=True)
    ]  # the entries word for word: corrections of the config are not of the list
    before = {old.key: old for _, old in joined if old}
    return Report(
        tuple(papers),
        tuple(paper.key for paper, (_, old) in zip(papers, joined, strict=True) if not old),
        tuple(paper.key for paper in papers if paper.key in before and _is_news(before[paper.key], paper)),
        tuple(paper.key for paper in held if paper.key not in before),
    )


def _with_keys(papers: Sequence[Paper], old: Sequence[Paper | None], chosen: Sequence[str]) -> list[Paper]:
    """The papers with keys: those of the lock and those that people chose stay, new ones are made of what was found."""
    taken = {paper.key.lower() for paper in old if paper} | {key.lower() for key in chosen}
    keyed = []
    for paper, before in zip(papers, old, strict=True):
        if not before and paper.key not in chosen:
            shown = paper.record or listed_record(paper.entry, identify(paper.entry))
            paper = paper._replace(key=key_of(shown, paper.entry, taken))
            taken.add(paper.key.lower())
        keyed.append(paper)
    return keyed


def _is_news(before: Paper, after: Paper) -> bool:
    return (before.status, before.record, before.preprint) != (after.status, after.record, after.preprint)


def resolve(paper: Paper, index: Index) -> Paper:
    """The paper with what the source knows of it. One that was resolved never gets worse."""
    accepted, verdicts = _accepted(paper.entry, index)
    if accepted:
        return _resolved(paper, accepted, verdicts)
    unsure = [(record, verdict) for record, verdict in verdicts.items() if verdict.answer == UNSURE]
    if paper.status == RESOLVED:
        return paper
    if unsure:
        reasons = "; ".join(dict.fromkeys(verdict.reason for _, verdict in unsure))
        return paper._replace(status=REVIEW, reason=reasons, candidates=tuple(record for record, _ in unsure))
    return paper._replace(status=NOT_ASKED, reason="no source that was asked has it", candidates=())


def _accepted(entry: Entry, index: Index) -> tuple[list[Record], dict[Record, Verdict]]:
    """Records of the entry's paper, and the verdict on every record that was looked at.

    A record that is accepted brings its authors and identifiers, so the rest is looked at again.
    """
    accepted: list[Record] = []
    verdicts: dict[Record, Verdict] = {}
    while True:
        identifiers = {*identify(entry), *(name for record in accepted for name in identifiers_of_record(record))}
        titles = dict.fromkeys((entry.title, *(record.title for record in accepted)))
        found = index.find(sorted(identifiers, key=str), titles)
        open_ones = [record for record in found if record not in accepted]
        verdicts |= {record: same_paper(entry, record, accepted) for record in open_ones}
        added = [record for record in open_ones if verdicts[record].answer == YES]
        if not added:
            return accepted, verdicts
        accepted += added


def _resolved(paper: Paper, accepted: Sequence[Record], verdicts: dict[Record, Verdict]) -> Paper:
    record, preprint, origin, differs, sources, _ = merge(paper.entry, accepted)
    names = {name for one in accepted for name in identifiers_of_record(one)}
    renamed = {
        f"{other.source} {other.id}": other.title
        for other, verdict in verdicts.items()
        if verdict.answer == NO and names & set(identifiers_of_record(other))
    }  # versions of the paper under another title
    if renamed:
        differs = {**differs, "title": {**differs.get("title", {}), **renamed}}
    resolved = paper._replace(
        status=RESOLVED, reason=verdicts[accepted[0]].reason, record=record, preprint=preprint, origin=origin,
        differs=differs, sources=sources, candidates=(), note=_note(paper.entry, record),
    )  # fmt: skip
    return with_tags(resolved, paper.entry.tags, "list")


def _note(entry: Entry, record: Record | None) -> str:
    """What to tell a reader who finds another venue or title printed than the list names."""
    notes = []
    if record and entry.venue and not same_venue(entry.venue, record.venue):
        places = [
            f"{venue} {year or ''}".strip() for venue, year in ((record.venue, record.year), (entry.venue, entry.year))
        ]
        notes.append(f"published in {places[0]}, the list says {places[1]}")
    if record and title_agreement(entry.title, record.title) != YES:
        notes.append(f"its title is {record.title!r}, the list says {entry.title!r}")
    return "; ".join(notes)

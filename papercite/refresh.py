"""Entries and the records at hand -> papers: judge, merge, keep what was known better, give keys.

Pure: who is asked for records is gather.py's, files and network are the command's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.citekey import key_of
from papercite.identify import identifiers_of_record, identify
from papercite.judge import judge
from papercite.keep import Change, changes, kept
from papercite.library import chosen_keys, corrected, papers_of_entries, with_topics
from papercite.match import NO, YES, title_agreement
from papercite.merge import listed_record, merge, with_tags
from papercite.record import NOT_ASKED, NOTHING, RESOLVED, REVIEW, UNRESOLVED, Identifier, Paper, Record
from papercite.venues import same_venue

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from papercite.config import Config
    from papercite.index import Index
    from papercite.judge import Judgement
    from papercite.record import Entry


class Vanished(NamedTuple):
    """A record that a source held when the paper was looked up, and no longer holds. What it said is kept."""

    key: str
    source: str
    id: str


class Report(NamedTuple):
    """What a refresh did."""

    papers: tuple[Paper, ...]  # all of the list, in its order
    new: tuple[str, ...]  # keys that the lock did not have
    changes: tuple[Change, ...]  # of papers that the lock had
    gone: tuple[str, ...]  # keys whose entry the list no longer has
    vanished: tuple[Vanished, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """Keys of papers that the lock had and that are not as they were."""
        return tuple(dict.fromkeys(change.key for change in self.changes))


class Asked(NamedTuple):
    """What is known of the asking itself."""

    offline: bool = False  # nobody was asked
    sources: tuple[str, ...] = ()  # services that were asked, in the order of the table
    troubles: Mapping[Any, tuple[str, ...]] = NOTHING  # identifier -> why a source could not be asked for it


def refresh(
    entries: Sequence[Entry],
    held: Sequence[Paper],
    index: Index,
    config: Config,
    *,
    asked: Asked = Asked(),  # noqa: B008  # a named tuple does not change
    is_due: Callable[[Paper], bool] = lambda _: True,
) -> Report:
    """The papers of a list, from the records at hand.

    held    papers of the old lock: their keys stay, and what they know is kept where nothing better is found
    asked   which services were asked, and what could not be asked
    is_due  papers of the lock for which it says no stay as they are
    """
    joined = papers_of_entries(entries, held, config)
    vanished: list[Vanished] = []

    def renewed(paper: Paper, old: Paper | None) -> Paper:
        if old and not is_due(old):
            return paper
        new = resolve(corrected(paper, config), index, asked)
        vanished.extend(_vanished(old, new, asked) if old else ())
        return corrected(kept(old, new), config)

    found = [renewed(paper, old) for paper, old in joined]
    made = {paper.key.lower() for paper in held if not paper.provisional}  # of papers that are gone, too
    keyed = _with_keys(found, [old for _, old in joined], chosen_keys(entries, config), made)
    papers = tuple(
        paper._replace(entry=entry) for paper, entry in zip(with_topics(keyed, config), entries, strict=True)
    )  # the entries word for word: corrections of the config are not of the list
    pairs = list(zip(papers, (old for _, old in joined), strict=True))
    there = {old.key for _, old in joined if old}
    return Report(
        papers,
        tuple(paper.key for paper, old in pairs if not old),
        tuple(change for paper, old in pairs if old for change in changes(old, paper)),
        tuple(paper.key for paper in held if paper.key not in there),
        tuple(vanished),
    )


def _vanished(old: Paper, new: Paper, asked: Asked) -> Iterator[Vanished]:
    """Records of the old paper that a source which was asked, and answered, did not give this time."""
    there = {(source.name, source.id) for source in new.sources}
    for source in old.sources:
        was_asked = not asked.offline and source.name in asked.sources and source.name not in new.unasked
        if was_asked and (source.name, source.id) not in there:
            yield Vanished(old.key, source.name, source.id)


def _with_keys(
    papers: Sequence[Paper], old: Sequence[Paper | None], chosen: Sequence[str], made_before: Collection[str]
) -> list[Paper]:
    """The papers with keys: those once made and those that people chose stay, others are made of what was found.

    A key is made for good when a look-up is over: a source that could not be asked, or a person, may still tell who
    the first author is.
    """
    is_made = [bool(before and not before.provisional) for before in old]
    taken = {*made_before, *(key.lower() for key in chosen)}
    keyed = []
    for paper, made in zip(papers, is_made, strict=True):
        if not made and paper.key not in chosen:
            shown = paper.record or listed_record(paper.entry, identify(paper.entry))
            is_open = paper.status in (NOT_ASKED, REVIEW) or bool(paper.unasked)
            paper = paper._replace(key=key_of(shown, paper.entry, taken), provisional=is_open)
            taken.add(paper.key.lower())
        keyed.append(paper._replace(provisional=False) if made or paper.key in chosen else paper)
    return keyed


def resolve(paper: Paper, index: Index, asked: Asked = Asked()) -> Paper:  # noqa: B008
    """The paper as the records at hand have it, and its status."""
    judgement = judge(paper.entry, index)
    names = (*judgement.identifiers, *(Identifier("title", title) for title in judgement.spellings))
    troubles = tuple(dict.fromkeys(why for name in names for why in asked.troubles.get(name, ())))
    unasked = tuple(sorted({why.partition(":")[0] for why in troubles}))
    if judgement.accepted:
        return _resolved(paper, judgement)._replace(unasked=unasked)
    bare = paper._replace(
        record=None, preprint=None, origin={}, differs={}, sources=(), unasked=unasked, candidates=(), note=""
    )
    if judgement.unsure:
        reasons = "; ".join(dict.fromkeys(verdict.reason for _, verdict in judgement.unsure))
        candidates = tuple(record for record, _ in judgement.unsure)
        return bare._replace(status=REVIEW, reason=reasons, candidates=candidates)
    if troubles:
        return bare._replace(status=NOT_ASKED, reason=f"could not ask {'; '.join(troubles)}")
    if asked.sources and not asked.offline:
        return bare._replace(status=UNRESOLVED, reason=f"not found by {', '.join(asked.sources)}")
    why = "offline, and nothing at hand tells what it is" if asked.offline else "no source that was asked has it"
    return bare._replace(status=NOT_ASKED, reason=why)


def _resolved(paper: Paper, judgement: Judgement) -> Paper:
    accepted, verdicts = judgement.accepted, judgement.verdicts
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
    if record and entry.title and title_agreement(entry.title, record.title) != YES:
        notes.append(f"its title is {record.title!r}, the list says {entry.title!r}")
    return "; ".join(notes)

"""An old paper and a new one: a refresh never makes a resolved paper worse.

A field is replaced only by a source that is trusted at least as much; a published version that
no source holds any more stays; what changed is told field by field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.identify import identifiers_of_record, pinned
from papercite.match import is_preprint
from papercite.merge import MERGED, VENUE_TABLE, rank_of
from papercite.record import NOT_ASKED, RESOLVED, REVIEW, Entry, Paper, Record
from papercite.venues import same_venue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_PREPRINT = "preprint."  # before a field of the preprint, in origins and changes


class Change(NamedTuple):
    """One field of one paper that is not as it was."""

    key: str
    field: str  # "pages", "preprint.title", "status"
    old: Any
    new: Any
    source: str  # who says so now


def kept(old: Paper | None, new: Paper) -> Paper:
    """The new paper with whatever the old one knew better."""
    if not old or not _is_of(old, new.entry):
        return new
    if old.status == REVIEW and new.status == NOT_ASKED:
        return old._replace(entry=new.entry, topics=new.topics, unasked=new.unasked)
    if old.status != RESOLVED or not old.record:
        return new
    if new.status != RESOLVED or not new.record:
        return old._replace(entry=new.entry, topics=new.topics, unasked=new.unasked)
    published, preprint = (_newer(*versions) for versions in zip(_versions(old), _versions(new), strict=True))
    note = old.note if is_preprint(new.record) and published else new.note
    return _with_sources(old, _with_versions(new._replace(note=note), published, preprint))


def _is_of(old: Paper, entry: Entry) -> bool:
    """What was found belongs to the entry: a person who has named an identifier since may have meant another paper."""
    records = [record for record in (old.record, old.preprint) if record]
    named = {identifier for record in records for identifier in identifiers_of_record(record)}
    return not records or not pinned(entry) or not named.isdisjoint(pinned(entry))


class _Version(NamedTuple):
    """The published version or the preprint of a paper."""

    record: Record
    origin: Mapping[str, str]  # field -> source


def _versions(paper: Paper) -> tuple[_Version | None, _Version | None]:
    """The published version and the preprint."""
    origin = {name: source for name, source in paper.origin.items() if not name.startswith(_PREPRINT)}
    others = {name.removeprefix(_PREPRINT): source for name, source in paper.origin.items() if name not in origin}
    version = _Version(paper.record, origin) if paper.record else None
    preprint = _Version(paper.preprint, others) if paper.preprint else None
    return (None, version) if version and is_preprint(version.record) else (version, preprint)


def _with_versions(paper: Paper, published: _Version | None, preprint: _Version | None) -> Paper:
    """The paper with these versions; what is printed by default is the published one."""
    if not published or not preprint:
        alone = published or preprint
        return paper._replace(record=alone and alone.record, preprint=None, origin=alone.origin if alone else {})
    others = {_PREPRINT + name: source for name, source in preprint.origin.items()}
    return paper._replace(record=published.record, preprint=preprint.record, origin={**published.origin, **others})


def _newer(old: _Version | None, new: _Version | None) -> _Version | None:
    """The new version with what the old one knew better; the old one if no source holds it any more."""
    if not old or not new:
        return new or old
    return _best(old, new) if _is_same_version(old.record, new.record) else new


def _is_same_version(old: Record, new: Record) -> bool:
    """One that names no place or no year is taken for the same."""
    if is_preprint(new):
        return old.arxiv == new.arxiv or "" in (old.arxiv, new.arxiv)
    if old.doi and new.doi:
        return old.doi.lower() == new.doi.lower()
    is_same_place = same_venue(old.venue, new.venue) or "" in (old.venue, new.venue)
    return is_same_place and (old.year == new.year or None in (old.year, new.year))


def _best(old: _Version, new: _Version) -> _Version:
    """The new version with the fields that the old one has from a source trusted more, or has alone."""
    kind = "preprint" if is_preprint(new.record) else "published"
    origin = dict(new.origin)
    values: dict[str, Any] = {}
    for name in MERGED:
        before, after = getattr(old.record, name), getattr(new.record, name)
        was, now = old.origin.get(name, ""), new.origin.get(name, "")
        if before and (
            not after or (VENUE_TABLE not in (was, now) and rank_of(kind, name, was) < rank_of(kind, name, now))
        ):
            values[name], origin[name] = before, was
    return _Version(new.record._replace(**values), origin)


def _with_sources(old: Paper, new: Paper) -> Paper:
    """The sources of the new paper, and those of the old one that a field still comes from."""
    used, named = set(new.origin.values()), {(source.name, source.id) for source in new.sources}
    left = [one for one in old.sources if one.name in used and (one.name, one.id) not in named]
    return new._replace(sources=tuple(sorted((*new.sources, *left), key=lambda one: (one.name, one.id))))


def changes(old: Paper, new: Paper) -> Iterator[Change]:
    """What is not as it was, field by field."""
    if old.status != new.status:
        yield Change(new.key, "status", old.status, new.status, new.reason)
    for prefix, before, after in (("", old.record, new.record), (_PREPRINT, old.preprint, new.preprint)):
        for name in MERGED:
            was, now = getattr(before, name, None), getattr(after, name, None)
            if was != now and (was or now):
                yield Change(new.key, prefix + name, was, now, new.origin.get(prefix + name, ""))

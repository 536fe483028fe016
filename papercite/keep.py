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
        return old._replace(entry=new.entry, topics=new.topics)
    if old.status != RESOLVED or not old.record:
        return new
    if new.status != RESOLVED or not new.record:
        return old._replace(entry=new.entry, topics=new.topics)
    if not is_preprint(old.record) and is_preprint(new.record):
        preprint = _preprint_of(old, new)
        return _with_sources(old, new._replace(record=old.record, preprint=preprint, origin=_moved(old, new)))
    if not _is_same_version(old.record, new.record):
        return new
    record, origin = _best(old.record, new.record, old.origin, new.origin, "")
    preprint = new.preprint or old.preprint
    if old.preprint and new.preprint:
        preprint, origin = _best(old.preprint, new.preprint, old.origin, origin, "preprint.")
    elif old.preprint:
        origin |= {name: source for name, source in old.origin.items() if name.startswith("preprint.")}
    return _with_sources(old, new._replace(record=record, preprint=preprint, origin=origin))


def _is_of(old: Paper, entry: Entry) -> bool:
    """What was found belongs to the entry: a person who has named an identifier since may have meant another paper."""
    records = [record for record in (old.record, old.preprint) if record]
    named = {identifier for record in records for identifier in identifiers_of_record(record)}
    return not records or not pinned(entry) or not named.isdisjoint(pinned(entry))


def _is_same_version(old: Record, new: Record) -> bool:
    if is_preprint(old) != is_preprint(new):
        return False
    if old.doi and new.doi:
        return old.doi.lower() == new.doi.lower()
    return same_venue(old.venue, new.venue) and old.year == new.year


def _best(
    old: Record, new: Record, old_origin: Mapping[str, str], new_origin: Mapping[str, str], prefix: str
) -> tuple[Record, dict[str, str]]:
    """The new record with the fields that the old one has from a source trusted more, or has alone."""
    kind = "preprint" if is_preprint(new) else "published"
    origin = dict(new_origin)
    values: dict[str, Any] = {}
    for name in MERGED:
        before, after = getattr(old, name), getattr(new, name)
        was, now = old_origin.get(prefix + name, ""), new_origin.get(prefix + name, "")
        if before and (
            not after or (VENUE_TABLE not in (was, now) and rank_of(kind, name, was) < rank_of(kind, name, now))
        ):
            values[name], origin[prefix + name] = before, was
    return new._replace(**values), origin


def _preprint_of(old: Paper, new: Paper) -> Record | None:
    return new.record if new.record and is_preprint(new.record) else old.preprint


def _moved(old: Paper, new: Paper) -> dict[str, str]:
    """Origins when the new record becomes the preprint of the old one."""
    published = {name: source for name, source in old.origin.items() if not name.startswith("preprint.")}
    return published | {f"preprint.{name}": source for name, source in new.origin.items() if "." not in name}


def _with_sources(old: Paper, new: Paper) -> Paper:
    """The sources of the new paper, and those of the old one that a field still comes from."""
    used, named = set(new.origin.values()), {(source.name, source.id) for source in new.sources}
    left = [one for one in old.sources if one.name in used and (one.name, one.id) not in named]
    return new._replace(sources=tuple(sorted((*new.sources, *left), key=lambda one: (one.name, one.id))))


def changes(old: Paper, new: Paper) -> Iterator[Change]:
    """What is not as it was, field by field."""
    if old.status != new.status:
        yield Change(new.key, "status", old.status, new.status, new.reason)
    for prefix, before, after in (("", old.record, new.record), ("preprint.", old.preprint, new.preprint)):
        for name in MERGED:
            was, now = getattr(before, name, None), getattr(after, name, None)
            if was != now and (was or now):
                yield Change(new.key, prefix + name, was, now, new.origin.get(prefix + name, ""))

"""Records of one paper -> what is held true of it, with the origin of every field and all disagreement.

A preprint and a published version are two works: their fields are never mixed. Which of
several published versions is meant is what the list says. Trust is a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.authors import listed_authors
from papercite.codec import as_json
from papercite.config import FIELDS, IDENTIFIERS
from papercite.identify import canonical, year_of_number
from papercite.match import is_preprint, same_person
from papercite.names import OTHERS, full_name
from papercite.record import Entry, Paper, Person, Record, Source
from papercite.text import fold, is_usable_key, tidy
from papercite.venues import PREPRINT, find_venue, same_venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Who is believed first, by kind of version, then by field; "" is any other field. Who is not named comes last.
_PUBLISHED = ("crossref", "dblp", "acl", "openreview", "pages", "datacite", "paper", "web", "arxiv", "openalex",
              "semanticscholar", "proceedings")  # fmt: skip
TRUST: dict[str, dict[str, tuple[str, ...]]] = {
    "published": {"": _PUBLISHED, "authors": ("paper", *_PUBLISHED), "title": ("dblp", *_PUBLISHED)},
    "preprint": {"": ("arxiv", "datacite", *_PUBLISHED)},
}
MERGED = (
    "type",
    "title",
    "authors",
    *FIELDS[2:-1],
    "doi",
    "arxiv",
    "primary_class",
    "openreview",
    "dblp",
    "acl",
    "url",
)
VENUE_TABLE = "venues"  # the origin of what data/venues.toml settles


class Merged(NamedTuple):
    """What `merge` gives; the fields are those of `Paper`."""

    record: Record | None = None
    preprint: Record | None = None
    origin: Mapping[str, str] = {}
    differs: Mapping[str, Mapping[str, Any]] = {}
    sources: tuple[Source, ...] = ()
    others: tuple[Record, ...] = ()  # published versions that the list does not mean


def merge(entry: Entry, records: Iterable[Record]) -> Merged:
    """The records that were accepted for `entry`, as one. The result does not depend on their order."""
    ordered = sorted(records, key=lambda record: (record.source, record.id, repr(record)))
    preprints = [record for record in ordered if is_preprint(record)]
    versions = _versions([record for record in ordered if not is_preprint(record)])
    meant = min(versions, key=lambda version: _distance(entry, version), default=[])
    others = tuple(record for version in versions if version is not meant for record in version)
    if meant and _is_same_work(entry, meant, preprints):
        record, origin, differs = _merged(meant, "published")
        preprint, more_origin, more_differs = _merged(preprints, "preprint")
    else:
        record, origin, differs = _merged(preprints, "preprint")
        preprint, more_origin, more_differs, others = None, {}, {}, (*others, *meant)
    origin |= {f"preprint.{name}": source for name, source in more_origin.items()}
    differs |= {f"preprint.{name}": said for name, said in more_differs.items()}
    used = [one for one in ordered if one not in others]
    sources = tuple(Source(one.source, one.id, one.retrieved, one.via) for one in used)
    return Merged(record, preprint, origin, differs, sources, others)


def _versions(records: Sequence[Record]) -> list[list[Record]]:
    """Published records by the place they name; one that names no place goes with the first."""
    versions: list[list[Record]] = []
    for record in sorted(records, key=lambda record: not record.venue):
        home = next((v for v in versions if not record.venue or _same_place(v[0], record)), None)
        if home is None:
            versions.append(home := [])
        home.append(record)
    return versions


def _same_place(one: Record, other: Record) -> bool:
    if not same_venue(one.venue, other.venue):
        return False
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1  # online first, printed next year


def _distance(entry: Entry, version: Sequence[Record]) -> tuple[bool, int, str]:
    """How far a version is from what the list says: another venue, years apart; the same for any order of records."""
    first = version[0]
    years_apart = abs((first.year or 9999) - (entry.year or first.year or 0))
    return not same_venue(entry.venue, first.venue), years_apart, fold(first.venue)


def _is_same_work(entry: Entry, published: Sequence[Record], preprints: Sequence[Record]) -> bool:
    """The published version may stand for the preprint the list names: the title is the same."""
    listed = find_venue(entry.venue)
    if not preprints or not listed or listed.kind != PREPRINT:
        return True
    return bool({fold(one.title) for one in published} & {fold(one.title) for one in preprints})


# ---- fields


def _merged(records: Sequence[Record], kind: str) -> tuple[Record | None, dict[str, str], dict[str, dict[str, Any]]]:
    """One record of several of the same work, the source of each field, and what other sources say."""
    if not records:
        return None, {}, {}
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    differs: dict[str, dict[str, Any]] = {}
    for name in MERGED:
        said = [record for record in _by_trust(records, name, kind) if getattr(record, name)]
        if said:
            values[name], origin[name] = getattr(said[0], name), said[0].source
            if name == "authors" and said[0].source != "paper":
                values[name] = _spelled_out(values[name], [record.authors for record in said[1:]])
            for other in said[1:]:
                if _comparable(getattr(other, name)) != _comparable(values[name]):
                    differs.setdefault(name, {}).setdefault(_name_of(other), as_json(getattr(other, name)))
    return _with_venue(Record(**values), origin, differs)


def _spelled_out(people: Sequence[Person], others: Sequence[Sequence[Person]]) -> tuple[Person, ...]:
    """The people, in their order, each as the source spells them that says most: "Ian D. Reid" for "Ian Reid".

    Who they are and in which order is the trusted source's word. Another one may know the middle name, the accents,
    or that "Partovi Nia" is a family name.
    """
    return tuple(_fullest(person, others) for person in people)


def _fullest(person: Person, others: Sequence[Sequence[Person]]) -> Person:
    best = person
    for listed in others:
        same = [fellow for fellow in listed if same_person(person, fellow)]
        if len(same) == 1 and _says_more(same[0], best):
            best = same[0]
    return best


def _says_more(one: Person, other: Person) -> bool:
    """More letters of the name, or the same with more accents, or with a family name of more words."""
    first, second = fold(full_name(one)), fold(full_name(other))
    if first != second:
        return len(first.replace(" ", "")) > len(second.replace(" ", ""))
    accents = [sum(not character.isascii() for character in full_name(person)) for person in (one, other)]
    words = [len(person.family.split()) for person in (one, other)]
    spaces = [full_name(person).count(" ") for person in (one, other)]  # "H. W." rather than "H.W."
    return (accents[0], words[0], spaces[0]) > (accents[1], words[1], spaces[1])


def _by_trust(records: Sequence[Record], name: str, kind: str) -> list[Record]:
    return sorted(records, key=lambda record: (rank_of(kind, name, record.source), record.source))


def rank_of(kind: str, name: str, source: str) -> int:
    """How much a source is believed on a field, 0 for most; a person before all others.

    kind  of version: "published" or "preprint"
    """
    if source == "list" or source.startswith("config:"):
        return -1
    order = TRUST[kind].get(name, TRUST[kind][""])
    return order.index(source) if source in order else len(order)


def _name_of(record: Record) -> str:
    return f"{record.source} {record.id}".strip()


def _comparable(value: Any) -> Any:
    if isinstance(value, tuple):
        return [fold(full_name(person)) for person in value]
    return fold(value) if isinstance(value, str) else value


def _with_venue(
    record: Record, origin: dict[str, str], differs: dict[str, dict[str, Any]]
) -> tuple[Record, dict[str, str], dict[str, dict[str, Any]]]:
    """Short name and printed name of the venue as the table has them; what the source called it stays in `differs`."""
    venue = find_venue(record.venue) or find_venue(record.container_title)
    if not venue:
        return record, origin, differs
    settled = {"venue": venue.name, "container_title": venue.title_in(record.year)}
    for name, value in settled.items():
        said = getattr(record, name)
        if said != value:
            if said:
                differs.setdefault(name, {}).setdefault(origin[name], said)
            origin[name] = VENUE_TABLE
    return record._replace(venue=venue.name, container_title=settled["container_title"]), origin, differs


# ---- what the list itself says

_TYPES = {"conference": "paper-conference", "workshop": "paper-conference", "journal": "article-journal"}


def listed_record(entry: Entry, identifiers: Iterable[Any]) -> Record:
    """What the list alone says of a paper, as a record; source "list"."""
    venue = find_venue(entry.venue)
    named = {identifier.scheme: identifier.value for identifier in identifiers if identifier.scheme in IDENTIFIERS}
    named.pop("url", None)
    link = next((link.url for link in entry.links if link.kind == "paper" and "://" in link.url), "")
    said = listed_authors(entry.authors)
    is_known = venue and venue.kind != PREPRINT
    return Record(
        source="list",
        type=_TYPES[venue.kind] if venue and is_known else "article",
        title=entry.title,
        authors=(*said.people, *([Person(literal=OTHERS)] if said.are_first else ())),
        venue=venue.name if venue else entry.venue,
        container_title=venue.title_in(entry.year) if venue else entry.venue,
        year=entry.year or (None if is_known else year_of_number(named.get("arxiv", ""))),
        url=link,
        **named,
    )


def with_tags(paper: Paper, tags: Iterable[tuple[str, str]], by: str) -> Paper:
    """The paper with what a person fixed: key and fields. What cannot be a key or such a field is passed over.

    by  where it was fixed; topics are left to topics.py
    """
    tags = tuple(tags)
    key = next((value for name, value in tags if name == "key" and is_usable_key(value)), paper.key)
    if not paper.record:
        return paper._replace(key=key)
    fixed: dict[str, Any] = {}
    for name, text in tags:
        value = _value(name, text)
        if value and getattr(paper.record, name) != value:
            fixed[name] = value
    if "venue" in fixed and "container_title" not in fixed and (venue := find_venue(fixed["venue"])):
        fixed |= {"venue": venue.name, "container_title": venue.title_in(fixed.get("year", paper.record.year))}
    origin = {**paper.origin, **dict.fromkeys(fixed, by)}
    return (
        paper._replace(key=key, record=paper.record._replace(**fixed), origin=origin)
        if fixed
        else paper._replace(key=key)
    )


def _value(name: str, text: str) -> Any:
    """What a text fixes a field to, None if it cannot."""
    if name in ("year", "month"):
        in_range = range(1, 13) if name == "month" else range(1000, 10_000)
        return int(text) if text.isascii() and text.isdigit() and int(text) in in_range else None
    if name == "url":
        return text if text.startswith(("http://", "https://")) else None
    if name in IDENTIFIERS:
        identifier = canonical(name, text)
        return identifier.value if identifier and identifier.scheme == name else None
    return tidy(text) if name in FIELDS else None

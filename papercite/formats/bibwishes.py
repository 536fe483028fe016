"""Options of .bib files: chosen fields, short venues, few authors, entries for proceedings, macros for venues.

Those about what is said change records before they become entries; those about how it is
written change entries. Nothing is invented: what a field says comes from the record or data/venues.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.errors import UsageError
from papercite.formats.bibentry import BibEntry, text
from papercite.names import OTHERS
from papercite.record import Person
from papercite.text import latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from papercite.record import Paper, Record
    from papercite.venues import Venue

    Version = tuple[Paper, Record]


class Wishes(NamedTuple):
    """The options, by the names that `render` has for them."""

    fields: tuple[str, ...] = ()  # only these; none: all
    drop: tuple[str, ...] = ()
    abbrev_venues: bool = False
    max_authors: int = 0  # 0: all
    url_if_doi: bool = False
    crossref_proceedings: bool = False
    strings: bool = False


class Dialect(NamedTuple):
    """What the options have to know of a dialect."""

    name: str
    fields: tuple[str, ...]  # all there are, in order
    meant: Mapping[str, tuple[str, ...]]  # names that people may take from the other dialect -> ours
    date: tuple[str, ...]  # the fields that hold it, the one with the year first
    proceedings_title: tuple[str, ...]  # the fields of @proceedings that hold its title
    has_key: bool  # a field `key` is what styles sort and label proceedings by, as they have no editor


CONTAINERS = ("booktitle", "journal", "journaltitle")
# What papers of one proceedings may have in common; number and pages are a paper's own.
_SHARED = ("eventtitle", "series", "volume", "year", "month", "date", "publisher")
_SMALL_WORDS = frozenset("a an and the of on in for to & at with from".split())


# ---- what is said


def versions_as_wished(versions: Iterable[Version], wishes: Wishes) -> Iterator[Version]:
    """Papers with the records that are to be printed of them."""
    for paper, record in versions:
        if wishes.max_authors:
            record = record._replace(authors=_first_authors(record.authors, wishes.max_authors))
        if wishes.abbrev_venues:
            record = record._replace(container_title=abbreviated(record))
        yield paper, record


def _first_authors(people: Sequence[Person], most: int) -> tuple[Person, ...]:
    """So many authors and "others", unless there are no more than these."""
    if len(people) - (people[-1:] == (_OTHERS,)) <= most:
        return tuple(people)
    return (*people[:most], _OTHERS)


_OTHERS = Person(literal=OTHERS)


def abbreviated(record: Record) -> str:
    """Where it appeared, in short: "CVPR", "IEEE Trans. Pattern Anal. Mach. Intell."; as it is if it has no such name.

    A conference has its short name. A journal has the first of its spellings in the table of venues
    that abbreviates the title that is printed; its short name, TPAMI, if there is none.
    """
    from papercite.venues import JOURNAL, WORKSHOP, find_venue

    printed = record.container_title or record.venue
    venue = find_venue(printed) or find_venue(record.venue)
    if not venue or venue.kind == WORKSHOP:  # one row of the table stands for many workshops
        return record.venue or printed
    if venue.kind != JOURNAL:
        return venue.name
    return _abbreviation(venue, printed)


def _abbreviation(venue: Venue, printed: str) -> str:
    fits = (alias for alias in venue.aliases if "." in alias and _abbreviates(alias, printed))
    return next(fits, printed if " " not in printed else venue.name)


def _abbreviates(short: str, title: str) -> bool:
    """Each word of `short` begins the next word of `title`; only small words are passed over."""
    words = iter(title.lower().replace(":", "").split())
    for piece in short.lower().replace(":", "").split():
        begin = piece.rstrip(".")
        met = next((word for word in words if word not in _SMALL_WORDS or word == begin), "")
        if not (met.startswith(begin) if piece.endswith(".") else met == begin):
            return False
    return all(word in _SMALL_WORDS for word in words)


# ---- how it is written


def entries_as_wished(
    entries: Iterable[BibEntry], dialect: Dialect, wishes: Wishes
) -> tuple[dict[str, str], Iterable[BibEntry]]:
    """Macros by name, and the entries, those of proceedings last: BibTeX wants them behind the papers."""
    kept = _kept(dialect, wishes)
    if len(kept) < len(dialect.fields):
        entries = (entry._replace(fields=[field for field in entry.fields if field[0] in kept]) for entry in entries)
    if wishes.crossref_proceedings:
        entries = _with_proceedings(list(entries), dialect)
    if wishes.strings:
        return _with_macros(list(entries), dialect)
    return {}, entries


def _kept(dialect: Dialect, wishes: Wishes) -> frozenset[str]:
    only = _meant(wishes.fields, dialect) if wishes.fields else frozenset(dialect.fields)
    return only - _meant(wishes.drop, dialect)


def _meant(names: Iterable[str], dialect: Dialect) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if name not in dialect.fields and name not in dialect.meant:
            from papercite.suggest import did_you_mean

            hint = did_you_mean(name, dialect.fields) or f"\n  hint: there are {', '.join(dialect.fields)}"
            raise UsageError(f"{dialect.name} has no field {name!r}{hint}")
        found.update(dialect.meant.get(name, (name,)))
    return frozenset(found)


def _with_proceedings(entries: Sequence[BibEntry], dialect: Dialect) -> list[BibEntry]:
    """Papers that refer to their proceedings for all that these papers have in common, and then the proceedings."""
    homes = [_home(entry, dialect) for entry in entries]
    groups: dict[tuple[str, str], list[BibEntry]] = {}
    for entry, home in zip(entries, homes, strict=True):
        if home:
            groups.setdefault(home, []).append(entry)
    taken = {entry.key.lower() for entry in entries}
    proceedings = {home: _proceedings(home, group, dialect, taken) for home, group in groups.items()}
    children = (_child(entry, proceedings[home]) if home else entry for entry, home in zip(entries, homes, strict=True))
    return [*children, *proceedings.values()]


def _home(entry: BibEntry, dialect: Dialect) -> tuple[str, str] | None:
    """Title and year of the proceedings that a paper stands in."""
    if entry.kind != "inproceedings":
        return None
    fields = dict(entry.fields)
    title = fields.get("booktitle")
    return (title, fields.get(dialect.date[0], "")[:4]) if title else None


def _proceedings(home: tuple[str, str], group: Sequence[BibEntry], dialect: Dialect, taken: set[str]) -> BibEntry:
    """The entry of proceedings: what all their papers say of them; `taken` are keys that it cannot have."""
    title, year = home
    venue = group[0].venue
    papers = [dict(entry.fields) for entry in group]
    shared = {
        name: papers[0][name]
        for name in _SHARED
        if name in papers[0] and all(paper.get(name) == papers[0][name] for paper in papers)
    }
    if year:
        shared.setdefault(dialect.date[0], year)
    fields = [(name, title) for name in dialect.proceedings_title]
    fields += [(name, shared[name]) for name in dialect.fields if name in shared]
    if dialect.has_key:
        fields.append(("key", " ".join(filter(None, (text(venue), year)))))
    key = _unused("-".join(filter(None, ("proceedings", latin(venue)[:40], year))), taken, "-")
    return BibEntry("proceedings", key, fields, venue, group[0].bare)


def _child(entry: BibEntry, home: BibEntry) -> BibEntry:
    said = {("booktitle", dict(home.fields)["title"]), *home.fields[1:]}
    own = [field for field in entry.fields if field not in said]
    return entry._replace(fields=[*own, ("crossref", home.key)])


def _with_macros(entries: Sequence[BibEntry], dialect: Dialect) -> tuple[dict[str, str], list[BibEntry]]:
    """Macros for the venues, named after them, and the entries with macros where they name a venue.

    venue_cvpr and not cvpr: styles have macros of such names (tcs, jacm), months too (dec), and
    biber takes a field for a macro if its value is the name of one (eventtitle = {CVPR}).
    """
    names: dict[str, str] = {}  # title of a venue -> macro
    taken: set[str] = set()
    done = []
    for entry in entries:
        holders = set(dialect.proceedings_title if entry.kind == "proceedings" else CONTAINERS)
        found = [value for name, value in entry.fields if name in holders and entry.venue]
        for value in found:
            if value not in names:
                names[value] = _unused(f"venue_{latin(entry.venue)[:40]}".rstrip("_"), taken)
        named = frozenset(name for name, _ in entry.fields if name in holders) if found else frozenset()
        fields = [(name, names[value] if name in named else value) for name, value in entry.fields]
        done.append(entry._replace(fields=fields, bare=entry.bare | named))
    return {macro: value for value, macro in names.items()}, done


def _unused(name: str, taken: set[str], between: str = "") -> str:
    """`name`, or it with the first number that makes it one of its own; it is taken then."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}{between}{number}"
    taken.add(found)
    return found

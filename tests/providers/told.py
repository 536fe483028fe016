"""Records in a line each, and what a person read in the real answers: told.tsv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from papercite.names import full_name
from papercite.record import Identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.record import Record

SHOWN = 5  # authors by name
NAMED = ("doi", "arxiv", "openreview", "dblp", "acl")


class Told(NamedTuple):
    """What an answer says: how many works, and the first of them; or that it cannot be read."""

    works: str  # "3", or "BadAnswer"
    first: tuple[str, ...] = ()  # as `told` puts it


def told(record: Record) -> str:
    """ "Ada Lovelace, Charles Babbage and 3 more: Title (1843) doi:10.1/x arxiv:1602.02830"."""
    names = [full_name(person) for person in record.authors]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    named = [str(Identifier(scheme, value)) for scheme in NAMED if (value := getattr(record, scheme))]
    return " ".join([f"{', '.join(names[:SHOWN])}{more}: {record.title} ({record.year})", *named])


def as_told(records: Sequence[Record], expected: Told) -> Told:
    """The records of an answer, as many of them in words as were expected."""
    return Told(str(len(records)), tuple(told(record) for record in records[: len(expected.first)]))


def expected_of(provider: str) -> dict[str, Told]:
    """What is in each real answer of a provider, by file name."""
    found: dict[str, Told] = {}
    with open(Path(__file__).with_suffix(".tsv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            folder, _, name = row["answer"].partition("/")
            if folder == provider:
                before = found.get(name, Told(row["works"]))
                found[name] = before._replace(first=(*before.first, row["work"]) if row["work"] else before.first)
    return found

"""Real answers of services, which are no part of the project: read where they are, by their index."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from papercite.providers.provider import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from papercite.record import Record

SHOWN = 2  # names in a summary


class Sample(NamedTuple):
    """One recorded answer and what was asked for."""

    answer: Answer
    path: str  # of the address, decoded: "/works/10.1038/ng.3834"
    query: dict[str, str]


def samples_of(folder: Path, provider: str) -> dict[str, Sample]:
    """Every sample of a provider by its file name, as the index lists them; a file that it does not list is one too."""
    with open(folder / "INDEX.tsv", encoding="utf-8", newline="") as index:
        rows = list(csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE))
    listed = {row["file"]: row for row in rows if row["file"].startswith(f"{provider}/")}
    assert set(listed) == {f"{provider}/{path.name}" for path in (folder / provider).iterdir()}
    return {name.partition("/")[2]: _sample(folder / name, row) for name, row in listed.items()}


def _sample(path: Path, row: dict[str, str]) -> Sample:
    url = row["request"].split(" ")[1]
    parts = urlsplit(url)
    status = int(row["http status"])
    return Sample(Answer(url, status, path.read_bytes()), unquote(parts.path), dict(parse_qsl(parts.query)))


def summaries(records: Iterable[Record]) -> list[str]:
    """What tells one record from another, each in one line."""
    return [
        f"{record.arxiv or record.doi} | {record.year} | {_families(record)} | {_ends(record.title)}"
        for record in records
    ]


def _families(record: Record) -> str:
    names = [person.family or person.literal for person in record.authors]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _ends(title: str) -> str:
    return title if len(title) <= 36 else f"{title[:16]}…{title[-16:]}"

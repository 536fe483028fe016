"""Records at hand, found by identifier or by title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.identify import identifiers_of_record
from papercite.match import title_key
from papercite.record import Record
from papercite.titles import propose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papercite.record import Identifier


class Index(NamedTuple):
    """Records by identifier and by folded title."""

    by_identifier: Mapping[Identifier, list[Record]]
    by_title: Mapping[str, list[Record]]

    def find(self, identifiers: Iterable[Identifier], titles: Iterable[str]) -> list[Record]:
        """Records that have one of the identifiers or titles, each once, those by identifier first."""
        named = [record for identifier in identifiers for record in self.by_identifier.get(identifier, ())]
        titled = [record for title in titles for record in self.by_title.get(title_key(title), ())]
        return list(dict.fromkeys((*named, *titled)))

    def near(self, title: str) -> list[Record]:
        """Records with a title like this one, the nearest first: worth a look, no more."""
        keys = propose(title, self.by_title.keys())
        return list(dict.fromkeys(record for key in keys for record in self.by_title[key]))

    def extended(self, found: Mapping[Identifier, Iterable[Record]]) -> Index:
        """This index and what a source found. A record is found under its own names and under what was asked for."""
        by_identifier = {identifier: list(records) for identifier, records in self.by_identifier.items()}
        by_title = {title: list(records) for title, records in self.by_title.items()}
        for asked, records in found.items():
            for record in records:
                known = _under_address(record, asked)
                _add(known, by_identifier, by_title)
                if asked.scheme == "title":
                    _put(by_title, title_key(asked.value), known)
                else:
                    _put(by_identifier, asked, known)
        return Index(by_identifier, by_title)


def _add(record: Record, by_identifier: dict[Identifier, list[Record]], by_title: dict[str, list[Record]]) -> None:
    for identifier in identifiers_of_record(record):
        _put(by_identifier, identifier, record)
    _put(by_title, title_key(record.title), record)


def _put(table: dict[Any, list[Record]], name: Any, record: Record) -> None:
    if record not in (held := table.setdefault(name, [])):
        held.append(record)


def _under_address(record: Record, asked: Identifier) -> Record:
    """The record with the address it was found under: the source ties the two together."""
    if asked.scheme == "title" or asked in identifiers_of_record(record):
        return record
    if asked.scheme not in Record._fields:
        return record
    if asked.scheme == "url":
        return record._replace(links=(*record.links, f"https://{asked.value}"))
    named: dict[str, Any] = {asked.scheme: asked.value}
    return record if getattr(record, asked.scheme, "") else record._replace(**named)


def index(records: Iterable[Record]) -> Index:
    """An index over records."""
    by_identifier: dict[Identifier, list[Record]] = {}
    by_title: dict[str, list[Record]] = {}
    for record in records:
        _add(record, by_identifier, by_title)
    return Index(by_identifier, by_title)

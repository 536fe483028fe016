"""Which of the records at hand are of an entry's paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.identify import identifiers_of_record, identify
from papercite.match import UNSURE, YES, is_preprint, same_paper, title_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.index import Index
    from papercite.match import Verdict
    from papercite.record import Entry, Identifier, Record


class Judgement(NamedTuple):
    """What is known of an entry's paper so far."""

    entry: Entry
    accepted: tuple[Record, ...]
    verdicts: Mapping[Record, Verdict]  # on every record that was looked at

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Those of the entry, then those of the accepted records."""
        named = (name for record in self.accepted for name in identifiers_of_record(record))
        return tuple(dict.fromkeys((*identify(self.entry), *named)))

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the entry and the accepted records, each once."""
        titles = (self.entry.title, *(record.title for record in self.accepted))
        return tuple({title_key(title): title for title in reversed(titles)}.values())[::-1]

    @property
    def published(self) -> bool:
        """A published version is among the accepted records."""
        return any(not is_preprint(record) for record in self.accepted)

    @property
    def unsure(self) -> tuple[tuple[Record, Verdict], ...]:
        """Records that a person has to look at."""
        return tuple((record, verdict) for record, verdict in self.verdicts.items() if verdict.answer == UNSURE)


def _strongest(records: Sequence[Record], identifiers: Sequence[Identifier]) -> tuple[Record, ...]:
    """Those that an identifier names, if any: by what they say of the authors the others are looked at again."""
    named = [record for record in records if not set(identifiers).isdisjoint(identifiers_of_record(record))]
    return tuple(named or records)


def judge(entry: Entry, index: Index) -> Judgement:
    """Records of the entry's paper, and the verdict on every record that was looked at.

    A record that is accepted brings its authors and identifiers, so the rest is looked at again.
    """
    judgement = Judgement(entry, (), {})
    while True:
        found = index.find(sorted(judgement.identifiers, key=str), judgement.titles)
        open_ones = [record for record in found if record not in judgement.accepted]
        verdicts = {record: same_paper(entry, record, judgement.accepted) for record in open_ones}
        added = _strongest([record for record in open_ones if verdicts[record].answer == YES], judgement.identifiers)
        judgement = Judgement(entry, (*judgement.accepted, *added), {**judgement.verdicts, **verdicts})
        if not added:
            return judgement

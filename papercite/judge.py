"""Which of the records at hand are of an entry's paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.identify import identifiers_of_record, identify, pinned
from papercite.match import UNSURE, YES, Verdict, is_preprint, same_paper, title_agreement, title_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.index import Index
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
    def spellings(self) -> tuple[str, ...]:
        """Titles of the entry and the accepted records, in every spelling; those without a word left out."""
        titles = (self.entry.title, *(record.title for record in self.accepted))
        return tuple(dict.fromkeys(title for title in titles if title_key(title)))

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the entry and the accepted records, one spelling of each."""
        first: dict[str, str] = {}
        for title in self.spellings:
            first.setdefault(title_key(title), title)
        return tuple(first.values())

    @property
    def published(self) -> bool:
        """A published version is among the accepted records."""
        return any(not is_preprint(record) for record in self.accepted)

    @property
    def unsure(self) -> tuple[tuple[Record, Verdict], ...]:
        """Records that a person has to look at."""
        return tuple((record, verdict) for record, verdict in self.verdicts.items() if verdict.answer == UNSURE)


def _with_near_ones(judgement: Judgement, index: Index) -> Judgement:
    """The judgement with records that a person may want to see, where there is nothing better."""
    verdicts = {record: same_paper(judgement.entry, record) for record in index.near(judgement.entry.title)}
    return judgement._replace(verdicts={**judgement.verdicts, **verdicts})


def _strongest(records: Sequence[Record], identifiers: Sequence[Identifier]) -> tuple[Record, ...]:
    """Those that an identifier names, if any: by what they say of the authors the others are looked at again."""
    named = [record for record in records if not set(identifiers).isdisjoint(identifiers_of_record(record))]
    return tuple(named or records)


# Who gives out the identifiers of a scheme: what these say an identifier is of, it is of.
ISSUERS = {
    "arxiv": ("arxiv", "datacite"),
    "doi": ("crossref", "datacite"),
    "openreview": ("openreview",),
    "acl": ("pages",),
    "dblp": ("dblp",),
    "url": ("pages",),
}


def _of_one_title(entry: Entry, records: Sequence[Record]) -> tuple[Sequence[Record], Verdict | None]:
    """For an entry without a title: the records that say what its identifiers are of, and a doubt if they disagree.

    Whoever gives out an identifier is asked first; what others have under it is then looked at again.
    """
    said: dict[Record, None] = {}
    for identifier in identify(entry):
        found = [record for record in records if identifier in identifiers_of_record(record)]
        said |= dict.fromkeys([one for one in found if one.source in ISSUERS.get(identifier.scheme, ())] or found)
    titles = sorted({record.title for record in said})
    other = next((title for title in titles if title_agreement(titles[0], title) != YES), None)
    if other is None:
        return tuple(said), None
    return (), Verdict(UNSURE, f"the list names no title, and what it names is of {titles[0]!r} and of {other!r}")


def judge(entry: Entry, index: Index) -> Judgement:
    """Records of the entry's paper, and the verdict on every record that was looked at.

    A record that is accepted brings its authors and identifiers, so the rest is looked at again.
    """
    judgement = Judgement(entry, (), {})
    while True:
        found = index.find(sorted(judgement.identifiers, key=str), judgement.titles)
        open_ones = [record for record in found if record not in judgement.accepted]
        verdicts = {record: same_paper(entry, record, judgement.accepted) for record in open_ones}
        agreed: Sequence[Record] = [record for record in open_ones if verdicts[record].answer == YES]
        if not judgement.accepted and not title_key(entry.title) and not pinned(entry):
            agreed, doubt = _of_one_title(entry, agreed)
            if doubt:
                verdicts = {one: doubt if verdict.answer == YES else verdict for one, verdict in verdicts.items()}
        added = _strongest(agreed, judgement.identifiers)
        judgement = Judgement(entry, (*judgement.accepted, *added), {**judgement.verdicts, **verdicts})
        if not added:
            return judgement if judgement.accepted or judgement.unsure else _with_near_ones(judgement, index)

"""Which records are of an entry's paper, and what they bring to find more."""

from __future__ import annotations

from typing import Any

import pytest

from papercite.index import index
from papercite.judge import Judgement, judge
from papercite.names import person_of
from papercite.record import Entry, Identifier, Link, Record
from papercite.verdict import Verdict

TITLE = "Alpha Beta Networks for Toys"
ARXIV, DOI = Identifier("arxiv", "1801.00001"), Identifier("doi", "10.1109/x")
ENTRY = Entry(1, TITLE, venue="CVPR", year=2018, links=(Link("paper", "https://arxiv.org/abs/1801.00001", "paper"),))


def record(source: str, title: str = TITLE, by: str = "Song Han", **fields: Any) -> Record:
    more = {"type": "paper-conference", "venue": "CVPR", "year": 2018, **fields}
    return Record(source, f"{source}-id", title=title, authors=(person_of(by),), **more)


PREPRINT = record("arxiv", type="article", venue="arXiv", arxiv="1801.00001", year=2017)
PUBLISHED = record("dblp", doi="10.1109/x")
PRINTED = record("crossref", doi="10.1109/x", pages="1-9")


def test_of_nothing_nothing_is_known() -> None:
    judgement = judge(ENTRY, index([]))
    assert (judgement, judgement.identifiers, judgement.titles, judgement.published, judgement.unsure) == (
        Judgement(ENTRY, (), {}), (ARXIV,), (TITLE,), False, (),
    )  # fmt: skip


def test_the_record_of_the_identifier_leads_to_others() -> None:
    judgement = judge(ENTRY, index([PRINTED, PUBLISHED, PREPRINT]))
    assert (judgement.accepted[0], set(judgement.accepted), judgement.identifiers, judgement.published) == (
        PREPRINT, {PREPRINT, PUBLISHED, PRINTED}, (ARXIV, DOI), True,
    )  # fmt: skip


def test_the_order_of_the_records_does_not_matter() -> None:
    records = [PREPRINT, PUBLISHED, PRINTED, record("x", by="Kaiming He")]
    there, back = judge(ENTRY, index(records)), judge(ENTRY, index(reversed(records)))
    assert (set(there.accepted), there.verdicts) == (set(back.accepted), back.verdicts)


def test_a_preprint_is_not_published() -> None:
    assert not judge(ENTRY, index([PREPRINT])).published


def test_a_namesake_of_the_title_is_looked_at_again_when_the_authors_are_known() -> None:
    """By title, venue and year it might be the paper; the preprint tells who wrote that."""
    other = record("dblp", by="Kaiming He")
    alone, beside = judge(ENTRY, index([other])), judge(ENTRY, index([other, PREPRINT]))
    assert (alone.accepted, beside.accepted, beside.verdicts[other].answer) == ((other,), (PREPRINT,), "no")


def test_an_identifier_with_another_title_is_for_a_person_to_look_at() -> None:
    wrong = PREPRINT._replace(title="Wholly Another Matter of Taste")
    judgement = judge(ENTRY, index([wrong]))
    assert (judgement.accepted, [one for one, _ in judgement.unsure]) == ((), [wrong])


def test_what_became_sure_is_not_for_a_person_to_look_at() -> None:
    doubtful = record("dblp", venue="", year=None, doi="10.1109/x")
    assert [one for one, _ in judge(ENTRY._replace(links=()), index([doubtful])).unsure] == [doubtful]
    assert judge(ENTRY, index([doubtful, PREPRINT])).unsure == ()


def test_another_spelling_of_the_title_is_no_other_title() -> None:
    judgement = judge(ENTRY, index([PREPRINT._replace(title=TITLE.upper())]))
    assert (judgement.titles, judgement.spellings) == ((TITLE,), (TITLE, TITLE.upper()))


def test_the_title_of_the_list_comes_first() -> None:
    pinned = ENTRY._replace(tags=(("arxiv", "1801.00001"),))
    judgement = judge(
        pinned, index([PREPRINT._replace(title="Gamma Networks"), PUBLISHED._replace(title=TITLE.upper())])
    )
    assert judgement.titles == (TITLE, "Gamma Networks")


@pytest.mark.parametrize("title", ["", "???"])
def test_a_record_without_a_title_is_none_to_search_for(title: str) -> None:
    pinned = ENTRY._replace(tags=(("arxiv", "1801.00001"),))
    judgement = judge(pinned, index([PREPRINT._replace(title=title)]))
    assert (len(judgement.accepted), judgement.titles, judgement.spellings) == (1, (TITLE,), (TITLE,))


# ---- an identifier alone

UNTITLED = ENTRY._replace(title="", venue="", year=None)
BOTH = UNTITLED._replace(links=(*UNTITLED.links, Link("doi", "https://doi.org/10.1109/x", "paper")))
MISTAKEN = record("semanticscholar", title="Wholly Another Matter of Taste", arxiv="1801.00001")
OTHER = PRINTED._replace(title="Wholly Another Matter of Taste")


@pytest.mark.parametrize(
    ("entry", "records", "accepted"),
    [
        (UNTITLED, [PREPRINT], [PREPRINT]),
        (UNTITLED, [PREPRINT, PUBLISHED, PRINTED], [PREPRINT, PUBLISHED, PRINTED]),
        (UNTITLED, [MISTAKEN, PREPRINT], [PREPRINT]),  # arXiv knows best what its number is of
        (UNTITLED, [MISTAKEN], [MISTAKEN]),
        (UNTITLED, [MISTAKEN, PREPRINT._replace(source="dblp")], []),
        (UNTITLED, [PUBLISHED, PRINTED], []),
        (BOTH, [PREPRINT, PRINTED], [PREPRINT, PRINTED]),
        (BOTH, [PREPRINT, OTHER], []),  # two papers on one line
        (UNTITLED._replace(authors=("Kaiming He",)), [PREPRINT], []),
    ],
)
def test_without_a_title_those_who_gave_the_identifier_out_say_what_it_is_of(
    entry: Entry, records: list[Record], accepted: list[Record]
) -> None:
    found = [judge(entry, index(some)).accepted for some in (records, records[::-1])]
    assert [set(some) for some in found] == [set(accepted)] * 2


def test_two_papers_under_the_identifiers_of_one_line_are_for_a_person_to_look_at() -> None:
    reason = f"the list names no title, and what it names is of {TITLE!r} and of {OTHER.title!r}"
    assert {verdict for _, verdict in judge(BOTH, index([PREPRINT, OTHER])).unsure} == {Verdict("unsure", reason)}


def test_nothing_is_searched_for_by_the_title_that_is_not_there() -> None:
    assert judge(UNTITLED, index([])).titles == ()

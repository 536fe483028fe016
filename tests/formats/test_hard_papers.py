"""The hard papers are as hard as their tables say, and the same in every run."""

from __future__ import annotations

from formats import hard_papers as hard
from papercite.names import OTHERS
from papercite.text import is_usable_key
from papercite.versions import shown

PAPERS = hard.hard_papers()
RECORDS = [paper.record for paper in PAPERS if paper.record]


def test_keys_are_usable_and_differ_without_regard_to_case() -> None:
    keys = [paper.key for paper in PAPERS]
    assert len({key.lower() for key in keys}) == len(keys) == 1000
    assert all(map(is_usable_key, keys))


def test_the_same_number_gives_the_same_paper() -> None:
    assert hard.hard_papers(40) == PAPERS[:40]


def test_every_value_of_the_tables_occurs() -> None:
    tables = {
        "type": hard.TYPES, "title": hard.TITLES, "pages": hard.PAGES, "doi": hard.DOIS, "url": hard.URLS,
        "series": hard.SERIES, "volume": hard.VOLUMES, "number": hard.NUMBERS, "year": hard.YEARS, "month": hard.MONTHS,
    }  # fmt: skip
    for name, values in tables.items():
        assert set(values) <= {getattr(record, name) for record in RECORDS}, name
    people = {person for record in RECORDS for person in record.authors}
    assert set(hard.PEOPLE) <= people
    places = {(one.venue, one.container_title, one.publisher) for one in RECORDS}
    assert set(hard.PLACES) <= places
    numbers = {(one.arxiv, one.primary_class) for paper in PAPERS if (one := paper.preprint or paper.record)}
    assert set(hard.ARXIV) <= numbers
    assert set(hard.TOPICS) <= {topic for paper in PAPERS for topic in paper.topics}
    assert set(hard.LINKS) <= {link for paper in PAPERS for link in paper.entry.links}
    assert set(hard.NICKNAMES) <= {paper.entry.nickname for paper in PAPERS}


def test_there_are_papers_of_every_kind() -> None:
    counts = {len(record.authors) for record in RECORDS}
    assert {0, 1, 2, 100, 101} <= counts
    assert any(record.authors[-1].literal == OTHERS for record in RECORDS if record.authors)
    assert any(paper.preprint for paper in PAPERS)
    assert any(paper.record is None for paper in PAPERS)
    assert any(not shown(paper).title for paper in PAPERS)
    assert any(not shown(paper).authors and shown(paper).title for paper in PAPERS)

"""When and where: which versions may be of one paper."""

from __future__ import annotations

import pytest

from papercite.places import OTHER, SAME, UNKNOWN, Version, is_preprint, listed_version, version_of
from papercite.record import Entry, Record


def _version(text: str) -> Version:
    """ "CVPR 2018", "arXiv 2016", "2017", "a book 2009"."""
    head, _, last = text.rpartition(" ")
    year = int(last) if last.isdigit() else None
    venue = head if year else text
    if venue == "a book":
        return Version(year, "", True, is_book=True)
    return listed_version(Entry(1, "T", venue=venue, year=year))


@pytest.mark.parametrize(
    ("one", "found", "usually", "if_clear"),
    [
        ("CVPR 2018", "CVPR 2018", True, True),
        ("CVPR 2018", "CVPR 2019", True, True),  # lists and services are a year apart at times
        ("CVPR 2018", "CVPR 2020", False, False),
        ("CVPR 2018", "TPAMI 2019", False, False),  # the conference's paper and the journal's are two
        ("SIGGRAPH 2018", "ACM Transactions on Graphics 2018", True, True),
        ("ACL 2021", "Findings of ACL 2021", True, True),
        ("ICML Workshop 2018", "ICML 2018", False, False),
        ("ICML 2018", "ICML Workshop 2018", False, False),
        ("Some Symposium 2018", "Proceedings of It 2018", True, True),  # who knows
        ("Some Symposium 2018", "Proceedings of It 2019", False, False),
        ("CVPR", "CVPR 2018", True, True),
        ("CVPR", "TPAMI 2018", False, False),
        ("arXiv 2016", "ICASSP 2019", True, True),
        ("arXiv 2016", "ICASSP 2023", False, True),
        ("arXiv 2016", "ICASSP 2025", False, False),
        ("arXiv 2016", "ICASSP 2013", True, True),
        ("arXiv 2016", "ICASSP 2012", False, False),
        ("ICASSP 2023", "arXiv 2016", False, True),
        ("ICASSP 2013", "arXiv 2016", True, True),
        ("arXiv 2016", "arXiv 2018", True, True),
        ("2016", "ICASSP 2018", True, True),
        ("2016", "arXiv 2014", True, True),
        ("2009", "a book 2012", False, False),
        ("", "CVPR 2018", True, True),
    ],
)
def test_two_versions_of_one_paper(one: str, found: str, usually: bool, if_clear: bool) -> None:
    first, second = _version(one), _version(found)
    assert (first.may_be(second), first.may_be(second, is_clear=True)) == (usually, if_clear)


@pytest.mark.parametrize(
    ("one", "found", "expected"),
    [
        ("CVPR", "CVPR 2018", True),
        ("2018", "CVPR 2018", True),
        ("arXiv 2017", "CVPR 2018", True),
        ("arXiv 2016", "CVPR 2018", False),
        ("CVPR 2018", "TPAMI 2019", False),
        ("2017", "CVPR 2018", False),
        ("", "CVPR 2018", False),
    ],
)
def test_year_or_venue_speak_for_it(one: str, found: str, expected: bool) -> None:
    assert _version(one).speaks_for(_version(found)) is expected


@pytest.mark.parametrize(
    ("one", "found", "place"),
    [
        ("NIPS 2016", "NeurIPS 2016", SAME),
        ("NIPS", "ICML", OTHER),
        ("NIPS", "Some Symposium", UNKNOWN),
        ("", "NIPS", UNKNOWN),
    ],
)
def test_places_that_the_table_knows(one: str, found: str, place: str) -> None:
    assert _version(one).place(_version(found)) == place


def test_what_a_record_says() -> None:
    record = Record(title="T", type="article", venue="arXiv", year=2016)
    assert is_preprint(record)
    assert version_of(record) == Version(2016, "arXiv", False)
    assert version_of(Record(type="book", container_title="C")) == Version(None, "C", True, is_book=True)
    assert listed_version(Entry(1, "T")).is_printed is None
    assert _version("CVPR 2018").is_archival
    assert not _version("NIPS workshop 2016").is_archival

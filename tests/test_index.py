"""Records at hand are found under every name that they have or were found under."""

from __future__ import annotations

from typing import Any

from papercite.index import Index, index
from papercite.record import Identifier, Record

TITLE = "Alpha Beta Networks"
DOI, ARXIV = Identifier("doi", "10.1109/x"), Identifier("arxiv", "1801.00001")


def record(source: str = "dblp", title: str = TITLE, **fields: Any) -> Record:
    return Record(source, f"{source}-id", title=title, **fields)


def test_nothing_is_found_in_nothing() -> None:
    assert (index([]), index([]).find([DOI], [TITLE])) == (Index({}, {}), [])


def test_a_record_is_found_under_its_identifiers_links_and_title() -> None:
    one = record(doi="10.1109/X", arxiv="1801.00001v2", links=("https://openreview.net/forum?id=rkgO66VKDS",))
    names = (DOI, ARXIV, Identifier("openreview", "rkgO66VKDS"))
    held = index([one])
    assert [held.find([name], []) for name in names] == [[one]] * 3
    assert held.find([], ["alpha  BETA networks."]) == [one]


def test_those_by_identifier_come_first_and_each_once() -> None:
    one, two, three = record("a"), record("b", doi="10.1109/x"), record("c", arxiv="1801.00001", doi="10.1109/x")
    assert index([one, two, three]).find([ARXIV, DOI], [TITLE, TITLE]) == [three, two, one]


def test_what_is_added_leaves_the_index_as_it_was() -> None:
    one, two = record(doi="10.1109/x"), record("crossref", doi="10.1109/x")
    before = index([one])
    after = before.extended({DOI: [two]})
    assert (before, after.find([DOI], [])) == (index([one]), [one, two])


def test_what_is_found_again_is_held_once() -> None:
    one = record(doi="10.1109/x", arxiv="1801.00001")
    names = {DOI: [one], ARXIV: [one], Identifier("title", TITLE): [one]}
    assert index([one]).extended(names).extended(names) == index([one])


def test_an_absence_adds_nothing() -> None:
    assert index([]).extended({DOI: ()}) == index([])


def test_a_record_gets_the_name_it_was_found_under() -> None:
    (found,) = index([]).extended({ARXIV: [record()]}).find([ARXIV], [])
    assert found == record(arxiv="1801.00001")


def test_a_record_gets_the_address_it_was_found_under_as_a_link() -> None:
    address = Identifier("url", "proceedings.mlr.press/v80/x18a.html")
    (found,) = index([]).extended({address: [record(links=("https://x.org/a",))]}).find([address], [])
    assert found == record(links=("https://x.org/a", "https://proceedings.mlr.press/v80/x18a.html"))


def test_a_record_of_another_number_keeps_its_own_and_is_found_under_both() -> None:
    """A DOI may be the second one of a work."""
    one = record("crossref", doi="10.1109/y")
    held = index([]).extended({DOI: [one]})
    assert [held.find([name], []) for name in (DOI, Identifier("doi", "10.1109/y"))] == [[one], [one]]


def test_a_search_hit_is_found_under_the_title_that_was_searched_for() -> None:
    hit = record(title="Alpha Beta Networks for All")
    held = index([]).extended({Identifier("title", TITLE): [hit]})
    assert (held.find([], [TITLE]), held.find([], [hit.title])) == ([hit], [hit])

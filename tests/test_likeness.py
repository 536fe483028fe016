"""Whether an entry is a paper of the lock: what a careful person would go by."""

from __future__ import annotations

from typing import Any

import pytest

from papercite.likeness import known_of_entry, known_of_paper, likeness
from papercite.names import person_of
from papercite.record import Entry, Link, Paper, Record

PEOPLE = ("Anna Smith", "Bo Chen")
FIRST, SECOND = "https://arxiv.org/abs/1701.00001", "https://arxiv.org/abs/1802.00002"
CODE = Link("code", "https://github.com/a/b", "code")
ENTRY = Entry(1, "Training Binary Networks for Vision", venue="CVPR", year=2017)
FOUND = Record(title=ENTRY.title, authors=tuple(map(person_of, PEOPLE)), venue="CVPR", year=2017, type="paper")


def entry(*links: str | Link, **fields: Any) -> Entry:
    """The entry with other fields and these links."""
    return ENTRY._replace(
        links=tuple(link if isinstance(link, Link) else Link("paper", link, "paper") for link in links), **fields
    )


def is_one(new: Entry, old: Entry, record: Record | None = None, *, is_spot: bool = False) -> bool:
    """The entry is the paper."""
    return likeness(known_of_entry(new), known_of_paper(Paper("k", old, record=record)), is_spot=is_spot) > 0


PREPRINT: dict[str, Any] = {"venue": "arXiv", "year": 2016}
SLIP, TWIN = "Training Binary Netwoks for Vision", "Training Ternary Networks for Vision"
RENAMED = "Binary Networks Trained for Computer Vision"
CASES = [
    ("a link that was put right", entry(SECOND), entry(FIRST), True),
    ("another paper of a short title", entry(SECOND, title="Nets"), entry(FIRST, title="Nets"), False),
    ("a preprint that came out", entry("https://doi.org/10.1109/x"), entry(FIRST, **PREPRINT), True),
    ("a paper that became a preprint of another number", entry(SECOND, **PREPRINT), entry(FIRST), False),
    ("the same title in a journal, years later", entry(venue="TPAMI", year=2021), entry(), False),
    ("the same title by other people", entry(authors=("Xu Li", "Yo Ito")), entry(authors=PEOPLE), False),
    ("people who were added", entry(authors=PEOPLE), entry(), True),
    ("a slip, with the same link", entry(FIRST, title=SLIP, year=2019), entry(FIRST), True),
    ("a slip, in the same place", entry(title=SLIP), entry(), True),
    ("a slip, in another place", entry(title=SLIP, year=2019), entry(), False),
    ("a slip and another number", entry(SECOND, title=SLIP), entry(FIRST), False),
    ("a slip and a link of another kind", entry("https://doi.org/10.1109/x", title=SLIP), entry(FIRST), True),
    ("another word", entry(title=TWIN), entry(), False),
    ("another word, with the same code", entry(CODE, title=TWIN), entry(CODE), False),
    ("another number in the title", entry(FIRST, title=f"{ENTRY.title}, Part II"), entry(FIRST), False),
    ("a subtitle, with the same link", entry(FIRST, title=f"{ENTRY.title}: A Survey"), entry(FIRST), True),
    ("another name, by the same people", entry(FIRST, title=RENAMED, authors=PEOPLE), entry(FIRST, authors=PEOPLE),
     True),
    ("another name, of nobody", entry(FIRST, title=RENAMED), entry(FIRST), False),
    ("another paper with its link", entry(FIRST, title="Wholly Different", authors=PEOPLE),
     entry(FIRST, authors=PEOPLE), False),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_a_careful_person_says(new: Entry, old: Entry, expected: bool) -> None:
    assert is_one(new, old) == expected


def test_a_new_name_at_the_same_spot_is_of_the_same_paper() -> None:
    new, old = entry(title=RENAMED, authors=PEOPLE), entry(authors=PEOPLE)
    assert (is_one(new, old, FOUND, is_spot=True), is_one(new, old, FOUND)) == (True, False)


def test_a_record_is_not_given_to_a_title_with_another_word() -> None:
    new, old = entry(FIRST, title=TWIN), entry(FIRST)
    assert (is_one(new, old), is_one(new, old, FOUND)) == (True, False)


def test_a_title_that_is_put_right_has_its_record() -> None:
    assert is_one(entry(FIRST), entry(FIRST, title=TWIN), FOUND)


def test_what_was_found_out_counts_as_much_as_the_list() -> None:
    record = FOUND._replace(venue="ICML", year=2019, doi="10.1109/x")
    assert is_one(entry("https://doi.org/10.1109/X", venue="ICML", year=2019), entry(FIRST), record)

"""Changes that mend a list: which are offered, and that they touch nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite import lists
from papercite.lists.slips import slips
from papercite.mend import Change, changed, changes
from papercite.record import Entry, Link, Paper, Record

A = "https://arxiv.org/abs/1907.05686"
LINK = f"[[paper]]({A})"
RECORD = Record(type="paper-conference", title="And the Bit Goes Down", venue="ICLR", year=2020)


def offered(text: str, venue: str, year: int, record: Record = RECORD, status: str = "resolved") -> list[Change]:
    entry = Entry(1, RECORD.title, venue=venue, year=year, links=(Link("paper", A, "paper"),))
    return changes(text, slips(text), [entry], [Paper("k", entry, status, record=record)])


PLACES = {
    ("And the Bit Goes Down, arXiv 2019, {}", "arXiv", 2019): "And the Bit Goes Down, ICLR 2020, {}",
    ("And the Bit Goes Down, arXiv 2019\n  {}", "arXiv", 2019): "And the Bit Goes Down, ICLR 2020\n  {}",
    ("And the Bit Goes Down\r\n  (arxiv'19), {}", "arxiv", 2019): "And the Bit Goes Down\r\n  (ICLR'20), {}",
    ("And the Bit Goes Down, ICLR, 2019, {}", "ICLR", 2019): "And the Bit Goes Down, ICLR, 2020, {}",
    ("And the Bit Goes Down, CVPR (2020), {}", "CVPR", 2020): "And the Bit Goes Down, ICLR (2020), {}",
}


@pytest.mark.parametrize(("text", "venue", "year"), PLACES)
def test_a_place_as_the_lock_has_it(text: str, venue: str, year: int) -> None:
    line = f"- {text.format(LINK)}\n"
    assert changed(line, offered(line, venue, year)) == f"- {PLACES[text, venue, year].format(LINK)}\n"


def test_a_place_is_for_a_person_to_decide() -> None:
    assert offered(f"- And the Bit Goes Down, arXiv 2019, {LINK}\n", "arXiv", 2019) == [
        Change(25, 35, "ICLR 2020", 1, "published-since", 'the lock has ICLR 2020 for "And the Bit Goes Down"', False)
    ]


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        (f"- And the Bit Goes Down, ICLR 2020, {LINK}\n", "ICLR", 2020),
        (f"- And the Bit Goes Down, arXiv 2019 (arXiv 2019), {LINK}\n", "arXiv", 2019),
        (f"- And the Bit Goes Down, 2019, arXiv, {LINK}\n", "arXiv", 2019),
        (f"- And the Bit Goes Down, {LINK}\n- Another Paper, arXiv 2019\n", "arXiv", 2019),
        (f"- And the Bit Goes Down, {LINK}\n\narXiv 2019\n", "arXiv", 2019),
        (f"- And the Bit Goes Down, [arXiv 2019]({A})\n", "arXiv", 2019),
        ("- And the Bit Goes Down, https://a.org/arXiv 2019x\n", "arXiv", 2019),
        (f"- And the Bit Goes Down, <!-- arXiv 2019 --> {LINK}\n", "arXiv", 2019),
        (f"- And the Bit Goes Down, pre-arXiv 2019, {LINK}\n", "arXiv", 2019),
    ],
)
def test_a_place_that_does_not_stand_there_just_once_is_left(text: str, venue: str, year: int) -> None:
    assert offered(text, venue, year) == []


def test_what_is_not_resolved_changes_nothing() -> None:
    assert offered(f"- And the Bit Goes Down, arXiv 2019, {LINK}\n", "arXiv", 2019, status="review") == []


def test_a_venue_that_the_table_lacks_is_not_written_into_a_list() -> None:
    record = RECORD._replace(venue="Some Unheard-of Meeting")
    assert offered(f"- And the Bit Goes Down, arXiv 2019, {LINK}\n", "arXiv", 2019, record) == []


def test_links_and_places_are_mended_together() -> None:
    text = f"- And the Bit Goes Down, arXiv 2019, [[paper]] ({A})\n"
    assert changed(text, offered(text, "arXiv", 2019)) == f"- And the Bit Goes Down, ICLR 2020, {LINK}\n"


PIECES = [
    "- ", "## A\n", "And the Bit Goes Down", ", arXiv 2019", ", ", LINK, f"[[paper]] ({A})", f"[code]({A}", "[x]()",
    f"[pdf][{A}]", f"[pdf]（{A}）", "`", "```\n", "\n", "\r\n", "<!-- papercite: doi=10.1/x -->", "| a | b |\n", "é",
    "(", ")", "[", "]", " ", "http:/", "ICLR 2020", "'19", "1. ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def of_text(text: str) -> list[Change]:
    entries = lists.read(text, "papers.md")
    return changes(text, slips(text), entries, [Paper("k", one, "resolved", record=RECORD) for one in entries])


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_what_is_not_offered_stays_as_it_is(text: str) -> None:
    found = of_text(text)
    ends = [0, *(place for one in found for place in (one.start, one.end)), len(text)]
    kept = [text[begin:end] for begin, end in zip(ends[::2], ends[1::2], strict=True)]
    new = [*(one.text for one in found), ""]
    assert changed(text, found) == "".join(part for both in zip(kept, new, strict=True) for part in both)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_broken_links_are_mended_once_for_all(text: str) -> None:
    once = changed(text, [one for one in of_text(text) if one.is_safe])
    assert changed(once, [one for one in of_text(once) if one.is_safe]) == once

"""Labelled pairs of an entry and a record: a wrong record is never taken, and few right ones are turned away.

match_pairs.jsonl holds one pair a line: what makes it hard, whether the record may be printed for the entry ("same") or
not ("different"), the entry, the record, and records that were accepted before. Papers marked "invented" do not exist.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from papercite.codec import entry_from_json, record_from_json
from papercite.match import NO, UNSURE, YES, Verdict, same_paper, title_agreement, title_key
from papercite.names import full_name
from papercite.record import Entry, Record

SAME, DIFFERENT = "same", "different"
MOST_REVIEWS = 27  # right records that a person has to look at: near misses of the title, mostly


class Pair(NamedTuple):
    """One line of the file, and what is said of it."""

    kind: str
    expected: str
    entry: Entry
    record: Record
    verdict: Verdict

    def __str__(self) -> str:
        found = f"{self.record.title!r} {self.record.venue} {self.record.year or ''}"
        return f"{self.kind}: {self.entry.title!r} / {found}: {self.verdict.answer}, {self.verdict.reason}"


def _pair(row: dict[str, Any]) -> Pair:
    entry, record = entry_from_json(row["entry"]), record_from_json(row["record"])
    known = [record_from_json(raw) for raw in row.get("known", ())]
    return Pair(row["kind"], row["expected"], entry, record, same_paper(entry, record, known))


ROWS = [json.loads(line) for line in Path(__file__).with_name("match_pairs.jsonl").read_text("utf-8").splitlines()]
PAIRS = [_pair(row) for row in ROWS]


def _said(expected: str, answer: str) -> list[str]:
    return [str(pair) for pair in PAIRS if (pair.expected, pair.verdict.answer) == (expected, answer)]


def test_a_wrong_record_is_never_taken() -> None:
    assert _said(DIFFERENT, YES) == []


def test_right_records_are_hardly_turned_away() -> None:
    rejected, reviews = _said(SAME, NO), _said(SAME, UNSURE)
    counts = Counter((pair.expected, pair.verdict.answer) for pair in PAIRS)
    print(
        f"\n{len(PAIRS)} pairs. Same paper: {counts[SAME, YES]} taken, {len(reviews)} to review, "
        f"{len(rejected)} turned away. Another paper: {counts[DIFFERENT, NO]} turned away, "
        f"{counts[DIFFERENT, UNSURE]} to review, {counts[DIFFERENT, YES]} taken."
    )
    assert rejected == []
    assert len(reviews) <= MOST_REVIEWS, "\n".join(reviews)


def test_the_pairs_are_many_and_of_both_sorts() -> None:
    counts = Counter(row["expected"] for row in ROWS)
    assert len(ROWS) >= 200
    assert min(counts[SAME], counts[DIFFERENT]) > 0.4 * len(ROWS)
    assert set(counts) == {SAME, DIFFERENT}
    assert len({json.dumps(row, sort_keys=True) for row in ROWS}) == len(ROWS)


def test_a_reason_is_a_short_sentence() -> None:
    for pair in PAIRS:
        words = pair.verdict.reason.replace(repr(pair.record.title), "T").replace(repr(pair.entry.title), "T")
        assert 0 < len(words) < 140, pair
        assert "\n" not in words, pair


def test_agreement_of_titles_has_no_direction() -> None:
    for pair in PAIRS:
        one, other = pair.entry.title, pair.record.title
        assert title_agreement(one, other) == title_agreement(other, one), pair


def test_a_folded_title_is_folded() -> None:
    for pair in PAIRS:
        assert title_key(title_key(pair.record.title)) == title_key(pair.record.title)


@pytest.mark.parametrize("record", [pair.record for pair in PAIRS if pair.record.authors and pair.record.year])
def test_a_list_that_says_just_what_the_record_says_means_it(record: Record) -> None:
    names = tuple(map(full_name, record.authors))
    entry = Entry(1, record.title, authors=names, venue=record.venue, year=record.year)
    verdict = same_paper(entry, record)
    assert verdict.answer == YES or (record.type == "thesis" and "thesis" in verdict.reason), verdict

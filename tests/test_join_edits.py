"""A list of five hundred entries is edited at random, again and again: nobody gets another one's paper."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from edited_list import Item, edited, entries, looked_up, new_list

from papercite.config import Config
from papercite.library import papers_of_entries
from papercite.lock import Lock, load, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from papercite.record import Paper


def _locked(items: Sequence[Item], papers: Sequence[Paper], path: Path) -> tuple[Paper, ...]:
    """The papers after a look-up, as a lock gives them back."""
    found = [looked_up(paper, item) for paper, item in zip(papers, items, strict=True)]
    save(Lock("papers.md", "", "", tuple(found)), str(path))
    lock = load(str(path))
    assert lock
    return lock.papers


def _mistakes(items: Sequence[Item], old: Sequence[Item], held: Sequence[Paper]) -> list[tuple[str, Item]]:
    """Entries that have not the paper that they should have, each with what is wrong."""
    unedited = set(old)
    work_of = {item.key: item.number for item in old}
    alike = Counter(
        item._replace(key="", style=0) for item in items
    )  # a paper listed twice: nobody can say which is which
    keys = {paper.key.lower() for paper in held}
    found = []
    for item, (paper, was) in zip(items, papers_of_entries(entries(items), held, Config()), strict=True):
        is_certain = item in unedited and alike[item._replace(key="", style=0)] == 1
        if was and was.key != item.key and (is_certain or work_of[was.key] != item.number):
            found.append((f"has the paper {was.key}", item))
        elif not was and item.key and (is_certain or not item.is_doubtful):
            found.append(("lost its paper", item))
        elif not was and paper.key.lower() in keys:
            found.append((f"is new and has the key {paper.key} of another", item))
    return found


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("amount", [8, 60, 300])
def test_every_paper_stays_with_its_entry(seed: int, amount: int, tmp_path: Path) -> None:
    random = Random(1000 * amount + seed)  # noqa: S311  # no secret hangs on it
    items = new_list(random)
    papers = [paper for paper, _ in papers_of_entries(entries(items), (), Config())]
    held = _locked(items, papers, tmp_path / "papers.lock")
    for turn in range(3):
        now = edited(items, random, 600 + 200 * turn, amount)
        assert _mistakes(now, items, held) == []
        items = [item if item.key else item._replace(key=f"k{turn}-{place}") for place, item in enumerate(now)]
        held = _locked(
            items, [p for p, _ in papers_of_entries(entries(items), held, Config())], tmp_path / "papers.lock"
        )

"""Papers -> JSON lines: one object a paper and line, each as in formats/json.py with its version in front."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from papercite.formats.json import VERSION, row_of
from papercite.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papercite.record import Paper


def render(papers: Iterable[Paper], *, prefer: str = "published") -> str:
    """A line a paper; "" for no papers."""
    rows = ({"papercite": VERSION, **row_of(paper, prefer)} for paper in papers)
    return "".join([visible(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows])

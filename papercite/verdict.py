"""Yes, no or unsure: the three answers to "is it the same?", and why."""

from __future__ import annotations

from typing import NamedTuple

YES, NO, UNSURE = "yes", "no", "unsure"


class Verdict(NamedTuple):
    """The answer and why."""

    answer: str
    reason: str

"""Spans of time as people write them on a command line: 90d, 12h, 2w."""

from __future__ import annotations

from datetime import timedelta

from papercite.errors import UsageError

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def duration(text: str) -> timedelta:
    """The span that `text` means; `UsageError` if it means none.

    text    "90d", "12h", "2w"
    """
    number, unit = text[:-1], text[-1:].lower()
    if unit not in _UNITS or not (number.isascii() and number.isdigit() and len(number) < 6):
        raise UsageError(f"{text!r} is no age; write 12h (hours), 90d (days) or 2w (weeks)")
    return int(number) * _UNITS[unit]

"""Dates in a piece of text, for their year: "May 2024", "2025-10-17", "2023.10", "20181012", "2021年3月", "'16"."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|spring|summer|fall|autumn|winter)"
)
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_NUMBERED_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|[1-9])"
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(  # one group has the year; a number of arXiv, "2105.04518", is no date
    rf"(?<!\d)({YEAR})\s?[-/.]\s?{_NUMBERED_MONTH}(?:\s?[-/.]\s?{_DAY})?(?!\d|\.\d)"
    rf"|\b(?:{_DAYS}\s+)?{_MONTH}\b\.?,?(?:\s+{_DAYS}(?:\s*[-–]\s*\d{{1,2}})?,?)?\s*({YEAR})(?!\d)"
    rf"|(?<!\d){_NUMBERED_MONTH}[/.]({YEAR})(?!\d)"
    rf"|(?<!\d)({YEAR})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|({YEAR})\s?年(?:\s?\d{{1,2}}\s?月)?(?:\s?\d{{1,2}}\s?日)?"
    rf"|(?<![\d.])({YEAR})[a-f]?(?![\d]|\.\d{{4}})"
    r"|['’‘`´]\s?(\d\d)(?!\d)",
    re.IGNORECASE,
)


def year_of(date: re.Match[str]) -> int:
    """Year of a date that `DATE` found."""
    return full_year(next(filter(None, date.groups())))


def short_year(text: str) -> int | None:
    """The year that two digits behind a venue are: "17" -> 2017; None for "50", the fiftieth of its kind."""
    return None if 30 < int(text) < 60 else full_year(text)


def full_year(text: str) -> int:
    """A year of four digits or two as one of four: "16" -> 2016, "98" -> 1998."""
    digits = int(text)
    if digits >= 100:
        return digits
    return 1900 + digits if digits > 50 else 2000 + digits

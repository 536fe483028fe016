"""Spans of time as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercite.durations import duration
from papercite.errors import UsageError


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90d", timedelta(days=90)),
        ("12h", timedelta(hours=12)),
        ("2w", timedelta(weeks=2)),
        ("0d", timedelta(0)),
        ("007D", timedelta(days=7)),
        ("99999w", timedelta(weeks=99_999)),
    ],
)
def test_a_number_and_a_unit_are_a_span(text: str, span: timedelta) -> None:
    assert duration(text) == span


@pytest.mark.parametrize(
    "text", ["", "d", "90", "90m", "90 d", " 90d", "-1d", "+1d", "1.5d", "1e3d", "٣d", "²d", "100000d", "d90", "90dd"]
)
def test_anything_else_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        duration(text)
    assert str(raised.value) == f"{text!r} is no age; write 12h (hours), 90d (days) or 2w (weeks)"


@given(st.text())
def test_no_text_does_worse_than_to_be_refused(text: str) -> None:
    with suppress(UsageError):
        assert duration(text) >= timedelta(0)

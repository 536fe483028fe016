"""Near misses."""

from __future__ import annotations

import pytest

from papercite.suggest import did_you_mean, near

TOPICS = ("binary", "ternary", "quantization", "efficient-model", "Efficient-Architecture")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("binry", ["binary"]),
        ("BINARY", ["binary", "ternary"]),
        ("efficient", ["efficient-model", "Efficient-Architecture"]),
        ("efficient-architectur", ["Efficient-Architecture", "efficient-model"]),  # the nearest first
        ("quant", ["quantization"]),
        ("q", []),  # one letter begins too many words
        ("zzz", []),
        ("", []),
    ],
)
def test_near_words(word: str, expected: list[str]) -> None:
    assert near(word, TOPICS) == expected


def test_no_more_words_than_asked_for() -> None:
    assert near("ab", ["abc", "abd", "abe", "abf"], limit=2) == ["abf", "abe"]


def test_a_generator_of_words_will_do() -> None:
    assert near("binry", (topic for topic in TOPICS)) == ["binary"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("binry", "; did you mean binary?"), ("efficient", "; did you mean efficient-model or Efficient-Architecture?"),
     ("zzz", "")],
)  # fmt: skip
def test_the_end_of_a_message(word: str, expected: str) -> None:
    assert did_you_mean(word, TOPICS) == expected

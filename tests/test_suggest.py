"""Near misses."""

from __future__ import annotations

import pytest

from papercite.errors import UsageError
from papercite.suggest import check_choice, did_you_mean, near

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


def test_a_choice_that_is_none_names_the_near_ones_or_all_there_are() -> None:
    check_choice("topic", "binary", TOPICS)
    with pytest.raises(UsageError, match=r"^there is no topic 'binry'; did you mean binary\?$"):
        check_choice("topic", "binry", iter(TOPICS))
    with pytest.raises(UsageError, match=r"^there is no order 'zzz'\n  hint: list, year$"):
        check_choice("order", "zzz", ("list", "year"))
    with pytest.raises(UsageError, match=r"^there is no option 'zzz'\n  hint: there is none$"):
        check_choice("option", "zzz", ())

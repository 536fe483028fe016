"""Tidying and folding of text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papercite.text import bare, fold, latin, slug, tidy

ANY = settings(max_examples=300, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("  two   words ", "two words"),
        ("one\ntwo\r\n\tthree", "one two three"),
        ("no\u00a0break\u2003wide\u2028line", "no break wide line"),
        ("e\u0301lan", "élan"),
        ("\u202eevil\u202c", "evil"),  # direction overrides
        ("\x1b[31mred\x07", "[31mred"),
        ("\u200bA\ufeffB\u2060C", "ABC"),
        ("half \ud800 letter", "half letter"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its non-joiner
        ("二值 网络", "二值 网络"),
    ],
)
def test_tidy_text_is_one_clean_line(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@ANY
@given(st.text(alphabet=st.characters(codec=None)))
@example("e\u200b\u0301")  # an accent that meets its letter once the space without width is gone
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@ANY
@given(st.text())
@example("e\u200b\u0301")
def test_tidy_text_is_nfc_without_control_characters(text: str) -> None:
    tidied = tidy(text)
    assert unicodedata.is_normalized("NFC", tidied)
    assert [c for c in tidied if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")] == []


@pytest.mark.parametrize(
    ("text", "bared"),
    [
        ("Gribonval, Rémi", "gribonval, remi"),
        ("Straße", "strasse"),
        ("Łukasz Ørsted Æsir", "lukasz orsted aesir"),
        ("Đặng Nguyễn", "dang nguyen"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ﬁne-tuning", "fine-tuning"),
        ("Пётр", "петр"),
        ("二值 网络", "二值 网络"),
        ("ℝ", "r"),  # compatibility letters come out of NFKD as capitals
        ("𝐗", "x"),
    ],
)
def test_bare_text_has_no_accents_and_no_capitals(text: str, bared: str) -> None:
    assert bare(text) == bared


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("…!?—", ""),
        ("Bi-Real Net: …", "bi real net"),
        ("<b>SGD</b>", "b sgd b"),
        (r"$\ell_1$", "ell 1"),
        ("snake_case", "snake case"),
        ("Naïve  BAYES", "naive bayes"),
        ("And/or", "and or"),
        ("模型—量化", "模型 量化"),
        ("논문", "논문"),
    ],
)
def test_folded_text_is_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@ANY
@given(st.text())
@example("ℝ")
@example("K")  # the sign of Kelvin
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@ANY
@given(st.text(), st.text())
def test_spaces_and_punctuation_are_nothing_to_fold(one: str, other: str) -> None:
    assert fold(f"{one} {other}") == fold(f" {one} -- {other}! ")


@pytest.mark.parametrize(
    ("text", "latinized"),
    [
        ("", ""),
        ("El-Yaniv", "elyaniv"),
        ("Élan Ω2", "elano2"),
        ("김", "gim"),
        ("李", ""),
        ("Щука", "shchuka"),
        ("Ξενάκης", "xenakes"),
        ("Љубав", "ljubav"),
        ("やまだ", "yamada"),  # a voiced sound is not an accent
        ("カタカナ", "katakana"),
        ("✓ ok", "ok"),
    ],
)
def test_latin_letters_stand_for_those_of_other_scripts(text: str, latinized: str) -> None:
    assert latin(text) == latinized


@ANY
@given(st.text())
@example("ℝ-trees")
def test_latin_text_is_small_ascii_letters_and_digits(text: str) -> None:
    assert not set(latin(text)) - set("abcdefghijklmnopqrstuvwxyz0123456789")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Efficient Model", "efficient-model"),
        ("  Low-Rank & Sparse ", "low-rank-sparse"),
        ("模型 量化", "模型-量化"),
        ("Réseaux", "reseaux"),
        ("양자화 모델", "양자화-모델"),  # syllables, as people type them
        ("***", ""),
    ],
)
def test_a_heading_becomes_a_topic_name(heading: str, name: str) -> None:
    assert slug(heading) == name

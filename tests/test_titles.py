"""Titles: what is compared, what tells look-alikes apart, which ones are worth a look."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.titles import (
    contradict,
    is_slip,
    is_telling,
    kind_of_title,
    lacks_subtitle,
    numbers,
    propose,
    shared_words,
    title_agreement,
    title_key,
)
from papercite.verdict import NO, UNSURE, YES

ANY = settings(max_examples=300, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        (r"$\alpha$-Nets: R&amp;D", "alpha nets r and d"),
        ("β-VAE", "beta vae"),
        ("μTransfer", "mutransfer"),
        ("Πρόβλεψη δικτύων", "προβλεψη δικτυων"),  # a word in Greek is no sign
        (r"Schr\"{o}dinger <i>Nets</i>", "schrodinger nets"),
        (r"J{\o}rgensen's \emph{Big} Nets", "jorgensen s big nets"),
        (r"Fran\c{c}ois \& Co", "francois and co"),
        (r"$O(n \log n)$", "o n log n"),
        (r"$\ell_1$", "l 1"),
        ("3×3", "3x3"),
        ("{B}inarized {DNN}s", "binarized dnns"),
        ("SqueezeNet with <0.5MB", "squeezenet with 0 5mb"),
        ("A < B and C > D", "a b and c d"),
        ("ＤｅｅｐTide", "deeptide"),
        ("C++ and C#", "c sign2plus and c sign1"),
        ("", ""),
    ],
)
def test_dress_is_taken_off(title: str, key: str) -> None:
    assert title_key(title) == key


@pytest.mark.parametrize(
    ("one", "other"), [("バス", "ハス"), ("バス", "パス"), ("दिन", "दान"), ("น้ำ", "นำ"), ("が", "か")]
)
def test_marks_that_make_another_letter_stay(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@ANY
@given(st.text(max_size=30))
def test_folding_a_folded_title_changes_nothing(title: str) -> None:
    assert title_key(title_key(title)) == title_key(title)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("part ii of 3d nets v2", ["2", "2", "3"]),
        ("nets i", ["1"]),
        ("i am here", []),
        ("vitamin d in part v", ["5"]),
        ("two stage nets 02", ["2", "2"]),
        ("third edition", ["3"]),
        ("xi networks", ["11"]),
        ("mobilenetv3", ["3"]),
    ],
)
def test_numbers_in_any_spelling(key: str, found: list[str]) -> None:
    assert numbers(key) == found


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Erratum to: Deep Nets", "correction"),
        ("Author Correction: Deep Nets", "correction"),
        ("Deep Nets (Corrigendum)", "correction"),
        ("Deep Nets: A Correction", "correction"),
        ("RETRACTED ARTICLE: Deep Nets", "retraction"),
        ("Comment on “Deep Nets”", "reply"),
        ("Authors' Reply: Deep Nets", "reply"),
        ("Response to: Deep Nets", "reply"),
        ("Deep Nets: Supplementary Material", "supplement"),
        ("Supplement to “Deep Nets”", "supplement"),
        ("Deep Nets (Extended Abstract)", "short version"),
        ("Poster: Deep Nets", "poster or talk"),
        ("Demo: Deep Nets", "poster or talk"),
        ("Deep Nets", ""),
        ("Error Correction for Deep Nets", ""),
        ("Poster Sessions as Markets", ""),
        ("Response Surfaces of Deep Nets", ""),
        ("", ""),
    ],
)
def test_what_is_no_paper_of_its_own(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quantization Networks", False),
        ("Trained Ternary Quantization", True),
        ("A Survey", False),
        ("Introduction to the Special Issue", False),
        ("Message from the Program Chairs", False),
        ("Deep Learning: A Survey", False),
        ("Attention Is All You Need", True),
        ("潮汐", False),
        ("基于潮汐图的港口调度方法研究", True),
        ("", False),
    ],
)
def test_a_title_that_others_may_have(title: str, expected: bool) -> None:
    assert is_telling(title) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("BERT", "BERT: Pre-training of Transformers", True),
        ("Learning to Moor", "Learning to Moor - A Field Study", True),
        ("Can Ferries Moor?", "Can Ferries Moor? A Field Study", True),
        ("Nets", "Nets (extended version)", True),
        ("BERT: One", "BERT: Two", False),
        ("BERT", "RoBERTa: Pre-training", False),
        ("BERT", "BERT", False),
        ("", "BERT: One", False),
        ("", ": One", False),
    ],
)
def test_nothing_but_the_subtitle_is_missing(one: str, other: str, expected: bool) -> None:
    assert (lacks_subtitle(one, other), lacks_subtitle(other, one)) == (expected, expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nets I", "Nets II", True),
        ("Nets", "Nets: A Reply", True),
        ("Nets without Labels", "Nets with Labels", True),
        ("Nets for Colour", "Nets for Color", False),
    ],
)
def test_what_makes_another_paper(one: str, other: str, expected: bool) -> None:
    assert contradict(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Schrödinger Bridges", "Schroedinger Bridges", YES),
        ("Non-linear Nets", "Nonlinear Nets", YES),
        ("Notable Nets", "Not Able Nets", UNSURE),
        ("Tidal Docking with Two Tugs", "Tidal Docking with Three Tugs", NO),
        ("Tidal Docking", "Tidal Docking: Two Tugs", UNSURE),
        ("Tidal Docking", "Tidal Docking: 2 Tugs", NO),
        ("A Survey on Harbour Graph Networks", "A Survey of Harbour Graph Networks", UNSURE),
    ],
)
def test_how_far_titles_agree(one: str, other: str, expected: str) -> None:
    assert title_agreement(one, other) == expected


def test_words_in_common() -> None:
    assert shared_words("The Big Net", "A Net of the Big") == 1
    assert shared_words("Big Nets", "Small Ferries") == 0
    assert shared_words("", "") == 0


# ---- proposals

TITLES = (
    "XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks", "XNOR-Net",
    "Trained Ternary Quantization", "Trained Ternary Quantisation", "Deep Residual Learning for Image Recognition",
    "Deep Learning", "Deep",
)  # fmt: skip
KEYS = [title_key(title) for title in TITLES]


def test_the_same_comes_first_then_near_misses_then_parts() -> None:
    assert propose("Trained Ternary Quantization", KEYS) == [
        "trained ternary quantization",
        "trained ternary quantisation",
    ]
    assert propose("XNOR-Net", KEYS) == ["xnor net", KEYS[0]]
    assert propose("Deep Residual Learning for Image Recogniton", KEYS) == [KEYS[4], "deep"]
    assert propose("XNOR-Net", KEYS, limit=1) == ["xnor net"]


def test_nothing_is_like_no_title() -> None:
    assert propose("", KEYS) == []
    assert propose("…", KEYS) == []
    assert propose("Graph Layouts for Subways", KEYS) == []
    assert propose("XNOR-Net", []) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Deep Residual Learning", "Deep Residul Learning", True),
        ("Deep Residual Learning", "Deep Residuall Learning", True),
        ("Deep Residual Learning", "Deep Resiudal Learning", True),
        ("Deep Residual Learning", "Deep Residuel Learning", True),
        ("Deep Networks", "Deep Network", True),
        ("Deep Residual Learning", "Deep Residual Learning", False),
        ("Deep Residual Learning", "Residual Learning", False),
        ("Pruning CNNs", "Pruning RNNs", False),  # short words
        ("Binary Networks", "Ternary Networks", False),
        ("Resnet50 Pruned", "Resnet51 Pruned", False),
        ("Deap Residul Learning", "Deep Residual Learning", False),  # two
        ("", "", False),
    ],
)
def test_a_slip_of_the_pen_is_one_letter_in_a_long_word(one: str, other: str, expected: bool) -> None:
    assert (is_slip(one, other), is_slip(other, one)) == (expected, expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nets with Few Bits", "Nets wth Few Bits", True),
        ("Nets with Few Bits", "Nets wiht Few Bits", True),
        ("Deep Nets", "Dee Nets", True),
        ("DEEP NETS", "Dee Nets", True),
        ("Fast Nets", "Past Nets", False),
        ("Pruning CNNs", "Pruning NNs", False),
        ("Nets without Labels", "Nets withut Labels", False),  # it says the contrary
    ],
)
def test_an_identifier_lets_short_words_slip_but_no_acronyms(one: str, other: str, expected: bool) -> None:
    assert (is_slip(one, other, is_named=True), is_slip(one, other)) == (expected, False)

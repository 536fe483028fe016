"""What stands at the ends of a title and is no part of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.ends import bare_title, is_number, is_sign, without_number, without_signs

TITLES = {
    "": "",
    "Mask R-CNN": "Mask R-CNN",
    # signs
    "⭐ Mask R-CNN": "Mask R-CNN",
    "Mask R-CNN 🔥🔥": "Mask R-CNN",
    "✓ Mask R-CNN ✅": "Mask R-CNN",
    "→ Mask R-CNN": "Mask R-CNN",
    "★★ Mask R-CNN": "Mask R-CNN",
    "• Mask R-CNN": "Mask R-CNN",
    # separators
    "Mask R-CNN.": "Mask R-CNN",
    "Mask R-CNN。": "Mask R-CNN",
    "Mask R-CNN,": "Mask R-CNN",
    ": Mask R-CNN:": "Mask R-CNN",
    "**Mask R-CNN**": "Mask R-CNN",
    "/ Mask R-CNN /": "Mask R-CNN",
    "Mask R-CNN | ": "Mask R-CNN",
    "— Mask R-CNN": "Mask R-CNN",
    "Mask  R-CNN\n": "Mask R-CNN",
    # what belongs to a title
    "Mask R-CNN...": "Mask R-CNN...",
    "Is Attention All You Need?": "Is Attention All You Need?",
    "Look Closer!": "Look Closer!",
    "C++": "C++",
    "1.58-bit Networks": "1.58-bit Networks",
    # quotation marks and brackets round all of it
    '"Mask R-CNN"': "Mask R-CNN",
    "“Mask R-CNN.”": "Mask R-CNN",
    "'Mask R-CNN'": "Mask R-CNN",
    "[Mask R-CNN]": "Mask R-CNN",
    "**[Mask R-CNN]**,": "Mask R-CNN",
    "《深度学习》": "深度学习",
    "「深層学習」": "深層学習",
    # brackets and quotation marks of its own
    "Mask R-CNN (extended)": "Mask R-CNN (extended)",
    "(Mask R-CNN) and (Fast R-CNN)": "(Mask R-CNN) and (Fast R-CNN)",
    "[Mask] R-CNN": "[Mask] R-CNN",
    '"Why Should I Trust You?": Explaining the Predictions': '"Why Should I Trust You?": Explaining the Predictions',
    '"A" and "B"': '"A" and "B"',
    "Learning (by Doing": "Learning (by Doing",
    # brackets without partner
    "[Mask R-CNN": "Mask R-CNN",
    "Mask R-CNN)": "Mask R-CNN",
    "Mask R-CNN [": "Mask R-CNN",
    "] Mask R-CNN": "Mask R-CNN",
    "【Mask R-CNN": "Mask R-CNN",
    "(Fast) Mask R-CNN)": "(Fast) Mask R-CNN",
    # a translation in brackets
    "Localization Distillation for Dense Object Detection(密集对象检测的定位蒸馏)": (
        "Localization Distillation for Dense Object Detection"
    ),
    "Localization Distillation for Detection（密集检测的（蒸馏））": "Localization Distillation for Detection",
    "Deep Learning (深度学习)": "Deep Learning (深度学习)",  # too short to tell
    "深度学习在图像识别中的应用(图像识别)": "深度学习在图像识别中的应用(图像识别)",
}  # fmt: skip


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_bare(text: str) -> None:
    assert bare_title(text) == TITLES[text]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("⭐ Mask R-CNN 🔥", "Mask R-CNN"),
        (":star: Mask R-CNN :fire:", "Mask R-CNN"),
        ("• ◆ Mask R-CNN", "Mask R-CNN"),
        ("Mask 🔥 R-CNN", "Mask 🔥 R-CNN"),
        ("Mask R-CNN:", "Mask R-CNN:"),
        ("**Mask R-CNN**", "**Mask R-CNN**"),
        ("⭐", ""),
        ("", ""),
    ],
)
def test_signs_at_the_ends_go(text: str, left: str) -> None:
    assert without_signs(text) == left


@pytest.mark.parametrize(
    ("character", "expected"),
    [*((sign, True) for sign in "⭐🔥•→✓★: \t—"), *((sign, False) for sign in "aA1([.,-论é"), ("", False)],
)
def test_a_character_may_be_a_sign(character: str, expected: bool) -> None:
    assert is_sign(character) == expected


NUMBERS = {
    "[32] Mask R-CNN": "Mask R-CNN",
    "(32) Mask R-CNN": "Mask R-CNN",
    "【3】Mask R-CNN": "Mask R-CNN",
    "1) Mask R-CNN": "Mask R-CNN",
    "1. Mask R-CNN": "Mask R-CNN",
    "1.Mask R-CNN": "Mask R-CNN",
    "12、Mask R-CNN": "Mask R-CNN",
    "(*) Mask R-CNN": "Mask R-CNN",
    "#3: Mask R-CNN": "Mask R-CNN",
    "No. 3. Mask R-CNN": "Mask R-CNN",
    "[ ] Mask R-CNN": "Mask R-CNN",
    "[:star:] Mask R-CNN": "Mask R-CNN",
    "[🔥] Mask R-CNN": "Mask R-CNN",
    # what is no number of an item
    "[2016] Mask R-CNN": "[2016] Mask R-CNN",
    "2016. Mask R-CNN": "2016. Mask R-CNN",
    "3D Convolutional Networks": "3D Convolutional Networks",
    "1.58-bit Networks": "1.58-bit Networks",
    "100,000 Images": "100,000 Images",
    "80 Million Tiny Images": "80 Million Tiny Images",
    "[Mask] R-CNN": "[Mask] R-CNN",
    "Mask [1] R-CNN": "Mask [1] R-CNN",
    "[32]": "[32]",  # nothing would be left
    "": "",
}


@pytest.mark.parametrize("text", NUMBERS)
def test_the_number_of_an_item_goes(text: str) -> None:
    assert without_number(text) == NUMBERS[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, True) for text in ("[32]", "(1)", "3.", " 3) ", "(*)", "#3:", "12、")),
        *((text, False) for text in ("3", "2016", "[2016]", "", "[a]", "3. Mask", "1.58")),
    ],
)
def test_a_text_is_the_number_of_an_item(text: str, expected: bool) -> None:
    assert is_number(text) == expected


PIECES = st.sampled_from([*"()[]（）【】{}“”\"'「」《》.。,:*_/|- ", "a", "R-CNN", "深度", "⭐", "...", "[1] ", "1. "])
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)
ANY = settings(max_examples=500, derandomize=True, deadline=None)


@ANY
@given(TEXTS)
def test_signs_and_a_number_go_from_the_ends_only(text: str) -> None:
    assert (without_signs(text) in text, without_number(text) in text) == (True, True)


@ANY
@given(st.lists(st.sampled_from(["Mask", "R-CNN", "learning", "3D", "深度"]), min_size=1, max_size=6).map(" ".join))
def test_a_title_of_words_alone_stays(text: str) -> None:
    assert bare_title(bare_title(f" **{text}**, ")) == text


HOSTILE = [
    "A. ", "a, ", "and ", "'16 ", "2016", "...", ".",
    "a-", ": ", "*", "⭐", ":a", ":star: ", "[1] ", "1. ", "(a) ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    bare_title(text), without_signs(text), without_number(text), is_number(text)
    assert time.perf_counter() - begin < 1

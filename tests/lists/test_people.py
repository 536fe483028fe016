"""Names of people: how lists write them, and what looks like a name and is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.people import STRONG, WEAK, People, begins_with_name, could_be_name, people_of

NAMES = {
    # names in full
    "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun": ("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"),
    "Song Han, Huizi Mao, William J. Dally": ("Song Han", "Huizi Mao", "William J. Dally"),
    "Li Xu, Jimmy SJ. Ren and Jiaya Jia": ("Li Xu", "Jimmy SJ. Ren", "Jiaya Jia"),
    "Yann LeCun, Yoshua Bengio, and Geoffrey Hinton.": ("Yann LeCun", "Yoshua Bengio", "Geoffrey Hinton"),
    "Yann LeCun & Léon Bottou": ("Yann LeCun", "Léon Bottou"),
    "Sifre Laurent; Mallat Stéphane": ("Sifre Laurent", "Mallat Stéphane"),
    "Jean-Luc Picard, Anne-Marie O'Neil": ("Jean-Luc Picard", "Anne-Marie O'Neil"),
    "Đorđe Miladinović, Łukasz Kaiser": ("Đorđe Miladinović", "Łukasz Kaiser"),
    "Søren Kierkegaard, Ærø Åberg": ("Søren Kierkegaard", "Ærø Åberg"),
    "KAIMING HE, JIAN SUN": ("KAIMING HE", "JIAN SUN"),
    "Geoffrey E. Hinton": ("Geoffrey E. Hinton",),
    "Martin Luther King Jr., John Smith": ("Martin Luther King Jr", "John Smith"),
    "William Falcon III, John Smith": ("William Falcon III", "John Smith"),
    # initials
    "K. He": ("K. He",),
    "S. Mallat": ("S. Mallat",),
    "M. Zhu, S. Gupta": ("M. Zhu", "S. Gupta"),
    "JB Alayrac, J Donahue": ("JB Alayrac", "J Donahue"),
    "Alayrac JB, Donahue J": ("Alayrac JB", "Donahue J"),
    "J.-B. Alayrac, J. Donahue": ("J.-B. Alayrac", "J. Donahue"),
    "Alayrac, J.-B., Donahue, J.": ("Alayrac, J.-B", "Donahue, J"),
    # particles
    "Q. V. Le": ("Q. V. Le",),
    "Le, Q. V., & Mikolov, T.": ("Le, Q. V", "Mikolov, T"),
    "Laurens van der Maaten, Geoffrey Hinton": ("Laurens van der Maaten", "Geoffrey Hinton"),
    "L. van der Maaten and G. Hinton": ("L. van der Maaten", "G. Hinton"),
    "van der Maaten, L., & Hinton, G.": ("van der Maaten, L", "Hinton, G"),
    # the family name first
    "He, K., Zhang, X., Ren, S., & Sun, J.": ("He, K", "Zhang, X", "Ren, S", "Sun, J"),
    "Bengio, Y., Ducharme, R., Vincent, P.": ("Bengio, Y", "Ducharme, R", "Vincent, P"),
    "Petersen, Maya, and Joshua Schwab": ("Petersen, Maya", "Joshua Schwab"),
    "Srivastava, Nitish, et al.": ("Srivastava, Nitish", "et al."),
    "Hinton, Geoffrey E., et al.": ("Hinton, Geoffrey E", "et al."),
    "He, Kaiming and Zhang, Xiangyu and Sun, Jian": ("He, Kaiming", "Zhang, Xiangyu", "Sun, Jian"),  # BibTeX
    "LeCun, Yann and Bottou, Léon and others": ("LeCun, Yann", "Bottou, Léon", "et al."),
    # and others
    "K. He et al.": ("K. He", "et al."),
    "He et al.": ("He", "et al."),
    "Yann LeCun, et al": ("Yann LeCun", "et al."),
    "Yann LeCun et. al.": ("Yann LeCun", "et al."),
    "A. Karpathy, L. Fei-Fei and others": ("A. Karpathy", "L. Fei-Fei", "et al."),
    "Ren S, He K, Girshick R, et al.": ("Ren S", "He K", "Girshick R", "et al."),
    "何恺明 等": ("何恺明", "et al."),
    # footnote marks
    "Yoshua Bengio*, Ian Goodfellow†, Aaron Courville": ("Yoshua Bengio", "Ian Goodfellow", "Aaron Courville"),
    "Yoshua Bengio1, Ian Goodfellow2": ("Yoshua Bengio", "Ian Goodfellow"),
    "Yoshua Bengio (MIT), Ian Goodfellow": ("Yoshua Bengio", "Ian Goodfellow"),
    "Yoshua Bengio (MIT), Ian Goodfellow (Google Brain)": ("Yoshua Bengio", "Ian Goodfellow"),
    "Yoshua Bengio [1], Ian Goodfellow [2]": ("Yoshua Bengio", "Ian Goodfellow"),
    # names in Han, kana and Hangul
    "何恺明, 张祥雨, 任少卿, 孙剑": ("何恺明", "张祥雨", "任少卿", "孙剑"),
    "何恺明、张祥雨、孙剑": ("何恺明", "张祥雨", "孙剑"),
    "山田太郎、鈴木一郎": ("山田太郎", "鈴木一郎"),
    "佐々木太郎、さくらももこ": ("佐々木太郎", "さくらももこ"),
    "김철수, 이영희": ("김철수", "이영희"),
    # the text says that they are people
    "by A. Author": ("A. Author",),
    "by Kaiming He": ("Kaiming He",),
    "written by Kaiming He": ("Kaiming He",),
    "Authors: Kaiming He, Jian Sun": ("Kaiming He", "Jian Sun"),
    "作者：何恺明": ("何恺明",),
    # groups, and one odd piece among many names
    "The ATLAS Collaboration, CMS Collaboration": ("The ATLAS Collaboration", "CMS Collaboration"),
    "Ronan Collobert, Jason Weston, deeplearning, Michael Karlen, Koray Kavukcuoglu, Pavel Kuksa, Leon Bottou": (
        "Ronan Collobert", "Jason Weston", "deeplearning", "Michael Karlen", "Koray Kavukcuoglu", "Pavel Kuksa",
        "Leon Bottou",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_names_are_people_beyond_doubt(text: str) -> None:
    assert people_of(text) == People(NAMES[text], STRONG)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kaiming He", ("Kaiming He",)),
        ("Fei-Fei Li", ("Fei-Fei Li",)),
        ("Qwen Team", ("Qwen Team",)),
        ("Bayes Ball", ("Bayes Ball",)),  # a title
        ("Hinton and Salakhutdinov", ("Hinton", "Salakhutdinov")),
    ],
)
def test_a_lone_name_may_be_a_title(text: str, names: tuple[str, ...]) -> None:
    assert people_of(text) == People(names, WEAK)


NO_NAMES = [
    "", ",", "2017", "BERT", "Adam", "Hinton", "何恺明", "OpenAI", "ShuffleNet", "XNOR-Net", "U-Net, V-Net",
    "Mask R-CNN", "Mask Scoring R-CNN", "Deep Learning", "Deep Residual Learning", "Attention Is All You Need",
    "Fisher Vectors", "Generative Adversarial Networks", "Neural Turing Machines", "Neural Networks and Deep Learning",
    "code, pdf",
    "Convolutional Networks, Recurrent Networks", "Pruning and Quantization", "Image Segmentation and Classification",
    "Learning both Weights and Connections for Efficient Neural Networks", "Stanford University", "Microsoft Research",
    "Graph Attention Networks, Neural Message Passing", "Deep Image Prior, Dmitry Ulyanov", "Zhuang Liu, code",
    "Vincent Dumoulin, Francesco Visin - A guide to convolution arithmetic", "a lower case text, with commas",
    "Speed and Accuracy, Kaiming He, Jian Sun", "K. He, J. Sun. Speed and Accuracy", "Accuracy. Kaiming He, Jian Sun",
    "Jian Sun. Speed", "用于图像识别的学习，王伟，李娜",
    "K. He, " * 500,  # longer than people are
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name(text: str) -> None:
    assert people_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K. He, X. Zhang. Deep Residual Learning", True),
        ("Kaiming He: Deep Residual Learning", True),
        ("van der Maaten, L. Visualizing Data", True),
        ("[1] K. He", True),
        ("何恺明, 孙剑", True),
        ("作者：何恺明", True),
        ("by A. Author", True),
        ("He et al. (2016) Deep Residual Learning", True),
        ("BERT", False),
        ("Deep Residual Learning", False),
        ("a simple way to train", False),
        ("2017", False),
        ("", False),
    ],
)
def test_a_text_begins_with_a_name(text: str, expected: bool) -> None:
    assert begins_with_name(text) == expected


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("Kaiming He", True),
        ("and Jian Sun", True),
        ("& Jian Sun", True),
        ("Hinton", True),
        ("Y.", True),
        ("Jian Sun*", True),
        ("何恺明", True),
        ("Deep Residual Learning", False),
        ("and more", False),
        ("2017", False),
    ],
)
def test_a_piece_between_commas_could_be_a_name(piece: str, expected: bool) -> None:
    assert could_be_name(piece) == expected


PIECES = st.sampled_from(
    ["K. He", "Kaiming He", "He", "K.", "van der", "et al.", "and", "&", ",", ";", ".", "(", ")", "*", "1", "BERT",
     "Deep Learning", "何恺明", "等", "by", "Authors:", "Team", "2017", "Jr."]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=9).map(" ".join) | st.text(max_size=40)
ANY = settings(max_examples=400, derandomize=True, deadline=None)


@ANY
@given(TEXTS)
def test_names_stand_in_the_text_word_for_word(text: str) -> None:
    people = people_of(text)
    words = {word.strip(",.") for name in (people.names if people else ()) for word in name.split() if name != "et al."}
    assert [word for word in words if word not in text] == []


@ANY
@given(TEXTS)
def test_people_have_names_and_the_quick_look_overlooks_none(text: str) -> None:
    people = people_of(text)
    assert people is None or (all(people.names) and begins_with_name(text))


HOSTILE = [
    "(", ")", "[", "A", "A. ", "A, ", "a, ", "Aa, ", "and ", "'16 ", "2016", "A. Author, ", "Ab, C., ", "by ",
    "et al. ", "等", "李华, ", "Alpha Beta and ", "*", "van ", "A.-", "O'", "；", "...",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    people_of(text), people_of(text[:2_990]), begins_with_name(text), could_be_name(text)
    assert time.perf_counter() - begin < 1

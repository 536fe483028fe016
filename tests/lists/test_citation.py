"""One run of text -> title, people and place; and what stands beside a title."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.citation import AUTHORS_FIRST, TITLE_FIRST, TITLE_ONLY, Cited, citation, is_quoted
from papercite.lists.place import KNOWN, NAMED, SHAPED, Place
from papercite.lists.rest import Rest, rest_of
from papercite.text import tidy

RESNET = "Deep Residual Learning for Image Recognition"
CVPR, ECCV, YEAR = Place("CVPR", 2016, KNOWN), Place("ECCV", 2016, KNOWN), Place("", 2016)

# ---- people first

AUTHORS_IN_FRONT = {
    f"K. He et al. {RESNET}. In CVPR, 2016.": Cited(RESNET, ("K. He", "et al."), CVPR),
    f"[1] K. He, X. Zhang. {RESNET}. CVPR, 2016.": Cited(RESNET, ("K. He", "X. Zhang"), CVPR),
    f"Kaiming He, Jian Sun: {RESNET}. CVPR 2016": Cited(RESNET, ("Kaiming He", "Jian Sun"), CVPR),
    f"Kaiming He, Jian Sun, {RESNET}, CVPR 2016": Cited(RESNET, ("Kaiming He", "Jian Sun"), CVPR),
    "Rastegari et al., XNOR-Net: ImageNet Classification Using Binary Networks, ECCV 2016": (
        Cited("XNOR-Net: ImageNet Classification Using Binary Networks", ("Rastegari", "et al."), ECCV)
    ),
    "Rastegari et al. (2016) XNOR-Net: ImageNet Classification Using Binary Networks": (
        Cited("XNOR-Net: ImageNet Classification Using Binary Networks", ("Rastegari", "et al."), YEAR)
    ),
    "Vapnik, Vladimir and Izmailov, Rauf. Learning Using Privileged Information. JMLR, 2015": (
        Cited(
            "Learning Using Privileged Information", ("Vapnik, Vladimir", "Izmailov, Rauf"), Place("JMLR", 2015, KNOWN)
        )
    ),
    "S. Hochreiter and J. Schmidhuber. Long short-term memory. Neural Computation, 9(8):1735-1780, 1997.": (
        Cited("Long short-term memory", ("S. Hochreiter", "J. Schmidhuber"), Place("Neural Computation", 1997, KNOWN))
    ),
    # APA and Harvard
    "LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. Nature, 521(7553), 436-444.": (
        Cited("Deep learning", ("LeCun, Y", "Bengio, Y", "Hinton, G"), Place("Nature", 2015, KNOWN))
    ),
    "LeCun, Y., Bengio, Y. and Hinton, G., 2015. Deep learning. Nature, 521(7553), pp.436-444.": (
        Cited("Deep learning", ("LeCun, Y", "Bengio, Y", "Hinton, G"), Place("Nature", 2015, KNOWN))
    ),
    "Krizhevsky, A. (2009). Learning features from tiny images. Technical report, University of Toronto.": (
        Cited("Learning features from tiny images", ("Krizhevsky, A",), Place("Technical report", 2009, SHAPED))
    ),
    "Le, Q. V. (2013). Building high-level features. ICML.": (
        Cited("Building high-level features", ("Le, Q. V",), Place("ICML", 2013, KNOWN))
    ),
    "He, K., & Sun, J. (2016). Deep learning. In Proceedings of the IEEE (pp. 770-778).": (
        Cited("Deep learning", ("He, K", "Sun, J"), Place("Proceedings of the IEEE", 2016, KNOWN))
    ),
    # a point ends the names, whatever colon stands behind it
    "Jacob Devlin, Ming-Wei Chang. BERT: Pre-training of Deep Transformers. CVPR 2016": (
        Cited("BERT: Pre-training of Deep Transformers", ("Jacob Devlin", "Ming-Wei Chang"), CVPR)
    ),
    "Alayrac, J.-B., Donahue, J. Flamingo: a Visual Language Model. CVPR 2016": (
        Cited("Flamingo: a Visual Language Model", ("Alayrac, J.-B", "Donahue, J"), CVPR)
    ),
    f"K. He, J. Sun: {RESNET}. CVPR 2016": Cited(RESNET, ("K. He", "J. Sun"), CVPR),
    "K. He, J. Sun. Speed and Accuracy. CVPR 2016": Cited("Speed and Accuracy", ("K. He", "J. Sun"), CVPR),
    # affiliations
    f"Kaiming He (Facebook), Jian Sun (Microsoft Research). {RESNET}. CVPR 2016": (
        Cited(RESNET, ("Kaiming He", "Jian Sun"), CVPR)
    ),
    # GB/T 7714
    f"He K, Sun J, et al. {RESNET}[C]//CVPR. 2016: 770-778.": Cited(RESNET, ("He K", "Sun J", "et al."), CVPR),
    "王伟, 李娜. 深度学习研究综述[J]. 计算机学报, 2018, 41(6): 1229-1251.": (
        Cited("深度学习研究综述", ("王伟", "李娜"), Place("计算机学报", 2018, SHAPED))
    ),
    # other scripts
    "王伟，李娜. 深度学习研究综述. 软件学报, 2018": (
        Cited("深度学习研究综述", ("王伟", "李娜"), Place("软件学报", 2018, SHAPED))
    ),
    "何恺明, 孙剑. 深度残差学习用于图像识别. CVPR 2016": Cited("深度残差学习用于图像识别", ("何恺明", "孙剑"), CVPR),
}


@pytest.mark.parametrize("text", AUTHORS_IN_FRONT)
def test_people_stand_in_front_of_a_title(text: str) -> None:
    assert citation(text) == AUTHORS_IN_FRONT[text]._replace(order=AUTHORS_FIRST)


# ---- the title first

AUTHORS_BEHIND = {
    f"{RESNET}, Kaiming He, Jian Sun, CVPR 2016": Cited(RESNET, ("Kaiming He", "Jian Sun"), CVPR),
    f"{RESNET} - K. He et al.": Cited(RESNET, ("K. He", "et al.")),
    f"{RESNET} by Kaiming He and Jian Sun": Cited(RESNET, ("Kaiming He", "Jian Sun")),
    f"2016, {RESNET}, Kaiming He, Jian Sun": Cited(RESNET, ("Kaiming He", "Jian Sun"), YEAR),
    f"{RESNET} (2016), Y. LeCun, Y. Bengio and G. Hinton": Cited(RESNET, ("Y. LeCun", "Y. Bengio", "G. Hinton"), YEAR),
    f"{RESNET} (K. He et al., CVPR 2016)": Cited(RESNET, ("K. He", "et al."), CVPR),
    f"{RESNET} (K. He et al.)": Cited(RESNET, ("K. He", "et al.")),
    f"{RESNET}. Kaiming He (FAIR), Jian Sun (Megvii). CVPR 2016.": Cited(RESNET, ("Kaiming He", "Jian Sun"), CVPR),
    "Speed and Accuracy, Bo Chen, Jian Sun, CVPR 2016": Cited("Speed and Accuracy", ("Bo Chen", "Jian Sun"), CVPR),
    "Speed and Accuracy. Bo Chen, Jian Sun. CVPR 2016": Cited("Speed and Accuracy", ("Bo Chen", "Jian Sun"), CVPR),
    "Dropout, A. One, B. Two, 2016": Cited("Dropout", ("A. One", "B. Two"), YEAR),
    "深度学习研究综述，王伟，李娜，计算机学报 2018": (
        Cited("深度学习研究综述", ("王伟", "李娜"), Place("计算机学报", 2018, SHAPED))
    ),
    "Adam: A Method for Stochastic Optimization, Diederik P. Kingma, Jimmy Ba": (
        Cited("Adam: A Method for Stochastic Optimization", ("Diederik P. Kingma", "Jimmy Ba"))
    ),
    "Gradient-based learning applied to document recognition, Y. LeCun et al., Proceedings of the IEEE, 1998": (
        Cited("Gradient-based learning applied to document recognition", ("Y. LeCun", "et al."),
              Place("Proceedings of the IEEE", 1998, KNOWN))
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", AUTHORS_BEHIND)
def test_people_stand_behind_a_title(text: str) -> None:
    assert citation(text) == AUTHORS_BEHIND[text]._replace(order=TITLE_FIRST)


# ---- a title without people

WITHOUT_PEOPLE = {
    RESNET: Cited(RESNET),
    f"{RESNET}, CVPR 2016": Cited(RESNET, (), CVPR),
    f"[CVPR'16] {RESNET}": Cited(RESNET, (), CVPR),
    f"{RESNET} (CVPR 2016 oral)": Cited(RESNET, (), CVPR),
    "Mask Scoring R-CNN": Cited("Mask Scoring R-CNN"),
    "Mask Scoring R-CNN, CVPR 2016": Cited("Mask Scoring R-CNN", (), CVPR),
    "Wasserstein GAN": Cited("Wasserstein GAN"),
    "Learning to Learn, Fast and Slow, with Less, CVPR 2016": (
        Cited("Learning to Learn, Fast and Slow, with Less", (), CVPR)
    ),
    "Feature selection, L1 vs. L2 regularization, and rotational invariance. CVPR 2016": (
        Cited("Feature selection, L1 vs. L2 regularization, and rotational invariance", (), CVPR)
    ),
    "BERT: Pre-training of Deep Bidirectional Transformers. CVPR 2016": (
        Cited("BERT: Pre-training of Deep Bidirectional Transformers", (), CVPR)
    ),
    '"Are You Sure?": Explaining Any Classifier. CVPR 2016': (
        Cited('"Are You Sure?": Explaining Any Classifier', (), CVPR)
    ),
    "Science, 2016. Deep Learning. CVPR 2016": Cited("Deep Learning", (), CVPR),
    'Using "Attention" in Deep Networks': Cited('Using "Attention" in Deep Networks'),
    "Is Deeper Better? CVPR 2016": Cited("Is Deeper Better?", (), CVPR),
    # no title
    "": Cited(""),
    "CVPR 2016": Cited("", (), CVPR),
    "2016": Cited("", (), YEAR),
    "Kaiming He, Jian Sun": Cited("", ("Kaiming He", "Jian Sun"), order=AUTHORS_FIRST),
    "Kaiming He, Jian Sun, CVPR 2016": Cited("", ("Kaiming He", "Jian Sun"), CVPR, AUTHORS_FIRST),
}


@pytest.mark.parametrize("text", WITHOUT_PEOPLE)
def test_a_text_is_a_title_or_none(text: str) -> None:
    assert citation(text) == WITHOUT_PEOPLE[text]


# ---- quotation marks

QUOTED = {
    f'Kaiming He, "{RESNET}", CVPR 2016': Cited(RESNET, ("Kaiming He",), CVPR, AUTHORS_FIRST),
    f'K. He, J. Sun. “{RESNET}.” CVPR (2016).': Cited(RESNET, ("K. He", "J. Sun"), CVPR, AUTHORS_FIRST),
    f'"{RESNET}", Kaiming He et al., CVPR 2016': Cited(RESNET, ("Kaiming He", "et al."), CVPR),
    f'"{RESNET}" (CVPR 2016)': Cited(RESNET, (), CVPR),
    f'ResNet: "{RESNET}", CVPR 2016': Cited(RESNET, (), CVPR, before="ResNet"),
    f'[ResNet] "{RESNET}" (CVPR 2016)': Cited(RESNET, (), CVPR, before="ResNet"),
    'Petersen, Maya, and Joshua Schwab. "Causal inference." Journal of Causal Inference 2, no. 2 (2014): 147-185.': (
        Cited("Causal inference", ("Petersen, Maya", "Joshua Schwab"),
              Place("Journal of Causal Inference", 2014, KNOWN), AUTHORS_FIRST)
    ),
    'Hinton, Geoffrey, Oriol Vinyals, and Jeff Dean. "Distilling knowledge." arXiv preprint arXiv:1503.02531 (2015).': (
        Cited("Distilling knowledge", ("Hinton, Geoffrey", "Oriol Vinyals", "Jeff Dean"),
              Place("arXiv", 2015, KNOWN), AUTHORS_FIRST)
    ),
    '"What a Title": Kaiming He, Jian Sun, CVPR 2016': Cited("What a Title", ("Kaiming He", "Jian Sun"), CVPR),
    "《深度学习研究综述》，王伟，李娜，计算机学报 2018": (
        Cited("深度学习研究综述", ("王伟", "李娜"), Place("计算机学报", 2018, SHAPED))
    ),
    "《用于大规模图像识别的深度残差学习》, CVPR 2016": Cited("用于大规模图像识别的深度残差学习", (), CVPR),
}  # fmt: skip


@pytest.mark.parametrize("text", QUOTED)
def test_a_title_stands_in_quotation_marks(text: str) -> None:
    assert citation(text) == QUOTED[text]._replace(is_quoted=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'"{RESNET}", CVPR 2016', True),
        (f"“{RESNET}”", True),
        ('Using "Attention" in Deep Networks', False),
        (RESNET, False),
        ("", False),
    ],
)
def test_a_citation_has_its_title_in_quotation_marks(text: str, expected: bool) -> None:
    assert is_quoted(text) == expected


# ---- what other entries of the list decide


@pytest.mark.parametrize(
    ("usual", "expected"),
    [
        ("", Cited(f"Kaiming He. {RESNET}", (), YEAR, is_unsure=True)),
        (AUTHORS_FIRST, Cited(RESNET, ("Kaiming He",), YEAR, AUTHORS_FIRST)),
        (TITLE_FIRST, Cited(f"Kaiming He. {RESNET}", (), YEAR)),
        (TITLE_ONLY, Cited(f"Kaiming He. {RESNET}", (), YEAR)),
    ],
)
def test_the_list_decides_whether_a_lone_name_is_a_person(usual: str, expected: Cited) -> None:
    assert citation(f"Kaiming He. {RESNET}. 2016", usual) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RESNET, Cited(RESNET)),
        (f"{RESNET}, CVPR 2016", Cited(RESNET, (), CVPR)),
        (f"Kaiming He, Jian Sun: {RESNET}", Cited(f"Kaiming He, Jian Sun: {RESNET}")),  # names of one word or two
        (f"K. He et al. {RESNET}", Cited(RESNET, ("K. He", "et al."), order=AUTHORS_FIRST)),
        (f"{RESNET}, K. He et al.", Cited(RESNET, ("K. He", "et al."), order=TITLE_FIRST)),
        ("CVPR 2016", Cited("", (), CVPR)),
        ("Deep Learning 2016", Cited("Deep Learning 2016")),
    ],
)
def test_a_dressed_text_is_a_title_unless_people_are_beyond_doubt(text: str, expected: Cited) -> None:
    assert citation(text, is_dressed=True) == expected


# ---- beside a title

BESIDE = {
    "": Rest(),
    " - .": Rest(),
    ", CVPR 2016.": Rest(place=CVPR),
    "(CVPR 2016)": Rest(place=CVPR),
    "In CVPR 2016 (oral)": Rest(place=CVPR),
    "ECCV'16, best paper": Rest(place=ECCV),
    "2016": Rest(place=YEAR),
    "PhD thesis, 2016": Rest(place=YEAR),
    "arXiv:1512.03385": Rest(place=Place("arXiv", None, KNOWN)),
    "Facebook AI, 2016": Rest(place=Place("Facebook AI", 2016, NAMED)),
    "Kaiming He": Rest(("Kaiming He",)),
    "by Kaiming He": Rest(("Kaiming He",)),
    "Kaiming He, Jian Sun": Rest(("Kaiming He", "Jian Sun")),
    "(Kaiming He, Jian Sun, 2016)": Rest(("Kaiming He", "Jian Sun"), YEAR),
    " - Kaiming He et al., CVPR 2016": Rest(("Kaiming He", "et al."), CVPR),
    "K. He and J. Sun. In CVPR, 2016": Rest(("K. He", "J. Sun"), CVPR),
    "何恺明, 孙剑, CVPR 2016": Rest(("何恺明", "孙剑"), CVPR),
    "Speed and Accuracy": Rest(note="Speed and Accuracy"),
    "He and Sun, CVPR 2016": Rest(("He", "Sun"), CVPR),
    "Microsoft Research": Rest(note="Microsoft Research"),
    " - a simple way to train very deep networks": Rest(note="a simple way to train very deep networks"),
    "pytorch": Rest(note="pytorch"),
}


@pytest.mark.parametrize("text", BESIDE)
def test_beside_a_title_stand_people_a_place_or_a_note(text: str) -> None:
    assert rest_of(text) == BESIDE[text]


# ---- any text

PIECES = st.sampled_from(
    ["K. He", "Kaiming He", "et al.", "and", ",", ".", ":", "(", ")", '"', "“", "”", "《", "》", "CVPR 2016", "2016",
     "(2016)", "In", "Deep", "Learning", "for", "Images", "何恺明", "-", "by", "[1]", "[code]", "pp. 1-9"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=12).map(" ".join) | st.text(max_size=40)
ANY = settings(max_examples=400, derandomize=True, deadline=None)


@ANY
@given(TEXTS, st.sampled_from(["", AUTHORS_FIRST, TITLE_FIRST, TITLE_ONLY]), st.booleans())
def test_the_words_of_a_title_stand_in_the_text(text: str, usual: str, is_dressed: bool) -> None:
    title = citation(text, usual, is_dressed=is_dressed).title
    assert [word for word in title.split() if word not in text] == []


@ANY
@given(TEXTS)
def test_the_words_of_a_note_stand_in_the_text(text: str) -> None:
    assert rest_of(tidy(text)).note in tidy(text)


HOSTILE = ["(", ")", "[", "a, ", "and ", "'16 ", "2016", "2016 ", '"', "“", "《", "A", "...", "et al. ", "(2016) "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    citation(text), citation(text, is_dressed=True), rest_of(text)
    assert time.perf_counter() - begin < 1

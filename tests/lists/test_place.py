"""Venue and year in a piece of text: what is a place, what is none, and how sure it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.place import KNOWN, NAMED, SHAPED, YEAR_ONLY, Place, place_of, unwrapped, venue_text
from papercite.text import fold

# ---- venues of the table

KNOWN_PLACES = {
    # name and year
    "CVPR 2017": ("CVPR", 2017),
    " CVPR 2017.": ("CVPR", 2017),
    "CVPR2017": ("CVPR", 2017),
    "CVPR": ("CVPR", None),
    "NeurIPS, 2019": ("NeurIPS", 2019),
    "2018 CVPR": ("CVPR", 2018),
    "ICCV/2019": ("ICCV", 2019),
    "ECCV-2016": ("ECCV", 2016),
    "CVPR-17": ("CVPR", 2017),
    "(NIPS'16)": ("NIPS", 2016),
    "[ICML'17]": ("ICML", 2017),
    "ICML ’17": ("ICML", 2017),
    "ISCA '16": ("ISCA", 2016),
    "NIPS'89": ("NIPS", 1989),
    "*ICAPS, May 2024*": ("ICAPS", 2024),
    # brackets and stray marks
    "(CVPR 2017)": ("CVPR", 2017),
    "(2018 CVPR)": ("CVPR", 2018),
    "*CVPR 2017*": ("CVPR", 2017),
    "【CVPR 2017】": ("CVPR", 2017),
    "（CVPR 2017）": ("CVPR", 2017),
    "([CVPR 2017])": ("CVPR", 2017),
    "CVPR 2017)": ("CVPR", 2017),
    "- CVPR 2017 -": ("CVPR", 2017),
    "ICML 17": ("ICML", 2017),
    "CHI 97": ("CHI", 1997),
    "JMLR 15": ("JMLR", None),  # a volume
    "MICRO-50": ("MICRO", None),  # the fiftieth
    "MICRO-50, 2017": ("MICRO", 2017),
    # where it was held is no part of the venue
    "ICCV 2017, Venice, Italy": ("ICCV", 2017),
    "In CVPR 2018, Salt Lake City, UT, USA": ("CVPR", 2018),
    "ICCV, Venice, Italy": ("ICCV", None),
    "CVPR 2017 ⭐": ("CVPR", 2017),
    "CVPR 2017 :star:": ("CVPR", 2017),
    # other names of a venue
    "NIPS workshop 2016": ("NIPS workshop", 2016),
    "CVPR Workshops 2019": ("CVPR Workshops", 2019),
    "ICLR 2018 workshop track": ("ICLR workshop track", 2018),
    "CVPRW 2018": ("CVPRW", 2018),
    "EMNLP-IJCNLP 2019": ("EMNLP-IJCNLP", 2019),
    "ACM SIGGRAPH 2018": ("ACM SIGGRAPH", 2018),
    "IEEE TPAMI, 2018": ("IEEE TPAMI", 2018),
    "Interspeech 2019": ("Interspeech", 2019),
    "Nature 2015": ("Nature", 2015),
    "Science": ("Science", None),
    "Pattern Recognition, 2018": ("Pattern Recognition", 2018),
    "NeurIPS 2021 Datasets and Benchmarks Track": ("NeurIPS Datasets and Benchmarks Track", 2021),
    # a name and what it is short for
    "European Conference on Computer Vision (ECCV), 2018": ("ECCV", 2018),
    "European Conference on Computer Vision (ECCV)": ("ECCV", None),
    "2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)": ("CVPR", 2019),
    "KDD'19 (ADS track)": ("KDD", 2019),
    "ACL (1) 2019": ("ACL", 2019),
    # how it was presented is no part of the venue
    "CVPR'18 oral": ("CVPR", 2018),
    "CVPR 2018 (Oral)": ("CVPR", 2018),
    "ICLR 2019 Poster": ("ICLR", 2019),
    "NeurIPS 2020 Spotlight": ("NeurIPS", 2020),
    "ICLR 2024 (spotlight, top 5%)": ("ICLR", 2024),
    "CVPR 2019 Best Paper Award": ("CVPR", 2019),
    "ISCA 2016 (best paper nominee)": ("ISCA", 2016),
    "ACM MM (Oral) 2019": ("ACM MM", 2019),
    "ICLR 2018 submission": ("ICLR", 2018),
    # nor are words in front of it
    "In CVPR 2017": ("CVPR", 2017),
    "@ CVPR 2017": ("CVPR", 2017),
    "accepted by ECCV 2018": ("ECCV", 2018),
    "Accepted to ACL 2019": ("ACL", 2019),
    "to appear in TPAMI": ("TPAMI", None),
    "Published in NeurIPS 2019": ("NeurIPS", 2019),
    "under review at ICLR 2020": ("ICLR", 2020),
    "In Proc. of CVPR, 2017": ("Proc. of CVPR", 2017),
    "In Proc. of the 31st AAAI Conference on Artificial Intelligence": (
        "Proc. of the 31st AAAI Conference on Artificial Intelligence",
        None,
    ),
    "In Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition, pp. 770-778, 2016": (
        "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
        2016,
    ),
    "Proceedings of the IEEE 2017": ("Proceedings of the IEEE", 2017),
    # volumes and pages
    "Journal of Causal Inference 2, no. 2 (2014): 147-185": ("Journal of Causal Inference", 2014),
    "Journal of Machine Learning Research 15.1 (2014): 1929-1958": ("Journal of Machine Learning Research", 2014),
    "Nature 521.7553 (2015): 436-444": ("Nature", 2015),
    "Nature, 521(7553), 436-444": ("Nature", None),
    "Neural Computation 9(8):1735-1780, 1997": ("Neural Computation", 1997),
    "IEEE Transactions on Image Processing, vol. 26, no. 7, pp. 3142-3155, 2017": (
        "IEEE Transactions on Image Processing",
        2017,
    ),
    "CVPR 2017, pp. 1-9": ("CVPR", 2017),
    # servers of preprints; a number of arXiv is no year
    "arxiv 2019": ("arxiv", 2019),
    "arXiv 2023.10": ("arXiv", 2023),
    "arXiv Mar 2020": ("arXiv", 2020),
    "arXiv:1504.06852": ("arXiv", None),
    "arXiv:2012.12877": ("arXiv", None),
    "arXiv 2012.12877": ("arXiv", None),
    "arXiv:2012.12877, 2020": ("arXiv", 2020),
    "arXiv preprint arXiv:2012.12877": ("arXiv", None),
    "arXiv preprint arXiv:1504.06852 (2015)": ("arXiv", 2015),
    "arXiv:1504.06852v2 [cs.CV]": ("arXiv", None),
    "arXiv:cs/0112017": ("arXiv", None),
    "CoRR abs/1602.02830": ("CoRR", None),
    "CoRR, abs/1602.02830, 2016": ("CoRR", 2016),
    "bioRxiv 2020": ("bioRxiv", 2020),
}


@pytest.mark.parametrize("text", KNOWN_PLACES)
def test_a_place_is_a_venue_of_the_table_and_a_year(text: str) -> None:
    assert place_of(text) == Place(*KNOWN_PLACES[text], KNOWN)


# ---- venues by their shape

BY_SHAPE = {
    "A Small Workshop 2018": Place("A Small Workshop", 2018, SHAPED),
    "Journal of Paper Lists, 2016": Place("Journal of Paper Lists", 2016, SHAPED),
    "Annals of Something": Place("Annals of Something", None, SHAPED),
    "OpenReview 2018": Place("OpenReview", 2018, SHAPED),
    "IEEE, 2018": Place("IEEE", 2018, SHAPED),
    "Technical report, Stanford University, 2015": Place("Technical report, Stanford University", 2015, SHAPED),
    "计算机学报, 2018": Place("计算机学报", 2018, SHAPED),
    "情報処理学会研究会 2019": Place("情報処理学会研究会", 2019, SHAPED),
    "COCO 2017": Place("COCO", 2017, SHAPED),  # capitals and a year
    "Deep Learning 2016": Place("Deep Learning", 2016, NAMED),  # a name and a year, which may be anything
    "Blog 2018": Place("Blog", 2018, NAMED),
}


@pytest.mark.parametrize("text", BY_SHAPE)
def test_what_the_table_lacks_is_a_place_by_its_shape(text: str) -> None:
    assert place_of(text) == BY_SHAPE[text]


# ---- years alone

YEARS = {
    "2020": 2020,
    "(2020)": 2020,
    "1950": 1950,
    "’05": 2005,
    "May 2024": 2024,
    "Jan. 2019": 2019,
    "12 May 2019": 2019,
    "May 12, 2019": 2019,
    "2019/05": 2019,
    "05/2019": 2019,
    "2018-10-12": 2018,
    "[2025/10]": 2025,
    "[2025-10-17]": 2025,
    "2023.10": 2023,
    "20181012": 2018,
    "2021年3月": 2021,
    "2020年": 2020,
    "2016, 2017": 2017,
    "PhD thesis, University of Toronto, 2009": 2009,  # what is no venue
    "Ph.D. thesis, 2013": 2013,
    "Master's thesis, Massachusetts Institute of Technology, 2016": 2016,
    "PhD thesis": None,
}


@pytest.mark.parametrize("text", YEARS)
def test_a_date_alone_or_a_thesis_is_a_place_without_venue(text: str) -> None:
    assert place_of(text) == Place("", YEARS[text], YEAR_ONLY)


# ---- no places

NO_PLACES = [
    "", "()", "***", "( )", "oral", "TBD", "12345", "20170", "20181332", "1949", "2050", "1.58-bit", "2012.12877",
    "2105.04518", "BERT", "GitHub", "Springer", "Windows 95", "cell", "small workshop 2018", "v2 2018", "Dropout",
    "Between 2017 and 2018", "one of the many things that happened in the year 2018", "How to Win CVPR 2017",
    "The Nine Words of This Are Surely Too Many Words 2018", "Dropout, JMLR 2014", "A. Krizhevsky 2012",
    "Kaiming He et al. 2016", "Mask Scoring R-CNN", "Learning from 2010 to 2016", "Deep Learning for X: CVPR 2016",
    "We Won ImageNet 2012", "Deep Residual Learning", "http://arxiv.org/abs/1504.06852", "arXiv paper of ours, 2015",
    "A title that is very long indeed " * 8 + "CVPR 2017",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_PLACES)
def test_what_is_no_place(text: str) -> None:
    assert place_of(text) is None


# ---- two places

CVPR, ARXIV, YEAR, NOTHING = Place("CVPR", 2016, KNOWN), Place("arXiv", 2015, KNOWN), Place("", 2014), Place()


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (CVPR, ARXIV, CVPR),
        (ARXIV, CVPR, ARXIV),
        (YEAR, CVPR, Place("CVPR", 2014, KNOWN)),
        (CVPR._replace(year=None), YEAR, Place("CVPR", 2014, KNOWN)),
        (NOTHING, CVPR, CVPR),
        (NOTHING, YEAR, YEAR),
        (CVPR, NOTHING, CVPR),
    ],
)
def test_a_place_takes_from_another_what_it_lacks(one: Place, other: Place, both: Place) -> None:
    assert one.with_more(other) == both


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (CVPR, ARXIV, (True, False)),  # among the known, one that is no preprint
        (ARXIV, Place("Our Workshop", 2016, SHAPED), (True, False)),
        (CVPR, Place("Our Workshop", 2016, SHAPED), (True, False)),
        (CVPR, CVPR, (False, False)),
    ],
)
def test_one_of_two_places_is_surer(one: Place, other: Place, expected: tuple[bool, bool]) -> None:
    assert (one.is_surer_than(other), other.is_surer_than(one)) == expected


# ---- parts

UNWRAPPED = {
    "": "",
    "(": "",
    "()": "",
    "CVPR": "CVPR",
    "(CVPR)": "CVPR",
    "[(CVPR)]": "CVPR",
    "*“CVPR”*,": "CVPR",
    "（CVPR）": "CVPR",
    "CVPR)": "CVPR",
    "[CVPR": "CVPR",
    "(a) and (b)": "(a) and (b)",
    "ECCV (oral)": "ECCV (oral)",
    "(ECCV) oral": "(ECCV) oral",
}


@pytest.mark.parametrize("text", UNWRAPPED)
def test_brackets_and_marks_round_a_text_go(text: str) -> None:
    assert unwrapped(text) == UNWRAPPED[text]


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("In Advances in Neural Information Processing Systems (pp. 1097-1105)",
         "Advances in Neural Information Processing Systems"),
        ("Neural Networks, 21(7), 436-444", "Neural Networks"),
        ("Journal of Sorting, vol. 3, Elsevier", "Journal of Sorting"),
        ("Journal of Sorting, 2016, Springer", "Journal of Sorting"),
        ("CVPR 2016 oral", "CVPR"),
        ("2016", ""),
    ],
)  # fmt: skip
def test_a_venue_is_left_of_a_place(text: str, venue: str) -> None:
    assert venue_text(text) == venue


# ---- any text

PIECES = st.sampled_from(
    ["CVPR", "NIPS", "arXiv", "Journal of", "Workshop", "In", "to appear", "oral", "thesis", "University", "2017",
     "'16", "1602.02830", "(", ")", "[", "]", ",", ".", ":", "-", "pp. 1-9", "vol. 2", "May", "學報", "20181012"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=8).map(" ".join) | st.text(max_size=40)
ANY = settings(max_examples=400, derandomize=True, deadline=None)


@ANY
@given(TEXTS)
def test_the_letters_of_a_venue_stand_in_the_text(text: str) -> None:
    place = place_of(text)
    venue = place.venue if place else ""
    assert set(fold(venue)) - set(fold(text)) - {" "} == set()


@ANY
@given(TEXTS)
def test_a_year_is_one_of_printed_papers(text: str) -> None:
    place = place_of(text)
    assert not place or place.year is None or 1950 <= place.year < 2051


@ANY
@given(TEXTS)
def test_no_bracket_stays_round_a_text(text: str) -> None:
    assert unwrapped(f"({unwrapped(text)})") == unwrapped(unwrapped(text))


HOSTILE = [
    "(", ")", "[", "([", "()", "A. ", "a, ", "and ", "'16 ", "2016", "2016 ", "1-", "1:1-", "May ", "CVPR 2017, ",
    "in ", "to appear ", "oral", "arXiv ", "arxiv:", "thesis ", "university ", "Journal ", "vol. 1, ", "，", "“",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    place_of(text), unwrapped(text)
    assert time.perf_counter() - begin < 1

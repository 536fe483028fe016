"""Places at both ends of a text, and the text without them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.peel import merged, peeled
from papercite.lists.place import KNOWN, NAMED, SHAPED, Place

CVPR, ECCV, ARXIV = (Place(name, 2016, KNOWN) for name in ("CVPR", "ECCV", "arXiv"))
YEAR = Place("", 2016)
TPAMI = Place("IEEE Trans. Pattern Anal. Mach. Intell", 2016, KNOWN)

BEHIND = {
    ", CVPR 2016": [CVPR],
    " (CVPR 2016)": [CVPR],
    " [CVPR 2016]": [CVPR],
    "【CVPR 2016】": [CVPR],
    "，CVPR 2016": [CVPR],
    ". CVPR 2016.": [CVPR],
    " - CVPR 2016": [CVPR],
    " | CVPR 2016": [CVPR],
    " @ CVPR 2016": [CVPR],
    " CVPR 2016": [CVPR],
    " CVPR16": [CVPR],
    ", ECCV’16": [ECCV],
    " (ECCV 2016).": [ECCV],
    " (CVPR 2016 oral)": [CVPR],
    " [CVPR 2016] [oral]": [CVPR],
    " (CVPR, 2016)": [CVPR],
    ". In CVPR, 2016.": [CVPR._replace(year=None), YEAR],
    " (CVPR 2016, pp. 770-778)": [CVPR],
    ", CVPR 2016, pp. 770-778": [CVPR],
    ", pp. 770-778": [],
    ", arXiv 2016, CVPR 2016": [ARXIV, CVPR],
    " (arXiv:1512.03385)": [ARXIV._replace(year=None)],
    ", arXiv:1512.03385": [ARXIV._replace(year=None)],
    ". In ICCV 2016, Venice, Italy.": [Place("ICCV", 2016, KNOWN)],
    ". In ICCV 2016, Venice, Italy, October 22-29.": [Place("ICCV", 2016, KNOWN)],
    ". In ICCV, pages 1-9, Venice, Italy, October 2016.": [Place("ICCV", None, KNOWN), YEAR],
    ", '16": [YEAR],
    ", 2016": [YEAR],
    " (2016)": [YEAR],
    ".   2016": [YEAR],
    " (May 2016)": [YEAR],
    ", May 2016": [YEAR],
    " (ICLR 2021 submission)": [Place("ICLR", 2021, KNOWN)],
    " (NIPS Workshop 2011)": [Place("NIPS Workshop", 2011, KNOWN)],
    ", NeurIPS workshop, 2016": [Place("NeurIPS workshop", None, KNOWN), YEAR],
    ", Journal of Sorting, vol. 2, 2016": [Place("Journal of Sorting", None, SHAPED), YEAR],
    ". Journal of Sorting 2, no. 2 (2016): 147-185.": [Place("Journal of Sorting", None, SHAPED), YEAR],
    ". Neural Computation 9(8): 1735-1780 (2016)": [Place("Neural Computation", None, KNOWN), YEAR],
    ". In Proceedings of the IEEE (pp. 770-778).": [Place("Proceedings of the IEEE", None, KNOWN)],
    ". Proc. Natl. Acad. Sci. 2016": [Place("Proc. Natl. Acad. Sci", 2016, KNOWN)],
    ". IEEE Trans. Pattern Anal. Mach. Intell., vol. 39, no. 6, pp. 1137–1149, 2016.": [TPAMI],
    ", IEEE Trans. Pattern Anal. Mach. Intell., 2016.": [TPAMI],
    " [code]": [],
    " (code)": [],
    " (oral)": [],
}


@pytest.mark.parametrize("end", BEHIND)
def test_places_behind_a_title_go(end: str) -> None:
    assert peeled(f"Deep Residual Learning{end}") == ("Deep Residual Learning", BEHIND[end])


IN_FRONT = {
    "[CVPR'16] ": [CVPR],
    "(CVPR 2016) ": [CVPR],
    "【CVPR 2016】": [CVPR],
    "⭐ [CVPR 2016] ": [CVPR],
    "[1] CVPR 2016 - ": [CVPR],
    "CVPR 2016: ": [CVPR],
    "CVPR, ": [CVPR._replace(year=None)],
    "2016 - ": [YEAR],
    "2016-05-12 ": [YEAR],
    "(2016) ": [YEAR],
    "[2016] [CVPR] ": [YEAR, CVPR._replace(year=None)],
    "1. ": [],
}


@pytest.mark.parametrize("start", IN_FRONT)
def test_places_in_front_of_a_title_go(start: str) -> None:
    assert peeled(f"{start}Deep Residual Learning") == ("Deep Residual Learning", IN_FRONT[start])


@pytest.mark.parametrize(
    "text",
    [
        "Deep Residual Learning", "ImageNet 2012", "YOLO9000", "Learning from 2010 to 2016", "Nature: A Story",
        "CVPR: Deep Residual Learning", "A Tale of Two Cities 1859", "Object Detection in 20 Years", "Mask R-CNN",
        "Deep Residual Learning (an extended version)", "Residual Learning, Fast and Slow", "L1 vs. L2", "CVPR 2016",
        "(2016)", "",
    ],
)  # fmt: skip
def test_what_belongs_to_a_title_stays(text: str) -> None:
    assert peeled(text) == (text, [])


def test_a_title_keeps_its_mark() -> None:
    assert peeled("Is Deeper Better? CVPR 2016") == ("Is Deeper Better?", [CVPR])


def test_a_title_keeps_its_commas() -> None:
    assert peeled("Deep, Deeper, and Deepest, CVPR 2016") == ("Deep, Deeper, and Deepest", [CVPR])


@pytest.mark.parametrize(
    ("is_dressed", "expected"),
    [(False, ("Deep Residual Learning", [CVPR])), (True, ("CVPR 2016 Deep Residual Learning", []))],
)
def test_what_is_dressed_may_begin_with_a_venue(is_dressed: bool, expected: tuple[str, list[Place]]) -> None:
    assert peeled("CVPR 2016 Deep Residual Learning", is_dressed=is_dressed) == expected


@pytest.mark.parametrize(
    ("places", "place"),
    [
        ([], Place()),
        ([CVPR], CVPR),
        ([CVPR._replace(year=None), YEAR], CVPR),
        ([ARXIV._replace(year=2015), CVPR], CVPR),  # one that is no preprint
        ([ARXIV._replace(year=2015), CVPR._replace(year=None)], CVPR._replace(year=2015)),
        ([Place("Our Workshop", 2015, SHAPED), CVPR], CVPR),
        ([Place("Some Name", 2015, NAMED), ARXIV], ARXIV),
        ([Place("", 2014), Place("", 2016)], Place("", 2014)),
    ],
)
def test_several_places_are_one(places: list[Place], place: Place) -> None:
    assert merged(places) == place


PIECES = st.sampled_from(
    ["CVPR", "CVPR 2016", "(ECCV'16)", "[1]", "[code]", "Deep", "Learning", ",", ".", ":", "-", "|", "(", ")", "2016",
     "pp. 1-9", "vol. 2", "In", "Journal of Sorting", "oral", "⭐", "*"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=9).map(" ".join) | st.text(max_size=40)
ANY = settings(max_examples=400, derandomize=True, deadline=None)


@ANY
@given(TEXTS, st.booleans())
def test_what_is_left_stands_in_the_text(text: str, is_dressed: bool) -> None:
    assert peeled(text, is_dressed=is_dressed)[0] in text


@ANY
@given(TEXTS)
def test_the_one_place_is_made_of_the_many(text: str) -> None:
    places = peeled(text)[1]
    venues, years = {one.venue for one in places}, {one.year for one in places}
    assert ({merged(places).venue} - venues - {""}, {merged(places).year} - years - {None}) == (set(), set())


HOSTILE = [
    "(", ")", "[", "A. ", "a, ", "and ", "'16 ", "2016",
    "2016 ", ". ", ", ", "-", " - ", "|", "No. ", "(a) ", "*",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    peeled(text), peeled(f"Deep Residual Learning {text} x", is_dressed=True)
    assert time.perf_counter() - begin < 1

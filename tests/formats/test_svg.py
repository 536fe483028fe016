"""The picture: XML that stands alone, with every number in it, in words too."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from conftest import SHIPPED

from papercite.config import Config
from papercite.counts import BY, Row, Tally, tally
from papercite.formats.svg import render
from papercite.library import load

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "</title><script>alert(1)</script>&amp;\"'\x1b[31m\ufffe"
YEARS = Tally("year", (Row("2016", 4), Row("2017", 0), Row("2018", 2), Row("", 1)))
VENUES = Tally("venue", (Row("CVPR", 6), Row(EVIL, 1), Row("3 others", 1, 3)))
HAS = Tally("has", (Row("doi", 7), Row("code", 1)))


def drawn(*tallies: Tally, total: int = 7) -> ElementTree.Element:
    return ElementTree.fromstring(render(tallies, total))  # noqa: S314  # our own text


def texts(picture: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def boxes(picture: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [element for element in picture.iter(f"{SVG}rect") if element.get("class") == kind]


def test_every_number_is_in_the_picture() -> None:
    picture = drawn(YEARS, VENUES, HAS)
    assert texts(picture) == [
        "7 papers", "Year", "4", "2016", "2017", "2", "2018", "1", "(no year)", "Venue", "CVPR", "6",
        "</title><script>aler…", "1", "3 others", "1", "Papers with", "DOI", "7 (100 %)", "code", "1 (14 %)",
    ]  # fmt: skip


def test_bars_are_as_long_as_their_numbers() -> None:
    picture = drawn(YEARS, HAS)
    heights = [float(box.get("height", "")) for box in boxes(picture, "bar")[:4]]
    assert heights == [150, 0, 75, 37.5]
    (whole, _), (all_of_them, one) = (
        [float(box.get("width", "")) for box in boxes(picture, kind)[-2:]] for kind in ("track", "bar")
    )
    assert all_of_them == whole
    assert one == pytest.approx(whole / 7, abs=0.1)


def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = drawn(YEARS, VENUES)
    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "title description")
    named = {element.get("id"): element.text for element in picture}
    assert named["title"] == "7 papers"
    assert (named["description"] or "").startswith("Year: 2016 4, 2017 0, 2018 2, (no year) 1. Venue: CVPR 6, </title>")
    tips = [element.text for element in picture.iter(f"{SVG}title")]
    assert "CVPR: 6 papers (86 %)" in tips


def test_it_stands_alone_and_runs_nothing() -> None:
    text = render([YEARS, VENUES, HAS], 7)
    elements = {element.tag.removeprefix(SVG) for element in drawn(YEARS, VENUES, HAS).iter()}
    assert elements == {"svg", "title", "desc", "style", "rect", "text", "g", "line"}
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\ufffe]|\son\w+=|url\(|@import", text)
    assert "prefers-color-scheme: dark" in text


def test_letters_and_page_differ_in_light_and_dark() -> None:
    """By 4.5 to 1, as the guidelines for accessible pages want it; bars by 3 to 1."""
    style = drawn(YEARS).findtext(f"{SVG}style") or ""
    for half in style.split("@media"):
        colour = dict(re.findall(r"([.\w]+) \{ fill: (#\w{6})", half))
        for name, least in (("text", 4.5), (".quiet", 4.5), (".bar", 3.0), (".rest", 3.0)):
            lights = sorted((_light(colour[name]), _light(colour[".page"])))
            assert (lights[1] + 0.05) / (lights[0] + 0.05) >= least, (name, half)


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("number", [1, 10, 40, 80])
def test_years_that_stand_close_are_not_all_named(number: int) -> None:
    picture = drawn(Tally("year", tuple(Row(str(1940 + n), n) for n in range(number))))
    named = [element for element in picture.iter(f"{SVG}text") if re.fullmatch("(19|20)..", element.text or "")]
    places = [float(element.get("x", "")) for element in named]
    assert len(named) > 0
    assert min((b - a for a, b in itertools.pairwise(places)), default=40) >= 39


@pytest.mark.parametrize("by", BY)
def test_everything_is_inside_the_picture(by: str) -> None:
    papers = load([str(SHIPPED)], Config()).papers
    picture = drawn(tally(papers, by), tally(papers, "venue"), total=len(papers))
    high = float(picture.get("height", ""))
    tall = 0.0
    for group in picture.findall(f"{SVG}g"):
        top = float((group.get("transform") or "").split()[1].rstrip(")"))
        tall = max(tall, *(top + float(text.get("y", "")) for text in group.iter(f"{SVG}text")))
    assert high - 60 < tall < high


def test_no_papers_are_a_picture_too() -> None:
    assert texts(drawn(*(tally([], by) for by in BY), total=0))[0] == "0 papers"

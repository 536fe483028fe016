"""What one line of a list says: title, nickname, people, place and links; and how its dress shows the title."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.block import BREAK, CODE, COMMENT, Span
from papercite.lists.citation import AUTHORS_FIRST, TITLE_FIRST, TITLE_ONLY
from papercite.lists.dressed import DRESSES, LINK, PLAIN, QUOTE, Found, before_title, title_in, until_note
from papercite.lists.inline import SOFT
from papercite.lists.line import Line, line_of
from papercite.lists.place import KNOWN, Place
from papercite.lists.rest import Rest
from papercite.lists.runs import BOLD, flow_of
from papercite.record import Link

PAPER, CODES = "https://arxiv.org/abs/1512.03385", "https://github.com/KaimingHe/deep-residual-networks"
NAME = "Deep Residual Learning for Image Recognition"
CVPR, YEAR = Place("CVPR", 2016, KNOWN), Place("", 2016)
PDF, GITHUB = Span("pdf", url=PAPER), Span("code", url=CODES)
PDF_LINK, CODE_LINK, NAME_LINK = Link("pdf", PAPER, "paper"), Link("code", CODES, "code"), Link(NAME, PAPER, "paper")
PEOPLE, ET_AL = ("Kaiming He", "Jian Sun"), ("K. He", "et al.")


def _line(title: str = NAME, dress: str = PLAIN, order: str = TITLE_ONLY, **fields: object) -> Line:
    return Line(title, dress, order=order)._replace(**fields)  # type: ignore[arg-type]


# ---- plain text

PLAIN_LINES = [
    ((Span(f"{NAME}, CVPR 2016, "), PDF, Span(", "), GITHUB), _line(place=CVPR, links=(PDF_LINK, CODE_LINK), words=8)),
    ((Span(f"{NAME} | K. He | CVPR 2016 | "), PDF), _line(people=("K. He",), place=CVPR, links=(PDF_LINK,), words=10)),
    ((PDF, Span(f" {NAME}, CVPR 2016")), _line(place=CVPR, links=(PDF_LINK,), words=8)),
    ((Span(f"{NAME}: "), Span(PAPER, url=PAPER)), _line(links=(Link(PAPER, PAPER, "paper"),), words=6)),
    ((Span(f"{NAME} "), PDF, Span(" "), Span("CVPR 2016", kind=CODE)), _line(place=CVPR, links=(PDF_LINK,), words=8)),
    ((Span(f"{NAME}, "), Span("CVPR 2016", url=PAPER)),
     _line(place=CVPR, links=(Link("CVPR 2016", PAPER, "paper"),), words=8)),
    ((Span(f"{NAME}, 2016 "), Span(" papercite: key=he ", kind=COMMENT)),
     _line(place=YEAR, tags=(("key", "he"),), words=7)),
    ((Span(f"{NAME}."), Span(SOFT, kind=BREAK), Span("K. He et al.")), _line(people=ET_AL, words=10)),
    ((Span(f"{NAME}, CVPR"), Span(SOFT, kind=BREAK), Span("2016")), _line(place=CVPR, words=8)),
    ((Span(f"[12] K. He et al. {NAME}. CVPR 2016."),),
     _line(order=AUTHORS_FIRST, people=ET_AL, place=CVPR, is_numbered=True, words=13)),
    ((Span(f"[ResNet] {NAME}. CVPR 2016"),), _line(nickname="ResNet", place=CVPR, words=9)),
    ((Span(f'K. He et al., "{NAME}", CVPR 2016. '), PDF),
     _line(dress=QUOTE, order=AUTHORS_FIRST, people=ET_AL, place=CVPR, links=(PDF_LINK,), words=12)),
    # italics
    ((Span(f"{NAME}. "), Span("CVPR", is_italic=True), Span(", 2016.")), _line(place=CVPR, words=8)),
    ((Span(f"{NAME}, "), Span("Kaiming He, Jian Sun", is_italic=True), Span(", 2016.")),
     _line(people=PEOPLE, place=YEAR, words=11)),
    ((Span("Kaiming He, Jian Sun. "), Span(NAME, is_italic=True), Span(". CVPR 2016.")),
     _line(order=AUTHORS_FIRST, people=PEOPLE, place=CVPR, words=12)),
    # people with home pages
    ((Span(f"{NAME}. "), Span("Kaiming He", url="http://kaiminghe.com"), Span(", "), Span("Jian Sun", url="http://s.org")),
     _line(order=TITLE_FIRST, people=PEOPLE, words=10,
           links=(Link("Kaiming He", "http://kaiminghe.com", "other"), Link("Jian Sun", "http://s.org", "other")))),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "line"), PLAIN_LINES)
def test_a_line_of_plain_text_is_a_citation(spans: tuple[Span, ...], line: Line) -> None:
    assert line_of(flow_of(spans)) == line


# ---- links

LINKED_LINES = [
    ((Span(NAME, url=PAPER),), _line(links=(NAME_LINK,), words=6)),
    ((Span(NAME, url=PAPER), Span(" (CVPR 2016) "), GITHUB), _line(place=CVPR, links=(NAME_LINK, CODE_LINK), words=8)),
    ((Span("Deep Residual Learning ", True, url=PAPER), Span("for Image Recognition", url=PAPER)),
     _line(links=(NAME_LINK,), words=6)),
    ((Span("K. He et al. "), Span(NAME, url=PAPER), Span(". CVPR 2016")),
     _line(people=ET_AL, place=CVPR, links=(NAME_LINK,), words=12)),
    ((Span("[1] "), Span(f"{NAME}, CVPR 2016", url=PAPER)),
     _line(place=CVPR, links=(Link(f"{NAME}, CVPR 2016", PAPER, "paper"),), is_numbered=True, words=9)),
    ((Span("ResNet", url=CODES), Span(": "), Span(NAME, url=PAPER), Span(" CVPR 2016")),
     _line(nickname="ResNet", place=CVPR, links=(NAME_LINK, Link("ResNet", CODES, "code")), words=9)),
    ((Span("ResNet", url=PAPER), Span(": Very Deep Networks (CVPR 2016)")),
     _line("ResNet: Very Deep Networks", place=CVPR, links=(Link("ResNet", PAPER, "paper"),), words=6)),
    ((Span(NAME, url="papers/resnet.pdf"),), _line(links=(Link(NAME, "papers/resnet.pdf", "paper"),), words=6)),
    ((Span(NAME, url="#resnet"),), _line(anchors=1, words=6)),
    ((Span("A good place to start is the paper "), Span(NAME, url=PAPER)),
     _line(links=(NAME_LINK,), is_prose=True, words=14)),
    ((Span("We read "), Span(NAME, url=PAPER), Span(" with joy.")),
     _line(dress=LINK, links=(NAME_LINK,), is_prose=True, note="with joy", words=10)),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "line"), LINKED_LINES)
def test_the_text_of_a_link_is_the_title(spans: tuple[Span, ...], line: Line) -> None:
    assert line_of(flow_of(spans)) == line._replace(dress=LINK)


# ---- bold

BOLD_LINES = [
    ((Span(NAME, True), Span(", K. He et al., CVPR 2016")), _line(dress=BOLD, people=ET_AL, place=CVPR, words=12)),
    ((Span(NAME, True), Span(" - This paper shows that depth helps")),
     _line(dress=BOLD, note="This paper shows that depth helps", words=13)),
    ((Span("ResNet:", True), Span(" Very Deep Networks (CVPR 2016) "), PDF),
     _line("ResNet: Very Deep Networks", BOLD, place=CVPR, links=(PDF_LINK,), words=6)),
    ((Span("[ResNet]", True), Span(f" {NAME}, CVPR 2016, "), Span("[paper]", url=PAPER)),
     _line(nickname="ResNet", place=CVPR, links=(Link("paper", PAPER, "paper"),), words=9)),
    ((Span("ResNet", True), Span(f" - {NAME}, CVPR 2016")), _line(nickname="ResNet", place=CVPR, words=10)),
    ((Span("[CVPR 2016]", True), Span(f" {NAME}")), _line(place=CVPR, words=8)),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "line"), BOLD_LINES)
def test_bold_shows_a_title_or_a_name(spans: tuple[Span, ...], line: Line) -> None:
    assert line_of(flow_of(spans)) == line


# ---- lines that say what they hold


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Authors: Kaiming He, Jian Sun", Line(key="authors", people=PEOPLE, note="Kaiming He, Jian Sun", words=5)),
        ("作者：何恺明", Line(key="authors", people=("何恺明",), note="何恺明", words=1)),
        ("Title: Deep Residual Learning", Line("Deep Residual Learning", QUOTE, key="title", words=4)),
        ("Venue: CVPR 2016", Line(key="place", place=CVPR, note="CVPR 2016", words=3)),
        ("* Year: 2016", Line(key="place", place=YEAR, note="2016", words=3)),
        ("Abstract: Depth is hard.", Line(key="note", note="Depth is hard.", words=4)),
        ("TL;DR: Depth is hard.", Line(key="note", note="Depth is hard.", words=4)),
    ],
)
def test_a_word_at_the_start_says_what_a_line_holds(text: str, line: Line) -> None:
    assert line_of(flow_of([Span(text)])) == line


@pytest.mark.parametrize(
    ("spans", "line"),
    [
        ([], Line()),
        ([Span(" ")], Line()),
        ([PDF], Line(links=(PDF_LINK,))),
        ([Span("Code: "), Span(CODES, url=CODES)], Line(links=(Link("Code", CODES, "code"),))),
        ([Span("CVPR 2016")], Line(place=CVPR, words=2)),
        ([Span("Kaiming He, Jian Sun")], Line(people=PEOPLE, words=4)),
        ([Span("2016 "), PDF], Line(place=YEAR, links=(PDF_LINK,), words=1)),
        ([Span(" papercite: key=he ", kind=COMMENT)], Line(tags=(("key", "he"),))),
    ],
)
def test_a_line_may_hold_no_title(spans: list[Span], line: Line) -> None:
    assert line_of(flow_of(spans)) == line


@pytest.mark.parametrize(
    ("usual", "line"),
    [
        ("", _line(f"Kaiming He: {NAME}", is_unsure=True, words=8)),
        (AUTHORS_FIRST, _line(people=("Kaiming He",), order=AUTHORS_FIRST, words=8)),
        (TITLE_FIRST, _line(f"Kaiming He: {NAME}", words=8)),
    ],
)
def test_other_lines_decide_whether_a_lone_name_is_a_person(usual: str, line: Line) -> None:
    assert line_of(flow_of([Span(f"Kaiming He: {NAME}")]), usual) == line


# ---- dress


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([Span("1. "), Span(NAME, url=PAPER), Span(" x")], Found(NAME, LINK, "1. ", " x", PAPER)),
        ([Span("BERT", url=PAPER), Span(": Very Deep, 2018")], Found("BERT: Very Deep", LINK, "", ", 2018", PAPER)),
        ([Span(NAME, True), Span(", CVPR 2016")], Found(NAME, BOLD, "", ", CVPR 2016")),
        ([Span("[AB]", True), Span(" Alpha Beta")], Found(" Alpha Beta", PLAIN, nickname="AB")),
        ([Span("3.", True), Span(f" {NAME}")], None),  # a number
        ([Span("Paper", True), Span(f" {NAME}")], None),  # a label
        ([Span("CVPR 2016", True), Span(f" {NAME}")], None),  # a place
        ([Span("We train "), Span("very", True), Span(" deep networks")], None),  # stress
        ([Span(f'"{NAME}", '), Span("CVPR", True)], None),
        ([Span(NAME)], None),
    ],
)
def test_dress_shows_a_title(spans: list[Span], found: Found | None) -> None:
    assert title_in(flow_of(spans).runs[0]) == found


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("", Rest()),
        ("[1] ", Rest()),
        ("ResNet: ", Rest(note="ResNet")),
        ("[ResNet] ", Rest(note="ResNet")),
        ("[CVPR 2016] ", Rest(place=CVPR)),
        ("K. He et al. ", Rest(ET_AL)),
        ("Kaiming He, Jian Sun: ", Rest(PEOPLE)),
        ("New: ", Rest()),
        ("Paper: ", Rest()),
        ("see also the long and winding paper ", Rest()),
    ],
)
def test_in_front_of_a_title_stand_people_a_place_or_a_nickname(text: str, rest: Rest) -> None:
    assert before_title(text) == rest


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("PACT: Parameterized Clipping Activation", Rest(note="PACT")),  # there is a conference of that name
        ("Parameterized Clipping Activation", Rest(place=Place("PACT", None, KNOWN))),
        ("PACTs: Parameterized Clipping Activation", Rest(place=Place("PACT", None, KNOWN))),
    ],
)
def test_what_a_title_begins_with_is_its_nickname(title: str, rest: Rest) -> None:
    assert before_title("[PACT] ", title) == rest


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (NAME, NAME),
        (f"{NAME} - This paper shows that depth helps if there are many shortcuts", NAME),
        (f"{NAME} - a short remark", f"{NAME} - a short remark"),
        (f"{NAME}  This is a long remark on what the authors did and on what they should do", f"{NAME}"),
        ("", ""),
    ],
)
def test_a_remark_behind_a_title_goes(text: str, left: str) -> None:
    assert until_note(text) == left


# ---- any line

WORDS = st.sampled_from(
    [NAME, "ResNet", "CVPR 2016", "Kaiming He, Jian Sun", "K. He et al.", "pdf", "code", "[", "]", " - ", ", ", ": ",
     ". ", "Authors: ", "Title: ", "2016", '"', "[1] ", "|"]
)  # fmt: skip
SPANS = st.lists(
    st.builds(
        Span, WORDS | st.text(max_size=8), st.booleans(), st.booleans(),
        st.sampled_from(["", "", "", PAPER, CODES, "#a", "http://["]),
        st.sampled_from(["text", "text", "text", CODE, COMMENT, BREAK]), st.just(""),
    ),
    max_size=7,
)  # fmt: skip
ANY = settings(max_examples=400, derandomize=True, deadline=None)


@ANY
@given(SPANS, st.sampled_from(["", AUTHORS_FIRST, TITLE_FIRST]))
def test_a_title_of_any_line_has_a_dress_and_no_space_at_its_ends(spans: list[Span], usual: str) -> None:
    line = line_of(flow_of(spans), usual)
    assert (line.title == line.title.strip(), line.dress in DRESSES) == (True, bool(line.title))


@ANY
@given(SPANS)
def test_every_labelled_link_is_kept(spans: list[Span]) -> None:
    flow = flow_of(spans)
    assert {link.url for link in flow.links} - {link.url for link in line_of(flow).links} == set()


HOSTILE = ["[", "(", ")", "a, ", "'16 ", "2016", "2016 ", '"', "“", "A", "...", "et al. ", ": ", ":", "(2016) "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    flow = flow_of([Span(piece * (20_000 // len(piece)))])
    begin = time.perf_counter()
    line_of(flow)
    assert time.perf_counter() - begin < 1

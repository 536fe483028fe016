"""Plain text, a paper a line: which lines are papers, which are headings, and what an identifier links to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercite.lists.block import COMMENT, HEADING, ITEM, Block, Span
from papercite.lists.named import is_bare, linked_spans
from papercite.lists.plain import blocks

ARXIV = "https://arxiv.org/abs/1602.02830"
TITLE = (Span("Alpha Networks"),)


def item(line: int, text: str, url: str = "", *, section: tuple[str, ...] = (), family: int = 1) -> Block:
    return Block(ITEM, line, line, (Span(text, url=url),), 1, section, family=family)


@pytest.mark.parametrize(
    ("text", "written", "url"),
    [
        ("1602.02830", "1602.02830", ARXIV),
        ("1602.02830v3", "1602.02830v3", ARXIV),
        ("arXiv:1602.02830v1 [cs.LG]", "arXiv:1602.02830v1 [cs.LG]", ARXIV),
        ("arxiv 1602.02830", "arxiv 1602.02830", ARXIV),
        ("arxiv.org/abs/1602.02830", "arxiv.org/abs/1602.02830", ARXIV),
        ("hep-th/9901001", "hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        ("10.48550/arXiv.1602.02830", "10.48550/arXiv.1602.02830", ARXIV),
        ("10.1109/5.771073", "10.1109/5.771073", "https://doi.org/10.1109/5.771073"),
        ("doi: 10.1109/5.771073.", "doi: 10.1109/5.771073", "https://doi.org/10.1109/5.771073"),
        ("10.1016/0004-3702(90)90004-J", "10.1016/0004-3702(90)90004-J", "https://doi.org/10.1016/0004-3702(90)90004-j"),
        ("doi.org/10.1109/5.771073", "doi.org/10.1109/5.771073", "https://doi.org/10.1109/5.771073"),
        ("openreview:S1_pAu9xl", "openreview:S1_pAu9xl", "https://openreview.net/forum?id=S1_pAu9xl"),
        ("acl:P17-1001", "acl:P17-1001", "https://aclanthology.org/P17-1001"),
        ("https://openreview.net/forum?id=S1_pAu9xl", "https://openreview.net/forum?id=S1_pAu9xl",
         "https://openreview.net/forum?id=S1_pAu9xl"),
    ],
)  # fmt: skip
def test_an_identifier_links_to_what_it_names(text: str, written: str, url: str) -> None:
    assert linked_spans(text)[0] == Span(written, url=url)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Alpha Networks", TITLE),
        ("Alpha Networks, CVPR 2017 " + ARXIV, (Span("Alpha Networks, CVPR 2017 "), Span(ARXIV, url=ARXIV))),
        ("Alpha (arXiv:1602.02830)", (Span("Alpha ("), Span("arXiv:1602.02830", url=ARXIV), Span(")"))),
        ("1602.02830 Alpha Networks", (Span("1602.02830", url=ARXIV), Span(" Alpha Networks"))),
        (f"[see 1602.02830 and more]({ARXIV})", (Span("see 1602.02830 and more", url=ARXIV),)),
        ("HAL adventures in 3.5 dimensions, ACL 2019", (Span("HAL adventures in 3.5 dimensions, ACL 2019"),)),
        ("TCP/IP at 12.5/s", (Span("TCP/IP at 12.5/s"),)),
        ("1602.02830 <!-- papercite: key=x -->",
         (Span("1602.02830", url=ARXIV), Span(" "), Span(" papercite: key=x ", kind=COMMENT))),
        ("", ()),
    ],
)  # fmt: skip
def test_what_stands_beside_an_identifier_stays_text(text: str, spans: tuple[Span, ...]) -> None:
    assert linked_spans(text) == spans


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("arXiv:1602.02830 [cs.LG]", ARXIV, True),
        (ARXIV, ARXIV, True),
        ("arxiv.org/abs/1602.02830", ARXIV, True),
        ("arXiv:1602.02830", "", False),
        ("paper", ARXIV, False),
        ("Alpha Networks", ARXIV, False),
        ("Alpha, arXiv:1602.02830", ARXIV, False),
    ],
)
def test_a_link_is_bare_if_its_text_is_an_address_or_an_identifier(text: str, url: str, expected: bool) -> None:
    assert is_bare(Span(text, url=url)) == expected


@pytest.mark.parametrize(
    "line",
    ["Alpha Networks", "  Alpha Networks  ", "- Alpha Networks", "* Alpha Networks", "• Alpha Networks",
     "12. Alpha Networks", "(3) Alpha Networks", "3) Alpha Networks", "[1] Alpha Networks", "- [x] Alpha Networks"],
)  # fmt: skip
def test_marks_of_a_list_are_not_of_the_line(line: str) -> None:
    assert blocks(line) == [Block(ITEM, 1, 1, TITLE, 1, family=1)]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# a comment", "  % a comment", "#arXiv:1602.02830", "----", "-", "\n====\n"]
)
def test_comments_rules_and_blank_lines_say_nothing(text: str) -> None:
    assert blocks(text) == []


def test_a_comment_may_stand_behind_an_identifier_but_not_in_a_title() -> None:
    assert blocks("1602.02830  # BNN\nC # in use\n") == [item(1, "1602.02830", ARXIV), item(2, "C # in use")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_underlined_line_is_a_heading(end: str) -> None:
    text = end.join(
        ["Quantization", "============", "Alpha", "", "Binary", "------", "Beta", "Pruning", "===", "Gamma"]
    )
    assert blocks(text) == [
        Block(HEADING, 1, 2, (Span("Quantization"),)),
        item(3, "Alpha", section=("Quantization",), family=2),
        Block(HEADING, 5, 6, (Span("Binary"),), section=("Quantization",)),
        item(7, "Beta", section=("Quantization", "Binary"), family=3),
        Block(HEADING, 8, 9, (Span("Pruning"),)),
        item(10, "Gamma", section=("Pruning",), family=4),
    ]


@given(st.text())
def test_any_text_is_read_with_every_block_on_a_line_of_its_own(text: str) -> None:
    lines = [block.line for block in blocks(text)]
    assert lines == sorted(set(lines))

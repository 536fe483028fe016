"""Org mode: headlines, lists, tables, source blocks, and what is not of the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercite.lists.block import BIBTEX, BREAK, CODE, COMMENT, HEADING, IMAGE, ITEM, PARAGRAPH, ROW, Block, Cell, Span
from papercite.lists.org import blocks
from papercite.lists.orgline import spans_of
from papercite.lists.outline import plain_text

URL = "https://arxiv.org/abs/1602.02830"
FILE = f"""\
#+TITLE: Papers to read
#+TODO: TOREAD(t) | SKIMMED(s)
# a comment

* TODO [#A] Quantization [1/3]                              :binary:nets:
  SCHEDULED: <2020-01-01 Wed>
  :PROPERTIES:
  :ID: x
  :END:
  Some words
  about it.
- [X] *Alpha* Nets, CVPR 2017 [[{URL}][paper]]
  goes on
  1) Beta
     - Gamma

       More on gamma
  + Delta :: the fourth
** SKIMMED Pruning
   + Epsilon

#+BEGIN_COMMENT
- Hidden
#+END_COMMENT
** COMMENT Not this
- Nor this
*** Or this
* Tables
| Title | Year |
|-------+------|
| Zeta  | 2017 |
| <10>  |      |
| Eta   | 2018 |
#+BEGIN_SRC bibtex
@article{{a, title={{* Theta}}}}
#+END_SRC
#+begin_src python
- not an item
#+end_src
#+BEGIN_QUOTE
Iota
#+END_QUOTE
"""
SEEN = [
    (HEADING, 5, 5, 0, (), "Quantization"),
    (PARAGRAPH, 10, 11, 0, ("Quantization",), "Some words about it."),
    (ITEM, 12, 13, 1, ("Quantization",), "Alpha Nets, CVPR 2017 paper goes on"),
    (ITEM, 14, 14, 2, ("Quantization",), "Beta"),
    (ITEM, 15, 15, 3, ("Quantization",), "Gamma"),
    (PARAGRAPH, 17, 17, 3, ("Quantization",), "More on gamma"),
    (ITEM, 18, 18, 2, ("Quantization",), "Delta the fourth"),
    (HEADING, 19, 19, 0, ("Quantization",), "Pruning"),
    (ITEM, 20, 20, 1, ("Quantization", "Pruning"), "Epsilon"),
    (HEADING, 28, 28, 0, (), "Tables"),
    (ROW, 31, 31, 0, ("Tables",), "Title: Zeta; Year: 2017"),
    (ROW, 33, 33, 0, ("Tables",), "Title: Eta; Year: 2018"),
    (BIBTEX, 34, 36, 0, ("Tables",), "@article{a, title={* Theta}}"),
    (PARAGRAPH, 41, 41, 0, ("Tables",), "Iota"),
]


def seen(block: Block) -> tuple[object, ...]:
    cells = "; ".join(f"{cell.head}: {plain_text(cell.spans)}" for cell in block.cells)
    return (block.kind, block.line, block.last, block.depth, block.section, cells or plain_text(block.spans))


def test_a_file_with_a_bit_of_everything() -> None:
    assert [seen(block) for block in blocks(FILE)] == SEEN


def test_line_ends_of_other_systems_change_nothing() -> None:
    assert blocks(FILE.replace("\n", "\r\n")) == blocks(FILE)


def test_siblings_are_of_one_family() -> None:
    text = "- A\n  - B\n  - C\n- D\n* Head\n- E\n| F |\n| G |\n"
    assert [block.family for block in blocks(text)] == [1, 2, 2, 1, 0, 3, 4, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* One\n* Two", [(), ()]),
        ("** One\n* Two\n*** Three", [(), (), ("Two",)]),
        (f"* Topic\n** TODO [[{URL}][Alpha]]\n", [(), ("Topic",)]),
    ],
)
def test_a_headline_stands_below_those_of_a_higher_level(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [block.section for block in blocks(text)] == expected


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("- A\n\n  B\n\nC", [1, 1, 0]),
        ("- A\n\n\n  B", [1, 0]),
        ("- A\n- \n- B", [1, 1, 1]),
        (" * A\n * B\n", [1, 1]),
        ("-A\n1.5 B\n", [0]),
        ("- A\n  | B |\n| C |", [1, 1, 0]),
    ],
)
def test_indentation_tells_what_stands_in_an_item(text: str, depths: list[int]) -> None:
    assert [block.depth for block in blocks(text)] == depths


def test_rows_of_a_table_without_ruler_have_no_heads() -> None:
    assert blocks("| a | b |\n| c |\n") == [
        Block(ROW, 1, 1, cells=(Cell("", (Span("a"),)), Cell("", (Span("b"),))), family=1),
        Block(ROW, 2, 2, cells=(Cell("", (Span("c"),)),), family=1),
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Alpha", (Span("Alpha"),)),
        (f"[[{URL}][Alpha *Nets*]]", (Span("Alpha ", url=URL), Span("Nets", is_bold=True, url=URL))),
        (f"[[{URL}]].", (Span(URL, url=URL), Span("."))),
        (f"({URL}).", (Span("("), Span(URL, url=URL), Span(")."))),
        (f"<{URL}>", (Span(URL, url=URL),)),
        ("[[https://a.b/c_(d)][x]]", (Span("x", url="https://a.b/c_(d)"),)),
        ("[[doi:10.1109/5.771073][x]]", (Span("x", url="https://doi.org/10.1109/5.771073"),)),
        ("[[arxiv:1602.02830]]", (Span("arxiv:1602.02830", url=URL),)),
        ("[[file:a.pdf][x]]", (Span("x", url="file:a.pdf"),)),
        ("[[./a.png]]", (Span("", kind=IMAGE, image="./a.png"),)),
        (f"[[{URL}][[paper]]]", (Span("[paper]", url=URL),)),
        (f"*[[{URL}][x]]*", (Span("x", is_bold=True, url=URL),)),
        ("*Alpha* /Beta/ _C_ +D+", (Span("Alpha", is_bold=True), Span(" "), Span("Beta", is_italic=True), Span(" "),
                                    Span("C"), Span(" "), Span("D"))),
        ("/*Alpha*/", (Span("Alpha", is_bold=True, is_italic=True),)),
        ("=a*b*= ~c~", (Span("a*b*", kind=CODE), Span(" "), Span("c", kind=CODE))),
        ("a*b*c 2 * 3 * 4 snake_case_name", (Span("a*b*c 2 * 3 * 4 snake_case_name"),)),
        ("TCP/IP and/or 1/2/3", (Span("TCP/IP and/or 1/2/3"),)),
        ("*Alpha\nBeta*", (Span("Alpha", is_bold=True), Span("\n", is_bold=True, kind=BREAK),
                               Span("Beta", is_bold=True))),
        ("Alpha[fn:1] @@html:<b>@@ <<here>>", (Span("Alpha"), Span(" "), Span(" "))),
        ("Alpha <!-- papercite: key=x -->", (Span("Alpha "), Span(" papercite: key=x ", kind=COMMENT))),
        ("", ()),
    ],
)  # fmt: skip
def test_a_run_of_org_text(text: str, spans: tuple[Span, ...]) -> None:
    assert spans_of(text) == spans


LINES = ["* A", "- b", "  + c", "| d |", "|---|", ":E:", ":END:", "#+begin_src bibtex", "#+end_src", "#+TODO: x", "",
         "  f", "1. g :: h", "[[i][*j", "COMMENT", "** COMMENT k"]  # fmt: skip


@given(st.lists(st.sampled_from(LINES)))
def test_lines_in_any_order_are_read_in_their_order(lines: list[str]) -> None:
    found = [block.line for block in blocks("\n".join(lines))]
    assert found == sorted(set(found))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(1 <= block.line <= block.last for block in blocks(text))

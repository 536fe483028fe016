"""reStructuredText: what docutils finds, on the right lines; without docutils, what to do."""

from __future__ import annotations

import builtins
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from conftest import missing
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.errors import ListError
from papercite.lists.block import BIBTEX, BREAK, CODE, COMMENT, HEADING, IMAGE, ITEM, PARAGRAPH, ROW, Block, Span
from papercite.lists.outline import plain_text
from papercite.lists.rst import blocks

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://arxiv.org/abs/1602.02830"
FILE = f"""\
======
Papers
======

:Author: A. Writer
:Date: 2020

Some words
about it.

Quantization
------------

- **Alpha** Nets, CVPR 2017 `paper <{URL}>`__
  goes on

  More on alpha.

  1. Beta_

     * Gamma
#. Delta

Term
  What it means

:Title: Epsilon
:Author: B. Writer

.. comment

.. _Beta: {URL}

===== ====
Title Year
===== ====
Zeta  2017
Eta   2018
===== ====

+-------+------+
| Title | Year |
+=======+======+
| Theta | 2017 |
| Nets  |      |
+-------+------+

.. list-table::
   :header-rows: 1

   * - Title
     - Year
   * - Iota
     - 2018

.. csv-table:: Kinds
   :header: Title, Year

   "Kappa", 2019
   Lambda, 2020

.. code-block:: bibtex

   @article{{a,
   }}

.. code-block:: python

   - no item

Notes
~~~~~

.. note:: Mu

.. [NU] Nu Nets. {URL}

| Xi
| Omicron
"""
SECTION = ("Papers", "Quantization")
SEEN = [
    (HEADING, 2, 2, 0, (), "Papers"),
    (PARAGRAPH, 8, 9, 0, ("Papers",), "Some words about it."),
    (HEADING, 11, 11, 0, ("Papers",), "Quantization"),
    (ITEM, 14, 15, 1, SECTION, "Alpha Nets, CVPR 2017 paper goes on"),
    (PARAGRAPH, 17, 17, 1, SECTION, "More on alpha."),
    (ITEM, 19, 19, 2, SECTION, "Beta"),
    (ITEM, 21, 21, 3, SECTION, "Gamma"),
    (ITEM, 22, 22, 1, SECTION, "Delta"),
    (ITEM, 24, 24, 1, SECTION, "Term"),
    (PARAGRAPH, 25, 25, 1, SECTION, "What it means"),
    (ITEM, 27, 27, 1, SECTION, "Title: Epsilon"),
    (ITEM, 28, 28, 1, SECTION, "Author: B. Writer"),
    (ROW, 37, 37, 0, SECTION, "Title: Zeta; Year: 2017"),
    (ROW, 38, 38, 0, SECTION, "Title: Eta; Year: 2018"),
    (ROW, 44, 45, 0, SECTION, "Title: Theta Nets; Year: 2017"),
    (ROW, 53, 54, 0, SECTION, "Title: Iota; Year: 2018"),
    (ROW, 59, 59, 0, SECTION, "Title: Kappa; Year: 2019"),
    (ROW, 60, 60, 0, SECTION, "Title: Lambda; Year: 2020"),
    (BIBTEX, 64, 65, 0, SECTION, "@article{a, }"),
    (HEADING, 71, 71, 0, SECTION, "Notes"),
    (PARAGRAPH, 74, 74, 0, (*SECTION, "Notes"), "Mu"),
    (ITEM, 76, 76, 1, (*SECTION, "Notes"), f"[NU] Nu Nets. {URL}"),
    (PARAGRAPH, 78, 78, 0, (*SECTION, "Notes"), "Xi"),
    (PARAGRAPH, 79, 79, 0, (*SECTION, "Notes"), "Omicron"),
]


@pytest.fixture
def _docutils() -> None:
    if not find_spec("docutils"):
        missing("docutils is not installed (pip install -e '.[dev]')")


def seen(block: Block) -> tuple[object, ...]:
    cells = "; ".join(f"{cell.head}: {plain_text(cell.spans)}" for cell in block.cells)
    return (block.kind, block.line, block.last, block.depth, block.section, cells or plain_text(block.spans))


@pytest.mark.usefixtures("_docutils")
def test_a_file_with_a_bit_of_everything() -> None:
    assert [seen(block) for block in blocks(FILE)] == SEEN


@pytest.mark.usefixtures("_docutils")
def test_line_ends_of_other_systems_change_nothing() -> None:
    assert blocks(FILE.replace("\n", "\r\n")) == blocks(FILE)


@pytest.mark.usefixtures("_docutils")
def test_siblings_are_of_one_family() -> None:
    assert [block.family for block in blocks("- A\n\n  - B\n  - C\n\n- D\n\nE\n\n- F\n")] == [1, 2, 2, 1, 0, 3]


@pytest.mark.usefixtures("_docutils")
@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Alpha *Beta* **C** ``d``", (Span("Alpha "), Span("Beta", is_italic=True), Span(" "), Span("C", is_bold=True),
                                      Span(" "), Span("d", kind=CODE))),
        ("Alpha\nBeta", (Span("Alpha"), Span("\n", kind=BREAK), Span("Beta"))),
        (f"`Alpha Nets <{URL}>`_.", (Span("Alpha Nets", url=URL), Span("."))),
        (f"{URL}, x", (Span(URL, url=URL), Span(", x"))),
        (f"Alpha_\n\n.. _Alpha: {URL}", (Span("Alpha", url=URL),)),
        (f"x__\n\n__ {URL}", (Span("x", url=URL),)),
        ("`Alpha`", (Span("Alpha", is_italic=True),)),
        (":arxiv:`1602.02830`", (Span("1602.02830", url=URL),)),
        (":doi:`the paper <10.1109/5.771073>`", (Span("the paper", url="https://doi.org/10.1109/5.771073"),)),
        ("Alpha <!-- papercite: key=x --> B", (Span("Alpha "), Span(" papercite: key=x ", kind=COMMENT), Span(" B"))),
        ("1 <!-- 2", (Span("1 <!-- 2"),)),
        (":ref:`there <x>`", (Span("there"),)),
        (":math:`x^2`", (Span("$x^2$"),)),
        ("|a|\n\n.. |a| image:: a.png\n   :alt: Logo", (Span("Logo", kind=IMAGE, image="a.png"),)),
        ("|a|\n\n.. |a| replace:: Alpha", (Span("Alpha"),)),
    ],
)  # fmt: skip
def test_a_run_of_text(text: str, spans: tuple[Span, ...]) -> None:
    assert blocks(text)[0].spans == spans


@pytest.mark.usefixtures("_docutils")
def test_no_file_is_read_and_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("- secret\n", encoding="utf-8")
    (tmp_path / "docutils.conf").write_text("[general]\nfile_insertion_enabled: yes\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    directives = ["include:: secret", "csv-table::\n   :file: secret", "raw:: html\n   :file: secret", "unknown:: x"]
    found = blocks("".join(f".. {one}\n\n" for one in directives) + "`broken <\n\n====\n")
    assert ("secret" in repr(found), capsys.readouterr()) == (False, ("", ""))


@pytest.mark.usefixtures("_docutils")
def test_what_docutils_cannot_follow_is_refused() -> None:
    with pytest.raises(ListError, match="too deep for docutils to follow"):
        blocks("- " * 2000)


@pytest.mark.usefixtures("_docutils")
@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([*FILE.split("\n"), "  - x", "   y", "`z", ".. contents::", ".. topic:: T"])))
def test_lines_in_any_order_are_read_in_their_order(lines: list[str]) -> None:
    found = [block.line for block in blocks("\n".join(lines))]
    assert found == sorted(found)


def test_without_docutils_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    there = builtins.__import__

    def without_docutils(name: str, *more: Any) -> Any:
        if name.startswith("docutils"):
            raise ImportError(name)
        return there(name, *more)

    monkeypatch.setattr(builtins, "__import__", without_docutils)
    with pytest.raises(ListError) as caught:
        blocks("- x")
    assert str(caught.value).endswith("needs docutils\n  hint: pip install 'papercite[rst]'")

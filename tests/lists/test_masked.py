"""Markdown by lines: what is blanked, where headings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercite.lists.masked import Heading, headings, line_starts, masked

BLANKED = {
    "a `b` c": "a ... c",
    "a `b\n\nc` d": "a `b\n\nc` d",
    "a ``b`c`` d": "a ....... d",
    "a ` b": "a ` b",
    "```\r\nb\r\n```\r\nc": "...\r\n.\r\n...\r\nc",
    "- ```sh\n  b\n  ```\nc": ".......\n...\n.....\nc",
    "~~~\nb\n```\n~~~~\nc": "...\n.\n...\n....\nc",
    "```\nb": "...\n.",
    "a <!-- b\nc --> d": "a ......\n..... d",
    "a <!-- b": "a ......",
    "a <b c='d'> e": "a ......... e",
    "a < b > c <3": "a < b > c <3",
    "`<!--` a -->": "...... a -->",
}


@pytest.mark.parametrize("text", BLANKED)
def test_what_is_no_markdown_is_blanked(text: str) -> None:
    assert masked(text) == BLANKED[text].replace(".", "\x00")


@given(st.lists(st.sampled_from(["`", "```\n", "<", ">", "<!--", "-->", "a", "~~~", "\n", "\r\n", " "])).map("".join))
def test_every_character_keeps_its_place(text: str) -> None:
    assert [line_starts(masked(text)), len(masked(text))] == [line_starts(text), len(text)]


def test_headings() -> None:
    text = (
        "# A\r\n## B ##\r\nfoo\n---\n- x\n---\n#\n###### `Z` y\n```\n# no\n```\n#tag\n<!--\n# no\n-->\n| a |\n|---|\n"
    )
    assert [heading[:3] for heading in headings(text)] == [
        (1, 1, "A"), (2, 2, "B"), (3, 2, "foo"), (7, 1, ""), (8, 6, "`Z` y")
    ]  # fmt: skip


def test_a_heading_knows_where_its_section_begins() -> None:
    assert headings("# A\nb") == [Heading(1, 1, "A", 3)]

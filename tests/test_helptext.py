"""Help: how texts and options are set."""

from __future__ import annotations

import argparse
from functools import partial

import pytest

from papercite.cli import COMMANDS, parser_of
from papercite.helptext import Layout, fitted, paragraphs

TEXT = (
    "One line\nand its end.\n\npath   where they are\nclear  delete them; a lock needs none\n\nexample\n  a command\n"
)

SET = """\
usage: tool

One line and its end.

path   where they are
clear  delete them; a lock needs none

example
  a command

positional arguments:
  FILE              the file

options:
  -g, --group-by {topic,year}
                    the groups:
                    a   of a topic
                    b   of a year, or of
                        many
  --all             all
"""


def test_what_may_be_filled_is_one_line() -> None:
    assert paragraphs(TEXT) == [
        ["One line and its end."],
        ["path   where they are", "clear  delete them; a lock needs none"],
        ["example", "  a command"],
    ]


def test_a_line_takes_as_many_as_it_needs() -> None:
    assert fitted("clear  delete them; a lock needs none", 24) == ["clear  delete them; a", "       lock needs none"]
    assert fitted("one two-three four", 10) == ["one", "two-three", "four"]
    assert fitted("  a command that stays whole", 10) == ["  a command that stays whole"]
    assert fitted("", 10) == [""]


def test_an_option_says_its_value_once() -> None:
    parser = argparse.ArgumentParser(
        "tool", usage="tool", description=TEXT, add_help=False, formatter_class=partial(Layout, width=40)
    )
    parser.add_argument("file", metavar="FILE", help="the file")
    parser.add_argument(
        "--group-by", "-g", choices=("topic", "year"), help="the groups:\na   of a topic\nb   of a year, or of many"
    )
    parser.add_argument("--all", action="store_true", help="all")
    assert parser.format_help() == SET


@pytest.mark.parametrize("width", [80, 60])
def test_the_help_of_every_command_fits(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for lines that people copy or that argparse does not break: usage, headings, the example."""
    monkeypatch.setenv("COLUMNS", str(width))
    for name in COMMANDS:
        text = parser_of(name, is_for_help=True).format_help()
        wide = [line for line in text.splitlines()[:-1] if len(line) > width]
        assert [line for line in wide if not line.startswith("usage: ") and not line.endswith(":")] == [], name
        assert all(len(line) <= 80 for line in wide), name

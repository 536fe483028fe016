"""Parsers as plain values."""

from __future__ import annotations

import argparse

from papercite.commands.completion import commands
from papercite.options import Command, Group, Option, Value, command_of, flags_of


def test_a_command_is_what_its_parser_says() -> None:
    parser = argparse.ArgumentParser(usage="tool go", description="Go.\n", epilog="example\n  tool go", add_help=False)
    parser.add_argument("lists", nargs="*", metavar="LIST", help="lists to read")
    parser.add_argument("--dry-run", action="store_true", help="change nothing")
    group = parser.add_argument_group("which", "All of them.")
    group.add_argument("--topic", "-t", action="append", metavar="T", help="of this topic")
    group.add_argument("--sort", choices=("list", "year"))
    group.add_argument("--only", help="only this")
    parser.add_argument_group("empty")
    values = {
        "topic": Value("", "asked", ("topic",)),
        "only": Value("", "files"),
        "go only": Value("", "words", ("new",)),
    }
    assert command_of(parser, "go", "goes", values) == Command(
        "go", "goes", "tool go", "Go.", "tool go",
        (Group("", "", (Option(("--dry-run",), "change nothing"),)),
         Group("which", "All of them.", (
             Option(("-t", "--topic"), "of this topic", Value("T", "asked", ("topic",)), repeats=True),
             Option(("--sort",), "", Value("list|year", "words", ("list", "year"))),
             Option(("--only",), "only this", Value("ONLY", "words", ("new",)))))),
        Value("LIST", "lists"), "lists to read",
    )  # fmt: skip


def test_values_are_told_by_name_only_where_there_are_such_options() -> None:
    """A row of the table in commands/completion.py that means no argument would be dead."""
    made = commands()
    kinds = {value.kind for command in made for option in command.options if (value := option.value)}
    assert kinds == {"text", "words", "commas", "files", "lists", "asked"}
    assert ("table", "--columns") in flags_of(made, next(
        option.value for option in made[1].options if option.value and option.value.kind == "commas"
    ))  # fmt: skip


def test_every_option_says_what_it_does() -> None:
    assert [option.flags for command in commands() for option in command.options if not option.about] == []

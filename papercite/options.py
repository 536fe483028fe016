"""What the parsers of all commands hold, as plain values: what completion and the manual are made from."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Value(NamedTuple):
    """What may stand behind an option, or without one."""

    name: str  # as help shows it: "FILE", "T", "list|year"
    kind: str = "text"  # or: words (one of them), commas (several of them), files, lists, asked (papercite knows)
    words: tuple[str, ...] = ()  # of "asked" one: what to ask for


class Option(NamedTuple):
    """One option of a command."""

    flags: tuple[str, ...]
    about: str
    value: Value | None = None
    repeats: bool = False

    @property
    def summary(self) -> str:
        """The first line of what there is to say."""
        return self.about.partition("\n")[0].rstrip(":")


class Group(NamedTuple):
    """Options under a heading of the help; the first group has none."""

    heading: str
    text: str
    options: tuple[Option, ...]


class Command(NamedTuple):
    """One command."""

    name: str
    about: str
    usage: str
    text: str
    example: str
    groups: tuple[Group, ...]
    operand: Value | None = None  # what it takes without an option
    operand_about: str = ""

    @property
    def options(self) -> tuple[Option, ...]:
        """Options of all groups."""
        return tuple(option for group in self.groups for option in group.options)


KINDS = {"FILE": "files", "LIST": "lists"}  # of values, by the name that help has for them


def command_of(parser: argparse.ArgumentParser, name: str, about: str, values: Mapping[str, Value]) -> Command:
    """A command as its parser has it.

    values  what an argument takes where the parser leaves it open, by its name, or by command and name ("check only")
    """

    def value_of(action: argparse.Action) -> Value | None:
        if action.nargs == 0:
            return None
        shown = str(action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper())
        if action.choices is not None:
            return Value(shown, "words", tuple(map(str, action.choices)))
        told = values.get(f"{name} {action.dest}") or values.get(action.dest)
        return told._replace(name=shown) if told else Value(shown, KINDS.get(shown, "text"))

    def option_of(action: argparse.Action) -> Option:
        flags = sorted(action.option_strings, key=len)
        repeats = isinstance(action, argparse._AppendAction)
        return Option(tuple(flags), action.help or "", value_of(action), repeats)

    operand = next((action for action in parser._actions if not action.option_strings), None)
    groups = [
        Group("" if place < 2 else group.title or "", group.description or "", tuple(map(option_of, actions)))
        for place, group in enumerate(parser._action_groups)
        if (actions := [action for action in group._group_actions if action.option_strings]) or group.description
    ]
    return Command(
        name, about, str(parser.usage), (parser.description or "").strip(),
        (parser.epilog or "").removeprefix("example\n").strip(), tuple(groups),
        value_of(operand) if operand else None, (operand.help or "") if operand else "",
    )  # fmt: skip


def flags_of(commands: Sequence[Command], value: Value) -> list[tuple[str, str]]:
    """Commands and flags that take such a value, whatever help calls it."""
    return [
        (command.name, flag)
        for command in commands
        for option in command.options
        if option.value and option.value[1:] == value[1:]
        for flag in option.flags
    ]

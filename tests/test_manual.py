"""The manual page: what is in it, and that man can set it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from papercite.cli import COMMANDS
from papercite.commands.completion import commands
from papercite.manual import page
from papercite.options import Command, Group, Option, Value

PAGE = page(commands(), "1.2")


def test_every_command_and_option_is_in_it() -> None:
    for command in commands():
        assert f"\n.SS {command.usage}".replace("-", "\\-") in PAGE
        for option in command.options:
            assert option.flags[-1] in ("--help", "--debug") or option.flags[-1].replace("-", "\\-") in PAGE
    assert PAGE.count("\n.SS ") == len(COMMANDS)
    assert PAGE.startswith('.TH PAPERCITE 1 "" "papercite 1.2" "User Commands"\n')


def test_what_roff_would_act_on_is_told_as_it_is() -> None:
    option = Option(("-x", "--ex"), ".start with a \\ and a dot", Value("F"))
    command = Command("go", "", "tool go", "'Quoted.\n\na  b\n.c  d", "tool go -x", (Group("", "", (option,)),))
    told = page([command], "1")
    assert "\n\\&'Quoted.\n" in told
    assert "\n.nf\na  b\n\\&.c  d\n.fi\n" in told
    assert "\n.TP\n\\fB\\-x\\fR, \\fB\\-\\-ex\\fR \\fIF\\fR\n\\&.start with a \\e and a dot\n" in told


@pytest.mark.parametrize("program", [["groff", "-man", "-Tascii", "-ww", "-"], ["mandoc", "-Tlint", "-Wwarning"]])
def test_man_can_set_it(program: list[str]) -> None:
    if not shutil.which(program[0]):
        pytest.skip(f"{program[0]} is not installed")
    done = subprocess.run(program, input=PAGE, capture_output=True, encoding="utf-8", timeout=60, check=False)
    said = [line for line in (done.stderr + done.stdout).splitlines() if "WARNING" in line or "warning" in line]
    assert [line for line in said if "missing date" not in line] == []  # a page without a clock is the same every day

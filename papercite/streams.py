"""Standard output for data, standard error for everything else. Foreign text never steers the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from papercite.errors import OutputError
from papercite.text import tidy

if TYPE_CHECKING:
    from typing import TextIO


def set_up() -> None:
    """UTF-8 whatever the locale says, and line ends that are the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def emit(text: str) -> None:
    """Data for standard output. A closed pipe is met here, not at the end of the program."""
    if sys.stdout is None:
        raise OutputError("standard output is closed\n  hint: -o FILE writes to a file")
    sys.stdout.write(text)
    sys.stdout.flush()


def say(text: str) -> None:
    """A message for standard error, each of its lines without control characters."""
    lines = (line[: len(line) - len(line.lstrip())] + tidy(line) for line in text.split("\n"))
    try:
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # full, closed, never open: there is nobody to tell
        silence(sys.stderr)


def is_terminal(stream: TextIO) -> bool:
    """`stream` is one that a person looks at."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def silence(stream: TextIO | None) -> None:
    """Nobody reads the stream any more: let the interpreter flush it into nothing."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

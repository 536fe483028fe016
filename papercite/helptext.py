"""Help as people read it: an option's value once, rows in columns, texts fitted to the width."""

from __future__ import annotations

import argparse
import re
from textwrap import wrap

ROW = re.compile(r"(\s*\S.*?\s{2,})\S")  # "path   where they are": what stands in front of the second column


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs as lines: one line where the text may be filled, several where they are rows or a command."""
    parts = [part.split("\n") for part in text.strip("\n").split("\n\n")]
    return [
        lines if any(line.startswith(" ") for line in lines) or all(map(ROW.match, lines)) else [" ".join(lines)]
        for lines in parts
    ]


def fitted(line: str, width: int) -> list[str]:
    """A line in as many as it needs; what is left of a row begins below its second column. A command stays whole."""
    row = ROW.match(line)
    if line.startswith(" ") and not row:
        return [line]
    rest = " " * len(row[1]) if row and len(row[1]) < width // 2 else ""
    return wrap(line, width, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False) or [""]


class Layout(argparse.HelpFormatter):
    """How argparse sets help: `-t, --topic T`, and texts as `paragraphs` has them."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings:
            return super()._format_action_invocation(action)
        flags = ", ".join(sorted(action.option_strings, key=len))
        default = self._get_default_metavar_for_optional(action)
        return flags if action.nargs == 0 else f"{flags} {self._format_args(action, default)}"

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filled = (
            "\n".join(part for line in lines for part in fitted(line, width - len(indent)))
            for lines in paragraphs(text)
        )
        return "\n".join(indent + line if line else "" for line in "\n\n".join(filled).split("\n"))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return [part for line in text.split("\n") for part in fitted(line, width)]

"""Plain text -> LaTeX that BibTeX can carry.

Records are plain Unicode; they are encoded once, here. Whatever a text holds, the result has
balanced braces, is one line, and runs no command that the text brought along.
"""

from __future__ import annotations

import re

from papercite.text import tidy

# Braces by name: BibTeX counts "\{" as an opening brace.
_ESCAPES = str.maketrans({
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "^": r"{\textasciicircum}", "~": r"{\textasciitilde}", "<": r"{\textless}",
    ">": r"{\textgreater}", "|": r"{\textbar}",
})  # fmt: skip
_SPECIAL = re.compile(r"[\\{}$&%#_^~<>|]")


def escape(text: str) -> str:
    """Text with every character that TeX would act on made to print; mathematics is kept."""
    if not _SPECIAL.search(text):
        return text
    if "$" not in text:
        return text.translate(_ESCAPES)
    from papercite.formats.mathematics import pieces_of

    # in braces, or styles that lower-case titles would turn $N$ into $n$
    return "".join(f"{{${piece}$}}" if is_math else piece.translate(_ESCAPES) for piece, is_math in pieces_of(text))


_UNSAFE_IN_ADDRESS = {ord(character): f"%{ord(character):02X}" for character in '{}\\ "<>^`|'}


def verbatim(text: str) -> str:
    """An address, DOI or number as verbatim fields hold it: not escaped, but without what would end the field."""
    return tidy(text).translate(_UNSAFE_IN_ADDRESS)

"""Files of BibTeX read back with bibtexparser, and LaTeX as the text that a reader sees."""

from __future__ import annotations

from functools import lru_cache

import bibtexparser
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

_SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textbar": "|",
          "textasciicircum": "^"}  # fmt: skip


def _decoder() -> LatexNodes2Text:
    names = get_default_latex_context_db()
    macros = [MacroTextSpec(name, sign) for name, sign in _SIGNS.items()]
    names.add_context_category("signs", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=names, math_mode="verbatim")


DECODER = _decoder()


@lru_cache(16384)
def plain(latex: str) -> str:
    """LaTeX as the text that a reader sees; braces gone, mathematics as it is written."""
    text: str = DECODER.latex_to_text(latex)
    return text


def entries(bibtex: str) -> list[tuple[str, str, dict[str, str]]]:
    """Kind, key and fields of every entry; nothing else may be there but macros, which are put in."""
    library = bibtexparser.parse_string(bibtex)
    assert [block.error for block in library.failed_blocks] == []
    assert len(library.blocks) == len(library.entries) + len(library.strings)
    return [(one.entry_type, one.key, {field.key: field.value for field in one.fields}) for one in library.entries]


def read(bibtex: str) -> list[tuple[str, dict[str, str]]]:
    """Key and fields of every entry."""
    return [(key, fields) for _, key, fields in entries(bibtex)]


def names_of(author: str) -> list[str]:
    """Full names of a field that holds authors, in order: "Aaron van den Oord"; none for an empty one."""
    return [_name(name) for name in split_multiple_persons_names(author)] if author else []


@lru_cache(16384)
def _name(name: str) -> str:
    parts = parse_single_name_into_parts(name)
    return plain(" ".join((*parts.first, *parts.von, *parts.last, *parts.jr)))

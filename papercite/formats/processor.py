"""The home of citeproc-py, an optional library: a style and items in, the text of each reference out.

Texts come back with marks where a face begins and ends. Marks are characters, not tags, so that nothing in the texts of
a paper can be taken for one.
"""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from papercite.errors import UsageError
from papercite.formats.style import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papercite.formats.csl_json import Item
    from papercite.formats.style import Style

FACES = ("italic", "bold", "superscript", "subscript", "smallcaps")
OPEN = {face: chr(0xF0010 + 2 * place) for place, face in enumerate(FACES)}
CLOSE = {face: chr(0xF0011 + 2 * place) for place, face in enumerate(FACES)}
_NOT_TEXT = "kept"  # what items hold beside what is printed


class Processor:
    """citeproc-py with one style."""

    def __init__(self, style: Style) -> None:
        """Load the style; `UsageError` if citeproc-py is not installed or refuses it."""
        try:
            from citeproc import CitationStylesStyle
        except ImportError:
            raise UsageError(MISSING) from None
        self._name = style.name
        with self._troubles():
            self._style = CitationStylesStyle(BytesIO(style.xml), validate=False)

    def order(self, items: Sequence[Item]) -> list[int]:
        """Places of the items in the order of the style; their own if it has none."""
        with self._troubles():
            made = self._bibliography(items)
            made.sort()
            return [int(key) for key in made.keys]

    def texts(self, items: Sequence[Item]) -> list[str]:
        """The reference of each item, numbered in this order."""
        with self._troubles():
            made = self._bibliography(items)
            return ["".join(map(str, self._style.render_bibliography([item]))) for item in made.items]

    def _bibliography(self, items: Sequence[Item]) -> Any:
        """A list of references. Items are called by their places: citeproc-py does not tell keys apart by case."""
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        named = [
            {**{name: value for name, value in item.items() if name != _NOT_TEXT}, "id": str(place)}
            for place, item in enumerate(items)
        ]
        made = CitationStylesBibliography(self._style, CiteProcJSON(named), _formatter())
        made.register(Citation([CitationItem(item["id"]) for item in named]))
        return made

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """What citeproc-py trips over is a fault of the style, as items are well-formed."""
        try:
            yield
        except Exception as error:  # what it may trip over in a stranger's style, nobody can list
            what = f"{type(error).__name__}: {error}"
            raise UsageError(
                f"{self._name}: citeproc-py cannot work with this style ({what})\n  hint: take another style"
            ) from error


def _formatter() -> Any:
    """What citeproc-py asks for faces: marks round the text. Escaping is left to whoever writes the references."""
    from citeproc.string import String

    def marked(face: str) -> Any:
        return lambda text: String(f"{OPEN[face]}{text}{CLOSE[face]}")

    faces = {"Italic": "italic", "Oblique": "italic", "Bold": "bold", "Superscript": "superscript",
             "Subscript": "subscript", "SmallCaps": "smallcaps"}  # fmt: skip
    return SimpleNamespace(
        preformat=str, Light=String, Underline=String, **{name: marked(face) for name, face in faces.items()}
    )

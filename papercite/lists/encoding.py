"""Bytes of a list -> its text, whatever it was saved as. UTF-8 is what a list should be; anything else gets a note.

A mark at the start tells the encoding for sure, and zero bytes tell UTF-16; the rest is a guess (guess.py).
"""

from __future__ import annotations

import codecs

from papercite.errors import ListError

# Marks at the start of a file, the longer ones first: encoding, and what people call it ("" for what needs no note).
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BROKEN = "\ufffd"  # what Python puts where bytes mean nothing


def text_of(content: bytes, path: str) -> tuple[str, list[str]]:
    """Content of a list as text, and what the user should know of how it was read.

    content  UTF-8 with or without mark; else UTF-16 or 32, else an encoding of before Unicode, by what it looks like
    path     for messages
    returns  the text without mark; a note for whatever is not UTF-8. A few broken bytes in UTF-8 are kept as "\ufffd"
    errors   ListError if it is no text
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _known(content.removeprefix(mark), codec, name, path)
    if content.count(0) * 100 > len(content):
        return _known(content, _codec_by_zeros(content, path), "UTF-16", path)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        trouble = f"{path}:{line}: not UTF-8 (byte 0x{content[error.start]:02x})"
    if _is_nearly_utf8(content):
        return _known(content, "utf-8", "", path)
    return _guessed(content, path, trouble)


def _guessed(content: bytes, path: str, trouble: str) -> tuple[str, list[str]]:
    from papercite.lists.guess import likeliest  # hardly a list needs it

    name, text = likeliest(content)
    if not name:
        raise ListError(f"{trouble}\n  hint: save the list as UTF-8")
    return text, [_note(path, name)]


def _note(path: str, name: str) -> str:
    return f"{path}: read as {name}; save it as UTF-8 to be sure"


def _known(content: bytes, codec: str, name: str, path: str) -> tuple[str, list[str]]:
    """Text in an encoding that is known; what is broken nevertheless is marked, and its first line named."""
    text = content.decode(codec, "replace")
    notes = [_note(path, name)] if name else []
    if _BROKEN in text and _BROKEN.encode(codec) not in content:
        line = text.count("\n", 0, text.index(_BROKEN)) + 1
        notes.append(f"{path}:{line}: broken {name or 'UTF-8'}, read as {_BROKEN}")
    return text, notes


def _codec_by_zeros(content: bytes, path: str) -> str:
    """UTF-16 without a mark: zero bytes, which ASCII and line ends have, stand on one side only. Else it is no text."""
    for codec, others in (("utf-16-le", content[::2]), ("utf-16-be", content[1::2])):
        if len(content) % 2 == 0 and 0 not in others and _BROKEN not in content.decode(codec, "replace"):
            return codec
    raise ListError(f"{path}: this is no text\n  hint: a list is a text file, in UTF-8")


def _is_nearly_utf8(content: bytes) -> bool:
    """All but a few of its bytes are UTF-8."""
    text = content.decode("utf-8", "replace")
    broken = text.count(_BROKEN)
    return sum(not character.isascii() for character in text) > 4 * broken

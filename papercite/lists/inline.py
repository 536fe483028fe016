"""One run of Markdown text -> spans: links, bare addresses, pictures, bold and italic, HTML, comments.

It reads as a careful person does, not as CommonMark prescribes: formulas stay as they are written, emphasis may
touch letters, HTML is a dress like any other, and every address is a link. Links that are broken are mended first.
"""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

from papercite.lists.block import BREAK, CODE, COMMENT, IMAGE, TEXT, Span
from papercite.lists.slips import mended

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOWHERE = " "  # the address of a link that has none: "[paper]()"
NONE: Mapping[str, str] = {}
# Text of a break: a line end of the source, one that is shown as a new line, and a new line without a line end.
SOFT, HARD, SHOWN = "\n", "\\\n", ""

# A sign, or the h of https://: first what a character can be, for that is sought many times faster.
_SPECIAL = re.compile(r"[\\`*_\[\]<&~$\n!hH](?:(?<![hH])|(?i:ttps?://))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MATH = re.compile(r"\$\$?(?=\S)([^$\n]{1,300}?)(?<=\S)\$\$?(?!\d)")
_LINK_TARGET = re.compile(
    r"\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\<]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))(?:[^\s()\\]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))*|))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
# A link as most are: no other sign in its text, a plain address of the web (an entity ends with ;), nothing behind.
_PLAIN_LINK = re.compile(
    r"\[([^\\`*_\[\]<&~$\n!:]*+(?::(?!//)[^\\`*_\[\]<&~$\n!:]*+)*+)\]\(((?i:https?)://[^\s()\\<;]++)\)"
)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^\s<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});")
_ADDRESS = re.compile(r"https?://[^\s<>\"`|\\^{}\[\]，。；、！？（）【】「」]+", re.IGNORECASE)
# What stands before a bare address, behind a bracket, or at the start of a target where a link may be broken.
_ODD_BEFORE = ("(", "（", "[", "{", "<", "]", "［")
_ODD_BEHIND = ("(", " (", "（", "{", "[h", "h", "］", "】")
_WHOLE = ("https://", "http://", "#", ".", "/")
_BOLD_TAGS, _ITALIC_TAGS = frozenset(("b", "strong")), frozenset(("i", "em", "cite"))
_BREAKING_TAGS = frozenset(
    "br p div li tr td th ul ol dl dt dd details summary table tbody thead hr h1 h2 h3 h4 h5 h6".split()
)


def spans_of(text: str, references: Mapping[str, str] = NONE) -> tuple[Span, ...]:
    """Spans of a piece of Markdown text.

    text        one paragraph, item, heading or cell, without the marks in front of it
    references  addresses by label, in lower case: what "[label]: address" lines define
    returns     spans in order; each line end of the source is one break with the text "\\n"
    errors      none: what is no markup is text
    """
    if not _SPECIAL.search(text):
        return (Span(text),) if text else ()
    scan = _Scan(text, references)
    spans = scan.spans()
    if (scan.is_odd or _has_odd_address(text)) and (whole := mended(text)) != text:
        return _Scan(whole, references).spans()
    return spans


def _has_odd_address(text: str) -> bool:
    """A quick look: an address that begins with something else than http:// or https://."""
    whole = text.count("https://") + text.count("http://")
    return text.count("://") != whole or text.count("http") != whole


def address_at(text: str, start: int) -> str:
    """The bare address that begins at `start`, without what a sentence adds to it; "" if there is none."""
    found = _ADDRESS.match(text, start)
    url = found[0] if found else ""
    while url and (url[-1] in ".,;:'\"*_~!?" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


class _Scan:
    """One pass over a text. A piece is a list of the fields of a span; marks of emphasis wait for their partner."""

    def __init__(self, text: str, references: Mapping[str, str]) -> None:
        self.text, self.references = text, references
        self.at = 0
        self.pieces: list[list[object]] = []
        self.brackets: list[tuple[int, bool, bool]] = []  # piece, is it an image's, may it become a link
        self.marks: list[int] = []  # pieces that are marks which may open
        self.bold = self.italic = 0
        self.url = ""
        self.is_odd = False  # something may be a broken link

    def spans(self) -> tuple[Span, ...]:
        """Everything, joined."""
        text, at, handlers = self.text, 0, _HANDLERS
        while found := _SPECIAL.search(text, at):
            start = found.start()
            if start > at:
                self._add(text[at:start])
            self.at = start
            handlers.get(text[start], _Scan._address)(self)
            at = self.at
        if at < len(text):
            self._add(text[at:])
        return _joined(self.pieces)

    def _add(self, text: str, kind: str = TEXT, image: str = "", url: str = "") -> None:
        self.pieces.append([text, self.bold > 0, self.italic > 0, url or self.url, kind, image])

    def _literal(self, length: int = 1) -> None:
        self._add(self.text[self.at : self.at + length])
        self.at += length

    # ---- one sign each

    def _backslash(self) -> None:
        if self.text.startswith("\\\n", self.at):
            self._add(HARD, BREAK)
            self.at += 2
        elif found := _ESCAPED.match(self.text, self.at):
            self._add(found[1])
            self.at = found.end()
        else:
            self._literal()

    def _code(self) -> None:
        if found := _CODE.match(self.text, self.at):
            self._add(found[2].strip() or found[2], CODE)
            self._breaks_in(found[0])
            self.at = found.end()
        else:
            end = self.at
            while self.text.startswith("`", end):
                end += 1
            self._literal(end - self.at)

    def _breaks_in(self, text: str) -> None:
        for _ in range(text.count("\n")):
            self._add(SOFT, BREAK)

    def _formula(self) -> None:
        found = _MATH.match(self.text, self.at)
        self._literal(found.end() - self.at if found else 1)

    def _line_end(self) -> None:
        is_hard = self.text.endswith("  ", 0, self.at)
        self._add(HARD if is_hard else SOFT, BREAK)
        self.at += 1

    def _entity(self) -> None:
        found = _ENTITY.match(self.text, self.at)
        self._add(unescape(found[0]) if found else "&")
        self.at = found.end() if found else self.at + 1

    def _struck(self) -> None:
        if self.text.startswith("~~", self.at):
            self.at += 2
        else:
            self._literal()

    def _address(self) -> None:
        url = address_at(self.text, self.at)
        self.is_odd = self.is_odd or self.text[self.at - 1 : self.at] in _ODD_BEFORE
        if len(url) > len("https://") + 3:
            self._add(url, url=self.url or url)
            self.at += len(url)
        else:
            self._literal(len("http"))

    # ---- emphasis

    def _emphasis(self) -> None:
        text, start = self.text, self.at
        sign, end = text[start], start
        while end < len(text) and text[end] == sign:
            end += 1
        self.at = end
        before, after = text[start - 1 : start], text[end : end + 1]
        if sign == "_" and before.isalnum() and after.isalnum():
            self._add(sign * (end - start))
            return
        count = end - start
        if before and not before.isspace():
            count = self._close(sign, count)
        if count and after and not after.isspace():
            self.marks.append(len(self.pieces))
            self.pieces.append([sign * count, self.bold > 0, self.italic > 0, self.url, TEXT, ""])
        elif count:
            self._add(sign * count)

    def _close(self, sign: str, count: int) -> int:
        """Close what marks of this sign opened; returns how many marks are left."""
        while count and self.marks:
            at = len(self.marks) - 1
            while at >= 0 and not str(self.pieces[self.marks[at]][0]).startswith(sign):
                at -= 1
            if at < 0:
                break
            del self.marks[at + 1 :]
            place = self.marks[at]
            opened = str(self.pieces[place][0])
            used = 2 if count >= 2 and len(opened) >= 2 else 1
            for piece in self.pieces[place + 1 :]:
                piece[1 if used == 2 else 2] = True
            self.pieces[place][0] = opened[used:]
            count -= used
            if len(opened) == used:
                self.marks.pop()
        return count

    # ---- brackets

    def _open(self) -> None:
        if found := _PLAIN_LINK.match(self.text, self.at):
            self._link(*found.groups())
            self.at = found.end()
        else:
            self.brackets.append((len(self.pieces), False, True))
            self._literal()

    def _link(self, label: str, url: str) -> None:
        self.is_odd = self.is_odd or not url.startswith(_WHOLE) or url.count("http") > 1
        self._add(label, url=url)
        self._in_link()

    def _in_link(self) -> None:
        """Of the brackets that are open only those of pictures stay so: no link holds another."""
        if self.brackets:
            self.brackets = [(one, image, image) for one, image, _ in self.brackets]

    def _image(self) -> None:
        if self.text.startswith("![", self.at):
            self.brackets.append((len(self.pieces), True, True))
            self._literal(2)
        else:
            self._literal()

    def _shut(self) -> None:
        if not self.brackets:
            self._literal()
            return
        place, is_image, is_open = self.brackets.pop()
        target, end = self._target(place) if is_open else ("", -1)
        if end < 0:
            self.is_odd = self.is_odd or self.text.startswith(_ODD_BEHIND, self.at + 1)
            self._literal()
            return
        self.is_odd = self.is_odd or not target.startswith(_WHOLE) or target.count("http") > 1
        inside = self.pieces[place + 1 :]
        del self.pieces[place:]
        self.marks = [mark for mark in self.marks if mark < place]
        self.at = end
        target = target or NOWHERE
        if is_image:
            self._add("".join(str(piece[0]) for piece in inside), IMAGE, target)
            return
        for piece in inside or [["", self.bold > 0, self.italic > 0, "", TEXT, ""]]:
            piece[3] = target
            self.pieces.append(piece)
        self._in_link()

    def _target(self, place: int) -> tuple[str, int]:
        """Address behind a closing bracket, and where it ends; -1 if there is none."""
        after = self.at + 1
        if found := _LINK_TARGET.match(self.text, after):
            return _plain(found[1] if found[1] is not None else found[2]), found.end()
        if not self.references:
            return "", -1
        label = "".join(str(piece[0]) for piece in self.pieces[place + 1 :])
        named = _REFERENCE.match(self.text, after)
        url = self.references.get(_label((named[1] if named else "") or label))
        return (url, named.end() if named else after) if url is not None else ("", -1)

    # ---- HTML

    def _html(self) -> None:
        text, at = self.text, self.at
        if found := _COMMENT.match(text, at):
            self._add(found[1], COMMENT)
            self._breaks_in(found[0])
        elif found := _AUTOLINK.match(text, at):
            self._add(found[1], url=self.url or found[1])
        elif found := _TAG.match(text, at):
            self._tag(found[2].lower(), bool(found[1]), found[3])
            self._breaks_in(found[0])
        else:
            self._literal()
            return
        self.at = found.end()

    def _tag(self, name: str, closes: bool, rest: str) -> None:
        if name == "a":
            self.url = "" if closes else attributes(rest).get("href", "")
        elif name == "img":
            given = attributes(rest)
            self._add(given.get("alt", ""), IMAGE, given.get("src", ""))
        elif name in _BOLD_TAGS:
            self.bold = max(0, self.bold - 1) if closes else self.bold + 1
        elif name in _ITALIC_TAGS:
            self.italic = max(0, self.italic - 1) if closes else self.italic + 1
        elif name in _BREAKING_TAGS:
            self._add(SHOWN, BREAK)


_HANDLERS: dict[str, Callable[[_Scan], None]] = {
    "\\": _Scan._backslash, "`": _Scan._code, "*": _Scan._emphasis, "_": _Scan._emphasis, "[": _Scan._open,
    "]": _Scan._shut, "<": _Scan._html, "&": _Scan._entity, "~": _Scan._struck, "$": _Scan._formula,
    "\n": _Scan._line_end, "!": _Scan._image,
}  # fmt: skip


def attributes(text: str) -> dict[str, str]:
    """Attributes of an HTML tag by name: 'href="x" class=y' -> {"href": "x", "class": "y"}."""
    found = _ATTRIBUTE.findall(text)
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in reversed(found)}


def _plain(target: str) -> str:
    if "\\" in target:
        target = _ESCAPED.sub(r"\1", target)
    return unescape(target) if "&" in target and ";" in target else target


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


_new_span = partial(tuple.__new__, Span)  # what Span(*piece) does, in a third of the time


def _joined(pieces: list[list[object]]) -> tuple[Span, ...]:
    """Neighbours of one dress as one span."""
    joined: list[list[object]] = []
    last: list[object] = []  # the piece before, if it is text
    for piece in pieces:
        text, is_bold, is_italic, url, kind, _ = piece
        if kind == TEXT:
            if not text and not url:
                continue
            if last and url == last[3] and is_bold == last[1] and is_italic == last[2]:
                last[0] = f"{last[0]}{text}"
                continue
            last = piece
        elif not text and kind == CODE and not url:
            continue
        else:
            last = []
        joined.append(piece)
    return tuple(map(_new_span, joined))

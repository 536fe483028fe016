"""Formatted references: papers as APA, IEEE and others have them in a list at the end of a text.

The processor puts the parts together. It is given texts in which nothing can be taken for markup or for the end of
something, and its output, which is text with marks, is read here: what stands in italics, what is a link. How that is
written down is left to text.py, markdown_refs.py and html_refs.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from papercite.formats.cases import headline_case, sentence_case
from papercite.formats.csl_json import PREPRINT, item_of
from papercite.formats.initials import as_written, shortened
from papercite.formats.mathematics import pieces_of
from papercite.formats.processor import CLOSE, OPEN, Processor
from papercite.formats.style import END_OF_LABEL, TITLES, read_style
from papercite.names import OTHERS
from papercite.record import name_of
from papercite.text import bare, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papercite.formats.csl_json import Item
    from papercite.formats.style import Style
    from papercite.record import Paper


class Run(NamedTuple):
    """A piece of a reference that looks the same throughout."""

    text: str
    faces: tuple[str, ...] = ()
    url: str = ""


class Reference(NamedTuple):
    """One reference: whose it is, its label ("[1]"; "" if the style has none), and what it says."""

    key: str
    label: str
    runs: tuple[Run, ...]


# Marks are characters of a plane that nobody uses for text.
_ANY_MARK = re.compile("[\U000f0000-\U000fffff]")
_DOI, _URL, _NUMBER, _OTHERS, _KEEPS_SMALL, _TITLE = (chr(0xF0001 + place) for place in range(6))
_SMALL_NAME = re.compile(r"[a-z]+[A-Z]")  # arXiv: a style that wants a capital at the start means another kind of word

# Characters that a processor, or the rules for punctuation, must not see in a text: moved to that plane and back.
_MOVED = 0xF1000
_ACTIVE = {ord(sign): _MOVED + ord(sign) for sign in ".,:;!?<>&\"'“”‘’"}
_BACK = {there: here for here, there in _ACTIVE.items()}


def references(papers: Iterable[Paper], style_name: str, prefer: str) -> list[Reference]:
    """The papers as references, in the order of the style; `UsageError` without citeproc-py or for a broken style."""
    style = read_style(style_name)
    papers = list(papers)
    items = [_item(paper, prefer, style) for paper in papers]
    processor = Processor(style)
    order = processor.order([_for_sorting(item) for item in items]) if style.has_order else range(len(items))
    in_order = [items[place] for place in order]
    if style.alike:
        _tell_apart(in_order, *style.alike)
    texts = processor.texts(in_order)
    return [
        _reference(papers[place].key, items[place]["kept"], text, style.puts_marks_inside)
        for place, text in zip(order, texts, strict=True)
    ]


# ---- items


def _item(paper: Paper, prefer: str, style: Style) -> Item:
    """The item that the processor sees. Addresses and numbers are marks there; `kept` holds what they stand for."""
    item = item_of(paper, prefer)
    title = item.get("title") or tidy(name_of(paper.entry)) or paper.key
    item |= {"title": title, "keyword": ""}
    if "sentence" in style.titles:
        item[TITLES["sentence"]] = sentence_case(title, tidy(paper.entry.nickname))
    if "title" in style.titles:
        item[TITLES["title"]] = headline_case(title)
    marks = {_DOI: "DOI", _URL: "URL", **({_NUMBER: "number"} if item["type"] == PREPRINT else {})}
    kept = {mark: _ANY_MARK.sub("", item[name]) for mark, name in marks.items() if name in item}
    shown = {name: _hidden(value) if isinstance(value, str) else value for name, value in item.items() if value}
    shown |= {marks[mark]: mark for mark in kept}
    if "author" in item:
        shown["author"] = [_name(name, style) for name in item["author"]]
    else:  # a style may have the title in place of the authors, and citeproc-py then prints it again
        shown |= {name: _TITLE + shown[name] for name in ("title", *TITLES.values()) if name in shown}
    return {**shown, "type": item["type"], "kept": kept}


def _hidden(text: str) -> str:
    """Text in which a processor finds nothing to act on, but for a mark at its end that ends a sentence."""
    text = _curly(_ANY_MARK.sub("", text))
    text = _KEEPS_SMALL + text if _SMALL_NAME.match(text) else text
    return text[:-1].translate(_ACTIVE) + (text[-1:] if text[-1:] in ".?!" else text[-1:].translate(_ACTIVE))


_STRAIGHT = re.compile(r"""(^|[\s(\[{‐-―-])?(["'])""")
_CURLY = {('"', True): "“", ('"', False): "”", ("'", True): "‘", ("'", False): "’"}


def _curly(text: str) -> str:
    """Typewriter quotation marks and apostrophes as print has them; those in mathematics stay."""
    return "".join(
        f"${piece}$"
        if is_math
        else _STRAIGHT.sub(lambda found: (found[1] or "") + _CURLY[found[2], found[1] is not None], piece)
        for piece, is_math in pieces_of(text)
    )


def _name(name: dict[str, str], style: Style) -> dict[str, str]:
    if name == {"literal": OTHERS}:
        return {"literal": _OTHERS}
    name = {part: _curly(_ANY_MARK.sub("", text)) for part, text in name.items()}
    if whole := as_written(name):
        return {"literal": whole}
    if style.initials is not None and "given" in name:
        name["given"] = shortened(name["given"], style.initials, style.hyphen)
    return name


_ARTICLE = re.compile(r"^(?:an?|the)\s+")


def _for_sorting(item: Item) -> Item:
    """The item with texts by which it is put in order: without accents, titles without an article at their start."""

    def folded(text: str) -> str:
        return _ANY_MARK.sub("", bare(text.translate(_BACK)))

    texts = {name: folded(text) for name, text in item.items() if isinstance(text, str)}
    titles = {name: _ARTICLE.sub("", texts[name]) for name in ("title", *TITLES.values()) if name in texts}
    names = [{part: folded(text) for part, text in name.items()} for name in item.get("author", ())]
    return {**item, **texts, **titles, "type": item["type"], **({"author": names} if names else {})}


def _tell_apart(items: Sequence[Item], least: int, first: int) -> None:
    """2019a, 2019b: letters behind the years of references that are cited alike, in their order.

    least, first  of so many authors or more, texts name the first ones by their family names; 0: all, in full
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        if "issued" in item and "author" in item:
            people = item["author"]
            cited = [name.get("family", name.get("literal")) for name in people] if least else people
            if least and len(people) >= least:
                cited = [*cited[:first], "et al."]
            groups.setdefault(f"{cited} {item['issued']['date-parts'][0][0]}", []).append(item)
    for group in groups.values():
        for place, item in enumerate(group if len(group) > 1 else ()):
            item["year-suffix"] = _letters(place)


def _letters(place: int) -> str:
    return (_letters(place // 26 - 1) if place >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[place % 26]


# ---- what the processor gives


def _reference(key: str, kept: dict[str, str], text: str, puts_marks_inside: bool) -> Reference:
    label, mark, body = text.partition(END_OF_LABEL)
    if not mark:
        label, body = "", text
    runs = _runs(_settled(body, puts_marks_inside), kept)
    return Reference(key, _ANY_MARK.sub("", label).strip(), tuple(runs))


_FACES = "([\U000f0010-\U000f001f]*)"  # marks of faces that begin or end there
# What two parts make where they meet, in the order in which it is put right.
_MEETINGS = tuple(
    (re.compile(pattern.replace("~", _FACES)), put)
    for pattern, put in (
        (rf"(,?) *(?:and |& )?{_OTHERS}", r"\1 et al."),
        (r"([.?!])~([”’]?)~\.", r"\1\2\3\4"),  # "A question?." and “A question?”.
        (r"([,;:])~\.", r"\2."),
        (r"([?!]),(?=~[”’])", r"\1"),
        (r",~,", r",\1"),
        (r"  +", " "),
    )
)
_INSIDE = re.compile(f"([”’]){_FACES}([.,])")


_AGAIN = re.compile(f"“?{_FACES}{_TITLE}([^.,:?!”\U000f0010-\U000f001f]*){_FACES}[.,:?!]?”?{_FACES}[.,:]? *")


def _settled(text: str, puts_marks_inside: bool) -> str:
    """Text in which the marks of punctuation agree with each other. citeproc-py leaves that mostly to its callers."""
    first = text.find(_TITLE) + 1
    text = text[:first] + _AGAIN.sub("", text[first:])
    if puts_marks_inside:
        text = _INSIDE.sub(r"\3\1\2", text)
    for pattern, put in _MEETINGS:
        text = pattern.sub(put, text)
    return text.strip()


_PIECE = re.compile(f"(?:https?://(?:dx\\.)?doi\\.org/)?{_DOI}|{_URL}|{_NUMBER}|[\U000f0010-\U000f001f]")
_OPENED = {mark: face for face, mark in OPEN.items()}
_CLOSED = {mark: face for face, mark in CLOSE.items()}
_QUOTED = re.compile("“[^”]*”")
_INNER = str.maketrans({_MOVED + ord(outer): inner for outer, inner in zip('“”"', "‘’'", strict=True)})


def _runs(text: str, kept: dict[str, str]) -> Iterator[Run]:
    """The text in pieces: what was moved is back, marks are faces and links."""
    text = _QUOTED.sub(lambda found: found[0].translate(_INNER), text)
    faces: list[str] = []
    at = 0
    for found in _PIECE.finditer(text):
        if at < found.start():
            yield _run(text[at : found.start()], faces)
        at, mark = found.end(), found[0][-1]
        if mark in _OPENED:
            faces.append(_OPENED[mark])
        elif mark in _CLOSED:
            faces.remove(_CLOSED[mark])
        else:
            yield _link(found[0], kept, tuple(faces))
    if at < len(text):
        yield _run(text[at:], faces)


def _run(text: str, faces: Sequence[str]) -> Run:
    return Run(_ANY_MARK.sub("", text.translate(_BACK)), tuple(faces))


def _link(found: str, kept: dict[str, str], faces: tuple[str, ...]) -> Run:
    """A DOI, an address or an arXiv number with where it leads. What is printed as an address is one that works."""
    mark, value = found[-1], kept[found[-1]]
    if mark == _DOI:
        address = quote(value, safe="/:;()[]!$*+,=@~'._-")
        return Run(found[:-1] + (address if len(found) > 1 else value), faces, f"https://doi.org/{address}")
    if mark == _NUMBER:
        return Run(value, faces, f"https://arxiv.org/abs/{quote(value.removeprefix('arXiv:'), safe='/')}")
    return Run(value, faces, value)

r"""Broken link syntax of Markdown: where it stands, what it is, and how it is mended where that is safe.

A false alarm is worse than a miss: a link that works as Markdown is no slip, however odd it looks, and neither is
prose such as "[1] (2017)", a task box, a footnote or what stands in code, comments and tags. A mend is offered only
where one reading is left and where the line, mended, has nothing more to mend. Slips are sought line by line; all of
it takes linear time, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.masked import line_starts, masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Slip(NamedTuple):
    """One piece of broken link syntax."""

    start: int  # offset of its first character in the text
    end: int
    line: int  # 1-based
    what: str  # a sentence for people: "the link is not closed"
    found: str  # the text as it is
    mend: str  # what belongs there, "" if nobody can say


class _Shape(NamedTuple):
    """One way to get a link wrong."""

    pattern: str
    what: str
    mend: str = ""  # with the groups of the pattern: "[{label}]({url})"


# ---- the shapes; ++ and *+ never give back what they took, so no text makes them slow

_STOP = r"\s()<>\[\]{}（）［］【】，。；、“”`|\"\x00"  # what no address holds; \x00 stands for what masked blanked
_POINT = ".,;:!?*"  # ends a sentence unless the address goes on
_SIGN = rf"(?:\\[()\[\]]|[^{_STOP}\\{_POINT}]|\\(?![()\[\]])|[{_POINT}]++(?=[^{_STOP}{_POINT}]|\([^{_STOP}]))"
_URL = rf"(?P<url>https?://(?=[^{_STOP}])(?:{_SIGN}|\({_SIGN}*+\))++)"
_ADDRESS = re.sub(r"\?P<url>", "?:", _URL)
_LABEL = r"(?P<label>(?!\^|[ xX]\]|\d+\]|[ \t]*\])[^\[\]\r\n]{1,200})"  # no footnote, task box, number
_SPACE = r"[^\S\r\n]"
# the rest of a link that is one: address or <address>, perhaps a title, the closing parenthesis
_INSIDE = r"(?:\\[^\s]|[^\s()\\]|\((?:\\[^\s]|[^\s()\\]|\((?:\\[^\s]|[^\s()\\])*+\))*+\))"
_TITLE = r"(?:\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))"
_WHOLE = rf"\]\(\s*+(?:<[^<>\n]*+>|(?!<){_INSIDE}*+)(?:\s++{_TITLE})?\s*+\)"
_OPEN = rf"(?!{_WHOLE})\]\("  # a link that is none
_WORDS = r"(?i:paper|pdf|arxiv|article|code|link|project|website|github|video|slides|论文|代码)"

# The first that fits a place counts.
SHAPES = (
    # brackets and parentheses apart, doubled, or of another kind
    _Shape(rf"(?<![\\\]])\[{_LABEL}(?P<more>\]{{1,2}}){_SPACE}{{1,3}}\({_URL}\)",
           "a space parts the text of the link from its address", "[{label}{more}({url})"),
    _Shape(rf"\]\(\({_URL}\)\)?", "the address stands in two parentheses", "]({url})"),
    _Shape(rf"(?<![\]\w)])\((?P<label>(?!\d+\)){_SPACE}*+[^()\[\]\r\n]{{1,200}})\)\[{_URL}\](?![(\[:])",
           "brackets and parentheses of the link have changed places", "[{label}]({url})"),
    _Shape(rf"(?<!\\)\[{_LABEL}(?P<more>\]{{1,2}})\{{{_URL}\}}",
           "the address stands in braces", "[{label}{more}({url})"),
    _Shape(rf"(?<!\\)\[{_LABEL}(?P<more>\]{{1,2}})\[{_URL}\](?![(\[:])",
           "the address stands in brackets", "[{label}{more}({url})"),
    _Shape(rf"(?<!\\)\[{_LABEL}(?P<more>\]{{1,2}}){_SPACE}{{0,3}}(?:（{_SPACE}*+(?P<url>{_ADDRESS}){_SPACE}*+[)）]"
           rf"|\((?P<url2>{_ADDRESS})）)", "the parentheses of the link are full-width", "[{label}{more}({url}{url2})"),
    _Shape(rf"(?:［(?P<label>[^\[\]［］【】\r\n]{{1,200}})[］\]]|【(?P<label2>[^\[\]［］【】\r\n]{{1,200}})[】\]]"
           rf"|\[(?P<label3>[^\[\]［］【】\r\n]{{1,200}})[］】])[(（]{_URL}[)）]",
           "the brackets of the link are full-width", "[{label}{label2}{label3}]({url})"),
    # a bracket or parenthesis too many or too few
    _Shape(rf"\]\(\[[^\[\]\r\n]*+\]\({_URL}\)\)", "there is a link where the address belongs", "]({url})"),
    _Shape(rf"\]\(\[{_URL}\]?\)", "a bracket stands before the address", "]({url})"),
    _Shape(rf"(?<!\()\[\[{_URL}\)\]", "the link lacks its text and a parenthesis", "[<{url}>]"),
    _Shape(rf"\[\[(?P<label>[^\[\]()\r\n]{{0,60}}[^\[\]()\s])\({_URL}\)\](?![(\[])",
           "the bracket behind the text of the link is missing", "[[{label}]({url})]"),
    _Shape(rf"(?<![\[\\])\[(?P<label>[^\[\]()\r\n]{{0,60}}[^\[\]()\s])\({_URL}\)(?:\](?![(\[:])|(?![^\[\]\r\n]*+\]))",
           "the bracket behind the text of the link is missing", "[{label}]({url})"),
    _Shape(rf"\[\[(?P<label>[^\[\]\r\n]{{1,200}})\]\({_URL}\]\)?(?=[\s,.;|]|$)",
           "a bracket closes the address", "[[{label}]({url})]"),
    _Shape(rf"(?<!\[)\[(?P<label>[^\[\]\r\n]{{1,200}})\]\({_URL}\]\)?(?=[\s,.;|]|$)",
           "a bracket closes the address", "[{label}]({url})"),
    _Shape(rf"^{_SPACE}*+[-*+]{_SPACE}++(?!\[)[^\[\]\r\n]{{1,300}}\]\({_ADDRESS}\)",
           "the bracket before the text of the link is missing"),
    _Shape(rf"\]\({_ADDRESS}\)(?=\w)(?=[^\s()]*?[/_=\d%-])[^\s()\[\]<>|]{{4,}}\)", "the link goes on behind its end"),
    # not closed
    _Shape(rf"\](?<!\\\])\({_SPACE}*+(?P<url>https?://[^{_STOP}]++)(?<![/=-]){_SPACE}(?P<rest>[^{_STOP}]++)"
           r"(?:(?<=\.pdf)|(?<=\.html)|(?<=\.ps))\)", "there is a space in the address", "]({url}%20{rest})"),
    _Shape(rf"{_OPEN}{_SPACE}*+(?:(?=<){_SPACE}*+<)?{_ADDRESS}{_SPACE}++[^()\[\]<>`|\r\n]*+\)",
           "there is a space in the address"),
    _Shape(rf"{_OPEN}{_SPACE}*+{_URL}(?=[.,;:!*]*+(?:{_SPACE}|[\r\n|\x00，。；、]|\Z))",
           "the link is not closed", "]({url})"),
    _Shape(rf"\[\[(?P<label>[^\[\]\r\n]{{1,200}}){_OPEN}{_URL}(?=\])", "the link is not closed", "[[{label}]({url})"),
    _Shape(rf"{_OPEN}{_SPACE}*+{_ADDRESS}", "the link is not closed"),
    _Shape(rf"(?<![\w(=\"'<\\])<{_URL}(?=[.,;:!]*+(?:\s|\Z))(?![^<>\r\n]*+>)", "the address is not closed", "<{url}>"),
    # text and address side by side
    _Shape(rf"(?<!\\)\[{_LABEL}(?P<more>\]{{1,2}}){_URL}(?=[.,;:!*]*+(?:\s|\Z|[，。；、|]))",
           "the address stands in no parentheses", "[{label}{more}({url})"),
    _Shape(rf"(?<!\\)\[{_LABEL}\]{{1,2}}{_ADDRESS}\)", "the parenthesis before the address is missing"),
    # the beginning of the address
    _Shape(r"(?<![\w/=:.%&?-])https?(?::/{0,2})?(?P<url>https?://)(?=\w)", "the address begins twice", "{url}"),
    _Shape(r"(?<![\w/=:.%&?-])(?P<name>https?)(?:;//|:/(?!/)|//|:///++|:\\\\)(?=\w)",
           "the address begins with {found}", "{name}://"),
    _Shape(r"(?<=\]\()(?P<name>https?):(?=\w)", "the address begins with {found}", "{name}://"),
    _Shape(r"(?<![\w/=:.%&?-])(?!https?:|ssh:)(?=[htp]*+s)[htps]{3,8}://(?=\w)",
           "the address begins with {found}", "https://"),
    _Shape(r"(?<![\w/=:.%&?-])(?!http:)(?=h|ttp)[htp]{3,8}://(?=\w)", "the address begins with {found}", "http://"),
    _Shape(r"(?<=\]\()(?P<url>www\.(?=\w)|(?:[\w-]++\.)+?(?:(?:com|net|edu|io|gov|ac\.uk)(?=[/)])|org(?=/)))",
           "the address lacks https://", "https://{url}"),
    _Shape(r"(?<=\]\()(?P<url>https?://[^\s()]{6,150}?)(?P=url)(?=\))", "the address stands there twice", "{url}"),
    # nothing there
    _Shape(r"(?<![\w!\\\[\]])\[{1,2}[^\[\]\r\n]{1,200}\]{1,2}\([^\S\r\n]*+\)", "the link has no address"),
    _Shape(rf"(?<![\w!\\\]])\[\]\({_ADDRESS}\)", "the link has no text"),
    _Shape(rf"(?<![\w!\\])\[(?P<label>{_WORDS})\]\([A-Z][^\s()/]*+(?: [^\s()/]++){{2,}}\)",
           "there is text where the address belongs"),
    _Shape(r"(?<![\w!\\])\[(?P<label>[^\[\]\r\n\s]++(?: [^\[\]\r\n\s]++){2,60})\]\((?P=label)\)",
           "there is text where the address belongs"),
)  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compiled when a text needs them: that takes longer than to read a short list."""
    return tuple(re.compile(shape.pattern, re.MULTILINE) for shape in SHAPES)


# What a text must hold to have anything that can be mended; most have a link that is whole and nothing else.
_DOUBT = re.compile(
    rf"\](?:\((?![#.]|https?://(?:[^{_STOP}h]|h(?!ttp)|\(\w++\))++\)(?!\w))|{_SPACE}{{1,3}}\(h|[\[{{]?h|\[h)"
    r"|[（）［］【】]|\)\[h|[^\s()\]]\(h|\[\[h|<h|https?+(?!://(?!http)\w)"
    r"|(?<!\w)(?!https?://)[htps]{3,8}(?:;|:?/)"
)


def mended(text: str) -> str:
    """The text with all safe mends applied. Applying it to its own result changes nothing."""
    if not _DOUBT.search(text):
        return text
    return applied(text, slips(text))


def applied(text: str, chosen: Iterable[Slip]) -> str:
    """The text with the mends of the slips that were chosen among its own; those without a mend change nothing."""
    pieces: list[str] = []
    done = 0
    for slip in sorted(chosen):
        if slip.mend:
            pieces += (text[done : slip.start], slip.mend)
            done = slip.end
    return "".join((*pieces, text[done:])) if pieces else text


def slips(text: str) -> list[Slip]:
    """All slips of a text, in its order; none overlaps another."""
    plain = masked(text)
    found = [(_slip(plain, *one), _slip(text, *one)) for one in _hits(plain)]
    unsettled = _unsettled(plain, [blanked for blanked, _ in found if blanked.mend])
    return [slip._replace(mend="") if slip.line in unsettled else slip for _, slip in found]


def _unsettled(plain: str, mendable: Sequence[Slip]) -> set[int]:
    """Numbers of lines that have something to mend again after they were mended."""
    by_line: dict[int, list[Slip]] = {}
    for slip in mendable:
        by_line.setdefault(slip.line, []).append(slip)
    lines, starts = list(by_line), line_starts(plain) if by_line else []
    texts = []
    for line, chosen in by_line.items():
        begin = starts[line - 1]
        whole = plain[begin : starts[line] if line < len(starts) else len(plain)].rstrip("\r\n")
        moved = (slip._replace(start=slip.start - begin, end=slip.end - begin) for slip in chosen)
        texts.append(applied(whole, moved))
    return {lines[(line - 1) // 2] for _, shape, line in _hits("\n\n".join(texts)) if shape.mend}


_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]\n]{1,200})\]:", re.MULTILINE)


def _hits(plain: str) -> list[tuple[re.Match[str], _Shape, int]]:
    """Where the shapes fit, with the number of the line; where two overlap, the first, and of two at a place the
    one that comes first in the table."""
    labels = {found[1].casefold() for found in _DEFINITION.finditer(plain)}
    hits = [(hit.start(), number, hit) for number, pattern in enumerate(_patterns()) for hit in pattern.finditer(plain)]
    starts = line_starts(plain) if hits else []
    found, done = [], 0
    for start, number, hit in sorted(hits, key=lambda one: one[:2]):
        is_reference = "label" in hit.re.groupindex and (hit["label"] or "").casefold() in labels
        if start >= done and not is_reference:
            done = hit.end()
            found.append((hit, SHAPES[number], bisect_right(starts, start)))
    return found


def _slip(text: str, hit: re.Match[str], shape: _Shape, line: int) -> Slip:
    groups = {name: text[slice(*hit.span(name))] if hit.start(name) >= 0 else "" for name in hit.re.groupindex}
    found = text[hit.start() : hit.end()]
    return Slip(hit.start(), hit.end(), line, shape.what.format(found=found), found, shape.mend.format(**groups))

"""Plain text -> blocks: a paper a line, as an identifier, a web address, a title, or all of them.

    # what to read before the talk
    arXiv:1602.02830
    https://openreview.net/forum?id=S1_pAu9xl     # TTQ
    Learned Step Size Quantization, ICLR 2020
    2. Deep Residual Learning for Image Recognition, CVPR 2016, 10.1109/CVPR.2016.90

"#" and "%" begin a comment, as they do in files of settings: a heading is a line underlined with "====" or "----".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.lists.block import ITEM
from papercite.lists.named import linked_spans
from papercite.lists.outline import Outline

if TYPE_CHECKING:
    from papercite.lists.block import Block

_COMMENT = re.compile(r"\s*[#%]")
_COMMENT_BEHIND = re.compile(
    r"(?=\S*[\d:])(\S++)\s+[#%](?:\s.*)?"
)  # behind an address or identifier; "C # in use" stays
_RULE = re.compile(r"\s*([=~*_+-])\1{2,}\s*")
_UNDERLINE = re.compile(r"(=|-)\1{2,}\s*")
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_MARK = re.compile(r"^\s*(?:[-*+•–]\s+|\(?\d{1,4}[.)]\s+|\[\d{1,4}\]\s*)?(?:\[[ xX]\]\s+)?")


def blocks(text: str) -> list[Block]:
    """Blocks of a plain text: an item for each line that says something, a heading for each that is underlined.

    text    any, with any line ends
    errors  none
    """
    outline = Outline()
    family, levels = outline.family(), dict[str, int]()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        if not line.strip() or _COMMENT.match(line) or _RULE.fullmatch(line):
            continue
        if underline := _UNDERLINE.fullmatch(after):
            level = levels.setdefault(underline[1], len(levels))
            outline.head(level, number, number + 1, linked_spans(line.strip()))
            family = outline.family()
            continue
        words = _MARK.sub("", line, count=1).strip()
        if said := _COMMENT_BEHIND.fullmatch(words):
            words = said[1]
        if _SAYS_SOMETHING.search(words):
            outline.add(ITEM, number, number, linked_spans(words), depth=1, family=family)
    return outline.blocks

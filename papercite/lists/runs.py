"""Spans -> runs of text and links: labelled links leave the text and part it, any other dress stays with its words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from papercite.lists.block import BREAK, COMMENT, IMAGE, TEXT, Span
from papercite.lists.inline import SOFT
from papercite.lists.labels import is_file, is_weak_label, kind_of_label, kind_of_url
from papercite.lists.named import is_bare
from papercite.lists.people import STRONG, people_of
from papercite.lists.place import KNOWN, NAMED, place_of
from papercite.record import Link
from papercite.text import has_words, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

LINKED, BOLD, ITALIC, MONO = "linked", "bold", "italic", "mono"
SAME, GAP, LINE = "", "gap", "line"  # what parts a run from the one before: a link, or a new line


class Mark(NamedTuple):
    """A dress of part of a run."""

    start: int
    end: int
    dress: str
    url: str = ""


class Run(NamedTuple):
    """Text between two links or line ends."""

    text: str
    marks: tuple[Mark, ...] = ()
    parted_by: str = SAME


class Flow(NamedTuple):
    """What spans hold, taken apart."""

    runs: tuple[Run, ...]
    links: tuple[Link, ...] = ()  # with a label, or bare; those that carry a title are marks of a run
    tags: tuple[tuple[str, str], ...] = ()
    anchors: int = 0  # links to a place in the same document


_COMMENT = re.compile(r"^\s*papercite:(.*)$", re.DOTALL | re.IGNORECASE)
_LONGEST = 2_000  # letters of a run
_TAG = re.compile(r"(?<![A-Za-z_])([A-Za-z_]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_BEFORE_LINK = _SPACES + "[(（【|/,;:：·•&+-"
_AFTER_LINK = _SPACES + "])）】|/,;:·•&+"
_STAR_AT_END = re.compile(r"(?:(?<![^\s:]):[a-z][a-z0-9_+-]+:\s*)+$")
_KEY_BEFORE = re.compile(
    r"(?:^|[\s(\[【（|,;/])\**([^\s:：,;|()\[\]【】（）.。][^:：,;|()\[\]【】（）]{0,30}?)\**\s*[:：]\**\s*[\[(<]?\s*$"
)
_GOES_ON = re.compile(  # what a line ends with that another goes on
    r"(?:[^\w\s.)\]*†’'\"”]|\b(?:and|in|at|by|of|for|on|the|with|to|from|an?|via|und|et))\s*$", re.IGNORECASE
)
_MOST_LINES = 8
_SENTENCE_END = re.compile(r".*[.。!?]\s")
_SHIELD = re.compile(r"(?:shields\.io|badgen\.net)/(?:static/v1\?|badge/)([^?#]*)", re.IGNORECASE)
_PIPE = re.compile(r"\s+[|｜]\s*|\s*[|｜]\s+|^\s*[|｜]\s*|\s*[|｜]\s*$")
_LONGEST_PLACE = 60  # letters of a label that is a venue
_EXTERNAL = ("http://", "https://", "ftp://")


def tags_of(comment: str) -> tuple[tuple[str, str], ...]:
    """Names and values of a papercite comment: " papercite: doi=10.1/x key=foo" ; () for any other comment."""
    found = _COMMENT.match(comment)
    pairs = _TAG.findall(found[1]) if found else ()
    return tuple((name.lower(), quoted or single or bare) for name, quoted, single, bare in pairs)


def flow_of(spans: Sequence[Span], kind: str = "") -> Flow:
    """The runs and links of some spans.

    kind     what links are here unless their label says otherwise: "code" in a column of code
    """
    taken = _Taken(kind)
    place = 0
    while place < len(spans):
        span = spans[place]
        place += 1
        if span.url:
            group = [span]
            while place < len(spans) and spans[place].url == span.url != span.text:
                group.append(spans[place])
                place += 1
            taken.link(group)
        else:
            taken.take(span)
    taken.close(LINE)
    return Flow(tuple(taken.runs), tuple(taken.links), tuple(taken.tags), taken.anchors)


def _cut(text: str) -> str:
    """The part of a text in which a paper is sought: what is longer is prose, and takes long to take apart."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]


def _without_end(text: str) -> str:
    """Text without what stands between it and a link: spaces, an open bracket, a separator, ":star:"."""
    while (plain := text.rstrip(_SPACES)).endswith(":") and (star := _STAR_AT_END.search(plain)):
        text = plain[: star.start()].rstrip(_BEFORE_LINK)
    return text.rstrip(_BEFORE_LINK)


class _Taken:
    """What has been taken from the spans so far."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.runs: list[Run] = []
        self.links: list[Link] = []
        self.tags: list[tuple[str, str]] = []
        self.anchors = 0
        self.text = ""
        self.marks: list[Mark] = []
        self.parted_by = LINE
        self.is_after_link = False
        self.wraps: list[int] = []  # where lines of the source end in the text

    def take(self, span: Span) -> None:
        """Take a span that is no link."""
        if span.kind == TEXT:
            self._words(span.text, BOLD if span.is_bold else ITALIC if span.is_italic else "")
        elif span.kind == BREAK and (span.is_bold or span.is_italic) and span.text == SOFT and self.marks:
            self._wrapped()
        elif span.kind == BREAK:
            self._line_end(span.text)
        elif span.kind == COMMENT:
            self.tags += tags_of(span.text)
        elif span.kind == IMAGE:
            self._badge(badge_text(span))
        elif self._stands_apart():
            self._bracketed(span.text)
            self.is_after_link = True
        else:
            self._words(span.text, BOLD if span.is_bold else MONO)

    def _stands_apart(self) -> bool:
        """What comes next stands behind a link or in a line of its own: in back-ticks it is a tag."""
        if not self.text.strip():
            return bool(self.runs)
        return bool(self.marks) and self.marks[-1].dress != MONO and not self.text[self.marks[-1].end :].strip()

    def _wrapped(self) -> None:
        """A line end in the midst of words in bold or italics."""
        if self.marks[-1].end == len(self.text):
            self.marks[-1] = self.marks[-1]._replace(end=len(self.text) + 1)
        self.text += " "

    def _line_end(self, text: str) -> None:
        """A line end that only wraps a text is a space."""
        said = self.text.rstrip()
        is_dressed = bool(self.marks) and self.marks[-1].end >= len(said) and self.marks[-1].dress != MONO
        if text == SOFT and said and not is_dressed and not said.endswith((".", "!", "?", "。")):
            self.text += " "
            self.wraps.append(len(self.text))
        else:
            self.close(LINE)

    def close(self, parted_by: str) -> None:
        """End the run that is open."""
        wraps, self.wraps = self.wraps, []
        if wraps and (cuts := _lines_apart(self.text, wraps)):
            self._close_each(cuts, parted_by)
            return
        text = _cut(self.text)
        text = _without_end(text) if parted_by == GAP else text
        if text.strip():
            marks = tuple(self.marks)
            if marks and marks[-1].end > len(text):
                marks = tuple(mark._replace(end=min(mark.end, len(text))) for mark in marks if mark.start < len(text))
            self.runs.append(Run(text, marks, self.parted_by))
            self.parted_by = parted_by
        elif parted_by == LINE:
            self.parted_by = LINE
        self.text, self.marks = "", []
        self.is_after_link = parted_by == GAP

    def _close_each(self, cuts: Sequence[int], parted_by: str) -> None:
        """End the run that is open as several: a title, its authors and its venue in a line each."""
        text, marks = self.text, self.marks
        for start, end in pairwise((0, *cuts, len(text))):
            self.text = text[start:end].rstrip()
            inside = [mark for mark in marks if mark.start < end and mark.end > start]
            self.marks = [
                mark._replace(start=max(mark.start - start, 0), end=min(mark.end, end) - start) for mark in inside
            ]
            self.close(LINE if end < len(text) else parted_by)

    def _words(self, text: str, dress: str, url: str = "") -> None:
        if "|" in text and not url:
            pieces = _PIPE.split(text)
            for piece in pieces[:-1]:
                self._run(piece, dress)
                self.close(GAP)
            text = pieces[-1]
        self._run(text, dress, url)

    def _run(self, text: str, dress: str, url: str = "") -> None:
        if self.is_after_link and not url:
            text = text.lstrip(_AFTER_LINK)
        if not text:
            return
        self.is_after_link = False
        if dress:
            start, last = len(self.text), self.marks[-1] if self.marks else None
            if last and last.end == start and last.dress == dress and last.url == url and self.text[-1:] == " ":
                start = self.marks.pop().start  # it goes on behind a line end
            self.marks.append(Mark(start, len(self.text) + len(text), dress, url))
        self.text += text

    def _badge(self, text: str) -> None:
        """A picture that says a place says it like a bracket; others say nothing."""
        if text and place_of(text):
            self._bracketed(text)

    def _bracketed(self, text: str, *, is_first: bool = False) -> None:
        """End the run that is open, and keep a text as a bracket behind it; `is_first`: it may begin its line."""
        self.close(GAP)
        self.runs.append(Run(f"({_cut(text)})", (), self.parted_by if is_first else GAP))

    # ---- links

    def link(self, group: list[Span]) -> None:
        """Take neighbouring spans that are one link."""
        span = group[0]
        if span.kind == COMMENT:
            self.tags += tags_of(span.text)
            return
        shown = _shown(span) if len(group) == 1 else "".join(map(_shown, group))
        label, url = tidy(shown), span.url.strip()
        if url.startswith(("#", "./#")):
            self.anchors += 1
            self._words(shown, LINKED)
        elif not url:
            self._nowhere(label)
        elif label == url:
            self._bare(url)
        elif _is_bare(label, url):
            self._keep(label, url, "")
        else:
            self._labelled(label, url, span.kind == IMAGE and all(one.kind == IMAGE for one in group))

    def _nowhere(self, label: str) -> None:
        """A link that leads nowhere: its words are a label, a place, or just words."""
        plain = label.strip("[]()（）【】 ")
        if kind_of_label(plain) and not place_of(plain):
            self.close(GAP)
        elif place_of(plain):
            self._bracketed(plain, is_first=True)
            self.parted_by, self.is_after_link = GAP, True
        else:
            self._words(label, "")

    def _bare(self, url: str) -> None:
        """An address that stands for itself; the word before it is its label."""
        key = _key_before(self.text)
        label = tidy(key[1]).strip("*_ ") if key else ""
        kind = kind_of_label(label) if key else ""
        is_label = bool(kind) or (" " not in label and len(self.text.split()) == 1)  # a word that nobody else uses
        if key and is_label:
            self._drop(key)
        else:
            label = ""
        self._keep(label or url, url, kind)

    def _drop(self, key: re.Match[str]) -> None:
        """Take the key that `_KEY_BEFORE` found off the end of the text."""
        self.text = self.text[: len(self.text) - (len(key.string) - key.start())]

    def _keep(self, label: str, url: str, kind: str) -> None:
        """Keep a link and part the text there; what a weak label does not say, the host does."""
        is_page = self.kind == "code" and kind == "project"  # "web page" in a column of code
        said = "" if is_weak_label(label) and not is_page else kind
        kind = said or kind_of_url(url) or self.kind or kind or "unknown"
        if url.lower().startswith(_EXTERNAL) or (kind == "paper" and is_file(url)):
            self.links.append(Link(label, url, kind))
        self.close(GAP)

    def _is_more_code(self, label: str, url: str) -> bool:
        """A word right behind another link, that leads to code: "[arxiv](u) • [github::towers](v)"."""
        is_next = bool(self.links) and not has_words(self.text) and " " not in label
        return is_next and kind_of_url(url) == "code"

    def _labelled(self, label: str, url: str, is_picture: bool) -> None:
        plain = label.strip("[]()（）【】 ")
        shown = label.removeprefix("[").removesuffix("]")
        is_weak = is_weak_label(plain)
        key = _key_before(self.text) if is_weak else None
        kind = kind_of_label(key[1]) if key else ""
        if kind and key:
            self._drop(key)
            self._keep(tidy(key[1]), url, kind)
            return
        kind = kind_of_label(plain)
        is_at_start = not self.text.strip(" \t[(*_") and not self.runs
        place = place_of(plain) if len(plain) < _LONGEST_PLACE else None
        is_place = bool(place and (place.certainty == KNOWN or (place.year and place.certainty != NAMED)))
        if place and is_place and (is_at_start or kind != "paper" or place.year):
            self._bracketed(plain, is_first=True)
            self.parted_by = GAP
            self._keep(shown, url, kind_of_url(url) or "paper")
        elif kind or is_picture or (is_weak and plain) or self._is_more_code(label, url):
            self._keep(shown, url, kind)
        elif _is_short(plain) and self.text.rstrip().endswith(("[", "(")) and len(self.text.split()) > 1:
            self._keep(shown, url, "")  # a label that nobody else uses
        else:
            self._words(label, LINKED, url)


def _shown(span: Span) -> str:
    """What a reader sees of a span."""
    return " " if span.kind == BREAK else badge_text(span) if span.kind == IMAGE else span.text


def _key_before(text: str) -> re.Match[str] | None:
    """The key that a text ends with: of "Title. Project page: [" the label behind the sentence, else all of it."""
    found = _KEY_BEFORE.search(text[-60:])
    sentence = _SENTENCE_END.search(found[1]) if found else None
    behind = _KEY_BEFORE.search(found.string, found.start(1) + sentence.end() - 1) if found and sentence else None
    return behind if behind and kind_of_label(behind[1]) else found


def _lines_apart(text: str, wraps: Sequence[int]) -> list[int]:
    """Those line ends that do more than wrap a text: beside a line that holds people or a venue and nothing else."""
    lines = [text[start:end] for start, end in pairwise((0, *wraps, len(text)))]
    if len(lines) > _MOST_LINES:
        return []
    alone = [_is_alone(line) for line in lines]
    return [
        wrap
        for place, wrap in enumerate(wraps)
        if (alone[place] or alone[place + 1]) and not _GOES_ON.search(lines[place]) and lines[place + 1][:1].isupper()
    ]


def _is_alone(line: str) -> bool:
    """A line names people, or a venue, and nothing else."""
    place = place_of(line)
    if place:
        return bool(place.venue) and (place.certainty == KNOWN or bool(place.year))
    people = people_of(line)
    return people is not None and people.certainty == STRONG and len(people.names) > 1


_SAYS_NOTHING = re.compile(r"(?:conference|venue|publish(?:ed)?|journal|paper|accepted|status)$", re.IGNORECASE)
_IDENTIFIER_LIKE = re.compile(r"\d")


def _is_bare(label: str, url: str) -> bool:
    """The text of a link is no more than the identifier it leads to: such a text is no title."""
    is_short = len(label) <= 60 and label.count(" ") < 3
    return is_short and bool(_IDENTIFIER_LIKE.search(label)) and is_bare(Span(label, url=url))


def _is_short(label: str) -> bool:
    return len(label) <= 30 and label.count(" ") < 3


def badge_text(span: Span) -> str:
    """What a picture says: the text of a badge, else the alternative text."""
    found = _SHIELD.search(span.image)
    if not found:
        return span.text
    if "=" in found[1]:
        return span.text
    text = unquote(found[1]).replace("--", "\0").replace("__", "\1")
    parts = [part.replace("_", " ").replace("\0", "-").replace("\1", "_") for part in text.split("-")]
    if len(parts) == 3 and _SAYS_NOTHING.match(parts[0].strip()):
        return tidy(parts[1])
    return tidy(" ".join(parts[:-1]) if len(parts) > 1 else text)

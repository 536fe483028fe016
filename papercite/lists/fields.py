"""What one item of a list says: spans of text -> Entry.

Evidence over position: links are known by label and host, venue and year by shape and by the
table of venues, the nickname by its brackets; the title is the words that are left.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from papercite.identify import identifier_of_url
from papercite.record import Entry, Link
from papercite.text import fold, tidy
from papercite.venues import known_venue

if TYPE_CHECKING:
    from collections.abc import Sequence


class Span(NamedTuple):
    """A run of text in one dress."""

    text: str
    is_bold: bool = False
    url: str = ""
    is_html: bool = False


# ---- links

# Words that label a link, and what they say of it.
LABELS = {
    "paper": ["paper", "papers", "pdf", "arxiv", "abs", "abstract", "doi", "openreview", "preprint", "link", "html",
              "url", "publication", "proceedings", "论文", "論文", "논문"],
    "code": ["code", "codes", "github", "gitlab", "implementation", "source", "repo", "repository", "official",
             "pytorch", "tensorflow", "torch", "keras", "caffe", "jax", "matlab", "python", "代码", "代碼", "코드"],
    "project": ["project", "page", "website", "webpage", "homepage", "web", "site", "demo", "项目", "主页"],
    "data": ["data", "dataset", "datasets", "数据", "数据集"],
    "video": ["video", "videos", "youtube", "talk", "视频"],
    "slides": ["slides", "slide", "ppt", "poster", "keynote"],
    "other": ["blog", "bibtex", "bib", "supp", "supplementary", "supplement", "appendix", "model", "models", "weights",
              "notes", "note", "tweet", "twitter", "review", "summary", "reviews", "huggingface", "colab"],
}  # fmt: skip
_KIND_OF_LABEL = {word: kind for kind, words in LABELS.items() for word in words}
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "anonymous.4open.science", "gitee.com", "codeocean.com")
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com")
_PAPER_HOSTS = ("openaccess.thecvf.com", "papers.nips.cc", "proceedings.neurips.cc", "proceedings.mlr.press",
                "aaai.org", "ieeexplore.ieee.org", "openreview.net", "aclanthology.org", "ijcai.org", "ecva.net",
                "jmlr.org",
                "sysml.cc", "mlsys.org", "usenix.org", "dl.acm.org", "sciencedirect.com", "nature.com", "springer.com",
                "semanticscholar.org", "isca-speech.org", "bmva.org", "roboticsproceedings.org")  # fmt: skip


@lru_cache(4096)
def kind_of_label(label: str) -> str:
    """What a label says of its link, "" if it is no label: "code(Torch-7)" -> "code", "PDF" -> "paper"."""
    words = fold(label).split()
    if not words or len(words) > 4:
        return ""
    return _KIND_OF_LABEL.get(words[0], "") or _KIND_OF_LABEL.get(words[-1], "")


def kind_of_url(url: str) -> str:
    """What an address says of what is there: "paper", "code", "video" or ""."""
    host = re.sub(r"^\w+://(?:www\.)?", "", url.lower()).partition("/")[0]
    for kind, hosts in (("code", _CODE_HOSTS), ("video", _VIDEO_HOSTS), ("paper", _PAPER_HOSTS)):
        if any(host == known or host.endswith("." + known) for known in hosts):
            return kind
    identifier = identifier_of_url(url)
    return "paper" if identifier and identifier.scheme != "url" else ""


# ---- venue and year

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)|['’‘`]\s?\d\d(?!\d)")
_EDGE = " \t,;.:|·–—-"


class Place(NamedTuple):
    """Where and when a paper appeared, as the list says it."""

    venue: str = ""
    year: int | None = None


def place_of(text: str) -> Place | None:
    """Venue and year that a fragment of text is, None if it is something else.

    text    "CVPR 2017", "(NIPS'16)", "NIPS workshop 2016", "arxiv 2019", "2020"
    returns the venue word for word, without year and brackets; a place unknown to the table needs a year
            and the look of a name
    """
    inner = _unwrapped(text)
    found = list(_YEAR.finditer(inner))
    year = _full_year(found[-1][0]) if found else None
    venue = _unwrapped(tidy(_YEAR.sub(" ", inner)).strip("'’‘`"))
    if not venue:
        return Place("", year) if year else None
    if len(inner) <= 120 and known_venue(venue):
        return Place(venue, year)
    looks_like_a_name = len(venue.split()) <= 8 and venue[0].isupper() and not fold(venue).isdigit()
    return Place(venue, year) if year and looks_like_a_name and len(found) == 1 else None


_BRACKETS = {"(": ")", "[": "]", "{": "}"}


def _unwrapped(text: str) -> str:
    """Text without separators and stray marks at its ends, and without brackets that stand round all of it."""
    text = text.strip(_EDGE + "*_")
    while text and (_BRACKETS.get(text[0]) == text[-1] or text[0] in ")]}" or text[-1] in "([{"):
        start, end = text[0] in "()[]{}", text[-1] in "()[]{}"
        text = text[start : len(text) - end].strip(_EDGE + "*_")
    for opening, closing in _BRACKETS.items():
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing)
    return text


def _full_year(text: str) -> int:
    digits = int(re.sub(r"\D", "", text))
    if digits >= 100:
        return digits
    return 1900 + digits if digits > 50 else 2000 + digits


# ---- the item

_COMMENT = re.compile(r"<!--\s*papercite:(.*?)-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"([A-Za-z_]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_NICKNAME = re.compile(r"\s*\[([^\[\]]{1,60})\]\s*")
_GAP = "\x00"  # stands where a labelled link stood
_PRESENTATION = re.compile(r"oral|poster|spotlight|highlight|best (?:student )?paper(?: award)?", re.IGNORECASE)
_LAST_GROUP = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")


def tags_of(html: str) -> tuple[tuple[str, str], ...]:
    """Names and values of the papercite comments in a piece of HTML: doi=10.1/x key=foo topic=binary."""
    pairs = (pair for comment in _COMMENT.findall(html) for pair in _TAG.findall(comment))
    return tuple((name.lower(), quoted or single or bare) for name, quoted, single, bare in pairs)


def entry_of(line: int, section: tuple[str, ...], spans: Sequence[Span]) -> Entry | None:
    """The entry that an item is, None if it holds neither a link to a paper nor a place and year."""
    tags = tuple(tag for span in spans if span.is_html for tag in tags_of(span.text))
    spans = [span for span in spans if not span.is_html]
    nickname, spans = _nickname(spans)
    links: list[Link] = []
    flow, titled = [], False
    for span in spans:
        link = _link(span)
        if link:
            links.append(link)
        elif span.url and kind_of_label(_label(span)):
            flow.append(_GAP)  # a file beside the list
            continue
        is_title = bool(link and not kind_of_label(link.label) and not titled and not _is_place(link.label))
        titled = titled or is_title
        flow.append(span.text if not link or is_title else f"{link.label}{_GAP}" if _is_place(link.label) else _GAP)
    title, place = _title_and_place("".join(flow))
    links = [_as_paper(link, title) for link in links]
    if not title or not (place.year or any(link.kind == "paper" for link in links)):
        return None
    return Entry(line, title, nickname, (), place.venue, place.year, section, tuple(links), "paper", tags)


def _nickname(spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """A bracketed name that the item begins with, and the spans without it."""
    first = next((place for place, span in enumerate(spans) if span.text.strip()), len(spans))
    rest = list(spans[first:])
    named = _NICKNAME.match(rest[0].text) if rest and not rest[0].url else None
    if not named or _is_rather_a_place(named[1], rest[0].is_bold):
        return "", rest
    rest[0] = rest[0]._replace(text=rest[0].text[named.end() :])
    return tidy(named[1]), rest


def _is_rather_a_place(text: str, is_bold: bool) -> bool:
    """A bracketed venue or year, not a name: "[CVPR]", "[2018]"; in bold, a venue needs its year: PACT names both."""
    place = place_of(text)
    return bool(place and (place.year or not is_bold))


def _link(span: Span) -> Link | None:
    if not span.url.startswith(("http://", "https://")):
        return None
    label = _label(span)
    return Link(label, span.url, kind_of_label(label) or kind_of_url(span.url) or "other")


def _label(span: Span) -> str:
    return tidy(span.text).removeprefix("[").removesuffix("]")


@lru_cache(4096)
def _is_place(label: str) -> bool:
    place = place_of(label)
    return bool(place and place.venue and known_venue(place.venue))


def _as_paper(link: Link, title: str) -> Link:
    """The link as one to the paper, where it carries the title or a place as its text."""
    is_title = fold(link.label) == fold(title) and (len(title.split()) > 2 or link.url.lower().endswith(".pdf"))
    is_paper = link.kind == "other" and (is_title or _is_place(link.label))
    return link._replace(kind="paper") if is_paper else link


def _title_and_place(flow: str) -> tuple[str, Place]:
    """Title and place of an item's text, in which labelled links are gaps."""
    places: list[Place] = []
    parts = [part for part in flow.split(_GAP) if part.strip(_EDGE + "()[]{}*")]
    kept = []
    for part in parts:
        rest, found = _without_places(part)
        places += found
        if rest:
            kept.append(rest)
    title = kept[0] if kept else ""
    venue = next((place.venue for place in places if place.venue), "")
    year = next((place.year for place in places if place.year), None)
    return title, Place(venue, year)


def _without_places(part: str) -> tuple[str, list[Place]]:
    """A piece of text without the places at its end, and these, first one first."""
    rest = _unbracketed(part)
    places: list[Place] = []
    while rest:
        group = _LAST_GROUP.search(rest)
        cut = group.start() if group else max(rest.rfind(","), rest.rfind(" - "))
        fragment = group[1] if group else rest[cut + 1 :]
        place = place_of(fragment) if cut > 0 or _is_place(rest) else None
        if not place and not (group and cut > 0 and _PRESENTATION.fullmatch(fragment.strip())):
            break
        if place:
            places.insert(0, place)
        rest = _unbracketed(rest[: max(cut, 0)])
    return tidy(rest), places


def _unbracketed(text: str) -> str:
    """Text without separators at its ends and without brackets that lost their partner."""
    text = text.strip(_EDGE.replace("-", "") + "*")
    for opening, closing in ("[]", "()"):
        if text.endswith(opening):
            text = text[:-1]
        if text.startswith(closing):
            text = text[1:]
    stripped = text.strip(_EDGE.replace("-", ""))
    return stripped if stripped == text else _unbracketed(stripped)

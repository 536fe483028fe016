"""A title that its dress shows: the text of a link, or words in bold, with what stands before and behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.citation import citation, is_quoted
from papercite.lists.ends import bare_title, is_number, without_number, without_signs
from papercite.lists.labels import kind_of_label
from papercite.lists.peel import merged, peeled
from papercite.lists.people import begins_with_name, people_of
from papercite.lists.place import KNOWN, place_of, unwrapped
from papercite.lists.rest import Rest, rest_of
from papercite.lists.runs import BOLD, LINKED, Mark, Run
from papercite.text import fold, has_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# What shows that words are a title.
LINK, QUOTE, PLAIN = "link", "quote", "plain"
DRESSES = {
    LINK: "the text of a link",
    QUOTE: "in quotation marks, or named as the title",
    BOLD: "in bold",
    PLAIN: "what is left when links, people, venue and year are taken away",
}


class Found(NamedTuple):
    """A title in a run, with what stands before and behind it there."""

    title: str
    dress: str
    before: str = ""
    behind: str = ""
    url: str = ""
    nickname: str = ""
    venue: str = ""
    is_prose: bool = False


_NO_NAME = re.compile(
    r"^(?:\d+|new|todo|note|update[ds]?|hot|recommended|survey|paper|papers|and|see|the|a|an|in)$", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"^(?:this|we|a paper|an?\s\w+\s(?:that|which)|introduces?|presents?|proposes?|shows?|the (?:paper|authors?))\b",
    re.IGNORECASE,
)
# How a sentence begins that mentions a paper: "We read [Title] with joy"
_PROSE = re.compile(
    r"(?:we|i|you|they|it|this|these|our|please|see|read|check|thanks|inspired|based)\b[a-z ]*", re.IGNORECASE
)
_NEXT_SENTENCE = re.compile(r"[a-z]{2}\. [A-Z][a-z]+ [a-z]")
_REMARK = re.compile(r"\s[-–—]\s+(?=[a-z]|This |We |A paper |Introduc|Propos|Present|Show)")
_LONG_GAP = re.compile(r"\S\s{2,}(?=[A-Z“\"(])")
_COLON = re.compile(r"^\s*[:：]\s*")
_DASH = re.compile(r"^\s*[-–—:：]+\s*")
_NAME_LIKE = re.compile(r"[a-z].*[A-Z]|[A-Z]{2}|\d")  # capitals inside, digits
_COLONS = (":", "：")
_ASIDE = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*")
_PIECES = re.compile(r"[;,；，]\s*")
_OPENING, _CLOSING = ("[", "【", "("), ("]", "】", ")")


def title_in(run: Run) -> Found | None:
    """A title that its dress shows, None if there is none: the run is read as a citation then."""
    linked = [mark for mark in run.marks if mark.dress == LINKED]
    bold = next((m for m in run.marks if m.dress == BOLD and has_words(run.text[m.start : m.end])), None)
    if linked and bold and _is_more_of_a_title(run, bold, linked[0]) and (found := _bold_title(run, bold)):
        return found
    if linked and (found := _linked_title(run, linked)):
        return found
    if is_quoted(run.text):
        return None
    return _bold_title(run, bold) if bold else None


def _is_more_of_a_title(run: Run, bold: Mark, link: Mark) -> bool:
    """Several words in bold, and behind them a link with a word or two: a label that nobody else uses."""
    words, label = run.text[bold.start : bold.end].split(), run.text[link.start : link.end].split()
    return bold.end <= link.start and len(words) > 2 and len(label) < 3 and run.text[: link.start].rstrip()[-1:] != ","


# ---- links


def _linked_title(run: Run, linked: Sequence[Mark]) -> Found | None:
    """The first link that is no person's home page, and reads like a title."""
    texts = [run.text[mark.start : mark.end] for mark in linked]
    if _are_people(run, linked, texts):
        return None
    mark, text = linked[0], texts[0]
    if len(linked) > 1 and len(text.split()) < 3 < len(texts[1].split()):
        between = run.text[mark.end : linked[1].start]
        if len(between.split()) < 4:  # a name with its own link, then the title
            mark, text = linked[1], texts[1]
    before, behind = run.text[: mark.start], run.text[mark.end :]
    if len(text.split()) < 3 and is_quoted(run.text):
        return None
    if _is_label(text, before, behind):
        return Found(until_note(behind), PLAIN, url=mark.url, venue=text.strip())
    if len(text.split()) <= 4 and (cited := _name_and_citation(text, behind)):
        return Found(cited, PLAIN, before, url=mark.url, nickname="" if people_of(text) else text.strip(" ."))
    if len(text.split()) <= 3 and (continued := _continued(text, behind)):
        title, behind = continued
        return Found(title, LINK, before, behind, mark.url)
    if _PROSE.fullmatch(without_number(before).strip()):
        return Found(text, LINK, "", behind, mark.url, is_prose=True)
    return Found(text, LINK, before, behind, mark.url, is_prose=_is_prose(before))


def _is_label(text: str, before: str, behind: str) -> bool:
    """A short link in brackets, and then a title without one: "[[TGARS](url)] A Title": a venue that nobody knows."""
    is_bracketed = before.strip() in ("[", "(", "【") and behind.lstrip()[:1] in ("]", ")", "】")
    return is_bracketed and len(text) < 40 and len(peeled(behind.lstrip("])】 "))[0].split()) > 3


def _are_people(run: Run, linked: Sequence[Mark], texts: Sequence[str]) -> bool:
    """The links are those of people: two of them, or one among names."""
    if texts[0].count(" ") > 4 or not _is_person(texts[0]):
        return False
    return any(map(_is_person, texts[1:])) or bool(people_of(_between(run.text, linked)))


def _is_person(text: str) -> bool:
    """A name in full; "Speed and Accuracy" are two words."""
    people = people_of(text)
    return people is not None and any(" " in name for name in people.names)


def _between(text: str, linked: Sequence[Mark]) -> str:
    """Text of a run that holds no links."""
    for mark in reversed(linked):
        text = text[: mark.start] + text[mark.end :]
    return text


def _continued(name: str, behind: str) -> tuple[str, str] | None:
    """A name and a colon, then the rest of the title: "[BERT](url): Pre-training of ..."."""
    found = _COLON.match(behind)
    if not found and not name.rstrip().endswith((":", "：")):
        return None
    rest = behind[found.end() :] if found else behind
    title, _ = peeled(rest)
    if len(title.split()) < 2 or _SENTENCE.match(title) or len(title.split()) > 30:
        return None
    start = rest.find(title[:12])
    return f"{name.rstrip(': ：')}: {title}", rest[max(start, 0) + len(title) :]


def _name_and_citation(name: str, behind: str) -> str:
    """What stands behind a linked name and a point, if it has a title of its own: "[BERT](u). BERT: ..., 2019"."""
    rest = behind.lstrip(" .")
    if not (behind.lstrip().startswith(". ") or name.rstrip().endswith(("al", "."))) or rest.count(" ") < 4:
        return ""
    cited = citation(rest)
    return rest if cited.title.count(" ") > 1 and (cited.people or cited.place.venue) else ""


def _is_prose(before: str) -> bool:
    """A link in the midst of a sentence is mentioned there, and not listed."""
    text = without_number(before).strip()
    if len(text.split()) < 4 or text.endswith((":", "：", "]")):
        return False
    rest = rest_of(text)
    return not (rest.people or rest.place.venue or rest.place.year)


# ---- bold


def _bold_title(run: Run, bold: Mark) -> Found | None:
    """A title in bold, or a name in bold with a title behind it; None if bold stresses words of a title."""
    text, before, behind = run.text[bold.start : bold.end], run.text[: bold.start], run.text[bold.end :]
    before = "" if is_number(before) else without_signs(before)
    name = unwrapped(text)
    if _is_no_title(text, name, behind) or _is_among_people(text, before, behind):
        return None
    if _is_bracketed(text) and len(fold(peeled(behind)[0]).split()) > 1:
        return Found(until_note(behind), PLAIN, before, nickname=name)
    if behind.count(" ") > 30 and not begins_with_name(behind):  # a remark
        return Found(text, BOLD, before)
    if behind.count(" ") > 5 and begins_with_name(behind) and not has_words(before):
        cited = citation(behind)
        if cited.title and cited.people:  # "**Isolation Forest**. Liu, F.T. and Zhou, Z.H., 2008. Isolation forest."
            return Found(behind, PLAIN, before, nickname=name)
    rest = rest_of(behind)
    if (has_words(before) and not _may_stand_before(before)) or (
        rest.people and _ends_in_colon(text) and not rest.note
    ):
        return None
    if rest.people or not rest.note:
        return Found(text, BOLD, before, behind)
    return _bold_and_more(text, name, before, behind)


def _is_no_title(text: str, name: str, behind: str) -> bool:
    """What is in bold is a number, a label or a place."""
    if is_number(text) or kind_of_label(name):
        return True
    place = place_of(text)
    if place and not place.year and _is_bracketed(text) and merged(peeled(behind)[1]).venue:
        return False  # the name of a venue may be a paper's as well, if the venue stands elsewhere
    return bool(place and (place.certainty == KNOWN or not place.venue))


def _is_among_people(text: str, before: str, behind: str) -> bool:
    """A name among names: people set their own in bold."""
    is_among = before.rstrip().endswith((",", ";", "，", "、", " and", "&")) or behind.lstrip()[:1] in (",", "，", "、")
    if not is_among or not people_of(text):
        return False
    others = before.strip(" ,;，、&").removesuffix(" and") if has_words(before) else behind.strip(" ,;，、")
    return begins_with_name(others) and bool(people_of(f"{before}{text}") or people_of(others.partition(".")[0]))


def _is_bracketed(text: str) -> bool:
    return text.strip().startswith(_OPENING) and text.strip().endswith(_CLOSING)


def _ends_in_colon(text: str) -> bool:
    return text.rstrip().endswith(_COLONS)


def _may_stand_before(text: str) -> bool:
    """People, a place, or a name that is set off may stand before a title in bold."""
    if _aside(text):
        return True
    rest = rest_of(without_number(text))
    if rest.note:
        return bool(before_title(text).note) and text.rstrip().endswith((":", "-", "–", "]"))
    return bool(rest.people or rest.place.venue or rest.place.year)


def _bold_and_more(text: str, name: str, before: str, behind: str) -> Found | None:
    """Words in bold, and words behind them that are neither people nor a place."""
    has_colon = _ends_in_colon(text) or behind.lstrip()[:1] in _COLONS
    is_short = len(name.split()) <= 3 and len(name) < 30
    body = until_note(_DASH.sub("", behind))
    if has_colon and not _is_remark(body):
        return Found(f"{name.rstrip(':：')}: {body}", BOLD, before)
    if not has_colon and not _is_remark(body) and is_short:
        is_parted = bool(_DASH.match(behind)) or behind[:1] in (",", "|")
        if (not is_parted and body[:1].islower()) or (not is_parted and len(body.split()) < 3):
            return None  # words of a title are stressed
        is_name = (is_parted or " " not in name) and len(body.split()) > 2 and _NAME_LIKE.search(name)
        return Found(body, PLAIN, before, nickname=name) if is_name else None
    if is_short or _is_remark(body) or behind.lstrip()[:1] in ("-", "–", "—", "(", "."):
        return Found(text, BOLD, before, behind)
    return None


def _is_remark(text: str) -> bool:
    """Sentences, not the rest of a title."""
    return bool(_SENTENCE.match(text)) or len(text.split()) > 25 or bool(_NEXT_SENTENCE.search(text))


def until_note(text: str) -> str:
    """Text up to a remark set off by a wide gap or a dash."""
    wide = _LONG_GAP.search(text)
    if wide and len(text[wide.end() :].split()) > 11:
        return text[: wide.start() + 1]
    dash = _REMARK.search(text)
    is_remark = dash and len(text[dash.start() :].split()) > 9 and text[: dash.start()].strip()
    return text[: dash.start()] if dash and is_remark else text


# ---- in front of a title


def before_title(text: str, title: str = "") -> Rest:
    """What stands in front of a title: people, place, or as the note a nickname.

    title   the title; what it begins with is a nickname, even where a venue has that name: "[PACT] PACT: ..."
    """
    plain = without_number(text).strip() if text else ""
    name = unwrapped(plain.rstrip(" :：-–—|"))
    if name and title.casefold().startswith((f"{name.casefold()}:", f"{name.casefold()} :")) and is_name(name):
        return Rest(note=name)
    rest = rest_of(plain)
    if not rest.note:
        return rest
    if aside := _aside(plain):
        places = [place for piece in _PIECES.split(aside) if (place := place_of(piece))]
        if places:
            return Rest(place=merged(places))
    name = bare_title(unwrapped(peeled(plain)[0].rstrip(" :：-–—|")))
    words = name.count(" ") + 1
    is_parted = plain.endswith((":", "：", "-", "–", "—", "]", ")", "|", "】", ",")) or (words <= 2 and name.isascii())
    return rest._replace(note=name if words <= 6 and is_parted and is_name(name) else "")


def _aside(text: str) -> str:
    """What stands in the one pair of round brackets that a text in front of a title is: "(2016 ACL; a new task)"."""
    found = _ASIDE.fullmatch(without_number(text))
    return found[1] if found and found[1].count(" ") else ""


def is_name(text: str) -> bool:
    """The text may be the name of a paper: it is short, and no word that lists put in front of titles."""
    return has_words(text) and len(text) < 60 and not kind_of_label(text) and not _NO_NAME.match(text)

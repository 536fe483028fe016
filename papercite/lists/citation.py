"""One run of text -> title, people and place: "A. Author and B. Author. Title. CVPR 2017" and its like.

Places are peeled off both ends, names are told from titles by their shape. What is left is the title.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.ends import EDGE, bare_title, is_sign, without_number
from papercite.lists.peel import merged, peeled
from papercite.lists.people import STRONG, People, begins_with_name, could_be_name, people_of
from papercite.lists.place import KNOWN, NAMED, NOWHERE, SHAPED, Place, place_of, unwrapped, venue_text
from papercite.lists.rest import rest_of
from papercite.text import fold, has_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# How a run of text is built; a list mostly keeps to one way.
AUTHORS_FIRST, TITLE_FIRST, TITLE_ONLY = "authors first", "title first", "title only"


class Cited(NamedTuple):
    """What a run of text says."""

    title: str
    people: tuple[str, ...] = ()
    place: Place = NOWHERE
    order: str = TITLE_ONLY
    is_quoted: bool = False
    is_unsure: bool = False  # a lone name in front or behind may as well be part of the title
    before: str = ""  # in front of a title in quotation marks, neither people nor place
    note: str = ""


_QUOTED = re.compile(
    r"[\"“”„«]\s*([^\"“”„«»]{6,400}?)\s*[,.]?\s*[\"“”»](?![a-z])"
    r"|「([^「」]{4,200})」|『([^『』]{4,200})』|《([^《》]{4,200})》"
)
_TITLE_GOES_ON = re.compile(r"[:：]\s*[A-Z]\w*[ -]\w")  # "Why Should I Trust You?": Explaining the Predictions
_KIND_OF_WORK = re.compile(r"\s*\[(?:[JCMDRPSNGZ]|[A-Z]{1,2}/(?:OL|CD))\]\s*(?:[.,:]|//)?\s*(?:In:\s)?")  # GB/T 7714
_HAS_QUOTES = re.compile('["“”„«「『《]')
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR_BETWEEN = re.compile(
    r"^(.{4,600}?)[\s,.]*[(\[]((?:19|20)\d\d)[a-z]?(?:,[^()]{0,20})?[)\]]\s*[.,:]?\s+(.{6,})$", re.DOTALL
)
_BARE_YEAR_BETWEEN = re.compile(
    rf"^(.{{4,600}}?)[,.]\s*((?:19|20)\d\d)[a-z]?(?:,\s*{_MONTH})?[.:,]\s+(.{{6,}})$", re.DOTALL | re.IGNORECASE
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCES = re.compile(r"(?<=[^\s.]{3})[.?!]\s+(?=[A-Z])")
_TITLE_KEY = re.compile(r"^(?:title|标题|题目|제목|タイトル)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_COLON = re.compile(r"\s*[:：]\s+|\s*：\s*")
_SENTENCE = re.compile(
    r"(?<=[^\s.][^\s.A-Z])[.。]\s+|(?<=\bal)\.?[,:]?\s+|(?<=[A-Z])\.\s+(?=[A-Z][a-z]+ (?!and\b)[a-z]|[A-Z]\w+[-:])"
)
_BEHIND = re.compile(r"\s+[-–—]+\s+|\s+by\s+|[.]\s+|,\s+|，\s*|\s*[(（](?=[^()]*[)）]?$)", re.IGNORECASE)
_COMMA = re.compile(r"[,;，；]\s*")
_AND = re.compile(r"\s(?:and|&)\s|\bet al")
_NO_BARE = re.compile(r"[\d\"“”„«»()\[\]{}（）【】|.;。，；：「」『』《》]")
_LONGEST = 1_500  # letters in which the people in front of a title are sought


def _is_bare(text: str) -> bool:
    """A quick look at a dressed title: nothing in it parts people or a place from it."""
    plain = text.strip(EDGE + ".")
    if _NO_BARE.search(plain) or is_sign(plain[:1]) or is_sign(plain[-1:]) or " " not in plain:
        return False
    if " -" in plain or " –" in plain or " —" in plain or " by " in plain or plain.count(",") > 1:
        return False
    first, comma, last = plain.partition(",")
    return not comma or not (place_of(last) or place_of(first))


@lru_cache(256)
def citation(text: str, usual: str = "", *, is_dressed: bool = False) -> Cited:
    """Title, people and place of a run of text.

    usual       how most entries of the list are built (AUTHORS_FIRST, TITLE_FIRST); decides where a lone name may
                as well be part of the title
    is_dressed  the text as a whole is linked or bold: it is a title, and people need to be sure
    returns     an empty title where the text is a place or people only
    """
    if is_dressed and _is_bare(text):
        return Cited(text)
    if "[" in text:
        text = _KIND_OF_WORK.sub(". ", text, count=1)
    if quoted := _in_quotes(text, usual):
        return quoted
    if place := _whole_place(text, is_dressed=is_dressed):
        return Cited("", place=place)
    if between := _with_year_between(text):
        return between
    rest, places = peeled(text, is_dressed=is_dressed)
    rest = _TITLE_KEY.sub("", rest)
    if not has_words(rest):
        return Cited("", place=merged(places))
    if not is_dressed and (people := people_of(rest)) and people.certainty == STRONG:
        return _with_short_title(people.names, merged(places))
    return _parted(rest, places, usual, is_dressed=is_dressed)


def _with_short_title(names: Sequence[str], place: Place) -> Cited:
    """People only; but one word, full names and a year are a title with its authors: "Dropout, A. One, B. Two"."""
    first, *others = names
    is_title = place.year and len(others) > 1 and " " not in first and others[-1] != "et al."
    if is_title and all(" " in name and "," not in name for name in others):
        return Cited(first, tuple(others), place, TITLE_FIRST)
    return Cited("", tuple(names), place, AUTHORS_FIRST)


def _whole_place(text: str, *, is_dressed: bool) -> Place | None:
    """The place that the text as a whole is; what is linked or bold must be a venue that is known."""
    place = place_of(text) if text.count(" ") < 16 else None
    if not place or not place.venue or place.certainty == KNOWN:
        return place
    return place if place.year and place.certainty >= (KNOWN if is_dressed else SHAPED) else None


def _parted(rest: str, places: Sequence[Place], usual: str, *, is_dressed: bool) -> Cited:
    """People and title of a text without its places."""
    place, is_unsure = merged(places), False
    for split, order in ((_people_first, AUTHORS_FIRST), (_people_last, TITLE_FIRST)):
        found = split(rest)
        if not found:
            continue
        people, title = found
        is_comma = order == TITLE_FIRST and rest[len(title) :].lstrip()[:1] == ","  # there are commas in titles too
        if is_dressed and (order == AUTHORS_FIRST or is_comma) and not _is_beyond_doubt(people):
            continue
        if people.certainty == STRONG or (usual == order and not is_dressed):
            inner, more = peeled(title)
            title, place = (inner, merged([*places, *more])) if inner else (title, place)
            return Cited(title, people.names, place, order)
        is_unsure = not is_dressed and not usual
    return Cited(rest, (), place, is_unsure=is_unsure)


def _is_beyond_doubt(people: People) -> bool:
    """Names that cannot be words of a title: with initials or "et al.", or three of them."""
    return people.certainty == STRONG and (len(people.names) > 2 or any("." in name for name in people.names))


def is_quoted(text: str) -> bool:
    """The text is a citation with its title in quotation marks."""
    return bool(_HAS_QUOTES.search(text)) and citation(text).is_quoted


# ---- quotation marks


class _Quotation(NamedTuple):
    """A text parted at the quotation marks in it."""

    before: str
    inside: str
    after: str

    @property
    def is_long(self) -> bool:
        """More than a word or two: hardly a part of a title."""
        words = fold(self.inside)
        return words.count(" ") > 1 or len(self.inside) > (14 if words.isascii() else 4)


def _quotation(text: str) -> _Quotation | None:
    for found in _QUOTED.finditer(text):
        inside = next(filter(None, found.groups()), "")
        if len(inside) > 3:
            before, after = text[: found.start()], text[found.end() :]
            return _Quotation(before.strip(" \t\n,;-–—*_"), inside, after.strip(" \t\n,;*_"))
    return None


def _in_quotes(text: str, usual: str) -> Cited | None:
    """A title in quotation marks, with people or a name in front and a place behind."""
    quoted = _quotation(text) if _HAS_QUOTES.search(text) else None
    if not quoted:
        return None
    before = quoted.before
    people = people_of(without_number(before)) if before else None
    if not quoted.is_long and not (people and people.certainty == STRONG):
        return None
    if people and people.certainty != STRONG and before.endswith((":", "：")) and usual != AUTHORS_FIRST:
        people = None  # a name of the paper, not of a person
    place_before = place_of(before) if before and not people else None
    name = unwrapped(without_number(before).rstrip(":： "))
    is_name = len(name.split()) <= (6 if before.endswith((":", "：", "]", ")")) else 3)
    if before and not people and not place_before and not is_name:
        return None
    behind = rest_of(quoted.after)
    is_in_title = behind.note if quoted.is_long else not place_of(quoted.after)
    if quoted.after[:1].isalpha() and is_in_title and not behind.people:
        return None  # quotation marks round a part of a title
    if _TITLE_GOES_ON.match(quoted.after) and len(behind.people) < 2 and (behind.note or behind.people):
        return None
    title, places = peeled(bare_title(quoted.inside))
    place = merged([behind.place, *places, *([place_before] if place_before else [])])
    names = people.names if people else behind.people
    order = AUTHORS_FIRST if people else TITLE_ONLY
    left = "" if people or place_before else name
    return Cited(title, names, place, order, is_quoted=True, before=left, note=behind.note)


# ---- a year between people and title


def _with_year_between(text: str) -> Cited | None:
    """ "Author, A., & Author, B. (2015). Title. Venue." """
    plain = without_number(text).lstrip(" .")
    if not _ANY_YEAR.search(plain) or not begins_with_name(plain):
        return None
    for shape in (_YEAR_BETWEEN, _BARE_YEAR_BETWEEN):
        found = shape.match(plain)
        people = people_of(found[1]) if found else None
        if found and people and (people.certainty == STRONG or shape is _YEAR_BETWEEN):
            title, place = _title_and_venue(found[3], int(found[2]))
            return Cited(title, people.names, place, AUTHORS_FIRST)
    return None


def _title_and_venue(text: str, year: int) -> tuple[str, Place]:
    """A title, and the venue in the sentence behind it."""
    title, places = peeled(text)
    place = merged([*places, Place("", year)])
    sentences = [piece for piece in _SENTENCES.split(title) if piece]
    if len(sentences) < 2 or len(sentences[1].split()) > 12:
        return title, place
    first, second = sentences[:2]
    behind = place_of(title[len(first) :]) or place_of(second) or Place(venue_text(second), None, NAMED)
    return first, merged([place, behind]) if place.venue else behind._replace(year=place.year)


# ---- people in front and behind


def _people_first(text: str) -> tuple[People, str] | None:
    """People in front of a title, and the title."""
    if not begins_with_name(text):
        return None
    best: tuple[People, str] | None = None
    if colon := _COLON.search(text[:_LONGEST]):
        people = people_of(text[: colon.start()])
        is_whole = len(text[colon.end() :].split()) > 1 and not _sentence_of_names(text[: colon.start() + 1])
        if people and is_whole and not _ends_in_one_word(people):
            best = people, text[colon.end() :]
    for cut in _SENTENCE.finditer(text[:_LONGEST]):
        people = people_of(text[: cut.start()])
        if people and text[cut.end() :].strip() and (not best or people.certainty > best[0].certainty):
            best = people, text[cut.end() :]
            break
    if best and best[0].certainty == STRONG:
        return best
    return _names_then_title(text) or best


def _sentence_of_names(text: str) -> bool:
    """Names, a point, and the name of the paper: "Jacob Devlin, Ming-Wei Chang. BERT"."""
    for cut in _SENTENCE.finditer(text):
        people = people_of(text[: cut.start()])
        if people and (not text[cut.start() - 1].isupper() or _are_inverted(people)):
            return True
    return False


def _are_inverted(people: People) -> bool:
    """Every family name stands in front: "Alayrac, J.-B., Donahue, J"."""
    return len(people.names) > 1 and all(", " in name and "." not in name.partition(",")[0] for name in people.names)


def _ends_in_one_word(people: People) -> bool:
    """Names, and behind them a single word that rather begins a title: "A. Author, B. Author, FlowNet"."""
    *names, last = people.names
    return bool(names) and " " not in last and last != "et al." and any(" " in name for name in names)


def _names_then_title(text: str) -> tuple[People, str] | None:
    """Names parted by commas, then a title: as many pieces as are names, but one is left for the title."""
    start, named = 0, []
    for cut in _COMMA.finditer(text[:_LONGEST]):
        piece = text[start : cut.start()]
        if not could_be_name(piece) and not _AND.search(piece):
            break
        named.append(cut)
        start = cut.end()
    for cut in reversed(named):
        title = text[cut.end() :]
        people = people_of(text[: cut.start()]) if len(fold(title).split()) > 1 else None
        if people and not _ends_in_one_word(people):
            return people, title
    return None


def _people_last(text: str) -> tuple[People, str] | None:
    """People behind a title, and the title: "Title - A. Author", "Title, A. Author, B. Author"."""
    for cut in _BEHIND.finditer(text, 6):
        if not begins_with_name(text[cut.end() :]):
            continue
        people = people_of(text[cut.end() :].rstrip(")）"))
        if people and (people.certainty == STRONG or cut[0].strip().lower() in ("by", "-", "–", "—")):
            return people, text[: cut.start()]
    return None

"""Venue and year in a piece of text, by shape and by the table of venues. "arXiv 2023.10" -> arXiv, 2023."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.dates import DATE, YEAR, full_year, short_year, year_of
from papercite.lists.ends import without_signs_behind
from papercite.text import fold, has_words, tidy
from papercite.venues import CONFERENCE, PREPRINT, find_venue, known_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

# How sure it is that a text is a place.
YEAR_ONLY, NAMED, SHAPED, KNOWN = 0, 1, 2, 3


class Place(NamedTuple):
    """Where and when a paper appeared, as the list says it."""

    venue: str = ""
    year: int | None = None
    certainty: int = YEAR_ONLY

    def with_more(self, other: Place) -> Place:
        """This place with what another adds: a venue where there is none, a year to a venue that stands alone."""
        if not self.venue and other.venue:
            return Place(other.venue, self.year or other.year, other.certainty)
        return self if self.year or not other.year else self._replace(year=other.year)

    def is_surer_than(self, other: Place) -> bool:
        """This is more certainly a venue than the other; among equals, one that is no server of preprints."""
        return (self.certainty, not self.is_preprint) > (other.certainty, not other.is_preprint)

    @property
    def is_preprint(self) -> bool:
        """The venue is a server of preprints."""
        known = known_venue(self.venue) if self.venue else None
        return bool(known and known.kind == PREPRINT)


NOWHERE = Place()
_WORDS_OF_PLACES = frozenset(
    "journal transactions transaction trans proceedings proc conference conf symposium symp workshop workshops letters "
    "lett annals annual magazine review reviews advances lecture bulletin quarterly communications archive archives "
    "international thesis dissertation report university press rev phys acad sci findings track congress meeting forum "
    "frontiers ieee acm siam preprint preprints academy oral orals poster posters spotlight spotlights accepted "
    "submitted submission arxiv corr appear appeared appears published presented award highlight highlights "
    "computing".split()
)
_APART = str.maketrans(dict.fromkeys(".,;:()[]{}/'’*_-–&", " ") | dict.fromkeys("学报会议期刊학회", " journal "))
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d|['’‘`´]\s?\d\d")
_VENUE_AND_YEAR = re.compile(r"\b([A-Z][A-Za-z]*[A-Z][A-Za-z]{0,8})([- ])(\d\d)\W*$")
_YEAR_ALONE = re.compile(r"\W*['`]\s?(\d\d)\W*")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z])[-_ ]?(\d\d)$")
_ARXIV = re.compile(
    r"\b(?:arxiv|corr)(?![a-z])(?:[\s.]*(?:e-?prints?|preprints?|org|cs|abs))*[\s,:/]*(?:arxiv[\s:]*|abs/)?"
    r"(?:\d{4}[.:]\d{4,5}(?:v\d+)?|[a-z-]+/\d{7})?(?:\s*\[[a-z.-]+\])?",
    re.IGNORECASE,
)
_YEAR_AND_MONTH = re.compile(r"\W*(\d\d)\.(?:0[1-9]|1[0-2])\W*")
_BIORXIV = re.compile(r"((?:bio|med|chem)rxiv)[\s,:]*(20\d\d)[.-]\d\d[.-]\d\d[.-]\d+(?:v\d+)?", re.IGNORECASE)
_VOLUME = re.compile(
    r"\b(?:vol(?:ume)?|no|nr|num(?:ber)?|iss(?:ue)?|pp?|pages?|art(?:icle)?|chapter|ch|ser(?:ies)?)\b\.?\s*"
    r"[a-z]?\d[\w.:]*(?:\s*[-–—]+\s*[a-z]?\d[\w.]*)?"
    r"|\b\d{1,4}\s?\(\d{1,3}(?:[-–/]\d{1,3})?\)(?:\s?:\s?[a-z]?\d[\w.]*(?:\s?[-–—]+\s?\w+)?)?"
    r"|:\s*[a-z]?\d[\d.]*(?:\s?[-–—]+\s?\d+)?"
    r"|\b\d{1,5}\s?[-–—]+\s?\d{1,5}\b",
    re.IGNORECASE,
)
# What a word and a year may be that is no venue.
_NO_VENUES = frozenset(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov "
    "november dec december spring summer fall autumn winter year arxiv corr in at by".split()
)
_PLAIN = re.compile(rf"([A-Za-z&+]*)[\s,]*({YEAR})")
_PAGES = re.compile(r":\s*\d+\s?[-–—]+\s?\d+\b|,?\s*\b(?:pp|pages?)\b\.?\s*\d+(?:\s?[-–—]+\s?\d+)?\)?", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:is |was )?(?:published|accepted|presented|appeared|to appear|submitted|appearing|appears|under review|"
    r"in submission|in press|forthcoming|preprint|first published)\b[\s,:]*)*(?:(?:in|at|by|to|for|as|on|@|from)\s+)?"
    r"(?:the\s+(?=[A-Z])|year\s+(?=\d))?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:in|is|was|at|as|by|to|for|on|from|the|publ|acce|pres|appe|subm|unde|fort|prep|firs|year)|@", re.IGNORECASE
)
_PRESENTATION = re.compile(
    r"[\s,;:(\[_/|-]*\b(?:orals?|posters?|spotlights?|highlights?|tutorial|submission|submitted|under\s+review|accepted|"
    r"to\s+appear|in\s+press|(?:long|short|full|regular|main)(?:\s+(?:paper|conference|track))?|preprint|notable|"
    r"(?:notable\s+)?top[\s-]?\d+\s?%?|(?:best|outstanding)\s+(?:student\s+)?(?:paper|demo)"
    r"(?:\s+(?:award|finalist|candidate|nominee|runner[\s-]?up|honou?rable\s+mention))*|honou?rable\s+mention|award(?:\s+winner)?|finalist|winner|extended|"
    r"conference\s+(?:paper|track)|camera[\s-]ready|withdrawn|rejected)\b[\s)\]!,]*$",
    re.IGNORECASE,
)
_PRESENTED = tuple(  # how what _PRESENTATION matches ends: a quick look
    "oral orals poster posters spotlight spotlights highlight highlights tutorial submission submitted review accepted "
    "appear press paper conference track long short full regular main preprint notable award finalist candidate "
    "nominee up mention winner extended ready withdrawn rejected demo %".split()
)
_PRESENTED_EDGE = " )]!,.0123456789"
_VENUE_WORD = re.compile(
    r"\b(?:journal|transactions?|trans|proceedings|proc|conference|conf|symposium|symp|workshops?|letters|lett|annals|"
    r"annual|magazine|reviews?|(?<!recent )advances\s+in|lecture\s+notes|bulletin|quarterly|communications\s+of|"
    r"archives?|international|thesis|dissertation|technical\s+report|tech\s+report|university|press|rev|phys|acad|sci|"
    r"findings|track|congress|meeting|forum|frontiers\s+in|ieee|acm|siam|preprint|academy|会议|期刊|학회|学会)\b"
    r"|学报|研究会",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z&+/-]*|[A-Z]{2,}")
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]{2}")  # "aiDM"
_NO_VENUE = re.compile(
    r"\b(?:is|are|was|we|you|your|how|what|why|can|do|does|not|using|via|towards|based|et al|el al)\b|[:?!=，。；《》]"
    r"|,\s*(?:the|an?|on|for|towards?)\s*$"
    r"|(?-i:[a-z]{4}\. [A-Z]|\b(?!J\.)[A-Z]\. [A-Z][a-z]|[\u4e00-\u9fff]\. )",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"(?:ph\.?\s?d\.?|m\.?\s?sc\.?|master(?:['’]?s)?|bachelor(?:['’]?s)?|doctoral|diploma|habilitation)?\s*"
    r"(?:thesis|dissertation)(?:\s*[,;(@]?\s*(?:at |, )?[\w .,]*(?:universi\w+|institut\w*|hochschule)[\w .]*\)?)?",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\b(?:submission|submitted|oral|poster|spotlight|accepted|under review)\b", re.IGNORECASE)
_VOLUME_AT_END = re.compile(r"(?:[\s,]+(?:\d{1,4}(?:\.\d+)?|\(\d{1,3}\))|-\d\d)$")
_AFTER_NAME = re.compile(r"\s*[(（]([^()（）]{2,40})[)）]\s*$")
_PUBLISHER = re.compile(
    r"[.,]\s*(?:IEEE|ACM|Springer(?:,? \w+)?|Elsevier|PMLR|AAAI Press|MIT Press|Citeseer|Curran[\w ,]*)$"
)
_ABBREVIATED = re.compile(r"(?:[A-Z][a-z]{1,9}\.\s?|[A-Z][a-z]{1,9}\s){1,4}[A-Z][a-z]{1,9}\.?")  # "Front. Mol. Biosci."
_OPEN_AT_END = re.compile(r"[\s,.;]*\([^()]*$")  # what is left of "(pp. 1-23). Press"
_LOCATION = re.compile(r"(?:\s*,\s*[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}){2,4}")
_COMMAS = re.compile(r"(?:\s*,\s*)+(?=,|$)")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_LONGEST = 240  # letters of a place
_LONGEST_MONTH = 20  # letters of a date in front of its first digit
_LONGEST_ACRONYM = 40  # letters of an acronym with two digits behind it and signs
_LOOSE = re.compile(r"[\s,;]+\d{1,4}(?:[\s,;]+\d{1,4})*[\s,;]*$")
_EDGE = " \t\n,;.:|·–—-*_~/\\\"“”'`"
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "［": "］", "<": ">", "「": "」"}
_BRACKET = re.compile(r"[()\[\]{}（）【】［］<>「」]")
_CLOSING = "".join(_BRACKETS.values())
_OPENING = "".join(_BRACKETS)


@lru_cache(16384)
def place_of(text: str) -> Place | None:
    """Venue and year that a piece of text is, None if it is something else.

    text    "CVPR 2017", "(NIPS'16)", "*ICAPS, May 2024*", "2018 CVPR", "arXiv:1504.06852", "2020", "[2025/10]",
            "Journal of Causal Inference 2, no. 2 (2014): 147-185"
    returns the venue word for word, without year, pages, brackets and presentation ("oral"); what the table does not
            know needs the look of a venue, or the look of a name and a year
    """
    inner = unwrapped(without_signs_behind(text)) if len(text) < _LONGEST else ""
    plain = _PLAIN.fullmatch(inner)  # "CVPR 2017", by far the most
    if plain and (not plain[1] or (plain[1].lower() not in _NO_VENUES and known_venue(plain[1]))):
        return Place(plain[1], int(plain[2]), KNOWN if plain[1] else YEAR_ONLY)
    if not inner or not _may_be_place(inner):
        return None
    if numbered := _BIORXIV.fullmatch(inner):
        return Place(numbered[1], int(numbered[2]), KNOWN)
    if len(text) < 9 and (alone := _YEAR_ALONE.fullmatch(text)):
        return Place("", full_year(alone[1]))
    lowered = inner.lower()
    if (":" in inner or "pp" in lowered or "page" in lowered) and _DIGIT.search(inner):
        inner = _PAGES.sub(" ", inner)
    inner = _without_lead_and_presentation(inner)
    if ("arxiv" in lowered or "corr" in lowered) and (server := _ARXIV.search(inner)):
        return _of_preprint(inner, server)
    digit = _DIGIT.search(inner)
    found = list(DATE.finditer(inner, max(0, digit.start() - _LONGEST_MONTH))) if digit else []
    year = year_of(found[-1]) if found else None
    short = _VENUE_AND_YEAR.search(inner, max(0, len(inner) - _LONGEST_ACRONYM)) if digit else None
    if short and (said := short_year(short[3])) and (short[2] == "-" or _is_conference(short[1])):
        return _judged(venue_text(inner[: short.end(1)]), said, 1)
    venue = venue_text(_without(found, inner), is_dated=False)
    if venue:
        return _judged(venue, year, len(found))
    rest = _DIGITS.sub("", _VOLUME.sub("", DATE.sub(" ", inner)))
    return Place("", year) if year and not has_words(rest) else None


def _without(dates: Sequence[re.Match[str]], text: str) -> str:
    """The text without the dates that were found in it."""
    for date in reversed(dates):
        text = f"{text[: date.start()].rstrip()} {text[date.end() :].lstrip()}"
    return _EMPTY.sub(" ", text) if dates else text


def _is_conference(text: str) -> bool:
    """A number behind it is a year: "ICML 17"; behind a journal it is a volume."""
    known = known_venue(text)
    return bool(known and known.kind == CONFERENCE)


def _of_preprint(text: str, server: re.Match[str]) -> Place | None:
    """arXiv or CoRR, with a number or not, and a date; None where more stands with it."""
    rest = _ARXIV.sub(" ", text)
    dates = list(DATE.finditer(rest))
    if not dates and (month := _YEAR_AND_MONTH.fullmatch(rest)):  # "arXiv, 14.12"
        return Place(_name_of_server(text, server), full_year(month[1]), KNOWN)
    words = fold(_VOLUME.sub(" ", DATE.sub(" ", rest))).split()
    if len(words) > 1 or any(len(word) > 3 for word in words):
        return None
    return Place(_name_of_server(text, server), year_of(dates[-1]) if dates else None, KNOWN)


def _name_of_server(text: str, server: re.Match[str]) -> str:
    return text[server.start() :][: len("arXiv" if server[0][:1] in "aA" else "CoRR")]


def _may_be_place(text: str) -> bool:
    """A quick look: a year, the name of a venue, or a word that venues have."""
    words = text.count(" ")
    if words > 23:
        return False
    has_year = bool(_DIGIT.search(text)) and (words < 5 or bool(_YEAR_LIKE.search(text)))
    if has_year and words < 12:
        return True
    if words < 5 and (known_venue(text) is not None or _begins_with_acronym(text)):
        return True
    lowered = text.lower()
    return (words < 16 or has_year) and (
        lowered.startswith(("in ", "at ")) or not _WORDS_OF_PLACES.isdisjoint(lowered.translate(_APART).split())
    )


def _begins_with_acronym(text: str) -> bool:
    first, comma, _ = text.partition(",")
    return bool(comma) and first.isupper() and known_venue(first) is not None


def venue_text(text: str, *, is_dated: bool = True) -> str:
    """What is left of a place without its dates, volume, pages and publisher; nothing of one far too long to be one.

    is_dated  there may be a date in the text
    """
    text = text.strip(_EDGE) if len(text) < _LONGEST else ""
    if "." in text or "," in text:
        text = _PUBLISHER.sub("", text)
    if not _DIGIT.search(text):
        return unwrapped(_without_lead_and_presentation(text))
    text = DATE.sub(" ", text) if is_dated else text
    if _DIGIT.search(text):
        text = _VOLUME.sub(" ", text)
    text = _LOOSE.sub(" ", (_EMPTY.sub(" ", text) if "(" in text or "[" in text else text).strip(_EDGE))
    text = _without_lead_and_presentation(text.strip(_EDGE))
    text = _OPEN_AT_END.sub("", text) if "(" in text else text
    return unwrapped(tidy(_COMMAS.sub("", text) if "," in text else text))


def _without_lead_and_presentation(text: str) -> str:
    shorter = text.strip(_EDGE)
    if _LEADING.match(shorter):
        shorter = _LEAD.sub("", shorter)
    while shorter[-20:].lower().rstrip(_PRESENTED_EDGE).endswith(_PRESENTED):
        cut = _PRESENTATION.search(shorter)
        if not cut:
            break
        shorter = shorter[: cut.start()]
    return unwrapped(shorter) or unwrapped(text)


def _judged(venue: str, year: int | None, dates: int) -> Place | None:
    """A venue with how sure it is one."""
    ends_in_digit = venue[-1:].isdigit()
    if not year and ends_in_digit and (short := _SHORT_YEAR.search(venue)) and known_venue(venue[: short.start()]):
        return Place(venue[: short.start()], short_year(short[1]), KNOWN)
    venue = _without_location(venue, year) if "," in venue else venue
    numbered = _VOLUME_AT_END.search(venue) if ends_in_digit or venue.endswith(")") else None
    if numbered and known_venue(venue[: numbered.start()]):
        venue = venue[: numbered.start()]
    if known := known_venue(venue):
        is_word = (venue.islower() or (venue.istitle() and known.name.isupper())) and not year and known.name != venue
        return None if is_word and len(venue) < 6 else Place(venue, year, KNOWN)
    if venue.endswith((")", "）")) and (named := _AFTER_NAME.search(venue)):
        whole = _judged(unwrapped(venue[: named.start()]), year, dates)
        if not whole or whole.certainty <= NAMED:
            return None
        return Place(unwrapped(named[1]), year, KNOWN) if known_venue(named[1]) else whole
    return _by_shape(venue, year, dates) if _may_be_venue(venue) else None


def _without_location(venue: str, year: int | None) -> str:
    """A conference without where it was held: "ICCV, Venice, Italy"; a single name may as well be a title."""
    first, comma, rest = venue.partition(",")
    first = first.strip()
    is_name = (year or first.isupper()) and _LOCATION.fullmatch(comma + rest) and not _VENUE_WORD.search(rest)
    is_one = is_name and _is_conference(first) and not any(known_venue(part.strip()) for part in rest.split(","))
    return first if is_one else venue


def _may_be_venue(text: str) -> bool:
    """Nothing in it speaks against a venue."""
    is_name = text[:1].isalpha() and (text[0].isupper() or text[0] > "\u2e80" or _CAMEL.match(text))
    if not is_name or ";" in text or text.count(",") > 2 or (_NO_VENUE.search(text) and not _is_abbreviated(text)):
        return False
    return not _INSIDE.search(text) and ("," not in text or _begins_as_venue(text))


def _is_abbreviated(text: str) -> bool:
    """The name of a journal in short words with points: "Front. Mol. Biosci."."""
    return text.count(".") > 1 and bool(_ABBREVIATED.fullmatch(text))


def _by_shape(venue: str, year: int | None, dates: int) -> Place | None:
    """A venue that the table does not know, by its words, its letters, or the year beside it."""
    if _THESIS.fullmatch(venue):
        return Place("", year)
    words = venue.split()
    if year and _is_abbreviated(venue):
        return Place(venue, year, SHAPED)
    if len(words) <= 16 and (year or len(words) > 1 or not venue.isascii()) and _VENUE_WORD.search(venue):
        return Place(venue, year, SHAPED) if year or len(words) <= 12 or find_venue(venue) else None
    if not year or dates > 1 or len(words) > 8:
        return None
    return Place(venue, year, SHAPED if len(words) <= 3 and _ACRONYM.fullmatch(words[0]) else NAMED)


def _begins_as_venue(venue: str) -> bool:
    """What stands before the first comma is a venue: "IEEE Conference on X, Honolulu", not "Title, Journal of Y"."""
    first, _, rest = venue.partition(",")
    return bool(_VENUE_WORD.search(first) or known_venue(first)) and not known_venue(rest.rpartition(",")[2].strip())


def unwrapped(text: str) -> str:
    """Text without separators and stray marks at its ends, and without brackets that stand round all of it."""
    text = text.strip(_EDGE)
    if not text or not _BRACKET.search(text):
        return text
    while text and (_BRACKETS.get(text[0]) == text[-1] or text[0] in _CLOSING or text[-1] in _OPENING):
        start, end = text[0] in _OPENING + _CLOSING, text[-1] in _OPENING + _CLOSING
        if start and end and _BRACKETS.get(text[0]) == text[-1] and _is_two_groups(text):
            break
        text = text[start : len(text) - end].strip(_EDGE)
    for opening, closing in _BRACKETS.items():
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing)
    return text


def _is_two_groups(text: str) -> bool:
    """The first bracket closes before the end: "(a) and (b)"."""
    return text.find(_BRACKETS[text[0]]) < len(text) - 1 and text.find(text[0], 1) > text.find(_BRACKETS[text[0]])

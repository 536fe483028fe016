"""Venues: their one short name, what BibTeX prints, and which spellings mean them. The table is data/venues.toml.

A workshop is never its main conference, nor is a "Findings" volume.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import NamedTuple

from papercite.resources import data_file
from papercite.text import fold

CONFERENCE, JOURNAL, WORKSHOP, PREPRINT = "conference", "journal", "workshop", "preprint"


class Venue(NamedTuple):
    """One venue. `earlier` holds (last year, title) of former titles, oldest first."""

    name: str  # "NeurIPS"
    title: str  # "Advances in Neural Information Processing Systems"
    kind: str  # conference, journal, workshop or preprint
    aliases: tuple[str, ...] = ()
    earlier: tuple[tuple[int, str], ...] = ()

    def title_in(self, year: int | None) -> str:
        """The title as printed in `year`."""
        return next((title for last, title in self.earlier if year and year <= last), self.title)


@cache
def venues() -> tuple[Venue, ...]:
    """Every venue of the shipped table, in its order."""
    with open(data_file("venues.toml"), "rb") as file:
        rows = tomllib.load(file)["venue"]
    return tuple(
        Venue(
            row["name"], row["title"], row["kind"], tuple(row.get("aliases", ())),
            tuple((old["until"], old["title"]) for old in row.get("titles", ())),
        )
        for row in rows
    )  # fmt: skip


@cache
def _by_spelling() -> dict[str, Venue]:
    found: dict[str, Venue] = {}
    for venue in venues():
        found.setdefault(fold(venue.name), venue)
    for venue in venues():
        for spelling in (*venue.aliases, venue.title, *(title for _, title in venue.earlier)):
            whole, core = fold(spelling), _core(spelling)
            found.setdefault(whole, venue)
            if " " in core:  # "Proceedings of the IEEE" is not "IEEE"
                found.setdefault(core, venue)
    return found


_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|(?<=[a-z])(?:19|20)\d\d\b|['’‘`]\d\d\b", re.IGNORECASE)
_FRAME = re.compile(
    r"^(?:(?:to appear|accepted|published|presented) )?(?:in |at |by )?(?:the )?"
    r"(?:(?:proceedings|proc) (?:of )?(?:the )?)?(?:(?:\d+(?:st|nd|rd|th)|annual|"
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) )?(?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|"
    r"twentieth|thirtieth|fortieth|fiftieth)) )*"
)
_PRESENTATION = re.compile(r"(?: (?:oral|orals|poster|posters|spotlight|highlight|best (?:student )?paper(?: award)?|"
                           r"long|short|accepted|conference track(?: proceedings)?|main|regular|full))+$")  # fmt: skip
_APART = re.compile(r"\b(?:workshops?|findings|companion|adjunct|satellite|student research|extended abstracts|"
                    r"tutorials?|demonstrations?|demos?|doctoral|tiny papers?)\b", re.IGNORECASE)  # fmt: skip
_NAME_AND_YEAR = re.compile(r"\b([A-Z][A-Za-z&]{2,}) (?:19|20)\d\d\b")  # "… Signal Processing ICASSP 2023"
_PREPRINT_NUMBER = re.compile(r"\b(?:arxiv\s*:\s*|abs/)\S+", re.IGNORECASE)
_PIECES = re.compile(r"[,;:()\[\]|]| [-–—] ")


def _core(text: str) -> str:
    return _without_frame(fold(_YEAR.sub(" ", text)))


# A quick look, since most texts have none: words with which a frame begins, a presentation ends, words of `_APART`.
_FRAMING = frozenset(
    "to accepted published presented in at by the proceedings proc annual twenty thirty forty fifty sixty seventy "
    "eighty ninety first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth".split()
)
_PRESENTING = frozenset(
    "oral orals poster posters spotlight highlight paper award long short accepted track proceedings main regular "
    "full".split()
)
_APART_WORDS = frozenset(
    "workshop workshops findings companion adjunct satellite student extended tutorial tutorials demonstration "
    "demonstrations demo demos doctoral tiny".split()
)


def _without_frame(folded: str) -> str:
    """A folded text without "proceedings of the 31st annual" in front and "oral" behind, if anything else is left."""
    plain = folded
    if plain[:1].isdigit() or plain.partition(" ")[0] in _FRAMING:
        plain = _FRAME.sub("", plain, count=1)
    if plain.rpartition(" ")[2] in _PRESENTING:
        plain = _PRESENTATION.sub("", plain)
    return plain.strip() or folded


@lru_cache(8192)
def find_venue(text: str) -> Venue | None:
    """The venue that `text` means, None if the table does not have it.

    text    as lists and services write it: "NIPS 2016", "CVPR'18 oral", "Proc. of the 31st AAAI Conference on
            Artificial Intelligence", "2017 IEEE Conference on …, CVPR 2017, Honolulu, HI, USA"
    returns the venue; a workshop that the table lacks gets one made of its conference: "CoNLL Workshop"
    """
    if found := known_venue(text):
        return found
    pieces = (_named(piece, fold(piece)) for piece in _PIECES.split(text) if len(piece) > 2)
    if _is_apart(text, fold(text)):
        return next((piece for piece in pieces if piece and piece.kind == WORKSHOP), None)
    with_year = (_named(name, fold(name)) for name in _NAME_AND_YEAR.findall(text))
    return next((piece for piece in (*pieces, *with_year) if piece and piece.kind != PREPRINT), None)


@lru_cache(8192)
def known_venue(text: str) -> Venue | None:
    """The venue that the whole of `text` names, None if it is more than a venue, or none."""
    folded = fold(text)
    return _named(text, folded) or (_workshop(text) if _is_apart(text, folded) else None)


def _is_apart(text: str, folded: str) -> bool:
    """A workshop and its like: beside a conference, and not the conference."""
    return not _APART_WORDS.isdisjoint(folded.split()) and bool(_APART.search(text))


def _named(text: str, folded: str) -> Venue | None:
    """The venue of a text, which is given folded as well."""
    spellings = _by_spelling()
    if (":" in text or "/" in text) and _PREPRINT_NUMBER.search(text):
        text = _PREPRINT_NUMBER.sub(" ", text).strip() or "arXiv"
        folded = fold(text)
    if found := spellings.get(folded):
        return found
    if _DIGIT.search(text):
        folded = fold(_YEAR.sub(" ", text))
    return spellings.get(folded) or spellings.get(_without_frame(folded))


def _workshop(text: str) -> Venue | None:
    plain = re.fullmatch(r"(.+?) workshops?", _core(text))
    main = plain and _named(plain[1], fold(plain[1]))
    return Venue(f"{main.name} Workshop", f"{main.name} Workshop", WORKSHOP) if main else None


def venue_name(text: str) -> str:
    """The short name of the venue that `text` means; `text` itself, tidied, where the table does not have it."""
    found = find_venue(text)
    return found.name if found else text.strip()


_WORKSHOP_ON = re.compile(r"(.+? workshop)s? (?:on|for|at|in)\b", re.IGNORECASE)


def short_name(text: str) -> str:
    """A conference's or workshop's name as people in the field write it; a journal's, and an unknown one, as it is.

    text    "Proceedings of the 43rd International ACM SIGIR Conference on …" -> "SIGIR"; "NIPS" stays "NIPS";
            "NeurIPS Workshop on Machine Learning for Creativity" -> "NeurIPS Workshop"
    """
    if text.count(" ") < 2:
        return text
    known = known_venue(text)
    if known:
        return known.name if known.kind == CONFERENCE else text
    held = _WORKSHOP_ON.match(text)
    return held[1] if held and known_venue(held[1]) else text


def same_venue(one: str, other: str) -> bool:
    """Two spellings mean one venue: "NIPS" and "NeurIPS 2018"."""
    return fold(venue_name(one)) == fold(venue_name(other)) and bool(one and other)

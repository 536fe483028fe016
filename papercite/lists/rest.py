"""What stands beside a title: people, a place, or a note."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from papercite.lists.ends import EDGE
from papercite.lists.peel import merged, peeled
from papercite.lists.people import STRONG, People, begins_with_name, people_of
from papercite.lists.place import NAMED, NOWHERE, SHAPED, Place, place_of, unwrapped
from papercite.text import has_words, tidy

_AFTER_PEOPLE = re.compile(r"[.;]\s+|\s[-–—|]\s|\s*[(（]|:\s|,\s(?=in\s)")
_PIECES = re.compile(r"[.;,]\s+|[()\[\]]|\s[-–—|]\s")
_DIGIT = re.compile(r"\d")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")


class Rest(NamedTuple):
    """What a text beside a title says."""

    people: tuple[str, ...] = ()
    place: Place = NOWHERE
    note: str = ""


NOTHING = Rest()
_EDGE = EDGE + ".-/ "


def rest_of(text: str) -> Rest:
    """People, place and note of a text in front of or behind a title."""
    return _rest_of(text) if text else NOTHING


@lru_cache(1024)
def _rest_of(text: str) -> Rest:
    text = text.strip(_EDGE)
    if text[:1] in ("(", "（") and text[-1:] in (")", "）"):
        text = unwrapped(text)
    if not text or not has_words(text):
        return NOTHING
    if not _DIGIT.search(text) and "," in text and (people := people_of(text)) and people.certainty == STRONG:
        return Rest(people.names)
    whole = place_of(text)
    if whole and whole.certainty != NAMED:
        return Rest(place=whole)
    middle, places = peeled(text)
    place = merged(places)
    if not has_words(middle):
        return Rest(place=place)
    people = people_of(middle)
    if people and (people.certainty == STRONG or places or any(" " in name for name in people.names)):
        return Rest(people.names, place)
    if found := _people_and_more(middle):
        names, more = found
        behind = place_of(more)
        return Rest(names.names, merged([*places, *filter(None, [behind])]), "" if behind else more)
    if whole:
        return Rest(place=whole)
    if not place.venue and (inner := _place_inside(middle)):
        return Rest((), merged([inner, *places]), middle)
    return Rest((), place, tidy(middle))


def _people_and_more(text: str) -> tuple[People, str] | None:
    if not begins_with_name(text):
        return None
    for cut in _AFTER_PEOPLE.finditer(text[:1500]):
        people = people_of(text[: cut.start()])
        if people and people.certainty == STRONG:
            return people, text[cut.end() :].rstrip(")）")
    return None


def _place_inside(text: str) -> Place | None:
    """A place with year among other words: "… to appear in Proc. of CVPR 2017, more words"."""
    for piece in _PIECES.split(text) if _ANY_YEAR.search(text) else ():
        place = place_of(piece)
        if place and place.certainty >= SHAPED and place.year:
            return place
    return None

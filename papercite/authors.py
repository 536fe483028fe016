"""Authors: two spellings of one person, and how far two lists of people agree. Knows no titles and no records."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from papercite.names import full_name, is_group, person_of
from papercite.record import Person
from papercite.text import fold, latin
from papercite.verdict import NO, UNSURE, YES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# ---- one person

_TRANSCRIBED = re.compile("ae|oe|ue|aa")  # ä, ö, ü, å, ø where somebody wrote two letters: Mueller is Müller
_GREEK_OR_CYRILLIC = re.compile("[α-ωа-џ]")
_INITIALS = re.compile(r"\b(?!I{2,3}\b|IV\b)[A-Z]{2,3}\b")  # "Smith JA", but not "Daumé III"


@lru_cache(65_536)
def _words(person: Person) -> tuple[str, ...]:
    """Words of a name, folded, in their order; a name in two scripts has those of the Latin one."""
    spoken = full_name(person)
    if not person.literal and not spoken.isupper():
        spoken = _INITIALS.sub(lambda run: " ".join(run[0]), spoken)
    words = [latin(word) if _GREEK_OR_CYRILLIC.search(word) else word for word in fold(spoken).split()]
    folded = tuple(_TRANSCRIBED.sub(lambda pair: pair[0][0], word) for word in words)
    return tuple(word for word in folded if word.isascii()) or folded


def same_person(one: Person, other: Person) -> bool:
    """Two spellings of one name: word order and initials do not matter, a word that contradicts does."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    if set(first) == set(second) or "".join(first) == "".join(second):
        return True
    shared = {word for word in set(first) & set(second) if len(word) > 1}
    rest, others = ([word for word in words if word not in shared] for words in (first, second))
    return bool(shared) and (not rest or not others or "".join(rest) == "".join(others) or _initials_fit(rest, others))


def _initials_fit(some: Sequence[str], others: Sequence[str]) -> bool:
    """Each of the fewer words has one among the others that it abbreviates or that abbreviates it."""
    fewer, more = sorted((some, others), key=len)
    return all(any(word[0] == fellow[0] and 1 in (len(word), len(fellow)) for fellow in more) for word in fewer)


# ---- two lists


def shared_authors(some: Sequence[Person], others: Sequence[Person]) -> int:
    """How many people of `some` are among `others`."""
    by_word: dict[str, list[Person]] = {}
    whole = {"".join(_words(person)) for person in others}
    for person in others:
        for word in set(_words(person)):
            if len(word) > 1:  # an initial alone makes nobody the same
                by_word.setdefault(word, []).append(person)
    return sum(
        "".join(_words(person)) in whole
        or any(same_person(person, fellow) for word in _words(person) for fellow in by_word.get(word, ()))
        for person in some
        if _words(person)
    )


def author_agreement(some: Sequence[Person], others: Sequence[Person]) -> str:
    """`YES` where most of the shorter list is in the longer, `NO` where nobody is; `UNSURE` else, or if empty.

    Nobody is no contradiction where the names cannot be compared: a group and persons, two scripts, one name of
    one word (a group's, often), or the same family name with another given name.
    """
    if not some or not others:
        return UNSURE
    shorter, longer = sorted((some, others), key=len)
    shared = shared_authors(shorter, longer)
    if 2 * shared > len(shorter):
        return YES
    return UNSURE if shared or not _can_contradict(shorter, longer) else NO


def _can_contradict(shorter: Sequence[Person], longer: Sequence[Person]) -> bool:
    are_groups = {all(person.literal for person in people) for people in (shorter, longer)}
    are_latin = {all(fold(full_name(person)).isascii() for person in people) for people in (shorter, longer)}
    is_one_word = len(shorter) == 1 and len(_words(shorter[0])) == 1
    return not (len(are_groups) > 1 or len(are_latin) > 1 or is_one_word or _families(shorter) & _families(longer))


def _families(people: Iterable[Person]) -> set[str]:
    return {word for person in people for word in _words(Person(family=person.family)) if len(word) > 1}


def agree_clearly(some: Sequence[Person], others: Sequence[Person]) -> bool:
    """All of the shorter list are in the longer, and they are at least two, or the only author of both."""
    shorter, longer = sorted((some, others), key=len)
    return bool(shorter) and shared_authors(shorter, longer) == len(shorter) and (len(shorter) > 1 or len(longer) == 1)


# ---- what a list says


class Listed(NamedTuple):
    """Authors as a list names them."""

    people: tuple[Person, ...] = ()
    are_first: bool = False  # "et al." was written: these are the first ones

    def agreement(self, authors: Sequence[Person]) -> str:
        """As `author_agreement`; names before "et al." must be the first ones."""
        said = author_agreement(self.people, authors)
        if said == YES and self.are_first and not shared_authors(self.people[:1], authors[: len(self.people)]):
            return UNSURE
        return said


_ET_AL = re.compile(
    r"[,;]?\s*(?:\bet\.?\s*al\b\.?|\b(?:and|&)\s+others\b|\bu\.\s?a\.|等(?:人)?|…|\.\.\.)\s*$", re.IGNORECASE
)
_AND = re.compile(r"\s*;\s*|,?\s+(?:and|&|und|et)\s+")
_SHORT = re.compile(r"(?:[A-Z]\.?[\s-]?){1,3}")


def listed_authors(names: Iterable[str]) -> Listed:
    """The people that a list names.

    names    one name or several in a text: "Rastegari et al.", "M. Courbariaux and Y. Bengio", "Hubara, I."
    returns  the people, and whether more of them are meant
    """
    people: list[Person] = []
    are_first = False
    for name in names:
        whole = _ET_AL.sub("", name)
        is_cut = whole != name
        are_first = are_first or is_cut
        for part in [whole] if is_group(whole) else _AND.split(whole):
            people += map(person_of, filter(None, _at_commas(part) if is_cut else [part.strip()]))
    return Listed(tuple(people), are_first)


def _at_commas(text: str) -> list[str]:
    """Names before "et al.": a comma parts them, but not a family name from its initials."""
    pieces: list[str] = []
    for piece in (part.strip() for part in text.split(",")):
        if pieces and _SHORT.fullmatch(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces

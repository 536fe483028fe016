"""Names of people: one string to its parts and back. Knows nothing of papers or services."""

from __future__ import annotations

import re

from papercite.record import Person
from papercite.text import tidy

_HOMONYM = re.compile(r"\s+\d{4}$")  # DBLP tells namesakes apart: "Wei Wang 0002"
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV", re.IGNORECASE)
_PARTICLES = frozenset(
    "af al ap da dal dalla das de degli dei del della den der des di do dos du el la las le les lo los op san santa st "
    "te ten ter tho thor ’t 't van vande vanden vander ver von vom zu zum zur".split()
)
_CAPITAL_PARTICLES = _PARTICLES - {"al", "ap", "do", "san", "te", "ver", "tho", "la", "lo", "zu"}  # given names too
_GROUP = re.compile(
    r"\b(?:collaborations?|consortium|consortia|team|group|committee|society|association|council|institutes?|"
    r"university|foundation|initiative|project|network|organi[sz]ation|laborator(?:y|ies)|board|agency|authors)\b",
    re.IGNORECASE,
)


OTHERS = "others"  # the last author of a record that names the first ones only, as in BibTeX


def is_group(name: str) -> bool:
    """`name` is one of a body, not of a person: "ATLAS Collaboration", "The Qwen Team"."""
    return bool(_GROUP.search(name)) and "," not in name


def person_of(name: str) -> Person:
    """The parts of a name that is one string.

    name    "Aaron van den Oord", "Hal Daumé III", "Knuth, Donald E.", "Wei Wang 0012", "ATLAS Collaboration"
    returns the parts; a name of one word is a family name. What a string does not tell (a double family name
            without hyphen) stays with the given names: prefer a source that knows the parts
    """
    name = _HOMONYM.sub("", tidy(name))
    if is_group(name):
        return Person(literal=name)
    if "," in name:
        return _inverted(name)
    words = name.split(" ")
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    cut = next((i for i, word in enumerate(words[1:-1], 1) if _is_particle(word)), len(words) - 1)
    last = cut
    while last < len(words) - 1 and _is_particle(words[last]):
        last += 1
    return Person(" ".join(words[last:]), " ".join(words[:cut]), " ".join(words[cut:last]), suffix)


def _is_particle(word: str) -> bool:
    return word in _PARTICLES or (word[:1].isupper() and word.lower() in _CAPITAL_PARTICLES)


def _inverted(name: str) -> Person:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]) and " " in parts[0]:
        return person_of(" ".join(parts))  # "Sammy Davis, Jr."
    suffix = parts.pop(1) if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]) else ""
    words = parts[0].split(" ")
    cut = next((i for i, word in enumerate(words) if word not in _PARTICLES or i == len(words) - 1), 0)
    return Person(" ".join(words[cut:]), " ".join(parts[1:]), " ".join(words[:cut]), suffix)


def full_name(person: Person) -> str:
    """A name as it is spoken: "Aaron van den Oord", "Sammy Davis Jr."."""
    if person.literal:
        return person.literal
    return " ".join(filter(None, (person.given, person.particle, person.family, person.suffix)))

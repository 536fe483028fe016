"""Authors: how lists name them, and how far two lists of people agree."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from papercite.authors import Listed, agree_clearly, author_agreement, listed_authors, same_person, shared_authors
from papercite.names import full_name, person_of
from papercite.verdict import NO, UNSURE, YES

if TYPE_CHECKING:
    from papercite.record import Person


def _people(names: str) -> tuple[Person, ...]:
    return tuple(map(person_of, names.split(" | "))) if names else ()


@pytest.mark.parametrize(
    ("names", "people", "are_first"),
    [
        (["Rastegari et al."], "Rastegari", True),
        (["Rastegari, M. et al"], "M. Rastegari", True),
        (["Courbariaux, Hubara, et al."], "Courbariaux | Hubara", True),
        (["M. Courbariaux, I. Hubara et. al."], "M. Courbariaux | I. Hubara", True),
        (["Courbariaux and others"], "Courbariaux", True),
        (["王海涛等"], "王海涛", True),
        (["M. Courbariaux", "et al."], "M. Courbariaux", True),
        (["M. Courbariaux", "Y. Bengio"], "M. Courbariaux | Y. Bengio", False),
        (["Courbariaux and Bengio"], "Courbariaux | Bengio", False),
        (["Kingma & Ba"], "Kingma | Ba", False),
        (["Hubara, I."], "I. Hubara", False),
        (["Society for Tides and Harbours"], "Society for Tides and Harbours", False),
        ([], "", False),
        ([""], "", False),
    ],
)
def test_people_that_a_list_names(names: list[str], people: str, are_first: bool) -> None:
    listed = listed_authors(names)
    assert (" | ".join(map(full_name, listed.people)), listed.are_first) == (people, are_first)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jörg Müller", "Joerg Mueller", True),
        ("Søren Kjær", "Soren Kjaer", True),
        ("Łukasz Wiśniewski", "L. Wisniewski", True),
        ("Иван Морозов", "Ivan Morozov", True),
        ("Smith JA", "John A. Smith", True),
        ("Xiaoyan Li", "Li Xiao-Yan", True),
        ("Hal Daumé III", "Hal Daume", True),
        ("Sam Toft Jr.", "Sam Toft Sr.", False),
        ("The ATLAS Collaboration", "ATLAS Collaboration", True),
        ("ATLAS Collaboration", "CMS Collaboration", False),
        ("Vandermolen", "Ilse Vandermolen", True),
        ("A. Novak", "Boris Novak", False),
    ],
)
def test_one_person_in_two_spellings(one: str, other: str, expected: bool) -> None:
    first, second = person_of(one), person_of(other)
    assert (same_person(first, second), same_person(second, first)) == (expected, expected)


@pytest.mark.parametrize(
    ("some", "others", "expected"),
    [
        ("ATLAS Collaboration", "G. Aad | B. Abbott", UNSURE),  # a body and people
        ("王海涛 | 李明远", "Haitao Wang | Mingyuan Li", UNSURE),  # two scripts
        ("Νίκος Παπαδάκης", "Nikos Papadakis", UNSURE),
        ("Google", "Ilse Vandermolen | Tomas Okereke", UNSURE),  # one word: a body, often
        ("Bob Lindqvist", "Robert Lindqvist", UNSURE),
        ("Karin Stoltz", "Ilse Vandermolen | Tomas Okereke", NO),
        ("ATLAS Collaboration", "CMS Collaboration", NO),
        ("ATLAS Collaboration", "ATLAS Collaboration | G. Aad", YES),
    ],
)
def test_what_is_no_contradiction(some: str, others: str, expected: str) -> None:
    assert (author_agreement(_people(some), _people(others)), author_agreement(_people(others), _people(some))) == (
        expected,
        expected,
    )


AUTHORS = _people("Ilse Vandermolen | Tomas Okereke | Priya Raghunathan")


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Vandermolen et al.", YES),
        ("Okereke et al.", UNSURE),  # the second author is not who "et al." goes with
        ("Stoltz Karin et al.", NO),
        ("Okereke", YES),
    ],
)
def test_names_before_et_al_are_the_first_ones(listed: str, expected: str) -> None:
    assert listed_authors([listed]).agreement(AUTHORS) == expected


def test_nobody_is_no_evidence() -> None:
    assert Listed().agreement(AUTHORS) == UNSURE
    assert author_agreement(AUTHORS, ()) == UNSURE
    assert not agree_clearly((), AUTHORS)


def test_clear_agreement_needs_more_than_one_name() -> None:
    assert agree_clearly(AUTHORS[:2], AUTHORS)
    assert not agree_clearly(AUTHORS[:1], AUTHORS)
    assert agree_clearly(AUTHORS[:1], AUTHORS[:1])
    assert not agree_clearly((*AUTHORS, person_of("Karin Stoltz")), (*AUTHORS, person_of("Sven Holm")))


def test_thousands_of_authors_are_compared_at_once() -> None:
    crowd = tuple(person_of(f"Given{n} Family{n}") for n in range(3000))
    initials = tuple(person_of(f"G. Family{n}") for n in range(3000))
    start = time.perf_counter()
    assert shared_authors(initials, crowd) == 3000
    assert time.perf_counter() - start < 3

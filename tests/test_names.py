"""Names of people, as lists and services write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.names import full_name, is_group, person_of
from papercite.record import Person
from papercite.text import tidy


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("", Person()),
        ("Plato", Person("Plato")),
        ("OpenAI", Person("OpenAI")),
        ("  Kaiming   He ", Person("He", "Kaiming")),
        ("Ran El-Yaniv", Person("El-Yaniv", "Ran")),
        ("Michael I. Jordan", Person("Jordan", "Michael I.")),
        ("Knuth, Donald E.", Person("Knuth", "Donald E.")),
        ("Wei Wang 0012", Person("Wang", "Wei")),  # DBLP numbers namesakes
        # particles
        ("Aaron van den Oord", Person("Oord", "Aaron", "van den")),
        ("van der Maaten, Laurens", Person("Maaten", "Laurens", "van der")),
        ("Vincent Van Gogh", Person("Gogh", "Vincent", "Van")),
        ("Leonardo da Vinci", Person("Vinci", "Leonardo", "da")),
        ("Gerard 't Hooft", Person("Hooft", "Gerard", "'t")),
        ("de la Cruz, Juan", Person("Cruz", "Juan", "de la")),
        ("Charles de la Vallée Poussin", Person("Vallée Poussin", "Charles", "de la")),
        ("Jean de La Fontaine", Person("La Fontaine", "Jean", "de")),
        # words that are particles elsewhere
        ("Quoc V. Le", Person("Le", "Quoc V.")),
        ("Le Song", Person("Song", "Le")),
        ("Van Jacobson", Person("Jacobson", "Van")),
        ("Di He", Person("He", "Di")),
        ("Do Kim", Person("Kim", "Do")),
        # suffixes
        ("Hal Daumé III", Person("Daumé", "Hal", "", "III")),
        ("Sammy Davis Jr.", Person("Davis", "Sammy", "", "Jr.")),
        ("Davis, Jr., Sammy", Person("Davis", "Sammy", "", "Jr.")),
        ("Sammy Davis, Jr.", Person("Davis", "Sammy", "", "Jr.")),
        # groups
        ("ATLAS Collaboration", Person(literal="ATLAS Collaboration")),
        ("The Qwen Team", Person(literal="The Qwen Team")),
    ],
)
def test_a_name_is_split_into_its_parts(name: str, person: Person) -> None:
    assert person_of(name) == person


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ATLAS Collaboration", True),
        ("BIG-bench authors", True),
        ("Gemma Team", True),
        ("Song Han", False),
        ("Team, Anna", False),  # someone's family name
        ("Networker Smith", False),
    ],
)
def test_a_group_is_no_person(name: str, expected: bool) -> None:
    assert is_group(name) is expected


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person(), ""),
        (Person("Oord", "Aaron", "van den"), "Aaron van den Oord"),
        (Person("Davis", "Sammy", "", "Jr."), "Sammy Davis Jr."),
        (Person("Plato"), "Plato"),
        (Person(literal="ATLAS Collaboration"), "ATLAS Collaboration"),
        (Person("ignored", "x", literal="ATLAS Collaboration"), "ATLAS Collaboration"),
    ],
)
def test_a_name_is_spoken_in_its_order(person: Person, name: str) -> None:
    assert full_name(person) == name


WORDS = st.sampled_from(
    "Li Wei Le van den der de La Do Jr. III Anna 't Ørsted Émile 李 明 김 X. J.-P. Network team von Daumé".split()
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(WORDS | st.text(alphabet=st.characters(categories=("L", "M")), min_size=1, max_size=6), max_size=6))
def test_no_word_of_a_name_is_lost_or_moved(words: list[str]) -> None:
    name = " ".join(words)
    assert full_name(person_of(name)) == tidy(name)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aé, .'IJrvan de"), max_size=30))
def test_every_text_is_some_name(name: str) -> None:
    assert isinstance(person_of(name), Person)

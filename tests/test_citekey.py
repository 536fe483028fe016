"""Citation keys."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papercite.citekey import key_of
from papercite.names import person_of
from papercite.record import Entry, Person, Record
from papercite.text import is_usable_key


def _key(author: str | Person, title: str, year: int | None = 2016, nickname: str = "", taken: str = "") -> str:
    person = person_of(author) if isinstance(author, str) else author
    record = Record(title=title, authors=(person,) if any(person) else (), year=year)
    return key_of(record, Entry(1, title, nickname), taken.split())


@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("Matthieu Courbariaux", "Binarized Neural Networks: Training …", "courbariaux2016binarized"),
        ("Mohammad Rastegari", "XNOR-Net: ImageNet Classification …", "rastegari2016xnor"),
        ("Wei Tang", "How to train a compact binary neural network with high accuracy?", "tang2016train"),
        ("Song Han", "A Survey", "han2016survey"),
        ("Song Han", "And the Bit Goes Down", "han2016bit"),
        ("Song Han", "1-bit SGD", "han2016bit"),  # a number says little
        ("Song Han", "8", "han2016untitled"),
        ("Song Han", "The The", "han2016the"),  # better a small word than none
        ("Song Han", "", "han2016untitled"),
        ("Aaron van den Oord", "WaveNet", "vandenoord2016wavenet"),
        ("Hal Daumé III", "Search", "daume2016search"),
        ("Erik Øverlier", "Éléments", "overlier2016elements"),
        (Person(literal="ATLAS Collaboration"), "Jets", "atlas2016jets"),
        ("", "Anonymous Nets", "anon2016anonymous"),
    ],
)
def test_a_key_is_surname_year_and_first_real_word(author: str | Person, title: str, key: str) -> None:
    assert _key(author, title) == key


@pytest.mark.parametrize(
    ("author", "title", "nickname", "key"),
    [
        (Person("Чайковский", "Пётр"), "Сети", "", "chaikovskii2016seti"),
        (Person("Ξενάκης", "Ιάννης"), "Δίκτυα", "", "xenakes2016diktya"),
        (Person("김", "철수"), "양자화", "", "gim2016yangjahwa"),
        (Person("やまだ", "たろう"), "ネット", "", "yamada2016netuto"),
        (Person("李", "Ming"), "Nets", "", "ming2016nets"),  # the given name, where the family name gives nothing
        (Person("李", "明"), "Nets", "LiNet", "linet2016nets"),
        (Person("李", "明"), "二值网络", "BNN", "bnn2016bnn"),
        (Person("李", "明"), "二值网络", "", "anon2016untitled"),
        (Person(literal="量子位"), "Nets", "", "anon2016nets"),
    ],
)
def test_a_name_in_any_script_gives_a_key(author: Person, title: str, nickname: str, key: str) -> None:
    assert _key(author, title, nickname=nickname) == key


def test_a_year_nobody_knows_is_left_out() -> None:
    assert _key("Song Han", "Deep Compression", None) == "handeep"


@pytest.mark.parametrize(
    ("taken", "key"),
    [
        ("", "han2016deep"),
        ("han2016deepa", "han2016deep"),
        ("han2016deep", "han2016deepa"),
        ("han2016deep han2016deepa", "han2016deepb"),
        (
            "han2016deep " + " ".join("han2016deep" + letter for letter in "abcdefghijklmnopqrstuvwxyz"),
            "han2016deep-27",
        ),
    ],
)
def test_the_newcomer_gets_a_suffix(taken: str, key: str) -> None:
    assert _key("Song Han", "Deep Compression", taken=taken) == key


PEOPLE = st.builds(
    Person, st.text(max_size=4), st.text(max_size=4), st.sampled_from(["", "van", "de la"]), literal=st.just("")
) | st.builds(Person, literal=st.text(max_size=6))
RECORDS = st.builds(
    Record, title=st.text(max_size=12), authors=st.lists(PEOPLE, max_size=2).map(tuple),
    year=st.none() | st.integers(1950, 2040),
)  # fmt: skip
BUT_FOR_CASE = [Record(title=title, authors=(Person("Lee"),)) for title in ("ℝ-trees", "r-trees", "R-Trees", "𝐑")]


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(RECORDS, max_size=8), st.text(max_size=5))
@example(BUT_FOR_CASE, "")
def test_keys_are_usable_and_unique_without_regard_to_case(records: list[Record], nickname: str) -> None:
    keys: list[str] = []
    for record in records:
        keys.append(key_of(record, Entry(1, record.title, nickname), [key.lower() for key in keys]))
    assert len({key.lower() for key in keys}) == len(keys)
    assert [key for key in keys if not is_usable_key(key) or key != key.lower()] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("han2016deep", True),
        ("DBLP:conf/cvpr/CaiHSV17", True),
        ("a_b.c+d-e", True),
        ("", False),
        ("two words", False),
        ("a}b", False),
        ("a,b", False),
        ("-a", False),
        ("müller2016", False),
    ],
)
def test_a_key_of_any_bibtex_is_plain(text: str, expected: bool) -> None:
    assert is_usable_key(text) is expected


def test_a_number_stands_for_a_title_that_is_not_known_yet() -> None:
    assert key_of(Record(arxiv="1602.02830"), Entry(1, ""), ()) == "anon160202830"

"""Same paper? A yes must be certain; what is not certain is for a person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.match import (
    NO,
    UNSURE,
    YES,
    Verdict,
    author_agreement,
    is_preprint,
    same_paper,
    same_person,
    title_agreement,
    title_key,
)
from papercite.names import person_of
from papercite.record import Entry, Link, Person, Record

ANY = settings(max_examples=200, derandomize=True, deadline=None)
LONG = (
    "Binarized Neural Networks: Training Deep Neural Networks with Weights and Activations Constrained to +1 or -1"
)  # fmt: skip


def _people(names: str) -> tuple[Person, ...]:
    return tuple(map(person_of, names.split(", "))) if names else ()


def _record(title: str, authors: str = "", venue: str = "", year: int | None = None, **fields: Any) -> Record:
    kind = fields.pop("type", "article" if venue == "arXiv" else "paper-conference")
    return Record(title=title, authors=_people(authors), venue=venue, year=year, type=kind, **fields)


def _entry(
    title: str, authors: str = "", venue: str = "", year: int | None = None, url: str = "", **tags: str
) -> Entry:
    names = tuple(authors.split(", ")) if authors else ()
    links = (Link("paper", url, "paper"),) if url else ()
    return Entry(1, title, authors=names, venue=venue, year=year, links=links, tags=tuple(tags.items()))


# ---- titles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Binarized Neural Networks", "Binarized neural networks."),
        ("Xception: Deep Learning With Depthwise …", "Xception – deep learning with depthwise"),
        ("Low-Bit Networks", "Lowbit Networks"),
        ("Low-Bit Networks", "Low Bit Networks"),
        ("1-bit SGD", "1 bit SGD"),
        ("Naïve Bayes", "Naive Bayes"),
        (r"On $L_1$ {N}orms", "On L_1 norms"),
        (r"On $\alpha$-Nets", "On α-nets"),
        ("二值网络", "二值 网络"),
        (LONG, LONG.upper()),
    ],
)
def test_titles_of_the_same_words_agree(one: str, other: str) -> None:
    assert (title_agreement(one, other), title_agreement(other, one)) == (YES, YES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Learned Step Quantization", "Learned Step Size Quantization"),
        ("XNOR-Net", "XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks"),
        ("Quantised Networks at the Edge", "Quantized Networks at the Edge"),
        ("Attention is Explanation", "Attention is not Explanation"),
        ("Erratum: Deep Nets for Images and Text", "Deep Nets for Images and Text"),
        ("Deep nets can learn to count", "Deep nets cannot learn to count"),
    ],
)
def test_near_titles_are_for_a_person(one: str, other: str) -> None:
    assert (title_agreement(one, other), title_agreement(other, one)) == (UNSURE, UNSURE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BNN: Improved Binary Network Training", "BNN+: Improved Binary Network Training"),
        ("BNN+", "BNN++"),
        ("C# for Networks", "C for Networks"),
        ("2-bit Networks of the Best Kind", "3-bit Networks of the Best Kind"),
        ("1.58-bit Networks of the Best Kind", "158-bit Networks of the Best Kind"),
        ("Deep Networks of the Best Kind I", "Deep Networks of the Best Kind II"),
        ("Deep Networks of the Best Kind", "Deep Networks of the Best Kind, Part III"),
        ("Deep Networks of the Best Kind VI", "Deep Networks of the Best Kind VII"),
        ("ShuffleNet: Practical Guidelines", "ShuffleNet V2: Practical Guidelines"),
        ("MobileNetV2: Inverted Residuals", "MobileNetV3: Inverted Residuals"),
        ("Networks of the Best Kind v1", "Networks of the Best Kind v2"),
        ("Binarized Neural Networks", LONG),  # +1 and -1 are not in both
        ("Ternary Weight Networks", "Quantization Networks"),
        ("A Title", ""),
    ],
)
def test_other_titles_do_not_agree(one: str, other: str) -> None:
    assert (title_agreement(one, other), title_agreement(other, one)) == (NO, NO)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("???", "!!!"), ("", "…")])
def test_no_words_are_no_title(one: str, other: str) -> None:
    assert title_agreement(one, other) != YES


@ANY
@given(st.text(max_size=20), st.text(max_size=20))
def test_agreement_has_no_direction(one: str, other: str) -> None:
    assert title_agreement(one, other) == title_agreement(other, one)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("BNN+: Improved", "bnn sign1plus improved"),
        ("C#", "c sign1"),
        ("A+B", "a b"),  # a plus inside of a word is no sign
    ],
)
def test_a_title_key_keeps_signs(title: str, key: str) -> None:
    assert title_key(title) == key


# ---- authors


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Matthieu Courbariaux", "M. Courbariaux", True),
        ("Matthieu Courbariaux", "Courbariaux, Matthieu", True),
        ("Kaiming He", "He Kaiming", True),
        ("Asit K. Mishra", "Asit Mishra", True),
        ("Asit K. Mishra", "A. Mishra", True),
        ("W. J. Dally", "W. Dally", True),
        ("William J. Dally", "W J Dally", True),
        ("Jean-Pierre Serre", "J.-P. Serre", True),
        ("Jean Serre", "J.-P. Serre", True),
        ("Hervé Jégou", "Herve Jegou", True),
        ("Xiao-Ming Wu", "Xiaoming Wu", True),
        ("李明", "李 明", True),
        ("Wei Wang", "Wen Wang", False),
        ("Y. Bengio", "Samy Bengio", False),
        ("Jian Sun", "Jian Li", False),
        ("A. B. Li", "C. Li", False),
        ("", "", False),
        ("", "Song Han", False),
    ],
)
def test_two_spellings_are_one_person(one: str, other: str, expected: bool) -> None:
    first, second = person_of(one), person_of(other)
    assert (same_person(first, second), same_person(second, first)) == (expected, expected)


@pytest.mark.parametrize(
    ("some", "others", "expected"),
    [
        ("Itay Hubara, Matthieu Courbariaux", "M. Courbariaux, I. Hubara", YES),
        ("Matthieu Courbariaux", "M. Courbariaux, I. Hubara, D. Soudry", YES),  # "et al." was written
        ("Song Han, Huizi Mao, Someone Else", "Song Han, Huizi Mao, William J. Dally", YES),
        ("Song Han, Someone Else", "Song Han, William J. Dally", UNSURE),
        ("Song Han", "Kaiming He, Jian Sun", NO),
        ("", "Song Han", UNSURE),
        ("", "", UNSURE),
    ],
)
def test_author_lists_agree(some: str, others: str, expected: str) -> None:
    assert author_agreement(_people(some), _people(others)) == expected


# ---- papers

ARXIV = "https://arxiv.org/abs/1602.02830"
BY = "Matthieu Courbariaux, Itay Hubara, Daniel Soudry, Ran El-Yaniv, Yoshua Bengio"
NETS = "Networks of the Best Kind"


@pytest.mark.parametrize(
    ("entry", "record", "reason"),
    [
        (_entry(LONG, url=ARXIV), _record(LONG, BY, "arXiv", 2016, arxiv="1602.02830"), "arxiv:1602.02830 and title"),
        (
            _entry(NETS, url="https://doi.org/10.1109/X"),
            _record(NETS, doi="10.1109/x"),
            "doi:10.1109/x and title",
        ),
        (
            _entry(NETS, url="http://www.x.org/p.html"),
            _record(NETS, url="https://x.org/p.html"),
            "url:x.org/p.html and title",
        ),
        (_entry(NETS, venue="NIPS", year=2016), _record(NETS, "", "NeurIPS", 2016), "title, venue and year"),
        (
            _entry(NETS, "M. Courbariaux, I. Hubara"),
            _record(NETS, "Itay Hubara, Matthieu Courbariaux", "ICML", 2017),
            "title and authors",
        ),
        (
            _entry("Learned Step Quantization", openreview="rkgO66VKDS"),
            _record("Learned Step Size Quantization", openreview="rkgO66VKDS"),
            "a person named its identifier",
        ),
        (
            _entry("", url=ARXIV),
            _record(LONG, BY, "arXiv", 2016, arxiv="1602.02830"),
            "arxiv:1602.02830, and the list names no title",
        ),
    ],
)
def test_it_is_the_paper(entry: Entry, record: Record, reason: str) -> None:
    assert same_paper(entry, record) == Verdict(YES, reason)


@pytest.mark.parametrize(
    ("entry", "record"),
    [
        (_entry("Another Title Altogether", url=ARXIV), _record(LONG, BY, "arXiv", 2016, arxiv="1602.02830")),
        (_entry("Binarized Neural Networks", url=ARXIV), _record(LONG, BY, "arXiv", 2016, arxiv="1602.02830")),
        (_entry("Learned Step Quantization"), _record("Learned Step Size Quantization", venue="ICLR", year=2020)),
        # no title, but an author of another paper
        (_entry("", "Song Han", url=ARXIV), _record(LONG, BY, "arXiv", 2016, arxiv="1602.02830")),
        # a title alone
        (_entry(NETS), _record(NETS)),
        (_entry(NETS), _record(NETS, "Song Han", "CVPR", 2018)),
        (_entry(NETS, venue="CVPR"), _record(NETS, "Song Han", "CVPR", 2018)),
        (_entry(NETS, year=2018), _record(NETS, "Song Han", "CVPR", 2018)),
        (_entry(NETS, venue="CVPR", year=2017), _record(NETS, "Song Han", "CVPR", 2018)),
        (_entry(NETS, venue="ICCV", year=2018), _record(NETS, "Song Han", "CVPR", 2018)),
        (_entry(NETS, venue="CVPR Workshops", year=2018), _record(NETS, "Song Han", "CVPR", 2018)),
        # many preprints of a year have one title: the place tells nothing
        (_entry(NETS, venue="arXiv", year=2018), _record(NETS, "Song Han", "arXiv", 2018, arxiv="1801.00001")),
        # half of the authors
        (_entry(NETS, "Song Han, Kaiming He", "CVPR", 2018), _record(NETS, "Song Han, Jian Sun", "ICML", 2019)),
    ],
)
def test_it_may_be_the_paper(entry: Entry, record: Record) -> None:
    assert same_paper(entry, record).answer == UNSURE


@pytest.mark.parametrize(
    ("entry", "record"),
    [
        (_entry(NETS, "Song Han"), _record(NETS, "Kaiming He", "CVPR", 2018)),  # of another author
        (_entry(NETS, "Song Han", "CVPR", 2018), _record(NETS, "Kaiming He", "CVPR", 2018)),
        (_entry(NETS + " II", venue="CVPR", year=2018), _record(NETS + " III", "", "CVPR", 2018)),
        (_entry("Shuffle: A Guide", venue="CVPR", year=2018), _record("Shuffle V2: A Guide", "", "CVPR", 2018)),
        (_entry("BNN: Training", venue="arXiv", year=2019), _record("BNN+: Training", "", "arXiv", 2019)),
        (_entry("2-bit " + NETS, venue="CVPR", year=2018), _record("3-bit " + NETS, "", "CVPR", 2018)),
        # the NIPS paper and the preprint of the same authors and the same year are two works
        (_entry("Binarized Neural Networks", BY, "NIPS", 2016), _record(LONG, BY, "arXiv", 2016, arxiv="1602.02830")),
        (_entry(LONG, BY, "arXiv", 2016, ARXIV), _record("Binarized Neural Networks", BY, "NIPS", 2016)),
        (_entry(NETS), _record("")),
        (_entry(""), _record(NETS)),
        (_entry("", url=ARXIV), _record(NETS, arxiv="1602.02831")),
    ],
)  # fmt: skip
def test_it_is_another_paper(entry: Entry, record: Record) -> None:
    assert same_paper(entry, record).answer == NO


def test_both_titles_are_shown_where_the_identifier_has_another() -> None:
    verdict = same_paper(_entry("My Nets", url=ARXIV), _record("Your Nets", arxiv="1602.02830"))
    assert verdict == Verdict(UNSURE, "arxiv:1602.02830 is of 'Your Nets', the list says 'My Nets'")


def test_authors_of_an_accepted_record_count() -> None:
    entry = _entry(NETS, url=ARXIV)
    accepted = _record(NETS, BY, "arXiv", 2016, arxiv="1602.02830")
    published = [
        _record(NETS, "Y. Bengio, M. Courbariaux, I. Hubara", "ICML", 2017),
        _record(NETS, "Song Han", "ICML", 2017),
    ]
    assert [same_paper(entry, one, [accepted]).answer for one in published] == [YES, NO]


def test_a_version_under_another_title_is_no_record_of_the_paper() -> None:
    entry = _entry(NETS, url=ARXIV)
    accepted = _record(NETS, BY, "arXiv", 2016, arxiv="1602.02830")
    renamed = _record("Nets Renamed", BY, "ICML", 2017, arxiv="1602.02830")
    assert same_paper(entry, renamed, [accepted]).answer == NO


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(type="article", venue="arXiv"), True),
        (Record(venue="CoRR"), True),
        (Record(type="article-journal", container_title="bioRxiv"), True),
        (Record(type="paper-conference", venue="NIPS"), False),
        (Record(type="article-journal", venue="TPAMI", arxiv="1602.02830"), False),
        (Record(), False),
    ],
)
def test_a_preprint_is_what_nobody_printed(record: Record, expected: bool) -> None:
    assert is_preprint(record) is expected

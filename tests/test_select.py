"""Selection: every option alone, options together, and what is said of names that do not exist."""

from __future__ import annotations

from typing import Any

import pytest

from papercite.errors import UsageError
from papercite.record import Entry, Link, Paper, Person, Record
from papercite.select import Query, select, words_of


def _record(**fields: Any) -> Record:
    return Record(type="paper-conference", **fields)


PAPER = Link("paper", "https://arxiv.org/abs/1603.05279", "paper")
XNOR = Paper(
    "rastegari2016xnor",
    Entry(10, "XNOR-Net: ImageNet Classification", "XNOR-NET", venue="ECCV", year=2016,
          links=(PAPER, Link("code", "https://github.com/allenai/XNOR-Net", "code"))),
    status="resolved",
    record=_record(title="XNOR-Net: ImageNet Classification", authors=(Person("Rastegari", "Mohammad"),), venue="ECCV",
                   year=2016, pages="525-542", doi="10.1007/978-3-319-46493-0_32"),
    preprint=Record(title="XNOR-Net", venue="arXiv", year=2015, arxiv="1603.05279"),
    topics={"quantization": "", "binary": ""},
)  # fmt: skip
TWN = Paper(
    "li2023ternary",
    Entry(14, "Ternary Weight Networks", "TWN", venue="arXiv", year=2016,
          links=(Link("project", "https://twn.example.org", "project"),)),
    status="review",
    record=_record(title="Ternary Weight Networks", authors=(Person("Li", "Fengfu"), Person("Daumé", "Hal", "", "III")),
                   venue="ICASSP", year=2023),
    preprint=Record(title="Ternary Weight Networks", venue="arXiv", year=2016, arxiv="1605.04711"),
    topics={"quantization": "", "ternary": ""},
)  # fmt: skip
LISTED = Paper(
    "anon2017accurate",
    Entry(20, "Accurate Nets", venue="NIPS", year=2017, section=("Efficient Model",)),
    topics={"efficient-model": ""},
)
ODD = Paper("anon2018blog", Entry(30, "A blog post", venue="", year=None, kind="other"), status="unresolved")
PAPERS = (XNOR, TWN, LISTED, ODD)


def keys(**query: Any) -> list[str]:
    return [paper.key for paper in select(PAPERS, Query(**query))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [XNOR, TWN, LISTED]),
        ({"all_kinds": True}, [XNOR, TWN, LISTED, ODD]),
        ({"topics": ("binary",)}, [XNOR]),
        ({"topics": ("binary", "efficient-model")}, [XNOR, LISTED]),
        ({"topics": ("quantization+ternary",)}, [TWN]),
        ({"topics": ("quantization+ternary", "efficient-model")}, [TWN, LISTED]),
        ({"topics": ("binary+ternary",)}, []),
        ({"not_topics": ("binary",)}, [TWN, LISTED]),
        ({"not_topics": ("binary", "ternary")}, [LISTED]),
        ({"topics": ("quantization",), "not_topics": ("ternary",)}, [XNOR]),
        ({"years": ("2016",)}, [XNOR]),
        ({"years": ("2016-2017",)}, [XNOR, LISTED]),
        ({"years": ("2017-",)}, [TWN, LISTED]),
        ({"years": ("-2016",)}, [XNOR]),
        ({"years": ("2016", "2023")}, [XNOR, TWN]),
        ({"years": (" 2016 ",)}, [XNOR]),
        ({"years": ("1990",)}, []),
        ({"venues": ("ECCV",)}, [XNOR]),
        ({"venues": ("eccv", "icassp")}, [XNOR, TWN]),
        ({"venues": ("NeurIPS",)}, [LISTED]),
        ({"venues": ("NIPS",)}, [LISTED]),
        ({"venues": ("European Conference on Computer Vision",)}, [XNOR]),
        ({"venues": ("ICML",)}, []),
        ({"has": ("code",)}, [XNOR]),
        ({"has": ("arxiv",)}, [XNOR, TWN]),
        ({"has": ("doi",)}, [XNOR]),
        ({"has": ("pages",)}, [XNOR]),
        ({"has": ("project",)}, [TWN]),
        ({"has": ("arxiv", "code")}, [XNOR]),
        ({"has": ("code", "project")}, []),
        ({"statuses": ("resolved",)}, [XNOR]),
        ({"statuses": ("review", "not-asked")}, [TWN, LISTED]),
        ({"statuses": ("unresolved",)}, []),
        ({"statuses": ("unresolved",), "all_kinds": True}, [ODD]),
        ({"match": ("xnor net",)}, [XNOR]),
        ({"match": ("RASTEGARI",)}, [XNOR]),
        ({"match": ("daume",)}, [TWN]),
        ({"match": ("twn",)}, [TWN]),
        ({"match": ("net", "mohammad")}, [XNOR]),
        ({"match": ("nowhere to be found",)}, []),
        ({"keys": ("li2023ternary",)}, [TWN]),
        ({"keys": ("LI2023Ternary", "rastegari2016xnor")}, [XNOR, TWN]),
        ({"limit": 1}, [XNOR]),
        ({"limit": 99}, [XNOR, TWN, LISTED]),
        ({"topics": ("quantization",), "years": ("2020-",), "has": ("arxiv",), "match": ("ternary",)}, [TWN]),
    ],
)
def test_options_choose(query: dict[str, Any], expected: list[Paper]) -> None:
    assert keys(**query) == [paper.key for paper in expected]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("list", [XNOR, TWN, LISTED, ODD]),
        ("year", [XNOR, LISTED, TWN, ODD]),  # a paper without a year comes last
        ("venue", [ODD, XNOR, TWN, LISTED]),
        ("title", [ODD, LISTED, TWN, XNOR]),
        ("key", [LISTED, ODD, TWN, XNOR]),
    ],
)
def test_options_sort(sort: str, expected: list[Paper]) -> None:
    assert keys(sort=sort, all_kinds=True) == [paper.key for paper in expected]


def test_the_limit_counts_after_sorting() -> None:
    assert keys(sort="key", limit=2) == ["anon2017accurate", "li2023ternary"]


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        ("published", ["rastegari2016xnor"]),
        ("preprint", ["li2023ternary"]),
        ("listed", ["rastegari2016xnor", "li2023ternary"]),
    ],
)
def test_years_are_those_of_the_version_preferred(prefer: str, expected: list[str]) -> None:
    assert keys(years=("2016",), prefer=prefer) == expected


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [("published", []), ("preprint", ["rastegari2016xnor", "li2023ternary"]), ("listed", ["li2023ternary"])],
)
def test_venues_are_those_of_the_version_preferred(prefer: str, expected: list[str]) -> None:
    assert keys(venues=("arXiv",), prefer=prefer) == expected


@pytest.mark.parametrize("prefer", ["published", "preprint", "listed"])
def test_the_arxiv_number_is_there_whichever_version_is_preferred(prefer: str) -> None:
    assert keys(has=("arxiv",), prefer=prefer) == ["rastegari2016xnor", "li2023ternary"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"topics": ("binry",)}, "there is no topic 'binry'; did you mean binary?"),
        ({"topics": ("binary+ternry",)}, "there is no topic 'ternry'; did you mean ternary?"),
        ({"not_topics": ("efficient",)}, "there is no topic 'efficient'; did you mean efficient-model?"),
        ({"topics": ("zzz",)}, "there is no topic 'zzz'\n  hint: papercite topics lists what there is"),
        ({"venues": ("zz",)}, "there is no venue 'zz'\n  hint: papercite table --columns venue lists what there is"),
        ({"keys": ("li2023ternry",)}, "there is no key 'li2023ternry'; did you mean li2023ternary?"),
        ({"keys": ("zz",)}, "there is no key 'zz'\n  hint: papercite table --columns key,title lists what there is"),
        ({"years": ("16",)}, "'16' is no year\n  hint: 2018, 2016-2019, 2018- or -2016"),
        ({"years": ("",)}, "'' is no year\n  hint: 2018, 2016-2019, 2018- or -2016"),
        ({"years": ("-",)}, "'-' is no year\n  hint: 2018, 2016-2019, 2018- or -2016"),
        ({"years": ("20162017",)}, "'20162017' is no year\n  hint: 2018, 2016-2019, 2018- or -2016"),
        ({"years": ("2019-2016",)}, "'2019-2016': the first year is after the last"),
    ],
)  # fmt: skip
def test_names_that_do_not_exist_are_told_with_the_near_ones(query: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as refused:
        keys(**query)
    assert str(refused.value) == message


def test_near_venues_are_those_of_the_papers_and_of_the_table() -> None:
    with pytest.raises(UsageError, match=r"there is no venue 'NeurIPPS'; did you mean NeurIPS( or [^?]*)?\?$"):
        keys(venues=("NeurIPPS",))
    unknown = TWN._replace(record=_record(title="Ternary Weight Networks", venue="Gazette of Weights", year=2023))
    assert select([unknown], Query(venues=("gazette of WEIGHTS",))) == [unknown]
    with pytest.raises(UsageError, match="there is no venue 'Gazete of Weights'; did you mean Gazette of Weights"):
        select([unknown], Query(venues=("Gazete of Weights",)))


@pytest.mark.parametrize("text", ["", "  ", ":::", "+"])
def test_a_text_without_a_letter_is_refused_because_it_would_match_everything(text: str) -> None:
    with pytest.raises(UsageError, match="match"):
        keys(match=(text,))


def test_a_topic_that_a_rule_knows_and_no_paper_has_is_no_mistake() -> None:
    assert select(PAPERS, Query(topics=("spiking",)), {"spiking"}) == []


def test_no_paper_at_all_fits_nothing() -> None:
    assert select((), Query(topics=("binary",)), {"binary"}) == []


def test_words_of_a_paper_are_its_name_titles_authors_and_key() -> None:
    title = "xnor net imagenet classification"
    assert words_of(XNOR) == f"xnor net {title} {title} mohammad rastegari rastegari2016xnor"

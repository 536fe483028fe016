"""The table of venues, and the spellings that lists and services use."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from typing import Any

import pytest
from conftest import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.text import fold
from papercite.venues import Venue, find_venue, known_venue, same_venue, venue_name, venues

ROWS: list[dict[str, Any]] = tomllib.loads((DATA / "venues.toml").read_text(encoding="utf-8"))["venue"]
FIELDS = {"name", "title", "kind", "aliases", "dblp", "issn", "url", "titles"}
FACTS = [json.loads(line) for line in (DATA / "facts.jsonl").read_text(encoding="utf-8").splitlines()]


def _spellings(row: dict[str, Any]) -> set[str]:
    return {row["name"], row["title"], *row["aliases"], *(old["title"] for old in row.get("titles", ()))}


# ---- the table


def test_the_table_is_long() -> None:
    assert len(ROWS) >= 150


def test_every_row_says_what_it_must() -> None:
    wrong = [
        row.get("name")
        for row in ROWS
        if not (row.get("name") and row.get("title") and isinstance(row.get("aliases"), list))
        or row.get("kind") not in ("conference", "journal", "workshop", "preprint")
        or not (row.get("dblp") or row.get("issn") or row.get("url"))
        or row.keys() - FIELDS
    ]
    assert wrong == []


def test_every_name_is_of_one_venue() -> None:
    counts = Counter(row["name"].casefold() for row in ROWS)
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_folded_spelling_is_of_one_venue() -> None:
    counts = Counter(folded for row in ROWS for folded in {fold(spelling) for spelling in _spellings(row)})
    assert [folded for folded, count in counts.items() if count > 1] == []


def test_every_spelling_finds_its_row() -> None:
    lost = [(row["name"], s) for row in ROWS for s in _spellings(row) if _title_of(s) != row["title"]]
    assert lost == []


def _title_of(spelling: str) -> str:
    found = find_venue(spelling)
    return found.title if found else ""


def test_references_can_be_followed() -> None:
    wrong = [
        row["name"]
        for row in ROWS
        if not row.get("url", "https://").startswith(("https://", "http://"))
        or (row.get("issn") and not _is_issn(row["issn"]))
        or row.get("dblp", "conf/").partition("/")[0] not in ("conf", "journals", "series")
    ]
    assert wrong == []


def _is_issn(text: str) -> bool:
    digits = text.replace("-", "")
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return (
        len(digits) == 8
        and sum(value * weight for value, weight in zip(values, range(8, 0, -1), strict=True)) % 11 == 0
    )


def test_earlier_titles_are_in_order() -> None:
    years = [[old["until"] for old in row.get("titles", ())] for row in ROWS]
    assert [until for until in years if until != sorted(set(until))] == []


def test_titles_hold_no_year_and_no_ordinal() -> None:
    words = {word for row in ROWS for title in (row["title"],) for word in fold(title).split()}
    assert [word for word in words if word.isdigit() and len(word) == 4] == []


# ---- spellings


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NIPS", "NeurIPS"),
        ("NeurIPS", "NeurIPS"),
        ("nips 2016", "NeurIPS"),
        ("Neural Information Processing Systems", "NeurIPS"),
        ("SysML 2019", "MLSys"),
        ("MLSys", "MLSys"),
        ("CoRR", "arXiv"),
        ("arXiv", "arXiv"),
        ("ArXiv.org", "arXiv"),
        ("arxiv 2019", "arXiv"),
        ("arXiv preprint", "arXiv"),
        ("arXiv e-prints", "arXiv"),
        ("arXiv preprint arXiv:1602.02830", "arXiv"),
        ("CoRR abs/1602.02830", "arXiv"),
        ("CVPR", "CVPR"),
        ("CVPR'18 oral", "CVPR"),
        ("CVPR’18", "CVPR"),
        ("CVPR2018", "CVPR"),
        ("CVPR 2018 (Oral)", "CVPR"),
        ("CVPR 2019 Best Paper", "CVPR"),
        ("In CVPR 2018", "CVPR"),
        ("To appear in CVPR 2018", "CVPR"),
        ("ICLR (Poster)", "ICLR"),
        ("ICLR 2017 Conference Track", "ICLR"),
        ("TPAMI", "TPAMI"),
        ("IEEE Trans. Pattern Anal. Mach. Intell.", "TPAMI"),
        ("J. Mach. Learn. Res.", "JMLR"),
        ("NAACL-HLT", "NAACL"),
        ("ACM Multimedia", "ACM MM"),
        ("Nature Communications", "Nature Communications"),
        ("bioRxiv", "bioRxiv"),
        # DBLP
        ("2017 IEEE Conference on Computer Vision and Pattern Recognition, CVPR 2017, Honolulu, HI, USA", "CVPR"),
        (
            ("Advances in Neural Information Processing Systems 30: Annual Conference on Neural Information Processing "
            "Systems 2017, December 4-9, 2017, Long Beach, CA, USA"),
            "NeurIPS",
        ),
        (
            ("5th International Conference on Learning Representations, ICLR 2017, Toulon, France, April 24-26, 2017, "
            "Conference Track Proceedings"),
            "ICLR",
        ),
        ("Computer Vision - ECCV 2016 - 14th European Conference, Amsterdam, Proceedings, Part IV", "ECCV"),
        ("Proceedings of the 36th International Conference on Machine Learning, ICML 2019", "ICML"),
        # Crossref
        ("2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        ("2017 IEEE International Conference on Computer Vision (ICCV)", "ICCV"),
        ("Computer Vision – ECCV 2016", "ECCV"),
        ("Proceedings of the AAAI Conference on Artificial Intelligence", "AAAI"),
        ("Proceedings of the 22nd ACM SIGKDD International Conference on Knowledge Discovery and Data Mining", "KDD"),
        (("Proceedings of the 56th Annual Meeting of the Association for Computational Linguistics (Volume 1: Long "
         "Papers)"), "ACL"),
        ("ICASSP 2018 - 2018 IEEE International Conference on Acoustics, Speech and Signal Processing (ICASSP)",
         "ICASSP"),
        # people
        ("Proc. of the 31st AAAI Conference on Artificial Intelligence", "AAAI"),
        ("Proceedings of the Thirty-First AAAI Conference on Artificial Intelligence", "AAAI"),
        ("32nd Conference on Neural Information Processing Systems (NeurIPS 2018), Montréal, Canada.", "NeurIPS"),
        # not what it looks like
        ("Proceedings of the IEEE", "Proceedings of the IEEE"),
        ("Proc. IEEE", "Proceedings of the IEEE"),
        ("Proceedings of the National Academy of Sciences", "PNAS"),
        ("Findings of the Association for Computational Linguistics: EMNLP 2020", "Findings of EMNLP"),
        ("EMNLP Findings", "Findings of EMNLP"),
    ],
)  # fmt: skip
def test_a_spelling_means_its_venue(text: str, name: str) -> None:
    found = find_venue(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NIPS workshop 2016", "NeurIPS Workshops"),
        ("Workshop at NIPS", "NeurIPS Workshops"),
        ("ICLR 2018 workshop track", "ICLR Workshops"),
        ("CVPRW", "CVPR Workshops"),
        ("2018 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops", "CVPR Workshops"),
        ("2018 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)", "CVPR Workshops"),
        (("2018 IEEE Conference on Computer Vision and Pattern Recognition Workshops, CVPR Workshops 2018, Salt Lake "
         "City, UT, USA, June 18-22, 2018"), "CVPR Workshops"),
        ("CoNLL Workshop", "CoNLL Workshop"),  # made of its conference
        ("Companion Proceedings of the Web Conference 2018", "WWW Companion"),
    ],
)  # fmt: skip
def test_a_workshop_is_a_venue_of_its_own(text: str, name: str) -> None:
    found = find_venue(text)
    assert found
    assert (found.name, found.kind) == (name, "workshop")


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "IEEE", "ACM", "Proceedings of the ACM", "GitHub", "Blog", "PhD thesis", "2018", "Lecture Notes",
        "EMC2 workshop at NeurIPS", "NeurIPS 2019 workshop on Energy Efficient ML", "ACL (demo)", "Binary Networks",
    ],
)  # fmt: skip
def test_what_the_table_lacks_is_no_venue(text: str) -> None:
    assert find_venue(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CVPR 2018", "CVPR"),
        ("NIPS workshop", "NeurIPS Workshops"),
        ("2017 IEEE Conference on Computer Vision and Pattern Recognition, CVPR 2017, Honolulu", None),  # more than it
        ("A Survey, CVPR 2018", None),
    ],
)
def test_a_known_venue_is_the_whole_text(text: str, name: str | None) -> None:
    found = known_venue(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("printed", "name"), sorted({(f["container_title"], f["venue"]) for f in FACTS if "pages" in f})
)
def test_a_printed_title_of_the_facts_means_its_venue(printed: str, name: str) -> None:
    assert venue_name(printed) == venue_name(name)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("NIPS", "NeurIPS 2018", True),
        ("CoRR", "arXiv", True),
        ("A Journal Nobody Knows", "a journal nobody knows", True),
        ("CVPR", "CVPR Workshops", False),
        ("CVPR", "ICCV", False),
        ("Pattern Recognition Letters", "Physical Review Letters", False),  # both are called PRL
        ("", "", False),
        ("", "CVPR", False),
    ],
)
def test_two_spellings_mean_one_venue(one: str, other: str, expected: bool) -> None:
    assert (same_venue(one, other), same_venue(other, one)) == (expected, expected)


@pytest.mark.parametrize(("text", "name"), [("NIPS", "NeurIPS"), (" Some Journal ", "Some Journal"), ("", "")])
def test_a_venue_has_a_short_name(text: str, name: str) -> None:
    assert venue_name(text) == name


@pytest.mark.parametrize(
    ("name", "year", "title"),
    [
        ("CVPR", 2017, "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition"),
        ("CVPR", 2018, "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition"),
        ("CVPR", 2019, "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition"),
        ("CVPR", None, "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition"),
        ("WWW", 2017, "Proceedings of the International Conference on World Wide Web"),
        ("WWW", 2018, "Proceedings of the World Wide Web Conference"),
        ("WWW", 2022, "Proceedings of the ACM Web Conference"),
        ("NeurIPS", 2016, "Advances in Neural Information Processing Systems"),
        ("arXiv", 2016, "arXiv"),
    ],
)
def test_a_venue_is_printed_as_in_its_year(name: str, year: int | None, title: str) -> None:
    found = find_venue(name)
    assert found
    assert found.title_in(year) == title


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*(venue.name for venue in venues()), "Proceedings of the", "2018", "'18", "workshop", ",", "(", "-"]
        )
        | st.text(max_size=5),
        max_size=6,
    ).map(" ".join)
)
def test_any_text_is_a_venue_or_none(text: str) -> None:
    assert isinstance(find_venue(text), Venue | None)

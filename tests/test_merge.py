"""Records of one paper become one: whose word counts, what is kept apart, what is shown as disagreement."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.codec import as_json
from papercite.identify import identify
from papercite.merge import Merged, listed_record, merge, with_tags
from papercite.record import Entry, Link, Paper, Person, Record, Source

TITLE = "Networks of the Best Kind"
HAN = (Person("Han", "Song"),)
CVPR_2018 = "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition"


def _entry(venue: str = "CVPR", year: int | None = 2018, **fields: Any) -> Entry:
    return Entry(1, TITLE, venue=venue, year=year, **fields)


def _published(source: str = "dblp", venue: str = "CVPR", year: int | None = 2018, **fields: Any) -> Record:
    return Record(
        source, f"{source}-id", "paper-conference", fields.pop("title", TITLE), venue=venue, year=year, **fields
    )


def _preprint(source: str = "arxiv", **fields: Any) -> Record:
    more = {"venue": "arXiv", "year": 2017, "arxiv": "1712.00001", **fields}
    return Record(source, f"{source}-id", "article", more.pop("title", TITLE), **more)


def test_nothing_merges_to_nothing() -> None:
    assert merge(_entry(), []) == Merged()


def test_one_record_stays_what_it_is() -> None:
    record = _published(authors=HAN, pages="1-9", doi="10.1109/x", retrieved="2026-11-23", via=("somewhere",))
    assert merge(_entry(), [record]) == Merged(
        Record(type="paper-conference", title=TITLE, authors=HAN, venue="CVPR", container_title=CVPR_2018, pages="1-9",
               year=2018, doi="10.1109/x"),
        origin={"type": "dblp", "title": "dblp", "authors": "dblp", "venue": "dblp", "pages": "dblp", "year": "dblp",
                "doi": "dblp", "container_title": "venues"},
        sources=(Source("dblp", "dblp-id", "2026-11-23", ("somewhere",)),),
    )  # fmt: skip


def test_a_preprint_and_the_published_version_are_kept_apart() -> None:
    merged = merge(_entry(), [_published(pages="1-9", year=2018), _preprint(primary_class="cs.LG")])
    assert (merged.record, merged.preprint) == (
        Record(type="paper-conference", title=TITLE, venue="CVPR", container_title=CVPR_2018, pages="1-9", year=2018),
        Record(type="article", title=TITLE, venue="arXiv", container_title="arXiv", year=2017, arxiv="1712.00001",
               primary_class="cs.LG"),
    )  # fmt: skip


def test_a_preprint_alone_is_the_record() -> None:
    merged = merge(_entry(), [_preprint()])
    assert merged.record
    assert (merged.record.arxiv, merged.record.type, merged.preprint) == (
        "1712.00001",
        "article",
        None,
    )


def test_the_list_that_says_arxiv_gets_the_published_version_of_the_same_title() -> None:
    merged = merge(_entry("arXiv", 2017), [_published(), _preprint()])
    assert merged.record
    assert merged.preprint
    assert (merged.record.venue, merged.preprint.arxiv) == ("CVPR", "1712.00001")


def test_the_list_that_says_arxiv_keeps_the_preprint_if_the_title_changed() -> None:
    renamed = _published(title="Networks Renamed")
    merged = merge(_entry("arXiv", 2017), [renamed, _preprint()])
    assert merged.record
    assert (merged.record.venue, merged.preprint, merged.others) == ("arXiv", None, (renamed,))


CONFERENCE = _published("dblp", "CVPR", 2018)
JOURNAL = _published("crossref", "TPAMI", 2020)._replace(type="article-journal")


@pytest.mark.parametrize(
    ("venue", "year", "printed"),
    [
        ("CVPR", 2018, ("CVPR", 2018)),
        ("TPAMI", 2020, ("TPAMI", 2020)),
        ("IEEE Transactions on Pattern Analysis and Machine Intelligence", 2020, ("TPAMI", 2020)),
        ("", 2020, ("TPAMI", 2020)),  # no venue: the nearer year
        ("", 2017, ("CVPR", 2018)),
        ("arXiv", 2017, ("CVPR", 2018)),
        ("ICML", 2021, ("TPAMI", 2020)),
    ],
)
def test_the_list_says_which_of_two_versions_is_meant(venue: str, year: int, printed: tuple[str, int]) -> None:
    merged = merge(_entry(venue, year), [CONFERENCE, JOURNAL])
    assert merged.record
    assert (merged.record.venue, merged.record.year) == printed
    assert merged.others == ((JOURNAL,) if printed[0] == "CVPR" else (CONFERENCE,))
    assert [source.name for source in merged.sources] == (["dblp"] if printed[0] == "CVPR" else ["crossref"])


def test_a_record_without_a_place_goes_with_the_others() -> None:
    merged = merge(_entry(), [_published(), _published("openalex", "", None, pages="1-9")])
    assert merged.record
    assert (merged.record.venue, merged.record.pages, merged.others) == ("CVPR", "1-9", ())


# ---- trust


@pytest.mark.parametrize(
    ("name", "said", "believed"),
    [
        ("pages", {"crossref": "1-9", "dblp": "2-9"}, "crossref"),
        ("pages", {"dblp": "2-9", "openalex": "3-9"}, "dblp"),
        ("doi", {"web": "10.1109/a", "semanticscholar": "10.1109/b"}, "web"),
        ("title", {"crossref": "Networks of the best Kind", "dblp": TITLE}, "dblp"),
        ("authors", {"crossref": HAN, "paper": (Person("Han", "S."),)}, "paper"),
        ("authors", {"dblp": HAN, "openalex": (Person("Song", "Han"),)}, "dblp"),
        ("publisher", {"mine.bib": "A", "semanticscholar": "B"}, "semanticscholar"),  # a stranger comes last
        ("publisher", {"b.bib": "B", "a.bib": "A"}, "a.bib"),
    ],
)
def test_the_more_trusted_source_is_printed(name: str, said: dict[str, Any], believed: str) -> None:
    records = [_published(source, **{name: value}) for source, value in said.items()]
    merged = merge(_entry(), records)
    assert (getattr(merged.record, name), merged.origin[name]) == (said[believed], believed)


def test_arxiv_is_trusted_on_preprints() -> None:
    merged = merge(_entry("arXiv"), [_preprint("dblp", month=1), _preprint("arxiv", month=12)])
    assert merged.record
    assert (merged.record.month, merged.origin["month"]) == (12, "arxiv")


def test_a_gap_is_filled_by_whoever_knows() -> None:
    merged = merge(_entry(), [_published("crossref", doi="10.1109/x"), _published("openalex", pages="1-9")])
    assert merged.record
    assert (merged.record.doi, merged.record.pages) == ("10.1109/x", "1-9")
    assert (merged.origin["doi"], merged.origin["pages"]) == ("crossref", "openalex")


def test_disagreement_is_shown_with_who_said_it() -> None:
    merged = merge(
        _entry(),
        [
            _published("crossref", pages="1-9", authors=HAN),
            _published("dblp", pages="2-9", authors=(Person("Han", "S."),)),
            _published("openalex", pages="1–9", authors=(Person("HAN", "Song"),)),  # the same but for its dress
            _preprint("arxiv", month=12),
            _preprint("dblp", month=11),
        ],
    )
    assert merged.differs == {
        "authors": {"dblp dblp-id": [{"family": "Han", "given": "S."}]},
        "pages": {"dblp dblp-id": "2-9"},
        "preprint.month": {"dblp dblp-id": 11},
    }


def test_the_table_of_venues_settles_names_and_the_source_is_still_shown() -> None:
    merged = merge(_entry("NIPS", 2016), [_published(venue="NIPS", year=2016, container_title="Advances in NIPS 29")])
    assert merged.record
    assert (merged.record.venue, merged.record.container_title) == (
        "NeurIPS", "Advances in Neural Information Processing Systems",
    )  # fmt: skip
    assert (merged.origin["venue"], merged.origin["container_title"]) == ("venues", "venues")
    assert merged.differs == {"venue": {"dblp": "NIPS"}, "container_title": {"dblp": "Advances in NIPS 29"}}


def test_a_venue_that_nobody_knows_stays_as_it_is() -> None:
    merged = merge(_entry(), [_published(venue="A Small Workshop", container_title="Proceedings of It")])
    assert merged.record
    assert (merged.record.venue, merged.record.container_title) == (
        "A Small Workshop",
        "Proceedings of It",
    )


# ---- order

VALUES = st.builds(
    Record,
    source=st.sampled_from(["crossref", "dblp", "arxiv", "paper", "mine.bib"]),
    id=st.sampled_from(["", "1", "2"]),
    type=st.sampled_from(["", "article", "paper-conference", "article-journal"]),
    title=st.sampled_from([TITLE, TITLE.lower(), "Networks Renamed"]),
    authors=st.sampled_from([(), HAN, (Person("Han", "S."),)]),
    venue=st.sampled_from(["", "CVPR", "NIPS", "NeurIPS", "arXiv", "TPAMI", "A Small Workshop"]),
    container_title=st.sampled_from(["", "Advances in NIPS 29", "Proceedings"]),
    pages=st.sampled_from(["", "1-9", "2-9"]),
    year=st.sampled_from([None, 2016, 2018]),
    doi=st.sampled_from(["", "10.1109/a"]),
    arxiv=st.sampled_from(["", "1712.00001"]),
    retrieved=st.sampled_from(["", "2026-11-23"]),
)
CASES = st.lists(VALUES, max_size=6).flatmap(lambda records: st.tuples(st.just(records), st.permutations(records)))
ENTRIES = st.builds(
    _entry,
    venue=st.sampled_from(["", "CVPR", "NIPS", "arXiv", "TPAMI"]),
    year=st.sampled_from([None, 2016, 2018, 2020]),
)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(ENTRIES, CASES)
def test_the_order_of_records_does_not_matter(entry: Entry, case: tuple[list[Record], list[Record]]) -> None:
    one, other = case
    assert str(as_json(merge(entry, one))) == str(as_json(merge(entry, other)))  # the order of fields too


@settings(max_examples=200, derandomize=True, deadline=None)
@given(ENTRIES, st.lists(VALUES, max_size=6))
def test_every_record_is_used_or_set_aside(entry: Entry, records: list[Record]) -> None:
    merged = merge(entry, records)
    assert len(merged.sources) + len(merged.others) == len(records)


# ---- what the list says


@pytest.mark.parametrize(
    ("entry", "record"),
    [
        (
            _entry("NIPS workshop", 2016, authors=("Song Han",)),
            Record("list", type="paper-conference", title=TITLE, authors=HAN, venue="NeurIPS Workshops",
                   container_title="Conference on Neural Information Processing Systems Workshops", year=2016),
        ),
        (
            _entry("TPAMI", 2020),
            Record("list", type="article-journal", title=TITLE, venue="TPAMI", year=2020,
                   container_title="IEEE Transactions on Pattern Analysis and Machine Intelligence"),
        ),
        (
            _entry("arXiv", 2017, links=(Link("code", "https://github.com/a/b", "code"),
                                         Link("paper", "https://arxiv.org/abs/1712.00001", "paper"))),
            Record("list", type="article", title=TITLE, venue="arXiv", container_title="arXiv", year=2017,
                   arxiv="1712.00001", url="https://arxiv.org/abs/1712.00001"),
        ),
        (
            _entry("A Small Workshop", None, links=(Link("paper", "https://x.org/p", "paper"),)),
            Record("list", type="article", title=TITLE, venue="A Small Workshop", container_title="A Small Workshop",
                   url="https://x.org/p"),
        ),
    ],
)  # fmt: skip
def test_what_the_list_alone_says_is_a_record_too(entry: Entry, record: Record) -> None:
    assert listed_record(entry, identify(entry)) == record


# ---- what people say

PAPER = Paper(
    "han2018networks", _entry(), record=Record(title=TITLE, venue="CVPR", year=2018), origin={"title": "dblp"}
)


@pytest.mark.parametrize(
    ("tags", "record", "origin"),
    [
        ({"title": "Corrected"}, Record(title="Corrected", venue="CVPR", year=2018), {"title": "list"}),
        ({"year": "2019"}, Record(title=TITLE, venue="CVPR", year=2019), {"title": "dblp", "year": "list"}),
        ({"pages": "1-9", "doi": "10.1109/x"},
         Record(title=TITLE, venue="CVPR", year=2018, pages="1-9", doi="10.1109/x"),
         {"title": "dblp", "pages": "list", "doi": "list"}),
        ({"venue": "CVPR"}, PAPER.record, {"title": "dblp"}),  # the list is right already
        ({"topic": "binary"}, PAPER.record, {"title": "dblp"}),  # not ours
        ({}, PAPER.record, {"title": "dblp"}),
    ],
)  # fmt: skip
def test_people_overrule_fields(tags: dict[str, str], record: Record, origin: dict[str, str]) -> None:
    assert with_tags(PAPER, tuple(tags.items()), "list") == PAPER._replace(record=record, origin=origin)


@pytest.mark.parametrize("tags", [{"year": "soon"}, {"month": "13"}, {"month": "0"}, {"month": "May"}])
def test_a_tag_that_is_no_year_or_month_does_not_become_one(tags: dict[str, str]) -> None:
    fixed = with_tags(PAPER, tuple(tags.items()), "list").record
    assert fixed
    assert (fixed.year, fixed.month) in ((2018, None), (2018, 5))


def test_a_venue_that_people_fix_is_fixed_in_print_too() -> None:
    record = Record(title=TITLE, venue="CVPR", container_title=CVPR_2018, year=2018)
    fixed = with_tags(Paper("k", _entry(), record=record), (("venue", "NIPS"),), "list").record
    assert fixed
    assert fixed.container_title == "Advances in Neural Information Processing Systems"


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("arxiv", "arXiv:1712.00001v2", "1712.00001"),
        ("doi", "doi:10.1109/X", "10.1109/x"),
        ("acl", "P17-1001", "P17-1001"),
    ],
)
def test_an_identifier_that_people_give_gets_its_one_spelling(name: str, value: str, kept: str) -> None:
    assert getattr(with_tags(PAPER, ((name, value),), "list").record, name) == kept


def test_people_give_keys() -> None:
    unresolved = Paper("anon2018networks", _entry())
    assert with_tags(unresolved, (("key", "mine"), ("year", "2019")), "list") == unresolved._replace(key="mine")

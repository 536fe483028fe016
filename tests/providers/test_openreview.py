"""OpenReview: small answers in the shapes of its two APIs, with oddities that real ones have; and the real ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from papercite.errors import BadAnswer
from papercite.providers.openreview import OPENREVIEW, ask_new, ask_old, parse, without_mail
from papercite.providers.provider import Answer
from papercite.record import Identifier, Person, Record
from providers.samples import samples_of
from providers.told import as_told, expected_of

if TYPE_CHECKING:
    from pathlib import Path

ASKED = Identifier("openreview", "NobodyAtAll")
PAGE = "https://openreview.net/forum?id=NobodyAtAll"
JANUARY_2025 = 1_737_000_000_000  # milliseconds
ACCEPTED = """@inproceedings{
nobody2025nothing,
title={Nothing at All},
author={Ada Nobody and Max Mustermann},
booktitle={The First Conference on Nothing},
year={2025},
url={https://openreview.net/forum?id=NobodyAtAll}
}"""
REFUSED = ACCEPTED.replace("@inproceedings", "@misc").replace("booktitle={The First Conference on Nothing},\n", "")
CONTENT = {
    "title": "Nothing at All", "authors": ["Ada Nobody", "Max Mustermann"],
    "authorids": ["ada@nobody.example", "~Max_Mustermann1"], "venue": "NOWHERE 2025 Spotlight",
    "venueid": "NOWHERE.cc/2025/Conference", "_bibtex": ACCEPTED, "pdf": "/pdf/0123.pdf",
}  # fmt: skip
RECORD = Record(
    source="openreview",
    id="NobodyAtAll",
    type="paper-conference",
    title="Nothing at All",
    authors=(Person("Nobody", "Ada"), Person("Mustermann", "Max")),
    venue="NOWHERE",
    container_title="The First Conference on Nothing",
    year=2025,
    openreview="NobodyAtAll",
    url=PAGE,
    retrieved="2026-11-23",
)


def new_note(**said: Any) -> dict[str, Any]:
    """A note of the new API: each value is in an object."""
    content = {name: {"value": value} for name, value in {**CONTENT, **said}.items() if value is not None}
    return {"id": "NobodyAtAll", "forum": "NobodyAtAll", "version": 2, "content": content, "pdate": JANUARY_2025,
            "cdate": JANUARY_2025, "domain": "NOWHERE.cc/2025/Conference", "externalIds": []}  # fmt: skip


def old_note(**said: Any) -> dict[str, Any]:
    """A note of the old API: values are bare, the group stands in the invitation."""
    content = {name: value for name, value in {**CONTENT, **said}.items() if value is not None}
    return {"id": "NobodyAtAll", "forum": "NobodyAtAll", "content": content, "cdate": JANUARY_2025,
            "invitation": "NOWHERE.cc/2025/Conference/-/Blind_Submission"}  # fmt: skip


def answered(*notes: Any) -> Answer:
    body = json.dumps({"notes": notes, "count": len(notes)}).encode()
    return Answer("https://api2.openreview.net/notes", 200, body, {}, "2026-11-23T10:00:00Z")


def record_of(note: dict[str, Any]) -> Record:
    (record,) = parse(answered(note), [ASKED])[ASKED]
    return record


# ---- asking


def test_the_new_api_is_asked_first_then_the_old_one() -> None:
    assert [route.ask([ASKED]).url for route in OPENREVIEW.routes] == [
        "https://api2.openreview.net/notes", "https://api.openreview.net/notes",
    ]  # fmt: skip
    assert ask_new([ASKED]).query == ask_old([ASKED]).query == (("id", "NobodyAtAll"),)
    assert {route.ask([ASKED]).url.split("/")[2] for route in OPENREVIEW.routes} == set(OPENREVIEW.hosts)


def test_it_is_asked_with_a_token_only() -> None:
    assert (OPENREVIEW.needs_key, OPENREVIEW.key_variable, OPENREVIEW.key_header) == (
        True, "PAPERCITE_OPENREVIEW_TOKEN", "Authorization",
    )  # fmt: skip


# ---- both shapes


@pytest.mark.parametrize("note", [new_note(), old_note()])
def test_an_accepted_paper_is_of_its_conference(note: dict[str, Any]) -> None:
    assert record_of(note) == RECORD


@pytest.mark.parametrize("make", [new_note, old_note])
@pytest.mark.parametrize(
    "said",
    [
        {"venueid": "NOWHERE.cc/2025/Conference/Rejected_Submission", "venue": "Submitted to NOWHERE 2025"},
        {"venueid": "NOWHERE.cc/2025/Conference/Withdrawn_Submission"},
        {"venueid": "NOWHERE.cc/2025/Conference/Desk_Rejected_Submission"},
        {"venueid": "NOWHERE.cc/2025/Conference/Some_New_State"},
        {"venueid": "NOWHERE.cc/2025/Conference/Submission", "venue": "NOWHERE 2025 Conference Submission"},
        {"venueid": None, "venue": "Submitted to NOWHERE 2025"},
        {"venueid": "TMLR/Under_Review", "venue": "Under review for TMLR"},
        {"venueid": None, "venue": None, "_bibtex": REFUSED},
        {"venueid": None, "venue": None, "_bibtex": None},
    ],
)
def test_a_submission_that_was_not_accepted_is_no_publication(make: Any, said: dict[str, Any]) -> None:
    record = record_of(make(**said))
    assert (record.type, record.venue, record.container_title) == ("article", "OpenReview", "OpenReview")
    assert (record.title, record.openreview, record.year) == ("Nothing at All", "NobodyAtAll", 2025)


def test_before_2020_only_the_bibtex_told_what_was_accepted() -> None:
    record = record_of(old_note(venue=None, venueid=None))
    assert record == RECORD._replace(venue="The First Conference on Nothing")


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("ICLR 2025 Oral", "ICLR"),
        ("NeurIPS 2023 poster", "NeurIPS"),
        ("ICLR 2023 notable top 5%", "ICLR"),
        ("NOWHERE 2025 Conference", "NOWHERE"),
        ("NOWHERE Workshop on Nothing 2025 Poster", "NOWHERE Workshop on Nothing"),
        (["NOWHERE 2025", "ELSEWHERE 2025"], "NOWHERE"),
    ],
)
def test_a_venue_is_named_without_year_and_honours(venue: Any, expected: str) -> None:
    assert record_of(new_note(venue=venue)).venue == expected


def test_tmlr_is_a_journal() -> None:
    note = {**new_note(venueid="TMLR", venue="Accepted by TMLR", _bibtex=None), "domain": "TMLR"}
    record = record_of(note)
    assert (record.type, record.venue, record.year) == ("article-journal", "TMLR", 2025)


# ---- imported notes

JOURNAL = """@article{DBLP:journals/nothing/Nobody24,
  author={Ada Nobody},
  title={Nothing at All},
  year={2024},
  month={January},
  journal={J. Nothing},
  volume={7},
  number={3},
  pages={11-20},
  url={https://doi.org/10.5555/nothing.1}
}
"""


def test_a_note_imported_from_dblp_is_what_dblp_says() -> None:
    note = new_note(venueid="dblp.org/journals/NOTHING/2024", venue="J. Nothing 2024", _bibtex=JOURNAL,
                    html="https://doi.org/10.5555/NOTHING.1")  # fmt: skip
    record = record_of({**note, "domain": "DBLP.org"})
    assert record == RECORD._replace(
        type="article-journal", venue="J. Nothing", container_title="J. Nothing", volume="7", number="3",
        pages="11-20", year=2024, month=1, doi="10.5555/nothing.1", dblp="journals/nothing/Nobody24",
    )  # fmt: skip


def test_a_preprint_imported_from_dblp_is_a_preprint() -> None:
    note = new_note(venueid="dblp.org/journals/CORR/2021", venue="CoRR 2021", _bibtex=None,
                    html="https://arxiv.org/abs/2101.00001")  # fmt: skip
    record = record_of({**note, "domain": "DBLP.org"})
    assert (record.type, record.venue, record.arxiv, record.year) == ("article", "arXiv", "2101.00001", 2021)


def test_a_public_article_has_its_doi_and_no_venue_that_is_its_title() -> None:
    people = [{"fullname": "Ada Nobody", "username": "~Ada_Nobody1"}, {"fullname": "Max Mustermann"}]
    note = new_note(venueid="OpenReview.net/Public_Article", venue="Nothing at All", authors=people,
                    _bibtex=ACCEPTED.replace("The First Conference on Nothing", "Nothing at All"))  # fmt: skip
    record = record_of({**note, "domain": "OpenReview.net/Public_Article", "externalIds": ["doi:10.5555/Nothing.1"]})
    assert record == RECORD._replace(venue="", container_title="", doi="10.5555/nothing.1")


# ---- people


def test_no_address_of_a_person_gets_into_a_record() -> None:
    for note in (old_note(), old_note(authors=["ada@nobody.example", "Max Mustermann"]), new_note()):
        assert "@" not in repr(record_of(note))


@pytest.mark.parametrize("authors", [["Anonymous"], ["Anonymous Authors"], [], None, "Ada Nobody", [None, 1]])
def test_authors_that_are_not_told_are_none(authors: Any) -> None:
    assert record_of(new_note(authors=authors)).authors == ()


# ---- years


@pytest.mark.parametrize(
    ("said", "dates", "expected"),
    [
        ({}, {}, 2025),
        ({"_bibtex": None, "venue": "NOWHERE 2024"}, {}, 2024),
        ({"_bibtex": None, "venue": "NOWHERE"}, {"pdate": None, "cdate": 1_400_000_000_000}, 2014),
        ({"_bibtex": None, "venue": "NOWHERE"}, {"pdate": None, "cdate": None}, None),
        ({"_bibtex": "@misc{cut off", "venue": "NOWHERE"}, {"pdate": 10**20, "cdate": "soon"}, None),
    ],
)
def test_years(said: dict[str, Any], dates: dict[str, Any], expected: int | None) -> None:
    assert record_of({**new_note(**said), **dates}).year == expected


# ---- absences and what cannot be read


def test_a_note_that_is_not_there_is_an_absence() -> None:
    missing = {"name": "NotFoundError", "message": "The Note NobodyAtAll was not found", "status": 404}
    assert parse(Answer("", 404, json.dumps(missing).encode()), [ASKED]) == {}
    assert parse(answered(), [ASKED]) == {}
    assert parse(answered({**new_note(), "id": "AnotherOne"}), [ASKED]) == {}
    assert parse(answered({"id": "NobodyAtAll"}), [ASKED]) == {}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"name": "ChallengeRequiredError", "message": "Challenge verification required", "status": 403}'),
        (200, b"<!DOCTYPE html><html><title>OpenReview</title></html>"),
        (200, b'{"notes": [{"id": "Nob'),
        (200, b'{"notes": [1]}'),
        (200, b'{"notes": null}'),
        (200, b""),
        (404, b"<html>Not found</html>"),
    ],
)
def test_an_answer_that_is_none_is_not_an_absence(status: int, body: bytes) -> None:
    with pytest.raises(BadAnswer, match="openreview"):
        parse(Answer("https://api2.openreview.net/notes", status, body), [ASKED])


# ---- real answers

EXPECTED = expected_of("openreview")


@pytest.mark.parametrize("name", EXPECTED)
def test_real_answers_say_what_a_person_reads_in_them(shared: Path, name: str) -> None:
    answer = samples_of(shared / "samples", "openreview")[name].answer
    asked = [Identifier("openreview", note["id"]) for note in json.loads(answer.body)["notes"]]
    found = parse(answer, asked)
    assert as_told([found[one][0] for one in asked], EXPECTED[name]) == EXPECTED[name]


def test_of_real_submissions_only_accepted_ones_are_publications(shared: Path) -> None:
    answer = samples_of(shared / "samples", "openreview")["api2_notes_search.json"].answer
    asked = [Identifier("openreview", note["id"]) for note in json.loads(answer.body)["notes"]]
    assert [(records[0].type, records[0].venue) for records in parse(answer, asked).values()] == [
        ("paper-conference", ""), ("article", "OpenReview"), ("article-journal", "IEEE Netw."),
        ("article", "OpenReview"), ("article-journal", "Neural Networks"), ("paper-conference", "ICLR"),
    ]  # fmt: skip


def test_every_real_answer_is_read(shared: Path) -> None:
    assert set(samples_of(shared / "samples", "openreview")) == set(EXPECTED)


def test_mail_addresses_are_not_kept() -> None:
    body = b'{"notes": [{"id": "a", "content": {"authorids": ["a@b.org"], "title": "T"}, "authorids": {"value": []}}]}'
    assert without_mail(body) == b'{"notes": [{"id": "a", "content": {"title": "T"}}]}'

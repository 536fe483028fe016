"""JSON and JSON lines: the same keys for every paper, the form as it is described, and nothing lost."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from formats.facts import EVERY_PAPER
from papercite.codec import paper_from_json
from papercite.formats import json as json_format
from papercite.formats import jsonl
from papercite.record import STATUSES, Entry, Link, Paper, Person, Record, Source
from papercite.versions import arxiv_of, shown


def form(fields: dict[str, object]) -> dict[str, object]:
    """An object with these fields and no others."""
    return {"type": "object", "required": [*fields], "properties": fields, "additionalProperties": False}


def many(element: object) -> dict[str, object]:
    return {"type": "array", "items": element}


TEXT = {"type": "string"}
WHOLE = {"type": ["integer", "null"]}
TEXTS = many(TEXT)
NOTES = {"type": "object", "additionalProperties": TEXT}
LINK_KINDS = ["paper", "code", "project", "data", "video", "slides", "other"]
RECORD = form({
    **dict.fromkeys(Record._fields, TEXT), "authors": many(form(dict.fromkeys(Person._fields, TEXT))), "year": WHOLE,
    "month": {"enum": [None, *range(1, 13)]}, "links": TEXTS, "via": TEXTS,
})  # fmt: skip
ENTRY = form({
    **dict.fromkeys(Entry._fields, TEXT), "line": {"type": "integer"}, "authors": TEXTS, "year": WHOLE,
    "section": TEXTS, "links": many(form({"label": TEXT, "url": TEXT, "kind": {"enum": LINK_KINDS}})),
    "kind": {"enum": ["paper", "other"]}, "tags": many({"type": "array", "prefixItems": [TEXT, TEXT], "minItems": 2}),
})  # fmt: skip
SOURCE = form({**dict.fromkeys(Source._fields, TEXT), "via": TEXTS})
PAPER = {
    "key": TEXT, "printed": RECORD, "entry": ENTRY, "status": {"enum": [*STATUSES]}, "reason": TEXT, "note": TEXT,
    "record": {"anyOf": [RECORD, {"type": "null"}]}, "preprint": {"anyOf": [RECORD, {"type": "null"}]},
    "origin": NOTES, "differs": {"type": "object", "additionalProperties": {"type": "object"}}, "sources": many(SOURCE),
    "unasked": TEXTS, "candidates": many(RECORD), "topics": NOTES, "provisional": {"type": "boolean"},
}  # fmt: skip
WHOLE_FILE = form({"papercite": {"const": 1}, "papers": many(form(PAPER))})
LINE = form({"papercite": {"const": 1}, **PAPER})

FULL = Paper(
    "oord2016",
    Entry(7, "T", "N", ("A",), "V", 2016, ("S",), (Link("code", "https://x.org", "code"),), "paper", (("doi", "1"),)),
    "review", "why", "note", Record(title="T", authors=(Person("Oord", "A.", "van den"),), via=("a",)),
    Record(type="article", arxiv="1603.05279", primary_class="cs.CV"), {"title": "dblp"}, {"year": {"dblp": 2015}},
    (Source("dblp", "x", "2026-11-23", ("m",)),), ("arxiv",), (Record(title="C"),), {"binary": "rule"}, True,
)  # fmt: skip
PAPERS = [*EVERY_PAPER, FULL]


def rows(text: str) -> list[Any]:
    return list(map(json.loads, text.splitlines()))


def as_held(row: dict[str, Any]) -> Paper:
    """The paper of a row, read by the codec of the lock."""
    return paper_from_json({name: value for name, value in row.items() if name not in ("printed", "papercite")})


def faults(value: object, schema: dict[str, object]) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]


@cache
def whole() -> Any:
    """All papers, written as one object and read."""
    return json.loads(json_format.render(PAPERS))


@cache
def lines() -> list[Any]:
    """All papers, written as lines and read."""
    return rows(jsonl.render(PAPERS))


def test_papers_have_the_form() -> None:
    some = slice(0, None, 4)  # checking takes long
    assert faults({**whole(), "papers": whole()["papers"][some]}, WHOLE_FILE) == []
    assert [fault for line in lines()[some] for fault in faults(line, LINE)] == []


def test_every_paper_has_the_same_keys() -> None:
    assert {tuple(row) for row in whole()["papers"]} == {tuple(PAPER)}
    assert {tuple(row["printed"]) for row in whole()["papers"]} == {Record._fields}


def test_the_form_is_described_by_its_module() -> None:
    told = json_format.__doc__ or ""
    assert [name for name in PAPER if name not in told] == []
    assert [name for name in Record._fields + Entry._fields + Source._fields if name not in told] == []


def test_nothing_is_lost() -> None:
    """Not even the halves of characters that are no text."""
    assert list(map(as_held, whole()["papers"])) == PAPERS


def test_a_line_is_what_the_whole_has_of_a_paper() -> None:
    assert lines() == [{"papercite": 1, **row} for row in whole()["papers"]]


def test_the_whole_is_laid_out_a_field_a_line() -> None:
    laid_out = json_format.render([FULL]).splitlines()
    assert laid_out[:8] == [
        "{", ' "papercite": 1,', ' "papers": [', "  {", '   "key": "oord2016",', '   "printed": {', '    "source": "",',
        '    "id": "",',
    ]  # fmt: skip
    assert '   "differs": {' in laid_out
    assert '    "links": [' in laid_out
    assert '     {"label": "code", "url": "https://x.org", "kind": "code"}' in laid_out


def test_what_is_printed_is_the_version_preferred_with_the_number_of_the_preprint() -> None:
    printed = [json_format.row_of(FULL, prefer)["printed"] for prefer in ("published", "preprint")]
    assert [(one["title"], one["arxiv"], one["primary_class"]) for one in printed] == [
        ("T", "1603.05279", "cs.CV"), ("", "1603.05279", "cs.CV"),
    ]  # fmt: skip


def test_what_is_printed_is_what_other_formats_print() -> None:
    printed = [row["printed"] for row in lines()]
    assert [(one["title"], one["year"], one["doi"], one["arxiv"]) for one in printed] == [
        (record.title, record.year, record.doi, arxiv_of(paper)[0]) for paper in PAPERS for record in [shown(paper)]
    ]


def test_keys_of_a_newer_lock_stay() -> None:
    assert json_format.row_of(FULL._replace(extra={"later": [1]}), "published")["later"] == [1]


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\u2028", "\x85", "\x00"])
def test_what_steers_a_terminal_or_ends_a_line_is_spelled_out(sign: str) -> None:
    paper = FULL._replace(reason=f"a{sign}b")
    for text in (json_format.render([paper]), jsonl.render([paper])):
        assert sign not in text
        assert f"\\u{ord(sign):04x}" in text
    assert len(jsonl.render([paper]).splitlines()) == 1


def test_no_papers() -> None:
    assert json_format.render([]) == '{\n "papercite": 1,\n "papers": []\n}\n'
    assert jsonl.render([]) == ""

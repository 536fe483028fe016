"""CSL-JSON: the form that it must have, and the facts that pandoc and citeproc-py find in it."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from citeproc.source.json import CiteProcJSON
from conftest import program
from jsonschema import Draft202012Validator

from formats.facts import EVERY_PAPER, PAPERS, Facts, facts_of
from papercite.formats.csl_json import item_of, render
from papercite.names import OTHERS
from papercite.record import Entry, Paper, Person, Record

TEXT = {"type": "string", "pattern": r"^\S(.*\S)?$"}  # one line, not empty, no space at its ends
FIELDS = (
    "id", "title", "container-title", "container-title-short", "collection-title", "collection-number", "volume",
    "issue", "page", "publisher", "DOI", "note", "number", "keyword",
)  # fmt: skip
NAME = {
    "type": "object",
    "anyOf": [{"required": ["family"]}, {"required": ["literal"], "maxProperties": 1}],
    "properties": dict.fromkeys(("family", "given", "non-dropping-particle", "suffix", "literal"), TEXT),
    "additionalProperties": False,
}
ITEM = {
    "type": "object",
    "required": ["id", "type"],
    "properties": {
        **dict.fromkeys(FIELDS, TEXT),
        "type": {
            "enum": [
                "paper-conference",
                "article-journal",
                "article",
                "chapter",
                "book",
                "thesis",
                "report",
                "document",
            ]
        },
        "author": {"type": "array", "minItems": 1, "items": NAME},
        "issued": {
            "type": "object",
            "required": ["date-parts"],
            "properties": {
                "date-parts": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 1,
                    "items": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "integer"}},
                }
            },
            "additionalProperties": False,
        },
        "URL": {"type": "string", "pattern": "^https?://"},
    },
    "additionalProperties": False,
}
SCHEMA = {"type": "array", "items": ITEM}


def item(record: Record, **fields: Any) -> dict[str, Any]:
    return item_of(Paper("key", Entry(1, "x"), record=record)._replace(**fields))


def faults(items: object) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(items)]


# ---- the form


def test_every_paper_has_the_form() -> None:
    assert faults(json.loads(render(EVERY_PAPER))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "a"},
        {"id": "a", "type": "inproceedings"},
        {"id": "a", "type": "book", "URL": "javascript:alert(1)"},
        {"id": "a", "type": "book", "title": " x"},
        {"id": "a", "type": "book", "author": [{"given": "Ada"}]},
        {"id": "a", "type": "book", "year": 2016},
    ],
)
def test_what_has_another_form_is_found(wrong: dict[str, Any]) -> None:
    assert len(faults([wrong])) == 1


def test_an_item_is_laid_out_a_field_a_line() -> None:
    record = Record(
        type="article-journal", title="A", authors=(Person("Oord", "Aaron", "van den"),), year=2016, month=3
    )
    assert render([Paper("a", Entry(1, "x"), record=record), Paper("b", Entry(2, "y"), record=Record())]) == (
        '[\n {\n  "id": "a",\n  "type": "article-journal",\n  "title": "A",\n  "author": [\n'
        '   {"family": "Oord", "given": "Aaron", "non-dropping-particle": "van den"}\n  ],\n'
        '  "issued": {"date-parts": [[2016, 3]]}\n },\n {\n  "id": "b",\n  "type": "document"\n }\n]\n'
    )


def test_no_papers_are_an_empty_array() -> None:
    assert render([]) == "[]\n"


# ---- what goes where


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("paper-conference", "issue"),
        ("article-journal", "issue"),
        ("chapter", "collection-number"),
        ("book", "collection-number"),
        ("thesis", "number"),
        ("report", "number"),
        ("dataset", "number"),
    ],
)
def test_a_number_stands_where_the_type_has_it(kind: str, field: str) -> None:
    found = item(Record(type=kind, number="7"))
    assert {name: text for name, text in found.items() if text == "7"} == {field: "7"}


def test_a_preprint_is_published_by_its_server_under_its_number() -> None:
    record = Record(type="article", title="T", venue="arXiv", container_title="arXiv", arxiv="1606.06160", number="7")
    assert item(record) == {
        "id": "key", "type": "article", "title": "T", "issue": "7", "publisher": "arXiv", "number": "arXiv:1606.06160",
        "URL": "https://arxiv.org/abs/1606.06160",
    }  # fmt: skip


def test_a_published_paper_names_its_preprint_in_a_note() -> None:
    found = item(Record(type="paper-conference", venue="ECCV"), preprint=Record(type="article", arxiv="1603.05279"))
    assert found == {
        "id": "key", "type": "paper-conference", "container-title": "ECCV", "note": "arXiv:1603.05279",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person("Davis", "Sammy", "", "Jr."), {"family": "Davis", "given": "Sammy", "suffix": "Jr."}),
        (Person("Madonna"), {"family": "Madonna"}),
        (Person("", "Aristotle"), {"literal": "Aristotle"}),
        (Person("\x07", "Ada"), {"literal": "Ada"}),
        (Person(literal="Barnes and Noble, Inc."), {"literal": "Barnes and Noble, Inc."}),
        (Person(literal=OTHERS), {"literal": "others"}),
        (Person("\x1b[31mRed", "New\nLine"), {"family": "[31mRed", "given": "New Line"}),
    ],
)
def test_a_name_in_its_parts(person: Person, name: dict[str, str]) -> None:
    assert item(Record(authors=(person, Person())))["author"] == [name]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "x", ""])
def test_what_is_no_web_address_is_no_url(address: str) -> None:
    assert "URL" not in item(Record(url=address))


def test_the_preferred_version_is_meant() -> None:
    both = Paper("a", Entry(1, "x"), record=Record(title="Late"), preprint=Record(type="article", title="Early"))
    assert [item_of(both, prefer)["title"] for prefer in ("published", "preprint")] == ["Late", "Early"]


# ---- other readers

SIGNS = str.maketrans("“”‘’", "\"\"''")


def straight(value: Any) -> Any:
    """Texts without what pandoc does to them for print: curly quotation marks, superscripts, narrow spaces."""
    if isinstance(value, list | tuple):
        return (
            type(value)(map(straight, value)) if not hasattr(value, "_fields") else type(value)(*map(straight, value))
        )
    text = re.sub(r"</?su[bp]>", "", str(value)).translate(SIGNS).replace("²", "2").replace("\u202f", "")
    return text.replace("'", '"').replace(" ", "")


def read(found: dict[str, Any]) -> Facts:
    """Facts in an item of plain JSON."""
    texts = {name: str(found.get(name, "")) for name in (*FIELDS, "URL")}
    year, month = (*found.get("issued", {"date-parts": [()]})["date-parts"][0], "", "")[:2]
    is_preprint = texts["number"].startswith("arXiv:")
    arxiv = texts["number"] if is_preprint else texts["note"]
    number = texts["issue"] or texts["collection-number"] or ("" if is_preprint else texts["number"])
    return Facts(
        texts["id"], texts["title"], tuple(map(spoken, found.get("author", ()))), texts["container-title"],
        texts["collection-title"], texts["volume"], number, texts["page"], str(year), str(month), texts["publisher"],
        texts["DOI"], texts["URL"], arxiv.removeprefix("arXiv:"), tuple(filter(None, texts["keyword"].split(", "))),
    )  # fmt: skip


def spoken(name: dict[str, str]) -> str:
    parts = ("given", "non-dropping-particle", "family", "suffix", "literal")
    return " ".join(filter(None, map(name.get, parts)))


def test_the_items_hold_the_facts() -> None:
    assert [read(found) for found in json.loads(render(EVERY_PAPER))] == list(map(facts_of, EVERY_PAPER))


@pytest.mark.parametrize("papers", PAPERS)
def test_pandoc_finds_the_same_facts(papers: str) -> None:
    done = subprocess.run(
        [program("pandoc", "pandoc"), "--from=csljson", "--to=csljson"], input=render(PAPERS[papers]),
        capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    found = [read({**item, "note": item.get("arxiv", "")}) for item in json.loads(done.stdout)]  # a note "name: value"
    wanted = [facts_of(paper) for paper in PAPERS[papers]]
    assert done.stderr == ""
    assert [straight(facts) for facts in found] == [straight(facts) for facts in wanted]


@pytest.mark.parametrize("papers", PAPERS)
def test_citeproc_py_finds_the_same_facts(papers: str) -> None:
    """It lowers keys and has no two that differ by case; it keeps everything else as it is."""
    held = CiteProcJSON(json.loads(render(PAPERS[papers])))
    found = {key: {name.replace("_", "-"): plain(value) for name, value in held[key].items()} for key in held}
    facts = [read({"id": paper.key, **found[paper.key.lower()]}) for paper in PAPERS[papers]]
    assert facts == [facts_of(paper) for paper in PAPERS[papers]]


def plain(value: Any) -> Any:
    """A value of citeproc-py as JSON has it."""
    if isinstance(value, list) and not hasattr(value, "capitalize_first"):
        return [dict(name) for name in value]
    if hasattr(value, "year"):
        return {"date-parts": [[value.year, *([value["month"]] if "month" in value else [])]]}
    return str(value)

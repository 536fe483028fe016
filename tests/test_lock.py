"""The lock: what goes in comes out, byte for byte; what is no lock is refused; nothing is left half-written."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.errors import LockError, OutputError, PaperciteError
from papercite.lock import VERSION, Lock, dump, load, lock_path, save, write_whole
from papercite.record import STATUSES, Entry, Link, Paper, Person, Record, Source

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED_LOCK = DATA / "neural-network-compression.lock"

# ---- any paper

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
SAID = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
YEARS = st.none() | st.integers(1900, 2100)
TEXTS = st.lists(WORDS, max_size=2).map(tuple)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
PEOPLE = st.lists(st.builds(Person, WORDS, WORDS, WORDS, WORDS, WORDS), max_size=2).map(tuple)
RECORDS = st.builds(
    Record, source=WORDS, id=WORDS, type=WORDS, title=WORDS, authors=PEOPLE, venue=WORDS, pages=WORDS, year=YEARS,
    month=st.none() | st.integers(1, 12), doi=WORDS, arxiv=WORDS, url=WORDS, retrieved=WORDS, via=TEXTS,
)  # fmt: skip
ENTRIES = st.builds(
    Entry, line=st.integers(1, 999), title=SAID, nickname=WORDS, authors=TEXTS, venue=WORDS, year=YEARS, section=TEXTS,
    links=st.lists(st.builds(Link, SAID, SAID, st.sampled_from(["paper", "code"])), max_size=2).map(tuple),
    kind=st.sampled_from(["paper", "other"]), tags=st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
)  # fmt: skip
UNKNOWN = st.dictionaries(st.sampled_from(["future", "x-note", ""]), JSON, max_size=2)
PAPERS = st.builds(
    Paper, key=SAID, entry=ENTRIES, status=st.sampled_from(STATUSES), reason=WORDS, note=WORDS,
    record=st.none() | RECORDS, preprint=st.none() | RECORDS, origin=st.dictionaries(WORDS, WORDS, max_size=2),
    differs=st.dictionaries(WORDS, st.dictionaries(WORDS, JSON, max_size=2), max_size=2),
    sources=st.lists(st.builds(Source, SAID, WORDS, WORDS, TEXTS), max_size=2).map(tuple),
    candidates=st.lists(RECORDS, max_size=2).map(tuple), topics=st.dictionaries(WORDS, WORDS, max_size=2),
    extra=UNKNOWN,
)  # fmt: skip
LOCKS = st.builds(
    Lock, list_name=WORDS, sha256=WORDS, topics=WORDS, papers=st.lists(PAPERS, max_size=3).map(tuple), extra=UNKNOWN
)


def _load(text: str, folder: Path) -> Lock:
    path = folder / "papers.lock"
    path.write_bytes(text.encode())
    lock = load(str(path))
    assert lock
    return lock


@settings(max_examples=150, derandomize=True, deadline=None)
@given(lock=LOCKS)
def test_a_lock_comes_back_as_it_was(lock: Lock, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    text = dump(lock)
    again = _load(text, folder)
    assert (again, dump(again)) == (lock, text)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(lock=LOCKS, indent=st.sampled_from([None, 0, 1, 2]))
def test_the_layout_of_a_lock_does_not_matter(
    lock: Lock, indent: int | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = json.dumps(json.loads(dump(lock)), indent=indent, sort_keys=indent == 1)
    assert _load(text, tmp_path_factory.getbasetemp()) == lock


def test_the_shipped_lock_is_what_we_would_write() -> None:
    lock = load(str(SHIPPED_LOCK))
    assert lock
    assert dump(lock) == SHIPPED_LOCK.read_bytes().decode()


def test_a_lock_has_one_field_a_line() -> None:
    link = Link("paper", "https://x.org", "paper")
    paper = Paper(
        "han2016deep", Entry(3, "Déjà Vu", venue="CVPR", section=("A", "B"), links=(link,)), topics={"a": "b"}
    )
    assert (
        dump(Lock("papers.md", "abc", "def", (paper,), {"future": {"a": 1}}))
        == """\
{
 "papercite": 1,
 "list": "papers.md",
 "sha256": "abc",
 "topics": "def",
 "future": {
  "a": 1
 },
 "papers": [
  {
   "key": "han2016deep",
   "entry": {
    "line": 3,
    "title": "Déjà Vu",
    "venue": "CVPR",
    "section": ["A", "B"],
    "links": [
     {"label": "paper", "url": "https://x.org", "kind": "paper"}
    ],
    "kind": "paper"
   },
   "status": "not-asked",
   "topics": {
    "a": "b"
   }
  }
 ]
}
"""
    )


def test_keys_of_a_later_version_are_kept(tmp_path: Path) -> None:
    paper = {"key": "k", "entry": {"line": 1, "title": "T"}, "more": {"b": True}}
    text = json.dumps({"papercite": 1, "list": "a.md", "future": [1, {"a": None}], "papers": [paper]})
    held = json.loads(dump(_load(text, tmp_path)))
    assert (held["future"], held["papers"][0]["more"]) == ([1, {"a": None}], {"b": True})


# ---- what is no lock


def _refusal(content: bytes, folder: Path) -> str:
    path = folder / "papers.lock"
    path.write_bytes(content)
    with pytest.raises(LockError) as caught:
        load(str(path))
    return str(caught.value).replace(str(path), "papers.lock")


def test_a_lock_of_a_newer_papercite_is_refused(tmp_path: Path) -> None:
    assert _refusal(json.dumps({"papercite": VERSION + 1, "papers": []}).encode(), tmp_path) == (
        f"papers.lock: made by a newer papercite (lock version {VERSION + 1}, this one knows {VERSION})\n"
        "  hint: pip install --upgrade papercite"
    )


HINT = "\n  hint: take it from version control, or delete it and run papercite refresh"
ENTRY = {"line": 1, "title": "T"}
PAPER = {"key": "k", "entry": ENTRY}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a whole lock: "),
        (b'{"papercite": 1, "papers": [', "not a whole lock: "),
        (b"<<<<<<< HEAD\n{}", "not a whole lock: "),
        (b'{"papercite": 1, "list": "\xff"}', "not a whole lock: "),
        (b"[]", "this is no lock of papercite"),
        (b"5", "this is no lock of papercite"),
        (b"{}", "this is no lock of papercite"),
        (b'{"papercite": "1"}', "this is no lock of papercite"),
        (b'{"name": "poetry", "papers": []}', "this is no lock of papercite"),
    ],
)
def test_a_file_that_is_no_lock_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    said = _refusal(content, tmp_path)
    assert said.startswith(f"papers.lock: {message}")
    assert said.endswith(HINT)


def test_a_lock_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    papers = tuple(Paper(key, Entry(1, key.upper(), links=(Link("a", "b", "c"),))) for key in ("one", "two", "three"))
    content = dump(Lock("papers.md", "abc", "", papers)).encode()
    path = tmp_path / "papers.lock"
    for end in range(len(content) - 2):
        path.write_bytes(content[:end])
        with pytest.raises(LockError):
            load(str(path))


def test_a_lock_with_a_conflict_inside_is_refused(tmp_path: Path) -> None:
    content = SHIPPED_LOCK.read_bytes().replace(b'   "key": "zhou2016dorefa"', b'<<<<<<< mine\n   "key": "zhou2016"', 1)
    assert _refusal(content, tmp_path).endswith(HINT)


@pytest.mark.parametrize(
    ("papers", "message"),
    [
        ([5], "an object was expected"),
        ([{}], "paper lacks a field that it must have"),
        ([{"key": "k"}], "paper lacks a field that it must have"),
        ([{**PAPER, "key": 5}], "key: a text was expected"),
        ([{**PAPER, "entry": []}], "entry: an object was expected"),
        ([{**PAPER, "entry": {"title": "T"}}], "entry: entry lacks a field that it must have"),
        ([{**PAPER, "entry": {**ENTRY, "year": "2016"}}], "entry: year: a whole number was expected"),
        ([{**PAPER, "entry": {**ENTRY, "year": True}}], "entry: year: a whole number was expected"),
        ([{**PAPER, "entry": {**ENTRY, "links": {}}}], "entry: links: a list was expected"),
        ([{**PAPER, "entry": {**ENTRY, "tags": [["a"]]}}], "entry: tags: a pair of texts was expected"),
        ([{**PAPER, "status": "fine"}], "status: one of resolved, review, unresolved, not-asked was expected"),
        ([{**PAPER, "status": ["resolved"]}], "status: one of resolved, review, unresolved, not-asked was expected"),
        ([{**PAPER, "record": "x"}], "record: an object was expected"),
        ([{**PAPER, "record": {"authors": ["Song Han"]}}], "record: authors: an object was expected"),
        ([{**PAPER, "record": {"title": None}}], "record: title: a text was expected"),
        ([{**PAPER, "topics": ["binary"]}], "topics: an object was expected"),
        ({"k": PAPER}, ""),
        (None, ""),
        (5, ""),
        ("text", ""),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(papers: Any, message: str, tmp_path: Path) -> None:
    said = _refusal(json.dumps({"papercite": 1, "papers": papers}).encode(), tmp_path)
    assert said.startswith(f"papers.lock: {message}")
    assert said.endswith(HINT)


def test_no_lock_is_none(tmp_path: Path) -> None:
    assert load(str(tmp_path / "papers.lock")) is None


def test_a_folder_is_no_lock(tmp_path: Path) -> None:
    with pytest.raises(LockError, match="Is a directory"):
        load(str(tmp_path))


@pytest.mark.parametrize(
    ("path", "lock"),
    [("papers.md", "papers.lock"), ("a.b/papers.v2.md", "a.b/papers.v2.lock"), ("a.b/papers", "a.b/papers.lock")],
)
def test_the_lock_is_beside_its_list(path: str, lock: str) -> None:
    assert lock_path(path) == lock


# ---- writing


def test_a_lock_is_written_once(tmp_path: Path) -> None:
    path = str(tmp_path / "papers.lock")
    lock = Lock("papers.md", "abc")
    assert (save(lock, path), save(lock, path), load(path)) == (True, False, lock)


def test_a_broken_lock_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "papers.lock"
    path.write_bytes(b"\xff half")
    assert (save(Lock("papers.md", "abc"), str(path)), load(str(path))) == (True, Lock("papers.md", "abc"))


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "papers.lock"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, step, _full)
    with pytest.raises(OutputError, match=r"papers\.lock: cannot be written: No space left on device"):
        save(Lock("papers.md", "abc"), str(path))
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {"papers.lock": "old"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_a_write_that_is_interrupted_leaves_nothing_else(
    error: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(error):
        write_whole("text", str(tmp_path / "papers.lock"))
    assert list(tmp_path.iterdir()) == []


def test_text_that_cannot_be_encoded_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises((PaperciteError, UnicodeEncodeError)):
        write_whole("half a letter: \ud800", str(tmp_path / "papers.lock"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        write_whole("text", str(tmp_path / "nowhere" / "papers.lock"))


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_are_kept(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "papers.lock"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    write_whole("new", str(path))
    assert (path.stat().st_mode & 0o777, path.read_text(encoding="utf-8")) == (mode, "new")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_a_new_file_has_the_permissions_that_the_mask_leaves(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_whole("new", str(tmp_path / "papers.lock"))
    finally:
        os.umask(mask)
    assert (tmp_path / "papers.lock").stat().st_mode & 0o777 == 0o640

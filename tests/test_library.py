"""A list and its lock as papers: what is read, what is joined, what a user is told."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from conftest import DATA, ROOT, SHIPPED

from papercite import lock as lockfile
from papercite.config import Config, Correction
from papercite.errors import ListError, LockError, UsageError
from papercite.library import (
    Library,
    chosen_lists,
    corrected,
    count,
    digest_of_rules,
    load,
    lock_of,
    read_entries,
    read_list,
    refreshed_lock,
    title_of,
)
from papercite.record import Entry, Link, Paper, Record

NONE = Config()
ALPHA = "- Alpha Beta Networks, CVPR 2017, [[paper]](https://arxiv.org/abs/1701.00001)\n"
GAMMA = "- Gamma Delta Pruning, ICML 2018\n"
HEAD = "# Papers\n\n## Robots\n"


def _list(folder: Path, text: str, name: str = "papers.md") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _locked(path: str, config: Config = NONE, **fields: Any) -> str:
    """Write the lock that a list would have after a refresh in which every paper was found; returns the list's path."""
    content = Path(path).read_bytes()
    papers = tuple(
        paper._replace(status="resolved", record=Record(title=paper.entry.title, venue=paper.entry.venue), **fields)
        for paper in load([path], config).papers
    )
    digest = sha256(content).hexdigest()
    lockfile.save(lockfile.Lock("papers.md", digest, digest_of_rules(config), papers), lockfile.lock_path(path))
    return path


def _keys(library: Library) -> list[str]:
    return [paper.key for paper in library.papers]


# ---- an unchanged list


def test_an_unchanged_list_comes_from_its_lock(tmp_path: Path) -> None:
    path = _locked(_list(tmp_path, ALPHA + GAMMA))
    held = lockfile.load(lockfile.lock_path(path))
    assert held
    assert load([path], NONE) == Library(held.papers, (path,))


def test_the_shipped_lock_is_of_the_shipped_list_and_rules() -> None:
    held = lockfile.load(str(DATA / "neural-network-compression.lock"))
    assert held
    assert load((), NONE) == Library(held.papers, (str(SHIPPED),))
    assert held.topics == digest_of_rules(NONE)  # topics need not be worked out again


HEAVY = ("markdown_it", "bibtexparser", "pylatexenc", "httpx", "arxiv", "rich", "asyncio", "sqlite3", "tomllib")


def test_an_unchanged_list_is_served_without_reading_it(tmp_path: Path) -> None:
    code = f"import sys; from papercite.library import load; print(len(load().papers), {{*sys.modules}} & {{*{HEAVY}}})"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert ran.stdout == "59 set()\n"


def test_own_rules_are_applied_to_the_lock(tmp_path: Path) -> None:
    path = _locked(_list(tmp_path, HEAD + ALPHA))
    config = Config("papercite.toml", topics=({"name": "greek", "match": ["alpha"]},))
    assert [list(paper.topics) for paper in load([path], config).papers] == [["robots", "greek"]]


# ---- a changed list


@pytest.mark.parametrize(
    ("new", "states", "note"),
    [
        (GAMMA + ALPHA, ["resolved", "resolved"], ""),
        (ALPHA, ["resolved"], ""),
        (ALPHA + GAMMA + "- New One Here, ICLR 2020\n", ["resolved", "resolved", "not-asked"],
         "1 entry not in the lock yet: papercite refresh"),
        ("- New One Here, ICLR 2020\n- Another One Here, ICLR 2020\n", ["not-asked", "not-asked"],
         "2 entries not in the lock yet: papercite refresh"),
        ("", [], "the list is empty"),
        ("# Papers\n\nNothing here.\n", [], "no paper found\n  hint: see README.md, What a list looks like"),
    ],
)  # fmt: skip
def test_a_changed_list_is_joined_to_its_lock(new: str, states: list[str], note: str, tmp_path: Path) -> None:
    path = _locked(_list(tmp_path, ALPHA + GAMMA))
    _list(tmp_path, new)
    library = load([path], NONE)
    assert ([paper.status for paper in library.papers], library.notes) == (states, (f"{path}: {note}",) if note else ())


def test_keys_stay_with_their_papers_when_the_list_changes(tmp_path: Path) -> None:
    path = _locked(_list(tmp_path, ALPHA + GAMMA))
    alpha, gamma = _keys(load([path], NONE))
    _list(tmp_path, "- Alpha Beta Pruning, CVPR 2017\n" + GAMMA.replace("2018", "2019") + ALPHA)
    assert _keys(load([path], NONE)) == [alpha + "a", gamma, alpha]


def test_a_list_without_a_lock_is_what_it_says(tmp_path: Path) -> None:
    path = _list(tmp_path, HEAD + ALPHA + GAMMA)
    library = load([path], NONE)
    assert (_keys(library), {paper.status for paper in library.papers}, library.notes) == (
        ["anon2017alpha", "anon2018gamma"], {"not-asked"}, (),
    )  # fmt: skip


def test_a_broken_lock_is_not_passed_over(tmp_path: Path) -> None:
    path = _list(tmp_path, ALPHA)
    (tmp_path / "papers.lock").write_text("{", encoding="utf-8")
    with pytest.raises(LockError, match="not a whole lock"):
        load([path], NONE)


def test_a_key_that_a_person_chose_is_kept_free(tmp_path: Path) -> None:
    path = _list(tmp_path, "- Alpha Networks, CVPR 2017\n- Beta, CVPR 2017 <!-- papercite: key=anon2017alpha -->\n")
    assert _keys(load([path], NONE)) == ["anon2017alphaa", "anon2017alpha"]


# ---- several lists


def test_a_paper_of_two_lists_has_the_topics_of_both(tmp_path: Path) -> None:
    one = _list(tmp_path, "## Robots\n" + ALPHA, "one.md")
    two = _list(tmp_path, "## Cooking\n" + GAMMA + ALPHA, "two.md")
    library = load([one, two], NONE)
    assert [(paper.key, list(paper.topics)) for paper in library.papers] == [
        ("anon2017alpha", ["robots", "cooking"]), ("anon2018gamma", ["cooking", "pruning"]),
    ]  # fmt: skip


def test_a_paper_of_two_lists_is_one_paper_under_whatever_key(tmp_path: Path) -> None:
    one = _list(tmp_path, ALPHA.replace("\n", " <!-- papercite: key=mine -->\n"), "one.md")
    two = _list(tmp_path, ALPHA, "two.md")
    assert _keys(load([one, two], NONE)) == ["mine"]


@pytest.mark.parametrize(
    "other",
    [
        "- Something Wholly Different, CVPR 2017, [[paper]](https://arxiv.org/abs/1701.00001)\n",  # a slip
        "- Alpha Beta Networks, TPAMI 2019\n",  # the article after the conference paper
    ],
)
def test_no_paper_is_lost_among_several_lists(other: str, tmp_path: Path) -> None:
    one, two = _list(tmp_path, ALPHA + other, "one.md"), _list(tmp_path, GAMMA, "two.md")
    three = _list(tmp_path, other, "three.md")
    assert [len(load(paths, NONE).papers) for paths in ([one], [one, two], [one, three])] == [2, 3, 2]


def test_papers_without_a_title_are_told_apart_by_their_identifiers(tmp_path: Path) -> None:
    for number in ("1", "2", "3"):
        path = _list(tmp_path, ALPHA * int(number), f"{number}.md")
        link = Link("", f"https://arxiv.org/abs/1701.0000{min(int(number), 2)}", "paper")
        papers = (Paper(f"key{number}", Entry(1, "", links=(link,))),)
        digest = sha256(Path(path).read_bytes()).hexdigest()
        lockfile.save(lockfile.Lock("x.md", digest, digest_of_rules(NONE), papers), lockfile.lock_path(path))
    assert _keys(load([str(tmp_path / f"{number}.md") for number in "123"], NONE)) == ["key1", "key2"]


def test_one_key_of_two_papers_is_refused(tmp_path: Path) -> None:
    one = _list(tmp_path, "- Alpha Networks, CVPR 2017 <!-- papercite: key=same -->\n", "one.md")
    two = _list(tmp_path, "- Gamma Pruning, CVPR 2017 <!-- papercite: key=SAME -->\n", "two.md")
    with pytest.raises(UsageError) as caught:
        load([one, two], NONE)
    assert str(caught.value) == (
        "the key SAME is of two papers: 'Alpha Networks' and 'Gamma Pruning'\n"
        "  hint: give one another key: <!-- papercite: key=... --> behind its entry"
    )


def test_keys_that_nobody_chose_make_way_for_each_other(tmp_path: Path) -> None:
    one = _list(tmp_path, "- Alpha Networks, CVPR 2017\n", "one.md")
    two = _list(tmp_path, "- Alpha Pruning, CVPR 2017\n", "two.md")
    assert len(set(_keys(load([one, two], NONE)))) == 2


@pytest.mark.parametrize(
    ("named", "config", "lists"),
    [
        (["a.md", "b.md"], Config(lists=("c.md",)), ("a.md", "b.md")),
        ([], Config(lists=("c.md",)), ("c.md",)),
        ([], NONE, (str(SHIPPED),)),
    ],
)
def test_lists_are_those_named_or_set_or_shipped(named: list[str], config: Config, lists: tuple[str, ...]) -> None:
    assert chosen_lists(named, config) == lists


# ---- the refreshed lock of the shipped list


def _refreshed(sha256: str = "") -> None:
    """Put a lock of the shipped list into the user's folder, its first paper renamed."""
    held = lockfile.load(str(DATA / "neural-network-compression.lock"))
    assert held
    Path(refreshed_lock()).parent.mkdir(parents=True, exist_ok=True)
    papers = (held.papers[0]._replace(key="mine"), *held.papers[1:])
    lockfile.save(held._replace(papers=papers, sha256=sha256 or held.sha256), refreshed_lock())


def test_the_users_refreshed_lock_comes_first() -> None:
    _refreshed()
    assert _keys(load((), NONE))[:2] == ["mine", "rastegari2016xnor"]


def test_a_refreshed_lock_of_another_list_text_does_not_count() -> None:
    _refreshed(sha256="0" * 64)
    assert _keys(load((), NONE))[0] == "courbariaux2016binarized"


def test_a_list_of_ones_own_keeps_its_lock_beside_it(tmp_path: Path) -> None:
    _refreshed()
    path = str(tmp_path / SHIPPED.name)
    copy(SHIPPED, path)
    assert lock_of(path, "", NONE) == str(tmp_path / "neural-network-compression.lock")


def test_settings_that_name_the_shipped_list_own_its_lock() -> None:
    _refreshed()
    config = Config(lists=(str(SHIPPED),))
    assert _keys(load((), config))[0] == "courbariaux2016binarized"


# ---- files


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.md", "{path}: no such file\n  hint: name a list, or set lists in papercite.toml"),
        ("", "{path}: this is a folder\n  hint: name the list in it, for example {path}/README.md"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(name: str, message: str, tmp_path: Path) -> None:
    path = str(tmp_path / name) if name else str(tmp_path)
    with pytest.raises(ListError) as caught:
        read_list(path)
    assert str(caught.value) == message.format(path=path)


def test_how_a_list_was_read_is_told_where_it_is_not_utf_8() -> None:
    assert read_entries("papers.md", "- Réseaux profonds, CVPR 2017\n".encode("latin-1")) == (
        [Entry(1, "Réseaux profonds", venue="CVPR", year=2017)],
        ["papers.md: read as Windows-1252; save it as UTF-8 to be sure"],
    )


def test_a_byte_order_mark_is_not_of_the_text() -> None:
    entries, _ = read_entries("papers.md", b"\xef\xbb\xbf# Robots\n\n- Alpha Networks, CVPR 2017\n")
    assert entries == [Entry(3, "Alpha Networks", venue="CVPR", year=2017, section=("Robots",))]


# ---- corrections

PAPER = Paper("han2016deep", Entry(1, "Deep Compresion", "DC"), record=Record(title="Deep Compression", year=2015))


@pytest.mark.parametrize("meant", ["Deep Compresion", "deep COMPRESION", "DC", "HAN2016DEEP"])
def test_a_correction_means_a_title_a_nickname_or_a_key(meant: str) -> None:
    fixed = corrected(PAPER, Config(corrections=(Correction(meant, "so it says", (("year", "2016"),)),)))
    assert (fixed.record, fixed.origin) == (
        Record(title="Deep Compression", year=2016), {"year": "config: so it says"},
    )  # fmt: skip


def test_a_correction_of_a_paper_without_a_title_means_its_address() -> None:
    paper = PAPER._replace(entry=Entry(1, "", links=(Link("", "https://x.org/Nets", "paper"),)))
    fixed = corrected(paper, Config(corrections=(Correction("https://x.org/nets", "so", (("year", "2016"),)),)))
    assert fixed.origin == {"year": "config: so"}


def test_a_correction_of_another_paper_changes_nothing() -> None:
    assert corrected(PAPER, Config(corrections=(Correction("Deep", "no", (("year", "2016"),)),))) == PAPER


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [(0, ("paper",), "0 papers"), (1, ("paper",), "1 paper"), (1234, ("entry", "entries"), "1,234 entries")],
)
def test_things_are_counted_in_words(number: int, words: tuple[str, ...], text: str) -> None:
    assert count(number, *words) == text


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("papers.md", "# My *dear* list ![badge](x.svg)\n\n## Robots\n", "My dear list"),
        ("papers.md", "Mine\n====\n", "Mine"),
        ("papers.org", "* Mine\n- x\n", "Mine"),
        ("papers.md", "# Contents\n\n## Robots\n", "papers"),
        ("nets.md", ALPHA, "nets"),
        ("README.md", ALPHA, "robots"),
    ],
)
def test_a_list_calls_itself_by_its_heading_else_by_its_file(tmp_path: Path, name: str, text: str, title: str) -> None:
    folder = tmp_path / "robots"
    folder.mkdir()
    assert title_of([_list(folder, text, name)]) == title


def test_lists_call_themselves_one_after_the_other(tmp_path: Path) -> None:
    assert title_of([_list(tmp_path, "# A\n", "a.md"), _list(tmp_path, ALPHA, "b.md")]) == "A, b"

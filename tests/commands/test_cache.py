"""`papercite cache`: where, how many, and deleting."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

import pytest

from papercite.cache import FILE, Cache
from papercite.commands.cache import EXAMPLE, size_in_words
from papercite.providers.provider import Answer, Request

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

DAY = 86_400
AT = 1_795_000_000.0  # 2026-11-18


def keep(folder: Path, source: str, number: int, *, at: float = AT, status: int = 200, size: int = 0) -> None:
    request = Request(f"https://api.example.org/{number}")
    with Cache.open(str(folder)) as cache:
        cache.put(source, request, Answer(request.url, status, os.urandom(size)), at=at)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache for all that the test runs."""
    monkeypatch.setenv("PAPERCITE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_path(papercite: Run, folder: Path) -> None:
    finished = papercite("cache", "path")
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, f"{folder}{os.sep}{FILE}\n", "")
    assert not folder.exists()


@pytest.mark.parametrize("what", ["info", "clear"])
def test_without_a_cache_none_is_made(papercite: Run, folder: Path, what: str) -> None:
    finished = papercite("cache", what)
    assert (finished.returncode, finished.stdout) == (0, "")
    assert finished.stderr == f"{folder / FILE}: no answers are kept yet\n"
    assert not folder.exists()


def test_info(papercite: Run, folder: Path) -> None:
    keep(folder, "dblp", 1, size=70_000)
    keep(folder, "crossref", 1, size=1_000, at=AT + 5 * DAY)
    keep(folder, "crossref", 2, status=404, at=AT - 30 * DAY)
    finished = papercite("cache", "info")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == (
        "Source    Answers  Absent     Size      Oldest      Newest\n"
        "crossref        2       1   1.0 kB  2026-10-19  2026-11-23\n"
        "dblp            1       0  70.0 kB  2026-11-18  2026-11-18\n"
        "all             3       1  71.0 kB  2026-10-19  2026-11-23\n"
    )


def test_info_of_an_empty_cache(papercite: Run, folder: Path) -> None:
    Cache.open(str(folder)).close()
    finished = papercite("cache", "info")
    assert (finished.returncode, finished.stdout) == (0, "")
    assert finished.stderr == f"{folder / FILE}: no answers are kept\n"


@pytest.mark.parametrize(
    ("options", "status", "said", "left"),
    [
        ((), 0, "3 answers deleted", ""),
        (("--source", "dblp"), 0, "1 answer deleted", "crossref 2"),
        (("--older-than", "90d"), 0, "1 answer deleted", "crossref 1, dblp 1"),
        (("--older-than", "13w"), 0, "1 answer deleted", "crossref 1, dblp 1"),
        (("--older-than", "36h", "--source", "crossref"), 0, "1 answer deleted", "crossref 1, dblp 1"),
        (("--older-than", "2000d"), 0, "0 answers deleted", "crossref 2, dblp 1"),
        (("--older-than", "0d"), 0, "3 answers deleted", ""),
        (("--source", "dlbp"), 1, "no answers of 'dlbp' are kept; did you mean dblp?", "crossref 2, dblp 1"),
        (("--source", "acl"), 1, "no answers of 'acl' are kept", "crossref 2, dblp 1"),
    ],
)
def test_clear(papercite: Run, folder: Path, options: tuple[str, ...], status: int, said: str, left: str) -> None:
    now = time.time()
    keep(folder, "crossref", 1, at=now - 100 * DAY)
    keep(folder, "crossref", 2, at=now - DAY)
    keep(folder, "dblp", 1, at=now - 80 * DAY)
    finished = papercite("cache", "clear", *options)
    assert (finished.returncode, finished.stdout, finished.stderr) == (status, "", f"{said}\n")
    with Cache.open(str(folder)) as cache:
        assert ", ".join(f"{tally.source} {tally.answers}" for tally in cache.info()) == left


@pytest.mark.parametrize("age", ["90", "d", "90 d", "90y", "-3d", "1.5d", "٣d", "", "999999d"])
def test_an_age_has_a_form(papercite: Run, folder: Path, age: str) -> None:
    keep(folder, "dblp", 1)
    finished = papercite("cache", "clear", f"--older-than={age}")
    assert finished.returncode == 2
    assert finished.stderr == (f"papercite: {age!r} is no age; write 12h (hours), 90d (days) or 2w (weeks)\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("info", "--source", "dblp"), "--source and --older-than are for clear"),
        (("path", "--older-than", "0d"), "--source and --older-than are for clear"),
        (("clean",), "did you mean clear?"),
        ((), "the following arguments are required: what"),
    ],
)
def test_a_wrong_request(papercite: Run, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    finished = papercite("cache", *arguments)
    assert finished.returncode == 2
    assert said in finished.stderr
    assert not folder.exists()


def test_a_broken_cache_is_told(papercite: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(b"no database" * 99)
    finished = papercite("cache", "info")
    assert finished.returncode == 0
    assert "no answers are kept" in finished.stderr
    assert "the old one is answers.sqlite.broken-1 beside it" in finished.stderr


def test_nothing_is_said_to_be_deleted_that_is_not(papercite: Run, folder: Path) -> None:
    (folder / FILE).mkdir(parents=True)
    finished = papercite("cache", "clear")
    assert finished.returncode == 2
    assert finished.stderr.startswith(f"papercite: nothing was deleted: {folder / FILE}: cannot be used (")


def test_the_example_runs(papercite: Run, folder: Path) -> None:
    keep(folder, "dblp", 1)
    assert papercite(*EXAMPLE.split()[1:]).returncode == 0
    assert EXAMPLE in papercite("cache", "--help").stdout
    assert re.search(r"^  cache +\S", papercite("--help").stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (3_441_000, "3.4 MB"),
        (7_000_000_000_000, "7,000.0 GB"),
    ],
)
def test_a_size_in_words(size_bytes: int, words: str) -> None:
    assert size_in_words(size_bytes) == words

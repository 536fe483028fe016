"""The cache: what is put is got, pauses are shared by processes, and a file in trouble stops nothing."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SHIPPED

from papercite import cache as module
from papercite.cache import HOLD_LIMIT_S, Cache, CacheError, Held, Tally, key_of, path_in
from papercite.config import cache_folder
from papercite.providers.provider import Answer, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = 1_795_000_000.0
WORKS = Request("https://api.crossref.org/works", (("filter", "doi:10.1/a,doi:10.1/b"), ("rows", "2")))
ANSWER = Answer(
    "https://api.crossref.org/works?filter=doi%3A10.1%2Fa%2Cdoi%3A10.1%2Fb&rows=2",
    200,
    b'{"message": {"items": []}}' * 9,
    {"content-type": "application/json", "etag": '"x"'},
    "2026-11-20T10:00:00+00:00",
)
ABSENT = ANSWER._replace(status=404, body=b"")


def request_of(number: int) -> Request:
    return Request(f"https://api.example.org/works/{number}")


def answer_of(number: int, size: int = 3000) -> Answer:
    body = random.Random(number).randbytes(size)  # noqa: S311 # the same bytes every time is the point
    return Answer(f"https://api.example.org/works/{number}", 200, body, {}, "2026-11-20T10:00:00+00:00")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with Cache.open(str(tmp_path)) as opened:
        yield opened


def check(path: str) -> str:
    with closing(sqlite3.connect(path)) as db:
        (said,) = db.execute("PRAGMA integrity_check").fetchone()
    return str(said)


# ---- answers


def test_what_is_put_is_got_as_it_was(cache: Cache) -> None:
    cache.put("crossref", WORKS, ANSWER, etag='"x"', last_modified="Fri, 20 Nov 2026 10:00:00 GMT", at=AT)
    assert cache.get("crossref", WORKS) == Held(ANSWER, "crossref", AT, '"x"', "Fri, 20 Nov 2026 10:00:00 GMT")


def test_it_is_still_there_when_opened_again(tmp_path: Path) -> None:
    with Cache.open(str(tmp_path)) as cache:
        cache.put("crossref", WORKS, ANSWER, at=AT)
    assert sorted(os.listdir(tmp_path)) == ["answers.sqlite", "answers.sqlite.turn"]
    with Cache.open(str(tmp_path)) as cache:
        assert cache.get("crossref", WORKS) == Held(ANSWER, "crossref", AT)
        assert (cache.notes, cache.is_kept) == ((), True)


@pytest.mark.parametrize("body", [b"", b"\0\xff" * 5, b"x" * 3_000_000])
def test_any_bytes_are_a_body(cache: Cache, body: bytes) -> None:
    cache.put("s", WORKS, ANSWER._replace(body=body, headers={}), at=AT)
    held = cache.get("s", WORKS)
    assert held
    assert (held.answer.body, held.answer.headers) == (body, {})


@pytest.mark.parametrize(
    "other",
    [
        WORKS._replace(url="https://api.crossref.org/work"),
        WORKS._replace(query=(("filter", "doi:10.1/a"), ("rows", "2"))),
        WORKS._replace(query=WORKS.query[::-1]),
        WORKS._replace(query=(("filter", "doi:10.1/a,doi:10.1/b&rows=2"),)),
        WORKS._replace(method="POST"),
        WORKS._replace(body=b"{}"),
        WORKS._replace(accept="application/x-bibtex"),
        WORKS._replace(content_type="application/json"),
    ],
)
def test_whatever_is_asked_otherwise_has_another_answer(cache: Cache, other: Request) -> None:
    cache.put("crossref", WORKS, ANSWER, at=AT)
    assert cache.get("crossref", other) is None
    assert cache.get("datacite", WORKS) is None


def test_a_key_is_the_same_in_every_version_of_papercite() -> None:
    assert key_of("crossref", WORKS).hex()[:12] == "85c0cf01da6b"


def test_half_a_character_in_a_query_is_no_trouble(cache: Cache) -> None:
    odd = Request("https://api.example.org/search", (("q", "a\ud800b 量化"),))
    cache.put("s", odd, ANSWER, at=AT)
    assert cache.get("s", odd)


def test_the_later_answer_takes_the_place_of_the_earlier(cache: Cache) -> None:
    cache.put("crossref", WORKS, ANSWER, etag='"x"', at=AT)
    cache.put("crossref", WORKS, ABSENT, at=AT + 5)
    assert cache.get("crossref", WORKS) == Held(ABSENT, "crossref", AT + 5)


def test_a_touch_says_that_the_answer_is_still_good(cache: Cache) -> None:
    cache.put("crossref", WORKS, ANSWER, etag='"x"', at=AT)
    cache.touch("crossref", WORKS, AT + 60)
    assert cache.get("crossref", WORKS) == Held(ANSWER, "crossref", AT + 60, '"x"')


def test_a_touch_of_what_is_not_held_keeps_nothing(cache: Cache) -> None:
    cache.touch("crossref", WORKS, AT)
    assert cache.get("crossref", WORKS) is None


def test_info_counts_by_source(cache: Cache) -> None:
    assert cache.info() == []
    cache.put("dblp", request_of(1), answer_of(1), at=AT)
    cache.put("crossref", WORKS, ANSWER, at=AT + 9)
    cache.put("crossref", request_of(2), ABSENT, at=AT + 3)
    size = len(zlib.compress(ANSWER.body)) + len(zlib.compress(b""))
    assert cache.info() == [
        Tally("crossref", 2, 1, size, AT + 3, AT + 9),
        Tally("dblp", 1, 0, len(zlib.compress(answer_of(1).body)), AT, AT),
    ]


@pytest.mark.parametrize(
    ("source", "older_than", "gone", "left"),
    [
        ("", None, 3, []),
        ("dblp", None, 1, ["crossref"]),
        ("", AT + 5, 2, ["crossref"]),
        ("crossref", AT + 5, 1, ["crossref", "dblp"]),
        ("acl", None, 0, ["crossref", "dblp"]),
    ],
)
def test_clear(cache: Cache, source: str, older_than: float | None, gone: int, left: list[str]) -> None:
    cache.put("dblp", request_of(1), answer_of(1), at=AT)
    cache.put("crossref", WORKS, ANSWER, at=AT + 9)
    cache.put("crossref", request_of(2), ABSENT, at=AT + 3)
    cache.hold("dblp.org", AT + 60)
    assert cache.clear(source, older_than) == gone
    assert [tally.source for tally in cache.info()] == left
    assert cache.held_until("dblp.org") == AT + 60


def test_what_is_cleared_gives_its_room_back(cache: Cache) -> None:
    for number in range(200):
        cache.put("s", request_of(number), answer_of(number), at=AT)
    cache.clear()
    assert os.path.getsize(cache.path) < 50_000


# ---- hosts


def test_starts_are_booked_one_pause_apart(cache: Cache) -> None:
    assert [cache.reserve("a.org", 3.0, AT) for _ in range(3)] == [AT, AT + 3, AT + 6]
    assert cache.reserve("b.org", 3.0, AT) == AT
    assert cache.reserve("a.org", 3.0, AT + 100) == AT + 100


def test_a_pause_lasts_longer_than_the_process(tmp_path: Path) -> None:
    with Cache.open(str(tmp_path)) as cache:
        cache.reserve("a.org", 3.0, AT)
    with Cache.open(str(tmp_path)) as cache:
        assert cache.reserve("a.org", 3.0, AT + 1) == AT + 3


def test_a_booking_is_not_obeyed_once_the_clock_was_set_back(cache: Cache) -> None:
    cache.reserve("a.org", 3.0, AT)
    assert cache.reserve("a.org", 3.0, AT - HOLD_LIMIT_S) == AT + 3  # the longest pause there is
    assert cache.reserve("a.org", 3.0, AT - HOLD_LIMIT_S - 5) == AT - HOLD_LIMIT_S - 5
    assert cache.reserve("a.org", 3.0, AT - HOLD_LIMIT_S - 5) == AT - HOLD_LIMIT_S - 2


def test_a_hold_is_not_shortened(cache: Cache) -> None:
    assert cache.held_until("a.org") == 0.0
    cache.hold("a.org", AT + 60)
    cache.hold("a.org", AT + 30)
    assert cache.held_until("a.org") == AT + 60
    cache.hold("a.org", AT + 90)
    assert cache.held_until("a.org", AT) == AT + 90


def test_a_hold_from_before_the_clock_was_set_back_is_not_for_years(cache: Cache) -> None:
    cache.hold("a.org", AT + 9e7)
    assert cache.held_until("a.org", AT) == 0.0
    cache.hold("a.org", AT + 60)
    assert cache.held_until("a.org", AT) == AT + 60


def test_pause_hold_and_trouble_of_a_host_do_not_touch_each_other(cache: Cache) -> None:
    cache.hold("a.org", AT + 60)
    cache.reserve("a.org", 3.0, AT)
    cache.trouble("a.org", "503 Service Unavailable", AT)
    assert cache.held_until("a.org") == AT + 60
    assert cache.reserve("a.org", 3.0, AT) == AT + 3
    assert cache.troubles() == {"a.org": ("503 Service Unavailable", AT)}


def test_the_last_trouble_of_a_host_is_told(cache: Cache) -> None:
    assert cache.troubles() == {}
    cache.trouble("b.org", "timed out", AT)
    cache.trouble("a.org", "timed out", AT)
    cache.trouble("a.org", "a login page\x1b[2J\nof 4 kB", AT + 1)
    assert cache.troubles() == {"a.org": ("a login page[2J of 4 kB", AT + 1), "b.org": ("timed out", AT)}
    cache.trouble("b.org", "", AT + 2)
    assert list(cache.troubles()) == ["a.org"]


# ---- secrets


def secrets_in(folder: str | Path) -> list[str]:
    """Names of the variables PAPERCITE_..._KEY, _TOKEN and MAILTO whose value some file holds, plain or in a body."""
    kept = [path.read_bytes() for path in Path(folder).iterdir() if path.is_file()]
    with closing(sqlite3.connect(path_in(str(folder)))) as db:
        kept += [zlib.decompress(body) for (body,) in db.execute("SELECT body FROM answer")]
    return [
        name
        for name, value in os.environ.items()
        if name.startswith("PAPERCITE_") and name.endswith(("_KEY", "_TOKEN", "MAILTO"))
        if any(value.encode() in content for content in kept)
    ]


def test_no_secret_is_found_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PAPERCITE_OPENALEX_KEY", "PAPERCITE_GITHUB_TOKEN", "PAPERCITE_MAILTO"):
        monkeypatch.setenv(name, f"very-secret-{name.lower()}@example.org")
    with Cache.open(str(tmp_path)) as cache:
        cache.put("crossref", WORKS, ANSWER, etag='"x"', at=AT)
        cache.trouble("api.openalex.org", "401 Unauthorized", AT)
        cache.reserve("api.openalex.org", 1.0, AT)
        assert secrets_in(tmp_path) == []  # the log is still beside the file
    assert secrets_in(tmp_path) == []


def test_a_secret_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERCITE_OPENALEX_KEY", "very-secret-indeed")
    with Cache.open(str(tmp_path)) as cache:
        cache.put("openalex", WORKS, ANSWER._replace(body=b"you sent very-secret-indeed"), at=AT)
    assert secrets_in(tmp_path) == ["PAPERCITE_OPENALEX_KEY"]


# ---- schema


def test_the_columns_can_be_read_by_people(cache: Cache) -> None:
    cache.put("crossref", WORKS, ANSWER, etag='"x"', at=AT)
    with closing(sqlite3.connect(cache.path)) as db:
        row = db.execute("SELECT source, asked, status, content_type, fetched_at, checked_at, etag FROM answer")
        assert row.fetchone() == (
            "crossref", ANSWER.url, 200, "application/json", "2026-11-20T10:00:00+00:00", AT, '"x"'
        )  # fmt: skip
        names = ("user_version", "journal_mode", "auto_vacuum")
        assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == [1, "wal", 2]


def test_every_table_is_copied_with_all_its_columns(cache: Cache) -> None:
    with closing(sqlite3.connect(cache.path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {name: len(db.execute(f"PRAGMA table_info({name})").fetchall()) for name in tables} == module._TABLES


def test_a_file_of_an_older_version_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache.open(str(tmp_path)) as cache:
        cache.put("crossref", WORKS, ANSWER, at=AT)

    def add_index(db: sqlite3.Connection) -> None:
        db.execute("CREATE INDEX answer_source ON answer (source)")

    monkeypatch.setattr(module, "_MIGRATIONS", (*module._MIGRATIONS, add_index))
    with Cache.open(str(tmp_path)) as cache:
        assert cache.get("crossref", WORKS) == Held(ANSWER, "crossref", AT)
    with closing(sqlite3.connect(path_in(str(tmp_path)))) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache.open(str(tmp_path)) as cache:
        cache.put("crossref", WORKS, ANSWER, at=AT)

    def fail(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE answer ADD COLUMN language TEXT")
        db.execute("INSERT INTO no_such_table VALUES (1)")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_MIGRATIONS", (*module._MIGRATIONS, fail))
        with pytest.raises(CacheError, match="no such table"):
            Cache.open(str(tmp_path))
    with Cache.open(str(tmp_path)) as cache:
        assert cache.get("crossref", WORKS) == Held(ANSWER, "crossref", AT)
        assert cache.notes == ()


def test_the_cache_of_a_newer_papercite_is_not_touched(tmp_path: Path) -> None:
    with Cache.open(str(tmp_path)) as cache:
        cache.put("crossref", WORKS, ANSWER, at=AT)
    path = Path(path_in(str(tmp_path)))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 7")
    before = path.read_bytes()
    with pytest.raises(CacheError) as caught:
        Cache.open(str(tmp_path))
    assert str(caught.value) == (
        f"{path}: made by a newer papercite (cache version 7, this one knows 1)\n"
        "  hint: pip install --upgrade papercite, or delete the file (papercite cache path)"
    )
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["answers.sqlite", "answers.sqlite.turn"]


def test_the_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = path_in(str(tmp_path))
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE answer (life INTEGER)")
    with pytest.raises(CacheError, match="not a cache of papercite"):
        Cache.open(str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == ["answers.sqlite", "answers.sqlite.turn"]


# ---- a broken file


def damage(path: str, start: int, length: int) -> None:
    with open(path, "r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


@pytest.mark.parametrize("content", [b"no database " * 999, b"SQLite format 3\0" + b"\xff" * 500, b"short"])
def test_a_broken_file_is_set_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = Path(path_in(str(tmp_path)))
    path.write_bytes(content)
    with Cache.open(str(tmp_path)) as cache:
        cache.put("crossref", WORKS, ANSWER, at=AT)
        (note,) = cache.notes
    assert note.startswith(f"{path}: broken (file is not a database); a new one was begun")
    assert "answers.sqlite.broken-1" in note
    assert Path(f"{path}.broken-1").read_bytes() == content
    with Cache.open(str(tmp_path)) as cache:
        assert cache.notes == ()
        assert cache.get("crossref", WORKS) == Held(ANSWER, "crossref", AT)


def test_each_broken_file_has_a_number(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        Path(path_in(str(tmp_path))).write_bytes(content)
        Cache.open(str(tmp_path)).close()
    assert Path(path_in(str(tmp_path)) + ".broken-2").read_bytes() == b"second"


def test_a_file_that_proves_broken_in_use_is_begun_anew_too(tmp_path: Path) -> None:
    with Cache.open(str(tmp_path)) as cache:
        for number in range(300):
            cache.put("s", request_of(number), answer_of(number), at=AT)
    path = path_in(str(tmp_path))
    damage(path, 4096, os.path.getsize(path) - 8192)
    with Cache.open(str(tmp_path)) as cache:
        assert cache.is_kept  # the first page is whole
        assert cache.get("s", request_of(1)) is None
        cache.put("s", request_of(1), answer_of(1), at=AT)
        assert cache.get("s", request_of(1))
        assert len(cache.notes) == 1
        assert ": broken (database disk image is malformed); " in cache.notes[0]
    assert check(path) == "ok"


def test_a_file_that_breaks_again_and_again_is_left_alone(tmp_path: Path) -> None:
    with Cache.open(str(tmp_path)) as cache:
        broken = sqlite3.DatabaseError("database disk image is malformed")
        broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        failures = [broken] * 2

        def work(_: sqlite3.Connection) -> str:
            if failures:
                raise failures.pop()
            return "done"

        assert cache._do(work) == "done"
        assert not cache.is_kept
        assert len(cache.notes) == 2


def test_a_body_that_the_disk_changed_is_not_held(tmp_path: Path) -> None:
    with Cache.open(str(tmp_path)) as cache:
        cache.put("s", request_of(1), answer_of(1, 40_000), at=AT)
    damage(path_in(str(tmp_path)), os.path.getsize(path_in(str(tmp_path))) - 300, 9)
    with Cache.open(str(tmp_path)) as cache:
        assert cache.get("s", request_of(1)) is None
        cache.put("s", request_of(1), answer_of(1), at=AT)
        assert cache.get("s", request_of(1))


def test_whatever_the_disk_changes_nothing_wrong_is_got(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311
    whole = tmp_path / "whole"
    with Cache.open(str(whole)) as cache:
        for number in range(40):
            cache.put("s", request_of(number), answer_of(number, 900), etag="e", at=AT)
        cache.reserve("a.org", 3.0, AT)
        cache.hold("a.org", AT + 60)
    content = Path(path_in(str(whole))).read_bytes()
    outcomes = {"as it was": 0, "set aside": 0, "refused": 0}
    for turn in range(300):
        folder = tmp_path / str(turn)
        folder.mkdir()
        changed = bytearray(content)
        # half of the changes hit the pages that say how the file is laid out
        for _ in range(chance.randint(1, 30)):
            changed[chance.randrange(len(content) if turn % 2 else 8192)] = chance.randrange(256)
        if turn % 10 == 0:
            del changed[chance.randrange(len(content)) :]
        Path(path_in(str(folder))).write_bytes(changed)
        try:
            with Cache.open(str(folder)) as cache:
                for number in range(40):
                    held = cache.get("s", request_of(number))
                    assert held is None or held.answer.body == answer_of(number, 900).body
                    cache.touch("s", request_of(number), AT + 1)
                    cache.put("s", request_of(number), answer_of(number, 900), at=AT + 2)
                assert AT <= cache.reserve("a.org", 3.0, AT) <= AT + HOLD_LIMIT_S + 3
                cache.hold("a.org", AT + 60)
                assert cache.held_until("a.org", AT) <= AT + HOLD_LIMIT_S
                cache.trouble("a.org", "timed out", AT)
                cache.troubles()
                cache.info()
                cache.clear()
                outcomes["set aside" if cache.notes else "as it was"] += 1
        except CacheError:
            outcomes["refused"] += 1
        shutil.rmtree(folder)
    print(f"300 damaged files: {outcomes}")
    assert outcomes["set aside"] > 20


# ---- a file that cannot be written


def use(cache: Cache) -> None:
    """All that a refresh does."""
    cache.put("crossref", WORKS, ANSWER, at=AT)
    cache.touch("crossref", WORKS, AT + 1)
    assert cache.get("crossref", WORKS) == Held(ANSWER, "crossref", AT + 1)
    assert [cache.reserve("a.org", 3.0, AT) for _ in range(2)] == [AT, AT + 3]
    cache.hold("a.org", AT + 60)
    assert cache.held_until("a.org") == AT + 60


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that may be read but not written, with a cache in it; whoever runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="papercite-"))  # pytest's own are closed to other users
    with Cache.open(str(folder)) as cache:
        cache.put("crossref", request_of(1), answer_of(1), at=AT)
        cache.hold("b.org", AT + 60)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)  # nobody: root may write anywhere
    yield folder
    if is_root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_is_read_and_used_in_memory(closed_folder: Path) -> None:
    before = sorted(os.listdir(closed_folder))
    with Cache.open(str(closed_folder)) as cache:
        assert cache.get("crossref", request_of(1)) == Held(answer_of(1), "crossref", AT)
        assert cache.held_until("b.org") == AT + 60
        use(cache)
        assert not cache.is_kept
        (note,) = cache.notes
    assert note.startswith(f"{closed_folder}/answers.sqlite: cannot be used (")
    assert note.endswith("hint: make room, or set PAPERCITE_CACHE_DIR to a folder that can be written")
    assert sorted(os.listdir(closed_folder)) == before


@pytest.mark.parametrize("folder", ["/dev/null/papercite", "/proc/papercite"])
def test_a_folder_that_cannot_be_made_is_done_without(folder: str) -> None:
    with Cache.open(folder) as cache:
        use(cache)
        assert (len(cache.notes), cache.is_kept) == (1, False)


def test_a_folder_in_place_of_the_file_is_done_without(tmp_path: Path) -> None:
    Path(path_in(str(tmp_path))).mkdir()
    with Cache.open(str(tmp_path)) as cache:
        use(cache)
        assert (len(cache.notes), cache.is_kept) == (1, False)


def test_a_file_that_can_grow_no_more_is_gone_on_with_in_memory(tmp_path: Path) -> None:
    with Cache.open(str(tmp_path)) as cache:
        cache._db.execute("PRAGMA max_page_count = 60")
        for number in range(100):
            cache.put("s", request_of(number), answer_of(number), at=AT)
        assert not cache.is_kept
        assert "(database or disk is full)" in cache.notes[0]
        assert all(cache.get("s", request_of(number)) for number in range(100))
        use(cache)
    assert check(path_in(str(tmp_path))) == "ok"
    with Cache.open(str(tmp_path)) as cache:
        assert cache.get("s", request_of(1))
        assert cache.get("s", request_of(99)) is None


def test_a_full_disk_stops_nothing(tmp_path: Path) -> None:
    """Full in the sense that no file may grow beyond a size: the system refuses to write, wherever SQLite does it."""
    for limit in (0, 3_000, 20_000, 40_000, 60_000, 200_000, 500_000):
        folder = tmp_path / str(limit)
        script = f"""
import resource
from test_cache import *
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
with Cache.open({str(folder)!r}) as cache:
    for number in range(100):
        cache.put("s", request_of(number), answer_of(number), at=AT)
    assert all(cache.get("s", request_of(number)) for number in range(100))
    use(cache)
    assert not cache.is_kept and len(cache.notes) == 1, cache.notes
"""
        finished = run(script)
        assert finished.returncode == 0, f"{limit}: {finished.stderr}"
        with Cache.open(str(folder)) as cache:  # there is room again
            assert cache.is_kept, cache.notes
            use(cache)
        assert check(path_in(str(folder))) == "ok"


def test_a_file_that_another_process_never_lets_go_of_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUSY_S", 0.2)
    with Cache.open(str(tmp_path)) as cache, closing(sqlite3.connect(cache.path, isolation_level=None)) as other:
        cache.put("crossref", request_of(1), answer_of(1), at=AT)
        other.execute("BEGIN IMMEDIATE")
        use(cache)
        assert "(database is locked)" in cache.notes[0]
        assert cache.get("crossref", request_of(1))  # what was kept is still there


def test_a_mistake_of_the_caller_is_not_taken_for_trouble_with_the_file(cache: Cache) -> None:
    cache.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        cache.get("crossref", WORKS)
    assert (cache.notes, cache.is_kept) == ((), True)


# ---- several processes


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip


def start(script: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip


def outputs(processes: list[subprocess.Popen[str]]) -> list[str]:
    said = []
    for process in processes:
        out, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
        said.append(out)
    return said


def test_processes_that_begin_at_once_make_one_cache(tmp_path: Path) -> None:
    script = """
import sys, time
from papercite.cache import Cache
from papercite.providers.provider import Answer, Request
time.sleep(max(0.0, {start} - time.time()))
with Cache.open({folder!r}) as cache:
    cache.put("s", Request("https://a.org/{number}"), Answer("https://a.org", 200, b"x"), at=1.0)
    print(cache.notes)
"""
    for content in (None, b"no database"):
        folder = tmp_path / str(content)
        if content:
            folder.mkdir()
            Path(path_in(str(folder))).write_bytes(content)
        begin = time.time() + 1.0
        scripts = [script.format(start=begin, folder=str(folder), number=number) for number in range(8)]
        notes = outputs([start(one) for one in scripts])
        assert sum(note != "()\n" for note in notes) == bool(content)  # one process sets a broken file aside, once
        with Cache.open(str(folder)) as cache:
            assert [tally.answers for tally in cache.info()] == [8]
        assert check(path_in(str(folder))) == "ok"


def test_no_two_processes_book_the_same_start(tmp_path: Path) -> None:
    script = f"""
from papercite.cache import Cache
with Cache.open({str(tmp_path)!r}) as cache:
    for _ in range(50):
        print(cache.reserve("a.org", 2.0, {AT}))
"""
    booked = [float(line) for said in outputs([start(script) for _ in range(6)]) for line in said.split()]
    assert sorted(booked) == [AT + 2 * place for place in range(300)]


WRITER = """
import itertools
from test_cache import *
with Cache.open({folder!r}) as cache:
    for number in itertools.count({first}):
        cache.put("s", request_of(number), answer_of(number), at=AT)
        cache.reserve("a.org", 0.001, AT)
        print(number, flush=True)
"""


def test_a_process_that_is_killed_leaves_a_whole_file(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311
    folder, begin = str(tmp_path), time.monotonic()
    promised = []
    for turn in range(5):
        writers = [start(WRITER.format(folder=folder, first=100_000 * (3 * turn + place))) for place in range(3)]
        for writer in writers:
            assert writer.stdout
            writer.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.3))
        for writer in writers:
            writer.kill()
        for writer in writers:
            out, _ = writer.communicate(timeout=20)
            promised += [int(line) for line in out.split("\n")[:-1]]
        with Cache.open(folder) as cache:
            assert cache.notes == ()
            assert all(cache.get("s", request_of(number)) == Held(answer_of(number), "s", AT) for number in promised)
            cache.reserve("b.org", 1.0, AT)
        assert check(path_in(folder)) == "ok"
    print(f"15 writers killed, {len(promised):,} answers promised and kept, {time.monotonic() - begin:.1f} s")
    assert len(promised) > 15


def test_a_process_that_is_killed_while_it_opens_leaves_a_file_that_opens(tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311
    script = """
import shutil, itertools
from papercite.cache import Cache
print("ready", flush=True)
for number in itertools.count():
    Cache.open(f"{folder}/{{number}}").close()
"""
    for turn in range(6):
        folder = tmp_path / str(turn)
        process = start(script.format(folder=str(folder)))
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0.01, 0.1))
        process.kill()
        process.communicate(timeout=20)
        for made in folder.iterdir() if folder.exists() else ():
            with Cache.open(str(made)) as cache:
                assert (cache.notes, cache.is_kept) == ((), True)
                use(cache)


# ---- how fast, and where


def test_ten_thousand_answers(tmp_path: Path) -> None:
    answers = [Answer("https://a.org", 200, answer_of(number, 1750).body.hex().encode()) for number in range(500)]
    with Cache.open(str(tmp_path)) as cache:
        begin = time.perf_counter()
        for number in range(10_000):
            cache.put("s", request_of(number), answers[number % 500], at=AT)
        put = time.perf_counter()
        for number in range(10_000):
            assert cache.get("s", request_of(number))
        got = time.perf_counter()
        for _ in range(10_000):
            cache.reserve("a.org", 0.01, AT)
        booked = time.perf_counter()
        cache.info()
        counted = time.perf_counter()
        cache.clear()
        cleared = time.perf_counter()
    print(
        f"10,000 answers of 3.5 kB: put {put - begin:.2f} s, got {got - put:.2f} s, counted {counted - booked:.3f} s, "
        f"cleared {cleared - counted:.2f} s; 10,000 starts booked {booked - got:.2f} s"
    )
    assert put - begin < 30
    assert got - put < 10


def test_the_folder_is_the_users_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERCITE_CACHE_DIR", "/somewhere/else")
    assert cache_folder() == "/somewhere/else"
    monkeypatch.delenv("PAPERCITE_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert cache_folder() == os.path.join("/xdg", "papercite")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == os.path.join(os.path.expanduser("~/.cache"), "papercite")


@pytest.mark.parametrize("command", ["export", "table"])
def test_commands_that_print_papers_open_no_cache(command: str) -> None:
    finished = run(f"""
import sys
from papercite.cli import main
assert main([{command!r}, "--limit", "1", {str(SHIPPED)!r}]) in (0, 1)
print([name for name in ("papercite.cache", "sqlite3", "_sqlite3") if name in sys.modules])
""")
    assert finished.stdout.endswith("[]\n"), finished.stdout + finished.stderr

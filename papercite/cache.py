"""Answers of the sources, kept between runs, and when each host may be asked next. The only SQL.

It decides nothing: how long an answer is good, how long to stay away and what a user is told are its
callers'. All processes of a user share one file; a `Cache` belongs to the thread that opened it.
A file in trouble stops no refresh: one that cannot be written is copied into memory for the run, one
that is broken is set aside and begun anew, and `notes` says so. Only the file of a newer papercite,
or of another program, is an error. Secrets never come in: neither `Request` nor `Answer` holds one.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar
from urllib.parse import urlencode

from papercite.errors import PaperciteError
from papercite.providers.provider import Answer
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from papercite.providers.provider import Request

FILE = "answers.sqlite"
HOLD_LIMIT_S = 3600.0  # no service is obeyed for longer; a time further ahead was written under a clock set back since
_BUSY_S = 10.0  # a process that keeps the file for longer was stopped

Outcome = TypeVar("Outcome")


class CacheError(PaperciteError):
    """The cache is of a newer papercite, or none of ours: path, what to do."""


class Held(NamedTuple):
    """An answer that is kept."""

    answer: Answer
    source: str
    checked_at: float  # Unix time at which the service last said that it is still so
    etag: str = ""
    last_modified: str = ""


class Tally(NamedTuple):
    """What is kept of one source."""

    source: str
    answers: int  # absences included
    absent: int  # of them, those that say "I do not hold it" (404)
    size_bytes: int  # of their bodies as stored
    oldest: float  # Unix time, checked_at
    newest: float


# ---- schema


def _make_answers_and_hosts(db: sqlite3.Connection) -> None:
    db.execute("""
        CREATE TABLE answer (
            key BLOB PRIMARY KEY,         -- SHA-256 of everything that was asked: key_of
            source TEXT NOT NULL,
            asked TEXT NOT NULL,          -- address and query of the request, to be read by people
            url TEXT NOT NULL,            -- address that the answer carries
            status INTEGER NOT NULL,
            content_type TEXT NOT NULL,
            headers TEXT NOT NULL,        -- the other headers that matter, JSON
            fetched_at TEXT NOT NULL,     -- ISO 8601, UTC
            checked_at REAL NOT NULL,     -- Unix time
            etag TEXT NOT NULL,
            last_modified TEXT NOT NULL,
            crc INTEGER NOT NULL,         -- of the row: SQLite has no check sums, see _crc_of
            body BLOB NOT NULL            -- zlib; the last, so that what counts rows does not read it
        )""")
    db.execute("""
        CREATE TABLE host (
            name TEXT PRIMARY KEY,
            next_start REAL NOT NULL DEFAULT 0,  -- Unix time before which no request may start
            held_until REAL NOT NULL DEFAULT 0,  -- Unix time until which the service wants to be left alone
            trouble TEXT NOT NULL DEFAULT '',    -- the last one, in words
            trouble_at REAL NOT NULL DEFAULT 0   -- Unix time
        )""")


_MIGRATIONS = (_make_answers_and_hosts,)  # the n-th leads to user_version n; a change is a new one at the end
_TABLES = {"answer": 13, "host": 5}  # name -> columns

_GET = """
    SELECT url, status, content_type, headers, fetched_at, etag, last_modified, body, crc, checked_at
    FROM answer WHERE key = ?"""
_PUT = """
    INSERT OR REPLACE INTO answer (key, source, asked, url, status, content_type, headers, fetched_at, etag,
    last_modified, body, crc, checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_TOUCH = "UPDATE answer SET checked_at = ? WHERE key = ?"
_COUNT = """
    SELECT source, count(*), sum(status = 404), sum(length(body)), min(checked_at), max(checked_at)
    FROM answer GROUP BY source ORDER BY source"""
_CLEAR = "DELETE FROM answer WHERE (? = '' OR source = ?) AND (? IS NULL OR checked_at < ?)"
# A damaged time may be anything; CAST makes a number of it.
_NEXT_START = "SELECT coalesce(CAST(next_start AS REAL), 0.0) FROM host WHERE name = ?"
_BOOK = """
    INSERT INTO host (name, next_start) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET next_start = excluded.next_start"""
_HELD_UNTIL = "SELECT coalesce(CAST(held_until AS REAL), 0.0) FROM host WHERE name = ?"
_HOLD = """
    INSERT INTO host (name, held_until) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET held_until = excluded.held_until
    WHERE excluded.held_until > held_until OR held_until > excluded.held_until + ?"""
_SET_TROUBLE = """
    INSERT INTO host (name, trouble, trouble_at) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET trouble = excluded.trouble, trouble_at = excluded.trouble_at"""
_TROUBLES = "SELECT name, trouble, trouble_at FROM host WHERE trouble != '' ORDER BY name"


# ---- what an error of SQLite means

# A message that quotes damaged text cannot be decoded: Python's module raises that in place of SQLite's error.
_Trouble = sqlite3.DatabaseError | UnicodeDecodeError
_RAISED = (sqlite3.DatabaseError, UnicodeDecodeError)
_UNUSABLE = {
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_AUTH,
}  # fmt: skip


def _code_of(error: _Trouble) -> int | None:
    """Primary code of SQLite; None for an error of Python's module."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _is_broken(error: _Trouble) -> bool:
    """The file's bytes are wrong."""
    if isinstance(error, UnicodeDecodeError):
        return True
    is_no_text = _code_of(error) is None and str(error).startswith("Could not decode")
    return is_no_text or _code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_unusable(error: _Trouble) -> bool:
    """The file cannot be written or read: no room, no permission, somebody never lets go of it."""
    return _code_of(error) in _UNUSABLE


def _is_mistake(error: _Trouble) -> bool:
    """The cache was closed, or is another thread's."""
    return _code_of(error) is None and not _is_broken(error)


def _none_of_ours(path: str, error: _Trouble) -> CacheError:
    return CacheError(
        f"{path}: not a cache of papercite, or a damaged one ({error})\n  hint: delete it, or set PAPERCITE_CACHE_DIR"
    )


# ---- the cache


class Cache:
    """The file, open: `with Cache.open(folder) as cache`. Times are Unix times and come from the caller."""

    path: str
    notes: tuple[str, ...] = ()  # what the user should be told; one may come with any call, so look again at the end
    is_kept: bool = True  # False: in memory, for this run only

    def __init__(self, path: str, db: sqlite3.Connection) -> None:
        """`open` is what to call."""
        self.path, self._db = path, db
        self._identity: tuple[int, int] | None = None
        self._was_broken = False

    @classmethod
    def open(cls, folder: str) -> Self:
        """The cache of a folder, made if need be; `CacheError` if it is of a newer papercite, and is left as it was."""
        cache = cls(path_in(folder), sqlite3.connect(":memory:", isolation_level=None))
        try:
            cache._open()
        except BaseException:
            cache.close()
            raise
        return cache

    def close(self) -> None:
        """Let go of the file; nothing is left to be written."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- answers

    def get(self, source: str, request: Request) -> Held | None:
        """What is kept for a request, however old; None if nothing is, or if the disk changed it."""
        key = key_of(source, request)
        row = self._do(lambda db: db.execute(_GET, (key,)).fetchone())
        return _held_of(source, key, row) if row else None

    def put(
        self, source: str, request: Request, answer: Answer, *, etag: str = "", last_modified: str = "", at: float
    ) -> None:
        """Keep an answer in place of the one before; it was good at `at`."""
        key, kind = key_of(source, request), answer.headers.get("content-type", "")
        others = json.dumps({name: value for name, value in answer.headers.items() if name != "content-type"})
        texts = (answer.url, answer.status, kind, others, answer.fetched_at, etag, last_modified)
        body = zlib.compress(answer.body)
        self._change(_PUT, key, source, _asked(request), *texts, body, _crc_of(key, texts, body), at)

    def touch(self, source: str, request: Request, at: float) -> None:
        """The service said at `at` that its answer is still the one that is kept (304)."""
        self._change(_TOUCH, at, key_of(source, request))

    def info(self) -> list[Tally]:
        """What is kept, by source."""
        return [Tally(*row) for row in self._do(lambda db: db.execute(_COUNT).fetchall())]

    def clear(self, source: str = "", older_than: float | None = None) -> int:
        """Forget the answers (of one source; not confirmed since `older_than`) and return how many there were.

        Pauses and holds stay: a service that wants to be left alone does not care what we keep.
        """
        gone = self._change(_CLEAR, source, source, older_than, older_than)
        self._do(_give_space_back)
        return gone

    # ---- hosts

    def reserve(self, host: str, pace_s: float, at: float) -> float:
        """Book the next start of a request to a host and return it: `at` or later, `pace_s` after the last one booked.

        No two bookings on this machine are nearer than that. Book when the request is about to start: a host booked
        for more than an hour ahead looks like a clock that was set back, and such a booking is not obeyed.
        """

        def book(db: sqlite3.Connection) -> float:
            with _transaction(db):
                row = db.execute(_NEXT_START, (host,)).fetchone()
                booked: float = row[0] if row else 0.0
                start = at if booked > at + HOLD_LIMIT_S + pace_s else max(at, booked)
                db.execute(_BOOK, (host, start + pace_s))
            return start

        return self._do(book)

    def hold(self, host: str, until: float) -> None:
        """A service wants to be left alone until then, at most `HOLD_LIMIT_S` from now. Shortens no longer hold, but
        for one that is longer by more than any can be: it was written before the clock was set back."""
        self._change(_HOLD, host, until, HOLD_LIMIT_S)

    def held_until(self, host: str, at: float | None = None) -> float:
        """When a host may be asked again; 0.0 if it was never held, or if `at` shows that the clock was set back."""
        row = self._do(lambda db: db.execute(_HELD_UNTIL, (host,)).fetchone())
        until: float = row[0] if row else 0.0
        return 0.0 if at is not None and until > at + HOLD_LIMIT_S else until

    def trouble(self, host: str, what: str, at: float) -> None:
        """Remember in words what went wrong with a host; an empty text forgets it."""
        self._change(_SET_TROUBLE, host, tidy(what), at)

    def troubles(self) -> Mapping[str, tuple[str, float]]:
        """The last trouble of each host that had one, and when it was."""
        return {host: (what, at) for host, what, at in self._do(lambda db: db.execute(_TROUBLES).fetchall())}

    # ---- a file in trouble

    def _change(self, statement: str, *values: object) -> int:
        """One statement is one transaction; returns the number of rows it met."""
        return self._do(lambda db: db.execute(statement, values).rowcount)

    def _do(self, work: Callable[[sqlite3.Connection], Outcome]) -> Outcome:
        """What `work` returns: done on the file, else on a new file, else in memory."""
        while True:
            try:
                return work(self._db)
            except _RAISED as error:
                if not self.is_kept or _is_mistake(error):
                    raise
                if _is_broken(error) and not self._was_broken:
                    self._open(error)
                elif _is_broken(error) or _is_unusable(error):
                    self._use_memory(str(error))
                else:
                    raise _none_of_ours(self.path, error) from error

    def _open(self, broken: _Trouble | None = None) -> None:
        """Open the file, or memory; `broken` is what was met in the file that is open."""
        try:
            os.makedirs(os.path.dirname(self.path) or ".", mode=0o700, exist_ok=True)
            with _turn(self.path):
                if broken:
                    self._db.close()
                    if self._identity == _identity(self.path):  # else another process has set it aside
                        self._set_aside(broken)
                fresh = self._connected()
                self._db.close()
                self._db, self._identity = fresh, _identity(self.path)
        except OSError as error:
            self._use_memory(error.strerror or str(error))
        except _RAISED as error:
            if not (_is_broken(error) or _is_unusable(error)):
                raise _none_of_ours(self.path, error) from error
            self._use_memory(str(error))

    def _connected(self) -> sqlite3.Connection:
        try:
            return _connect(self.path)
        except _RAISED as error:
            if self._was_broken or not _is_broken(error):
                raise
            self._set_aside(error)
        return _connect(self.path)

    def _set_aside(self, why: _Trouble) -> None:
        self._was_broken = True
        number = 1
        while os.path.lexists(aside := f"{self.path}.broken-{number}"):
            number += 1
        for ending in ("-wal", "-shm", ""):  # the log first: a new file must not find an old one's
            with suppress(FileNotFoundError):
                os.rename(self.path + ending, aside + ending)
        self._note(
            f"{self.path}: broken ({why}); a new one was begun, answers are asked for again\n"
            f"  hint: the old one is {os.path.basename(aside)} beside it; it may be deleted"
        )

    def _use_memory(self, why: str) -> None:
        memory = sqlite3.connect(":memory:", isolation_level=None)
        _bring_up_to_date(memory, self.path)
        if not _copy(self._db, memory):
            _copy_read_only(self.path, memory)
        self._db.close()
        self._db, self.is_kept = memory, False
        self._note(
            f"{self.path}: cannot be used ({why}); new answers are kept for this run only\n"
            "  hint: make room, or set PAPERCITE_CACHE_DIR to a folder that can be written"
        )

    def _note(self, note: str) -> None:
        self.notes = (*self.notes, note)


def path_in(folder: str) -> str:
    """The file of the cache in its folder."""
    return os.path.join(folder, FILE)


def key_of(source: str, request: Request) -> bytes:
    """SHA-256 of everything that makes an answer another one."""
    asked = (source, request.method, request.url, request.query, request.accept, request.content_type)
    return sha256(json.dumps([*asked, request.body.hex()]).encode()).digest()


def _asked(request: Request) -> str:
    return f"{request.url}?{urlencode(request.query, errors='replace')}" if request.query else request.url


def _crc_of(key: bytes, texts: Sequence[str | int], body: bytes) -> int:
    """Check sum of a row, with its key: a damaged index leads to the row of another paper."""
    return zlib.crc32(body, zlib.crc32(json.dumps([key.hex(), *texts]).encode()))


def _held_of(source: str, key: bytes, row: tuple[Any, ...]) -> Held | None:
    """A row as it was put; None if the disk changed it."""
    *texts, body, crc, checked_at = row
    try:
        is_whole = crc == _crc_of(key, texts, body) and isinstance(checked_at, float)
    except TypeError:  # a text where bytes were put, or bytes where a text was
        is_whole = False
    if not is_whole:
        return None
    url, status, kind, others, fetched_at, etag, last_modified = texts
    headers = {**({"content-type": kind} if kind else {}), **json.loads(others)}
    answer = Answer(url, status, zlib.decompress(body), headers, fetched_at)
    return Held(answer, source, checked_at, etag, last_modified)


# ---- files


def _connect(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
    try:
        _bring_up_to_date(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _bring_up_to_date(db: sqlite3.Connection, path: str) -> None:
    """Run the migrations that the file has not seen. `CacheError`, with nothing written, if it has seen more."""
    version = _version_of(db)
    if version > len(_MIGRATIONS):
        raise CacheError(
            f"{path}: made by a newer papercite (cache version {version}, this one knows {len(_MIGRATIONS)})\n"
            "  hint: pip install --upgrade papercite, or delete the file (papercite cache path)"
        )
    if version == 0:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")  # only heard before the first table; see _give_space_back
    db.execute("PRAGMA journal_mode = WAL")  # readers do not wait for writers
    db.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last answers, but not the file
    for number, migrate in enumerate(_MIGRATIONS[version:], start=version + 1):
        with _transaction(db):
            migrate(db)
            db.execute(f"PRAGMA user_version = {number}")


def _version_of(db: sqlite3.Connection) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Writing is announced at the beginning, so that two writers wait and do not fail."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(*_RAISED):  # SQLite has gone back by itself if the disk was full
            db.execute("ROLLBACK")
        raise


@contextmanager
def _turn(path: str) -> Iterator[None]:
    """Files are opened, made and set aside by one process at a time. SQLite's own lock on an empty file does it: it
    works on every system and ends with a process that is killed."""
    with closing(sqlite3.connect(f"{path}.turn", timeout=_BUSY_S, isolation_level=None)) as turn:
        turn.execute("BEGIN EXCLUSIVE")
        yield


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _copy(db: sqlite3.Connection, memory: sqlite3.Connection) -> bool:
    """Copy what can be read; False if that is nothing, or is not laid out as we know it."""
    try:
        if _version_of(db) != len(_MIGRATIONS):
            return False
        for table, columns in _TABLES.items():
            rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608 # our own names
            memory.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608
    except _RAISED:
        pass
    return memory.total_changes > 0


def _copy_read_only(path: str, memory: sqlite3.Connection) -> None:
    """Copy a file that cannot be opened for writing."""
    uri = Path(path).absolute().as_uri()
    # SQLite reads a file with a log only where it can write beside it; without a log nothing is lost by not looking
    for mode in ("mode=ro", *(() if os.path.exists(f"{path}-wal") else ("immutable=1",))):
        with (
            suppress(*_RAISED),
            closing(sqlite3.connect(f"{uri}?{mode}", timeout=_BUSY_S, uri=True)) as db,
        ):
            if _copy(db, memory):
                return


def _give_space_back(db: sqlite3.Connection) -> None:
    with suppress(sqlite3.OperationalError):  # somebody reads: the next one to clear gives it back
        db.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);")  # execute would free one page

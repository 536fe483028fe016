"""The lock file: what was resolved, beside the list. The only writer of it.

JSON with one field a line, in a stable order, made to be committed and read in a diff.
Written whole to a temporary file, synced, renamed: there is never half a lock.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.codec import FormError, head_from_json, laid_out, paper_as_json, paper_from_json
from papercite.errors import LockError, OutputError
from papercite.record import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papercite.record import Paper

VERSION = 1
_HEAD = ("papercite", "list", "sha256", "topics", "papers")


class Lock(NamedTuple):
    """What a lock holds."""

    list_name: str  # file name of the list, without folder
    sha256: str  # of the list's bytes when it was read
    topics: str = ""  # digest of the topic rules that gave the papers their topics
    papers: tuple[Paper, ...] = ()
    extra: Mapping[str, Any] = NOTHING  # keys that this version does not know


def lock_path(list_path: str) -> str:
    """Where the lock of a list is: papers.md -> papers.lock."""
    return os.path.splitext(list_path)[0] + ".lock"


def load(path: str) -> Lock | None:
    """The lock at `path`, None if there is none; `LockError` if it cannot be read."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LockError(f"{path}: {error.strerror}") from None
    return _parse(content, path)


def _parse(content: bytes, path: str) -> Lock:
    repair = "hint: take it from version control, or delete it and run papercite refresh"
    try:
        raw, raw_papers = _pieces(content)
    except FormError as error:
        raise LockError(f"{path}: {error}\n  {repair}") from None
    except (ValueError, RecursionError) as error:
        raise LockError(f"{path}: not a whole lock: {error}\n  {repair}") from None
    if not isinstance(raw, dict) or type(raw.get("papercite")) is not int:
        raise LockError(f"{path}: this is no lock of papercite\n  {repair}")
    if raw["papercite"] > VERSION:
        raise LockError(
            f"{path}: made by a newer papercite (lock version {raw['papercite']}, this one knows {VERSION})\n"
            "  hint: pip install --upgrade papercite"
        )
    try:
        head = head_from_json({name: raw[name] for name in _HEAD[1:] if name in raw and name != "papers"})
        papers = tuple([paper_from_json(paper) for paper in raw_papers])
    except (ValueError, RecursionError) as error:  # FormError is one
        raise LockError(f"{path}: {error}\n  {repair}") from None
    extra = {name: value for name, value in raw.items() if name not in _HEAD}
    return Lock(head.get("list", ""), head.get("sha256", ""), head.get("topics", ""), papers, extra)


_PAPERS, _NEXT, _END = b'\n "papers": [\n  {', b"\n  },\n  {", b"\n  }\n ]\n}\n"


def _pieces(content: bytes) -> tuple[Any, Iterable[Any]]:
    """The lock's head and its papers, as JSON. A lock laid out by `dump` is taken apart paper by paper: as a whole,
    the JSON of ten thousand papers would take three times the memory of the papers."""
    begin = content.find(_PAPERS)
    if begin >= 0 and content.endswith(_END):
        head = json.loads(content[:begin].rstrip(b", ") + b"}")
        return head, _one_by_one(content, begin + len(_PAPERS), len(content) - len(_END))
    raw = json.loads(content)
    return raw, _list_of_papers(raw) if isinstance(raw, dict) else ()


def _list_of_papers(raw: dict[str, Any]) -> list[Any]:
    papers = raw.get("papers", [])
    if type(papers) is not list:
        raise FormError("papers: a list was expected")
    return papers


def _one_by_one(content: bytes, begin: int, end: int) -> Iterator[Any]:
    while begin < end:
        stop = content.find(_NEXT, begin, end)
        stop = stop if stop >= 0 else end
        yield json.loads(b"{" + content[begin:stop] + b"}")
        begin = stop + len(_NEXT)


def dump(lock: Lock) -> str:
    """The lock as text; the same lock gives the same bytes."""
    head = {"papercite": VERSION, "list": lock.list_name, "sha256": lock.sha256, "topics": lock.topics, **lock.extra}
    papers = {"papers": [paper_as_json(paper) for paper in lock.papers]}
    return laid_out({**head, **papers})


def save(lock: Lock, path: str) -> bool:
    """Write the lock; False if the file already held just this. `OutputError` leaves the old file as it was."""
    text = dump(lock)
    try:
        with open(path, encoding="utf-8", newline="") as file:
            if file.read() == text:
                return False
    except (OSError, UnicodeDecodeError):
        pass  # not there or not readable: it is written anew
    write_whole(text, path)
    return True


def write_whole(text: str, path: str) -> None:
    """Replace a file's content at one stroke; `OutputError` leaves the old file as it was."""
    from tempfile import NamedTemporaryFile

    target = os.path.realpath(path)  # a link is written through
    if os.path.exists(target) and not os.path.isfile(target):
        what = "Is a directory" if os.path.isdir(target) else "this is no ordinary file"
        raise OutputError(f"{path}: cannot be written: {what}\n  hint: nothing was changed")
    temporary = ""
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=os.path.dirname(target), prefix=".papercite-", delete=False
        ) as file:
            temporary = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode_of(target))
        os.replace(temporary, target)
    except OSError as error:
        _remove(temporary)
        raise OutputError(f"{path}: cannot be written: {error.strerror}\n  hint: nothing was changed") from None
    except BaseException:
        _remove(temporary)
        raise


def _remove(path: str) -> None:
    if path and os.path.exists(path):
        os.unlink(path)


def _mode_of(path: str) -> int:
    """Permissions that the new file gets: those of the old one, else what the user's mask leaves."""
    try:
        return os.stat(path).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

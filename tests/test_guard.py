"""One refresh at a time: real processes that wait for each other, and what they leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from papercite.errors import LockError
from papercite.guard import alone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing is guarded on Windows")

# Another process: says that it waits, that it is in, and stays until its standard input ends.
OTHER = """
import sys
from papercite.guard import alone
with alone(sys.argv[1], sys.argv[2], lambda: print("waits", flush=True)):
    print("in", flush=True)
    sys.stdin.read()
print("out", flush=True)
"""


@contextmanager
def other(path: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that wants the lock at `path`; it is ended when the block is left."""
    child = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(path), str(folder)], env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    with child:
        try:
            yield child
        finally:
            child.kill()


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def let_go(child: subprocess.Popen[str]) -> None:
    assert child.stdin
    child.stdin.close()


def waits(path: Path, folder: Path, patience_s: float = 5.0) -> list[str]:
    """What is heard on the way in."""
    heard: list[str] = []
    with alone(str(path), str(folder), lambda: heard.append("waits"), patience_s):
        heard.append("in")
    return heard


def test_one_alone_does_not_wait_and_may_come_again(tmp_path: Path) -> None:
    lock, folder = tmp_path / "papers.lock", tmp_path / "made" / "for it"
    assert [waits(lock, folder), waits(lock, folder)] == [["in"], ["in"]]
    assert (lock.exists(), len(list(folder.iterdir()))) == (False, 1)


def test_the_second_waits_and_says_so_once(tmp_path: Path) -> None:
    lock = tmp_path / "papers.lock"
    with other(lock, tmp_path) as first, other(lock, tmp_path) as second:
        holder, waiter = (
            (first, second) if (heard := [said(first), said(second)]) == ["in", "waits"] else (second, first)
        )
        assert sorted(heard) == ["in", "waits"]
        let_go(holder)
        assert [said(holder), said(waiter)] == ["out", "in"]
        let_go(waiter)
        assert said(waiter) == "out"


def test_a_process_that_is_killed_lets_go(tmp_path: Path) -> None:
    lock = tmp_path / "papers.lock"
    with other(lock, tmp_path) as child:
        assert said(child) == "in"
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert waits(lock, tmp_path) == ["in"]


def test_one_who_waits_gets_in_when_the_other_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "papers.lock"
    with other(lock, tmp_path) as first:
        assert said(first) == "in"
        with other(lock, tmp_path) as second:
            assert said(second) == "waits"
            first.send_signal(signal.SIGKILL)
            assert said(second) == "in"


def test_patience_has_an_end(tmp_path: Path) -> None:
    lock = tmp_path / "papers.lock"
    with other(lock, tmp_path) as child:
        assert said(child) == "in"
        begun = time.monotonic()
        with pytest.raises(LockError) as raised:
            waits(lock, tmp_path, patience_s=0.3)
        assert 0.3 <= time.monotonic() - begun < 3
    assert str(raised.value) == f"{lock}: another refresh has been at it for over 0 s\n  hint: wait for it"


def test_two_locks_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with other(tmp_path / "papers.lock", tmp_path) as child:
        assert said(child) == "in"
        assert waits(tmp_path / "others.lock", tmp_path) == ["in"]


def test_one_lock_under_two_names_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link.lock").symlink_to(tmp_path / "papers.lock")
    monkeypatch.chdir(tmp_path)
    with other(tmp_path / "papers.lock", tmp_path) as child:
        assert said(child) == "in"
        for name in ("papers.lock", "../" + tmp_path.name + "/papers.lock", "link.lock"):
            with pytest.raises(LockError), alone(name, str(tmp_path), lambda: None, 0.0):
                pass


def test_an_error_lets_go(tmp_path: Path) -> None:
    lock = tmp_path / "papers.lock"
    with pytest.raises(KeyboardInterrupt), alone(str(lock), str(tmp_path), lambda: None):
        raise KeyboardInterrupt
    assert waits(lock, tmp_path) == ["in"]


def test_a_folder_that_cannot_be_written_guards_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lock, nowhere = tmp_path / "papers.lock", tmp_path / "file" / "folder"
    with alone(str(lock), str(nowhere), lambda: None):
        assert waits(lock, nowhere) == ["in"]

"""One refresh at a time for one lock, also across processes; a killed process leaves nothing behind."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from papercite.errors import LockError

try:
    import fcntl
except ImportError:  # Windows: two refreshes at once are then the user's to avoid
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def alone(path: str, folder: str, waiting: Callable[[], None], patience_s: float = 600.0) -> Iterator[None]:
    """Hold the right to write the lock at `path`.

    folder   where the marks of running refreshes are; one that cannot be written guards nothing
    waiting  called once if another process has the right
    errors   LockError if it does not let go in time
    """
    mark = _mark(path, folder)
    if mark is None or fcntl is None:
        yield
        return
    try:
        if not _try(mark):
            waiting()
            until = time.monotonic() + patience_s
            while not _try(mark):
                if time.monotonic() > until:
                    raise LockError(
                        f"{path}: another refresh has been at it for over {patience_s:,.0f} s\n  hint: wait for it"
                    )
                time.sleep(0.1)
        yield
    finally:
        os.close(mark)  # lets go


def _mark(path: str, folder: str) -> int | None:
    name = sha256(os.path.realpath(path).encode()).hexdigest()[:16]
    try:
        os.makedirs(folder, exist_ok=True)
        return os.open(os.path.join(folder, f"refresh-{name}"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None


def _try(mark: int) -> bool:
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system that knows no locks: nothing can be guarded there
        return True
    return True

"""What all tests share: no network, a clean environment, papercite as a child process, data that may be absent."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SHIPPED = DATA / "neural-network-compression.md"
SHARED = ROOT.parent / "shared"  # real lists and answers; not part of the project


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every socket that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches what papercite keeps for the person who runs it."""
    monkeypatch.setenv("PAPERCITE_DATA_DIR", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("PAPERCITE_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("PAPERCITE_OFFLINE", "1")  # a test that asks the played world takes it away
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def papercite(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in an empty folder (or `cwd`), as a user does; returns exit status and both streams."""

    def run(*arguments: str | Path, cwd: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "papercite", *map(str, arguments)]
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        return subprocess.run(
            command, cwd=cwd, env={**os.environ, "PYTHONPATH": path, **environment}, capture_output=True,
            encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    return run


def missing(what: str) -> NoReturn:
    """Skip for want of something that CI must have; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}: CI must have it", pytrace=False)
    pytest.skip(what)


def program(name: str, package: str) -> str:
    """Path of a program of the system; without it the test is skipped, and fails in CI."""
    return shutil.which(name) or missing(f"{name} is not installed (Debian: {package})")


@pytest.fixture
def shared() -> Path:
    """Folder of real lists and answers; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared samples are not here")
    return SHARED

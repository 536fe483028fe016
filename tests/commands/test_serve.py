"""papercite serve: one page for this machine, made anew when the list changes."""

from __future__ import annotations

import os
import re
import signal
import socket
import struct
import subprocess
import sys
from http.client import HTTPConnection
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

ENTRY = "- {}, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.0000{})\n"


class Served(NamedTuple):
    """A server that runs, and the folder of its list."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    def get(self, path: str = "/", host: str = "", method: str = "GET") -> tuple[int, str, dict[str, str]]:
        """Status, text and headers of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        told = answer.status, answer.read().decode(), dict(answer.getheaders())
        connection.close()
        return told


def _heed_interrupts() -> None:
    """As at a terminal: a job in the background of a shell does not hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "papers.md").write_text("# Mine\n" + ENTRY.format("First Paper", 1), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "papercite", "serve", "papers.md", "--port", "0"], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        preexec_fn=_heed_interrupts,
    )  # fmt: skip
    assert process.stderr is not None
    line = process.stderr.readline()
    address = re.match(r"http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends it\)\n", line)
    assert address, line
    yield Served(process, int(address[1]), tmp_path)
    process.kill()
    process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_the_page_is_served_to_this_machine_and_follows_the_list(served: Served) -> None:
    status, text, headers = served.get()
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert "<h1>Mine</h1>" in text
    assert "First Paper" in text
    with (served.folder / "papers.md").open("a", encoding="utf-8") as file:
        file.write(ENTRY.format("Second Matter", 2))
    assert "Second Matter" in served.get(host=f"localhost:{served.port}")[1]
    (served.folder / "papers.md").unlink()
    assert served.get()[:2] == (
        500, "papercite: papers.md: no such file\n  hint: name a list, or set lists in papercite.toml\n",
    )  # fmt: skip
    assert served.get("/favicon.ico")[0] == 404
    assert served.get("/../papers.md")[0] == 404
    assert served.get(method="POST")[0] == 501
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1:1", "127.0.0.1.evil.example"):
        assert served.get(host=host)[:2] == (403, "this page is for this machine only\n")
    with socket.create_connection(("127.0.0.1", served.port)) as gone:  # whoever goes away is not spoken of
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        gone.sendall(b"GET / HT")
    assert served.get("/x")[0] == 404
    served.process.send_signal(signal.SIGINT)
    out, err = served.process.communicate(timeout=30)
    assert (served.process.returncode, out, err) == (0, "", "")


def test_what_cannot_be_served_is_said_before_anything_is(papercite: Run, tmp_path: Path) -> None:
    done = papercite("serve", "nowhere.md")
    assert (done.returncode, done.stderr.partition("\n")[0]) == (2, "papercite: nowhere.md: no such file")
    (tmp_path / "papers.md").write_text(ENTRY.format("First Paper", 1), encoding="utf-8")
    done = papercite("serve", "papers.md", "--port", "99999")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "  hint: --port 0 takes one that is free")
    done = papercite("serve", "papers.md", "--columns", "titel")
    assert done.returncode == 2

"""The benchmarks run, and no promise is broken by far. Whether each is kept: run them alone, without `--quick`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

HERE = Path(__file__).resolve().parent
SLACK = "2"  # the machine may be busy with other things


@pytest.mark.parametrize("path", sorted(HERE.glob("bench_*.py")), ids=lambda path: str(path.stem))
def test_no_promise_is_broken_by_far(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, path, "--quick", "--slack", SLACK], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    print(f"\n{path.name}\n{done.stdout}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("what ")
    assert " yes\n" in done.stdout


def test_a_broken_promise_is_told() -> None:
    code = "from measure import Figure, main; main(None, lambda quick: [Figure('a', 3, 'x', 1), Figure('b', 1, 's')])"
    for slack, status, verdict in (("1", 1, "no"), ("2", 1, "no"), ("3", 0, "yes")):
        done = subprocess.run(
            [sys.executable, "-c", code, "--slack", slack], cwd=HERE, capture_output=True, encoding="utf-8",
            timeout=30, check=False,
        )  # fmt: skip
        expected = f"what  measured  promise  ok?\na     3 x       1 x      {verdict}\nb     1 s\n"
        assert (done.returncode, done.stdout) == (status, expected)

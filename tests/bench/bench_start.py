"""What the main job costs, against a bare start of Python: `papercite export --topic binary`, each in a new process."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from tempfile import TemporaryDirectory

from measure import ROOT, Figure, main, side_by_side

PROMISE = 6.0


def measure(quick: bool) -> list[Figure]:
    """Medians of processes that take turns."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PAPERCITE_DATA_DIR": folder}
        environment["PYTHONPYCACHEPREFIX"] = os.path.join(folder, "bytecode")  # as pip leaves it, and not in the tree
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        start = partial(
            subprocess.run, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True
        )
        jobs = {
            "python -c pass": ["-c", "pass"],
            "papercite export --topic binary": ["-m", "papercite", "export", "--topic", "binary"],
        }
        for words in jobs.values():
            start([sys.executable, *words])  # compiles what is not compiled yet
        calls = [partial(start, [sys.executable, *words]) for words in jobs.values()]
        bare, whole = side_by_side(*calls, rounds=7 if quick else 21)
    times = [Figure(name, 1000 * time, "ms") for name, time in zip(jobs, (bare, whole), strict=True)]
    return [*times, Figure("ratio", whole / bare, "x", PROMISE)]


if __name__ == "__main__":
    main(__doc__, measure)

"""Refresh of the shipped list, services answering at once: requests an entry, and time over what pacing takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time

from measure import ROOT, Figure, main

sys.path.insert(0, str(ROOT / "tests"))
LIST = "neural-network-compression.md"


def seconds(url: str, scale: float) -> float:
    """Wall time of a refresh in a process of its own, from an empty lock and an empty cache."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "data" / LIST, folder)
        own = {"PAPERCITE_GATEWAY": url, "PAPERCITE_PACE_SCALE": str(scale), "PAPERCITE_OFFLINE": "",
               "PAPERCITE_CACHE_DIR": f"{folder}/cache", "PYTHONPATH": str(ROOT)}  # fmt: skip
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "papercite", "refresh", LIST], cwd=folder, env={**os.environ, **own},
            check=True, capture_output=True,
        )  # fmt: skip
        return time.perf_counter() - start


def measure(quick: bool) -> list[Figure]:
    """The figures; what pacing takes is the time of a run at the real pace less that of one without any."""
    from world.server import World

    with World() as world:
        without = seconds(world.url, 0)
        requests = sum(world.counts().values())
        paced = seconds(world.url, 0.5 if quick else 1)
    return [
        Figure("59 entries", requests, "requests"),
        Figure("requests an entry", requests / 59, "", 0.5),
        Figure("refresh without pacing", without, "s"),
        Figure("refresh at the services' pace", paced, "s"),
        Figure("over what pacing alone takes", paced / (paced - without), "x", 1.1),
    ]


if __name__ == "__main__":
    main(__doc__, measure)

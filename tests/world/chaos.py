"""Refreshes with random faults, killed at random moments: in the end the lock is the one that a quiet run writes.

python -m world.chaos --runs 300        (in tests/; the test suite does a few)
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from papercite import lock
from world.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papercite.record import Paper
    from world.server import World

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = "neural-network-compression.md"
LOCK = "neural-network-compression.lock"
KINDS = ("429", "429 seconds", "429 date", "500", "503", "challenge", "html", "truncated", "malformed", "wrong type",
         "hang up", "hang up midway", "reordered", "empty")  # fmt: skip
HOSTS = ("export.arxiv.org", "api.crossref.org", "sparql.dblp.org", "api.datacite.org")
SCALE = 0.01
MOST_STARTS = 12  # refreshes in one run before it must have come to its end
LONGEST_S = 60.0
STARTED: Counter[str] = Counter()


def start(folder: Path, world: World) -> subprocess.Popen[bytes]:
    """A refresh of the list in `folder`, with a cache of its own there."""
    STARTED["refreshes"] += 1
    own = {"PAPERCITE_GATEWAY": world.url, "PAPERCITE_PACE_SCALE": str(SCALE), "PAPERCITE_OFFLINE": "",
           "PAPERCITE_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(ROOT)}  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "papercite", "refresh", LIST], cwd=folder, env={**os.environ, **own},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def one_run(folder: Path, world: World, draw: random.Random, quiet: Sequence[Paper]) -> list[str]:
    """What went wrong in one run: faults and kills for a while, then peace until nothing is left to do."""
    shutil.copy(ROOT / "data" / LIST, folder)
    world.faults.clear()
    for host in draw.sample(HOSTS, draw.randint(1, len(HOSTS))):
        kinds = tuple(draw.sample(KINDS, draw.randint(1, 4)))
        world.faults[host] = Faults(kinds, chance=draw.uniform(0.2, 0.9), seed=draw.randrange(10**6), wait_s=0.1)
    wrong: list[str] = []
    for nth in range(MOST_STARTS):
        if nth == draw.randint(2, 4) or nth >= 4:
            world.faults.clear()
        child = start(folder, world)
        if nth < 3 and draw.random() < 0.7:
            time.sleep(draw.uniform(0.1, 1.6))
            child.send_signal(draw.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        _, said = child.communicate(timeout=LONGEST_S)
        wrong += [
            said[max(said.index(word) - 300, 0) :][:2500].decode(errors="replace")
            for word in (b"Traceback", b"mistake in papercite")
            if word in said
        ]
        held = _papers(folder)  # whole, or not there: LockError would end the run
        if any(paper.record and _is_wrong(paper.record.title, paper.entry.title) for paper in held):
            wrong.append("a record of another title")
        if child.returncode == 0 and not world.faults and not _is_open(folder):
            break
    found_in_the_end = {paper.key: said_in(paper) for paper in _papers(folder)}
    for paper in quiet:
        told = found_in_the_end.get(paper.key, {})
        other = {name: (value, told.get(name)) for name, value in said_in(paper).items() if told.get(name) != value}
        if other:
            wrong.append(f"{paper.key} is not as in peace after {nth + 1} starts: {other}")
    return wrong


def _papers(folder: Path) -> tuple[Paper, ...]:
    held = lock.load(str(folder / LOCK))
    return held.papers if held else ()


def said_in(paper: Paper) -> dict[str, object]:
    """All that a paper of the lock says; a run with faults may know more, of a page asked for want of another."""
    versions = {"": paper.record, "preprint.": paper.preprint}
    fields = {
        f"{prefix}{name}": value for prefix, one in versions.items() if one for name, value in one._asdict().items()
    }
    return {
        "status": paper.status,
        "entry": paper.entry,
        "topics": dict(paper.topics),
        **{n: v for n, v in fields.items() if v},
    }


def _is_wrong(found: str, listed: str) -> bool:
    """Titles that share hardly a word: the record would be of another paper."""
    first, second = set(found.lower().split()), set(listed.lower().split())
    return len(first & second) * 2 < min(len(first), len(second))


def _is_open(folder: Path) -> bool:
    held = _papers(folder)
    return not held or any(paper.status != "resolved" or paper.unasked for paper in held)


def refresh_in_chaos(folder: Path, world: World, runs: int, seed: int) -> list[str]:
    """What went wrong in so many runs; nothing should."""
    quiet = folder / "quiet"
    quiet.mkdir()
    shutil.copy(ROOT / "data" / LIST, quiet)
    start(quiet, world).communicate(timeout=LONGEST_S)
    expected = _papers(quiet)
    wrong = []
    for nth in range(runs):
        own = folder / f"run-{nth}"
        own.mkdir()
        wrong += [f"run {nth}: {what}" for what in one_run(own, world, random.Random(f"{seed} {nth}"), expected)]  # noqa: S311
        shutil.rmtree(own)
    return wrong


def main() -> int:
    """Run from a shell; returns the number of things that went wrong."""
    from world.server import World

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, World() as world:
        wrong = refresh_in_chaos(Path(folder), world, arguments.runs, arguments.seed)
    print("\n".join(wrong))
    took = time.monotonic() - began
    print(f"{arguments.runs} runs, {STARTED['refreshes']} refreshes in {took:,.0f} s, {len(wrong)} wrong")
    return min(len(wrong), 100)


if __name__ == "__main__":
    sys.exit(main())

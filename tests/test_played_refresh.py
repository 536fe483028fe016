"""The whole way, against the played world: the shipped list from an empty lock, twice, in pieces, with faults."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import DATA, ROOT, SHIPPED
from world.chaos import refresh_in_chaos
from world.faults import Faults

from papercite import lock
from papercite.names import full_name

if TYPE_CHECKING:
    from pathlib import Path

    from world.server import World

    from papercite.record import Paper, Record

pytest_plugins = ["world.fixtures"]
LIST = "neural-network-compression.md"


def refresh(folder: Path, world: World, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a refresh of the shipped list's copy in a folder, with a cache of its own there."""
    if not (folder / LIST).exists():
        shutil.copy(SHIPPED, folder)
    own = {"PAPERCITE_GATEWAY": world.url, "PAPERCITE_PACE_SCALE": "0.01", "PAPERCITE_OFFLINE": "",
           "PAPERCITE_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(ROOT)}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "papercite", "refresh", LIST, *arguments], cwd=folder,
        env={**os.environ, **own, **environment}, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def papers_in(path: Path) -> tuple[Paper, ...]:
    """Papers of a lock."""
    held = lock.load(str(path))
    assert held is not None
    return held.papers


def facts_of(record: Record | None) -> tuple[object, ...] | None:
    """What the facts say of a version, letter case of titles and DOIs aside."""
    if record is None:
        return None
    return (
        record.title.lower(),
        [full_name(person) for person in record.authors],
        record.venue,
        record.year,
        record.pages,
        record.doi.lower(),
        record.arxiv,
    )


def test_every_paper_ends_as_the_facts_say_and_a_second_time_nothing_is_asked(tmp_path: Path, world: World) -> None:
    done = refresh(tmp_path, world)
    assert (done.returncode, done.stdout) == (0, "")
    first = (tmp_path / "neural-network-compression.lock").read_bytes()
    found = papers_in(tmp_path / "neural-network-compression.lock")
    shipped = papers_in(DATA / "neural-network-compression.lock")
    assert [facts_of(p.record) for p in found] == [facts_of(p.record) for p in shipped]
    assert [p.preprint and p.preprint.arxiv for p in found] == [p.preprint and p.preprint.arxiv for p in shipped]
    asked = sum(world.counts().values())
    assert asked <= 0.5 * len(found)
    assert refresh(tmp_path, world).returncode == 0
    assert sum(world.counts().values()) == asked
    assert (tmp_path / "neural-network-compression.lock").read_bytes() == first


def test_a_plan_sends_nothing_and_is_no_promise_broken(tmp_path: Path, world: World) -> None:
    planned = refresh(tmp_path, world, "--plan")
    assert planned.returncode == 0
    assert "59 papers to ask for" in planned.stdout
    assert not sum(world.counts().values())
    assert not (tmp_path / "neural-network-compression.lock").exists()


def test_offline_sends_nothing(tmp_path: Path, world: World) -> None:
    assert refresh(tmp_path, world, "--offline").returncode == 3
    assert refresh(tmp_path, world, PAPERCITE_OFFLINE="1").returncode == 3
    assert not sum(world.counts().values())


def test_a_budget_is_kept_and_the_next_run_goes_on(tmp_path: Path, world: World) -> None:
    assert refresh(tmp_path, world, "--max-requests", "3").returncode == 3
    assert sum(world.counts().values()) == 3
    assert refresh(tmp_path, world).returncode == 0
    assert not world.repeated()


@pytest.mark.parametrize("fault", ["challenge", "login", "html", "malformed", "503", "hang up"])
def test_a_source_that_cannot_be_asked_is_said_and_asked_again(tmp_path: Path, world: World, fault: str) -> None:
    world.faults["sparql.dblp.org"] = Faults((fault,))
    done = refresh(tmp_path, world)
    assert "could not ask dblp: " in done.stderr
    assert not [
        paper for paper in papers_in(tmp_path / "neural-network-compression.lock") if paper.status == "unresolved"
    ]
    world.faults.clear()
    assert refresh(tmp_path, world).returncode == 0
    shipped = papers_in(DATA / "neural-network-compression.lock")
    found = papers_in(tmp_path / "neural-network-compression.lock")
    assert [facts_of(p.record) for p in found] == [facts_of(p.record) for p in shipped]


def test_a_report_holds_what_happened_and_no_secret(tmp_path: Path, world: World) -> None:
    secrets = {"PAPERCITE_MAILTO": "someone@private.example", "PAPERCITE_OPENALEX_KEY": "open-sesame-1"}
    done = refresh(tmp_path, world, "--report", "report.json", **secrets)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report[0]["counts"] == {"resolved": 59}
    assert len(report[0]["new"]) == 59
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    said = "".join((done.stdout, done.stderr))
    assert not [
        secret for secret in secrets.values() if secret in said or any(secret.encode() in file for file in written)
    ]


def test_two_at_once_wait_for_each_other(tmp_path: Path, world: World) -> None:
    shutil.copy(SHIPPED, tmp_path)
    own = {"PAPERCITE_GATEWAY": world.url, "PAPERCITE_PACE_SCALE": "0.05", "PAPERCITE_OFFLINE": "",
           "PAPERCITE_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}  # fmt: skip
    command = [sys.executable, "-m", "papercite", "refresh", LIST]
    both = [
        subprocess.Popen(command, cwd=tmp_path, env={**os.environ, **own}, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [child.communicate(timeout=60)[1] for child in both]
    assert [child.returncode for child in both] == [0, 0]
    assert sum("another refresh is under way; waiting for it" in text for text in said) == 1
    assert not world.repeated()
    assert len(papers_in(tmp_path / "neural-network-compression.lock")) == 59


def test_faults_and_kills_change_nothing_in_the_end(tmp_path: Path, world: World) -> None:
    assert refresh_in_chaos(tmp_path, world, runs=3, seed=1) == []

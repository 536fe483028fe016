"""papercite stats: bars in a pipe and on a terminal, JSON, CSV and a picture."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = """\
- A First Paper, CVPR 2016, [[paper]](https://arxiv.org/abs/1601.00001), [[code]](https://github.com/a/b)
- A Second Paper, CVPR 2018, [[paper]](https://arxiv.org/abs/1801.00001)
- =A Third Paper, ECCV 2018, [[paper]](https://arxiv.org/abs/1801.00003)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers.md").write_text(LIST, encoding="utf-8")
    return tmp_path


def test_bars_in_a_pipe(papercite: Run, folder: Path) -> None:
    done = papercite("stats", "papers.md", "--by", "year", "--by", "has", cwd=folder, COLUMNS="20", FORCE_COLOR="1")
    year, _, has = done.stdout.partition("\nPapers with\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[:2] for line in year.splitlines()] == [
        ["3", "papers"], [], ["Year"], ["2016", "1"], ["2017", "0"], ["2018", "2"],
    ]  # fmt: skip
    assert [" ".join(line.split()[-2:]) for line in has.splitlines()] == ["100 %", "33 %", "0 %", "0 %", "0 %"]


def test_json_holds_every_name(papercite: Run, folder: Path) -> None:
    done = papercite("stats", "papers.md", "--format", "json", "--by", "venue", "--by", "topic", cwd=folder)
    assert json.loads(done.stdout) == {
        "papercite_stats": 1, "papers": 3,
        "by": {"venue": [{"name": "CVPR", "papers": 2}, {"name": "ECCV", "papers": 1}],
               "topic": [{"name": None, "papers": 3}]},
    }  # fmt: skip


def test_the_shipped_list_adds_up(papercite: Run) -> None:
    told = json.loads(papercite("stats", "--format", "json").stdout)
    assert list(told["by"]) == ["year", "venue", "topic", "has", "status"]
    sums = {by: sum(row["papers"] for row in rows) for by, rows in told["by"].items()}
    assert told["papers"] == sums["year"] == sums["venue"] == sums["status"] == 59
    topics = dict(line.split()[:2] for line in papercite("topics").stdout.splitlines())
    assert {row["name"]: str(row["papers"]) for row in told["by"]["topic"]} == topics


def test_csv_is_safe_in_a_spreadsheet(papercite: Run, folder: Path) -> None:
    (folder / "papers.md").write_text(f"## =1+1\n{LIST}", encoding="utf-8")
    done = papercite("stats", "papers.md", "-f", "csv", "--by", "section", "--by", "year", cwd=folder)
    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["by", "name", "papers"], ["section", "'=1+1", "3"], ["year", "2016", "1"], ["year", "2017", "0"],
        ["year", "2018", "2"],
    ]  # fmt: skip


def test_the_same_selection_as_everywhere(papercite: Run, folder: Path) -> None:
    done = papercite("stats", "papers.md", "--has", "code", "-b", "venue", "-f", "csv", cwd=folder)
    assert done.stdout == "by,name,papers\nvenue,CVPR,1\n"
    none = papercite("stats", "papers.md", "--year", "1999", cwd=folder)
    assert (none.returncode, none.stdout, none.stderr) == (1, "", "no paper of papers.md fits\n")


def test_the_most_frequent_and_the_others(papercite: Run) -> None:
    bars = papercite("stats", "--by", "venue", "--top", "2").stdout.splitlines()
    assert [line.split()[0] for line in bars[3:]] == ["CVPR", "ICLR", "9"]
    assert papercite("stats", "--by", "venue", "-f", "csv", "--top", "2").stdout.splitlines()[-1] == "venue,9 others,24"


def test_a_picture(papercite: Run, folder: Path) -> None:
    done = papercite("stats", "papers.md", "--by", "venue", "--svg", "venues.svg", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "wrote venues.svg\n")
    assert done.stdout.startswith("3 papers\n\nVenue\nCVPR")
    picture = ElementTree.parse(folder / "venues.svg").getroot()  # noqa: S314  # our own text
    words = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert words == ["3 papers", "Venue", "CVPR", "2", "ECCV", "1"]


@pytest.mark.parametrize("target", ["papers.md", "papers.lock", "no/such/folder.svg"])
def test_no_list_is_overwritten_by_a_picture(papercite: Run, folder: Path, target: str) -> None:
    done = papercite("stats", "papers.md", "--svg", target, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"papercite: {target}: ")
    assert (folder / "papers.md").read_text(encoding="utf-8") == LIST


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--by yaer", "argument --by/-b: invalid choice: 'yaer'"),
        ("--top 0", "argument --top: '0' is no number of papers"),
    ],
)
def test_a_request_that_makes_no_sense(papercite: Run, options: str, message: str) -> None:
    done = papercite("stats", *options.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"papercite: {message}")

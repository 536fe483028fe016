"""papercite parse: what is read from a list, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED

from papercite.commands.parse import as_row
from papercite.record import Entry, Link

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

KEYS = {"line", "title", "nickname", "authors", "venue", "year", "url", "arxiv", "doi", "code", "section"}


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_shipped_list_as_objects(papercite: Run) -> None:
    done = papercite("parse", SHIPPED, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    entries = rows(done.stdout)
    assert len(entries) == 59
    assert all(entry.keys() >= KEYS for entry in entries)
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    for entry in entries:
        text = lines[entry["line"] - 1]
        assert entry["title"] in text
        assert entry["venue"] in text
        assert str(entry["year"]) in text
        assert entry["url"] in text
        assert all(url in text for url in entry["code"])
        assert entry["section"][0] == "Paper List"
        assert entry["nickname"] is None or f"[{entry['nickname']}]" in text
    assert [entry["line"] for entry in entries] == sorted({entry["line"] for entry in entries})


def test_one_entry_of_it(papercite: Run) -> None:
    entry = rows(papercite("parse", SHIPPED, "-f", "jsonl").stdout)[1]
    assert {name: entry[name] for name in KEYS} == {
        "line": 10,
        "title": "XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks",
        "nickname": "XNOR-NET",
        "authors": [],
        "venue": "ECCV",
        "year": 2016,
        "url": "https://link.springer.com/chapter/10.1007/978-3-319-46493-0_32",
        "arxiv": None,
        "doi": "10.1007/978-3-319-46493-0_32",
        "code": ["https://github.com/allenai/XNOR-Net"],
        "section": ["Paper List", "Quantization"],
    }


def test_what_the_list_does_not_say_is_null() -> None:
    assert as_row(Entry(3, "A Title")) == {
        "line": 3, "kind": "paper", "nickname": None, "title": "A Title", "authors": [], "venue": None, "year": None,
        "url": None, "arxiv": None, "doi": None, "code": [], "section": [], "links": [], "tags": [],
    }  # fmt: skip


def test_the_first_identifier_of_a_kind_counts() -> None:
    links = tuple(
        Link("paper", url, "paper")
        for url in (
            "https://arxiv.org/abs/1601.00001v2",
            "https://arxiv.org/abs/1601.00002",
            "https://doi.org/10.1000/X",
        )
    )
    row = as_row(Entry(3, "A Title", links=links, tags=(("doi", "10.1000/pinned"),)))
    assert (row["url"], row["arxiv"], row["doi"]) == (links[0].url, "1601.00001", "10.1000/pinned")


def test_a_table_for_people(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(
        "- **[TTQ]** Trained Ternary Quantization, ICLR 2017, [[paper]](https://arxiv.org/abs/1612.01064), "
        f"[[code]](https://github.com/x/y)\n\n- {'Long ' * 20}Title, CVPR 2018, [[pdf]](https://x.org/a.pdf)\n"
    )
    done = papercite("parse", "papers.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Line  Name  Title" + " " * 69 + "Venue  Year  Links\n"
        "1     TTQ   Trained Ternary Quantization" + " " * 46 + "ICLR   2017  paper, code\n"
        "3           " + "Long " * 14 + "L…  CVPR   2018  paper\n"
        "\n2 entries\n"
    )  # fmt: skip


def test_a_list_without_papers(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text("# Nothing\n")
    for options in ([], ["-f", "jsonl"]):
        done = papercite("parse", "papers.md", *options)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "papers.md: no paper found\n  hint: see README.md, What a list looks like\n"


def test_nothing_is_looked_up_or_written(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text("- A Paper, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.00001)\n")
    (tmp_path / "papers.lock").write_text("{ broken")
    (tmp_path / "papercite.toml").write_text("broken =")
    assert papercite("parse", "papers.md").returncode == 0
    assert len(list(tmp_path.iterdir())) == 3


EXPLAINED = """\
# Papers

- Trained Ternary Quantization, [pdf](https://arxiv.org/abs/1612.01064)
  - ICLR 2017
- CVPR 2017

## Tools
- [TowerKit](https://github.com/x/y) - a kit
"""


@pytest.mark.parametrize(
    ("line", "status", "stdout", "stderr"),
    [
        (
            4,
            0,
            """\
papers.md, lines 3 to 4: a paper, because it has a link to a paper

  line 3: an item that begins the entry
  line 4: a detail of it: a venue, a year

  title    Trained Ternary Quantization
           (what is left when links, people, venue and year are taken away)

  venue    ICLR
           (a venue that papercite knows, in line 4)

  year     2017
           (a year that is no part of a number, in line 4)

  paper    https://arxiv.org/abs/1612.01064
           (its label is "pdf")

  section  Papers
           (the headings above)
""",
            "",
        ),
        (
            8,
            0,
            """\
papers.md, line 8: probably no paper, because its heading is for other things

  line 8: an item that begins the entry

  title    TowerKit
           (the text of a link)

  code     https://github.com/x/y
           (of its host)

  section  Papers > Tools
           (the headings above)
""",
            "",
        ),
        (
            5,
            1,
            """\
papers.md, line 5: no entry, because it has no title

  line 5: an item that begins the entry
""",
            "",
        ),
        (
            1,
            1,
            """\
papers.md, line 1: no entry, because it is a heading

  line 1: a heading

  section  Papers
           (of 2 entries below it)
""",
            "",
        ),
        (2, 1, "", "papers.md:2: nothing here looks like an entry\n"),
        (0, 2, "", "papercite: papers.md has no line 0: "),
        (10, 2, "", "papercite: papers.md has no line 10: "),
        (-1, 2, "", "papercite: papers.md has no line -1: "),
    ],
)
def test_an_entry_is_explained_by_its_line(
    papercite: Run, tmp_path: Path, line: int, status: int, stdout: str, stderr: str
) -> None:
    (tmp_path / "papers.md").write_text(EXPLAINED)
    done = papercite("parse", "papers.md", f"--explain={line}")
    assert (done.returncode, done.stdout, done.stderr.startswith(stderr), bool(done.stderr)) == (
        status,
        stdout,
        True,
        bool(stderr),
    )


def test_in_a_file_of_titles_each_is_explained_as_a_paper(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_text("Trained Ternary Quantization\n")
    done = papercite("parse", "papers.txt", "--explain", "1")
    assert (done.returncode, done.stdout.splitlines()[:1]) == (
        0, ["papers.txt, line 1: a paper, because this file lists papers only"],
    )  # fmt: skip


@pytest.mark.parametrize("line", ["one", "1.5", ""])
def test_what_is_no_number_is_no_line(papercite: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "papers.md").write_text(EXPLAINED)
    assert papercite("parse", "papers.md", f"--explain={line}").returncode == 2

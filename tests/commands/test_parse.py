"""papercite parse: what is read from a list, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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

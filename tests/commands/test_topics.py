"""papercite topics: the tree, with the number of papers of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = """\
# Papers

## Quantization
- **[XNOR-Net]** XNOR-Net, ECCV 2016, [[paper]](https://arxiv.org/abs/1603.05279)
- Plain Nets, ICLR 2017, [[paper]](https://arxiv.org/abs/1701.00001) <!-- papercite: topic=mine -->

## Odds and Ends
- Others, ICLR 2018, [[paper]](https://arxiv.org/abs/1801.00001)
"""


def tree(text: str) -> dict[str, tuple[int, int, str]]:
    """name -> depth, number of papers, description."""
    lines = re.findall(r"^( *)(\S+) +(\d+)(?:  (\S.*))?$", text, re.MULTILINE)
    assert len(lines) == text.count("\n")
    return {name: (len(indent) // 2, int(number), description) for indent, name, number, description in lines}


def test_topics_of_the_shipped_list(papercite: Run) -> None:
    done = papercite("topics")
    assert (done.returncode, done.stderr) == (0, "")
    found = tree(done.stdout)
    assert found["quantization"] == (0, 46, "Weights, activations or gradients of networks with fewer bits.")
    assert found["binary"][::2] == (1, "Networks with 1-bit weights or activations.")
    assert found["efficient-model"] == (0, 13, "")
    assert found["binary"][1] == papercite("export", "--topic", "binary").stdout.count("\n@") + 1
    assert all(number for _, number, _ in found.values())


def test_all_topics(papercite: Run) -> None:
    some, every = tree(papercite("topics").stdout), tree(papercite("topics", "--all").stdout)
    assert set(some) < set(every)
    assert {name for name, (_, number, _) in every.items() if not number} == set(every) - set(some)
    assert {name: every[name][1:] for name in some} == {name: some[name][1:] for name in some}


@pytest.mark.parametrize("options", [[], ["--all"]])
def test_every_topic_named_can_be_selected(papercite: Run, options: list[str]) -> None:
    names = tree(papercite("topics", *options).stdout)
    wanted = [word for name in names for word in ("--topic", name)]
    assert papercite("table", *wanted).returncode == 0


def test_headings_and_tags_stand_behind_the_rules(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(LIST, encoding="utf-8")
    done = papercite("topics", "papers.md")
    assert done.returncode == 0
    assert [(name, row[:2]) for name, row in tree(done.stdout).items()] == [
        ("quantization", (0, 2)), ("binary", (1, 1)), ("mine", (0, 1)), ("odds-and-ends", (0, 1)),
    ]  # fmt: skip


def test_own_topics_of_the_settings(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "papercite.toml").write_text(
        'lists = ["papers.md"]\n[[topic]]\nname = "plain"\ndescription = "Plain."\nparents = ["binary"]\n'
        "match = ['\\bplain\\b']\n",
        encoding="utf-8",
    )
    done = papercite("topics")
    assert tree(done.stdout)["plain"] == (2, 1, "Plain.")
    assert tree(done.stdout)["binary"][:2] == (1, 2)
    assert "Plain Nets" in papercite("table", "--topic", "plain").stdout


def test_columns_are_aligned(papercite: Run) -> None:
    lines = papercite("topics", "--all").stdout.splitlines()
    assert len({re.match(r" *\S+ +\d+", line).end() for line in lines if re.match(r" *\S+ +\d+", line)}) == 1  # type: ignore[union-attr]

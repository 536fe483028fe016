"""papercite show: which paper is meant, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papercite.commands.show import describe, find
from papercite.record import Entry, Link, Paper, Person, Record, Source

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

BNN = Paper(
    key="courbariaux2016binarized",
    entry=Entry(
        line=8, title="Binarized Neural Networks", nickname="BNN", authors=("Matthieu Courbariaux",), venue="arXiv",
        year=2016, section=("Papers", "Quantization"),
        links=(Link("paper", "https://arxiv.org/abs/1602.02830", "paper"),),
    ),
    status="resolved",
    reason="arxiv:1602.02830 and title",
    note="published in NeurIPS 2016, the list says arXiv 2016",
    record=Record(
        type="paper-conference", title="Binarized Neural Networks",
        authors=(Person("Courbariaux", "Matthieu"), Person("Oord", "Aaron", "van den"), Person(literal="The Group")),
        venue="NeurIPS", container_title="Advances", pages="4107-4115", year=2016, month=12,
    ),
    preprint=Record(
        type="article", title="Binarized Neural Networks", authors=(Person("Hubara", "Itay"),), arxiv="1602.02830"
    ),
    origin={"title": "dblp", "authors": "dblp", "pages": "crossref", "preprint.title": "arxiv"},
    differs={
        "title": {"crossref 10.1/x": "Binarised"}, "authors": {"web": [{"family": "Hubara", "given": "I."}]},
        "preprint.year": {"datacite": 2015},
    },
    sources=(
        Source("dblp", "conf/nips/X", "2026-11-23", ("github:a", "github:b")), Source("crossref", "", "2026-11-23")
    ),
    topics={"quantization": 'heading "Quantization"', "binary": 'rule: "BNN" in the nickname'},
)  # fmt: skip
BNN_PLUS = Paper("darabi2018bnn", Entry(9, "BNN+: Improved Binary Network Training"))
QN = Paper("yang2019quantization", Entry(11, "Quantization Networks", "QN"))
LONG_NAME = Paper("zz2020x", Entry(12, "Another Title", "Binarized Neural Networks"))
PAPERS = (BNN, BNN_PLUS, QN, LONG_NAME)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("courbariaux2016binarized", [BNN]),
        ("COURBARIAUX2016Binarized", [BNN]),
        ("BNN", [BNN]),
        ("bnn", [BNN]),
        ("BNN+: improved binary network training", [BNN_PLUS]),
        ("quantization networks", [QN]),
        ("Binarized Neural Networks", [LONG_NAME]),  # a nickname before a title
        ("networks", [BNN, QN, LONG_NAME]),
        ("improved training", [BNN_PLUS]),
        ("oord", [BNN]),
        ("courbariaux networks", [BNN]),
        ("nothing of the kind", []),
        ("", []),
        (" ", []),
        ("+", []),
    ],
)
def test_the_paper_that_is_meant(text: str, expected: list[Paper]) -> None:
    assert find(PAPERS, text) == expected


def rows_of(lines: list[str]) -> list[tuple[str, str]]:
    """Headings, and rows as name and text, without the space between."""
    rows: list[tuple[str, str]] = []
    for line in lines:
        if not line.startswith(" "):
            rows.append((line, ""))
        elif line.startswith("   "):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
        else:
            name, _, text = line.strip().partition("  ")
            rows.append((name, text.strip()))
    return rows


def test_everything_is_told_with_its_origin() -> None:
    assert rows_of(list(describe(BNN))) == [
        ("courbariaux2016binarized: Binarized Neural Networks", ""),
        ("status", "resolved: arxiv:1602.02830 and title"),
        ("note", "published in NeurIPS 2016, the list says arXiv 2016"),
        ("what is printed", ""),
        ("type", "paper-conference"),
        ("title", "Binarized Neural Networks [dblp]"),
        ("authors", "Matthieu Courbariaux, Aaron van den Oord, The Group [dblp]"),
        ("venue", "NeurIPS"),
        ("container title", "Advances"),
        ("pages", "4107-4115 [crossref]"),
        ("year", "2016"),
        ("month", "12"),
        ("the preprint", ""),
        ("type", "article"),
        ("title", "Binarized Neural Networks [arxiv]"),
        ("authors", "Itay Hubara"),
        ("arxiv", "1602.02830"),
        ("said otherwise", ""),
        ("title", "Binarised [crossref 10.1/x]"),
        ("authors", "I. Hubara [web]"),
        ("preprint's year", "2015 [datacite]"),
        ("the list, line 8", ""),
        ("nickname", "BNN"),
        ("title", "Binarized Neural Networks"),
        ("authors", "Matthieu Courbariaux"),
        ("venue", "arXiv"),
        ("year", "2016"),
        ("section", "Papers / Quantization"),
        ("paper", "paper: https://arxiv.org/abs/1602.02830"),
        ("topics", ""),
        ("quantization", 'heading "Quantization"'),
        ("binary", 'rule: "BNN" in the nickname'),
        ("sources", ""),
        ("dblp", "conf/nips/X, read 2026-11-23, via github:a; github:b"),
        ("crossref", "read 2026-11-23"),
    ]


def test_a_paper_that_only_the_list_knows() -> None:
    assert rows_of(list(describe(Paper("k", Entry(3, "A Title"))))) == [
        ("k: A Title", ""), ("status", "not-asked"), ("the list, line 3", ""), ("title", "A Title"),
    ]  # fmt: skip


def test_candidates_are_told() -> None:
    other = Record(source="dblp", title="Another One", year=2015)
    lines = rows_of(list(describe(BNN_PLUS._replace(status="review", reason="why", candidates=(other,)))))
    assert lines[1] == ("status", "review: why")
    assert lines[-3:] == [("candidate", ""), ("title", "Another One [dblp]"), ("year", "2015 [dblp]")]


def test_lines_are_short_and_nothing_is_lost() -> None:
    long = BNN._replace(note="a note " * 60, reason="w" * 150)
    lines = list(describe(long))
    assert all(len(line) <= 100 or "w" * 150 in line for line in lines)
    assert sum(line.count("note") for line in lines) == 61  # and its name


# ---- the command


@pytest.mark.parametrize(
    "words", [["XNOR-Net"], ["xnor-net"], ["rastegari2016xnor"], ["Imagenet", "binary", "Rastegari"]]
)
def test_one_paper_is_shown(papercite: Run, words: list[str]) -> None:
    done = papercite("show", *words)
    assert (done.returncode, done.stderr) == (0, "")
    first = "rastegari2016xnor: XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks\n"
    assert done.stdout.startswith(first)
    rows = rows_of(done.stdout.splitlines())
    assert ("authors", "Mohammad Rastegari, Vicente Ordonez, Joseph Redmon, Ali Farhadi [web]") in rows
    assert ("binary", 'rule: "XNOR" in the nickname') in rows


def test_every_paper_of_the_shipped_list_can_be_shown_by_its_key(capsys: pytest.CaptureFixture[str]) -> None:
    from papercite.cli import main
    from papercite.library import load

    for paper in load().papers:
        assert main(["show", paper.key]) == 0
        assert capsys.readouterr().out.startswith(f"{paper.key}: ")


def test_several_papers_are_named(papercite: Run) -> None:
    done = papercite("show", "ternary")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "'ternary' fits 2 papers; the key tells which:\n"
        "  li2023ternary Ternary Weight Networks\n"
        "  zhu2017trained Trained Ternary Quantization\n"
    )


def test_a_near_miss_is_named(papercite: Run) -> None:
    done = papercite("show", "rastegari2016xnro")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "no paper has 'rastegari2016xnro' as key, nickname or words of its title\n"
        "  did you mean:\n  rastegari2016xnor XNOR-Net: "
    )


def test_nothing_like_it(papercite: Run) -> None:
    done = papercite("show", "qqqqqq", "wwwww")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no paper has 'qqqqqq wwwww' as key, nickname or words of its title\n"


def test_the_list_to_look_in(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text("- First Paper, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.00001)\n")
    done = papercite("show", "first", "--list", "papers.md")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "anon2016first: First Paper")
    assert papercite("show", "XNOR-Net", "--list", "papers.md").returncode == 1

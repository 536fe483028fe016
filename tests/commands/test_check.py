"""papercite check: what is printed, what --fix changes, and what it leaves alone."""

from __future__ import annotations

import difflib
import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from conftest import DATA, SHIPPED

from papercite import cli
from papercite.check import Problem
from papercite.commands import check

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

A, B = "https://arxiv.org/abs/1603.05279", "https://arxiv.org/abs/1605.04711"
TEXT = f"""\
# Papers

- XNOR-Net: ImageNet Classification, ECCV 2016, [[paper]] ({A})
- Ternary Weight Networks, arXiv 2016, [[paper]]({B}
- Trained Ternary Quantization, ICLR 2017
"""
MENDED = TEXT.replace("]] (", "]](").replace(f"({B}\n", f"({B})\n")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "papers.md"
    path.write_bytes(TEXT.encode())
    return path


def test_problems_are_printed_by_line(papercite: Run, listed: Path) -> None:
    problems = (
        f"papers.md:3:50: broken-link: a space parts the text of the link from its address: [paper]] ({A}) "
        f"(write [paper]]({A}))\n"
        f"papers.md:4:48: broken-link: the link is not closed: ]({B} (write ]({B}))\n"
    )
    summary = "2 problems: 2 broken-link\n  2 broken links can be mended: papercite check --fix papers.md\n"
    done = papercite("check", listed.name, "--only", "broken-link")
    assert (done.returncode, done.stdout, done.stderr.partition(", ")[2]) == (1, problems, summary)


def test_a_paper_without_a_link(papercite: Run, listed: Path) -> None:
    assert papercite("check", listed.name, "--only", "no-identifier").stdout.splitlines()[-1] == (
        'papers.md:5: no-identifier: no link of "Trained Ternary Quantization" names the paper '
        "(add a DOI or arXiv link)"
    )


def test_a_list_that_was_never_looked_up(papercite: Run, listed: Path) -> None:
    listed.write_text(MENDED.replace("- Trained", "- [Trained](https://arxiv.org/abs/1612.01064) Trained"))
    done = papercite("check", listed.name)
    said = (
        "papers.md: never looked up, so published-since, venue-at-odds, year-at-odds, title-at-odds cannot be told: "
        "papercite refresh\npapers.md: 3 papers, 0 problems\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", said)


def test_the_list_of_the_settings_is_meant(papercite: Run, listed: Path) -> None:
    (listed.parent / "papercite.toml").write_text('lists = ["papers.md"]', encoding="utf-8")
    assert papercite("check", "--ignore", "no-identifier").stdout.splitlines()[0].startswith("papers.md:3:50: ")


def test_the_shipped_list(papercite: Run) -> None:
    done = papercite("check")
    codes = [line.partition(".md:")[2].split(": ")[1] for line in done.stdout.splitlines()]
    assert (done.returncode, codes) == (
        1, ["venue-at-odds", "published-since", "published-since", "title-at-odds", "published-since"]
    )  # fmt: skip


@pytest.mark.parametrize("option", ["--only", "--ignore"])
def test_a_misspelt_code(papercite: Run, listed: Path, option: str) -> None:
    done = papercite("check", listed.name, option, "brokenlink")
    assert (done.returncode, done.stderr) == (
        2, "papercite: there is no 'brokenlink' to check; did you mean broken-link?\n  hint: papercite check --help\n"
    )  # fmt: skip


@pytest.mark.parametrize("option", ["--yes", "--places", "--dry-run"])
def test_options_of_fix_need_it(papercite: Run, listed: Path, option: str) -> None:
    assert papercite("check", listed.name, option).returncode == 2


def test_a_list_that_is_not_there(papercite: Run) -> None:
    assert papercite("check", "nope.md").returncode == 2


# ---- formats


def test_json(papercite: Run, listed: Path) -> None:
    done = papercite("check", listed.name, "--format", "json", "--ignore", "broken-link")
    assert json.loads(done.stdout)[-1] == {
        "file": "papers.md",
        "line": 5,
        "column": None,
        "code": "no-identifier",
        "message": 'no link of "Trained Ternary Quantization" names the paper',
        "hint": "add a DOI or arXiv link",
    }


def test_json_without_problems(papercite: Run, listed: Path) -> None:
    assert papercite("check", listed.name, "-f", "json", "--only", "empty-section").stdout == "[]\n"


def test_github() -> None:
    problem = Problem(3, 7, "broken-link", "50% [a]\x1b[31m\r\nb: c", "write d, e")
    assert check.RENDER["github"]([("a,b:c%.md", problem)]) == (
        "::warning file=a%2Cb%3Ac%25.md,line=3,col=7,title=papercite%3A broken-link::50%25 [a][31m b: c (write d, e)\n"
    )


def test_nothing_steers_the_terminal() -> None:
    problem = Problem(3, 0, "broken-link", "a\x1b[31m\u202eb")
    assert check.RENDER["text"]([("p", problem)]) == "p:3: broken-link: a[31mb\n"


# ---- --fix


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT.encode(), MENDED.encode()),
        (TEXT.replace("\n", "\r\n").encode(), MENDED.replace("\n", "\r\n").encode()),
        (b"\xef\xbb\xbf" + TEXT.encode(), b"\xef\xbb\xbf" + MENDED.encode()),
        (TEXT.rstrip("\n").encode() + "é\u2028".encode(), MENDED.rstrip("\n").encode() + "é\u2028".encode()),
    ],
    ids=["plain", "windows", "mark", "no end"],
)
def test_fix_changes_broken_links_and_no_other_byte(papercite: Run, listed: Path, old: bytes, new: bytes) -> None:
    listed.write_bytes(old)
    papercite("check", listed.name, "--fix", "--yes")
    once = listed.read_bytes()
    papercite("check", listed.name, "--fix", "--yes")
    assert (once, listed.read_bytes()) == (new, new)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_fix_keeps_the_permissions(papercite: Run, listed: Path) -> None:
    listed.chmod(0o640)
    papercite("check", listed.name, "--fix", "--yes")
    assert listed.stat().st_mode & 0o777 == 0o640


def test_fix_says_what_it_wrote_and_what_is_left(papercite: Run, listed: Path) -> None:
    done = papercite("check", listed.name, "--fix", "--yes", "--ignore", "published-since", "--only", "broken-link")
    assert (done.returncode, done.stdout, done.stderr) == (
        0, "", "papers.md: 2 changes made\npapers.md: 3 papers, 0 problems\n"
    )  # fmt: skip


def test_without_somebody_to_ask_nothing_is_changed(papercite: Run, listed: Path) -> None:
    done = papercite("check", listed.name, "--fix")
    diff = difflib.unified_diff(TEXT.splitlines(True), MENDED.splitlines(True), "papers.md", "papers.md")
    assert (done.returncode, done.stdout, listed.read_text()) == (1, "".join(diff), TEXT)
    assert done.stderr == (
        "papers.md: 2 changes to make; nothing was changed\n"
        "  hint: there is nobody to ask: papercite check --fix --yes makes them\n"
    )


def test_a_dry_run_without_a_change_to_make(papercite: Run, listed: Path) -> None:
    listed.write_text(MENDED, encoding="utf-8")
    done = papercite("check", listed.name, "--fix", "--dry-run")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture
def looked_up(tmp_path: Path) -> Path:
    """A copy of the shipped list, with its lock."""
    for ending in (".md", ".lock"):
        (tmp_path / f"papers{ending}").write_bytes(SHIPPED.with_suffix(ending).read_bytes())
    return tmp_path / "papers.md"


def test_places_are_changed_only_if_asked_for(papercite: Run, looked_up: Path) -> None:
    before = looked_up.read_text(encoding="utf-8")
    papercite("check", "papers.md", "--fix", "--yes")
    assert looked_up.read_text(encoding="utf-8") == before
    papercite("check", "papers.md", "--fix", "--yes", "--places", "--only", "published-since")
    after = looked_up.read_text(encoding="utf-8")
    places = [("arXiv 2018", "Mathematics 2021"), ("arxiv 2019", "ICLR 2020"), ("arXiv 2019", "ICCV 2019")]
    pairs = [(one, other) for one, other in zip(before.split("\n"), after.split("\n"), strict=True) if one != other]
    assert [one.replace(old, new) for (one, _), (old, new) in zip(pairs, places, strict=True)] == [
        other for _, other in pairs
    ]


def test_after_that_nothing_is_at_odds(papercite: Run, looked_up: Path) -> None:
    done = papercite("check", looked_up, "--fix", "--yes", "--places", "--ignore", "title-at-odds")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_shipped_list_is_never_changed(papercite: Run) -> None:
    before = SHIPPED.read_bytes()
    done = [papercite("check", *paths, "--fix", "--yes", "--places") for paths in ((), (SHIPPED,))]
    assert ([one.returncode for one in done], SHIPPED.read_bytes()) == ([2, 2], before)
    assert done[0].stderr.endswith(
        "the list that ships with papercite is not changed\n  hint: copy it and name the copy\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_not_even_by_another_name(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.md").symlink_to(DATA / SHIPPED.name)
    assert papercite("check", "mine.md", "--fix", "--yes").returncode == 2


# ---- a person at the terminal


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


def asked(listed: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The list after --fix on a terminal."""
    monkeypatch.chdir(listed.parent)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    cli.main(["check", "papers.md", "--fix"])
    return listed.read_text(encoding="utf-8")


FIRST = TEXT.replace("]] (", "]](")


@pytest.mark.parametrize(
    ("typed", "text"),
    [("y\ny\n", MENDED), ("\n\n", MENDED), ("all\n", MENDED), ("yes\nno\n", FIRST), ("y\nq\n", FIRST), ("y\n", FIRST),
     ("what\ny\nn\n", FIRST), ("q\n", TEXT), ("", TEXT), ("n\nN\n", TEXT)],
)  # fmt: skip
def test_each_change_is_asked_about(listed: Path, typed: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(listed, typed, monkeypatch) == text


def test_a_change_is_shown_before_and_after(
    listed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(listed, "q\n", monkeypatch)
    assert capsys.readouterr().err.split("\n")[:5] == [
        "",
        "papers.md:3: broken-link: a space parts the text of the link from its address",
        f"  - - XNOR-Net: ImageNet Classification, ECCV 2016, [[paper]] ({A})",
        f"  + - XNOR-Net: ImageNet Classification, ECCV 2016, [[paper]]({A})",
        "  change it? yes, no, all broken links from here on, quit [yes]: papers.md: nothing was changed",
    ]


@pytest.mark.parametrize(("typed", "changed"), [("\n\n\n\n", 0), ("all\n", 0), ("y\nn\nn\nn\n", 1)])
def test_a_place_needs_a_yes_of_its_own(
    looked_up: Path, typed: str, changed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = looked_up.read_text(encoding="utf-8")
    after = asked(looked_up, typed, monkeypatch)
    assert sum(one != other for one, other in zip(before.split("\n"), after.split("\n"), strict=True)) == changed


def test_a_list_that_changed_meanwhile_is_left_alone(
    listed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Slow(Terminal):
        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # of StringIO; the size is optional
            listed.write_text("# Somebody else was here\n", encoding="utf-8")
            return super().readline(size)

    monkeypatch.setattr(f"{__name__}.Terminal", Slow)
    assert asked(listed, "y\ny\n", monkeypatch) == "# Somebody else was here\n"
    assert capsys.readouterr().err.endswith(
        "papercite: papers.md: not changed, somebody else changed it meanwhile\n  hint: run it again\n"
    )


def test_what_was_not_read_as_a_paper_is_told(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(
        f"- [SysML]({A})\n- [A Tool](https://medium.com/x)\n- Trained Ternary Quantization, ICLR 2017, [[pdf]]({B})\n"
    )
    done = papercite("check", "papers.md", "--ignore", "same-identifier")
    assert done.stdout == (
        'papers.md:1: passed-over: "SysML" leads to a paper, but no entry was read here: it has no title '
        "(see papercite parse --explain 1)\n"
    )
    assert done.stderr.splitlines()[1:] == [
        "papers.md: 1 paper, 1 problem: 1 passed-over",
        "  1 entry more is taken for no paper, line 2: papercite parse papers.md --explain 2",
    ]

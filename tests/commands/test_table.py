"""papercite table: plain text in a pipe; on a terminal colour, links and the width of the terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import ROOT

from papercite.formats.terminal import width

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

TERNARY = """\
Key             Title                         Venue   Year  Code
li2023ternary   Ternary Weight Networks       ICASSP  2023  code
zhu2017trained  Trained Ternary Quantization  ICLR    2017  code

2 papers, 2 with code, 1 with DOI, 2 on arXiv
"""
NOTE = "1 paper not printed as the list has it: li2023ternary (papercite show KEY)\n"


# ---- in a pipe


def test_plain_text_in_columns(papercite: Run) -> None:
    done = papercite("table", "--topic", "ternary")
    assert (done.returncode, done.stdout, done.stderr) == (0, TERNARY, NOTE)


@pytest.mark.parametrize("environment", [{"COLUMNS": "20"}, {"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_pipe_has_neither_width_nor_colour(papercite: Run, environment: dict[str, str]) -> None:
    assert papercite("table", "--topic", "ternary", **environment).stdout == TERNARY


def test_a_table_under_each_heading(papercite: Run) -> None:
    done = papercite("table", "-t", "ternary", "-g", "year", "-c", "key")
    tables = "2017 (1)\nKey\nzhu2017trained\n\n2023 (1)\nKey\nli2023ternary\n"
    assert done.stdout == f"{tables}\n2 papers, 2 with code, 1 with DOI, 2 on arXiv\n"


def test_columns_are_aligned_whatever_the_script(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(
        "- 二値化 ネット, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.00001)\n"
        "- Cafe\u0301 Nets, CVPR 2017, [[pdf]](https://arxiv.org/abs/1701.00002)\n"
        "- Plain Nets, CVPR 2018, [[pdf]](https://arxiv.org/abs/1801.00003)\n",
        encoding="utf-8",
    )
    lines = papercite("table", "papers.md", "-c", "title,year").stdout.splitlines()[1:4]
    assert [width(line.partition(" 20")[0]) for line in lines] == [14, 14, 14]


def test_an_empty_selection(papercite: Run) -> None:
    done = papercite("table", "--topic", "binary+ternary")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no paper of neural-network-compression.md fits\n"


def test_papers_to_look_at_make_the_status_1(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text("- A Paper, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.00001)\n")
    (tmp_path / "mine.jsonl").write_text('{"type": "article", "title": "Quite Another", "arxiv": "1601.00001"}\n')
    papercite("refresh", "--offline", "papers.md", "--from", "mine.jsonl")
    assert papercite("table", "papers.md").returncode == 1
    assert "review" in papercite("table", "papers.md", "-c", "key,status").stdout


# ---- on a terminal


class Screen(NamedTuple):
    """What a terminal got to see."""

    status: int
    raw: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The text as a person reads it: links and colours taken off."""
        text = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", self.raw).replace("\r\n", "\n")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), "another control sequence"
        return text.splitlines()

    @property
    def links(self) -> set[str]:
        """Where the words lead that can be clicked."""
        return set(re.findall(r"\x1b\]8;[^;\x1b]*;([^\x1b]+)\x1b\\", self.raw))


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., Screen]:
    """Run the command on a pseudo terminal of so many columns."""
    pty = pytest.importorskip("pty", reason="no pseudo terminals here")

    def run(*arguments: str, columns: int = 100, **environment: str) -> Screen:
        ours, theirs = pty.openpty()
        settings = {"TERM": "xterm-256color", "COLUMNS": str(columns), "PYTHONPATH": str(ROOT), **environment}
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLORTERM", "FORCE_COLOR")}
        child = subprocess.Popen(
            [sys.executable, "-m", "papercite", *arguments], cwd=tmp_path, env={**inherited, **settings},
            stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
        )  # fmt: skip
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 65536):
                seen += piece
        except OSError:  # how Linux says that the other side has closed
            pass
        _, err = child.communicate(timeout=30)
        os.close(ours)
        return Screen(child.returncode, seen.decode(), err.decode())

    return run


ALL = "key,nickname,title,authors,venue,year,pages,doi,arxiv,code"


@pytest.mark.parametrize("columns", [60, 100, 200])
@pytest.mark.parametrize("options", ["", "--topic ternary", "--group-by topic", "--columns title,year,code,url"])
def test_the_table_fits_the_terminal(terminal: Callable[..., Screen], columns: int, options: str) -> None:
    screen = terminal("table", *options.split(), columns=columns)
    assert screen.status == 0
    assert max(map(width, screen.lines)) <= columns
    assert screen.err.startswith(("1 paper not printed", "5 papers not printed"))


@pytest.mark.parametrize("columns", [60, 100, 200])
def test_nothing_is_lost_in_a_narrow_terminal(terminal: Callable[..., Screen], columns: int) -> None:
    lines = terminal("table", "--topic", "ternary", columns=columns).lines
    words = " ".join(lines).split()
    for word in ("Key", "Title", "Venue", "Year", "Code", "ICASSP", "2023", "ICLR", "2017", "code", "Quantization"):
        assert word in words
    assert lines[-1] == "2 papers, 2 with code, 1 with DOI, 2 on arXiv"


@pytest.mark.parametrize("columns", [30, 40, 60])
def test_a_terminal_too_narrow_for_a_table_shows_a_block_for_each_paper(
    terminal: Callable[..., Screen], columns: int
) -> None:
    screen = terminal("table", "--topic", "binary", "--limit", "2", "-g", "year", columns=columns)
    lines = [line.rstrip() for line in screen.lines]
    assert max(map(width, lines)) <= columns
    assert lines[:2] == ["2016 (2)", "Key    courbariaux2016binarized"[:columns]]
    words = " ".join(lines).split()
    for word in ("Binarized", "Constrained", "Convolutional", "rastegari2016xnor", "Venue", "ECCV", "2016", "code"):
        assert word in words
    assert screen.links >= {"https://github.com/allenai/XNOR-Net", "https://arxiv.org/abs/1602.02830"}


def test_even_many_columns_fit(terminal: Callable[..., Screen]) -> None:
    assert max(map(width, terminal("table", "--columns", ALL, columns=200).lines)) <= 200
    assert max(map(width, terminal("table", "--columns", ALL, columns=60).lines)) <= 60


def test_titles_and_code_can_be_clicked(terminal: Callable[..., Screen]) -> None:
    assert terminal("table", "--topic", "ternary").links == {
        "https://doi.org/10.1109/ICASSP49357.2023.10094626",
        "https://github.com/fengfu-chris/caffe-twns",
        "https://openreview.net/forum?id=S1_pAu9xl",
        "https://github.com/czhu95/ternarynet",
    }


def colours(raw: str) -> list[str]:
    """Codes that set a colour."""
    codes = [code for sequence in re.findall(r"\x1b\[([\d;]*)m", raw) for code in sequence.split(";")]
    return [code for code in codes if re.fullmatch(r"3[0-8]|4[0-8]|9\d|10\d", code)]


def test_colour_is_on_a_terminal_and_off_with_no_color(terminal: Callable[..., Screen]) -> None:
    plain, coloured = terminal("table", "-t", "ternary", NO_COLOR="1"), terminal("table", "-t", "ternary")
    assert colours(coloured.raw)
    assert not colours(plain.raw)
    assert plain.lines == coloured.lines
    assert plain.links == coloured.links


def test_a_dumb_terminal_gets_plain_text(terminal: Callable[..., Screen]) -> None:
    assert terminal("table", "-t", "ternary", TERM="dumb").raw.replace("\r\n", "\n") == TERNARY


def test_only_the_table_is_dressed_up(terminal: Callable[..., Screen]) -> None:
    for arguments in ("export --topic ternary", "topics", "show TTQ", "--help", "table --help"):
        assert "\x1b" not in terminal(*arguments.split()).raw


def test_words_of_a_list_are_words_and_not_commands(terminal: Callable[..., Screen], tmp_path: Path) -> None:
    """Neither escape sequences nor rich's own markup, and no address but one of the web."""
    (tmp_path / "papers.md").write_text(
        "- **[\x1b]0;x\x07N]** [bold red]Nets[/] \x1b[2J:smile: \x9b31m, CVPR 2016, "
        "[[paper]](https://arxiv.org/abs/1601.00001), [[code]](https://x.org/a\x9b31m)\n"
        "- Others, CVPR 2017, [[pdf]](javascript:alert) [[code]](file:///etc/passwd) "
        "[[paper]](https://arxiv.org/abs/1701.00002)\n",
        encoding="utf-8",
    )
    screen = terminal("table", "papers.md", "-c", "nickname,title,year,code,url", columns=200)
    assert any("[bold red]Nets[/] [2J:smile: 31m" in line for line in screen.lines)
    assert all(re.fullmatch(r"https://[\w./-]+", link) for link in screen.links)


def test_the_size_of_the_terminal_itself_is_obeyed(tmp_path: Path) -> None:
    """Without COLUMNS, what the terminal says."""
    fcntl, termios, pty = (pytest.importorskip(name) for name in ("fcntl", "termios", "pty"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, b"\x18\x00\x46\x00\x00\x00\x00\x00")  # 24 lines of 70 columns
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    child = subprocess.Popen(
        [sys.executable, "-m", "papercite", "table", "--topic", "ternary"], cwd=tmp_path,
        env={**environment, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)},
        stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    child.wait(timeout=30)
    screen = Screen(child.returncode, os.read(ours, 65536).decode(), "")
    os.close(ours)
    assert 50 < max(map(width, screen.lines)) <= 70

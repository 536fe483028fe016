"""Data on standard output, the rest on standard error; nothing foreign steers the terminal."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SHIPPED

from papercite.streams import emit, is_terminal, say, set_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    Run = Callable[..., subprocess.CompletedProcess[str]]

FULL = Path("/dev/full")
EVERYTHING = [
    ["--help"],
    ["--version"],
    ["export", "--help"],
    ["export"],
    ["export", "--format", "csv"],
    ["export", "--limit", "1"],
    ["table"],
    ["show", "XNOR-Net"],
    ["topics"],
    ["parse", str(SHIPPED)],
    ["parse", str(SHIPPED), "--format", "jsonl"],
]
NAMES = [" ".join(Path(word).name for word in words) for words in EVERYTHING]


def start(
    arguments: list[str], folder: Path, stdout: IO[str] | int = subprocess.PIPE, stderr: IO[str] | int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """The command as a child whose streams the caller chooses."""
    return subprocess.Popen(
        [sys.executable, "-m", "papercite", *arguments], cwd=folder, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=stdout, stderr=stderr,
    )  # fmt: skip


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line for the shell, in which `papercite` is the command."""
    command = command.replace("papercite", f'"{sys.executable}" -m papercite')
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", timeout=30, check=False,
    )  # fmt: skip


# ---- which stream


@pytest.mark.parametrize(
    ("arguments", "first", "said"),
    [
        (["export", "--topic", "ternary"], "@inproceedings{li2023ternary,\n", "2 papers: 2 resolved\n"),
        (["export", "-f", "csv", "--topic", "ternary"], "key,title,venue,year,code\n", "2 papers: 2 resolved\n"),
        (["table", "--topic", "ternary"], "Key             Title", "1 paper not printed as the list has it: "),
        (["show", "TTQ"], "zhu2017trained: Trained Ternary Quantization\n", ""),
        (["topics"], "quantization ", ""),
        (["parse", str(SHIPPED), "-f", "jsonl"], '{"line": 8, ', ""),
    ],
)
def test_data_goes_to_stdout_and_all_else_to_stderr(
    papercite: Run, arguments: list[str], first: str, said: str
) -> None:
    done = papercite(*arguments)
    assert done.returncode == 0
    assert done.stdout.startswith(first)
    assert done.stderr.startswith(said)
    assert bool(done.stderr) == bool(said)


@pytest.mark.parametrize("arguments", EVERYTHING, ids=NAMES)
def test_output_in_a_pipe_is_plain_text(papercite: Run, arguments: list[str]) -> None:
    done = papercite(*arguments, FORCE_COLOR="1", TERM="xterm-256color")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout + done.stderr)
    assert done.stdout.endswith("\n")


@pytest.mark.parametrize("arguments", EVERYTHING, ids=NAMES)
def test_the_same_input_gives_the_same_bytes(papercite: Run, tmp_path: Path, arguments: list[str]) -> None:
    other = tmp_path / "another folder"
    other.mkdir()
    here = papercite(*arguments, PYTHONHASHSEED="1", TZ="UTC")
    there = papercite(*arguments, cwd=other, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LANG="tr_TR.UTF-8")
    assert (here.stdout, here.stderr) == (there.stdout, there.stderr)


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_output_is_utf_8_whatever_the_locale_says(papercite: Run, tmp_path: Path, locale: dict[str, str]) -> None:
    entry = "- Über Łódź: 二値化 “Nets” – ℓ₁, CVPR 2016, [[论文]](https://arxiv.org/abs/1601.00001)\n"
    (tmp_path / "papiere.md").write_text(f"## Über 量化\n{entry}", encoding="utf-8")
    assert papercite("topics", "papiere.md", **locale).stdout == "uber-量化     1\n"
    for command in (["export"], ["table"], ["parse"], ["export", "-f", "csv"], ["show", "nets", "--list"]):
        assert "Über Łódź: 二値化 “Nets” – ℓ₁" in papercite(*command, "papiere.md", **locale).stdout


def test_names_of_files_are_told_in_utf_8(papercite: Run) -> None:
    assert papercite("table", "no-ü.md", LC_ALL="C").stderr.startswith("papercite: no-ü.md: no such file\n")


# ---- output that cannot be written


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", EVERYTHING, ids=NAMES)
def test_a_full_disk_is_told_and_ends_with_2(tmp_path: Path, arguments: list[str]) -> None:
    with FULL.open("w") as full:
        child = start(arguments, tmp_path, stdout=full)
        _, err = child.communicate(timeout=30)
    assert "Traceback" not in err
    assert err.endswith("papercite: output: No space left on device\n")
    assert child.returncode == 2


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_messages_that_cannot_be_written_spoil_nothing(tmp_path: Path) -> None:
    with FULL.open("w") as full:
        child = start(["export", "--topic", "ternary"], tmp_path, stderr=full)
        out, _ = child.communicate(timeout=30)
    assert out.count("@") == 2
    assert child.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize(
    ("redirection", "status"), [("2>&-", 0), (">&-", 2), ("<&-", 0)], ids=["no stderr", "no stdout", "no stdin"]
)
def test_a_stream_that_is_closed(tmp_path: Path, redirection: str, status: int) -> None:
    done = shell(f"papercite export --topic ternary {redirection}", tmp_path)
    assert done.returncode == status
    assert "mistake in papercite" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.count("@") == (0 if status else 2)


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize("arguments", EVERYTHING, ids=NAMES)
def test_a_pipe_that_is_closed_early_is_silent(tmp_path: Path, arguments: list[str]) -> None:
    child = start(arguments, tmp_path)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()
    assert child.wait(timeout=30) == 0
    assert all(re.match(r"\d+ papers?\b", line) for line in err.splitlines())


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_a_reader_that_has_enough_is_served(tmp_path: Path) -> None:
    done = shell("papercite export | head -c 10", tmp_path)
    assert (done.returncode, done.stdout) == (0, "@article{c")
    assert "Error" not in done.stderr


# ---- text that would steer a terminal

EVIL = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\ \x9b31m \x08\x08 \r "
    "over \u202ebackwards\u202c \x7f"
)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a list and a lock of it that hold escape sequences in every field; unlocked has the list alone."""
    tmp_path = tmp_path_factory.mktemp("evil")
    link = "https://arxiv.org/abs/1601.00001"
    code = "https://x.org/\x9b31m\u202e"
    entry = f"- **[Nick{EVIL}]** Title {EVIL}, CVPR 2016, [[paper {EVIL}]]({link}), [[code]]({code})\n"
    text = f"# Papers {EVIL}\n\n## Heading {EVIL}\n{entry}" + entry.replace("00001", "00002").replace(
        "CVPR", "\x1b[1mX"
    )
    (tmp_path / "evil.md").write_text(text, encoding="utf-8")
    (tmp_path / "evil.jsonl").write_text(
        '{"source": "mine\\u001b[2J", "id": "\\u001b[2J", "type": "article", "title": "Other \\u001b[2J\\u009b", '
        '"arxiv": "1601.00001", "authors": [{"family": "\\u001b[2JEve"}], "year": 2016, "via": ["\\u001b[2J"]}\n'
    )
    start(["refresh", "--offline", "evil.md", "--from", "evil.jsonl"], tmp_path).communicate(timeout=30)
    assert (tmp_path / "evil.lock").exists()
    (tmp_path / "unlocked").mkdir()
    for name in ("evil.md", "evil.jsonl"):
        (tmp_path / "unlocked" / name).write_bytes((tmp_path / name).read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    ["table evil.md --columns nickname,title,venue,section,topics,url,code", "table evil.md -g section",
     "table evil.md -g topic", "parse evil.md", "parse evil.md -f jsonl", "topics evil.md",
     "show Title --list evil.md", "show 1601.00001 --list evil.md", "show Nikc --list evil.md", "export evil.md",
     "export evil.md -f csv", "export evil.md -f markdown", "refresh --offline evil.md --from evil.jsonl --dry-run"],
)  # fmt: skip
def test_a_list_cannot_steer_the_terminal(papercite: Run, evil: Path, arguments: str) -> None:
    for folder in (evil, evil / "unlocked"):
        done = papercite(*arguments.split(), cwd=folder)
        assert done.stdout + done.stderr
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stdout + done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [[f"{EVIL.replace(chr(0), '')}"], ["export", EVIL], ["export", "--topic", EVIL], ["export", "--venue", EVIL],
     ["export", "--key", EVIL], ["export", "--year", EVIL], ["export", f"--{EVIL}"], ["export", "--sort", EVIL],
     ["table", "--columns", EVIL], ["show", EVIL], ["export", "--limit", EVIL]],
)  # fmt: skip
def test_nor_can_a_word_of_the_command_line(papercite: Run, arguments: list[str]) -> None:
    done = papercite(*arguments)
    assert done.returncode in (1, 2)
    assert done.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout + done.stderr)


# ---- the functions


def test_a_message_keeps_its_lines_and_indents_and_loses_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    say("one  \x1b[31mtwo\x07\n  hint: three\r\n\tfour")
    assert capsys.readouterr() == ("", "one [31mtwo\n  hint: three\n\tfour\n")


def test_data_is_written_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    emit("one\ntwo  three")
    assert capsys.readouterr() == ("one\ntwo  three", "")


def test_letters_that_no_encoding_has_do_not_stop_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    say("half a character: \ud800.")
    emit("and \ud800 one more\n")
    assert capsys.readouterr() == ("and ? one more\n", "half a character: .\n")


def test_a_text_in_memory_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert not is_terminal(io.StringIO())
    monkeypatch.setenv("TERM", "xterm")
    assert is_terminal(Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not is_terminal(Terminal())

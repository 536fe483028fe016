"""Completion: the scripts are read by their shells, and in bash and fish real completions are asked for."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from papercite.commands.completion import commands
from papercite.completion import SAFE, SCRIPTS

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = ("md", "txt")
LIST = "## Robots\n- Alpha Beta Networks, CVPR 2017, [[paper]](https://arxiv.org/abs/1701.00001)"
HOSTILE = " <!-- papercite: topic=$(touch${IFS}made),`touch${IFS}made`,gu;x,spo'ken,-robot -->"


@pytest.fixture(scope="module")
def scripts() -> dict[str, str]:
    """The script for each shell."""
    made = commands()
    return {shell: script(made, ENDINGS) for shell, script in SCRIPTS.items()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a list that means no good, and papercite on the PATH."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "papercite"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m papercite "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    here = tmp_path / "here"
    (here / "sub").mkdir(parents=True)
    (here / "papers.md").write_text(f"{LIST}{HOSTILE}\n", encoding="utf-8")
    for name in ("my papers.md", "notes.pdf"):
        (here / name).touch()
    return here


def shell_of(name: str) -> str:
    """Path of a shell; a test of another is skipped where it is absent."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_its_shell_can_read_it(scripts: dict[str, str], shell: str, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(scripts[shell], encoding="utf-8")
    done = subprocess.run(
        [shell_of(shell), "-n", script], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_every_command_and_option_is_in_it(scripts: dict[str, str], shell: str) -> None:
    for command in commands():
        assert command.name in scripts[shell]
        for option in command.options:
            flag = option.flags[-1]
            assert (f"-l {flag[2:]} " if shell == "fish" else flag) in scripts[shell], flag


COMPLETED = {
    "ex": ["export"],
    "export --to": ["--topic"],
    "export --topic bin": ["binary"],
    "export papers.md --topic ": ["robots"],
    "export papers.md --key ": ["anon2017alpha"],
    "table --venue Neu": ["NeurIPS"],
    "export --has ": ["arxiv", "code", "doi", "pages", "project"],
    "export --year ": [],
    "export --columns key,ti": ["key,title"],
    "check --only same": ["same-identifier", "same-paper-twice"],
    "refresh --source data": ["datacite"],
    "cache ": ["clear", "info", "path"],
    "show rast": ["rastegari2016xnor"],
    "export -o notes": ["notes.pdf"],
    "export ": ["my papers.md", "papers.md", "sub"],
    "cite ": [],
}

# For each line: what bash does when somebody presses TAB at its end.
PRESS = """
source "$1"
while IFS= read -r line; do
    IFS=' ' read -ra COMP_WORDS <<< "papercite $line"
    if [[ $line == *" " ]]; then COMP_WORDS+=(""); fi
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _papercite papercite "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
    printf '%s\\n' "== $line" "${COMPREPLY[@]}"
done
"""


def completed(text: str) -> dict[str, list[str]]:
    """Line -> its completions, sorted."""
    blocks = (block.split("\n") for block in text.removeprefix("== ").split("\n== "))
    return {line: sorted(filter(None, found)) for line, *found in blocks}


def test_bash_completes_and_runs_nothing_of_a_list(scripts: dict[str, str], folder: Path) -> None:
    (folder.parent / "script").write_text(scripts["bash"], encoding="utf-8")
    done = subprocess.run(
        [shell_of("bash"), "-c", PRESS, "bash", folder.parent / "script"], cwd=folder, capture_output=True,
        input="".join(f"{line}\n" for line in [*COMPLETED, "export --topic = bin"]), encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert completed(done.stdout) == {**COMPLETED, "export --topic = bin": ["binary"]}  # as bash splits --topic=bin
    assert sorted(path.name for path in folder.iterdir()) == ["my papers.md", "notes.pdf", "papers.md", "sub"]


def test_fish_completes_the_same(scripts: dict[str, str], folder: Path) -> None:
    (folder.parent / "script").write_text(scripts["fish"], encoding="utf-8")
    press = 'source $argv[1]; while read -l line; echo "== $line"; complete -C "papercite $line"; end'
    fish = shell_of("fish")
    done = subprocess.run(
        [fish, "--no-config", "-c", press, folder.parent / "script"], cwd=folder, capture_output=True, encoding="utf-8",
        input="".join(f"{line}\n" for line in COMPLETED), timeout=60, check=False,
        env={**os.environ, "HOME": str(folder.parent)},
    )  # fmt: skip
    found = {
        line: sorted(word.partition("\t")[0].rstrip("/") for word in words)
        for line, words in completed(done.stdout).items()
    }
    files = {"export ": ["my papers.md", "notes.pdf", "papers.md", "sub"]}  # fish offers every file
    assert found == {
        line.rstrip() if line not in found else line: words for line, words in {**COMPLETED, **files}.items()
    }


@pytest.mark.parametrize(
    "word", ["$(x)", "`x`", "a b", "a;b", "-a", "a'b", 'a"b', "a\\b", "*", "~a", "", "a\n", "!a", "<a"]
)
def test_a_word_that_a_shell_would_act_on_is_not_offered(word: str) -> None:
    assert not SAFE.fullmatch(word)


@pytest.mark.parametrize("word", ["binary", "low-rank", "ICML", "a+b", "müller2016", "画像", "x.y/z"])
def test_others_are(word: str) -> None:
    assert SAFE.fullmatch(word)

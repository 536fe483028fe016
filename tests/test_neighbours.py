"""Where people work: hooks of pre-commit, the action for GitHub, make and latexmk, each as the README tells it.

The two YAML files are read by a few lines here, which know no more of YAML than these files need.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SHIPPED

from papercite.cli import COMMANDS
from papercite.lists import FORMS
from papercite.lock import lock_path

if TYPE_CHECKING:
    from pathlib import Path

    Done = subprocess.CompletedProcess[str]

LIST = """\
## Quantization
- XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks, ECCV 2016, [[paper]](https://arxiv.org/abs/1603.05279)
- A Paper That No Link Names, CVPR 2017
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a list and settings, and papercite on the PATH."""
    here, command = tmp_path / "here", tmp_path / "bin" / "papercite"
    here.mkdir()
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m papercite "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (here / "papers.md").write_text(LIST, encoding="utf-8")
    (here / "papercite.toml").write_text('lists = ["papers.md"]\n', encoding="utf-8")
    return here


def run(folder: Path, *words: str | Path, **environment: str) -> Done:
    """A program in a folder."""
    return subprocess.run(
        words, cwd=folder, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", timeout=120,
        check=False,
    )  # fmt: skip


def shown(language: str, text: str) -> bool:
    """The README shows this example, or none in this language."""
    blocks = re.findall(
        rf"^```{language}\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return not blocks or text in blocks


# ---- pre-commit


def hooks() -> list[dict[str, str]]:
    """Fields of the hooks as they are written."""
    found: list[dict[str, str]] = []
    for line in (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        field = re.fullmatch(r"(- |  )([a-z_]+): (\S.*)", line)
        assert field, line
        if field[1] == "- ":
            found.append({})
        found[-1][field[2]] = field[3]
    return found


def test_there_is_a_hook_for_each_thing_to_do_before_a_commit() -> None:
    assert [hook["id"] for hook in hooks()] == ["papercite-check", "papercite-refresh", "papercite-export"]
    for hook in hooks():
        assert hook.keys() - {"args"} == {"id", "name", "description", "entry", "language", "files", "pass_filenames"}
        assert (hook["language"], hook["pass_filenames"]) == ("python", "false")
        assert hook["entry"].split()[0] == "papercite"
        assert hook["entry"].split()[1] in COMMANDS


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_a_hook_is_for_every_form_of_list(hook: dict[str, str]) -> None:
    files = re.compile(hook["files"].removeprefix("'").removesuffix("'"))
    for form in FORMS:
        for ending in form.endings:
            assert files.search(f"lists/papers{ending}")
    assert files.search("papers.lock")
    assert files.search("papercite.toml")
    assert not files.search("tool.py")


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_a_hook_runs(folder: Path, hook: dict[str, str]) -> None:
    status = {"papercite-check": 1, "papercite-refresh": 3, "papercite-export": 0}[hook["id"]]
    arguments = [word.strip() for word in hook.get("args", "[]").strip("[]").split(",") if word]
    done = run(folder, *hook["entry"].split(), *arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
    assert (folder / "refs.bib").is_file() == (hook["id"] == "papercite-export")


# ---- GitHub

ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")


def script() -> str:
    """What the action runs in its last step."""
    return dedent(ACTION.partition("      run: |\n")[2])


def test_the_action_names_what_it_takes_and_gives() -> None:
    inputs = re.findall(r"^  ([a-z-]+):\n    description: .+\n    default: ", ACTION, re.MULTILINE)
    assert inputs == ["command", "accept", "python-version"]
    assert set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", ACTION)) == set(inputs)
    assert "value: ${{ steps.run.outputs.status }}" in ACTION
    assert [line for line in ACTION.splitlines() if "\t" in line or line != line.rstrip()] == []


def test_no_input_becomes_part_of_a_script() -> None:
    """What a workflow gives goes through the environment, where a shell takes it for a text."""
    assert "${{" not in script()
    assert re.findall(r"^ +run: (?!\|)(.+)$", ACTION, re.MULTILINE) == [
        'python -m pip install --quiet "$GITHUB_ACTION_PATH"'
    ]


def acted(folder: Path, command: str, accept: str = "") -> tuple[Done, str, str]:
    """The action's script, the outputs it set, and its summary."""
    temp = folder.parent / "runner"
    temp.mkdir()
    done = run(
        folder, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script(), COMMAND=command, ACCEPT=accept,
        RUNNER_TEMP=str(temp), GITHUB_OUTPUT=str(temp / "output"), GITHUB_STEP_SUMMARY=str(temp / "summary"),
    )  # fmt: skip
    texts = [path.read_text(encoding="utf-8") if path.exists() else "" for path in (temp / "output", temp / "summary")]
    return done, texts[0], texts[1]


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_the_action_checks_at_the_lines_of_a_pull_request(folder: Path) -> None:
    done, output, summary = acted(folder, "check")
    assert (done.returncode, output, summary) == (1, "status=1\n", "")
    assert done.stdout.startswith("::")
    assert "file=papers.md,line=3" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_the_action_looks_up_and_reports(folder: Path) -> None:
    done, output, summary = acted(folder, "refresh --offline papers.md", "1 3")
    assert (done.returncode, output) == (0, "status=3\n")
    assert "papers.md" in summary
    assert (folder / "papers.lock").is_file()


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_the_action_takes_words_in_quotes_and_runs_nothing_else(folder: Path) -> None:
    done, output, _ = acted(folder, "export --match 'XNOR-Net: ImageNet' -o \"my refs.bib\"")
    assert (done.returncode, output) == (0, "status=0\n")
    assert (folder / "my refs.bib").is_file()
    done = run(folder, "bash", "-c", script(), COMMAND="table $(touch made); touch made", ACCEPT="",
               RUNNER_TEMP=".", GITHUB_OUTPUT="output", GITHUB_STEP_SUMMARY="summary")  # fmt: skip
    assert done.returncode == 2
    assert not (folder / "made").exists()


# ---- make and latexmk

MAKEFILE = """\
refs.bib: papers.md $(wildcard papers.lock)
\t@papercite export $< -o $@ || test $$? = 1
"""
LATEXMKRC = """\
system('papercite export papers.md -o refs.bib') <= 256 or die;
"""
PAPER = r"""\documentclass{article}
\begin{document}
\cite{rastegari2016xnor}
\bibliographystyle{plain}
\bibliography{refs}
\end{document}
"""


def test_the_readme_shows_the_examples_that_are_tried_here() -> None:
    assert shown("make", MAKEFILE)
    assert shown("perl", LATEXMKRC)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_prints_again_what_has_changed(folder: Path) -> None:
    (folder / "Makefile").write_text(MAKEFILE, encoding="utf-8")
    assert run(folder, "make").returncode == 0
    first = (folder / "refs.bib").read_bytes()
    assert "is up to date" in run(folder, "make").stdout
    lock = folder / "papers.lock"
    run(folder, "papercite", "refresh", "--offline")
    assert lock.is_file()
    os.utime(folder / "refs.bib", (1, 1))  # older than the lock, on a clock of any grain
    assert "wrote refs.bib" in run(folder, "make").stderr
    assert (folder / "refs.bib").read_bytes() == first
    os.utime(folder / "refs.bib", (1, 1))
    (folder / "papercite.toml").write_text("lists", encoding="utf-8")
    assert run(folder, "make").returncode == 2


@pytest.mark.skipif(not shutil.which("latexmk"), reason="latexmk is not installed")
@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
def test_latexmk_runs_bibtex_again_where_the_list_or_its_lock_changed(folder: Path) -> None:
    (folder / "latexmkrc").write_text(LATEXMKRC, encoding="utf-8")
    (folder / "paper.tex").write_text(PAPER, encoding="utf-8")
    (folder / "papers.md").write_bytes(SHIPPED.read_bytes())
    lock = SHIPPED.parent / lock_path(SHIPPED.name)
    (folder / "papers.lock").write_bytes(lock.read_bytes())

    def made() -> tuple[bool, str]:
        done = run(folder, "latexmk", "-pdf", "-interaction=nonstopmode", "paper")
        assert done.returncode == 0, done.stdout
        return "rule 'bibtex paper'" in done.stdout + done.stderr, (folder / "paper.bbl").read_text(encoding="utf-8")

    assert made()[0]
    is_made, text = made()
    assert (is_made, "Mohammad Rastegari" in text) == (False, True)
    changed = lock.read_text(encoding="utf-8").replace('"given": "Mohammad"', '"given": "Mohammed"')
    (folder / "papers.lock").write_text(changed, encoding="utf-8")
    is_made, text = made()
    assert (is_made, "Mohammed Rastegari" in text) == (True, True)

"""papercite completion: scripts, and the words that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_script_for_each_shell(papercite: Run) -> None:
    for shell, end in (("bash", "complete -F _papercite papercite\n"), ("zsh", "fi\n")):
        done = papercite("completion", shell)
        assert (done.returncode, done.stderr, done.stdout.endswith(end)) == (0, "", True)


def test_the_words_of_a_list(papercite: Run, tmp_path: Path) -> None:
    done = papercite("completion", "--words", "topic")
    assert (done.returncode, done.stderr) == (0, "")
    assert "binary" in done.stdout.splitlines()
    (tmp_path / "papers.md").write_text("- Alpha Beta Networks, CVPR 2017\n", encoding="utf-8")
    for kind, words in (("topic", ""), ("venue", "CVPR\n"), ("key", "anon2017alpha\n")):
        assert papercite("completion", "--words", kind, "--list", "papers.md").stdout == words


def test_without_a_shell_there_is_nothing_to_print(papercite: Run) -> None:
    done = papercite("completion")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "papercite: which shell?\n  hint: papercite completion bash|zsh|fish\n"

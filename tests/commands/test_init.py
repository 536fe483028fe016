"""papercite init: what it shows, which list it takes, and the settings that it writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from papercite.commands.init import settings_of
from papercite.config import find_config
from papercite.record import Entry
from papercite.topics import rules_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = """\
# Papers

## Quantization
- **[XNOR-Net]** XNOR-Net: ImageNet Classification, ECCV 2016, [[paper]](https://arxiv.org/abs/1603.05279), [[code]](https://github.com/allenai/XNOR-Net)
- Plain Nets for Everything, ICLR 2017, [[paper]](https://arxiv.org/abs/1701.00001)

## Other
- Nets That Nobody Knows, [[paper]](https://example.org/nets.pdf)
"""
NEXT = """\

next
  papercite parse README.md # what was read, entry by entry
  papercite refresh --plan # what looking the papers up would ask of whom
  papercite refresh # look them up
  papercite export > refs.bib # print them as BibTeX
"""
LOOK = """\
README.md: 3 entries under 2 headings, 2 with an identifier, 1 to look at
  1 with neither an identifier nor a year: hard to find
    README.md:8: Nets That Nobody Knows

line 4 was understood as
  title: XNOR-Net: ImageNet Classification
  nickname: XNOR-Net
  venue: ECCV
  year: 2016
  paper: https://arxiv.org/abs/1603.05279
  code: https://github.com/allenai/XNOR-Net
  headings: Papers > Quantization
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a list, and a file with bullets that is none."""
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Notes\n\n- buy bread\n", encoding="utf-8")
    return tmp_path


def _without_check(text: str) -> str:
    """Without the line on a command that not every version has."""
    return "".join(line for line in text.splitlines(keepends=True) if "papercite check" not in line)


def test_a_list_is_shown_and_its_settings_are_written(papercite: Run, folder: Path) -> None:
    done = papercite("init", cwd=folder)
    written = (folder / "papercite.toml").read_text(encoding="utf-8")
    assert (done.returncode, done.stdout, _without_check(done.stderr), written) == (
        0, "", f"{LOOK}\nwrote papercite.toml\n{NEXT}", papercite("init", "--dry-run", cwd=folder).stdout,
    )  # fmt: skip


def test_the_settings_mean_the_list(papercite: Run, folder: Path) -> None:
    papercite("init", "README.md", cwd=folder)
    assert papercite("table", "--columns", "line", cwd=folder).stdout.split()[:4] == ["Line", "4", "5", "8"]


def test_a_dry_run_writes_nothing(papercite: Run, folder: Path) -> None:
    done = papercite("init", "--dry-run", cwd=folder)
    assert (done.returncode, done.stdout[:11], _without_check(done.stderr)) == (0, "# Settings ", LOOK + NEXT)
    assert not (folder / "papercite.toml").exists()


def test_every_setting_that_is_offered_is_valid(tmp_path: Path) -> None:
    title = 'A "Quoted" \\Title {with} braces\x7f'
    path = tmp_path / "papercite.toml"
    path.write_text(re.sub(r"^#(?=\S)", "", settings_of("a b.md", Entry(1, title)), flags=re.MULTILINE), "utf-8")
    config = find_config(str(tmp_path))
    assert (config.lists, config.mailto, config.corrections[0].entry, config.sources_off) == (
        (str(tmp_path / "a b.md"),), "you@example.org", 'A "Quoted" \\Title {with} braces', ("semanticscholar",),
    )  # fmt: skip
    assert config.topics[0]["name"] in rules_of(config).topics


def test_none_is_in_force_unasked(tmp_path: Path) -> None:
    (tmp_path / "papercite.toml").write_text(settings_of("a.md", None), encoding="utf-8")
    config = find_config(str(tmp_path))
    assert config._replace(path="", lists=()) == type(config)()


# ---- which list


def test_of_several_lists_one_must_be_named(papercite: Run, folder: Path) -> None:
    (folder / "papers.md").write_text(LIST + LIST, encoding="utf-8")
    done = papercite("init", cwd=folder)
    assert (done.returncode, done.stderr) == (
        2,
        (
            "papercite: several lists are here: README.md (2 papers), papers.md (4 papers)\n"
            "  hint: name the one you mean: papercite init papers.md\n"
        ),
    )
    assert not (folder / "papercite.toml").exists()


def test_a_folder_without_a_list(papercite: Run, tmp_path: Path) -> None:
    done = papercite("init", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("no file in this folder lists papers\n  hint: papercite init FILE")


def test_a_list_without_papers_gets_no_settings(papercite: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    done = papercite("init", "empty.md", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "empty.md: the list is empty\n")
    assert [path.name for path in tmp_path.iterdir()] == ["empty.md"]


def test_a_list_that_is_not_there(papercite: Run, tmp_path: Path) -> None:
    done = papercite("init", "none.md", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, "papercite: none.md: no such file")


def test_settings_stand_beside_the_list(papercite: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (folder / "README.md").rename(tmp_path / "sub" / "my list.md")
    done = papercite("init", "sub/my list.md", cwd=tmp_path)
    assert (tmp_path / "sub" / "papercite.toml").is_file()
    assert "\nnext, in sub\n" in done.stderr
    assert "papercite parse 'my list.md' #" in done.stderr


# ---- settings that are there already


@pytest.mark.parametrize(
    ("name", "text"), [("papercite.toml", ""), ("pyproject.toml", '[tool.papercite]\nlists = ["README.md"]\n')]
)
def test_settings_are_never_overwritten(name: str, text: str, papercite: Run, folder: Path) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    done = papercite("init", cwd=folder)
    assert (done.returncode, done.stderr) == (
        2,
        (
            f"{LOOK}papercite: {name}: there are settings already; they stay as they are\n"
            "  hint: papercite init --dry-run prints what would be written\n"
        ),
    )
    assert (folder / name).read_text(encoding="utf-8") == text


def test_settings_of_the_folder_above_are_told(papercite: Run, folder: Path) -> None:
    (folder / "papercite.toml").write_text('lists = ["README.md"]\n', encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "README.md").rename(folder / "sub" / "README.md")
    done = papercite("init", cwd=folder / "sub")
    above = folder / "papercite.toml"
    assert done.returncode == 0
    assert f"\nwrote papercite.toml; it is in force here, and {above} no longer is\n" in done.stderr


def test_a_link_to_nowhere_counts_as_settings(papercite: Run, folder: Path) -> None:
    (folder / "papercite.toml").symlink_to(folder / "none" / "papercite.toml")
    done = papercite("init", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there are settings already" in done.stderr


def test_titles_do_not_steer_the_terminal(papercite: Run, tmp_path: Path) -> None:
    text = LIST.replace("Nobody", "No\x1b[2Jbody").replace("Classification", "Classi\u202efication")
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    done = papercite("init", "--dry-run", cwd=tmp_path)
    assert not re.search("[\x1b\u202e]", done.stdout + done.stderr)

"""Settings: where they are found, what they may say, and what is said of wrong ones."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from papercite.config import Config, Correction, config_of, data_folder, find_config
from papercite.errors import ConfigError


def _config(text: str, folder: Path, name: str = "papercite.toml") -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    return find_config(str(folder))


def _refusal(text: str, folder: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        _config(text, folder)
    return str(caught.value).replace(str(folder / "papercite.toml"), "papercite.toml")


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """
lists = ["papers.md", "more/papers.md", "/elsewhere/papers.md"]
mailto = "me@example.org"
[[topic]]
name = "mine"
description = "My topic."
parents = ["quantization"]
match = ["a"]
section = ["b"]
unless = ["c"]
[[correct]]
entry = "Learned Step Quantization"
reason = "the list misspells it"
title = "Learned Step Size Quantization"
year = 2020
topic = ["a", "b"]
key = "lsq"
[sources]
off = ["dblp"]
"""
    topic = {
        "name": "mine", "description": "My topic.", "parents": ["quantization"], "match": ["a"], "section": ["b"],
        "unless": ["c"],
    }  # fmt: skip
    tags = (
        ("title", "Learned Step Size Quantization"), ("year", "2020"), ("key", "lsq"), ("topic", "a"), ("topic", "b"),
    )  # fmt: skip
    lists = (str(tmp_path / "papers.md"), str(tmp_path / "more" / "papers.md"), os.path.abspath("/elsewhere/papers.md"))
    assert _config(text, tmp_path) == Config(
        str(tmp_path / "papercite.toml"), lists, "me@example.org", (topic,),
        (Correction("Learned Step Quantization", "the list misspells it", tags),), ("dblp",),
    )  # fmt: skip


def test_an_empty_file_is_a_config(tmp_path: Path) -> None:
    assert _config("", tmp_path) == Config(str(tmp_path / "papercite.toml"))


# ---- where


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"a/b/papercite.toml": "", "a/papercite.toml": ""}, "a/b/papercite.toml"),
        ({"a/papercite.toml": ""}, "a/papercite.toml"),
        ({"papercite.toml": ""}, "papercite.toml"),
        ({"a/b/pyproject.toml": "[tool.papercite]\nmailto='x'", "a/papercite.toml": ""}, "a/b/pyproject.toml"),
        ({"a/b/pyproject.toml": "[tool.papercite]\nmailto='x'", "a/b/papercite.toml": ""}, "a/b/papercite.toml"),
        ({"a/b/pyproject.toml": "[tool.other]\nx=1", "a/papercite.toml": ""}, "a/papercite.toml"),
        ({"a/b/pyproject.toml": "# tool.papercite is not here", "a/papercite.toml": ""}, "a/papercite.toml"),
        ({"a/b/pyproject.toml": "tool.papercite.mailto = 'x'"}, "a/b/pyproject.toml"),
        ({"a/b/pyproject.toml": "not = toml = at all", "papercite.toml": ""}, "papercite.toml"),  # not ours to judge
    ],
)
def test_the_nearest_settings_count(files: dict[str, str], found: str, tmp_path: Path) -> None:
    for name, text in files.items():
        _write(tmp_path / name, text)
    (tmp_path / "a" / "b").mkdir(parents=True, exist_ok=True)
    assert find_config(str(tmp_path / "a" / "b")).path == str(tmp_path / found)


def test_without_settings_there_are_defaults(tmp_path: Path) -> None:
    assert find_config(str(tmp_path)) == Config()


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "papercite.toml").mkdir()
    assert find_config(str(tmp_path)) == Config()


# ---- what is wrong


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("list = []", "list is no setting; did you mean lists?"),
        ("zzz = 1", "zzz is no setting"),
        ("lists = 'papers.md'", "lists must be a list"),
        ("lists = [1]", "lists must be a list of texts"),
        ("mailto = 5", "mailto must be a text"),
        ("sources = []", "sources must be a table"),
        ("[sources]\noff = [1]", "sources.off must be a list of texts"),
        ("[sources]\noff = 'dblp'", "sources.off must be a list"),
        ("[sources]\nof = ['dblp']", "sources.of is no setting; did you mean off?"),
        ("topic = 5", "topic must be a list"),
        ("topic = ['binary']", "[[topic]] must be a table"),
        ("[[topic]]\nmatch = ['a']", 'a [[topic]] has no name\n  hint: add name = "..."'),
        ("[[topic]]\nname = ''", 'a [[topic]] has no name\n  hint: add name = "..."'),
        ("[[topic]]\nname = 5", "[[topic]] name must be a text"),
        ("[[topic]]\nname = 'x'\nmatch = 'a'", "[[topic]] match must be a list"),
        ("[[topic]]\nname = 'x'\nmatches = ['a']", "[[topic]] matches is no setting; did you mean match?"),
        ("[[correct]]\nentry = 'x'", "a [[correct]] needs both entry (title, nickname or key) and reason"),
        ("[[correct]]\nreason = 'x'", "a [[correct]] needs both entry (title, nickname or key) and reason"),
        ("[[correct]]\nentry = 'x'\nreason = 'y'\nyears = 5", "[[correct]] years is no setting; did you mean year?"),
        ("[[correct]]\nentry = 'x'\nreason = 'y'\nyear = 20.5", "[[correct]] year must be a number"),
        ("[[correct]]\nentry = 'x'\nreason = 'y'\nyear = true", "[[correct]] year must be a number"),
        ("[[correct]]\nentry = 'x'\nreason = 'y'\ntopic = 5", "[[correct]] topic must be a text or a list"),
    ],
)
def test_a_wrong_setting_is_named(text: str, message: str, tmp_path: Path) -> None:
    assert _refusal(text, tmp_path).startswith(f"papercite.toml: {message}")


@pytest.mark.parametrize("text", ["lists = ", "[sources", "a = 1\na = 2"])
def test_what_is_no_toml_is_named(text: str, tmp_path: Path) -> None:
    said = _refusal(text, tmp_path)
    assert re.fullmatch(r"papercite\.toml: .+\n  hint: the file must be TOML, see README\.md, Settings", said)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "papercite.toml").write_bytes(b"mailto = '\xfc'")
    with pytest.raises(ConfigError, match="not UTF-8\n  hint: save the file as UTF-8"):
        find_config(str(tmp_path))


def test_a_correction_without_fixes_fixes_nothing() -> None:
    settings = {"correct": [{"entry": "x", "reason": "y"}]}
    assert config_of(settings, "papercite.toml").corrections == (Correction("x", "y", ()),)


# ---- folders


@pytest.mark.skipif(os.name == "nt", reason="folders of Unix")
@pytest.mark.parametrize(
    ("chosen", "xdg", "folder"),
    [("/mine", "/xdg", "/mine"), ("", "/xdg", "/xdg/papercite"), ("", "", "/home/me/.local/share/papercite")],
)
def test_the_folder_of_the_user(chosen: str, xdg: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERCITE_DATA_DIR", chosen)
    monkeypatch.setenv("XDG_DATA_HOME", xdg)
    monkeypatch.setenv("HOME", "/home/me")
    assert Path(data_folder()) == Path(folder)

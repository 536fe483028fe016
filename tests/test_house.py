"""Rules of the house: how files look, who imports whom, what the main job loads, and that the README is true."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from conftest import DATA, ROOT, missing

from papercite import cli
from papercite.formats import FORMATS
from papercite.formats.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

README = ROOT / "README.md"
NOT_OURS = {"build", "dist", "node_modules", "__pycache__"}


def files() -> list[Path]:
    """Every file of the project, without what programs left there."""
    found = []
    for folder, folders, names in ROOT.walk() if hasattr(ROOT, "walk") else _walk():
        folders[:] = [
            name
            for name in folders
            if name not in NOT_OURS and not name.endswith(".egg-info") and (name == ".ci" or not name.startswith("."))
        ]
        names = [name for name in names if name != ".git"]  # in a worktree it is a file
        found += [folder / name for name in names if not name.endswith((".pyc", ".bib")) or "tests" in folder.parts]
    return sorted(found)


def _walk() -> Iterator[tuple[Path, list[str], list[str]]]:
    for folder, folders, names in os.walk(ROOT):  # Path.walk came with Python 3.12
        yield ROOT / os.path.relpath(folder, ROOT), folders, names


PYTHON = [path for path in files() if path.suffix == ".py"]
MODULES = {
    path.relative_to(ROOT / "papercite").as_posix(): path for path in PYTHON if path.is_relative_to(ROOT / "papercite")
}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PYTHON}


# ---- ruff and mypy


@pytest.mark.parametrize(
    "command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=["ruff", "format", "mypy"]
)
def test_nothing_to_find_fault_with(command: list[str]) -> None:
    if not find_spec(command[0]):
        missing(f"{command[0]} is not installed (pip install -e '.[dev]')")
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


# ---- how files look


def test_files_hold_no_words_of_the_workshop() -> None:
    """Neither names of a machine's folders (an address on the web may hold such a word) nor numbers of issues."""
    words = re.compile(r"\bissue\s[0-9]|(?<![\w.-])/(?:work|root)/", re.IGNORECASE)
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not words.search(text), path


def test_every_module_says_what_it_is_for() -> None:
    """An empty file needs no words."""
    assert [path for path, tree in TREES.items() if tree.body and not ast.get_docstring(tree)] == []


def test_functions_can_be_read_at_a_glance() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 60
    ]
    assert long == []


def test_lines_end_the_same_way_in_every_file() -> None:
    for path in files():
        if path.suffix in (".py", ".md", ".toml", ".yml", ".yaml"):
            text = path.read_bytes()
            assert b"\r" not in text, path
            assert not text or text.endswith(b"\n"), path


# ---- who imports whom


def imports(name: str, *, at_start: bool = False) -> set[str]:
    """Modules that a module of ours imports, by full name; `at_start`: only those that its own import brings along."""
    found: set[str] = set()
    nodes: list[ast.AST] = list(TREES[MODULES[name]].body)
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            source = node.module or ""
            found.add(source)
            found |= {f"{source}.{alias.name}" for alias in node.names if source.split(".")[0] == "papercite"}
        elif at_start and (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _is_for_types(node)):
            continue
        nodes += ast.iter_child_nodes(node)
    return found


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def offenders(names: list[str], forbidden: set[str], *, at_start: bool = False) -> dict[str, set[str]]:
    """Modules among `names` that import something forbidden, or something in it."""
    found = {}
    for name in names:
        bad = {
            module
            for module in imports(name, at_start=at_start)
            for ban in forbidden
            if f"{module}.".startswith(f"{ban}.")
        }
        if bad:
            found[name] = bad
    return found


PURE = {"text.py", "names.py", "identify.py", "match.py", "merge.py", "topics.py", "venues.py", "citekey.py",
        "select.py", "versions.py", "codec.py", "join.py", "suggest.py", "record.py", "errors.py", "hosts.py",
        "titles.py", "authors.py", "places.py", "verdict.py", "index.py", "judge.py", "keep.py", "due.py",
        "walls.py", "check.py", "mend.py", "likeness.py", "firstlook.py", "counts.py",
        "cited.py"}  # fmt: skip
FOLDERS = ("lists/", "formats/", "providers/")
WORLD = {"sqlite3", "httpx", "socket", "papercite.net", "papercite.cache"}
ABOVE = {f"papercite.{name}" for name in ("lock", "library", "papers", "refresh", "commands", "cli")}


def test_pure_modules_are_where_they_are_looked_for() -> None:
    assert set(MODULES) > PURE
    assert all(any(name.startswith(folder) for name in MODULES) for folder in FOLDERS)


def test_records_import_nothing_of_ours() -> None:
    assert offenders(["record.py", "errors.py"], {"papercite"}) == {}


def test_imports_point_one_way() -> None:
    pure = [name for name in MODULES if name in PURE or name.startswith(FOLDERS)]
    assert offenders(pure, WORLD | ABOVE) == {}


def test_what_is_below_knows_nothing_of_commands() -> None:
    below = [name for name in MODULES if not name.startswith(("commands/", "cli.py", "__main__.py"))]
    assert offenders(below, {"papercite.commands", "papercite.cli"}) == {}


def test_a_command_is_imported_when_it_is_called() -> None:
    assert offenders(["cli.py"], {"papercite.commands"}) == {}
    assert "papercite.commands" in (ROOT / "papercite" / "cli.py").read_text(encoding="utf-8")


# The libraries, and the only modules that may import them, at their start or inside a function.
HOMES = {
    "markdown_it": {"lists/markdown.py"},
    "rich": {"progress.py", "formats/terminal.py", "formats/bars.py", "commands/table.py", "commands/stats.py"},
    "bibtexparser": {"providers/local.py"},
    "pylatexenc": {"providers/local.py"},
    "httpx": {"net.py"},
    "arxiv": {"providers/arxiv.py"},
    "sqlite3": {"cache.py"},
    "socket": {"net.py"},
    "rapidfuzz": {"titles.py"},
    "docutils": {"lists/rst.py"},
    "citeproc": {"formats/processor.py"},
    "lxml": {"formats/style.py"},
    "http.server": {"commands/serve.py"},
}


SLOW = {"rich", "bibtexparser", "pylatexenc", "arxiv", "docutils", "citeproc", "lxml"}


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    assert set(offenders(list(MODULES), {library})) <= HOMES[library]


def test_libraries_that_are_slow_to_load_wait_until_they_are_needed() -> None:
    """markdown-it and httpx have modules of their own, which are imported when they are needed."""
    assert offenders(list(MODULES), SLOW, at_start=True) == {}


def test_only_the_lock_replaces_files() -> None:
    """Nothing but lock.py writes a file that people keep, and it writes it at one stroke."""
    writing = {"write_text", "write_bytes", "rename", "replace", "link_to", "symlink_to"}
    for name, path in MODULES.items():
        if name in ("lock.py", "cache.py"):
            continue
        for node in ast.walk(TREES[path]):
            if not isinstance(node, ast.Call):
                continue
            function = ast.unparse(node.func)
            owner, _, method = function.rpartition(".")
            is_text_method = method == "replace" and owner != "os"
            assert method not in writing or is_text_method or not owner, f"{name}:{node.lineno}: {function}"
            modes = [
                ast.unparse(mode)
                for mode in [*node.args[1:2], *(one.value for one in node.keywords if one.arg == "mode")]
            ]
            assert function != "open" or not set("".join(modes)) & set("wax+"), f"{name}:{node.lineno}: {function}"


# ---- what the main job loads

LOADED = (
    "import sys; before = set(sys.modules); sys.argv = ['papercite', *sys.argv[1:]]\n"
    "from papercite.cli import main\n"
    "try:\n    main()\nexcept SystemExit:\n    pass\n"
    "print(*sorted(set(sys.modules) - before), file=sys.stderr)"
)
HEAVY = {"httpx", "arxiv", "asyncio", "markdown_it", "rich", "bibtexparser", "pylatexenc", "sqlite3", "socket", "ssl",
         "requests", "feedparser", "lxml", "pathlib", "dataclasses", "tomllib", "inspect", "logging", "tempfile",
         "subprocess", "urllib.request", "email"}  # fmt: skip


def loaded(folder: Path, *arguments: str) -> set[str]:
    """Modules that a command loads, beyond those that Python has loaded already."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    return set(done.stderr.splitlines()[-1].split())


def test_the_main_job_loads_nothing_heavy(tmp_path: Path) -> None:
    names = loaded(tmp_path, "export", "--topic", "binary")
    assert "papercite.formats.bibtex" in names
    assert names & HEAVY == set()
    ours = {name for name in names if name.startswith(("papercite.commands.", "papercite.formats.", "papercite.lists"))}
    assert ours <= {f"papercite.commands.{name}" for name in ("export", "output", "selection")} | {
        f"papercite.formats.{name}" for name in ("bibentry", "bibtex", "capitals", "latex", "mathematics")
    }


@pytest.mark.parametrize("arguments", ["--help", "--version", "export --help", "table --topic binary", "show XNOR-Net"])
def test_nor_do_the_other_quick_ones(tmp_path: Path, arguments: str) -> None:
    assert loaded(tmp_path, *arguments.split()) & HEAVY == set()


# ---- the README


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Fenced blocks: the line in front of the fence, and the lines inside; a line that goes on is one with the next."""
    for before, inside in re.findall(r"(?:^|\n)([^\n]*)\n```[^\n]*\n(.*?)\n```", text, re.DOTALL):
        yield before, re.sub(r"\\\n\s*", " ", inside).split("\n")


def commands_of_the_readme() -> list[str]:
    lines = [line.strip() for _, inside in blocks(README.read_text(encoding="utf-8")) for line in inside]
    return [line.removeprefix("$ ") for line in lines if line.startswith(("papercite ", "$ papercite "))]


XNOR = (
    "**[XNOR-Net]** XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks, ECCV 2016, "
    "[[paper]](https://arxiv.org/abs/1603.05279), [[code]](https://github.com/allenai/XNOR-Net)"
)
TTQ = "**[TTQ]** Trained Ternary Quantization, ICLR 2017, [[paper]](https://openreview.net/forum?id=S1_pAu9xl)"
EFFICIENT = (
    "**[EfficientNet]** EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019, "
    "[[paper]](https://arxiv.org/abs/1905.11946)"
)
LIST = f"# My papers\n\n## Quantization\n- {XNOR}\n- {TTQ}\n\n## Efficient Model\n- {EFFICIENT}\n"


@pytest.fixture
def reader(tmp_path: Path, papercite: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like that of somebody who reads the README: data/, a list, a paper, a .bib, and the command."""
    folder = tmp_path / "reader"
    shutil.copytree(DATA, folder / "data")
    (folder / "papers.md").write_text(LIST, encoding="utf-8")
    (folder / "paper.tex").write_text("\\cite{rastegari2016xnor}", encoding="utf-8")
    (folder / "paper.aux").write_text("\\citation{rastegari2016xnor}", encoding="utf-8")
    keys = ("rastegari2016xnor", "zhu2017trained", "tan2019efficientnet")
    printed = papercite("export", *(word for key in keys for word in ("--key", key)), cwd=folder)
    (folder / "mine.bib").write_text(printed.stdout, encoding="utf-8")
    command = tmp_path / "bin" / "papercite"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m papercite "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PAPERCITE_OFFLINE", "1")
    monkeypatch.setenv("PAPERCITE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return folder


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_every_command_of_the_readme_runs(reader: Path) -> None:
    lines = commands_of_the_readme()
    assert len(lines) > 5
    for line in lines:
        assert not re.search(r"(^|[\s=<>])(/|~|\.\.)", line), f"{line}: a place outside the folder is not for a test"
        done = subprocess.run(
            ["bash", "-c", line], cwd=reader, capture_output=True, encoding="utf-8", timeout=60, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        is_unanswered = done.returncode == 3 and "offline" in done.stderr  # what a line says of sources needs a network
        assert done.returncode in (0, 1) or is_unanswered, f"{line}\n{done.stderr}"
        assert done.stdout or done.stderr, line
        assert "Traceback" not in done.stderr, line


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_what_the_readme_shows_is_what_is_printed(reader: Path) -> None:
    """Lines below "$ papercite ..." in a block are printed just so; "..." stands for any lines."""
    for _, inside in blocks(README.read_text(encoding="utf-8")):
        if not inside[0].startswith("$ papercite "):
            continue
        done = subprocess.run(
            ["bash", "-c", inside[0].removeprefix("$ ") + " 2>&1"], cwd=reader, capture_output=True, encoding="utf-8",
            timeout=60, check=False,
        )  # fmt: skip
        shown = "".join("(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + "\n" for line in inside[1:])
        assert re.fullmatch(shown, done.stdout), inside[0]


def test_the_readme_names_every_command_format_and_column() -> None:
    text = README.read_text(encoding="utf-8")
    for name, what in cli.COMMANDS.items():
        assert f"`papercite {name}`" in text or f"papercite {name} " in text
        assert re.search(rf"\| `papercite {name}` \| {re.escape(what)} \|", text), name
    for name in FORMATS:
        assert re.search(rf"(?:--format|-f) {name}\b", text) or name == "bibtex", name
        assert re.search(name, text, re.IGNORECASE)
    assert f"Columns: {', '.join(COLUMNS)}." in re.sub(r"\s+", " ", text)


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
def test_ci_runs_the_test_command_of_the_readme() -> None:
    told = [inside for before, inside in blocks(README.read_text(encoding="utf-8")) if before == "<!-- tests -->"]
    assert len(told) == 1
    (command,) = told[0]
    assert "pytest" in command
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = re.search(r'^eval "(\$\(.*\))"$', script, re.MULTILINE)
    assert taken, ".ci/run evaluates a line of README.md"
    done = subprocess.run(
        ["bash", "-c", f'printf %s "{taken[1]}"'],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=True,
    )
    assert done.stdout == command
    assert os.access(ROOT / ".ci" / "run", os.X_OK)

"""The wheel: what people install holds the data, prints the same bytes, and is never written into.

Slow: it builds and installs a wheel, once for all tests here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from conftest import DATA, ROOT

from papercite import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def pip(*arguments: str | Path) -> None:
    """Run pip; the tests are skipped where it needs a package index and none can be reached."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--retries=1", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    if done.returncode and "satisfies the requirement hatchling" in done.stderr + done.stdout:
        pytest.skip("no package index can be reached, and hatchling is not installed")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
    pip("wheel", "--quiet", "--no-deps", *isolation, "--wheel-dir", folder, ROOT)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed into, without what it depends on."""
    folder = tmp_path_factory.mktemp("site")
    pip("install", "--quiet", "--no-deps", "--no-compile", "--target", folder, wheel)
    return folder


@pytest.fixture
def installed(site: Path, tmp_path: Path) -> Run:
    """Run the installed command in an empty folder."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, "-m", "papercite", *map(str, arguments)], cwd=tmp_path, env=environment,
            capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    return run


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, with its time and content."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_the_wheel_holds_the_package_its_data_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    ours = [path for path in (ROOT / "papercite").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    code = {path.relative_to(ROOT).as_posix() for path in ours}
    data = {f"papercite/data/{path.relative_to(DATA).as_posix()}" for path in DATA.rglob("*") if path.is_file()}
    about = {name for name in names if name.startswith(f"papercite-{__version__}.dist-info/")}
    assert names - about == code | data
    assert {name.rpartition("/")[2] for name in about} >= {"METADATA", "LICENSE", "entry_points.txt"}


def test_data_files_are_those_of_the_checkout(site: Path) -> None:
    held = site / "papercite" / "data"
    assert {path.relative_to(held): path.read_bytes() for path in held.rglob("*") if path.is_file()} == {
        path.relative_to(DATA): path.read_bytes() for path in DATA.rglob("*") if path.is_file()
    }


def test_the_installed_command_is_the_one_that_runs(site: Path, installed: Run) -> None:
    done = installed("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"papercite {__version__}\n", "")
    command = [sys.executable, "-c", "import papercite; print(papercite.__file__)"]
    where = subprocess.run(
        command, cwd=site.parent, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, encoding="utf-8",
        timeout=60, check=True,
    )  # fmt: skip
    assert where.stdout.strip() == str(site / "papercite" / "__init__.py")


def test_it_installs_the_command(site: Path) -> None:
    script = site / "bin" / "papercite"
    if os.name == "nt":
        pytest.skip("scripts are programs there")
    done = subprocess.run(
        [sys.executable, script, "--version"], env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True,
        encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout == f"papercite {__version__}\n"


def test_programs_can_import_it(site: Path, tmp_path: Path) -> None:
    code = "import papercite as p; print(len(p.load().select(topic='ternary').to_bibtex().split('\\n@')), p.load())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True,
        encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout == "2 <Papers: 59 of neural-network-compression.md>\n"


@pytest.mark.parametrize(
    "arguments",
    ["export --topic binary", "table", "topics --all", "show XNOR-Net", "export -f text", "export -f html", "man"],
)
def test_it_prints_the_same_bytes_as_the_checkout(installed: Run, papercite: Run, arguments: str) -> None:
    ours, theirs = papercite(*arguments.split()), installed(*arguments.split())
    assert theirs.stdout
    assert (theirs.returncode, theirs.stdout, theirs.stderr) == (ours.returncode, ours.stdout, ours.stderr)


def test_a_refresh_writes_nothing_into_the_package(
    site: Path, installed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept for the user"
    monkeypatch.setenv("PAPERCITE_DATA_DIR", str(kept))
    monkeypatch.setenv("PAPERCITE_CACHE_DIR", str(tmp_path / "cache"))
    before = snapshot(site)
    done = installed("refresh", "--offline", "--from", site / "papercite" / "data" / "facts.jsonl")
    mine = kept / "neural-network-compression.lock"
    assert done.returncode == 0
    assert f"wrote {mine}\n" in done.stderr
    assert snapshot(site) == before
    assert [path.name for path in kept.iterdir()] == [mine.name]
    mine.write_text(mine.read_text(encoding="utf-8").replace("rastegari2016xnor", "mykey2016"), encoding="utf-8")
    assert "{mykey2016," in installed("export", "--topic", "binary").stdout  # and is preferred from now on


def test_an_installation_without_its_data_says_so(wheel: Path, tmp_path: Path) -> None:
    pip("install", "--quiet", "--no-deps", "--no-compile", "--target", tmp_path / "site", wheel)
    (tmp_path / "site" / "papercite" / "data" / "topics.toml").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "papercite", "topics"], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "papercite: topics.toml: this file of papercite is missing\n  hint: install papercite again\n"
    )

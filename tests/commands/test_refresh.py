"""papercite refresh: what is looked up, what is written, and what is said."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import DATA

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = """\
## Quantization
- **[XNOR-NET]** XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks, ECCV 2016, [[paper]](https://arxiv.org/abs/1603.05279)
- **[TTQ]** Trained Ternary Quantization, ICLR 2017, [[paper]](https://arxiv.org/abs/1612.01064)
"""
XNOR, TTQ = "rastegari2016xnor", "zhu2017trained"
FACTS = DATA / "facts.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that `papercite` runs in, with a list of two papers that the shipped facts know."""
    (tmp_path / "papers.md").write_text(LIST, encoding="utf-8")
    return tmp_path


def lock_of(folder: Path, name: str = "papers.lock") -> dict[str, Any]:
    return dict(json.loads((folder / name).read_text(encoding="utf-8")))


def states(folder: Path) -> dict[str, str]:
    return {paper["key"]: paper["status"] for paper in lock_of(folder)["papers"]}


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What is said, but for the sources on the network, which are not asked here."""
    return "".join(line for line in done.stderr.splitlines(keepends=True) if "could not ask" not in line)


def test_a_lock_is_written_beside_the_list(papercite: Run, folder: Path) -> None:
    done = papercite("refresh", "papers.md", "--offline", "--from", FACTS)
    assert (done.returncode, done.stdout) == (0, "")
    assert told(done) == f"papers.md: 2 papers: 2 resolved\n  2 papers new: {XNOR}, {TTQ}\nwrote papers.lock\n"
    assert states(folder) == {XNOR: "resolved", TTQ: "resolved"}
    assert sorted(path.name for path in folder.iterdir()) == ["papers.lock", "papers.md"]
    assert papercite("export", "papers.md").stderr == "2 papers: 2 resolved\n"


def test_once_more_changes_nothing(papercite: Run, folder: Path) -> None:
    papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    before = (folder / "papers.lock").read_bytes(), (folder / "papers.lock").stat().st_mtime_ns
    done = papercite("refresh", "--offline", "papers.md", "--from", FACTS, PYTHONHASHSEED="3")
    assert done.returncode == 0
    assert told(done) == "papers.md: 2 papers: 2 resolved\npapers.lock is up to date\n"
    assert ((folder / "papers.lock").read_bytes(), (folder / "papers.lock").stat().st_mtime_ns) == before


def test_a_rehearsal_writes_nothing(papercite: Run, folder: Path) -> None:
    done = papercite("refresh", "--offline", "papers.md", "--from", FACTS, "--dry-run")
    assert done.returncode == 0
    assert told(done) == f"papers.md: 2 papers: 2 resolved\n  2 papers new: {XNOR}, {TTQ}\n"
    assert [path.name for path in folder.iterdir()] == ["papers.md"]


def test_what_papercite_printed_it_takes_back(papercite: Run, folder: Path) -> None:
    """A .bib of ours is a source like any other, and a round trip loses nothing that is printed."""
    for more in ([], ["--ascii"]):
        (folder / "mine.bib").write_text(papercite("export", "--key", XNOR, "--key", TTQ, *more).stdout, "utf-8")
        (folder / "papers.lock").unlink(missing_ok=True)
        assert papercite("refresh", "--offline", "papers.md", "--from", "mine.bib").returncode == 0
        assert states(folder) == {XNOR: "resolved", TTQ: "resolved"}
        ours = re.sub(r"  (keywords|archiveprefix|primaryclass|url) .*\n", "", papercite("export", "papers.md").stdout)
        printed = papercite("export", "--key", XNOR, "--key", TTQ).stdout
        assert ours == re.sub(r"  (keywords|archiveprefix|primaryclass|url) .*\n", "", printed)


def test_several_files_and_lists(papercite: Run, folder: Path) -> None:
    for key in (XNOR, TTQ):
        (folder / f"{key}.bib").write_text(papercite("export", "--key", key).stdout, encoding="utf-8")
    (folder / "more.md").write_text("- **[TTQ]** Trained Ternary Quantization, ICLR 2017\n", encoding="utf-8")
    done = papercite("refresh", "--offline", "papers.md", "more.md", "--from", f"{XNOR}.bib", "--from", f"{TTQ}.bib")
    assert states(folder) == {XNOR: "resolved", TTQ: "resolved"}
    assert "wrote papers.lock\n" in done.stderr
    assert "wrote more.lock\n" in done.stderr


def test_papers_that_nobody_could_be_asked_for_make_the_status_3(papercite: Run, folder: Path) -> None:
    (folder / "mine.bib").write_text(papercite("export", "--key", XNOR).stdout, encoding="utf-8")
    done = papercite("refresh", "--offline", "papers.md", "--from", "mine.bib")
    assert done.returncode == 3
    assert done.stderr.startswith("papers.md: 2 papers: 1 resolved, 1 not-asked\n")
    assert papercite("export", "papers.md").returncode == 0


def test_another_title_under_the_same_number_is_for_a_person_to_look_at(papercite: Run, folder: Path) -> None:
    (folder / "papers.md").write_text(LIST.replace("Trained Ternary", "Learned Sextary"), encoding="utf-8")
    done = papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    assert done.returncode == 1
    assert re.search(
        r"^papers.md:3: review: arxiv:1612.01064 is of 'Trained Ternary Quantization', the list says "
        r"'Learned Sextary Quantization' \(ttq2017learned\)$", done.stderr, re.MULTILINE,
    )  # fmt: skip
    assert states(folder)["ttq2017learned"] == "review"


def test_keys_stay_and_departures_are_told(papercite: Run, folder: Path) -> None:
    papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    entries = LIST.splitlines(keepends=True)
    (folder / "papers.md").write_text(
        f"{entries[0]}- A Newcomer, CVPR 2018, [[pdf]](https://x.org/n.pdf)\n{entries[2]}"
    )
    done = papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    assert told(done) == (
        "papers.md: 2 papers: 1 resolved, 1 not-asked\n"
        "  1 paper new: anon2018newcomer\n"
        f"  1 paper no longer in the list: {XNOR}\n"
        "papers.md:2: not-asked: offline, and nothing at hand tells what it is (anon2018newcomer)\n"
        "wrote papers.lock\n"
    )
    assert states(folder) == {"anon2018newcomer": "not-asked", TTQ: "resolved"}


def test_a_poorer_source_takes_nothing_away(papercite: Run, folder: Path) -> None:
    papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    before = papercite("export", "papers.md").stdout
    (folder / "none.jsonl").write_text("")
    assert papercite("refresh", "--offline", "papers.md", "--from", "none.jsonl").returncode == 0
    assert papercite("export", "papers.md").stdout == before


def test_keys_of_a_lock_that_we_do_not_know_are_kept(papercite: Run, folder: Path) -> None:
    papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    held = lock_of(folder)
    held["reviewed-by"] = "somebody"
    held["papers"][0]["stars"] = 5
    (folder / "papers.lock").write_text(json.dumps(held), encoding="utf-8")
    papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    assert lock_of(folder)["reviewed-by"] == "somebody"
    assert lock_of(folder)["papers"][0]["stars"] == 5


# ---- the list that ships


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that papercite keeps data of the user in; it does not exist yet."""
    folder = tmp_path / "user" / "papercite"
    monkeypatch.setenv("PAPERCITE_DATA_DIR", str(folder))
    return folder


def test_the_lock_of_the_shipped_list_goes_to_the_user_and_is_preferred(papercite: Run, kept: Path) -> None:
    before = {path: path.read_bytes() for path in DATA.rglob("*") if path.is_file()}
    done = papercite("refresh", "--offline", "--from", FACTS)
    mine = kept / "neural-network-compression.lock"
    assert done.returncode == 0
    assert done.stderr.endswith(f"wrote {mine}\n")
    assert [path.name for path in kept.iterdir()] == [mine.name]
    assert {path: path.read_bytes() for path in DATA.rglob("*") if path.is_file()} == before
    mine.write_text(mine.read_text(encoding="utf-8").replace(XNOR, "mykey2016"), encoding="utf-8")
    assert "{mykey2016," in papercite("export", "--topic", "binary").stdout
    mine.write_text(re.sub('"sha256": ".', '"sha256": "x', mine.read_text("utf-8"), count=1), encoding="utf-8")
    assert f"{{{XNOR}," in papercite("export", "--topic", "binary").stdout  # a lock of another list


def test_a_broken_lock_of_the_user_is_told(papercite: Run, kept: Path) -> None:
    kept.mkdir(parents=True)
    (kept / "neural-network-compression.lock").write_text("{")
    done = papercite("export")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"papercite: {kept / 'neural-network-compression.lock'}: not a whole lock: ")


def test_a_data_folder_that_cannot_be_made(papercite: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PAPERCITE_DATA_DIR", str(tmp_path / "file" / "papercite"))
    done = papercite("refresh", "--offline", "--from", FACTS)
    assert done.returncode == 2
    where = re.escape(f"papercite: {tmp_path / 'file' / 'papercite'}")
    assert re.search(rf"^{where}\S*: (cannot be written: )?Not a directory$", done.stderr, re.MULTILINE)


# ---- errors


def refused(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_without_a_source_that_may_be_asked(papercite: Run, folder: Path) -> None:
    done = papercite("refresh", "--offline", "papers.md")
    assert (done.returncode, done.stdout) == (3, "")
    assert "offline" in done.stderr
    assert states(folder) == {"xnornet2016xnor": "not-asked", "ttq2017trained": "not-asked"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("nope.bib", None, "nope.bib: No such file or directory\n"),
        ("x.jsonl", b"\xff\xfe", "x.jsonl: not UTF-8 (byte 0)\n  hint: save the file as UTF-8\n"),
        ("x.jsonl", b'\n{"title": "A"}\n{"title": 3}\n', "x.jsonl:3: not a record: title: a text was expected\n"),
        ("x.jsonl", b'{"title": "A"\n', "x.jsonl:1: not a record: Expecting ',' delimiter: line 1 column 14"),
        ("x.jsonl", b"[]\n", "x.jsonl:1: not a record: an object was expected\n"),
        ("x.jsonl", b'{"year": 2016}\n', "x.jsonl:1: a record without a title\n"),
        ("x.jsonl", b'{"title": "A", "authors": [{"first": 1}], "year": "2016"}\n',
         "x.jsonl:1: not a record: year: a whole number was expected\n"),
        ("x.bib", b"no entry at all\n", "x.bib: no BibTeX entry found\n"),
    ],
)  # fmt: skip
def test_records_that_cannot_be_read(
    papercite: Run, folder: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    assert refused(papercite("refresh", "--offline", "papers.md", "--from", name)).startswith(f"papercite: {message}")
    assert not (folder / "papers.lock").exists()


def test_records_that_are_a_folder(papercite: Run, folder: Path) -> None:
    (folder / "notes").mkdir()
    assert (
        refused(papercite("refresh", "--offline", "papers.md", "--from", "notes"))
        == "papercite: notes: Is a directory\n"
    )


def test_an_entry_that_bibtex_cannot_read_is_told(papercite: Run, folder: Path) -> None:
    good = papercite("export", "--key", XNOR).stdout
    (folder / "mine.bib").write_text(f"@article{{half, title = {{Never closed\n\n{good}", encoding="utf-8")
    done = papercite("refresh", "--offline", "papers.md", "--from", "mine.bib")
    assert re.search(r"mine\.bib(:1)?: ", done.stderr)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(papercite: Run, folder: Path) -> None:
    folder.chmod(0o555)
    try:
        done = papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    finally:
        folder.chmod(0o755)
    assert done.returncode == 2
    assert done.stderr.endswith(
        "papercite: papers.lock: cannot be written: Permission denied\n  hint: nothing was changed\n"
    )


def test_a_lock_that_is_a_folder(papercite: Run, folder: Path) -> None:
    (folder / "papers.lock").mkdir()
    assert (
        refused(papercite("refresh", "--offline", "papers.md", "--from", FACTS))
        == "papercite: papers.lock: Is a directory\n"
    )


def test_a_list_without_papers_ends_with_1(papercite: Run, folder: Path) -> None:
    (folder / "papers.md").write_text("")
    done = papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    assert done.returncode == 1
    assert told(done) == "papers.md: the list is empty\npapers.md: 0 papers: none\nwrote papers.lock\n"


def test_a_list_that_lost_all_its_papers_does_not_empty_the_lock_unseen(papercite: Run, folder: Path) -> None:
    papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    (folder / "papers.md").write_text("# Nothing left\n")
    done = papercite("refresh", "--offline", "papers.md", "--from", FACTS)
    assert done.returncode == 1
    assert f"  2 papers no longer in the list: {XNOR}, {TTQ}\n" in done.stderr

"""papercite export: what is printed, what is written, and what is said of both."""

from __future__ import annotations

import csv
import inspect
import io
import os
import re
import stat
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from papercite.commands.output import OPTIONS
from papercite.formats import FORMATS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

ENTRY = "- {title}, CVPR {year}, [[pdf]](https://arxiv.org/abs/{arxiv})\n"
TWO = ENTRY.format(title="First Paper", year=2016, arxiv="1601.00001") + ENTRY.format(
    title="Another Matter", year=2017, arxiv="1701.00002"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that `papercite` runs in, with a list of two papers."""
    (tmp_path / "papers.md").write_text(TWO, encoding="utf-8")
    return tmp_path


def keys_in(bib: str) -> list[str]:
    return re.findall(r"^@\w+\{(.*),$", bib, re.MULTILINE)


# ---- what is printed


def test_the_shipped_list_is_printed_whole(papercite: Run) -> None:
    done = papercite("export")
    assert done.returncode == 0
    assert len(keys_in(done.stdout)) == len(set(keys_in(done.stdout))) == 59
    assert done.stderr.splitlines()[0] == "59 papers: 59 resolved"


def test_the_main_job(papercite: Run) -> None:
    done = papercite("export", "--topic", "binary")
    assert done.returncode == 0
    assert keys_in(done.stdout)[:2] == ["courbariaux2016binarized", "rastegari2016xnor"]
    assert all("binary" in line for line in done.stdout.splitlines() if line.startswith("  keywords "))
    assert done.stderr.startswith(f"{len(keys_in(done.stdout))} papers: ")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--topic ternary", ["li2023ternary", "zhu2017trained"]),
        ("--topic ternary --year 2017", ["zhu2017trained"]),
        ("--topic ternary --prefer preprint --year 2016", ["li2023ternary", "zhu2017trained"]),
        ("--topic ternary --topic recurrent", ["li2023ternary", "zhu2017trained", "xu2018alternating"]),
        ("--topic quantization+recurrent", ["xu2018alternating"]),
        ("--venue NIPS --topic binary", ["lin2017accurate", "fromm2018heterogeneous"]),
        ("--venue neurips --not-topic quantization", ["gao2018channelnets"]),
        ("--match rastegari --has code --has doi", ["rastegari2016xnor"]),
        ("--key RASTEGARI2016XNOR --status resolved", ["rastegari2016xnor"]),
        ("--sort key --limit 2 --topic ternary", ["li2023ternary", "zhu2017trained"]),
        ("--sort year --limit 1 --topic ternary", ["zhu2017trained"]),
    ],
)
def test_the_selection_is_printed(papercite: Run, options: str, expected: list[str]) -> None:
    done = papercite("export", *options.split())
    assert (done.returncode, keys_in(done.stdout)) == (0, expected)


def test_the_version_preferred_is_printed(papercite: Run) -> None:
    published, preprint, listed = (
        papercite("export", "--key", "li2023ternary", "--prefer", prefer)
        for prefer in ("published", "preprint", "listed")
    )
    assert "@inproceedings{li2023ternary," in published.stdout
    assert "  eprint        = {1605.04711},\n" in published.stdout
    assert "1 paper not printed as the list has it: li2023ternary (papercite show KEY)\n" in published.stderr
    assert "@article{li2023ternary," in preprint.stdout
    assert "arXiv preprint arXiv:1605.04711" in preprint.stdout
    assert preprint.stderr == listed.stderr == "1 paper: 1 resolved\n"


def test_several_lists_are_one(papercite: Run, folder: Path) -> None:
    (folder / "more.md").write_text(TWO.replace("Another Matter", "A Third One").replace("00002", "00003"), "utf-8")
    done = papercite("export", "papers.md", "more.md")
    assert keys_in(done.stdout) == ["anon2016first", "anon2017another", "anon2017third"]
    assert done.stderr.startswith("3 papers: 3 not-asked (printed as the list has it: papercite refresh)\n")


def test_a_list_that_was_never_looked_up_is_printed_as_it_is(papercite: Run, folder: Path) -> None:
    done = papercite("export", "papers.md")
    assert keys_in(done.stdout) == ["anon2016first", "anon2017another"]
    assert done.stderr == ("2 papers: 2 not-asked (printed as the list has it: papercite refresh)\n")
    assert done.returncode == 0
    assert [path.name for path in folder.iterdir()] == ["papers.md"]


def test_a_list_that_grew_since_says_how_many_wait(papercite: Run, folder: Path) -> None:
    (folder / "mine.bib").write_text(papercite("export", "papers.md").stdout, encoding="utf-8")
    assert papercite("refresh", "--offline", "papers.md", "--from", "mine.bib").returncode in (0, 1)
    with (folder / "papers.md").open("a", encoding="utf-8") as file:
        file.write(ENTRY.format(title="Newcomer", year=2018, arxiv="1801.00003"))
    done = papercite("export", "papers.md")
    assert "papers.md: 1 entry not in the lock yet: papercite refresh\n" in done.stderr
    assert len(keys_in(done.stdout)) == 3


def test_an_empty_selection_prints_nothing_and_ends_with_1(papercite: Run, folder: Path) -> None:
    for options in ("--topic binary --year 1990", "--status unresolved -f csv", "--match nothing -o refs.bib"):
        done = papercite("export", *options.split())
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "no paper of neural-network-compression.md fits\n"
    assert [path.name for path in folder.iterdir()] == ["papers.md"]


def test_papers_to_look_at_make_the_status_1(papercite: Run, folder: Path) -> None:
    (folder / "mine.jsonl").write_text(
        '{"source": "mine", "type": "article", "title": "Quite Another Title", "arxiv": "1601.00001", "year": 2016}\n'
    )
    papercite("refresh", "--offline", "papers.md", "--from", "mine.jsonl")
    done = papercite("export", "papers.md")
    assert done.returncode == 1
    assert done.stderr.startswith("2 papers: 1 review, 1 not-asked (printed as")
    assert keys_in(done.stdout) == ["anon2016first", "anon2017another"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_every_paper(papercite: Run, name: str) -> None:
    done = papercite("export", "--format", name, "--topic", "ternary")
    assert done.returncode == 0
    assert done.stdout == papercite("export", "-f", name, "-t", "ternary").stdout
    printed = done.stdout.lower()  # formatted references have no keys, and titles in other cases
    assert all(words in printed for words in ("ternary weight networks", "trained ternary quantization"))
    if FORMATS[name].options != ("style",):
        assert all(key in printed for key in ("li2023ternary", "zhu2017trained"))


def test_columns_are_those_asked_for(papercite: Run) -> None:
    done = papercite("export", "-f", "csv", "--columns", "year, key,arxiv", "--topic", "ternary")
    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["year", "key", "arxiv"], ["2023", "li2023ternary", "1605.04711"], ["2017", "zhu2017trained", "1612.01064"],
    ]  # fmt: skip


def test_groups_are_those_asked_for(papercite: Run) -> None:
    headings = re.findall(
        "^## .*", papercite("export", "-f", "markdown", "-t", "ternary", "-g", "year").stdout, re.MULTILINE
    )
    assert headings == ["## 2017", "## 2023"]
    rows = list(csv.reader(io.StringIO(papercite("export", "-f", "csv", "-t", "ternary", "-g", "venue").stdout)))
    assert [row[0] for row in rows] == ["venue", "ICASSP", "ICLR"]


def test_ascii_says_which_letters_were_left(papercite: Run, folder: Path) -> None:
    (folder / "papers.md").write_text(ENTRY.format(title="Café 二値", year=2016, arxiv="1601.00001"), encoding="utf-8")
    done = papercite("export", "papers.md", "--ascii")
    assert r"Caf{\'e} 二値" in done.stdout
    assert done.stderr.endswith("not in classic LaTeX, left as they are: 二値\n")
    assert papercite("export", "--ascii").stdout.isascii()


# ---- options of .bib files


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_fields_of_an_entry_are_those_asked_for(papercite: Run, name: str) -> None:
    done = papercite("export", "-f", name, "-t", "ternary", "--fields", "Title, doi,year", "--drop", "doi")
    assert done.returncode == 0
    fields = {"bibtex": {"title", "year"}, "biblatex": {"title", "date"}}
    assert set(re.findall(r"^  (\w+) ", done.stdout, re.MULTILINE)) == fields[name]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--fields titel", "bibtex has no field 'titel'; did you mean title?\n"),
        ("--drop key -f biblatex", "biblatex has no field 'key'; did you mean keywords?\n"),
        ("--fields ,", "',' names no field\n"),
        ("--max-authors 0", "'0' is no number of authors\n"),
        ("--max-authors many", "'many' is no number of authors\n"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_is_written(papercite: Run, folder: Path, words: str, message: str) -> None:
    done = papercite("export", "-t", "ternary", "-o", "refs.bib", *words.split())
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"papercite: {message}")
    assert not (folder / "refs.bib").exists()


def test_authors_venues_proceedings_and_macros(papercite: Run) -> None:
    words = ("--max-authors", "1", "--abbrev-venues", "--crossref-proceedings", "--strings", "--key", "li2023ternary")
    done = papercite("export", *words)
    assert done.returncode == 0
    assert done.stdout.startswith("@string{venue_icassp = {ICASSP}}\n\n@inproceedings{li2023ternary,\n")
    assert "{Li, Fengfu and others}" in done.stdout
    assert "  crossref      = {proceedings-icassp-2023}\n}\n\n@proceedings{proceedings-icassp-2023,\n" in done.stdout
    assert done.stderr.startswith("1 paper: 1 resolved\n")


def test_the_address_beside_a_doi(papercite: Run) -> None:
    words = ("export", "--key", "faraone2018syq")
    without, with_it = papercite(*words, "--no-url-if-doi").stdout, papercite(*words, "--url-if-doi").stdout
    assert without == papercite(*words).stdout
    assert "  url " not in without
    assert "  url           = {https://openaccess.thecvf.com/content_cvpr_2018/html/Faraone" in with_it


# ---- what is written


def test_a_file_holds_what_would_have_been_printed(papercite: Run, folder: Path) -> None:
    printed = papercite("export", "papers.md")
    done = papercite("export", "papers.md", "-o", "refs.bib")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "wrote refs.bib: 2 papers\n" + printed.stderr
    assert (folder / "refs.bib").read_text(encoding="utf-8") == printed.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["papers.md", "refs.bib"]


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(papercite: Run, folder: Path) -> None:
    target = folder / "refs.bib"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    assert papercite("export", "papers.md", "--output", target).returncode == 0
    assert keys_in(target.read_text(encoding="utf-8")) == ["anon2016first", "anon2017another"]
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_new_file_gets_the_permissions_that_the_mask_leaves(papercite: Run, folder: Path) -> None:
    old = os.umask(0o027)
    try:
        papercite("export", "papers.md", "-o", "refs.bib")
    finally:
        os.umask(old)
    assert stat.S_IMODE((folder / "refs.bib").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("notes", "Is a directory"),
        ("nowhere/refs.bib", "No such file or directory"),
        ("papers.md/x", "Not a directory"),
    ],
)
def test_a_place_that_cannot_be_written(papercite: Run, folder: Path, target: str, reason: str) -> None:
    (folder / "notes").mkdir()
    done = papercite("export", "papers.md", "-o", target)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"papercite: {target}: cannot be written: {reason}\n  hint: nothing was changed\n"
    assert sorted(path.name for path in folder.rglob("*")) == ["notes", "papers.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(papercite: Run, folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o555)
    done = papercite("export", "papers.md", "-o", "locked/refs.bib")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "papercite: locked/refs.bib: cannot be written: Permission denied\n  hint: nothing was changed\n"
    )


@pytest.mark.parametrize("target", ["papers.md", "papers.lock", "./papers.md", "deep/../papers.lock", "also.md"])
@pytest.mark.parametrize("is_locked", [True, False])
def test_the_list_and_its_lock_are_not_overwritten(papercite: Run, folder: Path, target: str, is_locked: bool) -> None:
    (folder / "deep").mkdir()
    (folder / "also.md").symlink_to("papers.md")
    if is_locked:
        (folder / "papers.lock").write_text('{"papercite": 1, "papers": []}', encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = papercite("export", "papers.md", "-o", target)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        f"papercite: {target}: this is the list or its lock; it is not overwritten\n  hint: name another file\n"
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_link_is_written_through(papercite: Run, folder: Path) -> None:
    (folder / "thesis").mkdir()
    (folder / "thesis" / "refs.bib").write_text("old", encoding="utf-8")
    (folder / "refs.bib").symlink_to(Path("thesis") / "refs.bib")
    assert papercite("export", "papers.md", "-o", "refs.bib").returncode == 0
    assert (folder / "refs.bib").is_symlink()
    assert len(keys_in((folder / "thesis" / "refs.bib").read_text(encoding="utf-8"))) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_ordinary_file_is_never_replaced_by_one(papercite: Run, folder: Path) -> None:
    """A pipe here; the same holds for devices, which root could replace for the whole machine."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # whoever writes into the pipe does not wait for a reader
    try:
        done = papercite("export", "papers.md", "-o", "pipe")
        held = os.read(reader, 65536).decode()
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert done.returncode == 2 or len(keys_in(held)) == 2


def test_a_wrong_column_is_told_by_every_format_that_has_columns(papercite: Run) -> None:
    for name in [name for name, row in FORMATS.items() if "columns" in row.options]:
        done = papercite("export", "-f", name, "--columns", "key,titel")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("papercite: there is no column 'titel'; did you mean title?\n  columns: key, ")


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_that_a_format_does_not_take_is_refused(papercite: Run, name: str) -> None:
    option = OPTIONS[name]
    words = [option.flags[0]]
    if "action" not in option.settings:
        words.append(str(next(iter(option.settings.get("choices", ["1"])))))
    takers = [one for one, row in FORMATS.items() if name in row.options]
    for one in FORMATS.keys() - takers:
        done = papercite("export", "-f", one, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f"papercite: {words[0]} does not go with --format {one}\n  hint: it is for {', '.join(takers)}\n"
        )


def test_every_option_of_a_format_can_be_set() -> None:
    for row in FORMATS.values():
        parameters = inspect.signature(import_module(row.module).render).parameters
        assert {*row.options} == parameters.keys() - {"papers", "prefer"}
        assert {*row.options} <= OPTIONS.keys()


def test_a_topic_that_a_rule_knows_and_no_paper_has_is_an_empty_selection(papercite: Run, folder: Path) -> None:
    done = papercite("export", "papers.md", "--topic", "binary", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "no paper of papers.md fits\n")

"""`import papercite`: what a program gets, as one that is written by somebody else; types are checked by mypy."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, assert_type

import pytest
from conftest import ROOT, SHIPPED

import papercite
import papercite.papers
from papercite import Paper, Papers
from papercite.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

ALPHA = "- Alpha Beta Networks, CVPR 2017, [[paper]](https://arxiv.org/abs/1701.00001)\n"
GAMMA = "- Gamma Delta Pruning, ICML 2018, [[paper]](https://arxiv.org/abs/1801.00001)\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder without settings."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def papers() -> Papers:
    """The papers that ship."""
    return papercite.load()


# ---- examples


@pytest.mark.parametrize("module", [papercite, papercite.papers], ids=["papercite", "papers"])
def test_the_examples_of_the_docstrings_are_true(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]  # a module, which parametrize does not know
    assert (failed, tried > 1) == (0, True)


def test_the_python_of_the_readme_is_true(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "papers.md").write_text(f"## Robots\n{ALPHA}{GAMMA}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    test = doctest.DocTestParser().get_doctest("\n".join(told), {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner().run(test).failed == 0


# ---- load, read


def test_what_is_loaded_is_what_the_command_prints(papers: Papers, papercite: object) -> None:
    done = papercite("export", "--topic", "binary", "--year", "2016-2018", "--sort", "year")  # type: ignore[operator]
    assert papers.select(topic="binary", year="2016-2018", sort="year").to_bibtex() == done.stdout


def test_lists_are_named_by_path_by_several_paths_or_by_the_settings(tmp_path: Path) -> None:
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_text(ALPHA, encoding="utf-8")
    other.write_text(GAMMA, encoding="utf-8")
    assert [len(papercite.load(named)) for named in (one, str(one), [one, other], (str(other),))] == [1, 1, 2, 1]
    assert papercite.load().lists == (str(SHIPPED),)
    assert papercite.load([]) == Papers()
    (tmp_path / "papercite.toml").write_text('lists = ["one.md", "other.md"]\n', encoding="utf-8")
    loaded = papercite.load()
    assert loaded.lists == (str(one), str(other))
    assert loaded.notes == ()
    assert [paper.entry.title for paper in loaded] == ["Alpha Beta Networks", "Gamma Delta Pruning"]


def test_notes_are_kept_and_not_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.md").write_text("# Nothing\n", encoding="utf-8")
    loaded = papercite.load("empty.md")
    assert loaded.notes == ("empty.md: no paper found\n  hint: see README.md, What a list looks like",)
    assert (loaded.select(), list(loaded), loaded.to_bibtex(), loaded.topics) == (Papers(), [], "", {})
    assert capfd.readouterr() == ("", "")


def test_what_is_wrong_is_an_error_of_papercite(tmp_path: Path) -> None:
    with pytest.raises(papercite.errors.ListError, match="no such file"):
        papercite.load("nowhere.md")
    (tmp_path / "papercite.toml").write_text("lists = 1\n", encoding="utf-8")
    with pytest.raises(papercite.errors.ConfigError):
        papercite.load()


def test_a_text_is_read_in_the_form_that_its_name_tells() -> None:
    assert [entry.title for entry in papercite.read(ALPHA + GAMMA)] == ["Alpha Beta Networks", "Gamma Delta Pruning"]
    assert [entry.title for entry in papercite.read("title,year\nAlpha Beta,2017\n", "papers.csv")] == ["Alpha Beta"]
    assert papercite.read("") == []


# ---- select


def test_a_value_may_be_a_text_a_number_or_several(papers: Papers) -> None:
    assert papers.select(year=2016) == papers.select(year="2016") == papers.select(year=["2016"])
    assert papers.select(year=range(2016, 2019)) == papers.select(year="2016-2018")
    both = papers.select(topic={"binary", "ternary"})
    assert {paper.key for paper in both} == {
        paper.key for name in ("binary", "ternary") for paper in papers.select(topic=name)
    }
    assert papers.select(has=["code", "doi"], limit=3) == papers.select(has="code").select(has="doi")[:3]


def test_a_selection_can_be_selected_from(papers: Papers) -> None:
    binary = papers.select(topic="binary", sort="title")
    assert binary.select(topic="efficient-architecture") == papers.select(
        topic="binary+efficient-architecture", sort="title"
    )
    assert len(binary.select(topic="ternary").select(topic="recurrent")) == 0  # topics of the list, if of no paper here
    assert list(papers) == list(papercite.load())


def test_the_version_preferred_goes_with_the_selection(papers: Papers) -> None:
    preprints = papers.select(key="rastegari2016xnor", prefer="preprint")
    assert "journal       = {arXiv" in preprints.to_bibtex()
    assert (
        preprints[:1].prefer == preprints.select().prefer == Papers(preprints, prefer="preprint").prefer == "preprint"
    )
    assert "booktitle " in preprints.to_bibtex(prefer="published")
    assert "booktitle " in papers.select(key="rastegari2016xnor").to_bibtex()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"topic": "binry"}, "there is no topic 'binry'; did you mean binary?"),
        ({"year": "last"}, "'last' is no year\n  hint: 2018, 2016-2019, 2018- or -2016"),
        ({"has": "cod"}, "there is no property 'cod'; did you mean code?"),
        ({"status": ["resolved", "x"]}, "there is no status 'x'\n  hint: resolved, review, unresolved, not-asked"),
        ({"sort": "yaer"}, "there is no order 'yaer'; did you mean year?"),
        ({"prefer": "preprints"}, "there is no version 'preprints'; did you mean preprint?"),
        ({"limit": 0}, "0 is no number of papers"),
    ],
)
def test_a_value_that_does_not_exist_is_an_error_with_the_near_ones(
    papers: Papers, asked: dict[str, str], said: str
) -> None:
    with pytest.raises(papercite.errors.UsageError) as raised:
        papers.select(**asked)  # type: ignore[arg-type]  # wrong on purpose
    assert str(raised.value) == said


# ---- export


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_had(papers: Papers, name: str) -> None:
    few = papers.select(topic="ternary")
    text = few.export(name)
    assert len(text) > 100
    assert text == few.export(format=name, prefer="published")


def test_columns_are_one_text_or_several(papers: Papers) -> None:
    few = papers[:2]
    assert few.export("csv", columns="key,year") == few.export("csv", columns=["key", "year"])
    assert few.export("csv", columns=("key",), group_by="year").splitlines()[0] == "year,key"
    assert "{\\'e}" in Papers([few[0]._replace(record=papercite.Record(title="é"))]).to_bibtex(to_ascii=True)


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("bibtx", {}, "there is no format 'bibtx'; did you mean "),
        ("csv", {"columns": "key,titel"}, "there is no column 'titel'; did you mean title?"),
        ("csv", {"group_by": "yaer"}, "there is no group 'yaer'; did you mean year?"),
        ("csv", {"colums": "key"}, "there is no option of the format csv 'colums'; did you mean columns?"),
        ("bibtex", {"prefer": "pre"}, "there is no version 'pre'; did you mean preprint?"),
    ],
)
def test_so_are_formats_and_their_options(papers: Papers, name: str, options: dict[str, Any], said: str) -> None:
    with pytest.raises(papercite.errors.UsageError) as raised:
        papers.export(name, **options)
    assert str(raised.value).startswith(said)


# ---- a sequence


def test_papers_are_a_sequence(papers: Papers) -> None:
    assert len(papers) == len(list(papers)) == 59
    assert papers[-1] == list(papers)[58]
    assert next(reversed(papers)) == papers[-1]
    assert papers[:2].lists == papers.lists
    assert repr(papers[:2]) == "<Papers: 2 of neural-network-compression.md>"
    assert repr(Papers()) == "<Papers: 0>"
    assert (papers[:2], hash(papers[:2])) == (Papers(papers[n] for n in (0, 1)), hash(Papers(papers[:2])))
    assert papers != list(papers)


def test_a_paper_is_found_by_its_key(papers: Papers) -> None:
    assert papers["rastegari2016xnor"] == papers["Rastegari2016XNOR"] == papers.select(key="rastegari2016xnor")[0]
    assert "rastegari2016xnor" in papers
    assert papers[0] in papers
    assert "nobody2000" not in papers
    with pytest.raises(papercite.errors.UsageError, match=re.escape("there is no key 'rastegari2016'; did you mean ")):
        papers["rastegari2016"]
    with pytest.raises(KeyError) as raised:
        papers["x"]
    assert str(raised.value) == "there is no key 'x'"


def test_topics_are_counted(papers: Papers) -> None:
    assert papers.topics["binary"] == len(papers.select(topic="binary"))
    assert next(iter(papers.select(topic="ternary").topics)) == "quantization"


# ---- types, and what an import costs


def test_a_type_checker_knows_everything() -> None:
    """mypy runs over this file: a type that is another, or a name that it takes for ours, is an error there."""
    papers = papercite.load()
    assert_type(papers, Papers)
    assert_type(papers[0], Paper)
    assert_type(papers["rastegari2016xnor"], Paper)
    assert_type(papers[1:], Papers)
    assert_type([paper.key for paper in papers], list[str])
    assert_type(papers.select(topic="binary", year=2016, has=("code",)).to_bibtex(), str)
    assert_type(papers.topics, dict[str, int])
    assert_type(papercite.read(""), list[papercite.Entry])
    assert_type(papercite.shown(papers[0]), papercite.Record)
    assert_type(papercite.full_name(papercite.shown(papers[0]).authors[0]), str)
    with pytest.raises(AttributeError, match="module 'papercite' has no attribute 'lod'"):
        papercite.lod()  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        papers.select(topics="binary")  # type: ignore[call-arg]


def test_names_are_those_that_are_promised() -> None:
    assert sorted(dir(papercite)) == sorted([*papercite.__all__, "__version__"])
    assert all(getattr(papercite, name) is not None for name in papercite.__all__)


def test_importing_papercite_loads_nothing(tmp_path: Path) -> None:
    code = "import sys; before = set(sys.modules); import papercite; print(sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout == "['papercite']\n"

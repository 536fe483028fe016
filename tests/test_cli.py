"""The command line as a user meets it: help, every error with its message, exit status, interruption."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import DATA, ROOT

from papercite import __version__, cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = """\
# Papers

## Quantization
- **[XNOR-Net]** XNOR-Net: ImageNet Classification Using Binary Convolutional Neural Networks, ECCV 2016, [[paper]](https://arxiv.org/abs/1603.05279)
- **[TTQ]** Trained Ternary Quantization, ICLR 2017, [[paper]](https://arxiv.org/abs/1612.01064)
"""
GET_HELP = "\n  hint: papercite export --help\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that `papercite` runs in, with a list in it."""
    (tmp_path / "papers.md").write_text(LIST, encoding="utf-8")
    return tmp_path


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """What a refused request says, without "papercite: " in front."""
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("papercite: ")
    return done.stderr.removeprefix("papercite: ")


# ---- help


def test_version(papercite: Run) -> None:
    for option in ("--version", "-V"):
        done = papercite(option)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"papercite {__version__}\n", "")


def test_help_names_every_command(papercite: Run) -> None:
    for option in ("--help", "-h", "help"):
        done = papercite(option)
        assert (done.returncode, done.stdout, done.stderr) == (0, cli.help_text(), "")
    for name, what in cli.COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(what)}$", cli.help_text(), re.MULTILINE)
    assert cli.help_text().endswith("example\n  papercite export --topic binary > refs.bib\n")


def test_without_arguments_help_is_a_message_and_not_data(papercite: Run) -> None:
    done = papercite()
    assert (done.returncode, done.stdout, done.stderr) == (2, "", cli.help_text())


def test_commands_are_the_files_of_the_folder() -> None:
    files = {path.stem for path in (ROOT / "papercite" / "commands").glob("*.py")}
    assert set(cli.COMMANDS) == files - {"__init__", "selection", "output", "document"}


def example_of(text: str) -> str:
    """The last line of a help text, which must be the one below "example"."""
    assert text.splitlines()[-2] == "example"
    return text.splitlines()[-1].strip()


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_help_of_a_command_ends_with_an_example(papercite: Run, name: str) -> None:
    done = papercite(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(rf"usage: papercite {name}\b", done.stdout)
    assert re.match(rf"papercite {name}\b", example_of(done.stdout))
    assert papercite(name, "-h").stdout == done.stdout


@pytest.mark.parametrize("name", ["", *(name for name in cli.COMMANDS if name != "serve")])  # which runs on
def test_the_example_of_the_help_runs(papercite: Run, folder: Path, name: str) -> None:
    """Offline: an example that asks the sources ends with 3 here, and says why."""
    line = example_of(papercite(*filter(None, [name]), "--help").stdout)
    (folder / "mine.bib").write_text(papercite("export", "--match", "xnor net").stdout, encoding="utf-8")
    words, _, target = (part.strip() for part in line.partition(">"))
    done = papercite(*shlex.split(words)[1:], PAPERCITE_OFFLINE="1")
    assert done.returncode in (0, 3), done.stderr
    assert done.returncode == 0 or "offline" in done.stderr
    assert done.stdout or done.stderr
    assert target in ("", "refs.bib", "papercite.bash", "papercite.1")


def test_help_is_as_wide_as_the_terminal(papercite: Run) -> None:
    wide, narrow = (papercite("export", "--help", COLUMNS=columns).stdout.splitlines() for columns in ("120", "80"))
    assert max(map(len, narrow)) <= 80 < max(map(len, wide)) <= 120


# ---- commands, options, names


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("exprt", "there is no command 'exprt'; did you mean export?\n  hint: papercite --help\n"),
        ("zzz", "there is no command 'zzz'\n  hint: papercite --help\n"),
        ("export --topc binary", "unrecognized arguments: --topc; did you mean --topic or --not-topic or "),
        ("export --formt=csv", "unrecognized arguments: --formt=csv; did you mean --format or --sort?"),
        ("export --zzzzzz", "unrecognized arguments: --zzzzzz"),
        ("export --top binary", "unrecognized arguments: --top; did you mean"),  # options are not shortened
        ("export --topic", "argument --topic/-t: expected one argument"),
        ("export --limit 0", "argument --limit: '0' is no number of papers"),
        ("export --limit -3", "argument --limit: '-3' is no number of papers"),
        ("export --limit many", "argument --limit: 'many' is no number of papers"),
    ],
)
def test_a_wrong_command_or_option(papercite: Run, arguments: str, message: str) -> None:
    said = refused(papercite(*arguments.split()))
    assert said == message if message.endswith("\n") else said.startswith(message) and said.endswith(GET_HELP)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ("export --format cvs", "csv"),
        ("export --sort yeer", "year"),
        ("export --has doii", "doi"),
        ("export --status resolvd", "resolved or unresolved"),
        ("export --prefer publishd", "published"),
        ("table --group-by topics", "topic"),
        ("parse papers.md --format jsnl", "jsonl"),
    ],
)
def test_a_wrong_choice(papercite: Run, arguments: str, meant: str) -> None:
    said = refused(papercite(*arguments.split()))
    wrong = arguments.split()[-1]
    assert re.match(rf"argument --[a-z-]+(/-\w)?: invalid choice: '{wrong}' \(choose from .*\)", said)
    assert f"; did you mean {meant}?\n  hint: papercite {arguments.split()[0]} --help\n" in said


@pytest.mark.parametrize("command", ["export", "table"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--topic binry", "there is no topic 'binry'; did you mean binary?\n"),
        ("--not-topic zzzz", "there is no topic 'zzzz'\n  hint: papercite topics lists what there is\n"),
        ("--venue CVPRR", "there is no venue 'CVPRR'; did you mean CVPR or "),
        ("--key rastegari2016xno", "there is no key 'rastegari2016xno'; did you mean rastegari2016xnor?\n"),
        ("--year 16", "'16' is no year\n  hint: 2018, 2016-2019, 2018- or -2016\n"),
        ("--year 2019-2016", "'2019-2016': the first year is after the last\n"),
    ],
)
def test_a_name_that_does_not_exist(papercite: Run, command: str, options: str, message: str) -> None:
    has_columns = command == "table" or "--columns" not in options
    arguments = options.split() if has_columns else [*options.split(), "--format", "csv"]
    assert refused(papercite(command, *arguments)).startswith(message)


@pytest.mark.parametrize("command", ["export --format csv", "table"])
def test_a_column_that_does_not_exist(papercite: Run, command: str) -> None:
    message = "there is no column 'titel'; did you mean title?\n  columns: key, nickname, title, "
    assert refused(papercite(*command.split(), "--columns", "key,titel")).startswith(message)


def test_an_argument_too_few(papercite: Run) -> None:
    required = "the following arguments are required: "
    assert refused(papercite("parse")) == f"{required}FILE\n  hint: papercite parse --help\n"
    assert refused(papercite("show")) == f"{required}KEY|NICKNAME|WORDS\n  hint: papercite show --help\n"


def test_options_and_lists_come_in_any_order(papercite: Run, folder: Path) -> None:
    (folder / "more.md").write_text("- Another Paper, CVPR 2018, [[pdf]](https://arxiv.org/abs/1801.00001)\n", "utf-8")
    one = papercite("table", "papers.md", "--sort", "year", "more.md")
    assert one.stdout == papercite("table", "--sort", "year", "papers.md", "more.md").stdout
    assert one.stdout.count("\n") == 6


# ---- lists


def test_a_list_that_is_not_there(papercite: Run) -> None:
    message = "nope.md: no such file\n  hint: name a list, or set lists in papercite.toml\n"
    for command in ("export", "table", "parse", "topics", "show x --list"):
        assert refused(papercite(*command.split(), "nope.md")) == message


def test_a_list_that_is_a_folder(papercite: Run, folder: Path) -> None:
    (folder / "notes").mkdir()
    expected = "notes: this is a folder\n  hint: name the list in it, for example notes/README.md\n"
    assert refused(papercite("export", "notes")) == expected


def test_a_list_that_is_no_text(papercite: Run, folder: Path) -> None:
    (folder / "list.md").write_bytes(b"\x7fELF\x02\x01\x01\0\0\0\0\0")
    expected = "list.md: this is no text\n  hint: a list is a text file, in UTF-8\n"
    for command in ("export", "parse"):
        assert refused(papercite(command, "list.md")) == expected


def test_a_list_that_is_not_utf_8(papercite: Run, folder: Path) -> None:
    (folder / "latin.md").write_bytes(b"# Papers\n\n- A caf\xe9, CVPR 2016\n")
    done = papercite("export", "latin.md")
    assert "café" in done.stdout
    assert done.stderr.startswith("latin.md: read as Windows-1252; save it as UTF-8 to be sure\n")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_list_that_may_not_be_read(papercite: Run, folder: Path) -> None:
    (folder / "papers.md").chmod(0)
    assert refused(papercite("export", "papers.md")) == "papers.md: Permission denied\n"


@pytest.mark.parametrize("command", [["export"], ["table"], ["parse"], ["topics"], ["show", "x", "--list"]])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "papers.md: the list is empty\n"),
        (" \n\n", "papers.md: the list is empty\n"),
        ("# Only text\n\nNo papers here.\n",
         "papers.md: no paper found\n  hint: see README.md, What a list looks like\n"),
    ],
)  # fmt: skip
def test_a_list_without_papers(papercite: Run, folder: Path, command: list[str], text: str, message: str) -> None:
    (folder / "papers.md").write_text(text, encoding="utf-8")
    done = papercite(*command, "papers.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_a_list_with_a_byte_order_mark_and_windows_line_ends(papercite: Run, folder: Path) -> None:
    plain = papercite("export", "papers.md").stdout
    (folder / "papers.md").write_bytes(b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    assert papercite("export", "papers.md").stdout == plain


def test_two_papers_of_one_key(papercite: Run, folder: Path) -> None:
    entry = "- {}, CVPR 2016, [[pdf]](https://arxiv.org/abs/{}) <!-- papercite: key=dup -->\n"
    (folder / "one.md").write_text(entry.format("One Paper", "1601.00001"), encoding="utf-8")
    (folder / "two.md").write_text(entry.format("Another Matter", "1601.00002"), encoding="utf-8")
    expected = (
        "the key dup is of two papers: 'One Paper' and 'Another Matter'\n"
        "  hint: give one another key: <!-- papercite: key=... --> behind its entry\n"
    )
    assert refused(papercite("export", "one.md", "two.md")) == expected
    (folder / "both.md").write_text((folder / "one.md").read_text() + (folder / "two.md").read_text())
    assert refused(papercite("export", "both.md")) == expected


@pytest.mark.parametrize("key", ["a}b", "a,b", "foo bar", "é", "a{b", "@x", "a%b", "#1"])
def test_a_key_that_bibtex_cannot_read_is_refused(papercite: Run, folder: Path, key: str) -> None:
    entry = f'- Some Paper, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.00001) <!-- papercite: key="{key}" -->\n'
    (folder / "papers.md").write_text(entry, encoding="utf-8")
    done = papercite("export", "papers.md")
    assert key not in done.stdout.partition("\n")[0]
    assert key in done.stderr


def test_a_year_by_hand_that_is_no_year_does_not_spoil_the_lock(papercite: Run, folder: Path) -> None:
    entry = "- Some Paper, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.00001) <!-- papercite: year=soon -->\n"
    (folder / "papers.md").write_text(entry, encoding="utf-8")
    (folder / "mine.jsonl").write_text(
        '{"source": "mine", "type": "article", "title": "Some Paper", "arxiv": "1601.00001", "year": 2016}\n'
    )
    assert papercite("refresh", "--offline", "papers.md", "--from", "mine.jsonl").returncode in (0, 1, 2)
    assert papercite("export", "papers.md", "--sort", "year").returncode == 0


# ---- settings


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('lists = ["papers.md"', "Unclosed array"),
        ('list = ["papers.md"]', "list is no setting; did you mean lists?\n"),
        ('lists = "papers.md"', "lists must be a list\n"),
        ("lists = [1]", "lists must be a list of texts\n"),
        ("mailto = 3", "mailto must be a text\n"),
        ("sources = 3", "sources must be a table\n"),
        ('[sources]\noff = "dblp"', "sources.off must be a list"),
        ('[sources]\nof = ["dblp"]', "sources.of is no setting; did you mean off?\n"),
        ('topic = ["x"]', "[[topic]] must be a table\n"),
        ('[topic]\nname = "x"', "topic must be a list\n"),
        ('[[topic]]\ndescription = "x"', 'a [[topic]] has no name\n  hint: add name = "..."\n'),
        ('[[topic]]\nname = "x"\nmatch = "y"', "[[topic]] match must be a list\n"),
        ('[[topic]]\nname = "x"\nmach = ["y"]', "[[topic]] mach is no setting; did you mean match?\n"),
        ('[[topic]]\nname = "x"\nmatch = ["("]', "topic x: match is no pattern (missing ), unterminated subpattern"),
        ('[[topic]]\nname = "x"\nunless = [3]', "topic x: unless is no pattern ("),
        ('[[topic]]\nname = "x"\nparents = ["binry"]', "topic x has the parent binry, which is no topic"),
        ('[[correct]]\nentry = "x"', "a [[correct]] needs both entry (title, nickname or key) and reason\n"),
        ('[[correct]]\nentry = "x"\ntitel = "z"', "[[correct]] titel is no setting; did you mean title?\n"),
        ('[[correct]]\nentry = "x"\nreason = "y"\nvenue = ["z"]', "[[correct]] venue must be a text or a number\n"),
        ('[[correct]]\nentry = "x"\nreason = "y"\nyear = "soon"', "[[correct]] year must be a number"),
        ('[[correct]]\nentry = "x"\nreason = "y"\nkey = "foo bar"', "[[correct]] key "),
    ],
)  # fmt: skip
def test_settings_that_are_wrong(papercite: Run, folder: Path, settings: str, message: str) -> None:
    (folder / "papercite.toml").write_text(settings, encoding="utf-8")
    said = refused(papercite("table", "papers.md"))
    where = f"{folder / 'papercite.toml'}: "
    assert said.startswith(where + message)
    assert said.endswith("\n  hint: the file must be TOML, see README.md, Settings\n") == ("Unclosed" in message)


def test_settings_that_are_not_utf_8(papercite: Run, folder: Path) -> None:
    (folder / "papercite.toml").write_bytes(b'lists = ["caf\xe9.md"]')
    assert refused(papercite("table")) == f"{folder / 'papercite.toml'}: not UTF-8\n  hint: save the file as UTF-8\n"


def test_settings_are_found_in_the_folder_above(papercite: Run, folder: Path) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "papercite.toml").write_text('lists = ["papers.md"]', encoding="utf-8")
    assert "ternary2017" not in papercite("table", cwd=folder / "deep" / "er").stdout
    assert "2 papers" in papercite("table", cwd=folder / "deep" / "er").stdout
    (folder / "deep" / "papercite.toml").write_text("lists = 3", encoding="utf-8")
    assert "deep" in refused(papercite("table", cwd=folder / "deep" / "er"))  # the nearest one counts


@pytest.mark.parametrize(
    "settings",
    ['[project]\nname = "x"\n', "[project\nbroken, and none of our business", '[tool.other]\nlists = "x"\n',
     '# not [tool.papercite] yet\n[tool]\nother = 1\n', 'tool = "papercite"\n# tool.papercite\n'],
)  # fmt: skip
def test_a_pyproject_without_our_table_is_passed_over(papercite: Run, folder: Path, settings: str) -> None:
    (folder / "papercite.toml").write_text('lists = ["papers.md"]', encoding="utf-8")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "pyproject.toml").write_text(settings, encoding="utf-8")
    assert "2 papers" in papercite("table", cwd=folder / "deeper").stdout


def test_a_pyproject_with_our_table_counts(papercite: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.papercite]\nlists = ["papers.md"]\n', encoding="utf-8")
    assert "2 papers" in papercite("table").stdout
    (folder / "pyproject.toml").write_text('[tool.papercite]\nlist = ["papers.md"]\n', encoding="utf-8")
    said = refused(papercite("table"))
    assert said == f"{folder / 'pyproject.toml'}: list is no setting; did you mean lists?\n"


# ---- locks

REPAIR = "  hint: take it from version control, or delete it and run papercite refresh\n"
PAPER = '{"papercite": 1, "papers": [{"key": "k", "entry": {"line": 3, "title": "t"}, %s}]}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not a whole lock: Expecting value: line 1 column 1 (char 0)\n"),
        ('{"papercite": 1, "papers": [', "not a whole lock: Expecting value: line 1 column 29 (char 28)\n"),
        ("<<<<<<< HEAD\n{}", "not a whole lock: Expecting value: line 1 column 1 (char 0)\n"),
        ("[" * 20000, "not a whole lock: "),
        ("[]", "this is no lock of papercite\n"),
        ("{}", "this is no lock of papercite\n"),
        ('{"papercite": true, "papers": []}', "this is no lock of papercite\n"),
        ('{"papercite": 1, "papers": 3}', "papers: a list was expected\n"),
        ('{"papercite": 1, "papers": null}', "papers: a list was expected\n"),
        ('{"papercite": 1, "papers": {"a": 1}}', "papers: a list was expected\n"),
        ('{"papercite": 1, "sha256": 5, "papers": []}', "sha256: a text was expected\n"),
        ('{"papercite": 1, "papers": [3]}', "an object was expected\n"),
        ('{"papercite": 1, "papers": [{}]}', "paper lacks a field that it must have\n"),
        (PAPER % '"status": "fine"', "status: one of resolved, review, unresolved, not-asked was expected\n"),
        (PAPER % '"record": {"year": "2016"}', "record: year: a whole number was expected\n"),
        (PAPER % '"record": {"authors": [{"family": 3}]}', "record: authors: family: a text was expected\n"),
        (PAPER % '"topics": []', "topics: an object was expected\n"),
    ],
)
def test_a_broken_lock(papercite: Run, folder: Path, content: str, message: str) -> None:
    (folder / "papers.lock").write_text(content, encoding="utf-8")
    said = refused(papercite("export", "papers.md"))
    assert said.startswith(f"papers.lock: {message}")
    assert said.endswith(REPAIR)


def test_a_month_that_is_none_does_not_stop_the_export(papercite: Run, folder: Path) -> None:
    """A lock is edited by hand, and merged: what it says may be wrong, and is then refused or left out."""
    assert papercite("refresh", "--offline", "papers.md", "--from", DATA / "facts.jsonl").returncode == 0
    lock = folder / "papers.lock"
    lock.write_text(re.sub(r'"month": \d+', '"month": 14', lock.read_text("utf-8")), encoding="utf-8")
    done = papercite("export", "papers.md")
    assert "mistake in papercite" not in done.stderr


def test_a_lock_of_a_newer_papercite(papercite: Run, folder: Path) -> None:
    (folder / "papers.lock").write_text('{"papercite": 2, "papers": [{"something": "new"}]}', encoding="utf-8")
    assert refused(papercite("export", "papers.md")) == (
        "papers.lock: made by a newer papercite (lock version 2, this one knows 1)\n"
        "  hint: pip install --upgrade papercite\n"
    )


def test_a_broken_lock_is_not_overwritten(papercite: Run, folder: Path) -> None:
    (folder / "papers.lock").write_text("{", encoding="utf-8")
    refused(papercite("refresh", "--offline", "papers.md", "--from", DATA / "facts.jsonl"))
    assert (folder / "papers.lock").read_text(encoding="utf-8") == "{"


# ---- interruption and mistakes of ours


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_an_interrupt_ends_with_130_and_a_sentence(folder: Path) -> None:
    os.mkfifo(folder / "endless.md")
    child = subprocess.Popen(
        [sys.executable, "-m", "papercite", "export", "endless.md"], cwd=folder, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with (folder / "endless.md").open("wb"):  # opens when the child has begun to read
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err) == (130, "", "papercite: interrupted; nothing was left half-written\n")


def python(code: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line after `code`, in a process of its own."""
    code += f"\nimport sys; sys.argv = ['papercite', *{arguments!r}]\nfrom papercite.cli import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", timeout=30, check=False,
    )  # fmt: skip


def test_an_interrupt_while_writing_leaves_the_old_file_and_nothing_else(folder: Path) -> None:
    (folder / "refs.bib").write_text("old", encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    interrupt = "import os\ndef stop(_):\n    raise KeyboardInterrupt\nos.fsync = stop"
    done = python(interrupt, folder, "export", "papers.md", "-o", "refs.bib")
    assert (done.returncode, done.stderr) == (130, "papercite: interrupted; nothing was left half-written\n")
    assert (folder / "refs.bib").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in folder.iterdir()) == before


MISTAKE = "import papercite.commands.export as export\nexport.run = lambda _: 1 / 0"


def test_a_mistake_of_ours_shows_no_traceback(folder: Path) -> None:
    done = python(MISTAKE, folder, "export")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "papercite: this is a mistake in papercite: ZeroDivisionError: division by zero\n"
        "  hint: the same command with --debug shows where it arose; please report that\n"
    )


@pytest.mark.parametrize("arguments", [("export", "--debug"), ("--debug", "export")])
def test_with_debug_it_does(folder: Path, arguments: tuple[str, ...]) -> None:
    done = python(MISTAKE, folder, *arguments)
    assert "Traceback (most recent call last)" in done.stderr
    assert "ZeroDivisionError: division by zero" in done.stderr
    assert (done.returncode, done.stdout) == (2, "")


def test_debug_changes_no_exit_status(papercite: Run) -> None:
    done = papercite("export", "nope.md", "--debug")
    assert "Traceback" in done.stderr
    assert "ListError: nope.md: no such file" in done.stderr
    assert done.returncode == 2


def test_debug_changes_nothing_where_nothing_is_wrong(papercite: Run) -> None:
    plain, debugged = papercite("export", "--limit", "1"), papercite("export", "--limit", "1", "--debug")
    assert (debugged.returncode, debugged.stdout, debugged.stderr) == (0, plain.stdout, plain.stderr)


def test_main_takes_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"papercite {__version__}\n"

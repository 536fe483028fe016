"""All tables show the same: each is taken apart by a reader of its own and compared cell by cell."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from conftest import SHIPPED
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text
from rich.console import Console

from papercite.config import Config
from papercite.formats import GROUPS, latextable, markdown, terminal
from papercite.formats import csv as comma_separated
from papercite.formats.columns import COLUMNS, groups, rows
from papercite.library import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papercite.record import Paper

PAPERS = load([str(SHIPPED)], Config()).papers
EVERY = tuple(COLUMNS)
Table = list[tuple[str, list[str]]]  # heading of the group and cells, a row each


def expected(papers: Sequence[Paper], group_by: str) -> Table:
    return [
        (heading, [cell.text for cell in row])
        for heading, members in groups(papers, group_by, "published")
        for row in rows(members, EVERY, "published")
    ]


def of_csv(papers: Sequence[Paper], group_by: str) -> Table:
    _, *lines = csv.reader(io.StringIO(comma_separated.render(papers, columns=EVERY, group_by=group_by)))
    cut = int(bool(group_by))
    named = [(line[0] if group_by else "", line[cut:]) for line in lines]
    links = {place for place, name in enumerate(EVERY) if COLUMNS[name].is_link}
    return [
        (heading, [EVERY[place] if place in links and cell else cell for place, cell in enumerate(cells)])
        for heading, cells in named
    ]


def of_markdown(papers: Sequence[Paper], group_by: str) -> Table:
    html = MarkdownIt().enable("table").render(markdown.render(papers, columns=EVERY, group_by=group_by))
    table: Table = []
    heading = ""
    for title, row in re.findall(r"<h2>(.*?)</h2>|<tr>\n(<td.*?)</tr>", html, re.DOTALL):
        heading = unescape(title) or heading
        cells = [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        table += [(heading, cells)] if row else []
    return table


def of_latex(papers: Sequence[Paper], group_by: str) -> Table:
    lines = latextable.render(papers, columns=EVERY, group_by=group_by).split("\\midrule\n", 1)[1]
    table: Table = []
    heading = ""
    for line in lines.splitlines():
        if found := re.match(r"\\multicolumn\{\d+\}\{.*?\}\{\\bfseries (.*) \(\d+\)\} ", line):
            heading = plain(found[1])
        elif " & " in line:
            cells = re.split(r"(?<!\\) ?&(?: |$)", line.partition(r" \\")[0])
            table.append((heading, [plain(re.sub(r"\\href\{.*?\}\{(.*)\}$", r"\1", cell)) for cell in cells]))
    return table


def plain(latex: str) -> str:
    """What a text in LaTeX says, by a reader that is not ours."""
    known = latex.replace(r"\allowbreak{}", "").replace("--", "-").replace(r"{\textless}", "<")
    text = LatexNodes2Text().latex_to_text(known)
    return normalize("NFC", text).strip()


def of_pipe(papers: Sequence[Paper], group_by: str) -> Table:
    """Cells stand where the headings of their columns do."""
    table: Table = []
    heading, starts = "", []
    for line in terminal.render(papers, columns=EVERY, group_by=group_by).split("\n")[:-3]:
        if found := re.fullmatch(r"(.*) \(\d+\)", line):
            heading = found[1]
        elif line.startswith("Key "):
            starts = [line.index(f"{COLUMNS[name].heading}  ") if name != "line" else len(line) - 4 for name in EVERY]
            rights = {place: starts[place] + len(COLUMNS[name].heading) for place, name in enumerate(EVERY)}
        elif line:
            table.append((heading, _cut(line, starts, rights)))
    return table


def _cut(line: str, starts: Sequence[int], rights: dict[int, int]) -> list[str]:
    ends = [*starts[1:], len(line)]
    numbers = [COLUMNS[name].is_number for name in EVERY]
    return [
        (line[: rights[place]].split("  ")[-1] if numbers[place] else line[start:end]).strip()
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def of_screen(papers: Sequence[Paper], group_by: str) -> Table:
    """A terminal too narrow for all columns shows a cell a line; empty ones are not shown."""
    stream = io.StringIO()
    terminal.show(papers, Console(file=stream, width=300), columns=EVERY, group_by=group_by)
    table: Table = []
    heading, cells = "", dict.fromkeys(EVERY, "")
    named = {COLUMNS[name].heading: name for name in EVERY}
    for line in stream.getvalue().split("\n")[:-2]:
        head, _, text = line.partition("  ")
        if found := re.fullmatch(r"(.*) \(\d+\)", line):
            heading = found[1]
        elif head in named:
            cells[named[head]] = text.strip()
        elif not line.strip():
            table.append((heading, list(cells.values())))
            cells = dict.fromkeys(EVERY, "")
    return table


READERS = (of_csv, of_markdown, of_latex, of_pipe, of_screen)


@pytest.mark.parametrize("group_by", ["", *GROUPS])
@pytest.mark.parametrize("reader", READERS)
def test_a_table_holds_what_every_table_holds(reader: Callable[[Sequence[Paper], str], Table], group_by: str) -> None:
    assert reader(PAPERS, group_by) == expected(PAPERS, group_by)


def test_there_is_something_in_nearly_every_column() -> None:
    filled = {name for _, cells in expected(PAPERS, "") for name, cell in zip(EVERY, cells, strict=True) if cell}
    assert set(EVERY) - filled <= {"number", "project"}

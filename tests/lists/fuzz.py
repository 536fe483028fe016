"""Spoiled lists: no text may break the reader, or hold it up. `cd tests && python -m lists.fuzz --seconds 600`.

Lists are cut to pieces, spliced and spoiled, and read again. Every case follows from the seed and its number alone.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
import traceback
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from conftest import DATA, SHARED

from papercite.lists import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

NAME = "papers.md"
LARGEST = 100_000  # characters
SLOW_S, HANGS_S = 1.0, 10.0  # of processor time
REDUCING_S = 60.0
LARGE_EVERY = 250  # one case in so many is as large as a list may be
LINE_END = re.compile(r"\r\n|\r|\n")

A, B, C = "https://arxiv.org/abs/1602.02830", "https://github.com/a/b", "https://doi.org/10.1109/5.771073"
SNIPPETS = (
    f"- **[AB]** Alpha Beta Networks, CVPR 2017, [[paper]]({A}), [[code(Pytorch]]({B})\n",
    f"* [Alpha Beta Networks]({A}) - Ann Lee, Bo Chen, *ICML 2018* ([code]({B}))\n  - a remark\n    1. deeper\n",
    f"1. Lee A., Chen B. (2018). Alpha beta networks. *Nature*, 12(3), 4-5. {C}\n",
    '[12] A. Lee and B. Chen. "Alpha Beta Networks."\nIn Proceedings of ICML, 2018.\n\n',
    f"| Title | Venue | Date | Code |\n|:-|:-:|-:|-|\n| ![s]({B}) [**Alpha**]({A}) <br> Ann Lee | ICLR | 2020 | - |\n",
    "|Name|Paper|\n|-|-|\n<!-- gone -->\n|AB|Lee et al., Alpha \\| Beta, 2017|\n",
    f'<table><tr><th>Title</th><th>Year</th></tr><tr><td><a href="{A}">Alpha</a></td><td>2017</tr></table>\n',
    f"<ul><li><b>Alpha</b>, <i>CVPR</i> 2017 <a href='{A}'>pdf</a>\n<li>Beta</ul>\n",
    f"<details><summary>2017</summary>\n\n- Alpha Beta, CVPR [pdf]({A})\n\n</details>\n",
    f"### Alpha Beta Networks (CVPR 2017)\n- Authors: Ann Lee, Bo Chen\n- Paper: {A}\n- Code: <{B}>\n\n> Abstract.\n",
    f"**Alpha Beta Networks**\\\n*Ann Lee, Bo Chen*\\\nICLR 2019  \n[[Paper]]({A}) [[Code][c]]\n\n[c]: {B} 'code'\n",
    f"- 论文：《模型 量化》, 王伟, CVPR 2020 [论文]（{A}）、【代码】({B})\n- 論文名 ｜ コード：{B}\n",
    f"[![Paper](https://img.shields.io/badge/arXiv-2017.01-red)]({A}) :star: 🔥 Alpha Beta\n",
    "- Alpha Beta Networks, CVPR 2017\n  ```bibtex\n  @article{a, title={Alpha}, year=2017}\n  ```\n",
    f"{A}\n\n- {C}\n- arXiv:1602.02830\n- [Alpha](papers/a.pdf)\n- [top](#top)\n",
    "---\ntitle: Papers\n---\nAlpha\n=====\nBeta\n----\n- To be updated.\n",
    "- [ ] $T_{cc}^{+}$ and &alpha;-nets `x` ~~old~~, PRL 2021 <!-- papercite: doi=10.1/x key=a -->\n",
    "- CVPR 2020\n  - Alpha Beta Networks\n    Ann Lee; Bo Chen\n    - [pdf](a.pdf)\n",
)
TOKENS = (
    "[", "]", "(", ")", "[[", "]]", "](", "![", "<", ">", "<b>", "</b>", "<br>", "<!--", "-->", "<a href='", "</a>",
    "<li>", "</li>", "<td>", "<tr>", "<table>", "</table>", "<details>", "<pre>", "</pre>", "<h2>", "*", "**", "***",
    "_", "__", "`", "``", "```\n", "~~~\n", "~~", "\\", "\\\n", "  \n", "\n", "\n\n", "\r", "\r\n", "\t", "    ", "- ",
    "* ", "+ ", "1. ", "- - ", "> ", "# ", "### ", "---\n", "===\n", "|", "| ", "|-|-|\n", "\\|", ":", "：", ", ", "; ",
    ". ", "、", "。", " - ", " and ", " et al., ", '"', "“", "”", "'", "$", "$$", "&amp;", "&#x41;", "&", "http://",
    "https://", A, B, C, f"[pdf]({A})", f"[[code(Pytorch]]({B})", "2017", " (2017)", "'17", "CVPR", "In Proc. ICML ",
    "Ann Lee, Bo Chen", "Lee, A.", "论文", "「", "」", "（", "）", "【", "】", "🔥", ":star:", "[1] ", "(a) ",
    "@article{", "<!-- papercite: ", "Authors: ", "Title: ", "Year: ",
    "\x00", "\u202e", "\ufeff", "\u2028", "\u00a0", "\x1b",
)  # fmt: skip


class Failure(NamedTuple):
    """What a text did to the reader."""

    what: str
    text: str


class Figures(NamedTuple):
    """What a run has seen."""

    runs: int
    entries: int
    worst_s: float  # processor time of the slowest case
    worst: str  # its text
    failures: tuple[Failure, ...]


# ---- one case


def spoiled(seed: int, number: int) -> str:
    """The text of a case."""
    chance = Random(f"{seed}:{number}")  # noqa: S311  # nothing is kept secret here
    if number % LARGE_EVERY == LARGE_EVERY - 1:
        piece = _spoil(chance, _cut(chance, chance.choice(_texts()), chance.choice((1, 3, 10, 40))))
        piece = piece[: chance.choice((5, 20, 100, 1000, LARGEST))] or "["
        return (chance.choice(("", "- ", "# ", "| a | b |\n|-|-|\n")) + piece * (LARGEST // len(piece) + 1))[:LARGEST]
    text = "".join(_cut(chance, chance.choice(_texts()), 12) for _ in range(chance.randint(1, 3)))
    return _spoil(chance, text)[:LARGEST]


@cache
def _texts() -> tuple[str, ...]:
    """Whole lists, and snippets of one style each, as often as the lists together."""
    folders = (DATA, SHARED / "lists")
    whole = [
        path.read_text(encoding="utf-8", errors="replace") for folder in folders for path in sorted(folder.glob("*.md"))
    ]
    return (*whole, *SNIPPETS, *SNIPPETS)


def _cut(chance: Random, text: str, most: int) -> str:
    """Some lines of a text that follow each other."""
    lines = text.splitlines(keepends=True)
    start = chance.randrange(len(lines))
    return "".join(lines[start : start + chance.randint(1, most)])


def _spoil(chance: Random, text: str) -> str:
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 8, 13))):
        text = chance.choice(_WAYS)(chance, text)
    return text


def _place(chance: Random, text: str) -> int:
    return chance.randint(0, len(text))


def _range(chance: Random, text: str) -> tuple[int, int]:
    start = _place(chance, text)
    return start, min(len(text), start + chance.choice((1, 1, 2, 5, 20, 100)))


def _without_characters(chance: Random, text: str) -> str:
    start, end = _range(chance, text)
    return text[:start] + text[end:]


def _doubled_characters(chance: Random, text: str) -> str:
    start, end = _range(chance, text)
    return text[:end] + text[start:end] * chance.choice((1, 1, 2, 20)) + text[end:]


def _moved_characters(chance: Random, text: str) -> str:
    start, end = _range(chance, text)
    rest = text[:start] + text[end:]
    to = _place(chance, rest)
    return rest[:to] + text[start:end] + rest[to:]


def _swapped_characters(chance: Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _with_token(chance: Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 30)) + text[at:]


def _other_token(chance: Random, text: str) -> str:
    held = [token for token in TOKENS if token in text]
    return text.replace(chance.choice(held), chance.choice(TOKENS), chance.choice((1, 1, 3))) if held else text


def _without_token(chance: Random, text: str) -> str:
    held = [token for token in TOKENS if token in text]
    return text.replace(chance.choice(held), "", chance.choice((1, 1, 3))) if held else text


def _with_lines(change: Callable[[Random, list[str]], None]) -> Callable[[Random, str], str]:
    def way(chance: Random, text: str) -> str:
        lines = text.splitlines(keepends=True)
        if lines:
            change(chance, lines)
        return "".join(lines)

    return way


def _without_line(chance: Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]


def _doubled_line(chance: Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _swapped_lines(chance: Random, lines: list[str]) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indented_line(chance: Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(("  ", "    ", "\t", "> ", "- ", "# ", "| ")) + lines[at]


def _joined_lines(chance: Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].rstrip("\r\n")


def _spliced(chance: Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines) + 1)
    lines[at:at] = [_cut(chance, chance.choice(_texts()), 4)]


_WAYS: tuple[Callable[[Random, str], str], ...] = (
    _without_characters, _doubled_characters, _moved_characters, _swapped_characters, _with_token, _with_token,
    _other_token, _without_token,
    *map(_with_lines, (_without_line, _doubled_line, _swapped_lines, _indented_line, _joined_lines, _spliced)),
)  # fmt: skip


# ---- what must hold


class Hangs(BaseException):
    """The reader was stopped, for it took too long; no `except Exception` may hold it up."""


def fault(text: str, name: str = NAME) -> tuple[str, int, float]:
    """What is wrong with the reading of a text ("" if nothing is), its entries, seconds of processor time."""
    start = time.process_time()
    try:
        entries = read(text, name)
    except Hangs as hangs:
        return f"hangs in {hangs}", 0, time.process_time() - start
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what we look for
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"raises {type(error).__name__} in {where.name}", 0, time.process_time() - start
    took = time.process_time() - start
    lines, count = [entry.line for entry in entries], len(LINE_END.split(text))
    wrong = (
        "lines do not ascend" * (lines != sorted(lines)),
        "a line outside the file" * any(not 1 <= line <= count for line in lines),
        "an entry without title and link" * any(not (entry.title or entry.links) for entry in entries),
        f"takes over {SLOW_S:.0f} s" * (took > SLOW_S),
    )
    return next(filter(None, wrong), ""), len(entries), took


def reduced(text: str, is_same: Callable[[str], bool]) -> str:
    """A shorter text with the same fault: pieces are left out as long as it stays."""
    size, until = len(text) // 2, time.monotonic() + REDUCING_S
    while size:
        at = 0
        while at < len(text) and time.monotonic() < until:
            shorter = text[:at] + text[at + size :]
            if is_same(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def fuzzed(seed: int, runs: int, seconds: float, name: str = NAME) -> Figures:
    """Read the cases of a seed until there are no more, or the time is over."""
    until = time.monotonic() + seconds
    done = entries = 0
    worst, slowest, failures = 0.0, "", list[Failure]()
    read(SNIPPETS[0], name)  # what is imported and compiled once is not counted
    for number in range(runs):
        text = spoiled(seed, number)
        what, found, took = guarded(text, name)
        done, entries = number + 1, entries + found
        if took > worst:
            worst, slowest = took, text
        if what and what not in {failure.what for failure in failures}:
            failures.append(Failure(what, text))
        if time.monotonic() > until:
            break
    return Figures(done, entries, worst, slowest, tuple(failures))


def guarded(text: str, name: str = NAME, limit_s: float = HANGS_S) -> tuple[str, int, float]:
    """`fault`, stopped after a time where the system can do that."""
    if not hasattr(signal, "setitimer"):
        return fault(text, name)
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit_s)
    try:
        return fault(text, name)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(_number: int, frame: FrameType | None) -> None:
    raise Hangs(frame.f_code.co_name if frame else "")


def _fails(what: str, name: str, text: str) -> bool:
    return guarded(text, name, 2 * SLOW_S)[0] == what


# ---- for people


def main(arguments: list[str] | None = None) -> int:
    """Run it; returns 1 if something was found, and writes each failing text to a file in this folder."""
    parser = argparse.ArgumentParser(prog="python -m lists.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--name", default=NAME, help="a file's name; its ending tells the form")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for what fails")
    given = parser.parse_args(arguments)
    print(f"seed {given.seed}", flush=True)
    figures = fuzzed(given.seed, given.runs, given.seconds, given.name)
    print(f"{figures.runs} texts, {figures.entries} entries, {len(figures.failures)} kinds of failure")
    print(f"slowest: {figures.worst_s:.2f} s for {len(figures.worst)} characters, {figures.worst[:60]!r}...")
    for failure in figures.failures:
        path = given.out / f"fuzz-{given.seed}-{re.sub(r'[^a-z0-9]+', '-', failure.what.lower())}.txt"
        short = reduced(failure.text, partial(_fails, failure.what, given.name))
        path.write_bytes(short.encode("utf-8", "surrogatepass"))
        print(f"{failure.what}: {path}, {len(short)} characters, {short[:200]!r}")
    return 1 if figures.failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""Spoiled and hostile lists: every one is read, and in time. The long run is in fuzz.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lists.fuzz import LARGE_EVERY, LARGEST, SLOW_S, fault, fuzzed, guarded, main, reduced, spoiled

if TYPE_CHECKING:
    from pathlib import Path

# Each of these makes a text of 100 kB in no more blocks than a list of that size may have.
LARGE = (
    "[", "](", "[a](", "* ", "- - - ", "| ", "<b>", "<a ", "<!--", "((", "\\", "`", "http://", "#", "**a ",
    "\"a 'b ", "“a ”", "a", "a, ", "2017, ", "CVPR 2017, ", "- [a](http://a.org/b), CVPR 2017\n",
    "a b c d e f g h i j k l\n",
)  # fmt: skip
# These make a block of every few characters, which takes its time in the parser of blocks alone, or are less likely.
SMALL = (
    "]", "(", "[[", "]]", "![", "[a](http://a.org", "[a]: b\n", "[a][b]", "- ", "+ ", "1. ", "> ", "# ", "|",
    "||\n", "| a | b |\n", "|-|-|\n", "<li>", "<td>", "<a href='u'>", "<ul>", "<table><tr><td>a", "<h2>a</h2>",
    "<details>", "<pre>", "<br>", "<!-- a -->", "<!-- papercite: a=b ", "\\\n", "``", "```\n", "~~", "$", "$a$ ",
    "&", "&amp;", "https://a.org/b ", "http//", "*a*", "_a_", "***a", "'", '"', "“", "”", "「", "a ", "a. ", "a: ",
    "A. B, ", "Ann Lee, ", "et al. ", "and ", "(2017) ", "'17 ", " - 2017", "In CVPR ", "[1] ", "- a\n", "  - a\n",
    "a\n", "a\n\n", "\n", " \n", "\t", "---\n", "a\n---\n", "===\n", "@article{", "论文: ", "，", "：", "（", "🔥",
    ":star: ", "::", ";", "\x00", "\u202e", "\u2028",
)  # fmt: skip


@pytest.mark.parametrize("before", ["", "- "])
@pytest.mark.parametrize("piece", LARGE)
def test_a_text_of_100_kb_of_one_piece_is_read_within_a_second(piece: str, before: str) -> None:
    assert fault_of_repeated(before, piece, LARGEST) == ""


@pytest.mark.parametrize("before", ["", "- ", "| a | b |\n|-|-|\n| "])
@pytest.mark.parametrize("piece", SMALL)
def test_a_text_of_10_kb_of_one_piece_is_read_within_a_second(piece: str, before: str) -> None:
    assert fault_of_repeated(before, piece, LARGEST // 10) == ""


def fault_of_repeated(before: str, piece: str, size: int) -> str:
    return guarded((before + piece * (size // len(piece) + 1))[:size], limit_s=5 * SLOW_S)[0]


HOSTILE = (
    "- " * 2000 + "Title, CVPR 2017",
    ">" * 20_000 + "- Title, CVPR 2017",
    "- " + "[" * 20_000,
    "- " + "*a " * 10_000,
    "- Title" + " (2017)" * 1500,
    "- Title" + ", 2017" * 1500,
    "- Title " + " - 2017" * 1500,
    "- " + "`" * 10_000,
    "- T, CVPR 2017 <!-- papercite: " + "a=b " * 5000 + "-->",
    "- T, " + "annual " * 3000 + "2017",
    "- " + "[a](http://x.y) " * 2000,
    "- [" + "a" * 20_000 + "] T, CVPR 2017",
    "- " + "a" * LARGEST + ", CVPR 2017",
    "- **" + "a b " * 20_000 + "**, CVPR 2017",
    "- " + "“a " * 500 + "b”" * 500 + ", CVPR 2017",
    "- " + "(" * 5000 + "CVPR 2017" + ")" * 5000,
    "- " + "[" * 5000 + "a" + "](u)" * 5000,
    "**a** " * 5000 + "- Title, CVPR 2017",
    "".join("  " * depth + "- Title, CVPR 2017\n" for depth in range(300)),
    "".join(f"{'#' * (number % 6 + 1)} {number}\n\n- Title, CVPR 2017\n" for number in range(2000)),
    "<table>" + "<tr><td>Title</td><td>CVPR 2017</td></tr>" * 1500,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_a_hostile_text_is_read_in_time(text: str) -> None:
    assert guarded(text, limit_s=5 * SLOW_S)[0] == ""


@pytest.mark.parametrize("seed", [11, 12])
def test_spoiled_lists_are_read(seed: int) -> None:
    assert fuzzed(seed, runs=LARGE_EVERY - 1, seconds=5).failures == ()


def test_a_case_follows_from_its_seed_and_number() -> None:
    assert (spoiled(1, 2) == spoiled(1, 2), spoiled(1, 2) == spoiled(1, 3)) == (True, False)


def test_what_fails_is_reduced_to_what_shows_it() -> None:
    assert reduced("Title,Year\nAlpha,2017\n" * 9, lambda text: "17" in text and "," in text) == "17,"


def test_a_run_says_its_seed_and_what_it_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status = main(["--runs", "20", "--seed", "5", "--out", str(tmp_path)])
    assert (status, capsys.readouterr().out.splitlines()[:1]) == (0, ["seed 5"])


def test_a_text_without_fault_has_none() -> None:
    assert fault("- Alpha Beta Networks, CVPR 2017\n")[:2] == ("", 1)

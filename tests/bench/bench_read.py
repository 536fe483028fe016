"""What reading a list costs beyond what markdown-it-py alone needs for the same text.

The table of venues is loaded beforehand, nothing else is remembered from an earlier run.
"""

from __future__ import annotations

from functools import partial

from markdown_it import MarkdownIt
from measure import SHARED, Figure, forget, main, side_by_side
from synthetic import markdown

from papercite.lists import read
from papercite.venues import find_venue

NUMBER = 5_000
PROMISE = 1.5


def measure(quick: bool) -> list[Figure]:
    """A synthetic list, then the real ones if they are here."""
    number = NUMBER // 5 if quick else NUMBER
    text = markdown(number)
    if len(read(text, "papers.md")) != number:
        raise SystemExit(f"{len(read(text, 'papers.md'))} of {number} entries were read")
    figures = compared(f"{number:,} entries", [text], 3 if quick else 7)
    real = [path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("lists/*.md"))[: 8 if quick else None]]
    return figures + (compared(f"{len(real)} real lists", real, 1 if quick else 5) if real else [])


def compared(what: str, texts: list[str], rounds: int) -> list[Figure]:
    """Times of both for all the texts, and their ratio."""
    theirs, ours = side_by_side(partial(parse_all, texts), partial(read_all, texts), rounds=rounds, before=fresh)
    return [
        Figure(f"{what}: markdown-it-py", 1000 * theirs, "ms"),
        Figure(f"{what}: papercite.lists.markdown.read", 1000 * ours, "ms"),
        Figure(f"{what}: ratio", ours / theirs, "x", PROMISE),
    ]


def parse_all(texts: list[str]) -> None:
    """What markdown-it-py does for the texts, with the extensions that lists need."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for text in texts:
        parser.parse(text)


def read_all(texts: list[str]) -> None:
    """What papercite does for them."""
    for text in texts:
        read(text, "papers.md")


def fresh() -> None:
    """Nothing remembered but the table of venues."""
    forget()
    find_venue("CVPR")


if __name__ == "__main__":
    main(__doc__, measure)
